"""`roadmap`: a plan of work from a file or from a template."""

import argparse
from dataclasses import replace
from pathlib import Path

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused, usage
from bot.texts import labels, road_map_files
from bot.texts.road_map_problems import UNREADABLE, problem
from bot.texts.road_maps import KINDS
from bot.texts.words import counted
from config import road_maps
from config.reading import why
from config.settings import Settings
from documents.far_cells import SheetUnreadable
from mentoring import deadlines
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_map_changes import TITLE_LIMIT
from mentoring.road_map_findings import PROBLEMS
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import MapState
from usecases.road_map_drafts import Drafts, DraftThere
from usecases.road_map_files import Dated, LookedAt, RoadMapFiles
from usecases.unit import House, Operator, StaleButton

STATES = {MapState.ACTIVE: "карта начата", MapState.DRAFT: "записан черновик, решите остальное в боте"}


async def bring_in(options: argparse.Namespace, settings: Settings) -> Done:
    """Where nothing is to be settled, the road map begins at once; otherwise it waits as a draft."""
    content = _content(options.file)
    organisation = OrganisationId(options.org)
    async with opened_house(settings) as house:
        found = await _looked_at(house, organisation, content, options.year)
        state = MapState.DRAFT if _to_settle(found) else MapState.ACTIVE
        added = None
        if not options.dry_run:
            added = await _written(house, organisation, found.plan, state, replacing=options.replace)
    answer = {
        "dry_run": options.dry_run,
        "title": found.plan.title,
        "items": [_row(one) for one in found.items],
        "problems": [{"row": one.row, "column": one.column, "message": problem(one)} for one in found.plan.problems],
    }
    if added is None:
        return Done(answer, _text(found))
    text = f"{_text(found)}\nДорожная карта {added}: {STATES[state]}."
    return Done(answer | {"road_map": added, "state": state.value}, text)


async def _looked_at(house: House, organisation: OrganisationId, content: bytes, year: int | None) -> LookedAt:
    """Raises NotARoadMap, Forbidden, Refused."""
    try:
        return await RoadMapFiles(house).look(Operator(), organisation, content, KINDS, year)
    except SheetUnreadable as error:
        raise Refused("file", UNREADABLE[error.reason].format(where=error.where)) from error


async def _written(
    house: House, organisation: OrganisationId, plan: ImportedRoadMap, state: MapState, *, replacing: bool
) -> RoadMapId:
    """Raises DraftThere, TooManyItems."""
    drafts = Drafts(house)
    title = labels.shortened(plan.title or road_map_files.UNTITLED, TITLE_LIMIT)
    named = replace(plan, title=title)
    if state is MapState.ACTIVE:
        return await drafts.start_file(Operator(), organisation, named)
    try:
        return await drafts.bring_in(Operator(), organisation, named)
    except DraftThere as there:
        if not replacing:
            raise
        return await drafts.bring_in(Operator(), organisation, named, there.draft.id)


async def start(options: argparse.Namespace, settings: Settings) -> Done:
    templates = road_maps.load()
    async with opened_house(settings, templates) as house:
        try:
            added = await Drafts(house).start_template(
                Operator(), OrganisationId(options.org), options.template, options.year
            )
        except StaleButton as error:
            known = ", ".join(f"{one.id} ({one.level})" for one in templates.values())
            raise Refused("template", f"шаблона «{options.template}» для этого уровня нет; есть {known}") from error
        kept, items = await RoadMapFiles(house).items(Operator(), added)
    answer = {"road_map": added, "state": kept.state.value, "title": kept.title, "items": [_row(one) for one in items]}
    return Done(answer, f"Дорожная карта {added} начата: {kept.title}. {_items(len(items))}.")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise usage(f"файл {path} не читается: {why(error)}") from error


def _to_settle(found: LookedAt) -> int:
    return sum(one.finding in PROBLEMS for one in found.plan.problems)


def _items(number: int) -> str:
    return counted(number, "пункт", "пункта", "пунктов")


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
    to_settle = _to_settle(found)
    to_look = len(found.plan.problems) - to_settle
    lines.append(f"В плане {_items(len(found.items))}. Решить нужно: {to_settle}, посмотреть: {to_look}.")
    return "\n".join(lines)
