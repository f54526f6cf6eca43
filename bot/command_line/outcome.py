"""How a command ends: done, or refused with a code for programs and a sentence for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    REFUSED = 1
    USAGE = 2


@dataclass(frozen=True, slots=True)
class Done:
    """``answer`` is what ``--json`` prints, ``text`` what a person reads; ``content`` is a file for stdout."""

    answer: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    content: bytes | None = None


class Refused(Exception):
    """``code`` is for programs, ``message`` is Russian; ``answer`` is what ``--json`` adds to them."""

    def __init__(
        self, code: str, message: str, status: Exit = Exit.REFUSED, answer: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.answer = answer or {}


def usage(message: str) -> Refused:
    return Refused("usage", message, Exit.USAGE)
