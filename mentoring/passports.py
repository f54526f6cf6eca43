"""The passport of a mentoring programme: goal, tasks, indicators with their targets by year, results, term, risks.

Source: the programme of school No 20, Usolye-7 (domain report 2.5 and 2.7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


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
        """``term`` is words: who has the passport corrects it."""
        return replace(self, indicators=tuple(one.moved(years) for one in self.indicators))
