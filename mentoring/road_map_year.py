"""The deadlines of a year as one place sees them: of its own road maps and of its part in those above."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from mentoring.calendar import Calendar
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.organisations import Organisation
from mentoring.road_map_views import SETTLED, WORST_FIRST, Tally
from mentoring.road_maps import MapItem, Standing


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
    """``items`` by day; ``owners`` names those above whose items there are, ``opened_from`` is where one came from."""

    place: Organisation
    year: int
    items: tuple[DueItem, ...]
    days: Calendar
    today: datetime.date
    owners: Mapping[OrganisationId, str]
    years: range
    opened_from: RoadMapId | None = None

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
