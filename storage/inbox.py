"""The inbox: an update is stored, or done, before Telegram is told; done in the transaction of what it caused."""

from dataclasses import dataclass

from storage.database import Transaction

KEEP_SECONDS = 3 * 24 * 3600
"""Telegram keeps unconfirmed updates for a day; the ids are kept longer so that no repeat gets through."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update to be handled (``body``), or one that was handled but whose page was not shown yet."""

    update_id: int
    body: str | None
    chat_id: int | None


async def store(transaction: Transaction, update_id: int, chat_id: int | None, body: str, now: int) -> None:
    """Keep an update that is not done yet; one that is done meanwhile stays done."""
    await transaction.run(
        "INSERT INTO inbox (update_id, body, chat_id, received_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (update_id) DO NOTHING",
        update_id,
        body,
        chat_id,
        now,
    )


async def done(transaction: Transaction, update_id: int, chat_id: int | None, now: int) -> None:
    """The update caused what is written in this transaction; its page is still to be shown."""
    await transaction.run(
        "INSERT INTO inbox (update_id, chat_id, page, received_at) VALUES ($1, $2, 'stand', $3) "
        "ON CONFLICT (update_id) DO UPDATE SET body = NULL, page = 'stand'",
        update_id,
        chat_id,
        now,
    )


async def shown(transaction: Transaction, update_id: int, now: int) -> None:
    """Nothing is owed any more; the id stays, so that a repeat is known as one."""
    await transaction.run(
        "INSERT INTO inbox (update_id, received_at) VALUES ($1, $2) "
        "ON CONFLICT (update_id) DO UPDATE SET body = NULL, page = NULL, chat_id = NULL",
        update_id,
        now,
    )


async def newest(transaction: Transaction, most: int) -> list[int]:
    """Ids that came lately, the oldest first."""
    rows = await transaction.rows("SELECT update_id FROM inbox ORDER BY update_id DESC LIMIT $1", most)
    return [row["update_id"] for row in reversed(rows)]


async def waiting(transaction: Transaction) -> list[Waiting]:
    """What a restart has to take up, in the order it came."""
    rows = await transaction.rows(
        "SELECT update_id, body, chat_id FROM inbox WHERE body IS NOT NULL OR page IS NOT NULL ORDER BY update_id"
    )
    return [Waiting(row["update_id"], row["body"], row["chat_id"]) for row in rows]


async def prune(transaction: Transaction, now: int) -> None:
    await transaction.run(
        "DELETE FROM inbox WHERE received_at < $1 AND body IS NULL AND page IS NULL", now - KEEP_SECONDS
    )
