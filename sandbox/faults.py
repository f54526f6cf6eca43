"""Scripted failures: what breaks on purpose, and how slowly answers come."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from sandbox.errors import ApiError


class FaultKind(Enum):
    """What happens to a call."""

    REFUSE = "refuse"
    HANG = "hang"
    LOSE_REPLY = "lose_reply"


@dataclass(slots=True)
class _Fault:
    kind: FaultKind
    left: int
    methods: frozenset[str] | None
    status: int = 502
    retry_after: int | None = None
    seconds: float | None = None

    def concerns(self, method: str) -> bool:
        # A poller's getUpdates is always under way: it would eat faults meant for real calls.
        return method != "getUpdates" if self.methods is None else method in self.methods


class Faults:
    """A queue of failures; each call takes the first that concerns it.

    `methods` narrows a fault to some methods; without it every method but getUpdates is meant.
    """

    def __init__(self) -> None:
        self._queue: list[_Fault] = []

    def __bool__(self) -> bool:
        return bool(self._queue)

    def next(
        self,
        count: int = 1,
        status: int = 502,
        *,
        methods: Collection[str] | None = None,
        retry_after: int | None = None,
    ) -> None:
        """The next `count` calls are answered with `status` and not carried out."""
        self._add(FaultKind.REFUSE, count, methods, status=status, retry_after=retry_after)

    def hang(
        self,
        count: int = 1,
        seconds: float | None = None,
        *,
        methods: Collection[str] | None = None,
    ) -> None:
        """The next `count` calls wait `seconds` (for ever without it) and are then carried out."""
        self._add(FaultKind.HANG, count, methods, seconds=seconds)

    def lose_reply(self, count: int = 1, *, methods: Collection[str] | None = None) -> None:
        """The next `count` calls are carried out, but the bot never learns it."""
        self._add(FaultKind.LOSE_REPLY, count, methods)

    def clear(self) -> None:
        """Nothing breaks any more."""
        self._queue.clear()

    async def before(self, method: str) -> bool:
        """Lets the fault of this call happen; returns whether its answer is to be lost."""
        fault = self._take(method)
        if fault is None:
            return False
        if fault.kind is FaultKind.REFUSE:
            raise _refusal(fault)
        if fault.kind is FaultKind.HANG:
            await _wait(fault.seconds)
        return fault.kind is FaultKind.LOSE_REPLY

    def _add(
        self,
        kind: FaultKind,
        count: int,
        methods: Collection[str] | None,
        *,
        status: int = 502,
        retry_after: int | None = None,
        seconds: float | None = None,
    ) -> None:
        if count < 1:
            raise ValueError("a fault concerns one call or more")
        named = None if methods is None else frozenset(methods)
        self._queue.append(_Fault(kind, count, named, status, retry_after, seconds))

    def _take(self, method: str) -> _Fault | None:
        for fault in self._queue:
            if fault.concerns(method):
                fault.left -= 1
                if fault.left == 0:
                    self._queue.remove(fault)
                return fault
        return None


async def _wait(seconds: float | None) -> None:
    if seconds is None:
        await asyncio.get_running_loop().create_future()
    else:
        await asyncio.sleep(seconds)


def _refusal(fault: _Fault) -> ApiError:
    if fault.status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = fault.retry_after or 1
        return ApiError(429, f"Too Many Requests: retry after {wait}", wait)
    return ApiError(fault.status, HTTPStatus(fault.status).phrase)
