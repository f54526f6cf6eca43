"""The post: whatever is due in the outbox is checked once more, sent and settled."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from bot.dialogs.letters import letter
from bot.screens import Screen
from mentoring.delivery import NobodyThere, Outcome, Refused, Sent, TryLater
from mentoring.ids import PersonId
from usecases.posting import Checked, Fates, Parcel, Posting

log = structlog.get_logger()

BATCH = 50
IN_FLIGHT = 8
"""Letters between the last look at the facts and the note of what became of them: a crash may repeat so many."""

ENOUGH = 2 * IN_FLIGHT
"""While so many people's letters are under way or wait for a hand, nothing more is claimed."""

LOOK_AGAIN = 2.0
"""Seconds without an answer after which the outbox is looked into all the same."""

MARGIN = 50
"""Seconds a lease must still last when a letter is begun, so that no other hand can take it meanwhile."""

CLOSING_SECONDS = 5

Send = Callable[[int, Screen], Awaitable[Outcome]]


class Post:
    """One walk at a time; letters of one walk go out side by side, ``IN_FLIGHT`` at most."""

    def __init__(self, posting: Posting, send: Send) -> None:
        self._posting = posting
        self._send = send
        self._walk = asyncio.Lock()
        self._hands = asyncio.Semaphore(IN_FLIGHT)
        self.closing = False

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

    async def close(self) -> None:
        """Finish what is in hand, give back what is not begun. What takes longer comes again by its lease."""
        self.closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS), self._walk:
                return

    async def _drain(self) -> Fates:
        """Until nothing is due. More is claimed before the last of a batch has gone, so that no hand stands idle."""
        fates: Fates = {}
        queues: dict[PersonId, deque[Parcel]] = {}
        under_way: set[asyncio.Task[Fates]] = set()
        try:
            while True:
                for parcel in await self._claimed(len(under_way)):
                    if parcel.person in queues:
                        queues[parcel.person].append(parcel)
                        continue
                    queues[parcel.person] = deque([parcel])
                    under_way.add(asyncio.create_task(self._deliver_all(queues, parcel.person)))
                if not under_way:
                    return fates
                # A call that hangs keeps nobody from what has become due meanwhile.
                done, under_way = await asyncio.wait(under_way, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    fates.update(task.result())
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _claimed(self, under_way: int) -> list[Parcel]:
        """Raises what the database raises, but not while something is on its way: that must not be broken off."""
        if self.closing or under_way >= ENOUGH:
            return []
        try:
            return await self._posting.claim(BATCH)
        except Exception:
            if not under_way:
                raise
            log.exception("letters_not_claimed")
            return []

    async def _deliver_all(self, queues: dict[PersonId, deque[Parcel]], person: PersonId) -> Fates:
        """One person's parcels, one after the other: in order, and with one hand however many they are."""
        fates: Fates = {}
        queue = queues[person]
        while queue:
            fates.update(await self._deliver(queue.popleft()))
        del queues[person]
        return fates

    async def _deliver(self, parcel: Parcel) -> Fates:
        """One parcel to its fate; whatever goes wrong with it is no reason to keep the others back."""
        async with self._hands:
            try:
                if self.closing or not self._posting.still_held(parcel, MARGIN):
                    return await self._posting.give_back(parcel)
                return await self._settled(parcel)
            except Exception as error:
                log.exception("letter_failed", letters=[one.id for one in parcel.letters], kinds=_kinds(parcel))
                return await self._put_off(parcel, error)

    async def _put_off(self, parcel: Parcel, error: Exception) -> Fates:
        """A fault of ours is tried again like one of the network: until it is mended or three days are over."""
        outcome = TryLater(f"fault: {type(error).__name__}")
        try:
            return await self._posting.settle(Checked(send=parcel.letters), outcome)
        except Exception:
            # The lease will bring the letters back.
            log.exception("letter_not_put_off", letters=[one.id for one in parcel.letters])
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
