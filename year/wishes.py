"""What people have asked of the letters, read from what they pressed and from what the bot has promised them."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from year.calendar import Days
from year.record import Record, Who, described, sent

Moment = datetime.datetime


@dataclass(frozen=True, slots=True)
class Window:
    """Between which hours a digest comes; ``slot`` is when it usually does."""

    opens: datetime.time
    closes: datetime.time
    slot: datetime.time


EVENING = datetime.time(19)
USUAL = Window(datetime.time(8, 30), EVENING, datetime.time(15))
OF_PUPILS = Window(datetime.time(14), EVENING, datetime.time(15))
WINDOWS: dict[str, Window] = {
    "Утром": Window(datetime.time(8, 30), datetime.time(12), datetime.time(8, 30)),
    "После уроков": OF_PUPILS,
    "Вечером": Window(datetime.time(18), EVENING, datetime.time(18)),
}
"""By the button of «Когда писать»; pupils are not written to before 14:00 at all."""

MUTED = {"Напоминания о сроках пары": "pair_waits", "Вопрос «Как дела?»": "pair_check"}
"""The kind of letter that a button of «Какие письма получать» stops."""

HELD_BACK = {"digest", "news"}
"""In a quiet time. A meeting that was agreed and an alarm come all the same, and so does what must not wait."""

MUST_NOT_WAIT = {"wellbeing_low"}

PROMISED = re.compile(r"Тихое время до (\d+)\s(\w+)")
MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


@dataclass
class Asked:
    """By one person, each with the moment it was said at; ``quiet`` with the day on which letters come again."""

    hours: list[tuple[Moment, str]] = field(default_factory=list)
    muted: dict[str, Moment] = field(default_factory=dict)
    quiet: list[tuple[Moment, datetime.date]] = field(default_factory=list)

    def window(self, who: Who, at: Moment) -> Window:
        label = next((label for said, label in reversed(self.hours) if said <= at), None)
        if label is None:
            return OF_PUPILS if who.pupil else USUAL
        return WINDOWS[label]

    def mutes(self, kind: str, at: Moment) -> bool:
        return kind in self.muted and self.muted[kind] < at

    def rests(self, at: Moment) -> bool:
        return any(said < at and at.date() < until for said, until in self.quiet)


def asked(record: Record) -> dict[int, Asked]:
    """By chat; whoever has asked for nothing has an empty one."""
    found: dict[int, Asked] = defaultdict(Asked)
    for act in record.acts:
        if act.what in WINDOWS:
            found[act.person].hours.append((act.at, act.what))
        elif act.what in MUTED:
            found[act.person].muted.setdefault(MUTED[act.what], act.at)
    for message in record.messages:
        if message.asked and (promised := PROMISED.search(message.text)):
            found[message.person].quiet.append((message.at, _day(promised[1], promised[2], message.at.date())))
    return found


def _day(number: str, month: str, after: datetime.date) -> datetime.date:
    """The next such day."""
    place = MONTHS.index(month[:3]) + 1
    day = datetime.date(after.year, place, int(number))
    return day if day > after else day.replace(year=after.year + 1)


def wished(record: Record) -> Iterator[str]:
    """A digest in one's own hour alone, nothing of a muted topic, nothing in the time that was asked to be quiet."""
    known = asked(record)
    for one in sent(record):
        reader, wishes = record.who(one.message.person), known[one.message.person]
        kind, of = one.row["kind"], one.row["class"]
        window = wishes.window(reader, one.at)
        if of == "digest" and not window.opens <= one.at.time() < window.closes:
            yield f"{described(record, one)}: не в свой час"
        if wishes.mutes(kind, one.at):
            yield f"{described(record, one)}: эти письма отключены"
        if of in HELD_BACK and kind not in MUST_NOT_WAIT and wishes.rests(one.at):
            yield f"{described(record, one)}: просили не беспокоить"


def vacant(record: Record) -> Iterator[str]:
    """Pupils get no digest in vacations; teachers work in them."""
    days = Days.load().of_pupils(record.vacations)
    for one in sent(record):
        pupil = record.who(one.message.person).pupil
        if pupil and one.row["class"] == "digest" and not days.opens(one.at.date()):
            yield f"{described(record, one)}: каникулы"
