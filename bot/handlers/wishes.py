"""/when: «Когда писать»."""

import datetime

from bot.dialogs import wishes as pages
from bot.routes import Call, Reply, Routes
from usecases.unit import StaleButton
from usecases.wishing import Wishing


class WishHandlers:
    def __init__(self, use: Wishing) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("when", self.open)
        routes.press(pages.When, self.page)
        routes.press(pages.SetHour, self.set_hour)
        routes.press(pages.MyZone, self.my_zone)
        routes.press(pages.SetMyZone, self.set_zone)
        routes.press(pages.PickQuiet, self.pick_quiet)
        routes.press(pages.BeQuiet, self.be_quiet)
        routes.press(pages.Kinds, self.kinds)
        routes.press(pages.Mute, self.mute)

    async def open(self, call: Call) -> Reply:
        return Reply(pages.when(await self._use.look(call.user_id)))

    async def page(self, call: Call, _: pages.When) -> Reply:
        return await self.open(call)

    async def set_hour(self, call: Call, pressed: pages.SetHour) -> Reply:
        return Reply(pages.when(await self._use.set_hour(call.user_id, pressed.hour)), toast="Записано")

    async def my_zone(self, call: Call, pressed: pages.MyZone) -> Reply:
        return Reply(pages.my_zone(await self._use.look(call.user_id), pressed.pair))

    async def set_zone(self, call: Call, pressed: pages.SetMyZone) -> Reply:
        shown = await self._use.set_zone(call.user_id, pressed.name)
        return Reply(pages.my_zone(shown, pressed.pair), toast="Записано")

    async def pick_quiet(self, call: Call, pressed: pages.PickQuiet) -> Reply:
        return Reply(pages.quiet_asked(await self._use.look(call.user_id), pressed.month))

    async def be_quiet(self, call: Call, pressed: pages.BeQuiet) -> Reply:
        until = None if pressed.until is None else _day(pressed.until)
        return Reply(pages.when(await self._use.be_quiet(call.user_id, until)), toast="Записано")

    async def kinds(self, call: Call, _: pages.Kinds) -> Reply:
        return Reply(pages.kinds(await self._use.look(call.user_id)))

    async def mute(self, call: Call, pressed: pages.Mute) -> Reply:
        return Reply(pages.kinds(await self._use.mute(call.user_id, pressed.topic, muted=pressed.muted)))


def _day(ordinal: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    try:
        return datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise StaleButton from error
