"""The small language of stories: what people do and what they see."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.people import Impossible, Person, bare
from sandbox.telegram import Telegram
from tests.sandbox.world import Api, StandingClock


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": x, "callback_data": f"to:{x}"[:30]}] for x in labels]}


def data_of_presses(telegram: Telegram) -> list[str]:
    updates = telegram.updates.pending
    return [u["callback_query"]["data"] for u in updates if "callback_query" in u]


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("✅ Согласиться", "Согласиться"),
        ("👩‍🏫 Наставник", "Наставник"),
        ("• Да", "Да"),
        ("Да", "Да"),
        ("«Школа 5»", "«Школа 5»"),
        ("➡️", "➡️"),
        ("+1 час", "+1 час"),
    ],
)
def test_a_mark_before_a_label_is_no_part_of_it(label: str, plain: str) -> None:
    assert bare(label) == plain


async def test_the_newest_message_with_the_button_wins(telegram: Telegram, api: Api, anna: Person) -> None:
    for text in ("старое", "новое"):
        await api("sendMessage", chat_id=anna.id, text=text, reply_markup=keyboard("✅ Да", "Нет"))
    await api("sendMessage", chat_id=anna.id, text="без кнопок")
    await anna.presses("Да")
    pressed = telegram.updates.pending[-1]["callback_query"]
    assert pressed["message"]["text"] == "новое"
    assert pressed["data"] == "to:✅ Да"


async def test_an_older_message_is_pressed_when_it_is_named(telegram: Telegram, api: Api, anna: Person) -> None:
    for text in ("старое", "новое"):
        await api("sendMessage", chat_id=anna.id, text=text, reply_markup=keyboard("Да"))
    await anna.presses("Да", on=anna.messages[-2])
    assert telegram.updates.pending[-1]["callback_query"]["message"]["text"] == "старое"


async def test_a_button_nobody_sees_is_not_pressed(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard("Да", "Нет"))
    with pytest.raises(AssertionError, match=r"no button 'Возможно'; there are: \['Да', 'Нет'\]"):
        await anna.presses("Возможно")


async def test_two_devices_make_two_presses(telegram: Telegram, api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard("Да"))
    await anna.presses_twice("Да")
    ids = {u["callback_query"]["id"] for u in telegram.updates.pending}
    assert data_of_presses(telegram) == ["to:Да", "to:Да"]
    assert len(ids) == 2


async def test_a_button_of_a_reply_keyboard_writes_its_label(telegram: Telegram, api: Api, anna: Person) -> None:
    markup = {"keyboard": [[{"text": "🏠 Меню"}]]}
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    assert anna.labels == ["🏠 Меню"]
    await anna.presses("Меню")
    assert telegram.updates.pending[-1]["message"]["text"] == "🏠 Меню"
    await api("sendMessage", chat_id=anna.id, text="!", reply_markup={"remove_keyboard": True})
    with pytest.raises(Impossible):
        await anna.presses("Меню")


@pytest.mark.parametrize("how", ["too old", "deleted"])
async def test_a_press_on_an_inaccessible_message_carries_no_text(
    telegram: Telegram, api: Api, anna: Person, clock: StandingClock, how: str
) -> None:
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard("Да"))
    message = anna.last
    if how == "deleted":
        await api("deleteMessage", chat_id=anna.id, message_id=message.message_id)
    else:
        clock.pass_by(hours=48, seconds=1)
    await anna.presses("Да", on=message)
    carried = telegram.updates.pending[-1]["callback_query"]["message"]
    assert carried["date"] == 0
    assert carried["message_id"] == message.message_id
    assert set(carried) == {"chat", "message_id", "date"}


async def test_forged_data_is_sent_as_it_is(telegram: Telegram, api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="?")
    await anna.press_data("org:999:delete")
    assert data_of_presses(telegram) == ["org:999:delete"]


async def test_a_deep_link_starts_with_its_payload(telegram: Telegram) -> None:
    anna = telegram.person("Анна")
    await anna.opens(f"https://t.me/{telegram.bot.username}?start=Inv_7-x")
    message = telegram.updates.pending[-1]["message"]
    assert message["text"] == "/start Inv_7-x"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    await anna.opens(f"tg://resolve?domain={telegram.bot.username}&start=two")
    assert telegram.updates.pending[-1]["message"]["text"] == "/start two"


@pytest.mark.parametrize("payload", ["", "с кодом", "a b", "x" * 65])
async def test_a_deep_link_cannot_carry_that(telegram: Telegram, payload: str) -> None:
    with pytest.raises(Impossible):
        await telegram.person("Анна").starts(payload)


async def test_a_link_to_another_bot_is_not_followed(telegram: Telegram, anna: Person) -> None:
    with pytest.raises(Impossible, match="another bot"):
        await anna.opens("https://t.me/some_other_bot?start=1")


async def test_a_link_button_is_opened_by_the_person(telegram: Telegram, api: Api, anna: Person) -> None:
    ours = f"https://t.me/{telegram.bot.username}?start=code"
    rows = [[{"text": "Сайт", "url": "https://school.ru"}], [{"text": "Войти", "url": ours}]]
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup={"inline_keyboard": rows})
    await anna.presses("Сайт")
    assert anna.opened == ["https://school.ru"]
    await anna.presses("Войти")
    assert telegram.updates.pending[-1]["message"]["text"] == "/start code"


async def test_a_long_text_comes_as_several_messages(telegram: Telegram, anna: Person) -> None:
    await anna.types("я" * 5000)
    lengths = [len(u["message"]["text"]) for u in telegram.updates.pending]
    assert lengths == [4096, 904]


async def test_everything_but_text(telegram: Telegram, anna: Person) -> None:
    await anna.sends_sticker()
    await anna.sends_voice()
    await anna.sends_photo()
    await anna.sends_document("план.docx", b"PK", caption="План")
    await anna.forwards("Чужие слова")
    messages = [u["message"] for u in telegram.updates.pending]
    keys = ("sticker", "voice", "photo", "document", "forward_origin")
    assert [key for message, key in zip(messages, keys, strict=True) if key in message] == [*keys]
    assert messages[3]["document"]["file_name"] == "план.docx"
    assert messages[3]["caption"] == "План"


async def test_a_correction_is_an_update_of_its_own(telegram: Telegram, anna: Person) -> None:
    await anna.types("Смирнава")
    await anna.edits_last("Смирнова")
    edited = telegram.updates.pending[-1]["edited_message"]
    assert edited["text"] == "Смирнова"
    assert edited["message_id"] == telegram.updates.pending[-2]["message"]["message_id"]
    assert edited["edit_date"] == edited["date"]


async def test_nobody_writes_before_start_or_through_a_block(telegram: Telegram, anna: Person) -> None:
    with pytest.raises(Impossible, match="has not pressed Start"):
        await telegram.person("Борис").types("Привет")
    await anna.blocks()
    with pytest.raises(Impossible, match="has blocked the bot"):
        await anna.types("Привет")


async def test_names_come_as_they_are(telegram: Telegram) -> None:
    odd = telegram.person("<b>Ева & \u202eко 😀", None, None, language=None)
    await odd.starts()
    sender = telegram.updates.pending[-1]["message"]["from"]
    assert sender == {"id": odd.id, "is_bot": False, "first_name": "<b>Ева & \u202eко 😀"}


async def test_a_person_sees_files_and_captions(api: Api, anna: Person) -> None:
    from sandbox.files import Upload

    file = {"document": Upload("согласие.docx", b"PK")}
    await api("sendDocument", files=file, chat_id=anna.id, caption="<b>Бланк</b>", parse_mode="HTML")
    assert anna.screen == "Бланк"
    assert [(f.name, f.data) for f in anna.files] == [("согласие.docx", b"PK")]


async def test_a_bot_is_brought_into_a_group_and_leaves(telegram: Telegram, api: Api, anna: Person) -> None:
    group = telegram.group("Педсовет")
    await group.adds_bot(by=anna)
    change, joined = telegram.updates.pending
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"][0]["id"] == telegram.bot.id
    await api("sendMessage", chat_id=group.chat.id, text="Я работаю в личных сообщениях")
    await api("leaveChat", chat_id=group.chat.id)
    assert not group.has_bot
    with pytest.raises(Exception, match="403 Forbidden: bot is not a member of the group chat"):
        await api("sendMessage", chat_id=group.chat.id, text="Ещё")


async def test_in_a_group_a_bot_hears_what_concerns_it(telegram: Telegram, anna: Person) -> None:
    group = telegram.group("Педсовет")
    await group.adds_bot(by=anna)
    telegram.updates.clear()
    await anna.types_in(group, "Коллеги, кто завтра?")
    assert len(telegram.updates) == 0
    await anna.types_in(group, "/menu")
    assert telegram.updates.pending[-1]["message"]["chat"]["type"] == "group"


async def test_the_narrowest_menu_of_commands_is_in_force(telegram: Telegram, api: Api, anna: Person) -> None:
    def menu(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": "Описание"}]

    await api("setMyCommands", commands=menu("everyone"))
    assert telegram.commands_in(anna.chat) == menu("everyone")
    await api("setMyCommands", commands=menu("mine"), scope={"type": "chat", "chat_id": anna.id})
    assert telegram.commands_in(anna.chat) == menu("mine")
    await api("deleteMyCommands", scope={"type": "chat", "chat_id": anna.id})
    assert telegram.commands_in(anna.chat) == menu("everyone")
