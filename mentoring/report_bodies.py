"""The frozen numbers of a report that is sent upward: what is kept of it, and what a sum of several may tell.

Only numbers go up. A sum adds numerators and denominators, never percentages; answers of places where fewer than five
people answered are summed among themselves, and told only when together they are five or more.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum, auto
from typing import Any, TypeVar

from mentoring.calendar import month_end
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.organisations import Organisation
from mentoring.pair_cards import Stage
from mentoring.report import Exits, PeopleCounted, Report, Satisfaction
from mentoring.roles import Role

VERSION = 1
"""Of the written form. Whatever reads an older one has to go on reading it: what was sent stands."""


class BodyUnknown(Exception):
    """Written by a newer program."""


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """``whole`` None: a plain number. ``part`` None: no data; such a row is left out of a sum as a whole.

    ``answered``: by how many people, of a row that is made of answers; fewer than five are not told.
    """

    key: str
    label: str
    part: float | None
    whole: float | None = None
    target: float | None = None
    answered: int | None = None

    @property
    def hidden(self) -> bool:
        return self.answered is not None and 0 < self.answered < FEWEST_ANSWERS


@dataclass(frozen=True, slots=True)
class Extra:
    """A further section of a report, such as the indicators: rows that are summed part by part."""

    key: str
    title: str
    rows: tuple[ExtraRow, ...]


@dataclass(frozen=True, slots=True)
class MadeOf:
    """How many reports are in a sum, of how many places."""

    reports: int
    places: int

    @property
    def missing(self) -> int:
        return self.places - self.reports


@dataclass(frozen=True, slots=True)
class Body:
    """``on``: the day whose numbers these are; ``month``: the first day of the one whose meetings are counted.

    ``few``: how many reports of a sum have too few answers of a role to be told. ``made_of``: of a sum alone.
    """

    on: datetime.date
    month: datetime.date
    people: PeopleCounted
    stages: Mapping[Stage, int]
    late: int | None
    meetings: int
    satisfaction: Mapping[Role, Satisfaction]
    exits: Exits
    extras: tuple[Extra, ...] = ()
    note: str | None = None
    made_of: MadeOf | None = None
    few: Mapping[Role, int] | None = None

    def as_report(self, organisation: Organisation) -> Report:
        """For the words there are; its day lies in the month of the meetings, so that they are called by it."""
        on = min(self.on, month_end(self.month))
        return Report(
            organisation,
            on,
            self.people,
            self.stages,
            self.late,
            self.meetings,
            self.satisfaction,
            self.exits,
        )


def frozen(report: Report, month: datetime.date, meetings: int, extras: Sequence[Extra], note: str | None) -> Body:
    return Body(
        report.on,
        month,
        report.people,
        dict(report.stages),
        report.late,
        meetings,
        dict(report.satisfaction),
        report.exits,
        tuple(extras),
        note,
    )


# -- what is missing ---------------------------------------------------------------------------------------------


class Gap(StrEnum):
    """What a report says of itself before it is sent: nothing of it forbids sending."""

    NOBODY = auto()
    UNFINISHED = auto()
    NO_MEETINGS = auto()
    LATE = auto()
    SILENT = auto()


def gaps(body: Body) -> Mapping[Gap, int]:
    """With how many people or pairs each is about."""
    people, satisfaction = body.people, body.satisfaction.values()
    unfinished = people.mentees - people.mentees_in_bank + people.mentors - people.mentors_in_bank
    at_work = body.stages.get(Stage.WORK, 0)
    found = {
        Gap.NOBODY: int(not people.mentees and not people.mentors),
        Gap.UNFINISHED: unfinished,
        Gap.NO_MEETINGS: at_work if not body.meetings else 0,
        Gap.LATE: body.late or 0,
        Gap.SILENT: sum(one.asked - one.answered for one in satisfaction),
    }
    return {gap: number for gap, number in found.items() if number > 0}


# -- sums --------------------------------------------------------------------------------------------------------


def summed(bodies: Sequence[Body], on: datetime.date, places: int, note: str | None = None) -> Body:
    """Of the reports of one round that were accepted, at least one, out of so many ``places`` that were asked."""
    roles = tuple(dict.fromkeys(role for body in bodies for role in body.satisfaction))
    answers = {role: _told([body.satisfaction[role] for body in bodies if role in body.satisfaction]) for role in roles}
    lower = [body.made_of for body in bodies if body.made_of is not None]
    below = MadeOf(sum(one.reports for one in lower), sum(one.places for one in lower))
    return Body(
        on,
        bodies[0].month,
        _people([body.people for body in bodies]),
        _stages(bodies),
        None if any(body.late is None for body in bodies) else sum(body.late or 0 for body in bodies),
        sum(body.meetings for body in bodies),
        {role: told for role, (told, _) in answers.items()},
        _exits([body.exits for body in bodies]),
        _extras(bodies),
        note,
        made_of=below if lower else MadeOf(len(bodies), places),
        few={role: few for role, (_, few) in answers.items() if few},
    )


def _people(found: Iterable[PeopleCounted]) -> PeopleCounted:
    total = PeopleCounted()
    for one in found:
        total = PeopleCounted(
            total.mentees + one.mentees,
            total.mentors + one.mentors,
            total.mentees_in_bank + one.mentees_in_bank,
            total.mentors_in_bank + one.mentors_in_bank,
            total.waiting + one.waiting,
        )
    return total


def _stages(bodies: Iterable[Body]) -> dict[Stage, int]:
    total: dict[Stage, int] = {}
    for body in bodies:
        for stage, number in body.stages.items():
            total[stage] = total.get(stage, 0) + number
    return {stage: total[stage] for stage in Stage if stage in total}


T = TypeVar("T", Satisfaction, Exits, ExtraRow)


def _safe(found: Iterable[T]) -> tuple[list[T], int]:
    """Those whose sum gives away nobody's few answers, and how many are left out."""
    each = list(found)
    few = [one for one in each if one.hidden]
    if sum(one.answered or 0 for one in few) >= FEWEST_ANSWERS:
        # Whoever subtracts what was told for itself finds the few of all of them together, no fewer than five.
        return each, 0
    return [one for one in each if not one.hidden], len(few)


def _told(found: Iterable[Satisfaction]) -> tuple[Satisfaction, int]:
    each, few = _safe(found)
    return Satisfaction(
        sum(one.asked for one in each),
        sum(one.answered for one in each),
        sum(one.content for one in each),
        sum(one.total for one in each),
        sum(one.participants for one in each),
    ), few


def _exits(found: Iterable[Exits]) -> Exits:
    each, _ = _safe(found)
    reasons: dict[str, int] = {}
    for one in each:
        for reason, number in one.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + number
    return Exits(sum(one.asked for one in each), sum(one.answered for one in each), reasons)


def _extras(bodies: Sequence[Body]) -> tuple[Extra, ...]:
    titles = {extra.key: extra.title for body in bodies for extra in body.extras}
    return tuple(Extra(key, title, _rows(bodies, key)) for key, title in titles.items())


def _rows(bodies: Sequence[Body], key: str) -> tuple[ExtraRow, ...]:
    found: dict[str, list[ExtraRow]] = {}
    for row in (row for body in bodies for extra in body.extras if extra.key == key for row in extra.rows):
        found.setdefault(row.key, []).append(row)
    return tuple(_added(rows) for rows in found.values())


def _added(rows: Sequence[ExtraRow]) -> ExtraRow:
    """A place without data adds neither to the numerator nor to the denominator; targets are each place's own."""
    bare = ExtraRow(rows[0].key, rows[0].label, None)
    each = [row for row in _safe(rows)[0] if row.part is not None]
    if not each:
        return bare
    return replace(
        bare,
        part=sum(row.part or 0 for row in each),
        whole=None if any(row.whole is None for row in each) else sum(row.whole or 0 for row in each),
        answered=None if any(row.answered is None for row in each) else sum(row.answered or 0 for row in each),
    )


def share(row: ExtraRow) -> float | None:
    """Per cent, to a tenth; None where there is nothing to divide by."""
    if row.part is None or not row.whole:
        return None
    return round(100 * row.part / row.whole, 1)


# -- the written form --------------------------------------------------------------------------------------------


def written(body: Body) -> dict[str, Any]:
    """What JSON holds."""
    return {
        "version": VERSION,
        "on": body.on.isoformat(),
        "month": body.month.isoformat(),
        "people": asdict(body.people),
        "pairs": {stage.name.lower(): number for stage, number in body.stages.items()},
        "late": body.late,
        "meetings": body.meetings,
        "satisfaction": {role.value: asdict(found) for role, found in body.satisfaction.items()},
        "exits": {**asdict(body.exits), "reasons": dict(body.exits.reasons)},
        "extras": [asdict(extra) for extra in body.extras],
        "note": body.note,
        "made_of": None if body.made_of is None else asdict(body.made_of),
        "few": {role.value: number for role, number in (body.few or {}).items()},
    }


def read(kept: Mapping[str, Any]) -> Body:
    """Raises BodyUnknown."""
    if kept.get("version") != VERSION:
        raise BodyUnknown(kept.get("version"))
    return Body(
        datetime.date.fromisoformat(kept["on"]),
        datetime.date.fromisoformat(kept["month"]),
        PeopleCounted(**kept["people"]),
        {Stage[stage.upper()]: number for stage, number in kept["pairs"].items()},
        kept["late"],
        kept["meetings"],
        {Role(role): Satisfaction(**found) for role, found in kept["satisfaction"].items()},
        Exits(**kept["exits"]),
        tuple(_extra(found) for found in kept["extras"]),
        kept["note"],
        None if kept["made_of"] is None else MadeOf(**kept["made_of"]),
        {Role(role): number for role, number in kept["few"].items()} or None,
    )


def _extra(kept: Mapping[str, Any]) -> Extra:
    return Extra(kept["key"], kept["title"], tuple(ExtraRow(**row) for row in kept["rows"]))
