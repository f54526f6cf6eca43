"""``config/report_rounds.yaml`` → which reports are sent upward, from whom and by which day."""

import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.report_rounds import RoundKind, RoundKinds
from mentoring.roles import Level

Key = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,15}$")]
Name = Annotated[str, Field(min_length=3, max_length=16)]
Written = Annotated[str, Field(pattern=r"^\d\d-\d\d$")]
Item = Annotated[str, Field(min_length=2, max_length=24)]
Days = Annotated[int, Field(ge=0, le=60)]

ANY_YEAR = 2023
"""No leap year: 29 February is no day of every year."""


class RoundFile(Strict):
    key: Key
    name: Name
    sender: Annotated[Level, Field(strict=False)]
    sums: Key | None = None
    month: int = Field(ge=1, le=12)
    propose: Written
    due: Written
    items: list[Item] = Field(default_factory=list)
    remind_before: list[Days] = Field(min_length=1)

    def value(self) -> RoundKind:
        """Raises ValueError for a day that is none."""
        return RoundKind(
            self.key,
            self.name,
            self.sender,
            self.month,
            _day(self.propose),
            _day(self.due),
            tuple(sorted(set(self.remind_before), reverse=True)),
            self.sums,
            frozenset(self.items),
        )


class RoundsFile(Strict):
    rounds: list[RoundFile] = Field(min_length=1)


def _day(written: str) -> tuple[int, int]:
    month, day = map(int, written.split("-"))
    datetime.date(ANY_YEAR, month, day)
    return month, day


def _problem(file: RoundsFile) -> tuple[Place, str] | None:
    known: dict[str, RoundKind] = {}
    for index, one in enumerate(file.rounds):
        at: Place = ("rounds", index)
        try:
            kind = one.value()
        except ValueError:
            return at, "такого дня нет в календаре"
        if problem := _fault(kind, known):
            return (*at, problem[0]), problem[1]
        known[kind.key] = kind
    return None


def _fault(kind: RoundKind, known: RoundKinds) -> tuple[str, str] | None:
    if kind.key in known:
        return "key", f"сбор {kind.key} повторён"
    if kind.sender is Level.REGION:
        return "sender", "над регионом отчёты никто не собирает"
    if not kind.propose < kind.due:
        return "due", "крайний день — позже, чем propose, и в том же году"
    if (kind.sender is Level.ORGANISATION) is not (kind.sums is None):
        return "sums", "школа отправляет свои числа, муниципалитет — сумму принятых: нужен sums"
    if kind.sums is not None:
        below = known.get(kind.sums)
        if below is None or below.sender is not Level.ORGANISATION or below.month > kind.month:
            return "sums", f"сбора школ {kind.sums} выше в файле нет, или он позже"
    return None


def load(path: Path = CONFIG / "report_rounds.yaml") -> RoundKinds:
    """By key, in the order of the file. Raises ContentRefused with file and line."""
    return {one.key: one.value() for one in read(path, RoundsFile, _problem).rounds}
