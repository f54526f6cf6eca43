"""Which day it is where: a deadline from above ends at everybody's own midnight (conventions 5.2)."""

import datetime
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalDays:
    """Today by time zone; ``here`` is that of whoever looks, and of everybody in a zone that is not named."""

    here: datetime.date
    of: Mapping[str, datetime.date]

    def at(self, zone: str) -> datetime.date:
        return self.of.get(zone, self.here)


def everywhere(day: datetime.date) -> LocalDays:
    """Where only one place is looked at."""
    return LocalDays(day, {})


def local_days(now: datetime.datetime, zones: Iterable[str]) -> LocalDays:
    """``now`` is the local time of whoever looks, aware."""
    return LocalDays(now.date(), {zone: now.astimezone(zoneinfo.ZoneInfo(zone)).date() for zone in zones})
