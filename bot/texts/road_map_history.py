"""The history of a road map in sentences."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from bot.texts import labels, roles, words
from bot.texts import road_maps as said
from bot.texts.road_map_changes import EVIDENCE, PARTS
from mentoring.road_map_changes import Part
from mentoring.road_map_history import Change
from mentoring.road_maps import EvidenceKind
from mentoring.roles import Role

OPERATOR = "с сервера"
BY_ITSELF = "по сроку"
GONE = "роли уже нет"

WORDS = 160
"""Letters of an old or a new wording."""

Details = Mapping[str, Any]


def who(change: Change) -> str:
    if change.actor == "cli":
        return OPERATOR
    if not change.actor.startswith("person:"):
        return BY_ITSELF
    return GONE if change.role is None else roles.NAMES[change.role]


def what(change: Change) -> str:
    """A sentence without a subject: who did it stands above it."""
    by_itself = change.act == "closed" and not change.actor.startswith("person:")
    tell = _flat("срок карты закончился, она закрыта") if by_itself else SENTENCES.get(change.act)
    said_of_it = "изменение" if tell is None else tell(change.details)
    return said_of_it[:1].upper() + said_of_it[1:]


def _changed(details: Details) -> str:
    part = Part(details["part"])
    before, after = _value(part, details["from"]), _value(part, details["to"])
    if not before:
        return f"{PARTS[part].lower()} — {after}"
    return f"{PARTS[part].lower()}: было {before}, стало {after}"


def _value(part: Part, written: str) -> str:
    if not written:
        return ""
    if part is Part.OWNER:
        return roles.NAMES[Role(written)]
    if part is Part.EVIDENCE:
        return EVIDENCE[EvidenceKind(written)]
    return _quoted(said.deadline(written) if part is Part.DEADLINE else written)


def _quoted(written: str) -> str:
    return f"«{labels.shortened(written, WORDS)}»"


def _day(details: Details) -> str:
    if not details.get("from"):
        return f"назначен день: {_date(details['to'])}"
    return f"день перенесён: было {_date(details['from'])}, стало {_date(details['to'])}"


def _date(written: str) -> str:
    return words.day_and_year(datetime.date.fromisoformat(written))


def _drafted(details: Details) -> str:
    return f"составлен черновик: {said.items(int(details['items']))}"


def _moved(details: Details) -> str:
    years = int(details["years"])
    return (
        f"все сроки сдвинуты на {words.counted(abs(years), 'год', 'года', 'лет')} {'вперёд' if years > 0 else 'назад'}"
    )


def _reminded(details: Details) -> str:
    number = words.counted(int(details["organisations"]), "организация", "организации", "организаций")
    return f"напоминание опоздавшим: {number}"


def _flat(sentence: str) -> Callable[[Details], str]:
    return lambda _: sentence


def _with_reason(sentence: str) -> Callable[[Details], str]:
    return lambda details: f"{sentence}: {words.inside(details['reason'])}"


SENTENCES: dict[str, Callable[[Details], str]] = {
    "drafted": _drafted,
    "moved": _moved,
    "renamed": lambda details: f"название: было {_quoted(details['from'])}, стало {_quoted(details['to'])}",
    "passport": _flat("паспорт изменён"),
    "started": _flat("дорожная карта начата"),
    "ended": _flat("дорожная карта закрыта досрочно"),
    "closed": _flat("отмечено выполненным"),
    "reopened": _flat("снова в работе"),
    "proven": _flat("приложено подтверждение"),
    "absent": _flat("отмечено, что бумаги пока нет"),
    "withdrawn": _flat("подтверждение отозвано"),
    "named": _flat("приказ внесён в локальные акты"),
    "counted": _flat("выполнено по числам бота"),
    "item_changed": _changed,
    "item_waived": _with_reason("пункт не требуется"),
    "item_needed": _flat("пункт снова нужен"),
    "item_added": _flat("добавлен пункт"),
    "item_removed": lambda details: f"пункт убран: {_quoted(details['from'])}",
    "task_waived": _with_reason("не требуется"),
    "task_reopened": _flat("снова в работе"),
    "task_day": _day,
    "task_added": lambda details: f"добавлена дата: {_date(details['to'])}",
    "left": _with_reason("организация вышла из дорожной карты"),
    "returned": _flat("организация снова участвует"),
    "reminded": _reminded,
}
