"""Long polling that keeps updates as Telegram wrote them: one that is not understood spoils no batch."""

from typing import Any

from aiogram.methods.base import TelegramMethod


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """``getUpdates`` whose answer is not built into objects yet."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None
