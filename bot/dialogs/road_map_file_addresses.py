"""Where buttons lead by which a road map comes in as a file, is settled, and goes out as one."""

from dataclasses import dataclass
from enum import StrEnum

from bot.screens import Address, address
from mentoring.ids import FindingId, OrganisationId, RoadMapId


@address("v1")
@dataclass(frozen=True, slots=True)
class SendFile(Address):
    """The next file is a plan; ``instead`` is the draft that may go for it."""

    organisation: OrganisationId
    instead: RoadMapId | None = None


@address("v2")
@dataclass(frozen=True, slots=True)
class PickYear(Address):
    """In which year is a draft to begin?"""

    road_map: RoadMapId


@address("v3")
@dataclass(frozen=True, slots=True)
class MoveTo(Address):
    road_map: RoadMapId
    year: int


FINDINGS = 5
"""On a page."""


@address("v4")
@dataclass(frozen=True, slots=True)
class Unsettled(Address):
    """What is still to be settled of a draft."""

    road_map: RoadMapId
    page: int = 0


@address("v5")
@dataclass(frozen=True, slots=True)
class Notices(Address):
    """What was assumed, to be looked at."""

    road_map: RoadMapId
    page: int = 0


@address("v6")
@dataclass(frozen=True, slots=True)
class OneFinding(Address):
    finding: FindingId


@address("v7")
@dataclass(frozen=True, slots=True)
class KeepAsIs(Address):
    finding: FindingId


@address("vx")
@dataclass(frozen=True, slots=True)
class KeepAll(Address):
    """Without ``sure``: really?"""

    road_map: RoadMapId
    sure: bool = False


class Wanted(StrEnum):
    """Which file."""

    STATUS = "s"
    REPORT = "r"
    PLAN_XLSX = "x"
    PLAN_DOCX = "d"


@address("v8")
@dataclass(frozen=True, slots=True)
class Files(Address):
    """Which file of a road map, or of a place's part of it?"""

    road_map: RoadMapId
    place: OrganisationId | None = None


@address("v9")
@dataclass(frozen=True, slots=True)
class GetFile(Address):
    road_map: RoadMapId
    place: OrganisationId | None
    wanted: Wanted
