"""Who came into an organisation's bank between two moments."""

from mentoring.ids import OrganisationId
from mentoring.roles import PARTICIPANTS, MembershipState, Role
from storage.database import Transaction


async def between(transaction: Transaction, organisation: OrganisationId, since: int, until: int) -> dict[Role, int]:
    """How many finished their questionnaire from ``since`` to ``until``, both included, and are still there."""
    rows = await transaction.rows(
        "SELECT m.role, count(DISTINCT m.id) AS number FROM memberships m JOIN attempts a ON a.membership_id = m.id "
        "WHERE m.organisation_id = $1 AND m.state = $2 AND a.finished_at >= $3 AND a.finished_at <= $4 "
        "AND a.of_survey = 0 GROUP BY m.role",
        organisation,
        MembershipState.IN_BANK.value,
        since,
        until,
    )
    counted = {Role(row["role"]): int(row["number"]) for row in rows}
    return {role: counted.get(role, 0) for role in PARTICIPANTS}
