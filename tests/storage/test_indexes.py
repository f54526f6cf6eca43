"""What every tick asks is answered by an index, so that a tick costs the same however much there is."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from mentoring.ids import PersonId
from storage import letters, meetings, pairs, schema
from storage.database import Database, Row, Transaction

NOW = 1_788_764_400
ANNA = PersonId(1)

ASKED: dict[str, Callable[[Transaction], Awaitable[object]]] = {
    "letters_due": lambda tx: letters.is_due(tx, NOW),
    "letters_due in order": lambda tx: letters.claim(tx, NOW, NOW + 120, 50),
    "letters_person": lambda tx: letters.claim_digests(tx, NOW, NOW + 120, [ANNA]),
    "letters_due next": letters.next_due,
    "letters_leased next": letters.next_due,
    "letters_digest": lambda tx: letters.last_digest(tx, ANNA),
    "pairs_act_at": lambda tx: pairs.due(tx, NOW, 100),
    "pairs_act_at next": pairs.next_due,
    "meetings_act_at": lambda tx: meetings.due(tx, NOW, 100),
    "meetings_act_at next": meetings.next_due,
}
"""By the index that each question has to use."""


class Explaining:
    """Notes how the database answers each statement."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.steps: list[str] = []

    async def rows(self, sql: str, *values: object) -> list[Row]:
        plan = await self._transaction.rows(f"EXPLAIN QUERY PLAN {sql}", *values)
        self.steps += [step["detail"] for step in plan]
        return await self._transaction.rows(sql, *values)

    async def row(self, sql: str, *values: object) -> Row | None:
        return next(iter(await self.rows(sql, *values)), None)

    async def value(self, sql: str, *values: object) -> Any:
        found: Any = await self.row(sql, *values)
        return None if found is None else found[0]

    async def run(self, sql: str, *values: object) -> int:
        return len(await self.rows(sql, *values))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "school.db")
    await database.open()
    try:
        await schema.migrate(database)
        yield database
    finally:
        await database.close()


@pytest.mark.parametrize("index", ASKED)
async def test_the_index_is_used_and_nothing_is_sorted(database: Database, index: str) -> None:
    async def unit(transaction: Transaction) -> list[str]:
        explaining = Explaining(transaction)
        await ASKED[index](explaining)
        return explaining.steps

    steps = await database.write(unit)

    assert any(f"INDEX {index.split()[0]} " in f"{step} " for step in steps), steps
    assert not any(step.startswith("SCAN") and "USING" not in step and step != "SCAN due" for step in steps), steps
    assert not any("B-TREE" in step for step in steps), steps
