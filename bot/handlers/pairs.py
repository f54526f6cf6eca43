"""/pairs: lists, the choice of a mentor, a pair's card, offers and answers, the order."""

from collections.abc import Callable

from bot.dialogs import pair_changes, pairs
from bot.dialogs.pair_addresses import Card, End, Others, Pairs, PutInstead, Suggest, Unpaired
from bot.handlers.pair_acts import acted, refused
from bot.routes import Call, Reply, Routes
from bot.screens import Address, Screen
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard, Stage
from mentoring.pair_moves import Event, Impossible
from mentoring.papers import PaperRefused
from mentoring.people import AwaitedKind
from usecases.choosing import Choosing, MentorFull
from usecases.pairing import Pairing
from usecases.unit import StaleButton


class PairHandlers:
    def __init__(self, use: Pairing, choosing: Choosing) -> None:
        self._use = use
        self._choosing = choosing

    def register(self, routes: Routes) -> None:
        routes.command("pairs", self.open)
        routes.press(Pairs, self.overview)
        routes.press(pairs.Listed, self.listed)
        routes.press(Unpaired, self.unpaired)
        routes.press(Suggest, self.suggest)
        routes.press(pairs.Home, self.home)
        routes.press(pairs.Propose, self.propose)
        routes.press(Others, self.others)
        routes.press(PutInstead, self.put_instead)
        routes.press(pairs.DraftAll, self.draft_all)
        routes.press(pairs.SendAll, self.send_all)
        routes.press(Card, self.card)
        routes.press(pairs.Send, self.send)
        routes.press(pairs.Cancel, self.cancel)
        routes.press(pairs.Accept, self.accept)
        routes.press(pairs.Decline, self.decline)
        routes.press(End, self.end)
        routes.press(pairs.EnterOrder, self.enter_order)
        routes.text(AwaitedKind.ORDER, self.order)
        routes.instead.append(self.instead)

    async def open(self, call: Call) -> Reply:
        """Straight to the only place or pair there is."""
        found = await self._use.home(call.user_id)
        several = len(found.looked_after) + len(found.own) + len(found.invitations) > 1
        if found.looked_after and not several:
            return Reply(pairs.overview(await self._use.overview(call.user_id, found.looked_after[0].id)))
        if found.own and not several:
            return Reply(pairs.card(found.own[0]))
        return Reply(pairs.home(found))

    async def home(self, call: Call, pressed: pairs.Home) -> Reply:
        return Reply(pairs.home(await self._use.home(call.user_id), pressed.page))

    async def overview(self, call: Call, pressed: Pairs) -> Reply:
        return Reply(pairs.overview(await self._use.overview(call.user_id, pressed.organisation)))

    async def listed(self, call: Call, pressed: pairs.Listed) -> Reply:
        found = await self._use.page(call.user_id, pressed.organisation, pressed.stage, pressed.page)
        return Reply(pairs.listing(found))

    async def unpaired(self, call: Call, pressed: Unpaired) -> Reply:
        return Reply(pairs.unpaired(await self._choosing.waiting(call.user_id, pressed.organisation, pressed.page)))

    async def suggest(self, call: Call, pressed: Suggest) -> Reply:
        found = await self._choosing.suggestions(call.user_id, pressed.organisation, pressed.mentee, pressed.page)
        return Reply(pairs.suggested(found))

    async def propose(self, call: Call, pressed: pairs.Propose) -> Reply:
        try:
            drafted = await self._choosing.propose(call.user_id, pressed.organisation, pressed.mentee, pressed.mentor)
        except MentorFull:
            found = await self._choosing.suggestions(call.user_id, pressed.organisation, pressed.mentee, 0)
            return Reply(pairs.suggested(found), toast=pairs.MENTOR_FULL, alert=True)
        return Reply(pairs.card(drafted))

    async def others(self, call: Call, pressed: Others) -> Reply:
        return Reply(pairs.suggested(await self._choosing.others(call.user_id, pressed.pair, pressed.page)))

    async def put_instead(self, call: Call, pressed: PutInstead) -> Reply:
        return Reply(pairs.card(await self._choosing.put_instead(call.user_id, pressed.pair, pressed.mentor)))

    async def draft_all(self, call: Call, pressed: pairs.DraftAll) -> Reply:
        return Reply(pairs.drafted_all(await self._choosing.draft_all(call.user_id, pressed.organisation)))

    async def send_all(self, call: Call, pressed: pairs.SendAll) -> Reply:
        if not pressed.sure:
            found = await self._use.page(call.user_id, pressed.organisation, Stage.OFFERED, 0)
            return Reply(pairs.send_all_asked(found))
        sent = await self._choosing.send_all(call.user_id, pressed.organisation)
        found = await self._use.page(call.user_id, pressed.organisation, Stage.OFFERED, 0)
        return Reply(pairs.listing(found), toast=pairs.sent_all(sent))

    async def card(self, call: Call, pressed: Card) -> Reply:
        return Reply(pairs.card(await self._use.card(call.user_id, pressed.pair)))

    async def send(self, call: Call, pressed: pairs.Send) -> Reply:
        act = self._use.send(call.user_id, pressed.pair)
        return await acted(self._use, call, pressed.pair, act, "Предложение отправлено")

    async def cancel(self, call: Call, pressed: pairs.Cancel) -> Reply:
        if pressed.draft:
            act = self._use.cancel(call.user_id, pressed.pair, draft=True)
            return await acted(self._use, call, pressed.pair, act, "Черновик удалён")
        shown = await self._use.card(call.user_id, pressed.pair)
        if {Event.SEND, Event.CANCEL} <= shown.open_to:
            return Reply(pairs.drop_asked(shown))
        act = self._use.cancel(call.user_id, pressed.pair)
        return await acted(self._use, call, pressed.pair, act, "Предложение отменено")

    async def accept(self, call: Call, pressed: pairs.Accept) -> Reply:
        return await acted(self._use, call, pressed.pair, self._use.accept(call.user_id, pressed.pair))

    async def decline(self, call: Call, pressed: pairs.Decline) -> Reply:
        if pressed.reason is None:
            return await self._asks(call, pressed.pair, Event.DECLINE, pairs.why_decline)
        return await acted(self._use, call, pressed.pair, self._use.decline(call.user_id, pressed.pair, pressed.reason))

    async def end(self, call: Call, pressed: End) -> Reply:
        if pressed.reason is None:
            return await self._asks(call, pressed.pair, Event.END, pairs.why_end)
        reason = pressed.reason
        shown = await self._use.card(call.user_id, pressed.pair)
        if shown.notice_is_due and {Event.END, Event.GIVE_NOTICE} <= shown.open_to:
            return Reply(pair_changes.how_end(shown, reason))
        return await acted(self._use, call, pressed.pair, self._use.end(call.user_id, pressed.pair, pressed.reason))

    async def enter_order(self, call: Call, pressed: pairs.EnterOrder) -> Reply:
        if not pressed.papers:
            return await self._asks(call, pressed.pair, Event.ENTER_ORDER, pairs.papers_asked)
        return Reply(pairs.order_asked(await self._use.ask_order(call.user_id, pressed.pair)))

    async def order(self, call: Call) -> Reply:
        pair = PairId(int(call.awaited_of[0]))
        try:
            return Reply(pairs.card(await self._use.enter_order(call.user_id, pair, call.text)))
        except PaperRefused as unread:
            return Reply(pairs.order_asked(await self._use.ask_order(call.user_id, pair), unread.problem))
        except Impossible as refusal:
            return await refused(self._use, call, pair, refusal)

    async def instead(self, call: Call, pressed: Address) -> Reply | None:
        """To an old button of a pair, its meeting or plan that the person may see: its card, and what can be done."""
        pair, meeting, plan = (getattr(pressed, name, None) for name in ("pair", "meeting", "plan"))
        try:
            if meeting is not None:
                shown = await self._use.card_of_meeting(call.user_id, meeting)
            elif plan is not None:
                shown = await self._use.card_of_plan(call.user_id, plan)
            elif pair is not None:
                shown = await self._use.card(call.user_id, pair)
            else:
                return None
        except StaleButton:
            return None
        return Reply(pairs.card(shown), toast=pairs.instead(shown), below=True)

    async def _asks(self, call: Call, pair: PairId, event: Event, question: Callable[[PairCard], Screen]) -> Reply:
        """A question before the act."""
        try:
            return Reply(question(await self._use.about_to(call.user_id, pair, event)))
        except Impossible as refusal:
            return await refused(self._use, call, pair, refusal)
