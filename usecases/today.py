"""«Что сегодня»: what is late, due this week and waiting for a decision, for every leading role."""

from collections.abc import Awaitable, Callable, Iterable

from mentoring.access import Action, may
from mentoring.calendar import Calendar
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import deadline
from mentoring.pairs import Pair, PairState
from mentoring.people import Caller
from mentoring.registry import RegistryState
from mentoring.roles import Level
from mentoring.today import Behind, BehindAt, Matter, TodayAt, Waiting, concerns, end_of_week, split
from storage import pairs, reaching, registry, road_map_duties, road_maps
from storage import papers as folder
from storage.database import Transaction
from usecases import campaigns, help_views, indicators, reminding, report_rounds, road, sent_reports, shelves
from usecases.looking import look, own_places
from usecases.reaching import CALLERS
from usecases.road_map_notices import late_below
from usecases.unit import House, allowed

RIGHT = Action.PROVE_ITEMS
"""Whoever has something to do by a road map leads something."""


class Todays:
    def __init__(self, house: House) -> None:
        self._house = house

    async def today(self, external_id: int) -> tuple[TodayAt, ...]:
        """Everywhere the caller leads something. Raises Forbidden when that is nowhere."""

        async def unit(transaction: Transaction, caller: Caller) -> tuple[TodayAt, ...]:
            places = await own_places(transaction, caller, RIGHT)
            return tuple([await self._at(transaction, caller, place) for place in places])

        return await look(self._house, external_id, unit)

    async def at(self, external_id: int, organisation: OrganisationId) -> TodayAt:
        """One place. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> TodayAt:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            return await self._at(transaction, caller, held.organisation)

        return await look(self._house, external_id, unit)

    async def behind(self, external_id: int, organisation: OrganisationId) -> Behind:
        """Who is late below a place. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> Behind:
            held = await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, organisation)
            return Behind(held.organisation, await late_below(transaction, self._house, held.organisation))

        return await look(self._house, external_id, unit)

    async def behind_at(self, external_id: int, organisation: OrganisationId) -> BehindAt:
        """What is late in one place. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> BehindAt:
            place = (await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, organisation)).organisation
            today = self._house.local_time(place).date()
            due = await road_map_duties.duties(transaction, place.id, today)
            return BehindAt(place, split(due, today, self._days(place))[0], today)

        return await look(self._house, external_id, unit)

    async def _at(self, transaction: Transaction, caller: Caller, place: Organisation) -> TodayAt:
        today = self._house.local_time(place).date()
        held = [mine.role for mine in caller.memberships if mine.organisation == place.id]
        dated = await road_map_duties.duties(transaction, place.id, end_of_week(today))
        late, week = split([one for one in dated if concerns(one, place, held)], today, self._days(place))
        undated = [
            one for one in await road_map_duties.without_day(transaction, place.id) if concerns(one, place, held)
        ]
        begun = tuple(one for one in undated if one.task.starts <= today and one not in late)
        shown = [*late, *(one.duty for one in week), *begun]
        above = await _above(transaction, place, {duty.task.road_map for duty in shown})
        waiting = await self._waiting(transaction, caller, place)
        if place.level is not Level.ORGANISATION:
            below = await late_below(transaction, self._house, place)
            return TodayAt(place, today, late, week, waiting, begun, below, above)
        names_days = may(caller.grants, Action.LEAD_ROAD_MAPS, place.path)
        return TodayAt(place, today, late, week, waiting, begun, above=above, names_days=names_days)

    async def _waiting(self, transaction: Transaction, caller: Caller, place: Organisation) -> tuple[Waiting, ...]:
        """Each with the right that opens the page it leads to."""
        here = _School(self._house, transaction, caller, place)
        found = []
        for matter, (right, number) in COUNTED.items():
            if may(caller.grants, right, place.path) and (many := await number(here)):
                found.append(Waiting(matter, many))
        return tuple(found)

    def _days(self, place: Organisation) -> Calendar:
        return self._house.content.calendars(place)


async def _above(transaction: Transaction, place: Organisation, found: Iterable[RoadMapId]) -> dict[RoadMapId, Level]:
    """Those of the road maps that are not the place's own, with whose they are."""
    above = {}
    for road_map in found:
        kept = await road_maps.one(transaction, road_map)
        if kept is not None and kept.organisation != place.id:
            above[road_map] = (await road.organisation(transaction, kept.organisation)).level
    return above


class _School:
    """One place, mostly a school, while what waits in it is counted."""

    def __init__(self, house: House, transaction: Transaction, caller: Caller, place: Organisation) -> None:
        self.house = house
        self.transaction = transaction
        self.caller = caller
        self.place = place
        self._open: list[Pair] | None = None

    async def open_pairs(self) -> list[Pair]:
        if self._open is None:
            self._open = await pairs.open_of(self.transaction, self.place.id)
        return self._open

    async def in_state(self, state: PairState) -> int:
        return sum(pair.state is state for pair in await self.open_pairs())

    async def late(self) -> int:
        programme, days = self.house.content.programme(self.place.id), self.house.content.calendars(self.place)
        today = self.house.local_time(self.place).date()
        ends = [deadline(pair, programme, days) for pair in await self.open_pairs()]
        return sum(day is not None and day < today for day in ends)

    async def questions(self) -> int:
        return len(await help_views.waiting(self.transaction, self.house, self.place, self.caller))

    async def orders(self) -> int:
        if not self.house.content.programme(self.place.id).order_first:
            return 0
        return await self.in_state(PairState.ACCEPTED)

    async def nominated(self) -> int:
        records = await registry.of_organisation(self.transaction, self.place.id)
        return sum(kept.record.state is RegistryState.NOMINATED for kept in records.values())

    async def papers(self) -> int:
        since = self.house.consents_since(self.place)
        found = await folder.minors(self.transaction, self.place.id, self.house.now, since)
        return sum(minor.noted is None for minor in found)

    async def rounds(self) -> int:
        """Reports that it is time to ask those below for."""
        return len(await report_rounds.to_open(self.transaction, self.house, self.place))

    async def unreached(self) -> int:
        """For those who are told of them."""
        if not any(one.organisation == self.place.id and one.role in CALLERS for one in self.caller.memberships):
            return 0
        return await reaching.how_many(self.transaction, self.place.id)


COUNTED: dict[Matter, tuple[Action, Callable[[_School], Awaitable[int]]]] = {
    Matter.QUESTIONS: (Action.SEE_PAIRS, _School.questions),
    Matter.PAIRS_LATE: (Action.FORM_PAIRS, _School.late),
    Matter.PLANS: (Action.APPROVE_PLAN, lambda here: here.in_state(PairState.PLAN_APPROVAL)),
    Matter.ORDERS: (Action.ENTER_ORDER, _School.orders),
    Matter.DRAFTS: (Action.FORM_PAIRS, lambda here: here.in_state(PairState.PROPOSED)),
    Matter.UNPAIRED: (Action.FORM_PAIRS, lambda here: shelves.unpaired(here.transaction, here.house, here.place)),
    Matter.REGISTRY: (Action.APPROVE_MENTORS, _School.nominated),
    Matter.PAPERS: (Action.MARK_PAPER_CONSENT, _School.papers),
    Matter.UNREACHED: (Action.SEE_BANK, _School.unreached),
    Matter.UNFINISHED: (
        Action.INVITE_PARTICIPANTS,
        lambda here: reminding.how_many(here.transaction, here.house, here.place),
    ),
    Matter.SURVEYS_USUAL: (
        Action.LEAD_SURVEYS,
        lambda here: campaigns.to_open(here.transaction, here.house, here.place),
    ),
    Matter.SURVEYS_SILENT: (
        Action.LEAD_SURVEYS,
        lambda here: campaigns.silent(here.transaction, here.house, here.place),
    ),
    Matter.NUMBERS: (
        Action.ENTER_NUMBERS,
        lambda here: indicators.missing_numbers(here.transaction, here.house, here.place),
    ),
    Matter.REPORTS_TO_SEND: (
        Action.SEND_REPORTS,
        lambda here: sent_reports.to_send(here.transaction, here.house, here.place),
    ),
    Matter.REPORTS_TO_DECIDE: (
        Action.COLLECT_REPORTS,
        lambda here: report_rounds.to_decide(here.transaction, here.place),
    ),
    Matter.ROUNDS_TO_OPEN: (Action.COLLECT_REPORTS, _School.rounds),
}
