"""Showing a screen: in place of the one that was pressed, or as a new message below."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardMarkup,
    Message,
)

from bot.dialogs.menu import COMMANDS
from bot.routes import Reply
from bot.screens import Screen, messages, noted
from bot.telegram.calls import EditText
from bot.telegram.deletions import LATER, TOO_OLD, Deletions, Fate
from bot.telegram.keyboard import keyboard, written
from bot.telegram.patience import patiently
from storage import letters, people
from storage.database import Database, Transaction

REMEMBERED = 20_000


class Show:
    """Draws replies. ``accounts.screen_message_id`` is the truth about the last screen of a chat; what was
    read of it lately is kept here so that a press needs no second read trip."""

    def __init__(self, bot: Bot, database: Database, deletions: Deletions) -> None:
        self._bot = bot
        self._database = database
        self._deletions = deletions
        self._last: OrderedDict[int, int | None] = OrderedDict()
        self._commands: dict[int, tuple[str, ...]] = {}

    async def reply(self, chat_id: int, reply: Reply, pressed: CallbackQuery | None) -> None:
        """Draw the screen and answer the press, at the same time; papers come before the screen."""
        if reply.delete is not None:
            reply = _told(reply, await self._deletions.delete(chat_id, reply.delete), pressed is None)
        drawing: list[Awaitable[object]] = []
        if pressed is not None:
            drawing.append(self._answer(pressed, reply))
        drawing.append(self._draw(chat_id, reply, pressed))
        if reply.commands is not None and self._commands.get(chat_id) != reply.commands:
            drawing.append(self._set_commands(chat_id, reply.commands))
        await asyncio.gather(*drawing)

    async def _set_commands(self, chat_id: int, names: tuple[str, ...]) -> None:
        """The menu of commands follows the roles; it is set anew only when they have changed."""
        self._commands[chat_id] = names
        menu = [BotCommand(command=name, description=COMMANDS[name]) for name in names]
        await self._quietly(lambda: self._bot.set_my_commands(menu, scope=BotCommandScopeChat(chat_id=chat_id)))

    async def _answer(self, pressed: CallbackQuery, reply: Reply) -> None:
        # A query too old to be answered is nobody's fault; the screen is drawn all the same.
        await self._quietly(
            lambda: self._bot.answer_callback_query(pressed.id, text=reply.toast, show_alert=reply.alert or None)
        )

    async def _draw(self, chat_id: int, reply: Reply, pressed: CallbackQuery | None) -> None:
        for paper in reply.papers:
            file = BufferedInputFile(paper.content, paper.name)
            await patiently(lambda file=file: self._bot.send_document(chat_id, file))  # type: ignore[misc]
        if reply.screen is None:
            return
        last = await self._last_screen(chat_id)
        message = pressed.message if pressed is not None and isinstance(pressed.message, Message) else None
        if message is not None and message.message_id == last and _may_edit(message, reply):
            edited = await self._edited(chat_id, message.message_id, reply.screen)
            if edited:
                return
        left: dict[int | None, InlineKeyboardMarkup | None] = {last: None}
        if pressed is not None and message is not None:
            left[message.message_id] = await self._still_to_press(chat_id, message, pressed.data)
        await self._below(chat_id, reply.screen, left)

    async def _edited(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """False when the message cannot be edited any more."""
        edit = EditText(chat_id=chat_id, message_id=message_id, text=screen.text, reply_markup=written(screen.rows))
        try:
            await patiently(lambda: self._bot(edit))
        except TelegramBadRequest as refused:
            return "message is not modified" in refused.message
        return True

    async def _below(self, chat_id: int, screen: Screen, left: dict[int | None, InlineKeyboardMarkup | None]) -> None:
        """Send anew; the buttons of the messages above go, but for what is ``left`` to be pressed there."""
        for message in messages(screen):
            sent = await self._sent(chat_id, message)
        await self.remember(chat_id, sent)
        for message_id in left.keys() - {None, sent}:
            await self._quietly(
                lambda at=message_id: self._bot.edit_message_reply_markup(  # type: ignore[misc]
                    chat_id=chat_id, message_id=at, reply_markup=left[at]
                )
            )

    async def _still_to_press(self, chat_id: int, message: Message, pressed: str | None) -> InlineKeyboardMarkup | None:
        """Of a screen nothing; of a letter about several matters what was not pressed: one answer closes one matter."""
        rows = message.reply_markup.inline_keyboard if message.reply_markup else []
        others = [kept for row in rows if (kept := [button for button in row if button.callback_data != pressed])]
        if not others:
            return None
        matters = await self._database.read(lambda tx: letters.matters(tx, chat_id, message.message_id))
        return InlineKeyboardMarkup(inline_keyboard=others) if matters > 1 else None

    async def _sent(self, chat_id: int, screen: Screen) -> int:
        markup = keyboard(screen.rows)
        picture = screen.picture
        if picture is None:
            sent = await patiently(lambda: self._bot.send_message(chat_id, screen.text, reply_markup=markup))
        else:
            file = BufferedInputFile(picture.content, picture.name)
            sent = await patiently(
                lambda: self._bot.send_photo(chat_id, file, caption=screen.text, reply_markup=markup)
            )
        return sent.message_id

    async def _last_screen(self, chat_id: int) -> int | None:
        if chat_id in self._last:
            self._last.move_to_end(chat_id)
            return self._last[chat_id]
        caller = await self._database.read(lambda tx: people.caller(tx, chat_id))
        return self._keep(chat_id, None if caller is None else caller.screen_message_id)

    async def remember(self, chat_id: int, message_id: int) -> None:
        """Note which message is the last screen of the chat."""
        self._keep(chat_id, message_id)

        async def unit(transaction: Transaction) -> None:
            await people.set_screen(transaction, chat_id, message_id)

        self._database.soon(unit)

    def _keep(self, chat_id: int, message_id: int | None) -> int | None:
        self._last[chat_id] = message_id
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        return message_id

    @staticmethod
    async def _quietly(call: Callable[[], Awaitable[object]]) -> None:
        with suppress(TelegramBadRequest):
            await patiently(call)


def _told(reply: Reply, fate: Fate, typed: bool) -> Reply:
    """What did not go is said: over the chat to a press, above the screen to typed words."""
    if fate is Fate.GONE:
        return reply
    word = TOO_OLD if fate is Fate.STAYS else LATER
    if typed and reply.screen is not None:
        return replace(reply, screen=noted(reply.screen, word))
    return replace(reply, toast=word, alert=True)


def _may_edit(message: Message, reply: Reply) -> bool:
    """A picture cannot become a text, and what comes after papers stands below them."""
    plain = not message.photo and reply.screen is not None and reply.screen.picture is None
    return plain and not reply.below and not reply.papers
