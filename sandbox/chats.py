"""Accounts, chats and messages as the server keeps them, and their Bot API form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any

from sandbox.files import StoredFile
from sandbox.keyboards import is_inline
from sandbox.markup import Entity

ACCESSIBLE_FOR = timedelta(hours=48)
"""After this time a bot can neither delete a message nor read it in a callback."""


class MessageKind(Enum):
    """What a message mainly is."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    STICKER = "sticker"
    VOICE = "voice"
    SERVICE = "service"


@dataclass(slots=True)
class Account:
    """A person or the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    is_deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name as the messenger shows them."""
        return " ".join(filter(None, (self.first_name, self.last_name)))

    def described(self) -> dict[str, Any]:
        """The Bot API's User."""
        user = {"id": self.id, "is_bot": self.is_bot, **self.names()}
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def names(self) -> dict[str, Any]:
        """The fields of names that a User and a private Chat share."""
        names = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username:
            names["username"] = self.username
        return names


class Membership(Enum):
    """Where the bot stands in a chat."""

    ABSENT = "left"
    MEMBER = "member"
    KICKED = "kicked"
    """In a private chat: blocked by the person."""


@dataclass(slots=True)
class Chat:
    """A private chat with one person, or a group."""

    id: int
    account: Account | None = None
    title: str | None = None
    membership: Membership = Membership.ABSENT
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.account is not None

    @property
    def kind(self) -> str:
        return "private" if self.is_private else "group"

    def described(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        if self.account is not None:
            return {"id": self.id, "type": "private", **self.account.names()}
        return {"id": self.id, "type": "group", "title": self.title}

    def message(self, message_id: object) -> Message | None:
        """A message that is still there."""
        found = self.messages.get(message_id) if isinstance(message_id, int) else None
        return None if found is None or found.is_deleted else found


@dataclass(slots=True, eq=False)
class Message:
    """One message; an edit changes it in place."""

    message_id: int
    chat: Chat
    sender: Account
    date: int
    """Unix time by the world's clock."""
    kind: MessageKind
    text: str = ""
    """Text or caption, without markup."""
    entities: list[Entity] = field(default_factory=list)
    file: StoredFile | None = None
    reply_markup: dict[str, Any] | None = None
    edit_date: int | None = None
    is_deleted: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    """Further fields of the Bot API's Message: origin of a forward, service content."""

    @property
    def is_from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def buttons(self) -> list[list[dict[str, Any]]]:
        """Rows of inline buttons."""
        if self.reply_markup is None:
            return []
        rows: list[list[dict[str, Any]]] = self.reply_markup.get("inline_keyboard", [])
        return rows

    @property
    def reply_buttons(self) -> list[list[dict[str, Any]]]:
        """Rows of a keyboard that stands in place of the person's own."""
        if self.reply_markup is None:
            return []
        rows: list[list[dict[str, Any]]] = self.reply_markup.get("keyboard", [])
        return rows

    @property
    def labels(self) -> list[str]:
        """Words on the buttons, row by row."""
        return [button["text"] for row in self.buttons or self.reply_buttons for button in row]

    def is_accessible(self, now: int) -> bool:
        """Whether a bot may still read or delete it at the unix time `now`."""
        return not self.is_deleted and now - self.date <= ACCESSIBLE_FOR.total_seconds()

    def described(self) -> dict[str, Any]:
        """The Bot API's Message."""
        described: dict[str, Any] = {
            "message_id": self.message_id,
            "from": self.sender.described(),
            "chat": self.chat.described(),
            "date": self.date,
        }
        if self.edit_date is not None:
            described["edit_date"] = self.edit_date
        if self.file is not None:
            described.update(self.file.attachment())
        if self.text:
            described["text" if self.file is None else "caption"] = self.text
            if self.entities:
                key = "entities" if self.file is None else "caption_entities"
                described[key] = self.entities
        if is_inline(self.reply_markup):
            described["reply_markup"] = self.reply_markup
        if self.extra:
            described.update(self.extra)
        return described

    def described_inaccessible(self) -> dict[str, Any]:
        """What a callback carries when the message is too old or gone."""
        return {"chat": self.chat.described(), "message_id": self.message_id, "date": 0}
