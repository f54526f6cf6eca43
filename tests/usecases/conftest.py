"""A school with its curator, on a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import ManualClock
from bot.content import load_content
from config.settings import Settings
from mentoring.roles import Role
from storage import schema
from storage.database import Database
from tests.empty_file import lay_out
from tests.usecases.school import CURATOR, MORNING, NAMES, School
from usecases.content import Content
from usecases.unit import House


@pytest.fixture(scope="session")
def content() -> Content:
    """Read once: the files are the same for every test."""
    return load_content(Settings())


@pytest_asyncio.fixture
async def school(tmp_path: Path, content: Content) -> AsyncIterator[School]:
    """A school in ``minimal`` with a curator who has agreed."""
    await lay_out(tmp_path / "school.db")
    database = Database(tmp_path / "school.db")
    await database.open()
    try:
        await schema.migrate(database)
        clock = ManualClock(MORNING)
        await content.pin(database)
        here = School(House(database, clock, content), clock)
        here.id = await here.founded()
        await here.joins(CURATOR, Role.CURATOR, name=NAMES[CURATOR])
        yield here
    finally:
        await database.close()
