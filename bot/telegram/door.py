"""Telegram's updates → the conversation → what is shown: the only handlers aiogram's dispatcher has."""

import contextlib

import structlog
from aiogram import Bot, Dispatcher
from aiogram.enums import ChatType
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.dialogs import about
from bot.routes import Reply
from bot.telegram.conversation import Conversation, broken
from bot.telegram.reception import Unshown
from bot.telegram.show import Show
from usecases.reaching import Reaching

log = structlog.get_logger()

UPDATES = ["message", "callback_query", "my_chat_member"]


class Door:
    def __init__(self, bot: Bot, reaching: Reaching, conversation: Conversation, show: Show) -> None:
        self._bot = bot
        self._reaching = reaching
        self._conversation = conversation
        self._show = show

    def dispatcher(self) -> Dispatcher:
        """One lookup inside the conversation instead of a chain of filters here."""
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.message.register(self.message)
        dispatcher.callback_query.register(self.callback)
        dispatcher.my_chat_member.register(self.my_chat_member)
        return dispatcher

    async def callback(self, query: CallbackQuery) -> None:
        await self._reply(query.from_user.id, await self._conversation.pressed(query), query)

    async def message(self, message: Message) -> None:
        if message.chat.type != ChatType.PRIVATE:
            await self._leave(message.chat.id)
            return
        await self._reply(message.chat.id, await self._conversation.said(message))

    async def my_chat_member(self, change: ChatMemberUpdated) -> None:
        if change.chat.type != ChatType.PRIVATE:
            if change.new_chat_member.status not in {"kicked", "left"}:
                await self._leave(change.chat.id)
            return
        await self._conversation.membership_changed(change)

    async def again(self, chat_id: int) -> None:
        await self._reply(chat_id, await self._conversation.again(chat_id))

    async def _leave(self, chat_id: int) -> None:
        """Answers must never appear in a common chat."""
        try:
            await self._bot.send_message(chat_id, about.private_chat_only())
            await self._bot.leave_chat(chat_id)
        except (TelegramBadRequest, TelegramForbiddenError):
            return

    async def _reply(self, chat_id: int, reply: Reply, query: CallbackQuery | None = None) -> None:
        if await self._shown(chat_id, reply, query) and (late := await self._conversation.later(chat_id, reply)):
            await self._shown(chat_id, late, None)

    async def _shown(self, chat_id: int, reply: Reply, query: CallbackQuery | None) -> bool:
        """False when the person does not hear the bot."""
        try:
            await self._show.reply(chat_id, reply, query)
        except TelegramForbiddenError:
            await self._reaching.lose(chat_id)
            return False
        except TelegramBadRequest as refused:
            # A fault of ours: the screen does not fit. What was done is done, and the person must hear something.
            log.error("screen_refused", error=refused.message)
            with contextlib.suppress(TelegramBadRequest):
                await self._show.reply(chat_id, Reply(broken(), below=True), None)
        except (TelegramAPIError, ClientDecodeError) as error:
            raise Unshown(type(error).__name__) from error
        return True
