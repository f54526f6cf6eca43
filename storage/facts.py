"""Single facts about this installation, such as the fingerprint of the first administrator's code."""

from storage.database import Transaction

FILE_TO_REWRITE = "file_to_rewrite"
"""Something was deleted of which no copy may stay in the gaps of the file; the value counts how often."""


async def get(transaction: Transaction, name: str) -> str | None:
    found = await transaction.value("SELECT value FROM facts WHERE name = $1", name)
    return None if found is None else str(found)


async def put(transaction: Transaction, name: str, value: str) -> None:
    await transaction.run(
        "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2", name, value
    )


async def drop(transaction: Transaction, name: str) -> bool:
    return bool(await transaction.run("DELETE FROM facts WHERE name = $1", name))


async def ask_for_rewriting(transaction: Transaction) -> None:
    """The next daily round writes the file anew, once, however many ask."""
    await transaction.run(
        "INSERT INTO facts (name, value) VALUES ($1, '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(facts.value AS BIGINT) + 1 AS TEXT)",
        FILE_TO_REWRITE,
    )


async def rewritten(transaction: Transaction, asked: str) -> None:
    """Unless somebody has asked again meanwhile: what they have deleted may still be there."""
    await transaction.run("DELETE FROM facts WHERE name = $1 AND value = $2", FILE_TO_REWRITE, asked)
