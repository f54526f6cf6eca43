"""A mistake in ``config/report_rounds.yaml`` is named with its line."""

from pathlib import Path

import pytest

from config import report_rounds, road_maps
from config.files import ContentRefused
from mentoring.roles import Level

SCHOOLS = (
    "  - {key: april, name: апрель, sender: organisation, "
    'month: 4, propose: "04-01", due: "04-30", remind_before: [2]}\n'
)
CITY = "  - {key: may, name: май, sender: municipality, "
TAIL = 'month: 5, propose: "05-01", due: "05-31", remind_before: [2]}\n'


def test_the_rounds_there_are() -> None:
    found = report_rounds.load()
    assert {key: kind.due for key, kind in found.items()} == {"april": (4, 30), "may": (5, 31), "october": (10, 30)}
    assert [key for key, kind in found.items() if kind.sender is Level.MUNICIPALITY] == ["may"]
    assert found["may"].sums == "april"


def test_what_a_report_may_prove_is_an_item_of_a_template() -> None:
    known = {item.uid for template in road_maps.load().values() for item in template.items}
    assert {uid for kind in report_rounds.load().values() for uid in kind.items} <= known


@pytest.mark.parametrize(
    ("rounds", "line", "what"),
    [
        (SCHOOLS + SCHOOLS, 3, "повторён"),
        (SCHOOLS.replace("04-30", "04-31"), 2, "такого дня нет"),
        (SCHOOLS.replace("04-30", "03-30"), 2, "крайний день"),
        (SCHOOLS.replace("organisation", "region"), 2, "над регионом"),
        (SCHOOLS + CITY + TAIL, 3, "нужен sums"),
        (SCHOOLS + CITY + "sums: june, " + TAIL, 3, "выше в файле нет"),
        (SCHOOLS.replace("month: 4", "month: 13"), 2, "month"),
        (SCHOOLS.replace("month: 4", "month: 4, mont: 4"), 2, "mont"),
        (SCHOOLS.replace("[2]", "[]"), 2, "remind_before"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, rounds: str, line: int, what: str) -> None:
    path = tmp_path / "report_rounds.yaml"
    path.write_text("rounds:\n" + rounds, encoding="utf-8")
    with pytest.raises(ContentRefused) as refused:
        report_rounds.load(path)
    assert f"report_rounds.yaml:{line}:" in str(refused.value)
    assert what in str(refused.value)
