"""Indicators in words: the same for the chat, the workbook and the document."""

from bot.texts import words
from bot.texts.report import NO_DATA
from bot.texts.words import NBSP, counted
from mentoring.indicators import Count, Doubt, Fact, IndicatorsAt, NumberProblem, Typed, Year, YearKind
from mentoring.report import Section

TITLE = "Показатели"
NO_TARGET = "цель не задана"
POINTS = f"п.{NBSP}п."

HEADINGS = ("Показатель", "Числитель", "Знаменатель", "Цель, %", "Факт, %", "Отклонение, п. п.", "Нет чисел, школ")

NUMBER_PROBLEMS: dict[NumberProblem, str] = {
    NumberProblem.NOT_A_NUMBER: "Это не похоже на число. Напишите его цифрами, например «480».",
    NumberProblem.NOT_WHOLE: "Нужно целое число, без дробей.",
    NumberProblem.NEGATIVE: "Меньше нуля не бывает.",
    NumberProblem.TOO_LARGE: "Слишком много: больше миллиона. Проверьте, нет ли лишней цифры.",
}


def year(found: Year) -> str:
    """«2026 год», «2026/27 учебный год»."""
    if found.kind is YearKind.CALENDAR:
        return f"{found.number}{NBSP}год"
    return f"{school_year(found.number)} учебный год"


def school_year(number: int) -> str:
    """«2026/27»."""
    return f"{number}/{(number + 1) % 100:02}"


def decimal(value: float) -> str:
    """«45,5», «−3»."""
    return f"{value:.10g}".replace(".", ",").replace("-", "−")


def per_cent(value: float) -> str:
    """«45,5 %»."""
    return f"{decimal(value)}{NBSP}%"


def points(value: float) -> str:
    """«+2,5 п. п.»."""
    return f"{'+' if value > 0 else ''}{decimal(value)}{NBSP}{POINTS}"


def parts(found: Fact) -> str:
    """«24 из 480»."""
    return f"{_number(found.told)} из {_number(found.denominator)}"


def _number(found: int | None) -> str:
    return NO_DATA if found is None else str(found)


def fact(found: Fact) -> str:
    """«24 из 480 — 5 %», or why there is no share."""
    if found.value is not None:
        return f"{parts(found)} — {per_cent(found.value)}"
    if found.told is not None and found.denominator is None and found.missing:
        return f"{found.told}, а из скольких — не введено: {NO_DATA}"
    if found.told is not None and found.denominator is not None and (found.told or found.denominator):
        return f"{parts(found)}, {NO_DATA}: {why_none(found)}"
    return f"{NO_DATA}: {why_none(found)}"


def share(found: Fact) -> str:
    """«5 %», or why there is none."""
    return per_cent(found.value) if found.value is not None else f"{NO_DATA}: {why_none(found)}"


def why_none(found: Fact) -> str:
    if found.hidden:
        return "у соседей ответов меньше пяти" if found.covered else "ответов меньше пяти"
    if found.missing and None in {found.denominator, found.numerator}:
        return "числа не введены"
    if not found.denominator:
        return "пар с приказом не было" if found.of_answers else "всего — ноль"
    return "опроса ещё не было"


def plan(found: Fact) -> str:
    """«цель 10 %», and how far that is."""
    if found.target is None:
        return NO_TARGET
    told = f"цель {per_cent(found.target)}"
    return told if found.deviation is None else f"{told}, {_deviation(found.deviation)}"


def _deviation(found: float) -> str:
    return "ровно как цель" if found == 0 else f"отклонение {points(found)}"


def answers(found: Fact) -> str | None:
    """How many have answered, and how content those are; nothing while nobody was asked."""
    if not found.of_answers or found.unasked:
        return None
    response, among = found.response.value, found.among_answered.value
    told = f"Спросили {found.asked}, ответили {found.answered}"
    if response is not None:
        told = f"{told} ({per_cent(response)})"
    return f"{told}." if among is None or found.hidden else f"{told}, из них довольны {per_cent(among)}."


def missing(found: Fact) -> str | None:
    """Of how many schools there is no number, where there are others that have it."""
    if not 0 < found.missing < found.schools:
        return None
    return f"Без {counted(found.missing, 'школы', 'школ', 'школ')} из {found.schools}: числа не введены."


def typed(found: Typed) -> str:
    return "не введено" if found.value is None else str(found.value)


KNOWN: dict[Count, str] = {
    Count.PARTNER_MENTORS: "По анкетам этого года наставников от партнёров: {number}.",
}


def hint(found: Typed) -> str | None:
    """What the registers tell of a number that people type."""
    if found.hint is None or found.number.known is None:
        return None
    return KNOWN.get(found.number.known, "По данным бота: {number}.").format(number=found.hint)


def doubt(why: Doubt, found: Typed, value: int) -> str:
    match why:
        case Doubt.FEWER:
            return f"По тому, что уже известно, не меньше {found.least}. Точно {value}?"
        case Doubt.MORE:
            return f"По тому, что уже известно, не больше {found.most}. Точно {value}?"
        case Doubt.MEANWHILE:
            return f"Пока Вы писали, кто-то из коллег изменил число. Теперь там: {typed(found)}. Поставить {value}?"


# -- tables ----------------------------------------------------------------------------------------------------------


def table(found: IndicatorsAt) -> tuple[tuple[str | int | float, ...], ...]:
    """A row for each indicator, under ``HEADINGS``."""
    return tuple((one.indicator.name, *_cells(one)) for one in found.facts)


def below(found: IndicatorsAt) -> tuple[tuple[str | int | float, ...], ...]:
    """For each place below a row for each indicator; the place stands first."""
    return tuple((place.name, one.indicator.short, *_cells(one)) for place in found.below for one in place.facts)


def _cells(one: Fact) -> tuple[str | int | float, ...]:
    return (
        NO_DATA if one.told is None else one.told,
        NO_DATA if one.denominator is None else one.denominator,
        NO_TARGET if one.target is None else one.target,
        NO_DATA if one.value is None else one.value,
        "" if one.deviation is None else one.deviation,
        one.missing,
    )


def sections(found: IndicatorsAt) -> tuple[Section, ...]:
    """For the document: each indicator with its lines."""
    return tuple(Section(one.indicator.name, _rows(one)) for one in found.facts)


def _rows(one: Fact) -> tuple[tuple[str, int | str], ...]:
    told: list[tuple[str, int | str]] = [
        ("Числитель и знаменатель", parts(one)),
        ("Цель", NO_TARGET if one.target is None else per_cent(one.target)),
        ("Факт", share(one)),
    ]
    if one.deviation is not None:
        told.append(("Отклонение", points(one.deviation)))
    if (said := answers(one)) is not None:
        told.append(("Опрос", said))
    if (said := missing(one)) is not None:
        told.append(("Школы", said))
    return tuple(told)


def as_of(found: IndicatorsAt) -> str:
    """«2026 год, на 28 ноября 2026 г.»; a year that is over is told without a day."""
    if found.on > found.year.last:
        return year(found.year)
    return f"{year(found.year)}, на {words.day_and_year(found.on)}"
