"""Who has to do which item of a road map by when, and what became of it."""

from collections.abc import Iterable

from mentoring.deadlines import Occasion, OccasionKind
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.road_maps import MapItem, Task, TaskState
from storage.database import Row, Transaction
from storage.people import Moved
from storage.road_maps import day, known_day, stored_day

_TASK = (
    "t.id, t.item_id, t.road_map_id, t.organisation_id, t.number, t.kind, t.starts_on, t.due_on, t.limit_on, t.state, "
    "t.reason, t.closed_on, t.changes"
)


def as_task(row: Row) -> Task:
    return Task(
        RoadMapTaskId(row["id"]),
        RoadMapItemId(row["item_id"]),
        RoadMapId(row["road_map_id"]),
        OrganisationId(row["organisation_id"]),
        row["number"],
        OccasionKind(row["kind"]),
        known_day(row["starts_on"]),
        day(row["due_on"]),
        day(row["limit_on"]),
        TaskState(row["state"]),
        row["reason"],
        day(row["closed_on"]),
        row["changes"],
    )


async def plan(
    transaction: Transaction, item: MapItem, organisation: OrganisationId, occasion: Occasion, ladder_at: int
) -> None:
    """A new task, or one that is still open under a new deadline; what is done stays as it was done."""
    await transaction.run(
        "INSERT INTO road_map_tasks "
        "(item_id, road_map_id, organisation_id, number, kind, starts_on, due_on, limit_on, state, ladder_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9) "
        "ON CONFLICT (item_id, organisation_id, number) DO UPDATE SET kind = $5, starts_on = $6, due_on = $7, "
        "limit_on = $8, ladder_at = $9, changes = road_map_tasks.changes + 1, "
        "state = 'open', reason = NULL, closed_on = NULL, closed_by = NULL "
        "WHERE road_map_tasks.state IN ('open', 'left')",
        item.id,
        item.road_map,
        organisation,
        occasion.number,
        occasion.kind.value,
        stored_day(occasion.starts),
        stored_day(occasion.due),
        stored_day(occasion.limit),
        ladder_at,
    )


async def one(transaction: Transaction, task: RoadMapTaskId) -> Task | None:
    row = await transaction.row(f"SELECT {_TASK} FROM road_map_tasks t WHERE t.id = $1", task)
    return None if row is None else as_task(row)


async def of_item(transaction: Transaction, item: RoadMapItemId) -> list[Task]:
    rows = await transaction.rows(
        f"SELECT {_TASK} FROM road_map_tasks t WHERE t.item_id = $1 ORDER BY t.number, t.organisation_id", item
    )
    return [as_task(row) for row in rows]


async def of_map(
    transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId | None = None
) -> list[Task]:
    """All tasks of a road map, or those of one organisation in it."""
    rows = await transaction.rows(
        f"SELECT {_TASK} FROM road_map_tasks t WHERE t.road_map_id = $1 "
        "AND ($2 IS NULL OR t.organisation_id = $2) ORDER BY t.item_id, t.number, t.organisation_id",
        road_map,
        organisation,
    )
    return [as_task(row) for row in rows]


async def of_organisation(transaction: Transaction, organisation: OrganisationId) -> list[Task]:
    """Of all active road maps, its own and those above it."""
    rows = await transaction.rows(
        f"SELECT {_TASK} FROM road_map_tasks t JOIN road_maps m ON m.id = t.road_map_id "
        "WHERE t.organisation_id = $1 AND m.state = 'active' AND t.state <> 'left' ORDER BY t.road_map_id, t.id",
        organisation,
    )
    return [as_task(row) for row in rows]


async def settle(
    transaction: Transaction,
    before: Task,
    state: TaskState,
    *,
    by: str,
    on: str | None,
    reason: str | None = None,
    ladder_at: int | None = None,
) -> None:
    """Another state. Raises Moved when somebody else has changed the task meanwhile."""
    if not await transaction.run(
        "UPDATE road_map_tasks SET state = $3, closed_on = $4, closed_by = $5, reason = $6, ladder_at = $7, "
        "changes = changes + 1 WHERE id = $1 AND changes = $2",
        before.id,
        before.changes,
        state.value,
        on,
        by,
        reason,
        ladder_at,
    ):
        raise Moved


async def set_day(transaction: Transaction, before: Task, occasion: Occasion, ladder_at: int) -> None:
    """Another day of an open task. Raises Moved when somebody else has changed it meanwhile."""
    if not await transaction.run(
        "UPDATE road_map_tasks SET kind = $3, starts_on = $4, due_on = $5, limit_on = $6, ladder_at = $7, "
        "changes = changes + 1 WHERE id = $1 AND changes = $2 AND state = 'open'",
        before.id,
        before.changes,
        occasion.kind.value,
        stored_day(occasion.starts),
        stored_day(occasion.due),
        stored_day(occasion.limit),
        ladder_at,
    ):
        raise Moved


async def leave_out(
    transaction: Transaction,
    item: RoadMapItemId,
    *,
    kept: Iterable[int] = (),
    organisation: OrganisationId | None = None,
) -> None:
    """Open tasks of an item that are none any more: all but the occasions ``kept``, everywhere or in one place."""
    numbers = ", ".join(str(int(number)) for number in kept) or "0"
    await transaction.run(
        "UPDATE road_map_tasks SET state = 'left', ladder_at = NULL, changes = changes + 1 "
        f"WHERE item_id = $1 AND state = 'open' AND number NOT IN ({numbers}) "
        "AND ($2 IS NULL OR organisation_id = $2)",
        item,
        organisation,
    )
