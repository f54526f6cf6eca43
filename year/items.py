"""Items of the road map: a letter has its step of the ladder in its key, and the step has to be one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from year.calendar import DAY, Days
from year.record import Record, Sent, described, sent

KINDS = frozenset({"item_due", "item_late", "item_undated", "item_asked"})
OF_LEADERS = KINDS | {"items_late_below"}
"""Deadlines of leading roles go on while teachers are on leave."""

AHEAD = (14, 7, 3, 1, 0)
DAYS = Days.load()


@dataclass(frozen=True, slots=True)
class Told:
    """``last`` is the last day of the item, None where it has none."""

    letter: Sent
    task: str
    last: datetime.date | None
    step: datetime.date

    @property
    def kind(self) -> str:
        return str(self.letter.row["kind"])

    @classmethod
    def of(cls, one: Sent) -> "Told":
        _, task, last, step, _ = one.row["dedupe_key"].split(":")
        day = datetime.date(int(step[:4]), int(step[4:6]), int(step[6:]))
        return cls(one, task, datetime.date.fromordinal(int(last)) if int(last) else None, day)


def stepped(record: Record) -> Iterator[str]:
    """On working days, ahead on the days of the ladder, late after the last day, once a day for each person."""
    known: set[tuple[int, str, datetime.date]] = set()
    for told in (Told.of(one) for one in sent(record) if one.row["kind"] in KINDS):
        what, key = described(record, told.letter), (told.letter.message.person, told.task, told.step)
        if key in known:
            yield f"{what}: об этом пункте второй раз за день"
        known.add(key)
        if not DAYS.works(told.step) or told.letter.at.date() < told.step:
            yield f"{what}: не в день своей ступени, {told.step}"
        if told.last is not None and told.kind == "item_due" and told.step not in _ahead(told.last):
            yield f"{what}: такой ступени до {told.last} нет"
        if told.last is not None and told.kind == "item_late" and told.step <= told.last:
            yield f"{what}: срок {told.last} ещё не вышел"


def _ahead(last: datetime.date) -> set[datetime.date]:
    return {_back(last - number * DAY) for number in AHEAD}


def _back(day: datetime.date) -> datetime.date:
    while not DAYS.works(day):
        day -= DAY
    return day
