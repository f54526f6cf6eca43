"""The production calendar of the country with ``config/calendar_regional.yaml`` → the days of one organisation.

Holidays and transfers come from the ``holidays`` library; it names the day a free day was moved from, and a moved
Saturday that was no holiday is a working one. Vacations are the organisation's own.
"""

import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Annotated

from pydantic import Field, RootModel

from config import time_zones
from config.files import CONFIG, Place, Strict, read
from mentoring.calendar import Calendar
from mentoring.organisations import Organisation

YEARS = range(2021, 2041)

_MOVED = re.compile(r"перенесено с (\d\d)\.(\d\d)\.(\d{4})")
_SATURDAY = 6

Days = dict[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")], str]


class Override(Strict):
    """For organisations in these time zones, or with one of these numbers on their path; for all without either."""

    zones: list[str] = Field(default_factory=list)
    organisations: list[int] = Field(default_factory=list)
    days_off: Days = Field(default_factory=dict)
    working_days: Days = Field(default_factory=dict)

    def concerns(self, tz: str, path: tuple[int, ...]) -> bool:
        if not self.zones and not self.organisations:
            return True
        return tz in self.zones or not set(self.organisations).isdisjoint(path)


class Overrides(RootModel[list[Override]]):
    """The later ones win."""


def load() -> Callable[[Organisation], Calendar]:
    """Raises ContentRefused with file and line."""
    overrides = read(CONFIG / "calendar_regional.yaml", Overrides, _problem).root

    @cache
    def days(week: int, tz: str, path: tuple[int, ...]) -> Calendar:
        holidays, saturdays = country()
        off, working = set(holidays), set(saturdays)
        for override in overrides:
            if override.concerns(tz, path):
                free, worked = _dates(override.days_off), _dates(override.working_days)
                off, working = (off | free) - worked, (working | worked) - free
        return Calendar(week, frozenset(off), frozenset(working))

    def of(organisation: Organisation) -> Calendar:
        path = organisation.path if overrides else ()
        found = days(organisation.week, organisation.tz if overrides else "", path)
        return Calendar(found.week, found.non_working, found.working_saturdays, organisation.vacations)

    return of


@cache
def country() -> tuple[frozenset[datetime.date], frozenset[datetime.date]]:
    """Days off and working Saturdays of Russia."""
    # Here, so that commands that ask no calendar do not wait for the library.
    from holidays.countries.russia import Russia

    named = dict(Russia(years=YEARS, language="ru"))  # type: ignore[no-untyped-call]
    moved = {
        datetime.date(*map(int, reversed(found.groups()))) for found in map(_MOVED.search, named.values()) if found
    }
    saturdays = {day for day in moved if day.isoweekday() == _SATURDAY and day not in named}
    return frozenset(named), frozenset(saturdays)


def _dates(written: Iterable[str]) -> set[datetime.date]:
    return {datetime.date.fromisoformat(day) for day in written}


def _problem(overrides: Overrides) -> tuple[Place, str] | None:
    known = {zone.name for zone in time_zones.load()} if any(one.zones for one in overrides.root) else set()
    for number, override in enumerate(overrides.root):
        for name in override.zones:
            if name not in known:
                return (number, "zones"), f"часовой пояс {name} неизвестен, см. config/time_zones.yaml"
        for field in ("days_off", "working_days"):
            for day in getattr(override, field):
                if not _is_date(day):
                    return (number, field, day), f"такого дня нет: {day}"
        if twice := sorted(override.days_off.keys() & override.working_days.keys()):
            return (number, "working_days", twice[0]), f"день {twice[0]} и выходной, и рабочий"
    return None


def _is_date(written: str) -> bool:
    try:
        datetime.date.fromisoformat(written)
    except ValueError:
        return False
    return True
