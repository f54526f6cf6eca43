"""Road maps as tables for people: to be filled in and brought back, with how things stand, and the report."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.texts import roles, words
from bot.texts.road_maps import EVIDENCE, STANDINGS, VERDICTS
from documents.road_map_files import PlanColumn, PlanRow, PlanTable, Section
from mentoring.deadlines import Deadline, NoDeadline
from mentoring.road_map_headings import Column
from mentoring.road_map_report import VERDICTS as VERDICT_OF
from mentoring.road_map_report import DoneTime, ExecutionReport, Fanned, ReportLine
from mentoring.road_maps import Item, Standing

Phrase = Callable[[Deadline], str]


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a layout: what stands there, under which words, how wide."""

    column: Column
    heading: str
    share: float


FULL = (
    Place(Column.NUMBER, "№", 5),
    Place(Column.ITEM, "Мероприятие", 24),
    Place(Column.DEADLINE, "Срок", 12),
    Place(Column.RESPONSIBLE, "Ответственный", 15),
    Place(Column.OWNER, "Роль в боте", 13),
    Place(Column.RESULT, "Результат", 16),
    Place(Column.EVIDENCE, "Чем подтверждается", 13),
    Place(Column.CODE, "Код", 7),
)
"""Everything that can be changed in a file and brought back. «Код» tells an item that was moved from a new one."""


def plan_table(title: str, items: Iterable[Item], layout: Sequence[Place], phrase: Phrase) -> PlanTable:
    """Sections are rows of their own, unless the layout has a column for them."""
    columns = tuple(PlanColumn(one.heading, one.share, one.column is Column.STAGE) for one in layout)
    staged = any(one.column is Column.STAGE for one in layout)
    rows: list[PlanRow] = []
    for section, group in groupby(items, lambda item: item.section):
        if section and not staged:
            rows.append(Section(section))
        rows += [tuple(cell(item, one.column, phrase) for one in layout) for item in group]
    return PlanTable(title, columns, tuple(rows))


_CELLS: Mapping[Column, Callable[[Item], str]] = {
    Column.NUMBER: lambda item: item.number,
    Column.ITEM: lambda item: item.text,
    Column.STAGE: lambda item: item.section,
    Column.RESPONSIBLE: lambda item: item.responsible,
    Column.OWNER: lambda item: roles.NAMES[item.owner],
    Column.RESULT: lambda item: item.result,
    Column.EVIDENCE: lambda item: EVIDENCE[item.evidence],
    Column.CODE: lambda item: item.uid,
    Column.NOTE: lambda item: item.note,
}


def cell(item: Item, column: Column, phrase: Phrase) -> str:
    if column is not Column.DEADLINE:
        return _CELLS[column](item)
    undated = isinstance(item.deadline.when, NoDeadline)
    return item.deadline_raw or ("" if undated else phrase(item.deadline))


_REPORT = (
    PlanColumn("№", 5),
    PlanColumn("Мероприятие", 27),
    PlanColumn("Срок", 14),
    PlanColumn("Ответственный", 16),
    PlanColumn("Исполнение", 12),
    PlanColumn("Подтверждение, причина", 26),
)


def report_table(report: ExecutionReport) -> PlanTable:
    """«Отчёт об исполнении»: what is sent upward."""
    rows: list[PlanRow] = []
    for section in report.shown:
        if section.title:
            rows.append(Section(section.title))
        rows += [_reported(line) for line in section.lines]
    return PlanTable(f"Отчёт об исполнении. {report.title}", _REPORT, tuple(rows), (_day(report), _totals(report)))


def _day(report: ExecutionReport) -> str:
    return ". ".join(filter(None, (report.place, f"Исполнение на {words.day_and_year(report.day)}")))


def _totals(report: ExecutionReport) -> str:
    parts = [f"{VERDICTS[verdict]} – {number}" for verdict, number in report.totals.items()]
    return f"Всего пунктов – {sum(report.totals.values())}: {', '.join(parts)}"


def _reported(line: ReportLine) -> tuple[str, ...]:
    due = "" if line.due is None else words.numeric(line.due)
    deadline = line.deadline if _names(line, due) else f"{line.deadline} (до {due})".strip()
    told = (line.proof, line.reason, _fanned(line.fanned))
    verdict = VERDICT_OF[line.standing]
    state = "" if verdict is None else f"{VERDICTS[verdict]} {_done(line)}".strip()
    return line.number, line.item, deadline, line.owner, state, "; ".join(filter(None, told))


def _names(line: ReportLine, due: str) -> bool:
    """Whether the deadline as written says the day itself."""
    if line.due is None or due in line.deadline:
        return True
    return words.day_and_year(line.due).replace(words.NBSP, " ") in line.deadline.lower()


def _fanned(fanned: Fanned | None) -> str:
    if fanned is None:
        return ""
    late = f"; просрочили: {_late(fanned)}" if fanned.late else ""
    return f"выполнено {_of_all(fanned)}{late}"


def _of_all(fanned: Fanned) -> str:
    """«2 из 9: 28.09.2026 (срок 30.09.2026), 30.10.2026 (срок 31.10.2026)»."""
    days = ", ".join(_time(one) for one in fanned.times)
    return f"{fanned.done} из {fanned.whole}" + (f": {days}" if days else "")


def _time(one: DoneTime) -> str:
    due = "" if one.due is None else f" (срок {words.numeric(one.due)})"
    return words.numeric(one.on) + due


def _late(fanned: Fanned) -> str:
    more = f" и ещё {fanned.more_late}" if fanned.more_late else ""
    return ", ".join(fanned.late) + more


_STATUS = (
    PlanColumn("№", 5),
    PlanColumn("Мероприятие", 24),
    PlanColumn("Срок", 12),
    PlanColumn("Последний день", 10),
    PlanColumn("Ответственный", 16),
    PlanColumn("Исполнение", 11),
    PlanColumn("Подтверждение", 15),
    PlanColumn("Причина", 12),
    PlanColumn("Выполнено", 10),
    PlanColumn("Просрочено, дней", 10),
    PlanColumn("Просрочили", 14),
)


def status_table(report: ExecutionReport) -> PlanTable:
    """The same in more columns, to be looked through in a spreadsheet."""
    rows: list[PlanRow] = []
    for section in report.shown:
        if section.title:
            rows.append(Section(section.title))
        rows += [_status(line, report.day) for line in section.lines]
    return PlanTable(report.title, _STATUS, tuple(rows), (_day(report), _totals(report)))


def _status(line: ReportLine, today: datetime.date) -> tuple[str, ...]:
    due = "" if line.due is None else words.numeric(line.due)
    told = (line.owner, STANDINGS[line.standing], line.proof, line.reason)
    done = _done(line) if line.fanned is None else _of_all(line.fanned)
    late = "" if line.fanned is None else _late(line.fanned)
    days = str((today - line.due).days) if line.standing is Standing.LATE and line.due is not None else ""
    return line.number, line.item, line.deadline, due, *told, done, days, late


def _done(line: ReportLine) -> str:
    return "" if line.done_on is None else words.numeric(line.done_on)
