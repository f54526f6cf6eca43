"""Fixtures for every room."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.world import World, opened_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with opened_world(tmp_path) as world:
        yield world
