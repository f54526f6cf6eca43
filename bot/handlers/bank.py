"""/bank: lists, filters, search, cards."""

from bot.dialogs import bank
from bot.routes import Call, Reply, Routes
from mentoring.bank import SearchRefused, Side
from mentoring.ids import OrganisationId
from mentoring.people import AwaitedKind
from usecases.bank import Bank


class BankHandlers:
    def __init__(self, use: Bank) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("bank", self.open)
        routes.press(bank.Banks, self.overview)
        routes.press(bank.Bank, self.page)
        routes.press(bank.Topics, self.topics)
        routes.press(bank.Person, self.person)
        routes.press(bank.Search, self.ask_search)
        routes.text(AwaitedKind.SEARCH, self.search)

    async def open(self, call: Call) -> Reply:
        places = await self._use.places(call.user_id)
        if len(places) > 1:
            return Reply(bank.pick_bank(places))
        return Reply(bank.overview(await self._use.overview(call.user_id, places[0].id)))

    async def overview(self, call: Call, pressed: bank.Banks) -> Reply:
        return Reply(bank.overview(await self._use.overview(call.user_id, pressed.organisation)))

    async def page(self, call: Call, pressed: bank.Bank) -> Reply:
        return Reply(bank.listing(await self._use.page(call.user_id, pressed.organisation, pressed.view)))

    async def topics(self, call: Call, pressed: bank.Topics) -> Reply:
        choice = await self._use.topics(call.user_id, pressed.organisation, pressed.view)
        return Reply(bank.topics(choice, pressed.list_page))

    async def person(self, call: Call, pressed: bank.Person) -> Reply:
        found = await self._use.card(call.user_id, pressed.organisation, pressed.view, pressed.membership)
        return Reply(bank.card(found) if pressed.leaf is None else bank.answers(found, pressed.leaf))

    async def ask_search(self, call: Call, pressed: bank.Search) -> Reply:
        organisation = await self._use.ask_search(call.user_id, pressed.organisation, pressed.side)
        return Reply(bank.search_asked(organisation, pressed.side))

    async def search(self, call: Call) -> Reply:
        """In ``minimal`` the typed message goes: it may hold a surname."""
        organisation, side = OrganisationId(int(call.awaited_of[0])), Side(call.awaited_of[1])
        try:
            found = await self._use.search(call.user_id, organisation, side, call.text, call.message_id)
        except SearchRefused:
            asked = await self._use.ask_search(call.user_id, organisation, side, call.message_id)
            typed = None if asked.says_names else call.message_id
            return Reply(bank.search_asked(asked, side, bank.SEARCH_REFUSED), delete=typed)
        typed = None if found.organisation.says_names else call.message_id
        return Reply(bank.listing(found), delete=typed)
