"""Deadlines of every kind for property tests: those that a plan may have, in their one spelling."""

import datetime

from hypothesis import strategies as st

from mentoring.deadlines import (
    Annual,
    AnnualMonth,
    AnnualMonths,
    AnnualRange,
    AnnualUntil,
    AsNeeded,
    ByProgramme,
    BySchedule,
    Continuous,
    Deadline,
    From,
    Month,
    Monthly,
    Months,
    NoDeadline,
    Onwards,
    Quarterly,
    Quarters,
    Range,
    Until,
    WholePeriod,
    Year,
    YearMonth,
    YearQuarter,
)

years = st.integers(1990, 2099)
numbers_of_months = st.integers(1, 12)
months = st.builds(YearMonth, years, numbers_of_months)
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))
days_of_a_year = st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))  # with 29 February
two_months = st.tuples(months, months).map(sorted)


def in_a_row(first: YearQuarter, number: int) -> tuple[YearQuarter, ...]:
    places = range(first.year * 4 + first.number - 1, first.year * 4 + first.number - 1 + number)
    return tuple(YearQuarter(place // 4, place % 4 + 1) for place in places)


SPEAKING = "план график «» :,.;– далее ежегодно май по мере необходимости До 15 мая 2022 г. IV"
"""Pieces of which names are made that could be taken for something else."""

names = (
    st.text(max_size=60)
    | st.lists(st.sampled_from([*SPEAKING.split(), *SPEAKING]), max_size=12).map("".join)
    | st.lists(st.sampled_from(SPEAKING.split()), max_size=12).map(" ".join)
).map(lambda text: " ".join(text.split()))

annual_months = st.builds(AnnualMonth, numbers_of_months)
annual_untils = days_of_a_year.map(lambda day: AnnualUntil(day.month, day.day))
annual_ranges = st.builds(AnnualRange, numbers_of_months, numbers_of_months)

whens = st.one_of(
    st.builds(Month, months),
    st.lists(months, min_size=2, max_size=6, unique=True).map(lambda found: Months(tuple(sorted(found)))),
    st.builds(Until, days),
    annual_months,
    st.lists(numbers_of_months, min_size=2, unique=True).map(lambda found: AnnualMonths(tuple(sorted(found)))),
    annual_untils,
    annual_ranges,
    st.builds(Annual, st.none() | years, st.none()),
    st.builds(Annual, st.none(), years),
    st.tuples(years, years).map(lambda pair: Annual(*sorted(pair))),
    st.builds(in_a_row, st.builds(YearQuarter, years, st.integers(1, 4)), st.integers(1, 6)).map(Quarters),
    st.builds(Quarterly),
    st.builds(Monthly),
    two_months.map(lambda pair: Range(*pair)),
    st.builds(Year, years),
    st.builds(WholePeriod, st.none() | months, st.none()),
    st.builds(WholePeriod, st.none(), months),
    two_months.map(lambda pair: WholePeriod(*pair)),
    st.builds(From, months),
    st.builds(Continuous),
    st.builds(BySchedule, names),
    st.builds(ByProgramme, names),
    st.builds(AsNeeded),
    st.builds(NoDeadline),
)
thens = st.none() | st.sampled_from(Onwards) | annual_months | annual_untils | annual_ranges
deadlines = st.builds(Deadline, whens, thens)
