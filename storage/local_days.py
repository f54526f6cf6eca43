"""The own day of each organisation, as a statement compares it."""

import datetime
import zoneinfo
from collections.abc import Sequence

from mentoring.ids import OrganisationId
from mentoring.local_days import LocalDays
from storage.database import Transaction
from storage.statement_parts import below


async def zones_below(transaction: Transaction, place: OrganisationId) -> list[str]:
    """By which clocks a place and the organisations below it live."""
    rows = await transaction.rows(
        f"{below(1)}SELECT DISTINCT o.tz FROM organisations o JOIN below ON below.id = o.id ORDER BY o.tz", place
    )
    return [row["tz"] for row in rows]


def own_day(days: LocalDays, later: int = 0) -> str:
    """``later`` days after today where the organisation of a task ``t`` is; most of the time that is one day for all.

    Nothing here is anybody's words: names of zones that ``zoneinfo`` knows, and days.
    """
    ahead = datetime.timedelta(days=later)
    others = {zone: day for zone, day in days.of.items() if day != days.here}
    if not others:
        return f"'{days.here + ahead}'"
    zone = "(SELECT z.tz FROM organisations z WHERE z.id = t.organisation_id)"
    cases = " ".join(f"WHEN '{zone}' THEN '{day + ahead}'" for zone, day in sorted(others.items()))
    return f"CASE {zone} {cases} ELSE '{days.here + ahead}' END"


def midnight(day: datetime.date, zones: Sequence[str]) -> str:
    """The beginning of a day where the organisation ``o`` is, in seconds, UTC; ``zones`` are names that ``zoneinfo``
    knows, those of all organisations that are looked at."""
    moments = {zone: _begins(day, zone) for zone in zones}
    if len(moments) == 1:
        return str(*moments.values())
    cases = " ".join(f"WHEN '{zone}' THEN {moment}" for zone, moment in sorted(moments.items()))
    return f"CASE o.tz {cases} END"


def _begins(day: datetime.date, zone: str) -> int:
    return int(datetime.datetime.combine(day, datetime.time.min, zoneinfo.ZoneInfo(zone)).timestamp())
