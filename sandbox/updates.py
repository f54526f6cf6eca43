"""Updates waiting for the bot: long polling as the real server does it."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from sandbox.errors import ApiError

Update = dict[str, Any]

_TWO_POLLERS = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_LEFT_OUT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_REMEMBERED = 10_000
_FIRST_ID = int((time.time() - 1_700_000_000) * 10) % 1_500_000_000 + 100_000_000
# One counter for all worlds of the process, and it goes on after a restart of the sandbox: a
# product that remembers which updates it has seen must never meet an old number with new content.
_ids = itertools.count(_FIRST_ID)


class UpdateQueue:
    """Kept until confirmed by a bigger offset, handed out again until then."""

    def __init__(self) -> None:
        self._pending: deque[Update] = deque()
        self._remembered: deque[Update] = deque(maxlen=_REMEMBERED)
        self._arrived = asyncio.Event()
        self.emptied = asyncio.Event()
        """Set while nothing waits for the bot."""
        self.emptied.set()
        self._poller: asyncio.Future[None] | None = None
        self._exempt: set[int] = set()  # to come again, though the bot's offset is past them
        self._is_ordered = True
        self.allowed: frozenset[str] | None = None
        """Kinds of updates the bot asked for; None is Telegram's default."""

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def pending(self) -> tuple[Update, ...]:
        """Updates not confirmed yet, oldest first."""
        return tuple(self._pending)

    @property
    def newest_id(self) -> int | None:
        """The id of the update that was queued last."""
        return self._remembered[-1]["update_id"] if self._remembered else None

    @property
    def is_polled(self) -> bool:
        """Whether a getUpdates call waits at this moment."""
        return self._poller is not None

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queues an update and returns its id; None if the bot did not ask for this kind."""
        if not self._is_wanted(kind):
            return None
        update_id = next(_ids)
        update: Update = {"update_id": update_id, kind: content}
        self._remembered.append(update)
        self._pending.append(update)
        self._note_arrival()
        return update_id

    def add_again(self, update_id: int) -> None:
        """The same update comes once more, as after a crash; KeyError if it is not known."""
        for update in self._remembered:
            if update["update_id"] == update_id:
                self._exempt.add(update_id)
                self._is_ordered = False
                self._pending.appendleft(update)
                self._note_arrival()
                return
        raise KeyError(update_id)

    def allow(self, kinds: Iterable[str]) -> None:
        """Only these kinds are queued from now on; none named is Telegram's default."""
        self.allowed = frozenset(kinds) or None

    def clear(self) -> None:
        """Drops what waits."""
        self._pending.clear()
        self._note_length()

    def terminate_poller(self, reason: str = _TWO_POLLERS) -> None:
        """The waiting getUpdates, if there is one, ends with 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(ApiError(409, reason))

    async def get(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """One getUpdates call; `timeout` in seconds is how long it may wait for the first."""
        self.terminate_poller()
        self._confirm(offset)
        if not self._pending and timeout > 0:
            await self._wait(timeout)
        handed_out = list(itertools.islice(self._pending, limit))
        if self._exempt:
            self._exempt.difference_update(update["update_id"] for update in handed_out)
        return handed_out

    def peek(self) -> Update | None:
        """The oldest update that waits."""
        return self._pending[0] if self._pending else None

    def drop(self, update: Update) -> None:
        """Confirms one update delivered some other way than polling."""
        if update in self._pending:
            self._pending.remove(update)
        self._note_length()

    async def arrival(self) -> None:
        """Returns when something waits."""
        await self._arrived.wait()

    def _is_wanted(self, kind: str) -> bool:
        if self.allowed is None:
            return kind not in _LEFT_OUT_BY_DEFAULT
        return kind in self.allowed

    def _note_arrival(self) -> None:
        self._note_length()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def _note_length(self) -> None:
        if self._pending:
            self._arrived.set()
            self.emptied.clear()
        else:
            self._arrived.clear()
            self.emptied.set()

    def _confirm(self, offset: int) -> None:
        pending = self._pending
        if offset < 0:
            while len(pending) > -offset:
                pending.popleft()
        elif self._is_ordered:
            while pending and pending[0]["update_id"] < offset:
                pending.popleft()
        elif offset > 0:
            exempt = self._exempt
            self._pending = deque(
                update for update in pending if update["update_id"] >= offset or update["update_id"] in exempt
            )
            self._is_ordered = not self._pending
        self._note_length()

    async def _wait(self, timeout: float) -> None:  # noqa: ASYNC109
        poller: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            async with asyncio.timeout(timeout):
                await poller
        except TimeoutError:
            pass
        finally:
            if self._poller is poller:
                self._poller = None
