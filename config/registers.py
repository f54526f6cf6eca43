"""``config/registers.yaml`` → when curators are asked, which subjects are known, which orders are local acts."""

import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from config.road_maps import Uid
from mentoring.curators import MonthDay, Yearly
from mentoring.local_acts import Act
from mentoring.registers import RegisterRules

Written = Annotated[str, Field(pattern=r"^\d\d-\d\d$")]
Beginning = Annotated[str, Field(min_length=3, max_length=30)]

OTHER = "other"

ANY_YEAR = 2023
"""No leap year: 29 February is no day of every year."""


class CuratorsFile(Strict):
    ask_from: Written
    ask_again: Written
    until: Written


class RegistersFile(Strict):
    curators: CuratorsFile
    subjects: dict[str, list[Beginning]]
    local_acts: dict[Literal["regulation", "road_map", "order", "other"], list[Uid]]

    def value(self) -> RegisterRules:
        """Raises ValueError for a day that is none."""
        asked = self.curators
        return RegisterRules(
            Yearly(_day(asked.ask_from), _day(asked.ask_again), _day(asked.until)),
            {name: tuple(beginnings) for name, beginnings in self.subjects.items()},
            {uid: None if act == OTHER else Act(act) for act, uids in self.local_acts.items() for uid in uids},
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
    seen: set[str] = set()
    for act, uids in file.local_acts.items():
        for number, uid in enumerate(uids):
            if uid in seen:
                return ("local_acts", act, number), f"пункт {uid} назван дважды"
            seen.add(uid)
    return None


def load(path: Path = CONFIG / "registers.yaml") -> RegisterRules:
    """Raises ContentRefused with file and line."""
    return read(path, RegistersFile, _problem).value()
