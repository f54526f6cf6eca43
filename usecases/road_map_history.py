"""«История» of a road map, of an item, of what one organisation has to do."""

from mentoring.access import Action
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.people import Caller
from mentoring.road_map_history import Change, History, Of
from mentoring.road_maps import RoadMap, numbered
from storage import road_map_history as kept
from storage import road_map_tasks, road_maps
from storage.database import Transaction
from storage.times import aware
from usecases.looking import look
from usecases.unit import House, StaleButton, allowed

LINES = 6


class RoadMapHistories:
    def __init__(self, house: House) -> None:
        self._house = house

    async def read(self, external_id: int, of: Of, id_: int, page: int) -> History:
        """For whoever may see the road map, or the place whose task it is. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> History:
            road_map, place, title = await self._about(transaction, of, id_)
            held = await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, place)
            total = await kept.count(transaction, of, id_)
            shown = min(max(page, 0), max(total - 1, 0) // LINES)
            zone = self._house.local_time(held.organisation).tzinfo
            changes = tuple(
                Change(
                    aware(one.at).astimezone(zone),
                    one.act,
                    one.actor,
                    one.role,
                    one.details,
                    one.item if of is Of.MAP else None,
                    None if of is Of.TASK else one.organisation,
                )
                for one in await kept.lines(transaction, of, id_, shown * LINES, LINES)
            )
            part = None if place == road_map.organisation else place
            return History(of, id_, road_map.id, part, title, changes, shown, total)

        return await look(self._house, external_id, unit)

    async def _about(self, transaction: Transaction, of: Of, id_: int) -> tuple[RoadMap, OrganisationId, str]:
        """The road map, the place whose right decides, and what it is called. Raises StaleButton."""
        if of is Of.MAP:
            road_map = await self._map(transaction, RoadMapId(id_))
            return road_map, road_map.organisation, road_map.title
        task = await road_map_tasks.one(transaction, RoadMapTaskId(id_)) if of is Of.TASK else None
        if of is Of.TASK and task is None:
            raise StaleButton
        item = await road_maps.item(transaction, RoadMapItemId(id_) if task is None else task.item)
        if item is None:
            raise StaleButton
        road_map = await self._map(transaction, item.road_map)
        title = numbered(item.item.number, item.item.text)
        return road_map, road_map.organisation if task is None else task.organisation, title

    @staticmethod
    async def _map(transaction: Transaction, road_map: RoadMapId) -> RoadMap:
        found = await road_maps.one(transaction, road_map)
        if found is None:
            raise StaleButton
        return found
