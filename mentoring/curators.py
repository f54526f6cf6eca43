"""The base of curators of a municipality, and the yearly word of each that they still are one (Neftekumsk 2.4)."""

import datetime
from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId
from mentoring.names import FullName
from mentoring.organisations import Organisation

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Yearly:
    """When curators are asked, asked once more, and by when they answer: month and day of each year."""

    ask_from: MonthDay = (4, 20)
    ask_again: MonthDay = (5, 4)
    until: MonthDay = (5, 10)

    def last_day(self, year: int) -> datetime.date:
        return datetime.date(year, *self.until)

    def year(self, today: datetime.date) -> int:
        """Which year's word counts today: the new one from the day on which it is asked for."""
        return today.year if (today.month, today.day) >= self.ask_from else today.year - 1

    def asking(self, today: datetime.date) -> int | None:
        """Which letter may go today, the first or the second; None outside the days of asking."""
        day = (today.month, today.day)
        if not self.ask_from <= day <= self.until:
            return None
        return 2 if day >= self.ask_again else 1


@dataclass(frozen=True, slots=True)
class CuratorLine:
    """A curator, or a school that has none (``membership`` is None).

    ``confirmed`` is the day of the latest word, ``since`` that of coming in; ``waits``: this year's word is missing.
    """

    school: str
    municipality: str | None
    contact: str | None
    membership: MembershipId | None = None
    code: str = ""
    name: FullName | None = None
    position: str | None = None
    since: datetime.date | None = None
    confirmed: datetime.date | None = None
    waits: bool = False


def waits(rules: Yearly, since: datetime.date, confirmed_year: int | None, today: datetime.date) -> bool:
    """Whoever came in after the last day of a year has told so by coming."""
    year = rules.year(today)
    return since <= rules.last_day(year) and (confirmed_year is None or confirmed_year < year)


@dataclass(frozen=True, slots=True)
class CuratorBase:
    """All curators of a place: those who have not answered first, then schools without one."""

    place: Organisation
    today: datetime.date
    lines: tuple[CuratorLine, ...]
    last_day: datetime.date

    @property
    def curators(self) -> int:
        return sum(line.membership is not None for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.waits for line in self.lines)

    @property
    def without(self) -> int:
        return len(self.lines) - self.curators


def in_order(lines: list[CuratorLine]) -> tuple[CuratorLine, ...]:
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                0 if line.waits else 1 if line.membership is None else 2,
                line.municipality or "",
                line.school,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class CuratorsWord:
    """What a curator confirms. ``confirmed`` is None until it is done.

    ``waits``: it is asked for now; ``late``: the last day of the year is over.
    """

    organisation: Organisation
    membership: MembershipId
    code: str
    name: FullName | None
    position: str | None
    year: int
    last_day: datetime.date
    confirmed: datetime.date | None = None
    waits: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class CuratorAsked:
    """A letter: is it still so? ``again``: asked before, and not any more this year."""

    organisation: OrganisationId
    organisation_name: str
    membership: MembershipId
    year: int
    last_day: datetime.date
    again: bool
