"""What people who never came in have left behind."""

from dataclasses import dataclass

from mentoring.ids import AccountId, PersonId
from storage.database import Transaction
from storage.people import NEEDED

STRANGER = "stranger"
"""The actor of an audit row whose account has been forgotten."""


@dataclass(frozen=True, slots=True)
class IdleJoining:
    """``needed``: the person stays known, as ``storage.people.NEEDED`` says."""

    account: AccountId
    person: PersonId
    needed: bool


async def joinings(transaction: Transaction, before: int) -> list[IdleJoining]:
    """Those that began before the moment and have not come to a consent."""
    rows = await transaction.rows(
        f"SELECT j.account_id, a.person_id, {NEEDED} AS needed FROM joinings j JOIN accounts a ON a.id = j.account_id "
        "JOIN people p ON p.id = a.person_id WHERE j.since < $1 ORDER BY j.account_id",
        before,
    )
    return [IdleJoining(AccountId(row["account_id"]), PersonId(row["person_id"]), bool(row["needed"])) for row in rows]


async def forget_strangers(transaction: Transaction, before: int) -> None:
    """The audit keeps that wrong codes were tried, but no longer from whose account."""
    await transaction.run("UPDATE audit SET actor = $2 WHERE actor LIKE 'telegram:%' AND at < $1", before, STRANGER)
