"""The history of a pair as those read it who look after it."""

import datetime
from dataclasses import dataclass

from mentoring.names import FullName
from mentoring.pair_cards import PairCard, Reason
from mentoring.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it; of somebody who has left since nothing is known any more."""

    role: Role | None
    code: str | None
    name: FullName | None


@dataclass(frozen=True, slots=True)
class Happening:
    """``event`` as the history keeps it, ``at`` local time. No ``actor``: time did it, or it is private."""

    at: datetime.datetime
    event: str
    actor: Actor | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class PairHistory:
    """The newest first."""

    card: PairCard
    happenings: tuple[Happening, ...]
    page: int
