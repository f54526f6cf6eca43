"""Indicators: plan, fact and deviation of a place; the numbers that a school types once a year."""

from bot.dialogs import register_addresses
from bot.dialogs.indicator_addresses import (
    AskNumber,
    IndicatorBelow,
    Indicators,
    KeepNumber,
    TakeNumberAway,
    TypedNumbers,
    WithoutNumbers,
)
from bot.dialogs.menu import Open
from bot.dialogs.statistics import Numbers
from bot.screens import Button, Html, Rows, Screen, bold, column, grid, lines, markup, paged, turning
from bot.texts import indicators as said
from bot.texts import labels, roles, words
from bot.texts.words import NBSP, counted
from mentoring.indicators import Doubtful, Fact, IndicatorsAt, NumberProblem, NumbersAt, Place, Typed, Year, YearKind
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))
LABEL = 36
PAGE = 5
"""With turning pages and the way back a screen keeps to eight rows."""


def indicators(found: IndicatorsAt) -> Screen:
    here, several = found.organisation, found.organisation.level is not Level.ORGANISATION
    targets = any(one.target is not None for one in found.facts)
    return Screen(
        lines(
            bold(said.TITLE),
            here.name,
            said.as_of(found),
            *(line for number, one in enumerate(found.facts, 1) for line in _told(number, one, targets=targets)),
            *(() if targets else ("", f"Цели на {found.year.number}{NBSP}год не заданы.")),
            *_below_told(found),
        ),
        (
            *(_by_place(found) if several else _typing(found)),
            *_passport(found),
            *_years(found),
            (Button("Статистика", Numbers(here.id)), MENU),
        ),
    )


def _told(number: int, one: Fact, *, targets: bool) -> list[Html | str | None]:
    """``targets``: some indicator has one, so that it tells something which has none."""
    mark = "✅ " if one.met else ""
    return [
        "",
        markup("{mark}<b>{number}. {name}</b>", mark=mark, number=number, name=one.indicator.short),
        said.fact(one),
        said.plan(one) if targets else None,
        said.answers(one),
        said.missing(one),
        "Больше, чем всего: проверьте введённые числа." if one.too_many and not one.hidden else None,
    ]


def _below_told(found: IndicatorsAt) -> list[str]:
    told = []
    if found.missing and found.may_type:
        untyped = counted(found.missing, "число", "числа", "чисел")
        told.append(f"Ещё не введено {untyped} из тех, что школа вводит раз в год.")
    if found.without_numbers:
        lacking, of = len(found.without_numbers), len(found.schools)
        told.append(f"Ещё не ввели числа: {counted(lacking, 'школа', 'школы', 'школ')} из {of}.")
    if found.below:
        told.append("Номер ниже — этот показатель по организациям.")
    return ["", *told] if told else []


def _typing(found: IndicatorsAt) -> Rows:
    if not found.may_type:
        return ()
    label = f"Ввести числа · {found.missing}" if found.missing else "Введённые числа"
    return ((Button(label, TypedNumbers(found.organisation.id, found.year.number)),),)


def _by_place(found: IndicatorsAt) -> Rows:
    here, year = found.organisation.id, found.year
    numbers: Rows = ()
    if found.below:
        places = [IndicatorBelow(here, index, year.kind, year.number) for index in range(len(found.facts))]
        numbers = grid([Button(str(index), to) for index, to in enumerate(places, 1)], 8)
    lacking = len(found.without_numbers)
    without: Rows = ((Button(f"Без чисел · {lacking}", WithoutNumbers(here, year.number)),),) if lacking else ()
    return (*numbers, *without)


def _passport(found: IndicatorsAt) -> Rows:
    lacking = any(one.target is None for one in found.facts)
    if found.road_map is None:
        return ((Button("Цели — в дорожной карте", Open("roadmap")),),) if lacking and found.may_type else ()
    if lacking:
        return ((Button("Задать цели в паспорте", register_addresses.Targets(found.road_map)),),)
    return ((Button("Паспорт программы", register_addresses.Passport(found.road_map)),),)


def _years(found: IndicatorsAt) -> Rows:
    """The other kind of year, and the years beside this one; nothing that is still to come."""
    here, year = found.organisation.id, found.year
    other = YearKind.SCHOOL if year.kind is YearKind.CALENDAR else YearKind.CALENDAR
    beside = [Button(f"‹ {_short(year.kind, year.number - 1)}", Indicators(here, year.kind, year.number - 1))]
    if year.number < Year.of(found.on, year.kind).number:
        beside.append(Button(f"{_short(year.kind, year.number + 1)} ›", Indicators(here, year.kind, year.number + 1)))
    switch = Button("По учебному году" if other is YearKind.SCHOOL else "По календарному году", Indicators(here, other))
    return ((*beside, switch),) if len(beside) == 1 else (tuple(beside), (switch,))


def _short(kind: YearKind, number: int) -> str:
    return str(number) if kind is YearKind.CALENDAR else said.school_year(number)


# -- places below ----------------------------------------------------------------------------------------------------


def by_place(found: IndicatorsAt, indicator: int, page: int = 0) -> Screen:
    """One indicator, counted from 0, in every place a level down, by name. Raises IndexError."""
    one, year = found.facts[indicator], found.year
    part = paged(len(found.below), page, PAGE)
    shown = found.below[part.first : part.last]
    buttons = [
        Button(labels.organisation(place.name, LABEL), Indicators(place.id, year.kind, year.number)) for place in shown
    ]
    return Screen(
        lines(
            bold(one.indicator.short),
            one.indicator.name,
            f"{found.organisation.name}, {said.year(year)}",
            f"Вместе: {said.fact(one)}",
            *(line for place in shown for line in _place(place, indicator)),
        ),
        (
            *column(buttons),
            *turning(part, lambda to: IndicatorBelow(found.organisation.id, indicator, year.kind, year.number, to)),
            (Button("Назад", Indicators(found.organisation.id, year.kind, year.number)), MENU),
        ),
    )


def _place(place: Place, indicator: int) -> list[Html | str | None]:
    one = place.facts[indicator]
    return ["", bold(place.name), said.fact(one), said.answers(one), said.missing(one)]


def without_numbers(found: IndicatorsAt, page: int = 0) -> Screen:
    """Schools of a place that have not typed everything, by name."""
    lacking, year = found.without_numbers, found.year
    part = paged(len(lacking), page, 20)
    told = [f"• {one.name} — нет {counted(one.missing, 'числа', 'чисел', 'чисел')}" for one in lacking]
    return Screen(
        lines(
            bold("Школы без чисел"),
            f"{found.organisation.name}, {said.year(year)}",
            "",
            *(told[part.first : part.last] or ["Все школы ввели свои числа."]),
            "",
            "Школы без числа не входят в долю: ни в числитель, ни в знаменатель.",
        ),
        (
            *turning(part, lambda to: WithoutNumbers(found.organisation.id, year.number, to)),
            (Button("Назад", Indicators(found.organisation.id, YearKind.CALENDAR, year.number)), MENU),
        ),
    )


# -- numbers that are typed ------------------------------------------------------------------------------------------


def typed_numbers(found: NumbersAt) -> Screen:
    buttons = [
        Button(_label(one), AskNumber(found.organisation.id, one.number.key, found.year)) for one in found.numbers
    ]
    return Screen(
        lines(
            bold("Числа для показателей"),
            _where(found),
            "",
            *(markup("{name} — <b>{value}</b>{whose}", **_line(one)) for one in found.numbers),
            "",
            f"Они же служат для {said.school_year(found.year)} учебного года. Вводят их раз в год, исправить можно "
            "всегда: прежние числа хранятся.",
        ),
        (
            *column(buttons),
            (Button(said.TITLE, Indicators(found.organisation.id, YearKind.CALENDAR, found.year)), MENU),
        ),
    )


def _where(found: NumbersAt) -> str:
    return f"{found.organisation.name}, {found.year}{NBSP}год"


def _line(one: Typed) -> dict[str, str]:
    whose = "" if one.value is None or _whose(one) is None else f" ({_whose(one)})"
    return {"name": one.number.short, "value": said.typed(one), "whose": whose}


def _whose(one: Typed) -> str | None:
    """«куратор, 3 октября 2026 г.»."""
    if one.on is None:
        return None
    return ", ".join([*([roles.NAMES[one.role]] if one.role else []), words.day_and_year(one.on)])


def _label(one: Typed) -> str:
    tail = "" if one.value is None else f" · {one.value}"
    return labels.shortened(one.number.short, LABEL - len(tail)) + tail


def number_asked(found: NumbersAt, key: str, problem: NumberProblem | None = None) -> Screen:
    """Raises KeyError."""
    one, here = found.of(key), found.organisation
    away: Rows = ()
    if one.value is not None:
        away = ((Button("Нет данных", TakeNumberAway(here.id, key, found.year, one.changes)),),)
    return Screen(
        lines(
            said.NUMBER_PROBLEMS[problem] if problem else None,
            bold(f"Сколько {one.number.words}?"),
            _where(found),
            "",
            one.number.hint or None,
            said.hint(one),
            _now(one),
            "",
            "Напишите целое число.",
        ),
        (*away, (Button("Назад", TypedNumbers(here.id, found.year)), MENU)),
    )


def _now(one: Typed) -> str | None:
    if one.value is None:
        return None
    whose = _whose(one)
    return f"Сейчас: {one.value} ({whose})" if whose else f"Сейчас: {one.value}"


def number_doubted(found: Doubtful) -> Screen:
    at, one = found.at, found.at.of(found.key)
    here, year = at.organisation.id, at.year
    return Screen(
        lines(
            bold(f"Сколько {one.number.words}?"),
            _where(at),
            "",
            said.doubt(found.doubt, one, found.value),
        ),
        (
            (Button(f"Да, точно {found.value}", KeepNumber(here, found.key, year, found.value, one.changes)),),
            (Button("Ввести другое число", AskNumber(here, found.key, year)),),
            (Button("Назад", TypedNumbers(here, year)), MENU),
        ),
    )
