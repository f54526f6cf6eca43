"""What was not understood or was assumed when a plan was read from a file."""

from collections.abc import Iterable, Mapping

from mentoring.ids import FindingId, RoadMapId, RoadMapItemId
from mentoring.road_map_findings import Finding, Problem
from mentoring.road_map_settling import KeptFinding
from mentoring.roles import Role
from storage import road_maps
from storage.database import Row, Transaction


async def add(
    transaction: Transaction,
    road_map: RoadMapId,
    problems: Iterable[Problem],
    items: Mapping[str, RoadMapItemId],
) -> None:
    """``items`` by their ``uid``."""
    for one in problems:
        await transaction.run(
            "INSERT INTO road_map_findings (road_map_id, item_id, line, heading, sheet, finding, value, why, role) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            road_map,
            None if one.uid is None else items[one.uid],
            one.row,
            one.column,
            one.sheet,
            one.finding.value,
            one.value,
            one.why,
            None if one.role is None else one.role.value,
        )


async def of_map(transaction: Transaction, road_map: RoadMapId) -> list[KeptFinding]:
    """In the order of the file."""
    rows = await transaction.rows("SELECT * FROM road_map_findings WHERE road_map_id = $1 ORDER BY id", road_map)
    return await _kept(transaction, rows)


async def one(transaction: Transaction, finding: FindingId) -> KeptFinding | None:
    rows = await transaction.rows("SELECT * FROM road_map_findings WHERE id = $1", finding)
    found = await _kept(transaction, rows)
    return found[0] if found else None


async def keep_as_is(transaction: Transaction, findings: Iterable[FindingId], *, by: str, now: int) -> None:
    numbers = ", ".join(str(int(number)) for number in findings) or "0"
    await transaction.run(
        f"UPDATE road_map_findings SET settled_by = $1, settled_at = $2 WHERE settled_at IS NULL AND id IN ({numbers})",
        by,
        now,
    )


async def _kept(transaction: Transaction, rows: list[Row]) -> list[KeptFinding]:
    wanted = {RoadMapItemId(row["item_id"]) for row in rows if row["item_id"] is not None}
    items = await road_maps.items_by_id(transaction, wanted)
    return [
        KeptFinding(
            FindingId(row["id"]),
            RoadMapId(row["road_map_id"]),
            Problem(
                row["line"],
                row["heading"],
                Finding(row["finding"]),
                row["value"],
                row["why"],
                None if row["role"] is None else Role(row["role"]),
                row["sheet"],
            ),
            None if row["item_id"] is None else items[RoadMapItemId(row["item_id"])],
            row["settled_at"] is not None,
        )
        for row in rows
    ]
