"""Letters about items of road maps, read again before they go: done already, moved, taken out, of another role?"""

import datetime
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from mentoring import calendar
from mentoring import road_map_ladder as rules
from mentoring.ids import OrganisationId, PersonId, RoadMapTaskId
from mentoring.letters import LetterKind
from mentoring.notices import ItemsLateBelow, ItemsTold
from mentoring.organisations import Organisation
from mentoring.road_map_views import Duty, LateAt
from mentoring.road_maps import LEADERS, Standing, TaskState, standing
from mentoring.zones import by_clock
from storage import evidence, people, road_map_duties, road_map_ladder, wishes
from storage.database import Transaction
from storage.letters import Claimed
from storage.times import stored
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.looking import days_below, local_day
from usecases.unit import House


async def _item(transaction: Transaction, house: House, letter: Claimed) -> Held:
    found = await road_map_ladder.spoken_of(transaction, RoadMapTaskId(letter.facts["task"]))
    if found is None or not found.active or found.task.state is not TaskState.OPEN:
        raise NotTrueAnyMore("closed_already")
    if rules.last_of(found.task) != letter.facts["last"]:
        raise NotTrueAnyMore("day_was_moved")
    organisation = await road.organisation(transaction, found.task.organisation)
    holders = await people.staff_by_role(transaction, organisation.id)
    readers = {
        *rules.owners(found.item.owner, organisation.level, holders),
        *rules.seconds(found.item.owner, organisation.level, holders),
        *rules.leaders(organisation.level, holders),
    }
    if letter.person not in readers:
        raise NotTrueAnyMore("reader_left_the_role")
    today = house.local_time(organisation).date()
    if letter.kind is LetterKind.ITEM_DUE and standing(found.task, today) is Standing.LATE:
        raise NotTrueAnyMore("day_is_over")
    if letter.kind is LetterKind.ITEM_ASKED:
        given = (await evidence.last_given(transaction, [found.task.id])).get(found.task.id)
        proven = None if given is None else local_day(given, organisation)
        if rules.answered(found.task, proven, today):
            raise NotTrueAnyMore("proven_already")
    told = (Duty(found.task, found.item),)
    own_day = await _own_day(transaction, house, letter.person, organisation)
    return Held(ItemsTold(letter.kind, organisation.id, organisation.name, told, own_day), organisation)


async def _own_day(
    transaction: Transaction, house: House, person: PersonId, organisation: Organisation
) -> datetime.date:
    """By the clock that the reader lives by: «завтра» is theirs, whether it is over is the organisation's."""
    _, clock = await wishes.clock_of(transaction, person)
    return by_clock(house.local_time(organisation), clock).date()


async def _late_below(transaction: Transaction, house: House, letter: Claimed) -> Held:
    place = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    if letter.person not in await people.holders(transaction, place.id, LEADERS[place.level]):
        raise NotTrueAnyMore("reader_left_the_role")
    found = await late_below(transaction, house, place, begun_before=_told_above_of(house, place))
    if not found:
        raise NotTrueAnyMore("done_meanwhile")
    return Held(ItemsLateBelow(place.id, place.name, found), place)


def _told_above_of(house: House, place: Organisation) -> int:
    """Nobody above hears of a road map in its first days: what was past before it began counts from its start too."""
    now = house.local_time(place)
    # Schools with a week of six days come to this step first.
    days = house.content.calendars(replace(place, week=6))
    first = days.before(now.date() + calendar.DAY, rules.Rung.ABOVE)
    return stored(calendar.at(now, first, datetime.time.min))


async def late_below(
    transaction: Transaction, house: House, place: Organisation, begun_before: int | None = None
) -> tuple[LateAt, ...]:
    """Who below has late tasks by their own clock, most first; ``begun_before`` leaves out younger road maps."""
    days = await days_below(transaction, house, place)
    found = await road_map_duties.late_below(transaction, place.id, days, begun_before)
    return tuple(sorted(found, key=lambda one: (-one.tasks, one.since, one.name)))


HOLDS: Mapping[LetterKind, Callable[[Transaction, House, Claimed], Awaitable[Held]]] = {
    LetterKind.ITEM_DUE: _item,
    LetterKind.ITEM_LATE: _item,
    LetterKind.ITEM_UNDATED: _item,
    LetterKind.ITEM_ASKED: _item,
    LetterKind.ITEMS_LATE_BELOW: _late_below,
}
