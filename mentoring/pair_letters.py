"""Which letters follow when something happens to a pair (design §4): to its sides, and to those who look after it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mentoring import letters
from mentoring.ids import MembershipId, PersonId
from mentoring.letters import Letter, LetterKind
from mentoring.pair_moves import Event
from mentoring.pairs import Pair, PairState, Party, PlanChange, Side


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may be written to: the people behind the memberships, and the staff of the organisation.

    ``zones`` are the own ones of those who have chosen one.
    """

    people: Mapping[MembershipId, PersonId]
    curators: tuple[PersonId, ...]
    deputies: tuple[PersonId, ...]
    zones: Mapping[MembershipId, datetime.tzinfo] = field(default_factory=dict)

    def looking_after(self, told: Party) -> tuple[PersonId, ...]:
        """A school without a deputy head has its curators told once more, and the other way round.

        Whoever is a side of the pair is told as one of those who look after it only if there is nobody else.
        """
        sides = set(self.people.values())
        first, second = (
            (self.curators, self.deputies) if told is not Party.DEPUTY_HEAD else (self.deputies, self.curators)
        )
        for staff in (first, second):
            if others := tuple(person for person in staff if person not in sides):
                return others
        return first or second


@dataclass(frozen=True, slots=True)
class Happened:
    """An act that was carried out. ``change`` numbers the acts of the pair; ``now`` is local time, aware.

    ``by`` is the side that acted; without one it was the staff, or the day had come (``by_time``).
    """

    before: Pair
    after: Pair
    event: Event
    change: int
    now: datetime.datetime
    by: MembershipId | None = None
    by_time: bool = False

    @property
    def party(self) -> Party | None:
        """Who acted; None: the day had come."""
        if self.by_time:
            return None
        if self.by is None:
            return Party.CURATOR
        return Party.MENTOR if self.by == self.before.mentor.membership else Party.MENTEES


def following(what: Happened, readers: Readers) -> list[Letter]:
    """The letters that the act gives reason to at once; what the days bring if nobody moves is the ladder's."""
    return [*_to_sides(what, readers), *_farewell(what, readers), *_to_staff(what, readers)]


# -- at once -------------------------------------------------------------------------------------------------------


def _to_sides(what: Happened, readers: Readers) -> list[Letter]:
    pair = what.after
    if pair.state is PairState.AWAITING_ACCEPTANCE and what.before.state is not pair.state:
        return _news(what, readers, LetterKind.PAIR_OFFERED, [side for side in pair.sides if not side.accepted])
    if what.event is Event.ENTER_ORDER:
        return _news(what, readers, LetterKind.PAIR_ASSIGNED, pair.sides)
    if pair.state is PairState.ACCEPTED and what.before.state is PairState.AWAITING_ACCEPTANCE:
        return _news(what, readers, LetterKind.PAIR_AGREED, pair.sides)
    if pair.state is PairState.DECLINED and what.before.state is PairState.AWAITING_ACCEPTANCE:
        return _news(what, readers, LetterKind.PAIR_OFF, _others(what))
    if pair.state in {PairState.TERMINATED, PairState.COMPLETED}:
        return _after_end(what, readers)
    return _under_way(what, readers) or _about_plan(what, readers) or _after_trial(what, readers)


TOLD_TO_OTHERS: dict[Event, LetterKind] = {
    Event.PAUSE: LetterKind.PAIR_PAUSED,
    Event.RESUME: LetterKind.PAIR_RESUMED,
    Event.EXTEND: LetterKind.PAIR_EXTENDED,
    Event.GIVE_NOTICE: LetterKind.NOTICE_GIVEN,
    Event.TAKE_BACK_NOTICE: LetterKind.NOTICE_TAKEN_BACK,
    Event.REJECT_CHANGE: LetterKind.CHANGE_OFF,
}
"""What everybody but the one who acted hears of at once, without the reason."""


def _under_way(what: Happened, readers: Readers) -> list[Letter]:
    pair = what.after
    if what.event in TOLD_TO_OTHERS:
        return _news(what, readers, TOLD_TO_OTHERS[what.event], _others(what))
    if what.event is Event.PROPOSE_CHANGE:
        return _news(what, readers, LetterKind.CHANGE_PROPOSED, pair.members)
    if what.event in {Event.AGREE_CHANGE, Event.APPROVE_CHANGE} and pair.change is None:
        return _news(what, readers, LetterKind.CHANGE_DONE, pair.sides)
    return []


def _farewell(what: Happened, readers: Readers) -> list[Letter]:
    """The former mentor hears that the work is over, and nothing of the next one."""
    if what.event is not Event.REPLACE_MENTOR:
        return []
    return _news(what, readers, LetterKind.MENTOR_REPLACED, [what.before.mentor])


def _after_end(what: Happened, readers: Readers) -> list[Letter]:
    """Nobody hears of the end of what they never knew of."""
    if what.after.state is PairState.COMPLETED:
        return _news(what, readers, LetterKind.PAIR_COMPLETED, what.after.sides)
    if what.before.state is PairState.PROPOSED:
        return []
    offered = what.before.state is PairState.AWAITING_ACCEPTANCE
    return _news(what, readers, LetterKind.PAIR_OFF if offered else LetterKind.PAIR_ENDED, _others(what))


def _about_plan(what: Happened, readers: Readers) -> list[Letter]:
    pair = what.after
    if what.event is Event.SUBMIT_PLAN:
        return _news(what, readers, LetterKind.PLAN_SUBMITTED, pair.members)
    if what.event is Event.REJECT_PLAN:
        return _news(what, readers, LetterKind.PLAN_RETURNED, [pair.mentor])
    if what.event is Event.RETURN_PLAN:
        return _news(what, readers, LetterKind.PLAN_RETURNED, pair.sides)
    if what.event is Event.APPROVE_PLAN:
        return _news(what, readers, LetterKind.PLAN_APPROVED, pair.sides)
    if pair.state is PairState.FINAL_MEETING and what.before.state is PairState.WORKING:
        return _news(what, readers, LetterKind.WORK_DONE, pair.sides)
    return []


def _after_trial(what: Happened, readers: Readers) -> list[Letter]:
    """No letter tells who has said what: both get the same words."""
    before, pair = what.before, what.after
    if before.state is not PairState.TRIAL:
        return []
    if pair.state is PairState.TRIAL_FAILED:
        return _news(what, readers, LetterKind.PAIR_OFF, before.sides)
    if pair.state is PairState.PLANNING:
        return _news(what, readers, LetterKind.PAIR_SUITS, pair.sides)
    if pair.trial > before.trial:
        return _news(what, readers, LetterKind.TRIAL_AGAIN, pair.sides)
    if pair.held and not before.held:
        return _news(what, readers, LetterKind.VERDICT_ASKED, pair.sides)
    return []


def _others(what: Happened) -> list[Side]:
    """Everybody who was in it but the one who acted."""
    return [side for side in what.before.sides if side.membership != what.by]


TOLD_TO_STAFF: dict[Event, LetterKind] = {
    Event.PAUSE: LetterKind.PAIR_PAUSED,
    Event.RESUME: LetterKind.PAIR_RESUMED,
    Event.GIVE_NOTICE: LetterKind.NOTICE_GIVEN,
    Event.TAKE_BACK_NOTICE: LetterKind.NOTICE_TAKEN_BACK,
    Event.END: LetterKind.PAIR_LEFT,
    Event.LEAVE: LetterKind.PAIR_LEFT,
}
"""What those who look after the pair hear of when a side did it."""


def _of_a_side(what: Happened) -> LetterKind | None:
    """A notice that has run out is the word of whoever gave it; a group that works on is told by ``group_letters``."""
    if what.by is None and not (what.event is Event.END and what.before.ends_on):
        return None
    if what.event is Event.LEAVE and not what.after.closed:
        return None
    return TOLD_TO_STAFF.get(what.event)


def _to_staff(what: Happened, readers: Readers) -> list[Letter]:
    kind = _of_a_side(what)
    if what.after.change is PlanChange.AGREED and what.before.change is not PlanChange.AGREED:
        kind = LetterKind.CHANGE_TO_APPROVE
    elif what.after.state is PairState.ACCEPTED and what.before.state is PairState.AWAITING_ACCEPTANCE:
        kind = LetterKind.ORDER_AWAITED
    elif what.event in {Event.DECLINE, Event.GIVE_VERDICT} and what.after.closed:
        kind = LetterKind.PAIR_DECLINED
    elif what.event is Event.WITHDRAW_CONSENT and what.after.closed:
        kind = LetterKind.PAIR_BROKEN
    elif what.event is Event.LAPSE and what.after.closed:
        kind = LetterKind.PAIR_LAPSED
    elif what.after.state is PairState.PLAN_APPROVAL and what.before.state is PairState.PLANNING:
        kind = LetterKind.PLAN_TO_APPROVE
    if kind is None:
        return []
    return [_staff_news(what, kind, person) for person in readers.looking_after(Party.CURATOR)]


def _staff_news(what: Happened, kind: LetterKind, person: PersonId) -> Letter:
    key = f"{what.after.id}:{what.change}"
    return letters.news(person, kind, key, what.now, pair=what.after.id, **_acted(what))


def _acted(what: Happened) -> dict[str, int]:
    """Who acted, as letters keep it that say so."""
    if what.event is not Event.RESUME or what.party is None:
        return {}
    return {"by": list(Party).index(what.party)}


def _news(what: Happened, readers: Readers, kind: LetterKind, sides: Iterable[Side]) -> list[Letter]:
    key, facts = f"{what.after.id}:{what.change}", {"pair": what.after.id, **_acted(what)}
    return [
        letters.news(readers.people[side.membership], kind, key, what.now, **facts, side=side.membership)
        for side in sides
        if side.membership in readers.people
    ]


# -- what is watched ----------------------------------------------------------------------------------------------

RECALLED = frozenset(
    {
        PairState.PROPOSED,
        PairState.AWAITING_ACCEPTANCE,
        PairState.ACCEPTED,
        PairState.ASSIGNED,
        PairState.TRIAL,
        PairState.PLANNING,
        PairState.PLAN_APPROVAL,
        PairState.WORKING,
        PairState.FINAL_MEETING,
    }
)
"""States whose terms are watched by letters, see ``ladder``."""


def wait_facts(pair: Pair) -> dict[str, int]:
    """What a letter about waiting keeps, to know later whether it is still the same wait."""
    state = list(PairState).index(pair.state)
    until = pair.period_end.toordinal() if pair.state is PairState.WORKING and pair.period_end else 0
    since = pair.waits_since.toordinal()
    return {"state": state, "since": since, "trial": pair.trial, "held": int(pair.held), "until": until}


def event_facts(month: datetime.date) -> dict[str, int]:
    """The same of an event of the plan whose month comes to its end; the work goes on meanwhile."""
    return {"event_month": month.toordinal()}


def change_facts(pair: Pair) -> dict[str, int]:
    """The same of a change of the plan, which waits for itself while the work goes on."""
    stage = 0 if pair.change is None else list(PlanChange).index(pair.change) + 1
    return {"plan_change": stage, "plan_change_since": pair.change_since.toordinal() if pair.change_since else 0}
