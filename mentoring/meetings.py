"""A meeting of a pair: times offered, one taken, afterwards a word from both sides (Usolye 6.19)."""

import datetime
import re
import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mentoring.calendar import DAY
from mentoring.ids import MeetingId, MembershipId, PairId, SlotId
from mentoring.pairs import MeetingKind, MentoringKind

MOST_SLOTS = 3
FARTHEST = 60
"""Days ahead for which a time may be offered."""

LENGTH = datetime.timedelta(hours=1)
"""How long a meeting is taken to last: nobody is asked."""

FIRST_HOUR, LAST_HOUR = 8, 20
STEP_MINUTES = 30


class MeetingState(StrEnum):
    DRAFT = "draft"
    OFFERED = "offered"
    AGREED = "agreed"
    DISPUTED = "disputed"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


OVER = frozenset({MeetingState.HELD, MeetingState.MOVED, MeetingState.CANCELLED, MeetingState.REPLACED})


class Where(StrEnum):
    """Chosen by a button: a typed address would travel through the messenger."""

    SCHOOL = "school"
    ONLINE = "online"
    ELSEWHERE = "elsewhere"


LINK_LIMIT = 200
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_][\w-]+")
_NEVER_IN_A_LINK = frozenset(' <>"\\^`{|}')


class LinkRefused(Exception):
    """What was typed is no address of a page, or a very long one."""


def link(typed: str) -> str:
    """The address of an online meeting. Raises LinkRefused for anything but a plain http(s) one."""
    found = typed.strip()
    if len(found) > LINK_LIMIT or not found.isprintable() or _NEVER_IN_A_LINK & set(found):
        raise LinkRefused
    try:
        parts = urllib.parse.urlsplit(found)
        host, _ = parts.hostname, parts.port
    except ValueError as unreadable:
        raise LinkRefused from unreadable
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host or ""):
        raise LinkRefused
    return found


class Outcome(StrEnum):
    """What a side says afterwards."""

    HELD = "held"
    MOVED = "moved"
    NOT_HELD = "not_held"


class MeetingRefused(Exception):
    """What was asked for cannot be any more, or not yet: where things stand is to be shown."""


class TimeGone(MeetingRefused):
    """The time has passed, or lies too far ahead."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time on offer, in the organisation's zone."""

    id: SlotId
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """``said`` is what each side has told afterwards. ``link`` leads to an online meeting, until it is over.

    Of a group: ``fits`` are the members whom a time suits, ``answered`` those who have marked all they wanted.
    """

    id: MeetingId
    pair: PairId
    kind: MeetingKind
    state: MeetingState
    offered_by: MembershipId
    where: Where = Where.SCHOOL
    slots: tuple[Slot, ...] = ()
    at: datetime.datetime | None = None
    said: Mapping[MembershipId, Outcome] | None = None
    fits: Mapping[SlotId, frozenset[MembershipId]] = field(default_factory=dict)
    answered: frozenset[MembershipId] = frozenset()
    link: str | None = None

    @property
    def over(self) -> bool:
        return self.state in OVER

    def has_passed(self, now: datetime.datetime) -> bool:
        """Whether it can be told how it was."""
        return self.at is not None and self.at <= now

    @property
    def has_fallen(self) -> bool:
        """Its time was taken back, or came and nobody met."""
        return self.at is not None and self.state in {MeetingState.MOVED, MeetingState.CANCELLED}

    def has_lapsed(self, now: datetime.datetime) -> bool:
        """Whether all times on offer have gone by without a choice."""
        return self.state is MeetingState.OFFERED and all(slot.at <= now for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Memo:
    """What a mentor may want to read before a meeting: what it is for, five questions, what to check at the end."""

    about: str
    ask: tuple[str, ...]
    check: tuple[str, ...]


Memos = Mapping[tuple[MeetingKind, bool], Memo]
"""By kind of meeting and by whether the mentor is a pupil."""


def usual_place(kind: MentoringKind) -> Where:
    """Where a meeting is, unless somebody chooses otherwise."""
    return Where.ONLINE if kind is MentoringKind.REMOTE else Where.SCHOOL


def may_offer(meeting: Meeting, at: datetime.datetime, now: datetime.datetime) -> Meeting:
    """Raises TimeGone, and MeetingRefused when three times are on offer."""
    if not now < at <= now + FARTHEST * DAY:
        raise TimeGone
    if meeting.state is not MeetingState.DRAFT or len(meeting.slots) >= MOST_SLOTS:
        raise MeetingRefused
    return meeting


def offered(meeting: Meeting, now: datetime.datetime) -> Meeting:
    """Raises MeetingRefused without a time that is still to come."""
    if meeting.state is not MeetingState.DRAFT or not any(slot.at > now for slot in meeting.slots):
        raise MeetingRefused
    return replace(meeting, state=MeetingState.OFFERED)


def taken(meeting: Meeting, slot: SlotId, by: MembershipId, now: datetime.datetime) -> Meeting:
    """The other side takes one of the times. Raises MeetingRefused, TimeGone."""
    if meeting.state is not MeetingState.OFFERED or by == meeting.offered_by:
        raise MeetingRefused
    found = next((one for one in meeting.slots if one.id == slot), None)
    if found is None:
        raise MeetingRefused
    if found.at <= now:
        raise TimeGone
    return replace(meeting, state=MeetingState.AGREED, at=found.at)


def linked(meeting: Meeting, link: str | None, now: datetime.datetime) -> Meeting:
    """A meeting with a link is online; without one its place stays. Raises MeetingRefused unless it lies ahead."""
    if meeting.state is not MeetingState.AGREED or meeting.has_passed(now):
        raise MeetingRefused
    return replace(meeting, link=link, where=Where.ONLINE if link else meeting.where)


def told(
    meeting: Meeting, by: MembershipId, outcome: Outcome, sides: Iterable[MembershipId], now: datetime.datetime
) -> Meeting:
    """A side's word. The last one settles it; two different words are the curator's business.

    Raises MeetingRefused before the time has come.
    """
    if meeting.state is not MeetingState.AGREED or not meeting.has_passed(now):
        raise MeetingRefused
    said = {**(meeting.said or {}), by: outcome}
    meeting = replace(meeting, said=said)
    return settled(meeting) if set(sides) <= set(said) else meeting


def left_alone(meeting: Meeting) -> Meeting:
    """Nobody else says anything for days: the word that was given stands."""
    return settled(meeting) if meeting.said else meeting


_STATE_OF = {
    Outcome.HELD: MeetingState.HELD,
    Outcome.MOVED: MeetingState.MOVED,
    Outcome.NOT_HELD: MeetingState.CANCELLED,
}


def settled(meeting: Meeting) -> Meeting:
    """What the words that were said come to; there is at least one."""
    words = set((meeting.said or {}).values())
    if len(words) > 1 and Outcome.HELD in words:
        return replace(meeting, state=MeetingState.DISPUTED)
    if len(words) > 1:
        # Both say that it has not been; «перенесли» promises more.
        return replace(meeting, state=MeetingState.MOVED)
    return replace(meeting, state=_STATE_OF[words.pop()])


MOVED_OFTEN = 2
"""Moved more often than this, the curator hears of it (domain report, 2.4)."""


def is_moved_too_often(times: int) -> bool:
    """Whether this very move is the one to tell the curator of: once, not again with every further one."""
    return times == MOVED_OFTEN + 1


def entered(day: datetime.date, last: datetime.date | None, now: datetime.datetime) -> datetime.datetime:
    """When a meeting was that a curator enters: nobody asks the hour, so noon stands for the day.

    ``last`` is the day of the pair's last meeting that was held. Raises MeetingRefused for a day to come, or one
    before that meeting.
    """
    if day > now.date() or (last is not None and day < last):
        raise MeetingRefused
    noon = now.replace(year=day.year, month=day.month, day=day.day, hour=12, minute=0, second=0, microsecond=0)
    return min(noon, now)


def judged(meeting: Meeting, outcome: Outcome) -> Meeting:
    """The curator's word ends a disagreement. Raises MeetingRefused."""
    if meeting.state is not MeetingState.DISPUTED:
        raise MeetingRefused
    return replace(meeting, state=_STATE_OF[outcome])


def called_off(meeting: Meeting, state: MeetingState, now: datetime.datetime) -> Meeting:
    """Moved or cancelled ahead of its time, by either side. Raises MeetingRefused."""
    if meeting.state not in {MeetingState.OFFERED, MeetingState.AGREED} or meeting.has_passed(now):
        raise MeetingRefused
    return replace(meeting, state=state)


def days_to_offer(today: datetime.date) -> tuple[datetime.date, ...]:
    """Today and the days of the two weeks to come."""
    return tuple(today + number * DAY for number in range(15))


def times_to_offer(day: datetime.date, now: datetime.datetime) -> tuple[datetime.datetime, ...]:
    """The half hours of a day that are still to come, in the zone of ``now``."""
    minutes = range(FIRST_HOUR * 60, LAST_HOUR * 60 + 1, STEP_MINUTES)
    times = (now.replace(year=day.year, month=day.month, day=day.day, hour=m // 60, minute=m % 60) for m in minutes)
    return tuple(at for at in (time.replace(second=0, microsecond=0) for time in times) if at > now)
