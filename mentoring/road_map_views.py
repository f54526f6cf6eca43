"""A road map as somebody sees it: items with their tasks, and how they stand today."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.road_maps import MapItem, Piece, RoadMap, Standing, Task, TaskState, standing

WORST_FIRST = (
    Standing.LATE,
    Standing.SOON,
    Standing.RUNNING,
    Standing.NO_DATE,
    Standing.AHEAD,
    Standing.DONE,
    Standing.NOT_NEEDED,
    Standing.LEFT,
)


@dataclass(frozen=True, slots=True)
class ItemView:
    """``tasks`` are those the reader may know of, without those that were left out."""

    item: MapItem
    tasks: tuple[Task, ...]

    def standing(self, today: datetime.date) -> Standing:
        """The worst of its tasks; nobody to do it yet is «впереди»."""
        if self.item.waived is not None:
            return Standing.NOT_NEEDED
        found = {standing(task, today) for task in self.tasks}
        return next((one for one in WORST_FIRST if one in found), Standing.AHEAD)

    @property
    def done(self) -> int:
        return sum(task.state is not TaskState.OPEN for task in self.tasks)

    @property
    def next_day(self) -> datetime.date | None:
        """The earliest day by which something of it is still to be done; of what is all done, the last there was."""
        still = [task.last_day for task in self.tasks if task.state is TaskState.OPEN and task.last_day]
        if still:
            return min(still)
        return max((task.last_day for task in self.tasks if task.last_day), default=None)


@dataclass(frozen=True, slots=True)
class RoadMapView:
    """``place`` is whose part of the road map is looked at: its own organisation, or one that has tasks in it."""

    road_map: RoadMap
    owner: Organisation
    place: Organisation
    items: tuple[ItemView, ...]
    today: datetime.date
    may_lead: bool = False

    @property
    def counts(self) -> Counter[Standing]:
        return Counter(one.standing(self.today) for one in self.items)

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.item.item.section for one in self.items))


@dataclass(frozen=True, slots=True)
class RoadMapsHere:
    """All road maps of a place: those it leads, and those above that have given it something to do."""

    place: Organisation
    own: tuple[RoadMapView, ...]
    above: tuple[RoadMapView, ...]
    may_lead: bool


@dataclass(frozen=True, slots=True)
class GivenPiece:
    """A proof as it was given; ``file`` names it for people."""

    id: int
    piece: Piece
    on: datetime.date
    file: str | None = None


@dataclass(frozen=True, slots=True)
class TaskCard:
    """``others`` are those who have to do the same, by organisation, where the reader looks from above."""

    road_map: RoadMap
    owner: Organisation
    place: Organisation
    item: MapItem
    task: Task
    today: datetime.date
    pieces: tuple[GivenPiece, ...] = ()
    may_prove: bool = False
    may_lead: bool = False


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item as whoever leads the road map sees it: how far everybody is. ``names`` are those of the doers."""

    road_map: RoadMap
    owner: Organisation
    item: MapItem
    tasks: tuple[Task, ...]
    names: Mapping[OrganisationId, str]
    today: datetime.date
    may_lead: bool = False

    @property
    def late(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if standing(task, self.today) is Standing.LATE)


def item_views(items: Iterable[MapItem], tasks: Iterable[Task]) -> tuple[ItemView, ...]:
    """Each item with its tasks, in the order of the plan."""
    of: dict[int, list[Task]] = {}
    for task in tasks:
        if task.state is not TaskState.LEFT:
            of.setdefault(task.item, []).append(task)
    return tuple(ItemView(item, tuple(of.get(item.id, ()))) for item in items)
