"""Names are read the same from whatever keyboard or program they come."""

import unicodedata

import pytest

from mentoring.names import parse, patronymic_stands_first, search_key


@pytest.mark.parametrize("hyphen", ["-", "‑", "–", "—", "‐"])
def test_hyphens_of_phones_and_of_word(hyphen: str) -> None:
    assert str(parse(f"Иванова{hyphen}Петрова Анна Олеговна")) == "Иванова-Петрова Анна Олеговна"
    assert search_key(f"Иванова{hyphen}Петрова") == "иванова-петрова"


@pytest.mark.parametrize("sign", ["’", "'", "ʼ", "‘", "`"])
def test_apostrophes_of_every_keyboard(sign: str) -> None:
    assert str(parse(f"Д{sign}арк Анна")) == "Д’Арк Анна"
    assert search_key(f"д{sign}арк") == "д’арк"


def test_letters_put_together_from_two_signs() -> None:
    typed = unicodedata.normalize("NFD", "Берёзкин Сергей Йоханнович")
    assert len(typed) > len("Берёзкин Сергей Йоханнович")
    assert parse(typed) == parse("Берёзкин Сергей Йоханнович")
    assert search_key(typed) == "березкин сергей йоханнович"


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
