"""Letters of a survey sent to many: one that asks, reminders for those who are silent, one that it has ended."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentoring import calendar
from mentoring.calendar import Calendar
from mentoring.campaigns import BuiltIn
from mentoring.ids import CampaignId, MembershipId, OrganisationId, PersonId
from mentoring.letters import Letter, LetterKind

REMIND_AFTER = (3, 7)
"""Of a survey of one's own: working days after the opening."""


def reminders(
    opened: datetime.date, last: datetime.date, remind_after: Iterable[int], days: Calendar
) -> tuple[datetime.date, ...]:
    """The days on which the silent hear of it again while an answer still counts."""
    found = (days.after(opened, working_days) for working_days in sorted(remind_after))
    return tuple(day for day in found if day <= last)


def asked(
    campaign: CampaignId, asked_as: MembershipId, person: PersonId, now: datetime.datetime, days: Calendar
) -> Letter:
    """The first of them; ``now`` is the local time of whoever is asked."""
    return _letter(LetterKind.CAMPAIGN_ASKED, campaign, asked_as, person, now, days)


def reminded(
    campaign: CampaignId, asked_as: MembershipId, person: PersonId, now: datetime.datetime, days: Calendar
) -> Letter:
    """For the silent; whoever gives the reason."""
    return _letter(LetterKind.CAMPAIGN_WAITS, campaign, asked_as, person, now, days)


def _letter(
    kind: LetterKind,
    campaign: CampaignId,
    asked_as: MembershipId,
    person: PersonId,
    now: datetime.datetime,
    days: Calendar,
) -> Letter:
    due = calendar.digest_time(now, days)
    # Of both kinds one a day at most.
    key = f"campaign:{campaign}:{asked_as}:{now:%Y-%m-%d}"
    return Letter(person, kind, key, due, {"campaign": campaign, "membership": asked_as})


def closed(campaign: CampaignId, readers: Iterable[PersonId], now: datetime.datetime, days: Calendar) -> list[Letter]:
    """For those who lead surveys there; ``now`` is their local time."""
    kind, due = LetterKind.CAMPAIGN_CLOSED, calendar.digest_time(now, days)
    return [Letter(one, kind, f"{kind}:{campaign}:{one}", due, {"campaign": campaign}) for one in readers]


# -- what they say ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A survey that waits for an answer; ``again``: asked before, ``last``: and not any more."""

    campaign: CampaignId
    title: str
    until: datetime.date
    again: bool
    last: bool = False


@dataclass(frozen=True, slots=True)
class CampaignsAsked:
    """Surveys of one place that a person has not answered yet."""

    organisation_name: str
    surveys: tuple[AskedOf, ...]
    pupil: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A survey whose time is over; ``built_in`` is None for one of one's own."""

    campaign: CampaignId
    title: str
    built_in: BuiltIn | None
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class CampaignsClosed:
    """For those who lead surveys: these are over."""

    organisation: OrganisationId
    organisation_name: str
    surveys: tuple[Ended, ...]


CampaignNotice = CampaignsAsked | CampaignsClosed


def together(first: Sequence[AskedOf], second: Sequence[AskedOf]) -> tuple[AskedOf, ...]:
    """Each survey once, as the later letter tells of it."""
    return tuple({one.campaign: one for one in (*first, *second)}.values())
