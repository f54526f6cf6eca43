"""Rows about surveys that were asked and numbers that were typed, for the operator's tables."""

import datetime
import zoneinfo

from documents.tables import Cell, Column
from mentoring.organisations import Organisation
from storage import exports
from storage.database import Transaction

ASKED = (
    Column("person_id", "№ человека"),
    Column("code", "Код"),
    Column("org_id", "№ организации"),
    Column("role", "Роль"),
    Column("form", "Форма"),
    Column("asked_at", "Спрошено"),
    Column("answered", "Ответ есть"),
)

NUMBERS = (
    Column("org_id", "№ организации"),
    Column("key", "Число"),
    Column("year", "Год"),
    Column("value", "Значение"),
    Column("at", "Введено"),
    Column("by", "Кто ввёл"),
)


async def asked_rows(transaction: Transaction, organisation: Organisation) -> list[tuple[Cell, ...]]:
    """Whether, never when: the moment of an answer could be laid beside an anonymous sheet."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return [
        (
            row["person_id"],
            row["code"],
            row["organisation_id"],
            row["role"],
            row["form"],
            datetime.datetime.fromtimestamp(row["opened_at"], zone),
            bool(row["answered"]),
        )
        for row in await exports.asked(transaction, organisation.id)
    ]


async def number_rows(transaction: Transaction, organisation: Organisation) -> list[tuple[Cell, ...]]:
    """The whole history, the oldest first; without a value it was taken away."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return [
        (
            row["organisation_id"],
            row["number_key"],
            row["year"],
            row["value"],
            datetime.datetime.fromtimestamp(row["at"], zone),
            row["actor"],
        )
        for row in await exports.numbers(transaction, organisation.id)
    ]
