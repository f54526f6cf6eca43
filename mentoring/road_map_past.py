"""What of a draft is past already, and how each of it is settled before the road map begins."""

import datetime
from dataclasses import replace
from enum import StrEnum

from mentoring.calendar import Calendar
from mentoring.deadlines import Deadline, Month, Period, Quarters, Range, Until, Year
from mentoring.road_map_views import ItemView
from mentoring.road_maps import Standing


class Way(StrEnum):
    """As short as a button wants it."""

    DONE = "d"
    NOT_NEEDED = "n"
    MOVED = "m"


REASONS = {Way.DONE: "before", Way.NOT_NEEDED: "past"}
"""The code of the reason that is kept with an item nobody has to do any more."""

ONCE = (Until, Month, Range, Quarters, Year)
"""Deadlines that come once, so that one day may stand for them."""

SOON = 10
"""Working days from today to the day that is offered."""


def is_past(one: ItemView) -> bool:
    """Whether it would be late at once."""
    return one.standing is Standing.LATE


def ways(one: ItemView) -> frozenset[Way]:
    """What comes again loses neither the days that are ahead nor their rhythm."""
    if not is_past(one):
        return frozenset()
    moves = {Way.MOVED} if isinstance(one.item.item.deadline.when, ONCE) else set()
    over = {*REASONS} if one.tally.counts[Standing.LATE] == one.tally.total else set()
    return frozenset(moves | over)


def near_day(today: datetime.date, days: Calendar, period: Period) -> datetime.date | None:
    """The day that is offered; None where the plan is over itself."""
    day = days.after(today, SOON)
    if period.last is None or day <= period.last:
        return day
    return period.last if period.last >= today else None


def may_move_to(day: datetime.date, today: datetime.date, period: Period) -> bool:
    return day >= today and (period.last is None or day <= period.last)


def moved(deadline: Deadline, day: datetime.date) -> Deadline:
    """What follows the first day stays."""
    return replace(deadline, when=Until(day))
