"""Names of schools keep on a button what tells one school from another."""

import pytest

from bot.texts import labels


@pytest.mark.parametrize(
    ("text", "limit", "label"),
    [
        ("Мониторинг локальных актов, регламентирующих систему", 30, "Мониторинг локальных актов…"),
        ("Разработка положения о наставничестве", 25, "Разработка положения…"),
        ("Издание приказа (и о кураторе, и о группе)", 24, "Издание приказа…"),
        ("Школа № 20 и школа № 21", 14, "Школа № 20…"),
        ("Положение", 30, "Положение"),
    ],
)
def test_a_cut_text_ends_with_a_word_that_says_something(text: str, limit: int, label: str) -> None:
    assert labels.shortened(text, limit) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Школа № 20", "Школа № 20"),
        ("МБОУ «Средняя общеобразовательная школа № 20 г. Примерска»", "СОШ № 20 г. Примерска"),
        (
            "Муниципальное учреждение «Лицей с углублённым изучением отдельных предметов № 120»",
            "Лицей с углублённым… № 120",
        ),
        ("Примерский муниципальный округ Примерской области", "Примерский муниципальный…"),
        ("А" * 60, "А" * 29 + "…"),
    ],
)
def test_a_long_name_keeps_its_number(name: str, label: str) -> None:
    assert labels.organisation(name, 30) == label
    assert len(label) <= 30
