"""A road map may name only what the bot can count, or says it cannot."""

import shutil
from pathlib import Path

import pytest

from config import road_maps
from config.files import ContentRefused


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("counter: mentor_bank", "counter: mentor_bnak", "счётчика mentor_bnak нет"),
        ("        counter: mentor_bank\n", "", "нужен счётчик counter"),
    ],
)
def test_a_counter_that_is_none_stops_the_start(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "neftekumsk.yaml"
    shutil.copy(road_maps.FOLDER / path.name, path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentRefused) as refused:
        road_maps.load(tmp_path)
    assert reason in str(refused.value)
    assert path.name in str(refused.value)
