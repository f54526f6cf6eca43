"""Words about plans."""

import datetime

from mentoring.plans import EventState, ReturnReason

MONTHS = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)

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
    return MONTHS[day.month - 1]
