"""A mentee without a mentor is looked after too (ЦВПВМ, п. 5): a word every two weeks, a new search with every mentor.

The day-0 message is the screen after the questionnaire; here are the letters of the days to come.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mentoring import calendar, letters
from mentoring.calendar import DAY, Calendar
from mentoring.ids import MembershipId, PersonId
from mentoring.letters import Letter, LetterKind
from mentoring.pairs import Pair, PairState

EVERY = 14
"""Calendar days between two words to somebody who waits (domain report, 2.4)."""


class Apart(StrEnum):
    """Why a mentor is not suggested to a mentee, by the curator's word; as short as a button wants it.

    A superior is kept away only from a mentee who has asked for it («Не мой руководитель»).
    """

    BY_HAND = "h"
    SUPERIOR = "s"


@dataclass(frozen=True, slots=True)
class Support:
    """What somebody who waits can do meanwhile, in the words of a methodologist."""

    adult: tuple[str, ...]
    pupil: tuple[str, ...]

    def of(self, *, pupil: bool) -> tuple[str, ...]:
        return self.pupil if pupil else self.adult


@dataclass(frozen=True, slots=True)
class TalkAsked:
    """``by_psychologist``: there is one, otherwise the curator has got the letter."""

    pupil: bool
    by_psychologist: bool


LOST = frozenset({PairState.DECLINED, PairState.TRIAL_FAILED, PairState.TERMINATED})
"""Ways in which a pair ends without having done its work."""

FELL_THROUGH = frozenset({PairState.TRIAL_FAILED, PairState.TERMINATED})
"""Whose mentees come first in the queue."""


def search_again_for(before: Pair, after: Pair) -> tuple[MembershipId, ...]:
    """Mentees who have just been left without a mentor. A draft was never known to them."""
    if before.state is PairState.PROPOSED:
        return ()
    stay = {side.membership for side in after.members} if after.state not in LOST else set()
    if after.state is PairState.COMPLETED:
        return ()
    return tuple(side.membership for side in before.members if side.membership not in stay)


def frees_place(before: Pair, after: Pair) -> bool:
    """Whether somebody could be given to a mentor who had no place for them."""
    return after.closed or len(after.members) < len(before.members)


def still_searching(
    person: PersonId, mentee: MembershipId, since: datetime.datetime, number: int, days: Calendar
) -> Letter:
    """The ``number``-th word to somebody who waits; ``since`` is local time, aware."""
    day = since.date() + number * EVERY * DAY
    morning = since.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0)
    due = calendar.digest_time(morning, days)
    began = int(since.timestamp())
    facts = {"membership": int(mentee), "since": began, "number": number}
    key = f"{LetterKind.STILL_SEARCHING}:{mentee}:{began}:{number}"
    return Letter(person, LetterKind.STILL_SEARCHING, key, due, facts)


def registry_approved(person: PersonId, mentor: MembershipId, now: datetime.datetime) -> Letter:
    key = f"{mentor}:{now:%Y%m%d}"
    return letters.news(person, LetterKind.REGISTRY_APPROVED, key, now, membership=int(mentor))
