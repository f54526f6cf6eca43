"""Which pairs wait for an order, and what meetings a paper tells of."""

import datetime
from dataclasses import replace

import pytest

from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.meetings import Where
from mentoring.orders import OrderKind, Step, asks_for, last_day, not_ordered, school_year
from mentoring.pair_moves import Event
from mentoring.pair_papers import HeldMeeting, held_meetings
from mentoring.pairs import EventNumbers, MeetingKind, MentoringKind, Order, Pair, PairState, Programme, Side

DAY = datetime.date(2026, 9, 14)
RULES = Programme(dict.fromkeys(MentoringKind, EventNumbers(4, 5)))
ACCEPTED = Pair(
    PairId(1),
    OrganisationId(1),
    MentoringKind.TRADITIONAL,
    PairState.ACCEPTED,
    DAY,
    DAY,
    Side(MembershipId(1)),
    (Side(MembershipId(2)),),
)
WORKING = replace(ACCEPTED, state=PairState.WORKING, number=3, order=Order("5", DAY))
ORDERED = [Step(Event.ACCEPT, DAY), Step(Event.ENTER_ORDER, DAY)]
EXTENDED = [*ORDERED, Step(Event.EXTEND, DAY)]


def test_a_pair_waits_for_the_order_that_its_history_asks_for() -> None:
    assert asks_for(ACCEPTED, [], RULES) is OrderKind.ASSIGN
    assert asks_for(replace(ACCEPTED, number=3), ORDERED, RULES) is OrderKind.CHANGE, "a new mentor"
    assert asks_for(WORKING, ORDERED, RULES) is None
    assert asks_for(WORKING, EXTENDED, RULES) is OrderKind.CHANGE
    assert asks_for(WORKING, EXTENDED, RULES, changed=3) is None
    assert asks_for(WORKING, [*EXTENDED, Step(Event.JOIN, DAY)], RULES, changed=3) is OrderKind.CHANGE
    ended = replace(WORKING, state=PairState.COMPLETED)
    assert asks_for(ended, EXTENDED, RULES) is OrderKind.COMPLETE
    assert asks_for(ended, EXTENDED, RULES, completed=True) is None
    assert asks_for(replace(ACCEPTED, state=PairState.TERMINATED), [], RULES) is None, "there was no order to amend"


def test_what_came_before_the_order_is_in_it() -> None:
    assert not_ordered([Step(Event.JOIN, DAY), *ORDERED]) == ()
    assert [step.event for step in not_ordered(EXTENDED)] == [Event.EXTEND]


@pytest.mark.parametrize(
    ("today", "last", "year"),
    [
        (datetime.date(2026, 9, 7), datetime.date(2027, 5, 20), "2026/27"),
        (datetime.date(2027, 5, 20), datetime.date(2027, 5, 20), "2026/27"),
        (datetime.date(2027, 5, 21), datetime.date(2028, 5, 20), "2027/28"),
        (datetime.date(2099, 10, 1), datetime.date(2100, 5, 20), "2099/00"),
    ],
)
def test_the_school_year_ends_with_the_last_day_of_work(today: datetime.date, last: datetime.date, year: str) -> None:
    assert last_day(RULES, today) == last
    assert school_year(last) == year


def test_a_meeting_that_the_curator_has_entered_is_known_from_the_history_alone() -> None:
    arranged = [HeldMeeting(MeetingKind.TRIAL, DAY, Where.ONLINE)]
    noted = datetime.date(2026, 9, 20)
    steps = [HeldMeeting(MeetingKind.ACQUAINTANCE, DAY), HeldMeeting(MeetingKind.TRIAL, noted)]
    assert held_meetings(arranged, steps) == (
        HeldMeeting(MeetingKind.ACQUAINTANCE, DAY),
        HeldMeeting(MeetingKind.TRIAL, DAY, Where.ONLINE),
    )
