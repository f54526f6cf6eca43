"""When a person wants to be written to, and about what not at all («Когда писать»)."""

import datetime
import zoneinfo
from dataclasses import dataclass
from enum import StrEnum

from mentoring import calendar
from mentoring.letters import CLASS_OF, Letter, LetterClass, LetterKind
from mentoring.organisation_details import Zone
from mentoring.zones import by_clock


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
    SURVEYS = "s"


TOPIC_OF = {
    LetterKind.QUESTIONNAIRE_UNFINISHED: Topic.QUESTIONNAIRE,
    LetterKind.QUESTIONNAIRE_REMINDED: Topic.QUESTIONNAIRE,
    LetterKind.PAIR_WAITS: Topic.TERMS,
    LetterKind.CHANGE_WAITS: Topic.TERMS,
    LetterKind.EVENT_WAITS: Topic.TERMS,
    LetterKind.PAIR_CHECK: Topic.CHECKS,
    LetterKind.BANK_GREW: Topic.BANK,
    LetterKind.SURVEY_WAITS: Topic.SURVEYS,
    LetterKind.CAMPAIGN_WAITS: Topic.SURVEYS,
}


NEVER_HELD_BACK = frozenset({LetterKind.WELLBEING_LOW})
"""News that no quiet time delays: a child needs a talk today."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """``quiet_until`` is the first local day on which digests and news come again.

    ``zone`` is by whose clock the person lives: the organisation's, where nothing is chosen.
    """

    hour: Hour | None = None
    quiet_until: datetime.date | None = None
    muted: frozenset[Topic] = frozenset()
    zone: zoneinfo.ZoneInfo | None = None

    def mutes(self, kind: LetterKind) -> bool:
        return TOPIC_OF.get(kind) in self.muted

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        """The moment by the person's own clock; ``moment`` comes by the organisation's."""
        return by_clock(moment, self.zone)


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


def due_for(letter: Letter, hour: Hour | None, zone: zoneinfo.ZoneInfo | None) -> datetime.datetime:
    """When a letter is due for a reader with this hour of digests and this clock; a meeting's own letters know both."""
    of = CLASS_OF[letter.kind]
    if of is LetterClass.DIGEST:
        return _at_own_hour(letter, hour, zone)
    if of is LetterClass.NEWS and zone is not None and letter.happened is not None:
        return calendar.news_time(letter.happened.astimezone(zone))
    return letter.due


def _at_own_hour(letter: Letter, hour: Hour | None, zone: zoneinfo.ZoneInfo | None) -> datetime.datetime:
    """On its day, at the hour that the reader has chosen, by the reader's clock.

    A letter of the morning that is written at noon waits at delivery for the next one. What counts up to its due time
    is never moved to an earlier one.
    """
    moved = letter.due if zone is None else letter.due.replace(tzinfo=zone)
    if hour is not None:
        slot = WINDOWS[hour].slot
        moved = moved.replace(hour=slot.hour, minute=slot.minute, second=0, microsecond=0)
    return max(letter.due, moved) if letter.kind is LetterKind.BANK_GREW else moved


@dataclass(frozen=True, slots=True)
class MyWishes:
    """As a person sees them; ``topics`` are those that may come to this person at all, ``zones`` what may be chosen."""

    wishes: Wishes
    today: datetime.date
    pupil: bool
    topics: tuple[Topic, ...]
    zones: tuple[Zone, ...] = ()

    @property
    def quiet_until(self) -> datetime.date | None:
        """None when the quiet time is over."""
        until = self.wishes.quiet_until
        return until if until is not None and until > self.today else None


def topics_for(*, participant: bool, staff: bool) -> tuple[Topic, ...]:
    found = [Topic.QUESTIONNAIRE, Topic.TERMS, Topic.CHECKS] if participant else []
    return (*found, *((Topic.BANK,) if staff else ()), Topic.SURVEYS)
