"""`python -m bot demo`: sandbox, bot and an invented school in one process."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from pydantic import SecretStr

from bot.app import opened, serving
from bot.clock import ManualClock
from bot.demo import alone, school
from config import settings as settings_file
from config.settings import Settings
from sandbox.server import serve
from sandbox.telegram import DEFAULT_TOKEN, Telegram

STARTS = "2026-09-07T09:00:00+03:00"
PAGE_PORT = 8081


def _free_port(wanted: int) -> int:
    """The wanted port, or any free one when somebody is on it."""
    for port in (wanted, 0):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError("no free port")


def _folder(given: Settings) -> Path:
    return given.data_dir / "demo"


def _settings(given: Settings, api_url: str, control_port: int) -> Settings:
    folder = _folder(given)
    alone.clear(folder)
    return settings_file.load(
        bot_token=SecretStr(DEFAULT_TOKEN),
        telegram_api_url=api_url,
        database_url=f"{settings_file.SQLITE}{folder / 'demo.db'}",
        data_dir=folder,
        admin_ids=frozenset(),
        webhook_url=None,
        clock=f"manual:{STARTS}",
        control_listen=f"127.0.0.1:{control_port}",
    )


async def run(given: Settings) -> None:
    """Serve until Ctrl-C; everything is made anew at each start. Raises AlreadyRuns."""
    page_port = _free_port(PAGE_PORT)
    address = f"http://127.0.0.1:{page_port}"
    with alone.kept(_folder(given), address):
        await _serve(given, page_port, address)


async def _serve(given: Settings, page_port: int, address: str) -> None:
    control_port = _free_port(0)
    settings = _settings(given, address, control_port)
    assert settings.starts_at is not None  # noqa: S101 - set above
    clock = ManualClock(settings.starts_at)
    telegram = Telegram(username="nastavnik_demo_bot", now=clock.now)
    server = await serve(telegram, port=page_port, control=f"http://127.0.0.1:{control_port}")
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    try:
        async with opened(settings, clock) as app, serving(app, settings):
            telegram.on_settled = lambda: _settled(telegram, app.reception.idle)
            link = await school.found(app, telegram, server)
            telegram.on_settled = None
            _tell(server.url, link)
            await stopping.wait()
    finally:
        await server.close()


async def _settled(telegram: Telegram, idle: Callable[[], Awaitable[None]]) -> None:
    await telegram.updates.emptied.wait()
    await idle()


def _tell(url: str, link: str) -> None:
    sys.stdout.write(
        "\n"
        f"  Откройте в браузере:  {url}\n\n"
        "  Слева — выдуманные люди: куратор, психолог, наставники, наставляемые. Пишите и нажимайте за любого.\n"
        "  Чтобы вступить в программу самому: «+ новый человек», а потом ссылка\n"
        f"  {link}\n"
        "  Время идёт кнопками вверху страницы. Остановить: Ctrl-C.\n\n"
    )
    sys.stdout.flush()
