"""Single facts about this installation, such as the fingerprint of the first administrator's code."""

from storage.database import Transaction

FILE_TO_REWRITE = "file_to_rewrite"
"""An anonymous survey has been closed: what is left of its drafts between the rows is to go from the file."""


async def get(transaction: Transaction, name: str) -> str | None:
    found = await transaction.value("SELECT value FROM facts WHERE name = $1", name)
    return None if found is None else str(found)


async def put(transaction: Transaction, name: str, value: str) -> None:
    await transaction.run(
        "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2", name, value
    )


async def drop(transaction: Transaction, name: str) -> bool:
    return bool(await transaction.run("DELETE FROM facts WHERE name = $1", name))
