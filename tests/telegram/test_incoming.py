"""A file that somebody has sent is fetched the way Bot API gives it out."""

import datetime
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import Message

from bot.routes import FileLost
from bot.telegram.incoming import LARGEST, Incoming
from sandbox.files import FileKind
from sandbox.people import small_picture
from sandbox.session import InProcessSession
from sandbox.telegram import Telegram

TOKEN = "4242:SANDBOX-TOKEN-FOR-TESTS"


@pytest.fixture
def telegram() -> Telegram:
    now = datetime.datetime(2026, 9, 7, 10, 0, tzinfo=datetime.UTC)
    return Telegram(TOKEN, username="nastavnik_bot", now=lambda: now)


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, session=InProcessSession(telegram))
    yield bot
    await bot.session.close()


def sent(telegram: Telegram, kind: FileKind, name: str, content: bytes) -> Message:
    anna = telegram.person("Анна")
    anna.start_now()
    anna.send_now(kind, name, content)
    return Message.model_validate(anna.messages[-1].described())


async def test_a_document_comes_with_its_name_and_its_content(telegram: Telegram, bot: Bot) -> None:
    file = Incoming(bot).of(sent(telegram, FileKind.DOCUMENT, "Приказ № 12.pdf", b"%PDF-1.7 order"))
    assert file is not None
    assert (file.name, file.size) == ("Приказ № 12.pdf", 14)
    assert await file.fetch() == b"%PDF-1.7 order"


async def test_a_photo_is_a_file_without_a_name(telegram: Telegram, bot: Bot) -> None:
    file = Incoming(bot).of(sent(telegram, FileKind.PHOTO, "photo.png", small_picture()))
    assert file is not None
    assert file.name == ""
    assert await file.fetch() == small_picture()


async def test_a_sticker_is_no_file(telegram: Telegram, bot: Bot) -> None:
    assert Incoming(bot).of(sent(telegram, FileKind.STICKER, "sticker.webp", b"RIFF sticker")) is None


async def test_more_than_telegram_hands_out_is_not_even_asked_for(telegram: Telegram, bot: Bot) -> None:
    file = Incoming(bot).of(sent(telegram, FileKind.DOCUMENT, "Список.pdf", b"%" * (LARGEST + 1)))
    assert file is not None
    with pytest.raises(FileLost) as refused:
        await file.fetch()
    assert refused.value.too_large
    assert telegram.calls_of("getFile") == []


async def test_too_large_is_heard_from_telegram_where_the_message_does_not_say_so(telegram: Telegram, bot: Bot) -> None:
    message = sent(telegram, FileKind.DOCUMENT, "Список.pdf", b"%" * (LARGEST + 1))
    assert message.document is not None
    silent = message.model_copy(update={"document": message.document.model_copy(update={"file_size": None})})
    file = Incoming(bot).of(silent)
    assert file is not None
    with pytest.raises(FileLost) as refused:
        await file.fetch()
    assert refused.value.too_large


async def test_a_file_that_telegram_has_lost_is_lost(telegram: Telegram, bot: Bot) -> None:
    message = sent(telegram, FileKind.DOCUMENT, "Список.pdf", b"%PDF")
    assert message.document is not None
    gone = message.model_copy(update={"document": message.document.model_copy(update={"file_id": "no-such-file"})})
    file = Incoming(bot).of(gone)
    assert file is not None
    with pytest.raises(FileLost) as refused:
        await file.fetch()
    assert not refused.value.too_large
