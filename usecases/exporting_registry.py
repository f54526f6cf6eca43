"""Rows of the registry of mentors for the operator's tables."""

import datetime
import zoneinfo
from collections.abc import Mapping

from documents.tables import Cell, Column, Steps
from mentoring.organisations import Organisation
from mentoring.registry import RegistryEvent
from storage import exports, registry
from storage.database import Transaction
from storage.registry import Entry

REGISTRY = (
    Column("membership_id", "№ участия"),
    Column("person_id", "№ человека"),
    Column("code", "Код"),
    Column("org_id", "№ организации"),
    Column("surname", "Фамилия"),
    Column("name", "Имя"),
    Column("patronymic", "Отчество"),
    Column("registry", "Реестр"),
    Column("order_number", "№ приказа"),
    Column("order_date", "Дата приказа"),
    Column("trained_on", "Обучение пройдено"),
    Column("history", "История"),
)


async def rows(transaction: Transaction, organisation: Organisation) -> list[tuple[Cell, ...]]:
    """Everybody who is or was in it; of somebody who has left the programme only the code is told."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    histories = await registry.histories(transaction, organisation.id)
    people = {row["membership_id"]: row for row in await exports.memberships(transaction, organisation.id)}
    return [
        (
            membership,
            people[membership]["person_id"],
            people[membership]["code"],
            organisation.id,
            people[membership]["surname"],
            people[membership]["name"],
            people[membership]["patronymic"],
            kept.record.state.value,
            kept.record.order.number if kept.record.order else None,
            kept.record.order.date if kept.record.order else None,
            kept.record.trained_on,
            Steps(tuple(_step(entry, zone) for entry in histories[membership])),
        )
        for membership, kept in (await registry.of_organisation(transaction, organisation.id)).items()
    ]


def _step(entry: Entry, zone: datetime.tzinfo) -> Mapping[str, Cell]:
    """An order or a day; why somebody was removed is for those who keep the registry."""
    told = entry.details if entry.event in TOLD else None
    at = datetime.datetime.fromtimestamp(entry.at, zone)
    return {"at": at, "event": entry.event.value, "by": entry.actor, "details": told}


TOLD = frozenset({RegistryEvent.APPROVE, RegistryEvent.TRAIN})
