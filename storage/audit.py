"""Who did what to whose data: append-only, opaque ids."""

from mentoring.ids import OrganisationId
from storage.database import Transaction


async def note(
    transaction: Transaction,
    now: int,
    actor: str,
    action: str,
    organisation: OrganisationId | None = None,
    subject: str | None = None,
    details: str | None = None,
) -> None:
    """``actor`` and ``subject`` are «person:12», «cli» and the like, never a name."""
    await transaction.run(
        "INSERT INTO audit (at, actor, action, organisation_id, subject, details) VALUES ($1, $2, $3, $4, $5, $6)",
        now,
        actor,
        action,
        organisation,
        subject,
        details,
    )
