"""How fast we may call: «in flight + answered lately < limit», nearly evenly spaced, and a gap in each chat.

Two calls that arrive within one second are either both on their way when the later one starts, or the earlier one has
been answered since. So counting what is in flight and what was answered in the last second keeps the limit whatever
the network does, but each call then takes up its place for a second and a round trip: 0.83 of the limit at 200 ms.
When trips have lately taken alike, most of the trip is no chance any more: the later call needs at least its way
there, the earlier answer needed its way back, so an answer may be forgotten earlier by the least of a round trip. With
steady trips the whole limit is reached, with jittering ones we fall back to what is safe. See decision 0009.

Replies to presses wait for nobody; they are counted, so that letters make room. The time is the event loop's, never
the programme's.
"""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

SECOND = 1.0

TRIPS = 50
"""So many round trips are looked at; with fewer nothing is taken for sure."""

STALE = 60.0
"""Seconds of silence after which the network may have become another one."""

CATCH_UP = 0.5
"""The part of a gap by which a start that was late may bring the next one forward: timers wake late, never early."""

in_turn: ContextVar[bool] = ContextVar("in_turn", default=False)
"""Whether the call that is being made has waited for its turn already."""


@dataclass(order=True, slots=True)
class _Waiter:
    number: int
    chat: int = field(compare=False)
    admitted: asyncio.Future[None] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Answer:
    at: float
    cost: float


class Pace:
    """``per_second`` calls in all; one a ``chat_gap`` seconds into one chat after ``chat_burst`` at once."""

    def __init__(self, per_second: int = 30, chat_gap: float = 1.0, chat_burst: int = 3) -> None:
        self._limit = per_second
        self._spacing = SECOND / per_second
        self._chat_gap = chat_gap
        self._chat_burst = chat_burst
        self._numbers = itertools.count()
        self._ready: list[_Waiter] = []
        self._early: list[tuple[float, _Waiter]] = []
        self._in_flight = 0.0
        self._recent = _Recent()
        self._trips = _Trips()
        self._next_start = 0.0
        self._used_until: dict[int, float] = {}
        self._used: list[tuple[float, int]] = []
        self._closed_until: dict[int, float] = {}
        self._all_closed_until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, chat: int) -> AsyncIterator[None]:
        """Make one call inside, as soon as the limits let it go; first come, first served."""
        await self._admission(chat)
        token = in_turn.set(True)
        try:
            with self._flight(1.0):
                yield
        finally:
            in_turn.reset(token)

    @contextmanager
    def ahead(self, chat: int, cost: float = 1.0) -> Iterator[None]:
        """Make one call inside at once, before everybody who waits; ``cost`` is its part of a message."""
        now = _now()
        self._in_flight += cost
        self._next_start = max(self._next_start, now) + self._spacing * cost
        # However fast somebody presses, a letter waits for a whole burst at most.
        self._use(chat, now, cost, most=self._chat_burst * self._chat_gap)
        with self._flight(cost):
            yield

    @contextmanager
    def _flight(self, cost: float) -> Iterator[None]:
        started = _now()
        try:
            yield
        finally:
            now = _now()
            self._in_flight -= cost
            self._trips.note(now, now - started)
            self._recent.add(_Answer(now, cost))
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

    async def _admission(self, chat: int) -> None:
        waiter = _Waiter(next(self._numbers), chat, asyncio.get_running_loop().create_future())
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
        window = SECOND - self._trips.sure(now)
        start = max(self._next_start, self._all_closed_until)
        if self._in_flight + self._recent.since(now - window) + 1 <= self._limit:
            return start
        first = self._recent.first
        return None if first is None else max(start, first + window)

    def _chat_is_free(self, chat: int, now: float) -> float:
        used = self._used_until.get(chat, now) - (self._chat_burst - 1) * self._chat_gap
        return max(used, self._closed_until.get(chat, 0.0))

    def _admit(self, waiter: _Waiter, now: float) -> None:
        self._in_flight += 1
        self._next_start = max(self._next_start, now - CATCH_UP * self._spacing) + self._spacing
        self._use(waiter.chat, now, 1.0)
        waiter.admitted.set_result(None)

    def _use(self, chat: int, now: float, cost: float, most: float = float("inf")) -> None:
        while self._used and self._used[0][0] <= now:
            until, past = heapq.heappop(self._used)
            if self._used_until.get(past) == until:
                del self._used_until[past]
        used = max(now, self._used_until.get(chat, now))
        until = self._used_until[chat] = max(used, min(used + self._chat_gap * cost, now + most))
        heapq.heappush(self._used, (until, chat))

    def _wake_at(self, moment: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if moment is not None:
            self._timer = asyncio.get_running_loop().call_at(moment, self._serve)


class _Recent:
    """Answers of the last second; those that still count are summed up."""

    def __init__(self) -> None:
        self._counted: deque[_Answer] = deque()
        self._past: deque[_Answer] = deque()
        self._sum = 0.0

    def add(self, answer: _Answer) -> None:
        while self._past and self._past[0].at <= answer.at - SECOND:
            self._past.popleft()
        while self._counted and self._counted[0].at <= answer.at - SECOND:
            self._sum -= self._counted.popleft().cost
        self._counted.append(answer)
        self._sum += answer.cost

    def since(self, moment: float) -> float:
        """What was answered after the moment; it may lie earlier than the last one asked for."""
        while self._counted and self._counted[0].at <= moment:
            self._past.append(self._counted.popleft())
            self._sum -= self._past[-1].cost
        while self._past and self._past[-1].at > moment:
            self._counted.appendleft(self._past.pop())
            self._sum += self._counted[0].cost
        return self._sum

    @property
    def first(self) -> float | None:
        """When the oldest of those that count was answered."""
        return self._counted[0].at if self._counted else None


class _Trips:
    """How long the last calls took, and what may be taken for sure about the next ones."""

    def __init__(self) -> None:
        self._last: deque[float] = deque(maxlen=TRIPS)
        self._sure: float | None = None
        self._noted = 0.0

    def note(self, now: float, seconds: float) -> None:
        if now - self._noted > STALE:
            self._last.clear()
        self._noted = now
        self._last.append(seconds)
        self._sure = None

    def sure(self, now: float) -> float:
        """Seconds that every round trip takes at least: the quickest one less half the spread of the others."""
        if now - self._noted > STALE or len(self._last) < TRIPS:
            return 0.0
        if self._sure is None:
            ordered = sorted(self._last)
            self._sure = min(SECOND, max(0.0, 2 * ordered[0] - ordered[TRIPS // 2]))
        return self._sure


def _now() -> float:
    return asyncio.get_running_loop().time()


def _earlier(one: float | None, other: float | None) -> float | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)
