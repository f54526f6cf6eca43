"""Where the buttons of the calendar of a year lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId, RoadMapId


@address("vy")
@dataclass(frozen=True, slots=True)
class ShowYear(Address):
    """The months of a year; without ``year`` those of this one. ``road_map``: from where it was opened."""

    organisation: OrganisationId
    year: int | None = None
    road_map: RoadMapId | None = None


@address("vu")
@dataclass(frozen=True, slots=True)
class ShowMonth(Address):
    """``month`` is counted from the year 0."""

    organisation: OrganisationId
    month: int
    page: int = 0
    road_map: RoadMapId | None = None


@address("v0")
@dataclass(frozen=True, slots=True)
class YearFile(Address):
    """The year for the calendar of a telephone."""

    organisation: OrganisationId
    year: int
    road_map: RoadMapId | None = None
