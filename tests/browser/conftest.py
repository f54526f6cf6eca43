"""The stage for each story: a browser, a sandbox that listens, a bot, a control address.

Playwright is installed by `make browser` alone. Without it these stories are not collected, so
that `make test` needs no browser; `make browser` then finds no tests and fails.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest_asyncio

from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.browser.stage import Control, Scene, ScriptedBot

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Request

    from tests.browser.chat_page import ChatPage

collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all stories; each opens a profile of its own."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def scene() -> AsyncIterator[Scene]:
    """Anna and Boris have not met the bot yet; the programme's clock is within reach."""
    control = Control()
    async with control.listening(), standing(control, control.url) as built:
        yield built


@contextlib.asynccontextmanager
async def serving(telegram: Telegram, control: str | None, port: int = 0) -> AsyncIterator[str]:
    """The real server over this world; gives its address."""
    server = await serve(telegram, port=port, control=control)
    try:
        yield server.url
    finally:
        await server.close()


@contextlib.asynccontextmanager
async def standing(control: Control, control_url: str | None) -> AsyncIterator[Scene]:
    """Two people and a listening bot; `control_url` None: a programme that runs on real time."""
    telegram = Telegram(now=lambda: control.now)
    anna = telegram.person("Анна", "Петрова")
    boris = telegram.person("Борис", "Орлов")
    bot = ScriptedBot(telegram)
    async with serving(telegram, control_url) as url:
        listening = asyncio.create_task(bot.listens())
        try:
            yield Scene(telegram, bot, control, url, anna, boris)
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening


OpenPage = Callable[..., Awaitable["ChatPage"]]


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, scene: Scene) -> AsyncIterator[OpenPage]:
    """Opens the scene's page; afterwards there were no errors and no requests to other hosts."""
    from tests.browser.chat_page import DESKTOP, ChatPage

    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def notes_foreign(request: Request) -> None:
        if not request.url.startswith((scene.url, "data:", "blob:")):
            troubles.append(request.url)

    async def open_page(path: str = "", size: Any = DESKTOP, **looks: Any) -> ChatPage:
        context = await browser.new_context(viewport=size, **looks)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", notes_foreign)
        await page.goto(f"{scene.url}/{path}")
        chat = ChatPage(page)
        await chat.people.get_by_role("button").first.wait_for()
        return chat

    yield open_page
    for context in contexts:
        await context.close()
    assert not troubles
