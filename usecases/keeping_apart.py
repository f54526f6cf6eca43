"""«Не предлагать этого наставника»: pairs that the curator rules out by hand, and who is whose superior."""

from mentoring.access import Action
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.pair_cards import ApartAsked, ApartList, Waiting
from mentoring.people import Caller
from mentoring.roles import Role
from mentoring.searching import Apart
from storage import audit, waiting
from storage.database import Transaction
from usecases.looking import look
from usecases.pair_views import in_banks, partners, shown
from usecases.unit import Allowed, House, StaleButton, allowed


class KeepingApart:
    def __init__(self, house: House) -> None:
        self._house = house

    async def about(
        self, external_id: int, organisation: OrganisationId, mentee: MembershipId, mentor: MembershipId
    ) -> ApartAsked:
        """Why is this mentor not to be suggested? Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> ApartAsked:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            banks = await in_banks(transaction, self._house, held.organisation)
            if mentee not in banks or mentor not in banks:
                raise StaleButton
            pupil = banks[mentee].person.adult is False
            whom = Waiting(shown(banks[mentee], held.organisation), 0)
            return ApartAsked(held.organisation, whom, shown(banks[mentor], held.organisation), pupil)

        return await look(self._house, external_id, unit)

    async def listed(self, external_id: int, organisation: OrganisationId, mentee: MembershipId) -> ApartList:
        """Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> ApartList:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            return await self._list(transaction, held.organisation, mentee)

        return await look(self._house, external_id, unit)

    async def change(
        self,
        external_id: int,
        organisation: OrganisationId,
        mentee: MembershipId,
        mentor: MembershipId,
        why: Apart,
        *,
        apart: bool,
    ) -> ApartList:
        """Keep these two apart, or no longer. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> ApartList:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            banks = await in_banks(transaction, self._house, held.organisation)
            roles = [banks[side].membership.role if side in banks else None for side in (mentee, mentor)]
            if roles != [Role.MENTEE, Role.MENTOR]:
                raise StaleButton
            if await self._changed(transaction, held, mentee, mentor, why, apart=apart):
                action = f"{'kept_apart' if apart else 'brought_together'}:{why.name.lower()}"
                subject = f"membership:{mentee}"
                await audit.note(
                    transaction, self._house.now, held.actor, action, organisation, subject, f"membership:{mentor}"
                )
            return await self._list(transaction, held.organisation, mentee)

        return await self._house.database.write(unit)

    async def _changed(
        self,
        transaction: Transaction,
        held: Allowed,
        mentee: MembershipId,
        mentor: MembershipId,
        why: Apart,
        *,
        apart: bool,
    ) -> bool:
        if not apart:
            return await waiting.bring_together(transaction, mentee, mentor, why)
        return await waiting.keep_apart(
            transaction, held.organisation.id, mentee, mentor, why, now=self._house.now, actor=held.actor
        )

    async def _list(self, transaction: Transaction, organisation: Organisation, mentee: MembershipId) -> ApartList:
        banks = await in_banks(transaction, self._house, organisation)
        if mentee not in banks:
            raise StaleButton
        found = []
        for why in Apart:
            kept = sorted((await waiting.apart(transaction, organisation.id, why)).get(mentee, ()))
            known = await partners(transaction, organisation, banks, kept, named=True)
            found += [(known[mentor], why) for mentor in kept]
        return ApartList(organisation, Waiting(shown(banks[mentee], organisation), 0), tuple(found))
