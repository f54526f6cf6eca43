"""Until when a pair may stay where it is, who is reminded, and who is told when nothing happens."""

import datetime
from dataclasses import dataclass, replace

from mentoring.calendar import DAY, Calendar
from mentoring.pair_moves import Event, awaited_meeting
from mentoring.pairs import Pair, PairState, Party, PlanChange, Programme


@dataclass(frozen=True, slots=True)
class Wait:
    """What a state waits for. ``way_out`` is what the one who is told can do about it."""

    term: str
    asked: tuple[Party, ...]
    told: Party
    way_out: tuple[Event, ...]


_BOTH = (Party.MENTOR, Party.MENTEES)

WAITS: dict[PairState, Wait] = {
    PairState.PROPOSED: Wait("acceptance", (Party.CURATOR,), Party.CURATOR, (Event.SEND, Event.CANCEL)),
    PairState.AWAITING_ACCEPTANCE: Wait("acceptance", _BOTH, Party.CURATOR, (Event.LAPSE, Event.CANCEL)),
    PairState.ACCEPTED: Wait("order", (Party.CURATOR,), Party.DEPUTY_HEAD, (Event.ENTER_ORDER, Event.END)),
    PairState.ASSIGNED: Wait("acquaintance", _BOTH, Party.CURATOR, (Event.HOLD, Event.END)),
    PairState.TRIAL: Wait("trial", _BOTH, Party.CURATOR, (Event.HOLD, Event.SETTLE_TRIAL)),
    PairState.PLANNING: Wait("planning", _BOTH, Party.CURATOR, (Event.HOLD, Event.SUBMIT_PLAN, Event.END)),
    PairState.PLAN_APPROVAL: Wait(
        "approval", (Party.CURATOR,), Party.DEPUTY_HEAD, (Event.APPROVE_PLAN, Event.RETURN_PLAN)
    ),
    PairState.WORKING: Wait("final", _BOTH, Party.CURATOR, (Event.EXTEND, Event.FINISH_WORK, Event.END)),
    PairState.FINAL_MEETING: Wait("final", _BOTH, Party.CURATOR, (Event.HOLD, Event.EXTEND, Event.END)),
    PairState.SURVEYS: Wait("surveys", _BOTH, Party.CURATOR, (Event.CLOSE_SURVEYS,)),
    PairState.PAUSED: Wait("final", _BOTH, Party.CURATOR, (Event.RESUME, Event.END)),
}
"""Every state that is not the end; «accepted» without an order goes to the deputy head, who signs it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Of a pair what its term hangs on, for whoever counts very many of them."""

    state: PairState
    waits_since: datetime.date
    held: bool
    with_pupil: bool
    period_end: datetime.date | None
    paused_until: datetime.date | None


def wait_of(pair: Pair, programme: Programme) -> Wait | None:
    """What this pair waits for; None when it is closed. In a group only the mentor can arrange a meeting."""
    wait = _wait_of(pair, programme)
    if wait is None or not pair.is_group or awaited_meeting(pair, programme) is None:
        return wait
    return replace(wait, asked=(Party.MENTOR,))


def _wait_of(pair: Pair | Stand, programme: Programme) -> Wait | None:
    if pair.state is PairState.ACCEPTED and not programme.order_first:
        return WAITS[PairState.ASSIGNED]
    if pair.state is PairState.TRIAL and pair.held:
        return Wait("verdict", _BOTH, Party.CURATOR, (Event.SETTLE_TRIAL,))
    return WAITS.get(pair.state)


def deadline(pair: Pair | Stand, programme: Programme, days: Calendar) -> datetime.date | None:
    """The local day at whose end the wait is over; None when the pair is closed or a period is not set yet."""
    if pair.state is PairState.PAUSED:
        return pair.paused_until
    if pair.state is PairState.WORKING:
        return pair.period_end
    wait = _wait_of(pair, programme)
    if wait is None:
        return None
    day = days_of(pair, days).open_after(pair.waits_since, getattr(programme.terms, wait.term))
    return min(day, _latest_final(pair, programme)) if pair.state is PairState.FINAL_MEETING else day


CHANGE_WAITS: dict[PlanChange, Wait] = {
    PlanChange.PROPOSED: Wait("approval", (Party.MENTEES,), Party.CURATOR, (Event.AGREE_CHANGE, Event.REJECT_CHANGE)),
    PlanChange.AGREED: Wait(
        "approval", (Party.CURATOR,), Party.DEPUTY_HEAD, (Event.APPROVE_CHANGE, Event.REJECT_CHANGE)
    ),
}
"""What a change of the plan waits for while the work goes on by the old version."""


EVENT_WAIT = Wait("month", (Party.MENTOR,), Party.CURATOR, ())
"""Of an event of the plan, until the end of its month: the mentor marks it, or moves it by changing the plan."""


def change_deadline(pair: Pair, programme: Programme, days: Calendar) -> datetime.date | None:
    """The local day at whose end the answer to a changed plan is overdue; None when nothing is to be answered."""
    if pair.state is not PairState.WORKING or pair.change is None or pair.change_since is None:
        return None
    return days_of(pair, days).open_after(pair.change_since, getattr(programme.terms, CHANGE_WAITS[pair.change].term))


def days_of(pair: Pair | Stand, days: Calendar) -> Calendar:
    """Terms stand still while teachers are on leave, and with a pupil in the pair in the vacations too."""
    return days.of_pupils() if pair.with_pupil else days


def _latest_final(pair: Pair | Stand, programme: Programme) -> datetime.date:
    """20 May of the school year in which the state began, but never before it began."""
    month, day = programme.latest_final
    year = pair.waits_since.year + (1 if pair.waits_since.month >= 9 else 0)
    return max(datetime.date(year, month, day), pair.waits_since)


def time_event(pair: Pair, programme: Programme, days: Calendar) -> tuple[datetime.date, Event] | None:
    """What time itself brings, and the local day at whose end it does; None when only people can move the pair."""
    found = [one for one in (_own_time_event(pair, programme, days), _unanswered(pair, programme, days)) if one]
    return min(found, key=lambda one: one[0], default=None)


def _own_time_event(pair: Pair, programme: Programme, days: Calendar) -> tuple[datetime.date, Event] | None:
    if pair.ends_on is not None and not pair.closed:
        return pair.ends_on, Event.END
    if pair.state is PairState.PAUSED and pair.paused_until is not None:
        return pair.paused_until - DAY, Event.RESUME
    day, event = deadline(pair, programme, days), BY_TIME.get(pair.state)
    return None if day is None or event is None else (day, event)


def invitation_until(pair: Pair, invited_on: datetime.date, programme: Programme, days: Calendar) -> datetime.date:
    """The local day at whose end an invitation into a group that works already is over."""
    return days_of(pair, days).open_after(invited_on, programme.terms.acceptance)


def first_invited(pair: Pair) -> datetime.date | None:
    """The day of the oldest open invitation."""
    return min((side.invited_on for side in pair.invited if side.invited_on is not None), default=None)


def _unanswered(pair: Pair, programme: Programme, days: Calendar) -> tuple[datetime.date, Event] | None:
    invited_on = first_invited(pair)
    return None if invited_on is None else (invitation_until(pair, invited_on, programme, days), Event.LAPSE_INVITATION)


BY_TIME: dict[PairState, Event] = {
    PairState.AWAITING_ACCEPTANCE: Event.LAPSE,
    PairState.WORKING: Event.FINISH_WORK,
    PairState.SURVEYS: Event.CLOSE_SURVEYS,
}
"""What happens when the term is over; the machine still refuses an end of the work with too few events."""
