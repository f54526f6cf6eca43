"""The curator's self-check: whoever answered sees the score and where to begin, leaders the score alone."""

import io

import docx
import pytest

from bot.dialogs.campaign_addresses import AnswerCampaign
from bot.screens import packed
from mentoring.campaigns import Secrecy
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.campaigns import Opened, opened
from tests.stories.test_year_end import opens
from tests.world import World
from usecases.exporting import Exporting, Subject
from usecases.unit import Operator

TITLE = "Самопроверка условий программы"
SOME = {"документы": "Пока нет", "обучены": "Пока нет", "формы и виды": "Частично"}
"""Five points less than 18."""


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def asked(world: World, school: OrganisationId) -> Opened:
    return await opened(world, school, "curator_selfcheck", Role.CURATOR, Secrecy.CONFIDENTIAL, TITLE)


async def answers(survey: Opened, person: Person, **said: str) -> None:
    """«В полной мере» to everything else."""
    await survey.begun_by(person)
    while "✅ Отправить" not in person.labels:
        question = person.screen
        await person.presses(next((label for word, label in said.items() if word in question), "В полной мере"))
    await person.presses("Отправить")


async def results(person: Person) -> str:
    await person.types("/surveys")
    await person.presses(next(label for label in person.labels if "амопроверка" in label))
    await person.presses("Результаты")
    return person.screen


async def process_in_note(person: Person) -> dict[str, str]:
    """Part 6, row by row."""
    await opens(person, "Аналитическая справка")
    document = docx.Document(io.BytesIO(person.files[-1].data))
    return {
        row.cells[0].text: row.cells[1].text
        for table in document.tables
        for row in table.rows
        if "Самопроверка условий, баллы" in row.cells[0].text
    }


async def test_the_promise_the_score_and_where_to_begin(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR, "Ольга")
    survey = await asked(world, school)
    await olga.types("/menu")
    await olga.presses(next(label for label in olga.labels if label.startswith("Опрос")))
    assert "Ответы по условиям видите только Вы" in olga.screen
    assert "Общий балл видят" in olga.screen

    await answers(survey, olga, **SOME)
    assert "Ваш балл: 13 из 18 — допустимо" in olga.screen
    assert "ориентир авторов бота" in olga.screen
    assert olga.screen.index("Обучение наставников: пока нет") < olga.screen.index("Документы: пока нет")
    assert olga.screen.index("Документы: пока нет") < olga.screen.index("Формы и виды: частично")
    assert "Цель программы" not in olga.screen
    assert olga.labels == ["Дорожная карта", "Банк участников", "Меню"]

    await olga.presses("Дорожная карта")
    assert "орожн" in olga.screen


async def test_it_is_shown_again_from_the_letter_and_from_the_results(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR, "Ольга")
    survey = await asked(world, school)
    await answers(survey, olga, **SOME)
    await olga.press_data(packed(AnswerCampaign(survey.id)))
    assert "Ответы уже отправлены" in olga.screen
    assert "Ваш балл: 13 из 18" in olga.screen
    shown = await results(olga)
    assert "Ваш балл: 13 из 18" in shown
    assert "Документы: пока нет" in shown


async def test_the_deputy_head_sees_the_score_and_no_condition(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR, "Ольга")
    galina = await world.member(school, Role.DEPUTY_HEAD, "Галина")
    survey = await asked(world, school)
    assert "Ответов пока нет." in await results(galina)
    assert await process_in_note(galina) == {"Самопроверка условий, баллы куратора": "нет данных"}

    await answers(survey, olga, **SOME)
    shown = await results(galina)
    assert "Общий балл: 13 из 18 — допустимо" in shown
    assert "Документы" not in shown
    assert "Ваш балл" not in shown
    assert await process_in_note(galina) == {"Самопроверка условий, баллы из 18": "13"}


async def test_several_curators_are_told_as_a_mean(world: World, school: OrganisationId) -> None:
    olga, anna = [await world.member(school, Role.CURATOR, name) for name in ("Ольга", "Анна")]
    galina = await world.member(school, Role.DEPUTY_HEAD, "Галина")
    survey = await asked(world, school)
    await answers(survey, olga, **SOME)
    await answers(survey, anna)
    assert "Ваш балл: 18 из 18 — хорошо" in anna.screen
    assert "Слабых мест нет" in anna.screen
    assert "в среднем по 2\N{NO-BREAK SPACE}ответам: 15,5 из 18 — хорошо" in await results(galina)
    own = await results(anna)
    assert "15,5 из 18" in own
    assert "Ваш балл: 18 из 18" in own
    assert "Документы" not in own
    found = await process_in_note(galina)
    assert found == {"Самопроверка условий, баллы из 18, в среднем": "15,5; 2\N{NO-BREAK SPACE}ответа"}


async def test_asked_once_more_the_latest_answers_count(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR, "Ольга")
    first = await asked(world, school)
    await answers(first, olga, **SOME)
    await first.closes()
    await answers(await asked(world, school), olga)
    assert await process_in_note(olga) == {"Самопроверка условий, баллы из 18": "18"}


async def test_no_table_tells_what_was_answered_however_many_have(world: World, school: OrganisationId) -> None:
    curators = [await world.member(school, Role.CURATOR, name) for name in ("Ольга", "Анна", "Вера", "Нина", "Юлия")]
    survey = await asked(world, school)
    for curator in curators:
        await answers(survey, curator, **SOME)
    for private in (False, True):
        table = await Exporting(world.house).table(Operator(), school, Subject.SURVEYS, private=private)
        assert table.rows == ()
