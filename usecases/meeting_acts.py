"""What becomes of a meeting when a word is said about it: kept, passed on to the pair, or left to the curator."""

from collections.abc import Iterable

from mentoring import meeting_letters, meetings, pair_moves
from mentoring.group_meetings import FIXED_AFTER, by_itself, decided, heard, looked_at
from mentoring.ids import MeetingId, MembershipId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState
from mentoring.organisations import Organisation
from mentoring.pairs import MeetingKind, Pair, PairState
from storage import letters as outbox
from storage import meetings as calendar
from storage import pairs
from storage.database import Transaction
from storage.meetings import Kept
from storage.pairs import Kept as KeptPair
from storage.times import stored
from usecases import road
from usecases.looking import midnight_after
from usecases.pair_acts import CLOCK, carry_out, readers_of
from usecases.pair_views import zone
from usecases.unit import House

WORD_STANDS_AFTER = 2
"""Working days after which the word of one side stands alone."""


TOLD_TO_NEWCOMER = {
    MeetingState.OFFERED: LetterKind.MEETING_OFFERED,
    MeetingState.AGREED: LetterKind.MEETING_AGREED,
}


async def agree(
    transaction: Transaction,
    house: House,
    pair: Pair,
    kept: Kept,
    after: Meeting,
    told: Iterable[MembershipId],
) -> None:
    """A time is fixed: kept, told to those who have not done it, and everybody will be reminded. Raises Moved."""
    organisation = await road.organisation(transaction, pair.organisation)
    now, days = house.local_time(organisation), house.content.calendars(organisation)
    # What else was being arranged is of no use any more.
    await calendar.close_open(transaction, pair.id, MeetingState.REPLACED, but=after.id)
    await calendar.save(transaction, kept, after)
    readers = await readers_of(transaction, organisation.id, pair)
    news = meeting_letters.to_sides(LetterKind.MEETING_AGREED, after, kept.changes + 1, told, readers, now)
    for letter in (*news, *meeting_letters.reminders(after, sides(pair), readers, now, days)):
        await outbox.add(transaction, letter)


async def tell_newcomer(transaction: Transaction, house: House, pair: Pair, member: MembershipId) -> None:
    """Whoever comes into a group takes part in the meeting ahead: asked about its time, or told of it and reminded."""
    organisation = await road.organisation(transaction, pair.organisation)
    now, days = house.local_time(organisation), house.content.calendars(organisation)
    readers = await readers_of(transaction, organisation.id, pair)
    for kept in await calendar.open_of(transaction, pair.id, zone(organisation)):
        kind = TOLD_TO_NEWCOMER.get(kept.meeting.state)
        if kind is None or kept.meeting.has_passed(now):
            continue
        found = meeting_letters.to_sides(kind, kept.meeting, kept.changes, [member], readers, now)
        if kept.meeting.state is MeetingState.AGREED:
            found += meeting_letters.reminders(kept.meeting, [member], readers, now, days)
        for letter in found:
            await outbox.add(transaction, letter)


async def decide_without_leaver(transaction: Transaction, house: House, pair: Pair) -> None:
    """Whoever has left a group may have been the last whose answer was waited for."""
    organisation = await road.organisation(transaction, pair.organisation)
    now, members = house.local_time(organisation), [side.membership for side in pair.members]
    for kept in await calendar.open_of(transaction, pair.id, zone(organisation)):
        if kept.meeting.state is not MeetingState.OFFERED or not any(heard(kept.meeting, one) for one in members):
            continue
        after = decided(kept.meeting, members, now)
        if after.state is MeetingState.AGREED:
            await agree(transaction, house, pair, kept, after, sides(pair))
        elif after.state is MeetingState.CANCELLED:
            await calendar.save(transaction, kept, after)
            readers, off = await readers_of(transaction, organisation.id, pair), LetterKind.MEETING_OFF
            for letter in meeting_letters.to_sides(off, after, kept.changes + 1, sides(pair), readers, now):
                await outbox.add(transaction, letter)


def fixed_at(house: House, organisation: Organisation) -> int:
    """When the time that suits most of a group is fixed by itself, if it is offered now."""
    days = house.content.calendars(organisation)
    return midnight_after(days.after(house.local_time(organisation).date(), FIXED_AFTER), organisation)


def offer_looked_at(house: House, meeting: Meeting, pair: Pair, organisation: Organisation) -> int | None:
    """When time itself does something to an offer next: fixes the best time of a group, or tells that it has lapsed."""
    now = house.local_time(organisation)
    before = looked_at(meeting, now) if pair.is_group else None
    last = max(slot.at for slot in meeting.slots)
    if before is not None:
        return stored(before)
    return stored(last) if last > now else None


async def settle(
    transaction: Transaction, house: House, pair: KeptPair, kept: Kept, after: Meeting, actor: str
) -> None:
    """Raises Moved, and Impossible when the pair is no longer where this meeting belongs.

    A plan may be worked through before its last meeting comes: that one is kept for the record and moves nothing.
    """
    organisation = await road.organisation(transaction, pair.pair.organisation)
    await calendar.save(transaction, kept, after, act_at=_act_at(house, after, organisation))
    for_the_record = after.kind is MeetingKind.EVENT and pair.pair.state is PairState.FINAL_MEETING
    if after.state is MeetingState.HELD and not for_the_record:
        # What else was being arranged is of no use any more.
        await calendar.close_open(transaction, pair.pair.id, MeetingState.REPLACED)
        await carry_out(transaction, house, pair, pair_moves.Hold(after.kind), actor=actor)
        await ask_which_event(transaction, house, pair.pair, after, actor)
    if after.state is MeetingState.MOVED:
        await tell_of_moves(transaction, house, pair.pair, after, kept.changes + 1)
    if after.state is MeetingState.DISPUTED:
        readers = await readers_of(transaction, organisation.id, pair.pair)
        now = house.local_time(organisation)
        days, change = house.content.calendars(organisation), kept.changes + 1
        at_once = meeting_letters.to_staff(after, change, readers, now)
        for letter in (*at_once, *meeting_letters.unsettled(after, change, readers, now, days)):
            await outbox.add(transaction, letter)


async def ask_which_event(transaction: Transaction, house: House, pair: Pair, meeting: Meeting, actor: str) -> None:
    """The mentor says once which event it was; who has just told that it took place sees the question at once."""
    if meeting.kind is not MeetingKind.EVENT:
        return
    organisation = await road.organisation(transaction, pair.organisation)
    readers = await readers_of(transaction, organisation.id, pair)
    mentor = pair.mentor.membership
    if f"person:{readers.people.get(mentor)}" == actor:
        return
    now = house.local_time(organisation)
    for letter in meeting_letters.to_sides(LetterKind.EVENT_ASKED, meeting, 0, [mentor], readers, now):
        await outbox.add(transaction, letter)


async def tell_of_moves(transaction: Transaction, house: House, pair: Pair, meeting: Meeting, change: int) -> None:
    """Moved again and again: the curator may ask whether something is in the way."""
    times = await calendar.moved_since_held(transaction, pair.id, meeting.kind)
    if not meetings.is_moved_too_often(times):
        return
    organisation = await road.organisation(transaction, pair.organisation)
    readers = await readers_of(transaction, organisation.id, pair)
    now, kind = house.local_time(organisation), LetterKind.MEETING_MOVED_OFTEN
    for letter in meeting_letters.to_staff(meeting, change, readers, now, kind):
        await outbox.add(transaction, letter)


def _act_at(house: House, meeting: Meeting, organisation: Organisation) -> int | None:
    """When the word of one side stands, if the other says nothing."""
    if meeting.state is not MeetingState.AGREED or not meeting.said:
        return None
    today = house.local_time(organisation).date()
    days = house.content.calendars(organisation)
    return midnight_after(days.after(today, WORD_STANDS_AFTER), organisation)


async def stand_alone(transaction: Transaction, house: House, meeting: MeetingId) -> None:
    """Days have passed since one side spoke: its word stands; since a group was asked: the best time is fixed.

    A meeting that has moved on is left as it is.
    """
    pair_id = await calendar.pair_of(transaction, meeting)
    pair = None if pair_id is None else await pairs.one(transaction, pair_id)
    assert pair is not None  # noqa: S101 - a foreign key leads to it
    organisation = await road.organisation(transaction, pair.pair.organisation)
    kept = await calendar.one(transaction, meeting, zone(organisation))
    assert kept is not None  # noqa: S101 - meetings are never deleted
    if kept.meeting.state is MeetingState.OFFERED:
        await _look_at_offer(transaction, house, pair.pair, kept, organisation)
        return
    if kept.meeting.state is not MeetingState.AGREED:
        await calendar.save(transaction, kept, kept.meeting)
        return
    try:
        await settle(transaction, house, pair, kept, meetings.left_alone(kept.meeting), CLOCK)
    except pair_moves.Impossible:
        await calendar.close_open(transaction, pair.pair.id, MeetingState.REPLACED)


async def _look_at_offer(
    transaction: Transaction, house: House, pair: Pair, kept: Kept, organisation: Organisation
) -> None:
    """The best time of a group is fixed; of times that have all gone by the mentor hears once, whoever offered them."""
    now = house.local_time(organisation)
    fixed = by_itself(kept.meeting, now) if pair.is_group else None
    if fixed is not None:
        await agree(transaction, house, pair, kept, fixed, sides(pair))
        return
    await calendar.save(
        transaction, kept, kept.meeting, act_at=offer_looked_at(house, kept.meeting, pair, organisation)
    )
    if not kept.meeting.has_lapsed(now):
        return
    readers = await readers_of(transaction, organisation.id, pair)
    mentor, kind = pair.mentor.membership, LetterKind.MEETING_LAPSED
    for letter in meeting_letters.to_sides(kind, kept.meeting, 0, [mentor], readers, now):
        await outbox.add(transaction, letter)


def sides(pair: Pair) -> tuple[MembershipId, ...]:
    """Whose words are waited for."""
    return tuple(side.membership for side in pair.sides)
