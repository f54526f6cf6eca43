"""Into the registry of mentors by one's own wish: the curator hears of it, the order stays with those who sign it."""

from dataclasses import dataclass

from mentoring import registry as rules
from mentoring.ids import MembershipId
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.registry import OWN_WISH, RegistryEvent, RegistryState, VolunteerAsked
from mentoring.roles import MembershipState, Role
from storage import registry as records
from storage.database import Transaction
from storage.registry import Kept
from usecases import road, search_again
from usecases.caring import tell_carers
from usecases.looking import look
from usecases.pair_surveys import may_be_asked
from usecases.registry import keep
from usecases.road import Place
from usecases.unit import House, StaleButton, caller_of, retried


@dataclass(frozen=True, slots=True)
class Willing:
    """A mentor of the bank who has told in the questionnaire that they would, and their record, if there is one."""

    place: Place
    kept: Kept | None

    @property
    def organisation(self) -> Organisation:
        return self.place.organisation


class Volunteering:
    def __init__(self, house: House) -> None:
        self._house = house

    async def offered(self, external_id: int) -> MembershipId | None:
        """As which mentor the caller may ask for the registry; None for whoever was ever in it. Raises NotKnown."""

        async def unit(transaction: Transaction, caller: Caller) -> MembershipId | None:
            found = await self._willing(transaction, caller)
            return next((one.place.membership.id for one in found if one.kept is None), None)

        return await look(self._house, external_id, unit)

    async def ask(self, external_id: int, membership: MembershipId) -> VolunteerAsked:
        """Raises StaleButton for whoever may not ask."""

        async def unit(transaction: Transaction, caller: Caller) -> VolunteerAsked:
            one = await self._demand(transaction, caller, membership)
            if one.kept is not None:
                raise StaleButton
            return self._asked(one)

        return await look(self._house, external_id, unit)

    async def volunteer(self, external_id: int, membership: MembershipId) -> VolunteerAsked:
        """Once, however often it is pressed. Raises StaleButton, also for whoever has been removed: then the staff
        decides."""

        async def unit(transaction: Transaction) -> VolunteerAsked:
            caller = await caller_of(transaction, external_id)
            one = await self._demand(transaction, caller, membership)
            if one.kept is None:
                await self._nominate(transaction, caller, one)
            elif one.kept.record.state is RegistryState.REMOVED:
                raise StaleButton
            return self._asked(one)

        return await retried(lambda: self._house.database.write(unit))

    async def _nominate(self, transaction: Transaction, caller: Caller, one: Willing) -> None:
        mentor, here, actor = one.place.membership, one.organisation, f"person:{caller.person.id}"
        after = rules.nominated(mentor.id, None)
        await keep(transaction, self._house, here.id, actor, None, after, RegistryEvent.NOMINATE, OWN_WISH)
        await tell_carers(transaction, self._house, here, LetterKind.MENTOR_VOLUNTEERS, mentor, (Role.CURATOR,))
        await search_again.tell_of_nominees(transaction, self._house, here)

    def _asked(self, one: Willing) -> VolunteerAsked:
        required = self._house.content.programme(one.organisation.id).mentors_from_registry
        return VolunteerAsked(one.organisation, one.place.membership.id, required)

    async def _demand(self, transaction: Transaction, caller: Caller, membership: MembershipId) -> Willing:
        """Raises StaleButton."""
        found = await self._willing(transaction, caller)
        one = next((one for one in found if one.place.membership.id == membership), None)
        if one is None:
            raise StaleButton
        return one

    async def _willing(self, transaction: Transaction, caller: Caller) -> list[Willing]:
        """Where the caller has told that they would, and a registry is kept."""
        if not any(held.role is Role.MENTOR for held in caller.memberships):
            return []
        facts = await road.load(transaction, self._house, caller.external_id)
        found = []
        for place in facts.places:
            here = place.organisation
            required = self._house.content.programme(here.id).mentors_from_registry
            if not _would(place) or not await may_be_asked(transaction, self._house, caller.person, here):
                continue
            if required or await records.is_kept(transaction, here.id):
                found.append(Willing(place, await records.one(transaction, place.membership.id)))
        return found


def _would(place: Place) -> bool:
    held, attempt = place.membership, place.attempt
    stands = held.role is Role.MENTOR and held.state is MembershipState.IN_BANK
    if not stands or attempt is None or place.form is None or not attempt.finished:
        return False
    return rules.would_be_mentor(place.form, attempt.answers)
