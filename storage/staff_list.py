"""People of an organisation by name: who is on its list already."""

from mentoring.ids import OrganisationId
from mentoring.names import FullName
from mentoring.roles import Role
from storage.database import Transaction


async def listed(transaction: Transaction, organisation: OrganisationId) -> list[tuple[FullName, Role]]:
    """Everyone with a name who takes part or is invited now."""
    rows = await transaction.rows(
        "SELECT p.surname, p.name, p.patronymic, m.role FROM memberships m JOIN people p ON p.id = m.person_id "
        "WHERE m.organisation_id = $1 AND m.ended_at IS NULL AND p.surname IS NOT NULL",
        organisation,
    )
    return [(FullName(row["surname"], row["name"], row["patronymic"]), Role(row["role"])) for row in rows]
