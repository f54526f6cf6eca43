"""The registry of mentors: whoever stands in the bank has offered to help, the registry says whom the school trusts.

Nominated by a curator out of the bank, approved by an order (Usolye 4.14; ЦВПВМ 4.а), removed with what was before
kept in a history.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoring.bank import field_of
from mentoring.ids import MembershipId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Partner
from mentoring.pairs import Order
from mentoring.questionnaire import Answers, Questionnaire


class RegistryState(StrEnum):
    NOMINATED = "nominated"
    APPROVED = "approved"
    REMOVED = "removed"


class RegistryEvent(StrEnum):
    """What may happen to a record; kept in its history under this name."""

    NOMINATE = "nominate"
    APPROVE = "approve"
    TRAIN = "train"
    REMOVE = "remove"
    LEAVE = "leave"


OWN_WISH = "own_wish"
"""Kept with a nomination that nobody else has made."""


class RemovalReason(StrEnum):
    """Chosen by a button, read by those who keep the registry."""

    WISH = "wish"
    TIME = "time"
    MISTAKE = "mistake"
    OTHER = "other"


class Shelf(StrEnum):
    """How the registry is looked through; as short as a button wants it."""

    APPROVED = "a"
    NOMINATED = "n"
    CANDIDATES = "c"
    REMOVED = "r"


SHELF_OF = {
    RegistryState.APPROVED: Shelf.APPROVED,
    RegistryState.NOMINATED: Shelf.NOMINATED,
    RegistryState.REMOVED: Shelf.REMOVED,
}


READY = "ready_to_sign"
"""The field of the question by which a teacher tells that they would."""


class RegistryRefused(Exception):
    """The record is not where this can be done."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mentor's place in the registry. ``trained_on``: the day the training for mentors was finished."""

    membership: MembershipId
    state: RegistryState
    order: Order | None = None
    trained_on: datetime.date | None = None


def nominated(membership: MembershipId, before: Record | None) -> Record:
    """Out of the bank, or again after a removal: the training stays, an old order does not. Raises RegistryRefused."""
    if before is None:
        return Record(membership, RegistryState.NOMINATED)
    if before.state is not RegistryState.REMOVED:
        raise RegistryRefused
    return replace(before, state=RegistryState.NOMINATED, order=None)


def would_be_mentor(form: Questionnaire, answers: Answers) -> bool:
    """Whether somebody has told in their questionnaire that they would sign for the work of a mentor (ТК 351.8)."""
    return any(answers.get(question.id) is True for question in form.questions if field_of(question) == READY)


def approved(before: Record, order: Order) -> Record:
    """Raises RegistryRefused for whoever is not nominated."""
    if before.state is not RegistryState.NOMINATED:
        raise RegistryRefused
    return replace(before, state=RegistryState.APPROVED, order=order)


def trained(before: Record, day: datetime.date, today: datetime.date) -> Record:
    """Raises RegistryRefused for a day to come, and for whoever is in it no more."""
    if before.state is RegistryState.REMOVED or day > today:
        raise RegistryRefused
    return replace(before, trained_on=day)


def removed(before: Record) -> Record:
    """The order stays to be read. Raises RegistryRefused when it has been done already."""
    if before.state is RegistryState.REMOVED:
        raise RegistryRefused
    return replace(before, state=RegistryState.REMOVED)


# -- what is shown -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RegistryLine:
    """``record`` is None for somebody who only stands in the bank, ``told_trained`` is their own word."""

    partner: Partner
    record: Record | None
    places: int | None = None
    told_trained: bool = False


@dataclass(frozen=True, slots=True)
class RegistryOverview:
    """``required``: only approved mentors are proposed."""

    organisation: Organisation
    counts: Mapping[Shelf, int]
    required: bool


@dataclass(frozen=True, slots=True)
class RegistryList:
    organisation: Organisation
    shelf: Shelf
    lines: tuple[RegistryLine, ...]
    page: int
    may_nominate: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class RegistryStep:
    """One line of a history; ``details`` is an order, a day or a reason."""

    on: datetime.date
    event: RegistryEvent
    details: str | None = None


@dataclass(frozen=True, slots=True)
class RegistryCard:
    """``in_bank``: whoever has left the bank cannot be nominated."""

    organisation: Organisation
    line: RegistryLine
    history: tuple[RegistryStep, ...]
    today: datetime.date
    in_bank: bool
    may_nominate: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class OrderAsked:
    """Number and date of the order that approves these mentors are awaited from the keyboard."""

    organisation: Organisation
    mentors: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class VolunteerAsked:
    """A mentor who may ask for the registry. ``required``: only approved mentors are proposed."""

    organisation: Organisation
    membership: MembershipId
    required: bool
