"""What time itself does to pairs and meetings; the work lies in their tables, a tick carries it out."""

import datetime
from typing import Any

from mentoring import pair_moves
from mentoring.ids import PairId
from mentoring.pair_deadlines import time_act
from mentoring.pairs import Pair, PairState
from storage import meetings, pairs, plans
from storage.database import Transaction
from usecases import road
from usecases.meeting_acts import stand_alone
from usecases.pair_acts import CLOCK, act_at, carry_out
from usecases.unit import House

BATCH = 100


async def next_due(transaction: Transaction) -> int | None:
    """In seconds, UTC."""
    found = [await pairs.next_due(transaction), await meetings.next_due(transaction)]
    return min((moment for moment in found if moment is not None), default=None)


async def _finish(transaction: Transaction, pair: Pair) -> pair_moves.FinishWork:
    """The period is over: with enough events done the final meeting is next, else the machine refuses."""
    kept = await plans.latest(transaction, pair.id)
    return pair_moves.FinishWork(kept.plan.done, kept.plan.open) if kept else pair_moves.FinishWork(0, 0)


class PairClock:
    """What time itself does to pairs: an unanswered offer lapses, a pause ends, surveys close."""

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
        return len(due_pairs) + len(due_meetings)

    async def _pair(self, transaction: Transaction, pair: PairId) -> None:
        kept = await pairs.one(transaction, pair)
        if kept is None:
            return
        organisation = await road.organisation(transaction, kept.pair.organisation)
        content = self._house.content
        found: tuple[datetime.date, Any] | None = time_act(
            kept.pair, content.programme(organisation.id), content.calendars(organisation.week)
        )
        if found is None and kept.pair.state is PairState.WORKING and kept.pair.period_end is not None:
            found = kept.pair.period_end, await _finish(transaction, kept.pair)
        if found is None:
            await pairs.set_act_at(transaction, pair, None)
            return
        day, act = found
        if day >= self._house.local_time(organisation).date():
            # The terms were changed meanwhile: it is not the day yet.
            await pairs.set_act_at(transaction, pair, act_at(self._house, kept.pair, organisation))
            return
        try:
            await carry_out(transaction, self._house, kept, act, actor=CLOCK)
        except pair_moves.Impossible:
            await pairs.set_act_at(transaction, pair, None)
