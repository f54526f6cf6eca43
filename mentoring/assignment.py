"""Who could be led by whom in a whole school at once.

A mentor who suits many is kept for those whom nobody else suits: as many mentees as possible get a suitable mentor,
and among all such answers the one with the highest sum of scores is taken. It is a draft: the curator decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring.ids import MembershipId
from mentoring.matching import Offer, Suggestion, Wish, suggest


@dataclass(frozen=True, slots=True)
class Draft:
    """One mentee and the mentor proposed for them."""

    mentee: MembershipId
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Assignment:
    """``unserved`` are mentees whom no suitable mentor is left for; both in the order of ids."""

    drafts: tuple[Draft, ...]
    unserved: tuple[MembershipId, ...]

    @property
    def served(self) -> int:
        return len(self.drafts)

    @property
    def score(self) -> int:
        return sum(draft.suggestion.score for draft in self.drafts)


def assign(wishes: Iterable[Wish], offers: Iterable[Offer]) -> Assignment:
    """Suitable mentors for all mentees, within the mentors' free places. The order of the arguments does not matter."""
    offers, wishes = tuple(offers), tuple(wishes)
    suitable = {
        wish.membership: tuple(suggestion for suggestion in suggest(wish, offers) if suggestion.suitable)
        for wish in wishes
    }
    first = frozenset(wish.membership for wish in wishes if wish.returned)
    return assigned(suitable, {offer.membership: offer.places for offer in offers}, first)


def assigned(
    suggestions: Mapping[MembershipId, Sequence[Suggestion]],
    places: Mapping[MembershipId, int],
    first: frozenset[MembershipId] = frozenset(),
) -> Assignment:
    """Choose at most one of each mentee's suggestions, and no mentor more often than there are places.

    As many as possible of those who come ``first`` are served. It costs nobody else a mentor: whoever can be served
    at all can be served by some largest matching. Takes about 2 ms for 40 mentees, half a second for 300.
    """
    # By id: which of several equally good answers comes out must not depend on how the database has sorted.
    mentees = sorted(mentee for mentee, offered in suggestions.items() if offered)
    seats = _seats(suggestions, places)
    found = {mentee: {suggestion.mentor: suggestion for suggestion in suggestions[mentee]} for mentee in mentees}
    drafts = tuple(
        Draft(mentees[row], found[mentees[row]][seats[column]])
        for row, column in _solved(_worth([found[mentee] for mentee in mentees], seats, _bonuses(mentees, first)))
    )
    drawn = {draft.mentee for draft in drafts}
    return Assignment(drafts, tuple(sorted(mentee for mentee in suggestions if mentee not in drawn)))


def _seats(
    suggestions: Mapping[MembershipId, Sequence[Suggestion]], places: Mapping[MembershipId, int]
) -> list[MembershipId]:
    """A mentor for each place that somebody could take."""
    wanted: dict[MembershipId, int] = {}
    for offered in suggestions.values():
        for suggestion in offered:
            wanted[suggestion.mentor] = wanted.get(suggestion.mentor, 0) + 1
    return [mentor for mentor in sorted(wanted) for _ in range(min(wanted[mentor], places.get(mentor, 0)))]


def _bonuses(mentees: Sequence[MembershipId], first: frozenset[MembershipId]) -> list[int]:
    """How often a mentee's being served counts: one who comes first more than all the others."""
    return [len(mentees) + 1 if mentee in first else 1 for mentee in mentees]


def _worth(
    rows: Sequence[Mapping[MembershipId, Suggestion]], seats: Sequence[MembershipId], bonuses: Sequence[int]
) -> list[list[int]]:
    """What each mentee in each seat is worth; 0 where the two do not go together.

    One more mentee served outweighs any sum of scores, and whole numbers keep that exact.
    """
    best = max((suggestion.score for row in rows for suggestion in row.values()), default=0)
    served = best * min(len(rows), len(seats)) + 1
    return [
        [served * bonus + row[mentor].score if mentor in row else 0 for mentor in seats]
        for row, bonus in zip(rows, bonuses, strict=True)
    ]


def _solved(worth: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Rows and columns of the most valuable matching."""
    if not worth or not worth[0]:
        return []
    from munkres import Munkres  # here, because few ever need it and it takes 25 ms to load

    pairs = Munkres().compute([[-value for value in row] for row in worth])
    return [(row, column) for row, column in pairs if worth[row][column]]
