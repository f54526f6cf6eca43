"""Days on offer: always ahead, and only those that the act takes."""

import datetime

from hypothesis import given
from hypothesis import strategies as some

from mentoring.calendar import Calendar
from mentoring.pair_dates import (
    LONGEST_PAUSE,
    SUMMER,
    extensions,
    may_pause_until,
    notice_end,
    pause_days,
    pause_months,
    usual_pauses,
)

DAYS = some.dates(datetime.date(2026, 1, 1), datetime.date(2031, 12, 31))


@given(DAYS)
def test_every_day_offered_for_a_pause_may_be_taken(today: datetime.date) -> None:
    offered = [*usual_pauses(today), *(day for month in pause_months(today) for day in pause_days(month, today))]
    assert all(may_pause_until(day, today) for day in offered)
    assert today + datetime.timedelta(days=LONGEST_PAUSE) in offered


@given(DAYS, some.none() | DAYS)
def test_an_extension_is_longer_and_not_in_the_summer(today: datetime.date, end: datetime.date | None) -> None:
    found = extensions(end, today)
    assert len(found) == 6
    assert all(day > max(today, end or today) and day.month not in SUMMER for day in found)
    assert list(found) == sorted(set(found))


@given(DAYS)
def test_a_notice_leaves_three_working_days(today: datetime.date) -> None:
    week = Calendar(week=5)
    last = notice_end(today, week)
    between = [today + datetime.timedelta(days=number) for number in range(1, (last - today).days + 1)]
    assert sum(week.works(day) for day in between) == 3
