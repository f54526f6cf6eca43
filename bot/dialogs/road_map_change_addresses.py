"""Where buttons that change road maps lead, and those that show who is how far."""

from dataclasses import dataclass
from enum import StrEnum

from bot.screens import Address, address
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.road_map_changes import Part
from mentoring.road_map_history import Of
from mentoring.road_map_past import Way
from mentoring.road_maps import EvidenceKind
from mentoring.roles import Role


class How(StrEnum):
    """By what a deadline is picked."""

    DAY = "d"
    MONTH = "m"
    QUARTER = "q"
    YEAR = "y"
    ANNUAL = "a"


# -- an item -----------------------------------------------------------------------------------------------------


@address("ha")
@dataclass(frozen=True, slots=True)
class EditItem(Address):
    """An item with what may be changed of it."""

    item: RoadMapItemId


@address("hb")
@dataclass(frozen=True, slots=True)
class AskPart(Address):
    """The next typed words are this part."""

    item: RoadMapItemId
    part: Part


@address("hc")
@dataclass(frozen=True, slots=True)
class PickDeadline(Address):
    """Without ``how``: by what? ``at`` is the month (counted from the year 0) or the year that is shown."""

    item: RoadMapItemId
    how: How | None = None
    at: int = 0


@address("he")
@dataclass(frozen=True, slots=True)
class SetDeadline(Address):
    """``code`` is the deadline itself (:mod:`bot.dialogs.deadline_codes`)."""

    item: RoadMapItemId
    code: str


@address("hf")
@dataclass(frozen=True, slots=True)
class PickOwner(Address):
    item: RoadMapItemId


@address("hg")
@dataclass(frozen=True, slots=True)
class SetOwner(Address):
    item: RoadMapItemId
    role: Role


@address("hh")
@dataclass(frozen=True, slots=True)
class PickEvidence(Address):
    item: RoadMapItemId
    page: int = 0


@address("hi")
@dataclass(frozen=True, slots=True)
class SetEvidence(Address):
    item: RoadMapItemId
    kind: EvidenceKind


@address("hj")
@dataclass(frozen=True, slots=True)
class AskWaive(Address):
    """Why is it not needed?"""

    item: RoadMapItemId


@address("hk")
@dataclass(frozen=True, slots=True)
class WaiveItem(Address):
    item: RoadMapItemId
    reason: str


@address("hm")
@dataclass(frozen=True, slots=True)
class NeedItem(Address):
    item: RoadMapItemId


@address("hn")
@dataclass(frozen=True, slots=True)
class RemoveItem(Address):
    """Without ``sure``: really?"""

    item: RoadMapItemId
    sure: bool = False


@address("ho")
@dataclass(frozen=True, slots=True)
class AddItem(Address):
    """The next typed words are an item behind this one."""

    after: RoadMapItemId


@address("hzp")
@dataclass(frozen=True, slots=True)
class PastItems(Address):
    """What of a draft is past already."""

    road_map: RoadMapId
    page: int = 0


@address("hzc")
@dataclass(frozen=True, slots=True)
class PastItem(Address):
    """One of them: how is it settled?"""

    item: RoadMapItemId


@address("hzs")
@dataclass(frozen=True, slots=True)
class SettlePast(Address):
    """``day`` is where it moves to, as an ordinal; without an ``item`` whatever is past."""

    road_map: RoadMapId
    way: Way
    day: int = 0
    item: RoadMapItemId | None = None


@address("hzt")
@dataclass(frozen=True, slots=True)
class AskTitle(Address):
    """The next typed words are the title of the road map."""

    road_map: RoadMapId


# -- a task ------------------------------------------------------------------------------------------------------


@address("hp")
@dataclass(frozen=True, slots=True)
class AskWaiveTask(Address):
    task: RoadMapTaskId


@address("hu")
@dataclass(frozen=True, slots=True)
class WaiveTask(Address):
    task: RoadMapTaskId
    reason: str


@address("hv")
@dataclass(frozen=True, slots=True)
class ReopenTask(Address):
    task: RoadMapTaskId


@address("hw")
@dataclass(frozen=True, slots=True)
class PickDay(Address):
    """Which day? ``more``: one more beside those there are; months are counted from the year 0."""

    task: RoadMapTaskId
    more: bool = False
    month: int = 0


@address("hx")
@dataclass(frozen=True, slots=True)
class SetDay(Address):
    task: RoadMapTaskId
    day: int
    more: bool = False


# -- history and levels ------------------------------------------------------------------------------------------


@address("hy")
@dataclass(frozen=True, slots=True)
class ShowHistory(Address):
    of: Of
    id: int
    page: int = 0


@address("hz")
@dataclass(frozen=True, slots=True)
class ShowLevels(Address):
    """Those directly under a place, the latest first."""

    road_map: RoadMapId
    place: OrganisationId | None = None
    page: int = 0


@address("hzo")
@dataclass(frozen=True, slots=True)
class ShowOwn(Address):
    """What a place has to do itself, without those below it."""

    road_map: RoadMapId
    place: OrganisationId | None = None
    page: int = 0


@address("hzi")
@dataclass(frozen=True, slots=True)
class ShowItems(Address):
    """The items by how many are late with them."""

    road_map: RoadMapId
    page: int = 0


@address("hzr")
@dataclass(frozen=True, slots=True)
class RemindLate(Address):
    road_map: RoadMapId
    place: OrganisationId | None = None


@address("hza")
@dataclass(frozen=True, slots=True)
class AskLeave(Address):
    """Why does the organisation take no part any more?"""

    road_map: RoadMapId
    organisation: OrganisationId


@address("hzl")
@dataclass(frozen=True, slots=True)
class Leave(Address):
    road_map: RoadMapId
    organisation: OrganisationId
    reason: str


@address("hzb")
@dataclass(frozen=True, slots=True)
class ComeBack(Address):
    road_map: RoadMapId
    organisation: OrganisationId
