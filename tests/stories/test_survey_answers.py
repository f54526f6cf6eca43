"""What was answered about a pair is read by those to whom it was promised, and by whoever has answered."""

import pytest

from bot.dialogs import my_data, survey_answers
from bot.dialogs.pair_addresses import PairSurveys
from bot.screens import packed
from mentoring.ids import PairId, SurveyId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.test_groups import Circle, invited
from tests.stories.test_meetings import assigned, held
from tests.stories.test_pairs import School, days_pass
from tests.stories.test_surveys import answers, with_a_pupil
from tests.world import World

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def survey(world: World, form: str, side: Role) -> SurveyId:
    found = await world.house.database.read(
        lambda tx: tx.value(
            "SELECT s.id FROM pair_surveys s JOIN memberships m ON m.id = s.membership_id "
            "WHERE s.form = $1 AND m.role = $2",
            form,
            side.value,
        )
    )
    return SurveyId(found)


async def becomes_curator(school: School, person: Person) -> None:
    await person.starts(await school.world.invitation(school.here, Role.CURATOR))
    await person.presses("Согласиться")
    await person.press_data(packed(survey_answers.AskedPairs(school.here)))
    assert "Опросов ещё не было" in person.screen, "the own pair is not listed, though others would be"


async def opens_surveys(person: Person) -> None:
    await person.press_data(packed(PairSurveys(PairId(1))))


async def judged(school: School) -> None:
    """The trial has been, both have said in private what they think, and answered why."""
    await assigned(school)
    await held(school)
    await held(school)
    for person, verdict in ((school.mentor, "Подходит"), (school.mentee, "Ещё одна проба")):
        await person.types("/pairs")
        await person.presses(verdict)
    for person in (school.mentor, school.mentee):
        await answers(school.world, person)


async def test_the_curator_reads_from_the_card_who_was_asked_and_what_they_have_said(
    world: World, school: School
) -> None:
    await judged(school)
    await school.curator.types("/pairs")
    await school.curator.presses("Проба · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Другие действия")
    await school.curator.presses("Опросы")
    assert f"Пара №{NBSP}1: опросы" in school.curator.screen
    assert school.curator.screen.count("ждём ответа") == 2, "hopes have not been told by anybody yet"
    assert school.curator.screen.count("ответили") == 2
    assert len([label for label in school.curator.labels if "Смирнова" in label]) == 2
    await school.curator.presses(school.curator.labels[0])
    assert "наставляемый" in school.curator.screen
    assert "Решение о паре" in school.curator.screen
    assert "Нужна ещё одна пробная встреча" in school.curator.screen
    assert school.curator.screen.count("из карточки пары") == 2, "that they met, and the word given there: not asked"
    await school.curator.presses("Назад")
    assert "опросы" in school.curator.screen


async def test_the_sides_read_nothing_of_each_other_even_with_the_curator_s_rights(
    world: World, school: School
) -> None:
    await judged(school)
    await becomes_curator(school, school.mentor)
    before = await survey(world, "trial_check", Role.MENTEE)
    for person in (school.mentor, school.mentee):
        for button in (PairSurveys(PairId(1)), survey_answers.Read(before)):
            await person.press_data(packed(button))
            assert "уже не действует" in (person.toast or "")
            assert "Решение о паре" not in person.screen


async def test_a_mentor_who_was_replaced_and_is_the_curator_now_still_reads_nothing(
    world: World, school: School
) -> None:
    await judged(school)
    other = await school.joins(Role.MENTOR, "Нина")
    await school.curator.types("/pairs")
    await school.curator.presses("Проба · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Другие действия")
    await school.curator.presses("Другой наставник")
    await school.curator.presses(next(label for label in school.curator.labels if label.startswith("1. ")))
    await school.curator.presses("Предложить")
    await world.delivers()
    await other.types("/pairs")
    await other.presses("Принять")
    await becomes_curator(school, school.mentor)
    await opens_surveys(school.mentor)
    assert "уже не действует" in (school.mentor.toast or "")
    await opens_surveys(school.curator)
    assert "наставник Смирнова" in school.curator.screen, "the former mentor's answers are still a mentor's"


async def test_who_has_judged_is_not_told_to_those_who_may_not_read_it(world: World, school: School) -> None:
    psychologist = await world.member(school.here, Role.COORDINATOR, "Павла")
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Дина")
    await judged(school)
    for person in (psychologist, deputy):
        await opens_surveys(person)
        assert "После пробной встречи" not in person.screen
        assert "Ожидания в начале работы" in person.screen
        await person.press_data(packed(survey_answers.Read(await survey(world, "trial_check", Role.MENTOR))))
        assert "уже не действует" in (person.toast or "")
        await person.press_data(packed(survey_answers.AskedPairs(school.here)))
        assert "ответов 0 из 2" in person.screen


async def test_a_pupil_s_words_are_the_psychologist_s_and_the_rest_the_curator_s(world: World, school: School) -> None:
    psychologist = await world.member(school.here, Role.COORDINATOR, "Павла")
    sasha = await with_a_pupil(world, school, psychologist)
    await sasha.types("/pairs")
    await sasha.presses("Ответить на вопросы")
    await world.fills_in(sasha, typed="Хочу подружиться")
    told = packed(survey_answers.Read(await survey(world, "monitor_before_mentee", Role.MENTEE)))
    await school.curator.press_data(told)
    assert "Ожидаемая польза" in school.curator.screen
    assert "Хочу подружиться" not in school.curator.screen
    await psychologist.press_data(told)
    assert "Хочу подружиться" in psychologist.screen
    assert "Ожидаемая польза" not in psychologist.screen

    await sasha.types("/mydata")
    await sasha.presses("Мои ответы о паре · 1")
    assert "Твои слова читает педагог-психолог" in sasha.screen
    await sasha.presses(sasha.labels[0])
    assert "Хочу подружиться" in sasha.screen
    await school.curator.press_data(packed(my_data.Survey(SurveyId(2))))
    assert "уже не действует" in (school.curator.toast or "")


async def test_in_minimal_codes_stand_for_names_and_typed_words_are_counted(world: World) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await assigned(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    await world.fills_in(school.mentee, typed="Тайные надежды")
    await school.curator.types("/stats")
    await school.curator.presses("Опросы пар")
    assert "ответов 1 из 2" in school.curator.screen
    await school.curator.presses(school.curator.labels[0])
    assert "Смирнова" not in school.curator.screen
    assert "наставляемый 1-3" in school.curator.screen
    await school.curator.presses(school.curator.labels[0])
    assert "Ожидания и своя роль" in school.curator.screen
    assert "14 знаков текста" in school.curator.screen.replace(NBSP, " ")
    await school.mentee.types("/mydata")
    await school.mentee.presses("Мои ответы о паре · 1")
    await school.mentee.presses(school.mentee.labels[0])
    for person in (school.curator, school.mentee):
        assert not any("Тайные надежды" in message.text for message in person.messages if message.is_from_bot)


async def test_answers_are_gone_with_whoever_withdraws(world: World, school: School) -> None:
    await judged(school)
    before = await survey(world, "trial_check", Role.MENTEE)
    await school.mentee.types("/mydata")
    await school.mentee.presses("Отозвать согласие")
    await school.mentee.presses("Отозвать согласие")
    await opens_surveys(school.curator)
    assert "наставляемый" not in school.curator.screen
    await school.curator.press_data(packed(survey_answers.Read(before)))
    assert "уже не действует" in (school.curator.toast or "")


async def leaves(person: Person) -> None:
    await person.types("/pairs")
    await person.presses("Другие действия")
    await person.presses("Завершить участие")
    await person.presses("Не хватает времени")


async def forms_asked(world: World, moment: str) -> list[int]:
    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT membership_id FROM pair_surveys WHERE moment = $1", moment)
    )
    return [row["membership_id"] for row in rows]


async def test_whoever_leaves_a_group_is_asked_why_and_is_counted(world: World) -> None:
    circle = await Circle(world, await world.school()).opens()
    await circle.agrees("Анна", "Борис", "Вера")
    anna, boris, vera = (circle.people[name] for name in ("Анна", "Борис", "Вера"))
    await leaves(boris)
    assert await forms_asked(world, "left_group") == [await circle.membership("Борис")]
    await vera.types("/mydata")
    await vera.presses("Отозвать согласие")
    await vera.presses("Отозвать согласие")
    assert len(await forms_asked(world, "left_group")) == 1, "nobody who has withdrawn is asked anything"
    await days_pass(world, 1)
    assert "Досрочное завершение" in boris.screen
    assert not any("Досрочное завершение" in message.text for person in (anna, vera) for message in person.messages)
    await boris.presses("Ответить")
    assert "Потом будет ещё" not in boris.screen, "whoever has left is not asked what they hope for"
    await world.fills_in(boris, **{"раньше срока?": "Нет времени, нагрузка"})
    assert "Спасибо, ответы отправлены" in boris.screen

    await circle.curator.types("/stats")
    assert "Завершили раньше срока — 1" in circle.curator.screen
    await circle.curator.presses("Открыть списки")
    await circle.curator.presses("Завершили раньше срока · 1")
    assert "меньше пяти ответов" in circle.curator.screen
    assert "нагрузка" not in circle.curator.screen
    await circle.curator.press_data(packed(PairSurveys(PairId(1))))
    assert "«Досрочное завершение»" in circle.curator.screen
    await circle.curator.presses(circle.curator.labels[0])
    assert "Нет времени, нагрузка" in circle.curator.screen


async def test_whoever_has_come_back_is_not_asked_why_they_left(world: World) -> None:
    circle = await Circle(world, await world.school()).opens()
    await circle.agrees("Анна", "Борис", "Вера")
    boris = circle.people["Борис"]
    await leaves(boris)
    await days_pass(world, 1)
    page = boris.last
    await invited(circle, "Борис")
    await boris.types("/pairs")
    await boris.presses("Приглашение в группу")
    await boris.presses(boris.labels[0])
    await boris.presses("Ответить", page)
    assert "Досрочное завершение" not in boris.screen
    await days_pass(world, 5)
    letters = [message.text for message in boris.messages if "Вопросы ждут ответа" in message.text]
    assert not any("Досрочное завершение" in text for text in letters)
