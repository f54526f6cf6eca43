"""What time itself does to road maps: steps of the ladder, another year of a plan without an end, its close."""

import asyncio

from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_maps import MapState
from storage import road_map_ladder, road_maps
from storage import road_map_tasks as tasks
from storage.database import Transaction
from usecases import road
from usecases.pair_acts import CLOCK
from usecases.road_map_planning import plan_on
from usecases.road_map_stairs import climb
from usecases.unit import House

BATCH = 2000
"""Tasks looked at at once: so many organisations' letters are written before the post goes on."""

AT_ONCE = 40
"""Organisations whose units share one commit: presses wait for no more than these."""


async def next_due(transaction: Transaction) -> int | None:
    """In seconds, UTC."""
    found = [await road_map_ladder.next_due(transaction), await road_maps.next_due(transaction)]
    return min((moment for moment in found if moment is not None), default=None)


class RoadMapClock:
    def __init__(self, house: House) -> None:
        self._house = house

    async def move(self) -> int:
        """Carry out what is due; returns of how many road maps and organisations it was."""
        now = self._house.now

        async def look(transaction: Transaction) -> tuple[list[RoadMapId], list[OrganisationId]]:
            return await road_maps.due(transaction, now), await road_map_ladder.on_the_ladder(transaction, now, BATCH)

        maps, places = await self._house.database.read(look)
        for road_map in maps:
            await self._house.database.write(lambda tx, road_map=road_map: self._go_on(tx, road_map))  # type: ignore[misc]
        for first in range(0, len(places), AT_ONCE):
            await asyncio.gather(*map(self._climb, places[first : first + AT_ONCE]))
        return len(maps) + len(places)

    async def _climb(self, place: OrganisationId) -> None:
        await self._house.database.write(lambda tx: climb(tx, self._house, place))

    async def _go_on(self, transaction: Transaction, road_map: RoadMapId) -> None:
        kept = await road_maps.one(transaction, road_map)
        if kept is None or kept.state is not MapState.ACTIVE:
            await road_maps.stand_still(transaction, road_map)
            return
        organisation = await road.organisation(transaction, kept.organisation)
        today = self._house.local_time(organisation).date()
        if kept.period.last is None or kept.period.last >= today:
            # Its period was changed meanwhile, or it has none: there is more to plan.
            await plan_on(transaction, self._house, kept)
            return
        await tasks.end(transaction, road_map, by=CLOCK, on=today.isoformat())
        await road_maps.close(transaction, road_map)
        await road_maps.note(transaction, road_map, "closed", by=CLOCK, now=self._house.now)
