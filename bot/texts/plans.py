"""Words about plans."""

import datetime

from bot.texts.words import MONTH_NAMES, inside
from mentoring.plans import EventState, PlanWords, ReturnReason

RETURNED: dict[ReturnReason, str] = {
    ReturnReason.GOAL: "Уточнить цель",
    ReturnReason.DATES: "Изменить сроки",
    ReturnReason.FEW: "Добавить мероприятия",
    ReturnReason.MANY: "Убрать лишнее",
    ReturnReason.TALK: "Обсудить ещё раз",
}

MARKS: dict[EventState, str] = {EventState.PLANNED: "○", EventState.DONE: "✓", EventState.CANCELLED: "✗"}


def month(day: datetime.date) -> str:
    """«Октябрь»."""
    return MONTH_NAMES[day.month - 1]


def event(code: str, known: PlanWords | None) -> str:
    """«открытый урок», inside a sentence."""
    return inside(event_label(code, known))


def event_label(code: str, known: PlanWords | None) -> str:
    """«Открытый урок»; a kind that has left the file since stands for itself."""
    return known.events[code].label if known and code in known.events else code


def goal(code: str, known: PlanWords | None) -> str:
    """«войти в коллектив»; one that has left the file since stands for itself."""
    return inside(known.goals.get(code, code)) if known else code
