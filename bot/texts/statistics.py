"""The numbers of /stats in short lines."""

from bot.texts import indicators, people, report, words
from bot.texts import pairs as pair_words
from mentoring.indicators import Fact
from mentoring.report import Report, Satisfaction
from mentoring.roles import Role
from mentoring.statistics import Key, Period, Statistics, What

PERIODS: dict[Period, str] = {
    Period.TODAY: "Сегодня",
    Period.SCHOOL_YEAR: "Учебный год",
    Period.CALENDAR_YEAR: "Календарный год",
    Period.LAST_SCHOOL_YEAR: "Прошлый год",
}

_NAMES: dict[What, str] = {
    What.JOINED: "Присоединились",
    What.AGREED: "Согласились",
    What.FINISHED: "Анкета готова",
    What.WAITING: "Ждут наставника",
    What.LATE: "Срок шага вышел",
    What.SATISFACTION: "Оценки",
    What.EXITS: "Завершили раньше срока",
}


def name(found: Statistics, key: Key) -> str:
    if key.stage is not None:
        return pair_words.STAGES[key.stage]
    return meetings(found) if key.what is What.MEETINGS else _NAMES[key.what]


def meetings(found: Statistics) -> str:
    """«Встречи в ноябре», «Встречи за год»."""
    if found.period is Period.TODAY:
        return f"Встречи в {report.MONTHS[found.report.on.month - 1]}"
    return "Встречи за год"


def number(value: int | None) -> str:
    return report.NO_DATA if value is None else str(value)


def as_of(found: Statistics) -> str:
    """«сегодня, 28 ноября 2026 г.», «2025/26 учебный год, как было 31 августа 2026 г.»."""
    on = words.day_and_year(found.report.on)
    match found.period:
        case Period.TODAY:
            return f"сегодня, {on}"
        case Period.CALENDAR_YEAR:
            return f"{found.report.on.year} год, на {on}"
        case Period.SCHOOL_YEAR:
            return f"{_school_year(found)} учебный год, на {on}"
        case Period.LAST_SCHOOL_YEAR:
            return f"{_school_year(found)} учебный год, как было {on}"


def _school_year(found: Statistics) -> str:
    """«2026/27»."""
    assert found.since is not None  # noqa: S101 - a year has its first day
    return f"{found.since.year}/{(found.since.year + 1) % 100:02}"


def satisfaction(found: Statistics, role: Role) -> str:
    """«Наставляемые — 8,4 из 10, ответили 7 из 8», or why there is no mark."""
    given = found.report.satisfaction[role]
    who = people.PLURAL[role]
    if given.hidden:
        return f"{who} — {report.FEW}"
    if not given.asked:
        return f"{who} — {report.NO_DATA}"
    return f"{who} — {mark(found, role)}, ответили {report.share(given.response)}"


def indicator(one: Fact) -> str:
    """«✅ Охват учеников — 12 % (цель 10 %)»."""
    value = report.NO_DATA if one.value is None else indicators.per_cent(one.value)
    plan = "" if one.target is None else f" (цель {indicators.per_cent(one.target)})"
    return f"{'✅ ' if one.met else ''}{one.indicator.short} — {value}{plan}"


def mark(found: Statistics, role: Role) -> str:
    """«8,4 из 10»."""
    given = found.report.satisfaction[role]
    if not given.told:
        return report.FEW if given.hidden else report.NO_DATA
    return report.ONLY_IN_SUM if role in found.covered else f"{report.decimal(given.index)} из 10"


def marks(one: Report, parent: Report) -> str:
    """«8,4 и 9», of mentees and of mentors, as a table tells it of a place below."""
    return " и ".join(report.index(one, role, parent) for role in (Role.MENTEE, Role.MENTOR))


def detailed(found: Statistics, role: Role) -> tuple[tuple[str, int | str], ...]:
    given: Satisfaction = found.report.satisfaction[role]
    if role in found.covered and given.told:
        return (("Оценка", report.ONLY_IN_SUM), ("Ответили", report.share(given.response)))
    return report.satisfaction(given)


def late(days: int) -> str:
    """«срок вышел 3 дня назад»."""
    return f"срок вышел {people.days(days)} назад"


def came(found: Statistics) -> str:
    """Above the numbers of people."""
    return "Люди" if found.period is Period.TODAY else "Пришли за год"


EMPTY: dict[What, str] = {
    What.JOINED: "Пока никто не пришёл. Ссылки-приглашения — в разделе «Пригласить».",
    What.AGREED: "Согласия пока никто не дал. Текст согласия приходит сразу после приглашения.",
    What.FINISHED: "Готовых анкет пока нет. Напомнить тем, кто остановился, можно в банке участников.",
    What.WAITING: "Наставника никто не ждёт.",
    What.STAGE: "Таких пар нет.",
    What.LATE: "Просроченных пар нет.",
    What.MEETINGS: "Состоявшихся встреч нет. После каждой бот сам спрашивает пару, как она прошла.",
}
