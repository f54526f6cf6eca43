"""Working days and hours in which a letter may come (conventions 5.1, design §4)."""

import datetime
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

DAY = datetime.timedelta(days=1)

NEWS_OPENS, NEWS_CLOSES = datetime.time(8), datetime.time(21)
MEETING_OPENS, MEETING_CLOSES = datetime.time(7), datetime.time(21)
DIGEST_HOUR = datetime.time(15)


@dataclass(frozen=True, slots=True, order=True)
class Vacation:
    """Days without lessons, from the first to the last, as the school has written them down."""

    first: datetime.date
    last: datetime.date

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last


LONGEST_VACATION = 110
"""Days: the summer is the longest there is."""


class VacationFault(StrEnum):
    ENDS_BEFORE = auto()
    TOO_LONG = auto()
    OVERLAPS = auto()


class VacationRefused(Exception):
    def __init__(self, fault: VacationFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def with_vacation(kept: Iterable[Vacation], added: Vacation) -> tuple[Vacation, ...]:
    """The table with one more row; the same row twice is one. Raises VacationRefused."""
    kept = tuple(kept)
    if added.last < added.first:
        raise VacationRefused(VacationFault.ENDS_BEFORE)
    if (added.last - added.first).days >= LONGEST_VACATION:
        raise VacationRefused(VacationFault.TOO_LONG)
    if added in kept:
        return kept
    if any(one.first <= added.last and added.first <= one.last for one in kept):
        raise VacationRefused(VacationFault.OVERLAPS)
    return tuple(sorted((*kept, added)))


@dataclass(frozen=True, slots=True)
class Calendar:
    """An organisation's days: a five- or six-day week, the production calendar of the country, its own vacations.

    Teachers work in school vacations, pupils do not: ``pupils`` says whose days these are. ``leaders``: deadlines of
    leading roles go on in the long leave.
    """

    week: int = 5
    non_working: frozenset[datetime.date] = field(default=frozenset(), repr=False)
    working_saturdays: frozenset[datetime.date] = field(default=frozenset(), repr=False)
    vacations: tuple[Vacation, ...] = ()
    pupils: bool = False
    leaders: bool = False

    def of_pupils(self) -> "Calendar":
        return replace(self, pupils=True)

    def of_leaders(self) -> "Calendar":
        return replace(self, pupils=False, leaders=True)

    def works(self, day: datetime.date) -> bool:
        if day in self.working_saturdays:
            return True
        return day.isoweekday() <= self.week and day not in self.non_working

    def rests(self, day: datetime.date) -> bool:
        """Whether terms and digests stand still: on the long leave, and for pupils in their vacations."""
        if self.leaders:
            return False
        return teachers_are_on_leave(day) or (self.pupils and any(day in vacation for vacation in self.vacations))

    def opens(self, day: datetime.date) -> bool:
        """Whether a digest may come on that day, and a term counts it."""
        return self.works(day) and not self.rests(day)

    def next_working(self, day: datetime.date) -> datetime.date:
        """The day itself if it is a working one."""
        while not self.works(day):
            day += DAY
        return day

    def next_open(self, day: datetime.date) -> datetime.date:
        """The day itself if digests may come on it."""
        while not self.opens(day):
            day += DAY
        return day

    def after(self, day: datetime.date, working_days: int) -> datetime.date:
        """The day that comes ``working_days`` working days later, rested or not."""
        for _ in range(working_days):
            day = self.next_working(day + DAY)
        return day

    def before(self, day: datetime.date, working_days: int) -> datetime.date:
        """The day that came ``working_days`` working days earlier, rested or not."""
        for _ in range(working_days):
            day -= DAY
            while not self.works(day):
                day -= DAY
        return day

    def open_after(self, day: datetime.date, open_days: int) -> datetime.date:
        """The day that comes ``open_days`` working days later, those of rest not counted."""
        for _ in range(open_days):
            day = self.next_open(day + DAY)
        return day

    def open_before(self, day: datetime.date) -> datetime.date:
        """The last open day before this one: on it one is reminded of a term that ends today."""
        day -= DAY
        while not self.opens(day):
            day -= DAY
        return day


def news_time(moment: datetime.datetime) -> datetime.datetime:
    """The moment itself between 08:00 and 21:00 local time, else the next 08:00. Any day of the week."""
    return _between(moment, NEWS_OPENS, NEWS_CLOSES)


def meeting_time(moment: datetime.datetime) -> datetime.datetime:
    """The moment itself between 07:00 and 21:00, else the next 07:00: people agree on Saturdays too."""
    return _between(moment, MEETING_OPENS, MEETING_CLOSES)


def _between(moment: datetime.datetime, opens: datetime.time, closes: datetime.time) -> datetime.datetime:
    clock = moment.timetz().replace(tzinfo=None)
    if opens <= clock < closes:
        return moment
    day = moment if clock < opens else moment + DAY
    return day.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)


def digest_time(moment: datetime.datetime, calendar: Calendar, slot: datetime.time = DIGEST_HOUR) -> datetime.datetime:
    """The first ``slot`` of an open day that is not before the moment."""
    day = moment.date() if moment.timetz().replace(tzinfo=None) <= slot else moment.date() + DAY
    return at(moment, calendar.next_open(day), slot)


def at(moment: datetime.datetime, day: datetime.date, clock: datetime.time) -> datetime.datetime:
    """Another day and hour in the zone of the moment."""
    return datetime.datetime.combine(day, clock, moment.tzinfo)


def month_starts(day: datetime.date, number: int) -> list[datetime.date]:
    """First days of the month of that day and of those that follow, so many together."""
    first = day.year * 12 + day.month - 1
    return [datetime.date(month // 12, month % 12 + 1, 1) for month in range(first, first + number)]


def month_end(day: datetime.date) -> datetime.date:
    """The last day of the month of that day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def teachers_are_on_leave(day: datetime.date) -> bool:
    """From 25 June to 25 August teachers get no digests (conventions 5.1)."""
    return datetime.date(day.year, 6, 25) <= day <= datetime.date(day.year, 8, 25)
