"""The life cycle of a pair as a state machine: an act leads from one pair to the next, or is impossible now.

The 23 transitions of the domain model are the start. What is added are the ways out of waiting: every state in
which somebody is waited for has an act of the curator that leads on (:mod:`mentoring.pair_deadlines` says when
the curator is told).
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from mentoring.ids import MembershipId
from mentoring.pairs import (
    CLOSED,
    UNDER_WAY,
    MeetingKind,
    MentoringKind,
    Order,
    Pair,
    PairState,
    PlanChange,
    Programme,
    Side,
    Verdict,
)


class Event(StrEnum):
    """What may happen to a pair; kept in its history under this name."""

    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    CANCEL = "cancel"
    ENTER_ORDER = "enter_order"
    HOLD = "hold"
    GIVE_VERDICT = "give_verdict"
    SETTLE_TRIAL = "settle_trial"
    SUBMIT_PLAN = "submit_plan"
    AGREE_PLAN = "agree_plan"
    REJECT_PLAN = "reject_plan"
    APPROVE_PLAN = "approve_plan"
    RETURN_PLAN = "return_plan"
    PROPOSE_CHANGE = "propose_change"
    AGREE_CHANGE = "agree_change"
    REJECT_CHANGE = "reject_change"
    APPROVE_CHANGE = "approve_change"
    FINISH_WORK = "finish_work"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    ANSWER_SURVEY = "answer_survey"
    CLOSE_SURVEYS = "close_surveys"
    GIVE_NOTICE = "give_notice"
    TAKE_BACK_NOTICE = "take_back_notice"
    END = "end"
    WITHDRAW_CONSENT = "withdraw_consent"
    LEAVE = "leave"
    CHANGE_KIND = "change_kind"
    ADD_MENTEE = "add_mentee"
    DROP_MENTEE = "drop_mentee"
    INVITE = "invite"
    JOIN = "join"
    REFUSE_INVITATION = "refuse_invitation"
    RECALL_INVITATION = "recall_invitation"
    LAPSE_INVITATION = "lapse_invitation"
    REPLACE_MENTOR = "replace_mentor"
    CORRECT_ORDER = "correct_order"


class Lack(StrEnum):
    """Why an act is refused although the state would allow it."""

    NOT_A_SIDE = "not_a_side"
    NOT_HELD = "not_held"
    NO_MORE_TRIALS = "no_more_trials"
    NO_ORDER = "no_order"
    NO_PAPER = "no_paper"
    NO_PLAN = "no_plan"
    NO_CHANGE = "no_change"
    UNCHANGED = "unchanged"
    NO_NOTICE = "no_notice"
    TOO_FEW_EVENTS = "too_few_events"
    GROUP_FULL = "group_full"
    DATE_NOT_AHEAD = "date_not_ahead"
    DONE_ALREADY = "done_already"
    LAST_MEMBER = "last_member"
    NOT_INVITED = "not_invited"
    NOT_YET = "not_yet"
    SENT_ALREADY = "sent_already"


class Impossible(Exception):
    """The pair is not where this act can happen; ``possible`` is what can happen instead."""

    def __init__(self, event: Event, state: PairState, possible: tuple[Event, ...], lack: Lack | None = None) -> None:
        super().__init__(f"{event} in {state}" + (f": {lack}" if lack else ""))
        self.event = event
        self.state = state
        self.possible = possible
        self.lack = lack


class _Lacking(Exception):
    def __init__(self, lack: Lack) -> None:
        super().__init__(lack.value)
        self.lack = lack


# -- acts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Send:
    """The curator offers the pair to both sides."""


@dataclass(frozen=True, slots=True)
class Accept:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class Decline:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class Lapse:
    """The term of acceptance is over: whoever was silent is taken as not wishing to."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """The curator takes the proposal back. ``draft``: only if nobody has heard of it yet."""

    draft: bool = False


@dataclass(frozen=True, slots=True)
class EnterOrder:
    """``papers``: the written consents of the employees to extra work (ТК 351.8) are there, on paper."""

    order: Order
    number: int
    papers: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """A meeting has taken place, as both say or the curator has entered."""

    kind: MeetingKind


@dataclass(frozen=True, slots=True)
class GiveVerdict:
    """In private: no side ever learns what the other has said."""

    by: MembershipId
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SettleTrial:
    """The curator decides where a side stays silent, or where a third trial is asked for."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SubmitPlan:
    """The mentor's draft with so many events until ``period_end``."""

    events: int
    period_end: datetime.date


@dataclass(frozen=True, slots=True)
class AgreePlan:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class RejectPlan:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class ApprovePlan:
    pass


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    pass


@dataclass(frozen=True, slots=True)
class ProposeChange:
    """The mentor hands in another version of the plan that is being worked by; the work goes on meanwhile."""

    events: int
    changed: bool = True


@dataclass(frozen=True, slots=True)
class AgreeChange:
    """``weighty``: the goal or the number of events changes, so that the curator has the last word."""

    by: MembershipId
    events: int
    period_end: datetime.date
    weighty: bool


@dataclass(frozen=True, slots=True)
class RejectChange:
    """By a mentee, by the mentor who takes it back, or by the curator: the work goes on by the old version."""


@dataclass(frozen=True, slots=True)
class ApproveChange:
    events: int
    period_end: datetime.date


@dataclass(frozen=True, slots=True)
class FinishWork:
    """``open`` events are neither done nor cancelled. ``by_curator``: the final meeting although too few were done."""

    done: int
    open: int
    by_curator: bool = False


@dataclass(frozen=True, slots=True)
class Extend:
    until: datetime.date


@dataclass(frozen=True, slots=True)
class Pause:
    until: datetime.date


@dataclass(frozen=True, slots=True)
class Resume:
    pass


@dataclass(frozen=True, slots=True)
class AnswerSurvey:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class CloseSurveys:
    """The term of the surveys is over; who was silent stays counted as silent."""


@dataclass(frozen=True, slots=True)
class GiveNotice:
    """A mentor who is an employee, or the employer, ends the work; three working days before (ТК 351.8)."""

    ends_on: datetime.date


@dataclass(frozen=True, slots=True)
class TakeBackNotice:
    """Until the last day whoever has given notice may think better of it (ТК 351.8)."""


@dataclass(frozen=True, slots=True)
class End:
    """Early end; the reason is kept in the history and is shown to the curator alone."""


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class Leave:
    """One member leaves a group; the last one ends it."""

    by: MembershipId


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Of a draft: how many events the plan has follows from it."""

    kind: MentoringKind


@dataclass(frozen=True, slots=True)
class AddMentee:
    """One more mentee in a draft."""

    membership: MembershipId


@dataclass(frozen=True, slots=True)
class DropMentee:
    membership: MembershipId


@dataclass(frozen=True, slots=True)
class Invite:
    """The curator asks one more mentee to come into a group, or a pair, that is under way; a place is kept."""

    membership: MembershipId


@dataclass(frozen=True, slots=True)
class Join:
    """Whoever was invited comes in."""

    by: MembershipId


@dataclass(frozen=True, slots=True)
class RefuseInvitation:
    by: MembershipId


@dataclass(frozen=True, slots=True)
class RecallInvitation:
    """The curator takes an invitation back."""

    membership: MembershipId


@dataclass(frozen=True, slots=True)
class LapseInvitation:
    """The term of an answer is over for everybody who was invited on this day or before."""

    invited_on: datetime.date


@dataclass(frozen=True, slots=True)
class ReplaceMentor:
    membership: MembershipId


@dataclass(frozen=True, slots=True)
class CorrectOrder:
    """A slip in the number or the date that were entered; the order itself is the same."""

    order: Order


# -- the machine -----------------------------------------------------------------------------------------------------


def after(pair: Pair, act: Any, programme: Programme, today: datetime.date) -> Pair:
    """The pair after the act; ``today`` is the organisation's local day. Raises Impossible."""
    move = _MOVES[type(act)]
    if pair.state not in move.states:
        raise Impossible(move.event, pair.state, possible(pair, programme))
    try:
        moved = move.apply(pair, act, programme, today)
    except _Lacking as lacking:
        raise Impossible(move.event, pair.state, possible(pair, programme), lacking.lack) from None
    return _dated(pair, _without_pointless_invitations(moved), today)


def _dated(before: Pair, moved: Pair, today: datetime.date) -> Pair:
    if moved.state is not before.state:
        moved = replace(moved, since=today)
    if moved.change is not before.change:
        moved = replace(moved, change_since=today if moved.change else None)
    if PairState.PAUSED in {before.state, moved.state}:
        return moved
    return moved if wait_key(moved) == wait_key(before) else replace(moved, waits_since=today)


def wait_key(pair: Pair) -> tuple[object, ...]:
    """What is waited for: another key is another wait, with a term of its own."""
    return pair.state, pair.trial, pair.held, pair.events, pair.period_end


def event_of(act: Any) -> Event:
    return _MOVES[type(act)].event


def possible(pair: Pair, programme: Programme) -> tuple[Event, ...]:
    """What may happen to the pair now, the usual first; an act may still lack something of its own."""
    full = len(pair.members) + len(pair.invited) >= programme.group_size
    lacking = {
        Event.HOLD: awaited_meeting(pair, programme) is None,
        Event.GIVE_VERDICT: not pair.held,
        Event.ENTER_ORDER: pair.order is not None or (pair.state is PairState.ACCEPTED) is not programme.order_first,
        Event.CORRECT_ORDER: pair.order is None,
        Event.AGREE_PLAN: pair.events is None,
        Event.REJECT_PLAN: pair.events is None,
        Event.AGREE_CHANGE: pair.change is not PlanChange.PROPOSED,
        Event.REJECT_CHANGE: pair.change is None,
        Event.APPROVE_CHANGE: pair.change is not PlanChange.AGREED,
        Event.GIVE_NOTICE: pair.ends_on is not None,
        Event.TAKE_BACK_NOTICE: pair.ends_on is None,
        Event.DROP_MENTEE: not pair.is_group,
        Event.ADD_MENTEE: full,
        Event.INVITE: full,
        **dict.fromkeys(INVITATION, not pair.invited),
    }
    return tuple(m.event for m in _MOVES.values() if pair.state in m.states and not lacking.get(m.event, False))


INVITATION = frozenset({Event.JOIN, Event.REFUSE_INVITATION, Event.RECALL_INVITATION, Event.LAPSE_INVITATION})
"""What may become of an invitation."""


@dataclass(frozen=True, slots=True)
class _Move:
    event: Event
    states: frozenset[PairState]
    apply: Callable[[Pair, Any, Programme, datetime.date], Pair]


_MOVES: dict[type[Any], _Move] = {}

Apply = Callable[[Pair, Any, Programme, datetime.date], Pair]


def _on(act: type[Any], event: Event, *states: PairState) -> Callable[[Apply], Apply]:
    def register(apply: Apply) -> Apply:
        _MOVES[act] = _Move(event, frozenset(states), apply)
        return apply

    return register


def _part(pair: Pair, membership: MembershipId) -> Side:
    side = pair.side(membership)
    if side is None:
        raise _Lacking(Lack.NOT_A_SIDE)
    return side


def _member(pair: Pair, membership: MembershipId) -> Side:
    side = _part(pair, membership)
    if side is pair.mentor:
        raise _Lacking(Lack.NOT_A_SIDE)
    return side


def _with(pair: Pair, changed: Side) -> Pair:
    if pair.mentor.membership == changed.membership:
        return replace(pair, mentor=changed)
    mentees = tuple(changed if side.membership == changed.membership else side for side in pair.mentees)
    return replace(pair, mentees=mentees)


def _without(pair: Pair, member: Side, empty: PairState) -> Pair:
    """A member leaves; when nobody is left the pair is ``empty``."""
    rest = _with(pair, replace(member, left=True))
    return rest if rest.members else replace(pair, state=empty)


def _everywhere(pair: Pair, **said: Any) -> Pair:
    """What each side has said is forgotten: it is asked anew."""
    mentees = tuple(replace(side, **said) for side in pair.mentees)
    return replace(pair, mentor=replace(pair.mentor, **said), mentees=mentees)


# -- from the proposal to the order


@_on(Send, Event.SEND, PairState.PROPOSED)
def _send(pair: Pair, _: Send, __: Programme, ___: datetime.date) -> Pair:
    return replace(pair, state=PairState.AWAITING_ACCEPTANCE)


@_on(Accept, Event.ACCEPT, PairState.AWAITING_ACCEPTANCE)
def _accept(pair: Pair, act: Accept, _: Programme, __: datetime.date) -> Pair:
    return _if_all_accepted(_with(pair, replace(_part(pair, act.by), accepted=True)))


def _if_all_accepted(pair: Pair) -> Pair:
    return replace(pair, state=PairState.ACCEPTED) if all(side.accepted for side in pair.sides) else pair


@_on(Decline, Event.DECLINE, PairState.AWAITING_ACCEPTANCE)
def _decline(pair: Pair, act: Decline, _: Programme, __: datetime.date) -> Pair:
    side = _part(pair, act.by)
    if side is pair.mentor:
        return replace(pair, state=PairState.DECLINED)
    rest = _without(pair, side, PairState.DECLINED)
    return rest if rest.closed else _if_all_accepted(rest)


@_on(Lapse, Event.LAPSE, PairState.AWAITING_ACCEPTANCE)
def _lapse(pair: Pair, _: Lapse, __: Programme, ___: datetime.date) -> Pair:
    if not pair.mentor.accepted:
        return replace(pair, state=PairState.DECLINED)
    for silent in [side for side in pair.members if not side.accepted]:
        pair = _without(pair, silent, PairState.DECLINED)
    return pair if pair.closed else _if_all_accepted(pair)


@_on(Cancel, Event.CANCEL, PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE)
def _cancel(pair: Pair, act: Cancel, _: Programme, __: datetime.date) -> Pair:
    if act.draft and pair.state is not PairState.PROPOSED:
        raise _Lacking(Lack.SENT_ALREADY)
    return replace(pair, state=PairState.DECLINED)


@_on(EnterOrder, Event.ENTER_ORDER, PairState.ACCEPTED, PairState.PLANNING, PairState.PLAN_APPROVAL)
def _enter_order(pair: Pair, act: EnterOrder, programme: Programme, _: datetime.date) -> Pair:
    if not act.papers:
        raise _Lacking(Lack.NO_PAPER)
    if pair.order is not None:
        raise _Lacking(Lack.DONE_ALREADY)
    if (pair.state is PairState.ACCEPTED) is not programme.order_first:
        raise _Lacking(Lack.NOT_YET)
    entered = replace(pair, order=act.order, number=pair.number or act.number)
    return replace(entered, state=PairState.ASSIGNED) if pair.state is PairState.ACCEPTED else entered


# -- meetings and the trial


@_on(
    Hold,
    Event.HOLD,
    PairState.ASSIGNED,
    PairState.ACCEPTED,
    PairState.TRIAL,
    PairState.PLANNING,
    PairState.WORKING,
    PairState.FINAL_MEETING,
)
def _hold(pair: Pair, act: Hold, programme: Programme, _: datetime.date) -> Pair:
    if act.kind is not awaited_meeting(pair, programme):
        raise _Lacking(Lack.NOT_YET)
    if act.kind is MeetingKind.ACQUAINTANCE:
        return replace(pair, state=PairState.TRIAL, trial=1, held=False)
    if act.kind is MeetingKind.FINAL:
        return replace(_everywhere(pair, answered=False), state=PairState.SURVEYS)
    return pair if act.kind is MeetingKind.EVENT else replace(pair, held=True)


def awaited_meeting(pair: Pair, programme: Programme) -> MeetingKind | None:
    """Which meeting a pair may have now; None when it waits for something else."""
    match pair.state:
        case PairState.ASSIGNED:
            return MeetingKind.ACQUAINTANCE
        case PairState.ACCEPTED if not programme.order_first:
            return MeetingKind.ACQUAINTANCE
        case PairState.TRIAL if not pair.held:
            return MeetingKind.TRIAL
        case PairState.PLANNING if not pair.held:
            return MeetingKind.PLANNING
        case PairState.WORKING:
            return MeetingKind.EVENT
        case PairState.FINAL_MEETING:
            return MeetingKind.FINAL
    return None


@_on(GiveVerdict, Event.GIVE_VERDICT, PairState.TRIAL)
def _give_verdict(pair: Pair, act: GiveVerdict, programme: Programme, _: datetime.date) -> Pair:
    side = _part(pair, act.by)
    if not pair.held:
        raise _Lacking(Lack.NOT_HELD)
    if act.verdict is Verdict.AGAIN:
        return _trial_again(pair, programme)
    if act.verdict is Verdict.NO and side is pair.mentor:
        return replace(pair, state=PairState.TRIAL_FAILED)
    said = _with(pair, replace(side, verdict=act.verdict))
    if act.verdict is Verdict.NO:
        said = _without(said, replace(side, verdict=act.verdict), PairState.TRIAL_FAILED)
    return said if said.closed else _if_all_suit(said)


def _trial_again(pair: Pair, programme: Programme) -> Pair:
    if pair.trial >= programme.trials:
        raise _Lacking(Lack.NO_MORE_TRIALS)
    return replace(_everywhere(pair, verdict=None), trial=pair.trial + 1, held=False)


def _if_all_suit(pair: Pair) -> Pair:
    if all(side.verdict is Verdict.YES for side in pair.sides):
        return replace(pair, state=PairState.PLANNING, held=False)
    return pair


@_on(SettleTrial, Event.SETTLE_TRIAL, PairState.TRIAL)
def _settle_trial(pair: Pair, act: SettleTrial, _: Programme, __: datetime.date) -> Pair:
    if act.verdict is Verdict.NO:
        return replace(pair, state=PairState.TRIAL_FAILED)
    if not pair.held:
        raise _Lacking(Lack.NOT_HELD)
    if act.verdict is Verdict.AGAIN:
        # A third trial is nobody's right, but a curator who knows both may grant it.
        return replace(_everywhere(pair, verdict=None), trial=pair.trial + 1, held=False)
    return replace(pair, state=PairState.PLANNING, held=False)


# -- the plan


@_on(SubmitPlan, Event.SUBMIT_PLAN, PairState.PLANNING)
def _submit_plan(pair: Pair, act: SubmitPlan, programme: Programme, today: datetime.date) -> Pair:
    if programme.meeting_before_approval and not pair.held:
        raise _Lacking(Lack.NOT_HELD)
    if act.events < 1:
        raise _Lacking(Lack.TOO_FEW_EVENTS)
    if act.period_end <= today:
        raise _Lacking(Lack.DATE_NOT_AHEAD)
    return replace(_everywhere(pair, agreed=False), events=act.events, period_end=act.period_end)


@_on(AgreePlan, Event.AGREE_PLAN, PairState.PLANNING)
def _agree_plan(pair: Pair, act: AgreePlan, _: Programme, __: datetime.date) -> Pair:
    if pair.events is None:
        raise _Lacking(Lack.NO_PLAN)
    return _if_all_agree(_with(pair, replace(_member(pair, act.by), agreed=True)))


def _if_all_agree(pair: Pair) -> Pair:
    agreed = pair.events is not None and all(side.agreed for side in pair.members)
    return replace(pair, state=PairState.PLAN_APPROVAL) if agreed else pair


@_on(RejectPlan, Event.REJECT_PLAN, PairState.PLANNING)
def _reject_plan(pair: Pair, act: RejectPlan, _: Programme, __: datetime.date) -> Pair:
    if pair.events is None:
        raise _Lacking(Lack.NO_PLAN)
    _member(pair, act.by)
    return replace(_everywhere(pair, agreed=False), events=None)


@_on(ApprovePlan, Event.APPROVE_PLAN, PairState.PLAN_APPROVAL)
def _approve_plan(pair: Pair, _: ApprovePlan, __: Programme, ___: datetime.date) -> Pair:
    if pair.order is None:
        raise _Lacking(Lack.NO_ORDER)
    return replace(pair, state=PairState.WORKING)


@_on(ReturnPlan, Event.RETURN_PLAN, PairState.PLAN_APPROVAL)
def _return_plan(pair: Pair, _: ReturnPlan, __: Programme, ___: datetime.date) -> Pair:
    return replace(_everywhere(pair, agreed=False), state=PairState.PLANNING, events=None)


# -- another version of the plan, while the work goes on


@_on(ProposeChange, Event.PROPOSE_CHANGE, PairState.WORKING)
def _propose_change(pair: Pair, act: ProposeChange, _: Programme, today: datetime.date) -> Pair:
    if act.events < 1:
        raise _Lacking(Lack.TOO_FEW_EVENTS)
    if not act.changed:
        raise _Lacking(Lack.UNCHANGED)
    return replace(_everywhere(pair, agreed=False), change=PlanChange.PROPOSED, change_since=today)


@_on(AgreeChange, Event.AGREE_CHANGE, PairState.WORKING)
def _agree_change(pair: Pair, act: AgreeChange, _: Programme, today: datetime.date) -> Pair:
    if pair.change is not PlanChange.PROPOSED:
        raise _Lacking(Lack.NO_CHANGE)
    said = _with(pair, replace(_member(pair, act.by), agreed=True))
    if not all(side.agreed for side in said.members):
        return said
    return replace(said, change=PlanChange.AGREED) if act.weighty else _changed(said, act, today)


def _changed(pair: Pair, act: AgreeChange | ApproveChange, today: datetime.date) -> Pair:
    """The new version is worked by from now on; a period that was extended is not cut by it."""
    ends = max(act.period_end, pair.period_end or act.period_end)
    return replace(pair, change=None, events=act.events, period_end=ends if ends > today else pair.period_end)


@_on(RejectChange, Event.REJECT_CHANGE, PairState.WORKING)
def _reject_change(pair: Pair, _: RejectChange, __: Programme, ___: datetime.date) -> Pair:
    if pair.change is None:
        raise _Lacking(Lack.NO_CHANGE)
    return replace(pair, change=None)


@_on(ApproveChange, Event.APPROVE_CHANGE, PairState.WORKING)
def _approve_change(pair: Pair, act: ApproveChange, _: Programme, today: datetime.date) -> Pair:
    if pair.change is not PlanChange.AGREED:
        raise _Lacking(Lack.NO_CHANGE)
    return _changed(pair, act, today)


# -- work, final meeting, surveys


@_on(FinishWork, Event.FINISH_WORK, PairState.WORKING)
def _finish_work(pair: Pair, act: FinishWork, programme: Programme, today: datetime.date) -> Pair:
    # Fewer were planned than is usual, and the curator has approved it: then the plan decides.
    enough = min(programme.events[pair.kind].least, pair.events or 0)
    over = pair.period_end is not None and pair.period_end < today
    if act.by_curator or (act.done >= enough and (act.open == 0 or over)):
        return replace(pair, state=PairState.FINAL_MEETING, change=None)
    raise _Lacking(Lack.TOO_FEW_EVENTS)


@_on(Extend, Event.EXTEND, PairState.WORKING, PairState.FINAL_MEETING)
def _extend(pair: Pair, act: Extend, _: Programme, today: datetime.date) -> Pair:
    if act.until <= max(today, pair.period_end or today):
        raise _Lacking(Lack.DATE_NOT_AHEAD)
    return replace(pair, state=PairState.WORKING, period_end=act.until)


@_on(AnswerSurvey, Event.ANSWER_SURVEY, PairState.SURVEYS)
def _answer_survey(pair: Pair, act: AnswerSurvey, _: Programme, __: datetime.date) -> Pair:
    answered = _with(pair, replace(_part(pair, act.by), answered=True))
    done = all(side.answered for side in answered.sides)
    return replace(answered, state=PairState.COMPLETED) if done else answered


@_on(CloseSurveys, Event.CLOSE_SURVEYS, PairState.SURVEYS)
def _close_surveys(pair: Pair, _: CloseSurveys, __: Programme, ___: datetime.date) -> Pair:
    return replace(pair, state=PairState.COMPLETED)


# -- pauses, early ends, comings and goings


@_on(Pause, Event.PAUSE, *UNDER_WAY)
def _pause(pair: Pair, act: Pause, _: Programme, today: datetime.date) -> Pair:
    if act.until <= today:
        raise _Lacking(Lack.DATE_NOT_AHEAD)
    return replace(pair, state=PairState.PAUSED, paused_from=pair.state, paused_until=act.until)


@_on(Resume, Event.RESUME, PairState.PAUSED)
def _resume(pair: Pair, _: Resume, __: Programme, today: datetime.date) -> Pair:
    """Every term moves by the length of the pause."""
    assert pair.paused_from is not None  # noqa: S101 - set with the state
    pause = today - pair.since
    return replace(
        pair,
        state=pair.paused_from,
        paused_from=None,
        paused_until=None,
        waits_since=pair.waits_since + pause,
        change_since=None if pair.change_since is None else pair.change_since + pause,
        period_end=None if pair.period_end is None else pair.period_end + pause,
    )


@_on(GiveNotice, Event.GIVE_NOTICE, *UNDER_WAY, PairState.PAUSED)
def _give_notice(pair: Pair, act: GiveNotice, _: Programme, today: datetime.date) -> Pair:
    if pair.ends_on is not None:
        raise _Lacking(Lack.DONE_ALREADY)
    if act.ends_on <= today:
        raise _Lacking(Lack.DATE_NOT_AHEAD)
    return replace(pair, ends_on=act.ends_on)


@_on(TakeBackNotice, Event.TAKE_BACK_NOTICE, *UNDER_WAY, PairState.PAUSED)
def _take_back_notice(pair: Pair, _: TakeBackNotice, __: Programme, ___: datetime.date) -> Pair:
    if pair.ends_on is None:
        raise _Lacking(Lack.NO_NOTICE)
    return replace(pair, ends_on=None)


@_on(End, Event.END, *UNDER_WAY, PairState.PAUSED, PairState.SURVEYS)
def _end(pair: Pair, _: End, __: Programme, ___: datetime.date) -> Pair:
    # The work is done when only the surveys are open: nobody is made to have ended early.
    done = pair.state is PairState.SURVEYS
    return replace(pair, state=PairState.COMPLETED if done else PairState.TERMINATED)


@_on(WithdrawConsent, Event.WITHDRAW_CONSENT, *(frozenset(PairState) - CLOSED))
def _withdraw_consent(pair: Pair, act: WithdrawConsent, _: Programme, __: datetime.date) -> Pair:
    if invited := pair.invitation(act.by):
        return _with(pair, replace(invited, left=True))
    side = _part(pair, act.by)
    if side is pair.mentor:
        return replace(pair, state=PairState.TERMINATED)
    rest = _without(pair, side, PairState.TERMINATED)
    return rest if rest.closed else _without_waiting_for(rest)


@_on(Leave, Event.LEAVE, *UNDER_WAY, PairState.PAUSED)
def _leave(pair: Pair, act: Leave, _: Programme, __: datetime.date) -> Pair:
    rest = _without(pair, _member(pair, act.by), PairState.TERMINATED)
    return rest if rest.closed else _without_waiting_for(rest)


def _without_waiting_for(rest: Pair) -> Pair:
    """Whoever has gone may have been the last one waited for."""
    match rest.state:
        case PairState.AWAITING_ACCEPTANCE:
            return _if_all_accepted(rest)
        case PairState.TRIAL if rest.held:
            return _if_all_suit(rest)
        case PairState.PLANNING:
            return _if_all_agree(rest)
        case PairState.WORKING if rest.change is PlanChange.PROPOSED and all(side.agreed for side in rest.members):
            # Nobody is left to ask: the curator decides, for whom it is the only word.
            return replace(rest, change=PlanChange.AGREED)
        case PairState.SURVEYS if all(side.answered for side in rest.sides):
            return replace(rest, state=PairState.COMPLETED)
    return rest


# -- a group: who is in it


@_on(ChangeKind, Event.CHANGE_KIND, PairState.PROPOSED)
def _change_kind(pair: Pair, act: ChangeKind, _: Programme, __: datetime.date) -> Pair:
    return replace(pair, kind=act.kind)


@_on(AddMentee, Event.ADD_MENTEE, PairState.PROPOSED)
def _add_mentee(pair: Pair, act: AddMentee, programme: Programme, _: datetime.date) -> Pair:
    return _one_more(pair, Side(act.membership), programme)


@_on(DropMentee, Event.DROP_MENTEE, PairState.PROPOSED)
def _drop_mentee(pair: Pair, act: DropMentee, _: Programme, __: datetime.date) -> Pair:
    member = _member(pair, act.membership)
    if not pair.is_group:
        # Without anybody the draft is deleted: that is another act.
        raise _Lacking(Lack.LAST_MEMBER)
    return replace(pair, mentees=tuple(side for side in pair.mentees if side is not member))


JOINABLE = frozenset(
    {
        PairState.ASSIGNED,
        PairState.TRIAL,
        PairState.PLANNING,
        PairState.PLAN_APPROVAL,
        PairState.WORKING,
        PairState.PAUSED,
    }
)
"""States in which an invitation may be open; elsewhere nobody waits for an answer any more."""


@_on(Invite, Event.INVITE, PairState.ASSIGNED, PairState.TRIAL, PairState.PLANNING, PairState.WORKING)
def _invite(pair: Pair, act: Invite, programme: Programme, today: datetime.date) -> Pair:
    return _one_more(pair, Side(act.membership, invited_on=today), programme)


def _one_more(pair: Pair, newcomer: Side, programme: Programme) -> Pair:
    taken = {side.membership for side in (*pair.sides, *pair.invited)}
    if newcomer.membership in taken:
        raise _Lacking(Lack.DONE_ALREADY)
    if len(taken) > programme.group_size:  # the mentor is one of them
        raise _Lacking(Lack.GROUP_FULL)
    others = tuple(side for side in pair.mentees if side.membership != newcomer.membership)
    return replace(pair, mentees=(*others, newcomer))


@_on(Join, Event.JOIN, *JOINABLE)
def _join(pair: Pair, act: Join, _: Programme, __: datetime.date) -> Pair:
    """Whoever comes in takes the group as it stands: after the trial meeting joining is the «yes», after the
    mentees have agreed to the plan it is the agreement. Leaving is possible on any day.
    """
    invited = _invited(pair, act.by)
    state = pair.paused_from or pair.state
    return _with(
        pair,
        replace(
            invited,
            invited_on=None,
            accepted=True,
            verdict=Verdict.YES if state is PairState.TRIAL and pair.held else None,
            agreed=state in {PairState.PLAN_APPROVAL, PairState.WORKING},
        ),
    )


@_on(RefuseInvitation, Event.REFUSE_INVITATION, *JOINABLE)
def _refuse_invitation(pair: Pair, act: RefuseInvitation, _: Programme, __: datetime.date) -> Pair:
    return _with(pair, replace(_invited(pair, act.by), left=True))


@_on(RecallInvitation, Event.RECALL_INVITATION, *JOINABLE)
def _recall_invitation(pair: Pair, act: RecallInvitation, _: Programme, __: datetime.date) -> Pair:
    return _with(pair, replace(_invited(pair, act.membership), left=True))


@_on(LapseInvitation, Event.LAPSE_INVITATION, *JOINABLE)
def _lapse_invitation(pair: Pair, act: LapseInvitation, _: Programme, __: datetime.date) -> Pair:
    silent = [side for side in pair.invited if side.invited_on is not None and side.invited_on <= act.invited_on]
    if not silent:
        raise _Lacking(Lack.NOT_INVITED)
    for side in silent:
        pair = _with(pair, replace(side, left=True))
    return pair


def _invited(pair: Pair, membership: MembershipId) -> Side:
    invited = pair.invitation(membership)
    if invited is None:
        raise _Lacking(Lack.NOT_INVITED)
    return invited


def _without_pointless_invitations(pair: Pair) -> Pair:
    """The group has come to its end, or is asked anew: nobody is kept waiting for it."""
    if pair.state in JOINABLE or not pair.invited:
        return pair
    return replace(pair, mentees=tuple(replace(side, left=True) if side.waits else side for side in pair.mentees))


@_on(ReplaceMentor, Event.REPLACE_MENTOR, *UNDER_WAY, PairState.PAUSED)
def _replace_mentor(pair: Pair, act: ReplaceMentor, _: Programme, __: datetime.date) -> Pair:
    """The mentees stay; they and the new mentor are asked, the order is amended, they get to know each other."""
    if pair.side(act.membership) is not None:
        raise _Lacking(Lack.DONE_ALREADY)
    asked = _everywhere(pair, accepted=False, verdict=None, agreed=False)
    return replace(
        asked,
        state=PairState.AWAITING_ACCEPTANCE,
        mentor=Side(act.membership),
        order=None,
        trial=0,
        held=False,
        events=None,
        paused_from=None,
        paused_until=None,
        ends_on=None,
        change=None,
    )


@_on(CorrectOrder, Event.CORRECT_ORDER, *UNDER_WAY, PairState.PAUSED, PairState.SURVEYS)
def _correct_order(pair: Pair, act: CorrectOrder, _: Programme, __: datetime.date) -> Pair:
    if pair.order is None:
        raise _Lacking(Lack.NO_ORDER)
    return replace(pair, order=act.order)
