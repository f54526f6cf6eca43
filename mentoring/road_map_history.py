"""What has been done with a road map: when, what, by whom in which role, from what to what and why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mentoring.ids import OrganisationId, RoadMapId
from mentoring.roles import Role


class Of(StrEnum):
    """Whose history is read, as short as a button wants it."""

    MAP = "m"
    ITEM = "i"
    TASK = "t"


@dataclass(frozen=True, slots=True)
class Change:
    """One line. ``role`` is None for what the clock or the operator did; ``item``, ``organisation``: what about."""

    at: datetime.datetime
    act: str
    actor: str
    role: Role | None
    details: Mapping[str, Any]
    item: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The newest first; ``changes`` are those of one ``page`` of ``total`` lines. ``place``: whose task it is."""

    of: Of
    id: int
    road_map: RoadMapId
    place: OrganisationId | None
    title: str
    changes: tuple[Change, ...]
    page: int
    total: int
