"""/stats: the numbers of a school, and their sums above."""

import pytest

from bot.dialogs import statistics as dialog
from bot.screens import packed
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from tests.usecases.school import School
from tests.world import World


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def test_the_curator_sees_how_far_people_have_come(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await School(world.house, world.clock).fills(anna.id)
    late = world.person("Вера")
    await late.starts(await world.invitation(school, Role.MENTEE))

    await olga.types("/stats")
    for line in ("Присоединились — 2", "Согласились — 1", "Анкета готова — 1", "Ждут наставника — 1"):
        assert line in olga.screen
    await olga.presses("Приглашения")

    mentees = olga.screen.partition("Наставляемые")[2]
    assert "открыли приглашение — 2" in mentees
    assert "Читают согласие — 1" in mentees
    assert "начали — 1, закончили — 1" in mentees
    assert "Анна" not in olga.screen


async def test_a_mentor_and_another_school_see_no_numbers(world: World, school: OrganisationId) -> None:
    other = await world.school("Школа № 2")
    for person in (
        await world.member(school, Role.MENTOR, "Юлия"),
        await world.member(other, Role.CURATOR, "Вера"),
    ):
        await person.press_data(packed(dialog.Numbers(school)))
        assert person.toast == "Это действие Вам недоступно"


async def test_an_administrator_without_organisations_is_shown_where_to_begin(world: World) -> None:
    administrator = world.administrator()
    await administrator.starts()
    await administrator.types("/stats")
    assert "Организаций ещё нет" in administrator.screen
