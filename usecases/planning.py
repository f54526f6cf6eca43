"""The plan of a pair: drafted by the mentor, agreed by the mentees, approved by the curator, worked through."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from mentoring import pair_moves, plans
from mentoring.ids import MembershipId, PairId, PlanEventId, PlanId
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event, Impossible
from mentoring.pairs import PairState
from mentoring.people import Caller
from mentoring.plans import EventState, Plan, PlanRefused, PlanState, ReturnReason
from storage import plans as kept_plans
from storage.database import Transaction
from storage.plans import Kept
from usecases.looking import look
from usecases.pair_acts import carry_out
from usecases.pair_views import STAFF_ACTS, Seen, afresh, begun, card, seen
from usecases.unit import House, StaleButton, allowed, caller_of, retried

MOST_EVENTS = 8
"""What a screen can show; how many are usual is the programme's business and only recommended."""


class Planning:
    def __init__(self, house: House) -> None:
        self._house = house

    async def drafting(self, external_id: int, pair: PairId, member: MembershipId | None = None) -> PairCard:
        """The mentor's open draft as it stands, for what concerns this member. Raises StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            held = self._mentor(await seen(transaction, caller, pair))
            shown = await self._drafted(transaction, held)
            if shown.plan is None or shown.plan.state is not PlanState.DRAFT:
                raise StaleButton
            if member is not None and all(side.membership != member for side in shown.pair.members):
                raise StaleButton
            return shown

        return await look(self._house, external_id, unit)

    async def working(self, external_id: int, pair: PairId) -> PairCard:
        """The events to be marked, for the mentor and for those who look after pairs. Raises StaleButton, Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            return await card(transaction, self._house, await self._marker(transaction, caller, pair))

        return await look(self._house, external_id, unit)

    async def begin(self, external_id: int, pair: PairId) -> PairCard:
        """A draft to work at: the first one, the one that is open, or a new version of what was returned.

        Raises StaleButton for anybody but the mentor, and when it is no time for a plan.
        """

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = self._mentor(await seen(transaction, caller, pair))
            kept = await kept_plans.newest(transaction, pair)
            if kept is None or kept.plan.state is not PlanState.DRAFT:
                await self._new_version(transaction, held, kept.plan if kept else None)
            return await self._drafted(transaction, held)

        return await self._written(unit)

    async def _new_version(self, transaction: Transaction, held: Seen, before: Plan | None) -> None:
        """Raises StaleButton while a version is being answered."""
        pair, now = held.pair, self._house.now
        if (pair.change if pair.state is PairState.WORKING else pair.events) is not None:
            raise StaleButton
        worked = await kept_plans.latest(transaction, pair.id) if pair.state is PairState.WORKING else None
        if before is not None and before.state is PlanState.REPLACED:
            # The former mentor's plan: what was left undone may be of use.
            this_month = self._house.local_time(held.organisation).date().replace(day=1)
            before = replace(before, events=tuple(e for e in before.events if e.open_from(this_month)))
        if before is not None:
            before = plans.without_goals_of_others(before, (side.membership for side in pair.members))
        await kept_plans.draft(transaction, pair.id, now, before, worked.plan if worked else None)

    async def choose_goal(self, external_id: int, plan: PlanId, goal: str) -> PairCard:
        """Raises StaleButton."""
        if goal not in self._house.content.plan_words.goals:
            raise StaleButton
        return await self._change(external_id, plan, lambda draft: replace(draft, goal=goal))

    async def choose_own_goal(self, external_id: int, plan: PlanId, member: MembershipId, goal: str | None) -> PairCard:
        """Of one member; None: the common one is theirs too. Raises StaleButton also for whoever is no member."""
        if goal is not None and goal not in self._house.content.plan_words.goals:
            raise StaleButton

        async def change(transaction: Transaction, held: Seen, kept: Kept) -> None:
            if all(side.membership != member for side in held.pair.members):
                raise StaleButton
            await kept_plans.save(transaction, kept, kept.plan)
            await kept_plans.set_own_goal(transaction, plan, member, goal)

        return await self._draft(external_id, plan, change)

    async def choose_result(self, external_id: int, plan: PlanId, result: str) -> PairCard:
        """Raises StaleButton."""
        if result not in self._house.content.plan_words.results:
            raise StaleButton
        return await self._change(external_id, plan, lambda draft: replace(draft, result=result))

    async def add_event(self, external_id: int, plan: PlanId, kind: str, month: datetime.date) -> PairCard:
        """The same kind in the same month is added once: a press delivered twice adds nothing. Raises StaleButton."""

        async def change(transaction: Transaction, held: Seen, kept: Kept) -> None:
            today = self._house.local_time(held.organisation).date()
            known = kind in self._house.content.plan_words.events and month in plans.months_to_offer(today)
            if not known or len(kept.plan.events) >= MOST_EVENTS:
                raise StaleButton
            if all((event.kind, event.month) != (kind, month) for event in kept.plan.events):
                await kept_plans.add_event(transaction, plan, kind, month)

        return await self._draft(external_id, plan, change)

    async def drop_event(self, external_id: int, plan: PlanId, event: PlanEventId) -> PairCard:
        """Raises StaleButton."""

        async def change(transaction: Transaction, _: Seen, __: Kept) -> None:
            await kept_plans.drop_event(transaction, plan, event)

        return await self._draft(external_id, plan, change)

    async def submit(self, external_id: int, plan: PlanId) -> PairCard:
        """Hand the draft to the mentees. Raises Impossible, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._own(transaction, external_id, plan)
            after = _possible(lambda: plans.submitted(kept.plan))
            await kept_plans.save(transaction, kept, after)
            act: Any = pair_moves.SubmitPlan(len(after.events), after.period_end)
            if held.pair.state is PairState.WORKING:
                act = pair_moves.ProposeChange(after.counted, changed=await begun(transaction, held.pair, after))
            return await self._carried(transaction, held, act)

        return await self._written(unit)

    async def discard(self, external_id: int, plan: PlanId) -> PairCard:
        """A change that was begun and not sent is forgotten. Raises StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._own(transaction, external_id, plan)
            if held.pair.state is not PairState.WORKING:
                raise StaleButton
            await kept_plans.discard(transaction, kept)
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def answer(self, external_id: int, pair: PairId, version: int, *, agree: bool) -> PairCard:
        """A mentee's word on what was handed in, in that very version. Raises Impossible, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await seen(transaction, caller, pair)
            kept = await kept_plans.latest(transaction, pair)
            if held.side is None or held.reader is not Reader.MENTEE or kept is None or kept.plan.version != version:
                raise StaleButton
            act: Any = pair_moves.AgreePlan(held.side) if agree else pair_moves.RejectPlan(held.side)
            shown = await self._carried(transaction, held, act)
            if not agree:
                after = replace(kept.plan, state=PlanState.RETURNED, returned=ReturnReason.TALK)
                await kept_plans.save(transaction, kept, after)
            elif shown.pair.state is PairState.PLAN_APPROVAL:
                await kept_plans.save(transaction, kept, replace(kept.plan, state=PlanState.AGREED))
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def approve(self, external_id: int, pair: PairId, version: int) -> PairCard:
        """Raises Impossible, Forbidden, StaleButton."""
        return await self._decide(external_id, pair, version, Event.APPROVE_PLAN, None)

    async def send_back(self, external_id: int, pair: PairId, version: int, reason: ReturnReason) -> PairCard:
        """Raises Impossible, Forbidden, StaleButton."""
        return await self._decide(external_id, pair, version, Event.RETURN_PLAN, reason)

    async def mark(self, external_id: int, plan: PlanId, event: PlanEventId, state: EventState) -> PairCard:
        """What has become of an event, as the mentor or the curator says; the last one ends the work.

        Raises StaleButton.
        """

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            kept = await kept_plans.one(transaction, plan)
            if kept is None:
                raise StaleButton
            held = await self._marker(transaction, caller, kept.plan.pair)
            after = _possible(lambda: plans.marked(kept.plan, event, state))
            await kept_plans.save(transaction, kept, after)
            await kept_plans.mark_event(transaction, plan, event, state, self._house.now)
            await finish_if_done(transaction, self._house, held, after)
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def finish(self, external_id: int, pair: PairId) -> PairCard:
        """To the final meeting, though fewer events were done. Raises Impossible, Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await seen(transaction, caller, pair)
            await allowed(transaction, external_id, STAFF_ACTS[Event.FINISH_WORK], held.organisation.id)
            return await self._carried(transaction, held, pair_moves.FinishWork(0, 0, by_curator=True))

        return await self._written(unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _decide(
        self, external_id: int, pair: PairId, version: int, event: Event, reason: ReturnReason | None
    ) -> PairCard:
        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await seen(transaction, caller, pair)
            await allowed(transaction, external_id, STAFF_ACTS[event], held.organisation.id)
            kept = await kept_plans.latest(transaction, pair)
            if kept is None or kept.plan.version != version:
                raise StaleButton
            act: Any = pair_moves.ReturnPlan() if reason else pair_moves.ApprovePlan()
            await self._carried(transaction, held, act)
            state = PlanState.RETURNED if reason else PlanState.APPROVED
            await kept_plans.save(transaction, kept, replace(kept.plan, state=state, returned=reason))
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def _change(self, external_id: int, plan: PlanId, change: Callable[[Plan], Plan]) -> PairCard:
        async def save(transaction: Transaction, _: Seen, kept: Kept) -> None:
            await kept_plans.save(transaction, kept, change(kept.plan))

        return await self._draft(external_id, plan, save)

    async def _draft(
        self, external_id: int, plan: PlanId, change: Callable[[Transaction, Seen, Kept], Awaitable[None]]
    ) -> PairCard:
        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._own(transaction, external_id, plan)
            await change(transaction, held, kept)
            return await self._drafted(transaction, held)

        return await self._written(unit)

    async def _drafted(self, transaction: Transaction, held: Seen) -> PairCard:
        """The card with the version that is being written, not the one that is worked by."""
        kept = await kept_plans.newest(transaction, held.pair.id)
        return replace(await card(transaction, self._house, held), plan=kept.plan if kept else None)

    async def _own(self, transaction: Transaction, external_id: int, plan: PlanId) -> tuple[Seen, Kept]:
        """The mentor's open draft. Raises StaleButton."""
        caller = await caller_of(transaction, external_id)
        kept = await kept_plans.one(transaction, plan)
        if kept is None or kept.plan.state is not PlanState.DRAFT:
            raise StaleButton
        return self._mentor(await seen(transaction, caller, kept.plan.pair)), kept

    @staticmethod
    async def _marker(transaction: Transaction, caller: Caller, pair: PairId) -> Seen:
        """Who may say what has been done. Raises StaleButton, Forbidden."""
        held = await seen(transaction, caller, pair)
        if held.reader is Reader.MENTEE or held.pair.state is not PairState.WORKING:
            raise StaleButton
        if held.reader is Reader.CURATOR:
            await allowed(transaction, caller.external_id, STAFF_ACTS[Event.FINISH_WORK], held.organisation.id)
        return held

    @staticmethod
    def _mentor(held: Seen) -> Seen:
        """Raises StaleButton for anybody but the mentor of a pair that makes its plan or works by it."""
        if held.reader is not Reader.MENTOR or held.pair.state not in {PairState.PLANNING, PairState.WORKING}:
            raise StaleButton
        return held

    async def _carried(self, transaction: Transaction, held: Seen, act: Any) -> PairCard:
        actor = f"person:{held.caller.person.id}"
        await carry_out(transaction, self._house, held.kept, act, actor=actor, by=held.side)
        return await afresh(transaction, self._house, held)

    async def _written(self, unit: Callable[[Transaction], Awaitable[PairCard]]) -> PairCard:
        return await retried(lambda: self._house.database.write(unit))


async def finish_if_done(transaction: Transaction, house: House, held: Seen, plan: Plan) -> None:
    """All events are closed and enough are done: the final meeting is next."""
    act = pair_moves.FinishWork(plan.done, plan.open)
    try:
        await carry_out(transaction, house, held.kept, act, actor=f"person:{held.caller.person.id}")
    except Impossible:
        return


def _possible(change: Callable[[], Plan]) -> Plan:
    """Raises StaleButton."""
    try:
        return change()
    except PlanRefused as refused:
        raise StaleButton from refused
