"""Answering a survey sent to many: the promise comes first, and it is kept in the file itself."""

import asyncio
import datetime
import sqlite3

import pytest

from bot.dialogs.campaign_addresses import AnswerCampaign
from bot.screens import packed
from mentoring.campaigns import Secrecy
from mentoring.ids import AttemptId, OrganisationId
from mentoring.roles import MembershipState, Role
from sandbox.people import Person
from storage import campaigns, people
from storage.database import Transaction
from tests.stories.campaigns import Opened, opened
from tests.stories.test_pupils import _agrees, _assert_only_thou, _brings_paper, _comes, _said_to
from tests.world import World
from usecases.questionnaires import Questionnaires
from usecases.unit import House, StaleButton

WORDS = "Слаженность хромает после обеда"


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def asked(world: World, school: OrganisationId, secrecy: Secrecy = Secrecy.ANONYMOUS) -> Opened:
    return await opened(world, school, "satisfaction_wg", Role.WORKING_GROUP, secrecy)


async def pupil(world: World, school: OrganisationId) -> tuple[Person, Person]:
    """A pupil who has agreed and filled in, and the psychologist."""
    vera = await world.member(school, Role.COORDINATOR, "Вера")
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await world.fills_in(sasha, "Подтянуть математику")
    return sasha, vera


def raw(world: World) -> dict[str, bytes]:
    """The file and the log beside it, byte for byte."""
    path = world.settings.database_path
    found = [path, path.with_name(f"{path.name}-wal")]
    return {one.name: one.read_bytes() for one in found if one.exists()}


# -- what is said first ----------------------------------------------------------------------------------------------


async def test_the_promise_of_an_anonymous_one_stands_before_the_first_question(
    world: World, school: OrganisationId
) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    await asked(world, school)
    await olga.types("/menu")
    await olga.presses("Опрос о программе")
    for said in (
        "кто как ответил, не узнает никто",
        "черновик",
        "нельзя",
        "не меньше пяти",
        "12\N{NO-BREAK SPACE}вопросов",
    ):
        assert said in olga.screen
    assert "Ответы ждём до 16\N{NO-BREAK SPACE}сентября" in olga.screen
    await olga.presses("Начать")
    assert "Вопрос 1 из 12" in olga.screen


async def test_it_is_said_again_before_sending(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    await (await asked(world, school)).all_but_sent_by(olga)
    assert "отозвать их будет нельзя" in olga.screen


async def test_a_confidential_one_promises_no_more_than_it_keeps(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school, Secrecy.CONFIDENTIAL)
    await olga.types("/menu")
    await olga.presses("Опрос о программе")
    assert "куратор" in olga.screen
    assert "без имён" in olga.screen
    assert "записаны за Вами" in olga.screen
    assert "анонимн" not in olga.screen.lower()
    await survey.all_but_sent_by(olga)
    assert "отозвать" not in olga.screen


async def test_a_pupil_is_told_with_thou_what_cannot_be_done_for_them(world: World, school: OrganisationId) -> None:
    sasha, _ = await pupil(world, school)
    survey = await opened(world, school, "satisfaction_mentee", Role.MENTEE, Secrecy.ANONYMOUS)
    await sasha.types("/menu")
    await sasha.presses("Опрос о программе")
    assert "телефон доверия" in sasha.screen
    assert "не узнает кому" in sasha.screen
    await survey.answered_by(sasha)
    assert "Спасибо, ответы отправлены" in sasha.screen
    _assert_only_thou(world, sasha)


# -- anonymous, to the last byte -------------------------------------------------------------------------------------


async def test_after_sending_nothing_joins_a_person_and_an_answer(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.all_but_sent_by(olga, WORDS)
    before = await world.stored()
    assert len(before["attempts"]) == 1
    world.clock.set(world.clock.now() + datetime.timedelta(minutes=7))
    await olga.presses("Отправить")
    assert "осталась только отметка" in olga.screen
    await world.house.database.flush()
    stored = await world.stored()
    assert stored["attempts"] == []
    assert stored["answers"] == []
    ((campaign, _, attempt, answered, answered_at, letter_at, letters),) = stored["campaign_invitees"]
    assert (campaign, attempt, answered, answered_at, letter_at, letters) == (survey.id, None, 1, None, None, 0)
    assert {row[0] for row in stored["campaign_sheets"]} == {survey.id}
    assert len({row[1] for row in stored["campaign_sheets"]}) == 1
    assert any(WORDS in str(row) for row in stored["campaign_sheets"])
    assert stored["audit"] == before["audit"], "no line tells that somebody has answered"
    assert stored["letters"] == before["letters"]
    accounts = [row for row in stored["accounts"] if row[2] == olga.id or olga.id in row]
    assert accounts == [row for row in before["accounts"] if olga.id in row], "not even which text was awaited"


async def test_no_table_but_the_sheets_knows_the_moment(world: World, school: OrganisationId) -> None:
    """The inbox keeps the number of an update for three days, but not whose it was."""
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.all_but_sent_by(olga, WORDS)
    world.clock.set(world.clock.now() + datetime.timedelta(minutes=7))
    await olga.presses("Отправить")
    await world.house.database.flush()
    moment = world.house.now
    for table, rows in (await world.stored()).items():
        for row in rows:
            if moment in row:
                assert table == "inbox", (table, row)
                assert olga.id not in row
                assert all(value is None for value in row if not isinstance(value, int)), row


async def test_the_words_stand_in_the_file_once(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.all_but_sent_by(olga, WORDS)
    assert sum(body.count(WORDS.encode()) for body in raw(world).values()) > 3, "a draft is kept, and its log"
    await olga.presses("Отправить")
    written = sum(WORDS in str(row) for row in (await world.stored())["campaign_sheets"])
    assert sum(body.count(WORDS.encode()) for body in raw(world).values()) == written > 0


async def test_sheets_lie_by_chance_and_not_in_the_order_of_their_coming(world: World, school: OrganisationId) -> None:
    survey_of = [await world.member(school, Role.WORKING_GROUP, name) for name in ("Ольга", "Нина", "Ирина", "Вера")]
    survey = await asked(world, school)
    for number, person in enumerate(survey_of):
        await survey.answered_by(person, f"Слова номер {number}")
    rows = await rows_of(world, "SELECT sheet, value FROM campaign_sheets WHERE question_id = 'sw08'")
    assert [sheet for sheet, _ in rows] == sorted(sheet for sheet, _ in rows)
    assert all(len(sheet) == 32 for sheet, _ in rows)
    with pytest.raises(sqlite3.OperationalError, match="rowid"):
        await rows_of(world, "SELECT rowid FROM campaign_sheets")


async def rows_of(world: World, sql: str) -> list[tuple[str, str]]:
    connection = sqlite3.connect(world.settings.database_path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


async def test_a_failure_on_the_way_leaves_the_draft_whole(
    world: World, school: OrganisationId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is one transaction: as after a kill, either everything has happened or nothing has."""
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.all_but_sent_by(olga, WORDS)
    before = await world.stored()
    await world.house.database.write(
        lambda tx: tx.run(
            "CREATE TRIGGER broken BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'the power went'); END"
        )
    )
    await olga.presses("Отправить")
    after = await world.stored()
    for table in ("attempts", "answers", "campaign_invitees", "campaign_sheets"):
        assert after[table] == before[table]
    await world.house.database.write(lambda tx: tx.run("DROP TRIGGER broken"))
    await survey.answered_by(olga) if "✅ Отправить" not in olga.labels else await olga.presses("Отправить")
    assert (await world.stored())["attempts"] == []


# -- two at once, late, leaving --------------------------------------------------------------------------------------


async def test_a_double_press_sends_once(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.all_but_sent_by(olga)
    await olga.presses_twice("✅ Отправить")
    rows = (await world.stored())["campaign_sheets"]
    assert len({row[1] for row in rows}) == 1
    assert len(rows) == 12


async def test_of_two_devices_one_sends(world: World, school: OrganisationId, other: House) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.all_but_sent_by(olga)
    ((attempt, *_),) = (await world.stored())["attempts"]
    assert isinstance(attempt, int)
    sent = await asyncio.gather(
        *(Questionnaires(house).send(olga.id, AttemptId(attempt)) for house in (world.house, other)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, StaleButton) for one in sent) == 1
    assert len({row[1] for row in (await world.stored())["campaign_sheets"]}) == 1


async def test_both_devices_begin_the_same_answers(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school, Secrecy.CONFIDENTIAL)
    await survey.begun_by(olga)
    await olga.presses("9")
    await survey.begun_by(olga)
    assert "Вопрос 2 из 12" in olga.screen
    assert len((await world.stored())["attempts"]) == 1


@pytest.mark.parametrize("secrecy", Secrecy)
async def test_whoever_comes_late_is_told_so_kindly(world: World, school: OrganisationId, secrecy: Secrecy) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school, secrecy)
    await survey.all_but_sent_by(olga, WORDS)
    world.clock.set(world.clock.now() + datetime.timedelta(days=11))
    await olga.presses("Отправить")
    assert "Опрос закрыт" in olga.screen
    await survey.closes()
    stored = await world.stored()
    assert stored["answers"] == [], "what was not sent is kept by nobody"
    assert stored["campaign_sheets"] == []
    await olga.types("/menu")
    assert not any(label.startswith("Опрос") for label in olga.labels)
    await olga.press_data(packed(AnswerCampaign(survey.id)))
    assert "Ответы больше не собираем" in olga.screen


async def test_words_typed_too_late_are_not_taken(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.begun_by(olga)
    while "сообщением" not in olga.screen:
        await world._answers(olga, "", {})
    world.clock.set(world.clock.now() + datetime.timedelta(days=11))
    await olga.types(WORDS)
    assert "уже закрыт, ответ не записан" in olga.screen
    assert not any(WORDS in str(row) for row in (await world.stored())["answers"])


async def test_whoever_has_answered_is_thanked_and_asked_no_more(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school)
    await survey.answered_by(olga)
    await olga.types("/menu")
    assert not any(label.startswith("Опрос") for label in olga.labels)
    await olga.press_data(packed(AnswerCampaign(survey.id)))
    assert "Ответы уже отправлены" in olga.screen


@pytest.mark.parametrize("secrecy", Secrecy)
async def test_another_role_answers_for_the_one_that_has_ended(
    world: World, school: OrganisationId, secrecy: Secrecy
) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    survey = await asked(world, school, secrecy)

    async def becomes_curator(tx: Transaction) -> None:
        caller, now = await people.caller(tx, olga.id), world.house.now
        assert caller is not None
        (held,) = caller.memberships
        await people.add_membership(tx, held.person, school, Role.CURATOR, MembershipState.CONSENTED, "1-99", now)
        await people.move_membership(tx, held, MembershipState.LEFT, ended_at=now)

    await world.house.database.write(becomes_curator)
    await survey.answered_by(olga)
    progress = await world.house.database.read(lambda tx: campaigns.progress(tx, survey.id))
    assert (progress.asked, progress.answered) == (1, 1)


async def test_who_was_not_asked_learns_nothing(world: World, school: OrganisationId) -> None:
    survey = await asked(world, school)
    anna = await world.member(school, Role.CURATOR, "Анна")
    await anna.press_data(packed(AnswerCampaign(survey.id)))
    assert "уже не действует" in (anna.toast or "")
    assert "Опрос о программе" not in anna.screen


async def test_a_draft_goes_with_whoever_leaves_and_a_sheet_stays(world: World, school: OrganisationId) -> None:
    olga, nina = [await world.member(school, Role.WORKING_GROUP, name) for name in ("Ольга", "Нина")]
    survey = await asked(world, school)
    await survey.answered_by(olga)
    await survey.all_but_sent_by(nina, WORDS)
    for person in (olga, nina):
        await person.types("/mydata")
        await person.presses("Отозвать согласие")
        await person.presses("Отозвать согласие")
    stored = await world.stored()
    assert stored["attempts"] == stored["answers"] == []
    assert len({row[1] for row in stored["campaign_sheets"]}) == 1
    assert not any(WORDS in str(row) for row in stored["campaign_sheets"])


async def test_confidential_answers_go_with_their_author(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.WORKING_GROUP, "Ольга")
    await (await asked(world, school, Secrecy.CONFIDENTIAL)).answered_by(olga, WORDS)
    stored = await world.stored()
    assert stored["campaign_sheets"] == []
    assert any(WORDS in str(row) for row in stored["answers"])
    await olga.types("/mydata")
    await olga.presses("Отозвать согласие")
    await olga.presses("Отозвать согласие")
    assert (await world.stored())["answers"] == []


# -- danger ----------------------------------------------------------------------------------------------------------


async def test_a_word_of_danger_in_an_anonymous_survey_names_nobody(world: World, school: OrganisationId) -> None:
    sasha, vera = await pupil(world, school)
    survey = await opened(world, school, "satisfaction_mentee", Role.MENTEE, Secrecy.ANONYMOUS)
    await survey.all_but_sent_by(sasha, "Меня травят в классе")
    assert (await world.stored())["help_requests"] == []
    await world.app.post.tick()
    (alarm,) = [text for text in _said_to(world, vera) if "Тревожные слова" in text]
    assert "травят" not in alarm
    assert "Петров" not in alarm
    assert "Банк участников" in vera.labels
    assert any("8‑800‑2000‑122" in text for text in _said_to(world, sasha))
    letters = [row for row in (await world.stored())["letters"] if "danger_unnamed" in row]
    assert len(letters) == 1, "two questions answered with the same words are one alarm"


async def test_in_a_confidential_one_the_child_is_found(world: World, school: OrganisationId) -> None:
    sasha, vera = await pupil(world, school)
    survey = await opened(world, school, "satisfaction_mentee", Role.MENTEE, Secrecy.CONFIDENTIAL)
    await survey.answered_by(sasha, "Меня травят в классе")
    await world.app.post.tick()
    assert "danger_heard" in await world.letters()
    assert any("Тревожные слова" in text for text in _said_to(world, vera))
