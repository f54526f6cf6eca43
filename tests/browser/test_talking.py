"""A person talks to a bot in the browser: words, buttons, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from sandbox.files import Upload
from sandbox.people import small_picture
from tests.browser.conftest import OpenPage
from tests.browser.stage import Scene

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


async def test_start_is_the_only_way_in_and_the_bot_answers(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.chooses("Анна Петрова")
    await expect(chat.line).to_be_hidden()

    await chat.start.click()

    await expect(chat.log.locator("b", has_text="Здравствуйте")).to_be_visible()
    await expect(chat.line).to_be_focused()
    await expect(chat.start).to_be_hidden()
    assert scene.anna.has_started


async def test_enter_sends_and_shift_enter_breaks_the_line(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")

    await chat.line.press_sequentially("первая")
    await chat.line.press("Shift+Enter")
    await chat.line.press_sequentially("вторая")
    await chat.line.press("Enter")

    await chat.sees("Услышано: первая\nвторая")
    await expect(chat.line).to_have_value("")


async def test_press_edits_the_message_in_its_place(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    messages = await chat.log.get_by_role("article").count()

    await chat.key("Согласиться").click()

    await chat.sees("Выбрано: agree")
    await chat.sees("изменено")
    await expect(chat.key("Согласиться")).to_have_count(0)
    await expect(chat.log.get_by_role("article")).to_have_count(messages)


async def test_answer_to_a_press_is_a_toast(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.key("Согласиться").click()
    await expect(chat.page.get_by_role("status").get_by_text("Записано")).to_be_visible()


async def test_alert_is_a_window_that_escape_closes(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")

    await chat.key("Подробнее").click()

    await expect(chat.dialog).to_contain_text("Подробности пришлёт куратор")
    await chat.page.keyboard.press("Escape")
    await expect(chat.dialog).to_be_hidden()
    await expect(chat.key("Подробнее")).to_be_focused()


async def test_pressed_button_waits_for_the_answer(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    scene.bot.may_answer.clear()

    await chat.key("Согласиться").click()
    await expect(chat.key("Согласиться")).to_have_attribute("aria-busy", "true")
    await expect(chat.key("Отказаться")).not_to_have_attribute("aria-busy", "true")

    scene.bot.may_answer.set()
    await chat.sees("Выбрано: agree")
    await expect(chat.log.locator("[aria-busy]")).to_have_count(0)


async def test_file_goes_to_the_bot_with_its_caption(scene: Scene, opens: OpenPage, tmp_path: Path) -> None:
    form = tmp_path / "согласие.txt"
    form.write_text("Согласен", encoding="utf-8")
    chat = await opens()
    await chat.starts_as("Анна Петрова")

    async with chat.page.expect_file_chooser() as chooser:
        await chat.button("Отправить файл").click()
    await (await chooser.value).set_files(form)
    await expect(chat.dialog).to_contain_text("согласие.txt, 16 Б")
    await chat.dialog.get_by_label("Подпись").fill("Подписано")
    await chat.page.keyboard.press("Enter")

    await chat.sees("Получен файл согласие.txt, 16 Б")
    heard = scene.bot.heard[-1]["message"]
    assert heard["caption"] == "Подписано"


async def test_file_of_the_bot_is_saved_as_it_was_sent(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.types("форма")

    async with chat.page.expect_download() as download:
        await chat.log.get_by_role("link", name="форма.txt").click()

    saved = await download.value
    assert saved.suggested_filename == "форма.txt"
    assert (await saved.path()).read_text(encoding="utf-8") == "Согласие"


async def test_photo_is_shown_and_opens_large(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    picture = {"photo": Upload("карта.png", small_picture())}
    await scene.bot.call("sendPhoto", picture, chat_id=scene.anna.id, caption="Дорожная карта")

    photo = chat.log.get_by_role("img", name="Фотография: Дорожная карта")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 8
    await photo.click()
    await expect(chat.dialog.get_by_role("img", name="Дорожная карта")).to_be_visible()


@pytest.mark.parametrize(
    ("item", "heard"),
    [
        ("Прислать стикер", "стикер"),
        ("Прислать голосовое", "голосовое"),
        ("Прислать фото", "фото"),
        ("Прислать пересланное", "пересланное"),
    ],
)
async def test_what_a_bot_does_not_expect_can_be_sent(scene: Scene, opens: OpenPage, item: str, heard: str) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.picks("Прислать другое: стикер, голосовое, фото", item)
    await chat.sees(f"Услышано: {heard}")


async def test_commands_come_from_the_menu_and_from_a_typed_slash(scene: Scene, opens: OpenPage) -> None:
    commands = [
        {"command": "menu", "description": "Меню"},
        {"command": "help", "description": "Что умеет бот"},
    ]
    await scene.bot.call("setMyCommands", commands=commands)
    chat = await opens()
    await chat.starts_as("Анна Петрова")

    await chat.picks("Команды бота", "/menu Меню")
    await chat.sees("Услышано: /menu")

    await chat.line.press_sequentially("/h")
    await expect(chat.page.get_by_role("menuitem")).to_have_count(1)
    await chat.line.press("ArrowDown")
    await chat.page.keyboard.press("Enter")
    await chat.sees("Услышано: /help")


async def test_command_in_a_message_is_pressed_like_a_link(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await scene.bot.call("sendMessage", chat_id=scene.anna.id, text="Помощь: /help, 7/8 класс")

    await chat.log.get_by_role("button", name="/help").click()

    await chat.sees("Услышано: /help")
    await expect(chat.log.get_by_role("button", name="/8")).to_have_count(0)


async def test_blocked_bot_cannot_write_until_it_is_let_in_again(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")

    await chat.picks("Меню переписки", "Заблокировать бота")
    await expect(chat.person("Анна Петрова")).to_contain_text("Бот заблокирован")
    await expect(chat.line).to_be_hidden()
    assert scene.anna.has_blocked

    await chat.button("Разблокировать бота").click()
    await expect(chat.line).to_be_focused()
    assert not scene.anna.has_blocked


async def test_refusal_is_said_in_words(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    empty = FilePayload(name="пусто.txt", mimeType="text/plain", buffer=b"")

    await chat.page.get_by_label("Файл для отправки").set_input_files(empty)
    await chat.dialog.get_by_role("button", name="Отправить").click()

    await expect(chat.page.get_by_role("status").get_by_text("Файл пустой")).to_be_visible()


async def test_text_that_could_not_be_sent_stays(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    await chat.page.route("**/text", lambda route: route.abort())

    await chat.types("важное")

    await expect(chat.page.get_by_text("Песочница не отвечает")).to_be_visible()
    await expect(chat.line).to_have_value("важное")


async def test_reader_above_is_not_pulled_down(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    for number in range(40):
        await scene.bot.call("sendMessage", chat_id=scene.anna.id, text=f"Письмо {number}")
    last = chat.log.get_by_text("Письмо 39")
    await expect(last).to_be_in_viewport()
    await expect(chat.person("Анна Петрова")).to_contain_text("Письмо 39")
    await expect(chat.person("Анна Петрова")).not_to_contain_text("Непрочитанных")

    await chat.log.evaluate("log => log.scrollTo(0, 0)")
    await expect(chat.button("Вниз")).to_be_visible()
    await scene.bot.call("sendMessage", chat_id=scene.anna.id, text="Самое новое")
    await expect(chat.person("Анна Петрова")).to_contain_text("Непрочитанных: 1")
    assert await chat.log.evaluate("log => log.scrollTop") == 0

    await chat.button("Вниз, новых сообщений: 1").click()
    await expect(chat.log.get_by_text("Самое новое")).to_be_in_viewport()
    await expect(chat.person("Анна Петрова")).not_to_contain_text("Непрочитанных")


async def test_deleted_message_disappears(scene: Scene, opens: OpenPage) -> None:
    chat = await opens()
    await chat.starts_as("Анна Петрова")
    sent = await scene.bot.call("sendMessage", chat_id=scene.anna.id, text="Лишнее")
    await chat.sees("Лишнее")
    await scene.bot.call("deleteMessage", chat_id=scene.anna.id, message_id=sent["message_id"])
    await expect(chat.log).not_to_contain_text("Лишнее")
