"""What is told of a change between two stages, and when it is not told at all."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from mentoring.before_after import BeforeAfter, Change, Line, difference, give_away
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation, Privacy
from mentoring.roles import Level, Role

HERE = OrganisationId(1)
ORGANISATION = Organisation(
    HERE,
    (HERE,),
    Level.ORGANISATION,
    "Школа № 20",
    None,
    None,
    None,
    "Europe/Moscow",
    5,
    None,
    Privacy.NAMES,
    None,
    False,
)

ANSWERS = st.tuples(st.integers(1, 10), st.integers(1, 10))


def summed(answers: list[tuple[int, int]]) -> Change:
    return sum((difference(*pair) for pair in answers), Change())


@given(st.lists(ANSWERS, max_size=30))
def test_five_people_stand_behind_every_number(answers: list[tuple[int, int]]) -> None:
    found = summed(answers)
    told = (found.mean_before, found.mean_after, found.mean_difference, found.growth.value)
    if len(answers) < FEWEST_ANSWERS:
        assert told == (None,) * 4
    else:
        assert None not in told
    assert found.hidden is (0 < len(answers) < FEWEST_ANSWERS)


@given(st.lists(ANSWERS, min_size=FEWEST_ANSWERS, max_size=30))
def test_the_mean_difference_is_the_mean_of_the_differences(answers: list[tuple[int, int]]) -> None:
    found = summed(answers)
    differences = [after - before for before, after in answers]
    assert found.mean_difference == round(sum(differences) / len(differences), 2)
    assert found.growth.part == sum(one > 0 for one in differences)
    assert found.growth.whole == len(answers)


@given(st.lists(ANSWERS, max_size=20), st.lists(ANSWERS, max_size=20))
def test_places_add_up(here: list[tuple[int, int]], there: list[tuple[int, int]]) -> None:
    assert summed(here) + summed(there) == summed(here + there)


@given(st.lists(st.integers(0, 20), max_size=6))
def test_neighbours_are_given_away_by_one_to_four(people: list[int]) -> None:
    assert give_away(people) is any(number in {1, 2, 3, 4} for number in people)


def test_what_is_covered_is_not_told_however_many_there_are() -> None:
    lines = {Role.MENTEE: (Line("skill", "Уверенность в умениях", Change(9, 30, 50, 8)),)}
    day = datetime.date(2027, 5, 31)
    assert BeforeAfter(ORGANISATION, day, lines).told(Role.MENTEE) == lines[Role.MENTEE]
    assert BeforeAfter(ORGANISATION, day, lines, frozenset({Role.MENTEE})).told(Role.MENTEE) == ()
    assert BeforeAfter(ORGANISATION, day, lines).told(Role.MENTOR) == ()
