"""What is past before a road map begins is settled at a press: done already, not needed, moved to a near day."""

import datetime
from dataclasses import dataclass

from mentoring import road_map_past as rules
from mentoring.access import Action
from mentoring.deadline_phrases import phrase
from mentoring.ids import RoadMapId, RoadMapItemId
from mentoring.road_map_changes import NewDeadline, Part, changed, written
from mentoring.road_map_past import Way
from mentoring.road_map_views import item_views
from mentoring.road_maps import MapItem, MapState, RoadMap
from storage import road_maps
from storage.database import Transaction
from usecases.road_map_notes import Hand, hand
from usecases.road_maps import as_drafted
from usecases.unit import By, House, StaleButton, retried


@dataclass(frozen=True, slots=True)
class Settle:
    """``day`` is where it moves to; without an ``item`` whatever may be settled so."""

    way: Way
    day: datetime.date | None = None
    item: RoadMapItemId | None = None


class PastItems:
    def __init__(self, house: House) -> None:
        self._house = house

    async def settle(self, by: By, road_map: RoadMapId, what: Settle) -> None:
        """What is settled already, or not in that way, stays as it is. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> None:
            held, kept = await self._draft(transaction, by, road_map)
            today = self._house.local_time(held.place).date()
            if what.day is not None and not rules.may_move_to(what.day, today, kept.period):
                raise StaleButton
            items = await road_maps.items(transaction, road_map)
            for one in item_views(items, as_drafted(kept, items, today)):
                if what.item in {None, one.item.id} and what.way in rules.ways(one):
                    await self._settle(transaction, held, one.item, what)

        await retried(lambda: self._house.database.write(unit))

    async def _settle(self, transaction: Transaction, held: Hand, before: MapItem, what: Settle) -> None:
        """Raises StaleButton for a reason that is offered no more, and without a day to move to."""
        if what.way is Way.MOVED:
            await _move(transaction, held, before, what.day)
            return
        reason = self._house.content.road_map_reasons.not_needed.get(rules.REASONS[what.way])
        if reason is None:
            raise StaleButton
        await road_maps.change_item(transaction, before, before.item, reason)
        await held.note(transaction, before.road_map, "item_waived", item=before.id, details={"reason": reason})

    async def _draft(self, transaction: Transaction, by: By, road_map: RoadMapId) -> tuple[Hand, RoadMap]:
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        held = await hand(transaction, self._house, by, Action.LEAD_ROAD_MAPS, kept.organisation)
        if kept.state is not MapState.DRAFT:
            raise StaleButton
        return held, kept


async def _move(transaction: Transaction, held: Hand, before: MapItem, day: datetime.date | None) -> None:
    if day is None:
        raise StaleButton
    deadline = rules.moved(before.item.deadline, day)
    after = changed(before.item, Part.DEADLINE, NewDeadline(deadline, phrase(deadline)))
    await road_maps.change_item(transaction, before, after, before.waived)
    told = {
        "part": Part.DEADLINE.value,
        "from": written(before.item, Part.DEADLINE),
        "to": written(after, Part.DEADLINE),
    }
    await held.note(transaction, before.road_map, "item_changed", item=before.id, details=told)
