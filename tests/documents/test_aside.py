"""Work in a process of its own: what it gives back, what it raises, and what takes too long."""

import time

import pytest

from documents import aside as module
from documents import plan_tables
from documents.aside import TookTooLong, aside
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


async def test_a_large_plan_is_read_as_a_small_one_is() -> None:
    found = await plan(f"№;Мероприятие;Срок\n{ROWS}".encode(), Level.ORGANISATION, START.date(), None, {})
    assert len(found.items) == 5_000
    with pytest.raises(NotARoadMap) as raised:
        await plan(f"ФИО;Роль;Класс\n{ROWS}".encode(), Level.ORGANISATION, START.date(), None, {})
    assert not raised.value.headings
