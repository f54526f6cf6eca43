"""Items whose result the bot holds itself: which numbers speak for them, and when these are the whole of it.

Each rule stands beside its counter; ``bot/texts/counters.py`` says the same to people.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentoring.deadlines import WITHIN, OccasionKind
from mentoring.pairs import Order
from mentoring.road_maps import Piece, Task, TaskState


class Counter(StrEnum):
    """The codes by which road maps name them (``config/roadmaps``)."""

    MENTEE_BANK = "mentee_bank"
    MENTOR_BANK = "mentor_bank"
    BANKS = "banks"
    MENTEE_REQUESTS = "mentee_requests"
    MENTOR_ANSWERS = "mentor_answers"
    MENTOR_COMPETENCES = "mentor_competences"
    MENTEE_CONSENTS = "mentee_consents"
    MENTOR_CONSENTS = "mentor_consents"
    REGISTRY = "registry"
    PAIRS = "pairs"
    PROGRAMMES = "programmes"
    PAIR_WORK = "pair_work"
    MONITORING = "monitoring"
    SATISFACTION = "satisfaction"
    UNMATCHED = "unmatched"
    CONSULTATIONS = "consultations"
    CURATORS = "curators"
    EXECUTION = "execution"
    ANNOUNCEMENTS = "announcements"
    IMPROVEMENTS = "improvements"


BY_HAND = frozenset({Counter.ANNOUNCEMENTS, Counter.IMPROVEMENTS})
"""Plans ask for them and the bot holds nothing of the kind: a link or a file proves them."""


def counts(counter: str | None) -> bool:
    """Whether the bot holds the numbers of an item, so that nobody has to be asked for them."""
    return counter in set(Counter) - BY_HAND


Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """What the bot has found. ``updated`` is the day of the last change of a bank, ``orders`` are those of pairs."""

    counter: Counter
    numbers: Numbers = field(default_factory=dict)
    updated: datetime.date | None = None
    orders: tuple[Order, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to show for the item."""
        if self.counter in _NONE_WILL_DO:
            return True
        return any(self.numbers.get(name, 0) > 0 for name in (_MAIN[self.counter], *_ALSO.get(self.counter, ())))

    @property
    def complete(self) -> bool:
        """Whether nothing more is to come, so that the item is done before its day."""
        return self.anything and _COMPLETE.get(self.counter, _never)(self.numbers)

    @property
    def piece(self) -> Piece:
        """The proof: numbers, the day and the orders; the label tells what was counted."""
        named = "\n".join(f"{order.number} {order.date.isoformat()}" for order in self.orders)
        return Piece(label=self.counter.value, day=self.updated, words=named or None, numbers=dict(self.numbers))

    @classmethod
    def read(cls, piece: Piece) -> "Counted | None":
        """What :attr:`piece` has kept; None for a proof of another kind."""
        if piece.label not in set(Counter) or not piece.numbers:
            return None
        lines = [line.rsplit(" ", 1) for line in (piece.words or "").splitlines()]
        orders = tuple(Order(number, datetime.date.fromisoformat(day)) for number, day in lines)
        return cls(Counter(piece.label), piece.numbers, piece.day, orders)


_MAIN: Mapping[Counter, str] = {
    Counter.MENTEE_BANK: "in_bank",
    Counter.MENTOR_BANK: "in_bank",
    Counter.BANKS: "in_bank",
    Counter.MENTEE_REQUESTS: "in_bank",
    Counter.MENTOR_ANSWERS: "in_bank",
    Counter.MENTOR_COMPETENCES: "in_bank",
    Counter.MENTEE_CONSENTS: "agreed",
    Counter.MENTOR_CONSENTS: "agreed",
    Counter.REGISTRY: "approved",
    Counter.PAIRS: "pairs",
    Counter.PROGRAMMES: "approved",
    Counter.PAIR_WORK: "at_work",
    Counter.MONITORING: "answered",
    Counter.SATISFACTION: "answered",
    Counter.UNMATCHED: "waiting",
    Counter.CONSULTATIONS: "answered",
    Counter.CURATORS: "with_curator",
    Counter.EXECUTION: "done",
    Counter.ANNOUNCEMENTS: "",
    Counter.IMPROVEMENTS: "",
}
"""The number without which there is nothing to show."""

_ALSO: Mapping[Counter, tuple[str, ...]] = {Counter.PAIR_WORK: ("completed",)}
"""What will do as well: when all pairs are through nobody is at work any more."""

_NONE_WILL_DO = frozenset({Counter.UNMATCHED, Counter.CONSULTATIONS})
"""Nobody waits for a mentor: that is what the item is for. Nobody has asked: there was nothing to answer."""


def _never(_: Numbers) -> bool:
    """What goes on has its numbers, but no end of its own."""
    return False


def _everybody_filled_in(numbers: Numbers) -> bool:
    """Pupils whose parents still think it over will fill in too."""
    return numbers["filling"] == 0 and numbers["pupils"] == 0


def _both_banks(numbers: Numbers) -> bool:
    return numbers["mentees"] > 0 and numbers["mentors"] > 0 and _everybody_filled_in(numbers)


def _nobody_undecided(numbers: Numbers) -> bool:
    return numbers["waiting"] == 0


def _nobody_nominated(numbers: Numbers) -> bool:
    return numbers["nominated"] == 0


def _all_ordered(numbers: Numbers) -> bool:
    return numbers["ordered"] == numbers["pairs"] and numbers["waiting"] == 0


def _all_planned(numbers: Numbers) -> bool:
    """Pairs that still come to know each other will need a plan too."""
    return numbers["approved"] == numbers["needing"] and numbers["ahead"] == 0


def _all_answered(numbers: Numbers) -> bool:
    """Those at work are asked when they come to their end."""
    return numbers["answered"] == numbers["asked"] and numbers["at_work"] == 0


def _everywhere(numbers: Numbers) -> bool:
    """A school confirms its only curator by closing the item; above it all schools have to have one."""
    return numbers["organisations"] > 1 and numbers["with_curator"] == numbers["organisations"]


_COMPLETE: Mapping[Counter, Callable[[Numbers], bool]] = {
    Counter.MENTEE_BANK: _everybody_filled_in,
    Counter.MENTOR_BANK: _everybody_filled_in,
    Counter.BANKS: _both_banks,
    Counter.MENTEE_REQUESTS: _everybody_filled_in,
    Counter.MENTOR_ANSWERS: _everybody_filled_in,
    Counter.MENTOR_COMPETENCES: _everybody_filled_in,
    Counter.MENTEE_CONSENTS: _nobody_undecided,
    Counter.MENTOR_CONSENTS: _nobody_undecided,
    Counter.REGISTRY: _nobody_nominated,
    Counter.PAIRS: _all_ordered,
    Counter.PROGRAMMES: _all_planned,
    Counter.MONITORING: _all_answered,
    Counter.SATISFACTION: _all_answered,
    Counter.CURATORS: _everywhere,
}


_BANKS = frozenset(
    {
        Counter.MENTEE_BANK,
        Counter.MENTOR_BANK,
        Counter.BANKS,
        Counter.MENTEE_REQUESTS,
        Counter.MENTOR_ANSWERS,
        Counter.MENTOR_COMPETENCES,
    }
)


def brings_up_to_date(counter: Counter, task: Task) -> bool:
    """Whether the task is to renew what is there already: both banks together, and any of them another time."""
    return counter is Counter.BANKS or (counter in _BANKS and task.number > 1)


def closes(counted: Counted, task: Task, today: datetime.date) -> bool:
    """Whether the numbers close the task now.

    In the last weeks before its day, when nothing more is to come; on that day, or later, when there is anything. What
    goes on ends with its period, whatever the numbers. What the bot cannot count it never closes.
    """
    if task.state is not TaskState.OPEN or counted.counter in BY_HAND or today < task.starts:
        return False
    if task.kind is OccasionKind.AS_NEEDED:
        return False
    over = task.last_day is not None and today >= task.last_day
    if task.kind is OccasionKind.ONGOING:
        return over
    if over:
        return counted.anything
    # «В течение года» begins in January: what is there then is not yet the year's.
    ripe = task.due is None or today >= task.due - WITHIN
    return ripe and counted.complete and (not brings_up_to_date(counted.counter, task) or _renewed(counted, task))


def _renewed(counted: Counted, task: Task) -> bool:
    """Whether anybody has sent a questionnaire since the task began."""
    return counted.updated is not None and counted.updated >= task.starts
