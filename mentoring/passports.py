"""The passport of a mentoring programme: goal, tasks, indicators with their targets by year, results, term, risks.

Source: the programme of school No 20, Usolye-7 (domain report 2.5 and 2.7).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import assert_never

from mentoring.road_map_names import bare
from mentoring.year_words import moved_words


@dataclass(frozen=True, slots=True)
class IndicatorTargets:
    """``targets``: per cent by year."""

    key: str
    name: str
    targets: Mapping[int, float]

    def moved(self, years: int) -> "IndicatorTargets":
        return replace(self, targets={year + years: value for year, value in self.targets.items()})


@dataclass(frozen=True, slots=True)
class Passport:
    goal: str
    tasks: tuple[str, ...]
    indicators: tuple[IndicatorTargets, ...]
    results: tuple[str, ...]
    term: str
    risks: tuple[str, ...]
    roles: tuple[str, ...] = field(default=())

    def moved(self, years: int) -> "Passport":
        """Targets and the years that the term names."""
        indicators = tuple(one.moved(years) for one in self.indicators)
        return replace(self, indicators=indicators, term=moved_words(self.term, years))


# -- correcting --------------------------------------------------------------------------------------------------


class Part(StrEnum):
    """What is corrected as words."""

    GOAL = "goal"
    TASKS = "tasks"
    RESULTS = "results"
    TERM = "term"
    RISKS = "risks"


LISTS = frozenset({Part.TASKS, Part.RESULTS, Part.RISKS})

LINE_LIMIT, LINES_LIMIT = 300, 8
"""A passport fits one message and one printed page or two."""


class PassportProblem(StrEnum):
    EMPTY = "empty"
    LONG_LINE = "long_line"
    MANY_LINES = "many_lines"
    NOT_TARGETS = "not_targets"
    OTHER_YEAR = "other_year"
    NOT_PER_CENT = "not_per_cent"


class PassportRefused(Exception):
    def __init__(self, problem: PassportProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


_MARK = re.compile(r"^(?:[-–—•*]|\d{1,2}[.)])\s+")
_TARGET = re.compile(r"(20\d\d)\s*(?:г\.?|год)?\s*[:=–—-]\s*(\d{1,3}(?:[.,]\d{1,2})?|нет)\s*%?(?=$|[\s;,])")

_PER_CENT = re.compile(r"(?:\d{1,3}(?:[.,]\d{1,2})?|нет)\s*%?")


def read_lines(typed: str) -> tuple[str, ...]:
    """Line by line, without bullets, numbers and persons. Raises PassportRefused."""
    lines = tuple(line for one in typed.splitlines() if (line := bare(_MARK.sub("", " ".join(one.split()))).text))
    if not lines:
        raise PassportRefused(PassportProblem.EMPTY)
    if len(lines) > LINES_LIMIT:
        raise PassportRefused(PassportProblem.MANY_LINES)
    if any(len(line) > LINE_LIMIT for line in lines):
        raise PassportRefused(PassportProblem.LONG_LINE)
    return lines


def read_targets(typed: str, years: Iterable[int]) -> Mapping[int, float | None]:
    """«2027: 30, 2028: 45,5%»; «2029: нет» takes a target away; of a single year «30» is enough.

    Raises PassportRefused.
    """
    known = set(years)
    text = " ".join(typed.lower().split())
    if len(known) == 1 and _PER_CENT.fullmatch(text):
        text = f"{min(known)}: {text}"
    found: dict[int, float | None] = {}
    for match in _TARGET.finditer(text):
        value = None if match[2] == "нет" else float(match[2].replace(",", "."))
        if value is not None and value > 100:
            raise PassportRefused(PassportProblem.NOT_PER_CENT)
        found[int(match[1])] = value
    if not found or _TARGET.sub("", text).strip(" ,;."):
        raise PassportRefused(PassportProblem.NOT_TARGETS)
    if not found.keys() <= known:
        raise PassportRefused(PassportProblem.OTHER_YEAR)
    return found


def words_of(passport: Passport, part: Part) -> tuple[str, ...]:
    match part:
        case Part.GOAL:
            return (passport.goal,)
        case Part.TERM:
            return (passport.term,)
        case Part.TASKS:
            return passport.tasks
        case Part.RESULTS:
            return passport.results
        case Part.RISKS:
            return passport.risks
        case _:
            assert_never(part)


def corrected(passport: Passport, part: Part, lines: tuple[str, ...]) -> Passport:
    match part:
        case Part.GOAL:
            return replace(passport, goal=" ".join(lines))
        case Part.TERM:
            return replace(passport, term=" ".join(lines))
        case Part.TASKS:
            return replace(passport, tasks=lines)
        case Part.RESULTS:
            return replace(passport, results=lines)
        case Part.RISKS:
            return replace(passport, risks=lines)
        case _:
            assert_never(part)


def retargeted(passport: Passport, indicator: int, targets: Mapping[int, float | None]) -> Passport:
    """The years that were named get their new targets, the others keep theirs. Raises IndexError."""
    before = passport.indicators[indicator]
    merged = {**before.targets, **targets}
    after = replace(before, targets={year: value for year, value in sorted(merged.items()) if value is not None})
    indicators = (*passport.indicators[:indicator], after, *passport.indicators[indicator + 1 :])
    return replace(passport, indicators=indicators)
