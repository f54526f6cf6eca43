"""What an invitation lets in, and what it does not."""

import datetime

import pytest

from bot.dialogs.invitations import Revoke
from bot.screens import packed
from mentoring.ids import InvitationId, OrganisationId
from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World

NOT_FIT = "Приглашение не подошло"
USED = "Приглашение уже использовано"
TOO_MANY = "Слишком много попыток"


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def _count(world: World, table: str) -> int:
    return len((await world.stored())[table])


async def _agrees(world: World, code: str, name: str) -> Person:
    person = world.person(name)
    await person.starts(code)
    await person.presses("Да, есть")
    await person.presses("Согласиться")
    return person


# -- personal ----------------------------------------------------------------------------------------------------


async def test_a_personal_invitation_lets_one_person_in(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE, uses=1)
    await _agrees(world, code, "Анна")

    boris = world.person("Борис")
    await boris.starts(code)
    assert NOT_FIT in boris.screen
    assert "у куратора" in boris.screen
    assert await _count(world, "memberships") == 1
    assert not any(row[2] == boris.id for row in (await world.stored())["accounts"])


async def test_two_people_with_one_personal_link_at_once(world: World, school: OrganisationId) -> None:
    """Both read the consent; who agrees first is in, the other is told politely and can go on elsewhere."""
    code = await world.invitation(school, Role.MENTEE, uses=1)
    anna, boris = world.person("Анна"), world.person("Борис")
    for person in (anna, boris):
        await person.starts(code)
        await person.presses("Да, есть")
    await anna.presses("Согласиться")
    await boris.presses("Согласиться")
    assert "Как Вас зовут?" in anna.screen
    assert USED in boris.screen
    assert "Новое можно взять у куратора" in boris.screen

    await boris.starts()
    assert "Программа наставничества" in boris.screen
    assert not any(row[2] == boris.id for row in (await world.stored())["accounts"])


async def test_two_pupils_with_one_personal_link_at_once(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE, uses=1)
    sasha, dasha = world.person("Саша"), world.person("Даша")
    for person in (sasha, dasha):
        await person.starts(code)
    await sasha.presses("Ещё нет")
    await dasha.presses("Ещё нет")
    assert "Сначала согласие родителей" in sasha.screen
    assert USED in dasha.screen


async def test_a_stranger_who_comes_late_is_not_told_that_somebody_used_it(
    world: World, school: OrganisationId
) -> None:
    code = await world.invitation(school, Role.MENTEE, uses=1)
    await _agrees(world, code, "Анна")
    boris = world.person("Борис")
    await boris.starts(code)
    assert USED not in boris.screen


async def test_a_member_whose_second_link_was_taken_goes_on_at_home(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    code = await world.invitation(school, Role.MENTOR, uses=1)
    await olga.starts(code)
    await _agrees(world, code, "Анна")
    await olga.presses("Согласиться")
    assert USED in olga.screen
    await olga.types("/start")
    assert "Куратор" in olga.screen


# -- over --------------------------------------------------------------------------------------------------------


async def test_an_expired_invitation(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE)
    world.clock.set(world.clock.now() + datetime.timedelta(days=30))
    anna = world.person("Анна")
    await anna.starts(code)
    assert NOT_FIT in anna.screen
    assert await _count(world, "people") == 0


async def test_a_revoked_invitation(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE)
    reader = world.person("Анна")
    await reader.starts(code)
    await reader.presses("Да, есть")

    olga = await world.member(school, Role.CURATOR)
    await olga.press_data(packed(Revoke(InvitationId(1))))
    boris = world.person("Борис")
    await boris.starts(code)
    assert NOT_FIT in boris.screen
    await reader.presses("Согласиться")
    assert NOT_FIT in reader.screen
    assert await _count(world, "consents") == await _count(world, "memberships") == 1


async def test_an_open_invitation_counts_down(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE, uses=2)
    await _agrees(world, code, "Анна")
    await _agrees(world, code, "Борис")
    vera = world.person("Вера")
    await vera.starts(code)
    assert NOT_FIT in vera.screen
    assert await _count(world, "memberships") == 2


async def test_who_only_looked_uses_nothing_up(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE, uses=1)
    looker = world.person("Прохожий")
    await looker.starts(code)
    await looker.presses("Да, есть")
    await _agrees(world, code, "Анна")
    assert await _count(world, "memberships") == 1


# -- guessing ----------------------------------------------------------------------------------------------------


async def test_guesses_are_logged_and_throttled(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE)
    guesser = world.person("Хакер")
    for number in range(5):
        await guesser.starts(f"abcdefghjk{number}2")
        assert NOT_FIT in guesser.screen
    await guesser.starts("abcdefghjkmn")
    assert TOO_MANY in guesser.screen
    await guesser.starts(code)
    assert TOO_MANY in guesser.screen

    audit = await world.house.database.read(lambda tx: tx.rows("SELECT actor, action FROM audit"))
    assert [(row["actor"], row["action"]) for row in audit] == [("stranger", "wrong_code")] * 5

    other = world.person("Анна")
    await other.starts(code)
    assert "Вам есть 18 лет?" in other.screen

    world.clock.set(world.clock.now() + datetime.timedelta(minutes=15))
    await guesser.starts(code)
    assert "Вам есть 18 лет?" in guesser.screen


async def test_a_code_is_typed_with_a_slip_and_once_more(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE)
    anna = world.person("Анна")
    await anna.starts()
    await anna.presses("У меня есть код")
    await anna.types("zzzzzzzzzzzz")
    assert NOT_FIT in anna.screen
    await anna.types(f" {code.upper()} ")
    assert "Вам есть 18 лет?" in anna.screen


async def test_chatter_of_a_stranger_is_no_guess(world: World, school: OrganisationId) -> None:
    anna = world.person("Анна")
    await anna.starts()
    for words in ("Здравствуйте!", "как попасть в программу", "наставничество", "12 34"):
        await anna.types(words)
        assert "Программа наставничества" in anna.screen
    assert await _count(world, "wrong_codes") == 0


# -- the same person again ---------------------------------------------------------------------------------------


async def test_the_same_link_twice_goes_on_where_one_was(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE)
    anna = world.person("Анна")
    await anna.starts(code)
    await anna.presses("Да, есть")
    await anna.starts(code)
    assert "✅ Согласиться" in anna.labels
    assert await _count(world, "people") == await _count(world, "joinings") == 1


async def test_another_link_in_the_middle_of_joining_takes_its_place(world: World, school: OrganisationId) -> None:
    gymnasium = await world.school("Гимназия № 1")
    first, second = await world.invitation(school, Role.MENTEE), await world.invitation(gymnasium, Role.MENTOR)
    anna = world.person("Анна")
    await anna.starts(first)
    await anna.presses("Да, есть")
    await anna.starts(second)
    assert "Гимназия № 1" in anna.screen
    await anna.presses("Да, есть")
    await anna.presses("Согласиться")
    memberships = (await world.stored())["memberships"]
    assert [(row[2], row[3]) for row in memberships] == [(gymnasium, "mentor")]


async def test_a_link_to_the_role_one_holds_already(world: World, school: OrganisationId) -> None:
    code = await world.invitation(school, Role.MENTEE)
    anna = await _agrees(world, code, "Анна")
    await anna.types("Иванова Анна Олеговна")
    await anna.presses("Верно")
    await anna.presses("Начать")
    await anna.starts(code)
    assert "Эта роль уже есть" in anna.screen
    assert "Вопрос 1 из 15" in anna.screen
    assert await _count(world, "memberships") == 1
    uses = await world.house.database.read(lambda tx: tx.value("SELECT uses FROM invitations"))
    assert uses == 1


async def test_a_personal_link_to_a_role_one_holds_stays_for_its_person(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    code = await world.invitation(school, Role.CURATOR, uses=1)
    await olga.starts(code)
    assert "Эта роль уже есть" in olga.screen
    vera = world.person("Вера")
    await vera.starts(code)
    assert "✅ Согласиться" in vera.labels


async def test_the_age_is_not_asked_of_staff_and_cannot_be_forged(world: World, school: OrganisationId) -> None:
    """A forged «Ещё нет» must not make a pupil a curator."""
    vera = world.person("Вера")
    await vera.starts(await world.invitation(school, Role.CURATOR))
    assert "✅ Согласиться" in vera.labels
    await vera.press_data("ag.0")
    assert vera.toast == "Эта кнопка уже не действует"
    assert await _count(world, "memberships") == 0


async def test_a_pressed_slip_about_the_age_is_put_right(world: World, school: OrganisationId) -> None:
    anna = world.person("Анна")
    await anna.starts(await world.invitation(school, Role.MENTEE))
    question = anna.last
    await anna.presses("Да, есть")
    await anna.press_data("ag.0", question)
    assert "Сначала согласие родителей" in anna.screen
