"""The whole graph of a pair, walked through: every state in it leads to an end, also without the sides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from mentoring import pair_moves as moves
from mentoring.pair_moves import Impossible, after
from mentoring.pairs import MeetingKind, MentoringKind, Pair, PairState, Programme, Verdict
from tests.mentoring.test_pair_moves import (
    ANNA,
    BORIS,
    DAY,
    MENTOR,
    MONDAY,
    ORDER,
    ORDER_FIRST,
    PLAN,
    TRIAL_FIRST,
    proposed,
)

END = PLAN.period_end
OF_SIDES = (
    *(act(who) for act in (moves.Accept, moves.Decline, moves.AnswerSurvey) for who in (MENTOR, ANNA, BORIS)),
    *(moves.GiveVerdict(who, verdict) for who in (MENTOR, ANNA, BORIS) for verdict in Verdict),
    *(act(who) for act in (moves.AgreePlan, moves.RejectPlan, moves.Leave) for who in (ANNA, BORIS)),
    *(moves.AgreeChange(who, 4, END, weighty=weighty) for who in (ANNA, BORIS) for weighty in (True, False)),
    *(moves.WithdrawConsent(who) for who in (MENTOR, ANNA, BORIS)),
    PLAN,
    moves.ProposeChange(4),
    moves.Join(BORIS),
    moves.RefuseInvitation(BORIS),
)
OF_STAFF_AND_TIME = (
    moves.Send(),
    moves.Lapse(),
    moves.Cancel(),
    ORDER,
    *(moves.Hold(kind) for kind in MeetingKind),
    *(moves.SettleTrial(verdict) for verdict in Verdict),
    moves.ApprovePlan(),
    moves.ReturnPlan(),
    moves.RejectChange(),
    moves.ApproveChange(4, END),
    moves.FinishWork(4, 0),
    moves.FinishWork(0, 4, by_curator=True),
    moves.Extend(END + 30 * DAY),
    moves.Pause(MONDAY + 14 * DAY),
    moves.Resume(),
    moves.CloseSurveys(),
    moves.GiveNotice(MONDAY + 3 * DAY),
    moves.TakeBackNotice(),
    moves.End(),
    moves.ChangeKind(MentoringKind.TRADITIONAL),
    moves.AddMentee(BORIS),
    moves.DropMentee(BORIS),
    moves.Invite(BORIS),
    moves.RecallInvitation(BORIS),
    moves.LapseInvitation(MONDAY),
    moves.CorrectOrder(ORDER.order),
)
MOST_TRIALS = 3
"""The curator may grant any number; the fourth is like the third."""

LEFT_OUT_OF_GROUPS = (
    moves.Pause,
    moves.Resume,
    moves.GiveNotice,
    moves.TakeBackNotice,
    moves.Extend,
    moves.ProposeChange,
    moves.AgreeChange,
    moves.RejectChange,
    moves.ApproveChange,
    moves.Cancel,
)
"""They do the same to a group as to a pair, and would make the graph twenty times as large."""


def _is_about_boris(act: Any) -> bool:
    named = {getattr(act, "by", None), getattr(act, "membership", None)}
    return BORIS in named or isinstance(act, moves.LapseInvitation)


@dataclass(frozen=True)
class Walk:
    """What may happen in one graph: acts of the sides, and what staff and time do without them."""

    programme: Programme
    sides: tuple[Any, ...]
    others: tuple[Any, ...]


def alone(programme: Programme) -> Walk:
    sides = tuple(act for act in OF_SIDES if not _is_about_boris(act))
    return Walk(programme, sides, tuple(act for act in OF_STAFF_AND_TIME if not _is_about_boris(act)))


WALKS = {
    "a pair": alone(ORDER_FIRST),
    "a pair whose order follows the trial": alone(TRIAL_FIRST),
    "a group": Walk(
        ORDER_FIRST,
        tuple(act for act in OF_SIDES if not isinstance(act, LEFT_OUT_OF_GROUPS)),
        tuple(act for act in OF_STAFF_AND_TIME if not isinstance(act, LEFT_OUT_OF_GROUPS)),
    ),
}
Graph = dict[Pair, list[tuple[Any, Pair]]]


def graph(walk: Walk) -> Graph:
    """Every pair that can be made of a draft in one day, and where each act leads."""
    found: Graph = {}
    waiting = [proposed()]
    while waiting:
        pair = waiting.pop()
        if pair in found:
            continue
        found[pair] = [*_led(pair, (*walk.sides, *walk.others), walk.programme)]
        waiting += [moved for _, moved in found[pair] if moved not in found]
    return found


def _led(pair: Pair, acts: Iterable[Any], programme: Programme) -> Iterator[tuple[Any, Pair]]:
    for act in acts:
        try:
            moved = after(pair, act, programme, MONDAY)
        except Impossible:
            continue
        if moved.trial <= MOST_TRIALS:
            yield act, moved


@pytest.mark.slow
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_every_state_that_can_be_reached_leads_to_an_end_without_the_sides(walk: Walk) -> None:
    found = graph(walk)
    staff = set(walk.others)
    ends = {pair for pair in found if pair.closed}
    assert not any(found[pair] for pair in ends), "nothing leads on from an end"
    assert _can_reach(ends, found, staff) == set(found), "somebody silent keeps nobody for ever"
    _is_the_whole_of_it(walk, found)
    for pair, led in found.items():
        assert {moves.event_of(act) for act, _ in led} <= set(moves.possible(pair, walk.programme)), pair


def _is_the_whole_of_it(walk: Walk, found: Graph) -> None:
    """Or the walk would prove less than it says."""
    happened = {moves.event_of(act) for led in found.values() for act, _ in led}
    assert happened == {moves.event_of(act) for act in (*walk.sides, *walk.others)}
    unknown = set() if moves.Pause in {type(act) for act in walk.others} else {PairState.PAUSED}
    unknown |= set() if walk.programme.order_first else {PairState.ASSIGNED}
    assert {pair.state for pair in found} == set(PairState) - unknown


def _can_reach(ends: set[Pair], found: Graph, acts: set[Any]) -> set[Pair]:
    """Those from which these acts alone lead to one of the ends."""
    into: dict[Pair, list[Pair]] = {}
    for pair, led in found.items():
        for act, moved in led:
            if act in acts:
                into.setdefault(moved, []).append(pair)
    reached, waiting = set(ends), list(ends)
    while waiting:
        before = [pair for pair in into.get(waiting.pop(), []) if pair not in reached]
        reached.update(before)
        waiting += before
    return reached
