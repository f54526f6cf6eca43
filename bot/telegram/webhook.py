"""Updates that Telegram brings itself: stored before they are answered, served after."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from bot.telegram.door import UPDATES
from bot.telegram.reception import Reception

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret


@asynccontextmanager
async def webhook(bot: Bot, reception: Reception, url: str, secret: str, listen: str) -> AsyncIterator[None]:
    """Listen and tell Telegram where. Raises OSError when the port is taken, TelegramAPIError when refused."""

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), secret):
            return web.Response(status=403)
        try:
            update = Update.model_validate_json(await request.read(), context={"bot": bot})
        except ValidationError:
            # An update of a kind that is newer than this program: nothing we asked for, nothing to repeat.
            log.warning("update_not_understood")
            return web.Response()
        await reception.take([update])
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
