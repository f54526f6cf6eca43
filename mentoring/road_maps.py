"""Road maps (дорожные карты): what is to be done, by when, by whom, and what proves it (domain report 1)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from mentoring import deadlines
from mentoring.access import level_of
from mentoring.deadlines import Deadline, OccasionKind, Period
from mentoring.ids import KeptFileId, OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.passports import Passport
from mentoring.roles import Level, Role
from mentoring.year_words import moved_words


class EvidenceKind(StrEnum):
    """What proves an item (road-map schema): a paper by its number, a link, a file, a list, the bot's own numbers."""

    ORDER = "order_no_date"
    PROTOCOL = "protocol_no_date"
    AGREEMENT = "agreement_no_date"
    LINK = "link"
    LINKS = "links"
    FILE = "file"
    FILES = "files"
    ATTENDANCE = "attendance"
    CHECKLIST = "checklist"
    APPLICATIONS = "applications"
    DATES_BY_CLASS = "dates_by_class"
    LIST = "list_xlsx"
    CARDS = "cards_xlsx"
    INDICATORS = "indicator_file"
    POLL = "poll"
    DRAFT = "docx_draft"
    LETTERS = "docx_pdf"
    AUTO = "auto"
    AUTO_COUNTER = "auto_counter"


OWN_NUMBERS = frozenset({EvidenceKind.AUTO, EvidenceKind.AUTO_COUNTER})
"""The bot holds the result itself."""


def numbered(number: str, text: str) -> str:
    """«1.4 Приказ о внедрении»: plans print «1.4» and «1.4.» alike."""
    return f"{number.rstrip('.')} {text}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a road map. ``number`` is as printed and may occur twice, ``uid`` occurs once.

    ``deadline_raw`` is the deadline as written, ``deadline`` what it means. ``counter`` names the numbers the bot holds
    (``mentoring/counters.py``); ``checklist`` the papers that are asked for one by one.
    """

    uid: str
    number: str
    section: str
    text: str
    deadline_raw: str
    deadline: Deadline
    owner: Role
    evidence: EvidenceKind
    responsible: str = ""
    result: str = ""
    stage: str = ""
    note: str = ""
    counter: str | None = None
    checklist: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderPoint:
    """A point of the order by which a road map was approved.

    ``same_as`` is the item that says the same; ``item`` is set where the point is to be done and proven by itself.
    """

    number: str
    text: str
    deadline_raw: str
    deadline: Deadline
    responsible: str
    same_as: str | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A road map to begin with; ``name`` fits a button, ``year`` is that in which it was written to begin.

    ``title`` names its authors; ``elsewhere`` is what it is called by whoever takes it over.
    """

    id: str
    name: str
    title: str
    level: Level
    period: Period
    items: tuple[Item, ...]
    order_points: tuple[OrderPoint, ...] = ()
    passport: Passport | None = None
    about: str = ""
    elsewhere: str | None = None

    @property
    def year(self) -> int:
        return self.period.first.year

    def titled(self, year: int) -> str:
        """What it is called where it begins in that year: in its own it is the plan of its authors."""
        words = self.title if year == self.year or self.elsewhere is None else self.elsewhere
        return moved_words(words, year - self.year)


class MapState(StrEnum):
    """DRAFT is looked at and corrected before anybody is reminded of it; CLOSED is over and only read."""

    DRAFT = auto()
    ACTIVE = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class RoadMap:
    id: RoadMapId
    organisation: OrganisationId
    title: str
    template: str | None
    period: Period
    state: MapState
    planned_until: datetime.date | None = None
    passport: Passport | None = None


@dataclass(frozen=True, slots=True)
class MapItem:
    """An item of a road map of somebody. ``waived``: «не требуется», with the reason."""

    id: RoadMapItemId
    road_map: RoadMapId
    item: Item
    position: int
    changes: int = 0
    waived: str | None = None
    removed: bool = False


class TaskState(StrEnum):
    """LEFT: the organisation has left the road map, or the item has been taken out of it."""

    OPEN = auto()
    DONE = auto()
    WAIVED = auto()
    LEFT = auto()


@dataclass(frozen=True, slots=True)
class Task:
    """One occasion of an item for one organisation: what somebody there has to do and prove.

    ``due`` ends at 23:59 by the clock of that organisation; ``limit`` is the last day there can be while ``due`` is
    not known.
    """

    id: RoadMapTaskId
    item: RoadMapItemId
    road_map: RoadMapId
    organisation: OrganisationId
    number: int
    kind: OccasionKind
    starts: datetime.date
    due: datetime.date | None
    limit: datetime.date | None
    state: TaskState = TaskState.OPEN
    reason: str | None = None
    closed_on: datetime.date | None = None
    changes: int = 0

    @property
    def last_day(self) -> datetime.date | None:
        """After it an open task is late."""
        return self.due or self.limit


class Standing(StrEnum):
    """How a task stands on a day, in the words of the report on execution."""

    DONE = "done"
    LATE = "late"
    SOON = "soon"
    RUNNING = "running"
    AHEAD = "ahead"
    NO_DATE = "no_date"
    NOT_NEEDED = "not_needed"
    LEFT = "left"


SOON_DAYS = 14
"""Days before its day from which a task is in work: the ladder begins there."""


def standing(task: Task, today: datetime.date) -> Standing:
    if task.state is not TaskState.OPEN:
        return {
            TaskState.DONE: Standing.DONE,
            TaskState.WAIVED: Standing.NOT_NEEDED,
            TaskState.LEFT: Standing.LEFT,
        }[task.state]
    day = task.last_day
    if day is not None and task.kind is not OccasionKind.AS_NEEDED and day < today:
        return Standing.LATE
    if task.kind is OccasionKind.UNDATED and task.due is None:
        return Standing.NO_DATE
    if task.due is not None and (task.due - today).days <= SOON_DAYS:
        return Standing.SOON
    return Standing.RUNNING if task.starts <= today else Standing.AHEAD


def fans_out(item: Item, level: Level) -> bool:
    """Whether the item of a region or a municipality is done by those below, each for itself."""
    return _HEIGHT[level_of(item.owner) or Level.REGION] < _HEIGHT[level]


def doers_level(item: Item, level: Level) -> Level:
    """At which level the tasks of an item lie: that of its owner's role, but never above the road map itself."""
    own = level_of(item.owner) or level
    return own if _HEIGHT[own] < _HEIGHT[level] else level


_HEIGHT = {Level.ORGANISATION: 0, Level.MUNICIPALITY: 1, Level.REGION: 2}


LEADERS: Mapping[Level, tuple[Role, ...]] = {
    Level.REGION: (Role.REGIONAL_COORDINATOR,),
    Level.MUNICIPALITY: (Role.MUNICIPAL_COORDINATOR,),
    Level.ORGANISATION: (Role.CURATOR, Role.DEPUTY_HEAD),
}
"""Who leads a place's road maps: starts them, changes them and hears what is late."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One proof: a paper by number and day, a link, a file, so many people on a day, or the bot's own numbers.

    ``numbers`` are the bot's own, by name; ``label`` tells which of a checklist, which class, which meeting.
    """

    label: str | None = None
    number: str | None = None
    day: datetime.date | None = None
    link: str | None = None
    file: KeptFileId | None = None
    people: int | None = None
    words: str | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)


YEARS_AHEAD = 3


def years_to_begin(today: datetime.date) -> range:
    """In which a road map may begin: the last year, this one and those that follow."""
    return range(today.year - 1, today.year + YEARS_AHEAD)


# -- another year ------------------------------------------------------------------------------------------------


def moved(item: Item, years: int) -> Item:
    """The same item so many years later, its written deadline too."""
    return replace(
        item,
        deadline=deadlines.moved(item.deadline, years),
        deadline_raw=moved_words(item.deadline_raw, years),
    )


def all_items(template: Template) -> tuple[Item, ...]:
    """The items of the plan, and the points of its order that are items of their own."""
    return (*template.items, *(point.item for point in template.order_points if point.item is not None))
