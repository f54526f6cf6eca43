"""A pair's plan: drafting, answers, approval, what has been done."""

from collections.abc import Callable

from bot.dialogs import pairs, plans
from bot.handlers.pair_acts import acted, refused
from bot.routes import Call, Reply, Routes
from bot.screens import Screen
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard
from mentoring.pair_moves import Event, Impossible
from usecases.pairing import Pairing
from usecases.planning import Planning
from usecases.unit import StaleButton


class PlanHandlers:
    def __init__(self, use: Planning, pairing: Pairing) -> None:
        self._use = use
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(plans.Begin, self.begin)
        routes.press(plans.Draft, self.draft)
        routes.press(plans.Goals, self.goals)
        routes.press(plans.ChooseGoal, self.choose_goal)
        routes.press(plans.OwnGoals, self.own_goals)
        routes.press(plans.OwnGoal, self.own_goal)
        routes.press(plans.ChooseOwnGoal, self.choose_own_goal)
        routes.press(plans.Results, self.results)
        routes.press(plans.ChooseResult, self.choose_result)
        routes.press(plans.Kinds, self.kinds)
        routes.press(plans.Months, self.months)
        routes.press(plans.AddEvent, self.add_event)
        routes.press(plans.DropEvent, self.drop_event)
        routes.press(plans.Submit, self.submit)
        routes.press(plans.Discard, self.discard)
        routes.press(plans.Answer, self.answer)
        routes.press(plans.Approve, self.approve)
        routes.press(plans.SendBack, self.send_back)
        routes.press(plans.Events, self.events)
        routes.press(plans.Mark, self.mark)
        routes.press(plans.Finish, self.finish)

    async def begin(self, call: Call, pressed: plans.Begin) -> Reply:
        return Reply(plans.draft(await self._use.begin(call.user_id, pressed.pair)))

    async def draft(self, call: Call, pressed: plans.Draft) -> Reply:
        return await self._page(call, pressed.pair, plans.draft)

    async def goals(self, call: Call, pressed: plans.Goals) -> Reply:
        return await self._page(call, pressed.pair, plans.goals)

    async def choose_goal(self, call: Call, pressed: plans.ChooseGoal) -> Reply:
        return Reply(plans.draft(await self._use.choose_goal(call.user_id, pressed.plan, pressed.goal)))

    async def own_goals(self, call: Call, pressed: plans.OwnGoals) -> Reply:
        return await self._page(call, pressed.pair, plans.own_goals)

    async def own_goal(self, call: Call, pressed: plans.OwnGoal) -> Reply:
        shown = await self._use.drafting(call.user_id, pressed.pair, pressed.member)
        return Reply(plans.own_goal(shown, pressed.member))

    async def choose_own_goal(self, call: Call, pressed: plans.ChooseOwnGoal) -> Reply:
        act = self._use.choose_own_goal(call.user_id, pressed.plan, pressed.member, pressed.goal)
        return Reply(plans.own_goals(await act))

    async def results(self, call: Call, pressed: plans.Results) -> Reply:
        return await self._page(call, pressed.pair, plans.results)

    async def choose_result(self, call: Call, pressed: plans.ChooseResult) -> Reply:
        return Reply(plans.draft(await self._use.choose_result(call.user_id, pressed.plan, pressed.result)))

    async def kinds(self, call: Call, pressed: plans.Kinds) -> Reply:
        return await self._page(call, pressed.pair, plans.kinds)

    async def months(self, call: Call, pressed: plans.Months) -> Reply:
        return await self._page(call, pressed.pair, lambda shown: plans.months(shown, pressed.kind))

    async def add_event(self, call: Call, pressed: plans.AddEvent) -> Reply:
        try:
            month = pressed.first_day
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged
        return Reply(plans.draft(await self._use.add_event(call.user_id, pressed.plan, pressed.kind, month)))

    async def drop_event(self, call: Call, pressed: plans.DropEvent) -> Reply:
        return Reply(plans.draft(await self._use.drop_event(call.user_id, pressed.plan, pressed.event)))

    async def submit(self, call: Call, pressed: plans.Submit) -> Reply:
        try:
            return Reply(pairs.card(await self._use.submit(call.user_id, pressed.plan)), toast="План отправлен")
        except Impossible as refusal:
            return Reply(toast=pairs.refused(refusal), alert=True)

    async def discard(self, call: Call, pressed: plans.Discard) -> Reply:
        return Reply(pairs.card(await self._use.discard(call.user_id, pressed.plan)), toast="План остаётся прежним")

    async def answer(self, call: Call, pressed: plans.Answer) -> Reply:
        act = self._use.answer(call.user_id, pressed.pair, pressed.version, agree=pressed.agree)
        return await acted(self._pairing, call, pressed.pair, act)

    async def approve(self, call: Call, pressed: plans.Approve) -> Reply:
        act = self._use.approve(call.user_id, pressed.pair, pressed.version)
        return await acted(self._pairing, call, pressed.pair, act)

    async def send_back(self, call: Call, pressed: plans.SendBack) -> Reply:
        if pressed.reason is None:
            try:
                shown = await self._pairing.about_to(call.user_id, pressed.pair, Event.RETURN_PLAN)
            except Impossible as refusal:
                return await refused(self._pairing, call, pressed.pair, refusal)
            return Reply(plans.why_back(shown))
        act = self._use.send_back(call.user_id, pressed.pair, pressed.version, pressed.reason)
        return await acted(self._pairing, call, pressed.pair, act)

    async def events(self, call: Call, pressed: plans.Events) -> Reply:
        return Reply(plans.events(await self._use.working(call.user_id, pressed.pair)))

    async def mark(self, call: Call, pressed: plans.Mark) -> Reply:
        return Reply(pairs.card(await self._use.mark(call.user_id, pressed.plan, pressed.event, pressed.state)))

    async def finish(self, call: Call, pressed: plans.Finish) -> Reply:
        return await acted(self._pairing, call, pressed.pair, self._use.finish(call.user_id, pressed.pair))

    async def _page(self, call: Call, pair: PairId, page: Callable[[PairCard], Screen]) -> Reply:
        """A page of the mentor's own draft."""
        return Reply(page(await self._use.drafting(call.user_id, pair)))
