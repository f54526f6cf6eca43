"""Numbered migrations: forward only, each in one transaction."""

from importlib import resources

from storage.database import Database, DatabaseRefused, Transaction

GROWING_KEY = "INTEGER PRIMARY KEY AUTOINCREMENT"
"""AUTOINCREMENT: the id of a deleted person must never be given to another one."""

UNORDERED = "WITHOUT ROWID"
"""Rows lie in the order of their key, so that nothing tells in which order they came."""


def _scripts() -> list[tuple[int, str]]:
    folder = resources.files("storage") / "migrations"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [(int(name[:4]), (folder / name).read_text("utf-8")) for name in names]


LATEST = _scripts()[-1][0]


def statements(script: str) -> list[str]:
    """Split a migration into statements; comments stand on lines of their own, «;» only ends a statement."""
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    parts = "\n".join(lines).replace("{id}", GROWING_KEY).replace("{unordered}", UNORDERED).split(";")
    return [part.strip() for part in parts if part.strip()]


async def version(database: Database) -> int:
    """The schema's number; 0 for an empty database."""
    return await database.read(_version)


async def _version(transaction: Transaction) -> int:
    known = await transaction.value(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'"
    )
    if not known:
        return 0
    return int(await transaction.value("SELECT coalesce(max(number), 0) FROM schema_versions"))


async def migrate(database: Database) -> list[int]:
    """Bring the schema up to date; return the numbers that were applied.

    Raises DatabaseRefused when the database was written by a newer program.
    """
    current = await version(database)
    if current > LATEST:
        raise DatabaseRefused(f"схема базы данных ({current}) новее программы ({LATEST}): обновите программу")
    waiting = [(number, statements(script)) for number, script in _scripts() if number > current]
    return [number for number, steps in waiting if await _applied(database, number, steps)]


async def _applied(database: Database, number: int, steps: list[str]) -> bool:
    """False when another process, started at the same moment, was quicker."""

    async def unit(transaction: Transaction) -> bool:
        if await _version(transaction) >= number:
            return False
        await transaction.run("CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY)")
        for step in steps:
            await transaction.run(step)
        await transaction.run("INSERT INTO schema_versions (number) VALUES ($1)", number)
        return True

    return await database.write(unit)
