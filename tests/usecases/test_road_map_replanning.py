"""Whatever is changed, whenever: what is done stays done, and nobody has two open tasks of one occasion."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from mentoring import deadlines
from mentoring.deadlines import Period, occasions
from mentoring.ids import OrganisationId
from mentoring.road_map_changes import OWN_NUMBERS_FROM, day_is_open, own_day
from mentoring.road_maps import EvidenceKind, Item, MapItem, MapState, RoadMap, Task, TaskState, doers_level
from mentoring.roles import Level, Role
from storage import organisations, road_map_levels, road_map_tasks, road_maps
from storage.database import Transaction
from tests.usecases.school import School
from usecases import road
from usecases.road_map_planning import plan, replan, take_back
from usecases.unit import House

PERIOD = Period(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))
NORMS: tuple[dict[str, object], ...] = (
    {"until": "2026-11-15"},
    {"until": "2026-02-01"},
    {"annual_month": 5},
    {"monthly": True},
    {"quarterly": True},
    {"annual": True},
    {"none": True},
    {"by_schedule": True},
    {"whole_period": True},
    {"month": "2026-04", "then": "as_needed"},
)
OWNERS = (Role.CURATOR, Role.MUNICIPAL_COORDINATOR, Role.DEPUTY_HEAD)
SCHOOLS = 2


@dataclass(frozen=True)
class Act:
    """What happens, and to which deadline, owner, task or school."""

    what: str
    which: int


ACTS = some.lists(
    some.builds(
        Act,
        some.sampled_from(("deadline", "owner", "waive", "close", "own_day", "leave")),
        some.integers(0, len(NORMS) - 1),
    ),
    min_size=1,
    max_size=15,
)


LEFT_MEANWHILE = (Act("leave", 1), Act("owner", 1), Act("leave", 1))
"""A school leaves, the item becomes the municipality's, the school comes back."""


class Life:
    """A road map of one item with two schools, and what must never be lost of it."""

    def __init__(self, transaction: Transaction, house: House) -> None:
        self._tx = transaction
        self._house = house
        self._closed: dict[int, Task] = {}

    async def begins(self) -> None:
        now = self._house.now
        city = await organisations.add(self._tx, "Город", Level.MUNICIPALITY, None, "Europe/Moscow", now)
        self._schools = [
            await organisations.add(self._tx, f"Школа № {number}", Level.ORGANISATION, city, "Europe/Moscow", now)
            for number in range(SCHOOLS)
        ]
        added = await road_maps.add(self._tx, city, "Карта", None, PERIOD, None, by="cli", now=now)
        start = deadlines.read(NORMS[0])
        item = Item("one", "1", "", "Пункт", "", start, Role.CURATOR, EvidenceKind.FILE)
        self._item = await road_maps.add_item(self._tx, added, 1, item)
        await road_maps.start(self._tx, added, now)
        self._map = added
        await plan(self._tx, self._house, await self.road_map(), [await self.item()])

    async def road_map(self) -> RoadMap:
        found = await road_maps.one(self._tx, self._map)
        assert found is not None
        assert found.state is MapState.ACTIVE
        return found

    async def item(self) -> MapItem:
        found = await road_maps.item(self._tx, self._item)
        assert found is not None
        return found

    async def tasks(self, state: TaskState | None = None) -> list[Task]:
        found = await road_map_tasks.of_map(self._tx, self._map)
        return [one for one in found if state is None or one.state is state]

    async def happens(self, act: Act) -> None:
        before = await self.item()
        match act.what:
            case "deadline":
                await self._changes(replace(before.item, deadline=deadlines.read(NORMS[act.which])), before.waived)
            case "owner":
                await self._changes(replace(before.item, owner=OWNERS[act.which % len(OWNERS)]), before.waived)
            case "waive":
                await self._changes(before.item, "Не нужно" if before.waived is None else None)
            case "close":
                await self._closes(act.which)
            case "own_day":
                await self._adds_day(act.which)
            case "leave":
                await self._leaves_or_returns(self._schools[act.which % SCHOOLS])

    async def _changes(self, after: Item, waived: str | None) -> None:
        before = await self.item()
        await road_maps.change_item(self._tx, before, after, waived)
        await replan(self._tx, self._house, await self.road_map(), await self.item())

    async def _closes(self, which: int) -> None:
        still = await self.tasks(TaskState.OPEN)
        if still:
            task = still[which % len(still)]
            state = TaskState.DONE if which % 2 else TaskState.WAIVED
            await road_map_tasks.settle(self._tx, task, state, by="cli", on="2026-09-07", reason="Так")
            found = await road_map_tasks.one(self._tx, task.id)
            assert found is not None
            self._closed[task.id] = found

    async def _adds_day(self, which: int) -> None:
        still = [one for one in await self.tasks(TaskState.OPEN) if day_is_open(one)]
        if still:
            task = still[which % len(still)]
            day = own_day(task, task.limit or PERIOD.first, PERIOD.first)
            number = await road_map_tasks.next_own_number(self._tx, self._item, task.organisation)
            await road_map_tasks.plan(
                self._tx, await self.item(), task.organisation, replace(day, number=number), self._house.now
            )

    async def _leaves_or_returns(self, school: OrganisationId) -> None:
        if await road_map_levels.leave(self._tx, self._map, school, "Так", by="cli", now=0):
            await road_map_tasks.leave_of(self._tx, self._map, school)
        else:
            await road_map_levels.come_back(self._tx, self._map, school)
            place = await road.organisation(self._tx, school)
            await take_back(self._tx, self._house, await self.road_map(), place)

    # -- what holds ----------------------------------------------------------------------------------------------

    async def holds(self, acts: Sequence[Act]) -> None:
        kept = {one.id: one for one in await self.tasks()}
        for number, task in self._closed.items():
            assert kept[task.id] == task, (acts, number)
        still = [one for one in kept.values() if one.state is TaskState.OPEN]
        once = Counter((one.organisation, one.due) for one in still if one.due and one.number < OWN_NUMBERS_FROM)
        assert max(once.values(), default=1) == 1, acts
        await self._whoever_has_to(still, set(kept.values()), acts)

    async def _whoever_has_to(self, still: list[Task], kept: set[Task], acts: Sequence[Act]) -> None:
        item, road_map = await self.item(), await self.road_map()
        level = doers_level(item.item, Level.MUNICIPALITY)
        takes_part = {
            place
            for place in (*self._schools, road_map.organisation)
            if (await road.organisation(self._tx, place)).level is level
            and await road_map_levels.why_left(self._tx, road_map.id, place) is None
        }
        assert {one.organisation for one in still} <= takes_part, acts
        found = () if item.waived else occasions(item.item.deadline, PERIOD, PERIOD.last or PERIOD.first)
        numbers = {one.number for one in found}
        assert {one.number for one in still if one.number < OWN_NUMBERS_FROM} <= numbers, acts
        today = self._house.clock.now().date()
        ahead = {one.number for one in found if one.last_day is None or one.last_day >= today}
        for place in takes_part:
            has = {one.number for one in kept if one.organisation == place and one.state is not TaskState.LEFT}
            assert ahead <= has, acts


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
@example(acts=[Act("deadline", 5), Act("own_day", 1), Act("close", 0), Act("close", 0), *LEFT_MEANWHILE])
async def test_replanning_loses_nothing_done_and_doubles_nothing(school: School, acts: list[Act]) -> None:
    async def unit(transaction: Transaction) -> None:
        life = Life(transaction, school.house)
        await life.begins()
        for number, act in enumerate(acts, 1):
            await life.happens(act)
            await life.holds(acts[:number])

    await school.house.database.write(unit)
