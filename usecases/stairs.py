"""Climbing the ladder of a pair: a tick finds whose day has come and writes to those who hold the roles now."""

import datetime

from mentoring import ladder
from mentoring.ids import PairId, PersonId
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import deadline, wait_of
from mentoring.roles import Role
from storage import letters as outbox
from storage import pairs, people, signs
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
    steps = ladder.steps(kept.pair, programme, days, sign)
    rungs = ladder.due(steps, aware(found).astimezone(now.tzinfo).date(), now.date())
    wait, until = wait_of(kept.pair, programme), deadline(kept.pair, programme, days)
    if rungs and wait is not None:
        what = ladder.Climb(kept.pair, rungs, until, sign, now, await above(transaction, organisation))
        readers = await readers_of(transaction, organisation.id, kept.pair)
        for letter in ladder.climbed(what, wait, readers, days):
            await outbox.add(transaction, letter)
    following = ladder.following(steps, now.date())
    at = None if following is None else datetime.datetime.combine(following, datetime.time.min, now.tzinfo)
    await pairs.set_ladder_at(transaction, pair, None if at is None else stored(at))


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
