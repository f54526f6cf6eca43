"""A screen is a plain value; a button carries a full address. No messenger is known here.

An address is a frozen dataclass registered under a short prefix. Written into a button it is at most 60 bytes:
``prefix.field.field``, numbers in base 36, codes as they are, so that it reads back without guessing.
"""

import dataclasses
import enum
import html
import re
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

ADDRESS_LIMIT = 60
LABEL_LIMIT = 40
ROWS_LIMIT = 8
TEXT_LIMIT = 3500
CAPTION_LIMIT = 1024
PAGE = 6
SEPARATOR = "."

LARGEST_NUMBER = 2**63 - 1
"""What the database can hold."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NUMBER = re.compile(r"-?[0-9a-z]{1,13}")


class Html(str):
    """Text that is safe to send as it is: every inserted value has been quoted."""

    __slots__ = ()


def quoted(text: object) -> Html:
    return text if isinstance(text, Html) else Html(html.escape(str(text), quote=False))


def markup(template: str, /, **values: object) -> Html:
    """Fill a template of ours; every value is quoted unless it is Html already."""
    return Html(template.format(**{name: quoted(value) for name, value in values.items()}))


def bold(text: object) -> Html:
    return markup("<b>{text}</b>", text=text)


def italic(text: object) -> Html:
    return markup("<i>{text}</i>", text=text)


def lines(*parts: object) -> Html:
    """Join lines; None is left out, «» makes an empty line."""
    return Html("\n".join(quoted(part) for part in parts if part is not None))


# -- addresses ---------------------------------------------------------------------------------------------------


class Address:
    """Base of everything a button may mean; register a subclass with :func:`address`."""

    __slots__ = ()


A = TypeVar("A", bound=type[Address])

_PREFIX_OF: dict[type[Address], str] = {}
_CLASS_OF: dict[str, type[Address]] = {}
_FIELDS: dict[type[Address], list[tuple[str, Callable[[Any], str], Callable[[str], Any]]]] = {}


class AddressUnknown(Exception):
    """The data of a button leads nowhere: of an older program, or forged."""


def address(prefix: str) -> Callable[[A], A]:
    """Register a frozen dataclass of ints, bools, enums and codes under a prefix of its own."""

    def register(cls: A) -> A:
        if prefix in _CLASS_OF or SEPARATOR in prefix:
            raise ValueError(f"address prefix {prefix!r} is taken or malformed")
        hints = typing.get_type_hints(cls)
        _FIELDS[cls] = [(field.name, *_codec(hints[field.name])) for field in dataclasses.fields(cls)]  # type: ignore[arg-type]
        _PREFIX_OF[cls] = prefix
        _CLASS_OF[prefix] = cls
        return cls

    return register


def registered() -> tuple[type[Address], ...]:
    return tuple(_PREFIX_OF)


def base36(number: int) -> str:
    if number < 0:
        return "-" + base36(-number)
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _number(text: str) -> int:
    """Only what :func:`base36` writes. Raises ValueError."""
    number = int(text, 36) if _NUMBER.fullmatch(text) else None
    if number is None or abs(number) > LARGEST_NUMBER or base36(number) != text:
        raise ValueError(text)
    return number


def _codec(hint: Any) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    options = [option for option in typing.get_args(hint) if option is not type(None)]
    if options:
        write, read = _codec(options[0])
        return (lambda value: "" if value is None else write(value), lambda text: read(text) if text else None)
    hint = getattr(hint, "__supertype__", hint)
    if hint is bool:
        return (lambda value: "1" if value else "0", {"1": True, "0": False}.__getitem__)
    if hint is int:
        return base36, _number
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return (lambda value: str(value.value), hint)
    return _code, _code


def _code(text: str) -> str:
    if SEPARATOR in text:
        raise ValueError(f"a code may not hold {SEPARATOR!r}: {text!r}")
    if not text.isprintable():
        raise ValueError(f"a code is printable: {text!r}")
    return text


def packed(to: Address) -> str:
    """Raises ValueError when the address is longer than a button may carry."""
    cls = type(to)
    data = SEPARATOR.join([_PREFIX_OF[cls], *(write(getattr(to, name)) for name, write, _ in _FIELDS[cls])])
    if len(data.encode()) > ADDRESS_LIMIT:
        raise ValueError(f"{data!r} is longer than {ADDRESS_LIMIT} bytes")
    return data


def unpacked(data: str) -> Address:
    """Raises AddressUnknown."""
    if len(data) > ADDRESS_LIMIT:
        raise AddressUnknown(data)
    prefix, *parts = data.split(SEPARATOR)
    cls = _CLASS_OF.get(prefix)
    if cls is None or len(parts) != len(_FIELDS[cls]):
        raise AddressUnknown(data)
    try:
        values = {name: read(part) for (name, _, read), part in zip(_FIELDS[cls], parts, strict=True)}
        return cls(**values)
    except (ValueError, KeyError) as error:
        raise AddressUnknown(data) from error


# -- screens -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """A label and where it leads: an address, or a link."""

    label: str
    to: Address | str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture shown above the text. ``title`` stands below it where the text is too long for a caption."""

    name: str
    content: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file sent along, such as a form to be signed."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person sees: text of up to 3500 characters and rows of buttons."""

    text: Html
    rows: Rows = ()
    picture: Picture | None = None


def messages(screen: Screen) -> tuple[Screen, ...]:
    """The screen as it has to be sent: one message, or the picture and then a text that is too long for its caption."""
    picture = screen.picture
    if picture is None or len(screen.text) <= CAPTION_LIMIT:
        return (screen,)
    return Screen(quoted(picture.title), picture=picture), dataclasses.replace(screen, picture=None)


def noted(screen: "Screen", note: str | None) -> "Screen":
    """The same screen with a short word said first."""
    return screen if note is None else dataclasses.replace(screen, text=lines(note, "", screen.text))


def column(buttons: Sequence[Button]) -> Rows:
    """One button a row."""
    return tuple((button,) for button in buttons)


def grid(buttons: Sequence[Button], width: int) -> Rows:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def progress(number: int, total: int, width: int = 10) -> str:
    """«▰▰▰▱▱▱▱▱▱▱»: how far one has come, ``number`` of ``total`` being where one stands."""
    done = max(1, round(width * number / total)) if number else 0
    return "▰" * done + "▱" * (width - done)


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a longer list."""

    first: int
    last: int
    page: int
    pages: int


def paged(total: int, page: int, size: int = PAGE) -> Slice:
    """The page asked for, or the nearest one there is."""
    pages = max(1, -(-total // size))
    page = min(max(page, 0), pages - 1)
    return Slice(page * size, min((page + 1) * size, total), page, pages)


def turning(part: Slice, to: Callable[[int], Address]) -> Rows:
    """The row that turns pages; nothing when there is only one."""
    if part.pages == 1:
        return ()
    buttons = []
    if part.page > 0:
        buttons.append(Button("‹ Раньше", to(part.page - 1)))
    if part.page < part.pages - 1:
        buttons.append(Button("Дальше ›", to(part.page + 1)))
    return (tuple(buttons),)
