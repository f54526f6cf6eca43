"""Where commands, presses and typed words lead: one dictionary lookup, like a URL."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.screens import Address, Paper, Screen
from mentoring.people import AwaitedKind


class FileLost(Exception):
    """The messenger does not hand the file out; ``too_large`` where that is why."""

    def __init__(self, *, too_large: bool = False) -> None:
        super().__init__("too large" if too_large else "lost")
        self.too_large = too_large


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that somebody has sent, not fetched yet.

    ``name`` is what the person's device calls it, empty for a photo; ``size`` in bytes, where the messenger tells it.
    ``fetch`` brings the content here and raises FileLost: never within a transaction.
    """

    name: str
    size: int | None
    fetch: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls and how: what every handler gets. With a ``file``, ``text`` is what was written below it."""

    user_id: int
    now: datetime.datetime
    text: str = ""
    message_id: int | None = None
    awaited_of: tuple[str, ...] = ()
    file: IncomingFile | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler answers with.

    ``toast`` is a short word over the chat, ``alert`` makes it stay until it is read; ``papers`` are sent before
    the screen; ``below`` draws the screen as a new message even where the old one could be edited; ``delete``
    names a message of the person that is to be removed; ``commands`` are those the person's roles open;
    ``later`` makes what takes longer than a press may wait: it is shown below when it is there.
    """

    screen: Screen | None = None
    toast: str | None = None
    alert: bool = False
    papers: tuple[Paper, ...] = ()
    below: bool = False
    delete: int | None = None
    commands: tuple[str, ...] | None = None
    later: "Callable[[], Awaitable[Reply]] | None" = None


Handler = Callable[[Call], Awaitable[Reply]]
PressHandler = Callable[..., Awaitable[Reply]]
Overhears = Callable[[Call], Awaitable[Reply | None]]
Instead = Callable[[Call, Address], Awaitable[Reply | None]]


@dataclass
class Routes:
    """Filled once by the composition root."""

    commands: dict[str, Handler] = field(default_factory=dict)
    presses: dict[type[Address], PressHandler] = field(default_factory=dict)
    texts: dict[AwaitedKind, Handler] = field(default_factory=dict)
    files: dict[AwaitedKind, Handler] = field(default_factory=dict)
    instead: list[Instead] = field(default_factory=list)
    """Who may know a better answer to an old button than the page where the person stands."""
    overhears: list[Overhears] = field(default_factory=list)
    """Who listens to what was typed where nothing was asked."""

    def command(self, name: str, handler: Handler) -> None:
        self._once(self.commands, name, handler)

    def press(self, address: type[Address], handler: PressHandler) -> None:
        """The handler gets the call and the address that was pressed."""
        self._once(self.presses, address, handler)

    def text(self, awaited: AwaitedKind, handler: Handler) -> None:
        self._once(self.texts, awaited, handler)

    def file(self, awaited: AwaitedKind, handler: Handler) -> None:
        """Where a file is awaited. The handler also gets what else comes instead (a sticker; words, unless
        :meth:`text` has a handler of their own): then the call has no file, and the question is asked again."""
        self._once(self.files, awaited, handler)

    @staticmethod
    def _once(table: dict, key: object, handler: object) -> None:  # type: ignore[type-arg]
        if key in table:
            raise ValueError(f"{key!r} leads somewhere already")
        table[key] = handler
