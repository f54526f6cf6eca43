"""A deadline as short as a button wants it: its normal form without quotes, brackets and centuries."""

import re
from typing import Any

from bot.screens import SEPARATOR
from mentoring import deadlines
from mentoring.deadlines import Deadline, NotADeadline, Year

_LETTERS = {
    "month": "m",
    "months": "M",
    "until": "u",
    "annual_month": "a",
    "annual_months": "A",
    "annual_until": "b",
    "annual_range": "c",
    "annual": "y",
    "quarter": "q",
    "quarters": "Q",
    "quarterly": "k",
    "monthly": "l",
    "range": "r",
    "year": "Y",
    "whole_period": "w",
    "from": "f",
    "continuous": "o",
    "by_schedule": "s",
    "by_programme": "p",
    "as_needed": "n",
    "none": "0",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_LISTS = frozenset({"months", "annual_months", "annual_range", "quarters", "range", "whole_period"})
_OF_MONTHS = frozenset({"month", "months", "range", "from", "whole_period"})
_NAMED = frozenset({"by_schedule", "by_programme"})
_THEN = "~"
NAME_LIMIT = 36
"""Bytes of a name; the rest of the button is the item and what follows."""

_YEARS = range(1900, 2101)


class CodeUnknown(Exception):
    """Of an older program, or forged."""


def code_of(deadline: Deadline) -> str:
    """Which paper the days stand in (``of``) is told where it fits."""
    norm = deadlines.written(deadline)
    then = norm.pop("then", None)
    ((kind, value),) = norm.items()
    return _part(kind, value) + ("" if then is None else _THEN + _then(then))


def deadline_of(code: str) -> Deadline:
    """Raises CodeUnknown."""
    head, has_then, tail = code.partition(_THEN)
    try:
        norm = _norm(head)
        if has_then:
            norm["then"] = _norm(tail[1:]) if tail[0] == "=" else tail
        found = deadlines.read(norm)
    except (NotADeadline, KeyError, ValueError, IndexError, TypeError, OverflowError) as error:
        raise CodeUnknown(code) from error
    if isinstance(found.when, Year) and found.when.year not in _YEARS:
        raise CodeUnknown(code)
    return found


def _then(value: Any) -> str:
    if isinstance(value, str):
        return value
    ((kind, inner),) = value.items()
    return "=" + _part(kind, inner)


def _part(kind: str, value: Any) -> str:
    letter = _LETTERS[kind]
    if value is True:
        return letter
    if kind in _NAMED:
        return letter + (value if _fits(value) else "")
    if isinstance(value, dict):
        return letter + ",".join(_short(value.get(key)) for key in ("from", "to"))
    return letter + (",".join(map(_short, value)) if isinstance(value, list) else _short(value))


def _fits(name: str) -> bool:
    return len(name.encode()) <= NAME_LIMIT and name.isprintable() and not {SEPARATOR, _THEN} & {*name}


def _short(value: Any) -> str:
    """«2026-05-15» → «260515», «2026Q3» → «26Q3», None → «»."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    return re.sub(r"^20(?=\d\d[-Q])", "", str(value)).replace("-", "")


def _norm(text: str) -> dict[str, Any]:
    kind, told = _KINDS[text[0]], text[1:]
    if not told:
        return {kind: True}
    if kind == "annual":
        first, last = told.split(",")
        return {kind: {key: int(year) for key, year in (("from", first), ("to", last)) if year}}
    if kind in _NAMED:
        return {kind: told}
    if kind in _LISTS:
        return {kind: [_long(part, kind) for part in told.split(",")]}
    return {kind: _long(told, kind)}


def _long(text: str, kind: str) -> Any:
    if not text:
        return None
    if kind in _OF_MONTHS:
        return f"{_century(text, 4)[:4]}-{text[-2:]}"
    if kind == "until":
        return f"{_century(text, 6)[:4]}-{text[-4:-2]}-{text[-2:]}"
    if kind == "annual_until":
        return f"{text[:2]}-{text[2:]}"
    if kind in {"quarter", "quarters"}:
        return _century(text, 4)
    return int(text)


def _century(text: str, short: int) -> str:
    return f"20{text}" if len(text) == short else text
