"""Papers that a school keeps as tables: what stands in a row of each (conventions 5.5)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mentoring.bank import TOPIC_FIELDS, Filled, Post, Side, post
from mentoring.consent import Channel, ConsentKind
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.pairs import MentoringKind, Order, PairState
from mentoring.papers import PaperNumber
from mentoring.roles import Level


class PaperTable(StrEnum):
    """As the command line calls them."""

    MENTEES = "bank-mentees"
    MENTORS = "bank-mentors"
    PAIRS = "pairs"
    CONSENTS = "consents"
    MUNICIPAL = "municipal"


SIDES = {PaperTable.MENTEES: Side.MENTEES, PaperTable.MENTORS: Side.MENTORS}

WITH_NAMES = frozenset({*SIDES, PaperTable.PAIRS})
"""The journal of consents knows people by their codes."""

FIELDS = frozenset({*TOPIC_FIELDS, "position", "grade", "subjects", "experience_years", "category"}) | {
    "capacity",
    "form",
    "forms",
    "kinds",
}
"""Which answers of a questionnaire a bank on paper holds."""

IN_REGISTER = frozenset(PairState) - {PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE, PairState.DECLINED}
"""A pair that nobody has agreed to is none yet."""


def kept_at(level: Level) -> tuple[PaperTable, ...]:
    """Above a school there are numbers only."""
    if level is Level.ORGANISATION:
        return tuple(table for table in PaperTable if table is not PaperTable.MUNICIPAL)
    return (PaperTable.MUNICIPAL,)


class NotKeptHere(Exception):
    """A place of another level keeps this table."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(str(organisation.id))
        self.organisation = organisation


class NamesStay(Exception):
    """Names of this organisation do not pass through the messenger."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(str(organisation.id))
        self.organisation = organisation


@dataclass(frozen=True, slots=True)
class Begun:
    """A paper somebody may have. ``named``: names and typed words stand in it; ``rows`` are how many will come."""

    table: PaperTable
    organisation: Organisation
    on: datetime.date
    named: bool
    rows: int


@dataclass(frozen=True, slots=True)
class OpenPair:
    """``number`` comes with the order."""

    number: int | None
    state: PairState


@dataclass(frozen=True, slots=True)
class NumberedConsent:
    """``number`` is that of the line in the journal of consents; ``paper`` is the parent's."""

    number: int
    date: datetime.date
    paper: PaperNumber | None = None


@dataclass(frozen=True, slots=True)
class BankRow:
    """Somebody of a bank without an answer that was promised to one reader only.

    ``name`` is None where the code has to stand for it. ``looking`` is False for whoever needs no other mentor.
    """

    code: str
    name: FullName | None
    pupil: bool
    post: Post
    subjects: tuple[str, ...]
    experience: int | None
    category: str | None
    topics: tuple[str, ...]
    forms: tuple[str, ...]
    kinds: tuple[str, ...]
    finished: datetime.date
    pairs: tuple[OpenPair, ...]
    looking: bool
    consent: NumberedConsent | None
    places: int | None


def bank_row(
    filled: Filled, pairs: tuple[OpenPair, ...], consent: NumberedConsent | None, *, looking: bool, named: bool
) -> BankRow:
    """``filled`` as somebody reads it to whom nothing was promised."""

    def one(field: str) -> str | None:
        return next(iter(filled.labels(field, words=named)), None)

    years = one("experience_years")
    return BankRow(
        filled.membership.code,
        filled.person.name if named else None,
        filled.person.adult is False,
        post(filled, words=named),
        filled.labels("subjects", words=named),
        int(years) if years is not None and years.isdecimal() else None,
        one("category"),
        filled.labels(*TOPIC_FIELDS, words=named),
        filled.labels("form", "forms", words=named),
        filled.labels("kinds", words=named),
        filled.finished,
        pairs,
        looking,
        consent,
        filled.places,
    )


@dataclass(frozen=True, slots=True)
class Participant:
    """A side of a pair; ``name`` as in :class:`BankRow`."""

    code: str
    name: FullName | None


@dataclass(frozen=True, slots=True)
class PairRow:
    """``until`` is the last day planned, ``closed`` the one on which it was over; ``done`` of ``events`` are held."""

    number: int | None
    order: Order | None
    mentor: Participant
    mentees: tuple[Participant, ...]
    pupil_leads: bool
    pupils_learn: bool
    kind: MentoringKind
    state: PairState
    until: datetime.date | None
    closed: datetime.date | None
    done: int
    events: int | None
    last_meeting: datetime.date | None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """``code`` is None for somebody who has been deleted: the proof stays. ``mistaken``: marked by a slip."""

    number: int
    code: str | None
    kind: ConsentKind
    version: int
    given: datetime.date
    channel: Channel
    paper: PaperNumber | None
    withdrawn: datetime.date | None
    withdrawn_channel: Channel | None
    mistaken: bool
