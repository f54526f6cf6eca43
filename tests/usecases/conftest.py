"""A school with its curator, on a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.content import load_content
from config.settings import Settings
from tests.usecases.school import School, opened_school
from usecases.content import Content


@pytest.fixture(scope="session")
def content() -> Content:
    """Read once: the files are the same for every test."""
    return load_content(Settings())


@pytest_asyncio.fixture
async def school(tmp_path: Path, content: Content) -> AsyncIterator[School]:
    """A school in ``minimal`` with a curator who has agreed."""
    async with opened_school(tmp_path, content) as here:
        yield here
