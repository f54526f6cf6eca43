"""Updates that Telegram brings itself: done or stored before they are answered."""

import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiogram import Bot
from aiohttp import web

from bot.telegram.door import UPDATES
from bot.telegram.reception import Reception

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret


@asynccontextmanager
async def webhook(bot: Bot, reception: Reception, url: str, secret: str, listen: str) -> AsyncIterator[None]:
    """Listen and tell Telegram where. Raises OSError when the port is taken, TelegramAPIError when refused."""

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(_bytes(request.headers.get(SECRET_HEADER, "")), _bytes(secret)):
            return web.Response(status=403)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return web.Response(status=400)
        await reception.take([raw])
        return web.Response()

    app = web.Application()
    app.router.add_post(urlsplit(url).path or "/", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        host, _, port = listen.rpartition(":")
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        await bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES)
        yield
    finally:
        await runner.cleanup()


def _bytes(secret: str) -> bytes:
    """A header may hold any bytes, and text beyond ASCII cannot be compared."""
    return secret.encode(errors="surrogateescape")
