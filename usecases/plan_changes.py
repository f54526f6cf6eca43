"""Another version of a plan that is worked by: answered by the mentees, approved by the curator, in force or not."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from mentoring import pair_moves
from mentoring.ids import MembershipId, PairId
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import PlanChange
from mentoring.people import Caller
from mentoring.plans import Plan, PlanState, ReturnReason, weighty
from storage import plans
from storage.database import Transaction
from storage.plans import Kept
from usecases.looking import look
from usecases.pair_changes import carried, permitted
from usecases.pair_views import Seen, afresh, card, seen
from usecases.unit import House, StaleButton, caller_of, retried


class PlanChanges:
    def __init__(self, house: House) -> None:
        self._house = house

    async def agree(self, external_id: int, pair: PairId, version: int) -> PairCard:
        """A mentee's yes to this very version. Raises StaleButton, Impossible."""

        async def unit(transaction: Transaction) -> PairCard:
            held, new, old = await self._versions(transaction, external_id, pair, version, Event.AGREE_CHANGE)
            if held.side is None or held.reader is not Reader.MENTEE:
                raise StaleButton
            ends, heavy = new.plan.period_end, weighty(new.plan, old.plan, _members(held))
            act = pair_moves.AgreeChange(held.side, new.plan.counted, ends, weighty=heavy)
            shown = await carried(transaction, self._house, held, act, None)
            if shown.pair.change is None:
                await plans.put_in_force(transaction, new, old)
            elif shown.pair.change is PlanChange.AGREED:
                await plans.save(transaction, new, replace(new.plan, state=PlanState.AGREED))
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def approve(self, external_id: int, pair: PairId, version: int) -> PairCard:
        """Raises StaleButton, Impossible."""

        async def unit(transaction: Transaction) -> PairCard:
            held, new, old = await self._versions(transaction, external_id, pair, version, Event.APPROVE_CHANGE)
            act = pair_moves.ApproveChange(new.plan.counted, new.plan.period_end)
            await carried(transaction, self._house, held, act, None)
            await plans.put_in_force(transaction, new, old)
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def reject(self, external_id: int, pair: PairId, version: int) -> PairCard:
        """By a mentee, by the mentor who takes it back, by the curator: the old version stays in force.

        Raises StaleButton, Impossible.
        """

        async def unit(transaction: Transaction) -> PairCard:
            held, new, _ = await self._versions(transaction, external_id, pair, version, Event.REJECT_CHANGE)
            await carried(transaction, self._house, held, pair_moves.RejectChange(), None)
            after = replace(new.plan, state=PlanState.RETURNED, returned=ReturnReason.TALK)
            await plans.save(transaction, new, after)
            return await afresh(transaction, self._house, held)

        return await self._written(unit)

    async def versions(self, external_id: int, pair: PairId) -> tuple[PairCard, list[Plan]]:
        """Every version that was or is in force, the oldest first. Raises StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> tuple[PairCard, list[Plan]]:
            shown = await card(transaction, self._house, await seen(transaction, caller, pair))
            return shown, await plans.in_force(transaction, pair)

        return await look(self._house, external_id, unit)

    async def _versions(
        self, transaction: Transaction, external_id: int, pair: PairId, version: int, event: Event
    ) -> tuple[Seen, Kept, Kept]:
        """Who answers, the new version and the one in force. Raises StaleButton."""
        held = await permitted(transaction, await caller_of(transaction, external_id), pair, event)
        new, old = await plans.newest(transaction, pair), await plans.latest(transaction, pair)
        if new is None or old is None or new.plan.version != version or new.plan.id == old.plan.id:
            raise StaleButton
        if held.pair.change is None:
            # It has been answered: whoever presses again is shown where things stand.
            raise StaleButton
        return held, new, old

    async def _written(self, unit: Callable[[Transaction], Awaitable[PairCard]]) -> PairCard:
        return await retried(lambda: self._house.database.write(unit))


def _members(held: Seen) -> list[MembershipId]:
    return [side.membership for side in held.pair.members]
