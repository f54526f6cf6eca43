"""The seven stages of the programme, for one school or counted over all schools of a place."""

from mentoring import stages as rules
from mentoring.access import Action, may
from mentoring.consent import school_year_end, school_year_start
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.roles import Level
from mentoring.stages import StageNow, StagesBelow, StagesOf
from storage import stages as counts
from storage.database import Transaction
from usecases.looking import look, midnight
from usecases.unit import House, allowed


class Stages:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, place: OrganisationId) -> StagesOf | StagesBelow:
        """Of a school its stages, of any other place how many schools stand where. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> StagesOf | StagesBelow:
            here = (await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, place)).organisation
            found = await self._found(transaction, here)
            if here.level is Level.ORGANISATION:
                return StagesOf(here, found[here.id], may(caller.grants, Action.SEE_BANK, here.path))
            stages = self._house.content.stages
            return StagesBelow(here, stages, len(found), rules.counted(stages, found))

        return await look(self._house, external_id, unit)

    async def _found(self, transaction: Transaction, here: Organisation) -> dict[OrganisationId, tuple[StageNow, ...]]:
        """Every school of the place, the place itself if it is one."""
        today = self._house.local_time(here).date()
        first, last = school_year_start(today), school_year_end(today)
        since = midnight(first, here)
        conditions = await counts.conditions(transaction, here.id, since=since, now=self._house.now)
        tasks = await counts.tasks(transaction, here.id, first, last)
        return {
            school: rules.now(self._house.content.stages, conditions[school], tasks.get(school, {}))
            for school in conditions
        }
