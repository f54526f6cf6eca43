"""`run` and `demo`: the only commands that need the messenger."""

import argparse
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from bot.command_line.outcome import Done, Exit, Refused
from config.settings import Settings


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """While thousands of types are loaded there is no garbage yet; looking for it costs a tenth of the start.

    They live as long as the program, so that no later collection need walk over them either.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


async def run(_: argparse.Namespace, settings: Settings) -> Done:
    if settings.bot_token is None:
        message = "не задан BOT_TOKEN: получите токен у @BotFather; посмотреть бота без токена — «make demo»"
        raise Refused("settings", message, Exit.USAGE)
    with _nothing_collected():
        from bot import app, logs  # aiogram is loaded only by what sends

    logs.set_up(settings.log_level, settings.log_format)
    try:
        await app.run(settings)
    except app.StartRefused as refused:
        raise Refused("start", str(refused)) from refused
    return Done()


async def demo(_: argparse.Namespace, settings: Settings) -> Done:
    with _nothing_collected():
        from bot import app, demo, logs

    logs.set_up(settings.log_level, settings.log_format)
    try:
        await demo.run(settings)
    except demo.AlreadyRuns as refused:
        raise Refused("demo_runs", str(refused), Exit.USAGE) from refused
    except app.StartRefused as refused:
        raise Refused("start", str(refused)) from refused
    return Done()
