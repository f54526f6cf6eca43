"""The zones of the buttons exist, and a wrong file is named with its line."""

import zoneinfo
from pathlib import Path

import pytest

from config import time_zones
from config.files import ContentRefused


def test_every_hour_of_the_country_has_a_zone() -> None:
    zones = time_zones.load()

    assert {zone.name for zone in zones} <= zoneinfo.available_timezones()
    assert {label[-2:] for label in (zone.label for zone in zones) if "+" in label} == {f"+{n}" for n in range(1, 10)}
    assert all(len(zone.label) <= 30 for zone in zones)


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("zones:\n  - {label: Марс, name: Mars/Base}\n", "time_zones.yaml:2: часового пояса Mars/Base нет"),
        (
            "zones:\n  - {label: а, name: Asia/Omsk}\n  - {label: б, name: Asia/Omsk}\n",
            "time_zones.yaml:3: часовой пояс Asia/Omsk повторён",
        ),
        ("zones:\n  - {label: а, name: Asia/Omsk, hour: 3}\n", "time_zones.yaml:2"),
        ("zones: []\n", "time_zones.yaml:1"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, lines: str, what: str) -> None:
    path = tmp_path / "time_zones.yaml"
    path.write_text(lines, "utf-8")

    with pytest.raises(ContentRefused) as refused:
        time_zones.load(path)

    assert what in str(refused.value)
