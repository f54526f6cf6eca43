"""Words about plans."""

import datetime

from bot.texts.words import MONTH_NAMES
from mentoring.plans import EventState, ReturnReason

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
