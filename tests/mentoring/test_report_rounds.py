"""When a round may be opened, by when it is to be answered, and on which days the bot reminds."""

import datetime

import pytest

from config import report_rounds as data
from mentoring.calendar import DAY, Calendar
from mentoring.ids import OrganisationId, ReportRoundId
from mentoring.report_rounds import ReportRound, last_day, step

KINDS = data.load()
APRIL, OCTOBER = KINDS["april"], KINDS["october"]
DAYS = Calendar(non_working=frozenset({datetime.date(2027, 5, 3), datetime.date(2027, 5, 10)}))


def on(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("today", "year"),
    [
        ("2027-03-31", None),
        ("2027-04-01", 2027),
        ("2027-04-30", 2027),
        ("2027-06-29", 2027),
        ("2027-06-30", None),
    ],
)
def test_april_is_proposed_in_its_time(today: str, year: int | None) -> None:
    assert APRIL.year_to_open(on(today)) == year


def test_october_of_the_last_year_ends_before_new_year() -> None:
    assert OCTOBER.year_to_open(on("2026-12-29")) == 2026
    assert OCTOBER.year_to_open(on("2027-01-10")) is None


@pytest.mark.parametrize(
    ("opened", "due"),
    [("2027-04-05", "2027-04-30"), ("2027-04-28", "2027-05-06"), ("2027-05-12", "2027-05-19")],
)
def test_however_late_it_is_opened_there_are_five_working_days(opened: str, due: str) -> None:
    assert last_day(APRIL, 2027, on(opened), DAYS) == on(due)


def reminded(opened: str, due: str = "2027-04-30") -> list[tuple[str, int]]:
    """The days on which another reminder begins."""
    found = ReportRound(ReportRoundId(1), OrganisationId(1), "april", 2027, on(due), 0, None)
    begins, before = [], None
    day = on(opened)
    while day <= on(due) + 10 * DAY:
        now = step(APRIL, found, on(opened), day, DAYS)
        if now is not None and now != before:
            begins.append((day.isoformat(), now))
        before = now
        day += DAY
    return begins


def test_reminders_come_on_working_days_before_the_last() -> None:
    assert reminded("2027-04-05") == [
        ("2027-04-16", 10),
        ("2027-04-23", 5),
        ("2027-04-28", 2),
        ("2027-04-30", 0),
    ]


def test_what_was_before_the_opening_is_not_made_up_for() -> None:
    assert reminded("2027-04-23") == [("2027-04-28", 2), ("2027-04-30", 0)]


def test_a_last_day_that_is_no_working_one_is_reminded_of_before_it() -> None:
    """30 October 2027 is a Saturday."""
    assert reminded("2027-10-28", "2027-10-30") == [("2027-10-29", 0)]
