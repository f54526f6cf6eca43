"""Years of the calendar and of a school: every day lies in one of each."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from mentoring.road_map_year import YearKind, span, year_with


@given(st.sampled_from(YearKind), st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))
def test_a_day_lies_in_the_year_of_its_month_and_in_no_other(kind: YearKind, day: datetime.date) -> None:
    year = year_with(kind, day.year, day.month)
    assert [one for one in range(year - 2, year + 3) if span(kind, one)[0] <= day <= span(kind, one)[1]] == [year]


def test_a_school_begins_in_september() -> None:
    assert span(YearKind.SCHOOL, 2026) == (datetime.date(2026, 9, 1), datetime.date(2027, 8, 31))
    assert span(YearKind.CALENDAR, 2026) == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
