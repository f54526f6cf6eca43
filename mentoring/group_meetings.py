"""A meeting of a group: the mentor offers times, each member says which suit, afterwards who was there.

The rule: a mark is an answer at once. The mentor may fix a time at any moment. When all members have marked all they
wanted, or a working day has passed, or three hours are left to one of the times, the time that suits most is fixed by
itself, the earliest of equals. Nobody's silence holds the others up: afterwards the mentor's word and one member's are
enough.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mentoring.ids import MeetingId, MembershipId, SlotId
from mentoring.meetings import Meeting, MeetingRefused, MeetingState, Outcome, Slot, TimeGone, settled
from mentoring.pairs import MeetingKind

FIXED_AFTER = 1
"""Working days after the offer at whose end the time that suits most is fixed."""

FIXED_BEFORE = datetime.timedelta(hours=3)
"""How long before one of the times the best is fixed at the latest: an offer may be for tomorrow."""


class NobodyThere(MeetingRefused):
    """A meeting at which nobody was has not been held."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was at a meeting; None where it has not been said."""

    meeting: MeetingId
    kind: MeetingKind
    present: Mapping[MembershipId, bool | None]


def suits(meeting: Meeting, slot: SlotId, by: MembershipId, now: datetime.datetime) -> Slot:
    """A time on offer that a member may mark. Raises MeetingRefused, TimeGone."""
    if meeting.state is not MeetingState.OFFERED or by == meeting.offered_by:
        raise MeetingRefused
    return _ahead(meeting, slot, now)


def _ahead(meeting: Meeting, slot: SlotId, now: datetime.datetime) -> Slot:
    found = next((one for one in meeting.slots if one.id == slot), None)
    if found is None:
        raise MeetingRefused
    if found.at <= now:
        raise TimeGone
    return found


def answered(meeting: Meeting, by: MembershipId) -> Meeting:
    """A member has marked what suits, or nothing. Raises MeetingRefused."""
    if meeting.state is not MeetingState.OFFERED or by == meeting.offered_by:
        raise MeetingRefused
    return replace(meeting, answered=meeting.answered | {by})


def marked_slot(meeting: Meeting, slot: SlotId, by: MembershipId, *, fits: bool) -> Meeting:
    others = meeting.fits.get(slot, frozenset()) - {by}
    return replace(meeting, fits={**meeting.fits, slot: others | {by} if fits else others})


def heard(meeting: Meeting, by: MembershipId) -> bool:
    """A mark is an answer, though more may come."""
    return by in meeting.answered or any(by in fitting for fitting in meeting.fits.values())


def has_told_all(meeting: Meeting, by: MembershipId, now: datetime.datetime) -> bool:
    """Has said so, or has marked every time that is still ahead."""
    ahead = [slot for slot in meeting.slots if slot.at > now]
    everything = bool(ahead) and all(by in meeting.fits.get(slot.id, ()) for slot in ahead)
    return by in meeting.answered or everything


def decided(meeting: Meeting, members: Iterable[MembershipId], now: datetime.datetime) -> Meeting:
    """The offer after an answer: fixed, or off where nothing suits anybody, once everybody has told all."""
    if not all(has_told_all(meeting, member, now) for member in members if member != meeting.offered_by):
        return meeting
    return by_itself(meeting, now) or replace(meeting, state=MeetingState.CANCELLED)


def by_itself(meeting: Meeting, now: datetime.datetime) -> Meeting | None:
    """The time that suits most, the earliest of equals; None while none that is ahead suits anybody."""
    ahead = [slot for slot in meeting.slots if slot.at > now and meeting.fits.get(slot.id)]
    best = min(ahead, key=lambda slot: (-len(meeting.fits[slot.id]), slot.at), default=None)
    return None if best is None else replace(meeting, state=MeetingState.AGREED, at=best.at)


def looked_at(meeting: Meeting, now: datetime.datetime) -> datetime.datetime | None:
    """The next moment before one of the times at which the best one is fixed."""
    moments = (slot.at - FIXED_BEFORE for slot in meeting.slots)
    return min((moment for moment in moments if moment > now), default=None)


def fixed(meeting: Meeting, slot: SlotId, now: datetime.datetime) -> Meeting:
    """By the mentor. Raises MeetingRefused, TimeGone."""
    if meeting.state is not MeetingState.OFFERED:
        raise MeetingRefused
    return replace(meeting, state=MeetingState.AGREED, at=_ahead(meeting, slot, now).at)


def told(meeting: Meeting, by: MembershipId, outcome: Outcome, mentor: MembershipId, now: datetime.datetime) -> Meeting:
    """A word afterwards; the mentor's and one member's settle it. Raises MeetingRefused before the time has come."""
    if meeting.state is not MeetingState.AGREED or not meeting.has_passed(now):
        raise MeetingRefused
    meeting = replace(meeting, said={**(meeting.said or {}), by: outcome})
    said = meeting.said or {}
    return settled(meeting) if mentor in said and len(said) > 1 else meeting


def concerned(
    meeting: Meeting, sides: Iterable[MembershipId], came: Mapping[MembershipId, datetime.datetime]
) -> tuple[MembershipId, ...]:
    """Who can tell how it was: whoever came into the group after its beginning cannot. ``came`` of those who did."""
    return tuple(one for one in sides if meeting.at is None or one not in came or came[one] <= meeting.at)


def marked(sheet: Attendance, member: MembershipId, *, present: bool) -> Attendance:
    """Raises NobodyThere when it would leave nobody, MeetingRefused for a stranger."""
    if member not in sheet.present:
        raise MeetingRefused
    after = {**sheet.present, member: present}
    if all(was is False for was in after.values()):
        raise NobodyThere
    return replace(sheet, present=after)
