"""Where buttons about road maps lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId


@address("op")
@dataclass(frozen=True, slots=True)
class Places(Address):
    """Whose road maps?"""

    page: int = 0


@address("om")
@dataclass(frozen=True, slots=True)
class RoadMaps(Address):
    """The road maps of a place; ``page`` of them."""

    organisation: OrganisationId
    page: int = 0


@address("oh")
@dataclass(frozen=True, slots=True)
class Home(Address):
    """One road map; with a ``place`` the part of it that this place has to do."""

    road_map: RoadMapId
    place: OrganisationId | None = None


@address("os")
@dataclass(frozen=True, slots=True)
class Section(Address):
    """The sections, or the items of one, counted from 0."""

    road_map: RoadMapId
    place: OrganisationId | None = None
    section: int | None = None
    page: int = 0


@address("oc")
@dataclass(frozen=True, slots=True)
class SectionOf(Address):
    """The section of an item, open on the page on which it stands."""

    road_map: RoadMapId
    place: OrganisationId | None
    item: RoadMapItemId


@address("oy")
@dataclass(frozen=True, slots=True)
class ByMonth(Address):
    """The months, or what falls into one (counted from the year 0), page by page; month 0 holds what has no day."""

    road_map: RoadMapId
    place: OrganisationId | None = None
    month: int | None = None
    page: int = 0


@address("oi")
@dataclass(frozen=True, slots=True)
class ItemCard(Address):
    """An item with all who have to do it, or what a ``place`` has of it; ``page`` of them."""

    item: RoadMapItemId
    place: OrganisationId | None = None
    page: int = 0


@address("ot")
@dataclass(frozen=True, slots=True)
class TaskCard(Address):
    task: RoadMapTaskId


@address("ob")
@dataclass(frozen=True, slots=True)
class Begin(Address):
    """What to begin with: the templates for this place, or a file."""

    organisation: OrganisationId


@address("of")
@dataclass(frozen=True, slots=True)
class BeginIn(Address):
    """In which year does it begin?"""

    organisation: OrganisationId
    template: str


@address("od")
@dataclass(frozen=True, slots=True)
class Draft(Address):
    """``instead`` is the draft that may go for it."""

    organisation: OrganisationId
    template: str
    year: int
    instead: RoadMapId | None = None


@address("oq")
@dataclass(frozen=True, slots=True)
class AskStart(Address):
    """Really begin?"""

    road_map: RoadMapId


@address("oz")
@dataclass(frozen=True, slots=True)
class Start(Address):
    road_map: RoadMapId


@address("oe")
@dataclass(frozen=True, slots=True)
class Close(Address):
    """End it before its time. Without ``sure``: really?"""

    road_map: RoadMapId
    sure: bool = False


@address("ox")
@dataclass(frozen=True, slots=True)
class Discard(Address):
    """Without ``sure``: really?"""

    road_map: RoadMapId
    sure: bool = False
