"""Who is in a group: drafted by the curator, asked to come in later, and what each answers."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from mentoring import matching, pair_moves
from mentoring.access import Action
from mentoring.group_cards import Candidate, Candidates, InvitationCard, MentorList, MentorPlaces
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.organisations import Organisation
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_deadlines import invitation_until
from mentoring.pair_moves import Event
from mentoring.pairs import MentoringKind, PairState
from mentoring.people import Caller
from storage import audit, pairs
from storage.database import Transaction
from usecases import road
from usecases.choosing import Market, demand_free, market
from usecases.looking import look
from usecases.meeting_acts import tell_newcomer
from usecases.pair_acts import carry_out
from usecases.pair_views import STAFF_ACTS, Seen, afresh, card, in_banks, partners, seen, shown
from usecases.unit import House, StaleButton, allowed, caller_of, retried

T = TypeVar("T")


class Grouping:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- forming -----------------------------------------------------------------------------------------------

    async def mentors(self, external_id: int, organisation: OrganisationId, page: int) -> MentorList:
        """Mentors with room for two or more, the most room first. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> MentorList:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            there = await market(transaction, self._house, held.organisation)
            banks, offers = there.banks, there.offers
            roomy = [offer for offer in offers.values() if offer.places > 1]
            roomy.sort(key=lambda offer: (offer.unreached, -offer.places, offer.membership))
            found = tuple(
                MentorPlaces(shown(banks[one.membership], held.organisation), one.places, one.unreached)
                for one in roomy
            )
            return MentorList(held.organisation, found, page)

        return await look(self._house, external_id, unit)

    async def first_candidates(
        self, external_id: int, organisation: OrganisationId, mentor: MembershipId, page: int
    ) -> Candidates:
        """Mentees whom this mentor may lead, while there is no draft yet. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> Candidates:
            held = await allowed(transaction, external_id, Action.FORM_PAIRS, organisation)
            there = await market(transaction, self._house, held.organisation)
            wishes, offers = there.wishes, there.offers
            if mentor not in offers:
                raise StaleButton
            people = tuple(
                _candidate(there, held.organisation, wish, one)
                for wish, one in _suitable(wishes.values(), offers[mentor])
            )
            leads = shown(there.banks[mentor], held.organisation)
            places = min(offers[mentor].places, self._house.content.programme(organisation).group_size)
            return Candidates(held.organisation, leads, None, people, places, page)

        return await look(self._house, external_id, unit)

    async def candidates(self, external_id: int, pair: PairId, page: int) -> Candidates:
        """Who is in a draft or a group, and who may come in. Raises Forbidden, StaleButton, Impossible."""

        async def unit(transaction: Transaction, caller: Caller) -> Candidates:
            held = await seen(transaction, caller, pair)
            event = Event.ADD_MENTEE if held.pair.state is PairState.PROPOSED else Event.INVITE
            await allowed(transaction, external_id, STAFF_ACTS[event], held.organisation.id)
            return await self._candidates(transaction, held, page)

        return await look(self._house, external_id, unit)

    async def _candidates(self, transaction: Transaction, held: Seen, page: int) -> Candidates:
        organisation, pair = held.organisation, held.pair
        there = await market(transaction, self._house, organisation)
        wishes, offers = there.wishes, there.offers
        known = await card(transaction, self._house, held)
        mentor = offers.get(pair.mentor.membership)
        drafted = pair.state is PairState.PROPOSED
        within = known.invited if not drafted else known.mentees if pair.is_group else ()
        chosen = [Candidate(partner, (), chosen=True) for partner in within]
        found = [] if mentor is None else _suitable(wishes.values(), mentor)
        others = [_candidate(there, organisation, wish, one) for wish, one in found]
        room = self._house.content.programme(organisation.id).group_size - len(pair.members) - len(pair.invited)
        open_to = {Event.ADD_MENTEE, Event.INVITE} & known.open_to
        places = min(mentor.places, room) if mentor is not None and open_to else 0
        return Candidates(organisation, known.mentor, known, (*chosen, *others), places, page)

    async def add(self, external_id: int, pair: PairId, mentee: MembershipId) -> PairCard:
        """One more in a draft. Raises Impossible, Forbidden, StaleButton, MentorFull."""
        return await self._one_more(external_id, pair, mentee, Event.ADD_MENTEE, pair_moves.AddMentee(mentee))

    async def invite(self, external_id: int, pair: PairId, mentee: MembershipId) -> PairCard:
        """Ask one more into a group that is under way. Raises Impossible, Forbidden, StaleButton, MentorFull."""
        return await self._one_more(external_id, pair, mentee, Event.INVITE, pair_moves.Invite(mentee))

    async def _one_more(self, external_id: int, pair: PairId, mentee: MembershipId, event: Event, act: Any) -> PairCard:
        async def unit(transaction: Transaction) -> PairCard:
            held = await self._staff(transaction, external_id, pair, event)
            if held.pair.side(mentee) is not None or held.pair.invitation(mentee) is not None:
                # The same press once more: it has been done.
                return await card(transaction, self._house, held)
            there = await market(transaction, self._house, held.organisation)
            banks, wishes, offers = there.banks, there.wishes, there.offers
            mentor = held.pair.mentor.membership
            demand_free(banks, await pairs.occupied(transaction, held.organisation.id), mentee, mentor)
            if mentee not in wishes or mentor not in offers or not matching.may_lead(wishes[mentee], offers[mentor]):
                raise StaleButton
            return await self._carried(transaction, held, act)

        return await self._written(unit)

    async def drop(self, external_id: int, pair: PairId, mentee: MembershipId) -> PairCard:
        """Out of a draft. Raises Impossible, Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await self._staff(transaction, external_id, pair, Event.DROP_MENTEE)
            if held.pair.side(mentee) is None and held.pair.state is PairState.PROPOSED:
                return await card(transaction, self._house, held)
            return await self._carried(transaction, held, pair_moves.DropMentee(mentee))

        return await self._written(unit)

    async def recall(self, external_id: int, pair: PairId, mentee: MembershipId) -> PairCard:
        """Take an invitation back. Raises Impossible, Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await self._staff(transaction, external_id, pair, Event.RECALL_INVITATION)
            return await self._carried(transaction, held, pair_moves.RecallInvitation(mentee))

        return await self._written(unit)

    async def change_kind(self, external_id: int, pair: PairId, kind: MentoringKind) -> PairCard:
        """Of a draft. Raises Impossible, Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await self._staff(transaction, external_id, pair, Event.CHANGE_KIND)
            return await self._carried(transaction, held, pair_moves.ChangeKind(kind))

        return await self._written(unit)

    async def draft(self, external_id: int, pair: PairId) -> PairCard:
        """A draft whose kind is to be chosen. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> PairCard:
            held = await self._staff(transaction, external_id, pair, Event.CHANGE_KIND)
            if held.pair.state is not PairState.PROPOSED:
                raise StaleButton
            return await card(transaction, self._house, held)

        return await look(self._house, external_id, unit)

    # -- coming in later ---------------------------------------------------------------------------------------

    async def invitation(self, external_id: int, pair: PairId) -> InvitationCard:
        """For whoever is asked to come in. Raises StaleButton for anybody else."""

        async def unit(transaction: Transaction, caller: Caller) -> InvitationCard:
            return await invitation_card(transaction, self._house, await invited(transaction, caller, pair))

        return await look(self._house, external_id, unit)

    async def join(self, external_id: int, pair: PairId) -> PairCard:
        """Raises Impossible, and StaleButton for whoever is not asked."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await invited(transaction, await caller_of(transaction, external_id), pair)
            banks = await in_banks(transaction, self._house, held.organisation)
            if _by(held) not in banks:
                raise StaleButton
            shown = await self._carried(transaction, held, pair_moves.Join(_by(held)))
            await tell_newcomer(transaction, self._house, shown.pair, _by(held))
            return shown

        return await self._written(unit)

    async def refuse(self, external_id: int, pair: PairId) -> bool:
        """Whether a pupil has refused. Raises Impossible, and StaleButton for whoever is not asked."""

        async def unit(transaction: Transaction) -> bool:
            held = await invited(transaction, await caller_of(transaction, external_id), pair)
            await self._carried(transaction, held, pair_moves.RefuseInvitation(_by(held)))
            return held.caller.person.adult is False

        return await self._written(unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _staff(self, transaction: Transaction, external_id: int, pair: PairId, event: Event) -> Seen:
        """Raises Forbidden, StaleButton."""
        held = await seen(transaction, await caller_of(transaction, external_id), pair)
        await allowed(transaction, external_id, STAFF_ACTS[event], held.organisation.id)
        return held

    async def _carried(self, transaction: Transaction, held: Seen, act: Any) -> PairCard:
        actor, event = f"person:{held.caller.person.id}", pair_moves.event_of(act)
        await carry_out(transaction, self._house, held.kept, act, actor=actor, by=held.side)
        subject = f"pair:{held.pair.id}"
        await audit.note(transaction, self._house.now, actor, f"pair_{event}", held.organisation.id, subject)
        return await afresh(transaction, self._house, held)

    async def _written(self, unit: Callable[[Transaction], Awaitable[T]]) -> T:
        return await retried(lambda: self._house.database.write(unit))


def _suitable(
    wishes: Iterable[matching.Wish], mentor: matching.Offer
) -> list[tuple[matching.Wish, matching.Suggestion]]:
    """Mentees whom this mentor may lead: whoever can be helped with what they asked for first, then by waiting."""
    found = [(wish, one) for wish in wishes for one in matching.suggest(wish, [mentor])]
    return sorted(found, key=lambda one: (not one[1].suitable, -one[1].score))


def _candidate(there: Market, organisation: Organisation, wish: matching.Wish, found: matching.Suggestion) -> Candidate:
    """The mentor is known already: only what speaks for this mentee is told."""
    reasons = tuple(reason for reason in found.reasons if not isinstance(reason, matching.OF_THE_MENTOR))
    partner = shown(there.banks[wish.membership], organisation)
    return Candidate(partner, reasons, unreached=wish.membership in there.unreached)


async def invited(transaction: Transaction, caller: Caller, pair: PairId) -> Seen:
    """The group through the eyes of somebody who is asked to come in: not one of its sides. Raises StaleButton."""
    kept = await pairs.one(transaction, pair)
    held = None if kept is None else next((m for m in caller.memberships if kept.pair.invitation(m.id)), None)
    if kept is None or held is None:
        raise StaleButton
    organisation = await road.organisation(transaction, kept.pair.organisation)
    return Seen(kept, organisation, caller, Reader.MENTEE, held.id)


async def invitation_card(transaction: Transaction, house: House, held: Seen) -> InvitationCard:
    """``held`` comes from :func:`invited`."""
    organisation, pair = held.organisation, held.pair
    side = pair.invitation(_by(held))
    if side is None or side.invited_on is None:
        raise StaleButton
    banks = await in_banks(transaction, house, organisation)
    known = await partners(transaction, organisation, banks, [pair.mentor.membership], named=False)
    days = house.content.calendars(organisation)
    until = invitation_until(pair, side.invited_on, house.content.programme(organisation.id), days)
    pupil = held.caller.person.adult is False
    return InvitationCard(pair.id, organisation, known[pair.mentor.membership], len(pair.members), until, pupil)


def _by(held: Seen) -> MembershipId:
    assert held.side is not None  # noqa: S101 - only sides, and those who are asked, come this far
    return held.side
