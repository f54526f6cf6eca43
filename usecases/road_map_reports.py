"""How a road map is executed, for the report and for tables."""

from mentoring.access import Action, may
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.people import Caller
from mentoring.road_map_report import Execution
from mentoring.road_map_views import GivenPiece, RoadMapView, sealed
from mentoring.road_maps import Task
from storage import evidence, road_map_exports, road_map_tasks
from storage.database import Transaction
from usecases.looking import days_below, local_day, look
from usecases.road_maps import RoadMaps
from usecases.unit import House, allowed

LATE_NAMED = 20
"""Organisations that a report names at one item; of the others it tells the number."""


class RoadMapReports:
    def __init__(self, house: House) -> None:
        self._house = house

    async def execution(self, external_id: int, road_map: RoadMapId, place: OrganisationId | None = None) -> Execution:
        """Of a whole road map, or of the part that one place has to do. Raises Forbidden, StaleButton."""
        view = await RoadMaps(self._house).view(external_id, road_map, place)

        async def unit(transaction: Transaction, caller: Caller) -> Execution:
            await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, view.place.id)
            tasks: dict[RoadMapItemId, list[Task]] = {}
            for task in await road_map_tasks.of_map(transaction, road_map, view.place.id):
                tasks.setdefault(task.item, []).append(task)
            whole = view.place.id == view.owner.id
            days = await days_below(transaction, self._house, view.place)
            late = await road_map_exports.late_with(transaction, road_map, days, LATE_NAMED) if whole else {}
            inside = may(caller.grants, Action.PROVE_ITEMS, view.place.path)
            proofs = await _proofs(transaction, view, inside=inside)
            return Execution(view, {item: tuple(found) for item, found in tasks.items()}, proofs, late)

        return await look(self._house, external_id, unit)


async def _proofs(
    transaction: Transaction, view: RoadMapView, *, inside: bool
) -> dict[RoadMapItemId, tuple[GivenPiece, ...]]:
    found: dict[RoadMapItemId, list[GivenPiece]] = {}
    for row in await road_map_exports.proofs_of(transaction, view.road_map.id, view.place.id):
        given = GivenPiece(row["id"], evidence.as_piece(row), local_day(row["given_at"], view.place), row["file_name"])
        found.setdefault(RoadMapItemId(row["item_id"]), []).append(given if inside else sealed(given))
    return {item: tuple(pieces) for item, pieces in found.items()}
