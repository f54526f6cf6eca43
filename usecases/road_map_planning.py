"""Items of a road map → tasks: who has to do each of them, and when (fan-out: one instance per organisation)."""

import datetime
from collections.abc import Iterable

from mentoring import calendar
from mentoring.deadlines import Occasion, OccasionKind, occasions
from mentoring.ids import RoadMapItemId
from mentoring.organisations import Organisation
from mentoring.road_map_ends import YEAR_BEGINS_BEFORE, acts_on
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
        found = _occasions(road_map, item, until)
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


async def replan(transaction: Transaction, house: House, road_map: RoadMap, item: MapItem) -> None:
    """An item was changed while its road map is active: what is done stays done, what is open moves.

    An occasion that is over already is given to nobody who has not had it before, unless there is no other.
    """
    organisation = await road.organisation(transaction, road_map.organisation)
    today = house.local_time(organisation).date()
    found = _occasions(road_map, item, road_map.planned_until or horizon(road_map, today))
    ahead = any(_still_due(one, today) for one in found)
    own = None
    for occasion in found:
        if ahead and not _still_due(occasion, today):
            await tasks.move(transaction, item, occasion, house.now)
        elif await _plan_one(transaction, house, road_map, organisation.level, item, occasion):
            own = organisation.id
    own_days = any(one.kind is OccasionKind.UNDATED for one in found)
    await tasks.leave_out(transaction, item.id, kept=[one.number for one in found], own_days=own_days)
    if own_days:
        await tasks.take_back_own_days(transaction, item.id, None, house.now)
    await tasks.leave_elsewhere(transaction, item.id, doers_level(item.item, organisation.level), own)


def _occasions(road_map: RoadMap, item: MapItem, until: datetime.date) -> tuple[Occasion, ...]:
    return () if item.waived is not None else occasions(item.item.deadline, road_map.period, until)


def horizon(road_map: RoadMap, today: datetime.date) -> datetime.date:
    """Until when tasks are written: of a plan without an end this calendar year, in December the next too."""
    begun = max(today, road_map.period.first)
    return road_map.period.last or datetime.date((begun + YEAR_BEGINS_BEFORE).year, 12, 31)


async def take_in(transaction: Transaction, house: House, organisation: Organisation) -> None:
    """A new organisation gets what is still due of the road maps above it."""
    today = house.local_time(organisation).date()
    for road_map in await road_maps.active_over(transaction, organisation.path[:-1]):
        await _take_into(transaction, house, road_map, organisation, today)


async def take_back(transaction: Transaction, house: House, road_map: RoadMap, organisation: Organisation) -> None:
    """One that has left takes part again: what it had open, and what is still due."""
    today = house.local_time(organisation).date()
    had = await tasks.left_numbers(transaction, road_map.id, organisation.id)
    await _take_into(transaction, house, road_map, organisation, today, had)


async def _take_into(
    transaction: Transaction,
    house: House,
    road_map: RoadMap,
    organisation: Organisation,
    today: datetime.date,
    had: frozenset[tuple[RoadMapItemId, int]] = frozenset(),
) -> None:
    above = await road.organisation(transaction, road_map.organisation)
    for item in await road_maps.items(transaction, road_map.id):
        if doers_level(item.item, above.level) is organisation.level:
            found = _occasions(road_map, item, horizon(road_map, today))
            for occasion in found:
                if _still_due(occasion, today) or (item.id, occasion.number) in had:
                    await tasks.plan(transaction, item, organisation.id, occasion, house.now)
            if organisation.level is Level.MUNICIPALITY:
                # A region without municipalities has stood in for them.
                await tasks.leave_elsewhere(transaction, item.id, organisation.level)
            if had and any(one.kind is OccasionKind.UNDATED for one in found):
                await tasks.take_back_own_days(transaction, item.id, organisation.id, house.now)


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
) -> bool:
    """Whether it is the road map's own organisation that has to do it. ``keep``: what is there already stays."""
    at = doers_level(item.item, level)
    if fans_out(item.item, level) and await _is_there(transaction, road_map, at):
        await tasks.plan_below(transaction, item, road_map.organisation, at, occasion, house.now, keep=keep)
        return False
    await tasks.plan(transaction, item, road_map.organisation, occasion, house.now, keep=keep)
    return True


async def _is_there(transaction: Transaction, road_map: RoadMap, level: Level) -> bool:
    """A region without municipalities does their part itself; for schools that are still to come it waits."""
    return level is not Level.MUNICIPALITY or await tasks.anybody_below(transaction, road_map.organisation, level)
