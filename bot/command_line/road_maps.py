"""`roadmap import`: a plan of work from a file."""

import argparse
from pathlib import Path

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused, usage
from bot.texts.road_map_problems import UNREADABLE, problem
from bot.texts.road_maps import KINDS
from bot.texts.words import counted
from config.reading import why
from config.settings import Settings
from documents import plan_tables
from documents.far_cells import SheetUnreadable
from mentoring import deadlines
from mentoring.ids import OrganisationId
from mentoring.road_map_findings import PROBLEMS
from mentoring.road_map_rows import Sheet
from usecases.road_map_files import Dated, LookedAt, RoadMapFiles
from usecases.unit import Operator


async def bring_in(options: argparse.Namespace, settings: Settings) -> Done:
    sheets = _sheets(options.file)
    async with opened_house(settings) as house:
        files, organisation = RoadMapFiles(house), OrganisationId(options.org)
        found = await files.look(Operator(), organisation, sheets, KINDS, options.year)
    answer = {
        "dry_run": True,
        "title": found.plan.title,
        "items": [_row(one) for one in found.items],
        "problems": [{"row": one.row, "column": one.column, "message": problem(one)} for one in found.plan.problems],
    }
    return Done(answer, _text(found))


def _sheets(path: Path) -> tuple[Sheet, ...]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise usage(f"файл {path} не читается: {why(error)}") from error
    try:
        return plan_tables.read(content)
    except SheetUnreadable as error:
        raise Refused("file", UNREADABLE[error.reason].format(where=error.where)) from error


def _row(one: Dated) -> dict[str, object]:
    return {
        "uid": one.item.uid,
        "num": one.item.number,
        "item": one.item.text,
        "deadline_raw": one.item.deadline_raw,
        "norm": deadlines.written(one.item.deadline),
        "due": None if one.due is None else one.due.isoformat(),
        "remind_by": None if one.remind_by is None else one.remind_by.isoformat(),
    }


def _text(found: LookedAt) -> str:
    lines = []
    for one in found.plan.problems:
        column = f", «{one.column}»" if one.column else ""
        lines.append(f"строка {one.row}{column}: {problem(one)}")
    to_settle = sum(one.finding in PROBLEMS for one in found.plan.problems)
    items = counted(len(found.items), "пункт", "пункта", "пунктов")
    lines.append(f"В плане {items}. Решить нужно: {to_settle}, посмотреть: {len(found.plan.problems) - to_settle}.")
    return "\n".join(lines)
