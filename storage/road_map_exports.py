"""Tasks with all that is known of them, for tables and reports."""

from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.local_days import LocalDays
from mentoring.road_map_report import Late
from mentoring.road_maps import MapState
from storage.database import Row, Transaction
from storage.road_map_tasks import TASK, late
from storage.statement_parts import below


async def tasks_below(transaction: Transaction, place: OrganisationId) -> list[Row]:
    """Everything that a place and everybody under it has to do, in the order of places and plans.

    Beside the columns of a task those of its item, and ``name`` and ``tz`` of who has to do it.
    """
    return await transaction.rows(
        f"{below(1)}SELECT {TASK}, i.uid, i.number AS printed, i.section, i.text, i.deadline_raw, i.deadline, i.owner, "
        "o.name FROM below JOIN organisations o ON o.id = below.id "
        "JOIN road_map_tasks t ON t.organisation_id = o.id JOIN road_map_items i ON i.id = t.item_id "
        f"JOIN road_maps m ON m.id = t.road_map_id WHERE m.state <> '{MapState.DRAFT}' "
        "ORDER BY o.name, o.id, t.road_map_id, i.position, i.id, t.number",
        place,
    )


async def proofs_below(transaction: Transaction, place: OrganisationId) -> list[Row]:
    """What holds now as proof of these tasks, the oldest first; ``organisation_id`` is whose proof it is."""
    return await transaction.rows(
        f"{below(1)}SELECT e.*, f.name AS file_name, t.organisation_id FROM below "
        "JOIN road_map_tasks t ON t.organisation_id = below.id JOIN evidence e ON e.task_id = t.id "
        "LEFT JOIN kept_files f ON f.id = e.file_id "
        "WHERE e.withdrawn_at IS NULL ORDER BY e.id",
        place,
    )


async def proofs_of(transaction: Transaction, road_map: RoadMapId, place: OrganisationId) -> list[Row]:
    """The same of what one organisation itself has to do in a road map; ``item_id`` beside the columns of the proof."""
    return await transaction.rows(
        "SELECT e.*, f.name AS file_name, t.item_id FROM road_map_tasks t JOIN evidence e ON e.task_id = t.id "
        "LEFT JOIN kept_files f ON f.id = e.file_id "
        "WHERE t.road_map_id = $1 AND t.organisation_id = $2 AND e.withdrawn_at IS NULL ORDER BY e.id",
        road_map,
        place,
    )


async def late_with(
    transaction: Transaction, road_map: RoadMapId, days: LocalDays, most: int
) -> dict[RoadMapItemId, Late]:
    """By item: how many organisations are late with it, and the first ``most`` of them by name."""
    rows = await transaction.rows(
        "SELECT item_id, name, whole FROM (SELECT item_id, name, count(*) OVER (PARTITION BY item_id) AS whole, "
        "row_number() OVER (PARTITION BY item_id ORDER BY name, id) AS place FROM (SELECT DISTINCT t.item_id, o.id, "
        f"o.name FROM road_map_tasks t JOIN organisations o ON o.id = t.organisation_id "
        f"WHERE t.road_map_id = $1 AND {late(days)}) AS late"
        ") AS numbered WHERE place <= $2 ORDER BY item_id, place",
        road_map,
        most,
    )
    found: dict[RoadMapItemId, list[Row]] = {}
    for row in rows:
        found.setdefault(RoadMapItemId(row["item_id"]), []).append(row)
    return {item: Late(tuple(row["name"] for row in group), group[0]["whole"]) for item, group in found.items()}
