"""Working days and hours in which a letter may come (conventions 5.1, design §4)."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

DAY = datetime.timedelta(days=1)

NEWS_OPENS, NEWS_CLOSES = datetime.time(8), datetime.time(21)
MEETING_OPENS, MEETING_CLOSES = datetime.time(7), datetime.time(21)
DIGEST_HOUR = datetime.time(15)


@dataclass(frozen=True, slots=True)
class Calendar:
    """An organisation's days: a five- or six-day week and the production calendar of the country."""

    week: int = 5
    non_working: frozenset[datetime.date] = field(default=frozenset(), repr=False)
    working_saturdays: frozenset[datetime.date] = field(default=frozenset(), repr=False)

    def works(self, day: datetime.date) -> bool:
        if day in self.working_saturdays:
            return True
        return day.isoweekday() <= self.week and day not in self.non_working

    def next_working(self, day: datetime.date) -> datetime.date:
        """The day itself if it is a working one."""
        while not self.works(day):
            day += DAY
        return day

    def after(self, day: datetime.date, working_days: int) -> datetime.date:
        """The day that comes ``working_days`` working days later."""
        for _ in range(working_days):
            day = self.next_working(day + DAY)
        return day

    def before(self, day: datetime.date, working_days: int) -> datetime.date:
        """The day that came ``working_days`` working days earlier."""
        for _ in range(working_days):
            day -= DAY
            while not self.works(day):
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


def digest_time(
    moment: datetime.datetime, calendar: Calendar, open_day: Callable[[datetime.date], bool] | None = None
) -> datetime.datetime:
    """The first 15:00 of a working day that is not before the moment and whose day is open for this reader."""
    day = moment.date() if moment.timetz().replace(tzinfo=None) <= DIGEST_HOUR else moment.date() + DAY
    day = calendar.next_working(day)
    while open_day is not None and not open_day(day):
        day = calendar.next_working(day + DAY)
    return moment.replace(
        year=day.year, month=day.month, day=day.day, hour=DIGEST_HOUR.hour, minute=0, second=0, microsecond=0
    )


def teachers_are_on_leave(day: datetime.date) -> bool:
    """From 25 June to 25 August teachers get no digests (conventions 5.1)."""
    return datetime.date(day.year, 6, 25) <= day <= datetime.date(day.year, 8, 25)
