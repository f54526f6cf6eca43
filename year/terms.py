"""What had to be said when: terms of waiting and hours of meetings, reckoned anew from history and presses."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from year.calendar import Days
from year.record import Record, Row, Who, is_group, moment, stays
from year.wishes import Asked, asked

DAYS = Days.load()
AFTERNOON = datetime.time(15)
"""The default hour of a digest and of the word on the eve."""

NOTHING = Asked()
HOUR = datetime.timedelta(hours=1)
MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
FIXED = "Время встречи выбрано"
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

TERMS: dict[str, int] = {
    "awaiting_acceptance": 3,
    "accepted": 10,
    "assigned": 10,
    "trial": 10,
    "verdict": 2,
    "planning": 10,
    "plan_approval": 5,
    "final_meeting": 10,
}
"""Working days by state, as the school's regulations say (the default of the programme)."""

LATEST_FINAL = (5, 20)
"""Month and day of the last final meeting of a school year."""

RESTARTS = frozenset({"hold", "submit_plan", "reject_plan", "settle_trial", "resume", "extend"})
"""Within a state the wait begins anew with these."""

STAFF_STATES = {"accepted", "plan_approval"}


@dataclass(frozen=True, slots=True)
class Span:
    """A pair has waited in a state from ``begins`` to ``ends`` (the year's end if it still does)."""

    pair: Row
    state: str
    begins: datetime.datetime
    ends: datetime.datetime
    left_by: str
    after_pause: bool
    days: Days
    """Of the pair: with a pupil in it vacations do not count."""

    @property
    def deadline(self) -> datetime.date:
        """Of a state that has a term."""
        begins = self.begins.date()
        day = self.days.working_after(begins, TERMS[self.state])
        if self.state != "final_meeting":
            return day
        month, last = LATEST_FINAL
        return min(day, max(begins, datetime.date(begins.year + (begins.month >= 9), month, last)))


@dataclass(frozen=True, slots=True)
class Due:
    """A letter of ``kind`` had to come to each of ``readers`` between two days."""

    title: str
    state: str
    deadline: datetime.date
    readers: tuple[Who, ...]
    kind: str
    first: datetime.date
    last: datetime.date
    surname: str


@dataclass(frozen=True, slots=True)
class Arranged:
    """A meeting that took place. ``eve`` and ``soon`` are None where it was agreed too late for them."""

    label: str
    readers: tuple[Who, ...]
    eve: datetime.date | None
    soon: datetime.datetime | None


def spans(record: Record) -> Iterator[Span]:
    """Those that have a term."""
    return (span for span in waits(record) if span.state in TERMS)


def waits(record: Record) -> Iterator[Span]:
    pupils = DAYS.of_pupils(record.vacations)
    young = {one.person for one in record.people if one.pupil}
    for pair in record.pairs:
        resumed = False
        days = DAYS if young.isdisjoint({pair["mentor_id"], *pair["members"]}) else pupils
        for steps in _waits(_with_trials_apart(record, pair["history"])):
            first, last = steps[0], steps[-1]
            resumed = first["event"] == "resume" or (resumed and first["from"] == first["to"])
            ends = record.ends if last is first else moment(last["at"])
            event = "" if last is first else last["event"]
            yield Span(pair, first["to"], moment(first["at"]), ends, event, resumed, days)


def _waits(history: list[Row]) -> Iterator[list[Row]]:
    """From a step that begins a wait to the one that begins the next; the last wait stands alone."""
    begin: Row | None = None
    for step in history:
        if begin is None or step["to"] != begin["to"] or step["event"] in RESTARTS:
            if begin is not None:
                yield [begin, step]
            begin = step
    if begin is not None:
        yield [begin]


def _with_trials_apart(record: Record, history: list[Row]) -> list[Row]:
    """After the trial meeting verdicts are waited for; «ещё одна проба» is a verdict that begins the trial anew."""
    found: list[Row] = []
    held = False
    for step in history:
        held = step["to"] == "trial" and (held or (step["event"] == "hold" and step["from"] == "trial"))
        again = step["event"] in {"give_verdict", "settle_trial"} and _asked_again(record, moment(step["at"]))
        if held and again:
            held = False
        before = found[-1]["to"] if found else step["from"]
        found.append({**step, "from": before, "to": "verdict" if held else step["to"]})
    return found


def _asked_again(record: Record, at: datetime.datetime) -> bool:
    """Verdicts are private and stand in no export: whoever has pressed it knows."""
    return any(act.what == "Ещё одна проба" and abs(act.at - at) < datetime.timedelta(minutes=1) for act in record.acts)


# -- meetings --------------------------------------------------------------------------------------------------------


def label_of(at: datetime.datetime) -> str:
    """«сб, 21 ноября, 15:00» as it stands on buttons and in letters."""
    return f"{WEEKDAYS[at.weekday()]}, {at.day}\N{NO-BREAK SPACE}{MONTHS[at.month - 1]}, {at:%H:%M}"


def arranged(record: Record) -> Iterator[Arranged]:
    pairs = {pair["id"]: pair for pair in record.pairs}
    for row in record.meetings:
        if row["state"] != "held" or row["at"] is None or row["pair_id"] not in pairs:
            continue
        at, pair = moment(row["at"]), pairs[row["pair_id"]]
        label = label_of(at)
        agreed = _agreed(record, pair, label, at)
        if agreed is None:
            continue
        eve = DAYS.working_before(at.date())
        on_eve = datetime.datetime.combine(eve, AFTERNOON, at.tzinfo)
        for side in sides(record, pair, agreed):
            if reachable(record, side, on_eve, at) and side in sides(record, pair, at):
                yield Arranged(
                    label, (side,), eve if agreed < on_eve else None, at - HOUR if agreed < at - HOUR else None
                )


def _agreed(record: Record, pair: Row, label: str, at: datetime.datetime) -> datetime.datetime | None:
    """In a pair whoever takes a time fixes it; in a group members only mark what suits, and are told what is fixed.

    The last time counts: the same hour may have been agreed upon, moved away and agreed upon again.
    """
    chats = {side.chat for side in sides(record, pair, at)}
    if is_group(pair):
        heard = [m.at for m in record.messages if m.person in chats and FIXED in m.text and label in m.text]
        return max((told for told in heard if told < at), default=None)
    return max(
        (act.at for act in record.acts if act.person in chats and act.what == label and act.at < at), default=None
    )


def sides(record: Record, pair: Row, at: datetime.datetime) -> tuple[Who, ...]:
    """The mentor first, then whoever is with them at that moment."""
    there = [person for person, (comes, goes) in stays(pair, record.ends).items() if comes <= at <= goes]
    others = [person for person in there if person != pair["mentor_id"]]
    found = [record.of_person(person) for person in (pair["mentor_id"], *others)]
    return tuple(one for one in found if one is not None)


def reachable(record: Record, who: Who, *moments: datetime.datetime) -> bool:
    left = min((a.at for a in record.acts if a.person == who.chat and a.what in {"withdraws", "blocks"}), default=None)
    return left is None or all(moment < left for moment in moments)


# -- terms -----------------------------------------------------------------------------------------------------------


def reminded(record: Record) -> Iterator[Due]:
    """The word on the last working day before the term ends and again on the first one after it, to those who owe
    something, each at their own hour."""
    wishes = asked(record)
    for span in spans(record):
        eve, over = span.days.open_before(span.deadline), span.days.working_after(span.deadline, 1)
        for day in (eve,) if span.state == "awaiting_acceptance" else (eve, over):
            if not span.after_pause and not DAYS.on_leave(day):
                readers = tuple(_reminded_on(record, span, day, wishes))
                yield Due(title(span.pair), span.state, span.deadline, readers, "pair_waits", day, soon_after(day), "")


def _reminded_on(record: Record, span: Span, day: datetime.date, wishes: Mapping[int, Asked]) -> Iterator[Who]:
    for reader in {*sides(record, span.pair, span.begins), *record.of_role("curator")}:
        own = wishes.get(reader.chat, NOTHING)
        slot = own.window(reader, datetime.datetime.combine(day, AFTERNOON, span.begins.tzinfo)).slot
        at = datetime.datetime.combine(day, slot, span.begins.tzinfo)
        # Two hours of slack: what is done at about that hour may stop the letter.
        if span.begins >= at or span.ends <= at + 2 * HOUR or noticed(span.pair, at):
            continue
        stopped = own.mutes("pair_waits", at) or own.rests(at) or (reader.pupil and not span.days.opens(day))
        if not stopped and reader in _owing(record, span, at) and reachable(record, reader, at):
            yield reader


def noticed(pair: Row, at: datetime.datetime) -> bool:
    """Its end is settled: nobody is waited for any more."""
    steps = [step["event"] for step in pair["history"] if moment(step["at"]) <= at]
    return steps.count("give_notice") > steps.count("take_back_notice")


def _owing(record: Record, span: Span, at: datetime.datetime) -> list[Who]:
    if span.state in STAFF_STATES:
        return record.of_role("curator")
    there = sides(record, span.pair, at)
    if span.state == "planning" or _arranging(record, there, span, at):
        return []  # whose turn it is inside a plan only the plan knows; an arranged meeting needs no reminder
    word = {"awaiting_acceptance": ("Принять",), "verdict": ("Подходит", "Не подходит", "Ещё одна проба")}
    done = {act.person for act in record.acts if span.begins <= act.at <= at and act.what in word.get(span.state, ())}
    if is_group(span.pair) and span.state not in word:
        there = there[:1]  # in a group only the mentor arranges
    return [side for side in there if side.chat not in done]


def _arranging(record: Record, there: tuple[Who, ...], span: Span, at: datetime.datetime) -> bool:
    chats = {side.chat for side in there}
    pattern = re.compile(r"^\w\w, \d+\s\w+, \d\d:\d\d$")
    return any(act.person in chats and span.begins <= act.at <= at and pattern.match(act.what) for act in record.acts)


def soon_after(day: datetime.date) -> datetime.date:
    """There is one digest a day: if one has come already, the next working day is soon enough."""
    return DAYS.working_after(day, 1)


def title(pair: Row) -> str:
    number, what = pair["number"], "группа" if is_group(pair) else "пара"
    return f"{what} № {number}" if number else f"{what} (запись {pair['id']})"
