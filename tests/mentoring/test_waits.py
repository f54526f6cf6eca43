"""Whatever is waited for has a day, somebody who is told, and a way out: one table of all of it."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

import pytest

from mentoring import help_letters, ladder, meeting_letters
from mentoring import pair_moves as moves
from mentoring.calendar import Calendar, month_end
from mentoring.help_requests import HelpRequest, HelpState, Topic
from mentoring.ids import HelpRequestId, MeetingId, OrganisationId, PairId, PersonId
from mentoring.ladder import Climb, Rung
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState
from mentoring.pair_deadlines import CHANGE_WAITS, WAITS, change_deadline, deadline, time_event, wait_of
from mentoring.pair_letters import RECALLED, Readers
from mentoring.pair_moves import Event
from mentoring.pairs import MeetingKind, Pair, PairState, Party, PlanChange, Programme
from tests.mentoring.test_pair_moves import (
    ACCEPTED,
    AGAIN,
    ANNA,
    AT_PLAN,
    AT_TRIAL,
    AT_WORK,
    BORIS,
    DAY,
    MENTOR,
    MONDAY,
    ORDER,
    ORDER_FIRST,
    PLAN,
    TRIAL_FIRST,
    VERA,
    YES,
    led,
    proposed,
)

WEEK = Calendar(week=5)
HELD = moves.Hold(MeetingKind.TRIAL)
DONE = moves.FinishWork(4, 0)
PERIOD_END = MONDAY + 200 * DAY
MENTORS, MENTEES, CURATOR, DEPUTY, ABOVE = (PersonId(number) for number in (1, 2, 10, 20, 30))
READERS = Readers({MENTOR: MENTORS, ANNA: MENTEES}, (CURATOR,), (DEPUTY,))
STAFF = {Party.CURATOR: CURATOR, Party.DEPUTY_HEAD: DEPUTY}


def working(days: int) -> datetime.date:
    return WEEK.after(MONDAY, days)


@dataclass(frozen=True)
class Waiting:
    """What is waited for since Monday, until when, who is told when nobody moves, and what they can do."""

    what: str
    acts: tuple[Any, ...]
    until: datetime.date
    told: Party
    ways: frozenset[Event]
    by: Programme = ORDER_FIRST

    @property
    def pair(self) -> Pair:
        return led(proposed(), *self.acts, by=self.by)


def ways(*events: Event) -> frozenset[Event]:
    return frozenset(events)


IN_PLACE = ways(Event.HOLD, Event.END)
TABLE = [
    Waiting("a draft nobody has sent", (), working(3), Party.CURATOR, ways(Event.SEND, Event.CANCEL)),
    Waiting("an order", ACCEPTED, working(10), Party.DEPUTY_HEAD, ways(Event.ENTER_ORDER, Event.END)),
    Waiting("the acquaintance", (*ACCEPTED, ORDER), working(10), Party.CURATOR, IN_PLACE),
    Waiting("the acquaintance before any order", ACCEPTED, working(10), Party.CURATOR, IN_PLACE, TRIAL_FIRST),
    Waiting("the trial meeting", AT_TRIAL, working(10), Party.CURATOR, ways(Event.HOLD, Event.SETTLE_TRIAL)),
    Waiting("the verdicts", (*AT_TRIAL, HELD), working(2), Party.CURATOR, ways(Event.SETTLE_TRIAL)),
    Waiting(
        "one verdict",
        (*AT_TRIAL, HELD, moves.GiveVerdict(ANNA, YES)),
        working(2),
        Party.CURATOR,
        ways(Event.SETTLE_TRIAL, Event.END),
    ),
    Waiting(
        "a third trial",
        (*AT_TRIAL, HELD, moves.GiveVerdict(ANNA, AGAIN), HELD, moves.SettleTrial(AGAIN)),
        working(10),
        Party.CURATOR,
        ways(Event.HOLD, Event.SETTLE_TRIAL),
    ),
    Waiting("a plan", AT_PLAN, working(10), Party.CURATOR, ways(Event.SUBMIT_PLAN, Event.HOLD, Event.END)),
    Waiting(
        "the mentee's yes to the plan",
        (*AT_PLAN, moves.Hold(MeetingKind.PLANNING), PLAN),
        working(10),
        Party.CURATOR,
        ways(Event.REJECT_PLAN, Event.END),
    ),
    Waiting(
        "the curator's approval",
        AT_WORK[:-1],
        working(5),
        Party.DEPUTY_HEAD,
        ways(Event.APPROVE_PLAN, Event.RETURN_PLAN),
    ),
    Waiting(
        "the events of the plan",
        AT_WORK,
        PERIOD_END,
        Party.CURATOR,
        ways(Event.EXTEND, Event.FINISH_WORK, Event.END),
    ),
    Waiting(
        "the final meeting", (*AT_WORK, DONE), working(10), Party.CURATOR, ways(Event.HOLD, Event.EXTEND, Event.END)
    ),
]
"""States that only people lead on."""


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.what)
def test_it_has_a_day_somebody_who_is_told_and_a_way_out(row: Waiting) -> None:
    pair = row.pair
    wait = wait_of(pair, row.by)
    assert wait is not None
    assert deadline(pair, row.by, WEEK) == row.until
    assert wait.told is row.told
    assert row.ways <= set(moves.possible(pair, row.by)) & (set(wait.way_out) | {Event.END, Event.REJECT_PLAN})
    told = _told(pair, row.by, row.until)
    assert told[Rung.LATE] == STAFF[row.told]
    assert told[Rung.MUNICIPALITY] == (None if pair.state is PairState.PROPOSED else ABOVE)


def _told(pair: Pair, by: Programme, until: datetime.date) -> dict[Rung, PersonId | None]:
    """Whom each step of the ladder reaches beyond those who are asked."""
    found: dict[Rung, PersonId | None] = dict.fromkeys((Rung.LATE, Rung.MUNICIPALITY))
    wait = wait_of(pair, by)
    assert wait is not None
    for step in ladder.steps(pair, by, WEEK, MONDAY):
        if step.rung in found:
            assert step.day == WEEK.open_after(until, step.rung)
            what = Climb(pair, frozenset({step.rung}), until, MONDAY, _noon(step.day), (ABOVE,))
            kinds = {LetterKind.PAIR_LATE, LetterKind.PAIR_STUCK}
            letters = [one for one in ladder.climbed(what, wait, READERS, WEEK) if one.kind in kinds]
            (found[step.rung],) = {one.person for one in letters}
    return found


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def test_the_table_names_every_state_that_only_people_lead_on() -> None:
    by_time = {PairState.AWAITING_ACCEPTANCE, PairState.PAUSED, PairState.SURVEYS}
    assert {row.pair.state for row in TABLE} | by_time == set(WAITS)
    assert {row.pair.state for row in TABLE} == RECALLED - by_time


BY_TIME = [
    ("an offer", (moves.Send(),), (working(3), Event.LAPSE), PairState.DECLINED, Event.CANCEL),
    (
        "a pause",
        (*AT_WORK, moves.Pause(MONDAY + 14 * DAY)),
        (MONDAY + 13 * DAY, Event.RESUME),
        PairState.WORKING,
        Event.RESUME,
    ),
    (
        "the surveys",
        (*AT_WORK, DONE, moves.Hold(MeetingKind.FINAL)),
        (working(10), Event.CLOSE_SURVEYS),
        PairState.COMPLETED,
        Event.CLOSE_SURVEYS,
    ),
    (
        "a notice of an early end",
        (*AT_WORK, moves.GiveNotice(MONDAY + 3 * DAY)),
        (MONDAY + 3 * DAY, Event.END),
        PairState.TERMINATED,
        Event.TAKE_BACK_NOTICE,
    ),
    (
        "an invitation into a group",
        (*AT_WORK, moves.Invite(VERA)),
        (working(3), Event.LAPSE_INVITATION),
        PairState.WORKING,
        Event.RECALL_INVITATION,
    ),
]
ACTS = {
    Event.LAPSE: moves.Lapse(),
    Event.RESUME: moves.Resume(),
    Event.CLOSE_SURVEYS: moves.CloseSurveys(),
    Event.END: moves.End(),
    Event.LAPSE_INVITATION: moves.LapseInvitation(MONDAY),
}


@pytest.mark.parametrize(("what", "acts", "expected", "leads_to", "way_out"), BY_TIME, ids=[row[0] for row in BY_TIME])
def test_what_nobody_answers_time_itself_ends(
    what: str, acts: tuple[Any, ...], expected: tuple[datetime.date, Event], leads_to: PairState, way_out: Event
) -> None:
    pair = led(proposed(), *acts)
    assert time_event(pair, ORDER_FIRST, WEEK) == expected, what
    day, event = expected
    assert led(pair, ACTS[event], on=day + DAY).state is leads_to
    assert way_out in moves.possible(pair, ORDER_FIRST), "people need not wait for it"


CHANGED = (*AT_WORK, moves.ProposeChange(5))
AGREED = (*CHANGED, moves.AgreeChange(ANNA, 5, PERIOD_END, weighty=True))


@pytest.mark.parametrize(
    ("acts", "asked", "told", "way_out"),
    [
        (CHANGED, MENTEES, CURATOR, Event.REJECT_CHANGE),
        (AGREED, CURATOR, DEPUTY, Event.APPROVE_CHANGE),
    ],
    ids=["the mentees", "the curator"],
)
def test_a_change_of_the_plan_waits_for_itself(
    acts: tuple[Any, ...], asked: PersonId, told: PersonId, way_out: Event
) -> None:
    pair = led(proposed(), *acts)
    assert pair.change is not None
    until = change_deadline(pair, ORDER_FIRST, WEEK)
    assert until == working(5)
    assert way_out in moves.possible(pair, ORDER_FIRST)
    assert {way_out} <= set(CHANGE_WAITS[pair.change].way_out)
    steps = ladder.change_steps(pair, ORDER_FIRST, WEEK)
    assert [(step.day, step.rung) for step in steps] == [
        (working(4), Rung.EVE),
        (working(6), Rung.LATE),
        (working(8), Rung.STILL_LATE),
    ]
    what = Climb(pair, frozenset({Rung.LATE}), until, MONDAY, _noon(working(6)), matter=ladder.Matter.CHANGE)
    letters = ladder.climbed(what, CHANGE_WAITS[pair.change], READERS, WEEK)
    assert {(one.kind, one.person) for one in letters} == {
        (LetterKind.CHANGE_LATE, told),
        (LetterKind.CHANGE_WAITS, asked),
    }


def test_a_change_that_was_answered_is_recalled_to_nobody_and_a_pause_moves_its_term() -> None:
    changed = led(proposed(), *CHANGED)
    assert ladder.change_steps(led(changed, moves.RejectChange()), ORDER_FIRST, WEEK) == []
    later = led(changed, moves.AgreeChange(ANNA, 5, PERIOD_END, weighty=True), on=MONDAY + 2 * DAY)
    assert later.change_since == MONDAY + 2 * DAY, "the curator has a term of their own"
    assert led(later, moves.ApproveChange(5, PERIOD_END)).change_since is None
    paused = led(changed, moves.Pause(MONDAY + 8 * DAY), on=MONDAY + DAY)
    assert ladder.change_steps(paused, ORDER_FIRST, WEEK) == []
    resumed = led(paused, moves.Resume(), on=MONDAY + 8 * DAY)
    assert change_deadline(resumed, ORDER_FIRST, WEEK) == working(5) + 7 * DAY


def test_a_group_of_which_one_has_left_waits_for_the_others_only() -> None:
    group = led(proposed(ANNA, BORIS), moves.Send(), *(moves.Accept(who) for who in (MENTOR, ANNA, BORIS)), ORDER)
    at_work = replace(group, state=PairState.WORKING, period_end=PERIOD_END, events=4)
    asked = led(at_work, moves.ProposeChange(5), moves.AgreeChange(ANNA, 5, PERIOD_END, weighty=True))
    assert asked.change is PlanChange.PROPOSED
    left = led(asked, moves.Leave(BORIS), on=MONDAY + DAY)
    assert (left.change, left.change_since) == (PlanChange.AGREED, MONDAY + DAY)


def test_a_disagreement_about_a_meeting_is_recalled_to_the_curator_and_told_to_the_deputy_head() -> None:
    meeting = Meeting(MeetingId(1), PairId(1), MeetingKind.EVENT, MeetingState.DISPUTED, MENTOR)
    letters = meeting_letters.unsettled(meeting, 3, READERS, _noon(MONDAY), WEEK)
    assert [(one.person, one.due.date()) for one in letters] == [(CURATOR, working(2)), (DEPUTY, working(5))]


def test_a_question_is_recalled_to_the_curator_and_told_to_the_deputy_head() -> None:
    """«Нужна замена», «Нужно больше времени» and every other question of a side."""
    asked = HelpRequest(HelpRequestId(1), OrganisationId(1), ANNA, PairId(1), Topic.MENTOR, HelpState.OPEN)
    letters = help_letters.of_question(asked, PairId(1), READERS, _noon(MONDAY), WEEK)
    assert [(one.kind, one.person, one.due.date()) for one in letters] == [
        (LetterKind.HELP_ASKED, CURATOR, MONDAY),
        (LetterKind.HELP_WAITS, CURATOR, working(2)),
        (LetterKind.HELP_UNANSWERED, DEPUTY, working(3)),
    ]


def test_an_event_of_the_plan_climbs_in_its_month_but_not_in_the_last() -> None:
    pair = led(proposed(), *AT_WORK)
    assert pair.period_end == PERIOD_END
    month = MONDAY.replace(day=1)
    ends = month_end(month)
    steps = ladder.event_steps(pair, month, WEEK)
    assert [step.rung for step in steps] == [Rung.EVE, Rung.LATE, Rung.STILL_LATE]
    assert steps[0].day < ends < steps[1].day < steps[2].day
    assert ladder.event_steps(pair, None, WEEK) == []
    assert ladder.event_steps(pair, PERIOD_END.replace(day=1), WEEK) == [], "the term of the work speaks"
    assert ladder.event_steps(led(pair, moves.Pause(MONDAY + 30 * DAY)), month, WEEK) == []
