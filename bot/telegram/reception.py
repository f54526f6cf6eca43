"""Updates are safe before Telegram is told: done, or stored. People are served in parallel, one person in order."""

import asyncio
import datetime
import json
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from storage import inbox
from storage.database import Along, Database, DatabaseBusy, Transaction, along

log = structlog.get_logger()

RawUpdate = dict[str, Any]
"""An update as Telegram wrote it: stored so, it reads back as it came."""


QUICK = 0.02
"""Seconds in which most updates are done. What takes longer is stored with its body, and done in its own time:
so a press costs one commit, not two, and a slow one keeps nobody from being confirmed."""

REMEMBERED = 20_000
"""Updates whose repeat is recognised without asking the database."""


PATIENCE = 6
"""Seconds a stop waits for what is being served; a service manager kills after ten."""


class Unshown(Exception):
    """What an update caused is saved, but the answer could not be delivered: to be taken up later."""


class Reception:
    """The inbox's way to the handlers."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        database: Database,
        now: Callable[[], datetime.datetime],
        show_again: Callable[[int], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._database = database
        self._now = now
        self._show_again = show_again
        self._queues: dict[int, deque[tuple[int, Update | None]]] = {}
        self._in_hand: set[int] = set()
        self._finished: list[int] = []
        self._unsafe: dict[int, asyncio.Future[None]] = {}
        self._chats: dict[int, int] = {}
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, updates: Sequence[RawUpdate]) -> None:
        """Serve a batch. Returns when it is safe to confirm it: each update is done or stored.

        Raises what the database raises; the same batch may then be brought again.
        """
        for raw in updates:
            if self._is_new(raw["update_id"]):
                self._begin(raw)
        waits = [self._unsafe[raw["update_id"]] for raw in updates if raw["update_id"] in self._unsafe]
        if waits:
            await asyncio.wait(waits, timeout=QUICK)
        slow = [raw for raw in updates if raw["update_id"] in self._unsafe]
        if slow:
            await self._store(slow)

    def _begin(self, raw: RawUpdate) -> None:
        """Serve a new update; one that this program does not understand is let go, with its id in the log."""
        update = self._understood(raw)
        if update is not None:
            self._unsafe[update.update_id] = asyncio.get_running_loop().create_future()
            self._enqueue(chat_of(update) or 0, update.update_id, update)

    def _understood(self, raw: RawUpdate) -> Update | None:
        try:
            return Update.model_validate(raw, context={"bot": self._bot})
        except ValidationError as error:
            # What is wrong is said without the values: they are people's words and names.
            log.warning("update_not_understood", update_id=raw.get("update_id"), faults=error.error_count())
            return None

    async def _store(self, updates: Sequence[RawUpdate]) -> None:
        now = self._seconds

        async def unit(transaction: Transaction) -> None:
            for raw in updates:
                chat = self._chats.get(raw["update_id"])
                await inbox.store(transaction, raw["update_id"], chat, json.dumps(raw), now)

        await self._database.write(unit)
        for raw in updates:
            self._safe(raw["update_id"])

    def _is_new(self, update_id: int) -> bool:
        if update_id in self._seen:
            return False
        self._seen[update_id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True

    def _safe(self, update_id: int) -> None:
        wait = self._unsafe.pop(update_id, None)
        if wait is not None and not wait.done():
            wait.set_result(None)

    @property
    def _seconds(self) -> int:
        return int(self._now().timestamp())

    async def open(self) -> None:
        """Remember what came before this start, and take up what it left."""
        for update_id in await self._database.read(lambda tx: inbox.newest(tx, REMEMBERED)):
            self._seen[update_id] = None
        await self.take_up()

    async def take_up(self) -> int:
        """Serve what an earlier run, or a lost connection, has left; return how many there were."""
        # What is finished stays in hand until its mark is written, or it would look as if it had been left.
        finished, self._finished = self._finished, []
        await self._database.flush()
        left = [row for row in await self._database.read(inbox.waiting) if row.update_id not in self._in_hand]
        owed = {row.chat_id: row.update_id for row in left if row.body is None}
        for row in left:
            if row.body is not None:
                self._resume(row.update_id, row.chat_id, json.loads(row.body))
            elif row.chat_id is not None and owed[row.chat_id] == row.update_id:
                self._enqueue(row.chat_id, row.update_id, None)
            else:
                # One page tells where things stand, however many presses are waiting for it.
                self._mark_shown(row.update_id)
        self._in_hand.difference_update(finished)
        return len(left)

    def _resume(self, update_id: int, chat_id: int | None, raw: RawUpdate) -> None:
        update = self._understood(raw)
        if update is None:
            self._mark_shown(update_id)
        else:
            self._enqueue(chat_id or 0, update_id, update)

    def _mark_shown(self, update_id: int) -> None:
        """Written with the next commit; until then the update stays in hand."""

        async def shown(transaction: Transaction) -> None:
            await inbox.shown(transaction, update_id, self._seconds)

        self._in_hand.add(update_id)
        self._database.soon(shown)
        self._finished.append(update_id)

    async def idle(self) -> None:
        """Wait until everything taken so far is served."""
        await self._idle.wait()

    async def close(self) -> None:
        """Let what is being served come to its end; what waits stays in the inbox."""
        for queue in self._queues.values():
            queue.clear()
        if not self._tasks:
            return
        _, hanging = await asyncio.wait(self._tasks, timeout=PATIENCE)
        for task in hanging:
            # The answer stays owed: the next start shows where things stand.
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)

    def _enqueue(self, chat: int, update_id: int, update: Update | None) -> None:
        self._in_hand.add(update_id)
        self._chats[update_id] = chat
        self._idle.clear()
        queue = self._queues.get(chat)
        if queue is not None:
            queue.append((update_id, update))
            return
        self._queues[chat] = deque([(update_id, update)])
        task = asyncio.create_task(self._serve(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat: int) -> None:
        queue = self._queues[chat]
        try:
            while queue:
                update_id, update = queue.popleft()
                await self._one(chat, update_id, update)
        finally:
            del self._queues[chat]
            if not self._queues:
                self._idle.set()

    async def _one(self, chat: int, update_id: int, update: Update | None) -> None:
        async def done(transaction: Transaction) -> None:
            await inbox.done(transaction, update_id, chat, self._seconds)

        along.set(Along(done, lambda: self._safe(update_id)))
        try:
            if update is None:
                await self._show_again(chat)
            else:
                await self._dispatcher.feed_update(self._bot, update)
        except Unshown as reason:
            log.warning("unshown", update_id=update_id, reason=str(reason))
            await self._owe()
            self._in_hand.discard(update_id)
            return
        except DatabaseBusy:
            # Nothing was written: the update is served again when the database is free.
            log.error("database_busy", update_id=update_id)
            self._in_hand.discard(update_id)
            return
        except Exception:
            # A handler's own errors never come this far; what does must not be served for ever.
            log.exception("update_failed", update_id=update_id)
        finally:
            along.set(None)
            self._chats.pop(update_id, None)
        self._mark_shown(update_id)
        self._safe(update_id)

    async def _owe(self) -> None:
        """Only the page is owed now: words served again later would answer another question."""
        if along.get() is None:
            return
        try:
            await self._database.write(_nothing)
        except Exception:
            log.exception("not_marked")


async def _nothing(_: Transaction) -> None:
    return None


def chat_of(update: Update) -> int | None:
    """Whose update it is: people are served in parallel, one person in order."""
    if update.callback_query is not None:
        return update.callback_query.from_user.id
    if update.message is not None:
        return update.message.chat.id
    if update.my_chat_member is not None:
        return update.my_chat_member.chat.id
    return None
