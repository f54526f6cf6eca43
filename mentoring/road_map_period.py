"""For which days a plan is that somebody brought: by its title, its deadlines, or the time it is brought at."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentoring.consent import school_year_start
from mentoring.deadlines import Period
from mentoring.roles import Level

_YEAR = r"(20[0-4]\d)"
_SCHOOL_YEAR = re.compile(rf"{_YEAR}\s*[-–—/]\s*(20[0-4]\d|[0-4]\d)\s*(?:уч|учебн)")
_SPAN = re.compile(rf"{_YEAR}\s*(?:г\w*\.?)?\s*(?:[-–—]|по|до)\s*{_YEAR}")
_ONE = re.compile(rf"на {_YEAR}\s*(?:г|год)")
_ANY = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """``told``: the title says so, or who brought the plan; otherwise it is an assumption."""

    period: Period
    told: bool


def of_year(year: int, level: Level) -> Period:
    """Schools plan by school years, with the August before they begin; those above them by calendar years."""
    if level is Level.ORGANISATION:
        return Period(datetime.date(year, 8, 1), datetime.date(year + 1, 7, 31))
    return _years(year, year)


def period_of(title: str, deadlines: Iterable[str], level: Level, today: datetime.date) -> PlanPeriod:
    if found := _SCHOOL_YEAR.search(title):
        return PlanPeriod(of_year(int(found[1]), Level.ORGANISATION), told=True)
    if (found := _SPAN.search(title)) and found[1] <= found[2]:
        return PlanPeriod(_years(int(found[1]), int(found[2])), told=True)
    if found := _ONE.search(title):
        return PlanPeriod(_years(int(found[1]), int(found[1])), told=True)
    years = {int(year) for text in deadlines for year in _ANY.findall(text)}
    if years:
        return PlanPeriod(_years(min(years), max(years)), told=False)
    if level is Level.ORGANISATION:
        return PlanPeriod(of_year(school_year_start(today).year, level), told=False)
    return PlanPeriod(_years(today.year, today.year), told=False)


def _years(first: int, last: int) -> Period:
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))
