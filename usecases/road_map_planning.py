"""Items of a road map → tasks: who has to do each of them, and when (fan-out: one instance per organisation)."""

import datetime
from collections.abc import Iterable

from mentoring.deadlines import Occasion, occasions
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.road_maps import MapItem, RoadMap, doers_level, fans_out
from mentoring.roles import Level
from storage import road_map_tasks as tasks
from storage import road_maps
from storage.database import Transaction
from usecases import road
from usecases.unit import House


async def plan(transaction: Transaction, house: House, road_map: RoadMap, items: Iterable[MapItem]) -> None:
    """Write the tasks of these items, for everybody who has to do them; what is done already stays."""
    organisation = await road.organisation(transaction, road_map.organisation)
    until = horizon(road_map, house.local_time(organisation).date())
    for item in items:
        found = () if item.waived is not None else occasions(item.item.deadline, road_map.period, until)
        for doer in await _doers(transaction, road_map, organisation.level, item):
            for occasion in found:
                await tasks.plan(transaction, item, doer, occasion, house.now)
        await tasks.leave_out(transaction, item.id, kept=[one.number for one in found])
    await road_maps.set_planned_until(transaction, road_map.id, until)


def horizon(road_map: RoadMap, today: datetime.date) -> datetime.date:
    """Until when tasks are written: a plan without an end is planned a calendar year at a time."""
    return road_map.period.last or datetime.date(max(today, road_map.period.first).year, 12, 31)


async def take_in(transaction: Transaction, house: House, organisation: Organisation) -> None:
    """A new organisation gets what is still due of the road maps above it."""
    today = house.local_time(organisation).date()
    for road_map in await road_maps.active_over(transaction, organisation.path[:-1]):
        above = await road.organisation(transaction, road_map.organisation)
        for item in await road_maps.items(transaction, road_map.id):
            if item.waived is None and doers_level(item.item, above.level) is organisation.level:
                for occasion in occasions(item.item.deadline, road_map.period, horizon(road_map, today)):
                    if _still_due(occasion, today):
                        await tasks.plan(transaction, item, organisation.id, occasion, house.now)


def _still_due(occasion: Occasion, today: datetime.date) -> bool:
    return occasion.last_day is None or occasion.last_day >= today


async def _doers(
    transaction: Transaction, road_map: RoadMap, level: Level, item: MapItem
) -> tuple[OrganisationId, ...]:
    if not fans_out(item.item, level):
        return (road_map.organisation,)
    below = doers_level(item.item, level)
    found = await road_maps.doers(transaction, road_map.id, road_map.organisation, below)
    if not found and below is Level.MUNICIPALITY:
        # A region without municipalities does their part itself.
        return (road_map.organisation,)
    return tuple(found)
