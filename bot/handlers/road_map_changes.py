"""«Изменить»: items and tasks of road maps."""

import datetime
from collections.abc import Awaitable, Callable, Mapping

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_cards as cards
from bot.dialogs import road_map_change_addresses as to
from bot.dialogs import road_map_changes as pages
from bot.dialogs import road_map_files as files
from bot.dialogs import road_map_levels as levels
from bot.dialogs import road_map_task_changes as tasks
from bot.dialogs import road_maps
from bot.dialogs.deadline_codes import CodeUnknown, deadline_of
from bot.dialogs.road_map_file_addresses import FINDINGS
from bot.routes import Call, Reply, Routes
from bot.screens import Address, Screen, noted
from bot.texts import road_map_changes as said
from mentoring.access import Forbidden
from mentoring.deadline_phrases import NotUnderstood, phrase, understood
from mentoring.deadlines import Until
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.people import AwaitedKind
from mentoring.road_map_changes import TYPED, ChangeRefused, ItemEdit, NewDeadline, Part, Reasons, TaskEdit, Value
from usecases.road_map_changes import RoadMapChanges
from usecases.road_map_levels import RoadMapLevels
from usecases.road_map_naming import RoadMapNaming
from usecases.road_map_settling import Settling
from usecases.road_map_tasks import RoadMapTasks
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton

AS_IT_STANDS = "Эта кнопка уже не действует. Вот как есть сейчас"


class RoadMapChangeHandlers:
    def __init__(
        self,
        naming: RoadMapNaming,
        items: RoadMapChanges,
        tasks: RoadMapTasks,
        levels: RoadMapLevels,
        maps: RoadMaps,
        settling: Settling,
        reasons: Reasons,
    ) -> None:
        self._naming = naming
        self._items = items
        self._tasks = tasks
        self._levels = levels
        self._maps = maps
        self._settling = settling
        self._reasons = reasons

    def register(self, routes: Routes) -> None:
        routes.press(to.EditItem, self.edit)
        routes.press(to.AskTitle, self.ask_title)
        routes.press(to.AskPart, self.ask_part)
        routes.press(to.PickDeadline, self.pick_deadline)
        routes.press(to.SetDeadline, self.set_deadline)
        routes.press(to.PickOwner, self.pick_owner)
        routes.press(to.SetOwner, self.set_owner)
        routes.press(to.PickEvidence, self.pick_evidence)
        routes.press(to.SetEvidence, self.set_evidence)
        routes.press(to.AskWaive, self.ask_waive)
        routes.press(to.WaiveItem, self.waive)
        routes.press(to.NeedItem, self.need)
        routes.press(to.RemoveItem, self.remove)
        routes.press(to.AddItem, self.ask_new)
        routes.press(to.AskWaiveTask, self.ask_waive_task)
        routes.press(to.WaiveTask, self.waive_task)
        routes.press(to.ReopenTask, self.reopen)
        routes.press(to.PickDay, self.pick_day)
        routes.press(to.SetDay, self.set_day)
        routes.text(AwaitedKind.ROAD_MAP_TITLE, self.typed_title)
        routes.text(AwaitedKind.ROAD_MAP_PART, self.typed_part)
        routes.text(AwaitedKind.ROAD_MAP_ITEM, self.typed_item)
        routes.text(AwaitedKind.ROAD_MAP_DAY, self.typed_day)
        routes.text(AwaitedKind.ROAD_MAP_REASON, self.typed_reason)
        routes.instead.append(self.instead)

    # -- an item -----------------------------------------------------------------------------------------------

    async def edit(self, call: Call, pressed: to.EditItem) -> Reply:
        return Reply(pages.item(await self._items.look(call.user_id, pressed.item)))

    async def ask_part(self, call: Call, pressed: to.AskPart) -> Reply:
        if pressed.part not in TYPED:
            raise StaleButton
        return Reply(pages.asked(await self._items.ask(call.user_id, pressed.item, pressed.part), pressed.part))

    async def pick_deadline(self, call: Call, pressed: to.PickDeadline) -> Reply:
        if pressed.how is None:
            return Reply(pages.deadline_asked(await self._items.ask(call.user_id, pressed.item, Part.DEADLINE)))
        found = await self._items.look(call.user_id, pressed.item)
        return Reply(pages.deadline_picked(found, pressed.how, pressed.at))

    async def set_deadline(self, call: Call, pressed: to.SetDeadline) -> Reply:
        try:
            deadline = deadline_of(pressed.code)
        except CodeUnknown as forged:
            raise StaleButton from forged
        return await self._changed(call, pressed.item, Part.DEADLINE, NewDeadline(deadline, phrase(deadline)))

    async def pick_owner(self, call: Call, pressed: to.PickOwner) -> Reply:
        return Reply(pages.owner_asked(await self._items.look(call.user_id, pressed.item)))

    async def set_owner(self, call: Call, pressed: to.SetOwner) -> Reply:
        return await self._changed(call, pressed.item, Part.OWNER, pressed.role)

    async def pick_evidence(self, call: Call, pressed: to.PickEvidence) -> Reply:
        return Reply(pages.evidence_asked(await self._items.look(call.user_id, pressed.item), pressed.page))

    async def set_evidence(self, call: Call, pressed: to.SetEvidence) -> Reply:
        return await self._changed(call, pressed.item, Part.EVIDENCE, pressed.kind)

    async def _changed(self, call: Call, item: RoadMapItemId, part: Part, value: Value) -> Reply:
        """Of what a file left to settle, back to the rest of it."""
        before = await self._items.look(call.user_id, item)
        found = await self._items.change(call.user_id, item, part, value)
        if found.to_settle.number < before.to_settle.number:
            return await self._rest(call, before, "Изменено")
        return Reply(pages.item(found), toast="Изменено")

    async def _rest(self, call: Call, settled: ItemEdit, toast: str) -> Reply:
        """What is left of the file, where the item has stood in it."""
        view = await self._settling.view(call.user_id, settled.road_map.id)
        return Reply(files.unsettled(view, settled.to_settle.before // FINDINGS), toast=toast)

    async def typed_part(self, call: Call) -> Reply:
        item, part = RoadMapItemId(int(call.awaited_of[0])), Part(call.awaited_of[1])
        if part is Part.DEADLINE:
            return await self._typed_deadline(call, item)
        try:
            found = await self._items.change(call.user_id, item, part, call.text)
            return Reply(pages.item(found, said.about_people(call.text, said.PART_AGAIN)))
        except ChangeRefused as refused:
            return Reply(pages.asked(await self._items.ask(call.user_id, item, part), part, said.fault(refused)))

    async def _typed_deadline(self, call: Call, item: RoadMapItemId) -> Reply:
        """How it was understood is shown before anything is changed; the words are awaited until then."""
        found = await self._items.ask(call.user_id, item, Part.DEADLINE)
        try:
            meant = understood(call.text, found.road_map.period, found.item.item.text)
        except NotUnderstood as doubtful:
            return Reply(pages.deadline_asked(found, said.DOUBTS[doubtful.doubt]))
        if not pages.fits(item, meant.deadline):
            return Reply(pages.deadline_asked(found, said.TOO_MANY))
        return Reply(pages.understood_so(found, meant))

    async def ask_waive(self, call: Call, pressed: to.AskWaive) -> Reply:
        return Reply(pages.waive_asked(await self._items.ask_reason(call.user_id, pressed.item)))

    async def waive(self, call: Call, pressed: to.WaiveItem) -> Reply:
        reason = _offered(self._reasons.not_needed, pressed.reason)
        return Reply(pages.item(await self._items.waive(call.user_id, pressed.item, reason)), toast="Не требуется")

    async def need(self, call: Call, pressed: to.NeedItem) -> Reply:
        return Reply(pages.item(await self._items.need(call.user_id, pressed.item)), toast="Снова в работе")

    async def remove(self, call: Call, pressed: to.RemoveItem) -> Reply:
        before = await self._draft_item(call, pressed.item)
        if not pressed.sure:
            return Reply(pages.remove_asked(before))
        road_map = await self._items.remove(call.user_id, pressed.item)
        view = await self._maps.view(call.user_id, road_map.id)
        if view.to_settle < before.to_settle.number:
            return await self._rest(call, before, "Пункт убран")
        return Reply(road_maps.home(view), toast="Пункт убран")

    async def _draft_item(self, call: Call, item: RoadMapItemId) -> ItemEdit:
        found = await self._items.look(call.user_id, item)
        if not found.draft:
            raise StaleButton
        return found

    async def ask_new(self, call: Call, pressed: to.AddItem) -> Reply:
        return Reply(pages.new_asked(await self._items.ask_new(call.user_id, pressed.after)))

    async def typed_item(self, call: Call) -> Reply:
        after = RoadMapItemId(int(call.awaited_of[0]))
        try:
            found = await self._items.add(call.user_id, after, call.text)
            return Reply(pages.item(found, said.added(found.item.item, call.text)))
        except ChangeRefused as refused:
            return Reply(pages.new_asked(await self._items.ask_new(call.user_id, after), said.fault(refused)))

    # -- the road map itself -----------------------------------------------------------------------------------

    async def ask_title(self, call: Call, pressed: to.AskTitle) -> Reply:
        return Reply(pages.title_asked(await self._naming.ask(call.user_id, pressed.road_map)))

    async def typed_title(self, call: Call) -> Reply:
        road_map = RoadMapId(int(call.awaited_of[0]))
        try:
            found = await self._naming.rename(call.user_id, road_map, call.text)
        except ChangeRefused as refused:
            return Reply(pages.title_asked(await self._naming.ask(call.user_id, road_map), said.fault(refused)))
        note = said.NAME_LIKELY if found.names_somebody else said.RENAMED
        return Reply(noted(await self._home(call, road_map), note))

    # -- a task ------------------------------------------------------------------------------------------------

    async def ask_waive_task(self, call: Call, pressed: to.AskWaiveTask) -> Reply:
        return Reply(tasks.waive_asked(await self._tasks.ask_reason(call.user_id, pressed.task)))

    async def waive_task(self, call: Call, pressed: to.WaiveTask) -> Reply:
        reason = _offered(self._reasons.not_needed, pressed.reason)
        return await self._decided(call, pressed.task, self._tasks.waive(call.user_id, pressed.task, reason))

    async def reopen(self, call: Call, pressed: to.ReopenTask) -> Reply:
        return await self._decided(call, pressed.task, self._tasks.reopen(call.user_id, pressed.task))

    async def pick_day(self, call: Call, pressed: to.PickDay) -> Reply:
        found = await self._tasks.ask_day(call.user_id, pressed.task, more=pressed.more)
        return Reply(tasks.day_asked(found, pressed.month, more=pressed.more))

    async def set_day(self, call: Call, pressed: to.SetDay) -> Reply:
        return await self._set_day(call, pressed.task, _day(pressed.day), more=pressed.more)

    async def typed_day(self, call: Call) -> Reply:
        """«20.10.2027», «до 20 октября 2027»: one day of those that may be chosen."""
        task, more = RoadMapTaskId(int(call.awaited_of[0])), call.awaited_of[1] == "more"
        found = await self._tasks.ask_day(call.user_id, task, more=more)
        first, last = found.choice
        day = _day_meant(call.text, found)
        if day is None or not first <= day <= last:
            return Reply(tasks.day_asked(found, note=said.one_day(first, last), more=more))
        return await self._set_day(call, task, day, more=more)

    async def _set_day(self, call: Call, task: RoadMapTaskId, day: datetime.date, *, more: bool) -> Reply:
        act = self._tasks.add_day if more else self._tasks.set_day
        try:
            return await self._decided(call, task, act(call.user_id, task, day))
        except ChangeRefused as refused:
            found = await self._tasks.ask_day(call.user_id, task, more=more)
            return Reply(tasks.day_asked(found, note=said.fault(refused), more=more))

    async def _decided(
        self, call: Call, task: RoadMapTaskId, act: Awaitable[None], *, note: str | None = None
    ) -> Reply:
        await act
        return Reply(noted(cards.task(await self._maps.task(call.user_id, task)), note), toast="Записано")

    # -- why ---------------------------------------------------------------------------------------------------

    async def typed_reason(self, call: Call) -> Reply:
        number, what = int(call.awaited_of[0]), call.awaited_of[1]
        if what == "task":
            return await self._reason_of_task(call, RoadMapTaskId(number))
        if what == "place":
            return await self._reason_to_leave(call, RoadMapId(number), OrganisationId(int(call.awaited_of[2])))
        item = RoadMapItemId(number)
        try:
            found = await self._items.waive(call.user_id, item, call.text)
            return Reply(pages.item(found, said.about_people(call.text, said.REASON_AGAIN)))
        except ChangeRefused as refused:
            return Reply(pages.waive_asked(await self._items.ask_reason(call.user_id, item), said.fault(refused)))

    async def _reason_of_task(self, call: Call, task: RoadMapTaskId) -> Reply:
        try:
            note = said.about_people(call.text, said.REASON_AGAIN)
            return await self._decided(call, task, self._tasks.waive(call.user_id, task, call.text), note=note)
        except ChangeRefused as refused:
            return Reply(tasks.waive_asked(await self._tasks.ask_reason(call.user_id, task), said.fault(refused)))

    async def _reason_to_leave(self, call: Call, road_map: RoadMapId, organisation: OrganisationId) -> Reply:
        try:
            await self._levels.leave(call.user_id, road_map, organisation, call.text)
        except ChangeRefused as refused:
            found = await self._levels.leaving(call.user_id, road_map, organisation)
            return Reply(levels.leave_asked(found, self._reasons.left, said.fault(refused)))
        shown = road_maps.home(await self._maps.view(call.user_id, road_map, organisation))
        return Reply(noted(shown, said.about_people(call.text, said.LEFT_AGAIN)))

    # -- an old button -----------------------------------------------------------------------------------------

    async def instead(self, call: Call, pressed: Address) -> Reply | None:
        """Somebody has changed it meanwhile: the card as it stands."""
        match pressed:
            case to.WaiveTask() | to.AskWaiveTask() | to.ReopenTask() | to.PickDay() | to.SetDay():
                return await self._stands(lambda: self._task_card(call, pressed.task))
            case (
                to.SetDeadline() | to.PickDeadline() | to.WaiveItem() | to.AskWaive() | to.NeedItem() | to.RemoveItem()
            ):
                return await self._stands(lambda: self._item_card(call, pressed.item))
            case to.SetOwner() | to.PickOwner() | to.SetEvidence() | to.PickEvidence() | to.AskPart():
                return await self._stands(lambda: self._item_card(call, pressed.item))
            case to.EditItem() | to.RemoveItem() | to.PastItem():
                return await self._stands(lambda: self._item_card(call, pressed.item))
            case (
                to.AskTitle()
                | to.PastItems()
                | to.SettlePast()
                | maps.AskStart()
                | maps.Start()
                | maps.Discard()
                | maps.Close()
            ):
                return await self._stands(lambda: self._home(call, pressed.road_map))
            case to.AskLeave() | to.Leave() | to.ComeBack():
                return await self._stands(lambda: self._home(call, pressed.road_map, pressed.organisation))
        return None

    @staticmethod
    async def _stands(draw: Callable[[], Awaitable[Screen]]) -> Reply | None:
        try:
            return Reply(await draw(), toast=AS_IT_STANDS, below=True)
        except (StaleButton, Forbidden):
            return None

    async def _task_card(self, call: Call, task: RoadMapTaskId) -> Screen:
        return cards.task(await self._maps.task(call.user_id, task))

    async def _item_card(self, call: Call, item: RoadMapItemId) -> Screen:
        """Of a road map that is over it can only be read."""
        try:
            return pages.item(await self._items.look(call.user_id, item))
        except StaleButton:
            return cards.item(await self._maps.item(call.user_id, item))

    async def _home(self, call: Call, road_map: RoadMapId, place: OrganisationId | None = None) -> Screen:
        return road_maps.home(await self._maps.view(call.user_id, road_map, place))


def _offered(reasons: Mapping[str, str], code: str) -> str:
    """Raises StaleButton for one that is offered no more."""
    found = reasons.get(code)
    if found is None:
        raise StaleButton
    return found


def _day(ordinal: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    try:
        return datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as forged:
        raise StaleButton from forged


def _day_meant(words: str, found: TaskEdit) -> datetime.date | None:
    """None for what names no single day."""
    try:
        deadline = understood(words, found.road_map.period).deadline
    except NotUnderstood:
        return None
    return deadline.when.day if isinstance(deadline.when, Until) and deadline.then is None else None
