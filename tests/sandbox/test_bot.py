"""A real aiogram bot lives in the world: in process, and over HTTP by polling and by webhook."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.filters import CommandStart
from aiogram.methods import SendDice
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    WebhookInfo,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from sandbox.files import MEGABYTE
from sandbox.people import Person, small_picture
from sandbox.server import serve
from sandbox.session import InProcessSession
from sandbox.telegram import Telegram


def talking() -> Dispatcher:
    """A bot that greets, asks, thanks and sends files back."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def greet(message: Message) -> None:
        markup = InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="✅ Согласиться", callback_data="yes")]]
        )
        await message.answer("<b>Здравствуйте</b> & добро пожаловать", reply_markup=markup)

    @dispatcher.callback_query()
    async def thank(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text("Спасибо")
        await query.answer("Записано")

    @dispatcher.message(F.document)
    async def send_back(message: Message, bot: Bot) -> None:
        assert message.document is not None
        content = await bot.download(message.document)
        assert content is not None
        file = BufferedInputFile(content.read(), message.document.file_name or "file")
        await message.answer_document(file, caption="Ваш файл")

    return dispatcher


@contextlib.asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    dispatcher = talking()
    running = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    try:
        yield
    finally:
        with contextlib.suppress(RuntimeError):
            await dispatcher.stop_polling()
        await running


async def first_failure(bot: Bot) -> WebhookInfo:
    for _ in range(200):
        info = await bot.get_webhook_info()
        if info.last_error_message is not None:
            return info
        await asyncio.sleep(0.005)
    raise AssertionError("the webhook never failed")


@pytest.fixture(params=["in process", "over HTTP"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Telegram, Bot]]:
    telegram = Telegram()
    server = await serve(telegram) if request.param == "over HTTP" else None
    session: BaseSession = (
        InProcessSession(telegram) if server is None else AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    )
    bot = Bot(telegram.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    try:
        yield telegram, bot
    finally:
        await bot.session.close()
        if server is not None:
            await server.close()


async def met(telegram: Telegram) -> Person:
    anna = telegram.person("Анна")
    anna.start_now()
    return anna


async def test_a_whole_conversation(world: tuple[Telegram, Bot]) -> None:
    telegram, bot = world
    anna = telegram.person("Анна")
    async with polling(bot):
        await anna.starts()
        assert anna.screen == "Здравствуйте & добро пожаловать"
        assert anna.labels == ["✅ Согласиться"]
        greeting = anna.last
        await anna.presses("Согласиться")
        assert (anna.screen, anna.toast) == ("Спасибо", "Записано")
        assert anna.last is greeting
        await anna.sends_document("план.txt", "Мой план".encode())
        assert anna.files[-1].name == "план.txt"
        assert anna.files[-1].data.decode() == "Мой план"


async def test_refusals_are_the_exceptions_of_aiogram(world: tuple[Telegram, Bot]) -> None:
    telegram, bot = world
    anna = await met(telegram)
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(anna.id, "я" * 4097)
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(anna.id, "1 < 2")
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(anna.id, "")
    sent = await bot.send_message(anna.id, "Да")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("Да", chat_id=anna.id, message_id=sent.message_id)
    with pytest.raises(TelegramServerError, match="does not carry out sendDice"):
        await bot(SendDice(chat_id=anna.id))
    anna.block_now()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "Да")


async def test_faults_are_the_exceptions_of_aiogram(world: tuple[Telegram, Bot]) -> None:
    telegram, bot = world
    anna = await met(telegram)
    telegram.faults.next(status=502)
    with pytest.raises(TelegramServerError, match="Bad Gateway"):
        await bot.get_me()
    telegram.faults.next(status=429, retry_after=3)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(anna.id, "Да")
    assert caught.value.retry_after == 3
    telegram.faults.lose_reply()
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "Дошло")
    assert anna.screen == "Дошло"
    telegram.faults.hang()
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(anna.id, "Никогда", request_timeout=0.05)  # type: ignore[arg-type]


async def test_photos_and_sizes(world: tuple[Telegram, Bot]) -> None:
    telegram, bot = world
    anna = await met(telegram)
    sent = await bot.send_photo(anna.id, BufferedInputFile(small_picture(), "qr.png"), caption="Код")
    assert sent.photo is not None
    assert (sent.photo[-1].width, sent.photo[-1].height) == (8, 8)
    assert anna.screen == "Код"
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(anna.id, BufferedInputFile(bytes(50 * MEGABYTE + 1), "big.bin"))


async def test_a_wrong_token_is_not_let_in(world: tuple[Telegram, Bot]) -> None:
    _, bot = world
    stranger = Bot("1:wrong", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await bot.get_me()


async def test_an_unknown_method_is_not_found(world: tuple[Telegram, Bot]) -> None:
    class SendKindness(SendDice):
        __api_method__ = "sendKindness"

    with pytest.raises(TelegramNotFound, match="method not found"):
        await world[1](SendKindness.model_construct(chat_id=1))


async def test_a_restart_of_telegram(world: tuple[Telegram, Bot]) -> None:
    telegram, bot = world
    telegram.faults.next(status=503)
    with pytest.raises((TelegramServerError, RestartingTelegram)):
        await bot.get_me()


async def test_a_webhook_gets_updates_with_its_secret_and_answers_with_a_call() -> None:
    telegram = Telegram()
    server = await serve(telegram)
    bot = Bot(telegram.token, session=InProcessSession(telegram))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> object:
        return message.answer(f"Эхо: {message.text}")

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="school-secret").register(
        app, "/hook"
    )
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        anna = telegram.person("Анна")
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="school-secret")
        await anna.starts()
        await anna.types("Привет")
        assert anna.screen == "Эхо: Привет"
        assert len(telegram.updates) == 0
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="another")
        anna.type_now("Никто не услышит")
        info = await first_failure(bot)
        assert info.last_error_message == "Wrong response from the webhook: 401 Unauthorized"
        assert info.pending_update_count == 1
    finally:
        await server.close()
        await runner.cleanup()
