"""Names of schools keep on a button what tells one school from another."""

import pytest

from bot.texts import labels


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
