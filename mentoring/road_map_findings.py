"""What a person should know of a plan that was read: row by row, nothing in silence."""

from dataclasses import dataclass
from enum import StrEnum, auto

from mentoring.roles import Role


class Finding(StrEnum):
    """Those of PROBLEMS have to be settled by a person, the others are for looking at."""

    DEADLINE_UNKNOWN = auto()
    DEADLINE_MISSING = auto()
    DEADLINE_ASSUMED = auto()
    OWNER_UNKNOWN = auto()
    OWNER_MISSING = auto()
    OWNER_CHOSEN = auto()
    OWNER_ACTS_FOR = auto()
    PERSON_DROPPED = auto()
    PERSON_LEFT_OUT = auto()
    PERSON_CUT = auto()
    PERSON_LIKELY = auto()
    NUMBER_TWICE = auto()
    ROW_JOINED = auto()
    ROW_REPEATED = auto()
    ITEM_MISSING = auto()
    SECTION_EMPTY = auto()
    PERIOD_ASSUMED = auto()
    COLUMN_ABSENT = auto()
    COLUMN_KEPT = auto()
    TABLE_SKIPPED = auto()


PROBLEMS = frozenset(
    {
        Finding.DEADLINE_UNKNOWN,
        Finding.OWNER_UNKNOWN,
        Finding.OWNER_MISSING,
        Finding.PERSON_DROPPED,
        Finding.ITEM_MISSING,
        Finding.TABLE_SKIPPED,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """``column`` is the heading as written, ``value`` what stands there, ``why`` the doubt or the assumption.

    ``role`` is who was set to act, ``sheet`` names the table where the file has several, ``uid`` the item that the row
    has become. Names of persons do not occur.
    """

    row: int
    column: str
    finding: Finding
    value: str = ""
    why: str = ""
    role: Role | None = None
    sheet: str = ""
    uid: str | None = None
