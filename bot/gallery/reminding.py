"""«Напомнить об анкете»."""

import datetime
from dataclasses import replace

from bot.dialogs import reminding as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from mentoring.names import FullName
from mentoring.reminding import LeftOut, Place, Reminder
from mentoring.roles import Role

_TODAY = datetime.date(2026, 9, 28)
_anna = Place("3-17", FullName("Салтыкова-Щедрина", "Анна", "Олеговна"), Role.MENTEE, 5, 15)
_boris = Place("3-8", FullName("Ким", "Борис", "Ильич"), Role.MENTOR, 0, 12)
_left_out = tuple(replace(_boris, code=f"3-{number}", left_out=why) for number, why in enumerate(LeftOut, 20))
_list = Reminder(NAMED, _TODAY, (_anna, _boris, *_left_out))
_done = tuple(replace(place, left_out=place.left_out or LeftOut.TODAY) for place in _list.places)
_many = tuple(replace(_anna, code=f"3-{number}", name=None, answered=number) for number in range(1, 12))
_morning = datetime.datetime(2026, 9, 29, 8, tzinfo=datetime.UTC)

EXAMPLES: list[Example] = [
    Example("Кто остановился и кому напомнить", dialog.reminder(_list), dialog.reminder),
    Example("Напоминание уходит", dialog.reminder(replace(_list, places=_done, written=2)), dialog.reminder),
    Example("Сегодня напоминать некому", dialog.reminder(replace(_list, places=_done)), dialog.reminder),
    Example("Режим minimal, поздний вечер", dialog.reminder(Reminder(CODED, _TODAY, _many, _morning)), dialog.reminder),
    Example("Вторая страница", dialog.reminder(Reminder(CODED, _TODAY, _many), 1), dialog.reminder),
    Example("Все анкеты закончены", dialog.reminder(Reminder(NAMED, _TODAY, ())), dialog.reminder),
]
