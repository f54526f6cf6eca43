"""The history of a road map, read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_map_history import Of
from mentoring.road_maps import numbered
from mentoring.roles import PARTICIPANTS, Role
from storage.database import Row, Transaction
from storage.statement_parts import listed

_WHERE = {
    Of.MAP: "h.road_map_id = $1",
    Of.ITEM: "h.item_id = $1",
    Of.TASK: "(h.task_id = $1 OR (h.task_id IS NULL AND h.organisation_id IS NULL "
    "AND h.item_id = (SELECT item_id FROM road_map_tasks WHERE id = $1)))",
}
"""A task has the changes of its item too."""

_LEADING = listed(role for role in Role if role not in PARTICIPANTS)

_ROLE = (
    "(SELECT s.role FROM memberships s WHERE s.organisation_id IN (m.organisation_id, h.organisation_id) "
    f"AND h.actor = 'person:' || s.person_id AND s.role IN ({_LEADING}) ORDER BY s.ended_at IS NOT NULL, s.id LIMIT 1)"
)
"""Where the line itself does not tell the role."""


@dataclass(frozen=True, slots=True)
class Line:
    at: int
    act: str
    actor: str
    role: Role | None
    details: Mapping[str, Any]
    item: str | None
    organisation: str | None


async def count(transaction: Transaction, of: Of, id_: int) -> int:
    return int(await transaction.value(f"SELECT count(*) FROM road_map_history h WHERE {_WHERE[of]}", id_))


async def lines(transaction: Transaction, of: Of, id_: int, first: int, number: int) -> list[Line]:
    """The newest first."""
    rows = await transaction.rows(
        f"SELECT h.at, h.act, h.actor, h.details, {_ROLE} AS role, i.number, i.text, o.name FROM road_map_history h "
        "JOIN road_maps m ON m.id = h.road_map_id LEFT JOIN road_map_items i ON i.id = h.item_id "
        "LEFT JOIN organisations o ON o.id = h.organisation_id AND o.id <> m.organisation_id "
        f"WHERE {_WHERE[of]} ORDER BY h.id DESC LIMIT $3 OFFSET $2",
        id_,
        first,
        number,
    )
    return [_line(row) for row in rows]


def _line(row: Row) -> Line:
    details = json.loads(row["details"])
    role = details.pop("role", None) or row["role"]
    item = None if row["text"] is None else numbered(row["number"], row["text"])
    return Line(row["at"], row["act"], row["actor"], None if role is None else Role(role), details, item, row["name"])


async def reminded(transaction: Transaction, road_map: RoadMapId, place: OrganisationId, since: int) -> int:
    """How many organisations below a place were reminded of it by hand since then."""
    rows = await transaction.rows(
        "SELECT details FROM road_map_history WHERE road_map_id = $1 AND organisation_id = $2 AND act = 'reminded' "
        "AND at >= $3",
        road_map,
        place,
        since,
    )
    return sum(int(json.loads(row["details"])["organisations"]) for row in rows)
