"""Which survey opens for whom at which moment of a pair; forms and terms are data (``config/pair_surveys.yaml``)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from mentoring.ids import AttemptId, MembershipId, PairId, SurveyId
from mentoring.pair_moves import Event
from mentoring.pairs import UNDER_WAY, Pair, PairState, Side, Verdict
from mentoring.questionnaire import Questionnaire


class Moment(StrEnum):
    """What gives a reason to ask; kept with the survey under this name."""

    ACCEPTED = "accepted"
    VERDICT = "verdict"
    EVENT_HELD = "event_held"
    FINAL = "final"
    ENDED_EARLY = "ended_early"
    LEFT_GROUP = "left_group"


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """A form as one side is asked it. ``known`` are answers the bot has already, by question, as codes; ``verdict``
    names the question that the word given after the trial answers; ``leave_out`` is not asked of this side."""

    form: str
    known: Mapping[str, str]
    leave_out: frozenset[str] = frozenset()
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class MomentRule:
    """Days are working days of the organisation. Without ``closes_after`` it is open while the pair waits for it."""

    mentor: tuple[SurveyForm, ...]
    mentee: tuple[SurveyForm, ...]
    closes_after: int | None
    remind_after: tuple[int, ...]
    once_a_month: bool = False


PairSurveys = Mapping[Moment, MomentRule]

STANDS_IN: dict[Moment, frozenset[PairState]] = {
    Moment.FINAL: frozenset({PairState.SURVEYS}),
    Moment.ENDED_EARLY: frozenset({PairState.TERMINATED}),
    Moment.VERDICT: frozenset(
        {PairState.TRIAL, PairState.TRIAL_FAILED, PairState.PLANNING, PairState.PLAN_APPROVAL, PairState.WORKING}
    ),
    Moment.EVENT_HELD: frozenset({PairState.WORKING, PairState.FINAL_MEETING}),
    # Of whoever has left: how the group goes on is no matter.
    Moment.LEFT_GROUP: frozenset(PairState),
    # Whoever joins a group late is asked about hopes late.
    Moment.ACCEPTED: UNDER_WAY - {PairState.FINAL_MEETING},
}
"""Where a pair has to stand for the answers to be of use; what is waited for most comes first."""

OUTSIDE = frozenset({Moment.LEFT_GROUP})
"""Asked of those who are no side of the pair any more, and of nobody else."""

WHEREVER = frozenset({Moment.VERDICT})
"""Asked of whoever has left too: what the trial was like."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One survey that is to be asked of one person; ``occasion`` tells it from others of the same moment."""

    moment: Moment
    occasion: str
    membership: MembershipId
    form: str
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that was asked; moments in seconds, UTC."""

    id: SurveyId
    pair: PairId
    membership: MembershipId
    form: str
    moment: Moment
    known: Mapping[str, str]
    opened_at: int
    closes_at: int | None
    attempt: AttemptId | None
    answered_at: int | None

    def is_open(self, pair: Pair, now: int) -> bool:
        """Whether an answer still counts as the pair stands; whoever has left is asked only why, and what the trial
        was like."""
        inside = pair.side(self.membership) is not None
        concerned = self.moment in WHEREVER or inside is (self.moment not in OUTSIDE)
        in_time = self.closes_at is None or now < self.closes_at
        return self.answered_at is None and in_time and concerned and pair.state in STANDS_IN[self.moment]


def urgency(survey: Survey) -> tuple[int, int]:
    """By this the surveys of one side are sorted: what the pair waits for first."""
    return list(STANDS_IN).index(survey.moment), survey.id


def openings(
    before: Pair, after: Pair, event: Event, act: Any, today: datetime.date, rules: PairSurveys
) -> tuple[Opening, ...]:
    """What the act gives reason to ask; ``today`` is the organisation's local day."""
    found = _moment(before, after, event, act)
    if found is None or found[0] not in rules:
        return ()
    moment, sides = found
    rule = rules[moment]
    return tuple(
        Opening(moment, _occasion(moment, rule, before, today), side.membership, asked.form, _known(asked, act))
        for side in sides
        for asked in _forms(rule, mentor=side.membership == after.mentor.membership)
    )


def asked_of(rules: PairSurveys, survey: Survey, form: Questionnaire, *, mentor: bool) -> Questionnaire:
    """The form as this side answers it: without what is left out and what is known already."""
    rule = rules.get(survey.moment)
    asked = next((one for one in _forms(rule, mentor=mentor) if one.form == form.id), None) if rule else None
    left_out = asked.leave_out if asked else frozenset()
    questions = tuple(question for question in form.questions if question.id not in left_out)
    return replace(form, questions=questions, known=frozenset(survey.known))


def _moment(before: Pair, after: Pair, event: Event, act: Any) -> tuple[Moment, tuple[Side, ...]] | None:
    if after.state is PairState.ACCEPTED and before.state is PairState.AWAITING_ACCEPTANCE:
        return Moment.ACCEPTED, after.sides
    match event:
        case Event.JOIN:
            known = {side.membership for side in before.sides}
            return Moment.ACCEPTED, tuple(side for side in after.members if side.membership not in known)
        case Event.GIVE_VERDICT:
            return Moment.VERDICT, tuple(side for side in before.sides if side.membership == act.by)
        case Event.HOLD if after.state is PairState.SURVEYS:
            return Moment.FINAL, after.sides
        case Event.HOLD if after.state is PairState.WORKING:
            return Moment.EVENT_HELD, after.sides
        case Event.END | Event.LEAVE if after.state is PairState.TERMINATED:
            return Moment.ENDED_EARLY, after.sides
        case Event.LEAVE:
            return Moment.LEFT_GROUP, tuple(side for side in before.members if side.membership == act.by)
    return None


def _occasion(moment: Moment, rule: MomentRule, before: Pair, today: datetime.date) -> str:
    if moment is Moment.VERDICT:
        return str(before.trial)
    if moment is Moment.LEFT_GROUP:
        # Whoever comes back and leaves again is asked again.
        return f"{today:%Y-%m-%d}"
    if moment is Moment.EVENT_HELD:
        return f"{today:%Y-%m}" if rule.once_a_month else f"{today:%Y-%m-%d}"
    return ""


def _forms(rule: MomentRule, *, mentor: bool) -> tuple[SurveyForm, ...]:
    return rule.mentor if mentor else rule.mentee


def _known(asked: SurveyForm, act: Any) -> dict[str, str]:
    verdict: Verdict | None = getattr(act, "verdict", None)
    return {**asked.known, **({asked.verdict: verdict.value} if asked.verdict and verdict else {})}
