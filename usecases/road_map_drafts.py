"""A road map is drafted from a template or a file, moved to another year, started, closed early or discarded."""

import datetime
from collections.abc import Sequence

from mentoring import road_maps as rules
from mentoring.access import Action
from mentoring.deadlines import Period
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.organisations import Organisation
from mentoring.passports import Passport
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.road_map_settling import ITEMS_LIMIT, TooManyItems
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import Item, MapState, RoadMap, Template
from mentoring.year_words import moved_words
from storage import people, road_map_findings, road_map_tasks, road_maps
from storage.database import Transaction
from usecases.looking import look
from usecases.road_map_planning import plan
from usecases.unit import Allowed, By, House, Operator, StaleButton, allowed, caller_of, retried


class DraftThere(Exception):
    """There is a draft already, and nobody has said that it may go."""

    def __init__(self, draft: RoadMap) -> None:
        super().__init__(str(draft.id))
        self.draft = draft


class NotSettled(Exception):
    """Something of the file is still to be settled; the draft cannot begin."""


class Drafts:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- drafting ----------------------------------------------------------------------------------------------

    async def templates(self, external_id: int, organisation: OrganisationId) -> tuple[Template, ...]:
        """What a place of that level may begin with. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> tuple[Template, ...]:
            held = await allowed(transaction, external_id, Action.LEAD_ROAD_MAPS, organisation)
            known = self._house.content.road_maps.values()
            return tuple(one for one in known if one.level is held.organisation.level)

        return await look(self._house, external_id, unit)

    async def draft(
        self, by: By, organisation: OrganisationId, template: str, year: int, instead: RoadMapId | None = None
    ) -> RoadMapId:
        """A draft out of a template, moved so that it begins in ``year``; the same one twice is one.

        ``instead`` is the draft that may be dropped for it. Raises DraftThere, Forbidden, StaleButton for a template
        that is none, or of another level, and for a year too far away.
        """

        async def unit(transaction: Transaction) -> RoadMapId:
            held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, organisation)
            if year not in rules.years_to_begin(self._today(held)):
                raise StaleButton
            found = self._template(held, template)
            before = await road_maps.draft_of(transaction, organisation)
            if before and (before.template, before.period) == (template, found.period.moved(year - found.year)):
                return before.id
            await _clear(transaction, before, instead)
            return await self._from_template(transaction, held, found, year, MapState.DRAFT)

        return await retried(lambda: self._house.database.write(unit))

    async def ask_file(
        self, external_id: int, organisation: OrganisationId, instead: RoadMapId | None = None
    ) -> Organisation:
        """The next file is a plan. Raises DraftThere, Forbidden."""

        async def unit(transaction: Transaction) -> Organisation:
            held = await allowed(transaction, external_id, Action.LEAD_ROAD_MAPS, organisation)
            _demand_free(await road_maps.draft_of(transaction, organisation), instead)
            of = (str(organisation), "" if instead is None else str(instead))
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ROAD_MAP_FILE, of))
            return held.organisation

        return await self._house.database.write(unit)

    async def bring_in(
        self, by: By, organisation: OrganisationId, found: ImportedRoadMap, instead: RoadMapId | None = None
    ) -> RoadMapId:
        """A draft out of a file, with what is to be settled of it.

        ``instead`` is the draft that may be dropped for it. Raises DraftThere, Forbidden, TooManyItems.
        """

        async def unit(transaction: Transaction) -> RoadMapId:
            held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, organisation)
            await _clear(transaction, await road_maps.draft_of(transaction, organisation), instead)
            if not isinstance(by, Operator):
                await people.expect(transaction, (await caller_of(transaction, by)).account, None)
            return await self._from_file(transaction, held, found, MapState.DRAFT)

        return await retried(lambda: self._house.database.write(unit))

    async def move(self, by: By, road_map: RoadMapId, year: int) -> RoadMapId:
        """A draft out of a file is to begin in ``year``: all its deadlines move. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> RoadMapId:
            held, kept = await self._draft(transaction, by, road_map)
            if kept.template is not None or year not in rules.years_to_begin(self._today(held)):
                raise StaleButton
            years = year - kept.period.first.year
            if years:
                for item in await road_maps.items(transaction, road_map):
                    await road_maps.change_item(transaction, item, rules.moved(item.item, years), item.waived)
                title = moved_words(kept.title, years)
                await road_maps.move(transaction, kept, title, kept.period.moved(years))
                await self._note(transaction, held, road_map, "moved", years=years)
            return road_map

        return await retried(lambda: self._house.database.write(unit))

    # -- beginning ---------------------------------------------------------------------------------------------

    async def start(self, by: By, road_map: RoadMapId) -> RoadMapId:
        """From now on everybody is reminded of it. Pressed twice it has been started once.

        Raises NotSettled, Forbidden, StaleButton.
        """

        async def unit(transaction: Transaction) -> RoadMapId:
            kept = await _kept(transaction, road_map)
            held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, kept.organisation)
            if kept.state is MapState.DRAFT:
                if any(one.to_settle for one in await road_map_findings.of_map(transaction, road_map)):
                    raise NotSettled
                await road_maps.start(transaction, road_map, self._house.now)
                await self._begun(transaction, held, kept)
            return road_map

        return await retried(lambda: self._house.database.write(unit))

    async def start_template(self, by: Operator, organisation: OrganisationId, template: str, year: int) -> RoadMapId:
        """At once, whatever draft there is. Raises Forbidden, StaleButton for a template that is none there."""

        async def unit(transaction: Transaction) -> RoadMapId:
            held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, organisation)
            found = self._template(held, template)
            added = await self._from_template(transaction, held, found, year, MapState.ACTIVE)
            await self._begun(transaction, held, await _kept(transaction, added))
            return added

        return await retried(lambda: self._house.database.write(unit))

    async def start_file(self, by: Operator, organisation: OrganisationId, found: ImportedRoadMap) -> RoadMapId:
        """A file with nothing to settle, at once, whatever draft there is. Raises Forbidden, TooManyItems."""

        async def unit(transaction: Transaction) -> RoadMapId:
            held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, organisation)
            added = await self._from_file(transaction, held, found, MapState.ACTIVE)
            await self._begun(transaction, held, await _kept(transaction, added))
            return added

        return await retried(lambda: self._house.database.write(unit))

    # -- ending ------------------------------------------------------------------------------------------------

    async def demand_active(self, external_id: int, road_map: RoadMapId) -> None:
        """Before it is closed. Raises Forbidden, StaleButton when it has not begun or is over."""
        await look(self._house, external_id, lambda tx, _: self._active(tx, external_id, road_map))

    async def close(self, by: By, road_map: RoadMapId) -> None:
        """Before its time: nobody is reminded any more, it is only read. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> None:
            held, _ = await self._active(transaction, by, road_map)
            await road_map_tasks.end(transaction, road_map, by=held.actor, on=self._today(held).isoformat())
            await road_maps.close(transaction, road_map)
            await self._note(transaction, held, road_map, "ended")

        await retried(lambda: self._house.database.write(unit))

    # -- discarding --------------------------------------------------------------------------------------------

    async def demand_draft(self, external_id: int, road_map: RoadMapId) -> None:
        """Before it is discarded. Raises Forbidden, StaleButton when it was started already."""
        await look(self._house, external_id, lambda tx, _: self._draft(tx, external_id, road_map))

    async def discard(self, by: By, road_map: RoadMapId) -> OrganisationId:
        """The draft is of no use. Raises Forbidden, StaleButton when it was started already."""

        async def unit(transaction: Transaction) -> OrganisationId:
            _, kept = await self._draft(transaction, by, road_map)
            await road_maps.drop_draft(transaction, road_map)
            return kept.organisation

        return await retried(lambda: self._house.database.write(unit))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _draft(self, transaction: Transaction, by: By, road_map: RoadMapId) -> tuple[Allowed, RoadMap]:
        """Raises Forbidden, StaleButton."""
        kept = await _kept(transaction, road_map)
        held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, kept.organisation)
        if kept.state is not MapState.DRAFT:
            raise StaleButton
        return held, kept

    async def _active(self, transaction: Transaction, by: By, road_map: RoadMapId) -> tuple[Allowed, RoadMap]:
        """Raises Forbidden, StaleButton."""
        kept = await _kept(transaction, road_map)
        held = await allowed(transaction, by, Action.LEAD_ROAD_MAPS, kept.organisation)
        if kept.state is not MapState.ACTIVE:
            raise StaleButton
        return held, kept

    def _template(self, held: Allowed, template: str) -> Template:
        """Raises StaleButton for one that is not there, or of another level."""
        found = self._house.content.road_maps.get(template)
        if found is None or found.level is not held.organisation.level:
            raise StaleButton
        return found

    async def _from_template(
        self, transaction: Transaction, held: Allowed, template: Template, year: int, state: MapState
    ) -> RoadMapId:
        years = year - template.year
        added, _ = await self._added(
            transaction,
            held,
            template.titled(year),
            template.id,
            template.period.moved(years),
            [rules.moved(item, years) for item in rules.all_items(template)],
            None if template.passport is None else template.passport.moved(years),
            state,
        )
        return added

    async def _from_file(
        self, transaction: Transaction, held: Allowed, found: ImportedRoadMap, state: MapState
    ) -> RoadMapId:
        if len(found.items) > ITEMS_LIMIT:
            raise TooManyItems(len(found.items))
        added, items = await self._added(transaction, held, found.title, None, found.period, found.items, None, state)
        await road_map_findings.add(transaction, added, found.problems, items)
        return added

    async def _added(
        self,
        transaction: Transaction,
        held: Allowed,
        title: str,
        template: str | None,
        period: Period,
        items: Sequence[Item],
        passport: Passport | None,
        state: MapState,
    ) -> tuple[RoadMapId, dict[str, RoadMapItemId]]:
        """With the items by their ``uid``. Raises Moved when a draft came in between."""
        added = await road_maps.add(
            transaction,
            held.organisation.id,
            title,
            template,
            period,
            passport,
            by=held.actor,
            now=self._house.now,
            state=state,
        )
        of = {
            item.uid: await road_maps.add_item(transaction, added, position, item)
            for position, item in enumerate(items, 1)
        }
        await self._note(transaction, held, added, "drafted", template=template, items=len(items))
        return added, of

    async def _begun(self, transaction: Transaction, held: Allowed, kept: RoadMap) -> None:
        await plan(transaction, self._house, kept, await road_maps.items(transaction, kept.id))
        await self._note(transaction, held, kept.id, "started")

    async def _note(
        self, transaction: Transaction, held: Allowed, road_map: RoadMapId, act: str, **details: object
    ) -> None:
        await road_maps.note(transaction, road_map, act, by=held.actor, now=self._house.now, details=details)

    def _today(self, held: Allowed) -> datetime.date:
        return self._house.local_time(held.organisation).date()


async def _kept(transaction: Transaction, road_map: RoadMapId) -> RoadMap:
    """Raises StaleButton."""
    kept = await road_maps.one(transaction, road_map)
    if kept is None:
        raise StaleButton
    return kept


def _demand_free(before: RoadMap | None, instead: RoadMapId | None) -> None:
    if before is not None and before.id != instead:
        raise DraftThere(before)


async def _clear(transaction: Transaction, before: RoadMap | None, instead: RoadMapId | None) -> None:
    """Drop the draft that somebody has named, and no other. Raises DraftThere."""
    _demand_free(before, instead)
    if before is not None:
        await road_maps.drop_draft(transaction, before.id)
