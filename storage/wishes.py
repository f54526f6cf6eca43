"""When people want to be written to, and about what not at all."""

import datetime

from mentoring.ids import PersonId
from mentoring.wishes import Hour, Topic, Wishes
from storage.database import Transaction


async def of(transaction: Transaction, person: PersonId) -> Wishes:
    row = await transaction.row("SELECT hour, quiet_until FROM wishes WHERE person_id = $1", person)
    muted = await transaction.rows("SELECT topic FROM muted_topics WHERE person_id = $1", person)
    topics = frozenset(Topic(one["topic"]) for one in muted)
    if row is None:
        return Wishes(muted=topics)
    quiet = row["quiet_until"]
    return Wishes(
        Hour(row["hour"]) if row["hour"] else None,
        datetime.date.fromisoformat(quiet) if quiet else None,
        topics,
    )


async def hour_of(transaction: Transaction, person: PersonId) -> Hour | None:
    found = await transaction.value("SELECT hour FROM wishes WHERE person_id = $1", person)
    return None if found is None else Hour(found)


async def set_hour(transaction: Transaction, person: PersonId, hour: Hour) -> None:
    await transaction.run(
        "INSERT INTO wishes (person_id, hour) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET hour = $2",
        person,
        hour.value,
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
