"""Letters to Telegram: sent at a polite pace, and every answer told apart into what it means for the letter."""

import math

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, Message

from bot.screens import Screen
from bot.telegram.keyboard import keyboard
from bot.telegram.pace import Pace
from mentoring.delivery import NobodyThere, Outcome, Refused, Sent, TryLater

CALL_SECONDS = 20
"""How long one call may take; a letter is tried again later anyway."""

SHORT_WAIT = 5
"""A «retry after» of so many seconds is waited for on the spot; a longer one is left to the outbox."""

TURNS = 2

LONGEST = TURNS * CALL_SECONDS + SHORT_WAIT
"""Seconds one letter may take at most, waiting for its turn apart."""

_NOBODY = ("chat not found", "user not found", "peer_id_invalid")


class Courier:
    def __init__(self, bot: Bot, pace: Pace) -> None:
        self._bot = bot
        self._pace = pace

    async def send(self, external_id: int, screen: Screen) -> Outcome:
        """One letter; no refusal of Telegram is raised, each has its meaning."""
        for _ in range(TURNS - 1):
            try:
                return await self._try(external_id, screen)
            except TelegramRetryAfter as flood:
                if flood.retry_after > SHORT_WAIT:
                    return TryLater("flood", flood.retry_after)
        try:
            return await self._try(external_id, screen)
        except TelegramRetryAfter as flood:
            return TryLater("flood", flood.retry_after)

    async def _try(self, external_id: int, screen: Screen) -> Outcome:
        """Raises TelegramRetryAfter, the only refusal that may be waited for."""
        closed = self._pace.closed_for(external_id)
        if closed > SHORT_WAIT:
            return TryLater("flood", math.ceil(closed))
        try:
            async with self._pace.turn(external_id):
                sent = await self._call(external_id, screen)
        except TelegramRetryAfter as flood:
            self._pace.refused(external_id, flood.retry_after)
            raise
        except (TelegramAPIError, ClientDecodeError) as error:
            return meaning(error)
        return Sent(sent.message_id)

    async def _call(self, external_id: int, screen: Screen) -> Message:
        markup = keyboard(screen.rows)
        if screen.picture is None:
            return await self._bot.send_message(
                external_id, screen.text, reply_markup=markup, request_timeout=CALL_SECONDS
            )
        file = BufferedInputFile(screen.picture.content, screen.picture.name)
        return await self._bot.send_photo(
            external_id, file, caption=screen.text, reply_markup=markup, request_timeout=CALL_SECONDS
        )


def meaning(error: TelegramAPIError | ClientDecodeError) -> Outcome:
    """Nobody there, never acceptable, or a trouble that passes; what is not known is taken for passing."""
    words = error.message if isinstance(error, TelegramAPIError) else "unreadable answer"
    match error:
        case TelegramForbiddenError():
            return NobodyThere(words)
        case TelegramBadRequest() if any(sign in words.lower() for sign in _NOBODY):
            return NobodyThere(words)
        case TelegramBadRequest() | TelegramEntityTooLarge():
            return Refused(words)
        case _:
            return TryLater(words)
