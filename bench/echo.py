"""The baseline: the least a bot on aiogram can do with a press, answer it and edit its message."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message


async def echo(query: CallbackQuery) -> None:
    await query.answer("Готово")
    if isinstance(query.message, Message):
        await query.message.edit_text(f"{query.message.text}\n\n{query.data}", reply_markup=query.message.reply_markup)


async def repeat(message: Message) -> None:
    await message.answer(message.text or "")


def dispatcher() -> Dispatcher:
    bare = Dispatcher()
    bare.callback_query.register(echo)
    bare.message.register(repeat)
    return bare


async def main() -> None:
    """A process of its own, for measuring the start and the memory."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    await dispatcher().start_polling(Bot(os.environ["BOT_TOKEN"], session=session))


if __name__ == "__main__":
    asyncio.run(main())
