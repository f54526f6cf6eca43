"""The words of a passport, for the chat and for its paper."""

from documents.paper import Block, Fact, Grid, Head, Text
from mentoring.passport_views import PassportView
from mentoring.passports import IndicatorTargets, Part, Passport, PassportProblem, words_of

PARTS: dict[Part, str] = {
    Part.GOAL: "Цель",
    Part.TASKS: "Задачи",
    Part.RESULTS: "Результаты",
    Part.TERM: "Срок",
    Part.RISKS: "Риски",
}

LONG_PARTS: dict[Part, str] = PARTS | {Part.RESULTS: "Ожидаемые результаты", Part.TERM: "Срок реализации"}

PROBLEMS: dict[PassportProblem, str] = {
    PassportProblem.EMPTY: "Пока пусто: напишите хотя бы одну строку.",
    PassportProblem.LONG_LINE: "Одна из строк длиннее 300 знаков. Сократите её.",
    PassportProblem.MANY_LINES: "Строк больше восьми. Оставьте главное.",
    PassportProblem.NOT_TARGETS: "Нужны год и процент, как в примере ниже.",
    PassportProblem.OTHER_YEAR: "Такого года в дорожной карте нет.",
    PassportProblem.NOT_PER_CENT: "Процентов больше ста не бывает.",
}

AGAIN = "Нажмите «Исправить»."

NO_TARGETS = "целей нет"


def per_cent(value: float) -> str:
    """«45,5%»."""
    return f"{value:g}%".replace(".", ",")


def targets(one: IndicatorTargets) -> str:
    """«2027: 30%, 2028: 45,5%»."""
    told = [f"{year}: {per_cent(value)}" for year, value in sorted(one.targets.items())]
    return ", ".join(told) or NO_TARGETS


# -- the paper ---------------------------------------------------------------------------------------------------


def blocks(view: PassportView, passport: Passport) -> list[Block]:
    found: list[Block] = [
        Head("Паспорт программы наставничества"),
        Text(view.owner.name, centred=True),
        Text(view.road_map.title, centred=True),
        Fact(LONG_PARTS[Part.GOAL], passport.goal),
        *_listed(passport, Part.TASKS),
        Fact("Показатели", "доля в процентах, цель на конец года"),
        _indicators(view, passport),
        *_listed(passport, Part.RESULTS),
        Fact(LONG_PARTS[Part.TERM], passport.term),
        *_listed(passport, Part.RISKS),
    ]
    if passport.roles:
        found.append(Fact("Роли", "; ".join(passport.roles)))
    return found


def _listed(passport: Passport, part: Part) -> list[Block]:
    lines = words_of(passport, part)
    if len(lines) == 1:
        return [Fact(LONG_PARTS[part], lines[0])]
    return [Fact(LONG_PARTS[part], ""), *(Text(f"{number}. {line}") for number, line in enumerate(lines, 1))]


MOST_YEARS = 6
"""Columns of years that a page holds."""


def _indicators(view: PassportView, passport: Passport) -> Grid:
    years = view.years[:MOST_YEARS]
    rows = [
        (
            str(number),
            one.name,
            *(per_cent(one.targets[year]) if year in one.targets else "" for year in years),
        )
        for number, one in enumerate(passport.indicators, 1)
    ]
    return Grid(("№", "Показатель", *map(str, years)), tuple(rows), (0.6, 6.0, *(1.2 for _ in years)))


def file_name(view: PassportView) -> str:
    return f"Паспорт_программы_{view.road_map.period.first.year}.docx"
