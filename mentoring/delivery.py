"""When a letter may be handed over, how often it is tried, and when it is given up (design §4, conventions 5.1)."""

import datetime
from dataclasses import dataclass

from mentoring import calendar
from mentoring.calendar import DAY, Calendar
from mentoring.letters import LetterClass

DIGEST_OPENS, DIGEST_CLOSES = datetime.time(8, 30), datetime.time(19)
DIGEST_KEEPS_DAYS = 3
"""A digest that is older than three days matters no more."""

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


def too_late(of: LetterClass, due: datetime.datetime, now: datetime.datetime) -> bool:
    """Both moments in local time. Days are counted by date, so that Friday's digest still comes on Monday."""
    return of is LetterClass.DIGEST and (now.date() - due.date()).days > DIGEST_KEEPS_DAYS


def opens(
    of: LetterClass, now: datetime.datetime, days: Calendar, last_digest: datetime.datetime | None
) -> datetime.datetime:
    """``now`` itself when a letter of this class may come now, else when it may. All in local time.

    ``last_digest`` is when the reader got a digest last: there is one a day at most.
    """
    if of is LetterClass.ALARM:
        return now
    if of is LetterClass.NEWS:
        return calendar.news_time(now)
    if of is LetterClass.MEETING:
        return calendar.meeting_time(now)
    if last_digest is not None and last_digest.date() == now.date():
        return _digest_time(_morning_after(now), days)
    clock = now.timetz().replace(tzinfo=None)
    day_is_open = days.works(now.date()) and _outside_leave(now.date())
    if day_is_open and DIGEST_OPENS <= clock < DIGEST_CLOSES:
        return now
    if clock >= DIGEST_CLOSES:
        return _digest_time(_morning_after(now), days)
    return _digest_time(now, days)


def _digest_time(moment: datetime.datetime, days: Calendar) -> datetime.datetime:
    return calendar.digest_time(moment, days, _outside_leave)


def _morning_after(moment: datetime.datetime) -> datetime.datetime:
    return (moment + DAY).replace(hour=0, minute=0, second=0, microsecond=0)


def _outside_leave(day: datetime.date) -> bool:
    return not calendar.teachers_are_on_leave(day)
