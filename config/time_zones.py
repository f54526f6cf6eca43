"""``config/time_zones.yaml`` → the zones an organisation chooses from."""

import zoneinfo
from pathlib import Path

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.organisation_details import Zone


class ZoneFile(Strict):
    label: str = Field(min_length=1, max_length=30)
    name: str


class ZonesFile(Strict):
    zones: list[ZoneFile] = Field(min_length=1, max_length=14)


def _problem(file: ZonesFile) -> tuple[Place, str] | None:
    known = zoneinfo.available_timezones()
    seen: set[str] = set()
    for index, zone in enumerate(file.zones):
        if zone.name not in known:
            return ("zones", index, "name"), f"часового пояса {zone.name} нет"
        if zone.name in seen:
            return ("zones", index, "name"), f"часовой пояс {zone.name} повторён"
        seen.add(zone.name)
    return None


def load(path: Path = CONFIG / "time_zones.yaml") -> tuple[Zone, ...]:
    """Raises ContentRefused with file and line."""
    return tuple(Zone(zone.label, zone.name) for zone in read(path, ZonesFile, _problem).zones)
