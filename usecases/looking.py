"""What use cases that only show something share."""

import datetime
import zoneinfo
from collections.abc import Awaitable, Callable
from typing import TypeVar

from mentoring.access import Action, Forbidden, may
from mentoring.organisations import Organisation
from mentoring.people import Caller
from storage import organisations, people
from storage.database import Transaction
from usecases.unit import House, caller_of

T = TypeVar("T")


async def look(house: House, external_id: int, unit: Callable[[Transaction, Caller], Awaitable[T]]) -> T:
    """One read trip; whoever looks on is no longer typing anything. Raises NotKnown."""

    async def read(transaction: Transaction) -> tuple[Caller, T]:
        caller = await caller_of(transaction, external_id)
        return caller, await unit(transaction, caller)

    caller, result = await house.database.read(read)
    if caller.awaited is not None:
        await house.database.write(lambda tx: people.expect(tx, caller.account, None))
    return result


async def own_places(transaction: Transaction, caller: Caller, action: Action) -> tuple[Organisation, ...]:
    """The organisations of the caller's own roles that allow the action. Raises Forbidden when there is none."""
    found = []
    for organisation_id in dict.fromkeys(held.organisation for held in caller.memberships):
        organisation = await organisations.one(transaction, organisation_id)
        if organisation and may(caller.grants, action, organisation.path):
            found.append(organisation)
    if not found:
        raise Forbidden(action)
    return tuple(found)


def local_day(seconds: int, organisation: Organisation) -> datetime.date:
    """The organisation's own day of a stored time."""
    return datetime.datetime.fromtimestamp(seconds, zoneinfo.ZoneInfo(organisation.tz)).date()
