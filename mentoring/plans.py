"""A pair's plan: a goal, what will show that it was reached, four or five events (Usolye 5.20, 6.19).

Everything is chosen by buttons: a teacher must not be made to write (the closed list of documents, приказ № 779).
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mentoring.calendar import month_end, month_starts
from mentoring.ids import MembershipId, PairId, PlanEventId, PlanId

MONTHS_AHEAD = 10


class PlanState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    AGREED = "agreed"
    RETURNED = "returned"
    APPROVED = "approved"
    REPLACED = "replaced"


class EventState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class ReturnReason(StrEnum):
    """Why a plan comes back: chosen by a button, told to the mentor."""

    GOAL = "goal"
    DATES = "dates"
    FEW = "few"
    MANY = "many"
    TALK = "talk"


class PlanRefused(Exception):
    """The plan is not where this can be done."""


@dataclass(frozen=True, slots=True)
class EventKind:
    code: str
    label: str
    ideas: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a methodologist offers: goals by the code of a request, results and events by their own codes."""

    goals: Mapping[str, str]
    results: Mapping[str, str]
    events: Mapping[str, EventKind]

    def goals_for(self, requests: Iterable[str]) -> tuple[str, ...]:
        """The goals that answer the mentee's requests; all of them where nothing fits."""
        found = tuple(code for code in self.goals if code in set(requests))
        return found or tuple(self.goals)

    def ideas_for(self, goal: str | None) -> tuple[str, ...]:
        """All events, those that suit the goal first."""
        return tuple(sorted(self.events, key=lambda code: goal not in self.events[code].ideas))


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """``month`` is the first day of it, ``copy_of`` the event of the version in force that this one came from."""

    id: PlanEventId
    kind: str
    month: datetime.date
    state: EventState = EventState.PLANNED
    copy_of: PlanEventId | None = None

    def open_from(self, month: datetime.date) -> bool:
        """Whether it is still to be done, in this month or later."""
        return self.state is EventState.PLANNED and self.month >= month


@dataclass(frozen=True, slots=True)
class Plan:
    """``own_goals``: of a group, what single members work towards instead of the common goal."""

    id: PlanId
    pair: PairId
    version: int
    state: PlanState
    goal: str | None = None
    result: str | None = None
    events: tuple[PlanEvent, ...] = ()
    returned: ReturnReason | None = None
    own_goals: Mapping[MembershipId, str] = field(default_factory=dict)

    def goal_of(self, member: MembershipId) -> str | None:
        """The own one, else that of all."""
        return self.own_goals.get(member, self.goal)

    @property
    def complete(self) -> bool:
        return self.goal is not None and self.result is not None and bool(self.events)

    @property
    def period_end(self) -> datetime.date:
        """The last day of the last event's month."""
        return month_end(max(event.month for event in self.events))

    @property
    def done(self) -> int:
        return sum(event.state is EventState.DONE for event in self.events)

    @property
    def open(self) -> int:
        return sum(event.state is EventState.PLANNED for event in self.events)

    @property
    def first_open_month(self) -> datetime.date | None:
        """Of the earliest event that is still to be done."""
        return min((event.month for event in self.events if event.state is EventState.PLANNED), default=None)

    @property
    def counted(self) -> int:
        """How many there are without the cancelled ones."""
        return self.done + self.open


def changeable(plan: Plan) -> Plan:
    """Raises PlanRefused once it was handed in."""
    if plan.state is not PlanState.DRAFT:
        raise PlanRefused
    return plan


def submitted(plan: Plan) -> Plan:
    """Raises PlanRefused while something is missing."""
    if not changeable(plan).complete:
        raise PlanRefused
    return replace(plan, state=PlanState.SUBMITTED)


def weighty(new: Plan, old: Plan, members: Iterable[MembershipId]) -> bool:
    """Whether a change is the curator's business: another goal, if only of one member, or more or fewer events."""
    others = any(new.goal_of(member) != old.goal_of(member) for member in members)
    return others or new.goal != old.goal or new.counted != old.counted


def changed(new: Plan, old: Plan, members: Iterable[MembershipId]) -> bool:
    """Whether a version differs from the one in force in anything but what has been done meanwhile."""
    here = tuple(members)
    return _said(new, here) != _said(old, here)


def _said(plan: Plan, members: Iterable[MembershipId]) -> tuple[object, ...]:
    events = sorted((event.kind, event.month, event.state is EventState.CANCELLED) for event in plan.events)
    return plan.goal, plan.result, events, [plan.own_goals.get(member) for member in members]


def without_goals_of_others(plan: Plan, members: Iterable[MembershipId]) -> Plan:
    """What a new version begins with: who has left the group has no goal in it."""
    here = frozenset(members)
    return replace(plan, own_goals={who: goal for who, goal in plan.own_goals.items() if who in here})


def marked(plan: Plan, event: PlanEventId, state: EventState) -> Plan:
    """What has become of an event. Raises PlanRefused for a plan that is not worked by, or another's event."""
    if plan.state is not PlanState.APPROVED or all(one.id != event for one in plan.events):
        raise PlanRefused
    events = tuple(replace(one, state=state) if one.id == event else one for one in plan.events)
    return replace(plan, events=events)


def months_to_offer(today: datetime.date) -> tuple[datetime.date, ...]:
    """The months of this school year from today on; from June on those of the next one."""
    school = [month for month in month_starts(today, MONTHS_AHEAD + 1) if month.month not in {6, 7, 8}]
    end = _end_of_school_year(school[0])
    return tuple(month for month in school if month <= end)


def _end_of_school_year(month: datetime.date) -> datetime.date:
    return datetime.date(month.year + (1 if month.month >= 9 else 0), 5, 31)
