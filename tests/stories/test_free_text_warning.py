"""Words that should not travel through a messenger: warned about, kept, deleted on request."""

import pytest

from bot.dialogs.questionnaire import DeleteMessage
from bot.screens import packed
from mentoring.ids import AttemptId
from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World


@pytest.fixture
async def anna(world: World) -> Person:
    """Question 2 asks for words."""
    anna = await world.member(await world.school(), Role.MENTEE, "Анна")
    await anna.presses("Начать")
    await anna.presses("Учитель")
    return anna


async def test_a_phone_draws_a_warning_and_the_answer_is_kept(world: World, anna: Person) -> None:
    await anna.types("Физика, мой телефон 8 913 123-45-67")
    assert "телефон" in anna.screen
    assert "Вопрос 3 из 15" in anna.screen
    assert "🗑 Удалить моё сообщение" in anna.labels
    await anna.presses("Назад")
    assert "Сейчас записано: Физика, мой телефон 8 913 123-45-67" in anna.screen


async def test_the_button_deletes_exactly_that_message(world: World, anna: Person) -> None:
    await anna.types("Физика")
    await anna.presses("Назад")
    await anna.types("Физика, пишите на fizik@mail.example")
    before = list(anna.messages)
    await anna.presses("Удалить моё сообщение")
    assert anna.toast == "Сообщение удалено, ответ остался"
    assert [message.text for message in anna.deleted] == ["Физика, пишите на fizik@mail.example"]
    assert [message for message in before if message not in anna.messages] == anna.deleted
    assert "Вопрос 3 из 15" in anna.screen
    await anna.types("3")
    assert "Вопрос 4 из 15" in anna.screen


@pytest.mark.parametrize("deletes", [True, False])
async def test_the_answer_that_stays_is_one_press_away(anna: Person, deletes: bool) -> None:
    await anna.types("Физика, мой телефон 8 913 123-45-67")
    if deletes:
        await anna.presses("Удалить моё сообщение")
        assert "Сам ответ в анкете остался." in anna.screen
    await anna.presses("Исправить ответ")
    assert "Вопрос 2 из 15" in anna.screen
    assert "Сейчас записано: Физика, мой телефон" in anna.screen
    await anna.types("Физика")
    assert "Вопрос 3 из 15" in anna.screen


async def test_after_the_form_was_sent_an_old_button_deletes_and_offers_nothing(world: World, anna: Person) -> None:
    await anna.types("Физика, мой телефон 8 913 123-45-67")
    typed = next(message for message in anna.messages if message.text.startswith("Физика"))
    await world.fills_in(anna)
    await anna.press_data(packed(DeleteMessage(typed.message_id, AttemptId(1), "mt02")))
    assert len(anna.deleted) == 1
    assert "✎ Исправить ответ" not in anna.labels


async def test_plain_words_draw_no_warning(anna: Person) -> None:
    await anna.types("Физика и астрономия, 7–9 классы")
    assert "⚠️" not in anna.screen
    assert "🗑 Удалить моё сообщение" not in anna.labels


async def test_a_forged_id_deletes_nothing_of_others(world: World, anna: Person) -> None:
    boris = world.person("Борис")
    await boris.starts()
    theirs = [message.message_id for message in boris.messages]
    assert theirs
    for message_id in (*theirs, 999_999, 0):
        await anna.press_data(packed(DeleteMessage(message_id)))
    assert boris.deleted == []
    assert anna.deleted == []
    assert "Вопрос 2 из 15" in anna.screen


async def test_the_words_of_another_option_are_warned_about_as_well(anna: Person) -> None:
    await anna.presses("Назад")
    await anna.presses("Другая должность")
    await anna.types("Помощник учителя, пишите на pomoshnik@mail.example")
    assert "почт" in anna.screen
    assert "Вопрос 2 из 15" in anna.screen
    await anna.presses("Удалить моё сообщение")
    assert len(anna.deleted) == 1
