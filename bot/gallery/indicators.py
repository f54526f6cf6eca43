"""Indicators of a school and of the levels above it, and the numbers a school types."""

import datetime
from dataclasses import replace

from bot.dialogs import indicators as dialog
from bot.gallery import Example
from bot.gallery.bank import LONG, NAMED
from config import indicators, questionnaires
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.indicators import (
    Doubt,
    Doubtful,
    Fact,
    IndicatorsAt,
    NumberProblem,
    NumbersAt,
    Place,
    School,
    Typed,
    Year,
    YearKind,
)
from mentoring.roles import Level, Role

_RULES = indicators.load({name: file.value() for name, file in questionnaires.load().items()})
_TODAY = datetime.date(2026, 11, 28)
_YEAR = Year(YearKind.CALENDAR, 2026)


def _facts(*parts: Fact) -> tuple[Fact, ...]:
    return tuple(replace(fact, indicator=one) for one, fact in zip(_RULES.indicators, parts, strict=True))


def _fact(numerator: int | None, denominator: int | None, target: float | None = None, **more: int) -> Fact:
    return replace(Fact(_RULES.indicators[0], numerator, denominator, target), **more)  # type: ignore[arg-type]


SCHOOL = IndicatorsAt(
    NAMED,
    _YEAR,
    _TODAY,
    _facts(
        _fact(51, 480, 10),
        _fact(9, 480, 2),
        _fact(1, 6, 30),
        _fact(2, 0),
        _fact(18, 24, 50, asked=22, answered=20),
        _fact(3, 20, 50, asked=18, answered=4),
    ),
    road_map=RoadMapId(7),
    may_type=True,
)
_BLANK = replace(
    SCHOOL,
    organisation=LONG,
    facts=_facts(
        _fact(0, None, missing=1),
        _fact(0, None, missing=1),
        _fact(0, None, missing=1),
        _fact(None, None, missing=1),
        _fact(0, 12),
        _fact(0, 0),
    ),
    road_map=None,
    missing=4,
)
_ABOVE = IndicatorsAt(
    replace(NAMED, name="Управление образования Примерска", level=Level.MUNICIPALITY),
    _YEAR,
    _TODAY,
    _facts(
        _fact(210, 2400, 10, missing=3, schools=15),
        _fact(60, 2400, 2, missing=3, schools=15),
        _fact(12, 30, 30, missing=3, schools=15),
        _fact(None, None, 8, missing=15, schools=15),
        _fact(118, 204, 50, asked=180, answered=150, schools=15),
        _fact(70, 140, 50, asked=120, answered=90, schools=15),
    ),
    tuple(School(OrganisationId(n), f"Школа № {n}", 4 if n % 5 == 0 else 0) for n in range(1, 16)),
    tuple(
        Place(OrganisationId(n), f"Школа № {n}", replace(SCHOOL if n % 5 else _BLANK, facts=f).facts)
        for n in range(1, 16)
        for f in [(SCHOOL if n % 5 else _BLANK).facts]
    ),
)
_NUMBERS = NumbersAt(
    NAMED,
    2026,
    tuple(
        Typed(number, value, Role.CURATOR, datetime.date(2026, 10, 3), 1, least=51, most=12, hint=2)
        if value is not None
        else Typed(number, hint=2)
        for number, value in zip(_RULES.numbers.values(), (480, 6, 12, None), strict=True)
    ),
)

EXAMPLES: list[Example] = [
    Example("Показатели школы", dialog.indicators(SCHOOL), dialog.indicators),
    Example("Показатели: чисел ещё нет", dialog.indicators(_BLANK), dialog.indicators),
    Example(
        "Показатели за учебный год",
        dialog.indicators(replace(SCHOOL, year=Year(YearKind.SCHOOL, 2025))),
        dialog.indicators,
    ),
    Example("Показатели муниципалитета", dialog.indicators(_ABOVE), dialog.indicators),
    Example("Показатель по школам", dialog.by_place(_ABOVE, 0), dialog.by_place),
    Example("Довольные наставляемые по школам", dialog.by_place(_ABOVE, 4, 1), dialog.by_place),
    Example("Школы без чисел", dialog.without_numbers(_ABOVE), dialog.without_numbers),
    Example("Все ввели числа", dialog.without_numbers(replace(_ABOVE, schools=())), dialog.without_numbers),
    Example("Числа для показателей", dialog.typed_numbers(_NUMBERS), dialog.typed_numbers),
    Example("Сколько учеников", dialog.number_asked(_NUMBERS, "pupils"), dialog.number_asked),
    Example("Сколько партнёров", dialog.number_asked(_NUMBERS, "partners_giving"), dialog.number_asked),
    *(
        Example(f"Число не принято: {problem}", dialog.number_asked(_NUMBERS, "young", problem), dialog.number_asked)
        for problem in NumberProblem
    ),
    *(
        Example(
            f"Точно? {why}",
            dialog.number_doubted(Doubtful(_NUMBERS, "partners" if why is Doubt.MORE else "pupils", 25, why)),
            dialog.number_doubted,
        )
        for why in Doubt
    ),
]
