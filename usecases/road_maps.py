"""Road maps as people look at them: all of a place, one, an item, a task."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from mentoring import access
from mentoring.access import Action
from mentoring.deadlines import occasions
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.road_map_changes import previewed
from mentoring.road_map_settling import SettlingView
from mentoring.road_map_views import DOERS, ItemCard, RoadMapsHere, RoadMapView, Tally, TaskCard, item_views
from mentoring.road_maps import MapItem, MapState, RoadMap
from storage import road_map_findings, road_map_levels, road_map_tasks, road_maps, statistics
from storage.database import Transaction
from usecases import road
from usecases.looking import days_below, look, own_places
from usecases.road_map_planning import horizon
from usecases.task_cards import kept_task, task_card
from usecases.unit import House, StaleButton, allowed


class RoadMaps:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking -----------------------------------------------------------------------------------------------

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Where the caller may see road maps; to an administrator all of the top. Raises Forbidden when nowhere."""

        async def unit(transaction: Transaction, caller: Caller) -> tuple[Organisation, ...]:
            if not caller.administrator:
                return await own_places(transaction, caller, Action.SEE_ROAD_MAPS)
            found = [await road.organisation(transaction, one) for one in await statistics.roots(transaction)]
            return tuple(found)

        return await look(self._house, external_id, unit)

    async def here(self, external_id: int, organisation: OrganisationId) -> RoadMapsHere:
        """The road maps of a place. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> RoadMapsHere:
            place = (await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, organisation)).organisation
            may_lead = access.may(caller.grants, Action.LEAD_ROAD_MAPS, place.path)
            own = [
                await self._view(transaction, one, place, may_lead=may_lead)
                for one in await road_maps.of_organisation(transaction, place.id)
            ]
            above = [
                await self._view(transaction, one, place, may_lead=False)
                for one in await road_maps.active_over(transaction, place.path[:-1])
            ]
            sees_registers = access.may(caller.grants, Action.SEE_REGISTERS, place.path)
            shown = tuple(view for view in above if view.items)
            return RoadMapsHere(place, tuple(own), shown, may_lead, sees_registers)

        return await look(self._house, external_id, unit)

    async def view(
        self, external_id: int, road_map: RoadMapId, place: OrganisationId | None = None, *, own: bool = False
    ) -> RoadMapView:
        """A road map, or the part of it that one place has to do; ``own``: its part of its own road map too.

        Raises Forbidden, StaleButton.
        """

        async def unit(transaction: Transaction, caller: Caller) -> RoadMapView:
            kept = await self._kept(transaction, road_map)
            whose = place or kept.organisation
            held = await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, whose)
            _demand_share(kept, held.organisation)
            owner = held.organisation.path[: held.organisation.path.index(kept.organisation) + 1]
            leads = access.may(caller.grants, Action.LEAD_ROAD_MAPS, owner)
            found = await self._view(
                transaction, kept, held.organisation, may_lead=leads and whose == kept.organisation, own=own
            )
            left = await road_map_levels.why_left(transaction, road_map, whose)
            return replace(found, leads_above=leads and whose != kept.organisation, left=left)

        return await look(self._house, external_id, unit)

    async def item(
        self, external_id: int, item: RoadMapItemId, place: OrganisationId | None = None, page: int = 0
    ) -> ItemCard:
        """An item with everybody who has to do it, or with what one place has. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> ItemCard:
            found = await road_maps.item(transaction, item)
            if found is None or found.removed:
                raise StaleButton
            kept = await self._kept(transaction, found.road_map)
            whose = place or kept.organisation
            here = (await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, whose)).organisation
            _demand_share(kept, here)
            whole = here.id == kept.organisation
            owner = here if whole else await road.organisation(transaction, kept.organisation)
            only, days = None if whole else here.id, await days_below(transaction, self._house, here)
            tallies = await road_map_tasks.tallies(transaction, kept.id, days, only, item)
            tally = tallies.get(item, Tally())
            page_shown = min(max(page, 0), max(tally.total - 1, 0) // DOERS)
            lines = await road_map_tasks.of_item(transaction, item, days, only, first=page_shown * DOERS, number=DOERS)
            may_lead = whole and access.may(caller.grants, Action.LEAD_ROAD_MAPS, here.path)
            return ItemCard(kept, owner, here, found, tally, tuple(lines), page_shown, may_lead)

        return await look(self._house, external_id, unit)

    async def task(self, external_id: int, task: RoadMapTaskId) -> TaskCard:
        """Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            return await task_card(transaction, self._house, caller, await kept_task(transaction, task))

        return await look(self._house, external_id, unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _kept(self, transaction: Transaction, road_map: RoadMapId) -> RoadMap:
        """Raises StaleButton."""
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        return kept

    async def _view(
        self, transaction: Transaction, kept: RoadMap, place: Organisation, *, may_lead: bool, own: bool = False
    ) -> RoadMapView:
        owner = place if place.id == kept.organisation else await road.organisation(transaction, kept.organisation)
        items = await road_maps.items(transaction, kept.id)
        whole = place.id == kept.organisation and not own
        local = await days_below(transaction, self._house, place)
        today = local.here
        tallies = await road_map_tasks.tallies(transaction, kept.id, local, None if whole else place.id)
        if kept.state is MapState.DRAFT:
            tallies = as_drafted(kept, items, today)
        views = item_views(items, tallies)
        shown = views if whole else tuple(view for view in views if view.tally.total)
        days = self._house.content.calendars(place)
        findings = await road_map_findings.of_map(transaction, kept.id) if kept.state is MapState.DRAFT else []
        settling = SettlingView(kept, owner, tuple(findings))
        return RoadMapView(
            kept,
            owner,
            place,
            shown,
            today,
            may_lead,
            to_settle=len(settling.to_settle),
            notices=len(settling.notices),
            days=days,
        )


def _demand_share(road_map: RoadMap, place: Organisation) -> None:
    """Whoever is below has a part of a road map that has begun, of a draft nobody. Raises StaleButton."""
    below = road_map.organisation in place.path[:-1] and road_map.state is not MapState.DRAFT
    if place.id != road_map.organisation and not below:
        raise StaleButton


def as_drafted(road_map: RoadMap, items: Iterable[MapItem], today: datetime.date) -> dict[RoadMapItemId, Tally]:
    """How a draft would stand if it were begun today."""
    until = horizon(road_map, today)
    return {
        item.id: previewed(item, road_map.organisation, occasions(item.item.deadline, road_map.period, until), today)
        for item in items
    }
