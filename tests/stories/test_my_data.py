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
from usecases.staff_list import StaffList
from usecases.unit import Operator


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


async def test_a_listed_pupil_s_name_is_not_said_before_the_consent(world: World, school: OrganisationId) -> None:
    rows = (("ФИО", "Роль", "Класс"), ("Берёзкин Ростислав Ростиславович", "наставляемый", "9"))
    brought = await StaffList(world.house).bring_in(Operator(), school, rows)
    sasha = world.person("Саша")
    await sasha.starts(brought.listed[0].invitation_code)
    assert "Если тебе уже есть 18" not in sasha.screen, "the school's list is not corrected in the chat"
    await sasha.types("/mydata")
    assert "Имя записано в базе организации, до согласия бот его не называет." in sasha.screen
    assert "не передаётся" not in sasha.screen


async def test_everything_says_the_same_of_what_the_partner_learns(world: World) -> None:
    """The text, its summary, the screen before the form, «Мои данные»; the name only where names are used."""
    for privacy in Privacy:
        anna = world.person("Анна")
        await anna.starts(await world.invitation(await world.school(privacy=privacy), Role.MENTEE))
        await anna.presses("Да, есть")
        assert "Напарник узнает должность, предмет, направления; имя — там, где его пишут." in anna.screen
        assert "только должность, предмет и направления запроса или помощи, а имя и отчество — лишь там" in anna.screen
        await anna.presses("Согласиться")
        if privacy is Privacy.NAMES:
            await anna.types("Смирнова Анна Павловна")
            await anna.presses("Верно")
        assert "узнает должность, предмет и направления запроса, а имя и отчество — лишь там" in anna.screen
        await anna.types("/mydata")
        name = "имя, отчество, " if privacy is Privacy.NAMES else ""
        assert f"Напарник узнает только {name}должность, предмет и направления" in anna.screen


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
    assert "осталось лишь то, что назвал экран «Отказ принят»" in guest.screen
    assert "родител" not in guest.screen


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
