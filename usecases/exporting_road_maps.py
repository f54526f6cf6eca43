"""Rows of road maps for the operator's tables: one for each task."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict

from documents.tables import HIDDEN, Cell, Column, Record, Steps
from mentoring.calendar import Calendar
from mentoring.deadlines import remind_by
from mentoring.organisations import Organisation
from mentoring.road_map_views import GivenPiece, sealed
from mentoring.road_maps import Standing, Task, TaskState, standing
from storage import evidence, organisations, road_map_exports, road_map_tasks
from storage.database import Row, Transaction
from usecases.looking import local_day
from usecases.unit import House

ROAD_MAP = (
    Column("task_id", "№ записи"),
    Column("road_map", "№ карты"),
    Column("uid", "Код"),
    Column("num", "№"),
    Column("section", "Раздел"),
    Column("item", "Мероприятие"),
    Column("deadline_raw", "Срок по плану"),
    Column("norm", "Срок для бота"),
    Column("org_id", "№ организации"),
    Column("organisation", "Организация"),
    Column("owner_role", "Кто отвечает"),
    Column("starts", "С какого дня"),
    Column("due", "Срок"),
    Column("remind_by", "Последний рабочий день"),
    Column("state", "Состояние"),
    Column("standing", "Исполнение"),
    Column("closed_on", "Закрыто"),
    Column("reason", "Причина"),
    Column("proof", "Подтверждение"),
    Column("late_days", "Дней просрочки"),
)

STATES: Mapping[TaskState, str] = {
    TaskState.OPEN: "open",
    TaskState.DONE: "done",
    TaskState.WAIVED: "not_needed",
    TaskState.LEFT: "left",
}
"""What programs call them."""


async def rows(transaction: Transaction, house: House, organisation: Organisation) -> list[tuple[Cell, ...]]:
    """What an organisation and everybody below it has to do, of their own road maps and of those above.

    The operator takes the table out for that organisation: what others wrote as proof, or called their files, stays
    with them, as in the chat.
    """
    found = await road_map_exports.tasks_below(transaction, organisation.id)
    places = {one.id: one for one in await organisations.every(transaction)}
    days: dict[int, tuple[datetime.date, Calendar]] = {}
    for number in {row["organisation_id"] for row in found}:
        place = places[number]
        days[number] = (house.local_time(place).date(), house.content.calendars(place))
    proofs: dict[int, list[Mapping[str, Cell]]] = {}
    for row in await road_map_exports.proofs_below(transaction, organisation.id):
        by = places[row["organisation_id"]]
        given = GivenPiece(row["id"], evidence.as_piece(row), local_day(row["given_at"], by), row["file_name"])
        proofs.setdefault(row["task_id"], []).append(_proof(given, inside=by.id == organisation.id))
    return [_row(row, proofs.get(row["id"], []), *days[row["organisation_id"]]) for row in found]


def _row(row: Row, proofs: list[Mapping[str, Cell]], today: datetime.date, days: Calendar) -> tuple[Cell, ...]:
    task = road_map_tasks.as_task(row)
    return (
        task.id,
        task.road_map,
        row["uid"],
        row["printed"],
        row["section"],
        row["text"],
        row["deadline_raw"],
        Record(json.loads(row["deadline"])),
        task.organisation,
        row["name"],
        row["owner"],
        task.starts,
        task.due,
        None if task.due is None else remind_by(task.due, days),
        STATES[task.state],
        standing(task, today).value,
        task.closed_on,
        task.reason,
        Steps(tuple(proofs)),
        _late_days(task, today),
    )


def _late_days(task: Task, today: datetime.date) -> int:
    """Of what is late now, and of what was done late."""
    ended = today if standing(task, today) is Standing.LATE else task.closed_on
    if task.last_day is None or ended is None or task.state not in {TaskState.OPEN, TaskState.DONE}:
        return 0
    return max((ended - task.last_day).days, 0)


def _proof(given: GivenPiece, *, inside: bool) -> Mapping[str, Cell]:
    """Outside the organisation that gave it: of its words and files only that there are some."""
    whole = _told(given)
    shown = whole if inside else _told(sealed(given))
    return {name: shown.get(name, HIDDEN) for name in whole}


def _told(given: GivenPiece) -> Mapping[str, Cell]:
    """Only what there is of it; the bot's own numbers by their names."""
    told = {**asdict(given.piece), "file": given.file}
    numbers = told.pop("numbers")
    return {name: value for name, value in {**told, **numbers}.items() if value is not None}
