"""Indicators: plan, fact and deviation of a place; numbers that a school types once a year."""

import datetime
from dataclasses import replace

from mentoring import indicators as rules
from mentoring.access import TABLE, Action, Forbidden, may
from mentoring.calendar import DAY
from mentoring.ids import OrganisationId, PersonId, RoadMapId
from mentoring.indicators import (
    Doubtful,
    Fact,
    IndicatorRules,
    IndicatorsAt,
    Number,
    NumbersAt,
    Place,
    School,
    Tallies,
    Typed,
    Year,
    YearKind,
)
from mentoring.organisations import Organisation
from mentoring.passports import Passport
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.roles import Level, Role
from storage import indicators as kept
from storage import people, reports, road_maps
from storage.database import Transaction
from storage.indicators import Asking, Below, KeptNumber
from usecases.few_answers import seen_above
from usecases.looking import local_day, look
from usecases.unit import By, House, StaleButton, allowed, caller_of, retried

SEE, TYPE = Action.SEE_STATISTICS, Action.ENTER_NUMBERS

YEARS_BACK = 5
"""Older years are not looked at any more."""


class Indicators:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(
        self,
        external_id: int,
        organisation: OrganisationId,
        kind: YearKind = YearKind.CALENDAR,
        year: int | None = None,
    ) -> IndicatorsAt:
        """Raises Forbidden, StaleButton for a year that is not to come or long over."""

        async def unit(transaction: Transaction, caller: Caller) -> IndicatorsAt:
            place = (await allowed(transaction, external_id, SEE, organisation)).organisation
            today = self._house.local_time(place).date()
            wanted = Year.of(today, kind) if year is None else Year(kind, year)
            if not Year.of(today, kind).number - YEARS_BACK <= wanted.number <= Year.of(today, kind).number:
                raise StaleButton
            may_type = place.level is Level.ORGANISATION and may(caller.grants, TYPE, place.path)
            found = await seen_by(transaction, self._house, caller, place, wanted, today)
            return replace(found, may_type=may_type)

        return await look(self._house, external_id, unit)

    async def report(
        self,
        by: By,
        organisation: OrganisationId,
        on: datetime.date | None = None,
        level: Level | None = None,
        kind: YearKind = YearKind.CALENDAR,
    ) -> IndicatorsAt:
        """As things stood at the end of that local day, today without one. Raises Forbidden, also at another level."""

        async def unit(transaction: Transaction) -> IndicatorsAt:
            place = (await allowed(transaction, by, SEE, organisation)).organisation
            if level is not None and place.level is not level:
                raise Forbidden(SEE)
            day = on or self._house.local_time(place).date()
            return await indicators(transaction, self._house, place, Year.of(day, kind), day)

        return await self._house.database.read(unit)

    # -- numbers that are typed --------------------------------------------------------------------------------

    async def numbers(self, external_id: int, organisation: OrganisationId, year: int) -> NumbersAt:
        """Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> NumbersAt:
            return await self._numbers(transaction, await self._typed_at(transaction, external_id, organisation), year)

        return await look(self._house, external_id, unit)

    async def ask(self, external_id: int, organisation: OrganisationId, key: str, year: int) -> NumbersAt:
        """The number is typed next. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> NumbersAt:
            place = await self._typed_at(transaction, external_id, organisation)
            found = await self._numbers(transaction, place, year)
            await self._expect(transaction, external_id, found, _demand(found, key))
            return found

        return await self._house.database.write(unit)

    async def tell(
        self, external_id: int, organisation: OrganisationId, key: str, year: int, changes: int, typed: str
    ) -> NumbersAt | Doubtful:
        """``changes``: how often it had been typed when it was asked for. Raises Forbidden, StaleButton,
        NumberRefused.
        """
        value = rules.read_number(typed)
        return await self._keep(external_id, organisation, key, year, value, changes, sure=False)

    async def confirm(
        self, external_id: int, organisation: OrganisationId, key: str, year: int, value: int, changes: int
    ) -> NumbersAt | Doubtful:
        """«Да, точно». Raises Forbidden, StaleButton."""
        if not 0 <= value <= rules.LARGEST:
            raise StaleButton
        return await self._keep(external_id, organisation, key, year, value, changes, sure=True)

    async def take_away(
        self, external_id: int, organisation: OrganisationId, key: str, year: int, changes: int
    ) -> NumbersAt:
        """«Нет данных», unless a colleague has typed another number since. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> NumbersAt:
            place = await self._typed_at(transaction, external_id, organisation)
            before = _demand(await self._numbers(transaction, place, year), key)
            await self._expect(transaction, external_id, None, None)
            if before.value is not None and before.changes == changes:
                await self._save(transaction, external_id, place, year, before, None)
            return await self._numbers(transaction, place, year)

        return await retried(lambda: self._house.database.write(unit))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _keep(
        self,
        external_id: int,
        organisation: OrganisationId,
        key: str,
        year: int,
        value: int,
        changes: int,
        *,
        sure: bool,
    ) -> NumbersAt | Doubtful:
        async def unit(transaction: Transaction) -> NumbersAt | Doubtful:
            place = await self._typed_at(transaction, external_id, organisation)
            found = await self._numbers(transaction, place, year)
            before = _demand(found, key)
            doubt = rules.doubt(before, value, changes)
            if doubt is rules.Doubt.MEANWHILE or (doubt is not None and not sure):
                await self._expect(transaction, external_id, found, before)
                return Doubtful(found, key, value, doubt)
            await self._expect(transaction, external_id, None, None)
            if value != before.value:
                await self._save(transaction, external_id, place, year, before, value)
            return await self._numbers(transaction, place, year)

        return await retried(lambda: self._house.database.write(unit))

    async def _save(
        self,
        transaction: Transaction,
        external_id: int,
        place: Organisation,
        year: int,
        before: Typed,
        value: int | None,
    ) -> None:
        actor = (await allowed(transaction, external_id, TYPE, place.id)).actor
        key, changes = before.number.key, before.changes
        await kept.keep_number(
            transaction, place.id, key, year, value, changes=changes, now=self._house.now, actor=actor
        )

    async def _typed_at(self, transaction: Transaction, external_id: int, organisation: OrganisationId) -> Organisation:
        place = (await allowed(transaction, external_id, TYPE, organisation)).organisation
        if place.level is not Level.ORGANISATION:
            raise StaleButton
        return place

    async def _expect(
        self, transaction: Transaction, external_id: int, found: NumbersAt | None, asked: Typed | None
    ) -> None:
        caller = await caller_of(transaction, external_id)
        awaited = None
        if found is not None and asked is not None:
            of = (str(found.organisation.id), asked.number.key, str(found.year), str(asked.changes))
            awaited = Awaited(AwaitedKind.INDICATOR_NUMBER, of)
        await people.expect(transaction, caller.account, awaited)

    async def _numbers(self, transaction: Transaction, place: Organisation, year: int) -> NumbersAt:
        today = self._house.local_time(place).date()
        if not today.year - YEARS_BACK <= year <= today.year:
            raise StaleButton
        defined = self._house.content.indicators
        found = {one.key: one for one in await kept.numbers(transaction, place.id, year)}
        values = {key: one.value for key, one in found.items() if one.value is not None}
        counted = await _tallies(transaction, self._house, place.id, Year(YearKind.CALENDAR, year), today, [place.tz])
        there = counted.get(place.id, [])
        typed = []
        for key, number in defined.numbers.items():
            known = await self._as_typed(transaction, place, number, found.get(key))
            least = rules.least(key, defined.indicators, there, values)
            most = rules.most(key, defined.indicators, values)
            hint = None if number.known is None else rules.counted(number.known, there)
            typed.append(replace(known, least=least, most=most, hint=hint))
        return NumbersAt(place, year, tuple(typed))

    @staticmethod
    async def _as_typed(
        transaction: Transaction, place: Organisation, number: Number, found: KeptNumber | None
    ) -> Typed:
        if found is None:
            return Typed(number)
        role = await _role_of(transaction, found.actor, place.id)
        return Typed(number, found.value, role, local_day(found.at, place), found.changes)


def _demand(found: NumbersAt, key: str) -> Typed:
    """Raises StaleButton for a number that is not asked for any more."""
    try:
        return found.of(key)
    except KeyError:
        raise StaleButton from None


async def _role_of(transaction: Transaction, actor: str, organisation: OrganisationId) -> Role | None:
    """In which role somebody types numbers there, or did while they were there."""
    kind, _, number = actor.partition(":")
    if kind != "person":
        return None
    held = await kept.roles_of(transaction, PersonId(int(number)), organisation)
    return next((role for role in TABLE if role in held and TYPE in TABLE[role]), None)


# -- a place -------------------------------------------------------------------------------------------------------


async def indicators(
    transaction: Transaction,
    house: House,
    place: Organisation,
    year: Year,
    on: datetime.date,
) -> IndicatorsAt:
    """The place's own, and those of each place one level down. ``on`` is the last local day that counts."""
    defined = house.content.indicators
    tree = await kept.tree(transaction, place.id)
    schools = [one for one in tree if one.level is Level.ORGANISATION]
    zones = sorted({one.tz for one in tree})
    people = await _tallies(transaction, house, place.id, year, on, zones)
    numbers: dict[OrganisationId, dict[str, int]] = {}
    for one in await kept.numbers(transaction, place.id, year.number):
        if one.value is not None:
            numbers.setdefault(one.organisation, {})[one.key] = one.value
    passports, road_map = await _passports(transaction, place)
    ids = [one.id for one in schools]
    facts = tuple(
        rules.fact(one, ids, people, numbers, rules.target_of(one, year, passports)) for one in defined.indicators
    )
    found = IndicatorsAt(place, year, on, facts, road_map=road_map)
    if place.level is Level.ORGANISATION:
        return replace(found, missing=len(defined.numbers.keys() - numbers.get(place.id, {}).keys()))
    return _with_below(found, defined, tree, people, numbers)


async def seen_by(
    transaction: Transaction, house: House, caller: Caller, place: Organisation, year: Year, on: datetime.date
) -> IndicatorsAt:
    """Without what the sums above, as far as the caller sees them, would tell of a neighbour's few answers."""
    found, under = await indicators(transaction, house, place, year, on), place
    for above in await seen_above(transaction, caller.external_id, place):
        beside = await indicators(transaction, house, above, year, on)
        found = _covered_as(found, next(one for one in beside.below if one.id == under.id))
        under = above
    return found


def _covered_as(found: IndicatorsAt, shown: Place) -> IndicatorsAt:
    """What is covered at a place, or at the one above that it belongs to, is covered everywhere below it."""

    def covered(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        pairs = zip(facts, shown.facts, strict=True)
        return tuple(replace(own, covered=own.covered or one.covered) for own, one in pairs)

    below = tuple(replace(one, facts=covered(one.facts)) for one in found.below)
    return replace(found, facts=covered(found.facts), below=below)


async def _tallies(
    transaction: Transaction,
    house: House,
    place: OrganisationId,
    year: Year,
    on: datetime.date,
    zones: list[str],
) -> Tallies:
    defined = house.content.indicators
    scales = {
        pinned: [question.id for question in (await house.content.form(transaction, pinned)).questions if question.csi]
        for pinned in await reports.versions(transaction, sorted(defined.surveys.values()))
    }
    until = min(on, year.last) + DAY
    return await kept.tallies(transaction, place, Asking(defined, scales, year, until), zones)


async def _passports(transaction: Transaction, place: Organisation) -> tuple[list[Passport], RoadMapId | None]:
    """Of the active road maps over the place, its own first, the newest first; and its own road map."""
    found = list(reversed(await road_maps.active_over(transaction, place.path)))
    own = [one for one in found if one.organisation == place.id]
    own.sort(key=lambda one: one.passport is None)
    return [one.passport for one in found if one.passport is not None], own[0].id if own else None


def _with_below(
    found: IndicatorsAt, defined: IndicatorRules, tree: list[Below], people: Tallies, numbers: rules.Numbers
) -> IndicatorsAt:
    schools = [one for one in tree if one.level is Level.ORGANISATION]
    listed = tuple(
        School(one.id, one.name, len(defined.numbers.keys() - numbers.get(one.id, {}).keys())) for one in schools
    )
    under: dict[OrganisationId, list[OrganisationId]] = {one.id: [] for one in tree if one.child == one.id}
    for one in schools:
        if one.child is not None:
            under[one.child].append(one.id)
    table = [
        rules.covered([rules.fact(indicator, under[child], people, numbers) for child in under])
        for indicator in defined.indicators
    ]
    names = {one.id: one.name for one in tree}
    below = tuple(Place(child, names[child], tuple(row[index] for row in table)) for index, child in enumerate(under))
    return replace(found, schools=listed, below=below)


async def missing_numbers(transaction: Transaction, house: House, place: Organisation) -> int:
    """How many numbers of the running year a school has still to type, from the month on from which it is reminded."""
    today = house.local_time(place).date()
    defined = house.content.indicators
    if today.month < defined.typed_by or place.level is not Level.ORGANISATION:
        return 0
    typed = {one.key for one in await kept.numbers(transaction, place.id, today.year) if one.value is not None}
    return len(defined.numbers.keys() - typed)
