"""Where the buttons of the calendar of a year lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_map_year import YearKind


@address("vy")
@dataclass(frozen=True, slots=True)
class ShowYear(Address):
    """The months of a year; without ``year`` those of this one. ``road_map``: from where it was opened.

    Without ``kind`` as the place counts its years itself.
    """

    organisation: OrganisationId
    year: int | None = None
    road_map: RoadMapId | None = None
    kind: YearKind | None = None


@address("vu")
@dataclass(frozen=True, slots=True)
class ShowMonth(Address):
    """``month`` is counted from the year 0; ``kind`` is of the year that leads there."""

    organisation: OrganisationId
    month: int
    page: int = 0
    road_map: RoadMapId | None = None
    kind: YearKind = YearKind.CALENDAR


@address("v0")
@dataclass(frozen=True, slots=True)
class YearFile(Address):
    """The year for the calendar of a telephone."""

    organisation: OrganisationId
    year: int
    road_map: RoadMapId | None = None
    kind: YearKind = YearKind.CALENDAR
