"""Checks every call against the published Bot API: names, types, nesting and sizes.

The real server passes over parameters it does not know. Here they are refused: a typing error
in a parameter's name would otherwise stay unseen until somebody misses its effect.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sandbox.errors import ApiError, bad_request

Check = Callable[[Any, str], Any]
"""Takes a value and the place it stands at, gives the value as the world keeps it."""

_SPEC_FILE = Path(__file__).with_name("botapi_spec.json")
_TRUE_WORDS = frozenset({"true", "1", "yes"})
_FALSE_WORDS = frozenset({"false", "0", "no"})
_INTEGER = re.compile(r"-?\d{1,19}")
_ARRAY_OF = "Array of "
_HAVE_ANSWERS_OF_THEIR_OWN = frozenset(
    {
        # Missing or too long, they are answered with a phrase of their own, some of them after
        # the entities are parsed.
        ("sendMessage", "text"),
        ("editMessageText", "text"),
        ("sendPhoto", "caption"),
        ("sendDocument", "caption"),
        ("copyMessage", "caption"),
        ("editMessageCaption", "caption"),
        ("answerCallbackQuery", "text"),
        ("InputMediaPhoto", "caption"),
        ("InputMediaDocument", "caption"),
        ("InlineKeyboardButton", "callback_data"),
        ("BotCommand", "command"),
        ("BotCommand", "description"),
    }
)


class _Field(NamedTuple):
    check: Check
    required: bool


class Method(NamedTuple):
    """One method of the Bot API, ready to check calls of it."""

    name: str
    required: tuple[str, ...]
    checks: Mapping[str, Check]

    def check(self, parameters: Mapping[str, Any], uploads: Collection[str] = ()) -> dict[str, Any]:
        """Returns the parameters typed, or raises a 400. `uploads` are names of sent files."""
        checked: dict[str, Any] = {}
        checks = self.checks
        for name, value in parameters.items():
            check = checks.get(name)
            if check is None:
                raise bad_request(f'unknown parameter "{name}" of method {self.name}')
            if value is not None:
                checked[name] = check(value, name)
        for name in self.required:
            if name not in checked and name not in uploads:
                raise bad_request(f'parameter "{name}" is required')
        return checked


class Spec:
    """The whole Bot API; types are compiled when they are first met."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self._methods: Mapping[str, Any] = source["methods"]
        self._types: Mapping[str, Any] = source["types"]
        self._unions: Mapping[str, list[str]] = source["unions"]
        self._compiled: dict[str, Method] = {}
        self._objects: dict[str, Check] = {}
        self._fields: dict[str, dict[str, _Field]] = {}

    def method(self, name: str) -> Method:
        """The method, or the 404 of the real server."""
        compiled = self._compiled.get(name)
        if compiled is None:
            compiled = self._compiled[name] = self._compile_method(name)
        return compiled

    def check_type(self, type_name: str, value: Any) -> None:
        """Holds a value this sandbox is about to send against the published type."""
        self._check_of(type_name)(value, type_name)

    def _compile_method(self, name: str) -> Method:
        source = self._methods.get(name)
        if source is None:
            raise ApiError(404, "Not Found: method not found")
        parameters: dict[str, list[Any]] = source["p"]
        checks: dict[str, Check] = {}
        for key, described in parameters.items():
            check = _from_form(described[0], self._check_of(described[0]))
            checks[key] = _limited(check, name, key, described)
        required = tuple(
            key
            for key, described in parameters.items()
            if described[1] and (name, key) not in _HAVE_ANSWERS_OF_THEIR_OWN
        )
        return Method(name, required, checks)

    def _check_of(self, kind: str) -> Check:
        simple = _SIMPLE.get(kind)
        if simple is not None:
            return simple
        if kind.startswith(_ARRAY_OF):
            return _array(self._check_of(_one_of_list(kind.removeprefix(_ARRAY_OF))))
        if kind in self._unions:
            return self._union(self._unions[kind])
        if " or " in kind:
            return self._union(kind.split(" or "))
        return self._object(kind)

    def _union(self, kinds: list[str]) -> Check:
        simple = [_SIMPLE[kind] for kind in kinds if kind in _SIMPLE]
        if simple:
            return functools.partial(_first_fitting, simple, " or ".join(kinds))
        candidates = [(kind, self._object(kind)) for kind in kinds]
        return functools.partial(self._check_union, candidates)

    def _check_union(self, candidates: list[tuple[str, Check]], value: Any, place: str) -> Any:
        if not isinstance(value, dict):
            raise bad_request(f'object expected as "{place}"')
        kind = value.get("type")
        if isinstance(kind, str):
            ending = kind.replace("_", "").lower()
            named = [found for found in candidates if found[0].lower().endswith(ending)]
            if not named:
                raise bad_request(f'unknown type "{kind}" in "{place}"')
            return min(named, key=lambda found: len(found[0]))[1](value, place)
        best = max(candidates, key=lambda candidate: self._kinship(candidate[0], value))
        return best[1](value, place)

    def _kinship(self, type_name: str, value: dict[str, Any]) -> tuple[bool, int]:
        fields = self._fields_of(type_name)
        complete = all(name in value for name, field in fields.items() if field.required)
        return complete, sum(name in fields for name in value)

    def _object(self, type_name: str) -> Check:
        check = self._objects.get(type_name)
        if check is None:
            check = self._objects[type_name] = functools.partial(self._check_object, type_name)
        return check

    def _fields_of(self, type_name: str) -> dict[str, _Field]:
        fields = self._fields.get(type_name)
        if fields is None:
            fields = {}
            for key, described in self._types[type_name].items():
                check = _limited(self._check_of(described[0]), type_name, key, described)
                fields[key] = _Field(check, bool(described[1]))
            self._fields[type_name] = fields
        return fields

    def _check_object(self, type_name: str, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise bad_request(f'object expected as "{place}"')
        fields = self._fields.get(type_name) or self._fields_of(type_name)
        checked: dict[str, Any] = {}
        for name, inner in value.items():
            field = fields.get(name)
            if field is None:
                raise bad_request(f'unknown field "{name}" of {type_name} in "{place}"')
            if inner is not None:
                checked[name] = field.check(inner, name)
        if len(checked) < len(fields):
            for name, field in fields.items():
                if field.required and name not in checked:
                    raise bad_request(f'field "{name}" of {type_name} is required in "{place}"')
        return checked


def _one_of_list(kinds: str) -> str:
    """«A, B and C» of an array's description as «A or B or C»."""
    return kinds.replace(", ", " or ").replace(" and ", " or ")


def _string(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise bad_request(f'string expected as "{place}"')
    return value


def _integer(value: Any, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_request(f'integer expected as "{place}"')
    return value


def _number(value: Any, place: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise bad_request(f'number expected as "{place}"')
    return value


def _boolean(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise bad_request(f'boolean expected as "{place}"')
    return value


def _only_true(value: Any, place: str) -> bool:
    if value is not True:
        raise bad_request(f'true expected as "{place}"')
    return True


_SIMPLE: dict[str, Check] = {
    "String": _string,
    "Integer": _integer,
    "Float": _number,
    "Boolean": _boolean,
    "True": _only_true,
    "InputFile": _string,
    "RichText": lambda value, _place: value,
}


def _first_fitting(checks: list[Check], names: str, value: Any, place: str) -> Any:
    for check in checks:
        try:
            return check(value, place)
        except ApiError:
            continue
    raise bad_request(f'{names.lower()} expected as "{place}"')


def _array(item: Check) -> Check:
    def check(value: Any, place: str) -> list[Any]:
        if not isinstance(value, list):
            raise bad_request(f'array expected as "{place}"')
        return [item(inner, place) for inner in value]

    return check


def _from_form(kind: str, check: Check) -> Check:
    """A parameter may come as text of a form: numbers as digits, objects as JSON."""
    if kind in {"String", "InputFile", "InputFile or String"}:
        return check
    if kind == "Boolean":
        return _boolean_from_form
    if "Integer" in kind and not kind.startswith(_ARRAY_OF):
        return functools.partial(_integer_from_form, check)
    return functools.partial(_json_from_form, check)


def _boolean_from_form(value: Any, place: str) -> bool:
    if isinstance(value, str):
        word = value.lower()
        if word in _TRUE_WORDS or word in _FALSE_WORDS:
            return word in _TRUE_WORDS
    return _boolean(value, place)


def _integer_from_form(check: Check, value: Any, place: str) -> Any:
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    return check(value, place)


def _json_from_form(check: Check, value: Any, place: str) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f'can\'t parse "{place}" JSON object') from None
    return check(value, place)


def _limited(check: Check, owner: str, name: str, described: list[Any]) -> Check:
    if len(described) <= 2 or (owner, name) in _HAVE_ANSWERS_OF_THEIR_OWN:
        return check
    low, high, unit = described[2:]

    def limited(value: Any, place: str) -> Any:
        checked = check(value, place)
        size = len(checked.encode()) if unit == "bytes" else len(checked)
        if not low <= size <= high:
            raise bad_request(f'"{place}" must be {low}-{high} {unit} long, not {size}')
        return checked

    return limited


@functools.cache
def load_spec() -> Spec:
    """The Bot API as this sandbox knows it, read once."""
    return Spec(json.loads(_SPEC_FILE.read_text("utf-8")))
