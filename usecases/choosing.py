"""Choosing who goes with whom: what speaks for a mentor, a draft for one mentee or for the whole school."""

import asyncio
from collections.abc import Mapping

from mentoring import assignment, kinds, matching, pair_moves
from mentoring.access import Action
from mentoring.bank import Filled
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.organisations import Organisation
from mentoring.pair_cards import DraftedAll, PairCard, Suggested, SuggestedList, Waiting, WaitingList
from mentoring.pairs import MentoringKind, PairState
from mentoring.people import Caller
from mentoring.roles import Role
from storage import audit, pairs
from storage.database import Transaction
from storage.people import Moved
from usecases.looking import look
from usecases.pair_acts import carry_out
from usecases.pair_views import card, in_banks, seen, shown
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

Wishes = dict[MembershipId, matching.Wish]
Offers = dict[MembershipId, matching.Offer]


APART_FOR = 365 * 24 * 3600
"""Seconds for which those who did not suit each other are not brought together again: a year."""


class MentorFull(Exception):
    """The mentor has no free place any more."""


class Choosing:
    def __init__(self, house: House) -> None:
        self._house = house

    async def waiting(self, external_id: int, organisation: OrganisationId, page: int) -> WaitingList:
        """Mentees without a pair, the longest waiting first. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> WaitingList:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            found = await unpaired(transaction, self._house, held.organisation)
            return WaitingList(held.organisation, tuple(self._waiting(one, held.organisation) for one in found), page)

        return await look(self._house, external_id, unit)

    async def suggestions(
        self, external_id: int, organisation: OrganisationId, mentee: MembershipId, page: int
    ) -> SuggestedList:
        """Mentors with a free place for this mentee, the best first. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> SuggestedList:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            banks, wishes, offers = await self.market(transaction, held.organisation)
            if mentee not in wishes:
                raise StaleButton
            found = [
                Suggested(shown(banks[one.mentor], held.organisation), one.reasons, offers[one.mentor].places)
                for one in matching.suggest(wishes[mentee], offers.values())
            ]
            waiting = self._waiting(banks[mentee], held.organisation)
            return SuggestedList(held.organisation, waiting, tuple(found), page)

        return await look(self._house, external_id, unit)

    async def draft_all(self, external_id: int, organisation: OrganisationId) -> DraftedAll:
        """A draft for everybody whom a suitable mentor has a place for, the best for the school as a whole.

        Raises Forbidden.
        """

        async def read(transaction: Transaction, _: Caller) -> tuple[Wishes, Offers]:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            return (await self.market(transaction, held.organisation))[1:]

        wishes, offers = await look(self._house, external_id, read)
        # Seconds of pure arithmetic for a very large school: others are served meanwhile.
        found = await asyncio.to_thread(assignment.assign, wishes.values(), offers.values())

        async def write(transaction: Transaction) -> DraftedAll:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            banks, wishing, _ = await self.market(transaction, held.organisation)
            drafted, taken = 0, dict(await pairs.occupied(transaction, organisation))
            for draft in found.drafts:
                try:
                    demand_free(banks, taken, draft.mentee, draft.suggestion.mentor)
                    kind = kinds.suggested([wishing[draft.mentee]])
                    await self._add(transaction, held, draft.mentee, draft.suggestion.mentor, kind)
                except (StaleButton, MentorFull):
                    # Somebody was quicker with one of the two: the rest stays good.
                    continue
                drafted += 1
                taken[draft.mentee] = 1
                taken[draft.suggestion.mentor] = taken.get(draft.suggestion.mentor, 0) + 1
            return DraftedAll(held.organisation, drafted, len(wishes) - drafted)

        return await self._house.database.write(write)

    async def send_all(self, external_id: int, organisation: OrganisationId) -> int:
        """Offer every draft; returns how many there were. Raises Forbidden."""

        async def unit(transaction: Transaction) -> int:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            drafts = [
                kept
                for kept in await pairs.of_organisation(transaction, organisation)
                if kept.pair.state is PairState.PROPOSED
            ]
            for kept in drafts:
                await carry_out(transaction, self._house, kept, pair_moves.Send(), actor=held.actor)
            await audit.note(transaction, self._house.now, held.actor, "pairs_sent", organisation)
            return len(drafts)

        return await retried(lambda: self._house.database.write(unit))

    async def market(
        self, transaction: Transaction, organisation: Organisation
    ) -> tuple[dict[MembershipId, Filled], Wishes, Offers]:
        """Everybody of the banks, the mentees without a pair, the mentors with a free place."""
        banks = await in_banks(transaction, self._house, organisation)
        taken = await pairs.occupied(transaction, organisation.id)
        tried = await pairs.tried(transaction, organisation.id, self._house.now - APART_FOR)
        away = await pairs.not_looking(transaction, organisation.id)
        wishes = {
            id_: matching.wish_of(one, tried.get(id_, frozenset()))
            for id_, one in banks.items()
            if one.membership.role is Role.MENTEE and id_ not in taken and id_ not in away
        }
        offers = {
            id_: matching.offer_of(one, taken.get(id_, 0))
            for id_, one in banks.items()
            if one.membership.role is Role.MENTOR and _places(one, taken) > 0
        }
        return banks, wishes, offers

    def _waiting(self, filled: Filled, organisation: Organisation) -> Waiting:
        today = self._house.local_time(organisation).date()
        return Waiting(shown(filled, organisation), max(0, (today - filled.finished).days))

    async def propose(
        self, external_id: int, organisation: OrganisationId, mentee: MembershipId, mentor: MembershipId
    ) -> PairCard:
        """A draft that nobody but the staff sees. Raises Forbidden, StaleButton, MentorFull."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            banks, wishes, offers = await self.market(transaction, held.organisation)
            demand_free(banks, await pairs.occupied(transaction, organisation), mentee, mentor)
            if mentee not in wishes or not matching.may_lead(wishes[mentee], offers[mentor]):
                raise StaleButton
            added = await self._add(transaction, held, mentee, mentor, kinds.suggested([wishes[mentee]]))
            return await card(transaction, self._house, await seen(transaction, caller, added))

        return await self._house.database.write(unit)

    async def _add(
        self,
        transaction: Transaction,
        held: Allowed,
        mentee: MembershipId,
        mentor: MembershipId,
        kind: MentoringKind,
    ) -> PairId:
        """Raises StaleButton when the mentee was given to somebody else meanwhile."""
        try:
            return await pairs.add(
                transaction,
                held.organisation.id,
                kind,
                mentor,
                (mentee,),
                now=self._house.now,
                today=self._house.local_time(held.organisation).date(),
                actor=held.actor,
            )
        except Moved as quicker:
            raise StaleButton from quicker


async def unpaired(transaction: Transaction, house: House, organisation: Organisation) -> list[Filled]:
    """Mentees of the bank who are in no open pair, the longest waiting first."""
    banks = await in_banks(transaction, house, organisation)
    taken = await pairs.occupied(transaction, organisation.id)
    away = await pairs.not_looking(transaction, organisation.id)
    mentees = [one for one in banks.values() if one.membership.role is Role.MENTEE]
    return [one for one in mentees if one.membership.id not in taken and one.membership.id not in away]


def demand_free(
    banks: Mapping[MembershipId, Filled],
    taken: Mapping[MembershipId, int],
    mentee: MembershipId,
    mentor: MembershipId,
) -> None:
    """Raises StaleButton for whoever is not in the bank or is in a pair, MentorFull."""
    for membership, role in ((mentee, Role.MENTEE), (mentor, Role.MENTOR)):
        filled = banks.get(membership)
        if filled is None or filled.membership.role is not role:
            raise StaleButton
    if mentee in taken or banks[mentee].person.id == banks[mentor].person.id:
        raise StaleButton
    if _places(banks[mentor], taken) <= 0:
        raise MentorFull


def _places(filled: Filled, taken: Mapping[MembershipId, int]) -> int:
    """Free places of a mentor."""
    return (filled.places or 0) - taken.get(filled.membership.id, 0)
