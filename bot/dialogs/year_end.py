"""What a year is summed up with."""

from bot.dialogs import year_end_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.statistics import Numbers
from bot.screens import Button, Screen, bold, column, lines
from bot.texts import analytic_note
from mentoring.analytic_note import YearEnd

MENU = Button("Меню", Open("menu"))

PAPERS: dict[to.Wanted, str] = {to.Wanted.NOTE: analytic_note.NOTE, to.Wanted.COUNCIL: analytic_note.COUNCIL}

TOOK_TOO_LONG = "Файл не получился за минуту. Попробуйте ещё раз позже."


def year_end(found: YearEnd, note: str | None = None) -> Screen:
    here = found.organisation
    buttons = [Button("До и после", to.Changes(here.id))]
    if found.edits_swot:
        buttons.append(Button("SWOT", to.Swot(here.id)))
    if found.draws:
        buttons += [Button(f"📄 {title}", to.Draw(here.id, wanted)) for wanted, title in PAPERS.items()]
    return Screen(
        lines(note, "" if note else None, bold("Итоги года"), here.name, "", *_told(found)),
        (*column(buttons), (Button("Назад", Numbers(here.id)), MENU)),
    )


def _told(found: YearEnd) -> list[str]:
    told = ["«До и после» — что изменилось у участников за год: средние, без имён."]
    if found.edits_swot:
        told.append("SWOT — сильные и слабые стороны, возможности и риски. Из ответов строки выбирает куратор.")
    if found.draws:
        told.append("Справка и отчёт приходят файлами Word. Числа в них уже стоят, выводы остаётся вписать.")
        told.append("Имён участников в них нет.")
    return told


def preparing(found: YearEnd, wanted: to.Wanted) -> Screen:
    """While the file is drawn."""
    return Screen(lines(f"Готовлю: {PAPERS[wanted]}…", found.organisation.name, "", "Файл придёт сюда же."), ((MENU,),))
