"""``config/memos.yaml`` → what a mentor may want to read before a meeting."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Strict, read
from mentoring.meetings import Memo, Memos
from mentoring.pairs import MeetingKind

Line = Annotated[str, Field(min_length=5, max_length=120)]


class Part(Strict):
    about: str = Field(min_length=20, max_length=200)
    ask: list[Line] = Field(min_length=5, max_length=5)
    check: list[Line] = Field(min_length=2, max_length=5)

    def value(self) -> Memo:
        return Memo(self.about, tuple(self.ask), tuple(self.check))


class Both(Strict):
    adult: Part
    pupil: Part


class MemosFile(Strict):
    acquaintance: Both
    trial: Both
    planning: Both
    event: Both
    final: Both


def load(path: Path = CONFIG / "memos.yaml") -> Memos:
    """By kind of meeting and by whether the mentor is a pupil. Raises ContentRefused with file and line."""
    file = read(path, MemosFile)
    parts = {
        MeetingKind.ACQUAINTANCE: file.acquaintance,
        MeetingKind.TRIAL: file.trial,
        MeetingKind.PLANNING: file.planning,
        MeetingKind.EVENT: file.event,
        MeetingKind.FINAL: file.final,
    }
    return {
        (kind, pupil): (both.pupil if pupil else both.adult).value()
        for kind, both in parts.items()
        for pupil in (True, False)
    }
