"""Orders of the head on pairs: which pairs ask for one, what a draft says of them (conventions 5.5, report 3.7)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring.bank import Post
from mentoring.consent import school_year_start
from mentoring.ids import MembershipId, OrderDraftId, PersonId
from mentoring.name_forms import NameForm
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.pair_moves import Event, possible
from mentoring.pairs import Order, Pair, PairState, Programme


class OrderKind(StrEnum):
    ASSIGN = "assign"
    CHANGE = "change"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class OrderWords:
    """``single`` is the first point of an order on one pair, in which names are declined."""

    title: str
    basis: str
    points: tuple[str, ...]
    single: str | None = None


def last_day(programme: Programme, today: datetime.date) -> datetime.date:
    """Until when pairs work in the school year that is on, or about to begin."""
    month, day = programme.latest_final
    this_year = datetime.date(today.year, month, day)
    return this_year if today <= this_year else this_year.replace(year=today.year + 1)


def school_year(last: datetime.date) -> str:
    """«2026/27», by the last day of work."""
    start = school_year_start(last).year
    return f"{start}/{(start + 1) % 100:02}"


CHANGES = frozenset({Event.REPLACE_MENTOR, Event.EXTEND, Event.JOIN, Event.LEAVE, Event.WITHDRAW_CONSENT})
"""What an order on a pair has to follow."""

ENDED = frozenset({PairState.COMPLETED, PairState.TERMINATED, PairState.TRIAL_FAILED})


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a pair's history. ``on`` is the local day, ``membership`` whose part it was."""

    event: str
    on: datetime.date
    membership: MembershipId | None = None


def asks_for(
    pair: Pair, history: Sequence[Step], programme: Programme, *, changed: int = 0, completed: bool = False
) -> OrderKind | None:
    """The order that a pair waits for, if any.

    ``changed`` is how many lines of the history the last order on a change knows of, ``completed``: there is one on
    the end. The first order on a pair, and the one that names a new mentor, are entered by ``Event.ENTER_ORDER``.
    """
    if pair.state in ENDED:
        return OrderKind.COMPLETE if pair.number is not None and not completed else None
    if pair.closed:
        return None
    if Event.ENTER_ORDER in possible(pair, programme):
        return OrderKind.ASSIGN if pair.number is None else OrderKind.CHANGE
    return OrderKind.CHANGE if pair.order is not None and not_ordered(history, changed) else None


def not_ordered(history: Sequence[Step], changed: int = 0) -> tuple[Step, ...]:
    """What has changed since the last order."""
    ordered = max((number for number, step in enumerate(history, 1) if step.event == Event.ENTER_ORDER), default=0)
    return tuple(step for step in history[max(ordered, changed) :] if step.event in CHANGES)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in an order; ``name`` is None where nobody knows it any more."""

    person: PersonId
    code: str
    name: FullName | None
    post: Post
    pupil: bool


@dataclass(frozen=True, slots=True)
class Change:
    """``who`` has joined or left; of a new mentor, who was it before."""

    event: Event
    on: datetime.date
    who: Named | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One row of the annex. ``held`` meetings and ``done`` of ``counted`` events are told at the end."""

    pair: Pair
    mentor: Named
    mentees: tuple[Named, ...]
    changes: tuple[Change, ...] = ()
    held: int = 0
    done: int = 0
    counted: int = 0


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """``id`` is what was drafted; ``forms`` are the declined names the order will say, the curator's first."""

    id: OrderDraftId
    kind: OrderKind
    organisation: Organisation
    today: datetime.date
    last_day: datetime.date
    lines: tuple[OrderLine, ...]
    forms: tuple[NameForm, ...]

    @property
    def names_minors(self) -> bool:
        return any(one.pupil for line in self.lines for one in (line.mentor, *line.mentees))


@dataclass(frozen=True, slots=True)
class OrdersHome:
    """How many pairs wait for an order of each kind."""

    organisation: Organisation
    waiting: dict[OrderKind, int]


@dataclass(frozen=True, slots=True)
class OrderEntered:
    """``late``: pairs for which it was entered already, or that have moved on since the draft."""

    organisation: Organisation
    kind: OrderKind
    order: Order
    pairs: int
    late: int
