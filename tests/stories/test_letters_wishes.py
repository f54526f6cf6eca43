"""«Когда писать»: the own hour, a quiet time, kinds that do not come; and news that are merged."""

import datetime

from mentoring import letters
from mentoring.letters import Letter, LetterKind
from mentoring.roles import Role
from sandbox.people import Person
from tests.outbox import fates, letters_in, outbox, person_id, write
from tests.stories.test_meetings import agreed, assigned
from tests.stories.test_pairs import School
from tests.world import START, World

REMINDER = "Анкета ждёт продолжения"


async def at(world: World, day: int, hour: int, minute: int = 0) -> None:
    world.clock.set(START.replace(day=day, hour=hour, minute=minute))
    await world.app.post.tick()


async def begun(world: World) -> Person:
    anna = await world.member(await world.school(), Role.MENTEE, "Анна")
    await anna.types("/when")
    return anna


async def begins(anna: Person) -> None:
    await anna.types("/start")
    await anna.presses("Начать")


async def test_digests_come_at_the_own_hour(world: World) -> None:
    anna = await begun(world)
    assert "после уроков, около 15:00" in anna.screen
    await anna.presses("Вечером")
    assert "вечером, около 18:00" in anna.screen
    await begins(anna)
    await at(world, 9, 15)
    assert letters_in(anna, REMINDER) == 0
    await at(world, 9, 18)
    assert letters_in(anna, REMINDER) == 1


async def test_a_quiet_time_holds_digests_and_news_but_no_meeting(world: World) -> None:
    anna = await begun(world)
    await anna.presses("Не беспокоить до…")
    await anna.presses("11")
    assert "Тихое время до 11\N{NO-BREAK SPACE}сентября" in anna.screen
    await begins(anna)
    await at(world, 9, 15)
    assert letters_in(anna, REMINDER) == 0
    await at(world, 11, 15)
    assert letters_in(anna, REMINDER) == 1
    await anna.types("/when")
    assert "Тихое время" not in anna.screen, "it is over by itself"


async def test_a_muted_kind_is_dropped_and_comes_again_when_it_is_wanted(world: World) -> None:
    anna = await begun(world)
    await anna.presses("Какие письма получать")
    await anna.presses_twice("☑ Напоминания об анкете")
    assert "☐ Напоминания об анкете" in anna.labels, "a press delivered twice does not switch back"
    await begins(anna)
    await at(world, 9, 15)
    assert ("dropped", "muted") in await fates(world, LetterKind.QUESTIONNAIRE_UNFINISHED)
    await anna.types("/when")
    await anna.presses("Какие письма получать")
    await anna.presses("☐ Напоминания об анкете")
    await at(world, 16, 15)
    assert letters_in(anna, REMINDER) == 1


async def test_a_pupil_is_spoken_to_as_one_and_not_in_the_morning(world: World) -> None:
    pupil = world.person("Даша")
    await pupil.starts(await world.invitation(await world.school(), Role.MENTEE))
    await pupil.presses("Ещё нет")
    await pupil.types("/when")
    assert "приходят тебе" in pupil.screen
    assert "Утром" not in pupil.labels


async def test_news_of_one_pair_within_ten_minutes_are_one_message(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.agrees()
    mentor = await person_id(world, school.mentor)
    await world.delivers()
    before = len(school.mentor.messages)
    for minute, number in ((0, 1), (3, 2), (6, 3)):
        now = world.clock.now().astimezone(START.tzinfo)
        written = letters.news(mentor, LetterKind.PAIR_AGREED, f"1:{number}00", now, pair=1, side=await side_of(world))
        await write(world, written)
        await world.app.post.tick()
        world.clock.set(now + datetime.timedelta(minutes=3 if minute < 6 else 0))
    assert len(school.mentor.messages) == before + 1, "the first comes at once"
    await world.delivers()
    assert len(school.mentor.messages) == before + 2, "what followed comes as one"
    sent = [letter for letter in await outbox(world, LetterKind.PAIR_AGREED) if letter["person_id"] == mentor]
    assert {letter["fate"] for letter in sent} == {"sent"}


async def side_of(world: World) -> int:
    query = "SELECT membership_id FROM pair_sides WHERE mentor = 1"
    return int(await world.house.database.read(lambda tx: tx.value(query)))


async def test_different_news_of_a_pair_say_all_that_holds(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.agrees()
    mentor, side = await person_id(world, school.mentor), await side_of(world)
    await world.delivers()
    due = world.clock.now()
    for kind in (LetterKind.PAIR_ASSIGNED, LetterKind.PAIR_AGREED):
        await write(world, Letter(mentor, kind, f"{kind}:x", due, {"pair": 1, "side": side}))
    before = len(school.mentor.messages)
    await world.app.post.tick()
    assert len(school.mentor.messages) == before + 1
    assert "Все согласны" in school.mentor.screen
    assert "Пара закреплена приказом" in school.mentor.screen


async def test_in_a_quiet_time_a_meeting_today_comes_and_news_wait(world: World) -> None:
    """Muting and the quiet time are never of a meeting that was agreed."""
    school = await School(world, await world.school()).opens()
    await assigned(school)
    await agreed(school)
    mentee = school.mentee
    await mentee.types("/when")
    await mentee.presses("Не беспокоить до…")
    await mentee.presses("11")
    await at(world, 7, 15, 1)
    assert letters_in(mentee, "Завтра встреча") == 1
    await at(world, 8, 14, 1)
    assert letters_in(mentee, "Встреча через час") == 1
    await at(world, 8, 18, 30)
    assert letters_in(school.mentor, "Состоялась ли встреча?") == 1
    assert letters_in(mentee, "Состоялась ли встреча?") == 0, "news wait"
    await at(world, 10, 20)
    assert letters_in(mentee, "Состоялась ли встреча?") == 0
    await at(world, 11, 9)
    assert letters_in(mentee, "Состоялась ли встреча?") == 1
