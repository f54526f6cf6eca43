"""A member's own way: whatever the pair goes through, each mentee takes only the steps the table names."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mentoring import pair_moves as moves
from mentoring.ids import MembershipId
from mentoring.pair_moves import Event, Impossible, after
from mentoring.pairs import MeetingKind, Pair, PairState
from tests.mentoring.membership_table import LEADS_TO, MAY, Standing, standing
from tests.mentoring.test_pair_moves import (
    ANNA,
    BORIS,
    MENTOR,
    MONDAY,
    NO,
    ORDER,
    ORDER_FIRST,
    PERSONAL,
    VERA,
    YES,
    act_of,
    led,
    proposed,
)

GROUP = (moves.Send(), moves.Accept(MENTOR), moves.Accept(ANNA), moves.Accept(BORIS), ORDER)
AT_TRIAL = (*GROUP, moves.Hold(MeetingKind.ACQUAINTANCE), moves.Hold(MeetingKind.TRIAL))


def test_a_member_goes_from_the_draft_to_the_surveys() -> None:
    group = proposed(ANNA, BORIS)
    seen = [standing(group, ANNA)]
    for act in (*AT_TRIAL, moves.GiveVerdict(ANNA, YES), moves.GiveVerdict(BORIS, YES), moves.GiveVerdict(MENTOR, YES)):
        group = led(group, act)
        if standing(group, ANNA) is not seen[-1]:
            seen.append(standing(group, ANNA))
    assert seen == [
        Standing.DRAFTED,
        Standing.ASKED,
        Standing.ACCEPTED,
        Standing.JUDGING,
        Standing.JUDGED,
        Standing.MEMBER,
    ]


def test_one_left_makes_a_pair_and_the_mentor_s_no_dissolves_the_group() -> None:
    group = led(proposed(ANNA, BORIS), *AT_TRIAL)
    rest = led(group, moves.GiveVerdict(BORIS, NO))
    assert (standing(rest, BORIS), standing(rest, ANNA)) == (Standing.LEFT, Standing.JUDGING)
    assert not rest.is_group
    over = led(group, moves.GiveVerdict(MENTOR, NO))
    assert {standing(over, ANNA), standing(over, BORIS)} == {Standing.LEFT}


def test_whoever_is_invited_keeps_a_place_and_takes_the_group_as_it_stands() -> None:
    full = replace(ORDER_FIRST, group_size=3)
    group = led(proposed(ANNA, BORIS), *AT_TRIAL, moves.Invite(VERA))
    assert standing(group, VERA) is Standing.INVITED
    with pytest.raises(Impossible):
        after(group, moves.Invite(MembershipId(9)), full, MONDAY)
    assert standing(led(group, moves.Join(VERA)), VERA) is Standing.JUDGED
    assert standing(led(group, moves.RefuseInvitation(VERA)), VERA) is Standing.LEFT
    assert standing(led(group, moves.LapseInvitation(MONDAY)), VERA) is Standing.LEFT
    # Who has been asked may be asked again; nobody else may come in by the invitation.
    again = led(group, moves.RefuseInvitation(VERA), moves.Invite(VERA))
    assert standing(again, VERA) is Standing.INVITED
    with pytest.raises(Impossible):
        after(again, moves.Join(ANNA), ORDER_FIRST, MONDAY)


def test_an_invitation_is_over_with_the_work() -> None:
    group = led(proposed(ANNA, BORIS), *AT_TRIAL, moves.Invite(VERA), moves.End())
    assert group.state is PairState.TERMINATED
    assert standing(group, VERA) is Standing.LEFT


OWN = tuple(sorted({event for may in MAY.values() for event in may}))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(data=some.data())
def test_each_step_is_named_and_what_may_not_be_is_refused(data: some.DataObject) -> None:
    group = proposed(ANNA, BORIS)
    for _ in range(25):
        _nothing_else_is_possible(group, data.draw(some.sampled_from((ANNA, BORIS, VERA))), data)
        events = moves.possible(group, ORDER_FIRST)
        if not events:
            return
        act: Any = act_of(data.draw(some.sampled_from(events)), data.draw, group, ORDER_FIRST, MONDAY)
        try:
            next_one = after(group, act, ORDER_FIRST, MONDAY)
        except Impossible:
            continue
        for who in (ANNA, BORIS, VERA):
            was, now = standing(group, who), standing(next_one, who)
            assert now is was or now in LEADS_TO[was], (act, was, now)
        group = next_one


def _nothing_else_is_possible(group: Pair, who: MembershipId, data: some.DataObject) -> None:
    """An act of their own that the table does not give a member is refused by the machine."""
    event = data.draw(some.sampled_from(OWN))
    if event in MAY[standing(group, who)] or group.mentor.membership == who:
        return
    act = moves.GiveVerdict(who, YES) if event is Event.GIVE_VERDICT else PERSONAL[event](who)
    again = event is Event.ACCEPT and standing(group, who) is Standing.ACCEPTED
    repeated = event is Event.GIVE_VERDICT and standing(group, who) is Standing.JUDGED
    answered = event is Event.DECLINE and standing(group, who) is Standing.ACCEPTED
    if again or repeated or answered:
        # The same side once more in the same state: the card does not offer it, the machine does not mind.
        return
    with pytest.raises(Impossible):
        after(group, act, ORDER_FIRST, MONDAY)
