"""The registry of mentors and its history."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId
from mentoring.pairs import Order
from mentoring.registry import Record, RegistryEvent, RegistryState
from storage.database import Row, Transaction
from storage.people import Moved


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it was read; ``changes`` tells at saving whether somebody was quicker."""

    record: Record
    changes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """``at`` in seconds, UTC; ``details`` is an order, an ISO day or a reason."""

    at: int
    event: RegistryEvent
    actor: str
    details: str | None


async def of_organisation(transaction: Transaction, organisation: OrganisationId) -> Mapping[MembershipId, Kept]:
    rows = await transaction.rows(
        "SELECT * FROM mentor_registry WHERE organisation_id = $1 ORDER BY membership_id", organisation
    )
    return {kept.record.membership: kept for kept in map(_kept, rows)}


async def one(transaction: Transaction, membership: MembershipId) -> Kept | None:
    row = await transaction.row("SELECT * FROM mentor_registry WHERE membership_id = $1", membership)
    return None if row is None else _kept(row)


async def approved(transaction: Transaction, organisation: OrganisationId) -> frozenset[MembershipId]:
    rows = await transaction.rows(
        "SELECT membership_id FROM mentor_registry WHERE organisation_id = $1 AND state = $2",
        organisation,
        RegistryState.APPROVED.value,
    )
    return frozenset(MembershipId(row["membership_id"]) for row in rows)


async def is_kept(transaction: Transaction, organisation: OrganisationId) -> bool:
    """Whether anybody was ever nominated there."""
    return bool(
        await transaction.value("SELECT count(*) FROM mentor_registry WHERE organisation_id = $1", organisation)
    )


async def last_change(transaction: Transaction, organisation: OrganisationId) -> int:
    """Numbers what has happened so far."""
    found = await transaction.value(
        "SELECT max(id) FROM mentor_registry_history WHERE organisation_id = $1", organisation
    )
    return int(found or 0)


async def nominated_by(transaction: Transaction, organisation: OrganisationId, change: int) -> list[MembershipId]:
    """Those who were nominated when this was the last change, and still are."""
    rows = await transaction.rows(
        "SELECT r.membership_id FROM mentor_registry r JOIN mentor_registry_history h USING (membership_id) "
        "WHERE r.organisation_id = $1 AND r.state = $2 AND h.event = $3 "
        "GROUP BY r.membership_id HAVING max(h.id) <= $4 ORDER BY r.membership_id",
        organisation,
        RegistryState.NOMINATED.value,
        RegistryEvent.NOMINATE.value,
        change,
    )
    return [MembershipId(row["membership_id"]) for row in rows]


async def save(
    transaction: Transaction,
    organisation: OrganisationId,
    before: Kept | None,
    after: Record,
    entry: Entry,
) -> None:
    """Keep the record after an act, with a line of its history. Raises Moved when somebody was quicker."""
    values = (
        after.state.value,
        after.order.number if after.order else None,
        after.order.date.isoformat() if after.order else None,
        after.trained_on.isoformat() if after.trained_on else None,
    )
    if before is None:
        done = await transaction.run(
            "INSERT INTO mentor_registry (membership_id, organisation_id, state, order_number, order_date, trained_on) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            after.membership,
            organisation,
            *values,
        )
    else:
        done = await transaction.run(
            "UPDATE mentor_registry SET state = $3, order_number = $4, order_date = $5, trained_on = $6, "
            "changes = changes + 1 WHERE membership_id = $1 AND changes = $2",
            after.membership,
            before.changes,
            *values,
        )
    if not done:
        raise Moved
    await transaction.run(
        "INSERT INTO mentor_registry_history (membership_id, organisation_id, at, event, actor, details) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        after.membership,
        organisation,
        entry.at,
        entry.event.value,
        entry.actor,
        entry.details,
    )


async def history(transaction: Transaction, membership: MembershipId) -> list[Entry]:
    """What happened, the oldest first."""
    rows = await transaction.rows(
        "SELECT * FROM mentor_registry_history WHERE membership_id = $1 ORDER BY id", membership
    )
    return [_entry(row) for row in rows]


async def histories(transaction: Transaction, organisation: OrganisationId) -> Mapping[MembershipId, list[Entry]]:
    rows = await transaction.rows(
        "SELECT * FROM mentor_registry_history WHERE organisation_id = $1 ORDER BY id", organisation
    )
    found: dict[MembershipId, list[Entry]] = {}
    for row in rows:
        found.setdefault(MembershipId(row["membership_id"]), []).append(_entry(row))
    return found


def _kept(row: Row) -> Kept:
    order = None
    if row["order_number"]:
        order = Order(row["order_number"], datetime.date.fromisoformat(row["order_date"]))
    trained = datetime.date.fromisoformat(row["trained_on"]) if row["trained_on"] else None
    return Kept(Record(MembershipId(row["membership_id"]), RegistryState(row["state"]), order, trained), row["changes"])


def _entry(row: Row) -> Entry:
    return Entry(row["at"], RegistryEvent(row["event"]), row["actor"], row["details"])
