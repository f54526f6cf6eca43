"""The life cycle of a pair: whatever people do in whatever order, it leads on or has ended; no guard is passed by."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mentoring import pair_moves as moves
from mentoring.calendar import Calendar
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.pair_deadlines import WAITS, deadline, time_event, wait_of
from mentoring.pair_moves import Event, Impossible, Lack, after
from mentoring.pairs import (
    CLOSED,
    UNDER_WAY,
    EventNumbers,
    MeetingKind,
    MentoringKind,
    Order,
    OrderMoment,
    Pair,
    PairState,
    PlanChange,
    Programme,
    Side,
    Verdict,
)

MONDAY = datetime.date(2026, 9, 7)
DAY = datetime.timedelta(days=1)
ORDER_FIRST = Programme({kind: EventNumbers(4, 5) for kind in MentoringKind})
TRIAL_FIRST = replace(ORDER_FIRST, order_moment=OrderMoment.AFTER_TRIAL, meeting_before_approval=False)
MENTOR, ANNA, BORIS, VERA = (MembershipId(number) for number in (1, 2, 3, 4))
ORDER = moves.EnterOrder(Order("12-од", MONDAY), 7, papers=True)
YES, AGAIN, NO = Verdict
PLAN = moves.SubmitPlan(4, MONDAY + 200 * DAY)


def proposed(*mentees: MembershipId) -> Pair:
    return Pair(
        PairId(1),
        OrganisationId(1),
        MentoringKind.TRADITIONAL,
        PairState.PROPOSED,
        MONDAY,
        MONDAY,
        Side(MENTOR),
        tuple(Side(mentee) for mentee in mentees or (ANNA,)),
    )


def led(pair: Pair, *acts: Any, by: Programme = ORDER_FIRST, on: datetime.date = MONDAY) -> Pair:
    for act in acts:
        pair = after(pair, act, by, on)
    return pair


ACCEPTED = (moves.Send(), moves.Accept(MENTOR), moves.Accept(ANNA))
AT_TRIAL = (*ACCEPTED, ORDER, moves.Hold(MeetingKind.ACQUAINTANCE))
AT_PLAN = (
    *AT_TRIAL,
    moves.Hold(MeetingKind.TRIAL),
    moves.GiveVerdict(ANNA, YES),
    moves.GiveVerdict(MENTOR, YES),
)
AT_WORK = (*AT_PLAN, moves.Hold(MeetingKind.PLANNING), PLAN, moves.AgreePlan(ANNA), moves.ApprovePlan())


def refused(pair: Pair, act: Any, by: Programme = ORDER_FIRST, on: datetime.date = MONDAY) -> Impossible:
    with pytest.raises(Impossible) as refusal:
        after(pair, act, by, on)
    return refusal.value


# -- the way of a pair that gets on well -------------------------------------------------------------------------


def test_a_pair_goes_from_the_proposal_to_the_end() -> None:
    pair = led(proposed(), *AT_WORK)
    assert (pair.state, pair.number) == (PairState.WORKING, 7)
    pair = led(pair, moves.FinishWork(done=4, open=0), moves.Hold(MeetingKind.FINAL))
    assert pair.state is PairState.SURVEYS
    pair = led(pair, moves.AnswerSurvey(ANNA), moves.AnswerSurvey(MENTOR))
    assert pair.state is PairState.COMPLETED


def test_where_the_order_follows_the_trial_the_plan_cannot_be_approved_without_it() -> None:
    pair = led(
        proposed(),
        *ACCEPTED,
        moves.Hold(MeetingKind.ACQUAINTANCE),
        moves.Hold(MeetingKind.TRIAL),
        moves.GiveVerdict(MENTOR, YES),
        moves.GiveVerdict(ANNA, YES),
        PLAN,
        moves.AgreePlan(ANNA),
        by=TRIAL_FIRST,
    )
    assert refused(pair, moves.ApprovePlan(), TRIAL_FIRST).lack is Lack.NO_ORDER
    assert led(pair, ORDER, moves.ApprovePlan(), by=TRIAL_FIRST).state is PairState.WORKING


def test_an_order_needs_the_written_consents_on_paper() -> None:
    pair = led(proposed(), *ACCEPTED)
    assert refused(pair, replace(ORDER, papers=False)).lack is Lack.NO_PAPER
    assert refused(led(pair, ORDER), ORDER).possible[0] is Event.HOLD


# -- the trial ---------------------------------------------------------------------------------------------------


def test_no_one_may_judge_a_trial_that_has_not_been() -> None:
    assert refused(led(proposed(), *AT_TRIAL), moves.GiveVerdict(ANNA, YES)).lack is Lack.NOT_HELD


def test_one_no_ends_the_trial_whatever_the_other_says() -> None:
    held = led(proposed(), *AT_TRIAL, moves.Hold(MeetingKind.TRIAL), moves.GiveVerdict(MENTOR, YES))
    assert led(held, moves.GiveVerdict(ANNA, NO)).state is PairState.TRIAL_FAILED


def test_another_trial_may_be_asked_for_once_and_granted_by_the_curator_again() -> None:
    held = led(proposed(), *AT_TRIAL, moves.Hold(MeetingKind.TRIAL))
    second = led(held, moves.GiveVerdict(MENTOR, YES), moves.GiveVerdict(ANNA, AGAIN))
    assert (second.trial, second.held, second.mentor.verdict) == (2, False, None)
    second = led(second, moves.Hold(MeetingKind.TRIAL))
    assert refused(second, moves.GiveVerdict(MENTOR, AGAIN)).lack is Lack.NO_MORE_TRIALS
    assert led(second, moves.SettleTrial(AGAIN)).trial == 3
    assert led(second, moves.SettleTrial(YES)).state is PairState.PLANNING


def test_in_a_group_the_no_of_a_member_is_theirs_and_the_no_of_the_mentor_everybodys() -> None:
    group = led(proposed(ANNA, BORIS), moves.Send(), *(moves.Accept(who) for who in (MENTOR, ANNA, BORIS)))
    held = led(group, ORDER, moves.Hold(MeetingKind.ACQUAINTANCE), moves.Hold(MeetingKind.TRIAL))
    rest = led(held, moves.GiveVerdict(BORIS, NO))
    assert (rest.state, [side.membership for side in rest.members]) == (PairState.TRIAL, [ANNA])
    assert led(held, moves.GiveVerdict(MENTOR, NO)).state is PairState.TRIAL_FAILED


# -- silence, pauses, early ends -----------------------------------------------------------------------------------


def test_who_is_silent_about_a_proposal_is_not_waited_for() -> None:
    sent = led(proposed(ANNA, BORIS), moves.Send(), moves.Accept(MENTOR), moves.Accept(ANNA))
    assert led(sent, moves.Lapse()).state is PairState.ACCEPTED
    assert led(led(proposed(), moves.Send(), moves.Accept(ANNA)), moves.Lapse()).state is PairState.DECLINED


def test_a_pause_moves_every_term_by_its_length() -> None:
    week = Calendar(week=5)
    pair = led(proposed(), *AT_TRIAL)
    before = deadline(pair, ORDER_FIRST, week)
    assert before is not None
    paused = led(pair, moves.Pause(MONDAY + 28 * DAY), on=MONDAY + 7 * DAY)
    assert deadline(paused, ORDER_FIRST, week) == MONDAY + 28 * DAY
    resumed = led(paused, moves.Resume(), on=MONDAY + 28 * DAY)
    assert resumed.state is PairState.TRIAL
    assert deadline(resumed, ORDER_FIRST, week) == before + 21 * DAY


def test_the_verdict_is_waited_for_from_the_day_of_the_trial() -> None:
    pair = led(led(proposed(), *AT_TRIAL), moves.Hold(MeetingKind.TRIAL), on=MONDAY + 9 * DAY)
    assert deadline(pair, ORDER_FIRST, Calendar(week=5)) == MONDAY + 11 * DAY


def test_too_few_events_leave_the_choice_to_the_curator() -> None:
    pair = led(proposed(), *AT_WORK)
    late = MONDAY + 201 * DAY
    refusal = refused(pair, moves.FinishWork(done=2, open=2), on=late)
    assert refusal.lack is Lack.TOO_FEW_EVENTS
    assert {Event.FINISH_WORK, Event.EXTEND, Event.END} <= set(refusal.possible)
    assert led(pair, moves.FinishWork(2, 2, by_curator=True), on=late).state is PairState.FINAL_MEETING
    assert led(pair, moves.Extend(late + 30 * DAY), on=late).period_end == late + 30 * DAY


def test_whoever_withdraws_consent_is_out_at_once_and_keeps_nobody_waiting() -> None:
    held = led(proposed(), *AT_TRIAL, moves.Hold(MeetingKind.TRIAL))
    assert led(held, moves.WithdrawConsent(ANNA)).state is PairState.TERMINATED
    group = led(proposed(ANNA, BORIS), moves.Send(), moves.Accept(MENTOR), moves.Accept(ANNA))
    assert led(group, moves.WithdrawConsent(BORIS)).state is PairState.ACCEPTED


def test_another_mentor_is_asked_first_and_the_order_is_amended() -> None:
    pair = led(proposed(), *AT_WORK, moves.ReplaceMentor(VERA))
    assert (pair.state, pair.mentor.membership, pair.order, pair.number) == (
        PairState.AWAITING_ACCEPTANCE,
        VERA,
        None,
        7,
    )
    assert led(pair, moves.Accept(VERA)).state is PairState.AWAITING_ACCEPTANCE, "the mentee is asked too"
    assert led(pair, moves.Accept(VERA), moves.Accept(ANNA)).state is PairState.ACCEPTED


def test_an_end_while_only_the_surveys_are_open_is_no_early_end() -> None:
    pair = led(proposed(), *AT_WORK, moves.FinishWork(4, 0), moves.Hold(MeetingKind.FINAL), moves.End())
    assert pair.state is PairState.COMPLETED


def test_a_light_change_of_the_plan_needs_no_curator_and_a_weighty_one_does() -> None:
    asked = led(proposed(), *AT_WORK, moves.ProposeChange(5))
    assert (asked.state, asked.events, asked.change) == (PairState.WORKING, 4, PlanChange.PROPOSED)
    end = MONDAY + 230 * DAY
    light = led(asked, moves.AgreeChange(ANNA, 4, end, weighty=False))
    assert (light.change, light.period_end) == (None, end)
    weighty = led(asked, moves.AgreeChange(ANNA, 5, end, weighty=True))
    assert (weighty.change, weighty.events) == (PlanChange.AGREED, 4)
    approved = led(weighty, moves.ApproveChange(5, end))
    assert (approved.change, approved.events) == (None, 5)
    assert led(weighty, moves.RejectChange()).events == 4, "the old version stays good"
    assert refused(approved, moves.ApproveChange(5, end)).lack is Lack.NO_CHANGE


def test_a_notice_is_given_once_and_may_be_taken_back() -> None:
    noticed = led(proposed(), *AT_WORK, moves.GiveNotice(MONDAY + 3 * DAY))
    assert refused(noticed, moves.GiveNotice(MONDAY + 5 * DAY)).lack is Lack.DONE_ALREADY
    assert time_event(noticed, ORDER_FIRST, Calendar(week=5)) == (MONDAY + 3 * DAY, Event.END)
    back = led(noticed, moves.TakeBackNotice())
    assert back.ends_on is None
    assert refused(back, moves.TakeBackNotice()).lack is Lack.NO_NOTICE


def test_a_slip_in_the_order_is_corrected_and_nothing_else_moves() -> None:
    pair = led(proposed(), *AT_WORK)
    right = Order("13-од", MONDAY)
    assert led(pair, moves.CorrectOrder(right)) == replace(pair, order=right)
    assert refused(led(proposed(), *ACCEPTED), moves.CorrectOrder(right)).lack is Lack.NO_ORDER


# -- any order of acts ---------------------------------------------------------------------------------------------

PEOPLE = (MENTOR, ANNA, BORIS, VERA)

Draw = Callable[[some.SearchStrategy[Any]], Any]

STRANGER_SOMETIMES = some.sampled_from((True, True, True, True, False))


def somebody(draw: Draw, pair: Pair) -> MembershipId:
    """Mostly one of them or of those who are asked to come in, sometimes a stranger."""
    inside = [side.membership for side in (*pair.sides, *pair.invited)]
    return draw(some.sampled_from(inside if draw(STRANGER_SOMETIMES) else PEOPLE))  # type: ignore[no-any-return]


def whom(event: Event, draw: Draw, pair: Pair) -> MembershipId:
    """Mostly the one the act is about: somebody new, somebody who is asked to come in, a side."""
    inside = {side.membership for side in (*pair.sides, *pair.invited)}
    meant = [one for one in PEOPLE if one not in inside] if event in OF_NEWCOMERS else []
    if event in moves.INVITATION:
        meant = [side.membership for side in pair.invited]
    return draw(some.sampled_from(meant)) if meant and draw(STRANGER_SOMETIMES) else somebody(draw, pair)


OF_NEWCOMERS = frozenset({Event.ADD_MENTEE, Event.INVITE, Event.REPLACE_MENTOR})


def some_day(draw: Draw, today: datetime.date) -> datetime.date:
    return today + draw(some.integers(-2, 60)) * DAY  # type: ignore[no-any-return]


def some_meeting(draw: Draw, pair: Pair, programme: Programme) -> MeetingKind:
    awaited = moves.awaited_meeting(pair, programme)
    return draw(some.sampled_from([awaited, awaited, *MeetingKind] if awaited else list(MeetingKind)))  # type: ignore[no-any-return]


def act_of(event: Event, draw: Draw, pair: Pair, programme: Programme, today: datetime.date) -> Any:
    """Any act of this kind, right or wrong."""
    match event:
        case Event.ENTER_ORDER:
            return replace(ORDER, papers=draw(STRANGER_SOMETIMES))
        case Event.HOLD:
            return moves.Hold(some_meeting(draw, pair, programme))
        case Event.GIVE_VERDICT:
            return moves.GiveVerdict(somebody(draw, pair), draw(some.sampled_from((YES, YES, YES, AGAIN, NO))))
        case Event.SETTLE_TRIAL:
            return moves.SettleTrial(draw(some.sampled_from(Verdict)))
        case Event.SUBMIT_PLAN:
            return moves.SubmitPlan(draw(some.integers(0, 6)), some_day(draw, today))
        case Event.AGREE_CHANGE:
            events, end = draw(some.integers(1, 6)), some_day(draw, today)
            return moves.AgreeChange(somebody(draw, pair), events, end, weighty=draw(some.booleans()))
        case Event.PROPOSE_CHANGE:
            return moves.ProposeChange(draw(some.integers(0, 6)))
        case Event.APPROVE_CHANGE:
            return moves.ApproveChange(draw(some.integers(1, 6)), some_day(draw, today))
        case Event.FINISH_WORK:
            counts = draw(some.integers(0, 5)), draw(some.integers(0, 2))
            return moves.FinishWork(*counts, by_curator=draw(some.booleans()))
        case Event.CHANGE_KIND:
            return moves.ChangeKind(draw(some.sampled_from(MentoringKind)))
        case Event.LAPSE_INVITATION:
            return moves.LapseInvitation(some_day(draw, today))
        case Event.EXTEND | Event.PAUSE | Event.GIVE_NOTICE:
            return DATED[event](some_day(draw, today))
        case _ if event in PERSONAL:
            return PERSONAL[event](whom(event, draw, pair))
        case _:
            return PLAIN[event]()


DATED: dict[Event, Callable[[datetime.date], Any]] = {
    Event.EXTEND: moves.Extend,
    Event.PAUSE: moves.Pause,
    Event.GIVE_NOTICE: moves.GiveNotice,
}
PERSONAL: dict[Event, Callable[[MembershipId], Any]] = {
    Event.ACCEPT: moves.Accept,
    Event.DECLINE: moves.Decline,
    Event.AGREE_PLAN: moves.AgreePlan,
    Event.REJECT_PLAN: moves.RejectPlan,
    Event.ANSWER_SURVEY: moves.AnswerSurvey,
    Event.WITHDRAW_CONSENT: moves.WithdrawConsent,
    Event.LEAVE: moves.Leave,
    Event.ADD_MENTEE: moves.AddMentee,
    Event.DROP_MENTEE: moves.DropMentee,
    Event.INVITE: moves.Invite,
    Event.JOIN: moves.Join,
    Event.REFUSE_INVITATION: moves.RefuseInvitation,
    Event.RECALL_INVITATION: moves.RecallInvitation,
    Event.REPLACE_MENTOR: moves.ReplaceMentor,
}
PLAIN: dict[Event, Callable[[], Any]] = {
    Event.SEND: moves.Send,
    Event.LAPSE: moves.Lapse,
    Event.CANCEL: moves.Cancel,
    Event.APPROVE_PLAN: moves.ApprovePlan,
    Event.RETURN_PLAN: moves.ReturnPlan,
    Event.RESUME: moves.Resume,
    Event.CLOSE_SURVEYS: moves.CloseSurveys,
    Event.END: moves.End,
    Event.REJECT_CHANGE: moves.RejectChange,
    Event.TAKE_BACK_NOTICE: moves.TakeBackNotice,
    Event.CORRECT_ORDER: lambda: moves.CorrectOrder(Order("13-од", MONDAY)),
}
RARE = {
    Event.END,
    Event.CANCEL,
    Event.DECLINE,
    Event.LAPSE,
    Event.LEAVE,
    Event.CORRECT_ORDER,
    Event.PAUSE,
    Event.REPLACE_MENTOR,
    Event.WITHDRAW_CONSENT,
}
"""Left out of most steps, or hardly any pair would come far."""


def with_boris(acts: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same of a group: Boris says whatever Anna says."""
    found: list[Any] = []
    for act in acts:
        found.append(act)
        if getattr(act, "by", None) == ANNA:
            found.append(replace(act, by=BORIS))
    return tuple(found)


STARTS: tuple[tuple[Any, ...], ...] = (
    (),
    (moves.ChangeKind(MentoringKind.REMOTE),),
    ACCEPTED[:2],
    (*AT_TRIAL, moves.Invite(VERA)),
    (*AT_TRIAL, moves.Hold(MeetingKind.TRIAL)),
    AT_PLAN,
    AT_WORK[:-2],
    AT_WORK[:-1],
    (*AT_WORK, moves.Invite(VERA)),
    (*AT_WORK, moves.ProposeChange(5)),
    (*AT_WORK, moves.ProposeChange(5), moves.AgreeChange(ANNA, 5, PLAN.period_end, weighty=True)),
    (*AT_WORK, moves.FinishWork(4, 0)),
)
"""Where some begin, or few steps would be seen there."""


COMES_AFTER: dict[PairState, frozenset[PairState]] = {
    PairState.AWAITING_ACCEPTANCE: frozenset({PairState.PROPOSED, PairState.PAUSED}) | UNDER_WAY,
    PairState.ACCEPTED: frozenset({PairState.AWAITING_ACCEPTANCE, PairState.PAUSED}),
    PairState.ASSIGNED: frozenset({PairState.ACCEPTED, PairState.PAUSED}),
    PairState.TRIAL: frozenset({PairState.ACCEPTED, PairState.ASSIGNED, PairState.PAUSED}),
    PairState.PLANNING: frozenset({PairState.TRIAL, PairState.PLAN_APPROVAL, PairState.PAUSED}),
    PairState.PLAN_APPROVAL: frozenset({PairState.PLANNING, PairState.PAUSED}),
    PairState.WORKING: frozenset({PairState.PLAN_APPROVAL, PairState.FINAL_MEETING, PairState.PAUSED}),
    PairState.FINAL_MEETING: frozenset({PairState.WORKING, PairState.PAUSED}),
    PairState.SURVEYS: frozenset({PairState.FINAL_MEETING}),
    PairState.PAUSED: UNDER_WAY,
    PairState.COMPLETED: frozenset({PairState.SURVEYS}),
    PairState.TRIAL_FAILED: frozenset({PairState.TRIAL}),
    PairState.DECLINED: frozenset({PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE}),
    PairState.TERMINATED: frozenset(PairState) - CLOSED,
}
"""From where a pair may have come to a state."""


class Lives(RuleBasedStateMachine):
    """One pair through whatever happens; the guards are told here a second time, from what has really happened."""

    @initialize(
        programme=some.sampled_from((ORDER_FIRST, TRIAL_FIRST)),
        mentees=some.sampled_from(((ANNA,), (ANNA, BORIS))),
        come_far=some.sampled_from(STARTS),
    )
    def begins(self, programme: Programme, mentees: tuple[MembershipId, ...], come_far: tuple[Any, ...]) -> None:
        """Some begin in the middle, or few steps would be seen there."""
        self.programme, self.today = (ORDER_FIRST, MONDAY) if come_far else (programme, MONDAY)
        acts = with_boris(come_far) if len(mentees) > 1 else come_far
        self.pair = led(proposed(*mentees), *acts)
        self.before_pause = self.pair

    @rule(data=some.data(), chance=some.integers(0, 9), days=some.integers(0, 20))
    def something_happens(self, data: some.DataObject, chance: int, days: int) -> None:
        """Mostly what may happen now, sometimes anything at all."""
        self.today += days * DAY
        open_to = moves.possible(self.pair, self.programme)
        usual = [event for event in open_to if event not in RARE]
        rare = [event for event in open_to if event in RARE]
        likely = {7: open_to, 8: rare, 9: list(Event)}.get(chance, usual)
        events = likely or open_to or list(Event)
        act = act_of(data.draw(some.sampled_from(events)), data.draw, self.pair, self.programme, self.today)
        before, event = self.pair, moves.event_of(act)
        try:
            self.pair = after(before, act, self.programme, self.today)
        except Impossible as refusal:
            self._refusal_is_told(refusal)
            return
        assert not before.closed, "nothing leads on from an end"
        assert event in moves.possible(before, self.programme)
        self._came_from_where_it_may(before, act, event)
        self._guards_held(before, act, event)
        self._the_end_has_its_guards(before, act, event)
        self._a_pause_moves_every_term(before, act, event)

    def _came_from_where_it_may(self, before: Pair, act: Any, event: Event) -> None:
        now = self.pair
        assert now.state is before.state or before.state in COMES_AFTER[now.state]
        if before.state is PairState.PAUSED and now.state not in {PairState.PAUSED, PairState.TERMINATED}:
            assert event is Event.REPLACE_MENTOR or now.state is before.paused_from
        if now.trial > self.programme.trials and now.trial > before.trial:
            assert event is Event.SETTLE_TRIAL, "a third trial is the curator's to grant"
        if len(now.members) > len(before.members) and event is not Event.ADD_MENTEE:
            assert event is Event.JOIN
            assert before.invitation(act.by) is not None

    def _the_end_has_its_guards(self, before: Pair, act: Any, event: Event) -> None:
        now = self.pair
        if now.state is PairState.PLAN_APPROVAL and before.state is PairState.PLANNING:
            assert now.events
            assert before.held or not self.programme.meeting_before_approval
            assert all(side.agreed for side in now.members)
        if now.state is PairState.FINAL_MEETING and before.state is PairState.WORKING:
            over = before.period_end is not None and before.period_end < self.today
            least = min(self.programme.events[before.kind].least, before.events or 0)
            assert act.by_curator or (act.done >= least and (act.open == 0 or over))
        if now.state is PairState.SURVEYS and before.state is not PairState.SURVEYS:
            assert act == moves.Hold(MeetingKind.FINAL)
        if now.state is PairState.COMPLETED:
            assert event in {Event.CLOSE_SURVEYS, Event.END} or all(side.answered for side in now.sides)

    def _a_pause_moves_every_term(self, before: Pair, act: Any, event: Event) -> None:
        if event is Event.PAUSE:
            assert act.until > self.today
            self.before_pause = before
        if event is not Event.RESUME:
            return
        shift, was = self.today - before.since, self.before_pause
        for name in ("waits_since", "period_end", "change_since"):
            then = getattr(was, name)
            assert getattr(self.pair, name) == (None if then is None else then + shift), name

    def _refusal_is_told(self, refusal: Impossible) -> None:
        """It names what can happen instead, or what is lacking."""
        assert refusal.state is self.pair.state
        assert refusal.possible or self.pair.closed
        assert refusal.lack is not None or refusal.event not in refusal.possible

    def _guards_held(self, before: Pair, act: Any, event: Event) -> None:
        now = self.pair
        if now.state is PairState.ACCEPTED and before.state is not PairState.PAUSED:
            assert all(side.accepted for side in now.sides)
        if now.state is PairState.ASSIGNED and before.state is PairState.ACCEPTED:
            assert act.papers
            assert now.order is not None
        if now.state is PairState.PLANNING and before.state is PairState.TRIAL:
            assert before.held
            assert event is Event.SETTLE_TRIAL or all(side.verdict is YES for side in now.sides)
        if now.state is PairState.WORKING and before.state is PairState.PLAN_APPROVAL:
            assert now.order is not None
            assert all(side.agreed for side in now.members)
        if event is Event.APPROVE_CHANGE:
            assert before.change is PlanChange.AGREED
        if before.change is PlanChange.PROPOSED and event is Event.AGREE_CHANGE and now.change is None:
            assert not act.weighty
            assert all(side.agreed for side in now.members)
        if now.state is PairState.TRIAL_FAILED:
            assert event is Event.SETTLE_TRIAL or act.verdict is NO

    @invariant()
    def it_leads_on_or_has_ended(self) -> None:
        possible = moves.possible(self.pair, self.programme)
        assert bool(possible) is not self.pair.closed
        wait = wait_of(self.pair, self.programme)
        assert (wait is None) is self.pair.closed
        if wait is not None:
            assert set(wait.way_out) & set(possible), "who is told can do something about it"
            assert deadline(self.pair, self.programme, Calendar(week=5)) is not None

    @invariant()
    def a_change_belongs_to_the_work(self) -> None:
        """No version of a plan hangs in the air where nobody can answer it."""
        at_work = self.pair.state is PairState.WORKING or self.pair.paused_from is PairState.WORKING
        assert self.pair.change is None or at_work or self.pair.closed

    @invariant()
    def there_is_somebody_in_it(self) -> None:
        assert self.pair.members or self.pair.closed
        assert len(self.pair.members) + len(self.pair.invited) <= self.programme.group_size

    @invariant()
    def nobody_waits_for_what_is_over(self) -> None:
        assert not self.pair.invited or self.pair.state in moves.JOINABLE


def test_whatever_happens_it_leads_on_or_has_ended() -> None:
    calmly = settings(max_examples=150, stateful_step_count=40, deadline=None, derandomize=True, database=None)
    run_state_machine_as_test(Lives, settings=calmly)


def test_every_state_is_waited_in_or_is_an_end() -> None:
    assert set(WAITS) | CLOSED == set(PairState)
    assert not set(WAITS) & CLOSED
