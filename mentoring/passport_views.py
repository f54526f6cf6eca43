"""The passport of a road map for one reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring.organisations import Organisation
from mentoring.passports import Passport
from mentoring.road_maps import RoadMap

YEARS_AHEAD = 4
"""Years of targets where a road map has no end."""


@dataclass(frozen=True, slots=True)
class PassportView:
    """``passport`` is None while there is none; ``short``: what its indicators are called on a button, by key."""

    road_map: RoadMap
    owner: Organisation
    passport: Passport | None
    may_lead: bool = False
    short: Mapping[str, str] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """Of the road map, and those for which there is a target already."""
        period = self.road_map.period
        last = period.last.year if period.last else period.first.year + YEARS_AHEAD - 1
        told = {year for one in self.passport.indicators for year in one.targets} if self.passport else set()
        return tuple(sorted({*range(period.first.year, last + 1), *told}))
