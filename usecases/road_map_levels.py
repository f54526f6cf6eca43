"""How far those below are, who is late, and the word that reminds them; who leaves a road map and comes back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentoring import letters
from mentoring import road_map_changes as rules
from mentoring.access import Action, may
from mentoring.ids import OrganisationId, PersonId, RoadMapId
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.road_map_ladder import Holders, owners
from mentoring.road_map_levels import ItemLine, Leaving, Levels, PlaceLine, Sum
from mentoring.road_maps import MapState, RoadMap
from mentoring.roles import Level
from storage import letters as outbox
from storage import people, road_map_history, road_map_late, road_map_levels, road_map_tasks, road_maps
from storage.database import Transaction
from storage.road_map_late import LateTask
from usecases import road
from usecases.looking import days_below, look
from usecases.road_map_notes import Hand, hand
from usecases.road_map_planning import take_back
from usecases.unit import By, House, Operator, StaleButton, allowed, caller_of, retried

LINES = 6


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many organisations hear of it; none when all were reminded today already."""

    levels: Levels
    organisations: int


class RoadMapLevels:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking -----------------------------------------------------------------------------------------------

    async def places(
        self, external_id: int, road_map: RoadMapId, place: OrganisationId | None = None, page: int = 0
    ) -> Levels:
        """The places directly under one, the latest first. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> Levels:
            return await self._places(transaction, caller, road_map, place, page)

        return await look(self._house, external_id, unit)

    async def items(
        self, external_id: int, road_map: RoadMapId, place: OrganisationId | None = None, page: int = 0
    ) -> Levels:
        """The items by how many are late with them. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> Levels:
            found = await self._levels(transaction, caller, road_map, place)
            days = await days_below(transaction, self._house, found.place)
            whole = await road_map_levels.of_place(transaction, road_map, found.place.id, days)
            every = await road_map_levels.items(transaction, road_map, found.place.id, days)
            shown = min(max(page, 0), max(len(every) - 1, 0) // LINES)
            lines: tuple[ItemLine, ...] = tuple(every[shown * LINES : (shown + 1) * LINES])
            return replace(found, sum=whole, lines=lines, page=shown, total=len(every))

        return await look(self._house, external_id, unit)

    async def _places(
        self,
        transaction: Transaction,
        caller: Caller,
        road_map: RoadMapId,
        place: OrganisationId | None,
        page: int = 0,
    ) -> Levels:
        found = await self._levels(transaction, caller, road_map, place)
        days = await days_below(transaction, self._house, found.place)
        own = await road_map_levels.own(transaction, road_map, found.place.id, days)
        every = await road_map_levels.places(transaction, road_map, found.place.id, days)
        shown = min(max(page, 0), max(len(every) - 1, 0) // LINES)
        lines: tuple[PlaceLine, ...] = tuple(every[shown * LINES : (shown + 1) * LINES])
        whole = sum((one.sum for one in every), Sum())
        return replace(found, sum=whole, own=own, lines=lines, page=shown, total=len(every))

    async def _levels(
        self, transaction: Transaction, caller: Caller, road_map: RoadMapId, place: OrganisationId | None
    ) -> Levels:
        """Without sums and lines. Raises Forbidden, StaleButton."""
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        whose = place or kept.organisation
        here = (await allowed(transaction, caller.external_id, Action.SEE_ROAD_MAPS, whose)).organisation
        if kept.organisation not in here.path or kept.state is MapState.DRAFT:
            raise StaleButton
        owner = here if here.id == kept.organisation else await road.organisation(transaction, kept.organisation)
        may_remind = kept.state is MapState.ACTIVE and may(caller.grants, Action.LEAD_ROAD_MAPS, here.path)
        morning = self._house.local_time(here).replace(hour=0, minute=0, second=0, microsecond=0)
        reminded = await road_map_history.reminded(transaction, road_map, here.id, int(morning.timestamp()))
        return Levels(kept, owner, here, Sum(), (), 0, 0, may_remind, reminded=reminded)

    # -- reminding ---------------------------------------------------------------------------------------------

    async def remind(self, external_id: int, road_map: RoadMapId, place: OrganisationId | None = None) -> Reminded:
        """A letter to those who are late there, one a day of this road map. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> Reminded:
            kept = await road_maps.one(transaction, road_map)
            if kept is None or kept.state is not MapState.ACTIVE:
                raise StaleButton
            held = await hand(transaction, self._house, external_id, Action.LEAD_ROAD_MAPS, place or kept.organisation)
            if kept.organisation not in held.place.path:
                raise StaleButton
            number = await self._write(transaction, kept, held.place)
            if number:
                told = {"organisations": number}
                await held.note(transaction, road_map, "reminded", organisation=held.place.id, details=told)
            caller = await caller_of(transaction, external_id)
            return Reminded(await self._places(transaction, caller, road_map, place), number)

        return await self._house.database.write(unit)

    async def _write(self, transaction: Transaction, road_map: RoadMap, place: Organisation) -> int:
        """To how many organisations a letter goes."""
        now, days = self._house.local_time(place), await days_below(transaction, self._house, place)
        late = await road_map_late.tasks(transaction, road_map.id, place.id, days)
        of: dict[OrganisationId, list[LateTask]] = {}
        for one in late:
            if one.organisation != place.id:
                of.setdefault(one.organisation, []).append(one)
        bearers = await road_map_late.bearers(transaction, place.id)
        written: set[OrganisationId] = set()
        for organisation, tasks in of.items():
            for person in addressees(tasks, bearers.get(organisation, {})):
                letter = letters.news(
                    person,
                    LetterKind.ROAD_MAP_URGED,
                    f"{road_map.id}:{organisation}:{now:%Y-%m-%d}",
                    now,
                    organisation=organisation,
                    road_map=road_map.id,
                )
                if await outbox.add(transaction, letter):
                    written.add(organisation)
        return len(written)

    # -- leaving -----------------------------------------------------------------------------------------------

    async def leaving(self, external_id: int, road_map: RoadMapId, organisation: OrganisationId) -> Leaving:
        """Before one leaves; the next typed words are why. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> Leaving:
            _, kept, place = await self._led(transaction, external_id, road_map, organisation)
            reason = await road_map_levels.why_left(transaction, road_map, organisation)
            if reason is not None:
                raise StaleButton
            caller = await caller_of(transaction, external_id)
            awaited = Awaited(AwaitedKind.ROAD_MAP_REASON, (str(road_map), "place", str(organisation)))
            await people.expect(transaction, caller.account, awaited)
            days = await days_below(transaction, self._house, place)
            found = await road_map_levels.of_place(transaction, road_map, organisation, days)
            return Leaving(kept, place, found.total - found.closed)

        return await self._house.database.write(unit)

    async def leave(self, by: By, road_map: RoadMapId, organisation: OrganisationId, reason: str) -> Leaving:
        """It takes no part any more: what is open there is open no more, nobody counts it.

        Raises ChangeRefused, Forbidden, StaleButton.
        """
        words = rules.told(reason, rules.REASON_LIMIT)

        async def unit(transaction: Transaction) -> Leaving:
            held, kept, place = await self._led(transaction, by, road_map, organisation)
            if await road_map_levels.leave(
                transaction, road_map, organisation, words, by=held.actor, now=self._house.now
            ):
                number = await road_map_tasks.leave_of(transaction, road_map, organisation)
                told = {"reason": words, "tasks": number}
                await held.note(transaction, road_map, "left", organisation=organisation, details=told)
            if not isinstance(by, Operator):
                await people.expect(transaction, (await caller_of(transaction, by)).account, None)
            why = await road_map_levels.why_left(transaction, road_map, organisation)
            return Leaving(kept, place, 0, why)

        return await retried(lambda: self._house.database.write(unit))

    async def come_back(self, by: By, road_map: RoadMapId, organisation: OrganisationId) -> Leaving:
        """It takes part again, with what it had open and what is still due. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> Leaving:
            held, kept, place = await self._led(transaction, by, road_map, organisation)
            if await road_map_levels.come_back(transaction, road_map, organisation):
                await take_back(transaction, self._house, kept, place)
                await held.note(transaction, road_map, "returned", organisation=organisation)
            return Leaving(kept, place, 0)

        return await retried(lambda: self._house.database.write(unit))

    async def _led(
        self, transaction: Transaction, by: By, road_map: RoadMapId, organisation: OrganisationId
    ) -> tuple[Hand, RoadMap, Organisation]:
        """A school below the road map that the caller leads. Raises Forbidden, StaleButton."""
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        held = await hand(transaction, self._house, by, Action.LEAD_ROAD_MAPS, kept.organisation)
        place = (await allowed(transaction, by, Action.SEE_ROAD_MAPS, organisation)).organisation
        below = kept.organisation in place.path[:-1] and place.level is Level.ORGANISATION
        if not below or kept.state is not MapState.ACTIVE:
            raise StaleButton
        return held, kept, place


def addressees(tasks: Iterable[LateTask], holders: Holders) -> tuple[PersonId, ...]:
    """Who answers for these tasks in a place."""
    return tuple(dict.fromkeys(person for one in tasks for person in owners(one.owner, one.level, holders)))
