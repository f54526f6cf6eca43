"""Invitations that were opened and then left alone."""

from dataclasses import dataclass

from mentoring.ids import AccountId, PersonId
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class IdleJoining:
    """``needed``: the person has, had or administers something else here and stays known."""

    account: AccountId
    person: PersonId
    needed: bool


async def joinings(transaction: Transaction, before: int) -> list[IdleJoining]:
    """Those that began before the moment and have not come to a consent."""
    rows = await transaction.rows(
        "SELECT j.account_id, a.person_id, "
        "EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = a.person_id) OR "
        "EXISTS (SELECT 1 FROM administrators d WHERE d.person_id = a.person_id) OR "
        "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = a.person_id) AS needed "
        "FROM joinings j JOIN accounts a ON a.id = j.account_id WHERE j.since < $1 ORDER BY j.account_id",
        before,
    )
    return [IdleJoining(AccountId(row["account_id"]), PersonId(row["person_id"]), bool(row["needed"])) for row in rows]
