"""How fast we may call: «in flight + answered in the last second < limit», evenly spaced, and a gap in each chat.

Counting what is in flight keeps the limit whatever the network does to the calls on their way: a call that arrives
late still stands in the count of the second it arrives in. The time is the event loop's, never the programme's.
"""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

SECOND = 1.0


@dataclass(order=True, slots=True)
class _Waiter:
    """Served in the order of ``deadline``, the moment it began to wait plus its patience."""

    deadline: float
    number: int
    chat: int = field(compare=False)
    admitted: asyncio.Future[None] = field(compare=False)


class Pace:
    """``per_second`` calls in all; one a ``chat_gap`` seconds into one chat after ``chat_burst`` at once."""

    def __init__(self, per_second: int = 25, chat_gap: float = 1.0, chat_burst: int = 3) -> None:
        self._limit = per_second
        self._spacing = SECOND / per_second
        self._chat_gap = chat_gap
        self._chat_burst = chat_burst
        self._numbers = itertools.count()
        self._ready: list[_Waiter] = []
        self._early: list[tuple[float, _Waiter]] = []
        self._in_flight = 0
        self._answers: deque[float] = deque()
        self._next_start = 0.0
        self._used_until: dict[int, float] = {}
        self._used: list[tuple[float, int]] = []
        self._closed_until: dict[int, float] = {}
        self._all_closed_until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, chat: int, patience: float = 0.0) -> AsyncIterator[None]:
        """Make one call inside. ``patience``: seconds by which later ones may overtake; letters have more of it
        than replies, and because it ends nobody waits for ever.
        """
        await self._admission(chat, patience)
        try:
            yield
        finally:
            self._in_flight -= 1
            self._answers.append(_now())
            self._serve()

    def refused(self, chat: int, seconds: float) -> None:
        """Telegram said «retry after»: leave the chat alone, and everybody if it has just refused another chat too."""
        now = _now()
        self._closed_until = {one: until for one, until in self._closed_until.items() if until > now}
        if self._closed_until.keys() - {chat}:
            self._all_closed_until = max(self._all_closed_until, now + seconds)
        self._closed_until[chat] = max(now + seconds, self._closed_until.get(chat, 0.0))

    def closed_for(self, chat: int) -> float:
        """Seconds that Telegram still wants this chat to be left alone."""
        return max(0.0, self._all_closed_until - _now(), self._closed_until.get(chat, 0.0) - _now())

    async def _admission(self, chat: int, patience: float) -> None:
        loop = asyncio.get_running_loop()
        waiter = _Waiter(loop.time() + patience, next(self._numbers), chat, loop.create_future())
        heapq.heappush(self._ready, waiter)
        self._serve()
        try:
            await waiter.admitted
        except asyncio.CancelledError:
            if waiter.admitted.done() and not waiter.admitted.cancelled():
                # Admitted and cancelled in the same breath: the place goes to the next one.
                self._in_flight -= 1
                self._serve()
            raise

    def _serve(self) -> None:
        """Admit whoever may go now; come back when the next one may."""
        now = _now()
        while self._early and self._early[0][0] <= now:
            heapq.heappush(self._ready, heapq.heappop(self._early)[1])
        again = self._early[0][0] if self._early else None
        while self._ready:
            start = self._may_start(now)
            if start is None or start > now:
                again = _earlier(again, start)
                break
            waiter = heapq.heappop(self._ready)
            if waiter.admitted.done():
                continue
            free = self._chat_is_free(waiter.chat, now)
            if free > now:
                heapq.heappush(self._early, (free, waiter))
                again = _earlier(again, free)
                continue
            self._admit(waiter, now)
        self._wake_at(again)

    def _may_start(self, now: float) -> float | None:
        """When the next call may start by the common limit; None: not before one in flight is answered."""
        while self._answers and self._answers[0] <= now - SECOND:
            self._answers.popleft()
        start = max(self._next_start, self._all_closed_until)
        if self._in_flight + len(self._answers) < self._limit:
            return start
        return max(start, self._answers[0] + SECOND) if self._answers else None

    def _chat_is_free(self, chat: int, now: float) -> float:
        while self._used and self._used[0][0] <= now:
            until, past = heapq.heappop(self._used)
            if self._used_until.get(past) == until:
                del self._used_until[past]
        used = self._used_until.get(chat, now) - (self._chat_burst - 1) * self._chat_gap
        return max(used, self._closed_until.get(chat, 0.0))

    def _admit(self, waiter: _Waiter, now: float) -> None:
        self._in_flight += 1
        self._next_start = now + self._spacing
        until = self._used_until[waiter.chat] = max(now, self._used_until.get(waiter.chat, now)) + self._chat_gap
        heapq.heappush(self._used, (until, waiter.chat))
        waiter.admitted.set_result(None)

    def _wake_at(self, moment: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if moment is not None:
            self._timer = asyncio.get_running_loop().call_at(moment, self._serve)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _earlier(one: float | None, other: float | None) -> float | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)
