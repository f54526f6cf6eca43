"""The link to an online meeting: given, replaced and taken back by the mentor until the meeting begins."""

from mentoring import meetings
from mentoring.ids import MeetingId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting
from mentoring.pair_cards import PairCard, Reader
from mentoring.people import Awaited, AwaitedKind
from storage import meetings as calendar
from storage import people
from storage.database import Transaction
from storage.meetings import Kept
from usecases.meetings import Meetings, possible
from usecases.pair_views import Seen, afresh
from usecases.unit import House, StaleButton, caller_of


class MeetingLinks:
    """A link is a text of one side that the other reads, so ``minimal`` has none."""

    def __init__(self, house: House, arranging: Meetings) -> None:
        self._house = house
        self._arranging = arranging

    async def ask(self, external_id: int, meeting: MeetingId) -> PairCard:
        """The link is typed next. Raises StaleButton for anybody but the mentor, and once the meeting has begun."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._mentors(transaction, external_id, meeting)
            self._linked(held, kept.meeting, kept.meeting.link)
            awaited = Awaited(AwaitedKind.MEETING_LINK, (str(meeting),))
            await people.expect(transaction, held.caller.account, awaited)
            return await afresh(transaction, self._house, held)

        return await self._arranging.written(unit)

    async def give(self, external_id: int, meeting: MeetingId, typed: str) -> PairCard:
        """The others are told. Raises LinkRefused, StaleButton."""
        link = meetings.link(typed)
        return await self._put(external_id, meeting, link)

    async def drop(self, external_id: int, meeting: MeetingId) -> PairCard:
        """Raises StaleButton."""
        return await self._put(external_id, meeting, None)

    async def _put(self, external_id: int, meeting: MeetingId, link: str | None) -> PairCard:
        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._mentors(transaction, external_id, meeting)
            after = self._linked(held, kept.meeting, link)
            await people.expect(transaction, held.caller.account, None)
            if after != kept.meeting:
                await calendar.save(transaction, kept, after)
                if link is not None:
                    await self._arranging.tell_others(transaction, held, kept, after, LetterKind.MEETING_LINK)
            return await afresh(transaction, self._house, held)

        return await self._arranging.written(unit)

    async def _mentors(self, transaction: Transaction, external_id: int, meeting: MeetingId) -> tuple[Seen, Kept]:
        held, kept = await self._arranging.known(transaction, await caller_of(transaction, external_id), meeting)
        if held.reader is not Reader.MENTOR or not held.organisation.says_names:
            raise StaleButton
        return held, kept

    def _linked(self, held: Seen, meeting: Meeting, link: str | None) -> Meeting:
        now = self._house.local_time(held.organisation)
        return possible(lambda: meetings.linked(meeting, link, now))
