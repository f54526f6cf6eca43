"""Files that prove something: which are taken, and what is known of one that is kept."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum, auto

from mentoring.ids import KeptFileId, OrganisationId

LARGEST = 20 * 1024 * 1024
"""Bytes; Telegram hands out no more to a bot."""

NAME_LIMIT = 80


class FileProblem(StrEnum):
    TOO_LARGE = auto()
    EMPTY = auto()
    UNKNOWN_TYPE = auto()
    NOT_WHAT_IT_SAYS = auto()
    MACROS = auto()
    LOST = auto()
    NO_ROOM = auto()


class FileRefused(Exception):
    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that may be kept. ``name`` is how people find it again; on the disk it has none."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    id: KeptFileId
    organisation: OrganisationId
    file: KnownFile


_UNSEEN = frozenset({"Cf", "Zl", "Zp"})
"""Signs that turn the writing around or break the line: a name would be read backwards."""


def shown_name(name: str, extension: str) -> str:
    """The person's own name for it, without a path and what no file name holds, under the extension that is true."""
    stem = "".join(sign for sign in re.split(r"[/\\]", name)[-1] if unicodedata.category(sign) not in _UNSEEN)
    stem = re.sub(r'[<>:"|?*\x00-\x1f\x7f]', " ", stem)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", " ".join(stem.split())).strip(" .")
    return f"{stem[: NAME_LIMIT - len(extension) - 1].strip() or 'Файл'}.{extension}"
