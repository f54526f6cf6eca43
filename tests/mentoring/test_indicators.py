"""Shares of an indicator: sums over sums, no value without a denominator, nobody given away, each person once."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentoring.ids import OrganisationId
from mentoring.indicators import (
    Count,
    Doubt,
    Fact,
    Indicator,
    Number,
    NumberProblem,
    NumberRefused,
    Tally,
    Typed,
    Year,
    YearKind,
    counted,
    covered,
    doubt,
    fact,
    least,
    most,
    read_number,
    target_of,
)
from mentoring.passports import IndicatorTargets, Passport
from mentoring.roles import Role

PUPILS = Indicator("pupil_mentees", "Доля", "Ученики", Count.PUPIL_MENTEES, "pupils", None, {2026: 9})
CONTENT = Indicator("content", "Доля", "Довольные", Count.CONTENT_MENTEES, Count.ALL_MENTEES, 7)
PARTNERS = Indicator("partners", "Доля", "Партнёры", "giving", "partners")

A, B, C = map(OrganisationId, (1, 2, 3))


def pupils(school: OrganisationId, people: int, person: int | None = None) -> Tally:
    return Tally(school, Role.MENTEE, pupil=True, people=people, person=person)


def answered(people: int, reached: float, *, asked: bool = True) -> Tally:
    return Tally(A, Role.MENTEE, asked=asked, answered=True, reached=reached, people=people)


def test_a_school_without_its_number_tells_what_the_registers_know_and_no_share() -> None:
    found = fact(PUPILS, [A], {A: [pupils(A, 4)]}, {})
    assert (found.numerator, found.denominator, found.value, found.missing) == (4, None, None, 1)


def test_zero_is_no_denominator() -> None:
    found = fact(PUPILS, [A], {}, {A: {"pupils": 0}}, target=10)
    assert (found.numerator, found.denominator, found.value, found.deviation, found.met) == (0, 0, None, None, None)


def test_a_place_sums_those_that_know_and_says_how_many_do_not() -> None:
    tallies = {A: [pupils(A, 10)], B: [pupils(B, 30)], C: [pupils(C, 50)]}
    found = fact(PUPILS, [A, B, C], tallies, {A: {"pupils": 100}, B: {"pupils": 100}}, target=20)
    assert (found.numerator, found.denominator, found.value, found.missing) == (40, 200, 20.0, 1)
    assert found.deviation == 0
    assert found.met is True


def test_whoever_is_in_two_schools_is_one_person_for_the_place() -> None:
    tallies = {A: [pupils(A, 2), pupils(A, 1, person=7)], B: [pupils(B, 1, person=7)]}
    numbers = {A: {"pupils": 10}, B: {"pupils": 10}}
    assert [fact(PUPILS, [one], tallies, numbers).numerator for one in (A, B)] == [3, 1]
    assert fact(PUPILS, [A, B], tallies, numbers).numerator == 3


def test_the_later_answers_count_of_whoever_answers_in_two_schools() -> None:
    here = Tally(A, Role.MENTEE, asked=True, answered=True, reached=7, person=7, answered_at=100)
    there = Tally(B, Role.MENTEE, asked=True, answered=True, reached=0, person=7, answered_at=200)
    assert counted(Count.CONTENT_MENTEES, [here, there], 7) == counted(Count.CONTENT_MENTEES, [there, here], 7) == 0
    assert counted(Count.ALL_MENTEES, [here, there]) == 1


def test_the_silent_stay_in_the_denominator() -> None:
    silent = Tally(A, Role.MENTEE, asked=True, people=4)
    found = fact(CONTENT, [A], {A: [answered(5, 7), answered(1, 0), silent]}, {}, target=50)
    assert (found.numerator, found.denominator, found.value) == (5, 10, 50.0)
    assert (found.response.value, found.among_answered.value) == (60.0, 83.3)


@pytest.mark.parametrize(("answers", "told"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_fewer_than_five_answers_are_not_told(answers: int, told: int | None) -> None:
    tallies = {A: [answered(answers, 7), Tally(A, Role.MENTEE, asked=True, people=3)]}
    found = fact(CONTENT, [A], tallies, {})
    assert found.told == told
    assert (found.value is None) is (told is None)


def test_while_nobody_was_asked_there_is_no_share() -> None:
    assert fact(CONTENT, [A], {A: [Tally(A, Role.MENTEE, people=8)]}, {}).value is None


def test_the_few_answers_of_one_place_are_not_told_by_its_neighbours() -> None:
    few, many = Fact(CONTENT, 3, 9, asked=9, answered=3), Fact(CONTENT, 8, 9, asked=9, answered=9)
    assert [one.value for one in covered([many, many])] == [88.9, 88.9]
    assert [one.told for one in covered([few, many])] == [None, None]


def test_two_typed_numbers_are_both_needed() -> None:
    assert fact(PARTNERS, [A], {}, {A: {"partners": 8}}).value is None
    assert fact(PARTNERS, [A], {}, {A: {"partners": 8, "giving": 2}}).value == 25.0


SCHOOLS = some.dictionaries(
    some.integers(1, 9).map(OrganisationId),
    some.tuples(some.integers(0, 30), some.none() | some.integers(0, 60)),
    min_size=2,
)


@given(SCHOOLS)
def test_a_sum_is_that_of_the_schools_that_have_a_share(schools: dict[OrganisationId, tuple[int, int | None]]) -> None:
    tallies = {school: [pupils(school, entered)] for school, (entered, _) in schools.items()}
    numbers = {school: {"pupils": typed} for school, (_, typed) in schools.items() if typed is not None}
    together = fact(PUPILS, list(schools), tallies, numbers)
    apart = [fact(PUPILS, [school], tallies, numbers) for school in schools]
    with_share = [one for one in apart if one.value is not None]
    assert (together.numerator or 0) == sum(one.numerator or 0 for one in with_share)
    assert (together.denominator or 0) == sum(one.denominator or 0 for one in with_share)
    assert (together.value is None) is (not with_share)
    assert together.missing == sum(one.denominator is None for one in apart)
    if with_share and together.value is not None:
        values = [one.value for one in with_share if one.value is not None]
        assert min(values) - 0.1 <= together.value <= max(values) + 0.1


def test_targets_come_from_the_first_passport_that_has_one() -> None:
    own = Passport("", (), (IndicatorTargets("pupil_mentees", "Доля", {2027: 30}),), (), "", ())
    above = Passport("", (), (IndicatorTargets("pupil_mentees", "Доля", {2027: 35, 2028: 50}),), (), "", ())
    told = [target_of(PUPILS, Year(YearKind.CALENDAR, year), [own, above]) for year in (2026, 2027, 2028, 2029)]
    assert told == [9, 30, 50, None]


@pytest.mark.parametrize(
    ("day", "calendar", "school"),
    [((2026, 8, 31), 2026, 2025), ((2026, 9, 1), 2026, 2026), ((2027, 5, 20), 2027, 2026)],
)
def test_each_day_has_its_years(day: tuple[int, int, int], calendar: int, school: int) -> None:
    on = datetime.date(*day)
    for kind, number in ((YearKind.CALENDAR, calendar), (YearKind.SCHOOL, school)):
        year = Year.of(on, kind)
        assert year.number == number
        assert year.first <= on <= year.last


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("480", 480), ("1 250", 1250), (" 7 ", 7), ("+5", 5), ("3 человека", 3), ("12 учеников школы.", 12)],
)
def test_whole_numbers_are_read(typed: str, number: int) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NumberProblem.NOT_A_NUMBER),
        ("двадцать", NumberProblem.NOT_A_NUMBER),
        ("3 тысячи", NumberProblem.NOT_A_NUMBER),
        ("3 из 5", NumberProblem.NOT_A_NUMBER),
        ("3 с половиной", NumberProblem.NOT_A_NUMBER),
        ("4,5", NumberProblem.NOT_WHOLE),
        ("-3", NumberProblem.NEGATIVE),
        ("−3", NumberProblem.NEGATIVE),
        ("1000001", NumberProblem.TOO_LARGE),
        ("9" * 50, NumberProblem.TOO_LARGE),
    ],
)
def test_anything_else_is_refused(typed: str, problem: NumberProblem) -> None:
    with pytest.raises(NumberRefused) as refused:
        read_number(typed)
    assert refused.value.problem is problem


def test_a_number_lies_between_what_else_is_known() -> None:
    assert least("pupils", [PUPILS, PARTNERS], [pupils(A, 12)], {}) == 12
    assert least("partners", [PUPILS, PARTNERS], [], {"giving": 3}) == 3
    assert most("giving", [PUPILS, PARTNERS], {"partners": 8}) == 8
    assert most("pupils", [PUPILS, PARTNERS], {}) is None


@pytest.mark.parametrize(
    ("value", "changes", "why"),
    [
        (12, 2, None),
        (11, 2, Doubt.FEWER),
        (31, 2, Doubt.MORE),
        (12, 1, Doubt.MEANWHILE),
        (20, 1, None),
    ],
)
def test_what_looks_wrong_is_asked_about(value: int, changes: int, why: Doubt | None) -> None:
    before = Typed(Number("pupils", "Ученики", "учеников"), 20, changes=2, least=12, most=30)
    assert doubt(before, value, changes) is why
