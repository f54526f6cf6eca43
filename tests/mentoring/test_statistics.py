"""The periods of /stats, and who finds a list behind which number."""

import datetime

import pytest

from bot.gallery.bank import NAMED
from mentoring.pair_cards import Stage
from mentoring.report import Came, Exits, PeopleCounted, Report
from mentoring.roles import Role
from mentoring.statistics import Key, Period, Sight, Statistics, What, counted

REPORT = Report(
    NAMED,
    datetime.date(2027, 5, 31),
    PeopleCounted(waiting=3),
    {Stage.WORK: 2, Stage.TRIAL: 0},
    1,
    5,
    {},
    came={Role.MENTEE: Came(4, 3, 2), Role.MENTOR: Came(2, 2, 1)},
)


@pytest.mark.parametrize(
    ("today", "period", "since", "last"),
    [
        ("2026-11-28", Period.TODAY, None, "2026-11-28"),
        ("2026-11-28", Period.SCHOOL_YEAR, "2026-09-01", "2026-11-28"),
        ("2026-11-28", Period.CALENDAR_YEAR, "2026-01-01", "2026-11-28"),
        ("2026-11-28", Period.LAST_SCHOOL_YEAR, "2025-09-01", "2026-08-31"),
        ("2026-08-31", Period.SCHOOL_YEAR, "2025-09-01", "2026-08-31"),
        ("2026-08-31", Period.LAST_SCHOOL_YEAR, "2024-09-01", "2025-08-31"),
        ("2026-09-01", Period.LAST_SCHOOL_YEAR, "2025-09-01", "2026-08-31"),
        ("2028-02-29", Period.CALENDAR_YEAR, "2028-01-01", "2028-02-29"),
    ],
)
def test_a_period_begins_and_ends(today: str, period: Period, since: str | None, last: str) -> None:
    day = datetime.date.fromisoformat(today)
    assert period.since(day) == (None if since is None else datetime.date.fromisoformat(since))
    assert period.last(day) == datetime.date.fromisoformat(last)


def test_numbers_stand_in_their_order_and_empty_stages_are_left_out() -> None:
    assert counted(REPORT) == {
        Key(What.JOINED): 6,
        Key(What.AGREED): 5,
        Key(What.FINISHED): 3,
        Key(What.WAITING): 3,
        Key(What.STAGE, Stage.WORK): 2,
        Key(What.LATE): 1,
        Key(What.MEETINGS): 5,
        Key(What.SATISFACTION): None,
    }


PEOPLE = {What.JOINED, What.AGREED, What.FINISHED, What.WAITING}
PAIRS = {What.STAGE, What.LATE, What.MEETINGS}
ANSWERS = {What.SATISFACTION, What.EXITS}


@pytest.mark.parametrize(
    ("sight", "opened"),
    [
        (Sight(), ANSWERS),
        (Sight(people=True), PEOPLE | ANSWERS),
        (Sight(pairs=True), PAIRS | ANSWERS),
        (Sight(people=True, pairs=True), set(What)),
        (Sight(schools=True), set(What)),
    ],
)
def test_who_finds_a_list_behind_which_number(sight: Sight, opened: set[What]) -> None:
    assert {what for what in What if sight.opens(what)} == opened


def test_nothing_is_behind_a_number_that_nobody_knows() -> None:
    past = Report(NAMED, REPORT.on, PeopleCounted(), {}, None, 0, {}, Exits(2))
    found = Statistics(NAMED, Period.LAST_SCHOOL_YEAR, past, sight=Sight(people=True, pairs=True))
    assert Key(What.LATE) not in found.lists
    assert found.lists[Key(What.EXITS)] == 2
    assert Key(What.SATISFACTION) in found.lists
