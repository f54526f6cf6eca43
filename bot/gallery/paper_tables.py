"""«Документы»: the page, a long table being made, names that stay."""

import datetime
from dataclasses import replace

from bot.dialogs import paper_tables as pages
from bot.gallery import Example
from bot.gallery.bank import LONG, NAMED
from bot.texts.paper_tables import Ending
from mentoring.organisations import Privacy
from mentoring.paper_tables import Begun, PaperTable
from mentoring.roles import Level

_MINIMAL = replace(LONG, privacy=Privacy.MINIMAL)
_CITY = replace(NAMED, name="Управление образования Примерска", level=Level.MUNICIPALITY)
_BEGUN = Begun(PaperTable.MENTEES, NAMED, datetime.date(2026, 11, 21), True, 12_000)

EXAMPLES: list[Example] = [
    Example("Чьи документы", pages.pick_tables([NAMED, LONG]), pages.pick_tables),
    Example("Документы школы", pages.tables(NAMED), pages.tables),
    Example("В формате CSV", pages.tables(LONG, Ending.CSV), pages.tables),
    Example("Документы муниципалитета", pages.tables(_CITY), pages.tables),
    Example("Таблица не собралась", pages.tables(NAMED, note=pages.LATE), pages.tables),
    Example("Длинная таблица готовится", pages.being_made(_BEGUN), pages.being_made),
    Example("Фамилии не посылаются", pages.names_stay(_MINIMAL, PaperTable.MENTEES, Ending.XLSX), pages.names_stay),
]
