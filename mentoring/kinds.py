"""Which kind of mentoring (methodology 3.2) the mentees' own wishes speak for."""

from collections.abc import Iterable, Mapping

from mentoring.matching import Wish
from mentoring.pairs import MentoringKind

WISHED: Mapping[str, MentoringKind] = {
    "classic": MentoringKind.TRADITIONAL,
    "short": MentoringKind.SHORT_TERM,
    "reverse": MentoringKind.REVERSE,
    "virtual": MentoringKind.REMOTE,
}
"""Codes of the questionnaire. «В группе» says how many, not how; the other kinds are not led as a pair."""


def suggested(wishes: Iterable[Wish]) -> MentoringKind:
    """What everybody asks for alike; the traditional kind where wishes are several or differ."""
    clear = {_only(wish) for wish in wishes}
    return next(iter(clear)) if len(clear) == 1 else MentoringKind.TRADITIONAL


def _only(wish: Wish) -> MentoringKind:
    found = {WISHED[code] for code in wish.kinds if code in WISHED}
    return found.pop() if len(found) == 1 else MentoringKind.TRADITIONAL
