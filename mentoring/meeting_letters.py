"""Letters about meetings: an offer, an answer, the day before and the hour before, a question afterwards."""

import datetime
from collections.abc import Iterable

from mentoring import calendar, letters
from mentoring.calendar import DAY, Calendar
from mentoring.ids import MembershipId
from mentoring.letters import Letter, LetterKind
from mentoring.meetings import LENGTH, Meeting
from mentoring.pair_letters import Readers
from mentoring.pairs import Party
from mentoring.zones import by_clock

HOUR = datetime.timedelta(hours=1)
ASKED_AFTER = 2 * HOUR
"""After the planned end both are asked how it was."""


def to_sides(
    kind: LetterKind,
    meeting: Meeting,
    change: int,
    sides: Iterable[MembershipId],
    readers: Readers,
    now: datetime.datetime,
) -> list[Letter]:
    """News of one side for the others. ``change`` numbers the acts upon the meeting."""
    key = f"{meeting.id}:{change}"
    facts = {"pair": int(meeting.pair), "meeting": int(meeting.id), "change": change}
    return [
        letters.news(readers.people[side], kind, key, now, **facts, side=int(side))
        for side in sides
        if side in readers.people
    ]


def to_staff(
    meeting: Meeting,
    change: int,
    readers: Readers,
    now: datetime.datetime,
    kind: LetterKind = LetterKind.MEETING_DISPUTED,
) -> list[Letter]:
    """The two sides tell different things, or move the meeting again and again: somebody has to ask."""
    key = f"{meeting.id}:{change}"
    facts = {"pair": int(meeting.pair), "meeting": int(meeting.id)}
    return [letters.news(person, kind, key, now, **facts) for person in readers.looking_after(Party.CURATOR)]


UNSETTLED = ((Party.CURATOR, 2), (Party.DEPUTY_HEAD, 5))
"""Who hears once more of two different words that nobody has settled, and after how many working days."""


def unsettled(meeting: Meeting, change: int, readers: Readers, now: datetime.datetime, days: Calendar) -> list[Letter]:
    """Dropped at sending when the curator's word has been given."""
    kind, found = LetterKind.MEETING_UNSETTLED, []
    for told, working_days in UNSETTLED:
        moment = now + (days.after(now.date(), working_days) - now.date())
        facts = {"pair": int(meeting.pair), "meeting": int(meeting.id), "told": list(Party).index(told)}
        due = calendar.digest_time(moment, days)
        found += [
            Letter(person, kind, f"{kind}:{meeting.id}:{change}:{working_days}:{person}", due, facts)
            for person in readers.looking_after(told)
        ]
    return found


def reminders(
    meeting: Meeting, sides: Iterable[MembershipId], readers: Readers, now: datetime.datetime, days: Calendar
) -> list[Letter]:
    """The day before, an hour before, and the question afterwards; what would come too late is left out.

    The hours are those of each reader's own clock.
    """
    assert meeting.at is not None  # noqa: S101 - it has just been agreed
    return [
        Letter(
            readers.people[side],
            kind,
            f"{kind}:{meeting.id}:{int(meeting.at.timestamp())}:{readers.people[side]}",
            due,
            {"pair": int(meeting.pair), "meeting": int(meeting.id), "side": int(side)},
        )
        for side in sides
        if side in readers.people
        for kind, due in _planned(by_clock(meeting.at, readers.zones.get(side)), days).items()
        if due > now and (kind is LetterKind.MEETING_ASKED or due < meeting.at)
    ]


def _planned(at: datetime.datetime, days: Calendar) -> dict[LetterKind, datetime.datetime]:
    return {
        LetterKind.MEETING_TOMORROW: _eve(at, days),
        LetterKind.MEETING_SOON: calendar.meeting_time(at - HOUR),
        LetterKind.MEETING_ASKED: calendar.news_time(at + LENGTH + ASKED_AFTER),
    }


def _eve(at: datetime.datetime, days: Calendar) -> datetime.datetime:
    """15:00 of the last working day before: on a closed day nobody wants to hear of Monday."""
    day = at.date() - DAY
    while not days.works(day):
        day -= DAY
    hour = calendar.DIGEST_HOUR.hour
    return at.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=0, second=0, microsecond=0)
