"""A road map as somebody sees it: items with their tasks, and how they stand today."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mentoring import evidence, local_acts
from mentoring.calendar import Calendar
from mentoring.counters import Counted
from mentoring.ids import OrganisationId, RoadMapItemId, RoadMapTaskId
from mentoring.organisations import Organisation
from mentoring.road_maps import Item, MapItem, Piece, RoadMap, Standing, Task, TaskState, standing
from mentoring.roles import Level

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


SETTLED = frozenset({Standing.DONE, Standing.NOT_NEEDED, Standing.LEFT})
"""Nothing is waited for any more."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the tasks of one item stand, counted: a region has thousands. ``only`` is the task where there is just one.

    ``next_day`` is the earliest day by which something is still to be done; of what is all closed, the last there was.
    """

    counts: Mapping[Standing, int] = field(default_factory=dict)
    next_day: datetime.date | None = None
    only: RoadMapTaskId | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def closed(self) -> int:
        return self.counts.get(Standing.DONE, 0) + self.counts.get(Standing.NOT_NEEDED, 0)


@dataclass(frozen=True, slots=True)
class ItemView:
    """``tally`` is of those tasks that the reader looks at, without those that were left out."""

    item: MapItem
    tally: Tally = Tally()

    @property
    def standing(self) -> Standing:
        """The worst of its tasks; nobody to do it yet is «впереди»."""
        if self.item.waived is not None:
            return Standing.NOT_NEEDED
        return next((one for one in WORST_FIRST if self.tally.counts.get(one)), Standing.AHEAD)

    @property
    def next_day(self) -> datetime.date | None:
        return self.tally.next_day


@dataclass(frozen=True, slots=True)
class RoadMapView:
    """``place`` is whose part of the road map is looked at: its own organisation, or one that has tasks in it.

    ``leads_above``: the reader leads the road map and looks at somebody else's part; ``left`` is why that one takes
    part no more.
    ``to_settle`` and ``notices`` count what was found in the file that a draft was read from.
    """

    road_map: RoadMap
    owner: Organisation
    place: Organisation
    items: tuple[ItemView, ...]
    today: datetime.date
    may_lead: bool = False
    leads_above: bool = False
    left: str | None = None
    days: Calendar = field(default_factory=Calendar)
    to_settle: int = 0
    notices: int = 0

    @property
    def counts(self) -> Counter[Standing]:
        return Counter(one.standing for one in self.items)

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
    sees_registers: bool = False


@dataclass(frozen=True, slots=True)
class GivenPiece:
    """A proof as it was given; ``file`` names it for people. ``sealed``: as others see it, without what was written."""

    id: int
    piece: Piece
    on: datetime.date
    file: str | None = None
    sealed: bool = False


def sealed(given: GivenPiece) -> GivenPiece:
    """For readers outside the organisation that gave it: a file and words may name people, so neither leaves it.

    Numbers, days and links stay, and that there was a file or an outcome.
    """
    piece, kind = given.piece, evidence.gives(given.piece)
    words = piece.words if piece.words == evidence.ABSENT else None
    # Of a paper in a list the plan gave the label, of a day somebody typed it.
    label = None if kind is evidence.Need.DATES else piece.label
    return replace(given, piece=replace(piece, words=words, label=label), file=None, sealed=True)


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task with what proves it. ``counted``: what the bot can tell of it itself, now.

    ``unnamed``: the proof that may be a local act of the school, if somebody says which.
    """

    road_map: RoadMap
    owner: Organisation
    place: Organisation
    item: MapItem
    task: Task
    today: datetime.date
    pieces: tuple[GivenPiece, ...] = ()
    may_prove: bool = False
    may_lead: bool = False
    counted: Counted | None = None
    unnamed: GivenPiece | None = None
    leads_surveys: bool = False

    @property
    def held(self) -> tuple[Piece, ...]:
        return tuple(given.piece for given in self.pieces)

    @property
    def registered(self) -> bool:
        """Whether what was given last stands among the local acts of the school."""
        school = self.place.level is Level.ORGANISATION
        return school and bool(self.pieces) and local_acts.act_of(self.pieces[-1].piece) is not None

    @property
    def may_be_closed(self) -> bool:
        """By the owner's hand."""
        numbers = self.counted is not None and self.counted.anything
        return evidence.may_be_closed(self.item.item, self.task, self.held, numbers=numbers)

    @property
    def may_be_reopened(self) -> bool:
        """What was closed by hand or with numbers; any other is reopened by taking its proof back."""
        if self.task.state is not TaskState.DONE:
            return False
        return not evidence.closes_itself(self.task) or any(piece.numbers for piece in self.held)


@dataclass(frozen=True, slots=True)
class DoerLine:
    """A task with the name of whoever has to do it, and which day it is there."""

    task: Task
    name: str
    today: datetime.date


DOERS = 5
"""Tasks on one page of an item's card."""


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item with all its tasks that concern ``place``: those of everybody below it, or its own.

    ``lines`` are those of one ``page`` of :data:`DOERS`, the late ones first.
    """

    road_map: RoadMap
    owner: Organisation
    place: Organisation
    item: MapItem
    tally: Tally
    lines: tuple[DoerLine, ...]
    page: int = 0
    may_lead: bool = False


def counted(tasks: Iterable[Task], today: datetime.date) -> Tally:
    """What the database counts of many tasks, of those at hand."""
    found = [task for task in tasks if task.state is not TaskState.LEFT]
    still = [task.last_day for task in found if task.state is TaskState.OPEN and task.last_day]
    ended = [task.last_day for task in found if task.last_day]
    next_day = min(still) if still else max(ended, default=None)
    return Tally(Counter(standing(task, today) for task in found), next_day, found[0].id if len(found) == 1 else None)


@dataclass(frozen=True, slots=True)
class Duty:
    """A task with the item it is of."""

    task: Task
    item: Item


@dataclass(frozen=True, slots=True)
class LateAt:
    """An organisation with so many late tasks; ``since`` is the earliest of their last days."""

    organisation: OrganisationId
    name: str
    tasks: int
    since: datetime.date


def item_views(items: Iterable[MapItem], tallies: Mapping[RoadMapItemId, Tally]) -> tuple[ItemView, ...]:
    """Each item with its tasks counted, in the order of the plan."""
    return tuple(ItemView(item, tallies.get(item.id, Tally())) for item in items)
