"""Work in a process of its own: what it gives back, what it raises, and what takes too long."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from documents import aside as module
from documents import plan_tables
from documents.aside import TookTooLong, aside, streamed
from documents.far_cells import SheetUnreadable, Unreadable
from documents.plan_reading import plan
from mentoring.road_map_table import NotARoadMap
from mentoring.roles import Level
from tests.world import START

ROWS = "".join(
    f"{number};Встреча номер {number} с наставниками школ округа;май 2027 г.\n" for number in range(1, 5_001)
)


async def test_it_gives_back_what_the_work_gives() -> None:
    assert await aside(sorted, [3, 1, 2], reverse=True) == [3, 2, 1]


async def test_it_raises_what_the_work_raises() -> None:
    with pytest.raises(SheetUnreadable) as raised:
        await aside(plan_tables.read, b"%PDF-1.7")
    assert raised.value.reason is Unreadable.NOT_A_SHEET


async def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.5)
    with pytest.raises(TookTooLong):
        await aside(time.sleep, 600)


async def _numbers(*numbers: int) -> AsyncIterator[int]:
    for number in numbers:
        yield number


async def test_parts_come_one_by_one() -> None:
    assert await streamed(sum, _numbers(1, 2, 3)) == 6
    assert await streamed(sum, _numbers()) == 0


async def test_work_that_fails_reads_no_further_and_says_why() -> None:
    with pytest.raises(TypeError):
        await streamed(sum, _words())


async def _words() -> AsyncIterator[int]:
    """More than a pipe holds."""
    for _ in range(50):
        yield "слово" * 100_000  # type: ignore[misc]


async def test_what_goes_wrong_in_the_middle_of_the_parts_is_raised() -> None:
    async def broken() -> AsyncIterator[int]:
        yield 1
        raise LookupError

    with pytest.raises(LookupError):
        await streamed(sum, broken())


async def test_parts_that_take_too_long_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    async def endless() -> AsyncIterator[int]:
        while True:
            yield 1

    monkeypatch.setattr(module, "SECONDS_OF_PARTS", 0.5)
    with pytest.raises(TookTooLong):
        await streamed(sum, endless())


async def test_what_the_work_lays_aside_goes_with_it() -> None:
    folder = await aside(tempfile.gettempdir)
    assert folder != tempfile.gettempdir()
    assert not await asyncio.to_thread(Path(folder).exists)


async def test_a_large_plan_is_read_as_a_small_one_is() -> None:
    found = await plan(f"№;Мероприятие;Срок\n{ROWS}".encode(), Level.ORGANISATION, START.date(), None, {})
    assert len(found.items) == 5_000
    with pytest.raises(NotARoadMap) as raised:
        await plan(f"ФИО;Роль;Класс\n{ROWS}".encode(), Level.ORGANISATION, START.date(), None, {})
    assert not raised.value.headings
