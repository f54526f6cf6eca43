"""Whatever is not a letter goes at once; it is counted, so that letters make room for it."""

import asyncio
import math
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.pace import Pace, in_turn
from bot.telegram.patience import LONGEST_WAIT

MESSAGE, EDIT = 1.0, 0.5
"""Edits are cheaper; answers to presses, deletions and menus are not counted at all."""

COSTS = {
    "sendMessage": MESSAGE,
    "sendPhoto": MESSAGE,
    "sendDocument": MESSAGE,
    "editMessageText": EDIT,
    "editMessageReplyMarkup": EDIT,
}


class Overtaking(BaseRequestMiddleware):
    """A middleware of the bot's session: every call of the bot passes it."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        cost = COSTS.get(method.__api_method__)
        chat: Any = getattr(method, "chat_id", None)
        if cost is None or in_turn.get():
            return await make_request(bot, method)
        closed = self._pace.closed_for(chat)
        if closed > LONGEST_WAIT:
            # Telegram would only refuse again: the page is owed and is taken up later by the inbox.
            raise TelegramRetryAfter(method, "told before", math.ceil(closed))
        await asyncio.sleep(closed)
        with self._pace.ahead(chat, cost):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as flood:
                self._pace.refused(chat, flood.retry_after)
                raise
