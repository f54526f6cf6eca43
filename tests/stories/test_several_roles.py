"""One person, several roles: in one school, in several, at several ages of the programme."""

from mentoring.roles import Role
from tests.world import World


async def test_a_curator_here_is_a_mentee_there(world: World) -> None:
    here, there = await world.school(), await world.school("Гимназия № 1")
    olga = await world.member(here, Role.CURATOR)
    await olga.starts(await world.invitation(there, Role.MENTEE))
    await olga.presses("Согласиться")
    assert "Гимназия № 1" not in olga.labels
    await olga.presses("Начать")
    assert "Вопрос 1 из 15" in olga.screen

    await olga.types("/menu")
    assert "Не закончено" in olga.screen
    assert {"Банк участников", "Пригласить", "Мои данные"} <= set(olga.labels)
    await olga.presses("Банк участников")
    assert "Школа № 20" in olga.screen
    await olga.types("/menu")
    await olga.presses("Продолжить")
    assert "Вопрос 1 из 15" in olga.screen

    await world.fills_in(olga)
    await olga.presses("Меню")
    for words in ("Куратор", "Школа № 20", "Наставляемый", "Гимназия № 1"):
        assert words in olga.screen
    await olga.types("/bank")
    assert "Гимназия" not in olga.screen + " ".join(olga.labels)


async def test_the_commands_follow_the_roles(world: World) -> None:
    here, there = await world.school(), await world.school("Гимназия № 1")
    anna = await world.member(here, Role.MENTEE, "Анна")
    await anna.types("/menu")
    assert "bank" not in _commands(world, anna.chat)
    await anna.starts(await world.invitation(there, Role.CURATOR))
    await anna.presses("Согласиться")
    await anna.types("/menu")
    assert "bank" in _commands(world, anna.chat)


def _commands(world: World, chat: object) -> list[str]:
    return [command["command"] for command in world.telegram.commands_in(chat)]  # type: ignore[arg-type]


async def test_a_mentor_is_a_mentee_in_the_same_school(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTOR, "Анна")
    await world.fills_in(anna)
    await anna.starts(await world.invitation(school, Role.MENTEE))
    assert "18 лет" not in anna.screen
    await anna.presses("Согласиться")
    assert "Как Вас зовут?" not in anna.screen
    await world.fills_in(anna)
    await anna.presses("Меню")
    assert "Наставник" in anna.screen
    assert "Наставляемый" in anna.screen

    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT person_id, role, state, code FROM memberships WHERE role <> 'curator' ORDER BY id")
    )
    assert [(row["role"], row["state"]) for row in rows] == [("mentor", "in_bank"), ("mentee", "in_bank")]
    assert len({row["person_id"] for row in rows}) == 1
    assert len({row["code"] for row in rows}) == 2
    await curator.types("/bank")
    assert any("Наставники" in label and "1" in label for label in curator.labels)
    assert any("Наставляемые" in label and "1" in label for label in curator.labels)


async def test_one_withdrawal_ends_both_roles_of_a_school(world: World) -> None:
    school = await world.school()
    anna = await world.member(school, Role.MENTOR, "Анна")
    await world.fills_in(anna)
    await anna.starts(await world.invitation(school, Role.MENTEE))
    await anna.presses("Согласиться")
    await anna.types("/mydata")
    await anna.presses("Отозвать согласие")
    assert "наставник" in anna.screen
    assert "наставляемый" in anna.screen
    await anna.presses("Отозвать согласие")
    states = await world.house.database.read(lambda tx: tx.rows("SELECT state FROM memberships"))
    assert [row["state"] for row in states] == ["left", "left"]
    assert (await world.stored())["answers"] == []


async def test_an_administrator_is_a_mentor_as_well(world: World) -> None:
    school = await world.school()
    admin = world.administrator()
    await admin.starts()
    await admin.starts(await world.invitation(school, Role.MENTOR))
    await admin.presses("Да, есть")
    await admin.presses("Согласиться")
    await admin.types("Громов Пётр Ильич")
    await admin.presses("Верно")
    await admin.types("/menu")
    assert {"Организации", "Статистика"} <= set(admin.labels)
    await admin.types("/mydata")
    await admin.presses("Отозвать согласие")
    await admin.presses("Отозвать согласие")
    await admin.types("/org")
    assert "Школа № 20" in admin.screen + " ".join(admin.labels)


async def test_refusing_the_second_role_changes_nothing_of_the_first(world: World) -> None:
    school = await world.school()
    anna = await world.member(school, Role.MENTOR, "Анна")
    await anna.presses("Начать")
    await anna.presses("Учитель")
    await anna.starts(await world.invitation(school, Role.MENTEE))
    await anna.presses("Отказаться")
    await anna.types("/start")
    assert "Вопрос 2 из" in anna.screen
    assert len((await world.stored())["answers"]) == 1
