"""Surveys of a pair at their moments: asked of each side, answered on any device, out of everybody else's sight."""

import asyncio
import datetime

import pytest

from bot.dialogs import pairs as dialog
from bot.dialogs import questionnaire
from bot.screens import packed
from mentoring.ids import AttemptId, CampaignId, PairId
from mentoring.organisations import Privacy
from mentoring.pairs import PairState
from mentoring.roles import Role
from sandbox.people import Person
from storage import campaigns, pairs
from tests.stories.campaigns import Opened
from tests.stories.test_meetings import assigned, held
from tests.stories.test_pairs import School, days_pass
from tests.stories.test_pairs_two_writers import membership as _membership
from tests.stories.test_plans import works
from tests.stories.test_pupils import _agrees, _assert_only_thou, _brings_paper, _comes
from tests.world import World
from usecases.questionnaires import Questionnaires
from usecases.unit import House, StaleButton


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def ends(school: School) -> None:
    """All events are done and the final meeting has been."""
    await works(school)
    await finishes(school)


async def finishes(school: School) -> None:
    await school.mentor.types("/pairs")
    for number in (1, 2, 3, 4):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")
    await held(school)


async def answers(world: World, person: Person, *, send: bool = True) -> None:
    """The next survey, from the card to «Отправить»."""
    await person.types("/pairs")
    await person.presses("Ответить на вопросы")
    if "Начать" not in person.labels:
        await person.presses("Продолжить")
    await world.fills_in(person) if send else await _all_but_sending(world, person)


async def _all_but_sending(world: World, person: Person) -> None:
    await person.presses("Начать")
    while "✅ Отправить" not in person.labels:
        await world._answers(person, "Всё хорошо", {})


async def state(world: World) -> PairState:
    kept = await world.house.database.read(lambda tx: pairs.one(tx, PairId(1)))
    assert kept is not None
    return kept.pair.state


def letters_of(person: Person, word: str) -> int:
    return sum(word in message.text for message in person.messages)


async def asked(world: World) -> list[tuple[str, str]]:
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT form, moment FROM pair_surveys ORDER BY id"))
    return [(row["form"], row["moment"]) for row in rows]


async def test_from_the_final_meeting_to_completed_when_all_have_answered(world: World, school: School) -> None:
    await ends(school)
    assert await state(world) is PairState.SURVEYS
    await school.mentee.types("/pairs")
    assert "Осталось рассказать, как всё прошло" in school.mentee.screen
    await school.mentee.presses("Ответить на вопросы")
    assert "наставник их не увидит" in school.mentee.screen
    assert "Потом будет ещё 1" in school.mentee.screen
    await school.mentee.presses("Начать")
    assert "Вопрос 1 из 13" in school.mentee.screen
    await world.fills_in(school.mentee)
    assert "Спасибо, ответы отправлены" in school.mentee.screen
    assert "банк" not in school.mentee.screen.lower()
    assert await state(world) is PairState.SURVEYS
    await school.mentee.presses("Ответить дальше")
    await world.fills_in(school.mentee)
    await school.mentee.presses("Карточка пары")
    assert "Ответить на вопросы" not in school.mentee.labels

    await school.curator.types("/pairs")
    await school.curator.presses("Итог · 1")
    await school.curator.presses(school.curator.labels[0])
    assert "ответы есть на 2 из 4" in school.curator.screen
    for _ in range(2):
        await answers(world, school.mentor)
    assert await state(world) is PairState.COMPLETED
    await school.mentor.presses("Карточка пары")
    assert "Пара завершена" in school.mentor.screen


async def test_only_the_silent_are_reminded_and_the_term_completes_the_pair(world: World, school: School) -> None:
    await ends(school)
    for _ in range(2):
        await answers(world, school.mentor)
    before = letters_of(school.mentor, "Вопросы ждут ответа")
    await days_pass(world, 12)
    assert letters_of(school.mentor, "Вопросы ждут ответа") == before
    assert letters_of(school.mentee, "Вопросы ждут ответа") >= 2
    reminders = [one.text for one in school.mentee.messages if "Вопросы ждут ответа" in one.text]
    assert ["Больше напоминать не будем" in text for text in reminders[-2:]] == [False, True]
    await school.mentee.presses("Ответить")
    assert "Начать" in school.mentee.labels
    await days_pass(world, 10)
    assert await state(world) is PairState.COMPLETED
    await school.mentee.presses("Ответить")
    assert "срок вышел" in (school.mentee.toast or "")


async def test_whoever_has_answered_about_the_pair_is_asked_by_no_campaign(world: World, school: School) -> None:
    await works(school)
    await school.curator.types("/surveys")
    await school.curator.presses("Новый опрос")
    await school.curator.presses("Довольны ли участники")
    await school.curator.presses(next(label for label in school.curator.labels if label.startswith("Открыть ·")))
    await school.curator.presses("Да, открыть")
    campaign = Opened(world, await _campaign_of(world, "satisfaction_mentee"))
    await campaign.all_but_sent_by(school.mentee)
    await finishes(school)
    begun = await world.house.database.read(
        lambda tx: tx.value("SELECT attempt_id FROM campaign_invitees WHERE campaign_id = $1", campaign.id)
    )
    for _ in range(2):
        await answers(world, school.mentee)
    await school.mentee.types("/menu")
    assert not any(label.startswith("Опрос") for label in school.mentee.labels)
    await school.mentee.press_data(packed(questionnaire.Send(AttemptId(begun))))
    assert "отправлены" not in school.mentee.screen
    progress = await world.house.database.read(lambda tx: campaigns.progress(tx, campaign.id))
    assert (progress.asked, progress.answered, progress.begun) == (0, 0, 0)
    await days_pass(world, 14)
    assert letters_of(school.mentee, "Опрос ждёт ответа") == 0
    assert letters_of(school.mentor, "Опрос ждёт ответа") > 0


async def _campaign_of(world: World, form: str) -> CampaignId:
    found = await world.house.database.read(lambda tx: tx.value("SELECT id FROM campaigns WHERE form = $1", form))
    return CampaignId(found)


async def test_each_moment_asks_its_own_questions(world: World, school: School) -> None:
    await works(school)
    assert await asked(world) == [
        ("monitor_before_mentor", "accepted"),
        ("monitor_before_mentee", "accepted"),
        ("trial_check", "verdict"),
        ("trial_check", "verdict"),
    ]
    await held(school)
    await held(school)
    assert (await asked(world))[4:] == [("meeting_pulse", "event_held")] * 2, "once a month"


async def test_what_the_bot_knows_is_not_asked_again(world: World, school: School) -> None:
    await assigned(school)
    await held(school)
    await held(school)
    for person in (school.mentor, school.mentee):
        await answers(world, person)
        await person.types("/pairs")
        await person.presses("Подходит")
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    assert "Ответы видит только куратор" in school.mentee.screen
    await school.mentee.presses("Начать")
    assert "Вопрос 1 из 2" in school.mentee.screen
    assert "комфортно" in school.mentee.screen
    await world.fills_in(school.mentee)
    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT question_id, value FROM answers WHERE question_id LIKE 'tc%' ORDER BY question_id")
    )
    assert {row["question_id"]: row["value"] for row in rows} == {
        "tc01": "true",
        "tc02": "1",
        "tc03": "1",
        "tc04": '"yes"',
    }


async def test_after_an_early_end_both_are_asked_and_after_a_withdrawal_nobody(world: World, school: School) -> None:
    await assigned(school)
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Другие действия")
    await school.curator.presses("Завершить пару")
    await school.curator.presses("Не хватает времени")
    await school.curator.presses("Через три рабочих дня")
    await days_pass(world, 5)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    assert "Закончить раньше срока можно, это нормально" in school.mentee.screen
    await school.mentee.presses("Начать")
    assert "Вопрос 1 из 3" in school.mentee.screen
    await world.fills_in(school.mentee)
    await school.mentor.types("/mydata")
    await school.mentor.presses("Отозвать согласие")
    await school.mentor.presses("Отозвать согласие")
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT DISTINCT membership_id FROM pair_surveys"))
    assert len(rows) == 1
    silent = len(school.mentor.messages)
    await days_pass(world, 8)
    assert len(school.mentor.messages) == silent


async def test_a_withdrawn_consent_stops_the_questions_and_takes_the_answers_along(
    world: World, school: School
) -> None:
    await ends(school)
    await answers(world, school.mentee)
    await school.mentee.types("/mydata")
    await school.mentee.presses("Отозвать согласие")
    await school.mentee.presses("Отозвать согласие")
    before = len(school.mentee.messages)
    await days_pass(world, 15)
    assert len(school.mentee.messages) == before
    left = await world.house.database.read(lambda tx: tx.rows("SELECT * FROM answers WHERE question_id LIKE 'sm%'"))
    assert left == []
    assert {form for form, _ in await asked(world)} & {"satisfaction_mentee", "monitor_before_mentee"} == set()


async def test_answers_stay_out_of_the_bank_and_of_the_partners_sight(world: World, school: School) -> None:
    await ends(school)
    for _ in range(2):
        await answers(world, school.mentee)
    before = (await world.letters()).count("bank_grew")
    await school.curator.types("/bank")
    await school.curator.presses(next(label for label in school.curator.labels if "Наставляемые" in label))
    await school.curator.presses(school.curator.labels[0])
    assert "Анкета: 7\N{NO-BREAK SPACE}сентября" in school.curator.screen
    await school.mentee.types("/mydata")
    assert "Анкета" in school.mentee.screen
    assert (await world.letters()).count("bank_grew") == before
    await school.mentor.types("/pairs")
    assert "доволь" not in school.mentor.screen


async def test_in_minimal_no_free_text_comes_back(world: World) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await assigned(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    await school.mentee.presses("Начать")
    while "✅ Отправить" not in school.mentee.labels:
        await world._answers(school.mentee, "Тайные надежды", {})
    shown = [message.text for message in school.mentee.messages if message.is_from_bot]
    assert not any("Тайные надежды" in text for text in shown)


async def test_two_devices_answer_one_survey(world: World, school: School) -> None:
    await assigned(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    await school.mentee.presses_twice("Начать")
    assert "Вопрос 1 из" in school.mentee.screen
    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT id FROM attempts WHERE questionnaire_id = 'monitor_before_mentee'")
    )
    assert len(rows) == 1
    while "✅ Отправить" not in school.mentee.labels:
        await world._answers(school.mentee, "Опыта", {})
    await school.mentee.presses_twice("Отправить")
    answered = await world.house.database.read(
        lambda tx: tx.value("SELECT count(*) FROM pair_surveys WHERE answered_at IS NOT NULL")
    )
    assert answered == 1


async def test_both_send_the_last_survey_at_the_same_moment(world: World, school: School, other: House) -> None:
    await ends(school)
    for person in (school.mentor, school.mentee):
        await answers(world, person)
        await answers(world, person, send=False)
    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT id, questionnaire_id FROM attempts WHERE finished_at IS NULL ORDER BY id")
    )
    attempts = {row["questionnaire_id"]: AttemptId(row["id"]) for row in rows}
    results = await asyncio.gather(
        Questionnaires(world.house).send(school.mentor.id, attempts["monitor_after_mentor"]),
        Questionnaires(other).send(school.mentee.id, attempts["monitor_after_mentee"]),
        return_exceptions=True,
    )
    assert not any(isinstance(result, BaseException) for result in results), results
    history = await world.house.database.read(lambda tx: pairs.history(tx, PairId(1)))
    assert [entry.after for entry in history].count(PairState.COMPLETED) == 1
    with pytest.raises(StaleButton):
        await Questionnaires(other).send(school.mentee.id, attempts["monitor_after_mentee"])


async def test_nobody_is_asked_while_a_pair_is_closed_by_its_term(world: World, school: School) -> None:
    """An attempt that was begun in time is not taken afterwards."""
    await ends(school)
    await answers(world, school.mentee, send=False)
    page = school.mentee.last
    await days_pass(world, 25)
    await school.mentee.presses("Отправить", page)
    assert "уже не действует" in (school.mentee.toast or "")
    assert datetime.date(2026, 9, 1) < world.clock.now().date()


async def with_a_pupil(world: World, school: School, psychologist: Person) -> Person:
    """A pupil; they and a teacher have both accepted."""
    sasha = await _comes(world, school.here)
    await _brings_paper(psychologist)
    await _agrees(sasha)
    await world.fills_in(sasha, **{"спокойно в школе": "8"})
    teacher = await world.member(school.here, Role.MENTOR, "Павел")
    await world.fills_in(teacher, **{"каких парах": "Учитель — ученик"})
    mentor, pupil = [await _membership(world, person) for person in (teacher, sasha)]
    await school.curator.press_data(packed(dialog.Propose(school.here, pupil, mentor)))
    await school.curator.presses("Отправить предложение")
    for person in (teacher, sasha):
        await person.press_data(packed(dialog.Accept(PairId(1))))
    return sasha


async def test_a_pupil_is_asked_as_a_pupil(world: World, school: School) -> None:
    psychologist = await world.member(school.here, Role.COORDINATOR, "Павла")
    sasha = await with_a_pupil(world, school, psychologist)
    # Pupils get digests after lessons only.
    world.clock.set(world.clock.now().replace(hour=15, minute=0))
    await days_pass(world, 3)
    assert letters_of(sasha, "Несколько вопросов о паре") == 1
    await sasha.presses("Ответить")
    assert "Твои слова читает только педагог-психолог" in sasha.screen
    await sasha.presses("Начать")
    while "✅ Отправить" not in sasha.labels:
        await world._answers(sasha, "Хочу подружиться", {})
    await sasha.presses("Отправить")
    assert "Спасибо, ответы отправлены" in sasha.screen
    _assert_only_thou(world, sasha)


async def test_stats_before_and_after(world: World, school: School) -> None:
    await school.curator.types("/stats")
    assert "Ждут наставника — 1" in school.curator.screen
    assert "Знакомство" not in school.curator.screen
    await ends(school)
    await answers(world, school.mentee)
    await school.curator.types("/stats")
    assert "Ждут наставника — 0" in school.curator.screen
    assert "Итог — 1" in school.curator.screen
    assert "Встречи в сентябре — 4" in school.curator.screen
    assert "Наставляемые — меньше пяти ответов" in school.curator.screen
    assert "Наставники — нет данных, ответили 0 из 1, 0" in school.curator.screen, "nobody of one has answered"


async def test_a_word_that_should_not_stay_is_deleted_and_the_survey_goes_on(world: World, school: School) -> None:
    await assigned(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    await school.mentee.presses("Начать")
    await school.mentee.presses("Да")
    await school.mentee.types("Звоните 8 912 345-67-89")
    await school.mentee.presses("Удалить моё сообщение")
    assert "Вопрос 3 из" in school.mentee.screen
