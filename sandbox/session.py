"""aiogram's way into the world without a network: the same bytes, no sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods.base import TelegramType

from sandbox.errors import ApiError, ConnectionLost
from sandbox.files import Upload

if TYPE_CHECKING:
    from aiogram.client.bot import Bot
    from aiogram.methods import TelegramMethod
    from aiogram.types import InputFile

    from sandbox.telegram import Telegram


class InProcessSession(BaseSession):
    """Sends calls to a `Telegram` of the same process; errors come as aiogram's exceptions."""

    def __init__(self, telegram: Telegram, **options: Any) -> None:
        super().__init__(**options)
        self._telegram = telegram

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's signature
    ) -> TelegramType:
        name = method.__api_method__
        params, files = await self._form(bot, method)
        seconds = self.timeout if timeout is None else timeout
        try:
            async with asyncio.timeout(seconds):
                result = await self._telegram.call(bot.token, name, params, files)
            status, body = 200, {"ok": True, "result": result}
        except ApiError as error:
            status, body = error.code, error.body()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ConnectionLost as error:
            raise TelegramNetworkError(method=method, message="Server disconnected") from error
        response = self.check_response(bot, method, status, self.json_dumps(body))
        return cast("TelegramType", response.result)

    async def _form(self, bot: Bot, method: TelegramMethod[TelegramType]) -> tuple[dict[str, Any], dict[str, Upload]]:
        """Values as a form carries them; empty ones are left out, as aiogram's own session does."""
        streams: dict[str, InputFile] = {}
        params: dict[str, Any] = {}
        for key, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=streams)
            if prepared:
                params[key] = prepared
        uploads: dict[str, Upload] = {}
        for key, stream in streams.items():
            data = b"".join([chunk async for chunk in stream.read(bot)])
            uploads[key] = Upload(stream.filename or key, data)
        return params, uploads

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,  # noqa: ARG002
        timeout: int = 30,  # noqa: ASYNC109, ARG002
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: ARG002
    ) -> AsyncGenerator[bytes, None]:
        token, _, path = url.partition("/file/bot")[2].partition("/")
        data = self._telegram.download(unquote(token), unquote(path))
        for begin in range(0, len(data), chunk_size):
            yield data[begin : begin + chunk_size]
