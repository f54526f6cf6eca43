"""What is still to be settled of a plan that came as a file."""

from collections.abc import Callable

from mentoring.access import Action
from mentoring.ids import FindingId, RoadMapId
from mentoring.people import Caller
from mentoring.road_map_settling import KeptFinding, SettlingView
from mentoring.road_maps import MapState
from storage import road_map_findings, road_maps
from storage.database import Transaction
from usecases.looking import look
from usecases.unit import By, House, StaleButton, allowed, retried


class Settling:
    def __init__(self, house: House) -> None:
        self._house = house

    async def view(self, external_id: int, road_map: RoadMapId) -> SettlingView:
        """Raises Forbidden, StaleButton when the road map has begun."""

        async def unit(transaction: Transaction, _: Caller) -> SettlingView:
            return (await self._held(transaction, external_id, road_map))[1]

        return await look(self._house, external_id, unit)

    async def finding(self, external_id: int, finding: FindingId) -> tuple[SettlingView, KeptFinding]:
        """One of them, settled or not. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> tuple[SettlingView, KeptFinding]:
            found = await _found(transaction, finding)
            return (await self._held(transaction, external_id, found.road_map))[1], found

        return await look(self._house, external_id, unit)

    async def keep(self, by: By, finding: FindingId) -> SettlingView:
        """It is right as it stands. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> SettlingView:
            found = await _found(transaction, finding)
            return await self._kept(transaction, by, found.road_map, lambda one: one.id == finding)

        return await retried(lambda: self._house.database.write(unit))

    async def keep_all(self, by: By, road_map: RoadMapId) -> SettlingView:
        """All that is still to be settled is right as it stands. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> SettlingView:
            return await self._kept(transaction, by, road_map, lambda _: True)

        return await retried(lambda: self._house.database.write(unit))

    async def _kept(
        self, transaction: Transaction, by: By, road_map: RoadMapId, which: Callable[[KeptFinding], bool]
    ) -> SettlingView:
        actor, view = await self._held(transaction, by, road_map)
        chosen = [one.id for one in view.to_settle if which(one)]
        await road_map_findings.keep_as_is(transaction, chosen, by=actor, now=self._house.now)
        return (await self._held(transaction, by, road_map))[1]

    async def _held(self, transaction: Transaction, by: By, road_map: RoadMapId) -> tuple[str, SettlingView]:
        """With who acts. Raises Forbidden, StaleButton."""
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, kept.organisation)
        if kept.state is not MapState.DRAFT:
            raise StaleButton
        findings = await road_map_findings.of_map(transaction, road_map)
        return held.actor, SettlingView(kept, held.organisation, tuple(findings))


async def _found(transaction: Transaction, finding: FindingId) -> KeptFinding:
    """Raises StaleButton."""
    found = await road_map_findings.one(transaction, finding)
    if found is None:
        raise StaleButton
    return found
