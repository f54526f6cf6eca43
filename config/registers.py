"""``config/registers.yaml`` → when curators are asked, which subjects are known."""

import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.curators import MonthDay, Yearly
from mentoring.registers import RegisterRules

Written = Annotated[str, Field(pattern=r"^\d\d-\d\d$")]
Beginning = Annotated[str, Field(min_length=3, max_length=30)]

ANY_YEAR = 2023
"""No leap year: 29 February is no day of every year."""


class CuratorsFile(Strict):
    ask_from: Written
    ask_again: Written
    until: Written


class RegistersFile(Strict):
    curators: CuratorsFile
    subjects: dict[str, list[Beginning]]

    def value(self) -> RegisterRules:
        """Raises ValueError for a day that is none."""
        asked = self.curators
        return RegisterRules(
            Yearly(_day(asked.ask_from), _day(asked.ask_again), _day(asked.until)),
            {name: tuple(beginnings) for name, beginnings in self.subjects.items()},
        )


def _day(written: str) -> MonthDay:
    month, day = map(int, written.split("-"))
    datetime.date(ANY_YEAR, month, day)
    return month, day


def _problem(file: RegistersFile) -> tuple[Place, str] | None:
    try:
        asked = file.value().curators
    except ValueError:
        return ("curators",), "такого дня нет в календаре"
    if not asked.ask_from < asked.ask_again <= asked.until:
        return ("curators",), "сначала ask_from, потом ask_again и until, всё в одном году"
    return None


def load(path: Path = CONFIG / "registers.yaml") -> RegisterRules:
    """Raises ContentRefused with file and line."""
    return read(path, RegistersFile, _problem).value()
