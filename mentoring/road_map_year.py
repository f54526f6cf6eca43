"""The deadlines of a year as one place sees them: of its own road maps and of its part in those above.

A school counts from September to August, whoever stands above schools by the calendar; either may look at the other.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from mentoring.calendar import DAY, Calendar
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.organisations import Organisation
from mentoring.road_map_views import SETTLED, WORST_FIRST, Tally
from mentoring.road_maps import MapItem, Standing
from mentoring.roles import Level


class YearKind(StrEnum):
    CALENDAR = "c"
    SCHOOL = "s"


FIRST_MONTH = {YearKind.CALENDAR: 1, YearKind.SCHOOL: 9}


def usual(level: Level) -> YearKind:
    return YearKind.SCHOOL if level is Level.ORGANISATION else YearKind.CALENDAR


def year_with(kind: YearKind, year: int, month: int) -> int:
    """The year in which a month lies, called by the one in which it begins."""
    return year if month >= FIRST_MONTH[kind] else year - 1


def span(kind: YearKind, year: int) -> tuple[datetime.date, datetime.date]:
    """Its first day and its last one."""
    month = FIRST_MONTH[kind]
    return datetime.date(year, month, 1), datetime.date(year + 1, month, 1) - DAY


@dataclass(frozen=True, slots=True)
class DueItem:
    """An item that falls due on a day, with all who have to do it by then; ``above`` is whose road map it is."""

    item: MapItem
    day: datetime.date
    tally: Tally
    above: OrganisationId | None = None

    @property
    def standing(self) -> Standing:
        return next((one for one in WORST_FIRST if self.tally.counts.get(one)), Standing.AHEAD)


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many items fall due in a month, and how many of them are late or settled."""

    due: int = 0
    late: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class YearView:
    """``items`` by day; ``owners`` names those above whose items there are, ``opened_from`` is where one came from.

    ``year`` is that in which it begins, ``years`` are those with deadlines.
    """

    place: Organisation
    kind: YearKind
    year: int
    items: tuple[DueItem, ...]
    days: Calendar
    today: datetime.date
    owners: Mapping[OrganisationId, str]
    years: range
    opened_from: RoadMapId | None = None

    @property
    def months(self) -> tuple[int, ...]:
        """From 1 to 12, in the order of the year."""
        first = FIRST_MONTH[self.kind]
        return (*range(first, 13), *range(1, first))

    @property
    def current(self) -> int | None:
        """The month of today, where it lies in this year."""
        today = self.today
        return today.month if year_with(self.kind, today.year, today.month) == self.year else None

    def year_of(self, month: int) -> int:
        """In which year of the calendar a month of it lies."""
        return self.year if month >= FIRST_MONTH[self.kind] else self.year + 1

    def month(self, number: int) -> tuple[DueItem, ...]:
        """Those of a month, from 1 to 12."""
        return tuple(one for one in self.items if one.day.month == number)

    def count(self, month: int) -> MonthCount:
        found = self.month(month)
        standings = Counter(one.standing for one in found)
        return MonthCount(len(found), standings[Standing.LATE], sum(standings[one] for one in SETTLED))


def by_day(items: tuple[DueItem, ...]) -> list[tuple[datetime.date, list[DueItem]]]:
    return [(day, [*found]) for day, found in groupby(items, lambda one: one.day)]


def holidays(days: Calendar, year: int, month: int) -> tuple[datetime.date, ...]:
    """Days of a month on which one would work, were they not in the production calendar of the country."""
    return tuple(sorted(day for day in days.non_working if (day.year, day.month) == (year, month)))
