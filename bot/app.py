"""The composition root: settings → storage → use cases → handlers; the only file that knows all rooms."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramUnauthorizedError
from aiogram.types import LinkPreviewOptions

from bot.clock import ManualClock, RealClock
from bot.content import load_content
from bot.handlers.joining import JoiningHandlers
from bot.handlers.menu import MenuHandlers
from bot.handlers.questionnaire import QuestionnaireHandlers
from bot.routes import Routes
from bot.telegram.conversation import Conversation
from bot.telegram.door import UPDATES, Door
from bot.telegram.reception import Reception
from bot.telegram.show import Show
from config.settings import Settings
from storage import schema
from storage.database import Database
from usecases.clock import Clock
from usecases.joining import Joining
from usecases.questionnaires import Questionnaires
from usecases.unit import House

log = structlog.get_logger()

POLL_SECONDS = 25


class StartRefused(Exception):
    """The bot cannot start; the text is one clear line for the operator."""


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is ready to serve; who opened it closes it."""

    bot: Bot
    house: House
    reception: Reception
    username: str

    async def poll(self) -> None:
        """Take updates for ever; the offset moves only after a batch is stored."""
        offset = None
        while True:
            try:
                updates = await self.bot.get_updates(offset=offset, timeout=POLL_SECONDS, allowed_updates=UPDATES)
            except TelegramConflictError:
                log.error("another_copy_is_polling")
                await asyncio.sleep(5)
                continue
            except TelegramAPIError as error:
                log.warning("polling_failed", error=str(error))
                await asyncio.sleep(1)
                continue
            if updates:
                await self.reception.take(updates)
                offset = updates[-1].update_id + 1


def clock_of(settings: Settings) -> RealClock | ManualClock:
    return RealClock() if settings.starts_at is None else ManualClock(settings.starts_at)


@contextlib.asynccontextmanager
async def opened(settings: Settings, clock: Clock, session: BaseSession | None = None) -> AsyncIterator[App]:
    """Open everything in order and close it in reverse. Raises StartRefused, DatabaseRefused, ContentRefused."""
    if settings.bot_token is None:
        raise StartRefused("не задан BOT_TOKEN: получите токен у @BotFather; без токена попробуйте «make demo»")
    async with contextlib.AsyncExitStack() as stack:
        database = Database(settings.database_path)
        await database.open()
        stack.push_async_callback(database.close)
        await schema.migrate(database)
        content = load_content(settings)
        await content.pin(database)
        bot = _bot(settings, session)
        stack.push_async_callback(bot.session.close)
        username = await _introduced(bot)
        house = House(database, clock, content)
        reception = _reception(bot, house, settings)
        stack.push_async_callback(reception.close)
        await reception.take_up()
        yield App(bot, house, reception, username)


def _bot(settings: Settings, session: BaseSession | None) -> Bot:
    assert settings.bot_token is not None  # noqa: S101 - looked at by the caller
    if session is None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    quiet = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=quiet)


async def _introduced(bot: Bot) -> str:
    try:
        me = await bot.get_me()
    except TelegramUnauthorizedError as error:
        raise StartRefused("BOT_TOKEN: Telegram его не признаёт; проверьте токен у @BotFather") from error
    except TelegramAPIError as error:
        raise StartRefused(f"Telegram не отвечает: {error}") from error
    return me.username or ""


def _reception(bot: Bot, house: House, settings: Settings) -> Reception:
    joining = Joining(house, settings.admin_ids)
    routes = Routes()
    for handlers in (
        JoiningHandlers(joining),
        QuestionnaireHandlers(Questionnaires(house)),
        MenuHandlers(joining),
    ):
        handlers.register(routes)
    conversation = Conversation(routes, house.database, joining, house.clock.now)
    door = Door(bot, house.database, conversation, Show(bot, house.database))
    return Reception(bot, door.dispatcher(), house.database, house.clock.now, door.again)


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    async with opened(settings, clock_of(settings)) as app:
        gc.collect()
        gc.freeze()
        log.info("ready", username=app.username)
        polling = asyncio.create_task(app.poll())
        waiting = asyncio.create_task(stopping.wait())
        await asyncio.wait({polling, waiting}, return_when=asyncio.FIRST_COMPLETED)
        for task in (polling, waiting):
            task.cancel()
        await asyncio.gather(polling, waiting, return_exceptions=True)
