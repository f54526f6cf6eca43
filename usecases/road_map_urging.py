"""The letter to those who are late, read again before it goes."""

from mentoring.ids import OrganisationId, RoadMapId
from mentoring.notices import RoadMapUrged
from mentoring.road_map_ladder import owners
from mentoring.road_maps import MapState
from storage import people, road_map_late, road_maps
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.looking import days_below
from usecases.unit import House

TITLES = 5


async def urged(transaction: Transaction, house: House, letter: Claimed) -> Held:
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    road_map = await road_maps.one(transaction, RoadMapId(letter.facts["road_map"]))
    if road_map is None or road_map.state is not MapState.ACTIVE:
        raise NotTrueAnyMore("road_map_is_over")
    days = await days_below(transaction, house, organisation)
    late = await road_map_late.tasks(transaction, road_map.id, organisation.id, days)
    if not late:
        raise NotTrueAnyMore("done_already")
    holders = await people.staff_by_role(transaction, organisation.id)
    mine = [one for one in late if letter.person in owners(one.owner, one.level, holders)]
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
