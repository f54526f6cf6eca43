"""`python -m sandbox`: a local Telegram with a chat page in the browser."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Sequence

from sandbox.control import Control
from sandbox.server import serve
from sandbox.telegram import DEFAULT_TOKEN, Telegram, utc_now


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until it is interrupted; 2 for wrong arguments, 1 when the port is taken."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_run(options))
    except (OSError, ValueError) as error:
        print(f"Не удалось запустить песочницу: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="только адрес этого компьютера")
    parser.add_argument("--port", type=int, default=8081, help="0 — любой свободный")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="токен, с которым придёт бот")
    parser.add_argument("--username", default="nastavnik_local_bot", help="имя бота в ссылках")
    parser.add_argument("--control", help="управляющий адрес программы: часы на странице")
    parser.add_argument("--person", action="append", default=[], help="человек на странице; можно несколько")
    return parser


async def _run(options: argparse.Namespace) -> None:
    control = Control(options.control) if options.control else None
    telegram = Telegram(
        options.token,
        username=options.username,
        now=utc_now if control is None else control.time,
        # A product that outlives this world must not meet its old message ids again.
        first_message_id=int(time.time() - 1_700_000_000),
    )
    for name in options.person:
        first, _, last = name.partition(" ")
        telegram.person(first, last or None)
    server = await serve(telegram, options.host, options.port, control)
    print(f"Страница с чатами и Bot API: {server.url}", flush=True)  # noqa: T201
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, stop.set)
    try:
        await stop.wait()
    finally:
        await server.close()


if __name__ == "__main__":
    sys.exit(main())
