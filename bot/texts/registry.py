"""Words about the registry of mentors."""

import datetime

from bot.texts import words
from mentoring.registry import OWN_WISH, RegistryEvent, RegistryState, RegistryStep, RemovalReason, Shelf

SHELVES: dict[Shelf, str] = {
    Shelf.APPROVED: "Утверждены",
    Shelf.NOMINATED: "Ждут утверждения",
    Shelf.CANDIDATES: "В банке, не выдвинуты",
    Shelf.REMOVED: "Исключены",
}

STATES: dict[RegistryState, str] = {
    RegistryState.NOMINATED: "ждёт утверждения",
    RegistryState.APPROVED: "в реестре",
    RegistryState.REMOVED: "в реестре уже нет",
}

REASONS: dict[RemovalReason, str] = {
    RemovalReason.WISH: "По собственному желанию",
    RemovalReason.TIME: "Нет времени на наставничество",
    RemovalReason.MISTAKE: "Попадание по ошибке",
    RemovalReason.OTHER: "Другая причина",
}

_EVENTS: dict[RegistryEvent, str] = {
    RegistryEvent.NOMINATE: "выдвижение",
    RegistryEvent.APPROVE: "утверждение",
    RegistryEvent.TRAIN: "отметка об обучении",
    RegistryEvent.REMOVE: "исключение",
    RegistryEvent.LEAVE: "выход из программы",
}


def step(one: RegistryStep) -> str:
    """«15.09.2026 — утверждение, приказ № 12-од от 15.09.2026»."""
    details = _details(one)
    tail = f", {details}" if details else ""
    return f"{words.numeric(one.on)} — {_EVENTS[one.event]}{tail}"


def _details(one: RegistryStep) -> str | None:
    if one.details is None:
        return None
    match one.event:
        case RegistryEvent.NOMINATE:
            return "по своему желанию" if one.details == OWN_WISH else None
        case RegistryEvent.APPROVE:
            number, _, day = one.details.rpartition(" ")
            return f"приказ № {number} от {words.numeric(datetime.date.fromisoformat(day))}"
        case RegistryEvent.TRAIN:
            return words.numeric(datetime.date.fromisoformat(one.details))
        case RegistryEvent.REMOVE:
            return words.inside(REASONS[RemovalReason(one.details)])
    return one.details
