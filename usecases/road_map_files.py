"""A road map in a file that somebody brings: what it would become, before anything is written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from documents import plan_reading
from mentoring.access import Action
from mentoring.calendar import Calendar
from mentoring.deadlines import Period, occasions, remind_by
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.organisations import Organisation
from mentoring.road_map_period import of_year
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import EvidenceKind, Item, RoadMap
from storage import road_maps
from storage.database import Transaction
from usecases.task_cards import kept_map
from usecases.unit import By, House, Operator, allowed


@dataclass(frozen=True, slots=True)
class Dated:
    """``due`` is the first day by which the item is to be done, ``remind_by`` the last working day until then."""

    item: Item
    due: datetime.date | None
    remind_by: datetime.date | None


@dataclass(frozen=True, slots=True)
class LookedAt:
    plan: ImportedRoadMap
    items: tuple[Dated, ...]


class RoadMapFiles:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(
        self,
        by: By,
        organisation: OrganisationId,
        content: bytes,
        evidence_words: Mapping[str, EvidenceKind],
        year: int | None = None,
    ) -> LookedAt:
        """``year`` is that in which the plan begins, whatever its title says.

        Raises Forbidden, NotKnown, SheetUnreadable, NotARoadMap.
        """

        async def unit(transaction: Transaction) -> Organisation:
            return (await allowed(transaction, by, Action.LEAD_ROAD_MAPS, organisation)).organisation

        found = await self._house.database.read(unit)
        today = self._house.local_time(found).date()
        period = None if year is None else of_year(year, found.level)
        plan = await plan_reading.plan(content, found.level, today, period, evidence_words)
        days = self._house.content.calendars(found)
        return LookedAt(plan, tuple(_dated(item, plan.period, today, days) for item in plan.items))

    async def items(self, by: Operator, road_map: RoadMapId) -> tuple[RoadMap, tuple[Dated, ...]]:
        """What stands in a road map that was written. Raises StaleButton, Forbidden."""

        async def unit(transaction: Transaction) -> tuple[RoadMap, tuple[Dated, ...]]:
            kept = await kept_map(transaction, road_map)
            place = (await allowed(transaction, by, Action.SEE_ROAD_MAPS, kept.organisation)).organisation
            today, days = self._house.local_time(place).date(), self._house.content.calendars(place)
            found = await road_maps.items(transaction, road_map)
            return kept, tuple(_dated(one.item, kept.period, today, days) for one in found)

        return await self._house.database.read(unit)


def _dated(item: Item, period: Period, today: datetime.date, days: Calendar) -> Dated:
    until = period.last or max(today, period.first)
    due = next((one.due for one in occasions(item.deadline, period, until) if one.due is not None), None)
    return Dated(item, due, None if due is None else remind_by(due, days))
