"""The log of the year: what everybody received and pressed, with the manual time."""

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.records import Event

if TYPE_CHECKING:
    from year.stage import Hand


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot has said. ``asked``: in answer to the reader's own act; ``buttons`` are labels with their data."""

    at: datetime.datetime
    person: int
    id: int
    text: str
    buttons: tuple[tuple[str, str], ...]
    asked: bool
    edit: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody has pressed or done, with the screen before their eyes."""

    at: datetime.datetime
    person: int
    what: str
    screen: str = ""


@dataclass
class Log:
    """``acting`` is whose act is being answered right now."""

    messages: list[Message] = field(default_factory=list)
    acts_done: list[Act] = field(default_factory=list)
    acting: int | None = None
    _texts: dict[int, str] = field(default_factory=dict)

    def hears(self, event: Event, now: datetime.datetime) -> None:
        message = event.message
        if message is None or event.type not in {"message", "edit"} or not message.is_from_bot:
            return
        buttons = tuple((b["text"], b.get("callback_data", "")) for row in message.buttons for b in row)
        known = self._texts.get(message.message_id)
        self._texts[message.message_id] = message.text
        if event.type == "edit" and not buttons and known == message.text:
            return  # only its buttons went: nothing to read
        asked = self.acting == event.chat_id
        self.messages.append(
            Message(now, event.chat_id, message.message_id, message.text, buttons, asked, event.type == "edit")
        )

    def acts(self, who: "Hand", now: datetime.datetime, what: str) -> None:
        self.acts_done.append(Act(now, who.person.id, what, who.screen))

    def fingerprint(self) -> str:
        """The same for the same year: ids and the order within one moment left aside."""
        lines = sorted(
            json.dumps(
                [m.at.isoformat(), m.person, m.text, [label for label, _ in m.buttons], m.edit], ensure_ascii=False
            )
            for m in self.messages
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


Rows = list[dict[str, Any]]
"""As an export gives them."""
