"""Every line of the table of what the Bot API really does, against the world itself."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.files import MEGABYTE, FileKind, Upload
from sandbox.people import Person, small_picture
from sandbox.telegram import Telegram
from tests.sandbox.world import Api, Refusal, StandingClock

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def one_button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Да", **fields}]]}


def many_buttons(count: int) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Да", "callback_data": "x"}] for _ in range(count)]}


async def test_a_wrong_token_is_unauthorized(telegram: Telegram) -> None:
    with pytest.raises(ApiError, match=r"^401 Unauthorized$"):
        await telegram.call("1:another", "getMe")


@pytest.mark.parametrize("method", ["sendMesage", "sendmessage", "toString"])
async def test_an_unknown_method_is_not_found(refusal: Refusal, method: str) -> None:
    assert str(await refusal(method)) == "404 Not Found: method not found"


async def test_a_known_method_that_is_not_carried_out_says_so(refusal: Refusal, anna: Person) -> None:
    refused = await refusal("sendDice", chat_id=anna.id)
    assert refused.code == 501
    assert "sendDice" in refused.description


async def test_of_two_pollers_the_first_is_terminated(api: Api, anna: Person) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    with pytest.raises(ApiError) as caught:
        await first
    assert str(caught.value) == (
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await anna.types("Привет")
    assert (await second)[0]["message"]["text"] == "Привет"


async def test_no_polling_while_a_webhook_is_set(api: Api, refusal: Refusal) -> None:
    await api("setWebhook", url="https://school.example.ru/hook")
    assert str(await refusal("getUpdates")).startswith(
        "409 Conflict: can't use getUpdates method while webhook is active; "
    )
    await api("deleteWebhook")
    assert await api("getUpdates") == []


async def test_a_new_webhook_ends_the_poll_that_waits(api: Api) -> None:
    polling = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await api("setWebhook", url="https://school.example.ru/hook")
    with pytest.raises(ApiError, match="409 Conflict: terminated by setWebhook request"):
        await polling


@pytest.mark.parametrize("text", ["я" * 4096, "😀" * 4096, f"<b>{'я' * 4096}</b>", "&lt;" * 4096])
async def test_a_text_of_4096_code_points_is_taken(api: Api, anna: Person, text: str) -> None:
    await api("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert len(anna.screen) == 4096


async def test_a_longer_text_is_too_long(refusal: Refusal, anna: Person) -> None:
    refused = await refusal("sendMessage", chat_id=anna.id, text="я" * 4097)
    assert str(refused) == "400 Bad Request: message is too long"


async def test_a_longer_text_of_an_edit_has_another_answer(api: Api, refusal: Refusal, anna: Person) -> None:
    sent = await api("sendMessage", chat_id=anna.id, text="Коротко")
    refused = await refusal("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="я" * 4097)
    assert str(refused) == "400 Bad Request: MESSAGE_TOO_LONG"


async def test_a_caption_holds_1024_code_points(api: Api, telegram: Telegram, anna: Person) -> None:
    file = {"document": Upload("a.txt", b"1")}
    sent = await api("sendDocument", files=file, chat_id=anna.id, caption="я" * 1024)
    for method, target in (
        ("sendDocument", {}),
        ("editMessageCaption", {"message_id": sent["message_id"]}),
    ):
        with pytest.raises(ApiError) as caught:
            await api(method, files=file, chat_id=anna.id, caption="я" * 1025, **target)
        assert str(caught.value) == "400 Bad Request: message caption is too long"


@pytest.mark.parametrize("text", ["", "   ", "\n", "<b></b>", "<b> </b>"])
async def test_an_empty_text_is_refused(refusal: Refusal, anna: Person, text: str) -> None:
    refused = await refusal("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert str(refused) == "400 Bad Request: message text is empty"


async def test_a_missing_text_is_an_empty_one(refusal: Refusal, anna: Person) -> None:
    """aiogram leaves empty values out of its form."""
    refused = await refusal("sendMessage", chat_id=anna.id)
    assert str(refused) == "400 Bad Request: message text is empty"


@pytest.mark.parametrize("data", ["", "я" * 33, "x" * 65])
async def test_callback_data_is_1_to_64_bytes(refusal: Refusal, anna: Person, data: str) -> None:
    refused = await refusal("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button(callback_data=data))
    assert str(refused) == "400 Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize("data", ["x", "я" * 32, "x" * 64])
async def test_callback_data_that_just_fits(api: Api, anna: Person, data: str) -> None:
    await api("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button(callback_data=data))
    assert anna.labels == ["Да"]


@pytest.mark.parametrize("label", ["", " "])
async def test_a_button_needs_words(refusal: Refusal, anna: Person, label: str) -> None:
    markup = {"inline_keyboard": [[{"text": label, "callback_data": "x"}]]}
    refused = await refusal("sendMessage", chat_id=anna.id, text="Да?", reply_markup=markup)
    assert str(refused) == "400 Bad Request: inline keyboard button text must be non-empty"


async def test_a_hundred_buttons_are_enough(api: Api, refusal: Refusal, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="Да?", reply_markup=many_buttons(100))
    refused = await refusal("sendMessage", chat_id=anna.id, text="Да?", reply_markup=many_buttons(101))
    assert str(refused) == "400 Bad Request: reply markup is too long"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost",
        "http://localhost:8080/report",
        "localhost",
        "ftp://school.ru",
        "http://a b.ru",
        "http://x.ru:99999",
    ],
)
async def test_a_link_button_leads_somewhere_real(refusal: Refusal, anna: Person, url: str) -> None:
    refused = await refusal("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button(url=url))
    assert refused.code == 400
    assert refused.description.startswith(f"Bad Request: inline keyboard button URL '{url}' is invalid: ")


@pytest.mark.parametrize(
    "url", ["https://школа.рф/a?b=1", "http://127.0.0.1:8080", "t.me/bot?start=1", "tg://user?id=1"]
)
async def test_a_link_button_may_lead_there(api: Api, anna: Person, url: str) -> None:
    await api("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button(url=url))
    assert anna.labels == ["Да"]


@pytest.mark.parametrize("url", ["http://school.ru", "http://localhost", "https://localhost/app"])
async def test_a_web_app_needs_https(refusal: Refusal, anna: Person, url: str) -> None:
    markup = one_button(web_app={"url": url})
    refused = await refusal("sendMessage", chat_id=anna.id, text="Да?", reply_markup=markup)
    assert refused.code == 400
    assert f"Web App URL '{url}' is invalid" in refused.description


async def test_a_button_without_an_action_is_refused(refusal: Refusal, anna: Person) -> None:
    refused = await refusal("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button())
    assert refused.description == "Bad Request: Text buttons are unallowed in the inline keyboard"


async def test_an_edit_that_changes_nothing(api: Api, refusal: Refusal, anna: Person) -> None:
    markup = one_button(callback_data="x")
    sent = await api("sendMessage", chat_id=anna.id, text="<b>Да?</b>", parse_mode="HTML", reply_markup=markup)
    there = {"chat_id": anna.id, "message_id": sent["message_id"]}
    refused = await refusal(
        "editMessageText", **there, text="<strong>Да?</strong>", parse_mode="HTML", reply_markup=markup
    )
    assert str(refused) == f"400 {NOT_MODIFIED}"
    refused = await refusal("editMessageReplyMarkup", **there, reply_markup=markup)
    assert str(refused) == f"400 {NOT_MODIFIED}"


async def test_an_edit_keeps_the_message_id_and_drops_a_keyboard_not_repeated(
    api: Api, anna: Person, clock: StandingClock
) -> None:
    sent = await api("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button(callback_data="x"))
    clock.pass_by(minutes=3)
    edited = await api("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="Да?")
    assert edited["message_id"] == sent["message_id"]
    assert edited["edit_date"] == sent["date"] + 180
    assert "reply_markup" not in edited
    assert anna.labels == []


async def test_only_own_messages_can_be_edited(api: Api, refusal: Refusal, anna: Person) -> None:
    await anna.types("Это моё")
    refused = await refusal("editMessageText", chat_id=anna.id, message_id=anna.messages[-1].message_id, text="Нет")
    assert str(refused) == "400 Bad Request: message can't be edited"


@pytest.mark.parametrize(
    "markup",
    [{"keyboard": [[{"text": "Меню"}]]}, {"remove_keyboard": True}, {"force_reply": True}],
)
async def test_a_message_with_a_reply_keyboard_cannot_be_edited(
    api: Api, refusal: Refusal, anna: Person, markup: dict[str, Any]
) -> None:
    sent = await api("sendMessage", chat_id=anna.id, text="Меню", reply_markup=markup)
    refused = await refusal("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="Нет")
    assert str(refused) == "400 Bad Request: message can't be edited"


async def test_what_is_not_there_cannot_be_edited_or_deleted(api: Api, refusal: Refusal, anna: Person) -> None:
    sent = await api("sendMessage", chat_id=anna.id, text="Исчезну")
    there = {"chat_id": anna.id, "message_id": sent["message_id"]}
    await api("deleteMessage", **there)
    assert str(await refusal("editMessageText", **there, text="Я")) == ("400 Bad Request: message to edit not found")
    assert str(await refusal("deleteMessage", **there)) == ("400 Bad Request: message to delete not found")
    assert [message.text for message in anna.deleted] == ["Исчезну"]


async def test_after_two_days_a_message_cannot_be_deleted(
    api: Api, refusal: Refusal, anna: Person, clock: StandingClock
) -> None:
    sent = await api("sendMessage", chat_id=anna.id, text="Старое")
    clock.pass_by(hours=48, seconds=1)
    refused = await refusal("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    assert str(refused) == "400 Bad Request: message can't be deleted for everyone"


async def test_a_press_is_answered_once_and_in_time(
    api: Api, refusal: Refusal, anna: Person, telegram: Telegram, clock: StandingClock
) -> None:
    await api("sendMessage", chat_id=anna.id, text="Да?", reply_markup=one_button(callback_data="x"))
    await anna.presses("Да")
    query = telegram.updates.pending[-1]["callback_query"]["id"]
    await api("answerCallbackQuery", callback_query_id=query, text="Записано")
    assert anna.toast == "Записано"
    assert str(await refusal("answerCallbackQuery", callback_query_id=query)) == f"400 {TOO_OLD}"

    await anna.presses("Да")
    assert anna.toast is None
    query = telegram.updates.pending[-1]["callback_query"]["id"]
    clock.pass_by(minutes=6)
    assert str(await refusal("answerCallbackQuery", callback_query_id=query)) == f"400 {TOO_OLD}"


async def test_an_unknown_press_is_too_old(refusal: Refusal) -> None:
    assert str(await refusal("answerCallbackQuery", callback_query_id="1")) == f"400 {TOO_OLD}"


async def test_an_answer_to_a_press_holds_200_characters(api: Api, refusal: Refusal, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="Да?")
    query = (await anna.press_data("x")).query_id
    refused = await refusal("answerCallbackQuery", callback_query_id=query, text="я" * 201)
    assert str(refused) == "400 Bad Request: MESSAGE_TOO_LONG"
    await api("answerCallbackQuery", callback_query_id=query, text="я" * 200, show_alert=True)
    assert anna.was_alerted


async def test_who_never_pressed_start_cannot_be_written_to(telegram: Telegram, refusal: Refusal) -> None:
    stranger = telegram.person("Борис")
    for chat_id in (stranger.id, 1, "@channel"):
        refused = await refusal("sendMessage", chat_id=chat_id, text="Здравствуйте")
        assert str(refused) == "400 Bad Request: chat not found"


@pytest.mark.parametrize(
    ("method", "params"),
    [("sendMessage", {"text": "Где Вы?"}), ("sendChatAction", {"action": "typing"})],
)
async def test_who_blocked_the_bot_gets_nothing(
    refusal: Refusal, anna: Person, method: str, params: dict[str, str]
) -> None:
    await anna.blocks()
    refused = await refusal(method, chat_id=anna.id, **params)
    assert str(refused) == "403 Forbidden: bot was blocked by the user"


async def test_a_block_is_told_to_the_bot_and_a_start_lifts_it(telegram: Telegram, api: Api, anna: Person) -> None:
    await anna.blocks()
    change = telegram.updates.pending[-1]["my_chat_member"]
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    assert change["from"]["id"] == anna.id
    await anna.starts()
    await api("sendMessage", chat_id=anna.id, text="С возвращением")
    kinds = [set(update) - {"update_id"} for update in telegram.updates.pending]
    assert kinds == [{"my_chat_member"}, {"my_chat_member"}, {"message"}]


async def test_a_deleted_account_is_deactivated(refusal: Refusal, anna: Person) -> None:
    anna.deletes_account()
    refused = await refusal("sendMessage", chat_id=anna.id, text="Где Вы?")
    assert str(refused) == "403 Forbidden: user is deactivated"


async def test_files_have_their_sizes(telegram: Telegram, api: Api, anna: Person) -> None:
    picture = small_picture()
    big_photo = Upload("big.png", picture + b"\0" * (10 * MEGABYTE))
    with pytest.raises(ApiError, match=r"^413 Request Entity Too Large$"):
        await api("sendPhoto", files={"photo": big_photo}, chat_id=anna.id)
    await api("sendDocument", files={"document": big_photo}, chat_id=anna.id)
    big_file = Upload("big.bin", bytes(50 * MEGABYTE + 1))
    with pytest.raises(ApiError, match=r"^413 Request Entity Too Large$"):
        await api("sendDocument", files={"document": big_file}, chat_id=anna.id)


async def test_a_bot_downloads_twenty_megabytes(telegram: Telegram, api: Api, anna: Person) -> None:
    await anna.sends_document("small.bin", bytes(20 * MEGABYTE))
    small = telegram.updates.pending[-1]["message"]["document"]
    path = (await api("getFile", file_id=small["file_id"]))["file_path"]
    assert len(telegram.download(telegram.token, path)) == 20 * MEGABYTE
    await anna.sends_document("big.bin", bytes(20 * MEGABYTE + 1))
    big = telegram.updates.pending[-1]["message"]["document"]
    with pytest.raises(ApiError, match=r"^400 Bad Request: file is too big$"):
        await api("getFile", file_id=big["file_id"])


@pytest.mark.parametrize("name", ["", "Start", "моё", "with-dash", "/start", "x" * 33])
async def test_a_command_has_a_plain_name(refusal: Refusal, name: str) -> None:
    commands = json.dumps([{"command": name, "description": "Начать"}])
    refused = await refusal("setMyCommands", commands=commands)
    assert str(refused) == "400 Bad Request: BOT_COMMAND_INVALID"


async def test_too_fast_is_refused_with_a_time_to_wait(
    telegram: Telegram, api: Api, refusal: Refusal, anna: Person
) -> None:
    telegram.flood.on = True
    for number in range(4):
        await api("sendMessage", chat_id=anna.id, text=str(number))
    refused = await refusal("sendMessage", chat_id=anna.id, text="ещё")
    assert str(refused) == "429 Too Many Requests: retry after 1"
    assert refused.body()["parameters"] == {"retry_after": 1}


async def test_a_photo_must_be_a_picture(api: Api, anna: Person) -> None:
    with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
        await api("sendPhoto", files={"photo": Upload("a.png", b"no picture")}, chat_id=anna.id)


async def test_a_file_is_sent_again_by_its_id_as_the_same_kind_only(
    telegram: Telegram, api: Api, refusal: Refusal, anna: Person
) -> None:
    await anna.sends_photo()
    file_id = telegram.updates.pending[-1]["message"]["photo"][0]["file_id"]
    await api("sendPhoto", chat_id=anna.id, photo=file_id, caption="Вот")
    assert anna.files[-1].kind is FileKind.PHOTO
    refused = await refusal("sendDocument", chat_id=anna.id, document=file_id)
    assert refused.description == "Bad Request: can't use file of type Photo as Document"
    refused = await refusal("sendDocument", chat_id=anna.id, document="unknown")
    assert refused.description == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_message_ids_grow_over_the_whole_bot(telegram: Telegram, api: Api, anna: Person) -> None:
    boris = telegram.person("Борис")
    await boris.starts()
    ids = [(await api("sendMessage", chat_id=person.id, text="Привет"))["message_id"] for person in (anna, boris, anna)]
    assert ids == sorted(set(ids))


async def test_people_have_ids_above_32_bits(anna: Person) -> None:
    assert anna.id > 2**32
