"""How a road map is changed: an item's parts one by one, what is not needed, what is past before it begins."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from mentoring import deadlines
from mentoring.access import level_of
from mentoring.calendar import Calendar
from mentoring.deadlines import BySchedule, Deadline, Occasion, OccasionKind
from mentoring.ids import OrganisationId, RoadMapTaskId
from mentoring.organisations import Organisation
from mentoring.road_map_names import bare, likely
from mentoring.road_map_views import Tally, counted
from mentoring.road_maps import EvidenceKind, Item, MapItem, MapState, RoadMap, Standing, Task
from mentoring.roles import Level, Role


class Part(StrEnum):
    """What of an item may be changed."""

    TEXT = "text"
    RESULT = "result"
    RESPONSIBLE = "responsible"
    DEADLINE = "deadline"
    OWNER = "owner"
    EVIDENCE = "evidence"


TYPED = {Part.TEXT: 600, Part.RESULT: 600, Part.RESPONSIBLE: 300}
"""What is told in words, and in how many letters at most."""

REASON_LIMIT = 200
TITLE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Reasons:
    """Those that are offered by buttons, by their code."""

    not_needed: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)


class Fault(StrEnum):
    EMPTY = auto()
    ONLY_NAMES = auto()
    TOO_LONG = auto()
    DAY_OUTSIDE = auto()
    NAMES = auto()


class ChangeRefused(Exception):
    """What was told cannot be taken; ``limit`` is the number of letters or None."""

    def __init__(self, fault: Fault, limit: int | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.limit = limit


def told(words: str, limit: int) -> str:
    """Words of one line, without persons: as with the words of a file, others read them too. Raises ChangeRefused."""
    clean = " ".join(words.split())
    if not clean:
        raise ChangeRefused(Fault.EMPTY)
    if len(clean) > limit:
        raise ChangeRefused(Fault.TOO_LONG, limit)
    left = bare(clean).text
    if not left:
        raise ChangeRefused(Fault.ONLY_NAMES)
    return left


def titled(words: str) -> str:
    """What a road map is called from now on: it is read by everybody below its place. Raises ChangeRefused."""
    if bare(words).less:
        raise ChangeRefused(Fault.NAMES)
    return told(words, TITLE_LIMIT)


@dataclass(frozen=True, slots=True)
class NewDeadline:
    """``written`` is how it stands in the plan from now on."""

    deadline: Deadline
    written: str


Value = str | Role | EvidenceKind | NewDeadline


def changed(item: Item, part: Part, value: Value) -> Item:
    """The item with one part told anew; the others stay, somebody else may have changed them. Raises ChangeRefused."""
    if isinstance(value, NewDeadline):
        return replace(item, deadline=value.deadline, deadline_raw=value.written)
    match part:
        case Part.TEXT:
            return replace(item, text=told(str(value), TYPED[part]))
        case Part.RESULT:
            return replace(item, result=told(str(value), TYPED[part]))
        case Part.RESPONSIBLE:
            return replace(item, responsible=told(str(value), TYPED[part]))
        case Part.OWNER:
            return replace(item, owner=Role(value))
        case Part.EVIDENCE:
            return replace(item, evidence=EvidenceKind(value), counter=None)
    raise ValueError(part)


def written(item: Item, part: Part) -> str:
    """A part of an item as the history keeps it."""
    if part is Part.DEADLINE:
        return item.deadline_raw
    return str(getattr(item, part.value))


def moves_tasks(before: Item, after: Item) -> bool:
    """Whether somebody has to do it on another day, or somebody else has to."""
    return before.deadline != after.deadline or before.owner is not after.owner


def owners(level: Level) -> tuple[Role, ...]:
    """Who may be made responsible in a road map of that level: staff of its own and of those below, who can act."""
    at = {Level.REGION: 3, Level.MUNICIPALITY: 2, Level.ORGANISATION: 1}[level]
    leading = (
        (3, Role.REGIONAL_COORDINATOR),
        (2, Role.MUNICIPAL_COORDINATOR),
        (1, Role.DEPUTY_HEAD),
        (1, Role.CURATOR),
        (1, Role.COORDINATOR),
    )
    return tuple(role for height, role in leading if height <= at)


def fits_level(role: Role, level: Level) -> bool:
    return role in owners(level)


OWN_UID = re.compile(r"own-(\d+)")


def new_item(text: str, section: str, level: Level, uids: Iterable[str]) -> Item:
    """An item that is in no template; what is not told yet is taken for granted and may be changed.

    Raises ChangeRefused.
    """
    taken = [int(found[1]) for uid in uids if (found := OWN_UID.fullmatch(uid))]
    owner = next(role for role in owners(level) if level_of(role) is level)
    words = told(text, TYPED[Part.TEXT])
    number = max(taken, default=0) + 1
    return Item(f"own-{number}", "", section, words, "", deadlines.NONE, owner, EvidenceKind.FILE)


# -- before the start --------------------------------------------------------------------------------------------


def previewed(item: MapItem, place: OrganisationId, found: Iterable[Occasion], today: datetime.date) -> Tally:
    """How the tasks of an item of a draft would stand today, one for each occasion."""
    if item.waived is not None:
        return Tally({Standing.NOT_NEEDED: 1})
    tasks = [
        Task(
            RoadMapTaskId(0),
            item.id,
            item.road_map,
            place,
            one.number,
            one.kind,
            one.starts,
            one.due,
            one.limit,
        )
        for one in found
    ]
    return replace(counted(tasks, today), only=None)


# -- an organisation's own days ----------------------------------------------------------------------------------

OWN_NUMBERS_FROM = 1001
"""An organisation may have several days where the plan names none: the others are numbered from here."""


def day_is_open(task: Task) -> bool:
    """Whether the plan has left the day to whoever has to do it."""
    return task.kind is OccasionKind.UNDATED


def several_days(item: Item) -> bool:
    """«По отдельному графику»: there may be more days than one."""
    return isinstance(item.deadline.when, BySchedule)


def own_day(task: Task, day: datetime.date, period_first: datetime.date) -> Occasion:
    """The task with a day of its own. Raises ChangeRefused."""
    first, last = day_limits(task, period_first)
    if not first <= day <= last:
        raise ChangeRefused(Fault.DAY_OUTSIDE)
    return Occasion(task.number, OccasionKind.UNDATED, task.starts, day, task.limit)


def day_limits(task: Task, period_first: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Between which days one may be chosen; a plan without an end goes on for three years."""
    first = max(task.starts, period_first)
    return first, task.limit or datetime.date(first.year + 3, 12, 31)


# -- what is looked at -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Left:
    """What of a draft is still to be gone through: how much, and how much of it stands before the item at hand."""

    number: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """An item for whoever leads the road map. ``coming`` are its occasions, ``days`` the calendar of the place.

    ``to_settle``: what is left of the file the draft came from; ``past``: what of the draft would be late at once.
    """

    road_map: RoadMap
    place: Organisation
    item: MapItem
    coming: tuple[Occasion, ...]
    days: Calendar
    today: datetime.date
    reasons: Mapping[str, str]
    to_settle: Left = Left()
    past: Left = Left()

    @property
    def draft(self) -> bool:
        return self.road_map.state is MapState.DRAFT


@dataclass(frozen=True, slots=True)
class TitleEdit:
    """A road map for whoever leads it and calls it otherwise."""

    road_map: RoadMap
    place: Organisation

    @property
    def names_somebody(self) -> bool:
        """As it seems; it may be a town or a school."""
        return likely(self.road_map.title)


@dataclass(frozen=True, slots=True)
class TaskEdit:
    """A task for whoever leads the place that has to do it; a day may be chosen from ``first`` to ``last``."""

    road_map: RoadMap
    place: Organisation
    item: MapItem
    task: Task
    first: datetime.date
    last: datetime.date
    today: datetime.date
    reasons: Mapping[str, str]

    @property
    def choice(self) -> tuple[datetime.date, datetime.date]:
        """Days that are over are not offered, unless there are no others."""
        return min(max(self.first, self.today), self.last), self.last
