"""A task of a road map: not needed here, needed after all, its day where the plan names none."""

import datetime
from dataclasses import replace

from mentoring import road_map_changes as rules
from mentoring.access import Action
from mentoring.deadlines import occasions
from mentoring.ids import RoadMapTaskId
from mentoring.people import Awaited, AwaitedKind
from mentoring.road_map_changes import TaskEdit
from mentoring.road_maps import MapItem, MapState, RoadMap, Task, TaskState
from storage import people, road_map_tasks, road_maps
from storage.database import Transaction
from usecases.road_map_notes import Hand, hand
from usecases.road_map_planning import horizon
from usecases.unit import By, House, Operator, StaleButton, caller_of, retried

RIGHT = Action.LEAD_ROAD_MAPS

Held = tuple[Hand, RoadMap, MapItem, Task]


class RoadMapTasks:
    def __init__(self, house: House) -> None:
        self._house = house

    async def ask_day(self, external_id: int, task: RoadMapTaskId, *, more: bool = False) -> TaskEdit:
        """The next typed words are its day, or one ``more``. Raises Forbidden, StaleButton where the plan names it."""

        async def unit(transaction: Transaction) -> TaskEdit:
            found = await self._undated(transaction, external_id, task)
            if more and not rules.several_days(found[2].item):
                raise StaleButton
            caller = await caller_of(transaction, external_id)
            awaited = Awaited(AwaitedKind.ROAD_MAP_DAY, (str(task), "more" if more else ""))
            await people.expect(transaction, caller.account, awaited)
            return self._edit(*found)

        return await self._house.database.write(unit)

    async def ask_reason(self, external_id: int, task: RoadMapTaskId) -> TaskEdit:
        """The next typed words are why it is not needed. Raises Forbidden, StaleButton when it is closed already."""

        async def unit(transaction: Transaction) -> TaskEdit:
            found = await self._open(transaction, external_id, task)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ROAD_MAP_REASON, (str(task), "task")))
            return self._edit(*found)

        return await self._house.database.write(unit)

    async def waive(self, by: By, task: RoadMapTaskId, reason: str) -> None:
        """Raises ChangeRefused, Forbidden, StaleButton when it is closed already, proven perhaps meanwhile."""
        words = rules.told(reason, rules.REASON_LIMIT)

        async def unit(transaction: Transaction) -> None:
            held, road_map, _, before = await self._open(transaction, by, task)
            today = self._house.local_time(held.place).date().isoformat()
            await road_map_tasks.settle(
                transaction, before, TaskState.WAIVED, by=held.actor, on=today, reason=words, ladder_at=None
            )
            await self._note(transaction, held, road_map, before, "task_waived", reason=words)
            await self._nothing_awaited(transaction, by)

        await retried(lambda: self._house.database.write(unit))

    async def reopen(self, by: By, task: RoadMapTaskId) -> None:
        """«Вернуть в работу», under the deadline of today. Raises Forbidden, StaleButton when it was not waived."""

        async def unit(transaction: Transaction) -> None:
            held, road_map, item, before = await self._held(transaction, by, task)
            if before.state is not TaskState.WAIVED or item.waived is not None:
                raise StaleButton
            until = road_map.planned_until or horizon(road_map, self._house.local_time(held.place).date())
            known = {one.number: one for one in occasions(item.item.deadline, road_map.period, until)}
            own = before.number >= rules.OWN_NUMBERS_FROM and rules.several_days(item.item)
            if before.number not in known and not own:
                raise StaleButton
            await road_map_tasks.settle(
                transaction, before, TaskState.OPEN, by=None, on=None, ladder_at=self._house.now
            )
            if before.number in known:
                await road_map_tasks.plan(transaction, item, before.organisation, known[before.number], self._house.now)
            await self._note(transaction, held, road_map, before, "task_reopened")

        await retried(lambda: self._house.database.write(unit))

    async def set_day(self, by: By, task: RoadMapTaskId, day: datetime.date) -> None:
        """Where the plan names no day. Raises ChangeRefused, Forbidden, StaleButton where it does name one."""

        async def unit(transaction: Transaction) -> None:
            held, road_map, _, before = await self._undated(transaction, by, task)
            after = rules.own_day(before, day, road_map.period.first)
            if before.due != day:
                await road_map_tasks.set_day(transaction, before, after, self._house.now)
                told = {"from": _written(before.due), "to": day.isoformat()}
                await self._note(transaction, held, road_map, before, "task_day", **told)
            await self._nothing_awaited(transaction, by)

        await retried(lambda: self._house.database.write(unit))

    async def add_day(self, by: By, task: RoadMapTaskId, day: datetime.date) -> None:
        """One more occasion «по отдельному графику»; a day that stands already makes no other one.

        Raises ChangeRefused, Forbidden, StaleButton where there can be only one.
        """

        async def unit(transaction: Transaction) -> None:
            held, road_map, item, before = await self._undated(transaction, by, task)
            if not rules.several_days(item.item):
                raise StaleButton
            after = rules.own_day(before, day, road_map.period.first)
            await self._nothing_awaited(transaction, by)
            there = await road_map_tasks.of_map(transaction, before.road_map, before.organisation)
            if any(one.item == item.id and one.due == day and one.state is not TaskState.LEFT for one in there):
                return
            number = await road_map_tasks.next_own_number(transaction, item.id, before.organisation)
            await road_map_tasks.plan(
                transaction, item, before.organisation, replace(after, number=number), self._house.now
            )
            await self._note(transaction, held, road_map, before, "task_added", to=day.isoformat())

        await retried(lambda: self._house.database.write(unit))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _held(self, transaction: Transaction, by: By, task: RoadMapTaskId) -> Held:
        """Raises Forbidden, StaleButton."""
        found = await road_map_tasks.one(transaction, task)
        item = None if found is None else await road_maps.item(transaction, found.item)
        road_map = None if found is None else await road_maps.one(transaction, found.road_map)
        if found is None or item is None or road_map is None:
            raise StaleButton
        held = await hand(transaction, self._house, by, RIGHT, found.organisation)
        if found.state is TaskState.LEFT or road_map.state is not MapState.ACTIVE:
            raise StaleButton
        return held, road_map, item, found

    async def _open(self, transaction: Transaction, by: By, task: RoadMapTaskId) -> Held:
        found = await self._held(transaction, by, task)
        if found[-1].state is not TaskState.OPEN:
            raise StaleButton
        return found

    async def _undated(self, transaction: Transaction, by: By, task: RoadMapTaskId) -> Held:
        found = await self._open(transaction, by, task)
        if not rules.day_is_open(found[-1]):
            raise StaleButton
        return found

    @staticmethod
    async def _note(
        transaction: Transaction, held: Hand, road_map: RoadMap, task: Task, act: str, **details: str
    ) -> None:
        await held.note(
            transaction,
            road_map.id,
            act,
            item=task.item,
            task=task.id,
            organisation=task.organisation,
            details=details,
        )

    @staticmethod
    async def _nothing_awaited(transaction: Transaction, by: By) -> None:
        if not isinstance(by, Operator):
            await people.expect(transaction, (await caller_of(transaction, by)).account, None)

    def _edit(self, held: Hand, road_map: RoadMap, item: MapItem, task: Task) -> TaskEdit:
        first, last = rules.day_limits(task, road_map.period.first)
        today = self._house.local_time(held.place).date()
        reasons = self._house.content.road_map_reasons.not_needed
        return TaskEdit(road_map, held.place, item, task, first, last, today, reasons)


def _written(day: datetime.date | None) -> str:
    return "" if day is None else day.isoformat()
