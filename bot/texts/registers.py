"""The words of registers, for the chat and for their tables."""

import datetime

from bot.texts import words
from mentoring.courses import Course
from mentoring.curators import CuratorLine
from mentoring.local_acts import Act, ActProblem, LocalAct

ACTS: dict[Act, str] = {
    Act.REGULATION: "Положение о наставничестве",
    Act.ROAD_MAP: "Дорожная карта",
    Act.ORDER: "Приказ о внедрении",
}

SHORT_ACTS: dict[Act, str] = {
    Act.REGULATION: "Положение",
    Act.ROAD_MAP: "Дорожная карта",
    Act.ORDER: "Приказ",
}

ACT_PROBLEMS: dict[ActProblem, str] = {ActProblem.LONG_LINK: "Ссылка слишком длинная: до 300 знаков."}


def act(found: LocalAct) -> str:
    """«№ 12 от 05.09.2026, ссылка есть»."""
    parts = []
    if found.number is not None and found.day is not None:
        sign = "" if found.number.lower() == "б/н" else f"№{words.NBSP}"
        parts.append(f"{sign}{found.number} от {words.numeric(found.day)}")
    if found.link is not None:
        parts.append("ссылка есть")
    return ", ".join(parts)


def schools(number: int) -> str:
    return words.counted(number, "школа", "школы", "школ")


def curators(number: int) -> str:
    return words.counted(number, "куратор", "куратора", "кураторов")


def confirmed(line: CuratorLine) -> str:
    if line.membership is None:
        return "куратора нет"
    if line.confirmed is not None and not line.waits:
        return f"подтверждено {words.numeric(line.confirmed)}"
    if line.waits:
        return "не подтверждено" + _before(line.confirmed)
    return "" if line.since is None else f"в базе с {words.numeric(line.since)}"


def _before(day: datetime.date | None) -> str:
    return "" if day is None else f", раньше — {words.numeric(day)}"


COURSES: dict[Course, str] = {
    Course.FIRST: "Первое обучение наставников",
    Course.FURTHER: "Повышение квалификации наставников",
    Course.UNTRAINED: "Не обучались и курсов не просили",
}


def people(number: int) -> str:
    return words.counted(number, "человек", "человека", "человек")
