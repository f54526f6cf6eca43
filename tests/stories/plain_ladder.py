"""The ladder of a road map worked out a second time, plainly: what has to come to whom on which day.

Nothing of ours is imported. The days are those of ``production_calendars.json``, the deadlines those of
``road_map_expectations.json``; both were made by hand from the plans and the government's decrees.
"""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

Day = datetime.date
DAY = datetime.timedelta(days=1)

HERE = Path(__file__).parent

DUE, LATE, UNDATED, ASKED, BELOW = "item_due", "item_late", "item_undated", "item_asked", "items_late_below"

ABOVE = 7
NO_DAY, HOW_GOES_IT = 100, 101

ADDED = "added"
"""An occasion that the plan knows nothing of: a further day."""


def day(written: str) -> Day:
    return Day.fromisoformat(written)


# -- working days ------------------------------------------------------------------------------------------------


def _calendars() -> tuple[frozenset[Day], frozenset[Day]]:
    years = json.loads((HERE / "production_calendars.json").read_text("utf-8")).values()
    off = {day(one) for year in years for one in year["non_working"]}
    saturdays = {day(saturday) for year in years for saturday, _ in year["working_saturdays_inferred"]}
    return frozenset(off), frozenset(saturdays)


OFF, SATURDAYS = _calendars()


def works(one: Day) -> bool:
    return one in SATURDAYS or (one.isoweekday() < 6 and one not in OFF)


def back(one: Day) -> Day:
    while not works(one):
        one -= DAY
    return one


def on(one: Day) -> Day:
    while not works(one):
        one += DAY
    return one


def after(one: Day, working_days: int) -> Day:
    for _ in range(working_days):
        one = on(one + DAY)
    return one


def closes_on(last: Day) -> Day:
    """A road map is closed that many working days after its end: until then what is late may still be proven."""
    return after(last, 30)


def month_begins(first: Day, until: Day) -> Iterator[Day]:
    """First working days of the months after that of ``first``."""
    year, month = first.year, first.month
    while (year, month) < (until.year, until.month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        yield on(Day(year, month, 1))


# -- what becomes of an item -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fate:
    """What becomes of one occasion of an item in one place; as it stands here nobody ever cares.

    All is done in the evening, after the letters of the day. ``proven`` is a step of the ladder (-14 … 7) or a day;
    ``given`` are proofs of what goes on; ``dated``: on the one day another is set; ``counted``: in the night before
    that day the bot closes it with its own numbers.
    """

    proven: int | Day | None = None
    given: tuple[Day, ...] = ()
    dated: tuple[Day, Day] | None = None
    waived: tuple[Day, str] | None = None
    counted: Day | None = None


IGNORED = Fate()


def proven(at: int | str) -> Fate:
    return Fate(proven=at if isinstance(at, int) else day(at))


def given(*days: str) -> Fate:
    return Fate(given=tuple(map(day, days)))


def dated(at: str, to: str, then: Fate) -> Fate:
    return replace(then, dated=(day(at), day(to)))


def not_needed(at: str, reason: str) -> Fate:
    return Fate(waived=(day(at), reason))


def counted(at: str, *proofs: str) -> Fate:
    return Fate(counted=day(at), given=tuple(map(day, proofs)))


@dataclass(frozen=True)
class Schedule:
    """Several days that an organisation names where the plan leaves them open."""

    fates: tuple[Fate, ...]


def schedule(at: str, *days: tuple[str, Fate]) -> Schedule:
    """All named on the evening of one day."""
    return Schedule(tuple(dated(at, to, then) for to, then in days))


class Occasion(NamedTuple):
    """``last`` is the deadline, or the end of the plan where there is none; ``kind`` as in the expectations."""

    kind: str
    starts: Day
    last: Day | None


class Plan(NamedTuple):
    """An item as the expectations tell it."""

    owner: str
    first_due: Day | None
    safe_due: Day | None
    occasions: tuple[Occasion, ...]


def expectations(road_map: str) -> dict[str, Plan]:
    kept = json.loads((HERE / "road_map_expectations.json").read_text("utf-8"))[road_map]
    return {uid: _plan(one) for uid, one in kept.items()}


def _plan(kept: dict[str, Any]) -> Plan:
    first_due, safe_due = (day(kept[key]) if kept[key] else None for key in ("first_due", "safe_due"))
    found = (Occasion(kind, day(first), day(last) if last else None) for kind, first, last in kept["occasions"])
    return Plan(kept["owner"], first_due, safe_due, tuple(found))


# -- the ladder --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ahead:
    """One occasion with its fate, in a road map that began on ``began`` and is looked at until ``until``."""

    occasion: Occasion
    fate: Fate
    began: Day
    until: Day

    @property
    def first(self) -> Day:
        return max(self.occasion.starts, self.began)

    @property
    def last(self) -> Day | None:
        """The day that counts in the end."""
        return self.fate.dated[1] if self.fate.dated else self.occasion.last

    @property
    def proven_on(self) -> Day | None:
        at = self.fate.proven
        if at is None or isinstance(at, Day):
            return at
        assert self.last is not None
        return back(self.last + at * DAY) if at <= 0 else after(max(self.last, self.began), at)

    @property
    def ends(self) -> Day:
        """The last day on which anybody hears of it."""
        found = [self.until, self.proven_on, self.fate.waived and self.fate.waived[0]]
        if self.fate.counted:
            found.append(self.fate.counted - DAY)
        return min(one for one in found if one)

    def steps(self) -> dict[Day, int]:
        """On which day which step comes; of several on one day the highest."""
        found = self._given() if self.occasion.kind == "ongoing" else self._done_once()
        return {one: step for one, step in found.items() if one <= self.ends}

    def _done_once(self) -> dict[Day, int]:
        if self.occasion.kind == "as_needed":
            return {on(self.first): HOW_GOES_IT}
        if self.occasion.kind == "dated":
            return self._ladder(self.occasion.last)
        if self.occasion.kind == ADDED:
            return self._from_now_on({})
        found = {on(self.first): NO_DAY, **dict.fromkeys(self._months(), NO_DAY), **self._ladder(self.occasion.last)}
        return found if self.fate.dated is None else self._from_now_on(found)

    def _from_now_on(self, before: dict[Day, int]) -> dict[Day, int]:
        """Until the day is named, one ladder; from then on that of the day."""
        assert self.fate.dated is not None
        named, to = self.fate.dated
        anew = self._ladder(to)
        assert named not in anew, f"{named}: a day that is named on the day of its own step is told of the day after"
        return {one: step for one, step in before.items() if one <= named} | {
            one: step for one, step in anew.items() if one > named
        }

    def _given(self) -> dict[Day, int]:
        """Asked about each month that nothing was given for; late only if nothing was given at all.

        Whatever the bot counts itself ends with its numbers, and nobody is asked.
        """
        if self.fate.counted:
            return {}
        days = self.fate.given
        asked = {one: HOW_GOES_IT for one in self._months() if not any(_lately(it, one) for it in days if it < one)}
        ladder = {
            one: step for one, step in self._ladder(self.occasion.last).items() if not any(it < one for it in days)
        }
        return asked | ladder

    def _months(self) -> list[Day]:
        return [
            one
            for one in month_begins(self.first, self.until)
            if self.occasion.last is None or one <= self.occasion.last
        ]

    def _ladder(self, last: Day | None) -> dict[Day, int]:
        if last is None:
            return {}
        found = {back(last - days * DAY): -days for days in (14, 7, 3, 1)}
        found = {one: step for one, step in found.items() if one >= self.first}
        if back(last) >= self.began:
            found[back(last)] = 0
        found |= {after(max(last, self.began), step): step for step in (1, 3, ABOVE)}
        seventh = max(found)
        monday = seventh - seventh.weekday() * DAY
        while monday <= self.until:
            if on(monday) > seventh:
                found[on(monday)] = ABOVE
            monday += 7 * DAY
        return found


def _lately(proof: Day, asked: Day) -> bool:
    """In the month that is asked about, or since."""
    return proof >= (asked.replace(day=1) - DAY).replace(day=1)


# -- who hears ---------------------------------------------------------------------------------------------------

ACTS_FOR = {"mentor": "curator", "mentee": "curator", "working_group": "curator"}
LEADERS = {
    "region": ("regional_coordinator",),
    "municipality": ("municipal_coordinator",),
    "organisation": ("curator", "deputy_head"),
}


class Reader(NamedTuple):
    role: str
    place: str


@dataclass(frozen=True)
class Place:
    """``above`` is the nearest place over it where somebody leads; ``roles`` are those that somebody bears."""

    name: str
    level: str
    roles: frozenset[str]
    above: "Place | None" = None

    def bearers(self, *roles: str) -> list[Reader]:
        return [Reader(role, self.name) for role in roles if role in self.roles]

    def owners(self, role: str) -> list[Reader]:
        return self.bearers(ACTS_FOR.get(role, role)) or self.leaders

    @property
    def leaders(self) -> list[Reader]:
        return self.bearers(*LEADERS[self.level])

    def seconds(self, role: str) -> list[Reader]:
        if self.level != "organisation":
            return self.leaders
        own = ACTS_FOR.get(role, role) == "curator"
        return self.bearers("curator", "deputy_head") if own else self.bearers("curator")


class Told(NamedTuple):
    """A letter: ``of`` is the item with the number of the occasion and the place, empty for a list of late places."""

    day: Day
    kind: str
    role: str
    place: str
    of: str = ""


@dataclass(frozen=True)
class Duty:
    """One occasion of one item in one place."""

    uid: str
    number: int
    owner: str
    place: Place
    ahead: Ahead

    @property
    def added(self) -> bool:
        return self.ahead.occasion.kind == ADDED

    @property
    def key(self) -> str:
        return f"{self.uid}#{self.number}@{self.place.name}"


def _kind(step: int) -> str:
    return {NO_DAY: UNDATED, HOW_GOES_IT: ASKED}.get(step) or (DUE if step <= 0 else LATE)


def letters(duties: list[Duty]) -> Counter[Told]:
    """All that has to come, each letter once."""
    found: Counter[Told] = Counter()
    weekly: dict[tuple[Reader, tuple[int, int]], Day] = {}
    for duty in duties:
        for at, step in duty.ahead.steps().items():
            for reader in _readers(duty, step):
                found[Told(at, _kind(step), *reader, duty.key)] += 1
            if step == ABOVE and duty.place.above is not None:
                for reader in duty.place.above.leaders:
                    week = (reader, at.isocalendar()[:2])
                    weekly[week] = min(weekly.get(week, at), at)
    found.update(Told(at, BELOW, *reader) for (reader, _), at in weekly.items())
    return found


def _readers(duty: Duty, step: int) -> list[Reader]:
    place = duty.place
    if step == ABOVE:
        return [] if place.above is not None else place.leaders
    if step == NO_DAY and ACTS_FOR.get(duty.owner, duty.owner) not in LEADERS[place.level]:
        return place.leaders
    return list(dict.fromkeys(place.owners(duty.owner) + (place.seconds(duty.owner) if step == 3 else [])))


# -- how it ends -------------------------------------------------------------------------------------------------


def is_late(duty: Duty, today: Day) -> bool:
    """In the afternoon of that day, before anybody does anything about it."""
    ahead, fate = duty.ahead, duty.ahead.fate
    named = fate.dated is not None and fate.dated[0] < today
    last = ahead.last if named else ahead.occasion.last
    if last is None or last >= today or ahead.occasion.kind == "as_needed" or (duty.added and not named):
        return False
    closed = [ahead.proven_on, fate.waived and fate.waived[0], fate.counted and fate.counted - DAY, *fate.given]
    return not any(one is not None and one < today for one in closed)


WORST = ("late", "soon", "running", "no_date", "ahead", "done", "not_needed")


def stands(duty: Duty, today: Day) -> str:
    """How the task stands on that day, in the words of the report."""
    ahead, fate = duty.ahead, duty.ahead.fate
    named = fate.dated is not None and fate.dated[0] <= today
    kind, last = ahead.occasion.kind, ahead.last if named else ahead.occasion.last
    if fate.waived is not None and fate.waived[0] <= today:
        return "not_needed"
    if (ahead.proven_on and ahead.proven_on <= today) or (fate.counted and fate.counted <= today):
        return "done"
    over = last is not None and today > last
    if kind == "ongoing" and fate.given and over:
        return "done"
    if kind == "as_needed" and last is not None and today >= closes_on(last):
        return "done" if fate.given else "not_needed"
    if over and kind != "as_needed":
        return "late"
    if kind == "undated" and not named:
        return "no_date"
    if kind in {"dated", "undated", ADDED} and last is not None and (last - today).days <= 14:
        return "soon"
    return "running" if ahead.occasion.starts <= today else "ahead"


def stands_together(duties: list[Duty], today: Day) -> Mapping[str, str]:
    """Each item as the worst of its tasks."""
    found: dict[str, set[str]] = {}
    for duty in duties:
        found.setdefault(duty.uid, set()).add(stands(duty, today))
    return {uid: next(one for one in WORST if one in them) for uid, them in found.items()}
