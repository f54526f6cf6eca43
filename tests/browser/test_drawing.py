"""What the page's own modules make of a message and of a moment."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.browser.conftest import standing
from tests.browser.stage import Control

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """One page for all: its modules are asked, nothing on it changes."""
    async with standing(Control(), None) as scene:
        opened = await browser.new_page()
        await opened.goto(scene.url)
        yield opened
        await opened.close()


DRAWN = """async (html) => {
  const { richText } = await import('/page/rich_text.js');
  const box = document.createElement('div');
  box.append(richText(html));
  return box.innerHTML;
}"""


@pytest.mark.parametrize(
    ("html", "drawn"),
    [
        ("<b>a</b> <i>b</i> <u>c</u> <s>d</s>", "<b>a</b> <i>b</i> <u>c</u> <s>d</s>"),
        ("<b onclick='x()' style='color:red'>a</b>", "<b>a</b>"),
        ("a<script>x()</script><style>b{}</style>c", "ac"),
        ("<img src=x onerror='x()'>текст", "текст"),
        ("<svg><a href='javascript:x()'>a</a></svg>b", "b"),
        ("<a href='javascript:x()'>a</a>", "a"),
        ("<a href=' java\nscript:x()'>a</a>", "a"),
        ("<a href='data:text/html,x'>a</a>", "a"),
        ("<h1>a</h1><form><input>b</form>", "ab"),
        ("2 &lt; 3 &amp; 4", "2 &lt; 3 &amp; 4"),
        ("<code>/menu t.me/x</code>", "<code>/menu t.me/x</code>"),
        ("<blockquote expandable>a</blockquote>", "<blockquote>a</blockquote>"),
    ],
)
async def test_only_what_telegram_allows_is_drawn(page: Page, html: str, drawn: str) -> None:
    assert await page.evaluate(DRAWN, html) == drawn


@pytest.mark.parametrize(
    ("text", "links", "commands"),
    [
        ("смотрите https://example.org/a?b=c.", ["https://example.org/a?b=c"], []),
        ("(t.me/bot?start=A1)", ["https://t.me/bot?start=A1"], []),
        ("/menu и /help, но не 7/8 и не а/б", [], ["/menu", "/help"]),
        ("«https://example.org/»", ["https://example.org/"], []),
        ("путь /Путь и https://example.org/menu", ["https://example.org/menu"], []),
    ],
)
async def test_addresses_and_commands_can_be_pressed(
    page: Page, text: str, links: list[str], commands: list[str]
) -> None:
    found = await page.evaluate(
        """async (text) => {
          const { richText } = await import('/page/rich_text.js');
          const drawn = richText(text);
          const all = (selector, read) => [...drawn.querySelectorAll(selector)].map(read);
          return [all('a', (a) => a.getAttribute('href')), all('.command', (c) => c.textContent), drawn.textContent];
        }""",
        text,
    )
    assert found == [links, commands, text]


@pytest.mark.parametrize(
    ("address", "payload"),
    [
        ("https://t.me/school_bot?start=A1", "A1"),
        ("https://t.me/School_Bot?start=A1", "A1"),
        ("https://t.me/school_bot", ""),
        ("tg://resolve?domain=school_bot&start=A1", "A1"),
        ("https://t.me/other_bot?start=A1", None),
        ("https://example.org/school_bot?start=A1", None),
        ("просто слова", None),
    ],
)
async def test_deep_link_is_told_from_other_addresses(page: Page, address: str, payload: str | None) -> None:
    found = await page.evaluate(
        """async (address) => (await import('/page/rich_text.js')).startPayload(address, 'school_bot')""",
        address,
    )
    assert found == payload


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-09-07T10:04:00+03:00", "10:04"),
        ("2026-09-07T00:30:00+03:00", "00:30"),
        ("2026-09-06T23:59:00+03:00", "вс"),
        ("2026-09-01T12:00:00+03:00", "вт"),
        ("2026-08-31T12:00:00+03:00", "31.08"),
        ("2025-12-31T22:30:00+00:00", "01.01"),
        ("2025-12-31T12:00:00+03:00", "31.12.25"),
    ],
)
async def test_list_says_the_hour_the_weekday_or_the_date(page: Page, moment: str, words: str) -> None:
    shown = await page.evaluate(
        """async (moment) => {
          const { ProgrammeTime } = await import('/page/time.js');
          const time = new ProgrammeTime('2026-09-07T10:05:00+03:00');
          return time.shortWords(Date.parse(moment) / 1000);
        }""",
        moment,
    )
    assert shown == words


async def test_moment_in_another_zone_is_shown_in_the_programmes_own(page: Page) -> None:
    shown = await page.evaluate(
        """async () => {
          const { ProgrammeTime } = await import('/page/time.js');
          const time = new ProgrammeTime('2026-09-07T10:05:00+03:00');
          return time.moved('2026-12-31T21:00:00+00:00').words();
        }"""
    )
    assert shown == "пт, 1 января 2027, 00:00"
