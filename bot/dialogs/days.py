"""A month as rows of buttons: a day is picked, never typed."""

import calendar
import datetime
from collections.abc import Callable

from bot.screens import Address, Button, Rows
from bot.texts.words import MONTH_NAMES, NBSP


def month_of(day: datetime.date) -> int:
    """Months counted from the year 0, as an address carries them."""
    return day.year * 12 + day.month - 1


def title(month: int) -> str:
    """«Ноябрь 2026»."""
    return f"{MONTH_NAMES[month % 12]}{NBSP}{month // 12}"


def month_rows(
    month: int,
    first: datetime.date,
    last: datetime.date,
    pick: Callable[[datetime.date], Address],
    turn: Callable[[int], Address],
) -> Rows:
    """The days from ``first`` to ``last`` of that month by weeks, and the row that turns months."""
    month = min(max(month, month_of(first)), month_of(last))
    year, number = divmod(month, 12)
    weeks = calendar.Calendar().monthdatescalendar(year, number + 1)
    rows = [
        tuple(Button(str(day.day), pick(day)) for day in week if day.month == number + 1 and first <= day <= last)
        for week in weeks
    ]
    turning = []
    if month > month_of(first):
        turning.append(Button(f"‹ {MONTH_NAMES[(month - 1) % 12]}", turn(month - 1)))
    if month < month_of(last):
        turning.append(Button(f"{MONTH_NAMES[(month + 1) % 12]} ›", turn(month + 1)))
    return tuple(row for row in (*rows, tuple(turning)) if row)
