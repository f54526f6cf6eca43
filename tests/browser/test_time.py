"""The programme's clock on top of the page, dates between messages, a lost connection."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp.test_utils import unused_port
from playwright.async_api import Browser, Locator, expect

from sandbox.telegram import Telegram
from tests.browser.chat_page import ChatPage
from tests.browser.conftest import OpenPage, serving, standing
from tests.browser.stage import MONDAY, Control, Scene, ScriptedBot

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


def clock_of(chat: ChatPage) -> Locator:
    return chat.page.get_by_role("group", name="Время программы")


async def test_programme_time_stands_on_top_in_its_own_zone(scene: Scene, opens: OpenPage) -> None:
    chat = await opens(timezone_id="America/New_York")
    await expect(clock_of(chat)).to_contain_text("пн, 7 сентября 2026, 10:00")
    await chat.starts_as("Анна Петрова")
    await expect(chat.log.get_by_role("article").first).to_contain_text("10:00")


@pytest.mark.parametrize(
    ("label", "shift", "shown"),
    [
        ("+1 час", timedelta(hours=1), "пн, 7 сентября 2026, 11:00"),
        ("+1 день", timedelta(days=1), "вт, 8 сентября 2026, 10:00"),
        ("+1 неделя", timedelta(days=7), "пн, 14 сентября 2026, 10:00"),
        ("к следующему событию", timedelta(hours=22), "вт, 8 сентября 2026, 08:00"),
    ],
)
async def test_button_moves_the_programme(
    scene: Scene, opens: OpenPage, label: str, shift: timedelta, shown: str
) -> None:
    chat = await opens()

    await chat.button(label).click()

    await expect(chat.page.get_by_role("status").get_by_text("Отправлено писем: 3")).to_be_visible()
    await expect(clock_of(chat)).to_contain_text(shown)
    assert scene.control.now == MONDAY + shift
    assert len(scene.control.asked) == 1


async def test_nothing_ahead_means_no_next_event(scene: Scene, opens: OpenPage) -> None:
    scene.control.next_due = None
    chat = await opens()
    await expect(chat.button("к следующему событию")).to_be_disabled()
    await expect(chat.button("+1 час")).to_be_enabled()


async def test_programme_that_went_away_is_named(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await expect(chat.button("+1 час")).to_be_enabled()
    scene.control.is_gone = True
    await chat.button("+1 час").click()
    await expect(chat.page.get_by_role("status").get_by_text("Программа не отвечает")).to_be_visible()
    await expect(chat.button("+1 час")).to_be_disabled()


async def test_real_clock_cannot_be_moved_and_the_page_says_why(browser: Browser) -> None:
    async with standing(Control(), None) as scene:
        page = await browser.new_page()
        await page.goto(scene.url)
        why = "Время здесь не передвинуть: программа идёт по настоящим часам"
        button = page.get_by_role("button", name="к следующему событию")
        await expect(button).to_be_disabled()
        await expect(button).to_have_attribute("title", why)
        await button.press("Enter")
        await expect(page.get_by_role("status").get_by_text(why)).to_be_visible()
        await page.close()


async def test_date_stands_between_days(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    scene.control.now = MONDAY + timedelta(days=1)
    await chat.types("на другой день")
    await chat.sees("Услышано: на другой день")
    scene.control.now = MONDAY + timedelta(days=150)
    await chat.types("в другом году")
    await chat.sees("Услышано: в другом году")
    days = await chat.log.locator(".day").all_inner_texts()
    assert days[:2] in (["7 сентября", "8 сентября"], ["7 сентября 2026", "8 сентября 2026"])
    assert days[2].startswith("4 февраля")


async def test_page_catches_up_after_a_lost_connection(browser: Browser) -> None:
    control, port = Control(), unused_port()
    telegram = Telegram(now=lambda: control.now)
    anna = telegram.person("Анна", "Петрова")
    anna.start_now()
    bot = ScriptedBot(telegram)
    page = await browser.new_page()
    chat = ChatPage(page)
    async with serving(telegram, None, port) as url:
        await page.goto(url)
        await chat.chooses("Анна Петрова")
        await bot.call("sendMessage", chat_id=anna.id, text="До обрыва")
        await chat.sees("До обрыва")
    await expect(page.get_by_text("Нет связи с песочницей")).to_be_visible()
    await bot.call("sendMessage", chat_id=anna.id, text="Пока связи не было")

    async with serving(telegram, None, port):
        await chat.sees("Пока связи не было")
        await expect(page.get_by_text("Нет связи с песочницей")).to_be_hidden()
        await page.close()
