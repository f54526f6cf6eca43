"""Who has to do which item of a road map by when, and what became of it."""

from collections.abc import Iterable

from mentoring.deadlines import Occasion, OccasionKind
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.local_days import LocalDays
from mentoring.road_map_changes import OWN_NUMBERS_FROM
from mentoring.road_map_views import SETTLED, DoerLine, Tally
from mentoring.road_maps import SOON_DAYS, MapItem, Standing, Task, TaskState
from mentoring.roles import Level
from storage.database import Row, Transaction
from storage.local_days import own_day
from storage.people import Moved
from storage.road_maps import day, known_day, stored_day
from storage.statement_parts import below

TASK = (
    "t.id, t.item_id, t.road_map_id, t.organisation_id, t.number, t.kind, t.starts_on, t.due_on, t.limit_on, t.state, "
    "t.reason, t.closed_on, t.changes"
)


_CLOSED = f"t.state <> '{TaskState.OPEN}'"
LAST_DAY = "coalesce(t.due_on, t.limit_on)"
_ALL = 10**9
TAKES_PART = (
    "NOT EXISTS (SELECT 1 FROM road_map_leavers l WHERE l.road_map_id = t.road_map_id "
    "AND l.organisation_id = t.organisation_id)"
)
"""What an organisation had done before it left is not counted among all."""

COUNTED = f"t.state <> '{TaskState.LEFT}' AND {TAKES_PART}"


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
_OWN_DAY = (
    f"CASE WHEN excluded.kind = '{OccasionKind.UNDATED}' AND road_map_tasks.kind = excluded.kind "
    "AND (excluded.limit_on IS NULL OR road_map_tasks.due_on <= excluded.limit_on) "
    "THEN road_map_tasks.due_on ELSE excluded.due_on END"
)
"""Where the plan still names no day, the one that the organisation has chosen stays."""

_NEW_DEADLINE = (
    "ON CONFLICT (item_id, organisation_id, number) DO UPDATE SET kind = excluded.kind, "
    f"starts_on = excluded.starts_on, due_on = {_OWN_DAY}, limit_on = excluded.limit_on, "
    "ladder_at = excluded.ladder_at, changes = road_map_tasks.changes + 1, "
    "state = 'open', reason = NULL, closed_on = NULL, closed_by = NULL "
    "WHERE road_map_tasks.state IN ('open', 'left')"
)
"""What is done or waived stays as it was closed."""

_KEPT = "ON CONFLICT (item_id, organisation_id, number) DO NOTHING"


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
    transaction: Transaction,
    item: MapItem,
    organisation: OrganisationId,
    occasion: Occasion,
    ladder_at: int,
    *,
    keep: bool = False,
) -> None:
    """A new task, or one that is still open under a new deadline; with ``keep`` only a new one."""
    await transaction.run(
        f"{_NEW}VALUES ($1, $2, $9, $3, $4, $5, $6, $7, 'open', $8) {_KEPT if keep else _NEW_DEADLINE}",
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
    *,
    keep: bool = False,
) -> None:
    """The same for every organisation of that level below one, without those that have left the road map.

    One statement: a region has thousands of schools.
    """
    await transaction.run(
        f"{below(9)}{_NEW}SELECT $1, $2, o.id, $3, $4, $5, $6, $7, 'open', $8 "
        "FROM organisations o JOIN below ON below.id = o.id WHERE o.level = $10 "
        "AND NOT EXISTS (SELECT 1 FROM road_map_leavers l WHERE l.road_map_id = $2 AND l.organisation_id = o.id) "
        f"{_KEPT if keep else _NEW_DEADLINE}",
        *_occasion(item, occasion, ladder_at),
        above,
        level.value,
    )


async def anybody_below(transaction: Transaction, above: OrganisationId, level: Level) -> bool:
    """Whether there is any organisation of that level."""
    found = await transaction.value(
        f"{below(1)}SELECT count(*) FROM (SELECT 1 FROM organisations o JOIN below ON below.id = o.id "
        "WHERE o.level = $2 LIMIT 1) AS found",
        above,
        level.value,
    )
    return bool(found)


async def one(transaction: Transaction, task: RoadMapTaskId) -> Task | None:
    row = await transaction.row(f"SELECT {TASK} FROM road_map_tasks t WHERE t.id = $1", task)
    return None if row is None else as_task(row)


async def of_item(
    transaction: Transaction,
    item: RoadMapItemId,
    days: LocalDays,
    organisation: OrganisationId | None = None,
    *,
    first: int = 0,
    number: int = -1,
) -> list[DoerLine]:
    """Those still to be done by their day, then the closed ones; of everybody, or of one organisation."""
    rows = await transaction.rows(
        f"SELECT {TASK}, o.name, o.tz FROM road_map_tasks t JOIN organisations o ON o.id = t.organisation_id "
        f"WHERE t.item_id = $1 AND t.state <> '{TaskState.LEFT}' "
        f"AND (t.organisation_id = $2 OR ($2 IS NULL AND {TAKES_PART})) "
        f"ORDER BY {_CLOSED}, {LAST_DAY}, o.name, t.number LIMIT $3 OFFSET $4",
        item,
        organisation,
        number if number >= 0 else _ALL,
        first,
    )
    return [DoerLine(as_task(row), row["name"], days.at(row["tz"])) for row in rows]


async def of_map(
    transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId | None = None
) -> list[Task]:
    """All tasks of a road map, or those of one organisation in it."""
    rows = await transaction.rows(
        f"SELECT {TASK} FROM road_map_tasks t WHERE t.road_map_id = $1 "
        "AND ($2 IS NULL OR t.organisation_id = $2) ORDER BY t.item_id, t.number, t.organisation_id",
        road_map,
        organisation,
    )
    return [as_task(row) for row in rows]


def late(days: LocalDays) -> str:
    """Whether a task ``t`` is late where it has to be done."""
    return f"t.state = '{TaskState.OPEN}' AND t.kind <> '{OccasionKind.AS_NEEDED}' AND {LAST_DAY} < {own_day(days)}"


def standing(days: LocalDays) -> str:
    """``mentoring.road_maps.standing`` as the database counts it (a test holds the two together)."""
    return (
        f"CASE WHEN t.state = '{TaskState.DONE}' THEN '{Standing.DONE}' WHEN {_CLOSED} THEN '{Standing.NOT_NEEDED}' "
        f"WHEN {late(days)} THEN '{Standing.LATE}' "
        f"WHEN t.kind = '{OccasionKind.UNDATED}' AND t.due_on IS NULL THEN '{Standing.NO_DATE}' "
        f"WHEN t.due_on <= {own_day(days, SOON_DAYS)} THEN '{Standing.SOON}' "
        f"WHEN t.starts_on <= {own_day(days)} THEN '{Standing.RUNNING}' ELSE '{Standing.AHEAD}' END"
    )


async def tallies(
    transaction: Transaction,
    road_map: RoadMapId,
    days: LocalDays,
    organisation: OrganisationId | None = None,
    item: RoadMapItemId | None = None,
) -> dict[RoadMapItemId, Tally]:
    """The tasks of each item, or of one, counted by how they stand today: of all or of one organisation."""
    rows = await transaction.rows(
        f"SELECT t.item_id, {standing(days)} AS standing, count(*) AS number, min(t.id) AS first, "
        f"min({LAST_DAY}) AS nearest, max({LAST_DAY}) AS latest FROM road_map_tasks t WHERE t.road_map_id = $1 "
        f"AND t.state <> '{TaskState.LEFT}' AND (t.organisation_id = $2 OR ($2 IS NULL AND {TAKES_PART})) "
        "AND ($3 IS NULL OR t.item_id = $3) GROUP BY t.item_id, standing",
        road_map,
        organisation,
        item,
    )
    of: dict[RoadMapItemId, list[Row]] = {}
    for row in rows:
        of.setdefault(RoadMapItemId(row["item_id"]), []).append(row)
    return {item: tally(found) for item, found in of.items()}


def tally(rows: list[Row]) -> Tally:
    """Rows with standing, number, first, nearest and latest."""
    counts = {Standing(row["standing"]): row["number"] for row in rows}
    still = [row["nearest"] for row in rows if Standing(row["standing"]) not in SETTLED and row["nearest"]]
    ended = [row["latest"] for row in rows if row["latest"]]
    next_day = min(still) if still else max(ended, default=None)
    only = RoadMapTaskId(rows[0]["first"]) if sum(counts.values()) == 1 else None
    return Tally(counts, day(next_day), only)


async def settle(
    transaction: Transaction,
    before: Task,
    state: TaskState,
    *,
    by: str | None,
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


_LEAVE = "UPDATE road_map_tasks SET state = 'left', ladder_at = NULL, changes = changes + 1 WHERE state = 'open' "


async def leave_out(
    transaction: Transaction,
    item: RoadMapItemId,
    *,
    kept: Iterable[int] = (),
    own_days: bool = False,
) -> None:
    """Open tasks of an item that are none any more: all but the occasions ``kept``, and the organisations' own ones."""
    numbers = ", ".join(str(int(number)) for number in kept) or "0"
    own = f"AND number < {OWN_NUMBERS_FROM} " if own_days else ""
    await transaction.run(f"{_LEAVE}AND item_id = $1 AND number NOT IN ({numbers}) {own}", item)


async def leave_elsewhere(
    transaction: Transaction, item: RoadMapItemId, level: Level, also: OrganisationId | None = None
) -> None:
    """Open tasks of an item at another level than that which has to do it now; ``also`` has to, whatever its level."""
    await transaction.run(
        f"{_LEAVE}AND item_id = $1 AND ($3 IS NULL OR organisation_id <> $3) "
        "AND organisation_id IN (SELECT id FROM organisations WHERE level <> $2)",
        item,
        level.value,
        also,
    )


async def leave_of(transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId) -> int:
    """Everything open that an organisation has in a road map; returns how much it was."""
    return await transaction.run(f"{_LEAVE}AND road_map_id = $1 AND organisation_id = $2", road_map, organisation)


async def left_numbers(
    transaction: Transaction, road_map: RoadMapId, organisation: OrganisationId
) -> frozenset[tuple[RoadMapItemId, int]]:
    """Item and number of what was left out there."""
    rows = await transaction.rows(
        "SELECT item_id, number FROM road_map_tasks WHERE road_map_id = $1 AND organisation_id = $2 AND state = 'left'",
        road_map,
        organisation,
    )
    return frozenset((RoadMapItemId(row["item_id"]), row["number"]) for row in rows)


async def take_back_own_days(
    transaction: Transaction, item: RoadMapItemId, organisation: OrganisationId | None, ladder_at: int
) -> None:
    """The further days that an organisation, or each that takes part, had chosen."""
    await transaction.run(
        "UPDATE road_map_tasks AS t SET state = 'open', ladder_at = $3, changes = changes + 1 "
        f"WHERE t.item_id = $1 AND ($2 IS NULL OR t.organisation_id = $2) AND {TAKES_PART} "
        f"AND t.state = 'left' AND t.number >= {OWN_NUMBERS_FROM}",
        item,
        organisation,
        ladder_at,
    )


async def move(transaction: Transaction, item: MapItem, occasion: Occasion, ladder_at: int) -> None:
    """The tasks there are of an occasion under a new deadline; nobody gets a new one."""
    await transaction.run(
        "UPDATE road_map_tasks SET kind = $3, starts_on = $4, limit_on = $6, ladder_at = $7, changes = changes + 1, "
        "state = 'open', reason = NULL, closed_on = NULL, closed_by = NULL, "
        "due_on = CASE WHEN kind = $8 AND $3 = $8 AND ($6 IS NULL OR due_on <= $6) THEN due_on ELSE $5 END "
        "WHERE item_id = $1 AND number = $2 AND state IN ('open', 'left') AND NOT EXISTS (SELECT 1 "
        "FROM road_map_leavers l WHERE l.road_map_id = $9 AND l.organisation_id = road_map_tasks.organisation_id)",
        item.id,
        occasion.number,
        occasion.kind.value,
        stored_day(occasion.starts),
        stored_day(occasion.due),
        stored_day(occasion.limit),
        ladder_at,
        OccasionKind.UNDATED.value,
        item.road_map,
    )


async def next_own_number(transaction: Transaction, item: RoadMapItemId, organisation: OrganisationId) -> int:
    """For one more day where the plan names none."""
    found = await transaction.value(
        "SELECT max(number) FROM road_map_tasks WHERE item_id = $1 AND organisation_id = $2", item, organisation
    )
    return max(int(found or 0) + 1, OWN_NUMBERS_FROM)


_GIVEN = "EXISTS (SELECT 1 FROM evidence e WHERE e.task_id = t.id AND e.withdrawn_at IS NULL)"


async def end(transaction: Transaction, road_map: RoadMapId, *, by: str, on: str) -> None:
    """What went on and was proven is done, what was not needed is not; what is late stays late, and nobody is told."""
    open_ones = f"t.road_map_id = $1 AND t.state = '{TaskState.OPEN}'"
    without_day = f"t.kind IN ('{OccasionKind.ONGOING}', '{OccasionKind.AS_NEEDED}')"
    for state, which in (
        (TaskState.DONE, f"{without_day} AND {_GIVEN}"),
        (TaskState.WAIVED, f"t.kind = '{OccasionKind.AS_NEEDED}' AND NOT {_GIVEN}"),
    ):
        await transaction.run(
            "UPDATE road_map_tasks AS t SET state = $2, closed_on = $3, closed_by = $4, changes = changes + 1 "
            f"WHERE {open_ones} AND {which}",
            road_map,
            state.value,
            on,
            by,
        )
    await transaction.run("UPDATE road_map_tasks SET ladder_at = NULL WHERE road_map_id = $1", road_map)
