"""People of an organisation by name: who is on its list already."""

from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId
from mentoring.names import FullName
from mentoring.roles import MembershipState, Role
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class OnList:
    """``waits_in_vain``: invited, has not come, and no invitation leads in any more."""

    membership: MembershipId
    name: FullName
    role: Role
    code: str
    waits_in_vain: bool
    school_class: str | None


async def listed(transaction: Transaction, organisation: OrganisationId, now: int) -> list[OnList]:
    """Everyone with a name who takes part or is invited now."""
    rows = await transaction.rows(
        "SELECT m.id, p.surname, p.name, p.patronymic, p.school_class, m.role, m.code, m.state = $2 AND NOT EXISTS ("
        "SELECT 1 FROM invitations i WHERE i.membership_id = m.id AND i.revoked_at IS NULL "
        "AND i.uses_left > 0 AND i.expires_at > $3) AS in_vain "
        "FROM memberships m JOIN people p ON p.id = m.person_id "
        "WHERE m.organisation_id = $1 AND m.ended_at IS NULL AND p.surname IS NOT NULL",
        organisation,
        MembershipState.INVITED.value,
        now,
    )
    return [
        OnList(
            MembershipId(row["id"]),
            FullName(row["surname"], row["name"], row["patronymic"]),
            Role(row["role"]),
            row["code"],
            bool(row["in_vain"]),
            row["school_class"],
        )
        for row in rows
    ]
