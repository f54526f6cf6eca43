"""The ladder: who had to hear of a late thing and on which day, and that nobody hears of one that is done."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator

from year.calendar import DAY
from year.record import Record, Sent, sent
from year.terms import AFTERNOON, HOUR, STAFF_STATES, TERMS, Due, Span, noticed, sides, soon_after, spans, title, waits

LATE, STUCK = "pair_late", "pair_stuck"
STEPS = ((1, LATE), (3, LATE), (7, STUCK))
"""Working days after the term: whoever looks after the pair hears twice, then the municipality does."""

WITHOUT_TERM = {"proposed", "working"}
"""A draft and the work by a plan are waited for as well, until a day that the log does not tell."""

LONG_ENOUGH = HOUR / 2
"""What is done within this time of the letter's hour may stop it."""


def climbed(record: Record) -> Iterator[Due]:
    """Letters that had to come about what stayed undone; a lapsed offer is told of once."""
    for span in spans(record):
        if span.state == "awaiting_acceptance":
            if span.left_by == "lapse":
                ended = span.ends.date()
                yield _due(record, span, "pair_lapsed", ended, ended + DAY)
            continue
        for number, kind in STEPS:
            day = span.days.working_after(span.deadline, number)
            at = datetime.datetime.combine(day, AFTERNOON, span.begins.tzinfo)
            if not span.after_pause and span.ends > at + LONG_ENOUGH and not noticed(span.pair, at):
                yield _due(record, span, kind, day, soon_after(day))


def _due(record: Record, span: Span, kind: str, first: datetime.date, last: datetime.date) -> Due:
    """The municipality learns the number and not the names."""
    told = "deputy_head" if span.state in STAFF_STATES else "curator"
    readers = tuple(record.of_role("municipal_coordinator" if kind == STUCK else told))
    surname = "" if kind == STUCK else mentor(record, span)
    return Due(title(span.pair), span.state, span.deadline, readers, kind, first, last, surname)


def mentor(record: Record, span: Span) -> str:
    return next((one.surname for one in sides(record, span.pair, span.begins)), "")


def untimely(record: Record) -> Iterator[str]:
    """Of a thing that is done, or not late yet, nobody hears that it is late, and nobody is asked for it."""
    known = list(waits(record))
    messages: dict[int, list[Sent]] = defaultdict(list)
    for one in sent(record):
        if one.row["kind"] in {LATE, STUCK, "pair_waits"}:
            messages[one.message.id].append(one)
    for letters in messages.values():
        for kind, number in Counter(one.row["kind"] for one in letters).items():
            if number > sum(_concerns(record, span, letters[0], kind) for span in known):
                reader = record.who(letters[0].message.person).name
                yield f"{reader}, {letters[0].at:%d.%m %H:%M}, {kind}: этого уже или ещё не ждут"


def _concerns(record: Record, span: Span, letter: Sent, kind: str) -> bool:
    """Whether that wait gave a reason for the letter at its moment."""
    if not span.begins <= letter.at <= span.ends or not _meant(record, span, letter, kind):
        return False
    if span.state not in TERMS:
        return span.state in WITHOUT_TERM
    if span.after_pause:
        return True
    day, deadline = letter.at.date(), span.deadline
    if kind == "pair_waits":
        return day >= span.days.open_before(deadline)
    return day > deadline if kind == LATE else day >= span.days.working_after(deadline, 7)


def _meant(record: Record, span: Span, letter: Sent, kind: str) -> bool:
    """A side knows its own pair, staff are told whose it is, the municipality is not."""
    reader = record.who(letter.message.person)
    if kind == STUCK:
        return True
    if reader.role in {"mentor", "mentee"}:
        return reader in sides(record, span.pair, letter.at)
    return mentor(record, span) in letter.message.text
