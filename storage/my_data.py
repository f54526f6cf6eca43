"""A person's own consents, as they are shown to that person."""

import datetime
from dataclasses import dataclass

from mentoring.consent import Channel, ConsentKind
from mentoring.ids import AttemptId, ConsentId, OrganisationId, PersonId
from mentoring.papers import PaperNumber
from storage.database import Row, Transaction


@dataclass(frozen=True, slots=True)
class Proof:
    """``given_at`` in seconds, UTC; ``body`` is the exact text, empty in a list."""

    id: ConsentId
    organisation: OrganisationId
    kind: ConsentKind
    version: int
    given_at: int
    channel: Channel
    active: bool
    paper: PaperNumber | None
    body: str = ""


def _as_proof(row: Row, body: str = "") -> Proof:
    return Proof(
        ConsentId(row["id"]),
        OrganisationId(row["organisation_id"]),
        ConsentKind(row["kind"]),
        row["version"],
        row["given_at"],
        Channel(row["channel"]),
        row["withdrawn_at"] is None,
        _as_paper(row),
        body,
    )


def _as_paper(row: Row) -> PaperNumber | None:
    if row["paper_number"] is None:
        return None
    return PaperNumber(row["paper_number"], datetime.date.fromisoformat(row["paper_date"]))


async def proofs(transaction: Transaction, person: PersonId) -> list[Proof]:
    rows = await transaction.rows("SELECT * FROM consents WHERE person_id = $1 ORDER BY id", person)
    return [_as_proof(row) for row in rows]


async def proof(transaction: Transaction, person: PersonId, consent: ConsentId) -> Proof | None:
    """One of the person's own consents with its text; None when it is another's."""
    row = await transaction.row(
        "SELECT c.*, t.body FROM consents c JOIN consent_texts t ON t.sha256 = c.sha256 "
        "WHERE c.id = $1 AND c.person_id = $2",
        consent,
        person,
    )
    return None if row is None else _as_proof(row, row["body"])


async def finished(transaction: Transaction, person: PersonId) -> dict[AttemptId, int]:
    """When the person's questionnaires were sent, in seconds, UTC."""
    rows = await transaction.rows(
        "SELECT t.id, t.finished_at FROM attempts t JOIN memberships m ON m.id = t.membership_id "
        "WHERE m.person_id = $1 AND t.finished_at IS NOT NULL",
        person,
    )
    return {AttemptId(row["id"]): row["finished_at"] for row in rows}
