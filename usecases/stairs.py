"""Climbing the ladder of a pair: a tick finds whose day has come and writes to those who hold the roles now."""

import datetime

from mentoring import ladder
from mentoring.ids import PairId, PersonId
from mentoring.organisations import Organisation
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
    month = await first_open_month(transaction, kept.pair)
    waiting = ladder.waited_for(kept.pair, programme, days, sign, month)
    for one in waiting:
        if (rungs := ladder.due(one.steps, since, now.date())) and one.wait is not None:
            what = ladder.Climb(kept.pair, rungs, one.until, sign, now, above_them, one.matter, one.month)
            for letter in ladder.climbed(what, one.wait, readers, days):
                await outbox.add(transaction, letter)
    following = ladder.following((step for one in waiting for step in one.steps), now.date())
    at = None if following is None else datetime.datetime.combine(following, datetime.time.min, now.tzinfo)
    await pairs.set_ladder_at(transaction, pair, None if at is None else stored(at))


async def first_open_month(transaction: Transaction, pair: Pair) -> datetime.date | None:
    """Of the earliest event that the pair has still to do; None while it does not work by a plan."""
    if pair.state is not PairState.WORKING:
        return None
    kept = await plans.latest(transaction, pair.id)
    return None if kept is None else kept.plan.first_open_month


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
