"""Meetings of a pair: times offered and taken, a word afterwards, the verdict after the trial."""

import datetime

from bot.dialogs import group_meetings, meetings, pairs
from bot.handlers.pair_acts import acted
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts.meetings import WHERE
from documents import calendar_file
from mentoring.ids import MeetingId
from mentoring.meetings import LENGTH, LinkRefused, MeetingState, Outcome, TimeGone, Where
from mentoring.pair_cards import Reader
from mentoring.pair_moves import Event
from mentoring.pairs import Verdict
from mentoring.people import AwaitedKind
from usecases.event_meetings import EventMeetings
from usecases.group_meetings import GroupMeetings
from usecases.meeting_links import MeetingLinks
from usecases.meetings import Meetings
from usecases.pairing import Pairing
from usecases.unit import StaleButton


class MeetingHandlers:
    def __init__(
        self, use: Meetings, events: EventMeetings, groups: GroupMeetings, links: MeetingLinks, pairing: Pairing
    ) -> None:
        self._use = use
        self._links = links
        self._events = events
        self._groups = groups
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(meetings.Begin, self.begin)
        routes.press(meetings.Draft, self.draft)
        routes.press(meetings.PickDay, self.pick_day)
        routes.press(meetings.PickTime, self.pick_time)
        routes.press(meetings.PickLateTime, self.pick_time)
        routes.press(meetings.AddTime, self.add_time)
        routes.press(meetings.DropTime, self.drop_time)
        routes.press(meetings.ChooseWhere, self.choose_where)
        routes.press(meetings.Offer, self.offer)
        routes.press(meetings.Take, self.take)
        routes.press(meetings.CallOff, self.call_off)
        routes.press(meetings.Tell, self.tell)
        routes.press(meetings.Judge, self.judge)
        routes.press(meetings.EnterHeld, self.enter_held)
        routes.press(meetings.HeldWhen, self.held_when)
        routes.press(meetings.HeldOn, self.held_on)
        routes.press(meetings.WhichEvent, self.which_event)
        routes.press(meetings.ThisEvent, self.this_event)
        routes.press(meetings.GiveVerdict, self.give_verdict)
        routes.press(meetings.ReadMemo, self.memo)
        routes.press(meetings.CalendarFile, self.calendar_file)
        routes.press(meetings.AskLink, self.ask_link)
        routes.press(meetings.DropLink, self.drop_link)
        routes.text(AwaitedKind.MEETING_LINK, self.link)

    async def begin(self, call: Call, pressed: meetings.Begin) -> Reply:
        return Reply(meetings.draft(await self._use.begin(call.user_id, pressed.pair)))

    async def draft(self, call: Call, pressed: meetings.Draft) -> Reply:
        return Reply(meetings.draft(await self._use.look(call.user_id, pressed.meeting)))

    async def pick_day(self, call: Call, pressed: meetings.PickDay) -> Reply:
        return Reply(meetings.pick_day(await self._use.look(call.user_id, pressed.meeting)))

    async def pick_time(self, call: Call, pressed: meetings.PickTime | meetings.PickLateTime) -> Reply:
        try:
            day = datetime.date.fromordinal(pressed.day)
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged
        late, shown = isinstance(pressed, meetings.PickLateTime), await self._use.look(call.user_id, pressed.meeting)
        return Reply(meetings.pick_time(shown, day, late=late))

    async def add_time(self, call: Call, pressed: meetings.AddTime) -> Reply:
        try:
            at = pressed.moment
        except (OverflowError, OSError, ValueError) as forged:
            raise StaleButton from forged
        try:
            return Reply(meetings.draft(await self._use.add_time(call.user_id, pressed.meeting, at)))
        except TimeGone:
            shown = await self._use.look(call.user_id, pressed.meeting)
            return Reply(meetings.draft(shown, meetings.TIME_GONE))

    async def drop_time(self, call: Call, pressed: meetings.DropTime) -> Reply:
        return Reply(meetings.draft(await self._use.drop_time(call.user_id, pressed.meeting, pressed.slot)))

    async def choose_where(self, call: Call, pressed: meetings.ChooseWhere) -> Reply:
        return Reply(meetings.draft(await self._use.choose_where(call.user_id, pressed.meeting, pressed.where)))

    async def offer(self, call: Call, pressed: meetings.Offer) -> Reply:
        shown = await self._use.offer(call.user_id, pressed.meeting)
        return Reply(pairs.card(shown), toast="Предложение отправлено")

    async def take(self, call: Call, pressed: meetings.Take) -> Reply:
        try:
            return Reply(pairs.card(await self._use.take(call.user_id, pressed.meeting, pressed.slot)))
        except TimeGone:
            return Reply(toast=meetings.TIME_GONE, alert=True)

    async def call_off(self, call: Call, pressed: meetings.CallOff) -> Reply:
        if pressed.reason is None:
            shown = await self._use.look_at(call.user_id, pressed.meeting)
            return Reply(meetings.why_call_off(shown, move=pressed.move))
        act = self._use.call_off(call.user_id, pressed.meeting, move=pressed.move, reason=pressed.reason)
        shown = await act
        if pressed.move and shown.meeting is not None and shown.meeting.state is MeetingState.DRAFT:
            return Reply(meetings.draft(shown, meetings.taken_back(shown)))
        return Reply(pairs.card(shown))

    async def tell(self, call: Call, pressed: meetings.Tell) -> Reply:
        shown = await self._use.tell(call.user_id, pressed.meeting, pressed.outcome)
        if shown.pair.is_group and shown.reader is Reader.MENTOR and pressed.outcome is Outcome.HELD:
            return Reply(group_meetings.who_was(*await self._groups.attendance(call.user_id, pressed.meeting)))
        return Reply(pairs.card(shown))

    async def judge(self, call: Call, pressed: meetings.Judge) -> Reply:
        return Reply(pairs.card(await self._use.judge(call.user_id, pressed.meeting, pressed.outcome)))

    async def enter_held(self, call: Call, pressed: meetings.EnterHeld) -> Reply:
        if not pressed.sure:
            return Reply(meetings.enter_held(await self._pairing.about_to(call.user_id, pressed.pair, Event.HOLD)))
        act = self._use.enter_held(call.user_id, pressed.pair, pressed.kind, pressed.trial)
        return await acted(self._pairing, call, pressed.pair, act)

    async def held_when(self, call: Call, pressed: meetings.HeldWhen) -> Reply:
        shown = await self._pairing.about_to(call.user_id, pressed.pair, Event.HOLD)
        try:
            return Reply(meetings.held_when(shown, pressed))
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged

    async def held_on(self, call: Call, pressed: meetings.HeldOn) -> Reply:
        try:
            day = pressed.date
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged
        act = self._use.enter_held(call.user_id, pressed.pair, pressed.kind, pressed.trial, day)
        return await acted(self._pairing, call, pressed.pair, act)

    async def which_event(self, call: Call, pressed: meetings.WhichEvent) -> Reply:
        return Reply(meetings.which_event(await self._events.look(call.user_id, pressed.meeting)))

    async def this_event(self, call: Call, pressed: meetings.ThisEvent) -> Reply:
        return Reply(pairs.card(await self._events.tie(call.user_id, pressed.meeting, pressed.event)))

    async def give_verdict(self, call: Call, pressed: meetings.GiveVerdict) -> Reply:
        """Whoever says no is asked why."""
        if pressed.verdict is Verdict.NO and pressed.reason is None:
            return Reply(meetings.why_not(await self._pairing.card(call.user_id, pressed.pair)))
        act = self._use.judge_trial(call.user_id, pressed.pair, pressed.trial, pressed.verdict, pressed.reason)
        return await acted(self._pairing, call, pressed.pair, act)

    async def memo(self, call: Call, pressed: meetings.ReadMemo) -> Reply:
        return Reply(meetings.memo(*await self._use.memo(call.user_id, pressed.pair)))

    async def calendar_file(self, call: Call, pressed: meetings.CalendarFile) -> Reply:
        shown = await self._use.agreed(call.user_id, pressed.meeting)
        meeting = shown.meeting
        assert meeting is not None  # noqa: S101 - the use case gives it
        assert meeting.at is not None  # noqa: S101 - an agreed meeting has its time
        where = shown.link or (None if meeting.where is Where.ELSEWHERE else WHERE[meeting.where])
        title = meetings.calendar_title(shown)
        written = calendar_file.event(f"meeting-{meeting.id}@nastavnik", title, meeting.at, LENGTH, where, shown.link)
        return Reply(pairs.card(shown), papers=(Paper("Встреча.ics", written),))

    async def ask_link(self, call: Call, pressed: meetings.AskLink) -> Reply:
        return Reply(meetings.link_asked(await self._links.ask(call.user_id, pressed.meeting)))

    async def link(self, call: Call) -> Reply:
        meeting = MeetingId(int(call.awaited_of[0]))
        try:
            return Reply(pairs.card(await self._links.give(call.user_id, meeting, call.text)))
        except LinkRefused:
            return Reply(meetings.link_asked(await self._links.ask(call.user_id, meeting), meetings.LINK_REFUSED))

    async def drop_link(self, call: Call, pressed: meetings.DropLink) -> Reply:
        return Reply(pairs.card(await self._links.drop(call.user_id, pressed.meeting)), toast="Ссылки больше нет")
