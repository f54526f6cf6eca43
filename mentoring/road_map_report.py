"""The report on execution of a road map: what is done, in work, late or not needed, and why."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from mentoring.ids import RoadMapItemId
from mentoring.road_map_views import GivenPiece, RoadMapView
from mentoring.road_maps import Standing, Task


class Verdict(StrEnum):
    """What the report calls a standing: a day that is still ahead is no fault of anybody."""

    DONE = auto()
    IN_WORK = auto()
    LATE = auto()
    NOT_NEEDED = auto()


VERDICTS: Mapping[Standing, Verdict | None] = {
    Standing.DONE: Verdict.DONE,
    Standing.LATE: Verdict.LATE,
    Standing.SOON: Verdict.IN_WORK,
    Standing.RUNNING: Verdict.IN_WORK,
    Standing.AHEAD: Verdict.IN_WORK,
    Standing.NO_DATE: Verdict.IN_WORK,
    Standing.NOT_NEEDED: Verdict.NOT_NEEDED,
    Standing.LEFT: None,
}
"""What has been taken out of the road map is in no report."""


@dataclass(frozen=True, slots=True)
class DoneTime:
    """One of several occasions: on which day it was done, and by which it had to be."""

    on: datetime.date
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Fanned:
    """An item that is done several times or in several places: how often it is, of how often, and who is late.

    ``more_late``: beside those that are named; ``times`` are those that the place itself has done.
    """

    done: int
    whole: int
    late: tuple[str, ...] = ()
    more_late: int = 0
    times: tuple[DoneTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Late:
    """Organisations that are late: some of their names, and how many there are."""

    names: tuple[str, ...] = ()
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Execution:
    """What a report is written of: a road map, what its place itself has done and proven, and who below is late."""

    view: RoadMapView
    tasks: Mapping[RoadMapItemId, tuple[Task, ...]]
    proofs: Mapping[RoadMapItemId, tuple[GivenPiece, ...]]
    late: Mapping[RoadMapItemId, Late]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """``deadline`` is as written, ``due`` the day it means; ``owner`` and ``proof`` are words for people.

    ``done_on``: of what is done once, and in one place.
    """

    number: str
    item: str
    deadline: str
    due: datetime.date | None
    owner: str
    standing: Standing
    proof: str = ""
    reason: str = ""
    fanned: Fanned | None = None
    done_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ReportSection:
    title: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class ExecutionReport:
    """``place`` is whose road map it is, ``day`` that on which it stands so."""

    title: str
    place: str
    day: datetime.date
    sections: tuple[ReportSection, ...]

    @property
    def shown(self) -> tuple[ReportSection, ...]:
        found = (
            ReportSection(one.title, tuple(line for line in one.lines if VERDICTS[line.standing] is not None))
            for one in self.sections
        )
        return tuple(one for one in found if one.lines)

    @property
    def totals(self) -> Mapping[Verdict, int]:
        counted = Counter(VERDICTS[line.standing] for section in self.shown for line in section.lines)
        return {verdict: counted[verdict] for verdict in Verdict}
