"""What the Bot API answers, at once and always the same."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any, cast
from urllib.parse import urlencode

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from bench.crowd import Crowd, described, written

ME = '{"id":4242,"is_bot":true,"first_name":"Наставник","username":"nastavnik_bot"}'


async def answered(crowd: Crowd, method: str, form: Mapping[str, Any]) -> str:
    """The raw JSON of a call's result."""
    match method:
        case "getUpdates":
            return await crowd.updates()
        case "getMe":
            return ME
        case "editMessageText":
            return described(
                int(form["chat_id"]), int(form["message_id"]), written(form["text"]), form.get("reply_markup")
            )
        case "answerCallbackQuery" | "setMyCommands" | "deleteWebhook":
            return "true"
    # Any other call, which the echo does not make, would spoil the comparison.
    raise NotImplementedError(method)


def noted(crowd: Crowd, method: str, form: Mapping[str, Any]) -> None:
    """Tell the crowd that this call has been answered."""
    if method == "answerCallbackQuery":
        crowd.query_answered(form["callback_query_id"])
    elif method == "editMessageText":
        crowd.edited(int(form["chat_id"]))


class CannedSession(BaseSession):
    """No network, but requests are serialised and responses are parsed as for one."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - aiogram's signature
    ) -> TelegramType:
        name = method.__api_method__
        form = self._form(bot, method)
        urlencode(form).encode()
        body = await answered(self._crowd, name, form)
        response = self.check_response(bot, method, 200, f'{{"ok":true,"result":{body}}}')
        noted(self._crowd, name, form)
        return cast("TelegramType", response.result)

    def _form(self, bot: Bot, method: TelegramMethod[TelegramType]) -> dict[str, Any]:
        files: dict[str, InputFile] = {}
        form = {}
        for key, value in method.model_dump(warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=files)
            if prepared:
                form[key] = prepared
        return form

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Presses carry no files."""
        raise NotImplementedError
        yield b""
