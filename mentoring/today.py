"""«Что сегодня»: what a leading role has to look at now, place by place."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto

from mentoring.calendar import DAY, Calendar
from mentoring.deadlines import remind_by
from mentoring.ids import RoadMapId
from mentoring.organisations import Organisation
from mentoring.road_map_ladder import ACTS_FOR
from mentoring.road_map_views import Duty, LateAt
from mentoring.road_maps import LEADERS
from mentoring.roles import Level, Role


class Matter(StrEnum):
    """What waits for a decision, the most urgent first."""

    QUESTIONS = auto()
    PAIRS_LATE = auto()
    PLANS = auto()
    ORDERS = auto()
    DRAFTS = auto()
    UNPAIRED = auto()
    REGISTRY = auto()
    PAPERS = auto()
    UNREACHED = auto()
    UNFINISHED = auto()
    SURVEYS_USUAL = auto()
    SURVEYS_SILENT = auto()
    NUMBERS = auto()
    REPORTS_TO_SEND = auto()
    REPORTS_TO_DECIDE = auto()
    ROUNDS_TO_OPEN = auto()


@dataclass(frozen=True, slots=True)
class Nearing:
    """Due this week; ``by`` is the last working day for it."""

    duty: Duty
    by: datetime.date


@dataclass(frozen=True, slots=True)
class Waiting:
    matter: Matter
    number: int


@dataclass(frozen=True, slots=True)
class TodayAt:
    """One place; ``undated``: what has no day yet, ``behind``: who is late below.

    ``above``: those of the road maps that are not its own; ``names_days``: the reader may say by when it is to be done.
    """

    place: Organisation
    today: datetime.date
    late: tuple[Duty, ...] = ()
    week: tuple[Nearing, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    undated: tuple[Duty, ...] = ()
    behind: tuple[LateAt, ...] = ()
    above: Mapping[RoadMapId, Level] = field(default_factory=dict)
    names_days: bool = True

    @property
    def quiet(self) -> bool:
        return not (self.late or self.week or self.waiting or self.undated or self.behind)


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is late below a place."""

    place: Organisation
    late: tuple[LateAt, ...]


@dataclass(frozen=True, slots=True)
class BehindAt:
    """What is late in one place; ``above`` is from where it is looked at."""

    place: Organisation
    duties: tuple[Duty, ...]
    today: datetime.date


def end_of_week(today: datetime.date) -> datetime.date:
    """The Sunday of this week, today if it is one."""
    return today + DAY * (7 - today.isoweekday())


def concerns(duty: Duty, place: Organisation, held: Iterable[Role]) -> bool:
    """Whoever leads the place looks after all of it, others after what their role does."""
    roles = frozenset(held)
    return not roles.isdisjoint(LEADERS[place.level]) or ACTS_FOR.get(duty.item.owner, duty.item.owner) in roles


def split(duties: Iterable[Duty], today: datetime.date, days: Calendar) -> tuple[tuple[Duty, ...], tuple[Nearing, ...]]:
    """What is late, and what is due by the end of the week."""
    dated = [(duty, duty.task.last_day) for duty in duties]
    late = tuple(duty for duty, last in dated if last is not None and last < today)
    week = tuple(
        Nearing(duty, max(remind_by(last, days), today))
        for duty, last in dated
        if last is not None and today <= last <= end_of_week(today)
    )
    return late, week
