"""When a person wants to be written to, and about what not at all («Когда писать»)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mentoring.letters import LetterKind


class Hour(StrEnum):
    """The own hour of digests; as short as a button wants it."""

    MORNING = "m"
    AFTER_LESSONS = "a"
    EVENING = "e"


class Topic(StrEnum):
    """What may be muted. A meeting, an alarm and whatever must be answered may not."""

    QUESTIONNAIRE = "q"
    TERMS = "t"
    CHECKS = "c"
    BANK = "b"


TOPIC_OF = {
    LetterKind.QUESTIONNAIRE_UNFINISHED: Topic.QUESTIONNAIRE,
    LetterKind.PAIR_WAITS: Topic.TERMS,
    LetterKind.PAIR_CHECK: Topic.CHECKS,
    LetterKind.BANK_GREW: Topic.BANK,
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """``quiet_until`` is the first local day on which digests and news come again."""

    hour: Hour | None = None
    quiet_until: datetime.date | None = None
    muted: frozenset[Topic] = frozenset()

    def mutes(self, kind: LetterKind) -> bool:
        return TOPIC_OF.get(kind) in self.muted


@dataclass(frozen=True, slots=True)
class Window:
    """Between which hours a digest may come, and when it is planned."""

    opens: datetime.time
    closes: datetime.time
    slot: datetime.time


NO_WISHES = Wishes()

_EVENING = datetime.time(19)
WINDOWS: dict[Hour | None, Window] = {
    None: Window(datetime.time(8, 30), _EVENING, datetime.time(15)),
    Hour.MORNING: Window(datetime.time(8, 30), datetime.time(12), datetime.time(8, 30)),
    Hour.AFTER_LESSONS: Window(datetime.time(14), _EVENING, datetime.time(15)),
    Hour.EVENING: Window(datetime.time(18), _EVENING, datetime.time(18)),
}

FOR_PUPILS = (Hour.AFTER_LESSONS, Hour.EVENING)
"""In the morning pupils sit in lessons."""


def window(hour: Hour | None, *, pupil: bool) -> Window:
    """Pupils are written to between 14:00 and 19:00 only."""
    return WINDOWS[hour if not pupil or hour in FOR_PUPILS else Hour.AFTER_LESSONS]
