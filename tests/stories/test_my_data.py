"""«Мои данные»: to see what is kept, to read the consent again, to take it back."""

import io

import docx
import pytest

from bot.dialogs import my_data as dialog
from bot.screens import packed
from mentoring.ids import ConsentId, OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.usecases.school import School
from tests.world import World


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def anna(world: World, school: OrganisationId) -> Person:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await School(world.house, world.clock).fills(anna.id)
    return anna


async def test_a_teacher_sees_what_is_kept_and_who_reads_it(anna: Person) -> None:
    await anna.types("/mydata")
    assert "Имя: Смирнова Анна Павловна" in anna.screen
    assert "Анкета отправлена" in anna.screen
    assert "«Пожелания о коллегах» — только куратор" in anna.screen
    assert "Удалить меня" not in anna.labels


async def test_the_consent_is_read_again_and_taken_as_a_file(anna: Person) -> None:
    await anna.types("/mydata")
    await anna.presses("Моё согласие · 07.09")
    assert "СОГЛАСИЕ НА ОБРАБОТКУ" in anna.screen
    await anna.presses("Прислать файлом")
    paper = docx.Document(io.BytesIO(anna.files[-1].data))
    assert paper.paragraphs[0].text.startswith("СОГЛАСИЕ НА ОБРАБОТКУ")


async def test_withdrawal_is_told_first_and_done_at_the_second_press(
    world: World, school: OrganisationId, anna: Person
) -> None:
    olga = await world.member(school, Role.CURATOR)
    await anna.types("/mydata")
    await anna.presses("Отозвать согласие")
    assert "Что произойдёт сразу" in anna.screen
    await anna.presses("Отмена")
    assert "Анкета отправлена" in anna.screen

    await anna.presses("Отозвать согласие")
    confirm = anna.last
    await anna.presses_twice("Отозвать согласие")
    assert "Согласие отозвано" in "\n".join(message.text for message in anna.messages)
    await olga.types("/bank")
    assert "Наставляемых: 0" in olga.screen
    await anna.types("/mydata")
    assert "Имя не записано" in anna.screen
    assert "Запись о согласии хранится три года" in anna.screen
    assert "больше ничего не записано" not in anna.screen
    await anna.press_data(packed(dialog.Withdraw(await School(world.house, world.clock).place(olga.id))), confirm)
    assert anna.toast == "Эта кнопка уже не действует"


async def test_in_minimal_the_own_name_is_not_sent(world: World) -> None:
    anna = await world.member(await world.school(privacy=Privacy.MINIMAL), Role.MENTEE, "Анна")
    await anna.types("/mydata")
    assert "код 1-1" in anna.screen
    assert "Имя:" not in anna.screen


async def test_a_pupil_is_addressed_as_a_pupil(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(school, Role.MENTEE))
    await sasha.presses("Ещё нет")
    await olga.types("/papers")
    await olga.presses(olga.labels[0])
    await olga.presses("Отметить получение")
    await olga.presses("Мать")
    await olga.types("12 от 05.09.2026")
    await sasha.starts()
    await sasha.presses("Согласиться")

    await sasha.types("/mydata")
    assert "Твои ответы" in sasha.screen
    assert "номер твоей учётной записи" in sasha.screen
    assert "Согласие родителя: №\N{NO-BREAK SPACE}12 от 5\N{NO-BREAK SPACE}сентября" in sasha.screen
    assert "Согласие родителя · 05.09" in sasha.labels
    await sasha.presses("Отозвать согласие")
    assert "твои анкеты и ответы удалятся" in sasha.screen
    assert "Вы " not in sasha.screen


async def test_a_stranger_is_told_that_nothing_is_kept(world: World) -> None:
    stranger = world.person("Гость")
    await stranger.starts()
    await stranger.types("/mydata")
    assert "Ни имени, ни ответов нет" in stranger.screen


async def test_after_a_refusal_the_fact_of_it_is_not_hidden(world: World, school: OrganisationId) -> None:
    guest = world.person("Гость")
    await guest.starts(await world.invitation(school, Role.MENTEE))
    await guest.presses("Да, есть")
    await guest.presses("Отказаться")
    await guest.types("/mydata")
    assert "записан только сам отказ, без имени" in guest.screen


async def test_the_own_answers_are_read_again(anna: Person) -> None:
    await anna.types("/mydata")
    await anna.presses("Мои ответы")
    assert "Анкета наставляемого" in anna.screen
    assert "Не хватает времени" in anna.screen
    assert "знак" not in anna.screen
    await anna.presses("Назад")
    assert "Анкета отправлена" in anna.screen


async def test_in_minimal_own_typed_words_are_only_counted(world: World) -> None:
    anna = await world.member(await world.school(privacy=Privacy.MINIMAL), Role.MENTEE, "Анна")
    await world.fills_in(anna, typed="Боюсь девятого класса")
    await anna.types("/mydata")
    await anna.presses("Мои ответы")
    assert "ответ из 21\N{NO-BREAK SPACE}знака" in anna.screen
    assert "контакт назван в тексте согласия" in anna.screen
    assert "девятого" not in anna.screen


async def test_another_s_consent_is_a_dead_button(world: World, school: OrganisationId, anna: Person) -> None:
    yulia = await world.member(school, Role.CURATOR, "Юлия")
    for address in (dialog.Text(ConsentId(1)), dialog.TextFile(ConsentId(1))):
        await yulia.press_data(packed(address))
        assert yulia.toast == "Эта кнопка уже не действует"
    assert not yulia.files
