"""The letter to those who are late, read again before it goes."""

from mentoring.ids import OrganisationId, RoadMapId
from mentoring.notices import RoadMapUrged
from mentoring.road_maps import MapState
from storage import road_map_late, road_maps
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.road_map_levels import answer_for
from usecases.unit import House

TITLES = 5


async def urged(transaction: Transaction, house: House, letter: Claimed) -> Held:
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    road_map = await road_maps.one(transaction, RoadMapId(letter.facts["road_map"]))
    if road_map is None or road_map.state is not MapState.ACTIVE:
        raise NotTrueAnyMore("road_map_is_over")
    today = house.local_time(organisation).date()
    late = await road_map_late.tasks(transaction, road_map.id, organisation.id, today)
    if not late:
        raise NotTrueAnyMore("done_already")
    bearers = (await road_map_late.bearers(transaction, organisation.id)).get(organisation.id, {})
    mine = [one for one in late if letter.person in answer_for(one, bearers)]
    if not mine:
        raise NotTrueAnyMore("reader_left_the_role")
    notice = RoadMapUrged(
        road_map.id,
        organisation.id,
        organisation.name,
        road_map.title,
        tuple(one.title for one in mine[:TITLES]),
        len(mine),
        mine[0].task if len(mine) == 1 else None,
    )
    return Held(notice, organisation)
