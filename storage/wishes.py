"""When people want to be written to, and about what not at all."""

import datetime
import zoneinfo
from collections.abc import Sequence

from mentoring.ids import MembershipId, PersonId
from mentoring.wishes import Hour, Topic, Wishes
from storage.database import Transaction


async def of(transaction: Transaction, person: PersonId) -> Wishes:
    row = await transaction.row("SELECT hour, quiet_until, tz FROM wishes WHERE person_id = $1", person)
    muted = await transaction.rows("SELECT topic FROM muted_topics WHERE person_id = $1", person)
    topics = frozenset(Topic(one["topic"]) for one in muted)
    if row is None:
        return Wishes(muted=topics)
    quiet = row["quiet_until"]
    return Wishes(
        Hour(row["hour"]) if row["hour"] else None,
        datetime.date.fromisoformat(quiet) if quiet else None,
        topics,
        _zone(row["tz"]),
    )


async def clock_of(transaction: Transaction, person: PersonId) -> tuple[Hour | None, zoneinfo.ZoneInfo | None]:
    """The own hour of digests, and by whose clock it is meant."""
    row = await transaction.row("SELECT hour, tz FROM wishes WHERE person_id = $1", person)
    return (None, None) if row is None else (Hour(row["hour"]) if row["hour"] else None, _zone(row["tz"]))


async def zones_of(
    transaction: Transaction, memberships: Sequence[MembershipId]
) -> dict[MembershipId, zoneinfo.ZoneInfo]:
    """Of those among them who have chosen one."""
    marks = ", ".join(f"${number}" for number in range(1, len(memberships) + 1))
    rows = await transaction.rows(
        "SELECT m.id, w.tz FROM memberships m JOIN wishes w ON w.person_id = m.person_id "
        f"WHERE w.tz IS NOT NULL AND m.id IN ({marks})",
        *memberships,
    )
    return {MembershipId(row["id"]): zoneinfo.ZoneInfo(row["tz"]) for row in rows}


def _zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    return None if name is None else zoneinfo.ZoneInfo(name)


async def set_hour(transaction: Transaction, person: PersonId, hour: Hour) -> None:
    await transaction.run(
        "INSERT INTO wishes (person_id, hour) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET hour = $2",
        person,
        hour.value,
    )


async def set_zone(transaction: Transaction, person: PersonId, name: str | None) -> None:
    await transaction.run(
        "INSERT INTO wishes (person_id, tz) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET tz = $2",
        person,
        name,
    )


async def set_quiet_until(transaction: Transaction, person: PersonId, day: datetime.date | None) -> None:
    await transaction.run(
        "INSERT INTO wishes (person_id, quiet_until) VALUES ($1, $2) "
        "ON CONFLICT (person_id) DO UPDATE SET quiet_until = $2",
        person,
        None if day is None else day.isoformat(),
    )


async def set_muted(transaction: Transaction, person: PersonId, topic: Topic, *, muted: bool) -> None:
    if muted:
        await transaction.run(
            "INSERT INTO muted_topics (person_id, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING", person, topic.value
        )
        return
    await transaction.run("DELETE FROM muted_topics WHERE person_id = $1 AND topic = $2", person, topic.value)


async def forget(transaction: Transaction, person: PersonId) -> None:
    await transaction.run("DELETE FROM wishes WHERE person_id = $1", person)
    await transaction.run("DELETE FROM muted_topics WHERE person_id = $1", person)
