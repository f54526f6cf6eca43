"""``config/calendar.yaml`` → the working days of a five- and of a six-day week."""

import datetime
from functools import cache
from typing import Annotated

from pydantic import Field, RootModel

from config.files import CONFIG, Strict, read
from mentoring.calendar import Calendar


class Year(Strict):
    non_working: dict[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")], str]
    working_saturdays: list[datetime.date]


class Years(RootModel[dict[str, Year]]):
    """By year."""


@cache
def load(week: int) -> Calendar:
    """Raises ContentRefused with file and line."""
    years = read(CONFIG / "calendar.yaml", Years).root.values()
    return Calendar(
        week,
        frozenset(datetime.date.fromisoformat(day) for year in years for day in year.non_working),
        frozenset(day for year in years for day in year.working_saturdays),
    )
