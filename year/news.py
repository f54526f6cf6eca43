"""What one side does the others hear of at once: from the history of pairs, and from the times that were offered."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from year.calendar import DAY
from year.log import Act
from year.record import Record, Row, Sent, Who, moment, sent
from year.terms import reachable, sides, title
from year.wishes import Asked, asked

HEARD: dict[str, tuple[str, bool]] = {
    "send": ("pair_offered", True),
    "enter_order": ("pair_assigned", True),
    "submit_plan": ("plan_submitted", False),
    "approve_plan": ("plan_approved", True),
}
"""The letter that an event of the history brings, and whether the mentor gets it too."""

OFFERED = "meeting_offered"
MERGED_FOR = datetime.timedelta(minutes=15)
"""News of a pair within ten minutes come as one; a quarter of an hour is slack enough."""

OPENS, CLOSES = datetime.time(8), datetime.time(21)
ABOUT_TIMES = re.compile(r"^\w\w, \d+\s\w+, \d\d:\d\d|^(Предложить|Отменить|Перенести|Готово|Ни одно)")


@dataclass(frozen=True, slots=True)
class News:
    pair: Row
    at: datetime.datetime
    kind: str
    readers: tuple[Who, ...]

    @property
    def until(self) -> datetime.datetime:
        """In the night it waits for the morning."""
        if OPENS <= self.at.time() < CLOSES:
            return self.at + MERGED_FOR
        day = self.at if self.at.time() < OPENS else self.at + DAY
        return day.replace(hour=OPENS.hour, minute=0) + MERGED_FOR


def unheard(record: Record) -> Iterator[str]:
    """What was done and stayed so long enough has reached everybody else in the pair."""
    letters: dict[tuple[int, str], list[Sent]] = defaultdict(list)
    for one in sent(record):
        letters[one.message.person, one.row["kind"]].append(one)
    wishes = asked(record)
    for news in (*_of_history(record), *_of_times(record)):
        for reader in news.readers:
            told = any(news.at <= one.at <= news.until for one in letters[reader.chat, news.kind])
            waiting = wishes.get(reader.chat, Asked()).rests(news.until) or news.until > record.ends
            if not told and not waiting and reachable(record, reader, news.until):
                yield f"{title(news.pair)}, {news.at:%d.%m %H:%M}: {reader.name} не узнаёт, {news.kind}"


def _of_history(record: Record) -> Iterator[News]:
    for pair in record.pairs:
        steps = pair["history"]
        for step, after in zip(steps, (*steps[1:], None), strict=True):
            kind, to_mentor = HEARD.get(step["event"], ("", False))
            at = moment(step["at"])
            there = sides(record, pair, at)
            news = News(pair, at, kind, there if to_mentor else there[1:])
            if kind and (after is None or moment(after["at"]) > news.until):
                yield news


def _of_times(record: Record) -> Iterator[News]:
    """«Предложить», unless somebody has answered before the letter could go."""
    for act in (one for one in record.acts if one.what == "Предложить"):
        for pair, there in _own(record, act):
            news = News(pair, act.at, OFFERED, tuple(one for one in there if one.chat != act.person))
            chats = {one.chat for one in there}
            later = (one for one in record.acts if act.at < one.at <= news.until and one.person in chats)
            if not any(ABOUT_TIMES.match(one.what) for one in later):
                yield news


def _own(record: Record, act: Act) -> list[tuple[Row, tuple[Who, ...]]]:
    """The pair in which somebody did that, with its people; nothing where it may have been another one."""
    at_work = [(pair, sides(record, pair, act.at)) for pair in record.pairs if _works(pair, act.at)]
    found = [(pair, there) for pair, there in at_work if act.person in {one.chat for one in there}]
    return found if len(found) == 1 else []


def _works(pair: Row, at: datetime.datetime) -> bool:
    """Whether meetings were arranged in it then."""
    states = [step["to"] for step in pair["history"] if moment(step["at"]) <= at]
    return bool(states) and states[-1] in {"assigned", "trial", "planning", "working", "final_meeting"}
