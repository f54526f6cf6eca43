"""The passport of a road map: looked at, begun from the usual one, corrected part by part."""

from collections.abc import Callable

from mentoring import passports as rules
from mentoring.access import Action, may
from mentoring.ids import RoadMapId
from mentoring.organisations import Organisation
from mentoring.passport_views import PassportView
from mentoring.passports import Part, Passport
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.road_maps import RoadMap
from storage import people, road_maps
from storage.database import Transaction
from usecases.looking import look
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

USUAL = "school_year"
"""The template whose passport one begins with."""

Decide = Callable[[PassportView], tuple[Passport, dict[str, object]]]


class Passports:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, road_map: RoadMapId) -> PassportView:
        """Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PassportView:
            kept = await self._kept(transaction, road_map)
            held = await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, kept.organisation)
            may_lead = may(caller.grants, Action.LEAD_ROAD_MAPS, held.organisation.path)
            return self._view(kept, held.organisation, may_lead=may_lead)

        return await look(self._house, external_id, unit)

    async def begin(self, external_id: int, road_map: RoadMapId) -> PassportView:
        """With the usual words, without targets. What there is already stays. Raises Forbidden, StaleButton."""
        usual = self._house.content.road_maps.get(USUAL)
        if usual is None or usual.passport is None:
            raise StaleButton
        passport = usual.passport

        async def unit(transaction: Transaction) -> PassportView:
            kept, held = await self._led(transaction, external_id, road_map)
            if kept.passport is None:
                moved = passport.moved(kept.period.first.year - usual.year)
                await self._save(transaction, kept, held, moved, {"part": "all"})
            return await self._after(transaction, road_map, held.organisation)

        return await retried(lambda: self._house.database.write(unit))

    async def ask(self, external_id: int, road_map: RoadMapId, part: Part) -> PassportView:
        """The new words are typed next. Raises Forbidden, StaleButton."""
        return await self._ask(external_id, road_map, Awaited(AwaitedKind.PASSPORT, (str(road_map), part.value)))

    async def ask_targets(self, external_id: int, road_map: RoadMapId, indicator: int) -> PassportView:
        """The targets of an indicator, counted from 0, are typed next. Raises Forbidden, StaleButton."""
        return await self._ask(
            external_id, road_map, Awaited(AwaitedKind.TARGETS, (str(road_map), str(indicator))), indicator
        )

    async def correct(self, external_id: int, road_map: RoadMapId, part: Part, typed: str) -> PassportView:
        """Raises Forbidden, StaleButton, PassportRefused."""
        lines = rules.read_lines(typed)

        def decide(found: PassportView) -> tuple[Passport, dict[str, object]]:
            passport = _demand(found)
            before = list(rules.words_of(passport, part))
            return rules.corrected(passport, part, lines), {"part": part.value, "before": before, "after": list(lines)}

        return await self._change(external_id, road_map, decide)

    async def set_targets(self, external_id: int, road_map: RoadMapId, indicator: int, typed: str) -> PassportView:
        """Raises Forbidden, StaleButton, PassportRefused."""

        def decide(found: PassportView) -> tuple[Passport, dict[str, object]]:
            passport = _demand(found)
            targets = rules.read_targets(typed, found.years)
            if indicator not in range(len(passport.indicators)):
                raise StaleButton
            after = rules.retargeted(passport, indicator, targets)
            before, now = passport.indicators[indicator], after.indicators[indicator]
            return after, {"part": before.key, "before": dict(before.targets), "after": dict(now.targets)}

        return await self._change(external_id, road_map, decide)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _ask(self, external_id: int, road_map: RoadMapId, awaited: Awaited, indicator: int = 0) -> PassportView:
        async def unit(transaction: Transaction) -> PassportView:
            _, held = await self._led(transaction, external_id, road_map)
            found = await self._after(transaction, road_map, held.organisation)
            if indicator not in range(len(_demand(found).indicators)):
                raise StaleButton
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, awaited)
            return found

        return await self._house.database.write(unit)

    async def _change(self, external_id: int, road_map: RoadMapId, decide: Decide) -> PassportView:
        async def unit(transaction: Transaction) -> PassportView:
            kept, held = await self._led(transaction, external_id, road_map)
            before = await self._after(transaction, road_map, held.organisation)
            passport, details = decide(before)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            if passport != before.passport:
                await self._save(transaction, kept, held, passport, details)
            return await self._after(transaction, road_map, held.organisation)

        return await retried(lambda: self._house.database.write(unit))

    async def _save(
        self, transaction: Transaction, kept: RoadMap, held: Allowed, passport: Passport, details: dict[str, object]
    ) -> None:
        found, changes = await road_maps.passport(transaction, kept.id)
        assert found == kept.passport  # noqa: S101 - read in this very unit
        await road_maps.set_passport(transaction, kept.id, passport, changes)
        await road_maps.note(transaction, kept.id, "passport", by=held.actor, now=self._house.now, details=details)

    async def _after(self, transaction: Transaction, road_map: RoadMapId, owner: Organisation) -> PassportView:
        kept = await self._kept(transaction, road_map)
        return self._view(kept, owner, may_lead=True)

    def _view(self, kept: RoadMap, owner: Organisation, *, may_lead: bool) -> PassportView:
        short = {one.key: one.short for one in self._house.content.indicators.indicators}
        return PassportView(kept, owner, kept.passport, may_lead, short)

    async def _led(self, transaction: Transaction, external_id: int, road_map: RoadMapId) -> tuple[RoadMap, Allowed]:
        kept = await self._kept(transaction, road_map)
        return kept, await allowed(transaction, external_id, Action.LEAD_ROAD_MAPS, kept.organisation)

    async def _kept(self, transaction: Transaction, road_map: RoadMapId) -> RoadMap:
        kept = await road_maps.one(transaction, road_map)
        if kept is None:
            raise StaleButton
        return kept


def _demand(found: PassportView) -> Passport:
    """Raises StaleButton where there is none yet."""
    if found.passport is None:
        raise StaleButton
    return found.passport
