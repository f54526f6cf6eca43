"""Pairs: proposed by a curator, accepted by both sides, fixed by an order, ended early."""

import datetime
from collections.abc import Awaitable, Callable
from typing import Any

from mentoring import pair_cards as cards
from mentoring import pair_moves
from mentoring.access import Action, Forbidden, may
from mentoring.ids import MeetingId, MembershipId, OrganisationId, PairId, PlanId
from mentoring.organisations import Organisation
from mentoring.pair_cards import (
    PairCard,
    PairList,
    PairsHome,
    PairsOverview,
    Reason,
    Stage,
)
from mentoring.pair_deadlines import deadline
from mentoring.pair_moves import Event, Impossible
from mentoring.pairs import Order, Pair, PairState
from mentoring.papers import read_paper
from mentoring.people import Awaited, AwaitedKind, Caller
from storage import audit, meetings, pairs, people, plans
from storage.database import Transaction
from usecases import help_views, pair_surveys, shelves
from usecases.looking import look, own_places
from usecases.pair_acts import carry_out
from usecases.pair_views import (
    OTHERS_DECIDE,
    STAFF_ACTS,
    Seen,
    afresh,
    card,
    demand_consents,
    lines,
    seen,
)
from usecases.unit import House, StaleButton, allowed, caller_of, retried

NOBODY = MembershipId(0)

AGREED_ONLY = frozenset({Event.ACCEPT, Event.ENTER_ORDER, Event.SEND})
"""Acts that need everybody's consent to hold today (for a pupil also the parent's paper)."""


class Pairing:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking -----------------------------------------------------------------------------------------------

    async def home(self, external_id: int) -> PairsHome:
        """Places to look after, and one's own pairs that are open or still ask something.

        Raises Forbidden for whoever has neither.
        """

        async def unit(transaction: Transaction, caller: Caller) -> PairsHome:
            theirs = [
                (held.id, kept.pair)
                for held in caller.memberships
                for kept in await pairs.of_membership(transaction, held.id)
            ]
            own = [
                await card(transaction, self._house, await seen(transaction, caller, pair.id))
                for membership, pair in theirs
                if pair.side(membership) and await self._concerns(transaction, pair, membership)
            ]
            try:
                looked_after = await own_places(transaction, caller, Action.SEE_PAIRS)
            except Forbidden:
                if not any(held.participates for held in caller.memberships):
                    raise
                looked_after = ()
            invitations = tuple(pair.id for membership, pair in theirs if pair.invitation(membership))
            return PairsHome(looked_after, tuple(own), caller.person.adult is False, invitations)

        return await look(self._house, external_id, unit)

    async def _concerns(self, transaction: Transaction, pair: Pair, side: MembershipId) -> bool:
        if pair.closed:
            return await pair_surveys.waiting(transaction, self._house, pair, side) > 0
        return pair.state is not PairState.PROPOSED

    async def overview(self, external_id: int, organisation: OrganisationId) -> PairsOverview:
        """How many pairs stand where. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> PairsOverview:
            held = await allowed(transaction, external_id, Action.SEE_PAIRS, organisation)
            going = await pairs.open_of(transaction, organisation)
            return PairsOverview(
                held.organisation,
                cards.stages(await pairs.states(transaction, organisation)),
                sum(self._late(pair, held.organisation) for pair in going),
                await shelves.unpaired(transaction, self._house, held.organisation),
                may(caller.grants, Action.FORM_PAIRS, held.organisation.path),
                may(caller.grants, Action.ENTER_ORDER, held.organisation.path),
                len(await help_views.waiting(transaction, self._house, held.organisation, caller)),
            )

        return await look(self._house, external_id, unit)

    async def page(self, external_id: int, organisation: OrganisationId, stage: Stage, page: int) -> PairList:
        """The pairs of one stage, the longest waiting first. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> PairList:
            held = await allowed(transaction, external_id, Action.SEE_PAIRS, organisation)
            found = [kept.pair for kept in await pairs.of_organisation(transaction, organisation)]
            dropped = await pairs.dropped(transaction, organisation)
            here = [pair for pair in found if cards.STAGE_OF[pair.state] is stage and pair.id not in dropped]
            here.sort(key=lambda pair: (pair.since, pair.id), reverse=stage is Stage.CLOSED)
            shown = await lines(transaction, self._house, held.organisation, here)
            may_form = may(caller.grants, Action.FORM_PAIRS, held.organisation.path)
            return PairList(held.organisation, stage, shown, page, may_form)

        return await look(self._house, external_id, unit)

    async def card(self, external_id: int, pair: PairId) -> PairCard:
        """Raises StaleButton for a pair that is not the caller's to see."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            return await card(transaction, self._house, await seen(transaction, caller, pair))

        return await look(self._house, external_id, unit)

    async def card_of_meeting(self, external_id: int, meeting: MeetingId) -> PairCard:
        """Of the pair whose meeting it is. Raises StaleButton."""
        return await self._card_of(external_id, lambda tx: meetings.pair_of(tx, meeting))

    async def card_of_plan(self, external_id: int, plan: PlanId) -> PairCard:
        """Of the pair whose plan it is, in whatever version. Raises StaleButton."""

        async def pair_of(transaction: Transaction) -> PairId | None:
            kept = await plans.one(transaction, plan)
            return None if kept is None else kept.plan.pair

        return await self._card_of(external_id, pair_of)

    async def _card_of(self, external_id: int, pair_of: Callable[[Transaction], Awaitable[PairId | None]]) -> PairCard:
        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            pair = await pair_of(transaction)
            if pair is None:
                raise StaleButton
            return await card(transaction, self._house, await seen(transaction, caller, pair))

        return await look(self._house, external_id, unit)

    # -- acts --------------------------------------------------------------------------------------------------

    async def send(self, external_id: int, pair: PairId) -> PairCard:
        """Offer the pair to both sides. Raises Impossible, Forbidden, StaleButton."""
        return await self._act(external_id, pair, Event.SEND, lambda _: pair_moves.Send())

    async def cancel(self, external_id: int, pair: PairId, *, draft: bool = False) -> PairCard:
        """``draft``: what was asked about was a draft. Raises Impossible, Forbidden, StaleButton."""
        return await self._act(external_id, pair, Event.CANCEL, lambda _: pair_moves.Cancel(draft))

    async def accept(self, external_id: int, pair: PairId) -> PairCard:
        """Raises Impossible, StaleButton for anybody but a side."""
        return await self._act(external_id, pair, Event.ACCEPT, pair_moves.Accept)

    async def decline(self, external_id: int, pair: PairId, reason: Reason) -> PairCard:
        """Raises Impossible, StaleButton for anybody but a side."""
        return await self._act(external_id, pair, Event.DECLINE, pair_moves.Decline, reason)

    async def end(self, external_id: int, pair: PairId, reason: Reason) -> PairCard:
        """An early end by the curator. Raises Impossible, Forbidden, StaleButton."""
        return await self._act(external_id, pair, Event.END, lambda _: pair_moves.End(), reason)

    async def about_to(self, external_id: int, pair: PairId, event: Event) -> PairCard:
        """Before a reason or a paper is asked for: whether the act is the caller's at all. Raises as the act would."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            found = await card(transaction, self._house, await self._permitted(transaction, caller, pair, event))
            if event not in found.open_to:
                possible = pair_moves.possible(found.pair, self._house.content.programme(found.organisation.id))
                raise Impossible(event, found.pair.state, possible)
            return found

        return await look(self._house, external_id, unit)

    async def ask_order(self, external_id: int, pair: PairId) -> PairCard:
        """Number and date of the order are typed next; the written consents are on paper. Raises as an act."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await self._permitted(transaction, caller, pair, Event.ENTER_ORDER)
            shown_card = await card(transaction, self._house, held)
            if Event.ENTER_ORDER not in shown_card.open_to:
                raise StaleButton
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ORDER, (str(pair),)))
            return shown_card

        return await self._house.database.write(unit)

    async def enter_order(self, external_id: int, pair: PairId, typed: str) -> PairCard:
        """«12-од от 15.09.2026». Raises PaperRefused, Impossible, Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await self._permitted(transaction, caller, pair, Event.ENTER_ORDER)
            paper = read_paper(typed, self._house.local_time(held.organisation).date())
            number = await pairs.next_number(transaction, held.organisation.id)
            order = pair_moves.EnterOrder(Order(paper.number, paper.date), number, papers=True)
            await people.expect(transaction, caller.account, None)
            return await self._carried(transaction, held, order, None)

        return await retried(lambda: self._house.database.write(unit))

    async def _act(
        self,
        external_id: int,
        pair: PairId,
        event: Event,
        act: Callable[[MembershipId], Any],
        reason: Reason | None = None,
    ) -> PairCard:
        """``act`` makes the act for the side that acts; an act of the staff has no use for it."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await self._permitted(transaction, caller, pair, event)
            return await self._carried(transaction, held, act(held.side or NOBODY), reason)

        return await retried(lambda: self._house.database.write(unit))

    async def _permitted(self, transaction: Transaction, caller: Caller, pair: PairId, event: Event) -> Seen:
        """Raises Forbidden for staff without the right, StaleButton for whoever is no side of it."""
        found = await seen(transaction, caller, pair)
        needed = STAFF_ACTS.get(event)
        if needed is not None:
            await allowed(transaction, caller.external_id, needed, found.organisation.id)
            if found.side is not None and event in OTHERS_DECIDE:
                raise StaleButton
        elif found.side is None:
            raise StaleButton
        if event in AGREED_ONLY:
            await demand_consents(transaction, self._house, found)
        return found

    async def _carried(self, transaction: Transaction, held: Seen, act: Any, reason: Reason | None) -> PairCard:
        actor, event = f"person:{held.caller.person.id}", pair_moves.event_of(act)
        await carry_out(transaction, self._house, held.kept, act, actor=actor, by=held.side, reason=reason)
        subject = f"pair:{held.pair.id}"
        await audit.note(transaction, self._house.now, actor, f"pair_{event}", held.organisation.id, subject)
        return await afresh(transaction, self._house, held)

    # -- time --------------------------------------------------------------------------------------------------

    def _deadline(self, pair: Pair, organisation: Organisation) -> datetime.date | None:
        content = self._house.content
        return deadline(pair, content.programme(organisation.id), content.calendars(organisation))

    def _late(self, pair: Pair, organisation: Organisation) -> bool:
        day = self._deadline(pair, organisation)
        return day is not None and not pair.closed and day < self._house.local_time(organisation).date()
