"""A mentee without a mentor: the list, a word every two weeks, a talk, a new search, first in the queue."""

import asyncio
import datetime

import pytest

from bot.dialogs import meetings, pair_addresses, pair_changes, pairs, support
from bot.screens import packed
from mentoring.ids import MembershipId, PairId
from mentoring.pair_cards import Reason
from mentoring.pairs import MeetingKind, Verdict
from mentoring.roles import Role
from sandbox.people import Person
from storage import pairs as kept_pairs
from storage import people
from tests.stories.test_meetings import assigned
from tests.stories.test_pairs import AFTERNOON, School, days_pass
from tests.stories.test_registry import asks_for_registry
from tests.world import World
from usecases.pair_changes import PairChanges


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def membership(world: World, person: Person) -> MembershipId:
    caller = await world.house.database.read(lambda tx: people.caller(tx, person.id))
    assert caller is not None
    return caller.memberships[0].id


def words(person: Person) -> str:
    """Everything the bot has ever said to this person."""
    return "\n".join(message.text for message in person.messages if message.is_from_bot)


async def test_who_waits_gets_a_word_every_two_weeks_and_may_ask_for_a_talk(world: World, school: School) -> None:
    psychologist = await world.member(school.here, Role.COORDINATOR, "Нина")
    assert "Вы в списке: куратор подбирает Вам наставника" in words(school.mentee)
    world.clock.set(AFTERNOON)
    await days_pass(world, 14)
    assert "уже 14\N{NO-BREAK SPACE}дней" in school.mentee.screen
    assert "Что можно сделать уже сейчас" in school.mentee.screen
    await days_pass(world, 14)
    assert words(school.mentee).count("Поиск наставника продолжается") == 2
    assert "28\N{NO-BREAK SPACE}дней" in school.mentee.screen

    await school.mentee.presses_twice("Поговорить с психологом")
    assert "Педагог-психолог знает о просьбе" in school.mentee.screen
    await world.delivers()
    assert words(psychologist).count("Просьба поговорить") == 1
    await psychologist.presses("Открыть карточку")
    assert "Смирнова" in psychologist.screen
    assert "Просьба поговорить" not in words(school.curator)


async def test_without_a_psychologist_the_curator_is_asked(world: World, school: School) -> None:
    await school.mentee.press_data(packed(support.AskTalk(await membership(world, school.mentee))))
    assert "Куратор знает о просьбе" in school.mentee.screen
    await world.delivers()
    assert "Просьба поговорить" in school.curator.screen
    await school.mentor.press_data(packed(support.AskTalk(await membership(world, school.mentee))))
    assert "Эта кнопка уже не действует" in (school.mentor.toast or "")


async def test_the_words_stop_with_a_pair_and_begin_anew_after_it(world: World, school: School) -> None:
    world.clock.set(AFTERNOON)
    await days_pass(world, 10)
    await school.offers()
    await days_pass(world, 8)
    assert "Срок ответа вышел" in words(school.curator)
    assert "Поиск наставника" not in words(school.mentee), "on the 14th day the answer to an offer was awaited"
    await days_pass(world, 12)
    assert words(school.mentee).count("Поиск наставника продолжается") == 1


async def test_after_downtime_the_chain_goes_on(world: World, school: School) -> None:
    world.clock.set(AFTERNOON + datetime.timedelta(days=21))
    await world.app.post.tick()
    assert "Поиск наставника" not in words(school.mentee), "a week late: a digest matters no more"
    await days_pass(world, 7)
    assert words(school.mentee).count("Поиск наставника продолжается") == 1


async def test_whoever_leaves_hears_no_more(world: World, school: School) -> None:
    await school.mentee.types("/mydata")
    await school.mentee.presses("Отозвать согласие")
    await school.mentee.presses(next(label for label in school.mentee.labels if "тозвать" in label))
    world.clock.set(AFTERNOON)
    await days_pass(world, 30)
    assert "Поиск наставника" not in words(school.mentee)


async def test_a_new_mentor_is_told_to_the_curator_with_a_way_to_the_choice(world: World, school: School) -> None:
    world.clock.set(AFTERNOON)
    await days_pass(world, 1)
    assert "для 1\N{NO-BREAK SPACE}ждущего наставляемого" in words(school.curator)
    await school.curator.press_data(packed(pair_addresses.Suggest(school.here, await membership(world, school.mentee))))
    assert "Кто может помочь" in school.curator.screen


async def test_where_the_registry_is_asked_for_a_mentor_comes_with_the_approval(world: World) -> None:
    asks_for_registry(world)
    school = await School(world, await world.school()).opens()
    world.clock.set(AFTERNOON)
    await days_pass(world, 1)
    assert "ждущего" not in words(school.curator)
    await school.curator.types("/bank")
    for label in ("Реестр наставников", "В банке, не выдвинуты · 1"):
        await school.curator.presses(label)
    await school.curator.presses(school.curator.labels[0])
    for label in ("Выдвинуть в реестр", "Утвердить приказом"):
        await school.curator.presses(label)
    await school.curator.types("12-од от 07.09.2026")
    await days_pass(world, 1)
    assert "для 1\N{NO-BREAK SPACE}ждущего наставляемого" in words(school.curator)


async def test_after_a_failed_trial_the_mentee_comes_first_and_that_mentor_is_not_suggested(world: World) -> None:
    school = School(world, await world.school())
    school.curator = await world.member(school.here, Role.CURATOR, "Вера")
    earlier = await school.joins(Role.MENTEE, "Елена")
    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    school.mentor = await school.joins(Role.MENTOR, "Мария")
    school.mentee = await school.joins(Role.MENTEE, "Анна")
    mentee, mentor = await membership(world, school.mentee), await membership(world, school.mentor)
    await school.curator.press_data(packed(pairs.Propose(school.here, mentee, mentor)))
    await school.curator.presses("Отправить предложение")
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        await person.presses("Принять")
    await school.curator.press_data(packed(pairs.EnterOrder(PairId(1), papers=True)))
    await school.curator.types("12-од от 07.09.2026")
    await school.curator.press_data(packed(meetings.EnterHeld(PairId(1), MeetingKind.ACQUAINTANCE, 0, sure=True)))
    await school.curator.press_data(packed(meetings.GiveVerdict(PairId(1), 1, Verdict.NO, Reason.OTHER)))
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 2")
    assert "❗ Смирнова\N{NO-BREAK SPACE}А." in school.curator.labels[0]
    assert "прежняя пара не сложилась" in school.curator.screen
    await school.curator.presses(school.curator.labels[0])
    assert "Свободных наставников нет" in school.curator.screen
    await school.curator.press_data(packed(pair_addresses.Suggest(school.here, await membership(world, earlier))))
    assert any(label.startswith("1. Смирнова") for label in school.curator.labels)


async def ends_early(school: School) -> None:
    """A pair that has got its order is ended by its mentee."""
    await assigned(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Другие действия")
    await school.mentee.presses("Завершить участие")
    await school.mentee.presses("Личная причина")


async def test_whoever_wants_a_mentor_after_all_hears_every_two_weeks_anew(world: World, school: School) -> None:
    world.clock.set(AFTERNOON)
    await ends_early(school)
    await school.mentee.presses("Нет")
    world.clock.set(world.clock.now().replace(hour=13))
    await days_pass(world, 31)
    assert "Поиск наставника" not in words(school.mentee), "nobody is looked for"
    page = school.mentee.last
    await school.mentee.press_data(packed(pair_changes.Another(PairId(1), wanted=True)), page)
    await school.mentee.press_data(packed(pair_changes.Another(PairId(1), wanted=True)), page)
    await days_pass(world, 13)
    assert "Поиск наставника" not in words(school.mentee)
    await days_pass(world, 1)
    assert "уже 14\N{NO-BREAK SPACE}дней" in words(school.mentee)
    await days_pass(world, 14)
    assert words(school.mentee).count("Поиск наставника продолжается") == 2


async def test_a_yes_while_the_search_goes_on_does_not_put_it_off(world: World, school: School) -> None:
    world.clock.set(AFTERNOON)
    await ends_early(school)
    world.clock.set(world.clock.now().replace(hour=13))
    await days_pass(world, 7)
    await school.mentee.press_data(packed(pair_changes.Another(PairId(1), wanted=True)))
    await days_pass(world, 8)
    assert words(school.mentee).count("Поиск наставника продолжается") == 1


async def test_two_devices_say_yes_and_the_search_begins_once(world: World, school: School) -> None:
    await ends_early(school)
    await school.mentee.presses("Нет")
    world.clock.set(world.clock.now() + datetime.timedelta(hours=1))
    acts = PairChanges(world.house)
    await asyncio.gather(*(acts.want_another(school.mentee.id, PairId(1), wanted=True) for _ in range(2)))
    assert (await world.letters()).count("looking_again") == 1
    assert (await world.letters()).count("still_searching") == 3, "after the questionnaire, the pair, the second yes"


async def test_an_offer_that_nobody_answered_lets_another_mentor_go_first(world: World, school: School) -> None:
    await school.offers()
    await days_pass(world, 6)
    day = "не ответили 11\N{NO-BREAK SPACE}сентября"
    await opens_choice(school)
    assert day in school.curator.screen
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    await school.curator.press_data(packed(pairs.DraftAll(school.here)))
    await school.curator.presses("Проверить черновики")
    await school.curator.presses(school.curator.labels[0])
    assert "закрылось 11\N{NO-BREAK SPACE}сентября: ответа не было" in school.curator.screen, "there is nobody else"
    await school.curator.presses("Удалить черновик")
    await school.curator.presses("Да, удалить")

    pavel = await school.joins(Role.MENTOR, "Павел")
    await opens_choice(school)
    first = school.curator.screen.partition("1. ")[2].partition("2. ")[0]
    assert "Смирнова\N{NO-BREAK SPACE}П." in first
    assert day not in first
    await school.curator.press_data(packed(pairs.DraftAll(school.here)))
    drafted = await world.house.database.read(lambda tx: kept_pairs.of_organisation(tx, school.here))
    assert drafted[0].pair.mentor.membership == await membership(world, pavel)

    await school.curator.press_data(packed(pairs.Cancel(drafted[0].pair.id, draft=True)))
    world.clock.set(world.clock.now() + datetime.timedelta(days=60))
    await opens_choice(school)
    assert "не ответили" not in school.curator.screen, "that was long ago"


# -- kept apart ------------------------------------------------------------------------------------------------------


async def opens_choice(school: School) -> None:
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    await school.curator.presses(school.curator.labels[0])


async def test_the_curator_keeps_a_mentor_away_and_takes_it_back(world: World, school: School) -> None:
    await opens_choice(school)
    await school.curator.presses("1. Не предлагать")
    assert "Решение можно отменить" in school.curator.screen
    await school.curator.presses("Не предлагать этого наставника")
    assert "решение куратора" in school.curator.screen
    await school.curator.presses("К подбору")
    assert "Свободных наставников нет" in school.curator.screen
    await school.curator.presses("Кого не предлагаем · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("К подбору")
    assert any(label.startswith("1. Смирнова") for label in school.curator.labels)
    stored = await world.stored()
    assert any("kept_apart:by_hand" in entry for entry in stored["audit"])


async def test_a_superior_is_kept_away_only_if_it_was_asked_for(world: World, school: School) -> None:
    await opens_choice(school)
    await school.curator.presses("1. Не предлагать")
    await school.curator.presses("Это руководитель наставляемого")
    await school.curator.presses("К подбору")
    assert "руководитель наставляемого" in school.curator.screen
    assert any(label.startswith("1. Смирнова") for label in school.curator.labels)


async def test_a_draft_gets_another_mentor_before_it_is_sent(world: World, school: School) -> None:
    await school.joins(Role.MENTOR, "Павел")
    await school.drafts()
    first = school.curator.screen
    await school.curator.presses("Другой наставник")
    assert "Кто может помочь" in school.curator.screen
    await school.curator.presses(school.curator.labels[0])
    assert "черновик, никому не отправлен" in school.curator.screen
    assert school.curator.screen != first
    await world.delivers()
    assert "pair_offered" not in await world.letters()
    await school.curator.press_data(packed(pair_addresses.Others(PairId(1))))
    assert "Эта кнопка уже не действует" in (school.curator.toast or "")
