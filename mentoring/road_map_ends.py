"""What time itself does to a road map: another year is planned, and one whose period is over closes."""

import datetime

from mentoring.calendar import DAY, Calendar
from mentoring.deadlines import Period

YEAR_BEGINS_BEFORE = datetime.timedelta(days=31)
"""A year is planned on 1 December: people hear of 15 January a fortnight before, and name days for what has none."""

CLOSES_AFTER = 30
"""Working days after the end of the period: what is late can still be done and proven."""


def acts_on(period: Period, planned_until: datetime.date, today: datetime.date, days: Calendar) -> datetime.date:
    """A plan without an end is planned year by year; one that was over when it began has its days all the same."""
    if period.last is None:
        return planned_until + DAY - YEAR_BEGINS_BEFORE
    return days.after(max(period.last, today), CLOSES_AFTER)
