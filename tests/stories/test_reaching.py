"""«Не доходят письма»: who has stopped the bot is called by the curator, until they come back."""

import asyncio
import datetime

import pytest

from mentoring.ids import OrganisationId
from mentoring.letters import LetterKind
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.outbox import fates, letters_in
from tests.stories.test_letters_wishes import at
from tests.stories.test_pairs import School
from tests.world import START, World
from usecases.reaching import Reaching

LETTER = "Не доходят письма"
BUTTON = "Не доходят письма · 1"


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


def plain(person: Person) -> str:
    return person.screen.replace("\N{NO-BREAK SPACE}", " ")


async def opens_list(curator: Person) -> None:
    await curator.types("/bank")
    await curator.presses(BUTTON)


async def test_the_curator_learns_who_has_stopped_the_bot_and_what_they_miss(world: World, school: School) -> None:
    await school.drafts()
    await school.mentee.blocks()
    await school.curator.presses("Отправить предложение")
    await world.delivers()
    await at(world, 8, 15)
    assert letters_in(school.curator, LETTER) == 1
    assert "1 человек не получает писем бота" in plain(school.curator)
    await school.curator.presses("Кому позвонить")
    assert "1. Смирнова А. П. · наставляемый · с 7 сентября · 1 письмо" in plain(school.curator)
    assert "Смирнова М. П." not in plain(school.curator), "the mentor is reached"


async def test_a_refused_letter_tells_it_too_and_counts_itself(world: World, school: School) -> None:
    school.mentee.deletes_account()
    await school.offers()
    await opens_list(school.curator)
    assert "с 7 сентября · 1 письмо" in plain(school.curator)


async def test_who_comes_back_vanishes_and_the_letter_is_dropped(world: World, school: School) -> None:
    await school.mentee.blocks()
    await school.mentor.blocks()
    await school.curator.types("/bank")
    assert "Не доходят письма · 2" in school.curator.labels
    await school.mentee.unblocks()
    await opens_list(school.curator)
    assert "наставляемый" not in school.curator.screen
    await school.mentor.starts()
    await opened_again(school.curator)
    await at(world, 8, 15)
    assert await fates(world, LetterKind.PEOPLE_LOST) == [("dropped", "all_are_reached_again")]


async def opened_again(curator: Person) -> None:
    """An old button says that there is nobody left; a new page has none."""
    await curator.presses("Назад")
    assert not any(label.startswith(LETTER) for label in curator.labels)


async def test_letters_of_an_earlier_absence_do_not_count(world: World, school: School) -> None:
    await school.mentee.blocks()
    await school.offers()
    await school.mentee.unblocks()
    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    await school.mentee.blocks()
    await opens_list(school.curator)
    assert "с 8 сентября" in plain(school.curator)
    assert "письмо" not in plain(school.curator).rpartition("с 8")[2]


async def test_one_letter_a_day_however_many_are_lost_and_by_whomever_it_is_noticed(
    world: World, school: School
) -> None:
    reaching = Reaching(world.house)
    lost = (school.mentor.id, school.mentee.id)
    await asyncio.gather(*(reaching.lose(one) for one in lost * 3))
    assert len(await fates(world, LetterKind.PEOPLE_LOST)) == 1
    world.clock.set(START + datetime.timedelta(days=3))
    await reaching.lose(school.mentee.id)
    assert len(await fates(world, LetterKind.PEOPLE_LOST)) == 1, "it was known"
    await school.curator.types("/bank")
    await school.curator.presses("Не доходят письма · 2")
    assert plain(school.curator).count("с 7 сентября") == 2


async def test_in_minimal_the_code_stands_for_the_person(world: World) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await school.mentee.blocks()
    await opens_list(school.curator)
    assert "Смирнова" not in school.curator.screen
    assert f"1. {await code(world, Role.MENTEE)} · наставляемый" in plain(school.curator)


async def code(world: World, role: Role) -> str:
    query = "SELECT code FROM memberships WHERE role = $1"
    return str(await world.house.database.read(lambda tx: tx.value(query, role.value)))


async def test_of_the_only_curator_the_deputy_head_hears(world: World) -> None:
    here: OrganisationId = await world.school()
    curator = await world.member(here, Role.CURATOR, "Вера")
    deputy = await world.member(here, Role.DEPUTY_HEAD, "Инна")
    await curator.blocks()
    await at(world, 8, 15)
    assert letters_in(deputy, LETTER) == 1
    await deputy.presses("Кому позвонить")
    assert "· куратор · с 7 сентября" in plain(deputy)


async def test_nine_people_are_two_pages(world: World, school: School) -> None:
    for name in ["Елена", "Инна", "Зоя", "Дарья", "Галина", "Вера", "Белла", "Алла", "Жанна"]:
        lost = await world.member(school.here, Role.MENTEE, name)
        await lost.blocks()
    await school.curator.types("/bank")
    await school.curator.presses("Не доходят письма · 9")
    assert "8. " in school.curator.screen
    assert "9. " not in school.curator.screen
    await school.curator.presses("Дальше ›")
    assert "9. " in school.curator.screen


async def test_of_somebody_lost_hears_who_is_reached(world: World) -> None:
    here = await world.school()
    curator = await world.member(here, Role.CURATOR, "Вера")
    deputy = await world.member(here, Role.DEPUTY_HEAD, "Инна")
    teacher = await world.member(here, Role.MENTEE, "Анна")
    await curator.blocks()
    await at(world, 8, 15)
    await teacher.blocks()
    await at(world, 9, 15)
    assert letters_in(deputy, LETTER) == 2


async def test_a_mentor_whom_no_letter_reaches_is_proposed_last_and_with_a_word(school: School) -> None:
    other = await school.joins(Role.MENTOR, "Ольга")
    await school.mentor.blocks()
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    assert "письма не доходят" not in school.curator.screen
    await school.curator.presses(school.curator.labels[0])
    first, second = (line for line in plain(school.curator).splitlines() if line[:2] in {"1.", "2."})
    assert first.startswith("1. Смирнова О. П.")
    assert "письма не доходят" not in first
    assert second.startswith("2. Смирнова М. П.")
    assert second.endswith("письма не доходят")

    await school.mentor.unblocks()
    await other.blocks()
    await school.mentee.blocks()
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    assert "Смирнова А. П. — письма не доходят" in plain(school.curator)
    await school.curator.presses(school.curator.labels[0])
    assert "1. Смирнова М. П." in plain(school.curator)
