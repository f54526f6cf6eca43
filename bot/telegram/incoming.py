"""Files that people send: what the message says of one, and how its content is brought here."""

import io

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest
from aiogram.types import Message
from aiohttp import ClientError

from bot.routes import FileLost, IncomingFile
from bot.telegram.patience import patiently

LARGEST = 20 * 1024 * 1024
"""Bytes that a bot may download (Bot API, getFile)."""

SECONDS = 60
"""How long a download may take: 20 MB over a slow line."""


class Incoming:
    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def of(self, message: Message) -> IncomingFile | None:
        """The file of a message: a document, or the largest size of a photo; anything else is no file."""
        if message.document is not None:
            file = message.document
            return self._incoming(file.file_id, file.file_name or "", file.file_size)
        if message.photo:
            photo = message.photo[-1]
            return self._incoming(photo.file_id, "", photo.file_size)
        return None

    def _incoming(self, file_id: str, name: str, size: int | None) -> IncomingFile:
        async def fetch() -> bytes:
            if size is not None and size > LARGEST:
                raise FileLost(too_large=True)
            return await self._fetched(file_id)

        return IncomingFile(name, size, fetch)

    async def _fetched(self, file_id: str) -> bytes:
        """Raises FileLost, and not what it comes from: that text may hold the address, and the address the token."""
        try:
            found = await patiently(lambda: self._bot.get_file(file_id))
            content = io.BytesIO()
            await self._bot.download_file(found.file_path or "", content, timeout=SECONDS)
        except TelegramBadRequest as refused:
            raise FileLost(too_large="too big" in refused.message) from None
        except (TelegramAPIError, ClientDecodeError, ClientError, OSError):
            raise FileLost from None
        return content.getvalue()
