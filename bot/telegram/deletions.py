"""Messages of people that are to be deleted: at once, or as soon as Telegram answers again."""

import datetime
from collections.abc import Callable
from enum import Enum

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
)

from bot.screens import quoted
from bot.telegram.patience import patiently
from storage import owed_deletions
from storage.database import Database
from storage.owed_deletions import Owed

log = structlog.get_logger()

TOO_OLD = "Удалить не получилось: сообщению больше двух суток. В приложении его ещё можно удалить вручную."
LATER = "Telegram пока не отвечает: сообщение удалится позже."
STAYED = "Сообщение, которое бот должен был удалить, осталось в чате: Telegram его не отдаёт. Удалите его, пожалуйста."


class Fate(Enum):
    GONE = "gone"
    STAYS = "stays"
    LATER = "later"


class Deletions:
    def __init__(self, bot: Bot, database: Database, now: Callable[[], datetime.datetime]) -> None:
        self._bot = bot
        self._database = database
        self._now = now

    async def delete(self, chat_id: int, message_id: int) -> Fate:
        """Try now, and keep in the database what has to be tried later. Raises TelegramForbiddenError."""
        owed = Owed(chat_id, message_id)
        fate = await self._tried(owed)
        if fate is Fate.LATER:
            now = int(self._now().timestamp())
            await self._database.write(lambda tx: owed_deletions.owe(tx, owed, now))
        else:
            self._database.soon(lambda tx: owed_deletions.settle(tx, owed))
        return fate

    async def take_up(self) -> None:
        """Once more for all that is owed; whoever could have been told in vain is told that it stays."""
        for owed in await self._database.read(owed_deletions.waiting):
            try:
                fate = await self._tried(owed)
                if fate is Fate.LATER:
                    return
                if fate is Fate.STAYS:
                    await self._bot.send_message(owed.chat_id, quoted(STAYED))
            except (TelegramForbiddenError, TelegramBadRequest):
                log.warning("deletion_given_up")
            except (TelegramAPIError, ClientDecodeError):
                return
            await self._database.write(lambda tx, owed=owed: owed_deletions.settle(tx, owed))  # type: ignore[misc]

    async def _tried(self, owed: Owed) -> Fate:
        try:
            await patiently(lambda: self._bot.delete_message(owed.chat_id, owed.message_id))
        except (TelegramBadRequest, TelegramNotFound) as refused:
            return Fate.GONE if "not found" in refused.message.lower() else Fate.STAYS
        except TelegramForbiddenError:
            raise
        except (TelegramAPIError, ClientDecodeError):
            return Fate.LATER
        return Fate.GONE
