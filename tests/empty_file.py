"""A database file with today's schema and nothing in it: laid out once a process, then copied."""

import tempfile
from pathlib import Path

from storage import schema
from storage.database import Database

_LAID_OUT: list[bytes] = []


async def lay_out(path: Path) -> None:
    """Nothing happens where there is a file already; the migrations themselves have tests of their own."""
    if not _LAID_OUT:
        _LAID_OUT.append(await _made())
    _copy(_LAID_OUT[0], path)


def _copy(content: bytes, path: Path) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    path.write_bytes(content)


async def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        database = Database(path)
        await database.open()
        try:
            await schema.migrate(database)
        finally:
            await database.close()
        return path.read_bytes()
