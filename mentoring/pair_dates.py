"""Days that are offered by buttons when something happens to a pair: ends of a pause, of an extension, of a notice."""

import datetime

from mentoring.calendar import DAY, Calendar, month_end, month_starts

LONGEST_PAUSE = 180
"""Days: whoever is away for longer ends the pair and begins a new one."""

NOTICE_DAYS = 3
"""Working days between the word of a mentor or an employer and the end of the work (ТК 351.8)."""

EXTENSIONS = 6
SUMMER = frozenset({7, 8})


def usual_pauses(today: datetime.date) -> tuple[datetime.date, ...]:
    """The day the work goes on: in one week, in two, in a month."""
    return today + 7 * DAY, today + 14 * DAY, today + 30 * DAY


def pause_months(today: datetime.date) -> tuple[datetime.date, ...]:
    """The first days of the months in which a pause may end."""
    last = today + LONGEST_PAUSE * DAY
    return tuple(month for month in month_starts(today, 7) if month <= last)


def pause_days(month: datetime.date, today: datetime.date) -> tuple[datetime.date, ...]:
    """The days of a month on which a pause may end."""
    days = (month + number * DAY for number in range(month_end(month).day))
    return tuple(day for day in days if may_pause_until(day, today))


def may_pause_until(day: datetime.date, today: datetime.date) -> bool:
    return today < day <= today + LONGEST_PAUSE * DAY


def extensions(period_end: datetime.date | None, today: datetime.date) -> tuple[datetime.date, ...]:
    """Last days of months to which the work may be extended; nobody works in July and August."""
    after = max(period_end or today, today)
    ends = (month_end(month) for month in month_starts(after, EXTENSIONS + 3))
    return tuple(end for end in ends if end > after and end.month not in SUMMER)[:EXTENSIONS]


def notice_end(today: datetime.date, days: Calendar) -> datetime.date:
    """The last day of work after a notice that is given today."""
    return days.after(today, NOTICE_DAYS)
