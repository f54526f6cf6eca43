"""The call that answers every press, made light; and what aiogram would otherwise build again and again."""

from typing import Any

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response
from aiogram.types import Update


class EditText(TelegramMethod[Any]):
    """``editMessageText`` with a keyboard that is JSON already, and without making objects of what comes back.

    aiogram's own builds the whole message with its keyboard twice, once each way; nobody looks at either.
    """

    __returning__ = Any
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    reply_markup: str | None = None
    parse_mode: Any = Default("parse_mode")
    link_preview_options: Any = Default("link_preview")


KEPT = (Response[Any], Response[bool], Response[list[Update]])
"""pydantic remembers these only while somebody holds them; else each collection of garbage has them built anew."""
