"""Letters about reports: asked for, waited for, sent, accepted, returned. They name a round and a place, nobody."""

import datetime
from collections.abc import Iterable

from mentoring import calendar
from mentoring.access import TABLE, Action, level_of
from mentoring.calendar import Calendar
from mentoring.ids import OrganisationId, PersonId, ReportRoundId
from mentoring.letters import Letter, LetterKind, news
from mentoring.roles import Level, Role


def bearers(action: Action, level: Level) -> tuple[Role, ...]:
    """The roles that do this at a level."""
    return tuple(role for role in TABLE if action in TABLE[role] and level_of(role) is level)


def senders(level: Level) -> tuple[Role, ...]:
    return bearers(Action.SEND_REPORTS, level)


def collectors(level: Level) -> tuple[Role, ...]:
    return bearers(Action.COLLECT_REPORTS, level)


def asked(
    readers: Iterable[PersonId], found: ReportRoundId, place: OrganisationId, now: datetime.datetime
) -> list[Letter]:
    """The round has been opened; ``now`` is the place's local time."""
    return [
        news(person, LetterKind.REPORT_ASKED, f"{found}:{place}", now, round=found, organisation=place)
        for person in readers
    ]


def waits(
    readers: Iterable[PersonId],
    found: ReportRoundId,
    place: OrganisationId,
    step: int,
    now: datetime.datetime,
    days: Calendar,
) -> list[Letter]:
    """One a step, however often the day is looked at."""
    due = calendar.digest_time(now, days.of_leaders())
    kind = LetterKind.REPORT_WAITS
    facts = {"round": int(found), "organisation": int(place)}
    return [Letter(person, kind, f"{kind}:{found}:{place}:{step}:{person}", due, facts) for person in readers]


def urged(
    readers: Iterable[PersonId], found: ReportRoundId, place: OrganisationId, day: datetime.date, now: datetime.datetime
) -> list[Letter]:
    """The collector's own word: one a day of ``day``, theirs; ``now`` is the place's local time."""
    key = f"{found}:{place}:{day:%Y-%m-%d}"
    return [news(person, LetterKind.REPORT_URGED, key, now, round=found, organisation=place) for person in readers]


def sent(readers: Iterable[PersonId], found: ReportRoundId, now: datetime.datetime, days: Calendar) -> list[Letter]:
    """To the collectors: one a day however many came; ``now`` is their local time."""
    due = calendar.digest_time(now, days.of_leaders())
    kind = LetterKind.REPORT_SENT
    return [
        Letter(person, kind, f"{kind}:{found}:{due:%Y-%m-%d}:{person}", due, {"round": int(found)})
        for person in readers
    ]


def decided(
    kind: LetterKind,
    readers: Iterable[PersonId],
    report: int,
    changes: int,
    now: datetime.datetime,
) -> list[Letter]:
    """Accepted or returned; ``changes``: of the report as it was decided on, so that each decision is told once."""
    return [news(person, kind, f"{report}:{changes}", now, report=report) for person in readers]
