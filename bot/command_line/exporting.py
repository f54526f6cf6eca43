"""`export`: tables for the operator of the machine."""

import argparse
import json
import os
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, usage
from bot.texts import meetings, pairs, registry, road_maps, roles
from config.reading import why
from config.settings import Settings
from documents import tables
from documents.tables import Table
from mentoring.consent import Channel
from mentoring.ids import OrganisationId
from mentoring.names import Gender
from mentoring.road_maps import TaskState
from mentoring.roles import MembershipState
from usecases.exporting import Exporting, Subject
from usecases.exporting_road_maps import STATES
from usecases.unit import Operator

_WORDS: dict[str, dict[str, str]] = {
    "role": {role.value: name for role, name in roles.NAMES.items()},
    "state": {
        MembershipState.INVITED.value: "приглашение отправлено",
        MembershipState.CONSENT_PENDING.value: "ждём согласия",
        MembershipState.CONSENTED.value: "согласие есть",
        MembershipState.IN_BANK.value: "в банке",
        MembershipState.LEFT.value: "участие закончено",
        **{state.value: words for state, words in pairs.STATES.items()},
        **{state.value: words for state, words in meetings.STATES.items()},
    },
    "owner_role": {role.value: name for role, name in roles.NAMES.items()},
    "standing": {standing.value: words for standing, words in road_maps.STANDINGS.items()},
    "kind": {kind.value: words for kind, words in meetings.KINDS.items()},
    "place": {where.value: words.lower() for where, words in meetings.WHERE.items()},
    "registry": {state.value: words for state, words in registry.STATES.items()},
    "gender": {Gender.FEMALE.value: "женский", Gender.MALE.value: "мужской"},
    "channel": {Channel.TELEGRAM.value: "в чате", Channel.PAPER.value: "на бумаге"},
    "withdrawn_channel": {Channel.TELEGRAM.value: "в чате", Channel.PAPER.value: "на бумаге"},
}

_TASKS: dict[str, dict[str, str]] = {
    "state": {
        STATES[TaskState.OPEN]: "открыт",
        STATES[TaskState.DONE]: "выполнен",
        STATES[TaskState.WAIVED]: "не требуется",
        STATES[TaskState.LEFT]: "снят",
    },
}
"""What the same words mean of a road map."""


class Format(StrEnum):
    JSON = "json"
    XLSX = "xlsx"
    CSV = "csv"


async def export(options: argparse.Namespace, settings: Settings) -> Done:
    """JSON and CSV go to stdout unless ``--out`` names a file; a workbook, and CSV with ``--json``, become a file."""
    async with opened_house(settings) as house:
        table = await Exporting(house).table(
            Operator(), OrganisationId(options.org), options.subject, private=options.private
        )
        today = house.clock.now()
    if options.out is None and options.format is Format.JSON:
        answer = {"rows": tables.as_records(table)}
        return Done(answer, json.dumps(answer, ensure_ascii=False, indent=1))
    content = _content(table if options.format is Format.JSON else _in_russian(table, options.subject), options.format)
    if options.out is None and options.format is Format.CSV and not options.json:
        return Done(content=content)
    name = f"{table.title}_{options.org}_{today:%Y-%m-%d}.{options.format}"
    path = options.out or settings.data_dir / "exports" / name
    keep(path, content)
    return Done({"path": str(path), "count": len(table.rows)}, f"Записано строк: {len(table.rows)}, файл {path}")


def _in_russian(table: Table, subject: Subject) -> Table:
    """A sheet is read by people: codes of roles and states become words."""
    known = _WORDS | (_TASKS if subject is Subject.ROAD_MAP else {})
    words = [known.get(column.key, {}) for column in table.columns]
    rows = tuple(
        tuple(said.get(cell, cell) if isinstance(cell, str) else cell for said, cell in zip(words, row, strict=True))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _content(table: Table, wanted: Format) -> bytes:
    if wanted is Format.JSON:
        return json.dumps({"rows": tables.as_records(table)}, ensure_ascii=False, indent=1).encode()
    return tables.as_csv(table) if wanted is Format.CSV else tables.as_xlsx(table)


def keep(path: Path, content: bytes) -> None:
    """Personal data: the file is for the operator's eyes alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            # A file that was there before keeps its rights otherwise.
            os.fchmod(file.fileno(), 0o600)
            file.write(content)
    except OSError as error:
        raise usage(f"файл {path} не записывается: {why(error)}") from error
