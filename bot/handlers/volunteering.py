"""«Хочу быть наставником»."""

from bot.dialogs import volunteering
from bot.dialogs.registry_addresses import Volunteer
from bot.routes import Call, Reply, Routes
from usecases.volunteering import Volunteering


class VolunteeringHandlers:
    def __init__(self, use: Volunteering) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(Volunteer, self.volunteer)

    async def volunteer(self, call: Call, pressed: Volunteer) -> Reply:
        if not pressed.sure:
            return Reply(volunteering.asked(await self._use.ask(call.user_id, pressed.membership)))
        return Reply(volunteering.done(await self._use.volunteer(call.user_id, pressed.membership)))
