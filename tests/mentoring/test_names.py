"""Names are read the same from whatever keyboard or program they come."""

import unicodedata

import pytest

from mentoring.names import parse, search_key


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
