"""Mentors for a whole school: beside the solver stand the greedy way, and every way there is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as some

from mentoring.assignment import Assignment, assign, assigned, chosen
from mentoring.ids import MembershipId, PersonId
from mentoring.matching import Offer, Suggestion, Wish, suggest

calmly = settings(max_examples=200, deadline=None, derandomize=True, database=None)

Value = TypeVar("Value")


@dataclass(frozen=True)
class School:
    suggestions: dict[MembershipId, tuple[Suggestion, ...]]
    places: dict[MembershipId, int]


@some.composite
def schools(draw: some.DrawFn, most: int) -> School:
    """Few different scores, so that many answers are equally good."""
    mentees, mentors = draw(some.integers(0, most)), draw(some.integers(0, most))
    scores = some.none() | some.sampled_from((0, 10, 11, 25, 60, 100))
    table = draw(some.lists(some.lists(scores, min_size=mentors, max_size=mentors), min_size=mentees, max_size=mentees))
    suggestions = {
        MembershipId(100 + row): tuple(
            Suggestion(MembershipId(column), score, (), suitable=True)
            for column, score in enumerate(scores_of_one)
            if score is not None
        )
        for row, scores_of_one in enumerate(table)
    }
    places = draw(some.lists(some.integers(0, 3), min_size=mentors, max_size=mentors))
    return School(suggestions, {MembershipId(column): count for column, count in enumerate(places)})


def result(assignment: Assignment) -> tuple[int, int]:
    return assignment.served, assignment.score


def greedy(school: School) -> tuple[int, int]:
    """The best pair of all that are left, again and again."""
    free, chosen = dict(school.places), dict[MembershipId, Suggestion]()
    pairs = [(mentee, offer) for mentee, offered in school.suggestions.items() for offer in offered]
    for mentee, offer in sorted(pairs, key=lambda pair: -pair[1].score):
        if mentee not in chosen and free[offer.mentor]:
            free[offer.mentor] -= 1
            chosen[mentee] = offer
    return len(chosen), sum(offer.score for offer in chosen.values())


def best_of_all(school: School) -> tuple[int, int]:
    """Every way is tried; what is left of the places is all that a mentee's choice changes for the next ones."""
    ways: dict[tuple[int, ...], tuple[int, int]] = {tuple(school.places.values()): (0, 0)}
    at = {mentor: index for index, mentor in enumerate(school.places)}
    for offered in school.suggestions.values():
        after = dict(ways)
        for left, (served, score) in ways.items():
            for offer in offered:
                if free := left[at[offer.mentor]]:
                    index = at[offer.mentor]
                    rest = (*left[:index], free - 1, *left[index + 1 :])
                    after[rest] = max(after.get(rest, (0, 0)), (served + 1, score + offer.score))
        ways = after
    return max(ways.values())


@calmly
@given(schools(most=10))
def test_the_draft_is_never_worse_than_the_greedy_one(school: School) -> None:
    assert result(assigned(school.suggestions, school.places)) >= greedy(school)


@calmly
@given(schools(most=7))
def test_the_draft_is_the_best_there_is(school: School) -> None:
    assert result(assigned(school.suggestions, school.places)) == best_of_all(school)


@settings(calmly, max_examples=60)
@given(some.data(), schools(most=8))
def test_places_are_kept_and_everybody_is_told_of_once(data: some.DataObject, school: School) -> None:
    assignment = assigned(school.suggestions, school.places)
    for draft in assignment.drafts:
        assert draft.suggestion in school.suggestions[draft.mentee]
    taken = [draft.suggestion.mentor for draft in assignment.drafts]
    assert all(taken.count(mentor) <= school.places[mentor] for mentor in taken)
    served = [draft.mentee for draft in assignment.drafts]
    assert sorted([*served, *assignment.unserved]) == sorted(school.suggestions)
    assert (served, list(assignment.unserved)) == (sorted(served), sorted(assignment.unserved))
    assert assigned(_shuffled(data, school.suggestions), _shuffled(data, school.places)) == assignment


def _shuffled(data: some.DataObject, mapping: Mapping[MembershipId, Value]) -> dict[MembershipId, Value]:
    return dict(data.draw(some.permutations(list(mapping.items()))))


@calmly
@given(schools(most=7), some.sets(some.integers(100, 106)))
def test_who_has_lost_a_mentor_comes_first_and_costs_nobody_a_place(school: School, numbers: set[int]) -> None:
    first = frozenset(MembershipId(number) for number in numbers)
    ratings = {mentee: {one.mentor: one.score for one in offered} for mentee, offered in school.suggestions.items()}
    found = chosen(ratings, school.places, first)
    alone = chosen({mentee: rating for mentee, rating in ratings.items() if mentee in first}, school.places)
    assert len(found.keys() & first) == len(alone)
    assert len(found) == best_of_all(school)[0]


@calmly
@given(schools(most=7), some.sets(some.tuples(some.integers(100, 106), some.integers(0, 6)), max_size=12))
def test_an_offer_in_vain_is_repeated_only_where_nobody_else_is_left(
    school: School, vain: set[tuple[int, int]]
) -> None:
    ratings = {mentee: {one.mentor: one.score for one in offered} for mentee, offered in school.suggestions.items()}
    silent = {mentee: {MembershipId(mentor) for one, mentor in vain if one == mentee} for mentee in ratings}
    found = chosen(ratings, school.places, unanswered=silent)
    assert len(found) == best_of_all(school)[0], "nobody stays without a mentor because of it"
    repeated = sum(mentor in silent[mentee] for mentee, mentor in found.items())
    # What a mentor is worth who is not asked in vain decides nothing else but this.
    fewest = {
        mentee: tuple(replace(one, score=int(one.mentor not in silent[mentee])) for one in offered)
        for mentee, offered in school.suggestions.items()
    }
    served, fresh = best_of_all(School(fewest, school.places))
    assert repeated == served - fresh


# -- people ------------------------------------------------------------------------------------------------------


def mentee(number: int, *requests: str) -> Wish:
    return Wish(MembershipId(number), PersonId(number), frozenset(requests))


def mentor(number: int, *competences: str, places: int = 1) -> Offer:
    return Offer(MembershipId(number), PersonId(number), frozenset(competences), places=places)


def drawn(assignment: Assignment) -> dict[int, int]:
    return {draft.mentee: draft.suggestion.mentor for draft in assignment.drafts}


def test_who_suits_everybody_is_kept_for_those_whom_nobody_else_suits() -> None:
    everything, one_thing = mentor(50, "parents", "manage"), mentor(51, "parents")
    anna, boris = mentee(1, "parents", "manage"), mentee(2, "manage")
    assert [suggestion.mentor for suggestion in suggest(anna, [everything, one_thing])] == [50, 51]
    assert drawn(assign([anna, boris], [everything, one_thing])) == {1: 51, 2: 50}


def test_two_served_poorly_are_better_than_one_served_well() -> None:
    vera, gleb = mentor(50, *"abcde"), mentor(51, "a")
    assert drawn(assign([mentee(1, *"abcde"), mentee(2, "b", "x", "y", "z")], [vera, gleb])) == {1: 51, 2: 50}


def test_a_mentor_with_two_places_takes_two_and_the_third_waits() -> None:
    assignment = assign([mentee(number, "parents") for number in (1, 2, 3)], [mentor(50, "parents", places=2)])
    assert (assignment.served, len(assignment.unserved)) == (2, 1)


def test_who_does_not_suit_is_not_proposed_even_if_nobody_else_is_there() -> None:
    assignment = assign([mentee(1, "parents")], [mentor(50, "digital")])
    assert (assignment.drafts, assignment.unserved) == ((), (1,))


def test_a_mentor_whom_letters_do_not_reach_is_drafted_only_where_nobody_else_is_left() -> None:
    lost, reached = replace(mentor(50, "parents", "manage"), unreached=True), mentor(51, "parents")
    anna, boris = mentee(1, "parents", "manage"), mentee(2, "parents")
    assert drawn(assign([anna], [lost, reached])) == {1: 51}
    assert set(drawn(assign([anna, boris], [lost, reached])).values()) == {50, 51}


def test_after_a_failed_trial_somebody_else_is_proposed() -> None:
    anna = replace(mentee(1, "parents"), excluded=frozenset({MembershipId(50)}))
    assert drawn(assign([anna], [mentor(50, "parents"), mentor(51, "parents", "digital")])) == {1: 51}


def test_a_school_without_people_has_an_empty_draft() -> None:
    assert assign([], []) == Assignment((), ())
    assert assign([], [mentor(50, "parents")]) == Assignment((), ())
    assert assign([mentee(1, "parents")], []) == Assignment((), (MembershipId(1),))
