"""«Документы»: which tables there are, in which format, and why one does not come through the chat."""

from collections.abc import Sequence

from bot.dialogs.menu import Open
from bot.dialogs.paper_table_addresses import DrawTable, Tables
from bot.dialogs.road_map_addresses import RoadMaps
from bot.screens import Button, Screen, bold, column, lines, markup
from bot.texts import people, words
from bot.texts.paper_tables import NAMES, Ending
from mentoring.organisations import Organisation
from mentoring.paper_tables import Begun, PaperTable, kept_at
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

FORMATS: dict[Ending, str] = {Ending.XLSX: "Excel", Ending.CSV: "CSV"}

LATE = "Таблица не успела собраться. Попробуйте позже; если не выйдет снова, напишите администратору бота."


def pick_tables(organisations: Sequence[Organisation]) -> Screen:
    """For a bearer of roles in several organisations."""
    buttons = [Button(people.fitting(place.name), Tables(place.id)) for place in organisations]
    return Screen(bold("Чьи документы нужны?"), column([*buttons[:7], MENU]))


def tables(here: Organisation, ending: Ending = Ending.XLSX, note: str | None = None) -> Screen:
    """``note`` is said first, such as why a table has not come."""
    papers = [Button(NAMES[table], DrawTable(here.id, table, ending)) for table in kept_at(here.level)]
    formats = tuple(
        Button(f"✓ {label}" if one is ending else label, Tables(here.id, one)) for one, label in FORMATS.items()
    )
    of_school = here.level is Level.ORGANISATION
    return Screen(
        lines(
            note,
            "" if note else None,
            bold("Документы"),
            here.name,
            "",
            "Таблица придёт файлом: можно напечатать, проверить, дополнить."
            if of_school
            else "Таблица придёт файлом: строка на каждую школу или муниципалитет, без имён.",
            "Ответов «только для куратора» и слов учеников в ней нет." if of_school else None,
            None if ending is Ending.XLSX else "CSV — для других программ: по одному листу, через точку с запятой.",
        ),
        (*column([*papers, Button("К дорожной карте", RoadMaps(here.id))]), formats, (MENU,)),
    )


def being_made(begun: Begun) -> Screen:
    rows = f"{begun.rows:,}".replace(",", words.NBSP)
    of_rows = words.plural(begun.rows, "строка", "строки", "строк")
    return Screen(
        lines(
            markup("Готовлю: {name}, {rows} {of_rows}…", name=NAMES[begun.table], rows=rows, of_rows=of_rows),
            "Файл придёт сюда же.",
        )
    )


def names_stay(here: Organisation, table: PaperTable, ending: Ending) -> Screen:
    """In ``minimal``: who makes the paper with names, and what the chat may have instead."""
    command = f"python -m bot paper {table.value} --org {here.id} --format {ending.value}"
    return Screen(
        lines(
            bold(NAMES[table]),
            "",
            "Файл с фамилиями не посылаю через мессенджер. Его готовит тот, кто обслуживает бота, командой:",
            markup("<code>{command}</code>", command=command),
            "",
            "Сюда могу прислать ту же таблицу с кодами вместо имён.",
        ),
        (
            (Button("Прислать с кодами", DrawTable(here.id, table, ending, codes=True)),),
            (Button("Назад", Tables(here.id, ending)), MENU),
        ),
    )
