"""Items of a road map → tasks: who has to do each of them, and when (fan-out: one instance per organisation)."""

import datetime
from collections.abc import Iterable

from mentoring import calendar
from mentoring.deadlines import Occasion, occasions
from mentoring.organisations import Organisation
from mentoring.road_map_ends import acts_on
from mentoring.road_maps import MapItem, RoadMap, doers_level, fans_out
from mentoring.roles import Level
from storage import road_map_tasks as tasks
from storage import road_maps
from storage.database import Transaction
from storage.times import stored
from usecases import road
from usecases.unit import House


async def plan(transaction: Transaction, house: House, road_map: RoadMap, items: Iterable[MapItem]) -> None:
    """Write the tasks of these items, for everybody who has to do them; what is done already stays."""
    organisation = await road.organisation(transaction, road_map.organisation)
    until = horizon(road_map, house.local_time(organisation).date())
    for item in items:
        found = () if item.waived is not None else occasions(item.item.deadline, road_map.period, until)
        for occasion in found:
            await _plan_one(transaction, house, road_map, organisation.level, item, occasion)
        await tasks.leave_out(transaction, item.id, kept=[one.number for one in found])
    await _set_planned(transaction, house, road_map, organisation, until)


async def plan_on(transaction: Transaction, house: House, road_map: RoadMap) -> None:
    """The next year of a plan without an end; what is planned already stays as people have set it."""
    organisation = await road.organisation(transaction, road_map.organisation)
    until = horizon(road_map, house.local_time(organisation).date())
    for item in await road_maps.items(transaction, road_map.id):
        if item.waived is None:
            for occasion in occasions(item.item.deadline, road_map.period, until):
                await _plan_one(transaction, house, road_map, organisation.level, item, occasion, keep=True)
    await _set_planned(transaction, house, road_map, organisation, until)


async def _set_planned(
    transaction: Transaction, house: House, road_map: RoadMap, organisation: Organisation, until: datetime.date
) -> None:
    now = house.local_time(organisation)
    day = acts_on(road_map.period, until, now.date(), house.content.calendars(organisation))
    at = calendar.at(now, day, datetime.time.min)
    await road_maps.set_planned_until(transaction, road_map.id, until, stored(at))


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


async def _plan_one(
    transaction: Transaction,
    house: House,
    road_map: RoadMap,
    level: Level,
    item: MapItem,
    occasion: Occasion,
    *,
    keep: bool = False,
) -> None:
    """``keep``: what is there already stays as it is."""
    at = doers_level(item.item, level)
    if fans_out(item.item, level) and await _is_there(transaction, road_map, at):
        await tasks.plan_below(transaction, item, road_map.organisation, at, occasion, house.now, keep=keep)
        return
    await tasks.plan(transaction, item, road_map.organisation, occasion, house.now, keep=keep)


async def _is_there(transaction: Transaction, road_map: RoadMap, level: Level) -> bool:
    """A region without municipalities does their part itself; for schools that are still to come it waits."""
    return level is not Level.MUNICIPALITY or await tasks.anybody_below(transaction, road_map.organisation, level)
