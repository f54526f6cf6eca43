"""«Приказы»: drafts as files, forms of names, the number for all pairs at once."""

import asyncio
from collections.abc import Awaitable

from bot.dialogs import orders
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import orders as words_of
from bot.texts.order_problems import PROBLEMS
from documents import paper
from mentoring.ids import OrderDraftId, PersonId
from mentoring.name_forms import Case
from mentoring.names import NameRefused
from mentoring.orders import OrderDraft, OrderKind
from mentoring.pair_papers import PaperWords
from mentoring.papers import PaperRefused
from mentoring.people import AwaitedKind
from usecases.orders import NamesMayNotPass, NothingToOrder, Orders, form_of
from usecases.unit import StaleButton


class OrderHandlers:
    def __init__(self, use: Orders, words: PaperWords) -> None:
        self._use = use
        self._words = words

    def register(self, routes: Routes) -> None:
        routes.press(orders.Orders, self.home)
        routes.press(orders.DraftOrder, self.draft)
        routes.press(orders.OrderOfPair, self.of_pair)
        routes.press(orders.Drafted, self.drafted)
        routes.press(orders.SendOrder, self.send)
        routes.press(orders.Forms, self.forms)
        routes.press(orders.CorrectForm, self.correct)
        routes.press(orders.TellGender, self.tell_gender)
        routes.press(orders.EnterForAll, self.enter_for_all)
        routes.text(AwaitedKind.NAME_FORM, self.form)
        routes.text(AwaitedKind.ORDER_OF_DRAFT, self.number)

    async def home(self, call: Call, pressed: orders.Orders) -> Reply:
        return Reply(orders.home(await self._use.home(call.user_id, pressed.organisation)))

    async def draft(self, call: Call, pressed: orders.DraftOrder) -> Reply:
        try:
            return Reply(orders.drafted(await self._use.draft(call.user_id, pressed.organisation, pressed.kind)))
        except NothingToOrder:
            found = await self._use.home(call.user_id, pressed.organisation)
            return Reply(orders.home(found), toast=orders.nothing())

    async def of_pair(self, call: Call, pressed: orders.OrderOfPair) -> Reply:
        return await self._shown(self._use.draft_of_pair(call.user_id, pressed.pair))

    async def drafted(self, call: Call, pressed: orders.Drafted) -> Reply:
        return await self._shown(self._use.look(call.user_id, pressed.draft))

    async def send(self, call: Call, pressed: orders.SendOrder) -> Reply:
        try:
            found = await self._use.paper(call.user_id, pressed.draft)
        except NothingToOrder:
            return Reply(toast=orders.nothing(), alert=True)
        except NamesMayNotPass as forbidden:
            raise StaleButton from forbidden
        blocks = words_of.blocks(found, self._words.orders[found.kind])
        content = await asyncio.to_thread(paper.written, words_of.LABELS[found.kind], blocks)
        return Reply(papers=(Paper(words_of.file_name(found), content),))

    async def forms(self, call: Call, pressed: orders.Forms) -> Reply:
        try:
            return Reply(orders.forms(await self._use.look(call.user_id, pressed.draft)))
        except NothingToOrder:
            return Reply(toast=orders.nothing(), alert=True)

    async def correct(self, call: Call, pressed: orders.CorrectForm) -> Reply:
        return await self._asks_form(call, pressed.draft, pressed.person, pressed.case)

    async def form(self, call: Call) -> Reply:
        draft, person = OrderDraftId(int(call.awaited_of[0])), PersonId(int(call.awaited_of[1]))
        case = Case(call.awaited_of[2])
        try:
            return Reply(orders.forms(await self._use.give_form(call.user_id, draft, person, case, call.text)))
        except NameRefused:
            return await self._asks_form(call, draft, person, case, refused=True)
        except (NothingToOrder, NamesMayNotPass) as gone:
            raise StaleButton from gone

    async def tell_gender(self, call: Call, pressed: orders.TellGender) -> Reply:
        try:
            found = await self._use.tell_gender(call.user_id, pressed.draft, pressed.person, pressed.gender)
        except NothingToOrder as gone:
            raise StaleButton from gone
        return Reply(orders.forms(found))

    async def enter_for_all(self, call: Call, pressed: orders.EnterForAll) -> Reply:
        try:
            if pressed.papers:
                return Reply(orders.number_asked(await self._use.ask_number(call.user_id, pressed.draft)))
            found = await self._use.look(call.user_id, pressed.draft)
            if found.kind is not OrderKind.COMPLETE:
                return Reply(orders.consents_asked(found))
            return Reply(orders.number_asked(await self._use.ask_number(call.user_id, pressed.draft)))
        except NothingToOrder:
            return Reply(toast=orders.nothing(), alert=True)

    async def number(self, call: Call) -> Reply:
        draft = OrderDraftId(int(call.awaited_of[0]))
        try:
            return Reply(orders.entered(await self._use.enter(call.user_id, draft, call.text)))
        except PaperRefused as unread:
            try:
                found = await self._use.ask_number(call.user_id, draft)
            except NothingToOrder as gone:
                raise StaleButton from gone
            return Reply(orders.number_asked(found, PROBLEMS[unread.problem]))

    async def _asks_form(
        self, call: Call, draft: OrderDraftId, person: PersonId, case: Case, *, refused: bool = False
    ) -> Reply:
        try:
            found = await self._use.ask_form(call.user_id, draft, person, case)
        except (NothingToOrder, NamesMayNotPass) as gone:
            raise StaleButton from gone
        form = form_of(found, person, case)
        assert form is not None  # noqa: S101 - the use case has looked
        return Reply(orders.form_asked(found, form, refused=refused))

    @staticmethod
    async def _shown(draft: Awaitable[OrderDraft]) -> Reply:
        try:
            return Reply(orders.drafted(await draft))
        except NothingToOrder:
            return Reply(toast=orders.nothing(), alert=True)
