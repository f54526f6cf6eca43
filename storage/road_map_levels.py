"""Tasks of a road map summed by place and by item, in the database: a region has thousands of schools."""

from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.local_days import LocalDays
from mentoring.road_map_levels import ItemLine, PlaceLine, Sum
from mentoring.road_maps import TaskState, numbered
from mentoring.roles import Level
from storage.database import Row, Transaction
from storage.road_map_tasks import COUNTED, late
from storage.statement_parts import below


def _sums(days: LocalDays) -> str:
    over = late(days)
    return (
        f"count(t.id) AS total, count(t.id) FILTER (WHERE t.state <> '{TaskState.OPEN}') AS closed, "
        f"count(t.id) FILTER (WHERE {over}) AS late, "
        f"count(DISTINCT CASE WHEN {over} THEN t.organisation_id END) AS places_late"
    )


_UNDER = (
    "WITH RECURSIVE under (id, top) AS (SELECT id, id FROM organisations WHERE parent_id = $1 "
    "UNION ALL SELECT o.id, under.top FROM organisations o JOIN under ON o.parent_id = under.id) "
)
_PLACES = (
    "max(g.at) AS left_at FROM under JOIN organisations o ON o.id = under.top "
    f"LEFT JOIN road_map_tasks t ON t.organisation_id = under.id AND t.road_map_id = $2 AND {COUNTED} "
    "LEFT JOIN road_map_leavers g ON g.organisation_id = o.id AND g.road_map_id = $2 "
    "GROUP BY o.id, o.name, o.level HAVING count(t.id) > 0 OR max(g.at) IS NOT NULL"
)


def _sum(row: Row | None) -> Sum:
    return Sum() if row is None else Sum(row["total"], row["closed"], row["late"], row["places_late"])


async def of_place(transaction: Transaction, road_map: RoadMapId, place: OrganisationId, days: LocalDays) -> Sum:
    """A place with everything under it."""
    row = await transaction.row(
        f"{below(1)}SELECT {_sums(days)} FROM road_map_tasks t JOIN below ON below.id = t.organisation_id "
        f"WHERE t.road_map_id = $2 AND {COUNTED}",
        place,
        road_map,
    )
    return _sum(row)


async def own(transaction: Transaction, road_map: RoadMapId, place: OrganisationId, days: LocalDays) -> Sum:
    """What a place has to do itself."""
    row = await transaction.row(
        f"SELECT {_sums(days)} FROM road_map_tasks t WHERE t.organisation_id = $1 AND t.road_map_id = $2 AND {COUNTED}",
        place,
        road_map,
    )
    return _sum(row)


async def places(
    transaction: Transaction, road_map: RoadMapId, above: OrganisationId, days: LocalDays
) -> list[PlaceLine]:
    """Those directly under a place that take part, each with what stands under it: the latest first."""
    rows = await transaction.rows(
        f"{_UNDER}SELECT o.id, o.name, o.level, {_sums(days)}, {_PLACES} "
        "ORDER BY max(g.at) IS NOT NULL, late DESC, o.name, o.id",
        above,
        road_map,
    )
    return [
        PlaceLine(
            OrganisationId(row["id"]), row["name"], Level(row["level"]), _sum(row), left=row["left_at"] is not None
        )
        for row in rows
    ]


async def items(
    transaction: Transaction, road_map: RoadMapId, place: OrganisationId, days: LocalDays
) -> list[ItemLine]:
    """Each item with its tasks in a place and under it: the latest first."""
    rows = await transaction.rows(
        f"{below(1)}SELECT i.id, i.number, i.text, {_sums(days)} FROM road_map_items i "
        "JOIN road_map_tasks t ON t.item_id = i.id JOIN below ON below.id = t.organisation_id "
        f"WHERE i.road_map_id = $2 AND i.removed = 0 AND {COUNTED} GROUP BY i.id, i.number, i.text, i.position "
        "ORDER BY late DESC, i.position, i.id",
        place,
        road_map,
    )
    return [ItemLine(RoadMapItemId(row["id"]), numbered(row["number"], row["text"]), _sum(row)) for row in rows]


# -- who has left ------------------------------------------------------------------------------------------------


async def leave(
    transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId, reason: str, *, by: str, now: int
) -> bool:
    """False when it has left already."""
    return bool(
        await transaction.run(
            "INSERT INTO road_map_leavers (road_map_id, organisation_id, at, actor, reason) "
            "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            road_map,
            organisation,
            now,
            by,
            reason,
        )
    )


async def come_back(transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId) -> bool:
    """False when it has not left."""
    return bool(
        await transaction.run(
            "DELETE FROM road_map_leavers WHERE road_map_id = $1 AND organisation_id = $2", road_map, organisation
        )
    )


async def why_left(transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId) -> str | None:
    """None while it takes part."""
    found = await transaction.value(
        "SELECT reason FROM road_map_leavers WHERE road_map_id = $1 AND organisation_id = $2", road_map, organisation
    )
    return None if found is None else str(found)
