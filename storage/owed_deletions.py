"""Messages of people that have to go from the chat and have not gone yet: tried again until the messenger answers."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Owed:
    chat_id: int
    message_id: int


async def owe(transaction: Transaction, owed: Owed, now: int) -> None:
    await transaction.run(
        "INSERT INTO owed_deletions (chat_id, message_id, since) VALUES ($1, $2, $3) "
        "ON CONFLICT (chat_id, message_id) DO NOTHING",
        owed.chat_id,
        owed.message_id,
        now,
    )


async def settle(transaction: Transaction, owed: Owed) -> None:
    """It is gone, or it will never go."""
    await transaction.run(
        "DELETE FROM owed_deletions WHERE chat_id = $1 AND message_id = $2", owed.chat_id, owed.message_id
    )


async def waiting(transaction: Transaction) -> list[Owed]:
    """The oldest first."""
    rows = await transaction.rows("SELECT chat_id, message_id FROM owed_deletions ORDER BY since, message_id")
    return [Owed(row["chat_id"], row["message_id"]) for row in rows]
