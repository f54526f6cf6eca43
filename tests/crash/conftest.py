"""A stage for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.crash.stage import TOKEN, Stage


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    telegram = Telegram(TOKEN)
    stage = Stage(tmp_path, telegram, await serve(telegram))
    try:
        await stage.founded()
        yield stage
    finally:
        await stage.close()
