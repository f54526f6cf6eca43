"""What is taken out of the database for the operator's own tables."""

from collections.abc import Mapping

from mentoring.ids import MembershipId, OrganisationId
from storage.database import Row, Transaction


async def people(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """One row a membership, ended ones too."""
    return await transaction.rows(
        "SELECT p.id AS person_id, m.code, m.organisation_id, m.role, m.state, p.surname, p.name, p.patronymic, "
        "p.gender, p.adult, p.position, p.school_class, m.since, p.external_id "
        "FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.organisation_id = $1 ORDER BY m.id",
        organisation,
    )


async def memberships(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Who stands behind each membership, ended ones too."""
    return await transaction.rows(
        "SELECT m.id AS membership_id, m.person_id, m.code, p.surname, p.name, p.patronymic "
        "FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.organisation_id = $1",
        organisation,
    )


_ANONYMOUS = (
    "EXISTS (SELECT 1 FROM campaign_invitees i JOIN campaigns c ON c.id = i.campaign_id "
    "WHERE i.attempt_id = a.id AND c.secrecy = 'anonymous')"
)
"""A draft of an anonymous survey: nobody's to read until it is sent, and without an author then."""


async def attempts(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Every attempt, open ones too; ``finished_at`` is NULL for those."""
    return await transaction.rows(
        "SELECT a.id, a.questionnaire_id, a.version, a.finished_at, m.code, m.role, p.adult "
        "FROM attempts a JOIN memberships m ON m.id = a.membership_id JOIN people p ON p.id = m.person_id "
        f"WHERE m.organisation_id = $1 AND NOT {_ANONYMOUS} ORDER BY a.id",
        organisation,
    )


async def answers(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Confirmed answers of every attempt, as they are stored."""
    return await transaction.rows(
        "SELECT w.attempt_id, w.question_id, w.value FROM answers w JOIN attempts a ON a.id = w.attempt_id "
        "JOIN memberships m ON m.id = a.membership_id WHERE m.organisation_id = $1 AND w.value IS NOT NULL "
        f"AND NOT {_ANONYMOUS}",
        organisation,
    )


async def consents(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Proofs of consent, withdrawn ones too; ``code`` is one of the person's codes here."""
    return await transaction.rows(
        "SELECT c.*, (SELECT m.code FROM memberships m WHERE m.person_id = c.person_id "
        "AND m.organisation_id = c.organisation_id ORDER BY m.id LIMIT 1) AS code "
        "FROM consents c WHERE c.organisation_id = $1 ORDER BY c.id",
        organisation,
    )


async def people_of_memberships(transaction: Transaction, organisation: OrganisationId) -> Mapping[MembershipId, int]:
    """Whose each membership is, ended ones too."""
    rows = await transaction.rows("SELECT id, person_id FROM memberships WHERE organisation_id = $1", organisation)
    return {MembershipId(row["id"]): row["person_id"] for row in rows}


async def letters(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Every letter to somebody of the organisation."""
    return await transaction.rows(
        "SELECT l.* FROM letters l WHERE l.person_id IN (SELECT person_id FROM memberships WHERE organisation_id = $1) "
        "ORDER BY l.id",
        organisation,
    )


async def asked(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Every survey that was asked of somebody there."""
    return await transaction.rows(
        "SELECT m.person_id, m.code, m.organisation_id, m.role, s.form, s.opened_at, s.answered "
        "FROM asked_surveys s JOIN memberships m ON m.id = s.membership_id "
        "WHERE s.organisation_id = $1 ORDER BY s.opened_at, m.id, s.form",
        organisation,
    )


async def numbers(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Numbers typed for indicators, every line of their history."""
    return await transaction.rows(
        "SELECT * FROM indicator_numbers WHERE organisation_id = $1 ORDER BY id", organisation
    )


async def sides(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """Everybody who is or was a side of a pair there, or was asked to be."""
    return await transaction.rows(
        "SELECT s.pair_id, s.membership_id, m.person_id, s.mentor, s.gone FROM pair_sides s "
        "JOIN pairs p ON p.id = s.pair_id JOIN memberships m ON m.id = s.membership_id "
        "WHERE p.organisation_id = $1 ORDER BY s.pair_id, m.id",
        organisation,
    )
