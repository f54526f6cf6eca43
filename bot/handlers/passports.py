"""The passport of a road map."""

from bot.dialogs import passports
from bot.dialogs import register_addresses as to
from bot.routes import Call, Reply, Routes
from bot.screens import Paper, noted
from bot.texts import passports as words_of
from bot.texts.road_map_changes import about_people
from documents import paper
from mentoring.ids import RoadMapId
from mentoring.passports import Part, PassportRefused
from mentoring.people import AwaitedKind
from usecases.passports import Passports
from usecases.unit import StaleButton


class PassportHandlers:
    def __init__(self, use: Passports) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(to.Passport, self.passport)
        routes.press(to.PassportPart, self.part)
        routes.press(to.Targets, self.targets)
        routes.press(to.PassportFile, self.file)
        routes.press(to.BeginPassport, self.begin)
        routes.text(AwaitedKind.PASSPORT, self.correct)
        routes.text(AwaitedKind.TARGETS, self.set_targets)

    async def passport(self, call: Call, pressed: to.Passport) -> Reply:
        return Reply(passports.passport(await self._use.look(call.user_id, pressed.road_map)))

    async def begin(self, call: Call, pressed: to.BeginPassport) -> Reply:
        return Reply(passports.passport(await self._use.begin(call.user_id, pressed.road_map)))

    async def part(self, call: Call, pressed: to.PassportPart) -> Reply:
        if pressed.edit:
            asked = await self._use.ask(call.user_id, pressed.road_map, pressed.part)
            return Reply(passports.part_asked(asked, pressed.part))
        found = await self._use.look(call.user_id, pressed.road_map)
        if found.passport is None:
            raise StaleButton
        return Reply(passports.part(found, pressed.part))

    async def correct(self, call: Call) -> Reply:
        road_map, part = RoadMapId(int(call.awaited_of[0])), Part(call.awaited_of[1])
        try:
            shown = passports.part(await self._use.correct(call.user_id, road_map, part, call.text), part)
            return Reply(noted(shown, about_people(call.text, words_of.AGAIN)))
        except PassportRefused as refused:
            return Reply(passports.part_asked(await self._use.ask(call.user_id, road_map, part), part, refused.problem))

    async def targets(self, call: Call, pressed: to.Targets) -> Reply:
        if pressed.indicator is not None:
            found = await self._use.ask_targets(call.user_id, pressed.road_map, pressed.indicator)
            return Reply(passports.targets_asked(found, pressed.indicator))
        found = await self._use.look(call.user_id, pressed.road_map)
        return Reply(passports.passport(found) if found.passport is None else passports.indicators(found))

    async def set_targets(self, call: Call) -> Reply:
        road_map, indicator = RoadMapId(int(call.awaited_of[0])), int(call.awaited_of[1])
        try:
            return Reply(
                passports.indicators(await self._use.set_targets(call.user_id, road_map, indicator, call.text))
            )
        except PassportRefused as refused:
            found = await self._use.ask_targets(call.user_id, road_map, indicator)
            return Reply(passports.targets_asked(found, indicator, refused.problem))

    async def file(self, call: Call, pressed: to.PassportFile) -> Reply:
        found = await self._use.look(call.user_id, pressed.road_map)
        if found.passport is None:
            raise StaleButton
        content = paper.written("Паспорт программы наставничества", words_of.blocks(found, found.passport))
        return Reply(papers=(Paper(words_of.file_name(found), content),))
