"""«Напомнить об анкете»: who has stopped in the questionnaire, and who of them is reminded when the curator asks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from mentoring.ids import AttemptId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.people import Membership
from mentoring.roles import Role
from mentoring.wishes import Wishes

STILL_AT_IT = datetime.timedelta(hours=1)
"""Whoever answered so lately is filling the questionnaire in right now."""


class LeftOut(Enum):
    """Why somebody gets no reminder."""

    TODAY = auto()
    AT_IT = auto()
    UNREACHED = auto()
    WISHED = auto()


@dataclass(frozen=True, slots=True)
class Stopped:
    """An unfinished questionnaire; ``touched`` is when it was begun or answered last, aware."""

    membership: Membership
    name: FullName | None
    attempt: AttemptId
    form: tuple[str, int]
    touched: datetime.datetime
    reached: bool
    wishes: Wishes


def left_out(stopped: Stopped, now: datetime.datetime, due: datetime.datetime, *, reminded: bool) -> LeftOut | None:
    """``due``: when a letter would come, local time; ``reminded``: there is one of that day already."""
    if reminded:
        return LeftOut.TODAY
    if not stopped.reached:
        return LeftOut.UNREACHED
    if now - stopped.touched < STILL_AT_IT:
        return LeftOut.AT_IT
    quiet = stopped.wishes.quiet_until
    if stopped.wishes.mutes(LetterKind.QUESTIONNAIRE_REMINDED) or (quiet is not None and quiet > due.date()):
        return LeftOut.WISHED
    return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where one person stands; ``name`` only where it may be said, ``left_out`` None for whoever is reminded."""

    code: str
    name: FullName | None
    role: Role
    answered: int
    total: int
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who gets what. ``written``: so many letters have just been; ``due``: when they come, if not at once."""

    organisation: Organisation
    today: datetime.date
    places: tuple[Place, ...]
    due: datetime.datetime | None = None
    written: int = 0

    @property
    def to_remind(self) -> int:
        return sum(place.left_out is None for place in self.places)


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    """Those who are reminded come first."""
    return tuple(sorted(places, key=lambda place: place.left_out is not None))
