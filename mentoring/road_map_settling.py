"""What a person has to settle of a plan that came as a file, and what is only to be looked at."""

import datetime
from dataclasses import dataclass

from mentoring.deadlines import NoDeadline, Period
from mentoring.ids import FindingId, RoadMapId, RoadMapItemId
from mentoring.organisations import Organisation
from mentoring.road_map_findings import PROBLEMS, Finding, Problem
from mentoring.road_maps import MapItem, RoadMap

ITEMS_LIMIT = 1000
"""Items a road map may have: real plans have up to a hundred, and every page counts them all."""

OF_THE_DEADLINE = frozenset({Finding.DEADLINE_UNKNOWN})
OF_THE_OWNER = frozenset({Finding.OWNER_UNKNOWN, Finding.OWNER_MISSING, Finding.PERSON_DROPPED})


class TooManyItems(Exception):
    def __init__(self, items: int) -> None:
        super().__init__(str(items))
        self.items = items


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """``kept_as_is``: somebody has said that it is right so. ``item`` is None where the row has become no item."""

    id: FindingId
    road_map: RoadMapId
    problem: Problem
    item: MapItem | None
    kept_as_is: bool = False

    @property
    def to_settle(self) -> bool:
        """Until somebody names a day, another role, or says that it is right."""
        found, item = self.problem.finding, self.item
        if found not in PROBLEMS or self.kept_as_is:
            return False
        if item is None:
            return True
        if item.removed or item.waived is not None:
            return False
        if found in OF_THE_DEADLINE:
            return isinstance(item.item.deadline.when, NoDeadline)
        return found not in OF_THE_OWNER or item.item.owner is self.problem.role

    def is_about(self, item: RoadMapItemId) -> bool:
        return self.item is not None and self.item.id == item


@dataclass(frozen=True, slots=True)
class SettlingView:
    """A draft with what was found in its file, row by row."""

    road_map: RoadMap
    place: Organisation
    findings: tuple[KeptFinding, ...]

    @property
    def to_settle(self) -> tuple[KeptFinding, ...]:
        return tuple(one for one in self.findings if one.to_settle)

    def before(self, item: RoadMapItemId) -> int:
        """How much is still to be settled in the file above what was found of an item, settled or not."""
        found = next((one.id for one in self.findings if one.item is not None and one.item.id == item), None)
        return 0 if found is None else self.above(found)

    def above(self, finding: FindingId) -> int:
        """How much is still to be settled above a finding, settled or not."""
        return sum(one.id < finding for one in self.to_settle)

    @property
    def notices(self) -> tuple[KeptFinding, ...]:
        return tuple(one for one in self.findings if one.problem.finding not in PROBLEMS)


def is_over(period: Period, today: datetime.date) -> bool:
    """Whether a plan was for years that are behind us."""
    return period.last is not None and period.last < today
