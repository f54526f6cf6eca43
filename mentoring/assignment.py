"""Who could be led by whom in a whole school at once.

A mentor who suits many is kept for those whom nobody else suits: as many mentees as possible get a suitable mentor,
and among all such answers one with the fewest pairs that have left an offer unanswered, and then with the highest sum
of scores. It is a draft: the curator decides.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring.ids import MembershipId
from mentoring.matching import Offer, Suggestion, Wish, explained
from mentoring.rating import Rating, Ratings


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
    asking = {wish.membership: wish for wish in wishes}
    giving = {offer.membership: offer for offer in offers}
    ready = Ratings(giving.values())
    ratings = {mentee: ready.of(wish) for mentee, wish in asking.items()}
    first = frozenset(mentee for mentee, wish in asking.items() if wish.returned)
    places = {mentor: offer.places for mentor, offer in giving.items()}
    unreached = {mentor for mentor, offer in giving.items() if offer.unreached}
    # An offer that does not come through is as good as one that was left unanswered.
    in_vain = {mentee: wish.unanswered.keys() | unreached for mentee, wish in asking.items()}
    found = chosen(ratings, places, first, in_vain)
    return _assignment(asking, {mentee: explained(asking[mentee], giving[mentor]) for mentee, mentor in found.items()})


def assigned(
    suggestions: Mapping[MembershipId, Sequence[Suggestion]], places: Mapping[MembershipId, int]
) -> Assignment:
    """Choose at most one of each mentee's suggestions, and no mentor more often than there are places."""
    found = {mentee: {one.mentor: one for one in offered} for mentee, offered in suggestions.items()}
    scores = {mentee: {mentor: one.score for mentor, one in offered.items()} for mentee, offered in found.items()}
    return _assignment(
        suggestions, {mentee: found[mentee][mentor] for mentee, mentor in chosen(scores, places).items()}
    )


def _assignment(mentees: Iterable[MembershipId], drawn: Mapping[MembershipId, Suggestion]) -> Assignment:
    drafts = tuple(Draft(mentee, drawn[mentee]) for mentee in sorted(drawn))
    return Assignment(drafts, tuple(sorted(mentee for mentee in mentees if mentee not in drawn)))


def chosen(
    ratings: Mapping[MembershipId, Rating],
    places: Mapping[MembershipId, int],
    first: frozenset[MembershipId] = frozenset(),
    unanswered: Mapping[MembershipId, Container[MembershipId]] | None = None,
) -> dict[MembershipId, MembershipId]:
    """A mentor by mentee, for as many mentees as there can be; of ``unanswered`` pairs as few as there can be.

    As many as possible of those who come ``first`` are served. It costs nobody else a mentor: whoever can be served
    at all can be served by some largest matching. Takes about 2 ms for 40 mentees, half a second for 300.
    """
    # By id: which of several equally good answers comes out must not depend on how the database has sorted.
    mentees = sorted(mentee for mentee, rating in ratings.items() if rating)
    rows = [ratings[mentee] for mentee in mentees]
    seats = _seats(rows, places)
    lapsed = [(unanswered or {}).get(mentee, ()) for mentee in mentees]
    solved = _solved(_worth(rows, seats, _bonuses(mentees, first), lapsed))
    return {mentees[row]: seats[column] for row, column in solved}


def _seats(rows: Sequence[Rating], places: Mapping[MembershipId, int]) -> list[MembershipId]:
    """A mentor for each place that somebody could take."""
    wanted = Counter(mentor for row in rows for mentor in row)
    return [mentor for mentor in sorted(wanted) for _ in range(min(wanted[mentor], places.get(mentor, 0)))]


def _bonuses(mentees: Sequence[MembershipId], first: frozenset[MembershipId]) -> list[int]:
    """How often a mentee's being served counts: one who comes first more than all the others."""
    return [len(mentees) + 1 if mentee in first else 1 for mentee in mentees]


def _worth(
    rows: Sequence[Rating],
    seats: Sequence[MembershipId],
    bonuses: Sequence[int],
    lapsed: Sequence[Container[MembershipId]],
) -> list[list[int]]:
    """What each mentee in each seat is worth; 0 where the two do not go together.

    One pair more that has not been offered in vain outweighs any sum of scores, one more mentee served any sum of
    both, and whole numbers keep that exact.
    """
    best, most = max((score for row in rows for score in row.values()), default=0), min(len(rows), len(seats))
    fresh = best * most + 1 if any(lapsed) else 0
    served = (best + fresh) * most + 1
    return [
        [served * bonus + fresh * (mentor not in silent) + row[mentor] if mentor in row else 0 for mentor in seats]
        for row, bonus, silent in zip(rows, bonuses, lapsed, strict=True)
    ]


def _solved(worth: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Rows and columns of the most valuable matching."""
    if not worth or not worth[0]:
        return []
    from munkres import Munkres  # here, because few ever need it and it takes 25 ms to load

    pairs = Munkres().compute([[-value for value in row] for row in worth])
    return [(row, column) for row, column in pairs if worth[row][column]]
