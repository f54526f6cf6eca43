"""Names as they are typed."""

import pytest

from mentoring.names import parse, patronymic_stands_first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Анна Олеговна Иванова", True),
        ("Пётр Ильич Сидоров", False),  # «Ильич» is too short a sign
        ("Олег Андреевич Ким", True),
        ("Нина Никитична Лебедь", True),
        ("Рашид Мамед-оглы Алиев", True),
        ("Иванова Анна Олеговна", False),
        ("Мицкевич Адам", False),
        ("Абрамович Роман Олегович", False),
        ("Иванова Римма", False),
    ],
)
def test_a_patronymic_in_the_place_of_the_name(typed: str, first: bool) -> None:
    assert patronymic_stands_first(parse(typed)) is first
