"""Choosing who goes with whom: what speaks for a mentor, a draft for one mentee or for the whole school."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring import assignment, kinds, matching, pair_moves
from mentoring.access import Action
from mentoring.bank import Filled
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.organisations import Organisation
from mentoring.pair_cards import DraftedAll, PairCard, Suggested, SuggestedList, Waiting, WaitingList
from mentoring.pairs import MentoringKind, Pair, PairState
from mentoring.people import Caller
from mentoring.roles import Role
from mentoring.searching import Apart
from storage import audit, pairs, reaching, registry, waiting
from storage.database import Transaction
from storage.pairs import Kept
from storage.people import Moved
from usecases.looking import look
from usecases.pair_acts import carry_out
from usecases.pair_views import card, in_banks, seen, shown, unanswered
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

Wishes = dict[MembershipId, matching.Wish]
Offers = dict[MembershipId, matching.Offer]


@dataclass(frozen=True, slots=True)
class Market:
    """Everybody of the banks, the mentees without a pair, the mentors with a free place who may be proposed.

    ``unreached`` are those of them to whom letters do not come through.
    """

    banks: Mapping[MembershipId, Filled]
    wishes: Wishes
    offers: Offers
    unreached: frozenset[MembershipId]


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
            first = await waiting.returned(transaction, organisation)
            unreached = await reaching.memberships(transaction, organisation)
            lines = [self._waiting(one, held.organisation, first, unreached) for one in found]
            lines.sort(key=lambda line: not line.returned)
            return WaitingList(held.organisation, tuple(lines), page)

        return await look(self._house, external_id, unit)

    async def suggestions(
        self, external_id: int, organisation: OrganisationId, mentee: MembershipId, page: int
    ) -> SuggestedList:
        """Mentors with a free place for this mentee, the best first. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> SuggestedList:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            return await self._suggested(transaction, held.organisation, mentee, page)

        return await look(self._house, external_id, unit)

    async def others(self, external_id: int, draft: PairId, page: int) -> SuggestedList:
        """Mentors who could stand in a draft instead. Raises Forbidden, StaleButton once it was sent."""

        async def unit(transaction: Transaction, _: Caller) -> SuggestedList:
            held, kept = await self._draft(transaction, external_id, draft)
            return await self._suggested(transaction, held.organisation, _only_mentee(kept.pair), page, kept.pair)

        return await look(self._house, external_id, unit)

    async def _suggested(
        self,
        transaction: Transaction,
        organisation: Organisation,
        mentee: MembershipId,
        page: int,
        instead_of: Pair | None = None,
    ) -> SuggestedList:
        there = await market(transaction, self._house, organisation, instead_of)
        if mentee not in there.wishes:
            raise StaleButton
        found = [
            Suggested(shown(there.banks[one.mentor], organisation), one.reasons, there.offers[one.mentor].places)
            for one in matching.suggest(there.wishes[mentee], there.offers.values())
            if instead_of is None or one.mentor != instead_of.mentor.membership
        ]
        apart = [await waiting.apart(transaction, organisation.id, why) for why in Apart]
        return SuggestedList(
            organisation,
            self._waiting(there.banks[mentee], organisation, unreached=there.unreached),
            tuple(found),
            page,
            sum(len(kept.get(mentee, ())) for kept in apart),
            instead_of.id if instead_of else None,
            self._house.content.programme(organisation.id).mentors_from_registry,
        )

    async def draft_all(self, external_id: int, organisation: OrganisationId) -> DraftedAll:
        """A draft for everybody whom a suitable mentor has a place for, the best for the school as a whole.

        Raises Forbidden.
        """

        async def read(transaction: Transaction, _: Caller) -> tuple[Wishes, Offers]:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            there = await market(transaction, self._house, held.organisation)
            return there.wishes, there.offers

        wishes, offers = await look(self._house, external_id, read)
        # Seconds of pure arithmetic for a very large school: others are served meanwhile.
        found = await asyncio.to_thread(assignment.assign, wishes.values(), offers.values())

        async def write(transaction: Transaction) -> DraftedAll:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            there = await market(transaction, self._house, held.organisation)
            drafted, taken = 0, dict(await pairs.occupied(transaction, organisation))
            for draft in found.drafts:
                try:
                    demand_free(there.banks, taken, draft.mentee, draft.suggestion.mentor)
                    _demand_may(there, draft.mentee, draft.suggestion.mentor)
                    kind = kinds.suggested([there.wishes[draft.mentee]])
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

    def _waiting(
        self,
        filled: Filled,
        organisation: Organisation,
        first: frozenset[MembershipId] = frozenset(),
        unreached: frozenset[MembershipId] = frozenset(),
    ) -> Waiting:
        today = self._house.local_time(organisation).date()
        days = max(0, (today - filled.finished).days)
        here = filled.membership.id
        return Waiting(shown(filled, organisation), days, returned=here in first, unreached=here in unreached)

    async def propose(
        self, external_id: int, organisation: OrganisationId, mentee: MembershipId, mentor: MembershipId
    ) -> PairCard:
        """A draft that nobody but the staff sees. Raises Forbidden, StaleButton, MentorFull."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            there = await market(transaction, self._house, held.organisation)
            demand_free(there.banks, await pairs.occupied(transaction, organisation), mentee, mentor)
            _demand_may(there, mentee, mentor)
            added = await self._add(transaction, held, mentee, mentor, kinds.suggested([there.wishes[mentee]]))
            return await card(transaction, self._house, await seen(transaction, caller, added))

        return await self._house.database.write(unit)

    async def put_instead(self, external_id: int, draft: PairId, mentor: MembershipId) -> PairCard:
        """«Другой наставник»: a draft with this one takes the place of the draft that there was.

        Raises Forbidden, StaleButton once it was sent or when the mentor has no place any more.
        """

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held, kept = await self._draft(transaction, external_id, draft)
            mentee = _only_mentee(kept.pair)
            _demand_may(await market(transaction, self._house, held.organisation, kept.pair), mentee, mentor)
            await carry_out(transaction, self._house, kept, pair_moves.Cancel(), actor=held.actor)
            added = await self._add(transaction, held, mentee, mentor, kept.pair.kind)
            return await card(transaction, self._house, await seen(transaction, caller, added))

        return await retried(lambda: self._house.database.write(unit))

    async def _draft(self, transaction: Transaction, external_id: int, pair: PairId) -> tuple[Allowed, Kept]:
        """A pair that nobody has heard of. Raises Forbidden, StaleButton."""
        kept = await pairs.one(transaction, pair)
        here = kept.pair.organisation if kept else OrganisationId(0)
        held = await allowed(transaction, external_id, Action.FORM_PAIRS, here)
        if kept is None or kept.pair.state is not PairState.PROPOSED:
            raise StaleButton
        return held, kept

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


async def market(
    transaction: Transaction, house: House, organisation: Organisation, instead_of: Pair | None = None
) -> Market:
    """Who may be proposed to whom; the sides of a draft that is to be changed count as free."""
    banks = await in_banks(transaction, house, organisation)
    taken = dict(await pairs.occupied(transaction, organisation.id))
    if instead_of is not None:
        for side in instead_of.sides:
            taken[side.membership] -= 1
    tried = await pairs.tried(transaction, organisation.id, house.now - APART_FOR)
    by_hand = await waiting.apart(transaction, organisation.id, Apart.BY_HAND)
    superiors = await waiting.apart(transaction, organisation.id, Apart.SUPERIOR)
    silent = await unanswered(transaction, house, organisation)
    returned = await waiting.returned(transaction, organisation.id)
    trusted = await _trusted(transaction, house, organisation)
    away = await pairs.not_looking(transaction, organisation.id)
    unreached = await reaching.memberships(transaction, organisation.id)
    nobody = frozenset[MembershipId]()
    wishes = {
        id_: matching.wish_of(
            one,
            tried.get(id_, nobody) | by_hand.get(id_, nobody),
            superiors.get(id_, nobody),
            silent.get(id_),
            returned=id_ in returned,
        )
        for id_, one in banks.items()
        if one.membership.role is Role.MENTEE and not taken.get(id_) and id_ not in away
    }
    offers = {
        id_: matching.offer_of(one, taken.get(id_, 0), unreached=id_ in unreached)
        for id_, one in banks.items()
        if one.membership.role is Role.MENTOR and _places(one, taken) > 0 and (trusted is None or id_ in trusted)
    }
    return Market(banks, wishes, offers, unreached)


async def _trusted(
    transaction: Transaction, house: House, organisation: Organisation
) -> frozenset[MembershipId] | None:
    """The approved mentors; None where anybody of the bank may be proposed."""
    if not house.content.programme(organisation.id).mentors_from_registry:
        return None
    return await registry.approved(transaction, organisation.id)


def _demand_may(there: Market, mentee: MembershipId, mentor: MembershipId) -> None:
    """That these two may be proposed to each other. Raises StaleButton."""
    wish, offer = there.wishes.get(mentee), there.offers.get(mentor)
    if wish is None or offer is None or not matching.may_lead(wish, offer):
        raise StaleButton


def _only_mentee(pair: Pair) -> MembershipId:
    """Raises StaleButton for a group, whose mentor is chosen with the group."""
    if len(pair.members) != 1:
        raise StaleButton
    return pair.members[0].membership


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


async def instead_of(transaction: Transaction, house: House, organisation: Organisation, pair: Pair) -> list[Suggested]:
    """Mentors with places for all who are in this pair, but not the one they have; the best first."""
    there = await market(transaction, house, organisation, pair)
    wishes = [there.wishes[side.membership] for side in pair.members if side.membership in there.wishes]
    roomy = [
        offer
        for mentor, offer in there.offers.items()
        if mentor != pair.mentor.membership
        and offer.places >= len(wishes)
        and all(matching.may_lead(wish, offer) for wish in wishes)
    ]
    return [
        Suggested(shown(there.banks[one.mentor], organisation), one.reasons, there.offers[one.mentor].places)
        for one in (matching.suggest(wishes[0], roomy) if wishes else ())
    ]
