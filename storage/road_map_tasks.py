"""Who has to do which item of a road map by when, and what became of it."""

import datetime
from collections.abc import Iterable

from mentoring.deadlines import Occasion, OccasionKind
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.road_map_views import SETTLED, DoerLine, Tally
from mentoring.road_maps import SOON_DAYS, MapItem, Standing, Task, TaskState
from mentoring.roles import Level
from storage.database import Row, Transaction
from storage.people import Moved
from storage.road_maps import below, day, known_day, stored_day

_TASK = (
    "t.id, t.item_id, t.road_map_id, t.organisation_id, t.number, t.kind, t.starts_on, t.due_on, t.limit_on, t.state, "
    "t.reason, t.closed_on, t.changes"
)


_CLOSED = f"t.state <> '{TaskState.OPEN}'"
_LAST_DAY = "coalesce(t.due_on, t.limit_on)"
_ALL = 10**9


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


_NEW = (
    "INSERT INTO road_map_tasks "
    "(item_id, road_map_id, organisation_id, number, kind, starts_on, due_on, limit_on, state, ladder_at) "
)
_NEW_DEADLINE = (
    "ON CONFLICT (item_id, organisation_id, number) DO UPDATE SET kind = excluded.kind, "
    "starts_on = excluded.starts_on, due_on = excluded.due_on, limit_on = excluded.limit_on, "
    "ladder_at = excluded.ladder_at, changes = road_map_tasks.changes + 1, "
    "state = 'open', reason = NULL, closed_on = NULL, closed_by = NULL "
    "WHERE road_map_tasks.state IN ('open', 'left')"
)
"""What is done or waived stays as it was closed."""


def _occasion(item: MapItem, occasion: Occasion, ladder_at: int) -> tuple[object, ...]:
    return (
        item.id,
        item.road_map,
        occasion.number,
        occasion.kind.value,
        stored_day(occasion.starts),
        stored_day(occasion.due),
        stored_day(occasion.limit),
        ladder_at,
    )


async def plan(
    transaction: Transaction, item: MapItem, organisation: OrganisationId, occasion: Occasion, ladder_at: int
) -> None:
    """A new task, or one that is still open under a new deadline."""
    await transaction.run(
        f"{_NEW}VALUES ($1, $2, $9, $3, $4, $5, $6, $7, 'open', $8) {_NEW_DEADLINE}",
        *_occasion(item, occasion, ladder_at),
        organisation,
    )


async def plan_below(
    transaction: Transaction,
    item: MapItem,
    above: OrganisationId,
    level: Level,
    occasion: Occasion,
    ladder_at: int,
) -> int:
    """The same for every organisation of that level below one, without those that have left the road map.

    One statement: a region has thousands of schools. Returns how many there are.
    """
    return await transaction.run(
        f"{below(9)}{_NEW}SELECT $1, $2, o.id, $3, $4, $5, $6, $7, 'open', $8 "
        "FROM organisations o JOIN below ON below.id = o.id WHERE o.level = $10 "
        "AND NOT EXISTS (SELECT 1 FROM road_map_leavers l WHERE l.road_map_id = $2 AND l.organisation_id = o.id) "
        f"{_NEW_DEADLINE}",
        *_occasion(item, occasion, ladder_at),
        above,
        level.value,
    )


async def one(transaction: Transaction, task: RoadMapTaskId) -> Task | None:
    row = await transaction.row(f"SELECT {_TASK} FROM road_map_tasks t WHERE t.id = $1", task)
    return None if row is None else as_task(row)


async def of_item(
    transaction: Transaction,
    item: RoadMapItemId,
    organisation: OrganisationId | None = None,
    *,
    first: int = 0,
    number: int = -1,
) -> list[DoerLine]:
    """Those still to be done by their day, then the closed ones; of everybody, or of one organisation."""
    rows = await transaction.rows(
        f"SELECT {_TASK}, o.name FROM road_map_tasks t JOIN organisations o ON o.id = t.organisation_id "
        f"WHERE t.item_id = $1 AND t.state <> '{TaskState.LEFT}' AND ($2 IS NULL OR t.organisation_id = $2) "
        f"ORDER BY {_CLOSED}, {_LAST_DAY}, o.name, t.number LIMIT $3 OFFSET $4",
        item,
        organisation,
        number if number >= 0 else _ALL,
        first,
    )
    return [DoerLine(as_task(row), row["name"]) for row in rows]


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


_STANDING = (
    f"CASE WHEN t.state = '{TaskState.DONE}' THEN '{Standing.DONE}' WHEN {_CLOSED} THEN '{Standing.NOT_NEEDED}' "
    f"WHEN {_LAST_DAY} < $3 AND t.kind <> '{OccasionKind.AS_NEEDED}' THEN '{Standing.LATE}' "
    f"WHEN t.kind = '{OccasionKind.UNDATED}' AND t.due_on IS NULL THEN '{Standing.NO_DATE}' "
    f"WHEN t.due_on <= $4 THEN '{Standing.SOON}' WHEN t.starts_on <= $3 THEN '{Standing.RUNNING}' "
    f"ELSE '{Standing.AHEAD}' END"
)
"""``mentoring.road_maps.standing`` as the database counts it (a test holds the two together)."""


async def tallies(
    transaction: Transaction,
    road_map: RoadMapId,
    today: datetime.date,
    organisation: OrganisationId | None = None,
    item: RoadMapItemId | None = None,
) -> dict[RoadMapItemId, Tally]:
    """The tasks of each item, or of one, counted by how they stand on that day: of all or of one organisation."""
    soon = today + datetime.timedelta(days=SOON_DAYS)
    rows = await transaction.rows(
        f"SELECT t.item_id, {_STANDING} AS standing, count(*) AS number, min(t.id) AS first, "
        f"min({_LAST_DAY}) AS nearest, max({_LAST_DAY}) AS latest FROM road_map_tasks t WHERE t.road_map_id = $1 "
        f"AND t.state <> '{TaskState.LEFT}' AND ($2 IS NULL OR t.organisation_id = $2) "
        "AND ($5 IS NULL OR t.item_id = $5) GROUP BY t.item_id, standing",
        road_map,
        organisation,
        stored_day(today),
        stored_day(soon),
        item,
    )
    of: dict[RoadMapItemId, list[Row]] = {}
    for row in rows:
        of.setdefault(RoadMapItemId(row["item_id"]), []).append(row)
    return {item: _tally(found) for item, found in of.items()}


def _tally(rows: list[Row]) -> Tally:
    counts = {Standing(row["standing"]): row["number"] for row in rows}
    still = [row["nearest"] for row in rows if Standing(row["standing"]) not in SETTLED and row["nearest"]]
    ended = [row["latest"] for row in rows if row["latest"]]
    next_day = min(still) if still else max(ended, default=None)
    only = RoadMapTaskId(rows[0]["first"]) if sum(counts.values()) == 1 else None
    return Tally(counts, day(next_day), only)


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


async def touch(transaction: Transaction, before: Task) -> None:
    """Something that belongs to the task has changed. Raises Moved when somebody else has changed it meanwhile."""
    if not await transaction.run(
        "UPDATE road_map_tasks SET changes = changes + 1 WHERE id = $1 AND changes = $2", before.id, before.changes
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
