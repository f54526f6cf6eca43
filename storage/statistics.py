"""Counts for the funnel of an organisation and everything below it. No statement here selects a person."""

from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId
from mentoring.roles import MembershipState, Role
from mentoring.statistics import Funnel
from storage.database import Transaction
from storage.statement_parts import below

# A revoked invitation that nobody followed invited nobody; an open one invites whoever came by it. A personal one
# is one person: whoever refused and came back, or opened it from two accounts, stands where they have come furthest.
_INVITATIONS = (
    "SELECT role, sum(CASE WHEN personal = 1 THEN CASE WHEN came > 0 OR revoked_at IS NULL THEN 1 ELSE 0 END "
    "ELSE came END) AS invited, "
    "sum(CASE WHEN personal = 1 AND came > 1 THEN 1 ELSE came END) AS opened, "
    "sum(CASE WHEN personal = 0 THEN deciding WHEN uses = 0 AND deciding > 0 THEN 1 ELSE 0 END) AS deciding, "
    "sum(CASE WHEN personal = 0 THEN refused WHEN uses = 0 AND deciding = 0 AND refused > 0 THEN 1 ELSE 0 END) "
    "AS refused FROM ("
    "SELECT i.role, i.personal, i.revoked_at, i.uses, coalesce(j.n, 0) AS deciding, coalesce(r.n, 0) AS refused, "
    "i.uses + coalesce(j.n, 0) + coalesce(r.n, 0) AS came FROM invitations i "
    "LEFT JOIN (SELECT invitation_id, count(*) AS n FROM joinings GROUP BY invitation_id) j ON j.invitation_id = i.id "
    "LEFT JOIN (SELECT invitation_id, count(*) AS n FROM refusals GROUP BY invitation_id) r ON r.invitation_id = i.id "
    "WHERE i.organisation_id IN (SELECT id FROM below)) AS each_one GROUP BY role"
)

# A pupil is entered before agreeing: one who then says no has left without ever having agreed.
_MEMBERSHIPS = (
    "SELECT role, sum(CASE WHEN state = $2 AND NOT paper THEN 1 ELSE 0 END) AS waiting, "
    "sum(CASE WHEN state = $2 AND paper THEN 1 ELSE 0 END) AS deciding, "
    "sum(CASE WHEN state IN ($3, $4) THEN 1 ELSE 0 END) AS agreed, "
    "sum(CASE WHEN state = $5 AND agreed_once THEN 1 ELSE 0 END) AS gone, "
    "sum(CASE WHEN state = $5 AND NOT agreed_once THEN 1 ELSE 0 END) AS refused, "
    "sum(CASE WHEN began IS NOT NULL AND state IN ($3, $4) THEN 1 ELSE 0 END) AS began, "
    "sum(CASE WHEN state = $4 THEN 1 ELSE 0 END) AS finished FROM ("
    "SELECT m.role, m.state, "
    "(SELECT min(t.id) FROM attempts t WHERE t.membership_id = m.id AND t.of_survey = 0) AS began, "
    "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id AND c.organisation_id = m.organisation_id "
    "AND c.kind IN ($6, $7)) AS agreed_once, "
    "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id AND c.organisation_id = m.organisation_id "
    "AND c.kind = $8 AND c.withdrawn_at IS NULL AND c.given_at >= $9) AS paper "
    "FROM memberships m WHERE m.organisation_id IN (SELECT id FROM below)) AS each_one GROUP BY role"
)


async def funnels(transaction: Transaction, organisation: OrganisationId, since: int) -> dict[Role, Funnel]:
    """By role, summed over the organisation and everything below it; papers noted before ``since`` are over."""
    invited = {Role(row["role"]): row for row in await transaction.rows(below(1) + _INVITATIONS, organisation)}
    joined = {
        Role(row["role"]): row
        for row in await transaction.rows(
            below(1) + _MEMBERSHIPS,
            organisation,
            MembershipState.CONSENT_PENDING.value,
            MembershipState.CONSENTED.value,
            MembershipState.IN_BANK.value,
            MembershipState.LEFT.value,
            ConsentKind.ADULT.value,
            ConsentKind.PUPIL.value,
            ConsentKind.PARENT.value,
            since,
        )
    }
    found = {}
    for role in (role for role in Role if role in invited or role in joined):
        came, place = invited.get(role), joined.get(role)
        found[role] = Funnel(
            invited=came["invited"] if came else 0,
            opened=came["opened"] if came else 0,
            deciding=(came["deciding"] if came else 0) + (place["deciding"] if place else 0),
            refused=(came["refused"] if came else 0) + (place["refused"] if place else 0),
            waiting_for_paper=place["waiting"] if place else 0,
            agreed=place["agreed"] if place else 0,
            left=place["gone"] if place else 0,
            began=place["began"] if place else 0,
            finished=place["finished"] if place else 0,
        )
    return found


async def children(transaction: Transaction, organisation: OrganisationId) -> list[tuple[OrganisationId, str]]:
    rows = await transaction.rows("SELECT id, name FROM organisations WHERE parent_id = $1 ORDER BY name", organisation)
    return [(OrganisationId(row["id"]), row["name"]) for row in rows]


async def roots(transaction: Transaction) -> list[OrganisationId]:
    rows = await transaction.rows("SELECT id FROM organisations WHERE parent_id IS NULL ORDER BY name")
    return [OrganisationId(row["id"]) for row in rows]
