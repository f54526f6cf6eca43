"""Fixtures for every room."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import logs
from tests.world import World, opened_world


@pytest.fixture(autouse=True)
def _logs() -> None:
    """As the product writes them, so that a test may read what the operator would."""
    logs.set_up("info", "text")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with opened_world(tmp_path) as world:
        yield world
