"""Mentees who wait for a mentor, and mentors whom the curator keeps away from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId
from mentoring.searching import Apart
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Wait:
    """``since`` in seconds, UTC: when the present search began. ``returned``: a pair has fallen through."""

    since: int
    returned: bool


async def begin(
    transaction: Transaction, organisation: OrganisationId, mentee: MembershipId, now: int, *, returned: bool
) -> None:
    """The search begins, or begins anew; whoever has come back once stays first until a pair has come to its end."""
    await transaction.run(
        "INSERT INTO waiting_mentees (membership_id, organisation_id, since, returned) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (membership_id) DO UPDATE SET since = $3, returned = CASE WHEN $4 = 1 THEN 1 "
        "ELSE waiting_mentees.returned END",
        mentee,
        organisation,
        now,
        int(returned),
    )


async def end(transaction: Transaction, mentee: MembershipId) -> None:
    await transaction.run("DELETE FROM waiting_mentees WHERE membership_id = $1", mentee)


async def one(transaction: Transaction, mentee: MembershipId) -> Wait | None:
    row = await transaction.row("SELECT since, returned FROM waiting_mentees WHERE membership_id = $1", mentee)
    return None if row is None else Wait(row["since"], bool(row["returned"]))


async def returned(transaction: Transaction, organisation: OrganisationId) -> frozenset[MembershipId]:
    """Those whose pair has fallen through."""
    rows = await transaction.rows(
        "SELECT membership_id FROM waiting_mentees WHERE organisation_id = $1 AND returned = 1", organisation
    )
    return frozenset(MembershipId(row["membership_id"]) for row in rows)


# -- kept apart ----------------------------------------------------------------------------------------------------


async def keep_apart(
    transaction: Transaction,
    organisation: OrganisationId,
    mentee: MembershipId,
    mentor: MembershipId,
    why: Apart,
    *,
    now: int,
    actor: str,
) -> bool:
    """False when it was said before."""
    return bool(
        await transaction.run(
            "INSERT INTO kept_apart (mentee_id, mentor_id, organisation_id, why, at, actor) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            mentee,
            mentor,
            organisation,
            why.value,
            now,
            actor,
        )
    )


async def bring_together(transaction: Transaction, mentee: MembershipId, mentor: MembershipId, why: Apart) -> bool:
    """False when it was taken back before."""
    return bool(
        await transaction.run(
            "DELETE FROM kept_apart WHERE mentee_id = $1 AND mentor_id = $2 AND why = $3", mentee, mentor, why.value
        )
    )


async def apart(
    transaction: Transaction, organisation: OrganisationId, why: Apart
) -> Mapping[MembershipId, frozenset[MembershipId]]:
    """By mentee: the mentors."""
    rows = await transaction.rows(
        "SELECT mentee_id, mentor_id FROM kept_apart WHERE organisation_id = $1 AND why = $2",
        organisation,
        why.value,
    )
    found: dict[MembershipId, set[MembershipId]] = {}
    for row in rows:
        found.setdefault(MembershipId(row["mentee_id"]), set()).add(MembershipId(row["mentor_id"]))
    return {mentee: frozenset(mentors) for mentee, mentors in found.items()}


async def forget(transaction: Transaction, membership: MembershipId) -> None:
    """Whoever leaves waits for nobody, and nobody's word about them is kept."""
    await end(transaction, membership)
    await transaction.run("DELETE FROM kept_apart WHERE mentee_id = $1 OR mentor_id = $1", membership)
