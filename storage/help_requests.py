"""Questions and calls for help, with who has taken them up and when."""

from dataclasses import dataclass

from mentoring.help_requests import HelpRequest, HelpState, Topic
from mentoring.ids import HelpRequestId, MembershipId, OrganisationId, PairId, PersonId
from storage.database import Row, Transaction
from storage.people import Moved


@dataclass(frozen=True, slots=True)
class Kept:
    """A request as it was read; ``changes`` tells at saving whether somebody was quicker. ``at`` in seconds, UTC."""

    request: HelpRequest
    changes: int
    at: int


async def ask(
    transaction: Transaction,
    organisation: OrganisationId,
    membership: MembershipId,
    pair: PairId | None,
    topic: Topic,
    now: int,
) -> tuple[Kept, bool]:
    """The open request about this, and whether it is a new one: the same is asked once."""
    added = await transaction.value(
        "INSERT INTO help_requests (organisation_id, membership_id, pair_id, topic, state, at) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id",
        organisation,
        membership,
        pair,
        topic.value,
        HelpState.OPEN.value,
        now,
    )
    row = await transaction.row(
        "SELECT * FROM help_requests WHERE membership_id = $1 AND topic = $2 AND state IN ($3, $4)",
        membership,
        topic.value,
        HelpState.OPEN.value,
        HelpState.TAKEN.value,
    )
    assert row is not None  # noqa: S101 - it is there or has just been added
    return _kept(row), added is not None


async def one(transaction: Transaction, request: HelpRequestId) -> Kept | None:
    row = await transaction.row("SELECT * FROM help_requests WHERE id = $1", request)
    return None if row is None else _kept(row)


async def open_of(transaction: Transaction, organisation: OrganisationId) -> list[Kept]:
    """What is not closed yet, the oldest first."""
    rows = await transaction.rows(
        "SELECT * FROM help_requests WHERE organisation_id = $1 AND state IN ($2, $3) ORDER BY at, id",
        organisation,
        HelpState.OPEN.value,
        HelpState.TAKEN.value,
    )
    return [_kept(row) for row in rows]


async def save(transaction: Transaction, before: Kept, after: HelpRequest, by: PersonId, now: int) -> None:
    """Raises Moved when somebody was quicker."""
    changed = await transaction.run(
        "UPDATE help_requests SET state = $3, seen_by = coalesce(seen_by, $4), seen_at = coalesce(seen_at, $5), "
        "closed_at = $6, changes = changes + 1 WHERE id = $1 AND changes = $2",
        after.id,
        before.changes,
        after.state.value,
        by,
        now,
        now if after.state is HelpState.DONE else None,
    )
    if not changed:
        raise Moved


async def forget(transaction: Transaction, membership: MembershipId) -> None:
    """What somebody who leaves has asked for in trust; danger that was heard waits for an adult all the same."""
    await transaction.run(
        "DELETE FROM help_requests WHERE membership_id = $1 AND NOT (topic = $2 AND state IN ($3, $4))",
        membership,
        Topic.HEARD.value,
        HelpState.OPEN.value,
        HelpState.TAKEN.value,
    )


def _kept(row: Row) -> Kept:
    request = HelpRequest(
        HelpRequestId(row["id"]),
        OrganisationId(row["organisation_id"]),
        MembershipId(row["membership_id"]),
        PairId(row["pair_id"]) if row["pair_id"] is not None else None,
        Topic(row["topic"]),
        HelpState(row["state"]),
    )
    return Kept(request, row["changes"], row["at"])
