"""What is swept out day by day."""

import datetime

from bot.dialogs import bank
from bot.screens import packed
from mentoring.bank import Side
from mentoring.roles import Role
from storage.database import Transaction
from tests.world import START, World
from usecases.housekeeping import Housekeeping

MONTH = datetime.timedelta(days=31)


async def rows(world: World, table: str) -> int:
    async def unit(transaction: Transaction) -> int:
        return int(await transaction.value(f"SELECT count(*) FROM {table}"))

    return await world.house.database.read(unit)


async def test_who_opened_an_invitation_and_went_away_is_forgotten(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts(await world.invitation(await world.school(), Role.MENTEE))
    assert await rows(world, "people") == 1

    world.clock.set(START + MONTH)
    assert await Housekeeping(world.house).forget_idle_joinings() == 1

    assert await rows(world, "people") == await rows(world, "accounts") == await rows(world, "joinings") == 0
    await anna.starts()
    assert "Вам есть 18 лет?" not in anna.screen


async def test_who_is_still_thinking_is_left_in_peace(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts(await world.invitation(await world.school(), Role.MENTEE))

    world.clock.set(START + datetime.timedelta(days=29))

    assert await Housekeeping(world.house).forget_idle_joinings() == 0
    assert await rows(world, "joinings") == 1


async def test_a_member_with_an_idle_second_invitation_stays(world: World) -> None:
    curator = await world.member(await world.school(), Role.CURATOR)
    await curator.starts(await world.invitation(await world.school("Школа № 21"), Role.CURATOR))

    world.clock.set(START + MONTH)
    assert await Housekeeping(world.house).forget_idle_joinings() == 1

    assert await rows(world, "joinings") == 0
    assert await rows(world, "memberships") == 1
    await curator.types("/menu")
    assert "Куратор" in curator.screen


async def test_old_guesses_and_handled_updates_go(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts("wrongwrong22")
    assert await rows(world, "wrong_codes") == 1
    assert await rows(world, "inbox") == 1
    keeping = Housekeeping(world.house)

    await keeping.forget_wrong_codes()
    await keeping.prune_inbox()
    assert await rows(world, "wrong_codes") == await rows(world, "inbox") == 1

    world.clock.set(START + datetime.timedelta(days=4))
    await keeping.forget_wrong_codes()
    await keeping.prune_inbox()
    assert await rows(world, "wrong_codes") == await rows(world, "inbox") == 0


async def test_the_words_of_a_search_are_forgotten_after_a_week(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await curator.press_data(packed(bank.Search(school, Side.MENTEES)))
    await curator.types("Берёзкин")
    keeping = Housekeeping(world.house)

    world.clock.set(START + datetime.timedelta(days=7))
    await keeping.forget_searches()
    assert await rows(world, "searches") == 1

    world.clock.set(START + datetime.timedelta(days=8))
    await keeping.forget_searches()
    assert await rows(world, "searches") == 0


async def test_the_audit_forgets_whose_wrong_code_it_was(world: World) -> None:
    await world.person("Анна").starts("wrongwrong22")
    keeping = Housekeeping(world.house)

    async def actors(transaction: Transaction) -> list[str]:
        return [row["actor"] for row in await transaction.rows("SELECT actor FROM audit")]

    world.clock.set(START + datetime.timedelta(days=91))
    await keeping.forget_strangers()

    assert await world.house.database.read(actors) == ["stranger"]


async def test_nothing_that_was_deleted_stays_in_the_files(world: World) -> None:
    word = "Неповторимое"

    async def says(transaction: Transaction) -> None:
        await transaction.run("INSERT INTO facts (name, value) VALUES ($1, $2)", "word", word)

    async def unsays(transaction: Transaction) -> None:
        await transaction.run("DELETE FROM facts WHERE name = $1", "word")

    def left() -> int:
        return sum(file.read_bytes().count(word.encode()) for file in world.settings.data_dir.glob("school.db*"))

    await world.house.database.write(says)
    await world.house.database.write(unsays)
    assert left() > 0, "the log still holds it"

    await world.app.daily()

    assert left() == 0
