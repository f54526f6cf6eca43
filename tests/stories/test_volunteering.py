"""«Хочу быть наставником»: a teacher asks to be entered into the registry, the curator and the order do the rest."""

import asyncio

import pytest

from bot.dialogs import registry_addresses as to
from bot.screens import packed
from mentoring.organisations import Privacy
from mentoring.roles import Role
from storage import registry as records
from tests.stories.test_pairs import School
from tests.stories.test_registry import asks_for_registry, membership
from tests.world import World
from usecases.unit import House
from usecases.volunteering import Volunteering

WISH = "Хочу быть наставником"


@pytest.fixture
async def school(world: World) -> School:
    asks_for_registry(world)
    return await School(world, await world.school()).opens()


async def nominations(world: World, school: School) -> list[str | None]:
    mentor = await membership(world, school.mentor)
    found = await world.house.database.read(lambda tx: records.history(tx, mentor))
    return [entry.details for entry in found]


async def test_a_teacher_asks_the_curator_is_told_and_the_order_answers(world: World, school: School) -> None:
    await school.mentor.types("/menu")
    await school.mentor.presses(WISH)
    assert "Пары предлагают только им" in school.mentor.screen
    await school.mentor.presses_twice("Да, хочу")
    assert "Куратор получит письмо" in school.mentor.screen
    assert await nominations(world, school) == ["own_wish"]
    await world.delivers()
    told = [message.text for message in school.curator.messages if "Есть желание быть наставником" in message.text]
    assert len(told) == 1
    assert "Смирнова" in told[0]
    await school.curator.presses("Открыть карточку реестра")
    assert "выдвижение, по своему желанию" in school.curator.screen
    await school.curator.presses("Утвердить приказом")
    await school.curator.types("12-од от 07.09.2026")
    await world.delivers()
    assert "Ваше имя — в реестре наставников" in school.mentor.screen
    await school.mentor.types("/menu")
    assert WISH not in school.mentor.labels


async def test_whoever_was_approved_meanwhile_is_not_announced(world: World, school: School) -> None:
    await school.mentor.press_data(packed(to.Volunteer(await membership(world, school.mentor), sure=True)))
    await school.curator.press_data(packed(to.Approve(school.here)))
    await school.curator.types("12-од от 07.09.2026")
    await world.delivers()
    assert not any("Есть желание" in message.text for message in school.curator.messages)


async def test_no_registry_no_button_until_somebody_is_nominated(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.mentor.types("/menu")
    assert WISH not in school.mentor.labels
    pavel = await school.joins(Role.MENTOR, "Павел")
    await school.curator.press_data(packed(to.Nominate(await membership(world, pavel))))
    await school.mentor.types("/menu")
    assert WISH in school.mentor.labels
    await pavel.types("/menu")
    assert WISH not in pavel.labels
    await school.mentee.types("/menu")
    assert WISH not in school.mentee.labels


async def test_whoever_would_not_sign_or_was_removed_is_not_asked(world: World, school: School) -> None:
    unsure = await world.member(school.here, Role.MENTOR, "Инна")
    await world.fills_in(unsure, **{"письменное согласие": "Нет"})
    await unsure.types("/menu")
    assert WISH not in unsure.labels
    mentor = await membership(world, school.mentor)
    for button in (to.Nominate(mentor), to.Remove(mentor)):
        await school.curator.press_data(packed(button))
    await school.curator.presses("Попадание по ошибке")
    await school.mentor.types("/menu")
    assert WISH not in school.mentor.labels
    for person, whose in ((school.mentor, school.mentor), (unsure, unsure), (unsure, school.mentor)):
        await person.press_data(packed(to.Volunteer(await membership(world, whose), sure=True)))
        assert "уже не действует" in (person.toast or "")


async def test_in_minimal_the_letter_names_a_code(world: World) -> None:
    asks_for_registry(world)
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await school.mentor.types("/menu")
    await school.mentor.presses(WISH)
    await school.mentor.presses("Да, хочу")
    await world.delivers()
    assert "Просит внести в реестр: наставник, код 1-2" in school.curator.screen


async def test_the_mentor_and_the_curator_nominate_at_the_same_moment(
    world: World, school: School, other: House
) -> None:
    mentor = await membership(world, school.mentor)
    await asyncio.gather(
        Volunteering(other).volunteer(school.mentor.id, mentor),
        Volunteering(world.house).volunteer(school.mentor.id, mentor),
        school.curator.press_data(packed(to.Nominate(mentor))),
    )
    assert len(await nominations(world, school)) == 1
