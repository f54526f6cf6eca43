"""Items whose result the bot holds itself: counted for whoever looks, and closed with the numbers."""

from mentoring import counters as rules
from mentoring.calendar import DAY
from mentoring.counters import Counted, Counter
from mentoring.ids import OrganisationId, RoadMapTaskId
from mentoring.road_maps import MapItem, Task, TaskState
from storage import counters, evidence, road_map_tasks, road_maps
from storage.database import Transaction
from usecases import road
from usecases.numbers import Asked, numbers
from usecases.unit import House, retried

CLOCK = "clock"


class Counting:
    def __init__(self, house: House) -> None:
        self._house = house

    async def close_counted(self) -> int:
        """Close what is complete or has come to its last day; return how many tasks there were.

        A place at a time, read first: most days nothing is to be written.
        """
        today = self._house.clock.now().date() + DAY
        closed = 0
        for place in await self._house.database.read(lambda tx: counters.due(tx, today)):
            for task in await self._house.database.read(lambda tx, at=place: look(tx, self._house, at)):  # type: ignore[misc]
                closed += await self._close(task)
        return closed

    async def _close(self, task: RoadMapTaskId) -> bool:
        async def unit(transaction: Transaction) -> bool:
            found = await road_map_tasks.one(transaction, task)
            item = None if found is None else await road_maps.item(transaction, found.item)
            return found is not None and item is not None and await count(transaction, self._house, found, item)

        return await retried(lambda: self._house.database.write(unit))


async def look(transaction: Transaction, house: House, organisation: OrganisationId) -> list[RoadMapTaskId]:
    """The tasks of a place that its numbers close now."""
    place = await road.organisation(transaction, organisation)
    found = []
    for due in await counters.due_there(transaction, organisation, house.local_time(place).date()):
        task = await road_map_tasks.one(transaction, due)
        item = None if task is None else await road_maps.item(transaction, task.item)
        if task is not None and item is not None and await _closing(transaction, house, task, item) is not None:
            found.append(due)
    return found


async def count(transaction: Transaction, house: House, task: Task, item: MapItem) -> bool:
    """Whether the task has closed itself just now. Raises Moved when somebody else has changed it meanwhile."""
    found = await _closing(transaction, house, task, item)
    if found is None:
        return False
    await close_with(transaction, house, task, found, by=CLOCK)
    return True


async def close_with(transaction: Transaction, house: House, task: Task, found: Counted, *, by: str) -> None:
    """Raises Moved when somebody else has changed the task meanwhile."""
    place = await road.organisation(transaction, task.organisation)
    on = house.local_time(place).date().isoformat()
    await evidence.add(transaction, task.id, found.piece, by=by, now=house.now)
    await road_map_tasks.settle(transaction, task, TaskState.DONE, by=by, on=on)
    await road_maps.note(
        transaction,
        task.road_map,
        "counted",
        by=by,
        now=house.now,
        item=task.item,
        task=task.id,
        organisation=task.organisation,
        details={"counter": found.counter.value, **found.numbers},
    )


async def counted(transaction: Transaction, house: House, task: Task, item: MapItem) -> Counted | None:
    """How the item stands now where the task lies; None for one that is proven by hand."""
    code = item.item.counter
    if code is None or not rules.counts(code):
        return None
    place = await road.organisation(transaction, task.organisation)
    return await numbers(Asked(transaction, house, place, task, Counter(code)))


async def _closing(transaction: Transaction, house: House, task: Task, item: MapItem) -> Counted | None:
    """The numbers, where they close the task now."""
    found = await counted(transaction, house, task, item) if item.waived is None else None
    if found is None:
        return None
    place = await road.organisation(transaction, task.organisation)
    return found if rules.closes(found, task, house.local_time(place).date()) else None
