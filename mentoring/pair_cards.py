"""A pair as each of its readers sees it: its own two sides, and those who look after it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mentoring import matching
from mentoring.bank import TOPIC_FIELDS, Filled, Post, post
from mentoring.ids import MeetingId, MembershipId, PairId
from mentoring.meetings import Meeting
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, EventNumbers, MeetingKind, Pair, PairState, Party, Verdict
from mentoring.plans import Plan, PlanWords
from mentoring.searching import Apart
from mentoring.zones import BY_ONE_CLOCK, Zones, by_clock


class Stage(StrEnum):
    """How a curator counts pairs; as short as a button wants it."""

    OFFERED = "o"
    ORDER = "r"
    ACQUAINTANCE = "a"
    TRIAL = "t"
    PLAN = "p"
    WORK = "w"
    FINAL = "f"
    PAUSE = "z"
    CLOSED = "c"


STAGE_OF: dict[PairState, Stage] = {
    PairState.PROPOSED: Stage.OFFERED,
    PairState.AWAITING_ACCEPTANCE: Stage.OFFERED,
    PairState.ACCEPTED: Stage.ORDER,
    PairState.ASSIGNED: Stage.ACQUAINTANCE,
    PairState.TRIAL: Stage.TRIAL,
    PairState.PLANNING: Stage.PLAN,
    PairState.PLAN_APPROVAL: Stage.PLAN,
    PairState.WORKING: Stage.WORK,
    PairState.FINAL_MEETING: Stage.FINAL,
    PairState.SURVEYS: Stage.FINAL,
    PairState.PAUSED: Stage.PAUSE,
    **dict.fromkeys(CLOSED, Stage.CLOSED),
}


class Reason(StrEnum):
    """Why a side does not wish to, or a pair ends: chosen by a button, read by the curator alone."""

    TIME = "time"
    SUBJECT = "subject"
    PERSONAL = "personal"
    HEALTH = "health"
    LEAVES = "leaves"
    DONE = "done"
    SESSION = "session"
    VACATION = "vacation"
    OTHER = "other"


DECLINING = (Reason.TIME, Reason.SUBJECT, Reason.PERSONAL, Reason.OTHER)
PAUSING = (Reason.HEALTH, Reason.SESSION, Reason.VACATION, Reason.OTHER)
"""Illness is an absence like any other: nobody's health is written down."""

ENDING = (Reason.DONE, Reason.TIME, Reason.HEALTH, Reason.LEAVES, Reason.PERSONAL, Reason.OTHER)


class Reader(StrEnum):
    CURATOR = "curator"
    MENTOR = "mentor"
    MENTEE = "mentee"


@dataclass(frozen=True, slots=True)
class Partner:
    """One side as the reader may see it; ``name`` is None where the code has to stand for it."""

    membership: MembershipId
    code: str
    name: FullName | None
    post: Post
    topics: tuple[str, ...]
    pupil: bool

    @property
    def to_others(self) -> "Partner":
        """As the other side may know it: without the surname."""
        return replace(self, name=self.name.without_surname if self.name else None)


def partner(filled: Filled, *, named: bool, words: bool) -> Partner:
    """``named``: the name may be said to this reader; ``words``: typed words may pass through the messenger."""
    pupil = filled.person.adult is False
    return Partner(
        filled.membership.id,
        filled.membership.code,
        filled.person.name if named else None,
        post(filled, words=words),
        filled.labels(*TOPIC_FIELDS, words=False),
        pupil,
    )


@dataclass(frozen=True, slots=True)
class Departed:
    """A mentee who is in the group no more; ``reason`` for the curator who may read it."""

    partner: Partner
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class PairCard:
    """``open_to`` is what this reader may do now; ``reason`` why it was closed, for the curator's eyes.

    ``awaited`` is the kind of meeting it is time for, ``meeting`` the one being arranged or agreed, ``now`` local time.
    ``fallen`` is the last one if it was taken back or did not take place, and nothing has come in its stead.
    ``untied`` has been held, and the mentor is to say which event of the plan it was.
    ``trials_left``: another trial may be asked for. ``usual`` is how many events a plan has, ``requests`` what the
    mentees have asked for.
    ``another`` is what mentees have answered to «Нужен другой наставник?»: all of them for those who look after pairs,
    one's own for a mentee. ``change`` is another version of the plan that is not in force yet, ``change_until`` the day
    until which its answer is waited for.
    ``surveys`` is how many surveys this side has still to answer; ``responses`` how many of those about the end were
    answered, and of how many, for whoever looks after the pair.
    ``unanswered``: of a draft, the day on which an earlier offer to these two lapsed, if it was lately.
    ``said`` tells for each side whether it has answered to the offer, ``verdicts`` what each has said after the trial:
    for the curator alone, as is the ``reason``.
    Of a group: ``invited`` are asked to come in and have not answered, ``departed`` are in it no more (for the staff),
    ``unnoted`` is the last meeting if it has not been noted yet who was there.
    ``acted``: in a letter that tells who brought it about; None where the day had come.
    ``zones`` say by whose clocks the times of meetings are told: moments come in the organisation's.
    """

    organisation: Organisation
    pair: Pair
    reader: Reader
    mentor: Partner
    mentees: tuple[Partner, ...]
    open_to: frozenset[Event]
    deadline: datetime.date | None = None
    said: Mapping[MembershipId, bool] | None = None
    reason: Reason | None = None
    verdicts: Mapping[MembershipId, Verdict | None] | None = None
    pupil: bool = False
    side: MembershipId | None = None
    awaited: MeetingKind | None = None
    meeting: Meeting | None = None
    fallen: Meeting | None = None
    untied: Meeting | None = None
    now: datetime.datetime | None = None
    trials_left: bool = False
    plan: Plan | None = None
    words: PlanWords | None = None
    requests: frozenset[str] = frozenset()
    usual: EventNumbers | None = None
    another: Mapping[MembershipId, bool] = field(default_factory=dict)
    change: Plan | None = None
    surveys: int = 0
    responses: tuple[int, int] | None = None
    invited: tuple[Partner, ...] = ()
    departed: tuple[Departed, ...] = ()
    change_until: datetime.date | None = None
    unnoted: MeetingId | None = None
    unanswered: datetime.date | None = None
    acted: Party | None = None
    zones: Zones = BY_ONE_CLOCK

    @property
    def own_now(self) -> datetime.datetime:
        """By the reader's own clock."""
        assert self.now is not None  # noqa: S101 - every card of the house tells the time
        return by_clock(self.now, self.zones.own)

    @property
    def link(self) -> str | None:
        """Where an online meeting is held."""
        return None if self.meeting is None else self.meeting.link

    @property
    def notice_is_due(self) -> bool:
        """A mentor who is an employee is named by an order: three working days are between the word and the end."""
        return self.pair.order is not None and not self.mentor.pupil

    @property
    def overdue(self) -> bool:
        return self.now is not None and self.deadline is not None and self.deadline < self.now.date()

    @property
    def gone(self) -> bool:
        """The reader was a side of it and is not any more: nothing of it is theirs to see."""
        return self.side is not None and self.pair.side(self.side) is None


@dataclass(frozen=True, slots=True)
class PairLine:
    """One line of the curator's list; ``late``: the term is over."""

    pair: Pair
    mentor: Partner
    mentees: tuple[Partner, ...]
    deadline: datetime.date | None
    late: bool


@dataclass(frozen=True, slots=True)
class PairsOverview:
    """``unpaired`` counts the mentees of the bank who are in no open pair, ``asked`` what the reader may answer."""

    organisation: Organisation
    stages: Mapping[Stage, int]
    late: int
    unpaired: int
    may_form: bool
    may_order: bool = False
    asked: int = 0


@dataclass(frozen=True, slots=True)
class PairList:
    organisation: Organisation
    stage: Stage
    lines: tuple[PairLine, ...]
    page: int
    may_form: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mentee without a pair; ``days`` in the bank. ``returned``: a pair of theirs has fallen through.

    ``unreached``: letters do not come through.
    """

    partner: Partner
    days: int
    returned: bool = False
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class WaitingList:
    organisation: Organisation
    waiting: tuple[Waiting, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """A mentor for one mentee with what speaks for them."""

    partner: Partner
    reasons: tuple[matching.Reason, ...]
    places: int


@dataclass(frozen=True, slots=True)
class SuggestedList:
    """``apart`` counts the mentors kept away by the curator's word, ``instead_of`` is a draft to be changed.

    ``registry``: only approved mentors are among them.
    """

    organisation: Organisation
    mentee: Waiting
    mentors: tuple[Suggested, ...]
    page: int
    apart: int = 0
    instead_of: PairId | None = None
    registry: bool = False


@dataclass(frozen=True, slots=True)
class ApartAsked:
    """A mentor who is to be kept away from a mentee; ``pupil``: a pupil has no superior among mentors."""

    organisation: Organisation
    mentee: Waiting
    mentor: Partner
    pupil: bool


@dataclass(frozen=True, slots=True)
class ApartList:
    """Who is kept away from this mentee, and who is marked as their superior."""

    organisation: Organisation
    mentee: Waiting
    mentors: tuple[tuple[Partner, Apart], ...]


@dataclass(frozen=True, slots=True)
class DraftedAll:
    """``unserved``: mentees for whom no suitable mentor had a place."""

    organisation: Organisation
    drafted: int
    unserved: int


@dataclass(frozen=True, slots=True)
class PairsHome:
    """What /pairs leads to: places to look after, the pairs one is in, the groups one is asked to come into."""

    looked_after: tuple[Organisation, ...]
    own: tuple[PairCard, ...]
    pupil: bool = False
    invitations: tuple[PairId, ...] = ()


def stages(states: Mapping[PairState, int]) -> dict[Stage, int]:
    """How many pairs stand where, by how many are in each state."""
    found: dict[Stage, int] = {}
    for state, number in states.items():
        found[STAGE_OF[state]] = found.get(STAGE_OF[state], 0) + number
    return found
