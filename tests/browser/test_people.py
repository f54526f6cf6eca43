"""Who is there, who has unread letters, who opens a link; on a phone and without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.chat_page import PHONE, ChatPage
from tests.browser.conftest import OpenPage
from tests.browser.stage import Scene

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

NARROWEST = {"width": 360, "height": 740}


async def test_new_person_is_added_and_chosen(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()

    await chat.button("+ новый человек").click()
    await chat.dialog.get_by_label("Имя", exact=True).fill("Вера")
    await chat.dialog.get_by_label("Фамилия").fill("Зимина")
    await chat.page.keyboard.press("Enter")

    await expect(chat.person("Вера Зимина")).to_have_attribute("aria-current", "true")
    await expect(chat.start).to_be_focused()
    assert [person.name for person in scene.telegram.people][-1] == "Вера Зимина"


async def test_name_is_required_and_escape_adds_nobody(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.button("+ новый человек").click()
    await chat.dialog.get_by_role("button", name="Добавить").click()
    await expect(chat.dialog).to_be_visible()
    await chat.page.keyboard.press("Escape")
    await expect(chat.dialog).to_be_hidden()
    await expect(chat.button("+ новый человек")).to_be_focused()
    assert len(scene.telegram.people) == 2


async def test_unread_letters_stand_in_the_list_and_in_the_title(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.starts_as("Борис Орлов")

    for words in ("Первое письмо", "Второе письмо"):
        await scene.bot.call("sendMessage", chat_id=scene.anna.id, text=words)

    await expect(chat.person("Анна Петрова")).to_contain_text("Непрочитанных: 2")
    await expect(chat.person("Анна Петрова")).to_contain_text("Второе письмо")
    await expect(chat.page).to_have_title(re.compile(r"^\(2\) "))
    await chat.chooses("Анна Петрова")
    await expect(chat.person("Анна Петрова")).not_to_contain_text("Непрочитанных")
    await expect(chat.page).to_have_title(re.compile(r"^[^(]"))


async def test_address_remembers_who_is_chosen(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Борис Орлов")
    assert chat.page.url.endswith(f"#{scene.boris.id}")
    await chat.page.reload()
    await expect(chat.person("Борис Орлов")).to_have_attribute("aria-current", "true")
    await chat.sees("Здравствуйте")


async def test_draft_waits_for_its_person(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.line.fill("недописанное")
    await chat.starts_as("Борис Орлов")
    await expect(chat.line).to_have_value("")
    await chat.chooses("Анна Петрова")
    await expect(chat.line).to_have_value("недописанное")


async def opens_link_as(chat: ChatPage, who: str) -> None:
    await chat.key("Приглашение").click()
    await expect(chat.dialog).to_contain_text("?start=INV42")
    await chat.dialog.get_by_label(who, exact=True).check()


async def test_deep_link_is_opened_by_the_same_person(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await opens_link_as(chat, "Анна Петрова")
    await chat.dialog.get_by_role("button", name="Открыть").click()
    await chat.sees("Код: INV42")


async def test_deep_link_is_opened_by_a_new_person(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await opens_link_as(chat, "новый человек")
    await chat.dialog.get_by_label("Имя", exact=True).fill("Вера")
    await chat.dialog.get_by_role("button", name="Открыть").click()

    await expect(chat.person("Вера")).to_have_attribute("aria-current", "true")
    await chat.sees("Код: INV42")
    assert "Код: нет" in scene.anna.screen


async def test_deep_link_is_opened_by_another_person(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.log.get_by_role("link", name="?start=INV42").click()
    await chat.dialog.get_by_label("другой человек").check()
    await chat.dialog.get_by_role("combobox").select_option("Борис Орлов")
    await chat.dialog.get_by_role("button", name="Открыть").click()

    await expect(chat.person("Борис Орлов")).to_have_attribute("aria-current", "true")
    await chat.sees("Код: INV42")


@pytest.mark.parametrize("pasted", ["INV42", "/start INV42", "t.me/{bot}?start=INV42"])
async def test_link_from_elsewhere_is_typed_in(scene: Scene, opens: OpenPage, pasted: str) -> None:
    chat = await opens()
    await chat.chooses("Анна Петрова")
    await chat.picks("Меню переписки", "Открыть ссылку-приглашение")
    link = pasted.format(bot=scene.telegram.bot.username)
    await chat.dialog.get_by_label("Ссылка или код приглашения").fill(link)
    await chat.page.keyboard.press("Enter")
    await chat.sees("Код: INV42")


async def test_phone_shows_the_list_and_the_chat_in_turn(scene: Scene, opens: OpenPage) -> None:
    chat = await opens(size=PHONE)
    await expect(chat.page.get_by_text("Это песочница: имитация Telegram")).to_be_visible()
    await expect(chat.log).to_be_hidden()

    await chat.starts_as("Анна Петрова")
    await expect(chat.people).to_be_hidden()

    await chat.button("Назад к списку людей").click()
    await expect(chat.person("Анна Петрова")).to_be_focused()
    await expect(chat.log).to_be_hidden()


async def test_browser_back_leads_from_the_chat_to_the_list(scene: Scene, opens: OpenPage) -> None:
    chat = await opens(size=PHONE)
    await chat.chooses("Анна Петрова")
    await chat.page.go_back()
    await expect(chat.people).to_be_visible()


async def test_nothing_sticks_out_at_phone_width(scene: Scene, opens: OpenPage) -> None:
    chat = await opens(size=NARROWEST)
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    inside = "log => log.scrollWidth - log.clientWidth"
    assert await chat.page.evaluate(wide) <= 0
    await chat.starts_as("Анна Петрова")
    long_label = "Очень длинная подпись кнопки, которой тесно"
    await scene.bot.call(
        "sendMessage",
        chat_id=scene.anna.id,
        text="https://example.org/" + "a" * 200,
        reply_markup={"inline_keyboard": [[{"text": long_label, "callback_data": "x"}] * 2]},
    )
    await expect(chat.key(long_label)).to_be_visible()
    assert await chat.page.evaluate(wide) <= 0
    assert await chat.log.evaluate(inside) <= 0
    steps = chat.page.get_by_role("group", name="Время программы").get_by_role("button")
    for step in await steps.all():
        box = await step.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= NARROWEST["width"]


async def test_everything_is_reached_without_a_mouse(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    keyboard = chat.page.keyboard

    await tab_to(chat, "Анна Петрова")
    await keyboard.press("ArrowDown")
    await expect(chat.person("Борис Орлов")).to_be_focused()
    await keyboard.press("ArrowUp")
    await keyboard.press("Enter")
    await expect(chat.start).to_be_focused()
    await keyboard.press("Space")
    await expect(chat.line).to_be_focused()
    await chat.sees("Здравствуйте")

    await tab_to(chat, "Отказаться", back=True)
    await keyboard.press("Enter")
    await chat.sees("Выбрано: refuse")
    await expect(chat.key("Меню")).to_be_focused()

    await tab_to(chat, "Меню переписки", back=True)
    await keyboard.press("Enter")
    await expect(chat.page.get_by_role("menuitem").first).to_be_focused()
    await keyboard.press("End")
    await expect(chat.page.get_by_role("menuitem").last).to_be_focused()
    await keyboard.press("Escape")
    await expect(chat.page.get_by_role("menu")).to_be_hidden()
    await expect(chat.button("Меню переписки")).to_be_focused()


async def tab_to(chat: ChatPage, name: str, *, back: bool = False) -> None:
    """Steps by Tab to the control so named; each stop on the way shows its focus."""
    stop = chat.page.locator(":focus")
    for _ in range(30):
        await chat.page.keyboard.press("Shift+Tab" if back else "Tab")
        assert await stop.evaluate("part => getComputedStyle(part).outlineStyle") != "none"
        words = await stop.evaluate("part => part.getAttribute('aria-label') ?? part.textContent")
        if name in words:
            return
    raise AssertionError(f"Tab never came to {name}")


async def test_screen_reader_finds_landmarks_and_names(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    for role in ("banner", "navigation", "main"):
        await expect(chat.page.get_by_role(role).first).to_be_visible()
    await expect(chat.log).to_have_attribute("aria-live", "polite")
    nameless = await chat.page.evaluate(
        """() => [...document.querySelectorAll('button, input, textarea, a')]
            .filter(part => !(part.getAttribute('aria-label') ?? part.textContent).trim())
            .map(part => part.outerHTML)"""
    )
    assert nameless == []
    assert await chat.page.locator("html").get_attribute("lang") == "ru"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(scene: Scene, opens: OpenPage, scheme: str) -> None:
    chat = await opens(color_scheme=scheme)
    await chat.starts_as("Анна Петрова")
    await chat.types("Хорошо")
    await chat.sees("Услышано: Хорошо")
    faint = await chat.page.evaluate(FAINT_WORDS)
    assert faint == []


FAINT_WORDS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (part) => {
    for (let at = part; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const colour = parts(style.backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return null;
  };
  const faint = [];
  for (const part of document.querySelectorAll("body *")) {
    const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !part.checkVisibility() || part.closest(".spoken, .short")) continue;
    const below = ground(part);
    if (!below) continue;
    const [one, two] = [light(parts(getComputedStyle(part).color)), light(below)].sort();
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < 4.5) faint.push(`${part.className || part.tagName} ${contrast.toFixed(2)}`);
  }
  return faint;
}"""


async def test_motion_stops_when_the_reader_asks_so(scene: Scene, opens: OpenPage) -> None:
    chat = await opens(reduced_motion="reduce")
    await chat.starts_as("Анна Петрова")
    await chat.key("Согласиться").click()
    toast = chat.page.get_by_role("status").get_by_text("Записано")
    assert await toast.evaluate("part => getComputedStyle(part).animationName") == "none"
