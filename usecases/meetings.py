"""Meetings of a pair: times offered and taken, moved or called off, and a word from both sides afterwards."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from mentoring import group_meetings, meeting_letters, meetings, pair_moves
from mentoring.ids import MeetingId, MembershipId, PairId, SlotId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingRefused, MeetingState, Memo, Outcome, TimeGone, Where
from mentoring.pair_cards import PairCard, Reader, Reason
from mentoring.pair_moves import Event, awaited_meeting
from mentoring.pairs import MeetingKind, Verdict
from mentoring.people import Caller
from storage import letters as outbox
from storage import meetings as calendar
from storage.database import Transaction
from storage.meetings import Kept
from usecases.looking import look
from usecases.meeting_acts import agree, ask_which_event, fixed_at, offer_looked_at, settle, sides, tell_of_moves
from usecases.pair_acts import carry_out, readers_of
from usecases.pair_views import STAFF_ACTS, Seen, afresh, card, concerned, readable, seen, zone
from usecases.unit import House, StaleButton, allowed, caller_of, retried


class Meetings:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, meeting: MeetingId) -> PairCard:
        """The pair with this meeting of one's own. Raises StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            held, kept = await self._own(transaction, caller, meeting)
            if kept.meeting.state is not MeetingState.DRAFT:
                raise StaleButton
            return replace(await card(transaction, self._house, held), meeting=kept.meeting)

        return await look(self._house, external_id, unit)

    async def memo(self, external_id: int, pair: PairId) -> tuple[PairCard, Memo]:
        """For the mentor, before the meeting that is due. Raises StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            return await card(transaction, self._house, await self._side(transaction, caller, pair))

        shown = await look(self._house, external_id, unit)
        found = self._house.content.memos.get((shown.awaited, shown.pupil)) if shown.awaited else None
        if found is None or shown.reader is not Reader.MENTOR:
            raise StaleButton
        return shown, found

    async def agreed(self, external_id: int, meeting: MeetingId) -> PairCard:
        """A meeting whose time is fixed, for a calendar. Raises StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            held, kept = await self.known(transaction, caller, meeting)
            if kept.meeting.state is not MeetingState.AGREED:
                raise StaleButton
            return replace(await card(transaction, self._house, held), meeting=kept.meeting)

        return await look(self._house, external_id, unit)

    async def look_at(self, external_id: int, meeting: MeetingId) -> PairCard:
        """The pair with this meeting, whoever of the two has offered it. Raises StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            held, kept = await self.known(transaction, caller, meeting)
            now = self._house.local_time(held.organisation)
            possible(lambda: meetings.called_off(kept.meeting, MeetingState.MOVED, now))
            return replace(await card(transaction, self._house, held), meeting=kept.meeting)

        return await look(self._house, external_id, unit)

    async def begin(self, external_id: int, pair: PairId) -> PairCard:
        """A draft of one's own, begun or found again. Raises StaleButton when it is no time for a meeting."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await self._side(transaction, await caller_of(transaction, external_id), pair)
            kind = awaited_meeting(held.pair, self._house.content.programme(held.organisation.id))
            if kind is None:
                raise StaleButton
            _arranges(held)
            found = await calendar.open_of(transaction, pair, zone(held.organisation))
            if any(one.meeting.state in {MeetingState.AGREED, MeetingState.DISPUTED} for one in found):
                raise StaleButton
            return await self._begun(transaction, held, kind)

        return await self._house.database.write(unit)

    async def _begun(self, transaction: Transaction, held: Seen, kind: MeetingKind) -> PairCard:
        by, pair = by_side(held), held.pair
        found = await calendar.open_of(transaction, pair.id, zone(held.organisation))
        drafts = [one.meeting for one in found if one.meeting.state is MeetingState.DRAFT]
        draft = next((one.id for one in drafts if one.offered_by == by), None)
        if draft is None:
            where = meetings.usual_place(pair.kind)
            draft = await calendar.draft(transaction, pair.id, kind, by, where, self._house.now)
        return await self._shown(transaction, held, draft)

    async def add_time(self, external_id: int, meeting: MeetingId, at: datetime.datetime) -> PairCard:
        """One more time to offer; the same press twice adds it once. Raises StaleButton, TimeGone."""

        async def change(transaction: Transaction, held: Seen, kept: Kept) -> None:
            local = at.astimezone(zone(held.organisation))
            if any(slot.at == local for slot in kept.meeting.slots):
                return
            now = self._house.local_time(held.organisation)
            possible(lambda: meetings.may_offer(kept.meeting, local, now))
            await calendar.add_slot(transaction, meeting, local)

        return await self._draft(external_id, meeting, change)

    async def drop_time(self, external_id: int, meeting: MeetingId, slot: SlotId) -> PairCard:
        """Raises StaleButton."""

        async def change(transaction: Transaction, _: Seen, kept: Kept) -> None:
            await calendar.drop_slot(transaction, kept.meeting.id, slot)

        return await self._draft(external_id, meeting, change)

    async def choose_where(self, external_id: int, meeting: MeetingId, where: Where) -> PairCard:
        """Raises StaleButton."""

        async def change(transaction: Transaction, _: Seen, kept: Kept) -> None:
            await calendar.save(transaction, kept, replace(kept.meeting, where=where))

        return await self._draft(external_id, meeting, change)

    async def offer(self, external_id: int, meeting: MeetingId) -> PairCard:
        """Send the times to the other side; an offer of theirs is answered by it. Raises StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._own(transaction, await caller_of(transaction, external_id), meeting)
            for other in await calendar.open_of(transaction, kept.meeting.pair, zone(held.organisation)):
                if other.meeting.state in {MeetingState.AGREED, MeetingState.DISPUTED}:
                    raise StaleButton
                if other.meeting.state is MeetingState.OFFERED:
                    await calendar.save(transaction, other, replace(other.meeting, state=MeetingState.REPLACED))
            after = possible(lambda: meetings.offered(kept.meeting, self._house.local_time(held.organisation)))
            until = offer_looked_at(self._house, after, held.pair, held.organisation)
            if held.pair.is_group:
                own_term = fixed_at(self._house, held.organisation)
                until = own_term if until is None else min(until, own_term)
            await calendar.save(transaction, kept, after, act_at=until)
            await self.tell_others(transaction, held, kept, after, LetterKind.MEETING_OFFERED)
            return await card(transaction, self._house, held)

        return await self.written(unit)

    async def take(self, external_id: int, meeting: MeetingId, slot: SlotId) -> PairCard:
        """Raises StaleButton, TimeGone."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self.known(transaction, await caller_of(transaction, external_id), meeting)
            _arranges(held)
            now, by = self._house.local_time(held.organisation), by_side(held)
            after = possible(lambda: meetings.taken(kept.meeting, slot, by, now))
            others = [side for side in sides(held.pair) if side != held.side]
            await agree(transaction, self._house, held.pair, kept, after, others)
            return await card(transaction, self._house, held)

        return await self.written(unit)

    async def call_off(self, external_id: int, meeting: MeetingId, *, move: bool, reason: Reason) -> PairCard:
        """Ahead of its time, by either side; whoever moves it chooses other times next. Raises StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self.known(transaction, await caller_of(transaction, external_id), meeting)
            _arranges(held)
            state = MeetingState.MOVED if move else MeetingState.CANCELLED
            now = self._house.local_time(held.organisation)
            after = possible(lambda: meetings.called_off(kept.meeting, state, now))
            await calendar.save(transaction, kept, after, reason=reason.value)
            await self.tell_others(transaction, held, kept, after, LetterKind.MEETING_OFF)
            if not move:
                return await card(transaction, self._house, held)
            await tell_of_moves(transaction, self._house, held.pair, after, kept.changes + 1)
            kind = awaited_meeting(held.pair, self._house.content.programme(held.organisation.id))
            if kind is None:
                return await card(transaction, self._house, held)
            return await self._begun(transaction, held, kind)

        return await self.written(unit)

    async def tell(self, external_id: int, meeting: MeetingId, outcome: Outcome) -> PairCard:
        """«Состоялась», «Перенесли», «Не состоялась». Raises StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self.known(transaction, await caller_of(transaction, external_id), meeting)
            now, by = self._house.local_time(held.organisation), by_side(held)
            if by not in await concerned(transaction, held.pair, kept.meeting):
                raise StaleButton
            after = possible(lambda: _told(held, kept.meeting, by, outcome, now))
            await calendar.say(transaction, meeting, by, outcome, self._house.now)
            await settle(transaction, self._house, held.kept, kept, after, f"person:{held.caller.person.id}")
            return await afresh(transaction, self._house, held)

        return await self.written(unit)

    async def judge(self, external_id: int, meeting: MeetingId, outcome: Outcome) -> PairCard:
        """The curator ends a disagreement. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            pair = await calendar.pair_of(transaction, meeting)
            held = await self._staff(transaction, caller, pair)
            kept = await calendar.one(transaction, meeting, zone(held.organisation))
            if kept is None:
                raise StaleButton
            after = possible(lambda: meetings.judged(kept.meeting, outcome))
            await settle(transaction, self._house, held.kept, kept, after, f"person:{caller.person.id}")
            return await afresh(transaction, self._house, held)

        return await self.written(unit)

    async def enter_held(
        self, external_id: int, pair: PairId, kind: MeetingKind, trial: int, day: datetime.date | None = None
    ) -> PairCard:
        """The curator knows that this very meeting has taken place, today or on that day.

        Raises Forbidden, StaleButton also for a day that cannot be, Impossible.
        """

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await self._staff(transaction, caller, pair)
            due = awaited_meeting(held.pair, self._house.content.programme(held.organisation.id))
            if (due, held.pair.trial) != (kind, trial):
                raise StaleButton
            actor = f"person:{caller.person.id}"
            await carry_out(transaction, self._house, held.kept, pair_moves.Hold(kind), actor=actor)
            await self._enter(transaction, held, kind, day, actor)
            return await afresh(transaction, self._house, held)

        return await self.written(unit)

    async def _enter(
        self, transaction: Transaction, held: Seen, kind: MeetingKind, day: datetime.date | None, actor: str
    ) -> None:
        """The meeting as a row of its own, so that it counts where meetings are counted."""
        here, pair, now = zone(held.organisation), held.pair, self._house.local_time(held.organisation)
        last = await calendar.last_held(transaction, pair.id, here)
        last_day = last.date() if last else None
        at = _moment(lambda: meetings.entered(day or now.date(), last_day, now))
        if kind is MeetingKind.EVENT and last_day == at.date():
            # Two curators, or a second press, mean the same event of that day.
            raise StaleButton
        arranged = await calendar.open_of(transaction, pair.id, here)
        where = next((one.meeting.where for one in arranged if one.meeting.kind is kind), Where.ELSEWHERE)
        await calendar.close_open(transaction, pair.id, MeetingState.REPLACED)
        mentor = pair.mentor.membership
        meeting = await calendar.enter_held(transaction, pair.id, kind, mentor, where, at, self._house.now)
        entered = await calendar.one(transaction, meeting, here)
        assert entered is not None  # noqa: S101 - it has just been written
        await ask_which_event(transaction, self._house, pair, entered.meeting, actor)

    async def judge_trial(
        self, external_id: int, pair: PairId, trial: int, verdict: Verdict, reason: Reason | None = None
    ) -> PairCard:
        """A side's verdict on this very trial, in private, or the curator's decision.

        Raises Impossible, Forbidden, StaleButton.
        """

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await seen(transaction, caller, pair)
            if held.pair.trial != trial:
                raise StaleButton
            actor = f"person:{caller.person.id}"
            act: Any = pair_moves.GiveVerdict(held.side, verdict) if held.side else pair_moves.SettleTrial(verdict)
            if held.side is None:
                held = await self._staff(transaction, caller, pair, Event.SETTLE_TRIAL)
            await carry_out(transaction, self._house, held.kept, act, actor=actor, by=held.side, reason=reason)
            return await afresh(transaction, self._house, held)

        return await self.written(unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def written(self, unit: Callable[[Transaction], Awaitable[PairCard]]) -> PairCard:
        return await retried(lambda: self._house.database.write(unit))

    async def _draft(
        self,
        external_id: int,
        meeting: MeetingId,
        change: Callable[[Transaction, Seen, Kept], Awaitable[None]],
    ) -> PairCard:
        """A change of one's own draft. Raises StaleButton once it was sent."""

        async def unit(transaction: Transaction) -> PairCard:
            held, kept = await self._own(transaction, await caller_of(transaction, external_id), meeting)
            if kept.meeting.state is not MeetingState.DRAFT:
                raise StaleButton
            await change(transaction, held, kept)
            return await self._shown(transaction, held, meeting)

        return await self.written(unit)

    async def _own(self, transaction: Transaction, caller: Caller, meeting: MeetingId) -> tuple[Seen, Kept]:
        """A meeting of one's own making. Raises StaleButton."""
        held, kept = await self.known(transaction, caller, meeting)
        if kept.meeting.offered_by != held.side:
            raise StaleButton
        return held, kept

    async def known(self, transaction: Transaction, caller: Caller, meeting: MeetingId) -> tuple[Seen, Kept]:
        """A meeting of one's own pair. Raises StaleButton."""
        pair = await calendar.pair_of(transaction, meeting)
        if pair is None:
            raise StaleButton
        held = await self._side(transaction, caller, pair)
        kept = await calendar.one(transaction, meeting, zone(held.organisation))
        if kept is None:
            raise StaleButton
        return held, replace(kept, meeting=readable(kept.meeting, held.organisation))

    @staticmethod
    async def _side(transaction: Transaction, caller: Caller, pair: PairId) -> Seen:
        """Raises StaleButton for whoever is no side of the pair."""
        held = await seen(transaction, caller, pair)
        if held.side is None:
            raise StaleButton
        return held

    @staticmethod
    async def _staff(transaction: Transaction, caller: Caller, pair: PairId | None, event: Event = Event.HOLD) -> Seen:
        """Raises StaleButton, Forbidden."""
        if pair is None:
            raise StaleButton
        held = await seen(transaction, caller, pair)
        await allowed(transaction, caller.external_id, STAFF_ACTS[event], held.organisation.id)
        if held.side is not None:
            raise StaleButton
        return held

    async def _shown(self, transaction: Transaction, held: Seen, meeting: MeetingId) -> PairCard:
        """The card with this very draft."""
        kept = await calendar.one(transaction, meeting, zone(held.organisation))
        return replace(await card(transaction, self._house, held), meeting=kept.meeting if kept else None)

    async def tell_others(
        self, transaction: Transaction, held: Seen, kept: Kept, after: Meeting, kind: LetterKind
    ) -> None:
        readers = await readers_of(transaction, held.organisation.id, held.pair)
        others = [side for side in sides(held.pair) if side != held.side]
        now = self._house.local_time(held.organisation)
        for letter in meeting_letters.to_sides(kind, after, kept.changes + 1, others, readers, now):
            await outbox.add(transaction, letter)


def _arranges(held: Seen) -> None:
    """In a group the mentor arranges, members say what suits. Raises StaleButton."""
    if held.pair.is_group and held.reader is Reader.MENTEE:
        raise StaleButton


def _told(held: Seen, meeting: Meeting, by: MembershipId, outcome: Outcome, now: datetime.datetime) -> Meeting:
    if held.pair.is_group:
        return group_meetings.told(meeting, by, outcome, held.pair.mentor.membership, now)
    return meetings.told(meeting, by, outcome, sides(held.pair), now)


def by_side(held: Seen) -> MembershipId:
    assert held.side is not None  # noqa: S101 - only sides come this far
    return held.side


def _moment(choose: Callable[[], datetime.datetime]) -> datetime.datetime:
    """Raises StaleButton for a day that cannot be."""
    try:
        return choose()
    except MeetingRefused as refused:
        raise StaleButton from refused


def possible(change: Callable[[], Meeting]) -> Meeting:
    """What cannot be any more is an old button; a time that has gone by is told. Raises StaleButton, TimeGone."""
    try:
        return change()
    except TimeGone:
        raise
    except MeetingRefused as refused:
        raise StaleButton from refused
