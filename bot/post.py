"""The post: whatever is due in the outbox is checked once more, sent and settled."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog

from bot.dialogs.letters import letter
from bot.screens import Screen
from mentoring.delivery import NobodyThere, Outcome, Refused, Sent, TryLater
from usecases.posting import Checked, Fates, Parcel, Posting

log = structlog.get_logger()

BATCH = 50
IN_FLIGHT = 8
MARGIN = 50
"""Seconds a lease must still last when a letter is begun, so that no other hand can take it meanwhile."""

Send = Callable[[int, Screen], Awaitable[Outcome]]


class Post:
    """One walk at a time; letters of one walk go out side by side, ``IN_FLIGHT`` at most."""

    def __init__(self, posting: Posting, send: Send) -> None:
        self._posting = posting
        self._send = send
        self._walk = asyncio.Lock()
        self._hands = asyncio.Semaphore(IN_FLIGHT)

    async def tick(self) -> Fates:
        """Send what is due now. Returns at once when somebody is at it already."""
        if self._walk.locked():
            return {}
        async with self._walk:
            return await self._drain()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Callable[[], Awaitable[Fates]]]:
        """Ticks of one's own, while those of the timer stand back: whoever moves the clock wants every fate told."""
        async with self._walk:
            yield self._drain

    async def _drain(self) -> Fates:
        fates: Fates = {}
        while parcels := await self._posting.claim(BATCH):
            for settled in await asyncio.gather(*(self._deliver(parcel) for parcel in parcels)):
                fates.update(settled)
        return fates

    async def _deliver(self, parcel: Parcel) -> Fates:
        """One parcel to its fate; whatever goes wrong with it is no reason to keep the others back."""
        async with self._hands:
            letters = [one.id for one in parcel.letters]
            if not self._posting.still_held(parcel, MARGIN):
                log.warning("letters_left_to_the_next_lease", letters=letters)
                return {}
            try:
                return await self._settled(parcel)
            except Exception:
                # The lease brings the letters back; a fault that stays is seen here every time.
                log.exception("letter_failed", letters=letters, kinds=_kinds(parcel))
                return {}

    async def _settled(self, parcel: Parcel) -> Fates:
        checked = await self._posting.check(parcel)
        outcome = await self._sent(checked, parcel)
        return await self._posting.settle(checked, outcome)

    async def _sent(self, checked: Checked, parcel: Parcel) -> Outcome | None:
        if checked.external_id is None:
            return None
        outcome = await self._send(checked.external_id, letter(checked.notices))
        _note(outcome, [one.id for one in checked.send], _kinds(parcel))
        return outcome


def _kinds(parcel: Parcel) -> list[str]:
    return [one.kind.value for one in parcel.letters]


def _note(outcome: Outcome, letters: Sequence[int], kinds: list[str]) -> None:
    """Ids and reasons only: what a letter says is nobody's business in a log."""
    match outcome:
        case Sent():
            log.info("letter_sent", letters=letters, kinds=kinds)
        case TryLater(reason, after):
            log.warning("letter_will_be_tried_again", letters=letters, kinds=kinds, reason=reason, asked=after)
        case NobodyThere(reason):
            log.info("reader_unreachable", letters=letters, kinds=kinds, reason=reason)
        case Refused(reason):
            log.error("letter_refused", letters=letters, kinds=kinds, reason=reason)
