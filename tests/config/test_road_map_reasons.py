"""Reasons may be worded otherwise, but those that buttons of their own give are there."""

from pathlib import Path

import pytest

from config import road_map_reasons
from config.files import CONFIG, ContentRefused
from mentoring.road_map_past import REASONS


def test_each_way_to_settle_what_is_past_has_its_reason() -> None:
    assert {*REASONS.values()} <= road_map_reasons.load().not_needed.keys()


@pytest.mark.parametrize("line", ["  before: Сделано раньше\n", "  past: Срок прошёл до начала\n"])
def test_a_reason_that_a_button_gives_is_not_taken_out(tmp_path: Path, line: str) -> None:
    text = (CONFIG / "road_map_reasons.yaml").read_text("utf-8")
    assert line in text
    path = tmp_path / "road_map_reasons.yaml"
    path.write_text(text.replace(line, "", 1), "utf-8")
    with pytest.raises(ContentRefused) as refused:
        road_map_reasons.load(path)
    assert f"нет причины {line.split(':')[0].strip()}" in str(refused.value)
