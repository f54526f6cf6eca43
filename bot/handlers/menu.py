"""/menu, /help, /cancel, «О программе»."""

from bot.dialogs import about as about_pages
from bot.dialogs import menu as menu_pages
from bot.dialogs.standing import standing
from bot.routes import Call, Reply, Routes
from bot.screens import Screen, noted
from mentoring.roles import Role
from mentoring.standing import AtHome, Standing, Stranger, of_pupil
from usecases.joining import Joining
from usecases.volunteering import Volunteering


class MenuHandlers:
    def __init__(self, use: Joining, volunteering: Volunteering) -> None:
        self._use = use
        self._volunteering = volunteering
        self._routes: Routes

    def register(self, routes: Routes) -> None:
        self._routes = routes
        routes.command("menu", self.menu)
        routes.command("help", self.help)
        routes.command("cancel", self.cancel)
        routes.press(menu_pages.Open, self.open)
        routes.press(about_pages.About, self.about)
        routes.press(about_pages.Questions, self.questions)

    async def menu(self, call: Call) -> Reply:
        await self._use.put_off(call.user_id)
        at, held = await self._at(call)
        return Reply(await self._screen(call, at, held), commands=menu_pages.commands_at(at, held))

    async def cancel(self, call: Call) -> Reply:
        await self._use.put_off(call.user_id)
        at, held = await self._at(call)
        return Reply(noted(await self._screen(call, at, held), "Хорошо, отложили."))

    async def _at(self, call: Call) -> tuple[Standing, tuple[Role, ...]]:
        at = await self._use.look(call.user_id)
        return at, await self._use.roles(call.user_id)

    async def _screen(self, call: Call, at: Standing, held: tuple[Role, ...]) -> Screen:
        if isinstance(at, AtHome):
            mentor = Role.MENTOR in at.roles
            return menu_pages.menu(at, await self._volunteering.offered(call.user_id) if mentor else None)
        return standing(at) if isinstance(at, Stranger) else menu_pages.paused(at, held)

    async def help(self, call: Call) -> Reply:
        at, held = await self._at(call)
        names = menu_pages.commands_at(at, held)
        return Reply(menu_pages.help_page(names, held, pupil=of_pupil(at)), commands=names)

    async def open(self, call: Call, pressed: menu_pages.Open) -> Reply:
        """A button of the menu does what its command does."""
        handler = self._routes.commands.get(pressed.command, self.menu)
        return await handler(call)

    async def about(self, call: Call, _: about_pages.About) -> Reply:
        at = await self._use.look(call.user_id)
        at_home = isinstance(at, AtHome)
        return Reply(about_pages.about(at_home=at_home, midway=not at_home and not isinstance(at, Stranger)))

    async def questions(self, _: Call, pressed: about_pages.Questions) -> Reply:
        if pressed.number not in range(len(about_pages.ANSWERS)):
            return Reply(about_pages.questions())
        return Reply(about_pages.answer(pressed.number or 0))
