"""What time itself does to pairs and meetings; the work lies in their tables, a tick carries it out."""

from collections.abc import Callable
from typing import Any

from mentoring import pair_moves
from mentoring.ids import PairId
from mentoring.pair_deadlines import first_invited, time_event
from mentoring.pair_moves import Event
from mentoring.pairs import Pair
from storage import meetings, pairs, plans
from storage.database import Transaction
from usecases import road
from usecases.meeting_acts import stand_alone
from usecases.pair_acts import CLOCK, act_at, carry_out
from usecases.stairs import climb
from usecases.unit import House

BATCH = 100


async def next_due(transaction: Transaction) -> int | None:
    """In seconds, UTC."""
    found = [await pairs.next_due(transaction), await meetings.next_due(transaction)]
    return min((moment for moment in found if moment is not None), default=None)


async def _act_of(transaction: Transaction, event: Event, pair: Pair) -> Any:
    """The act behind the event; how much of a plan is done is read when its period is over."""
    if event is Event.LAPSE_INVITATION:
        invited_on = first_invited(pair)
        assert invited_on is not None  # noqa: S101 - the event comes of it
        return pair_moves.LapseInvitation(invited_on)
    if event is not Event.FINISH_WORK:
        return ACTS[event]()
    kept = await plans.latest(transaction, pair.id)
    return pair_moves.FinishWork(kept.plan.done, kept.plan.open) if kept else pair_moves.FinishWork(0, 0)


ACTS: dict[Event, Callable[[], Any]] = {
    Event.LAPSE: pair_moves.Lapse,
    Event.RESUME: pair_moves.Resume,
    Event.CLOSE_SURVEYS: pair_moves.CloseSurveys,
    Event.END: pair_moves.End,
}


class PairClock:
    """What time itself does to pairs: an unanswered offer lapses, a pause ends, a period is over, surveys close."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def move(self) -> int:
        """Carry out what is due; returns how much it was. A pair that refuses is left to people."""
        now = self._house.now
        due_pairs = await self._house.database.read(lambda tx: pairs.due(tx, now, BATCH))
        for pair in due_pairs:
            await self._house.database.write(lambda tx, pair=pair: self._pair(tx, pair))  # type: ignore[misc]
        due_meetings = await self._house.database.read(lambda tx: meetings.due(tx, now, BATCH))
        for meeting in due_meetings:
            await self._house.database.write(lambda tx, meeting=meeting: stand_alone(tx, self._house, meeting))  # type: ignore[misc]
        climbing = await self._house.database.read(lambda tx: pairs.on_the_ladder(tx, now, BATCH))
        for pair in climbing:
            await self._house.database.write(lambda tx, pair=pair: climb(tx, self._house, pair))  # type: ignore[misc]
        return len(due_pairs) + len(due_meetings) + len(climbing)

    async def _pair(self, transaction: Transaction, pair: PairId) -> None:
        kept = await pairs.one(transaction, pair)
        if kept is None:
            return
        organisation = await road.organisation(transaction, kept.pair.organisation)
        content = self._house.content
        found = time_event(kept.pair, content.programme(organisation.id), content.calendars(organisation))
        if found is None:
            await pairs.set_act_at(transaction, pair, None)
            return
        day, event = found
        if day >= self._house.local_time(organisation).date():
            # The terms were changed meanwhile: it is not the day yet.
            await pairs.set_act_at(transaction, pair, act_at(self._house, kept.pair, organisation))
            return
        act = await _act_of(transaction, event, kept.pair)
        try:
            await carry_out(transaction, self._house, kept, act, actor=CLOCK)
        except pair_moves.Impossible:
            await pairs.set_act_at(transaction, pair, None)
