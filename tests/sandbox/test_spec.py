"""Every call is held against the published Bot API, and so is what the sandbox itself says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.files import Upload
from sandbox.people import Person, small_picture
from sandbox.spec import load_spec
from sandbox.telegram import Telegram
from tests.sandbox.world import Api, Refusal


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"texts": "x"}, 'unknown parameter "texts" of method sendMessage'),
        ({"chat_id": None}, 'parameter "chat_id" is required'),
        ({"chat_id": 1.5}, 'integer or string expected as "chat_id"'),
        ({"chat_id": True}, 'integer or string expected as "chat_id"'),
        ({"text": 5}, 'string expected as "text"'),
        ({"disable_notification": "maybe"}, 'boolean expected as "disable_notification"'),
        ({"message_thread_id": "x"}, 'integer expected as "message_thread_id"'),
        ({"entities": "{"}, 'can\'t parse "entities" JSON object'),
        ({"entities": "{}"}, 'array expected as "entities"'),
        ({"reply_markup": "[]"}, 'object expected as "reply_markup"'),
        (
            {"link_preview_options": {"disabled": True}},
            'unknown field "disabled" of LinkPreviewOptions in "link_preview_options"',
        ),
        ({"reply_markup": {"inline_keyboard": [{"text": "x"}]}}, 'array expected as "inline_keyboard"'),
        (
            {"reply_markup": {"inline_keyboard": [[{"url": "x.ru"}]]}},
            'field "text" of InlineKeyboardButton is required in "inline_keyboard"',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "calback_data": "1"}]]}},
            'unknown field "calback_data" of InlineKeyboardButton in "inline_keyboard"',
        ),
        ({"reply_markup": {"remove_keyboard": False}}, 'true expected as "remove_keyboard"'),
        (
            {"reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 65}},
            '"input_field_placeholder" must be 1-64 characters long, not 65',
        ),
    ],
)
async def test_a_wrong_parameter_is_named(refusal: Refusal, anna: Person, params: dict[str, Any], reason: str) -> None:
    refused = await refusal("sendMessage", **{"chat_id": anna.id, "text": "x", **params})
    assert str(refused) == f"400 Bad Request: {reason}"


async def test_values_may_come_as_text_of_a_form(api: Api, anna: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "x"}]]}
    sent = await api(
        "sendMessage",
        chat_id=str(anna.id),
        text="Да?",
        disable_notification="true",
        reply_markup=json.dumps(markup),
    )
    assert sent["reply_markup"] == markup


@pytest.mark.parametrize(
    ("scope", "is_fine"),
    [
        ({"type": "default"}, True),
        ({"type": "all_private_chats"}, True),
        ({"type": "chat"}, False),
        ({"type": "default", "chat_id": 1}, False),
        ({"type": "nowhere"}, False),
    ],
)
async def test_one_of_several_types_is_told_by_its_name(
    api: Api, refusal: Refusal, scope: dict[str, Any], is_fine: bool
) -> None:
    commands = [{"command": "start", "description": "Начать"}]
    if is_fine:
        assert await api("setMyCommands", commands=commands, scope=scope)
    else:
        assert (await refusal("setMyCommands", commands=commands, scope=scope)).code == 400


async def test_a_bot_name_has_its_length(api: Api, refusal: Refusal) -> None:
    await api("setMyName", name="я" * 64)
    assert (await refusal("setMyName", name="я" * 65)).description == (
        'Bad Request: "name" must be 0-64 characters long, not 65'
    )


async def test_every_update_is_what_the_bot_api_promises(telegram: Telegram, api: Api) -> None:
    anna = telegram.person("Анна <b>", None, None)
    await anna.starts("abc-1")
    await api(
        "sendMessage",
        chat_id=anna.id,
        text="Да?",
        reply_markup={"inline_keyboard": [[{"text": "Да", "callback_data": "x"}]]},
    )
    await anna.presses("Да")
    await api("deleteMessage", chat_id=anna.id, message_id=anna.last.message_id)
    await anna.press_data("x", anna.deleted[-1])
    await anna.types("/help сюда")
    await anna.edits_last("/help")
    await anna.sends_photo(caption="Вот")
    await anna.sends_sticker()
    await anna.sends_voice()
    await anna.sends_document("справка.pdf", b"%PDF")
    await anna.forwards("Чужое")
    await anna.blocks()
    group = telegram.group("Педсовет")
    await group.adds_bot(anna)
    await group.removes_bot(anna)
    assert len(telegram.updates) == 14
    for update in telegram.updates.pending:
        load_spec().check_type("Update", update)


async def test_every_result_is_what_the_bot_api_promises(telegram: Telegram, api: Api, anna: Person) -> None:
    spec = load_spec()
    spec.check_type("User", await api("getMe"))
    spec.check_type("ChatFullInfo", await api("getChat", chat_id=anna.id))
    spec.check_type("WebhookInfo", await api("getWebhookInfo"))
    sent = await api("sendPhoto", {"photo": Upload("a.png", small_picture())}, chat_id=anna.id)
    spec.check_type("Message", sent)
    spec.check_type("File", await api("getFile", file_id=sent["photo"][0]["file_id"]))
    spec.check_type(
        "MessageId",
        await api("copyMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=sent["message_id"]),
    )
