"""Which event of the plan a meeting was: said once by the mentor, so that nobody marks the same thing twice."""

from mentoring import plans
from mentoring.ids import MeetingId, PlanEventId
from mentoring.pair_cards import PairCard, Reader
from mentoring.pairs import MeetingKind, PairState
from mentoring.people import Caller
from mentoring.plans import EventState, PlanRefused
from storage import meetings as calendar
from storage import plans as kept_plans
from storage.database import Transaction
from usecases.looking import look
from usecases.pair_views import Seen, afresh, card, seen
from usecases.planning import finish_if_done
from usecases.unit import House, StaleButton, caller_of, retried


class EventMeetings:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, meeting: MeetingId) -> PairCard:
        """Which event was it? Raises StaleButton when it was said, or is not the mentor's to say."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            return await card(transaction, self._house, await self._asked(transaction, caller, meeting))

        return await look(self._house, external_id, unit)

    async def tie(self, external_id: int, meeting: MeetingId, event: PlanEventId | None) -> PairCard:
        """The event is marked done with it; None for a meeting outside of the plan. Raises StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await self._asked(transaction, await caller_of(transaction, external_id), meeting)
            if not await calendar.tie(transaction, meeting, event):
                raise StaleButton
            if event is not None:
                await self._mark(transaction, held, event)
            return await afresh(transaction, self._house, held)

        return await retried(lambda: self._house.database.write(unit))

    async def _asked(self, transaction: Transaction, caller: Caller, meeting: MeetingId) -> Seen:
        """Raises StaleButton."""
        pair = await calendar.pair_of(transaction, meeting)
        if pair is None:
            raise StaleButton
        held = await seen(transaction, caller, pair)
        if held.reader is not Reader.MENTOR or held.pair.state is not PairState.WORKING:
            raise StaleButton
        if not await calendar.is_held(transaction, meeting, MeetingKind.EVENT):
            raise StaleButton
        if not await calendar.is_untied(transaction, meeting):
            raise StaleButton
        return held

    async def _mark(self, transaction: Transaction, held: Seen, event: PlanEventId) -> None:
        """Raises StaleButton for an event of another plan, or one that is closed."""
        kept = await kept_plans.latest(transaction, held.pair.id)
        planned = {one.id for one in kept.plan.events if one.state is EventState.PLANNED} if kept else set()
        if kept is None or event not in planned:
            raise StaleButton
        try:
            after = plans.marked(kept.plan, event, EventState.DONE)
        except PlanRefused as refused:
            raise StaleButton from refused
        await kept_plans.save(transaction, kept, after)
        await kept_plans.mark_event(transaction, kept.plan.id, event, EventState.DONE, self._house.now)
        await finish_if_done(transaction, self._house, held, after)
