"""The world: a bot, its chats, its updates, and the one door calls come in by."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.chats import Account, Chat, Membership, Message, MessageKind
from sandbox.errors import ApiError, ConnectionLost
from sandbox.faults import Faults
from sandbox.files import FileKind, FileStore, StoredFile, Upload
from sandbox.flood import Flood
from sandbox.markup import Entity
from sandbox.methods import BotMethods
from sandbox.people import Group, Person
from sandbox.records import BotProfile, Call, CallbackQuery, Event, Toast, Webhook
from sandbox.spec import load_spec
from sandbox.updates import UpdateQueue

DEFAULT_TOKEN = "4200000001:local-sandbox-token-not-a-secret"  # noqa: S105  opens nothing real
QUIET_SECONDS = 0.05
QUIET_SLICES = 5
LONGEST_SETTLING_SECONDS = 5.0

_FIRST_PERSON_ID = 7_000_000_001  # above 2**32, as real ones are today
_FIRST_GROUP_ID = -5_000_000_001
_CALLS_KEPT = 100_000


def utc_now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


class Telegram:
    """One bot's Telegram. `now` is the world's clock: it dates messages and ages presses.

    `token` is the only one that is let in; `first_message_id` lets a restarted world go on
    with ids no product has seen.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        username: str = "nastavnik_local_bot",
        name: str = "Наставник",
        now: Callable[[], datetime] = utc_now,
        first_message_id: int = 1,
        flood: Flood | None = None,
    ) -> None:
        self.token = token
        self.now = now
        self.bot = Account(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.chats: dict[int, Chat] = {}
        self.people: list[Person] = []
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.queries: dict[str, CallbackQuery] = {}
        self.toasts: dict[int, Toast] = {}
        self.profile = BotProfile()
        self.webhook: Webhook | None = None
        self.flood = flood or Flood()
        self.faults = Faults()
        self.latency = 0.0
        """Seconds every call takes on its way, one half there and one half back."""
        self.calls: deque[Call] = deque(maxlen=_CALLS_KEPT)
        self.listeners: list[Callable[[Event], None]] = []
        self.on_settled: Callable[[], Awaitable[None]] | None = None
        self.webhook_changed = asyncio.Event()
        self._spec = load_spec()
        self._methods = BotMethods(self)
        self._message_ids = itertools.count(first_message_id)
        self._person_ids = itertools.count(_FIRST_PERSON_ID, 104_729)
        self._group_ids = itertools.count(_FIRST_GROUP_ID, -7_919)
        self._query_ids = itertools.count(4_611_686_018_427_387_904)
        self._in_flight = 0
        self._last_call = 0.0

    # The bot's side

    async def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Any:
        """One call of the Bot API: its result, or `ApiError`.

        Values of `params` may be typed or, as in forms, text. `files` are uploads by field name.
        Raises `ConnectionLost` when a scripted fault loses the answer.
        """
        params = params or {}
        is_poll = method == "getUpdates"
        self._in_flight += not is_poll
        try:
            await self._way()
            lose_reply = await self.faults.before(method) if self.faults else False
            result, params = await self._perform(token, method, params, files or {})
        except ApiError as error:
            self.calls.append(Call(self.now(), method, params, error))
            await self._way()
            raise
        else:
            self.calls.append(Call(self.now(), method, params, None, result))
            await self._way()
        finally:
            if not is_poll:
                self._in_flight -= 1
                self._last_call = time.monotonic()
        if lose_reply:
            raise ConnectionLost(method)
        return result

    async def _way(self) -> None:
        """There or back."""
        if self.latency:
            await asyncio.sleep(self.latency / 2)

    async def _perform(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> tuple[Any, Mapping[str, Any]]:
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        checked = self._spec.method(method).check(params, files)
        if method == "getUpdates":
            return await self._methods.get_updates(checked), checked
        if self.flood.on:
            self.flood.admit(method, checked.get("chat_id"))
        return self._methods.perform(method, checked, files), checked

    def calls_of(self, *methods: str) -> list[Call]:
        """Calls of these methods, oldest first."""
        return [call for call in self.calls if call.method in methods]

    def download(self, token: str, path: str) -> bytes:
        """A file's content by the `file_path` of getFile."""
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        file = self.files.at_path(path)
        if file is None:
            raise ApiError(404, "Not Found")
        return file.data

    # The people's side

    def person(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language: str | None = "ru",
        *,
        id: int | None = None,  # noqa: A002  Telegram's own word
    ) -> Person:
        """A new person who has not met the bot yet."""
        account = Account(id or next(self._person_ids), first_name, last_name, username, language)
        chat = self.chats[account.id] = Chat(account.id, account)
        person = Person(self, account, chat)
        self.people.append(person)
        self.tell(Event("people", account.id))
        return person

    def commands_in(self, chat: Chat) -> list[dict[str, str]]:
        """The menu of commands a person sees in this chat."""
        return self._methods.commands_in(chat)

    def group(self, title: str) -> Group:
        """A new group without the bot."""
        chat = Chat(next(self._group_ids), title=title)
        self.chats[chat.id] = chat
        return Group(self, chat)

    async def settled(self) -> None:
        """Returns when the bot has done what follows from the last act.

        The harness's `on_settled` decides; without it: every update is confirmed and no call
        came for 50 ms, five seconds at most.
        """
        if self.on_settled is not None:
            await self.on_settled()
            return
        try:
            async with asyncio.timeout(LONGEST_SETTLING_SECONDS):
                await self._wait_until_quiet()
        except TimeoutError:
            return

    async def _wait_until_quiet(self) -> None:
        # Slices, not one sleep: on a busy machine the process may stand still for longer than
        # the whole time of quiet, and the bot, standing still too, has then had no chance.
        slices, last_call = 0, self._last_call
        while slices < QUIET_SLICES:
            await self.updates.emptied.wait()
            await asyncio.sleep(QUIET_SECONDS / QUIET_SLICES)
            if self._in_flight or len(self.updates) or self._last_call != last_call:
                slices, last_call = 0, self._last_call
            else:
                slices += 1

    def redeliver(self, update_id: int) -> None:
        """The bot gets an update it has seen once more, as after a crash."""
        self.updates.add_again(update_id)

    # What methods and people do to the world

    @property
    def unix_now(self) -> int:
        """The world's clock in whole seconds."""
        return int(self.now().timestamp())

    def tell(self, event: Event) -> None:
        """Lets the chat page know."""
        for listener in self.listeners:
            listener(event)

    def post(
        self,
        chat: Chat,
        sender: Account,
        text: str = "",
        entities: list[Entity] | None = None,
        *,
        file: StoredFile | None = None,
        reply_markup: dict[str, Any] | None = None,
        extra: dict[str, Any] | None = None,
        kind: MessageKind | None = None,
    ) -> Message:
        """Puts a message into a chat."""
        if kind is None:
            kind = MessageKind.TEXT if file is None else MessageKind(file.kind.value)
        message = Message(
            next(self._message_ids),
            chat,
            sender,
            self.unix_now,
            kind,
            text,
            entities or [],
            file,
            reply_markup,
            extra=extra or {},
        )
        chat.messages[message.message_id] = message
        if self.listeners:
            self.tell(Event("message", chat.id, message))
        return message

    def press(self, person_id: int, message: Message, data: str) -> CallbackQuery:
        """A person presses a button that carries `data`; the bot gets a callback query."""
        query = CallbackQuery(str(next(self._query_ids)), person_id, message, self.now())
        self.queries[query.query_id] = query
        account = self.chats[person_id].account
        assert account is not None  # noqa: S101  only people press
        accessible = message.is_accessible(self.unix_now)
        described = message.described() if accessible else message.described_inaccessible()
        content = {
            "id": query.query_id,
            "from": account.described(),
            "message": described,
            "chat_instance": str(message.chat.id * 31 + self.bot.id),
            "data": data,
        }
        self.updates.add("callback_query", content)
        return query

    def change_membership(self, chat: Chat, by: Account, to: Membership) -> None:
        """The bot comes into a chat, leaves it, is blocked or let in again; tells the bot."""
        if chat.membership is to:
            return
        change = {
            "chat": chat.described(),
            "from": by.described(),
            "date": self.unix_now,
            "old_chat_member": self._member(chat.membership),
            "new_chat_member": self._member(to),
        }
        chat.membership = to
        self.updates.add("my_chat_member", change)
        self.tell(Event("people", chat.id))

    def _member(self, membership: Membership) -> dict[str, Any]:
        member: dict[str, Any] = {"user": self.bot.described(), "status": membership.value}
        if membership is Membership.KICKED:
            member["until_date"] = 0
        return member

    def keep_file(self, kind: FileKind, name: str, data: bytes) -> StoredFile:
        """A file that a person sends."""
        return self.files.keep(kind, Upload(name, data))
