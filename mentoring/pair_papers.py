"""Papers about a pair that the bot writes from what it knows: programme, mentor's report, certificate (report, 3.6).

Nobody is made to write: the list of papers a teacher prepares is closed (приказ № 779), so they come from presses.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoring.ids import PlanEventId
from mentoring.meetings import Where
from mentoring.names import FullName
from mentoring.orders import OrderKind, OrderWords
from mentoring.pair_cards import PairCard, Reader
from mentoring.pairs import MeetingKind, Pair, PairState
from mentoring.plans import PlanState


class PaperKind(StrEnum):
    PROGRAMME = "p"
    REPORT = "r"
    CERTIFICATE = "c"


@dataclass(frozen=True, slots=True)
class PaperWords:
    """``config/paper_words.yaml``: what a methodologist or a lawyer would edit."""

    stages: Mapping[MeetingKind, str]
    orders: Mapping[OrderKind, OrderWords]


REPORTED = frozenset(
    {PairState.WORKING, PairState.FINAL_MEETING, PairState.SURVEYS, PairState.COMPLETED, PairState.TERMINATED}
)
"""States in which there is something to report."""

DRAWN_UP = frozenset({PlanState.SUBMITTED, PlanState.AGREED, PlanState.APPROVED})


def offered(shown: PairCard) -> tuple[PaperKind, ...]:
    """The papers that this reader may have now. A report is the mentor's and the staff's."""
    pair = shown.pair
    state = pair.paused_from or pair.state
    staff = shown.reader is Reader.CURATOR
    if not staff and pair.state in {PairState.DECLINED, PairState.TRIAL_FAILED, PairState.TERMINATED}:
        return ()
    found = []
    if shown.plan is not None and shown.plan.state in DRAWN_UP:
        found.append(PaperKind.PROGRAMME)
    if state in REPORTED and pair.number is not None and shown.reader is not Reader.MENTEE:
        found.append(PaperKind.REPORT)
    if state is PairState.COMPLETED:
        found.append(PaperKind.CERTIFICATE)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """``on`` is the local day; ``where`` is None for what the curator has entered afterwards."""

    kind: MeetingKind
    on: datetime.date
    where: Where | None = None


def held_meetings(arranged: Iterable[HeldMeeting], steps: Sequence[HeldMeeting]) -> tuple[HeldMeeting, ...]:
    """All meetings that took place, in order.

    ``arranged`` were held as agreed in the bot. ``steps`` are the meetings by which the pair has moved on, on the day
    on which that was noted: those without an arranged one are known from them alone.
    """
    found = list(arranged)
    left = sorted(found, key=lambda one: one.on)
    for step in steps:
        same = [one for one in left if one.kind is step.kind and one.on <= step.on]
        if same:
            left.remove(same[-1])
        else:
            found.append(replace(step, where=None))
    return tuple(sorted(found, key=lambda one: (one.on, list(MeetingKind).index(one.kind))))


@dataclass(frozen=True, slots=True)
class PairPaper:
    """A paper as its reader may have it: names stand in the card only where they may be said.

    ``begins`` is None before the order, ``done`` tells on which day an event was marked.
    """

    kind: PaperKind
    card: PairCard
    today: datetime.date
    begins: datetime.date | None
    ends: datetime.date
    held: tuple[HeldMeeting, ...]
    done: Mapping[PlanEventId, datetime.date]
    curator: FullName | None = None

    @property
    def pair(self) -> Pair:
        return self.card.pair
