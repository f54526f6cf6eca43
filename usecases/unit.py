"""What every use case shares: the house it works in, and trying again when the world moved on."""

import datetime
import zoneinfo
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from mentoring import consent
from mentoring.access import Action, Forbidden, demand
from mentoring.ids import OrganisationId, PersonId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from storage import organisations, people
from storage.database import Database, Transaction
from storage.people import Moved
from usecases.clock import Clock
from usecases.content import Content

T = TypeVar("T")

TRIES = 5


class NotKnown(Exception):
    """No invitation has led this account in yet."""


class StaleButton(Exception):
    """The button names something that is over, closed or never was; where things stand is to be shown."""


@dataclass(frozen=True, slots=True)
class House:
    """What use cases work with."""

    database: Database
    clock: Clock
    content: Content

    @property
    def now(self) -> int:
        return int(self.clock.now().timestamp())

    def local_time(self, organisation: Organisation) -> datetime.datetime:
        return self.clock.now().astimezone(zoneinfo.ZoneInfo(organisation.tz))

    def consents_since(self, organisation: Organisation) -> int:
        """A consent given there before this moment, in seconds UTC, is over."""
        return consent.holding_since(self.local_time(organisation))


async def caller_of(transaction: Transaction, external_id: int) -> Caller:
    """Raises NotKnown."""
    caller = await people.caller(transaction, external_id)
    if caller is None:
        raise NotKnown
    return caller


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever has the machine's command line: may do what an administrator may, and is audited as «cli»."""


By = int | Operator
"""Who asks: a Telegram id, or the operator of the machine."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A caller who may do what was asked, in the organisation it was asked for."""

    organisation: Organisation
    actor: str
    person: PersonId | None


async def allowed(transaction: Transaction, by: By, action: Action, organisation_id: OrganisationId) -> Allowed:
    """Raises Forbidden (also for an organisation that is not there), NotKnown."""
    organisation = await organisations.one(transaction, organisation_id)
    if isinstance(by, Operator):
        if organisation is None:
            raise Forbidden(action)
        return Allowed(organisation, "cli", None)
    caller = await caller_of(transaction, by)
    if organisation is None:
        raise Forbidden(action)
    demand(caller.grants, action, organisation.path)
    return Allowed(organisation, f"person:{caller.person.id}", caller.person.id)


async def retried(attempt: Callable[[], Awaitable[T]]) -> T:
    """Run load → decide → save again while another writer comes in between. Raises Moved if it never ends."""
    for _ in range(TRIES - 1):
        try:
            return await attempt()
        except Moved:
            continue
    return await attempt()
