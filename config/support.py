"""``config/support.yaml`` → what somebody who waits for a mentor can do meanwhile."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Strict, read
from mentoring.searching import Support

Line = Annotated[str, Field(min_length=5, max_length=120)]
Lines = Annotated[list[Line], Field(min_length=1, max_length=5)]


class SupportFile(Strict):
    adult: Lines
    pupil: Lines


def load(path: Path = CONFIG / "support.yaml") -> Support:
    """Raises ContentRefused with file and line."""
    file = read(path, SupportFile)
    return Support(tuple(file.adult), tuple(file.pupil))
