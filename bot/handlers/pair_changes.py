"""A pause, an extension, a notice, an early end, another mentor afterwards, a slip in an order."""

import datetime
from collections.abc import Awaitable, Callable

from bot.dialogs import pair_changes as dialog
from bot.dialogs import pairs
from bot.handlers.pair_acts import acted, refused
from bot.routes import Call, Reply, Routes
from bot.screens import Screen
from bot.texts.order_problems import PROBLEMS
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard
from mentoring.pair_moves import Event, Impossible
from mentoring.papers import PaperRefused
from mentoring.people import AwaitedKind
from usecases.pair_changes import QUITTING, PairChanges
from usecases.pairing import Pairing
from usecases.unit import StaleButton


class PairChangeHandlers:
    def __init__(self, use: PairChanges, pairing: Pairing) -> None:
        self._use = use
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(dialog.Pause, self.pause)
        routes.press(dialog.PauseDays, self.pause_days)
        routes.press(dialog.Resume, self.resume)
        routes.press(dialog.Extend, self.extend)
        routes.press(dialog.Quit, self.quit)
        routes.press(dialog.EndHow, self.end_how)
        routes.press(dialog.TakeBack, self.take_back)
        routes.press(dialog.Another, self.another)
        routes.press(dialog.CorrectOrder, self.correct_order)
        routes.text(AwaitedKind.ORDER_CORRECTION, self.corrected)

    async def pause(self, call: Call, pressed: dialog.Pause) -> Reply:
        pair, reason = pressed.pair, pressed.reason
        if reason is None:
            return await self._asks(call, pair, Event.PAUSE, dialog.why_pause)
        if pressed.until is None:
            return await self._asks(call, pair, Event.PAUSE, lambda shown: dialog.pause_until(shown, reason))
        return await self._acted(call, pair, self._use.pause(call.user_id, pair, reason, _day(pressed.until)))

    async def pause_days(self, call: Call, pressed: dialog.PauseDays) -> Reply:
        reason, number = pressed.reason, pressed.month
        if number is None:
            return await self._asks(call, pressed.pair, Event.PAUSE, lambda shown: dialog.pause_month(shown, reason))
        first = _month(number)
        return await self._asks(call, pressed.pair, Event.PAUSE, lambda shown: dialog.pause_day(shown, reason, first))

    async def resume(self, call: Call, pressed: dialog.Resume) -> Reply:
        return await self._acted(call, pressed.pair, self._use.resume(call.user_id, pressed.pair))

    async def extend(self, call: Call, pressed: dialog.Extend) -> Reply:
        if pressed.until is None:
            return await self._asks(call, pressed.pair, Event.EXTEND, dialog.extend_until)
        act = self._use.extend(call.user_id, pressed.pair, _day(pressed.until))
        return await self._acted(call, pressed.pair, act, dialog.EXTENDED)

    async def quit(self, call: Call, pressed: dialog.Quit) -> Reply:
        if pressed.reason is None:
            return await self._asks(call, pressed.pair, QUITTING, dialog.why_quit)
        try:
            shown = await self._use.quit(call.user_id, pressed.pair, pressed.reason)
        except Impossible as refusal:
            return await refused(self._pairing, call, pressed.pair, refusal)
        return Reply(dialog.another(shown) if dialog.another_buttons(shown) else pairs.card(shown))

    async def end_how(self, call: Call, pressed: dialog.EndHow) -> Reply:
        end = self._use.give_notice if pressed.notice else self._pairing.end
        return await self._acted(call, pressed.pair, end(call.user_id, pressed.pair, pressed.reason))

    async def take_back(self, call: Call, pressed: dialog.TakeBack) -> Reply:
        return await self._acted(call, pressed.pair, self._use.take_back(call.user_id, pressed.pair))

    async def another(self, call: Call, pressed: dialog.Another) -> Reply:
        wanted = self._use.want_another(call.user_id, pressed.pair, wanted=pressed.wanted)
        return Reply(dialog.another(await wanted))

    async def correct_order(self, call: Call, pressed: dialog.CorrectOrder) -> Reply:
        try:
            return Reply(dialog.correction_asked(await self._use.ask_correction(call.user_id, pressed.pair)))
        except Impossible as refusal:
            return await refused(self._pairing, call, pressed.pair, refusal)

    async def corrected(self, call: Call) -> Reply:
        pair = PairId(int(call.awaited_of[0]))
        try:
            return Reply(pairs.card(await self._use.correct_order(call.user_id, pair, call.text)))
        except PaperRefused as unread:
            shown = await self._use.ask_correction(call.user_id, pair)
            return Reply(dialog.correction_asked(shown, PROBLEMS[unread.problem]))
        except Impossible as refusal:
            return await refused(self._pairing, call, pair, refusal)

    async def _acted(self, call: Call, pair: PairId, act: Awaitable[PairCard], done: str | None = None) -> Reply:
        return await acted(self._pairing, call, pair, act, done)

    async def _asks(
        self, call: Call, pair: PairId, events: Event | tuple[Event, ...], page: Callable[[PairCard], Screen]
    ) -> Reply:
        """A question before the act."""
        asked = events if isinstance(events, tuple) else (events,)
        try:
            return Reply(page(await self._use.about_to(call.user_id, pair, *asked)))
        except Impossible as refusal:
            return await refused(self._pairing, call, pair, refusal)


def _day(number: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    try:
        return datetime.date.fromordinal(number)
    except (OverflowError, ValueError) as forged:
        raise StaleButton from forged


def _month(number: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    year, month = divmod(number, 12)
    try:
        return datetime.date(year, month + 1, 1)
    except (OverflowError, ValueError) as forged:
        raise StaleButton from forged
