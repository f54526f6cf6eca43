"""Rounds of reports that a level collects from the one below it: April, May, October.

Source: domain report 5.6 (neft-6.2a, 6.2b and 6.3; bel-3.4, order п. 3.3). The kinds are data:
``config/report_rounds.yaml``.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.calendar import DAY, Calendar
from mentoring.deadlines import remind_by
from mentoring.ids import OrganisationId, ReportRoundId
from mentoring.roles import Level

PROPOSED_AFTER = 60
"""Days after its last day on which a round that was forgotten may still be opened."""

FEWEST_DAYS = 5
"""Working days that those below have at least, however late a round is opened."""


@dataclass(frozen=True, slots=True)
class RoundKind:
    """``name`` is a month («апрель»); ``sender``: whose reports they are, whoever stands right above collects them.

    ``month`` is the one whose meetings are counted; ``propose`` and ``due`` are month and day. ``remind_before``:
    working days before the last one, most first. ``sums``: the kind whose accepted reports it is made of.
    ``items``: uids of what it may prove in road maps.
    """

    key: str
    name: str
    sender: Level
    month: int
    propose: tuple[int, int]
    due: tuple[int, int]
    remind_before: tuple[int, ...]
    sums: str | None = None
    items: frozenset[str] = frozenset()

    def proposed_on(self, year: int) -> datetime.date:
        return datetime.date(year, *self.propose)

    def due_on(self, year: int) -> datetime.date:
        return datetime.date(year, *self.due)

    def month_of(self, year: int) -> datetime.date:
        """Its first day."""
        return datetime.date(year, self.month, 1)

    def year_to_open(self, today: datetime.date) -> int | None:
        """Of which year a round may be opened today; None outside its time."""
        for year in (today.year, today.year - 1):
            if self.proposed_on(year) <= today <= self.due_on(year) + PROPOSED_AFTER * DAY:
                return year
        return None


RoundKinds = Mapping[str, RoundKind]


@dataclass(frozen=True, slots=True)
class ReportRound:
    """As it is kept: ``organisation`` collects, ``year`` is that of the last day; moments in seconds, UTC."""

    id: ReportRoundId
    organisation: OrganisationId
    kind: str
    year: int
    due: datetime.date
    opened_at: int
    closed_at: int | None

    @property
    def open(self) -> bool:
        return self.closed_at is None


class RoundClosed(Exception):
    """Nothing is sent or decided in it any more."""


def last_day(kind: RoundKind, year: int, today: datetime.date, days: Calendar) -> datetime.date:
    """By when a round that is opened today is to be answered."""
    return max(kind.due_on(year), days.after(today, FEWEST_DAYS))


def step(
    kind: RoundKind, found: ReportRound, opened: datetime.date, today: datetime.date, days: Calendar
) -> int | None:
    """The latest reminder whose day has come, as working days before the last one.

    None before the first, on the day of the opening, and when the last day is over.
    """
    if today > found.due:
        return None
    last = remind_by(found.due, days)
    begun = [before for before in kind.remind_before if opened < days.before(last, before) <= today]
    return min(begun, default=None)
