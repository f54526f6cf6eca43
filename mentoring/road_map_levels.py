"""How far everybody below is with a road map: sums of a place, of each place under it, of each item."""

from dataclasses import dataclass

from mentoring.ids import OrganisationId, RoadMapItemId
from mentoring.organisations import Organisation
from mentoring.road_maps import RoadMap
from mentoring.roles import Level


@dataclass(frozen=True, slots=True)
class Sum:
    """Tasks: all of them, those that are closed, those that are late; ``places_late`` have something late."""

    total: int = 0
    closed: int = 0
    late: int = 0
    places_late: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        """Of places that have none in common."""
        return Sum(
            self.total + other.total,
            self.closed + other.closed,
            self.late + other.late,
            self.places_late + other.places_late,
        )


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with everything under it; ``left``: it takes no part any more."""

    id: OrganisationId
    name: str
    level: Level
    sum: Sum
    left: bool = False


@dataclass(frozen=True, slots=True)
class ItemLine:
    id: RoadMapItemId
    title: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Levels:
    """``lines`` are those of one ``page`` of ``total`` places or items, the latest first.

    ``own``: what the place has to do itself, beside the ``sum`` of the places under it;
    ``reminded``: how many organisations were today.
    """

    road_map: RoadMap
    owner: Organisation
    place: Organisation
    sum: Sum
    lines: tuple[PlaceLine, ...] | tuple[ItemLine, ...]
    page: int
    total: int
    may_remind: bool = False
    own: Sum = Sum()
    reminded: int = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """A school that is about to leave a road map, or has left it; ``open`` tasks go with it."""

    road_map: RoadMap
    place: Organisation
    open: int
    reason: str | None = None
