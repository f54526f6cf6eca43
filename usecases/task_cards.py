"""The card of a task of a road map: what several use cases give back."""

from mentoring import access, local_acts
from mentoring.access import Action
from mentoring.ids import RoadMapId, RoadMapTaskId
from mentoring.people import Caller
from mentoring.road_map_views import GivenPiece, TaskCard, sealed
from mentoring.road_maps import RoadMap, Task, TaskState
from storage import evidence, road_map_tasks, road_maps
from storage.database import Transaction
from usecases import road
from usecases.counting import counted
from usecases.looking import local_day
from usecases.unit import House, StaleButton, allowed


async def kept_map(transaction: Transaction, road_map: RoadMapId) -> RoadMap:
    """Raises StaleButton."""
    kept = await road_maps.one(transaction, road_map)
    if kept is None:
        raise StaleButton
    return kept


async def kept_task(transaction: Transaction, task: RoadMapTaskId) -> Task:
    """Raises StaleButton."""
    found = await road_map_tasks.one(transaction, task)
    if found is None or found.state is TaskState.LEFT:
        raise StaleButton
    return found


async def task_card(
    transaction: Transaction, house: House, caller: Caller, task: Task, action: Action = Action.SEE_ROAD_MAPS
) -> TaskCard:
    """Raises Forbidden to whoever may not do that where the task lies, StaleButton."""
    place = (await allowed(transaction, caller.external_id, action, task.organisation)).organisation
    kept = await kept_map(transaction, task.road_map)
    item = await road_maps.item(transaction, task.item)
    assert item is not None  # noqa: S101 - a foreign key leads to it
    pieces = [
        GivenPiece(row["id"], evidence.as_piece(row), local_day(row["given_at"], place), row["file_name"])
        for row in await evidence.of_task(transaction, task.id)
    ]
    may_prove = access.may(caller.grants, Action.PROVE_ITEMS, place.path)
    acts = house.content.registers.acts
    unnamed = [one for one in pieces if local_acts.to_be_named(place, item.item, acts, one.piece)] if may_prove else []
    return TaskCard(
        kept,
        place if place.id == kept.organisation else await road.organisation(transaction, kept.organisation),
        place,
        item,
        task,
        house.local_time(place).date(),
        tuple(pieces if may_prove else map(sealed, pieces)),
        may_prove,
        access.may(caller.grants, Action.LEAD_ROAD_MAPS, place.path),
        await counted(transaction, house, task, item) if task.state is TaskState.OPEN else None,
        unnamed[-1] if unnamed else None,
        access.may(caller.grants, Action.LEAD_SURVEYS, place.path),
    )
