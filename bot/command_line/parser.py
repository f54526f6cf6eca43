"""The grammar of the command line, in Russian."""

import argparse
import datetime
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from bot.command_line import (
    checking,
    exporting,
    inviting,
    ordering,
    organisations,
    paper,
    reporting,
    road_maps,
    serving,
    staff_list,
    swot,
    vacations,
)
from bot.command_line.outcome import usage
from bot.texts.paper_tables import Ending
from config.calendar import YEARS
from mentoring.access import level_of
from mentoring.invitations import DAYS_LIMIT, PERSONAL_DAYS, USES_LIMIT
from mentoring.name_forms import Case
from mentoring.orders import OrderKind
from mentoring.organisations import Privacy
from mentoring.paper_tables import PaperTable
from mentoring.roles import Level, Role
from mentoring.swot import Side
from usecases.exporting import Subject

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", "не указано: {0}"),
    (r"unrecognized arguments: (.*)", "непонятно: {0}"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", "{0}: {1} не подходит, бывает {2}"),
    (r"argument (.*?): invalid int value: (.*)", "{0}: нужно число, а не {1}"),
    (r"argument (.*?): expected one argument", "{0}: нужно значение"),
    (r"argument (.*?): expected at least one argument", "{0}: нужно значение"),
    (r"argument (.*?): ignored explicit argument (.*)", "{0}: значение здесь лишнее"),
    (r"ambiguous option: (.*?) could match (.*)", "{0} — это что из: {1}"),
    (r"argument (.*?): (.*)", "{0}: {1}"),
)


Value = TypeVar("Value", bound=StrEnum)

LONGEST_NUMBER = 18
"""Digits that the database can hold whatever they are."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "как вызвать: " if prefix is None else prefix)


class HelpAsked(Exception):
    """``-h``: the text is the answer, said the way all answers are."""


class _Help(argparse.Action):
    def __init__(self, **settings: Any) -> None:
        super().__init__(nargs=0, **settings)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        raise HelpAsked(parser.format_help())


class RussianParser(argparse.ArgumentParser):
    """Says what is wrong in Russian, and says it by raising."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, allow_abbrev=False, **settings)
        self._positionals.title = "что указать"
        self.options = self.add_argument_group("ключи")
        self.options.add_argument("-h", "--help", action=_Help, help="эта справка")

    def error(self, message: str) -> NoReturn:
        for pattern, russian in _ERRORS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = russian.format(*found.groups())
                break
        raise usage(message)


def build() -> RussianParser:
    parser = RussianParser(
        prog="python -m bot",
        description="Наставничество в школе: бот и его хозяйство.",
        epilog="--json после любой команды: на выходе ровно один объект JSON, журнал — в stderr.",
    )
    commands = _commands(parser)
    _add(commands, "run", serving.run, "запустить бота: нужен BOT_TOKEN")
    _add(commands, "demo", serving.demo, "показать всё без токена: выдуманная школа и чат в браузере")
    _add(commands, "check", checking.check, "проверить настройки, файлы config/ и базу данных")
    _add(commands, "migrate", checking.migrate, "привести базу данных к этой версии программы")
    _organisation(commands)
    _invite(commands)
    _people(commands)
    _road_map(commands)
    _export(commands)
    _report(commands)
    _order(commands)
    _swot(commands)
    _paper(commands)
    return parser


def _commands(parser: argparse.ArgumentParser) -> Any:
    return parser.add_subparsers(title="команды", metavar="КОМАНДА", required=True, parser_class=RussianParser)


def _add(commands: Any, name: str, command: Callable[..., Any], summary: str) -> RussianParser:
    added: RussianParser = commands.add_parser(name, help=summary, description=summary)
    added.set_defaults(command=command)
    return added


def _organisation(commands: Any) -> None:
    group = _commands(commands.add_parser("org", help="организации", description="организации"))
    add = _add(group, "add", organisations.add, "создать регион, муниципалитет или организацию").options.add_argument
    add("--name", required=True, metavar="НАЗВАНИЕ", help="полное название")
    add("--level", required=True, type=_one_of(Level), metavar="УРОВЕНЬ", help=_values(Level))
    add("--parent", type=_number, metavar="НОМЕР", help="номер региона или муниципалитета, в котором она стоит")
    add("--tz", metavar="ПОЯС", help="часовой пояс, например Asia/Irkutsk; если не указан — как у вышестоящей")
    add("--week", type=_week, metavar="5|6", help="рабочая неделя, дней")
    add("--state", type=_yes_no, metavar="yes|no", help="государственная или муниципальная")
    add("--acknowledge-warning", action="store_true", help="предупреждение для государственных прочитано и принято")
    add("--privacy", type=_one_of(Privacy), metavar="РЕЖИМ", help=_values(Privacy))
    add("--minors", type=_yes_no, metavar="yes|no", help="участвуют ли ученики")
    add("--inn", metavar="ИНН", help="10 или 12 цифр")
    add("--address", metavar="АДРЕС", help="почтовый адрес")
    add("--contact", metavar="КОНТАКТ", help="почта или телефон для вопросов о данных")
    _add(group, "list", organisations.show, "перечислить организации")
    _vacations(_commands(group.add_parser("vacation", help="каникулы", description="каникулы")))


def _vacations(group: Any) -> None:
    add = _add(group, "add", vacations.add, "добавить каникулы: их знает только школа").options.add_argument
    _of_organisation(add)
    add("--from", dest="first", required=True, type=_day, metavar="ДАТА", help="первый день, например 2026-10-26")
    add("--to", dest="last", required=True, type=_day, metavar="ДАТА", help="последний день")
    _of_organisation(_add(group, "list", vacations.show, "перечислить каникулы").options.add_argument)
    add = _add(group, "remove", vacations.remove, "убрать каникулы").options.add_argument
    _of_organisation(add)
    add("--from", dest="first", required=True, type=_day, metavar="ДАТА", help="их первый день")


def _invite(commands: Any) -> None:
    add = _add(commands, "invite", inviting.invite, "создать приглашение").options.add_argument
    _of_organisation(add)
    invited = [role for role in Role if level_of(role) is not None]
    add("--role", required=True, type=_one_of(invited), metavar="РОЛЬ", help=_values(invited))
    add("--uses", type=_within(USES_LIMIT), metavar="N", help="сколько человек впустить; без ключа — одного, лично")
    add("--days", type=_within(DAYS_LIMIT), default=PERSONAL_DAYS, metavar="N", help="сколько дней действует, 30")


def _people(commands: Any) -> None:
    group = _commands(commands.add_parser("people", help="люди", description="люди"))
    added = _add(group, "import", staff_list.bring_in, "внести список людей из XLSX или CSV")
    added.add_argument("file", type=Path, metavar="ФАЙЛ", help="столбцы: ФИО, Роль, Должность, Предмет, Класс")
    _of_organisation(added.options.add_argument)
    added.options.add_argument("--dry-run", action="store_true", help="только проверить, ничего не записывать")


def _road_map(commands: Any) -> None:
    group = _commands(commands.add_parser("roadmap", help="дорожные карты", description="дорожные карты"))
    added = _add(group, "import", road_maps.bring_in, "внести дорожную карту из DOCX, XLSX или CSV")
    columns = "таблица со столбцами «Мероприятие», «Срок», «Ответственный», «Результат» в любом порядке"
    added.add_argument("file", type=Path, metavar="ФАЙЛ", help=columns)
    add = added.options.add_argument
    _of_organisation(add)
    add("--year", type=_year, metavar="ГОД", help="год, в котором план начинается; без ключа — из названия")
    add("--dry-run", action="store_true", help="только проверить, ничего не записывать")
    add("--replace", action="store_true", help="на место черновика, если он есть")
    added = _add(group, "start", road_maps.start, "начать дорожную карту по шаблону")
    added.add_argument("template", metavar="ШАБЛОН", help="имя файла в config/roadmaps, например school_year")
    add = added.options.add_argument
    _of_organisation(add)
    add("--year", required=True, type=_year, metavar="ГОД", help="год, в котором она начинается")


def _export(commands: Any) -> None:
    added = _add(commands, "export", exporting.export, "выгрузить таблицу")
    added.add_argument("subject", type=_one_of(Subject), metavar="ЧТО", help=_values(Subject))
    add = added.options.add_argument
    _of_organisation(add)
    formats = f"{_values(exporting.Format)}; без ключа — json"
    add("--format", type=_one_of(exporting.Format), default=exporting.Format.JSON, metavar="ФОРМАТ", help=formats)
    without = "без ключа json и csv выводятся на экран, xlsx (и csv вместе с --json) пишется в папку exports"
    add("--out", type=Path, metavar="ФАЙЛ", help=f"куда записать; {without}")
    add("--private", action="store_true", help="показать и ответы, обещанные одному читателю")


def _report(commands: Any) -> None:
    added = _add(
        commands,
        "report",
        reporting.report,
        "числа на день: люди, пары, встречи, опросы; справка и отчёт для педсовета",
    )
    known = _values(reporting.Subject)
    added.add_argument("subject", type=_one_of(reporting.Subject), metavar="ЧТО", help=known)
    add = added.options.add_argument
    for name, what in (("org", "организации"), ("municipality", "муниципалитета"), ("region", "региона")):
        add(f"--{name}", type=_number, metavar="НОМЕР", help=f"номер {what}, см. org list")
    add("--on", required=True, type=reporting.day, metavar="ДАТА", help="на какой день, например 2027-05-31")
    formats = f"{_values(reporting.Format)}; без ключа — json"
    add("--format", type=_one_of(reporting.Format), default=reporting.Format.JSON, metavar="ФОРМАТ", help=formats)
    add("--out", type=Path, metavar="ФАЙЛ", help="куда записать; без ключа xlsx и docx пишутся в папку exports")
    add("--school-year", action="store_true", help="показатели за учебный год, а не за календарный")


def _order(commands: Any) -> None:
    group = _commands(commands.add_parser("order", help="приказы о парах", description="приказы о парах"))
    add = _add(group, "draft", ordering.draft, "составить проект приказа о парах файлом DOCX").options.add_argument
    _of_organisation(add)
    add("--pair", type=_number, metavar="НОМЕР", help="номер записи пары, см. export pairs; без ключа — все пары")
    kinds = f"{_values(OrderKind)}; без ключа — assign"
    add("--kind", type=_one_of(OrderKind), default=OrderKind.ASSIGN, metavar="ВИД", help=kinds)
    add("--out", type=Path, metavar="ФАЙЛ", help="куда записать; без ключа — в папку exports")
    add = _add(group, "form", ordering.form, "запомнить имя в падеже, если правила ошиблись").options.add_argument
    _of_organisation(add)
    add("--person", required=True, type=_number, metavar="НОМЕР", help="номер человека, см. export people")
    add("--case", required=True, type=_one_of(Case), metavar="ПАДЕЖ", help=_values(Case))
    add("--form", required=True, metavar="ИМЯ", help="фамилия, имя и отчество в этом падеже")


def _swot(commands: Any) -> None:
    group = _commands(commands.add_parser("swot", help="SWOT школы", description="SWOT школы за этот учебный год"))
    _of_organisation(_add(group, "show", swot.show, "строки и ответы без имён").options.add_argument)
    add = _add(group, "take", swot.take, "взять ответ в SWOT").options.add_argument
    _of_organisation(add)
    add("--key", required=True, metavar="КЛЮЧ", help="ключ ответа, см. swot show")
    add = _add(group, "add", swot.add, "добавить свою строку").options.add_argument
    _of_organisation(add)
    add("--side", required=True, type=_one_of(Side), metavar="СТОРОНА", help=_values(Side))
    add("--words", required=True, metavar="СЛОВА", help="строка без имён")
    add = _add(group, "change", swot.change, "исправить строку").options.add_argument
    add("--line", required=True, type=_number, metavar="НОМЕР", help="номер строки, см. swot show")
    add("--words", required=True, metavar="СЛОВА", help="как ей читаться теперь")
    add = _add(group, "remove", swot.remove, "убрать строку").options.add_argument
    add("--line", required=True, type=_number, metavar="НОМЕР", help="номер строки, см. swot show")


def _paper(commands: Any) -> None:
    added = _add(
        commands, "paper", paper.paper, "таблица для школы файлом: банки, пары, согласия; по школам — без имён"
    )
    added.add_argument("table", type=_one_of(PaperTable), metavar="ЧТО", help=_values(PaperTable))
    add = added.options.add_argument
    _of_organisation(add)
    formats = f"{_values(Ending)}; без ключа — xlsx"
    add("--format", type=_one_of(Ending), default=Ending.XLSX, metavar="ФОРМАТ", help=formats)
    add("--codes", action="store_true", help="с кодами вместо имён")
    add("--out", type=Path, metavar="ФАЙЛ", help="куда записать; без ключа — в папку exports")


def _of_organisation(add: Callable[..., Any]) -> None:
    add("--org", required=True, type=_number, metavar="НОМЕР", help="номер организации, см. org list")


def _values(values: Iterable[str]) -> str:
    return ", ".join(str(value) for value in values)


def _one_of(values: Iterable[Value]) -> Callable[[str], Value]:
    known = {str(value): value for value in values}

    def read(text: str) -> Value:
        if text not in known:
            raise argparse.ArgumentTypeError(f"«{text}» не подходит, бывает {_values(known)}")
        return known[text]

    return read


def _yes_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise argparse.ArgumentTypeError("нужно yes или no")
    return text == "yes"


def _week(text: str) -> int:
    if text not in {"5", "6"}:
        raise argparse.ArgumentTypeError("нужно 5 или 6")
    return int(text)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:5]) in YEARS):
        raise argparse.ArgumentTypeError(f"нужен год от {YEARS[0]} до {YEARS[-1]}")
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("нужна дата вида 2026-10-26") from error


def _number(text: str) -> int:
    """Of something in the database."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise argparse.ArgumentTypeError(f"нужно число, а не '{text[:40]}'")
    return int(text)


def _within(limit: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= limit):
            raise argparse.ArgumentTypeError(f"нужно число от 1 до {limit}")
        return int(text)

    return read
