"""What a score of the self-check says, and which conditions are told of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import questionnaires
from config import self_check as file
from mentoring.self_check import FORM, Score, checked, score

FORMS = {name: one.value() for name, one in questionnaires.load().items()}
RULES = file.load(FORMS)
QUESTIONS = [question.id for question in FORMS[FORM].questions]
SHEETS = st.lists(st.sampled_from("012"), min_size=len(QUESTIONS), max_size=len(QUESTIONS))


def sheet(points: str | list[str]) -> dict[str, str]:
    return dict(zip(QUESTIONS, points, strict=True))


@pytest.mark.parametrize(
    ("total", "name"), [(18, "хорошо"), (15, "хорошо"), (14, "допустимо"), (9, "допустимо"), (8, "слабо"), (0, "слабо")]
)
def test_the_bands(total: int, name: str) -> None:
    band = Score(1, total, 18, RULES.bands).band
    assert band is not None
    assert band.name == name


def test_a_mean_between_two_bands_is_in_the_lower_one() -> None:
    found = Score(2, 29, 18, RULES.bands)
    assert found.mean == 14.5
    assert found.band is not None
    assert found.band.name == "допустимо"


def test_nobody_has_answered() -> None:
    assert Score(0, 0, 18, RULES.bands).mean is None
    assert Score(0, 0, 18, RULES.bands).band is None


def test_the_weakest_come_first_and_equals_in_the_order_of_the_form() -> None:
    found = checked(FORMS[FORM], sheet("212010121"), RULES)
    assert [one.condition.id for one in found.weakest] == ["cs04", "cs06", "cs02"]
    assert [one.answer for one in found.weakest] == ["Пока нет", "Пока нет", "Частично"]
    assert all(one.remedy is not None for one in found.weakest)


@given(points=SHEETS)
def test_the_score_is_the_sum_and_nothing_full_is_called_weak(points: list[str]) -> None:
    found = checked(FORMS[FORM], sheet(points), RULES)
    assert found.score.total == sum(map(int, points))
    assert found.score.most == 18
    assert len(found.weakest) == min(3, sum(one != "2" for one in points))
    told = {one.condition.id for one in found.weakest}
    left = [int(point) for question, point in sheet(points).items() if question not in told]
    assert all(int(sheet(points)[one]) <= min([2, *left]) for one in told)


@given(sheets=st.lists(SHEETS, min_size=1, max_size=4))
def test_counted_together_they_are_the_sum(sheets: list[list[str]]) -> None:
    values = [(point, 1) for points in sheets for point in points]
    assert score(FORMS[FORM], values, len(sheets), RULES).total == sum(int(point) for point, _ in values)
