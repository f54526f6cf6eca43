"""Everyday manners: whatever a person sends, whenever, the answer is short, friendly and to the point."""

import pytest

from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World


@pytest.fixture
async def anna(world: World) -> Person:
    """A teacher in the middle of the questionnaire: question 2 asks for words."""
    anna = await world.member(await world.school(), Role.MENTEE, "Анна")
    await anna.presses("Начать")
    await anna.presses("Учитель")
    assert "Вопрос 2 из 15" in anna.screen
    return anna


async def test_start_in_the_middle_shows_the_same_question(anna: Person) -> None:
    await anna.starts()
    assert "Вопрос 2 из 15" in anna.screen
    await anna.types("Физика")
    assert "Вопрос 3 из 15" in anna.screen


async def test_menu_keeps_what_was_begun_and_words_typed_there_are_no_answer(anna: Person) -> None:
    await anna.types("/menu")
    assert "анкета, вопрос 2 из 15" in anna.screen

    await anna.types("Физика")
    assert "Вопрос 2 из 15" in anna.screen
    await anna.types("Химия")
    await anna.types("5")
    await anna.presses("Назад")
    await anna.presses("Назад")
    assert "Сейчас записано: Химия" in anna.screen


async def test_cancel_puts_off_and_a_button_leads_back(anna: Person) -> None:
    await anna.types("/cancel")
    assert "отложили" in anna.screen
    await anna.presses("Продолжить")
    assert "Вопрос 2 из 15" in anna.screen


@pytest.mark.parametrize("act", ["sticker", "voice", "photo", "document"])
async def test_what_is_not_text_gets_a_short_answer_and_the_question_again(anna: Person, act: str) -> None:
    if act == "sticker":
        await anna.sends_sticker()
    elif act == "voice":
        await anna.sends_voice()
    elif act == "photo":
        await anna.sends_photo()
    else:
        await anna.sends_document("план.docx", b"words")
    assert "только текст и кнопки" in anna.screen
    assert "Вопрос 2 из 15" in anna.screen


async def test_a_long_text_is_asked_to_be_shorter(anna: Person) -> None:
    await anna.types("очень длинно " * 300)
    assert "Слишком длинно" in anna.screen
    assert "Вопрос 2 из 15" in anna.screen


async def test_words_where_a_number_is_expected(anna: Person) -> None:
    await anna.types("Физика")
    await anna.types("лет пять")
    assert "целое число от 0 до 60" in anna.screen
    assert "Вопрос 3 из 15" in anna.screen


async def test_a_forwarded_message_is_an_answer_like_any_other(anna: Person) -> None:
    await anna.forwards("Физика и астрономия")
    assert "Вопрос 3 из 15" in anna.screen


async def test_words_where_a_button_is_expected(anna: Person) -> None:
    await anna.types("Физика")
    await anna.types("3")
    await anna.types("я молодой специалист")
    assert "кнопкой" in anna.screen
    assert "Вопрос 4 из 15" in anna.screen


async def test_steps_may_be_typed_where_their_buttons_stand(world: World, anna: Person) -> None:
    await anna.types("Физика")
    await anna.types("назад")
    assert "Вопрос 2 из 15" in anna.screen
    assert "Сейчас записано: Физика" in anna.screen
    await anna.presses("Оставить так")
    await anna.types("Пропустить")
    assert "Вопрос 3 из 15" in anna.screen, "this one has to be answered"
    assert "такой кнопки нет" in anna.screen
    await anna.types("3")
    await anna.presses(anna.labels[0])
    assert "Готово" in anna.labels
    await anna.types("Готово.")
    assert "хотя бы" in anna.screen
    await anna.presses(anna.labels[0])
    await anna.types("Готово")
    assert "Вопрос 6 из 15" in anna.screen
    await anna.types("Назад")
    await anna.types("словами")
    assert "Вопрос 5 из 15" in anna.screen
    assert "кнопкой" in anna.screen


async def test_a_question_that_may_be_skipped_is_skipped_by_the_word(world: World, anna: Person) -> None:
    for _ in range(20):
        if "Пропустить" in anna.labels:
            break
        if "☐" in anna.labels[0]:
            await anna.presses(anna.labels[0])
            await anna.types("готово")
        elif "сообщением" in anna.screen:
            await anna.types("Пропустить")
            assert "Здесь такой кнопки нет" in anna.screen
            await anna.types("7" if ": число" in anna.screen else "Физика и астрономия")
        else:
            await anna.presses(anna.labels[0])
    asked = anna.screen
    await anna.types("Пропустить")
    assert anna.screen != asked
    words = await world.house.database.read(lambda tx: tx.rows("SELECT value FROM answers"))
    assert not any("ропустить" in str(row["value"]) for row in words)


@pytest.mark.parametrize(("word", "page"), [("Помощь", "/menu"), ("Меню", "Не закончено")])
async def test_the_words_of_commands_are_no_answers(world: World, anna: Person, word: str, page: str) -> None:
    """Whoever asks for help gets it: an answer of this one word is written again sooner than help is found."""
    await anna.types(word)
    assert page in anna.screen
    assert len((await world.stored())["answers"]) == 1
    await anna.types("/start")
    await anna.types(f"{word} с уроками")
    assert "Вопрос 3 из 15" in anna.screen


async def test_russian_words_open_the_menu_and_help(anna: Person) -> None:
    await anna.types("Меню")
    assert "Не закончено" in anna.screen
    await anna.types("Помощь")
    assert "/menu" in anna.screen


async def test_nobody_is_sent_to_themselves_for_help(world: World, anna: Person) -> None:
    await anna.types("/help")
    assert "Вопросы о программе — к куратору, о работе бота — к администратору." in anna.screen
    olga = await world.member(await world.school(), Role.CURATOR)
    await olga.types("/help")
    assert "Вопросы о работе бота — к администратору." in olga.screen
    administrator = world.administrator()
    await administrator.starts()
    await administrator.types("/help")
    assert "Вопросы о программе — к куратору." in administrator.screen


async def test_a_patronymic_in_the_place_of_the_name_is_noticed(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts(await world.invitation(await world.school(), Role.MENTEE))
    await anna.presses("Да, есть")
    await anna.presses("Согласиться")
    await anna.types("Анна Олеговна Иванова")
    assert "На месте имени стоит отчество." in anna.screen
    await anna.presses("Исправить")
    await anna.types("Иванова Анна Олеговна")
    assert "На месте имени" not in anna.screen


async def test_an_unknown_command_gets_help(anna: Person) -> None:
    await anna.types("/wake_up")
    assert "Помощь" in anna.screen


async def test_a_button_of_a_sent_questionnaire_tells_where_things_stand(world: World, anna: Person) -> None:
    old = anna.last
    await anna.types("Физика")
    await anna.press_data("nonsense.1.2", old)
    assert anna.toast == "Эта кнопка уже не действует"
    assert "Вопрос 3 из 15" in anna.screen


async def test_a_double_tap_changes_nothing_twice(world: World, anna: Person) -> None:
    await anna.types("Физика")
    await anna.types("3")
    await anna.presses_twice("Недавно в этой организации")
    assert "Вопрос 5 из 15" in anna.screen
    await anna.presses_twice("Общение с родителями")
    assert "☑ Общение с родителями" in anna.labels


async def test_an_update_delivered_again_is_not_heard_again(world: World, anna: Person) -> None:
    await anna.types("Физика")
    newest = world.telegram.updates.newest_id
    assert newest is not None
    world.telegram.redeliver(newest)
    await world.telegram.settled()
    assert "Вопрос 3 из 15" in anna.screen


async def test_the_questionnaire_goes_on_after_a_restart(world: World, anna: Person) -> None:
    await world.restarts()
    await anna.types("Физика")
    assert "Вопрос 3 из 15" in anna.screen
    await anna.presses("Назад")
    assert "Сейчас записано: Физика" in anna.screen


async def test_the_bot_leaves_a_group_and_says_why(world: World, anna: Person) -> None:
    group = world.telegram.group("Учительская")
    await group.adds_bot(anna)
    assert not group.has_bot
    assert "личной переписке" in group.messages[-1].text


async def test_who_blocks_and_comes_back_goes_on(world: World, anna: Person) -> None:
    await anna.blocks()
    await anna.unblocks()
    await anna.starts()
    assert "Вопрос 2 из 15" in anna.screen


async def test_a_press_on_an_older_message_is_answered_below_and_closes_it(anna: Person) -> None:
    await anna.types("Физика")
    await anna.types("/menu")
    menu = anna.last
    await anna.types("/help")
    await anna.press_data("st", menu)
    assert "Вопрос 3 из 15" in anna.screen
    assert menu.labels == []


async def test_names_with_markup_do_no_harm(world: World) -> None:
    school = await world.school("Школа <№ 7> & «Лицей»")
    boris = world.person("<b>Борис</b> & Ко")
    await boris.starts(await world.invitation(school, Role.MENTOR))
    assert "Школа <№ 7> & «Лицей»" in boris.screen


async def test_who_leads_hears_where_files_are_taken(world: World) -> None:
    school = await world.school()
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.sends_document("план.docx", b"words")
    assert "в пункте — «Подтвердить»" in irina.screen
