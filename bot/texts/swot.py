"""The SWOT in words."""

from bot.texts import concerns
from mentoring.road_map_names import warned
from mentoring.swot import LONGEST, Fault, Side

SIDES: dict[Side, str] = {
    Side.STRENGTHS: "Сильные стороны",
    Side.WEAKNESSES: "Слабые стороны",
    Side.OPPORTUNITIES: "Возможности",
    Side.THREATS: "Риски",
}

FAULTS: dict[Fault, str] = {
    Fault.EMPTY: "Напишите несколько слов.",
    Fault.TOO_LONG: f"Слишком длинно: нужно не больше {LONGEST} знаков.",
    Fault.ONLY_NAMES: "Остались бы одни имена, а в справке их не называют. Напишите, о чём речь.",
}

MEANWHILE = "Коллега успел изменить эту строку. Вот как она выглядит сейчас."

WHERE_FROM = (
    "Они придут из опросов пар, их бот присылает сам, и из опроса рабочей группы «Довольны ли участники»: "
    "его открывают в разделе «Опросы»."
)

ELSEWHERE = (
    "В этой школе бот не передаёт через чат слова людей. Собрать SWOT может тот, кто ведёт сервер: "
    "команда «python -m bot swot»."
)
"""In ``minimal``."""


def about_people(typed: str) -> str | None:
    """What the words say of people; None where there is nothing to be said."""
    found = warned(typed)
    if not found.less and not found.seen:
        return None
    left_out = "Имена и телефоны не записаны: справку читают многие." if found.less else None
    seen = f"⚠️ Похоже, здесь {concerns.listed(found.seen)}. Проверьте строку." if found.seen else None
    return " ".join(filter(None, (left_out, seen)))
