"""Meetings of a group: which times suit whom, one is fixed, and afterwards who was there."""

from dataclasses import replace

from mentoring import group_meetings
from mentoring.group_meetings import Attendance
from mentoring.ids import MeetingId, MembershipId, SlotId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState, Outcome
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.people import Caller
from storage import meetings as calendar
from storage.database import Transaction
from storage.meetings import Kept
from usecases.looking import look
from usecases.meeting_acts import agree, sides
from usecases.meetings import Meetings, by_side, possible
from usecases.pair_views import STAFF_ACTS, Seen, afresh, card, concerned, seen, zone
from usecases.unit import House, StaleButton, allowed, caller_of


class GroupMeetings:
    def __init__(self, house: House, arranging: Meetings) -> None:
        self._house = house
        self._arranging = arranging

    async def mark(self, external_id: int, meeting: MeetingId, slot: SlotId, *, fits: bool) -> PairCard:
        """A member says whether a time suits: an answer at once, the last one decides. Raises StaleButton, TimeGone."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._member(transaction, external_id, meeting)
            by, now = by_side(held), self._house.local_time(held.organisation)
            possible(lambda: (group_meetings.suits(kept.meeting, slot, by, now), kept.meeting)[1])
            await calendar.set_fit(transaction, kept, slot, by, fits=fits)
            after = group_meetings.marked_slot(kept.meeting, slot, by, fits=fits)
            await self._decide(transaction, held, replace(kept, changes=kept.changes + 1), after)
            return await afresh(transaction, self._house, held)

        return await self._arranging.written(unit)

    async def answer(self, external_id: int, meeting: MeetingId) -> PairCard:
        """A member has marked all they wanted; the last one decides. Raises StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._member(transaction, external_id, meeting)
            by = by_side(held)
            after = possible(lambda: group_meetings.answered(kept.meeting, by))
            await calendar.answer(transaction, kept, by, self._house.now)
            await self._decide(transaction, held, replace(kept, changes=kept.changes + 1), after)
            return await afresh(transaction, self._house, held)

        return await self._arranging.written(unit)

    async def _decide(self, transaction: Transaction, held: Seen, kept: Kept, told: Meeting) -> None:
        now = self._house.local_time(held.organisation)
        after = group_meetings.decided(told, (side.membership for side in held.pair.members), now)
        if after.state is MeetingState.AGREED:
            others = [side for side in sides(held.pair) if side != held.side]
            await agree(transaction, self._house, held.pair, kept, after, others)
        elif after.state is MeetingState.CANCELLED:
            # Nothing suits anybody: the mentor is to offer something else.
            await calendar.save(transaction, kept, after)
            await self._arranging.tell_others(transaction, held, kept, after, LetterKind.MEETING_OFF)

    async def fix(self, external_id: int, meeting: MeetingId, slot: SlotId) -> PairCard:
        """The mentor fixes one of the times. Raises StaleButton, TimeGone."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._arranging.known(transaction, await caller_of(transaction, external_id), meeting)
            if held.reader is not Reader.MENTOR or not held.pair.is_group:
                raise StaleButton
            now = self._house.local_time(held.organisation)
            after = possible(lambda: group_meetings.fixed(kept.meeting, slot, now))
            others = [side for side in sides(held.pair) if side != held.side]
            await agree(transaction, self._house, held.pair, kept, after, others)
            return await card(transaction, self._house, held)

        return await self._arranging.written(unit)

    async def attendance(self, external_id: int, meeting: MeetingId) -> tuple[PairCard, Attendance]:
        """Who was at a meeting, for the mentor and the curator. Raises StaleButton, Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> tuple[PairCard, Attendance]:
            held, sheet = await self._sheet(transaction, caller, meeting)
            return await card(transaction, self._house, held), sheet

        return await look(self._house, external_id, unit)

    async def note(
        self, external_id: int, meeting: MeetingId, member: MembershipId, *, present: bool
    ) -> tuple[PairCard, Attendance]:
        """Raises NobodyThere, StaleButton, Forbidden."""

        async def unit(transaction: Transaction) -> tuple[PairCard, Attendance]:
            held, sheet = await self._sheet(transaction, await caller_of(transaction, external_id), meeting)
            if member not in sheet.present:
                raise StaleButton
            after = group_meetings.marked(sheet, member, present=present)
            await calendar.note_present(transaction, meeting, member, self._house.now, present=present)
            return await card(transaction, self._house, held), after

        return await self._house.database.write(unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _member(self, transaction: Transaction, external_id: int, meeting: MeetingId) -> tuple[Seen, Kept]:
        """Raises StaleButton for anybody but a member of the group."""
        held, kept = await self._arranging.known(transaction, await caller_of(transaction, external_id), meeting)
        if held.reader is not Reader.MENTEE or not held.pair.is_group:
            raise StaleButton
        return held, kept

    async def _sheet(self, transaction: Transaction, caller: Caller, meeting: MeetingId) -> tuple[Seen, Attendance]:
        pair = await calendar.pair_of(transaction, meeting)
        if pair is None:
            raise StaleButton
        held = await seen(transaction, caller, pair)
        if held.reader is Reader.MENTEE:
            raise StaleButton
        if held.reader is Reader.CURATOR:
            await allowed(transaction, caller.external_id, STAFF_ACTS[Event.HOLD], held.organisation.id)
        kept = await calendar.one(transaction, meeting, zone(held.organisation))
        if kept is None or held.pair.closed or not _has_been(kept.meeting, held):
            raise StaleButton
        noted = await calendar.attendance(transaction, meeting)
        _, *members = await concerned(transaction, held.pair, kept.meeting)
        present = {member: noted.get(member) for member in members}
        return held, Attendance(meeting, kept.meeting.kind, present)


def _has_been(meeting: Meeting, held: Seen) -> bool:
    """Held, or told so by the mentor, whose word waits for a member's."""
    said = (meeting.said or {}).get(held.pair.mentor.membership)
    return meeting.state is MeetingState.HELD or (meeting.state is MeetingState.AGREED and said is Outcome.HELD)
