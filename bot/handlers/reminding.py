"""«Напомнить об анкете»: first who gets what, then one press."""

import datetime

from bot.dialogs import reminding as dialog
from bot.dialogs.reaching_addresses import RemindAll, Stopped
from bot.routes import Call, Reply, Routes
from usecases.reminding import Reminding
from usecases.unit import StaleButton


class RemindingHandlers:
    def __init__(self, use: Reminding) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(Stopped, self.stopped)
        routes.press(RemindAll, self.remind)

    async def stopped(self, call: Call, pressed: Stopped) -> Reply:
        return Reply(dialog.reminder(await self._use.look(call.user_id, pressed.organisation), pressed.page))

    async def remind(self, call: Call, pressed: RemindAll) -> Reply:
        return Reply(dialog.reminder(await self._use.remind(call.user_id, pressed.organisation, _day(pressed.day))))


def _day(ordinal: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    try:
        return datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise StaleButton from error
