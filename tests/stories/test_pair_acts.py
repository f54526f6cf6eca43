"""Everything that may happen to a pair under way: pauses, extensions, early ends, another mentor, another plan."""

import datetime
from importlib import resources

import pytest

from bot.dialogs.help_addresses import Danger
from bot.dialogs.meetings import GiveVerdict
from bot.dialogs.pair_addresses import Card
from bot.dialogs.pair_changes import Resume
from bot.dialogs.plans import Discard, Submit
from bot.screens import packed
from bot.texts.pairs import HAPPENED
from mentoring.ids import PairId, PlanId
from mentoring.pair_moves import Event
from mentoring.pairs import Pair, PairState, PlanChange, Verdict
from mentoring.roles import Role
from sandbox.people import Person
from storage import pairs, plans, schema
from storage.database import Transaction
from tests.stories.test_meetings import agreed, assigned, held
from tests.stories.test_pairs import School, days_pass
from tests.stories.test_plans import works
from tests.world import START, World

PAIR = PairId(1)


@pytest.fixture
async def school(world: World) -> School:
    """The order is entered: it is time to get to know each other."""
    school = await School(world, await world.school()).opens()
    await assigned(school)
    return school


@pytest.fixture
async def working(world: World) -> School:
    """A plan of four events is approved."""
    school = await School(world, await world.school()).opens()
    await works(school)
    return school


async def pair_of(world: World) -> Pair:
    kept = await world.house.database.read(lambda tx: pairs.one(tx, PAIR))
    assert kept is not None
    return kept.pair


async def newest_plan(world: World) -> PlanId:
    kept = await world.house.database.read(lambda tx: plans.newest(tx, PAIR))
    assert kept is not None
    return kept.plan.id


async def more(person: Person) -> None:
    """From wherever one is to «Другие действия»."""
    await person.press_data(packed(Card(PAIR)))
    await person.presses("Другие действия")


def said(person: Person) -> str:
    return "\n".join(message.text for message in person.messages)


# -- a pause -----------------------------------------------------------------------------------------------------


async def test_a_side_takes_a_pause_and_the_agreed_meeting_is_off(world: World, school: School) -> None:
    await agreed(school)
    before = (await pair_of(world)).waits_since
    await more(school.mentee)
    await school.mentee.presses("Приостановить")
    assert "Причину увидит только куратор" in school.mentee.screen
    await school.mentee.presses("Сессия или учёба")
    await school.mentee.presses(next(label for label in school.mentee.labels if label.startswith("На две недели")))
    assert "Пауза до 21\N{NO-BREAK SPACE}сентября" in school.mentee.screen

    await world.delivers()
    assert "Пара на паузе" in school.mentor.screen
    assert "ессия" not in said(school.mentor)
    assert "Пара на паузе" in school.curator.screen
    await school.curator.presses("Открыть карточку пары")
    assert "Причина: сессия или учёба" in school.curator.screen

    heard = len(school.mentor.messages)
    await days_pass(world, 12)
    assert len(school.mentor.messages) == heard, "neither the meeting nor the term is recalled"
    await days_pass(world, 2)
    pair = await pair_of(world)
    assert (pair.state, pair.waits_since) == (PairState.ASSIGNED, before + datetime.timedelta(days=14))
    assert "Работа продолжается" in said(school.mentor)
    await school.mentor.types("/pairs")
    assert "Назначить встречу" in school.mentor.labels


async def test_the_terms_are_recalled_anew_after_a_pause(world: World, school: School) -> None:
    """The term was 21 September; a week of pause makes it the 28th, and the letters follow."""
    await more(school.curator)
    await school.curator.presses("Пауза")
    await school.curator.presses("Отсутствие")
    await school.curator.presses(next(label for label in school.curator.labels if label.startswith("На неделю")))
    world.clock.set(START.replace(hour=16))
    await days_pass(world, 15)
    assert "Пара ждёт" not in said(school.mentor)
    assert "Пара задержалась" not in said(school.curator)
    await days_pass(world, 3)
    assert "Пара ждёт" in said(school.mentor)
    await days_pass(world, 4)
    assert "Пара задержалась" in said(school.curator)


async def mentor_takes_leave(world: World, school: School) -> None:
    await more(school.mentor)
    await school.mentor.presses("Приостановить")
    await school.mentor.presses("Отпуск")
    await school.mentor.presses("Другой день")
    await school.mentor.presses("Октябрь")
    await school.mentor.presses("9")
    assert "Пауза до 9\N{NO-BREAK SPACE}октября" in school.mentor.screen
    await world.delivers()


async def test_a_leave_is_not_ended_by_the_other_side(world: World, school: School) -> None:
    await mentor_takes_leave(world, school)
    await school.mentee.presses("Открыть карточку пары")
    assert "Пауза до 9\N{NO-BREAK SPACE}октября" in school.mentee.screen
    assert "Возобновить работу" not in school.mentee.labels
    await school.mentee.press_data(packed(Resume(PAIR)))
    assert (await pair_of(world)).state is PairState.PAUSED
    await school.mentee.press_data(packed(Card(PAIR)))
    await school.mentee.presses("Вопрос куратору")
    assert "куратор" in school.mentee.screen.lower()


async def test_who_has_asked_for_the_pause_ends_it_sooner_and_the_letter_says_so(world: World, school: School) -> None:
    await mentor_takes_leave(world, school)
    await school.mentor.press_data(packed(Card(PAIR)))
    await school.mentor.presses("Возобновить работу")
    await world.delivers()
    for person in (school.mentee, school.curator):
        assert "Пауза закончилась раньше, по решению наставника" in person.screen
    assert (await pair_of(world)).state is PairState.ASSIGNED


async def test_the_curator_ends_a_pause_and_the_letter_says_so(world: World, school: School) -> None:
    await mentor_takes_leave(world, school)
    await school.curator.press_data(packed(Card(PAIR)))
    await school.curator.presses("Возобновить работу")
    await world.delivers()
    for person in (school.mentor, school.mentee):
        assert "Пауза закончилась раньше, по решению куратора" in person.screen


async def test_a_pause_that_is_over_is_said_to_be_over_by_its_day(world: World, school: School) -> None:
    await mentor_takes_leave(world, school)
    await days_pass(world, 34)
    for person in (school.mentor, school.mentee):
        assert "Пауза закончилась в свой день" in said(person)
    assert "по решению" not in said(school.mentor)


async def test_nobody_is_recalled_in_the_moment_in_which_a_pause_ends(world: World, school: School) -> None:
    """Begun on a Saturday after the eve of the term, the pause ends on a Thursday that is its eve again."""
    await days_pass(world, 12)
    await mentor_takes_leave(world, school)
    await days_pass(world, 5)
    heard = said(school.mentor).count("Пара ждёт")
    await school.curator.press_data(packed(Card(PAIR)))
    await school.curator.presses("Возобновить работу")
    await world.delivers()
    assert said(school.mentor).count("Пара ждёт") == heard
    await days_pass(world, 1)
    assert said(school.mentor).count("Пара ждёт") == heard + 1


# -- an extension ------------------------------------------------------------------------------------------------


async def test_a_period_that_is_over_is_extended_by_the_curator(world: World, working: School) -> None:
    world.clock.set(datetime.datetime(2026, 10, 30, 13, 0, tzinfo=datetime.UTC))
    await days_pass(world, 5)
    assert "Пара задержалась" in said(working.curator)
    await working.curator.press_data(packed(Card(PAIR)))
    assert {"К итоговой встрече", "Продлить работу"} <= set(working.curator.labels)
    await working.curator.presses("Продлить работу")
    await working.curator.presses("До 31\N{NO-BREAK SPACE}декабря")
    assert "приказ" in (working.curator.toast or "")
    await world.delivers()
    assert "Работа продлена" in working.mentor.screen
    assert "31\N{NO-BREAK SPACE}декабря" in working.mentor.screen
    late = said(working.curator).count("Пара задержалась")
    await days_pass(world, 20)
    assert said(working.curator).count("Пара задержалась") == late, "the new term is far ahead"


# -- early ends --------------------------------------------------------------------------------------------------


async def test_a_mentor_gives_notice_and_the_third_working_day_is_the_last(world: World, working: School) -> None:
    today = world.clock.now().astimezone(START.tzinfo).date()
    await more(working.mentor)
    await working.mentor.presses("Завершить участие")
    assert "через три рабочих дня" in working.mentor.screen
    await working.mentor.presses("Не хватает времени")
    ends = (await pair_of(world)).ends_on
    assert ends is not None
    assert (ends - today).days >= 3
    await world.delivers()
    assert "Работа пары закончится" in working.mentee.screen
    assert "времени" not in said(working.mentee).split("Работа пары закончится")[-1]
    await working.curator.press_data(packed(Card(PAIR)))
    assert "Причина: не хватает времени" in working.curator.screen

    await days_pass(world, (ends - today).days + 1)
    assert (await pair_of(world)).state is PairState.TERMINATED
    assert "Пара завершена" in said(working.mentor)
    assert "Нужен другой наставник?" in working.mentee.screen
    await working.mentee.presses("Да, нужен")
    assert "в первую очередь" in working.mentee.screen
    await world.delivers()
    assert "Нужен другой наставник" in working.curator.screen
    await working.curator.types("/pairs")
    await working.curator.presses("Подобрать пару · 1")
    await working.curator.presses(working.curator.labels[0])
    assert "Свободных наставников нет" in working.curator.screen, "the former one is not suggested again"


async def test_a_notice_may_be_taken_back(world: World, working: School) -> None:
    await more(working.mentor)
    await working.mentor.presses("Завершить участие")
    await working.mentor.presses("Личная причина")
    assert "Работа пары закончится" in working.mentor.screen
    await working.mentor.presses("Передумать и продолжить")
    assert (await pair_of(world)).ends_on is None
    await world.delivers()
    assert "Пара не завершается" in working.mentee.screen
    await days_pass(world, 8)
    assert (await pair_of(world)).state is PairState.WORKING


async def test_a_mentee_goes_at_once_and_leaves_the_queue(world: World, working: School) -> None:
    await more(working.mentee)
    await working.mentee.presses("Завершить участие")
    assert "завершится сразу" in working.mentee.screen
    await working.mentee.presses("Цель уже достигнута")
    assert (await pair_of(world)).state is PairState.TERMINATED
    assert "Нужен другой наставник?" in working.mentee.screen
    await working.mentee.presses("Нет")
    await world.delivers()
    assert "Пара завершена" in working.mentor.screen
    assert "достигнута" not in working.mentor.screen
    assert "Другой наставник пока не нужен" in working.curator.screen
    await working.curator.presses("Открыть карточку пары")
    assert "Другой наставник: пока не нужен" in working.curator.screen
    await working.curator.types("/pairs")
    assert not any(label.startswith("Подобрать пару") for label in working.curator.labels)
    await working.mentee.presses("Да, нужен")
    await working.curator.types("/pairs")
    assert "Подобрать пару · 1" in working.curator.labels


async def test_the_employer_gives_notice_or_ends_at_once_as_all_agree(world: World, working: School) -> None:
    await more(working.curator)
    await working.curator.presses("Завершить пару")
    await working.curator.presses("Уход из организации")
    assert "не позже чем за три рабочих дня" in working.curator.screen
    await working.curator.presses("Через три рабочих дня")
    assert "Работа пары закончится" in working.curator.screen
    await world.delivers()
    for side in (working.mentor, working.mentee):
        assert "Работа пары закончится" in side.screen
        assert "Уход" not in side.screen
    await more(working.curator)
    await working.curator.presses("Завершить пару")
    await working.curator.presses("Уход из организации")
    assert (await pair_of(world)).state is PairState.TERMINATED


# -- the order ---------------------------------------------------------------------------------------------------


async def test_a_slip_in_the_order_is_corrected(world: World, school: School) -> None:
    await more(school.curator)
    await school.curator.presses("Исправить приказ")
    await school.curator.types("без даты")
    assert "Не видно даты" in school.curator.screen
    await school.curator.types("21-од от 04.09.2026")
    assert "Приказ № 21-од от 04.09.2026" in school.curator.screen
    kept = await world.house.database.read(lambda tx: pairs.history(tx, PAIR))
    assert kept[-1].event == "correct_order"
    await school.mentee.types("/pairs")
    await school.mentee.presses("Другие действия")
    assert "Исправить приказ" not in school.mentee.labels


async def test_whoever_joins_later_finds_no_rare_acts_before_both_have_agreed(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.offers()
    await school.mentee.types("/pairs")
    await school.mentee.presses("Другие действия")
    assert {"Вопрос куратору", "Назад", "Меню"} == set(school.mentee.labels)
    stranger = await school.joins(Role.MENTEE, "Ольга")
    await stranger.press_data(packed(Card(PAIR)))
    assert "Мария" not in stranger.screen


# -- questions and calls for help --------------------------------------------------------------------------------


async def test_a_question_reaches_the_curator_and_its_answer_the_one_who_asked(world: World, school: School) -> None:
    await more(school.mentee)
    await school.mentee.presses("Вопрос куратору")
    await school.mentee.presses("Не выходит договориться")
    assert "Куратор получит вопрос" in school.mentee.screen
    await world.delivers()
    assert "Вопрос: не выходит договориться" in school.curator.screen
    assert "договориться" not in said(school.mentor), "the other side hears nothing of it"
    await school.curator.presses("Взято в работу")
    await world.delivers()
    assert "Вопрос в работе" in school.mentee.screen
    await school.curator.presses("Решено")
    await world.delivers()
    assert "Вопрос решён" in school.mentee.screen
    await days_pass(world, 5)
    assert "Вопросы без ответа" not in said(school.curator)


async def test_a_question_nobody_answers_goes_to_the_deputy_head(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    await more(school.mentor)
    await school.mentor.presses("Нужна замена")
    await school.mentor.presses("Отправить куратору")
    await world.delivers()
    assert "Вопрос: нужна замена" in school.curator.screen
    assert "замена" not in said(school.mentee)
    await days_pass(world, 4)
    assert "Один вопрос ждёт ответа уже три рабочих дня" in said(deputy)
    await deputy.presses("Открыть вопрос")
    assert "Вопрос: нужна замена" in deputy.screen


async def test_the_same_question_is_one_letter(world: World, school: School) -> None:
    for _ in range(2):
        await more(school.mentee)
        await school.mentee.presses("Вопрос куратору")
        await school.mentee.presses("Вопрос по плану")
    assert (await world.letters()).count("help_asked") == 1


@pytest.fixture
async def pupil(world: World) -> tuple[World, Person, Person, Person, Person]:
    """A pupil whose parents have not signed yet, a psychologist, a deputy head and a curator; it is night."""
    here = await world.school()
    psychologist = await world.member(here, Role.COORDINATOR, "Ирина")
    deputy = await world.member(here, Role.DEPUTY_HEAD, "Нина")
    curator = await world.member(here, Role.CURATOR, "Вера")
    child = world.person("Саша")
    await child.starts(await world.invitation(here, Role.MENTEE))
    await child.presses("Ещё нет")
    world.clock.set(START.replace(day=12, hour=2))
    return world, child, psychologist, deputy, curator


async def test_a_child_calls_for_help_at_night(pupil: tuple[World, Person, Person, Person, Person]) -> None:
    world, child, psychologist, deputy, curator = pupil
    await child.types("/menu")
    await child.presses("🆘 Нужна помощь")
    assert "8‑800‑2000‑122" in child.screen
    assert "112" in child.screen
    await world.delivers()
    assert "просит о помощи" in psychologist.screen
    assert "просит о помощи" not in said(curator)
    assert "просит о помощи" not in said(deputy)
    world.clock.set(world.clock.now() + datetime.timedelta(minutes=16))
    await world.app.post.tick()
    assert "пока никто не взял" in deputy.screen
    await deputy.presses("Вижу, занимаюсь")
    await world.delivers()
    assert "Тебя услышали" in child.screen
    await child.presses("🆘 Помощь всё ещё нужна")
    assert "8‑800‑2000‑122" in child.screen
    await world.delivers()
    assert said(psychologist).count("просит о помощи") == 2, "whoever calls again is heard again"
    await deputy.presses("Решено")
    await world.delivers()
    assert said(child).count("Тебя услышали") == 1


async def test_who_has_seen_the_call_spares_the_deputy(pupil: tuple[World, Person, Person, Person, Person]) -> None:
    world, child, psychologist, deputy, _ = pupil
    await child.types("/help")
    await child.presses("🆘 Нужна помощь")
    await world.delivers()
    await psychologist.presses("Вижу, занимаюсь")
    world.clock.set(world.clock.now() + datetime.timedelta(minutes=16))
    await world.app.post.tick()
    assert "никто не взял" not in said(deputy)
    assert (await world.letters()).count("call_unseen") == 1


async def test_who_called_for_help_may_still_refuse_to_take_part(
    pupil: tuple[World, Person, Person, Person, Person],
) -> None:
    """Nothing of the child is kept, not the call either."""
    world, child, psychologist, _, _ = pupil
    await psychologist.types("/papers")
    await psychologist.presses(next(label for label in psychologist.labels if "-" in label))
    for label in ("Отметить получение", "Мать"):
        await psychologist.presses(label)
    await psychologist.types("№ 12 от 05.09.2026")
    await child.types("/menu")
    await child.presses("🆘 Нужна помощь")
    await child.types("/start")
    await child.presses("Отказаться")
    assert (await world.stored())["help_requests"] == []


async def test_no_adult_presses_a_childs_button(world: World, school: School) -> None:
    await school.mentor.types("/menu")
    assert "🆘 Нужна помощь" not in school.mentor.labels
    await school.mentor.press_data(packed(Danger()))
    assert "call_for_help" not in await world.letters()


# -- another version of the plan ---------------------------------------------------------------------------------


async def changes_the_plan(school: School, *, events: int = 0) -> None:
    mentor = school.mentor
    await more(mentor)
    await mentor.presses("Изменить план")
    for number in range(events):
        await mentor.presses("Добавить мероприятие")
        await mentor.presses(mentor.labels[-2 - number])
        await mentor.presses("Ноябрь")
    if not events:
        await mentor.presses("Результат")
        await mentor.presses(mentor.labels[1])
    await mentor.presses("Отправить план")


async def test_a_light_change_needs_no_curator_and_what_is_done_stays_done(world: World, working: School) -> None:
    await working.mentor.types("/pairs")
    await working.mentor.presses("Отметить мероприятие")
    await working.mentor.presses("1. Сделано")
    await changes_the_plan(working)
    assert "Пока план прежний" in working.mentor.screen
    await working.mentor.presses("Отметить мероприятие")
    await working.mentor.presses("2. Сделано")
    await world.delivers()
    assert "Предложено изменить план" in working.mentee.screen
    await working.mentee.presses("Открыть карточку пары")
    await working.mentee.presses("Принять изменение")
    assert "Сделано: 2 из 4" in working.mentee.screen
    await world.delivers()
    assert "План изменён" in working.mentor.screen
    assert "change_to_approve" not in await world.letters()
    await more(working.curator)
    await working.curator.presses("Версии плана")
    assert "версия 2" in working.curator.screen
    await working.curator.presses("Версия 1")
    assert "Больше не действует" in working.curator.screen


async def test_one_event_more_is_the_curators_word(world: World, working: School) -> None:
    await changes_the_plan(working, events=1)
    await working.mentee.types("/pairs")
    await working.mentee.presses("Принять изменение")
    assert "0 из 4" in working.mentee.screen
    await world.delivers()
    assert "Изменение плана ждёт утверждения" in working.curator.screen
    await working.curator.presses("Открыть карточку пары")
    await working.curator.presses("Утвердить изменение")
    assert "0 из 5" in working.curator.screen
    assert (await pair_of(world)).period_end == datetime.date(2026, 11, 30)
    await world.delivers()
    assert "План изменён" in working.mentee.screen


async def test_a_change_that_is_not_wanted_leaves_the_plan_as_it_was(world: World, working: School) -> None:
    await changes_the_plan(working)
    await working.mentee.types("/pairs")
    await working.mentee.presses("Оставить прежний план")
    await world.delivers()
    assert "План остаётся прежним" in working.mentor.screen
    await working.mentor.types("/pairs")
    assert "Предложено" not in working.mentor.screen
    await more(working.mentor)
    await working.mentor.presses("Изменить план")
    await working.mentor.presses("Отправить план")
    await working.mentor.presses("Отозвать изменение")
    assert (await pair_of(world)).change is None
    await working.mentee.types("/pairs")
    assert "Принять изменение" not in working.mentee.labels


async def test_a_change_nobody_answers_is_recalled_and_told_to_the_curator(world: World, working: School) -> None:
    """Five working days for the mentee, then the curator hears of it and may leave the plan as it was."""
    await changes_the_plan(working, events=1)
    await working.curator.press_data(packed(Card(PAIR)))
    assert "Оставить прежний план" not in working.curator.labels, "first the mentee is asked"
    world.clock.set(START.replace(day=11, hour=16))
    heard = len(working.mentee.messages)
    await days_pass(world, 14)
    recalled = [one for one in working.mentee.messages[heard:] if "Изменение плана ждёт ответа" in one.text]
    assert len(recalled) == 2, "the day before the term and the working day after it"
    assert said(working.curator).count("Изменение плана без ответа") == 2
    assert "наставляемого пока нет" in said(working.curator)
    await working.curator.press_data(packed(Card(PAIR)))
    await working.curator.presses("Оставить прежний план")
    assert (await pair_of(world)).change is None
    await days_pass(world, 7)
    assert said(working.curator).count("Изменение плана без ответа") == 2


async def test_a_change_the_curator_forgets_is_told_to_the_deputy_head(world: World, working: School) -> None:
    deputy = await world.member(working.here, Role.DEPUTY_HEAD, "Нина")
    await changes_the_plan(working, events=1)
    await working.mentee.types("/pairs")
    await working.mentee.presses("Принять изменение")
    world.clock.set(START.replace(day=11, hour=16))
    await days_pass(world, 10)
    assert "решение за Вами" in said(working.curator)
    assert "Решения пока нет" in said(deputy)
    await deputy.press_data(packed(Card(PAIR)))
    await deputy.presses("Утвердить изменение")
    told = said(working.curator).count("Изменение плана ждёт ответа")
    await days_pass(world, 7)
    assert said(working.curator).count("Изменение плана ждёт ответа") == told


async def test_a_change_that_waited_before_the_ladder_knew_of_it_climbs_after_the_update(
    world: World, working: School
) -> None:
    """The file of a program that has planned another next step already, then the update itself."""
    await days_pass(world, 20)
    await changes_the_plan(working)
    await world.delivers()

    async def unit(transaction: Transaction) -> None:
        await transaction.run("UPDATE pairs SET ladder_at = $1", int(START.timestamp()) + 90 * 24 * 3600)
        await transaction.run("ALTER TABLE pairs DROP COLUMN change_since")
        update = resources.files("storage") / "migrations" / "0015_change_since.sql"
        for statement in schema.statements(update.read_text("utf-8")):
            await transaction.run(statement)

    await world.house.database.write(unit)
    await world.restarts()
    assert "Изменение плана без ответа" not in said(working.curator), "its term is not over yet"
    await days_pass(world, 10)
    assert "Изменение плана ждёт ответа" in said(working.mentee)
    assert "Изменение плана без ответа" in said(working.curator)


async def test_a_draft_of_a_change_is_the_mentors_alone(working: School) -> None:
    await more(working.mentor)
    await working.mentor.presses("Изменить план")
    await working.mentor.presses("Результат")
    await working.mentor.presses(working.mentor.labels[1])
    await working.mentor.types("/pairs")
    assert "Продолжить изменение" in working.mentor.labels
    for other in (working.mentee, working.curator):
        await other.press_data(packed(Card(PAIR)))
        assert "зменение плана" not in other.screen


async def test_a_look_at_the_plan_begins_no_change(world: World, working: School) -> None:
    mentor = working.mentor
    await more(mentor)
    await mentor.presses("Изменить план")
    assert "Отправить план" not in mentor.labels, "there is nothing to send"
    plan = await newest_plan(world)
    await mentor.press_data(packed(Submit(plan)))
    assert "ничего не изменилось" in (mentor.toast or "")
    await mentor.types("/pairs")
    assert "зменение плана" not in mentor.screen
    assert (await pair_of(world)).change is None


async def test_a_change_that_was_not_sent_is_cancelled(world: World, working: School) -> None:
    mentor = working.mentor
    await more(mentor)
    await mentor.presses("Изменить план")
    await mentor.presses("Результат")
    await mentor.presses(mentor.labels[1])
    stale = packed(Discard(await newest_plan(world)))
    await mentor.types("/pairs")
    assert "Изменение плана начато" in mentor.screen
    await mentor.presses("Отменить изменение")
    assert "зменение плана" not in mentor.screen
    await more(mentor)
    await mentor.presses("Изменить план")
    assert "Отправить план" not in mentor.labels, "the new draft begins with the plan in force"
    await changes_the_plan(working)
    await mentor.press_data(stale)
    assert (await pair_of(world)).change is PlanChange.PROPOSED, "what was sent is taken back, not forgotten"


async def test_what_was_done_meanwhile_keeps_its_tick_in_the_proposed_version(working: School) -> None:
    mentor = working.mentor
    await more(mentor)
    await mentor.presses("Изменить план")
    await mentor.types("/pairs")
    await mentor.presses("Отметить мероприятие")
    await mentor.presses("1. Сделано")
    await changes_the_plan(working)
    for person in (mentor, working.mentee):
        await person.press_data(packed(Card(PAIR)))
        _, proposed = person.screen.split("Предложено изменить план")
        assert proposed.count("\n✓ ") == 1


# -- the trial -----------------------------------------------------------------------------------------------------


async def test_a_third_trial_is_the_curators_to_grant(world: World, school: School) -> None:
    await held(school)
    await held(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ещё одна проба")
    await held(school)
    await school.mentee.types("/pairs")
    assert "Ещё одна проба" not in school.mentee.labels
    await school.mentee.press_data(packed(GiveVerdict(PAIR, 2, Verdict.AGAIN)))
    assert "может разрешить только куратор" in (school.mentee.toast or "")
    await more(school.mentee)
    await school.mentee.presses("Вопрос куратору")
    await school.mentee.presses("Нужна ещё одна проба")
    await world.delivers()
    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Ещё одна проба")
    assert (await pair_of(world)).trial == 3


# -- another mentor, the history ---------------------------------------------------------------------------------


async def test_another_mentor_takes_over(world: World, working: School) -> None:
    second = await working.joins(Role.MENTOR, "Павел")
    await more(working.mentee)
    await working.mentee.presses("Нужна замена")
    await working.mentee.presses("Отправить куратору")
    await world.delivers()
    await working.curator.presses("Другой наставник")
    assert "Павел" not in working.curator.screen, "a short name: surname and initials"
    await working.curator.presses(working.curator.labels[0])
    await working.curator.presses("Предложить")
    assert "ответа ещё нет" in working.curator.screen
    heard = len(working.mentor.messages)
    await world.delivers()
    assert "Работа с парой завершена" in working.mentor.screen
    assert len(working.mentor.messages) == heard + 1
    assert "замен" not in working.mentor.screen
    await working.mentor.presses("Мои пары")
    assert "Пару пока подбирают" in working.mentor.screen
    for person in (second, working.mentee):
        await person.presses("Посмотреть и ответить")
        await person.presses("Принять")
    pair = await pair_of(world)
    assert (pair.state, pair.order) == (PairState.ACCEPTED, None)
    await world.delivers()
    await working.curator.presses("Открыть карточку пары")
    await working.curator.presses("Внести приказ")
    await working.curator.presses("Да, согласия есть")
    await working.curator.types("14-од от 07.09.2026")
    assert "Пара № 1" in working.curator.screen.replace("\N{NO-BREAK SPACE}", " ")
    await second.types("/pairs")
    assert "Назначить встречу" in second.labels


async def test_a_new_mentor_who_declines_leaves_the_mentee_in_the_queue(world: World, working: School) -> None:
    second = await working.joins(Role.MENTOR, "Павел")
    await more(working.curator)
    await working.curator.presses("Другой наставник")
    await working.curator.presses(working.curator.labels[0])
    await working.curator.presses("Предложить")
    await world.delivers()
    await second.presses("Посмотреть и ответить")
    await second.presses("Отклонить")
    await second.presses("Не хватает времени")
    assert (await pair_of(world)).state is PairState.DECLINED
    await world.delivers()
    assert "Пара не состоялась" in working.mentee.screen
    await working.curator.types("/pairs")
    assert "Подобрать пару · 1" in working.curator.labels
    await working.curator.presses("Подобрать пару · 1")
    await working.curator.presses(working.curator.labels[0])
    assert "Свободных наставников нет" in working.curator.screen, "neither of the two comes up again"


async def test_the_history_tells_who_did_what_and_why_to_the_curator(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    await more(school.mentee)
    await school.mentee.presses("Приостановить")
    await school.mentee.presses("Отпуск")
    await school.mentee.presses(school.mentee.labels[0])
    await more(school.curator)
    await school.curator.presses("История")
    first = school.curator.screen.splitlines()[2]
    assert "пауза" in first
    assert "наставляемый" in first
    assert "отпуск" in first
    assert "внесён приказ" in school.curator.screen
    await more(deputy)
    await deputy.presses("История")
    assert "отпуск" not in deputy.screen


def test_everything_that_may_happen_has_words() -> None:
    assert {*Event, "propose"} == set(HAPPENED)
