"""The regional bank of mentors and mentees (Perm 2.5): rows without names, by name only with a paper consent.

Children never stand in it as rows: they are counted. What people have typed does not leave the school.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoring import names
from mentoring.ids import MembershipId
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.papers import PaperNumber
from mentoring.roles import Role

FEWEST_ROWS = 5
"""Fewer nameless rows of one municipality could be recognised by subject and experience: they are put together."""

ID_LIMIT = 40


class Band(StrEnum):
    """Years of experience, coarse enough to tell nobody apart."""

    UP_TO_3 = "0–3"
    UP_TO_10 = "4–10"
    UP_TO_20 = "11–20"
    MORE = "21+"


_BANDS = ((3, Band.UP_TO_3), (10, Band.UP_TO_10), (20, Band.UP_TO_20))


def band(years: int) -> Band:
    return next((one for last, one in _BANDS if years <= last), Band.MORE)


OTHER_SUBJECT = "другое"


def subjects(typed: str, known: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Which known subjects somebody has written of, in our words; never theirs."""
    words = names.search_key(typed).replace(",", " ").replace(";", " ").replace("/", " ").split()
    text = " ".join(words)
    found = [
        subject
        for subject, beginnings in known.items()
        if any(one in text if " " in one else any(word.startswith(one) for word in words) for one in beginnings)
    ]
    return tuple(found) or (OTHER_SUBJECT,)


@dataclass(frozen=True, slots=True)
class BankRow:
    """One adult. ``name``, ``external_id`` and ``school`` only with the paper.

    ``elsewhere``: known in another regional bank. ``code`` is None where the row was put together with others.
    """

    municipality: str | None
    code: str | None
    role: Role
    position: str | None
    subjects: tuple[str, ...]
    band: Band | None
    topics: tuple[str, ...]
    elsewhere: bool = False
    name: FullName | None = None
    external_id: str | None = None
    school: str | None = None


@dataclass(frozen=True, slots=True)
class RegionalBank:
    """``rows`` are ready to leave the school; ``pupils`` and ``hidden`` are counted alone."""

    region: Organisation
    rows: tuple[BankRow, ...]
    pupils: int
    hidden: int

    @property
    def named(self) -> int:
        return sum(row.name is not None for row in self.rows)

    @property
    def elsewhere(self) -> int:
        return sum(row.elsewhere for row in self.rows)


def unrecognisable(rows: Iterable[BankRow]) -> tuple[tuple[BankRow, ...], int]:
    """Nameless rows of small municipalities lose code, place, position and subject; too few even so are counted.

    Returns the rows and how many were left out.
    """
    rows = tuple(rows)
    nameless = Counter(row.municipality for row in rows if row.name is None)
    small = {place for place, number in nameless.items() if number < FEWEST_ROWS}
    together = [row for row in rows if row.name is None and row.municipality in small]
    kept = [row for row in rows if row.name is not None or row.municipality not in small]
    if len(together) < FEWEST_ROWS:
        return tuple(kept), len(together)
    bare = [
        replace(row, municipality=None, code=None, position=None, subjects=(), band=None, elsewhere=False)
        for row in together
    ]
    return (*kept, *sorted(bare, key=lambda row: (row.role, row.topics))), 0


class ExternalIdRefused(Exception):
    """Too long, or nothing at all."""


def read_external_id(typed: str) -> str:
    """Raises ExternalIdRefused."""
    found = " ".join(typed.split())
    if not 0 < len(found) <= ID_LIMIT:
        raise ExternalIdRefused
    return found


# -- at school ---------------------------------------------------------------------------------------------------


class Chosen(StrEnum):
    """Whom of a school's adults the list shows; as short as a button wants it."""

    ALL = "a"
    CONSENTED = "c"
    ELSEWHERE = "e"


@dataclass(frozen=True, slots=True)
class Mark:
    """``paper`` is the consent that holds now."""

    paper: PaperNumber | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class BankPerson:
    membership: MembershipId
    code: str
    name: FullName | None
    role: Role
    mark: Mark


@dataclass(frozen=True, slots=True)
class BankPersonCard:
    organisation: Organisation
    person: BankPerson
    may_mark: bool


@dataclass(frozen=True, slots=True)
class SchoolsPart:
    """The adults of a school's two banks, and how they would stand in the regional one."""

    organisation: Organisation
    people: tuple[BankPerson, ...]
    chosen: Chosen

    @property
    def shown(self) -> tuple[BankPerson, ...]:
        if self.chosen is Chosen.CONSENTED:
            return tuple(one for one in self.people if one.mark.paper)
        if self.chosen is Chosen.ELSEWHERE:
            return tuple(one for one in self.people if one.mark.external_id)
        return self.people

    @property
    def consented(self) -> int:
        return sum(one.mark.paper is not None for one in self.people)

    @property
    def elsewhere(self) -> int:
        return sum(one.mark.external_id is not None for one in self.people)


class PaperAct(StrEnum):
    """What a typed paper means: the consent has come, or it has been withdrawn."""

    GIVE = "g"
    WITHDRAW = "w"
