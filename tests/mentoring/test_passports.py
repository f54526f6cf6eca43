"""A passport is corrected by typing: lines of a list, targets by year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.passports import (
    IndicatorTargets,
    Passport,
    PassportProblem,
    PassportRefused,
    read_lines,
    read_targets,
    retargeted,
)

YEARS = (2026, 2027, 2028)


@pytest.mark.parametrize(
    ("typed", "targets"),
    [
        ("2027: 30", {2027: 30.0}),
        ("2027: 30%, 2028: 45,5%", {2027: 30.0, 2028: 45.5}),
        ("2026 — 10\n2027 — 30", {2026: 10.0, 2027: 30.0}),
        ("2026 г.: 10; 2027 г.: 20", {2026: 10.0, 2027: 20.0}),
        ("2028=100", {2028: 100.0}),
        ("2028: нет", {2028: None}),
    ],
)
def test_targets_are_read_as_people_write_them(typed: str, targets: dict[int, float | None]) -> None:
    assert read_targets(typed, YEARS) == targets


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("тридцать", PassportProblem.NOT_TARGETS),
        ("30", PassportProblem.NOT_TARGETS),
        ("2027: 30 примерно", PassportProblem.NOT_TARGETS),
        ("2027: 1000", PassportProblem.NOT_TARGETS),
        ("2027: 130", PassportProblem.NOT_PER_CENT),
        ("2031: 30", PassportProblem.OTHER_YEAR),
    ],
)
def test_what_is_no_target_is_refused(typed: str, problem: PassportProblem) -> None:
    with pytest.raises(PassportRefused) as refused:
        read_targets(typed, YEARS)
    assert refused.value.problem is problem


def test_lines_lose_their_bullets() -> None:
    assert read_lines("1. Создать базу\n\n2) Изучить  опыт\n— Наладить") == ("Создать базу", "Изучить опыт", "Наладить")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (" \n ", PassportProblem.EMPTY),
        ("а" * 301, PassportProblem.LONG_LINE),
        ("\n".join("абвгдежзи"), PassportProblem.MANY_LINES),
    ],
)
def test_a_part_has_a_measure(typed: str, problem: PassportProblem) -> None:
    with pytest.raises(PassportRefused) as refused:
        read_lines(typed)
    assert refused.value.problem is problem


@given(
    before=st.dictionaries(st.sampled_from(YEARS), st.floats(0, 100)),
    typed=st.dictionaries(st.sampled_from(YEARS), st.none() | st.floats(0, 100), min_size=1),
)
def test_years_that_are_not_named_keep_their_targets(before: dict[int, float], typed: dict[int, float | None]) -> None:
    passport = Passport("", (), (IndicatorTargets("a", "А", before), IndicatorTargets("b", "Б", before)), (), "", ())
    after = retargeted(passport, 0, typed)
    assert after.indicators[1] == passport.indicators[1]
    for year in YEARS:
        assert after.indicators[0].targets.get(year) == (typed[year] if year in typed else before.get(year))


@pytest.mark.parametrize(("typed", "target"), [("30", 30.0), ("45,5 %", 45.5), ("нет", None)])
def test_a_single_year_need_not_be_typed(typed: str, target: float | None) -> None:
    assert read_targets(typed, (2026,)) == {2026: target}
