"""Proofs of consent: never edited, only added or marked as withdrawn (domain report, 4.2)."""

import datetime
from collections.abc import Mapping

from mentoring.consent import Channel, Consent, ConsentKind
from mentoring.ids import OrganisationId, PersonId
from mentoring.papers import PaperNumber
from storage.database import Transaction


async def of(transaction: Transaction, person: PersonId, organisation: OrganisationId) -> list[Consent]:
    rows = await transaction.rows(
        "SELECT kind, version, given_at, withdrawn_at FROM consents WHERE person_id = $1 AND organisation_id = $2 "
        "ORDER BY id",
        person,
        organisation,
    )
    return [Consent(ConsentKind(row["kind"]), row["version"], row["given_at"], row["withdrawn_at"]) for row in rows]


async def paper_of(transaction: Transaction, person: PersonId, organisation: OrganisationId) -> PaperNumber | None:
    """The parent's paper that was taken last, also after it has ended: it still lies in the school's folder."""
    row = await transaction.row(
        "SELECT paper_number, paper_date FROM consents WHERE person_id = $1 AND organisation_id = $2 AND kind = $3 "
        "AND withdrawn_reason IS NULL ORDER BY id DESC LIMIT 1",
        person,
        organisation,
        ConsentKind.PARENT.value,
    )
    return None if row is None else PaperNumber(row["paper_number"], datetime.date.fromisoformat(row["paper_date"]))


async def keep_text(transaction: Transaction, sha256: str, kind: ConsentKind, version: int, body: str) -> None:
    await transaction.run(
        "INSERT INTO consent_texts (sha256, kind, version, body) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (sha256) DO NOTHING",
        sha256,
        kind.value,
        version,
        body,
    )


async def text_of(transaction: Transaction, sha256: str) -> str | None:
    found = await transaction.value("SELECT body FROM consent_texts WHERE sha256 = $1", sha256)
    return None if found is None else str(found)


async def add(
    transaction: Transaction,
    person: PersonId,
    organisation: OrganisationId,
    kind: ConsentKind,
    version: int,
    sha256: str,
    *,
    given_at: int,
    zone: str,
    channel: Channel,
    message_id: int | None = None,
    paper: Mapping[str, str] | None = None,
    marked_by: PersonId | None = None,
) -> None:
    """``paper`` carries number, date and the representative's relation for a consent given on paper."""
    paper = paper or {}
    await transaction.run(
        "INSERT INTO consents (person_id, organisation_id, kind, version, sha256, locale, given_at, zone, channel, "
        "message_id, marked_by, representative, paper_number, paper_date) "
        "VALUES ($1, $2, $3, $4, $5, 'ru', $6, $7, $8, $9, $10, $11, $12, $13)",
        person,
        organisation,
        kind.value,
        version,
        sha256,
        given_at,
        zone,
        channel.value,
        message_id,
        marked_by,
        paper.get("representative"),
        paper.get("number"),
        paper.get("date"),
    )


async def withdraw(
    transaction: Transaction, person: PersonId, organisation: OrganisationId, now: int, channel: Channel
) -> int:
    """Return how many consents were active."""
    return await transaction.run(
        "UPDATE consents SET withdrawn_at = $3, withdrawn_channel = $4 WHERE person_id = $1 AND organisation_id = $2 "
        "AND withdrawn_at IS NULL",
        person,
        organisation,
        now,
        channel.value,
    )


async def latest_sha(transaction: Transaction, person: PersonId, organisation: OrganisationId) -> str | None:
    """The fingerprint of the text that the person agreed to last."""
    found = await transaction.value(
        "SELECT sha256 FROM consents WHERE person_id = $1 AND organisation_id = $2 AND withdrawn_at IS NULL "
        "ORDER BY id DESC LIMIT 1",
        person,
        organisation,
    )
    return None if found is None else str(found)
