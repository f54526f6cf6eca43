"""Small values the world hands out: calls, presses, answers, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.chats import Message
from sandbox.errors import ApiError

QUERY_LIFETIME = timedelta(minutes=5)
"""How long a press may be answered. Telegram publishes no number; «some minutes»."""


@dataclass(slots=True)
class Call:
    """One call of the bot, for assertions."""

    at: datetime
    """When it was answered, by the world's clock."""
    method: str
    params: Mapping[str, Any]
    error: ApiError | None = None
    result: Any = None

    @property
    def outcome(self) -> str:
        """«ok», or code and description of the refusal."""
        return "ok" if self.error is None else str(self.error)


@dataclass(slots=True)
class CallbackQuery:
    """A press that waits for its answer."""

    query_id: str
    person_id: int
    message: Message
    at: datetime
    is_answered: bool = False


@dataclass(slots=True)
class Toast:
    """An answer to a press, as the person sees it."""

    text: str | None
    is_alert: bool


@dataclass(slots=True)
class Webhook:
    """Where updates are sent instead of being polled for."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error: str | None = None
    last_error_at: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something a person sees happen; for the chat page."""

    type: str
    """message, edit, delete, toast, people or action."""
    chat_id: int
    message: Message | None = None
    text: str | None = None
    is_alert: bool = False


@dataclass(slots=True)
class BotProfile:
    """What setMy… methods change; keys of `commands` are scope and language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)
