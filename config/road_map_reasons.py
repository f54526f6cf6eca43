"""``config/road_map_reasons.yaml`` → why something of a road map is not needed, why an organisation leaves it."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from config.files import CONFIG, Strict, read
from mentoring.road_map_changes import Reasons
from mentoring.road_map_past import REASONS

Code = Annotated[str, Field(pattern=r"^[a-z]{1,12}$")]
Words = Annotated[str, Field(min_length=3, max_length=34)]
Offered = Annotated[dict[Code, Words], Field(min_length=1, max_length=6)]


class ReasonsFile(Strict):
    not_needed: Offered
    left: Offered

    @field_validator("not_needed")
    @classmethod
    def _before_the_start(cls, offered: dict[str, str]) -> dict[str, str]:
        """What is past before a road map begins is settled by buttons of their own."""
        if missing := sorted({*REASONS.values()} - offered.keys()):
            raise ValueError(f"нет причины {', '.join(missing)}: ею закрывают пункты, срок которых прошёл до начала")
        return offered


def load(path: Path = CONFIG / "road_map_reasons.yaml") -> Reasons:
    """Raises ContentRefused with file and line."""
    file = read(path, ReasonsFile)
    return Reasons(file.not_needed, file.left)
