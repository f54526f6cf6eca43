"""A list of people as a school keeps it: reading rows under headings of any order and spelling."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring import names
from mentoring.ids import InvitationId
from mentoring.names import FullName, NameRefused, search_key
from mentoring.roles import PARTICIPANTS, Role

HEADING_WITHIN = 10
"""The headings stand in one of the first rows: titles and empty rows may come before them."""


class Column(StrEnum):
    FULL_NAME = "full_name"
    SURNAME = "surname"
    NAME = "name"
    PATRONYMIC = "patronymic"
    ROLE = "role"
    POSITION = "position"
    SUBJECT = "subject"
    SCHOOL_CLASS = "school_class"


_HEADINGS: tuple[tuple[str, Column], ...] = (
    (r"ф ?и ?о\b.*|фамилия,? имя.*", Column.FULL_NAME),
    (r"фамилия", Column.SURNAME),
    (r"имя", Column.NAME),
    (r"отчество.*", Column.PATRONYMIC),
    (r"роль.*", Column.ROLE),
    (r"должность.*", Column.POSITION),
    (r"(преподаваемый )?предмет.*", Column.SUBJECT),
    (r"класс(?! рук)", Column.SCHOOL_CLASS),
)

_ROLES: tuple[tuple[str, Role], ...] = (
    (r"региональн\w+ координатор", Role.REGIONAL_COORDINATOR),
    (r"муниципальн\w+ координатор", Role.MUNICIPAL_COORDINATOR),
    (r"зам\w*( директора.*)?|завуч.*|замдиректора.*", Role.DEPUTY_HEAD),
    (r"куратор.*", Role.CURATOR),
    (r"координатор|(педагог )?психолог|координатор психолог", Role.COORDINATOR),
    (r"(член |участник )?рабоч\w+ групп\w+", Role.WORKING_GROUP),
    (r"наставни[кц]а?", Role.MENTOR),
    (r"наставляем\w+", Role.MENTEE),
)


class ProblemKind(StrEnum):
    """Why a row was not taken."""

    NAME_UNREADABLE = "name_unreadable"
    ROLE_MISSING = "role_missing"
    ROLE_UNKNOWN = "role_unknown"
    ROLE_NOT_HERE = "role_not_here"
    CLASS_OF_STAFF = "class_of_staff"
    PUPILS_NOT_HERE = "pupils_not_here"
    TWICE_IN_FILE = "twice_in_file"
    ALREADY_LISTED = "already_listed"


@dataclass(frozen=True, slots=True)
class Problem:
    """``row`` is counted as the spreadsheet counts it, from 1; ``column`` is the heading as written there."""

    row: int
    column: str
    kind: ProblemKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A readable row; ``school_class`` makes a pupil. ``heading`` is the column the name stands in."""

    row: int
    name: FullName
    role: Role
    position: str | None
    school_class: str | None
    heading: str

    @property
    def key(self) -> "Key":
        """By what a second mention is recognised."""
        return key(self.name, self.role, self.school_class)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that was taken; in a dry run nobody has a code or an invitation yet."""

    row: int
    role: Role
    code: str | None = None
    invitation: InvitationId | None = None
    invitation_code: str | None = None


@dataclass(frozen=True, slots=True)
class BroughtIn:
    listed: tuple[Listed, ...]
    problems: tuple[Problem, ...]


class HeadingsMissing(Exception):
    """The table has no columns for the name or for the role."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        super().__init__(", ".join(columns))
        self.columns = columns


Key = tuple[str, Role, str]


def key(name: FullName, role: Role, school_class: str | None) -> Key:
    """Namesakes of different classes are different people."""
    grade = re.sub(r"[\s\W]", "", search_key(school_class))
    return search_key(name.surname, name.name, name.patronymic), role, grade


def same_person(entry: Entry, entries: Iterable[Entry], known: Iterable[Key]) -> Key | None:
    """Whom of those known already the row means; None for somebody new.

    A pupil who has gone up a class since is still the same one, unless there are namesakes to mix up.
    """
    namesakes = [one for one in known if one[:2] == entry.key[:2]]
    if entry.key in namesakes:
        return entry.key
    alone = sum(one.key[:2] == entry.key[:2] for one in entries) == 1 and len(namesakes) == 1
    return namesakes[0] if alone else None


def read(rows: Sequence[Sequence[str]], roles: Iterable[Role], *, minors: bool) -> tuple[list[Entry], list[Problem]]:
    """Read what can be read; the rest is named row by row. Raises HeadingsMissing."""
    start, columns = _headings(rows)
    reader = _Reader(columns, [cell.strip() for cell in rows[start]], frozenset(roles), minors)
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: set[Key] = set()
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not any(cell.strip() for cell in row):
            continue
        found = reader.entry(number, row)
        if isinstance(found, Entry) and found.key in seen:
            found = Problem(number, found.heading, ProblemKind.TWICE_IN_FILE)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            seen.add(found.key)
            entries.append(found)
    return entries, problems


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[Column, int]]:
    best: dict[Column, int] = {}
    for index, row in enumerate(rows[:HEADING_WITHIN]):
        columns: dict[Column, int] = {}
        for position, cell in enumerate(row):
            column = _column(cell)
            if column is not None:
                columns.setdefault(column, position)
        if not _absent(columns):
            return index, columns
        best = max(best, columns, key=len)
    raise HeadingsMissing(_absent(best))


def _absent(columns: Iterable[Column]) -> tuple[Column, ...]:
    known = set(columns)
    named = Column.FULL_NAME in known or {Column.SURNAME, Column.NAME} <= known
    return (() if named else (Column.FULL_NAME,)) + (() if Column.ROLE in known else (Column.ROLE,))


def _column(heading: str) -> Column | None:
    words = _plain(heading)
    return next((column for pattern, column in _HEADINGS if re.fullmatch(pattern, words)), None)


def _plain(text: str) -> str:
    """Lower case, «ё» as «е», no brackets and no punctuation but commas inside."""
    without = re.sub(r"\(.*?\)", " ", names.one_spelling(text).lower().replace("ё", "е"))
    return " ".join(re.sub(r"[^\w,]+", " ", without).split()).strip(" ,")


def role_of(text: str) -> Role | None:
    """The role that a cell names, in Russian or by its code."""
    words = _plain(text)
    if words in set(Role):
        return Role(words)
    return next((role for pattern, role in _ROLES if re.fullmatch(pattern, words)), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    columns: dict[Column, int]
    headings: list[str]
    roles: frozenset[Role]
    minors: bool

    def entry(self, number: int, row: Sequence[str]) -> Entry | Problem:
        name = self._name(row)
        if name is None:
            return self._problem(number, row, self._name_column, ProblemKind.NAME_UNREADABLE)
        role = role_of(self._cell(row, Column.ROLE))
        if role is None:
            absent = not self._cell(row, Column.ROLE)
            kind = ProblemKind.ROLE_MISSING if absent else ProblemKind.ROLE_UNKNOWN
            return self._problem(number, row, Column.ROLE, kind)
        if role not in self.roles:
            return self._problem(number, row, Column.ROLE, ProblemKind.ROLE_NOT_HERE)
        school_class = self._cell(row, Column.SCHOOL_CLASS) or None
        if school_class and role not in PARTICIPANTS:
            return self._problem(number, row, Column.SCHOOL_CLASS, ProblemKind.CLASS_OF_STAFF)
        if school_class and not self.minors:
            return self._problem(number, row, Column.SCHOOL_CLASS, ProblemKind.PUPILS_NOT_HERE)
        parts = (self._cell(row, Column.POSITION), self._cell(row, Column.SUBJECT))
        position = ", ".join(part for part in parts if part) or None
        return Entry(number, name, role, position, school_class, self.headings[self.columns[self._name_column]])

    @property
    def _name_column(self) -> Column:
        return Column.FULL_NAME if Column.FULL_NAME in self.columns else Column.SURNAME

    def _name(self, row: Sequence[str]) -> FullName | None:
        if Column.FULL_NAME in self.columns:
            written = self._cell(row, Column.FULL_NAME)
        else:
            parts = [self._cell(row, column) for column in (Column.SURNAME, Column.NAME, Column.PATRONYMIC)]
            if not (parts[0] and parts[1]):
                return None
            written = " ".join(part for part in parts if part)
        try:
            return names.parse(written)
        except NameRefused:
            return None

    def _cell(self, row: Sequence[str], column: Column) -> str:
        at = self.columns.get(column)
        return row[at].strip() if at is not None and at < len(row) else ""

    def _problem(self, number: int, row: Sequence[str], column: Column, kind: ProblemKind) -> Problem:
        return Problem(number, self.headings[self.columns[column]], kind, self._cell(row, column))
