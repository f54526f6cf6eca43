"""A road map is called otherwise by whoever leads it, before it begins and while it goes on."""

from mentoring import road_map_changes as rules
from mentoring.access import Action
from mentoring.ids import RoadMapId
from mentoring.people import Awaited, AwaitedKind
from mentoring.road_map_changes import TitleEdit
from mentoring.road_maps import MapState, RoadMap
from storage import people, road_maps
from storage.database import Transaction
from usecases.road_map_notes import Hand, hand
from usecases.unit import House, StaleButton, caller_of, retried


class RoadMapNaming:
    def __init__(self, house: House) -> None:
        self._house = house

    async def ask(self, external_id: int, road_map: RoadMapId) -> TitleEdit:
        """The next typed words are its title. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> TitleEdit:
            held, kept = await self._held(transaction, external_id, road_map)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ROAD_MAP_TITLE, (str(road_map),)))
            return TitleEdit(kept, held.place)

        return await self._house.database.write(unit)

    async def rename(self, external_id: int, road_map: RoadMapId, title: str) -> TitleEdit:
        """The same title twice changes nothing. Raises ChangeRefused, Forbidden, StaleButton."""
        words = rules.titled(title)

        async def unit(transaction: Transaction) -> TitleEdit:
            held, before = await self._held(transaction, external_id, road_map)
            if words != before.title:
                await road_maps.rename(transaction, before, words)
                await held.note(transaction, road_map, "renamed", details={"from": before.title, "to": words})
            await people.expect(transaction, (await caller_of(transaction, external_id)).account, None)
            _, after = await self._held(transaction, external_id, road_map)
            return TitleEdit(after, held.place)

        return await retried(lambda: self._house.database.write(unit))

    async def _held(self, transaction: Transaction, external_id: int, road_map: RoadMapId) -> tuple[Hand, RoadMap]:
        """Raises Forbidden, StaleButton for one that is over."""
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        held = await hand(transaction, self._house, external_id, Action.LEAD_ROAD_MAPS, kept.organisation)
        if kept.state is MapState.CLOSED:
            raise StaleButton
        return held, kept
