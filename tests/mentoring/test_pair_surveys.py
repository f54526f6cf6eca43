"""Whatever becomes of a pair, only those are asked whom the moment concerns, and only what is of use then."""

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from config import pair_surveys as file
from config import questionnaires
from mentoring import pair_moves as moves
from mentoring.ids import AttemptId, MembershipId, SurveyId
from mentoring.pair_moves import Event, Impossible, after, event_of
from mentoring.pair_surveys import STANDS_IN, Moment, Opening, Survey, asked_of, openings
from mentoring.pairs import MeetingKind, Pair, PairState, Verdict
from mentoring.questionnaire import visible
from tests.mentoring.test_pair_moves import ANNA, BORIS, DAY, MENTOR, MONDAY, ORDER, ORDER_FIRST, PLAN, VERA, proposed

FORMS = {name: form.value() for name, form in questionnaires.load().items()}
RULES = file.load(FORMS)

someone = some.sampled_from((MENTOR, ANNA, BORIS, VERA))
acts: some.SearchStrategy[Any] = some.one_of(
    someone.map(moves.Accept),
    someone.map(moves.Decline),
    some.just(ORDER),
    some.sampled_from(MeetingKind).map(moves.Hold),
    some.builds(moves.GiveVerdict, someone, some.sampled_from(Verdict)),
    some.just(PLAN),
    someone.map(moves.AgreePlan),
    some.just(moves.ApprovePlan()),
    some.just(moves.FinishWork(4, 0)),
    someone.map(moves.AnswerSurvey),
    some.just(moves.Pause(MONDAY + 30 * DAY)),
    some.just(moves.Resume()),
    some.just(moves.End()),
    someone.map(moves.WithdrawConsent),
    someone.map(moves.Leave),
    someone.map(moves.Join),
)

USUAL: tuple[Any, ...] = (
    moves.Send(),
    moves.Accept(MENTOR),
    moves.Accept(ANNA),
    moves.Accept(BORIS),
    ORDER,
    moves.Hold(MeetingKind.ACQUAINTANCE),
    moves.Hold(MeetingKind.TRIAL),
    moves.GiveVerdict(MENTOR, Verdict.YES),
    moves.GiveVerdict(ANNA, Verdict.YES),
    moves.GiveVerdict(BORIS, Verdict.YES),
    moves.Hold(MeetingKind.PLANNING),
    PLAN,
    moves.AgreePlan(ANNA),
    moves.AgreePlan(BORIS),
    moves.ApprovePlan(),
    moves.Hold(MeetingKind.EVENT),
    moves.FinishWork(4, 0),
    moves.Hold(MeetingKind.FINAL),
)


def opened(before: Pair, act: Any, today: datetime.date = MONDAY) -> tuple[Pair, tuple[Opening, ...]]:
    """Raises Impossible."""
    moved = after(before, act, ORDER_FIRST, today)
    return moved, openings(before, moved, event_of(act), act, today, RULES)


@given(some.integers(0, len(USUAL)), some.lists(acts, max_size=12))
def test_only_those_are_asked_whom_it_concerns(steps: int, others: list[Any]) -> None:
    pair = proposed(ANNA, BORIS)
    for act in (*USUAL[:steps], *others):
        before = pair
        try:
            pair, found = opened(before, act)
        except Impossible:
            continue
        _holds(before, pair, act, found)


def _holds(before: Pair, pair: Pair, act: Any, found: tuple[Opening, ...]) -> None:
    for one in found:
        side = pair.side(one.membership) or before.side(one.membership)
        assert side is not None
        assert pair.state in STANDS_IN[one.moment], (one.moment, pair.state)
        mentor = one.membership == pair.mentor.membership
        rule = RULES[one.moment]
        assert one.form in {form.form for form in (rule.mentor if mentor else rule.mentee)}
    if event_of(act) is Event.WITHDRAW_CONSENT:
        assert all(one.moment is Moment.ACCEPTED for one in found)
    if event_of(act) is Event.GIVE_VERDICT:
        assert {one.membership for one in found} == {act.by}, "in private: of the one who has spoken alone"
        assert all(one.known["tc04"] == act.verdict.value for one in found)
    if pair.state is PairState.SURVEYS and before.state is PairState.FINAL_MEETING:
        asked = {one.membership for one in found}
        assert asked == {side.membership for side in pair.sides}, "whoever is not asked could never answer"


def test_the_usual_way_asks_at_each_of_its_moments() -> None:
    pair, asked = proposed(ANNA, BORIS), []
    for act in USUAL:
        pair, found = opened(pair, act)
        asked += [one.moment for one in found]
    assert [asked.count(moment) for moment in Moment] == [3, 3, 3, 6, 0, 0]


def test_a_month_has_one_occasion() -> None:
    pair = proposed(ANNA)
    for act in (*USUAL[:3], *(act for act in USUAL[4:16] if BORIS not in vars_of(act))):
        pair = after(pair, act, ORDER_FIRST, MONDAY)
    first, second, later = (
        opened(pair, moves.Hold(MeetingKind.EVENT), day)[1]
        for day in (datetime.date(2026, 10, 1), datetime.date(2026, 10, 31), datetime.date(2026, 11, 1))
    )
    assert first == second
    assert {one.occasion for one in later} == {"2026-11"}


def vars_of(act: Any) -> tuple[Any, ...]:
    return tuple(getattr(act, name) for name in type(act).__slots__)


def test_a_side_is_asked_its_own_questions() -> None:
    def numbered(form: str, moment: Moment, known: dict[str, str], *, mentor: bool) -> list[str]:
        survey = Survey(SurveyId(1), proposed().id, MembershipId(1), form, moment, known, 0, None, AttemptId(1), None)
        shown = asked_of(RULES, survey, FORMS[form], mentor=mentor)
        answers = {"tc04": known["tc04"]} if "tc04" in known else {}
        return [question.id for question in visible(shown, answers)]

    assert numbered("meeting_pulse", Moment.EVENT_HELD, {"mu01": "held"}, mentor=True) == ["mu02", "mu03"]
    assert numbered("meeting_pulse", Moment.EVENT_HELD, {"mu01": "held"}, mentor=False) == ["mu03"]
    trial = {"tc01": "yes", "tc04": "no"}
    assert numbered("trial_check", Moment.VERDICT, trial, mentor=False) == ["tc02", "tc03", "tc05"]
    assert numbered("early_end", Moment.ENDED_EARLY, {}, mentor=True) == ["ee01", "ee02", "ee03"]


def test_every_form_that_is_asked_speaks_to_pupils_too() -> None:
    for rule in RULES.values():
        for asked in (*rule.mentor, *rule.mentee):
            form = FORMS[asked.form]
            assert form.intro_pupil, form.id
            assert all(question.text_pupil for question in form.questions), form.id
