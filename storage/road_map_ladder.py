"""Whose step on the ladder of a road map has come, and what a letter then says of the task."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentoring.ids import OrganisationId, RoadMapItemId, RoadMapTaskId
from mentoring.road_maps import Item, MapState, Task
from mentoring.roles import Role
from storage import road_maps
from storage.database import Transaction
from storage.road_map_tasks import TASK, as_task


@dataclass(frozen=True, slots=True)
class Climbing:
    """A task whose next step has come. ``since`` is when it was to come, ``began`` when its road map was started."""

    task: Task
    owner: Role
    counter: str | None
    since: int
    began: int


async def on_the_ladder(transaction: Transaction, now: int, most: int) -> list[OrganisationId]:
    """Organisations with tasks whose next step has come, out of the ``most`` first of these tasks."""
    rows = await transaction.rows(
        "SELECT DISTINCT organisation_id FROM (SELECT organisation_id FROM road_map_tasks WHERE ladder_at <= $1 "
        "ORDER BY ladder_at, organisation_id LIMIT $2) AS due",
        now,
        most,
    )
    return [OrganisationId(row["organisation_id"]) for row in rows]


async def next_due(transaction: Transaction) -> int | None:
    """When somebody hears of a task next."""
    found = await transaction.value("SELECT min(ladder_at) FROM road_map_tasks WHERE ladder_at IS NOT NULL")
    return None if found is None else int(found)


async def climbing(transaction: Transaction, organisation: OrganisationId, now: int) -> list[Climbing]:
    """All tasks of one organisation whose next step has come."""
    rows = await transaction.rows(
        f"SELECT {TASK}, i.owner, i.counter, t.ladder_at, coalesce(m.started_at, m.created_at) AS began "
        "FROM road_map_tasks t JOIN road_map_items i ON i.id = t.item_id JOIN road_maps m ON m.id = t.road_map_id "
        "WHERE t.organisation_id = $1 AND t.ladder_at <= $2 ORDER BY t.id",
        organisation,
        now,
    )
    return [Climbing(as_task(row), Role(row["owner"]), row["counter"], row["ladder_at"], row["began"]) for row in rows]


async def set_ladder_at(transaction: Transaction, tasks: Iterable[RoadMapTaskId], at: int | None) -> None:
    numbers = ", ".join(str(int(number)) for number in tasks)
    await transaction.run(f"UPDATE road_map_tasks SET ladder_at = $1 WHERE id IN ({numbers})", at)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A task with what a letter says of it."""

    task: Task
    item: Item
    active: bool


async def spoken_of(transaction: Transaction, task: RoadMapTaskId) -> Spoken | None:
    row = await transaction.row(
        f"SELECT {TASK}, m.state AS map_state FROM road_map_tasks t JOIN road_maps m ON m.id = t.road_map_id "
        "WHERE t.id = $1",
        task,
    )
    if row is None:
        return None
    of = await road_maps.item(transaction, RoadMapItemId(row["item_id"]))
    assert of is not None  # noqa: S101 - a foreign key leads to it
    return Spoken(as_task(row), of.item, row["map_state"] == MapState.ACTIVE)
