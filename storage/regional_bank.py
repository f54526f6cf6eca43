"""What is marked for the regional bank: consents on paper, and numbers in other banks."""

import datetime

from mentoring.consent import Channel, ConsentKind
from mentoring.ids import OrganisationId, PersonId
from mentoring.papers import PaperNumber
from mentoring.regional_bank import Mark
from storage.database import Row, Transaction
from storage.people import Moved

_HOLDING = (
    f"c.kind = '{ConsentKind.REGIONAL_BANK}' AND c.organisation_id = $1 AND c.withdrawn_at IS NULL AND c.given_at >= $2"
)


def _as_mark(row: Row) -> Mark:
    paper = None
    if row["paper_number"] is not None:
        paper = PaperNumber(row["paper_number"], datetime.date.fromisoformat(row["paper_date"]))
    return Mark(paper, row["external_id"])


async def marks(transaction: Transaction, organisation: OrganisationId, since: int) -> dict[PersonId, Mark]:
    """By person; consents given before ``since`` are over."""
    rows = await transaction.rows(
        "SELECT p.id, p.external_id, c.paper_number, c.paper_date FROM people p "
        f"LEFT JOIN consents c ON c.person_id = p.id AND {_HOLDING} "
        "WHERE p.id IN (SELECT person_id FROM memberships WHERE organisation_id = $1 AND ended_at IS NULL)",
        organisation,
        since,
    )
    return {PersonId(row["id"]): _as_mark(row) for row in rows}


async def hold(transaction: Transaction, person: PersonId) -> None:
    """Let nobody else decide about this person's papers until the transaction ends. Raises Moved for a child."""
    if not await transaction.run("UPDATE people SET adult = adult WHERE id = $1 AND adult = 1", person):
        raise Moved


async def withdraw(
    transaction: Transaction, person: PersonId, organisation: OrganisationId, paper: PaperNumber, now: int
) -> bool:
    """False when there was nothing to withdraw."""
    return bool(
        await transaction.run(
            "UPDATE consents SET withdrawn_at = $3, withdrawn_channel = $4, withdrawn_reason = $5 "
            "WHERE person_id = $1 AND organisation_id = $2 AND kind = $6 AND withdrawn_at IS NULL",
            person,
            organisation,
            now,
            Channel.PAPER.value,
            f"paper {paper.number} {paper.date.isoformat()}",
            ConsentKind.REGIONAL_BANK.value,
        )
    )


async def set_external_id(transaction: Transaction, person: PersonId, external_id: str | None) -> None:
    await transaction.run("UPDATE people SET external_id = $2 WHERE id = $1", person, external_id)


async def external_id(transaction: Transaction, person: PersonId) -> str | None:
    found = await transaction.value("SELECT external_id FROM people WHERE id = $1", person)
    return None if found is None else str(found)
