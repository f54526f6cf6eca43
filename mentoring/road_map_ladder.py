"""The ladder of an item of a road map: who hears of it on which day (design §4; domain report 5.6).

Before its last day on T-14, -7, -3 and -1, moved back to a working day; on the last working day there is; then on the
first, third and seventh working day after it, and weekly from there on. Leading roles have no leave from it: what
counts is whether a day is a working one.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from mentoring import delivery
from mentoring.calendar import DAY, Calendar, month_starts
from mentoring.deadlines import OccasionKind, remind_by
from mentoring.ids import OrganisationId, PersonId
from mentoring.letters import Letter, LetterClass, LetterKind
from mentoring.road_maps import LEADERS, Task, TaskState
from mentoring.roles import Level, Role


class Rung(IntEnum):
    """Calendar days before the last day, working days after it; ABOVE comes again every week.

    OVER: what went on and was proven has come to its end, and is done.
    """

    FORTNIGHT = -14
    WEEK = -7
    THREE_DAYS = -3
    EVE = -1
    LAST_DAY = 0
    LATE = 1
    STILL_LATE = 3
    ABOVE = 7
    NO_DAY = 100
    ASKED = 101
    OVER = 102


AHEAD = (Rung.FORTNIGHT, Rung.WEEK, Rung.THREE_DAYS, Rung.EVE)
AFTER = (Rung.LATE, Rung.STILL_LATE, Rung.ABOVE)
DUE = frozenset({*AHEAD, Rung.LAST_DAY})
ASKS = frozenset({Rung.NO_DAY, Rung.ASKED, Rung.OVER})

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    day: datetime.date
    rung: Rung


@dataclass(frozen=True, slots=True)
class Watched:
    """A task as the ladder looks at it. ``began``: the day the road map was started, nobody hears of what was before.

    ``proven`` is the day on which something was given for it last; ``counted``: the bot holds the numbers itself.
    """

    task: Task
    began: datetime.date
    proven: datetime.date | None = None
    counted: bool = False

    @property
    def first(self) -> datetime.date:
        return max(self.task.starts, self.began)


def steps(watched: Watched, days: Calendar, since: datetime.date, today: datetime.date) -> list[Step]:
    """All steps from ``since`` on, one a day; those that repeat, up to the first after ``today``."""
    task = watched.task
    if task.state is not TaskState.OPEN:
        return []
    found: dict[datetime.date, Step] = {}
    # Of steps that fall on one day the highest of the ladder is taken; what only asks gives way to it.
    for step in sorted(_all(watched, days, since, today), key=lambda one: (one.day, one.rung not in ASKS, one.rung)):
        if step.day >= since:
            found[step.day] = step
    return list(found.values())


def _all(watched: Watched, days: Calendar, since: datetime.date, today: datetime.date) -> Iterator[Step]:
    task = watched.task
    if task.kind is OccasionKind.AS_NEEDED:
        if not answered(task, watched.proven, today):
            yield Step(days.next_working(watched.first), Rung.ASKED)
    elif task.kind is OccasionKind.ONGOING:
        yield from _ongoing(watched, days, since, today)
    else:
        if task.due is None:
            yield from _without_day(watched, days, since, today)
        yield from _by(task.last_day, watched, days, since, today)


def _ongoing(watched: Watched, days: Calendar, since: datetime.date, today: datetime.date) -> Iterator[Step]:
    """Asked about month by month; late at its end only if nothing was given at all.

    Whatever the bot counts itself closes with its numbers at the end: there is nothing to ask.
    """
    if watched.counted:
        return
    limit = watched.task.limit
    for day in _monthly(watched.first, days, since, today):
        if _within(day, limit) and not answered(watched.task, watched.proven, day):
            yield Step(day, Rung.ASKED)
    if watched.proven is None:
        yield from _by(limit, watched, days, since, today)
    elif limit is not None:
        # Nobody is written to: on a day off too, or it would stand as late until the next working one.
        yield Step(max(limit + DAY, since, watched.began), Rung.OVER)


def _without_day(watched: Watched, days: Calendar, since: datetime.date, today: datetime.date) -> Iterator[Step]:
    """«Срок не задан: назначьте», at the start and then month by month."""
    yield Step(days.next_working(watched.first), Rung.NO_DAY)
    for day in _monthly(watched.first, days, since, today):
        if _within(day, watched.task.limit):
            yield Step(day, Rung.NO_DAY)


def _by(
    last: datetime.date | None, watched: Watched, days: Calendar, since: datetime.date, today: datetime.date
) -> Iterator[Step]:
    """The ladder proper."""
    if last is None:
        return
    for rung in AHEAD:
        day = remind_by(last + DAY * rung, days)
        if day >= watched.first:
            yield Step(day, rung)
    if (day := remind_by(last, days)) >= watched.began:
        yield Step(day, Rung.LAST_DAY)
    # Of what was late before the road map began people hear as if it were due that day.
    late = max(last, watched.began)
    for rung in AFTER:
        day = days.after(late, rung)
        yield Step(day, rung)
    for monday in _mondays(max(day, since), today):
        if (again := days.next_working(monday)) > day:
            yield Step(again, Rung.ABOVE)


def _mondays(since: datetime.date, today: datetime.date) -> Iterator[datetime.date]:
    """Of the week of ``since`` and those that follow, to the second one after ``today``: one of them has a working day.

    The longest holidays there are take one week.
    """
    monday = since - DAY * since.weekday()
    while monday <= today + 3 * WEEK:
        yield monday
        monday += WEEK


def _monthly(
    first: datetime.date, days: Calendar, since: datetime.date, today: datetime.date
) -> Iterator[datetime.date]:
    """The first working days of the months that follow that of ``first``."""
    begins = max(first, since)
    months = (today.year - begins.year) * 12 + today.month - begins.month
    for month in month_starts(begins, max(months, 0) + 3):
        if month > first:
            yield days.next_working(month)


def _within(day: datetime.date, limit: datetime.date | None) -> bool:
    return limit is None or day <= limit


def _given_lately(proven: datetime.date | None, day: datetime.date) -> bool:
    """Whether something was given in this month or the last one, which is asked about."""
    return proven is not None and proven >= (day.replace(day=1) - DAY).replace(day=1)


def answered(task: Task, proven: datetime.date | None, day: datetime.date) -> bool:
    """Whether «что сделано?» needs no asking on that day."""
    if task.kind is OccasionKind.AS_NEEDED:
        return proven is not None
    return _given_lately(proven, day)


def due(found: Iterable[Step], today: datetime.date) -> list[Step]:
    """The steps that have come, those that were missed too: they are taken together."""
    return [step for step in found if step.day <= today]


def following(found: Iterable[Step], today: datetime.date) -> datetime.date | None:
    """The day of the next step."""
    return min((step.day for step in found if step.day > today), default=None)


# -- who hears ---------------------------------------------------------------------------------------------------

ACTS_FOR = {Role.MENTOR: Role.CURATOR, Role.MENTEE: Role.CURATOR, Role.WORKING_GROUP: Role.CURATOR}
"""Who answers for an item of somebody who enters no proofs."""

Holders = Mapping[Role, Sequence[PersonId]]
"""Who bears which role in the task's organisation."""


def owners(owner: Role, level: Level, holders: Holders) -> tuple[PersonId, ...]:
    """Who does a task: the bearers of its role there, and where there are none, whoever leads the place."""
    acting = ACTS_FOR.get(owner, owner)
    return tuple(holders.get(acting, ())) or leaders(level, holders)


def leaders(level: Level, holders: Holders) -> tuple[PersonId, ...]:
    return _bearers(LEADERS[level], holders)


def namers(owner: Role, level: Level, holders: Holders) -> tuple[PersonId, ...]:
    """Who names the day of a task that has none: its owner, where that is somebody who leads the place."""
    leads = ACTS_FOR.get(owner, owner) in LEADERS[level]
    return owners(owner, level, holders) if leads else leaders(level, holders)


def seconds(owner: Role, level: Level, holders: Holders) -> tuple[PersonId, ...]:
    """Who hears of it too when it is late for three days: the curator, of the curator's own the deputy head."""
    if level is not Level.ORGANISATION:
        return leaders(level, holders)
    if ACTS_FOR.get(owner, owner) is Role.CURATOR:
        return _bearers((Role.CURATOR, Role.DEPUTY_HEAD), holders)
    return _bearers((Role.CURATOR,), holders)


def _bearers(roles: Iterable[Role], holders: Holders) -> tuple[PersonId, ...]:
    return tuple(dict.fromkeys(person for role in roles for person in holders.get(role, ())))


# -- letters -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Climb:
    """What the letters of a day's steps are made of; ``now`` is local time.

    ``anybody_above``: somebody over the organisation hears of what stays late; if not, its leaders do.
    """

    task: Task
    owner: Role
    level: Level
    steps: Sequence[Step]
    now: datetime.datetime
    anybody_above: bool


def climbed(what: Climb, holders: Holders, days: Calendar) -> list[Letter]:
    """One letter a person at most. What goes to those above is told of a whole place: :func:`late_below`."""
    rungs = {step.rung for step in what.steps}
    kind = _kind(rungs)
    if kind is None:
        return []
    told: list[PersonId] = []
    if kind is LetterKind.ITEM_UNDATED:
        told += namers(what.owner, what.level, holders)
    elif rungs - {Rung.ABOVE}:
        told += owners(what.owner, what.level, holders)
    if Rung.STILL_LATE in rungs:
        told += seconds(what.owner, what.level, holders)
    if Rung.ABOVE in rungs and not what.anybody_above:
        told += leaders(what.level, holders)
    return [_letter(what, kind, person, days) for person in dict.fromkeys(told)]


def _kind(rungs: set[Rung]) -> LetterKind | None:
    if rungs.intersection(AFTER):
        return LetterKind.ITEM_LATE
    if rungs & DUE:
        return LetterKind.ITEM_DUE
    if Rung.NO_DAY in rungs:
        return LetterKind.ITEM_UNDATED
    return LetterKind.ITEM_ASKED if Rung.ASKED in rungs else None


def _letter(what: Climb, kind: LetterKind, person: PersonId, days: Calendar) -> Letter:
    # The same step of the same last day: whoever climbs again writes nothing twice.
    last, step = last_of(what.task), max(one.day for one in what.steps)
    key = f"{kind}:{what.task.id}:{last}:{step:%Y%m%d}:{person}"
    due = delivery.opens(LetterClass.DIGEST, what.now, days.of_leaders(), None)
    return Letter(person, kind, key, due, {"task": int(what.task.id), "last": last})


def last_of(task: Task) -> int:
    """The last day as a letter remembers it: an ordinal, 0 where there is none."""
    return task.last_day.toordinal() if task.last_day is not None else 0


def late_below(
    person: PersonId, place: OrganisationId, day: datetime.date, now: datetime.datetime, days: Calendar
) -> Letter:
    """One a week and reader, for all that is late below; ``day`` is that of the step, ``now`` local time up there."""
    year, week, _ = day.isocalendar()
    kind = LetterKind.ITEMS_LATE_BELOW
    due = delivery.opens(LetterClass.DIGEST, now, days.of_leaders(), None)
    return Letter(person, kind, f"{kind}:{place}:{year}w{week:02}:{person}", due, {"organisation": int(place)})
