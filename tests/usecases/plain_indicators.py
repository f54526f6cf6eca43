"""The six indicators of the passport worked out a second time, plainly, from what `export … --format json` gives.

Nothing of ours is imported: the rules are read from docs/indicators.md, not from the program.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = dict[str, Any]
Moment = datetime.datetime

CLOSED = {"declined", "trial_failed", "completed", "terminated"}
SCALES = {
    "mentee": ("satisfaction_mentee", ("sm01", "sm02", "sm03", "sm04", "sm05", "sm06")),
    "mentor": ("satisfaction_mentor", ("sr01", "sr02", "sr03", "sr04", "sr05", "sr06")),
}
ENOUGH, FEWEST = 7.0, 5


class Result(NamedTuple):
    numerator: int | None
    denominator: int | None
    value: float | None


@dataclass
class School:
    """Everything that was exported of one school; ``since`` and ``until`` bound the year there."""

    id: int
    people: list[Row]
    pairs: list[Row]
    answers: list[Row]
    surveys: list[Row]
    numbers: list[Row]
    since: Moment
    until: Moment
    year: int
    owner: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.owner = {row["code"]: row["person_id"] for row in self.people}

    def typed(self, key: str) -> int | None:
        found = [row["value"] for row in self.numbers if row["key"] == key and row["year"] == self.year]
        return found[-1] if found else None

    @property
    def pupils(self) -> set[int]:
        return {row["person_id"] for row in self.people if row["adult"] is False}

    def young(self) -> set[int]:
        """By each one's latest questionnaire."""
        latest: dict[int, tuple[int, bool]] = {}
        for row in self.answers:
            if row["form"] == "mentee_teacher" and row["question"] == "mt04" and self._sent(row):
                who = self.owner[row["code"]]
                if row["attempt_id"] > latest.get(who, (0, False))[0]:
                    latest[who] = row["attempt_id"], row["value"] == "young"
        return {who for who, (_, young) in latest.items() if young}

    def _sent(self, row: Row) -> bool:
        return row["finished_at"] is not None and moment(row["finished_at"]) < self.until

    def took_part(self, role: str) -> set[int]:
        return {stay.who for stay in self._stays(role) if stay.ended is None or stay.ended >= self.since}

    def entered(self, role: str) -> set[int]:
        return {stay.who for stay in self._stays(role) if stay.came >= self.since}

    def _stays(self, role: str) -> "Iterator[Stay]":
        for pair in self.pairs:
            yield from (stay for stay in lived(pair) if stay.role == role and stay.came < self.until)

    def indices(self, role: str) -> dict[int, tuple[Moment, int, float]]:
        """By person when they answered last, in which attempt, and the mean."""
        form, questions = SCALES[role]
        given: dict[int, list[Row]] = {}
        for row in self.answers:
            if row["form"] == form and row["question"] in questions and self._sent(row):
                given.setdefault(row["attempt_id"], []).append(row)
        found: dict[int, tuple[Moment, int, float]] = {}
        for attempt, rows in given.items():
            at = moment(rows[0]["finished_at"])
            if at >= self.since:
                mean = sum(row["value"] for row in rows) / len(rows)
                who = self.owner[rows[0]["code"]]
                found[who] = max(found.get(who, (at, 0, 0.0)), (at, attempt, mean))
        return found

    def asked(self, role: str) -> set[int]:
        form = SCALES[role][0]
        asked = {
            row["person_id"]
            for row in self.surveys
            if row["form"] == form and self.since <= moment(row["asked_at"]) < self.until
        }
        return asked | self.indices(role).keys()


@dataclass
class Stay:
    """In a pair with an order, from when until when."""

    who: int
    role: str
    came: Moment
    ended: Moment | None = None


def moment(written: str) -> Moment:
    return datetime.datetime.fromisoformat(written)


Side = tuple[int, str]
"""Whose part it is: the same person may be a mentee first and the mentor of the same pair later."""


def lived(pair: Row) -> list[Stay]:
    """The pair's history once from the beginning to the end."""
    agreed: set[Side] = set()
    stays: list[Stay] = []
    open_: dict[Side, Stay] = {}
    ordered = False

    def comes(side: Side, at: Moment) -> None:
        goes(side, at)
        open_[side] = Stay(*side, at)
        stays.append(open_[side])

    def goes(side: Side, at: Moment) -> None:
        if (stay := open_.pop(side, None)) is not None:
            stay.ended = at

    for step in pair["history"]:
        at, event = moment(step["at"]), step["event"]
        kind, _, number = step["by"].partition(":")
        side = (int(number), step["side"]) if kind == "person" and step["side"] else (0, "")
        if event == "replace_mentor":
            for one in list(open_):
                if one[1] == "mentor":
                    goes(one, at)
            agreed.clear()
            ordered = False
        elif event in {"decline", "leave", "withdraw_consent"}:
            agreed.discard(side)
            goes(side, at)
        elif event in {"accept", "join"}:
            agreed.add(side)
            if event == "join" and ordered:
                comes(side, at)
        elif event == "enter_order":
            ordered = True
            for one in agreed:
                comes(one, at)
        if step["to"] in CLOSED:
            for one in list(open_):
                goes(one, at)
    return stays


def share(numerator: int | None, denominator: int | None) -> Result:
    known = numerator is not None and denominator is not None and denominator > 0
    value = round(100 * numerator / denominator, 1) if known else None  # type: ignore[operator]
    return Result(numerator, denominator, value)


def computed(schools: list[School]) -> dict[str, Result]:
    """Of these schools together."""
    return {
        "pupil_mentees": _of_typed(schools, "pupils", lambda one: one.entered("mentee") & one.pupils),
        "pupil_mentors": _of_typed(schools, "pupils", lambda one: one.entered("mentor") & one.pupils),
        "young_mentees": _of_typed(schools, "young", lambda one: one.entered("mentee") & one.young()),
        "partners": _partners(schools),
        "mentee_satisfaction": _content(schools, "mentee"),
        "mentor_satisfaction": _content(schools, "mentor"),
    }


def _of_typed(schools: list[School], key: str, people: Any) -> Result:
    known = [one for one in schools if one.typed(key)]
    if not known and len(schools) > 1:
        return Result(None, None, None)
    there = known or schools
    typed = [number for one in there if (number := one.typed(key)) is not None]
    return share(len(_together(people(one) for one in there)), sum(typed) if typed else None)


def _partners(schools: list[School]) -> Result:
    known = [one for one in schools if one.typed("partners") and one.typed("partners_giving") is not None]
    if not known and len(schools) > 1:
        return Result(None, None, None)
    there = known or schools
    parts = [[one.typed(key) for one in there] for key in ("partners_giving", "partners")]
    giving, partners = ([number for number in part if number is not None] for part in parts)
    return share(sum(giving) if giving else None, sum(partners) if partners else None)


def _content(schools: list[School], role: str) -> Result:
    everybody = _together(one.took_part(role) for one in schools)
    latest: dict[int, tuple[Moment, int, float]] = {}
    for one in schools:
        for who, answered in one.indices(role).items():
            if who in one.took_part(role):
                latest[who] = max(latest.get(who, answered), answered)
    if 0 < len(latest) < FEWEST:
        return Result(None, len(everybody), None)
    if not _together(one.asked(role) & one.took_part(role) for one in schools):
        return Result(0, len(everybody), None)
    return share(sum(mean >= ENOUGH for _, _, mean in latest.values()), len(everybody))


def _together(parts: Iterable[set[int]]) -> set[int]:
    return set().union(*parts)
