"""What falls due in a place between two days."""

import datetime

from mentoring.ids import OrganisationId, RoadMapItemId
from mentoring.local_days import LocalDays
from mentoring.road_map_year import DueItem
from mentoring.road_maps import MapState, TaskState
from storage import road_maps
from storage.database import Row, Transaction
from storage.road_map_tasks import TAKES_PART, standing, tally
from storage.road_maps import known_day, stored_day

_CONCERNS = (
    f"t.state <> '{TaskState.LEFT}' AND m.state <> '{MapState.DRAFT}' "
    f"AND (t.organisation_id = $1 OR (m.organisation_id = $1 AND {TAKES_PART}))"
)
"""All tasks of its own road maps, whoever has to do them; of those above only what it has to do itself."""


async def fall_due(
    transaction: Transaction,
    place: OrganisationId,
    first: datetime.date,
    last: datetime.date,
    days: LocalDays,
) -> list[DueItem]:
    """Items with a day, by day and in the order of their plans."""
    rows = await transaction.rows(
        f"SELECT t.item_id, t.due_on, m.organisation_id AS owner, {standing(days)} AS standing, count(*) AS number, "
        "min(t.id) AS first, min(t.due_on) AS nearest, max(t.due_on) AS latest "
        f"FROM road_map_tasks t JOIN road_maps m ON m.id = t.road_map_id WHERE {_CONCERNS} "
        "AND t.due_on BETWEEN $2 AND $3 GROUP BY t.item_id, t.due_on, m.organisation_id, standing",
        place,
        stored_day(first),
        stored_day(last),
    )
    items = await road_maps.items_by_id(transaction, {RoadMapItemId(row["item_id"]) for row in rows})
    of: dict[tuple[int, str, int], list[Row]] = {}
    for row in rows:
        of.setdefault((row["item_id"], row["due_on"], row["owner"]), []).append(row)
    found = [
        DueItem(
            items[RoadMapItemId(item)],
            known_day(due),
            tally(group),
            None if owner == place else OrganisationId(owner),
        )
        for (item, due, owner), group in of.items()
    ]
    return sorted(found, key=lambda one: (one.day, one.item.road_map, one.item.position, one.item.id))


async def first_and_last(transaction: Transaction, place: OrganisationId) -> tuple[datetime.date, datetime.date] | None:
    """The days between which everything falls due in a place; None when nothing does."""
    row = await transaction.row(
        "SELECT min(t.due_on) AS first, max(t.due_on) AS last FROM road_map_tasks t "
        f"JOIN road_maps m ON m.id = t.road_map_id WHERE {_CONCERNS}",
        place,
    )
    if row is None or row["first"] is None:
        return None
    return known_day(row["first"]), known_day(row["last"])
