"""«Не доходят письма»."""

import datetime
from dataclasses import replace

from bot.dialogs import reaching as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from mentoring.names import FullName
from mentoring.reaching import Lost, Unreached
from mentoring.roles import Role

_anna = Lost(
    "3-17", FullName("Салтыкова-Щедрина", "Анна", "Олеговна"), (Role.MENTOR,), datetime.date(2026, 9, 7), letters=5
)
_boris = Lost("3-8", FullName("Ким", "Борис", "Ильич"), (Role.CURATOR, Role.MENTOR), datetime.date(2026, 10, 2), 0)
_coded = tuple(replace(_anna, code=f"3-{number}", name=None, letters=number) for number in range(1, 12))

EXAMPLES: list[Example] = [
    Example("Кому позвонить", dialog.unreached(Unreached(NAMED, (_anna, _boris))), dialog.unreached),
    Example("Кому позвонить, режим minimal", dialog.unreached(Unreached(CODED, _coded)), dialog.unreached),
    Example("Кому позвонить, вторая страница", dialog.unreached(Unreached(CODED, _coded), 1), dialog.unreached),
    Example("Звонить больше некому", dialog.unreached(Unreached(NAMED, ())), dialog.unreached),
]
