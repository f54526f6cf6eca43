"""Climbing the ladder of a pair: a tick finds whose day has come and writes to those who hold the roles now."""

import datetime
from collections.abc import Iterable

from mentoring import ladder
from mentoring.calendar import month_end
from mentoring.ids import PairId, PersonId
from mentoring.ladder import Matter
from mentoring.letters import Letter
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import CHANGE_WAITS, EVENT_WAIT, change_deadline, deadline, wait_of
from mentoring.pairs import Pair, PairState
from mentoring.roles import Role
from storage import letters as outbox
from storage import pairs, people, plans, signs
from storage.database import Transaction
from storage.times import aware, stored
from usecases import road
from usecases.looking import local_day
from usecases.pair_acts import readers_of
from usecases.unit import House


async def climb(transaction: Transaction, house: House, pair: PairId) -> None:
    """Write the letters of the steps that have come, and set the day of the next one."""
    found = await pairs.ladder_of(transaction, pair)
    kept = await pairs.one(transaction, pair)
    if found is None or kept is None:
        return
    organisation = await road.organisation(transaction, kept.pair.organisation)
    programme, days = house.content.programme(organisation.id), house.content.calendars(organisation)
    now = house.local_time(organisation)
    sign = await last_sign(transaction, organisation, pair)
    since = aware(found).astimezone(now.tzinfo).date()
    above_them = await above(transaction, organisation)
    readers = await readers_of(transaction, organisation.id, kept.pair)
    steps = ladder.steps(kept.pair, programme, days, sign)
    rungs, wait = ladder.due(steps, since, now.date()), wait_of(kept.pair, programme)
    if rungs and wait is not None:
        until = deadline(kept.pair, programme, days)
        what = ladder.Climb(kept.pair, rungs, until, sign, now, above_them)
        await _write(transaction, ladder.climbed(what, wait, readers, days))
    of_change = ladder.change_steps(kept.pair, programme, days)
    rungs = ladder.due(of_change, since, now.date())
    if rungs and kept.pair.change is not None:
        until = change_deadline(kept.pair, programme, days)
        what = ladder.Climb(kept.pair, rungs, until, sign, now, matter=Matter.CHANGE)
        await _write(transaction, ladder.climbed(what, CHANGE_WAITS[kept.pair.change], readers, days))
    month = await first_open_month(transaction, kept.pair)
    of_event = ladder.event_steps(kept.pair, month, days)
    rungs = ladder.due(of_event, since, now.date())
    if rungs and month is not None:
        what = ladder.Climb(kept.pair, rungs, month_end(month), sign, now, matter=Matter.EVENT, month=month)
        await _write(transaction, ladder.climbed(what, EVENT_WAIT, readers, days))
    following = ladder.following([*steps, *of_change, *of_event], now.date())
    at = None if following is None else datetime.datetime.combine(following, datetime.time.min, now.tzinfo)
    await pairs.set_ladder_at(transaction, pair, None if at is None else stored(at))


async def first_open_month(transaction: Transaction, pair: Pair) -> datetime.date | None:
    """Of the earliest event that the pair has still to do; None while it does not work by a plan."""
    if pair.state is not PairState.WORKING:
        return None
    kept = await plans.latest(transaction, pair.id)
    return None if kept is None else kept.plan.first_open_month


async def _write(transaction: Transaction, letters: Iterable[Letter]) -> None:
    for letter in letters:
        await outbox.add(transaction, letter)


async def last_sign(transaction: Transaction, organisation: Organisation, pair: PairId) -> datetime.date:
    """The local day on which anything happened in the pair last, or will: a meeting that is agreed is a sign."""
    found = await signs.last(transaction, pair)
    return local_day(found, organisation)


async def above(transaction: Transaction, organisation: Organisation) -> tuple[PersonId, ...]:
    """The municipal coordinators over an organisation."""
    found: list[PersonId] = []
    for place in organisation.path[:-1]:
        found += await people.holders(transaction, place, (Role.MUNICIPAL_COORDINATOR,))
    return tuple(dict.fromkeys(found))
