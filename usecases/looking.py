"""What use cases that only show something share."""

import datetime
import zoneinfo
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from mentoring.access import Action, Forbidden, may
from mentoring.calendar import DAY
from mentoring.consent import school_year_start
from mentoring.local_days import LocalDays, local_days
from mentoring.organisations import Organisation
from mentoring.people import Caller, Membership
from mentoring.roles import MembershipState
from storage import organisations, people
from storage.database import Transaction, along
from storage.local_days import zones_below
from usecases.unit import House, caller_of

T = TypeVar("T")

AGREED = frozenset({MembershipState.CONSENTED, MembershipState.IN_BANK})
"""The states in which the person's own consent holds."""


def may_name(organisation: Organisation, membership: Membership) -> bool:
    """Whether name, class and position may travel through the messenger; before that the code stands for them."""
    return organisation.says_names and membership.state in AGREED


async def look(house: House, external_id: int, unit: Callable[[Transaction, Caller], Awaitable[T]]) -> T:
    """One read trip; whoever looks on is no longer typing anything. Raises NotKnown."""

    async def read(transaction: Transaction) -> tuple[Caller, T]:
        caller = await caller_of(transaction, external_id)
        return caller, await unit(transaction, caller)

    caller, result = await house.database.read(read)
    if caller.awaited is not None:
        with unmarked():
            await house.database.write(lambda tx: people.expect(tx, caller.account, None))
    return result


@contextmanager
def unmarked() -> Iterator[None]:
    """For what is written by the way: it carries nothing out, so it may not mark the update as done."""
    kept = along.set(None)
    try:
        yield
    finally:
        along.reset(kept)


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


async def days_below(transaction: Transaction, house: House, place: Organisation) -> LocalDays:
    """Which day it is at a place and with everybody below it."""
    return local_days(house.local_time(place), await zones_below(transaction, place.id))


def local_day(seconds: int, organisation: Organisation) -> datetime.date:
    """The organisation's own day of a stored time."""
    return datetime.datetime.fromtimestamp(seconds, zoneinfo.ZoneInfo(organisation.tz)).date()


def midnight(day: datetime.date, organisation: Organisation) -> int:
    """With which a local day begins, in seconds, UTC."""
    return int(datetime.datetime.combine(day, datetime.time.min, zoneinfo.ZoneInfo(organisation.tz)).timestamp())


def midnight_after(day: datetime.date, organisation: Organisation) -> int:
    """With which a local day ends."""
    return midnight(day + DAY, organisation)


def school_year_to(day: datetime.date, organisation: Organisation) -> tuple[int, int]:
    """From when to when the school year is counted of which this is the last day that counts."""
    return midnight(school_year_start(day), organisation), midnight_after(day, organisation)
