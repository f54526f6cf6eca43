"""What an organisation has still to do by its road maps, and who below is late with it."""

import datetime

from mentoring.deadlines import OccasionKind
from mentoring.ids import OrganisationId
from mentoring.local_days import LocalDays
from mentoring.road_map_views import Duty, LateAt
from mentoring.road_maps import MapState, Task, TaskState
from storage import road_maps
from storage.database import Transaction
from storage.road_map_tasks import LAST_DAY, TASK, as_task, late
from storage.road_maps import known_day, stored_day
from storage.statement_parts import below

_OPEN = f"t.state = '{TaskState.OPEN}' AND m.state = '{MapState.ACTIVE}' AND t.kind <> '{OccasionKind.AS_NEEDED}'"
"""Tasks that can be late, of road maps that go on."""


async def duties(transaction: Transaction, organisation: OrganisationId, until: datetime.date) -> list[Duty]:
    """What an organisation has to do by that day, what is late too, the oldest first."""
    rows = await transaction.rows(
        f"SELECT {TASK} FROM road_map_tasks t JOIN road_maps m ON m.id = t.road_map_id "
        f"WHERE t.organisation_id = $1 AND {_OPEN} AND {LAST_DAY} <= $2 ORDER BY {LAST_DAY}, t.id",
        organisation,
        stored_day(until),
    )
    return await _with_items(transaction, [as_task(row) for row in rows])


async def without_day(transaction: Transaction, organisation: OrganisationId) -> list[Duty]:
    """What an organisation has still to name a day for, begun or not."""
    rows = await transaction.rows(
        f"SELECT {TASK} FROM road_map_tasks t JOIN road_maps m ON m.id = t.road_map_id WHERE t.organisation_id = $1 "
        f"AND {_OPEN} AND t.kind = '{OccasionKind.UNDATED}' AND t.due_on IS NULL ORDER BY t.id",
        organisation,
    )
    return await _with_items(transaction, [as_task(row) for row in rows])


async def _with_items(transaction: Transaction, found: list[Task]) -> list[Duty]:
    items = await road_maps.items_by_id(transaction, {task.item for task in found})
    return [Duty(task, items[task.item].item) for task in found]


async def late_below(
    transaction: Transaction, place: OrganisationId, days: LocalDays, begun_before: int | None = None
) -> list[LateAt]:
    """Organisations below with tasks whose last day is over by their own clock.

    ``begun_before``: only of road maps that were started before that moment.
    """
    rows = await transaction.rows(
        f"{below(1)}SELECT o.id, o.name, count(*) AS tasks, min({LAST_DAY}) AS since "
        "FROM below JOIN organisations o ON o.id = below.id "
        "JOIN road_map_tasks t ON t.organisation_id = o.id JOIN road_maps m ON m.id = t.road_map_id "
        f"WHERE o.id <> $1 AND m.state = '{MapState.ACTIVE}' AND {late(days)} "
        "AND ($2 IS NULL OR coalesce(m.started_at, m.created_at) < $2) GROUP BY o.id, o.name",
        place,
        begun_before,
    )
    return [LateAt(OrganisationId(row["id"]), row["name"], row["tasks"], known_day(row["since"])) for row in rows]
