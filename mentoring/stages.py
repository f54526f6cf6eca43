"""The seven stages of the programme of an organisation: how far each is, and what it lacks (domain report 2.2).

Stages overlap, and pairs have their own clock: two mentees who come in February are no reason to go back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation


class Code(StrEnum):
    """What the program counts; the words are in ``config/stages.yaml``."""

    REGULATION = "regulation"
    ROAD_MAP = "road_map"
    ORDER = "order"
    CURATOR = "curator"
    TASKS = "tasks"
    MENTEE_CONSENTS = "mentee_consents"
    MENTEE_FORMS = "mentee_forms"
    MENTOR_CONSENTS = "mentor_consents"
    MENTOR_FORMS = "mentor_forms"
    REGISTRY = "registry"
    TRAINING = "training"
    ORDERS = "orders"
    PLANS = "plans"
    FINALS = "finals"
    SURVEYS = "surveys"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Condition:
    """``lack`` may name ``{left}``, ``{done}`` and ``{all}``."""

    code: Code
    words: str
    lack: str


@dataclass(frozen=True, slots=True)
class Stage:
    """``after`` are the numbers of those that come before it."""

    number: int
    name: str
    after: tuple[int, ...]
    exit: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many. Nothing to count at all is not done, but nothing is missing of it either."""

    done: int = 0
    all: int = 0

    @property
    def holds(self) -> bool:
        return 0 < self.all <= self.done

    @property
    def left(self) -> int:
        return max(self.all - self.done, 0)


NOTHING = Count()

Counts = Mapping[Code, Count]
Tasks = Mapping[int, Count]
"""Items of road maps by the stage they belong to."""


class StageState(StrEnum):
    AHEAD = "ahead"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ConditionNow:
    condition: Condition
    count: Count

    @property
    def asked(self) -> bool:
        """A stage without items in the road map is not kept back by them."""
        return self.condition.code is not Code.TASKS or self.count.all > 0

    @property
    def holds(self) -> bool:
        return not self.asked or self.count.holds


@dataclass(frozen=True, slots=True)
class StageNow:
    """``waits_for`` are the stages before it that are not done."""

    stage: Stage
    state: StageState
    conditions: tuple[ConditionNow, ...]
    waits_for: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[ConditionNow, ...]:
        return tuple(one for one in self.conditions if not one.holds)


def now(stages: Iterable[Stage], counts: Counts, tasks: Tasks) -> tuple[StageNow, ...]:
    """How each stage is. What was begun runs, whatever stands before it."""
    found: dict[int, StageNow] = {}
    for stage in stages:
        known = {**counts, Code.TASKS: tasks.get(stage.number, NOTHING)}
        conditions = tuple(ConditionNow(one, known.get(one.code, NOTHING)) for one in stage.exit)
        waits_for = tuple(
            number for number in stage.after if number in found and found[number].state is not StageState.DONE
        )
        found[stage.number] = StageNow(stage, _state(conditions, waits_for), conditions, waits_for)
    return tuple(found.values())


def _state(conditions: tuple[ConditionNow, ...], waits_for: tuple[int, ...]) -> StageState:
    if all(one.holds for one in conditions):
        return StageState.DONE
    begun = any(one.count.done for one in conditions)
    return StageState.RUNNING if begun or not waits_for else StageState.AHEAD


# -- what is shown -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StagesOf:
    """The stages of one organisation; ``own`` tells whether its people and papers are the reader's own work."""

    organisation: Organisation
    stages: tuple[StageNow, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class StagesBelow:
    """How many schools of a place stand where, by the number of the stage. Numbers only."""

    place: Organisation
    stages: tuple[Stage, ...]
    schools: int
    counts: Mapping[tuple[int, StageState], int]


def counted(
    stages: Iterable[Stage], found: Mapping[OrganisationId, tuple[StageNow, ...]]
) -> Mapping[tuple[int, StageState], int]:
    counts = {(stage.number, state): 0 for stage in stages for state in StageState}
    for school in found.values():
        for one in school:
            counts[one.stage.number, one.state] += 1
    return counts
