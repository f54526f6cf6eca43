"""Fixtures for every room."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot import logs
from tests.world import World, opened_world

MEMORY = Path("/dev/shm")
ENOUGH = 1 << 30
"""Bytes free there."""


settings.register_profile("thorough", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=30)
settings.load_profile("thorough" if os.environ.get("THOROUGH") else "quick")
"""How long an example takes is the machine's matter. ``make walks`` is thorough."""


def pytest_configure() -> None:
    """Real database files, but on a disk that answers at once: a commit waits for it, and a story has hundreds."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(autouse=True)
def _logs() -> None:
    """As the product writes them, so that a test may read what the operator would."""
    logs.set_up("info", "text")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with opened_world(tmp_path) as world:
        yield world
