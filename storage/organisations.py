"""Organisations, their tree, their vacations and the acknowledged warnings."""

import datetime
import json
from collections.abc import Iterable

from mentoring.calendar import Vacation
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation, Privacy
from mentoring.roles import Level
from storage.database import Row, Transaction

COLUMNS = ("name", "inn", "address", "contact", "tz", "week", "state_owned", "privacy", "minors")
"""What may be changed later; no other column name ever gets into a statement."""

_SELECT = (
    "WITH RECURSIVE up (id, parent_id, path) AS ("
    "SELECT id, parent_id, CAST(id AS TEXT) FROM organisations WHERE parent_id IS NULL "
    "UNION ALL SELECT o.id, o.parent_id, up.path || '/' || o.id FROM organisations o JOIN up ON o.parent_id = up.id) "
    "SELECT o.*, up.path, w.acknowledged_at FROM organisations o JOIN up ON up.id = o.id "
    "LEFT JOIN state_warnings w ON w.organisation_id = o.id "
)

_ONE = (
    "WITH RECURSIVE up (id, parent_id, path) AS ("
    "SELECT id, parent_id, CAST(id AS TEXT) FROM organisations WHERE id = $1 "
    "UNION ALL SELECT o.id, o.parent_id, o.id || '/' || up.path FROM organisations o JOIN up ON o.id = up.parent_id) "
    "SELECT o.*, up.path, w.acknowledged_at FROM up JOIN organisations o ON o.id = $1 "
    "LEFT JOIN state_warnings w ON w.organisation_id = o.id WHERE up.parent_id IS NULL"
)
"""From the one asked for up to its root: a question about one does not walk through all."""


def as_organisation(row: Row) -> Organisation:
    return Organisation(
        OrganisationId(row["id"]),
        tuple(OrganisationId(int(part)) for part in row["path"].split("/")),
        Level(row["level"]),
        row["name"],
        row["inn"],
        row["address"],
        row["contact"],
        row["tz"],
        row["week"],
        _flag(row["state_owned"]),
        Privacy(row["privacy"]),
        _flag(row["minors"]),
        row["acknowledged_at"] is not None,
        tuple(_as_vacation(first, last) for first, last in json.loads(row["vacations"])),
    )


def _as_vacation(first: str, last: str) -> Vacation:
    return Vacation(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


async def one(transaction: Transaction, organisation: OrganisationId) -> Organisation | None:
    row = await transaction.row(_ONE, organisation)
    return None if row is None else as_organisation(row)


async def below(transaction: Transaction, place: Organisation) -> list[Organisation]:
    """The place itself, then everything under it, each after what it belongs to."""
    rows = await transaction.rows(
        "WITH RECURSIVE down (id, path) AS (SELECT $1, $2 UNION ALL "
        "SELECT o.id, down.path || '/' || o.id FROM organisations o JOIN down ON o.parent_id = down.id) "
        "SELECT o.*, down.path, w.acknowledged_at FROM down JOIN organisations o ON o.id = down.id "
        "LEFT JOIN state_warnings w ON w.organisation_id = o.id",
        place.id,
        "/".join(str(one) for one in place.path),
    )
    return sorted((as_organisation(row) for row in rows), key=lambda one: (len(one.path), one.name))


async def every(transaction: Transaction) -> list[Organisation]:
    return [as_organisation(row) for row in await transaction.rows(_SELECT + "ORDER BY up.path, o.id")]


async def add(
    transaction: Transaction, name: str, level: Level, parent: OrganisationId | None, tz: str, now: int
) -> OrganisationId:
    """A new organisation starts in the careful mode: ``minimal``, five-day week."""
    return OrganisationId(
        await transaction.value(
            "INSERT INTO organisations (parent_id, level, name, tz, week, privacy, created_at) "
            "VALUES ($1, $2, $3, $4, 5, $5, $6) RETURNING id",
            parent,
            level.value,
            name,
            tz,
            Privacy.MINIMAL.value,
            now,
        )
    )


async def change(transaction: Transaction, organisation: OrganisationId, column: str, value: object) -> None:
    """Raises ValueError for a column that may not be changed."""
    if column not in COLUMNS:
        raise ValueError(column)
    await transaction.run(f"UPDATE organisations SET {column} = $2 WHERE id = $1", organisation, value)


async def set_vacations(transaction: Transaction, organisation: OrganisationId, vacations: Iterable[Vacation]) -> None:
    """The whole table, read in the same unit: it is short, and every reading of an organisation needs it."""
    written = json.dumps([[one.first.isoformat(), one.last.isoformat()] for one in vacations])
    await transaction.run("UPDATE organisations SET vacations = $2 WHERE id = $1", organisation, written)


async def acknowledge_warning(transaction: Transaction, organisation: OrganisationId, who: str, now: int) -> None:
    """The first acknowledgement stays: who and when is a record."""
    await transaction.run(
        "INSERT INTO state_warnings (organisation_id, acknowledged_by, acknowledged_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (organisation_id) DO NOTHING",
        organisation,
        who,
        now,
    )
