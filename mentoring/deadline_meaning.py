"""What dates mean in a plan: :class:`~mentoring.deadline_grammar.Said` and the plan's period → a kind of deadline."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from mentoring.deadline_grammar import SCHOOL_YEAR_BEGINS, SCHOOL_YEAR_ENDS, Link, Point, Said, Unit
from mentoring.deadline_words import Doubt, NotUnderstood
from mentoring.deadlines import (
    Annual,
    AnnualMonth,
    AnnualMonths,
    AnnualRange,
    AnnualUntil,
    From,
    Month,
    Months,
    Period,
    Quarters,
    Range,
    Until,
    When,
    WholePeriod,
    Year,
    YearMonth,
    YearQuarter,
)


class Assumption(StrEnum):
    """What the phrase does not say itself and a person has to see.

    YEAR_OF_THE_PLAN: a month without a year comes once in the plan. EVERY_YEAR: it comes several times.
    SCHOOL_YEAR: from September to May. LAST_DAY: of several days in a row the last one counts.
    BY_THE_ITEM: the words of the item say it. OUTSIDE_THE_PLAN is a warning: the plan is for other days.
    """

    YEAR_OF_THE_PLAN = auto()
    EVERY_YEAR = auto()
    SCHOOL_YEAR = auto()
    LAST_DAY = auto()
    BY_THE_ITEM = auto()
    OUTSIDE_THE_PLAN = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    when: When
    assumed: Assumption | None = None


def meaning(said: Said, period: Period | None) -> Meaning:
    """Raises NotUnderstood."""
    said = _in_whole_months(said)
    if said.times is not None and (said.link is not Link.LIST or len(said.points) != said.times):
        raise NotUnderstood(Doubt.VAGUE)  # «2 раза в год»: nobody says when
    if said.every_year:
        return _yearly(said)
    if said.points[0].year is not None:
        return _dated(said)
    if period is None:
        raise NotUnderstood(Doubt.NO_YEAR)
    if said.points[0].unit is Unit.YEAR:
        return _year_of(said, period)
    return _placed(said, period)


def _in_whole_months(said: Said) -> Said:
    """«С 1 сентября по 31 мая» is September to May, «с 1 по 30 сентября» September."""
    first, last = (said.points[0], said.points[-1]) if said.points else (None, None)
    if said.link is not Link.RANGE or not first or not last or last.unit is not Unit.DAY:
        return said
    if first.number != 1 or last.number != YearMonth(last.year or _NOT_A_LEAP_YEAR, last.month).last_day.day:
        return said
    months = tuple(replace(one, unit=Unit.MONTH, number=one.month) for one in (first, last))
    if months[0] == months[1]:
        return replace(said, points=months[:1], link=Link.ONE)
    return replace(said, points=months)


_NOT_A_LEAP_YEAR = 2023


# -- with a year -------------------------------------------------------------------------------------------------


def _dated(said: Said) -> Meaning:
    first, last = said.points[0], said.points[-1]
    if said.link is Link.RANGE and _last_day(first) > _last_day(last):
        raise NotUnderstood(Doubt.BACKWARDS)
    if said.link is Link.FROM:
        return Meaning(_open_from(first))
    match last.unit, said.link:
        case Unit.DAY, Link.ONE:
            return Meaning(Until(_first_day(last)))
        case Unit.DAY, Link.RANGE:
            return Meaning(Until(_first_day(last)), Assumption.LAST_DAY)
        case Unit.MONTH, _:
            return Meaning(_of_months(said))
        case Unit.QUARTER, _:
            return Meaning(_of_quarters(said))
        case Unit.SCHOOL_YEAR, Link.ONE | Link.RANGE:
            return Meaning(Range(_first_month(first), _last_month(last)), Assumption.SCHOOL_YEAR)
        case Unit.YEAR, Link.ONE:
            return Meaning(Year(_year(last)))
        case Unit.YEAR, Link.RANGE if _year(last) != _year(first) + 1:  # «2026–2027» may be a school year
            return Meaning(WholePeriod(_first_month(first), _last_month(last)))
    raise NotUnderstood(Doubt.VAGUE)


def _open_from(point: Point) -> From:
    """The normal form knows months: «с 1 сентября» is one, «с 15 сентября» is not."""
    if point.unit is Unit.DAY and point.number != 1:
        raise NotUnderstood(Doubt.VAGUE)
    return From(_first_month(point))


def _of_months(said: Said) -> When:
    months = [_first_month(point) for point in said.points]
    match said.link:
        case Link.ONE:
            return Month(months[0])
        case Link.RANGE:
            return Range(months[0], months[-1])
        case Link.LIST:
            return Months(tuple(sorted(months)))
    raise NotUnderstood(Doubt.VAGUE)


def _of_quarters(said: Said) -> When:
    """Several in a row; «I и III кварталы» leave out one and are left to a person."""
    first, last = (YearQuarter(_year(point), point.number) for point in (said.points[0], said.points[-1]))
    between = tuple(
        YearQuarter(year, number)
        for year in range(first.year, last.year + 1)
        for number in range(1, 5)
        if first <= YearQuarter(year, number) <= last
    )
    if said.link is Link.UP_TO or (said.link is Link.LIST and len(between) != len(said.points)):
        raise NotUnderstood(Doubt.VAGUE)
    return Quarters(between)


# -- every year --------------------------------------------------------------------------------------------------


def _yearly(said: Said) -> Meaning:
    if not said.points:
        return Meaning(Annual())
    first, last = said.points[0], said.points[-1]
    if last.unit is Unit.YEAR:
        return Meaning(_years(said))
    if any(point.year is not None for point in said.points):
        raise NotUnderstood(Doubt.VAGUE)  # «ежегодно, май 2022 г.»
    match last.unit, said.link:
        case Unit.DAY, Link.ONE:
            return Meaning(AnnualUntil(last.month, last.number))
        case Unit.DAY, Link.RANGE if (first.month, first.number) <= (last.month, last.number):
            return Meaning(AnnualUntil(last.month, last.number), Assumption.LAST_DAY)
        case Unit.MONTH, Link.ONE:
            return Meaning(AnnualMonth(last.number))
        case Unit.MONTH, Link.LIST:
            return Meaning(AnnualMonths(tuple(sorted(point.number for point in said.points))))
        case Unit.MONTH | Unit.QUARTER, Link.ONE | Link.RANGE:
            return Meaning(AnnualRange(_first_of_year(first), _last_of_year(last)))
        case Unit.SCHOOL_YEAR, Link.ONE:
            return Meaning(AnnualRange(SCHOOL_YEAR_BEGINS, SCHOOL_YEAR_ENDS), Assumption.SCHOOL_YEAR)
    raise NotUnderstood(Doubt.VAGUE)


def _years(said: Said) -> Annual:
    """«Ежегодно с 2022 г.», «ежегодно с 2022 по 2024 г.», «ежегодно по 2024 г.»."""
    first, last = said.points[0].year, said.points[-1].year
    match said.link:
        case Link.ONE if not last:  # «ежегодно, в течение года»
            return Annual()
        case Link.FROM if first:
            return Annual(first)
        case Link.UP_TO if last:
            return Annual(None, last)
        case Link.RANGE if first and last:
            if first > last:
                raise NotUnderstood(Doubt.BACKWARDS)
            return Annual(first, last)
    raise NotUnderstood(Doubt.VAGUE)


def _first_of_year(point: Point) -> int:
    return point.number if point.unit is Unit.MONTH else YearQuarter(0, point.number).first.month


def _last_of_year(point: Point) -> int:
    return point.number if point.unit is Unit.MONTH else YearQuarter(0, point.number).last.month


# -- without a year: by the plan ---------------------------------------------------------------------------------

_YEARS_LOOKED_AT = 3
"""Of a plan without an end: more than one year is all that matters."""


def _year_of(said: Said, period: Period) -> Meaning:
    """«В течение года»: the plan's own, be it a calendar year or a school year; in a plan of several years each."""
    if said.link is not Link.ONE:
        raise NotUnderstood(Doubt.VAGUE)
    if period.last is None or _is_long(period):
        return Meaning(Annual(), Assumption.EVERY_YEAR)
    if period.first.year == period.last.year:
        return Meaning(Year(period.first.year), Assumption.YEAR_OF_THE_PLAN)
    return Meaning(Range(YearMonth.of(period.first), YearMonth.of(period.last)), Assumption.YEAR_OF_THE_PLAN)


def _placed(said: Said, period: Period) -> Meaning:
    """«Сентябрь»: once in a plan of one year, every year in a longer one."""
    places = [_places(point, period) for point in said.points]
    if all(len(found) == 1 for found in places):
        dated = _dated(replace(said, points=tuple(found[0] for found in places)))
        return replace(dated, assumed=Assumption.YEAR_OF_THE_PLAN)
    if _is_long(period) and any(places):
        return replace(_yearly(said), assumed=Assumption.EVERY_YEAR)
    raise NotUnderstood(Doubt.VAGUE if all(places) else Doubt.NOT_IN_THE_PLAN)


def _is_long(period: Period) -> bool:
    return period.last is None or (period.last - period.first).days > 366


def _places(point: Point, period: Period) -> list[Point]:
    """The point in every year of the plan that has it."""
    last_year = period.last.year if period.last else period.first.year + _YEARS_LOOKED_AT
    years = range(period.first.year - 1, last_year + 1)
    found = [replace(point, year=year) for year in years if _exists(point, year)]
    return [one for one in found if overlaps(_first_day(one), _last_day(one), period)]


def _exists(point: Point, year: int) -> bool:
    """29 February is not in every year."""
    return point.unit is not Unit.DAY or YearMonth(year, point.month).last_day.day >= point.number


def overlaps(first: datetime.date, last: datetime.date, period: Period) -> bool:
    return period.first <= last and (period.last is None or first <= period.last)


# -- the days of a point -----------------------------------------------------------------------------------------


def _year(point: Point) -> int:
    if point.year is None:
        raise NotUnderstood(Doubt.NO_YEAR)
    return point.year


def _first_month(point: Point) -> YearMonth:
    year = _year(point)
    return {
        Unit.DAY: YearMonth(year, point.month),
        Unit.MONTH: YearMonth(year, point.number),
        Unit.QUARTER: YearQuarter(year, point.number).first,
        Unit.SCHOOL_YEAR: YearMonth(year, SCHOOL_YEAR_BEGINS),
    }.get(point.unit, YearMonth(year, 1))


def _last_month(point: Point) -> YearMonth:
    year = _year(point)
    return {
        Unit.QUARTER: YearQuarter(year, point.number).last,
        Unit.SCHOOL_YEAR: YearMonth(year + 1, SCHOOL_YEAR_ENDS),
        Unit.YEAR: YearMonth(year, 12),
    }.get(point.unit, _first_month(point))


def _first_day(point: Point) -> datetime.date:
    first = _first_month(point).first_day
    return first.replace(day=point.number) if point.unit is Unit.DAY else first


def _last_day(point: Point) -> datetime.date:
    return _first_day(point) if point.unit is Unit.DAY else _last_month(point).last_day


def days_of(when: When) -> Sequence[tuple[datetime.date, datetime.date]]:
    """First and last days of the dates that a deadline names by itself; none for «ежегодно» and its like."""
    match when:
        case Month(month):
            return [(month.first_day, month.last_day)]
        case Months(months):
            return [(month.first_day, month.last_day) for month in months]
        case Until(day):
            return [(day, day)]
        case Quarters(quarters):
            return [(quarters[0].first.first_day, quarters[-1].last.last_day)]
        case Range(first, last):
            return [(first.first_day, last.last_day)]
        case Year(year):
            return [(datetime.date(year, 1, 1), datetime.date(year, 12, 31))]
        case From(month):
            return [(month.first_day, datetime.date.max)]
        case WholePeriod(first, last) if first or last:
            return [(first.first_day if first else datetime.date.min, last.last_day if last else datetime.date.max)]
        case _:
            return []
