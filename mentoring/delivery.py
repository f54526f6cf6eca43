"""When a letter may be handed over, how often it is tried, and when it is given up (design §4, conventions 5.1)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring import calendar
from mentoring.calendar import DAY, Calendar
from mentoring.letters import LetterClass
from mentoring.wishes import NO_WISHES, Window, Wishes, window

DIGEST_KEEPS_DAYS = 3
"""A digest that is older than three days matters no more."""

NEWS_MERGED_FOR = 600
"""Seconds after news of a pair in which what follows waits, to come as one message telling where it stands."""

MINUTE = 60
HOUR = 60 * MINUTE
BACKOFF = (30, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR)
"""Seconds between tries; the last one repeats."""

TRIES_LAST = 3 * 24 * HOUR
"""Seconds from the first failed try after which a letter is given up."""


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class TryLater:
    """A passing trouble; ``after``: seconds the messenger has asked to wait."""

    reason: str
    after: int | None = None


@dataclass(frozen=True, slots=True)
class NobodyThere:
    """The person has blocked the bot, deleted the account or never pressed Start."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The messenger will never take this message: trying again is of no use."""

    reason: str


Outcome = Sent | TryLater | NobodyThere | Refused


def wait(attempts: int, asked: int | None) -> int:
    """Seconds until the next try after ``attempts`` failed ones; what the messenger asked for comes first."""
    backoff = BACKOFF[min(max(attempts, 1), len(BACKOFF)) - 1]
    return backoff if asked is None else max(asked, 1)


def gives_up(tried_since: int | None, now: int) -> bool:
    return tried_since is not None and now - tried_since >= TRIES_LAST


def too_late(
    of: LetterClass,
    due: datetime.datetime,
    now: datetime.datetime,
    days: Calendar,
    last_digest: datetime.datetime | None = None,
) -> bool:
    """All moments in local time. Days are counted by date, so that Friday's digest still comes on Monday.

    What was held back on its own day is never too late on the next day that is open, however long the holidays were;
    nor is what had no turn, because the reader got another digest that day.
    """
    since = due.date() if last_digest is None else max(due.date(), last_digest.date())
    if of is not LetterClass.DIGEST or (now.date() - since).days <= DIGEST_KEEPS_DAYS:
        return False
    return now.date() > days.next_open(since + DAY)


def opens(
    of: LetterClass,
    now: datetime.datetime,
    days: Calendar,
    last_digest: datetime.datetime | None,
    wishes: Wishes = NO_WISHES,
) -> datetime.datetime:
    """``now`` itself when a letter of this class may come now, else when it may. All in local time.

    ``days`` are the reader's own: a pupil's know the vacations. ``last_digest`` is when the reader got a digest
    last: there is one a day at most. «Не беспокоить до» holds back digests and news; a meeting that was agreed
    and an alarm come all the same.
    """
    if of is LetterClass.ALARM:
        return now
    if of is LetterClass.MEETING:
        return calendar.meeting_time(now)
    if wishes.quiet_until is not None and wishes.quiet_until > now.date():
        now = calendar.at(now, wishes.quiet_until, datetime.time())
    if of is LetterClass.NEWS:
        return calendar.news_time(now)
    return _digest_opens(now, days, last_digest, window(wishes.hour, pupil=days.pupils))


def together(openings: Sequence[datetime.datetime]) -> list[datetime.datetime]:
    """When each of one person's digests goes, told by when each may come by itself, the oldest first.

    One of another place or hour must not be passed by day after day: whatever comes on the first of these days waits
    for the oldest that does.
    """
    days = [one.astimezone(openings[0].tzinfo).date() for one in openings]
    leads = openings[days.index(min(days))]
    return [max(one, leads) for one in openings]


def _digest_opens(
    now: datetime.datetime, days: Calendar, last_digest: datetime.datetime | None, hours: Window
) -> datetime.datetime:
    clock = now.timetz().replace(tzinfo=None)
    had_one = last_digest is not None and last_digest.date() >= now.date()
    if had_one or clock >= hours.closes:
        return calendar.digest_time(calendar.at(now, now.date() + DAY, datetime.time()), days, hours.slot)
    if days.opens(now.date()) and clock >= hours.opens:
        return now
    return calendar.digest_time(calendar.at(now, now.date(), datetime.time()), days, hours.slot)
