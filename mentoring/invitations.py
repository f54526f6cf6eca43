"""What an invitation may be, and how it is shown to who made it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mentoring.access import Forbidden, invites
from mentoring.ids import InvitationId
from mentoring.organisations import Organisation
from mentoring.roles import Role

PERSONAL_DAYS = 30
POSTER_USES = (10, 30, 100, 300)
POSTER_DAYS = (7, 30, 90)
USES_LIMIT = 1000
DAYS_LIMIT = 365


class Kind(StrEnum):
    """A personal invitation works once; a poster lets in as many as it says until it ends."""

    PERSONAL = "personal"
    POSTER = "poster"


class InvitationState(StrEnum):
    OPEN = "open"
    USED_UP = "used_up"
    EXPIRED = "expired"
    REVOKED = "revoked"


class RoleNotHere(Forbidden):
    """An organisation of this level has no such role."""

    def __init__(self, role: Role) -> None:
        super().__init__(invites(role))


class LimitsRefused(Exception):
    """Uses or days are outside 1…1000 and 1…365."""


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """``until`` is local time of the organisation; ``of`` is the code of the staff list's person («3-17»)."""

    id: InvitationId
    code: str
    organisation: Organisation
    role: Role
    kind: Kind
    state: InvitationState
    uses: int
    uses_left: int
    until: datetime.datetime
    of: str | None


@dataclass(frozen=True, slots=True)
class Inviter:
    """An organisation and the roles that the caller may invite to there."""

    organisation: Organisation
    roles: tuple[Role, ...]


def check_limits(uses: int, days: int) -> None:
    """Raises LimitsRefused."""
    if not (1 <= uses <= USES_LIMIT and 1 <= days <= DAYS_LIMIT):
        raise LimitsRefused


def link(username: str, code: str) -> str:
    """The deep link that opens the bot with this invitation."""
    return f"https://t.me/{username}?start={code}"
