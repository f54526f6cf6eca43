"""What may be told and changed about an organisation: reading typed details, rules between them, what is next."""

import re
from dataclasses import dataclass
from enum import StrEnum

from mentoring.organisations import Detail, Organisation, Privacy, inn_is_valid, missing
from mentoring.roles import Level, Role

NAME_LIMIT = 160
TEXT_LIMIT = 250
WEEKS = (5, 6)


class Field(StrEnum):
    """A detail that can be changed; the values are the names of its column."""

    NAME = "name"
    INN = "inn"
    ADDRESS = "address"
    CONTACT = "contact"
    TZ = "tz"
    WEEK = "week"
    STATE_OWNED = "state_owned"
    MINORS = "minors"
    PRIVACY = "privacy"


TYPED = (Field.NAME, Field.INN, Field.ADDRESS, Field.CONTACT)
"""Details that are typed; the others are pressed."""

FieldValue = str | int | bool | Privacy


class Fault(StrEnum):
    """What is wrong with a detail."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    INN_NOT_DIGITS = "inn_not_digits"
    INN_LENGTH = "inn_length"
    INN_CONTROL = "inn_control"
    CONTACT_UNREACHABLE = "contact_unreachable"
    ZONE_UNKNOWN = "zone_unknown"
    WEEK_UNKNOWN = "week_unknown"
    NAMES_BEFORE_STATE = "names_before_state"
    NAMES_BEFORE_WARNING = "names_before_warning"


class DetailRefused(Exception):
    """The detail cannot be taken as it was given."""

    def __init__(self, field: Field, fault: Fault) -> None:
        super().__init__(f"{field.value}: {fault.value}")
        self.field = field
        self.fault = fault


class ParentRefused(Exception):
    """An organisation of this level cannot stand under that one."""


PARENTS_OF: dict[Level, tuple[Level, ...]] = {
    Level.REGION: (),
    Level.MUNICIPALITY: (Level.REGION,),
    Level.ORGANISATION: (Level.MUNICIPALITY, Level.REGION),
}
"""Under what an organisation of the level may stand; every one of them may also stand alone."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by the name of a well-known city."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """An organisation as one caller may see and change it; ``parents`` are names from the root down."""

    organisation: Organisation
    parents: tuple[str, ...]
    inside: int
    may_edit: bool
    may_create: bool
    invites: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class OrganisationShelf:
    """What stands directly under one organisation, or at the top of what the caller may see."""

    above: Organisation | None
    entries: tuple[tuple[Organisation, int], ...]
    may_create: bool


def typed(field: Field, text: str) -> str:
    """Read a typed detail. Raises DetailRefused."""
    words = " ".join(text.split())
    if field is Field.INN:
        return _inn(words)
    if len(words) < 3 or (field is not Field.CONTACT and not any(letter.isalpha() for letter in words)):
        raise DetailRefused(field, Fault.EMPTY)
    if len(words) > (NAME_LIMIT if field is Field.NAME else TEXT_LIMIT):
        raise DetailRefused(field, Fault.TOO_LONG)
    if field is Field.CONTACT and not _reachable(words):
        raise DetailRefused(field, Fault.CONTACT_UNREACHABLE)
    return words


def _inn(words: str) -> str:
    digits = re.sub(r"(?i)^инн[\s:№]*|[\s-]", "", words)
    if not (digits.isascii() and digits.isdecimal()):
        raise DetailRefused(Field.INN, Fault.INN_NOT_DIGITS)
    if len(digits) not in {10, 12}:
        raise DetailRefused(Field.INN, Fault.INN_LENGTH)
    if not inn_is_valid(digits):
        raise DetailRefused(Field.INN, Fault.INN_CONTROL)
    return digits


def _reachable(contact: str) -> bool:
    """A post address or at least a local telephone number (five digits) is there."""
    return re.search(r"\S@\S+\.\S", contact) is not None or sum(letter.isdigit() for letter in contact) >= 5


def allow_privacy(organisation: Organisation, privacy: Privacy) -> None:
    """Names only where the legal form is known, and in a state school only after the warning (report, 4.6).

    Raises DetailRefused.
    """
    if privacy is Privacy.MINIMAL:
        return
    if organisation.state_owned is None:
        raise DetailRefused(Field.PRIVACY, Fault.NAMES_BEFORE_STATE)
    if organisation.state_owned and not organisation.warned:
        raise DetailRefused(Field.PRIVACY, Fault.NAMES_BEFORE_WARNING)


def fits_under(level: Level, parent: Organisation | None) -> None:
    """Raises ParentRefused."""
    if parent is not None and parent.level not in PARENTS_OF[level]:
        raise ParentRefused


def levels_under(level: Level | None) -> tuple[Level, ...]:
    """What may be created under an organisation of the level, or at the top of the tree; the most frequent first."""
    if level is None:
        return tuple(reversed(Level))
    return tuple(below for below in reversed(Level) if level in PARENTS_OF[below])


def open_steps(organisation: Organisation) -> tuple[Detail | Field, ...]:
    """What is still to be told, in the order of asking: the operator's details, then whether pupils take part."""
    steps: list[Detail | Field] = list(missing(organisation))
    if organisation.minors is None and organisation.level is Level.ORGANISATION:
        steps.append(Field.MINORS)
    return tuple(steps)
