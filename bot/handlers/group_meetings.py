"""Meetings of a group: times that suit, the one fixed, who was there."""

from bot.dialogs import group_meetings, meetings, pairs
from bot.routes import Call, Reply, Routes
from mentoring.group_meetings import NobodyThere
from mentoring.meetings import TimeGone
from usecases.group_meetings import GroupMeetings


class GroupMeetingHandlers:
    def __init__(self, use: GroupMeetings) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(group_meetings.Suits, self.suits)
        routes.press(group_meetings.Answered, self.answered)
        routes.press(group_meetings.Fix, self.fix)
        routes.press(group_meetings.WhoWas, self.who_was)
        routes.press(group_meetings.Note, self.note)

    async def suits(self, call: Call, pressed: group_meetings.Suits) -> Reply:
        try:
            shown = await self._use.mark(call.user_id, pressed.meeting, pressed.slot, fits=pressed.fits)
        except TimeGone:
            return Reply(toast=meetings.TIME_GONE, alert=True)
        return Reply(pairs.card(shown))

    async def answered(self, call: Call, pressed: group_meetings.Answered) -> Reply:
        return Reply(pairs.card(await self._use.answer(call.user_id, pressed.meeting)))

    async def fix(self, call: Call, pressed: group_meetings.Fix) -> Reply:
        try:
            return Reply(pairs.card(await self._use.fix(call.user_id, pressed.meeting, pressed.slot)))
        except TimeGone:
            return Reply(toast=meetings.TIME_GONE, alert=True)

    async def who_was(self, call: Call, pressed: group_meetings.WhoWas) -> Reply:
        return Reply(group_meetings.who_was(*await self._use.attendance(call.user_id, pressed.meeting)))

    async def note(self, call: Call, pressed: group_meetings.Note) -> Reply:
        try:
            shown, sheet = await self._use.note(call.user_id, pressed.meeting, pressed.member, present=pressed.present)
        except NobodyThere:
            shown, sheet = await self._use.attendance(call.user_id, pressed.meeting)
            return Reply(group_meetings.who_was(shown, sheet), toast=group_meetings.NOBODY_THERE, alert=True)
        return Reply(group_meetings.who_was(shown, sheet))
