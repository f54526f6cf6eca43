"""What stories with two writers need."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from storage.database import Database
from tests.world import World
from usecases.unit import House


@pytest.fixture
async def other(world: World) -> AsyncIterator[House]:
    """Another copy of the programme on the same file."""
    database = Database(world.settings.database_path)
    await database.open()
    try:
        yield replace(world.house, database=database)
    finally:
        await database.close()
