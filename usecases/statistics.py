"""The numbers of a place for every level of the tree, and who or what is behind each of them."""

from dataclasses import replace

from mentoring import access
from mentoring.access import Action, Forbidden
from mentoring.bank import Side
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.roles import Level
from mentoring.statistics import (
    KIND_BY_STATE,
    OF_ANSWERS,
    OF_PEOPLE,
    Behind,
    HeldMeeting,
    Joined,
    Key,
    MeetingsBehind,
    NumbersBehind,
    PairsBehind,
    PeopleBehind,
    Period,
    Places,
    Sight,
    Someone,
    What,
)
from mentoring.statistics import Statistics as Numbers
from storage import organisations, pairs, people, reports
from storage import statistics as counts
from storage.database import Transaction
from storage.reports import Asked
from usecases import reporting, shelves
from usecases.charts import Charts
from usecases.content import JOINING_FORMS
from usecases.few_answers import few_beside, sees
from usecases.indicators import seen_by
from usecases.looking import local_day, may_name
from usecases.pair_views import lines
from usecases.unit import By, House, StaleButton, allowed, caller_of

SEE = Action.SEE_STATISTICS
FORMS = sorted(set(JOINING_FORMS.values()))


class Statistics:
    def __init__(self, house: House) -> None:
        self._house = house

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """The highest organisations whose numbers the caller may see. Raises Forbidden when there is none."""

        async def unit(transaction: Transaction) -> tuple[Organisation, ...]:
            return await self._places(transaction, external_id)

        return await self._house.database.read(unit)

    async def look(self, by: By, organisation: OrganisationId, period: Period = Period.TODAY) -> Numbers:
        """The numbers of an organisation with everything below it, and its indicators. Raises Forbidden."""

        async def unit(transaction: Transaction) -> Numbers:
            found = await self._numbers(transaction, by, organisation, period)
            if not isinstance(by, int):
                return found
            here, caller = found.organisation, await caller_of(transaction, by)
            year = period.year(self._house.local_time(here).date())
            shown = await seen_by(transaction, self._house, caller, here, year, found.report.on)
            return replace(found, indicators=shown)

        return await self._house.database.read(unit)

    async def lists(self, by: By, organisation: OrganisationId, period: Period) -> Numbers:
        """The numbers alone, to choose one of them. Raises Forbidden."""
        return await self._house.database.read(lambda tx: self._numbers(tx, by, organisation, period))

    async def joined(self, by: By, organisation: OrganisationId) -> Joined:
        """How far those have come who were invited. Raises Forbidden."""
        return await Charts(self._house).joined(by, organisation)

    async def lower(self, by: By, organisation: OrganisationId, period: Period) -> Places:
        """Where one may go down to. Raises Forbidden."""

        async def unit(transaction: Transaction) -> Places:
            here = (await allowed(transaction, by, SEE, organisation)).organisation
            return Places(here, period, tuple(await counts.children(transaction, here.id)))

        return await self._house.database.read(unit)

    async def behind(self, by: By, organisation: OrganisationId, key: Key, period: Period) -> Behind:
        """The list behind a number. Raises Forbidden, StaleButton for a number that is not there."""

        async def unit(transaction: Transaction) -> Behind:
            numbers = await self._numbers(transaction, by, organisation, period, key.what)
            if not numbers.sight.opens(key.what):
                raise Forbidden(Action.SEE_BANK if key.what in OF_PEOPLE else Action.SEE_PAIRS)
            if (key.what is What.STAGE) is (key.stage is None):
                raise StaleButton
            if numbers.organisation.level is not Level.ORGANISATION or key.what in OF_ANSWERS:
                return NumbersBehind(numbers, key)
            here, day = numbers.organisation, numbers.report.on
            asked = await reporting.asked_of(transaction, here, day, numbers.since)
            if key.what in OF_PEOPLE:
                return await self._people(transaction, numbers, key, asked)
            if key.what is What.MEETINGS:
                return await self._meetings(transaction, numbers, key, asked)
            return await self._pairs(transaction, numbers, key, asked)

        return await self._house.database.read(unit)

    # -- numbers -----------------------------------------------------------------------------------------------

    async def _numbers(
        self,
        transaction: Transaction,
        by: By,
        organisation: OrganisationId,
        period: Period,
        only: What | None = None,
    ) -> Numbers:
        """With ``only`` nothing but this number is counted."""
        here = (await allowed(transaction, by, SEE, organisation)).organisation
        today = self._house.local_time(here).date()
        day, since = period.last(today), period.since(today)
        above = here.path[-2] if len(here.path) > 1 else None
        if above is not None and not await sees(transaction, by, SEE, here.path[:-1]):
            above = None
        person = by if isinstance(by, int) else None
        covers = only in {None, What.SATISFACTION}
        few = await few_beside(transaction, by, here, day) if covers else frozenset()
        return Numbers(
            here,
            period,
            await reporting.numbers(transaction, self._house, here, day, since, only),
            since,
            above,
            person is not None and above is None and len(await self._places(transaction, person)) > 1,
            await self._sight(transaction, by, here),
            person is not None and await sees(transaction, by, Action.FORM_PAIRS, here.path),
            frozenset([role for role, form in reporting.SATISFACTION.items() if form in few]),
        )

    async def _places(self, transaction: Transaction, external_id: int) -> tuple[Organisation, ...]:
        caller = await caller_of(transaction, external_id)
        if caller.administrator:
            wanted = await counts.roots(transaction)
        else:
            wanted = list(dict.fromkeys(held.organisation for held in caller.memberships))
        found = [await organisations.one(transaction, organisation_id) for organisation_id in wanted]
        seen = [one for one in found if one and access.may(caller.grants, SEE, one.path)]
        if not seen and not caller.administrator:
            raise Forbidden(SEE)
        return tuple(seen)

    @staticmethod
    async def _sight(transaction: Transaction, by: By, here: Organisation) -> Sight:
        if not isinstance(by, int):
            return Sight()
        if here.level is not Level.ORGANISATION:
            return Sight(schools=await sees(transaction, by, Action.COMPARE_SCHOOLS, here.path))
        return Sight(
            await sees(transaction, by, Action.SEE_BANK, here.path),
            await sees(transaction, by, Action.SEE_PAIRS, here.path),
        )

    # -- a school's lists --------------------------------------------------------------------------------------

    async def _people(self, transaction: Transaction, numbers: Numbers, key: Key, asked: Asked) -> PeopleBehind:
        """By name whose consent holds today, the others by code; the bank is opened for those who stand in it."""
        here = numbers.organisation
        wanted = await reports.members(transaction, asked, FORMS, key.what)
        today = await reporting.asked_of(transaction, here, self._house.local_time(here).date())
        holding = frozenset(await reports.members(transaction, today, FORMS, What.AGREED))
        banked = {
            place.membership.id
            for side in Side
            for place in await shelves.standing(transaction, self._house, here, side, wanted)
        }
        found = [
            Someone(
                held.id,
                held.role,
                held.code,
                name if held.id in holding and may_name(here, held) else None,
                held.id in banked,
            )
            for held, name in await people.called(transaction, wanted)
        ]
        found.sort(key=lambda one: (one.role.value, one.name is None, str(one.name or ""), one.membership))
        deciding = await reports.deciding(transaction, asked) if key.what is What.JOINED else {}
        return PeopleBehind(numbers, key, tuple(found), sum(deciding.get(here.id, {}).values()))

    async def _meetings(self, transaction: Transaction, numbers: Numbers, key: Key, asked: Asked) -> MeetingsBehind:
        here = numbers.organisation
        known = {kept.pair.id: kept.pair for kept in await pairs.of_organisation(transaction, here.id)}
        return MeetingsBehind(
            numbers,
            key,
            tuple(
                HeldMeeting(
                    known[one.pair], local_day(one.at, here), KIND_BY_STATE.get(one.state) if one.state else None
                )
                for one in await reports.held(transaction, asked)
            ),
        )

    async def _pairs(self, transaction: Transaction, numbers: Numbers, key: Key, asked: Asked) -> PairsBehind:
        """Late ones, the longest late first; those of a stage the newest first."""
        here, today = numbers.organisation, self._house.local_time(numbers.organisation).date()
        if key.stage is not None:
            wanted = frozenset(await reports.pairs_at(transaction, asked, key.stage))
            found = [kept.pair for kept in await pairs.of_organisation(transaction, here.id) if kept.pair.id in wanted]
            return PairsBehind(numbers, key, await lines(transaction, self._house, here, found), today)
        if numbers.report.late is None:
            raise StaleButton
        going = await lines(transaction, self._house, here, await pairs.open_of(transaction, here.id))
        late = sorted((line for line in going if line.late), key=lambda line: (line.deadline or today, line.pair.id))
        return PairsBehind(numbers, key, tuple(late), today)
