"""Pairs and groups: who is in them, where they stand, and by which rules they move (domain report, 2.4)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentoring.ids import MembershipId, OrganisationId, PairId


class PairState(StrEnum):
    """The names of the domain model; outside scripts read them in ``export pairs``."""

    PROPOSED = "proposed"
    AWAITING_ACCEPTANCE = "awaiting_acceptance"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    TRIAL = "trial"
    TRIAL_FAILED = "trial_failed"
    PLANNING = "planning"
    PLAN_APPROVAL = "plan_approval"
    WORKING = "working"
    PAUSED = "paused"
    FINAL_MEETING = "final_meeting"
    SURVEYS = "surveys"
    COMPLETED = "completed"
    TERMINATED = "terminated"


CLOSED = frozenset({PairState.DECLINED, PairState.TRIAL_FAILED, PairState.COMPLETED, PairState.TERMINATED})
"""Nothing leads on from here; the mentor's place and the mentees are free again."""

UNDER_WAY = frozenset(
    {
        PairState.ACCEPTED,
        PairState.ASSIGNED,
        PairState.TRIAL,
        PairState.PLANNING,
        PairState.PLAN_APPROVAL,
        PairState.WORKING,
        PairState.FINAL_MEETING,
    }
)
"""Both sides have agreed and the work is not over: may be paused, ended early, given another mentor."""


class MentoringKind(StrEnum):
    """Kinds of mentoring (methodology 3.2) that are led as a pair or a group."""

    TRADITIONAL = "traditional"
    SHORT_TERM = "short_term"
    REVERSE = "reverse"
    REMOTE = "remote"


class MeetingKind(StrEnum):
    """In the order in which they come (road map of Usolye, 6.19)."""

    ACQUAINTANCE = "acquaintance"
    TRIAL = "trial"
    PLANNING = "planning"
    EVENT = "event"
    FINAL = "final"


class Verdict(StrEnum):
    YES = "yes"
    AGAIN = "again"
    NO = "no"


class PlanChange(StrEnum):
    """Where the change of a plan stands that is being worked by; None when nothing is to be changed."""

    PROPOSED = "proposed"
    AGREED = "agreed"


class Party(StrEnum):
    """Whose move it is, or who is told when nobody moves."""

    MENTOR = "mentor"
    MENTEES = "mentees"
    CURATOR = "curator"
    DEPUTY_HEAD = "deputy_head"
    MUNICIPAL_COORDINATOR = "municipal_coordinator"


class OrderMoment(StrEnum):
    """When the order on the pairs is signed: ЦВПВМ 1.б before the start, Neftekumsk 4.4 when pairs have proved."""

    BEFORE_ACQUAINTANCE = "before_acquaintance"
    AFTER_TRIAL = "after_trial"


@dataclass(frozen=True, slots=True)
class Terms:
    """How long each step may take, in working days of the organisation; ``silence`` in calendar days."""

    acceptance: int = 3
    order: int = 10
    acquaintance: int = 10
    trial: int = 10
    verdict: int = 2
    planning: int = 10
    approval: int = 5
    final: int = 10
    surveys: int = 10
    silence: int = 30


@dataclass(frozen=True, slots=True)
class EventNumbers:
    """How many events a plan of this kind has."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Programme:
    """What an organisation sets for its pairs (``config/programme.yaml``).

    ``meeting_before_approval``: the curator approves a plan after the planning meeting (Usolye 6.19), else before
    it (5.20). ``latest_final`` is month and day of the last final meeting of a school year.
    ``mentors_from_registry``: only mentors approved by an order are proposed.
    """

    events: Mapping[MentoringKind, EventNumbers]
    terms: Terms = Terms()
    order_moment: OrderMoment = OrderMoment.BEFORE_ACQUAINTANCE
    meeting_before_approval: bool = True
    trials: int = 2
    group_size: int = 5
    latest_final: tuple[int, int] = (5, 20)
    mentors_from_registry: bool = False

    @property
    def order_first(self) -> bool:
        return self.order_moment is OrderMoment.BEFORE_ACQUAINTANCE


@dataclass(frozen=True, slots=True)
class Side:
    """One person's part in a pair: what they have said, in private, and whether they are still in it.

    ``invited_on`` is the local day on which somebody was asked to come into a group that works already; it is set
    until they have answered.
    """

    membership: MembershipId
    accepted: bool = False
    verdict: Verdict | None = None
    agreed: bool = False
    answered: bool = False
    left: bool = False
    invited_on: datetime.date | None = None
    pupil: bool = False

    @property
    def waits(self) -> bool:
        """Asked to come in, and has not answered yet."""
        return self.invited_on is not None and not self.left


@dataclass(frozen=True, slots=True)
class Order:
    """Signed outside the bot; only its number and date are entered."""

    number: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor with one mentee or several. ``since`` is the local day on which the state began, ``waits_since`` the
    one from which its term counts: within a state it moves on when the trial has been held or a plan handed in.

    ``number`` comes with the order. ``trial`` counts trial meetings, ``held`` tells whether the meeting of this
    state has taken place. ``events`` is how many the plan has that was handed in. ``ends_on`` is set by a notice.
    ``change`` tells that another version of the plan is being agreed upon while the work goes on by the old one,
    ``change_since`` from which day its next answer is waited for.
    """

    id: PairId
    organisation: OrganisationId
    kind: MentoringKind
    state: PairState
    since: datetime.date
    waits_since: datetime.date
    mentor: Side
    mentees: tuple[Side, ...]
    number: int | None = None
    order: Order | None = None
    trial: int = 0
    held: bool = False
    events: int | None = None
    period_end: datetime.date | None = None
    paused_from: PairState | None = None
    paused_until: datetime.date | None = None
    ends_on: datetime.date | None = None
    change: PlanChange | None = None
    change_since: datetime.date | None = None

    @property
    def members(self) -> tuple[Side, ...]:
        """The mentees who are still in it."""
        return tuple(side for side in self.mentees if not side.left and side.invited_on is None)

    @property
    def invited(self) -> tuple[Side, ...]:
        """Those who are asked to come into the group: a place is kept for each."""
        return tuple(side for side in self.mentees if side.waits)

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.mentor, *self.members)

    @property
    def with_pupil(self) -> bool:
        return any(side.pupil for side in self.sides)

    @property
    def closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_group(self) -> bool:
        """When one is left, a group is a pair again; a closed one stays what it was."""
        return len(self.members) > 1

    def invitation(self, membership: MembershipId) -> Side | None:
        """The open invitation of somebody who is asked to come in."""
        return next((side for side in self.invited if side.membership == membership), None)

    def side(self, membership: MembershipId) -> Side | None:
        """The part of somebody who is in it."""
        return next((side for side in self.sides if side.membership == membership), None)
