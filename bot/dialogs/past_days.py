"""Choosing a day that has passed by buttons: the last two weeks, or a month and a day of it."""

import datetime
from collections.abc import Callable

from bot.dialogs.days import month_of
from bot.screens import Address, Button, Rows, grid
from bot.texts import words
from bot.texts.plans import month as month_name
from mentoring.calendar import month_end

RECENT = 14
MONTHS = 12

Day = Callable[[datetime.date], Address]
Month = Callable[[int], Address]


def days(today: datetime.date, month: int | None, to: Day, of_month: Month) -> Rows:
    """``month`` as an address carries it: None for the last days, 0 for the months, else months since the year 0."""
    if month is None:
        return _recent(today, to, of_month)
    return _months(today, of_month) if month == 0 else _of(month, today, to)


def _recent(today: datetime.date, to: Day, of_month: Month) -> Rows:
    found = [Button(_label(day, today), to(day)) for day in (today - datetime.timedelta(n) for n in range(RECENT))]
    return (*grid(found, 2), (Button("Раньше", of_month(0)),))


def _label(day: datetime.date, today: datetime.date) -> str:
    near = {0: "Сегодня", 1: "Вчера"}.get((today - day).days)
    return near or f"{words.WEEKDAYS[day.weekday()]}, {words.day(day)}"


def _months(today: datetime.date, of_month: Month) -> Rows:
    this = month_of(today)
    found = [Button(month_name(_first(number)), of_month(number)) for number in range(this, this - MONTHS, -1)]
    return grid(found, 3)


def _of(month: int, today: datetime.date, to: Day) -> Rows:
    first = _first(month)
    every = [first.replace(day=number) for number in range(1, month_end(first).day + 1)]
    return grid([Button(str(day.day), to(day)) for day in every if day <= today], 7)


def _first(month: int) -> datetime.date:
    """Raises OverflowError, ValueError for a forged one."""
    return datetime.date(month // 12, month % 12 + 1, 1)
