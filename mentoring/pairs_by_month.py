"""Where the pairs of a place stood at the end of each month of a school year."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentoring import pair_cards
from mentoring.calendar import DAY
from mentoring.consent import school_year_start
from mentoring.organisations import Organisation
from mentoring.pair_cards import Stage
from mentoring.pairs import PairState


@dataclass(frozen=True, slots=True)
class Moves:
    """``number`` of pairs that came ``into`` a state ``out_of`` another (None: they began), in month ``month`` of those
    asked for; before all of them: 0."""

    month: int
    out_of: PairState | None
    into: PairState
    number: int


@dataclass(frozen=True, slots=True)
class PairsByMonth:
    """``days`` are the last days that are counted: ends of months, and today."""

    organisation: Organisation
    days: tuple[datetime.date, ...]
    stages: tuple[Mapping[Stage, int], ...]


def last_days(today: datetime.date) -> tuple[datetime.date, ...]:
    """The ends of the months of the school year so far, and today."""
    ends: list[datetime.date] = []
    first = school_year_start(today)
    while first <= today:
        following = (first + 31 * DAY).replace(day=1)
        ends.append(min(following - DAY, today))
        first = following
    return tuple(ends)


def stages(moves: Iterable[Moves], months: int) -> tuple[Mapping[Stage, int], ...]:
    """What came in and went out adds up to what is there at the end of every month."""
    changed = [Counter[PairState]() for _ in range(months)]
    for move in moves:
        changed[move.month][move.into] += move.number
        if move.out_of is not None:
            changed[move.month][move.out_of] -= move.number
    standing = Counter[PairState]()
    found = []
    for month in changed:
        standing.update(month)
        found.append(pair_cards.stages({state: number for state, number in standing.items() if number}))
    return tuple(found)
