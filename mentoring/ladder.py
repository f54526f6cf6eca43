"""The ladder: who hears, and on which day, that a pair waits (design §4; domain report 2.4).

The day before the term those who are asked; a working day after it the same once more and who looks after the pair;
after three days the latter again; after seven the municipality. Days on which terms stand still are not counted. Steps
that were missed come as one. Work by a plan has no term until its period is over: there silence is watched.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto

from mentoring import delivery
from mentoring.calendar import DAY, Calendar, month_end
from mentoring.ids import PersonId
from mentoring.letters import Letter, LetterClass, LetterKind
from mentoring.pair_deadlines import CHANGE_WAITS, EVENT_WAIT, Wait, change_deadline, days_of, deadline, wait_of
from mentoring.pair_letters import RECALLED, Readers, change_facts, event_facts, wait_facts
from mentoring.pairs import Pair, PairState, Party, Programme, Side


class Rung(IntEnum):
    EVE = 0
    LATE = 1
    STILL_LATE = 3
    MUNICIPALITY = 7
    CHECK = 20
    QUIET = 21


QUIET_AFTER_CHECK = 5
"""Working days from «Как дела?» to the curator."""


@dataclass(frozen=True, slots=True)
class Step:
    day: datetime.date
    rung: Rung


def steps(pair: Pair, programme: Programme, days: Calendar, sign: datetime.date) -> list[Step]:
    """All steps of the present wait, in order; ``sign`` is the last day on which the pair gave a sign of life."""
    if pair.state not in RECALLED or pair.ends_on is not None:
        return []
    day, own = deadline(pair, programme, days), days_of(pair, days)
    found = [] if day is None else _after_term(pair, day, own)
    if pair.state is PairState.WORKING:
        check = own.next_open(_after_silence(sign, programme.terms.silence, own))
        quiet = own.open_after(check, QUIET_AFTER_CHECK)
        found += [Step(day, rung) for day, rung in ((check, Rung.CHECK), (quiet, Rung.QUIET))]
    return sorted(_not_at_once(found, pair, own), key=lambda step: step.day)


def change_steps(pair: Pair, programme: Programme, days: Calendar) -> list[Step]:
    """Of a change of the plan that nobody answers: the work goes on meanwhile, so the municipality hears nothing."""
    day = change_deadline(pair, programme, days)
    if day is None or pair.ends_on is not None:
        return []
    own = days_of(pair, days)
    late = [Step(own.open_after(day, rung), rung) for rung in (Rung.LATE, Rung.STILL_LATE)]
    return _not_at_once([Step(own.open_before(day), Rung.EVE), *late], pair, own)


def event_steps(pair: Pair, month: datetime.date | None, days: Calendar) -> list[Step]:
    """Of the earliest event of the plan that is not done, in its ``month``: before the end of it and after.

    In the last month the term of the whole work speaks for it.
    """
    if pair.state is not PairState.WORKING or pair.ends_on is not None or month is None:
        return []
    day, own = month_end(month), days_of(pair, days)
    if pair.period_end is not None and pair.period_end <= day:
        return []
    late = [Step(own.open_after(day, rung), rung) for rung in (Rung.LATE, Rung.STILL_LATE)]
    return _not_at_once([Step(own.open_before(day), Rung.EVE), *late], pair, own)


def _not_at_once(found: Iterable[Step], pair: Pair, days: Calendar) -> list[Step]:
    """After a pause nobody is recalled before a working day has passed.

    Only a pause leaves a state that has begun after what it waits for.
    """
    if pair.since <= pair.waits_since:
        return list(found)
    first = days.open_after(pair.since, 1)
    return [replace(step, day=first) if pair.since <= step.day < first else step for step in found]


def _after_term(pair: Pair, day: datetime.date, days: Calendar) -> list[Step]:
    found = [Step(days.open_before(day), Rung.EVE)]
    if pair.state is not PairState.AWAITING_ACCEPTANCE:
        # A lapsed offer is told at once when it lapses.
        found += [Step(days.open_after(day, rung), rung) for rung in (Rung.LATE, Rung.STILL_LATE)]
    if pair.state not in {PairState.AWAITING_ACCEPTANCE, PairState.PROPOSED}:
        # Of a draft nobody outside the school knows.
        found.append(Step(days.open_after(day, Rung.MUNICIPALITY), Rung.MUNICIPALITY))
    return found


def _after_silence(sign: datetime.date, silence: int, days: Calendar) -> datetime.date:
    """The day after so many calendar days without a sign; vacations and the long leave are not silence."""
    day = sign
    while silence:
        day += DAY
        silence -= not days.rests(day)
    return day


def due(found: Iterable[Step], since: datetime.date, today: datetime.date) -> frozenset[Rung]:
    """The steps that have come, those missed since then too: they are taken together."""
    return frozenset(step.rung for step in found if since <= step.day <= today)


def following(found: Iterable[Step], today: datetime.date) -> datetime.date | None:
    """The day of the next step."""
    return min((step.day for step in found if step.day > today), default=None)


class Matter(Enum):
    """What is waited for: that the state moves, the answer to a changed plan, an event of the plan."""

    STATE = auto()
    CHANGE = auto()
    EVENT = auto()


ASKS = {
    Matter.STATE: LetterKind.PAIR_WAITS,
    Matter.CHANGE: LetterKind.CHANGE_WAITS,
    Matter.EVENT: LetterKind.EVENT_WAITS,
}
TELLS = {
    Matter.STATE: LetterKind.PAIR_LATE,
    Matter.CHANGE: LetterKind.CHANGE_LATE,
    Matter.EVENT: LetterKind.EVENT_LATE,
}


@dataclass(frozen=True, slots=True)
class Climb:
    """What the letters of a day's steps are made of. ``now`` is local time, ``above`` hold the municipality.

    ``month`` is that of an event.
    """

    pair: Pair
    rungs: frozenset[Rung]
    until: datetime.date | None
    sign: datetime.date
    now: datetime.datetime
    above: tuple[PersonId, ...] = ()
    matter: Matter = Matter.STATE
    month: datetime.date | None = None

    @property
    def asks(self) -> LetterKind:
        return ASKS[self.matter]

    @property
    def tells(self) -> LetterKind:
        return TELLS[self.matter]

    @property
    def facts(self) -> dict[str, int]:
        if self.month is not None:
            return event_facts(self.month)
        return change_facts(self.pair) if self.matter is Matter.CHANGE else wait_facts(self.pair)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a pair waits for, its steps, and who is asked and told; ``wait`` is None where nobody is."""

    matter: Matter
    steps: list[Step]
    wait: Wait | None
    until: datetime.date | None
    month: datetime.date | None = None


def waited_for(
    pair: Pair, programme: Programme, days: Calendar, sign: datetime.date, month: datetime.date | None
) -> tuple[Waiting, ...]:
    """All that a pair waits for at once; ``month`` is that of its first event to be done."""
    change = None if pair.change is None else CHANGE_WAITS[pair.change]
    return (
        Waiting(
            Matter.STATE, steps(pair, programme, days, sign), wait_of(pair, programme), deadline(pair, programme, days)
        ),
        Waiting(Matter.CHANGE, change_steps(pair, programme, days), change, change_deadline(pair, programme, days)),
        Waiting(
            Matter.EVENT, event_steps(pair, month, days), EVENT_WAIT, None if month is None else month_end(month), month
        ),
    )


def climbed(what: Climb, wait: Wait, readers: Readers, days: Calendar) -> list[Letter]:
    """One letter a person at most: who is told is not asked as well."""
    told: list[Letter] = []
    if what.rungs & {Rung.LATE, Rung.STILL_LATE}:
        told += _to_staff(what, what.tells, readers.looking_after(wait.told), wait.told, days)
    if Rung.QUIET in what.rungs:
        told += _to_staff(what, LetterKind.PAIR_QUIET, readers.looking_after(Party.CURATOR), Party.CURATOR, days)
    if Rung.MUNICIPALITY in what.rungs:
        told += _to_staff(what, LetterKind.PAIR_STUCK, what.above, Party.MUNICIPAL_COORDINATOR, days)
    known = {letter.person for letter in told}
    return [*told, *(letter for letter in _to_asked(what, wait, readers, days) if letter.person not in known)]


def _to_asked(what: Climb, wait: Wait, readers: Readers, days: Calendar) -> list[Letter]:
    pair = what.pair
    if Rung.CHECK in what.rungs and Rung.QUIET not in what.rungs:
        return _to_sides(what, LetterKind.PAIR_CHECK, pair.sides, readers, days)
    if not what.rungs & {Rung.EVE, Rung.LATE}:
        return []
    sides = [
        *((pair.mentor,) if Party.MENTOR in wait.asked else ()),
        *(pair.members if Party.MENTEES in wait.asked else ()),
    ]
    found = _to_sides(what, what.asks, sides, readers, days)
    if Party.CURATOR in wait.asked:
        found += _to_staff(what, what.asks, readers.looking_after(Party.CURATOR), Party.CURATOR, days)
    return found


def _to_sides(what: Climb, kind: LetterKind, sides: Iterable[Side], readers: Readers, days: Calendar) -> list[Letter]:
    own = days_of(what.pair, days)
    return [
        _letter(what, kind, readers.people[side.membership], own, side=int(side.membership))
        for side in sides
        if side.membership in readers.people
    ]


def _to_staff(what: Climb, kind: LetterKind, people: Iterable[PersonId], told: Party, days: Calendar) -> list[Letter]:
    """Staff go on working in vacations."""
    return [_letter(what, kind, person, days, told=list(Party).index(told)) for person in people]


def _letter(what: Climb, kind: LetterKind, person: PersonId, days: Calendar, **facts: int) -> Letter:
    pair, waiting = what.pair, what.facts
    # The same wait, the same end of it, the same steps: whoever climbs again writes nothing twice.
    about = what.sign if kind in OF_SILENCE or what.until is None else what.until
    steps_of = "".join(f"+{rung.value}" for rung in sorted(what.rungs))
    wait = ".".join(str(value) for value in waiting.values())
    return Letter(
        person,
        kind,
        f"{kind}:{pair.id}:{wait}:{about:%Y%m%d}:{steps_of}:{person}",
        delivery.opens(LetterClass.DIGEST, what.now, days, None),
        {"pair": int(pair.id), **waiting, **facts, **_sign(what, kind)},
    )


def _sign(what: Climb, kind: LetterKind) -> dict[str, int]:
    return {"sign": what.sign.toordinal()} if kind in OF_SILENCE else {}


OF_SILENCE = frozenset({LetterKind.PAIR_CHECK, LetterKind.PAIR_QUIET})
