"""Simulated people: a small language for stories.

`await anna.starts()`, `await anna.presses("Согласиться")`, `assert "Вопрос 1 из 12" in anna.screen`.
After each act the person waits until the bot has done what follows from it.
"""

from __future__ import annotations

import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from sandbox.chats import Account, Chat, Membership, Message, MessageKind
from sandbox.files import FileKind, StoredFile
from sandbox.markup import Entity, utf16_length
from sandbox.records import CallbackQuery, Event

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024
_COMMAND = re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MARK_BEFORE_LABEL = re.compile(r"^[^\w«„\"(№+-]+")


def bare(label: str) -> str:
    """A label without the emoji or mark that stands before it."""
    return _MARK_BEFORE_LABEL.sub("", label).strip() or label.strip()


def small_picture() -> bytes:
    """A PNG of 8 × 8 grey points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = binascii.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    points = zlib.compress((b"\x00" + b"\xc0" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + b"".join((chunk(b"IHDR", header), chunk(b"IDAT", points), chunk(b"IEND", b"")))


class Impossible(AssertionError):
    """A real client would not let this act happen."""


def _require(condition: object, reason: str) -> None:
    if not condition:
        raise Impossible(reason)


class Person:
    """A person with the messenger in hand. Every act raises `Impossible` where a real
    client would not let it happen: no such button, Start not pressed, bot blocked.
    """

    def __init__(self, telegram: Telegram, account: Account, chat: Chat) -> None:
        self._telegram = telegram
        self.account = account
        self.chat = chat
        self.opened: list[str] = []
        """Addresses of link buttons that were pressed, the bot's own deep links apart."""

    def __repr__(self) -> str:
        return f"<{self.name} {self.id}>"

    # Acts

    async def starts(self, payload: str | None = None) -> None:
        """Presses Start, or follows a deep link that carries `payload`."""
        self.start_now(payload)
        await self._telegram.settled()

    async def opens(self, link: str) -> None:
        """Follows a deep link of this bot."""
        self.open_now(link)
        await self._telegram.settled()

    async def types(self, text: str) -> None:
        """Writes to the bot; the messenger cuts a long text into several messages."""
        self.type_now(text)
        await self._telegram.settled()

    async def presses(self, label: str, on: Message | None = None) -> None:
        """Presses a button; without `on` the newest message that has it."""
        self.press_now(label, on)
        await self._telegram.settled()

    async def presses_twice(self, label: str, on: Message | None = None) -> None:
        """Presses the same button on two devices at once."""
        message, row, column = self._inline_button(label, on)
        for _ in range(2):
            self.press_at(message, row, column)
        await self._telegram.settled()

    async def press_data(self, data: str, message: Message | None = None) -> CallbackQuery:
        """A forged press: any data, on any message of this chat (the newest without `message`)."""
        target = message or self.last
        self._telegram.toasts.pop(self.id, None)
        query = self._telegram.press(self.id, target, data)
        await self._telegram.settled()
        return query

    async def sends_sticker(self) -> None:
        """Sends a sticker."""
        self.send_now(FileKind.STICKER, "sticker.webp", b"RIFF sticker")
        await self._telegram.settled()

    async def sends_voice(self) -> None:
        """Sends a voice message."""
        self.send_now(FileKind.VOICE, "voice.ogg", b"OggS voice")
        await self._telegram.settled()

    async def sends_photo(self, data: bytes | None = None, caption: str | None = None) -> None:
        """Sends a photo; a tiny one without `data`."""
        self.send_now(FileKind.PHOTO, "photo.png", data or small_picture(), caption)
        await self._telegram.settled()

    async def sends_document(self, name: str, data: bytes, caption: str | None = None) -> None:
        """Sends a file."""
        self.send_now(FileKind.DOCUMENT, name, data, caption)
        await self._telegram.settled()

    async def forwards(self, text: str, author: str = "Кто-то другой") -> None:
        """Forwards somebody's message to the bot."""
        self.forward_now(text, author)
        await self._telegram.settled()

    async def edits_last(self, text: str) -> None:
        """Corrects the own last text message."""
        mine = [m for m in self.messages if not m.is_from_bot and m.kind is MessageKind.TEXT]
        _require(mine, f"{self.name} has written nothing yet")
        message = mine[-1]
        message.text, message.entities = text, _commands_in(text)
        message.edit_date = self._telegram.unix_now
        self._telegram.tell(Event("edit", self.chat.id, message))
        self._telegram.updates.add("edited_message", message.described())
        await self._telegram.settled()

    async def types_in(self, group: Group, text: str) -> None:
        """Writes into a group. With privacy mode on, the bot hears commands and its name only."""
        message = self._telegram.post(group.chat, self.account, text, _commands_in(text))
        to_bot = f"@{self._telegram.bot.username}".lower() in text.lower()
        is_member = group.chat.membership is Membership.MEMBER
        if is_member and (text.startswith("/") or to_bot):
            self._telegram.updates.add("message", message.described())
        await self._telegram.settled()

    async def blocks(self) -> None:
        """Stops and blocks the bot."""
        self.block_now()
        await self._telegram.settled()

    async def unblocks(self) -> None:
        """Lets the bot write again, without a Start."""
        self.unblock_now()
        await self._telegram.settled()

    def deletes_account(self) -> None:
        """The account is gone; the bot is told nothing and learns it at its next call."""
        self.account.is_deactivated = True

    # The same acts without waiting, for the chat page and for several people at once

    def start_now(self, payload: str | None = None) -> None:
        """Presses Start and goes on at once."""
        if payload is not None:
            _require(_PAYLOAD.fullmatch(payload), f"no deep link can carry {payload!r}")
        if self.chat.membership is Membership.KICKED:
            self.unblock_now()
        self.chat.membership = Membership.MEMBER
        text = "/start" if payload is None else f"/start {payload}"
        self._say(text, _commands_in(text))
        self._telegram.tell(Event("people", self.id))

    def open_now(self, link: str) -> None:
        """Follows a deep link and goes on at once."""
        username, payload = _deep_link(link)
        ours = self._telegram.bot.username or ""
        _require(username.lower() == ours.lower(), f"{link} leads to another bot than @{ours}")
        self.start_now(payload)

    def type_now(self, text: str) -> None:
        """Writes and goes on at once."""
        self._assert_may_write()
        text = text.strip()
        _require(text, "an empty message cannot be sent")
        for begin in range(0, len(text), LONGEST_MESSAGE):
            piece = text[begin : begin + LONGEST_MESSAGE]
            self._say(piece, _commands_in(piece))

    def press_now(self, label: str, on: Message | None = None) -> None:
        """Presses a button and goes on at once."""
        keyboard = self.reply_keyboard
        if on is None and not self._has_inline(label) and keyboard is not None:
            for text in keyboard.labels:
                if _same_label(text, label):
                    self.type_now(text)
                    return
        self.press_at(*self._inline_button(label, on))

    def press_at(self, message: Message, row: int, column: int) -> CallbackQuery | None:
        """Presses the inline button that stands there; IndexError if none does."""
        button = message.buttons[row][column]
        self._assert_may_write()
        self._telegram.toasts.pop(self.id, None)
        if "callback_data" in button:
            return self._telegram.press(self.id, message, button["callback_data"])
        if "url" in button:
            self._open_url(button["url"])
        else:
            _require("disabled" not in button, f"the button {button['text']!r} is disabled")
        return None

    def send_now(self, kind: FileKind, name: str, data: bytes, caption: str | None = None) -> Message:
        """Sends a file and goes on at once."""
        self._assert_may_write()
        _require(caption is None or len(caption) <= LONGEST_CAPTION, "the caption is too long")
        file = self._telegram.keep_file(kind, name, data)
        return self._say(caption or "", _commands_in(caption or ""), file=file)

    def forward_now(self, text: str, author: str = "Кто-то другой") -> None:
        """Forwards a message and goes on at once."""
        self._assert_may_write()
        origin = {
            "type": "hidden_user",
            "sender_user_name": author,
            "date": self._telegram.unix_now - 60,
        }
        self._say(text, [], extra={"forward_origin": origin})

    def block_now(self) -> None:
        """Blocks the bot and goes on at once."""
        _require(self.has_started, f"{self.name} has not met the bot yet")
        self._telegram.change_membership(self.chat, self.account, Membership.KICKED)

    def unblock_now(self) -> None:
        """Unblocks the bot and goes on at once."""
        _require(self.has_blocked, f"{self.name} has not blocked the bot")
        self._telegram.change_membership(self.chat, self.account, Membership.MEMBER)

    # What the person sees

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def has_started(self) -> bool:
        """Whether Start was ever pressed."""
        return self.chat.membership is not Membership.ABSENT

    @property
    def has_blocked(self) -> bool:
        return self.chat.membership is Membership.KICKED

    @property
    def messages(self) -> list[Message]:
        """All that stands in the chat, oldest first."""
        return [message for message in self.chat.messages.values() if not message.is_deleted]

    @property
    def deleted(self) -> list[Message]:
        """Messages that stood in the chat and were deleted."""
        return [message for message in self.chat.messages.values() if message.is_deleted]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        message = next(self._from_bot(), None)
        if message is None:
            raise Impossible(f"the bot has said nothing to {self.name}")
        return message

    @property
    def screen(self) -> str:
        """Plain text of the bot's newest message; empty while it has said nothing."""
        message = next(self._from_bot(), None)
        return "" if message is None else message.text

    @property
    def labels(self) -> list[str]:
        """Labels of the buttons under the bot's newest message."""
        message = next(self._from_bot(), None)
        return [] if message is None else message.labels

    @property
    def toast(self) -> str | None:
        """What the bot answered to the last press; None for a silent answer or none yet."""
        toast = self._telegram.toasts.get(self.id)
        return None if toast is None else toast.text

    @property
    def was_alerted(self) -> bool:
        """Whether the last answer to a press stood in a window of its own."""
        toast = self._telegram.toasts.get(self.id)
        return toast is not None and toast.is_alert

    @property
    def files(self) -> list[StoredFile]:
        """Files and photos received from the bot, oldest first."""
        return [m.file for m in self.messages if m.is_from_bot and m.file is not None]

    @property
    def reply_keyboard(self) -> Message | None:
        """The message whose keyboard stands in place of the person's own."""
        for message in self._from_bot():
            if message.reply_markup is not None and not message.buttons:
                return message if message.reply_buttons else None
        return None

    # Inside

    def _from_bot(self) -> Iterator[Message]:
        for message in reversed(self.chat.messages.values()):
            if message.is_from_bot and not message.is_deleted:
                yield message

    def _assert_may_write(self) -> None:
        _require(self.has_started, f"{self.name} has not pressed Start")
        _require(not self.has_blocked, f"{self.name} has blocked the bot")

    def _say(self, text: str, entities: list[Entity], **content: Any) -> Message:
        message = self._telegram.post(self.chat, self.account, text, entities, **content)
        self._telegram.updates.add("message", message.described())
        return message

    def _has_inline(self, label: str) -> bool:
        return any(
            _same_label(text, label) for message in self._from_bot() if message.buttons for text in message.labels
        )

    def _inline_button(self, label: str, on: Message | None) -> tuple[Message, int, int]:
        seen = []
        for message in [on] if on is not None else self._from_bot():
            for row, buttons in enumerate(message.buttons):
                for column, button in enumerate(buttons):
                    if _same_label(button["text"], label):
                        return message, row, column
            seen.extend(message.labels)
        raise Impossible(f"{self.name} sees no button {label!r}; there are: {seen}")

    def _open_url(self, url: str) -> None:
        try:
            username, _ = _deep_link(url)
        except Impossible:
            username = ""
        if username.lower() == (self._telegram.bot.username or "").lower():
            self.open_now(url)
        else:
            self.opened.append(url)


class Group:
    """A group chat that the bot may be brought into."""

    def __init__(self, telegram: Telegram, chat: Chat) -> None:
        self._telegram = telegram
        self.chat = chat

    @property
    def messages(self) -> list[Message]:
        """All that stands in the group, oldest first."""
        return [message for message in self.chat.messages.values() if not message.is_deleted]

    @property
    def has_bot(self) -> bool:
        return self.chat.membership is Membership.MEMBER

    async def adds_bot(self, by: Person) -> None:
        """Somebody brings the bot in: a my_chat_member update and a message in the group."""
        telegram = self._telegram
        telegram.change_membership(self.chat, by.account, Membership.MEMBER)
        joined = {"new_chat_members": [telegram.bot.described()]}
        message = telegram.post(self.chat, by.account, extra=joined, kind=MessageKind.SERVICE)
        telegram.updates.add("message", message.described())
        await telegram.settled()

    async def removes_bot(self, by: Person) -> None:
        """Somebody throws the bot out."""
        self._telegram.change_membership(self.chat, by.account, Membership.KICKED)
        await self._telegram.settled()


def _same_label(label: str, wanted: str) -> bool:
    return label == wanted or bare(label) == bare(wanted)


def _commands_in(text: str) -> list[Entity]:
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": len(found.group()),
        }
        for found in _COMMAND.finditer(text)
    ]


def _deep_link(link: str) -> tuple[str, str | None]:
    """Name of the bot and payload that a deep link carries."""
    parts = urlsplit(link if "://" in link else f"https://{link}")
    query = parse_qs(parts.query)
    payload = query.get("start", [None])[0]
    if parts.scheme == "tg" and parts.netloc == "resolve":
        return query.get("domain", [""])[0], payload
    _require(parts.hostname in {"t.me", "telegram.me"}, f"{link} is no link to a bot")
    return parts.path.strip("/"), payload
