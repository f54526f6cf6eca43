"""Whom no letter reaches."""

from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId
from mentoring.letters import Fate
from mentoring.names import FullName
from mentoring.people import Membership
from storage.database import Transaction
from storage.people import as_membership, as_name

_LOST = "(SELECT max(a.unreachable_since) FROM accounts a WHERE a.person_id = m.person_id)"

# To an account that is lost letters count from the day it was; where there never was one all of them count.
_MISSED = (
    "FROM letters l WHERE l.person_id = m.person_id "
    f"AND ((l.fate = $2 AND l.try_at >= {_LOST}) OR (l.fate = $3 AND l.reason = $4))"
)
_MISSED_VALUES = (Fate.UNREACHABLE.value, Fate.DROPPED.value, "no_account")

_UNREACHED = (
    "FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.organisation_id = $1 AND m.ended_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = m.person_id AND a.unreachable_since IS NULL) "
    f"AND ({_LOST} IS NOT NULL OR EXISTS (SELECT 1 {_MISSED}))"
)


@dataclass(frozen=True, slots=True)
class Unreached:
    """A membership of somebody whom nothing reaches ``since`` then, in seconds UTC; ``letters`` have not come."""

    membership: Membership
    name: FullName | None
    since: int
    letters: int


async def unreached(transaction: Transaction, organisation: OrganisationId) -> list[Unreached]:
    """The longest unreached first; memberships of one person side by side."""
    rows = await transaction.rows(
        "SELECT m.id, m.person_id, m.organisation_id, m.role, m.state, m.code, p.surname, p.name, p.patronymic, "
        f"coalesce({_LOST}, (SELECT min(l.due_at) {_MISSED})) AS since, (SELECT count(*) {_MISSED}) AS letters "
        f"{_UNREACHED} ORDER BY since, m.person_id, m.id",
        organisation,
        *_MISSED_VALUES,
    )
    return [Unreached(as_membership(row), as_name(row), row["since"], row["letters"]) for row in rows]


async def memberships(transaction: Transaction, organisation: OrganisationId) -> frozenset[MembershipId]:
    """Whom letters do not reach."""
    rows = await transaction.rows(f"SELECT m.id {_UNREACHED}", organisation, *_MISSED_VALUES)
    return frozenset(MembershipId(row["id"]) for row in rows)


async def how_many(transaction: Transaction, organisation: OrganisationId) -> int:
    """People, not memberships."""
    found = await transaction.value(f"SELECT count(DISTINCT m.person_id) {_UNREACHED}", organisation, *_MISSED_VALUES)
    return int(found)
