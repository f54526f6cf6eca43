"""Whom letters do not reach: noticed at a refusal, told to the curator, shown as a list of those to be called."""

from itertools import groupby

from mentoring import letters
from mentoring.access import Action
from mentoring.ids import OrganisationId, PersonId
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.reaching import Lost, Unreached
from mentoring.roles import Role
from storage import letters as outbox
from storage import people
from storage import reaching as kept
from storage.database import Transaction
from usecases import road
from usecases.looking import local_day, look, may_name
from usecases.unit import House, allowed

CALLERS = (Role.CURATOR, Role.DEPUTY_HEAD)
"""Who is told: the curators, and where no curator is reached either, the deputy head."""


async def lose(transaction: Transaction, house: House, external_id: int, since: int) -> None:
    """Nothing gets through to this account: the day is kept, and whoever may call hears of it with the day's digest."""
    person = await people.lose_account(transaction, external_id, since)
    if person is None or await people.account_of(transaction, person) is not None:
        return
    for here in dict.fromkeys(held.organisation for held in await people.memberships(transaction, person)):
        organisation = await road.organisation(transaction, here)
        readers = await _callers(transaction, organisation, person)
        now, days = house.local_time(organisation), house.content.calendars(organisation)
        for letter in letters.digests(LetterKind.PEOPLE_LOST, readers, organisation.id, now, days):
            await outbox.add(transaction, letter)


async def _callers(transaction: Transaction, organisation: Organisation, lost: PersonId) -> list[PersonId]:
    for role in CALLERS:
        holders = await people.holders(transaction, organisation.id, (role,))
        if readers := await people.reached(transaction, (one for one in holders if one != lost)):
            return readers
    return []


class Reaching:
    def __init__(self, house: House) -> None:
        self._house = house

    async def lose(self, external_id: int) -> None:
        """The person has blocked the bot, or a screen was refused for good."""
        since = self._house.now
        await self._house.database.write(lambda tx: lose(tx, self._house, external_id, since))

    async def regain(self, external_id: int) -> None:
        """The person has unblocked the bot."""
        await self._house.database.write(lambda tx: people.regain_account(tx, external_id))

    async def unreached(self, external_id: int, organisation: OrganisationId) -> Unreached:
        """Who is to be called. Raises Forbidden."""

        async def read(transaction: Transaction, _: Caller) -> Unreached:
            held = await allowed(transaction, external_id, Action.SEE_BANK, organisation)
            rows = await kept.unreached(transaction, organisation)
            grouped = groupby(rows, key=lambda one: one.membership.person)
            return Unreached(held.organisation, tuple(_lost(list(of_one), held.organisation) for _, of_one in grouped))

        return await look(self._house, external_id, read)


def _lost(rows: list[kept.Unreached], organisation: Organisation) -> Lost:
    first = rows[0]
    named = any(may_name(organisation, one.membership) for one in rows)
    return Lost(
        first.membership.code,
        first.name if named else None,
        tuple(one.membership.role for one in rows),
        local_day(first.since, organisation),
        first.letters,
    )
