"""Climbing the ladders of road maps: whose step has come, organisation by organisation, and who is written to."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentoring import calendar, road_map_ladder
from mentoring.calendar import Calendar
from mentoring.counters import counts
from mentoring.deadlines import OccasionKind
from mentoring.ids import OrganisationId, PersonId, RoadMapTaskId
from mentoring.letters import Letter
from mentoring.organisations import Organisation
from mentoring.road_map_ladder import Climb, Holders, Rung, Step, Watched
from mentoring.road_maps import LEADERS, Task, TaskState
from storage import evidence, people, road_maps
from storage import letters as outbox
from storage import road_map_ladder as whose_step
from storage import road_map_tasks as tasks
from storage.database import Transaction
from storage.road_map_ladder import Climbing
from storage.times import stored
from usecases import road
from usecases.counting import count
from usecases.looking import local_day
from usecases.pair_acts import CLOCK
from usecases.unit import House

PROVEN_MATTERS = frozenset({OccasionKind.ONGOING, OccasionKind.AS_NEEDED})
"""Of these only what nobody has said anything of is asked about."""


async def climb(transaction: Transaction, house: House, organisation_id: OrganisationId) -> None:
    """Write the letters of all steps that have come in one organisation, and set the day of each next one."""
    found = await whose_step.climbing(transaction, organisation_id, house.now)
    if not found:
        return
    organisation = await road.organisation(transaction, organisation_id)
    days, now = house.content.calendars(organisation), house.local_time(organisation)
    proven = await _proven(transaction, found, organisation)
    come: list[tuple[Climbing, list[Step]]] = []
    following: dict[datetime.date | None, list[RoadMapTaskId]] = defaultdict(list)
    for one in found:
        if one.counter is not None and await _counted(transaction, house, one.task):
            continue
        since = local_day(one.since, organisation)
        began, given = local_day(one.began, organisation), proven.get(one.task.id)
        watched = Watched(one.task, began, given, counts(one.counter))
        steps = road_map_ladder.steps(watched, days, since, now.date())
        following[road_map_ladder.following(steps, now.date())].append(one.task.id)
        due = road_map_ladder.due(steps, now.date())
        if any(step.rung is Rung.OVER for step in due):
            await _end(transaction, house, one.task, now.date())
        come.append((one, due))
    late = any(step.rung is Rung.ABOVE for _, due in come for step in due)
    over = await above(transaction, organisation) if late else None
    here = Here(organisation, now, days, await people.staff_by_role(transaction, organisation_id), over)
    await outbox.add_all(
        transaction, (letter for one, due in come if due for letter in _written(house, here, one, due))
    )
    for day, climbers in following.items():
        at = None if day is None else stored(calendar.at(now, day, datetime.time.min))
        await whose_step.set_ladder_at(transaction, climbers, at)


async def _counted(transaction: Transaction, house: House, task: Task) -> bool:
    """Whether the bot's own numbers have closed the task just now: then nobody needs to be reminded."""
    item = await road_maps.item(transaction, task.item)
    return item is not None and await count(transaction, house, task, item)


async def _end(transaction: Transaction, house: House, task: Task, today: datetime.date) -> None:
    """What went on and was proven has come to its end."""
    await tasks.settle(transaction, task, TaskState.DONE, by=CLOCK, on=today.isoformat())
    await road_maps.note(
        transaction,
        task.road_map,
        "done",
        by=CLOCK,
        now=house.now,
        item=task.item,
        task=task.id,
        organisation=task.organisation,
    )


@dataclass(frozen=True, slots=True)
class Above:
    """Who hears of what stays late: the nearest place over an organisation where somebody leads."""

    place: Organisation
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """One organisation while its tasks climb."""

    organisation: Organisation
    now: datetime.datetime
    days: Calendar
    holders: Holders
    over: Above | None


async def above(transaction: Transaction, organisation: Organisation) -> Above | None:
    for place_id in reversed(organisation.path[:-1]):
        place = await road.organisation(transaction, place_id)
        if found := await people.holders(transaction, place_id, LEADERS[place.level]):
            return Above(place, tuple(found))
    return None


async def _proven(
    transaction: Transaction, found: Iterable[Climbing], organisation: Organisation
) -> dict[RoadMapTaskId, datetime.date]:
    asked = [one.task.id for one in found if one.task.kind in PROVEN_MATTERS]
    given = await evidence.last_given(transaction, asked) if asked else {}
    return {task: local_day(at, organisation) for task, at in given.items()}


def _written(house: House, here: Here, one: Climbing, come: Sequence[Step]) -> list[Letter]:
    what = Climb(one.task, one.owner, here.organisation.level, come, here.now, here.over is not None)
    written = road_map_ladder.climbed(what, here.holders, here.days)
    if here.over is None or not any(step.rung is Rung.ABOVE for step in come):
        return written
    place, day = here.over.place, max(step.day for step in come)
    up_there, their_days = house.local_time(place), house.content.calendars(place)
    below = (road_map_ladder.late_below(person, place.id, day, up_there, their_days) for person in here.over.people)
    return [*written, *below]
