"""Letters of the registers: whether what they ask for is still missing."""

from collections.abc import Awaitable, Callable

from mentoring.curators import CuratorAsked
from mentoring.ids import MembershipId, OrganisationId
from mentoring.letters import LetterKind
from mentoring.local_acts import ActsMissing, missing
from mentoring.roles import Role
from storage import curators, local_acts, people
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.local_acts import READERS
from usecases.looking import AGREED
from usecases.unit import House


async def _acts_missing(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    if letter.person not in await people.holders(transaction, organisation.id, READERS):
        raise NotTrueAnyMore("reader_left_the_role")
    gaps = missing(await local_acts.of(transaction, organisation.id))
    if not gaps:
        raise NotTrueAnyMore("acts_are_noted")
    return Held(ActsMissing(organisation.id, organisation.name, gaps), organisation)


async def _curator_asked(transaction: Transaction, house: House, letter: Claimed) -> Held:
    held = await people.membership(transaction, MembershipId(letter.facts["membership"]))
    if held is None or held.person != letter.person or held.role is not Role.CURATOR or held.state not in AGREED:
        raise NotTrueAnyMore("reader_left_the_role")
    organisation = await road.organisation(transaction, held.organisation)
    year, given = letter.facts["year"], await curators.confirmed(transaction, held.id)
    if given is not None and given[0] >= year:
        raise NotTrueAnyMore("confirmed_already")
    yearly = house.content.registers.curators
    if yearly.year(house.local_time(organisation).date()) != year:
        raise NotTrueAnyMore("another_year")
    again = bool(letter.facts["again"])
    return Held(
        CuratorAsked(organisation.id, organisation.name, held.id, year, yearly.last_day(year), again), organisation
    )


HOLDS: dict[LetterKind, Callable[[Transaction, House, Claimed], Awaitable[Held]]] = {
    LetterKind.ACTS_MISSING: _acts_missing,
    LetterKind.CURATOR_ASKED: _curator_asked,
}
