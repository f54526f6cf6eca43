"""The analytic note of a school year: twelve parts, of which the programme fills 2 to 9 (methodology 3.6).

A value; words are ``bot.texts.analytic_note``, the file is drawn from those. Nobody is named in it. What a person must
think of (best practices, conclusions, proposals) is left open.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentoring.before_after import BeforeAfter
from mentoring.calendar import Calendar
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.indicators import IndicatorsAt
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.pairs import MentoringKind
from mentoring.report import Report, Satisfaction, Share
from mentoring.road_map_report import Verdict
from mentoring.roles import Level, Role
from mentoring.self_check import Score
from mentoring.swot import Line


class Audience(StrEnum):
    """Whose satisfaction is told."""

    MENTEES = "mentees"
    MENTORS = "mentors"
    WORKING_GROUP = "working_group"


@dataclass(frozen=True, slots=True)
class Asked:
    """A questionnaire of the year: how many people were asked it and how many have answered."""

    form: str
    title: str
    asked: int
    answered: int

    @property
    def response(self) -> Share:
        return Share(self.answered, self.asked)


@dataclass(frozen=True, slots=True)
class PairKind:
    """Pairs and groups that are alike: who is a pupil, of which kind, more than one mentee or not."""

    mentor_pupil: bool
    mentee_pupil: bool
    kind: MentoringKind
    group: bool
    number: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a road map that is not done. ``reason``: why it is not needed, as its owner has written it."""

    number: str
    text: str
    verdict: Verdict
    due: datetime.date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RoadMapPart:
    """A road map as it stands on the day it is looked at, whatever the day of the note; ``above``: led from above."""

    title: str
    above: bool
    on: datetime.date
    totals: Mapping[Verdict, int]
    items: tuple[Item, ...]

    @property
    def whole(self) -> int:
        return sum(self.totals.values())

    def of(self, verdict: Verdict) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.verdict is verdict)


@dataclass(frozen=True, slots=True)
class Process:
    """``days``: working days from the order to the first meeting, summed over the ``first_meetings`` of the year.

    ``trials``: how many of the trials that were settled have failed. ``ended_early``: pairs and groups of the year.
    """

    days: int = 0
    first_meetings: int = 0
    trials: Share = field(default_factory=lambda: Share(0, 0))
    ended_early: int = 0

    @property
    def mean_days(self) -> float | None:
        """To a tenth."""
        return round(self.days / self.first_meetings, 1) if self.first_meetings else None


@dataclass(frozen=True, slots=True)
class NoteReport:
    """``prepared_by`` is the role of whoever asked, None at the command line; ``signed_by`` their name where the bot
    knows it.

    ``earlier`` is the same day a year before, None where there was nothing yet. ``swot`` is None above a school;
    ``words``: whether its lines may stand in this copy.
    """

    organisation: Organisation
    on: datetime.date
    prepared_by: Role | None
    report: Report
    earlier: Report | None
    asked: tuple[Asked, ...]
    kinds: tuple[PairKind, ...]
    indicators: IndicatorsAt
    road_maps: tuple[RoadMapPart, ...]
    process: Process
    changes: BeforeAfter
    working_group: Satisfaction
    self_check: Score
    swot: tuple[Line, ...] | None
    words: bool = True
    signed_by: FullName | None = None

    @property
    def invited(self) -> int:
        return sum(one.asked for one in self.asked)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.asked)

    @property
    def tells_self_check(self) -> bool:
        """In the school's own note always; above it the score of one school must not be told for all."""
        return self.organisation.level is Level.ORGANISATION or self.self_check.answered >= FEWEST_ANSWERS

    def satisfaction(self, audience: Audience) -> Satisfaction:
        if audience is Audience.WORKING_GROUP:
            return self.working_group
        return self.report.satisfaction[Role.MENTEE if audience is Audience.MENTEES else Role.MENTOR]


def working_days(first: datetime.date, last: datetime.date, calendar: Calendar) -> int:
    """From one day to another: 0 on the same, 1 on the next working one."""
    day, found = first, 0
    while day < last:
        day += datetime.timedelta(days=1)
        found += calendar.works(day)
    return found


def a_year_before(day: datetime.date) -> datetime.date:
    """29 February is compared with the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def tells_anything(report: Report) -> bool:
    """Whether there was a programme already."""
    people = report.people
    return bool(people.mentees or people.mentors or sum(report.stages.values()))


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What the reader may sum up a year with: ``draws`` the papers, ``edits_swot`` of a school."""

    organisation: Organisation
    draws: bool
    edits_swot: bool
