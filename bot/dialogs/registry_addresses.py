"""Where buttons about the registry of mentors lead."""

import datetime
from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import MembershipId, OrganisationId
from mentoring.registry import RemovalReason, Shelf


@address("rg")
@dataclass(frozen=True, slots=True)
class Registry(Address):
    """How many mentors stand where."""

    organisation: OrganisationId


@address("rl")
@dataclass(frozen=True, slots=True)
class Shelved(Address):
    organisation: OrganisationId
    shelf: Shelf
    page: int = 0


@address("rc")
@dataclass(frozen=True, slots=True)
class Entry(Address):
    """One mentor's record."""

    membership: MembershipId


@address("rn")
@dataclass(frozen=True, slots=True)
class Nominate(Address):
    membership: MembershipId


@address("ra")
@dataclass(frozen=True, slots=True)
class NominateAll(Address):
    """Everybody of the bank who was never in the registry."""

    organisation: OrganisationId


@address("ro")
@dataclass(frozen=True, slots=True)
class Approve(Address):
    """«Утвердить приказом»: number and date are typed next; without a mentor for all who are nominated."""

    organisation: OrganisationId
    membership: MembershipId | None = None


@address("rt")
@dataclass(frozen=True, slots=True)
class TrainingDay(Address):
    """When was the training? Without a month the last days, 0 for the months, else the days of this one."""

    membership: MembershipId
    month: int | None = None


@address("rd")
@dataclass(frozen=True, slots=True)
class MarkTrained(Address):
    """``day`` counts the days of the calendar from its beginning."""

    membership: MembershipId
    day: int

    @property
    def date(self) -> datetime.date:
        """Raises OverflowError, ValueError for a forged one."""
        return datetime.date.fromordinal(self.day)


@address("rx")
@dataclass(frozen=True, slots=True)
class Remove(Address):
    """Without a reason: why?"""

    membership: MembershipId
    reason: RemovalReason | None = None


@address("rv")
@dataclass(frozen=True, slots=True)
class Volunteer(Address):
    """«Хочу быть наставником»: into the registry by one's own wish."""

    membership: MembershipId
    sure: bool = False
