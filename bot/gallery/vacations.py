"""Vacations of a school."""

import datetime
from dataclasses import replace

from bot.dialogs import vacations as dialog
from bot.gallery import Example
from bot.gallery.organisations import READY
from mentoring.calendar import Vacation, VacationFault

_TODAY = datetime.date(2026, 10, 5)
_AUTUMN = Vacation(datetime.date(2026, 10, 26), datetime.date(2026, 11, 3))
_WINTER = Vacation(datetime.date(2026, 12, 30), datetime.date(2027, 1, 10))
_filled = replace(READY, vacations=(_AUTUMN, _WINTER))

EXAMPLES: list[Example] = [
    Example("Каникулы: не указаны", dialog.vacations(READY, _TODAY), dialog.vacations),
    Example("Каникулы: таблица школы", dialog.vacations(_filled, _TODAY), dialog.vacations),
    Example("Каникулы: такие уже есть", dialog.vacations(_filled, _TODAY, VacationFault.OVERLAPS), dialog.vacations),
    Example("Каникулы: первый день", dialog.first_asked(READY, _TODAY, None), dialog.first_asked),
    Example("Каникулы: последний день", dialog.last_asked(READY, _AUTUMN.first, None), dialog.last_asked),
]
