"""Items of a road map changed, added, taken out and marked «не требуется» by whoever leads it."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from mentoring import road_map_changes as rules
from mentoring.access import Action
from mentoring.deadlines import occasions
from mentoring.ids import RoadMapItemId
from mentoring.people import Awaited, AwaitedKind
from mentoring.road_map_changes import ItemEdit, Left, Part, Value
from mentoring.road_map_settling import OF_THE_DEADLINE, OF_THE_OWNER, SettlingView
from mentoring.road_map_views import item_views
from mentoring.road_maps import Item, MapItem, MapState, RoadMap, Standing
from mentoring.roles import Role
from storage import people, road_map_findings, road_maps
from storage.database import Transaction
from usecases.looking import look
from usecases.road_map_notes import Hand, hand
from usecases.road_map_planning import horizon, replan
from usecases.road_maps import as_drafted
from usecases.unit import By, House, Operator, StaleButton, caller_of, retried

RIGHT = Action.LEAD_ROAD_MAPS

SETTLES = {Part.DEADLINE: OF_THE_DEADLINE, Part.OWNER: OF_THE_OWNER}
"""What of a file somebody answers by choosing."""


class RoadMapChanges:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking and asking ------------------------------------------------------------------------------------

    async def look(self, external_id: int, item: RoadMapItemId) -> ItemEdit:
        """Raises Forbidden, StaleButton."""
        return await look(self._house, external_id, lambda tx, _: self._edit(tx, external_id, item))

    async def ask(self, external_id: int, item: RoadMapItemId, part: Part) -> ItemEdit:
        """The next typed words are this part of the item. Raises Forbidden, StaleButton."""
        return await self._expect(external_id, item, AwaitedKind.ROAD_MAP_PART, part.value)

    async def ask_reason(self, external_id: int, item: RoadMapItemId) -> ItemEdit:
        """The next typed words are why it is not needed. Raises Forbidden, StaleButton."""
        return await self._expect(external_id, item, AwaitedKind.ROAD_MAP_REASON, "item")

    async def ask_new(self, external_id: int, after: RoadMapItemId) -> ItemEdit:
        """The next typed words are an item that comes behind this one. Raises Forbidden, StaleButton."""
        return await self._expect(external_id, after, AwaitedKind.ROAD_MAP_ITEM)

    async def _expect(self, external_id: int, item: RoadMapItemId, kind: AwaitedKind, *more: str) -> ItemEdit:
        async def unit(transaction: Transaction) -> ItemEdit:
            found = await self._edit(transaction, external_id, item)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(kind, (str(item), *more)))
            return found

        return await self._house.database.write(unit)

    # -- changing ----------------------------------------------------------------------------------------------

    async def change(self, by: By, item: RoadMapItemId, part: Part, value: Value) -> ItemEdit:
        """One part of an item; the same value twice changes nothing.

        Raises ChangeRefused, Forbidden, StaleButton for what cannot be chosen there.
        """

        async def unit(transaction: Transaction) -> ItemEdit:
            held, road_map, before = await self._held(transaction, by, item)
            if isinstance(value, Role) and not rules.fits_level(value, held.place.level):
                raise StaleButton
            after = rules.changed(before.item, part, value)
            await self._settle(transaction, held, before, part)
            if after != before.item:
                await self._save(transaction, road_map, before, after, before.waived)
                told = {"part": part.value, "from": rules.written(before.item, part), "to": rules.written(after, part)}
                await held.note(transaction, road_map.id, "item_changed", item=item, details=told)
            return await self._done(transaction, by, item)

        return await retried(lambda: self._house.database.write(unit))

    async def waive(self, by: By, item: RoadMapItemId, reason: str) -> ItemEdit:
        """Nobody has to do it; what was done stays done. Raises ChangeRefused, Forbidden, StaleButton."""
        words = rules.told(reason, rules.REASON_LIMIT)

        async def unit(transaction: Transaction) -> ItemEdit:
            held, road_map, before = await self._held(transaction, by, item)
            if before.waived != words:
                await self._save(transaction, road_map, before, before.item, words)
                await held.note(transaction, road_map.id, "item_waived", item=item, details={"reason": words})
            return await self._done(transaction, by, item)

        return await retried(lambda: self._house.database.write(unit))

    async def need(self, by: By, item: RoadMapItemId) -> ItemEdit:
        """It is needed after all. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> ItemEdit:
            held, road_map, before = await self._held(transaction, by, item)
            if before.waived is not None:
                await self._save(transaction, road_map, before, before.item, None)
                await held.note(transaction, road_map.id, "item_needed", item=item)
            return await self._done(transaction, by, item)

        return await retried(lambda: self._house.database.write(unit))

    async def add(self, by: By, after: RoadMapItemId, text: str) -> ItemEdit:
        """An item of one's own, behind another in its section. Raises ChangeRefused, Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> ItemEdit:
            held, road_map, before = await self._held(transaction, by, after)
            uids = await road_maps.uids(transaction, road_map.id)
            new = rules.new_item(text, before.item.section, held.place.level, uids)
            position = await road_maps.make_room(transaction, before)
            added = await road_maps.add_item(transaction, road_map.id, position, new)
            kept = await road_maps.item(transaction, added)
            if kept is not None and road_map.state is MapState.ACTIVE:
                await replan(transaction, self._house, road_map, kept)
            await held.note(transaction, road_map.id, "item_added", item=added, details={"to": new.text})
            return await self._done(transaction, by, added)

        return await retried(lambda: self._house.database.write(unit))

    async def remove(self, by: By, item: RoadMapItemId) -> RoadMap:
        """Out of a draft. Raises Forbidden, StaleButton when the road map has begun: then it can only be waived."""

        async def unit(transaction: Transaction) -> RoadMap:
            held, road_map, before = await self._held(transaction, by, item)
            if road_map.state is not MapState.DRAFT:
                raise StaleButton
            await road_maps.remove_item(transaction, before)
            await held.note(transaction, road_map.id, "item_removed", item=item, details={"from": before.item.text})
            return road_map

        return await retried(lambda: self._house.database.write(unit))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _held(self, transaction: Transaction, by: By, item: RoadMapItemId) -> tuple[Hand, RoadMap, MapItem]:
        """Raises Forbidden, StaleButton for what is there no more, or in a road map that is over."""
        found = await road_maps.item(transaction, item)
        road_map = None if found is None else await road_maps.one(transaction, found.road_map)
        if found is None or road_map is None:
            raise StaleButton
        held = await hand(transaction, self._house, by, RIGHT, road_map.organisation)
        if found.removed or road_map.state is MapState.CLOSED:
            raise StaleButton
        return held, road_map, found

    async def _save(
        self, transaction: Transaction, road_map: RoadMap, before: MapItem, after: Item, waived: str | None
    ) -> None:
        """The item, and in the same unit whatever follows for those who have to do it. Raises Moved."""
        await road_maps.change_item(transaction, before, after, waived)
        moved = rules.moves_tasks(before.item, after) or (waived is None) != (before.waived is None)
        if moved and road_map.state is MapState.ACTIVE:
            kept = replace(before, item=after, waived=waived, changes=before.changes + 1)
            await replan(transaction, self._house, road_map, kept)

    async def _settle(self, transaction: Transaction, held: Hand, item: MapItem, part: Part) -> None:
        """What a person has chosen is settled, even where it is what the file's reader had put there."""
        findings = await road_map_findings.of_map(transaction, item.road_map) if part in SETTLES else []
        chosen = [one.id for one in findings if one.is_about(item.id) and one.problem.finding in SETTLES[part]]
        await road_map_findings.keep_as_is(transaction, chosen, by=held.actor, now=self._house.now)

    async def _done(self, transaction: Transaction, by: By, item: RoadMapItemId) -> ItemEdit:
        """The item as it stands now; nothing is awaited any more."""
        if not isinstance(by, Operator):
            await people.expect(transaction, (await caller_of(transaction, by)).account, None)
        return await self._edit(transaction, by, item)

    async def _edit(self, transaction: Transaction, by: By, item: RoadMapItemId) -> ItemEdit:
        held, road_map, found = await self._held(transaction, by, item)
        today = self._house.local_time(held.place).date()
        until = road_map.planned_until or horizon(road_map, today)
        to_settle, past = Left(), Left()
        if road_map.state is MapState.DRAFT:
            findings = tuple(await road_map_findings.of_map(transaction, road_map.id))
            settling = SettlingView(road_map, held.place, findings)
            to_settle = Left(len(settling.to_settle), settling.before(item))
            past = _past(road_map, await road_maps.items(transaction, road_map.id), found, today)
        return ItemEdit(
            road_map,
            held.place,
            found,
            occasions(found.item.deadline, road_map.period, until),
            self._house.content.calendars(held.place),
            today,
            self._house.content.road_map_reasons.not_needed,
            to_settle,
            past,
        )


def _past(road_map: RoadMap, items: Sequence[MapItem], here: MapItem, today: datetime.date) -> Left:
    """What of a draft would be late, were it begun today."""
    tallies = as_drafted(road_map, items, today)
    late = [one for one in item_views(items, tallies) if one.standing is Standing.LATE]
    return Left(len(late), sum(one.item.position < here.position for one in late))
