"""A mentee's own small way through a pair or a group: asked, accepted, judging, member, gone.

The pair's machine (:mod:`mentoring.pair_moves`) decides; this is the same seen by one member, written down apart from
it: what a member may do in each state, and where each step leads. The machine is held against this table.
"""

from collections.abc import Mapping
from enum import StrEnum

from mentoring.ids import MembershipId
from mentoring.pair_moves import Event
from mentoring.pairs import Pair, PairState


class Standing(StrEnum):
    """Where one mentee stands. ``LEFT`` of a draft, an offer or a group alike: somebody else may ask anew."""

    DRAFTED = "drafted"
    ASKED = "asked"
    INVITED = "invited"
    ACCEPTED = "accepted"
    JUDGING = "judging"
    JUDGED = "judged"
    MEMBER = "member"
    SURVEY = "survey"
    LEFT = "left"


MAY: Mapping[Standing, frozenset[Event]] = {
    Standing.DRAFTED: frozenset({Event.WITHDRAW_CONSENT}),
    Standing.ASKED: frozenset({Event.ACCEPT, Event.DECLINE, Event.WITHDRAW_CONSENT}),
    Standing.INVITED: frozenset({Event.JOIN, Event.REFUSE_INVITATION, Event.WITHDRAW_CONSENT}),
    Standing.ACCEPTED: frozenset({Event.LEAVE, Event.WITHDRAW_CONSENT}),
    Standing.JUDGING: frozenset({Event.GIVE_VERDICT, Event.LEAVE, Event.WITHDRAW_CONSENT}),
    Standing.JUDGED: frozenset({Event.LEAVE, Event.WITHDRAW_CONSENT}),
    Standing.MEMBER: frozenset({Event.LEAVE, Event.WITHDRAW_CONSENT}),
    Standing.SURVEY: frozenset({Event.ANSWER_SURVEY, Event.WITHDRAW_CONSENT}),
    Standing.LEFT: frozenset(),
}
"""What a member may do about their own membership; what concerns the group (meetings, the plan) is not here."""

LEADS_TO: Mapping[Standing, frozenset[Standing]] = {
    Standing.DRAFTED: frozenset({Standing.ASKED, Standing.LEFT}),
    Standing.ASKED: frozenset({Standing.ACCEPTED, Standing.LEFT}),
    Standing.INVITED: frozenset({Standing.ACCEPTED, Standing.JUDGED, Standing.MEMBER, Standing.LEFT}),
    Standing.ACCEPTED: frozenset({Standing.JUDGING, Standing.MEMBER, Standing.LEFT}),
    Standing.JUDGING: frozenset({Standing.JUDGED, Standing.ACCEPTED, Standing.MEMBER, Standing.LEFT}),
    Standing.JUDGED: frozenset({Standing.MEMBER, Standing.ACCEPTED, Standing.LEFT}),
    Standing.MEMBER: frozenset({Standing.SURVEY, Standing.ACCEPTED, Standing.LEFT}),
    Standing.SURVEY: frozenset({Standing.LEFT}),
    Standing.LEFT: frozenset({Standing.DRAFTED, Standing.INVITED}),
}
"""Every step there is. Back to «accepted» lead another trial and another mentor; from «left» only a new question."""

_BEFORE_VERDICT = frozenset({PairState.ACCEPTED, PairState.ASSIGNED})


def standing(pair: Pair, membership: MembershipId) -> Standing:
    """Where a mentee of the pair stands; whoever was never in it counts as gone."""
    if pair.invitation(membership) is not None:
        return Standing.INVITED
    side = next((side for side in pair.members if side.membership == membership), None)
    if side is None or pair.closed:
        return Standing.LEFT
    state = pair.paused_from or pair.state
    if state is PairState.PROPOSED:
        return Standing.DRAFTED
    if state is PairState.AWAITING_ACCEPTANCE:
        return Standing.ACCEPTED if side.accepted else Standing.ASKED
    if state in _BEFORE_VERDICT or (state is PairState.TRIAL and not pair.held):
        return Standing.ACCEPTED
    if state is PairState.TRIAL:
        return Standing.JUDGED if side.verdict else Standing.JUDGING
    return Standing.SURVEY if state is PairState.SURVEYS else Standing.MEMBER
