"""Road maps as files: sent, moved, settled, taken along; and the calendar of a year."""

import datetime
from dataclasses import replace

from bot.dialogs import road_map_file_addresses as to
from bot.dialogs import road_map_files as pages
from bot.dialogs import road_map_years as years
from bot.dialogs import road_maps
from bot.gallery import Example
from bot.gallery.road_maps import CITY, DRAFT, ITEMS, SCHOOL, TODAY, task_of, view
from bot.screens import noted
from bot.texts import road_map_files as said
from mentoring.calendar import Calendar
from mentoring.deadline_phrases import Doubt
from mentoring.deadlines import NONE, Period
from mentoring.ids import FindingId
from mentoring.road_map_findings import Finding, Problem
from mentoring.road_map_settling import KeptFinding, SettlingView
from mentoring.road_map_views import counted
from mentoring.road_map_year import DueItem, YearKind, YearView
from mentoring.road_maps import TaskState
from mentoring.roles import Role

BROUGHT = replace(DRAFT, template=None)
PAST = replace(BROUGHT, period=Period(datetime.date(2022, 4, 1), datetime.date(2024, 12, 31)))
_VIEW = replace(view(DRAFT), road_map=BROUGHT, to_settle=3, notices=2)
_WITHOUT_DAY = replace(ITEMS[1], item=replace(ITEMS[1].item, deadline=NONE, deadline_raw="к весне"))


def _found(number: int, problem: Problem, item: int | None) -> KeptFinding:
    known = {1: ITEMS[0], 2: _WITHOUT_DAY, 3: replace(ITEMS[2], item=replace(ITEMS[2].item, owner=Role.CURATOR))}
    return KeptFinding(FindingId(number), BROUGHT.id, problem, None if item is None else known[item])


FINDINGS = (
    _found(1, Problem(8, "Срок", Finding.DEADLINE_UNKNOWN, "к весне", Doubt.WORDS), 2),
    _found(2, Problem(9, "Исполнитель", Finding.OWNER_UNKNOWN, "бухгалтер", role=Role.CURATOR), 3),
    _found(3, Problem(12, "Мероприятие", Finding.ITEM_MISSING), None),
    _found(4, Problem(7, "№ п/п", Finding.NUMBER_TWICE, "1.4"), 1),
    _found(5, Problem(2, "", Finding.PERIOD_ASSUMED, "2026–2028"), None),
)
SETTLING = SettlingView(BROUGHT, CITY, FINDINGS)

_DAYS = Calendar(non_working=frozenset({datetime.date(2026, 11, 4)}))


def _due(position: int, day: datetime.date, state: TaskState = TaskState.OPEN, *, own: bool = True) -> DueItem:
    item = ITEMS[position]
    task = replace(task_of(item, SCHOOL, state), due=day)
    return DueItem(item, day, counted([task], TODAY), None if own else CITY.id)


YEAR = YearView(
    SCHOOL,
    YearKind.SCHOOL,
    2026,
    (
        _due(1, datetime.date(2026, 9, 30), TaskState.DONE),
        _due(2, datetime.date(2026, 11, 15)),
        _due(0, datetime.date(2026, 11, 27), own=False),
        _due(0, datetime.date(2027, 4, 29), own=False),
    ),
    _DAYS,
    TODAY,
    {CITY.id: CITY.name},
    range(2026, 2029),
)

EXAMPLES: list[Example] = [
    Example("План файлом", pages.file_asked(CITY), pages.file_asked),
    Example("Файл не тот", noted(pages.file_asked(CITY), said.NOT_A_FILE), pages.file_asked),
    Example("Есть черновик", pages.replace_asked(BROUGHT, to.SendFile(CITY.id, BROUGHT.id)), pages.replace_asked),
    Example("Год плана прошёл", pages.year_asked(replace(_VIEW, road_map=PAST)), pages.year_asked),
    Example("Черновик из файла", noted(road_maps.home(_VIEW), said.read(3)), road_maps.home),
    Example("Что осталось решить", pages.unsettled(SETTLING), pages.unsettled),
    Example("Всё решено", pages.unsettled(replace(SETTLING, findings=())), pages.unsettled),
    Example("Замечания к файлу", pages.notices(SETTLING), pages.notices),
    Example("Непонятный срок", pages.finding(FINDINGS[0]), pages.finding),
    Example("Непонятно, кто отвечает", pages.finding(FINDINGS[1]), pages.finding),
    Example("Строка без пункта", pages.finding(FINDINGS[2]), pages.finding),
    Example("Оставить всё как есть?", pages.keep_all_asked(SETTLING), pages.keep_all_asked),
    Example("Файлы карты", pages.files(view()), pages.files),
    Example("Файлы школы", pages.files(view(place=SCHOOL)), pages.files),
    Example("Файлы черновика", pages.files(_VIEW), pages.files),
    Example("Календарь года", years.year(YEAR), years.year),
    Example("Календарный год города", years.year(replace(YEAR, place=CITY, kind=YearKind.CALENDAR)), years.year),
    Example("Сроков в году нет", years.year(replace(YEAR, items=(), year=2029)), years.year),
    Example("Месяц по дням", years.month(YEAR, 11), years.month),
]
