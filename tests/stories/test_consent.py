"""Consent: a document of its own, proven, refused without a trace, asked again, taken back."""

import dataclasses
import hashlib
import io

import docx
import pytest

from bot.dialogs.joining import Agree
from bot.screens import packed
from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import organisations
from tests.world import World


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def _arrives(world: World, code: str, name: str = "Анна") -> Person:
    person = world.person(name, "Телеграмова")
    await person.starts(code)
    if "Да, есть" in person.labels:
        await person.presses("Да, есть")
    return person


async def _traces(world: World, person: Person) -> list[str]:
    """Tables that hold the account's number or the name of its profile."""
    words = (str(person.id), "Телеграмова")
    stored = await world.stored()
    return [table for table, rows in stored.items() if any(word in str(row) for row in rows for word in words)]


def _words(content: bytes) -> str:
    """The text of a document, paragraph by paragraph."""
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def _news(world: World, kind: ConsentKind) -> None:
    """A lawyer has changed the text: version 2."""
    texts = dict(world.house.content.consents)
    changed = dataclasses.replace(texts[kind], version=2, text=texts[kind].text + "\n\nНовый пункт.")
    world.house.content.consents = {**texts, kind: changed}


# -- before it ---------------------------------------------------------------------------------------------------


async def test_before_consent_there_is_an_account_with_an_invitation_and_nothing_else(
    world: World, school: OrganisationId
) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    assert anna.labels == ["✅ Согласиться", "Отказаться", "📄 Прислать файлом", "Мне нет 18 лет"]
    assert "Вопрос 1" not in anna.screen

    assert set(await _traces(world, anna)) <= {"accounts", "inbox"}
    stored = await world.stored()
    (anna_kept,) = stored["people"]
    *told, _, number = anna_kept[1:]
    assert (told, number) == ([None, None, None, None, None, None, None, "", 0], None)
    assert len(stored["joinings"]) == 1
    for table in ("memberships", "attempts", "answers", "consents", "letters"):
        assert stored[table] == [], table


async def test_words_typed_on_the_consent_are_no_answer_and_are_not_kept(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    await anna.types("Согласна, меня зовут Иванова Анна")
    assert "✅ Согласиться" in anna.labels
    assert "Здесь отвечают кнопкой под сообщением." in anna.screen
    assert "Иванова" not in str({**await world.stored(), "inbox": []})


async def test_the_questionnaire_cannot_be_reached_before(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    for data in ("qb.1", "q.1.mt01", "qc.1.mt01.teacher", "qf.1"):
        await anna.press_data(data)
        assert anna.toast == "Эта кнопка уже не действует"
        assert "СОГЛАСИЕ" in anna.screen
    stored = await world.stored()
    assert stored["attempts"] == stored["answers"] == []


# -- the proof ---------------------------------------------------------------------------------------------------


async def test_the_proof_holds_what_the_law_asks_for(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    asked = anna.last
    shown = asked.text
    await anna.presses("Согласиться")

    proof = await world.house.database.read(lambda tx: tx.row("SELECT * FROM consents"))
    text = await world.house.database.read(lambda tx: tx.row("SELECT * FROM consent_texts"))
    assert proof is not None
    assert text is not None
    assert hashlib.sha256(text["body"].encode()).hexdigest() == text["sha256"] == proof["sha256"]
    assert text["body"] in shown
    assert (proof["kind"], proof["version"], proof["locale"]) == ("processing_adult", 1, "ru")
    assert (text["kind"], text["version"]) == ("processing_adult", 1)
    assert proof["given_at"] == int(world.clock.now().timestamp())
    assert proof["zone"] == "Europe/Moscow"
    assert (proof["channel"], proof["message_id"]) == ("telegram", asked.message_id)
    for empty in ("marked_by", "representative", "paper_number", "paper_date", "withdrawn_at", "withdrawn_reason"):
        assert proof[empty] is None, empty


async def test_the_text_that_was_agreed_to_stays_in_the_chat(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    asked = anna.last
    await anna.presses("Согласиться")
    assert anna.toast == "Согласие записано"
    assert "СОГЛАСИЕ НА ОБРАБОТКУ" in asked.text
    assert asked.labels == []
    assert anna.last is not asked


async def test_pressing_twice_makes_one_proof(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    await anna.presses_twice("Согласиться")
    stored = await world.stored()
    assert len(stored["consents"]) == len(stored["memberships"]) == 1


async def test_a_file_brings_exactly_the_text_that_is_asked(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    asked_on = anna.last
    await anna.presses("Прислать файлом")
    sent = anna.files[-1]
    assert sent.name == "Согласие.docx"
    assert "✅ Согласиться" in asked_on.labels

    await anna.presses("Согласиться")
    agreed = await world.house.database.read(lambda tx: tx.value("SELECT body FROM consent_texts"))
    in_file = [line for line in _words(sent.data).splitlines() if line.strip()]
    asked = [line for line in agreed.splitlines() if line.strip()]
    start = in_file.index(asked[0])
    assert in_file[start : start + len(asked)] == asked


async def test_no_document_is_merged_with_another(world: World, school: OrganisationId) -> None:
    """Publication and mentoring work (ТК 351.8) are papers of their own, never a part of this button."""
    anna = await _arrives(world, await world.invitation(school, Role.MENTOR))
    for words in ("351.8", "публикац", "распространен"):
        assert words not in anna.screen
    await anna.presses("Согласиться")
    kinds = await world.house.database.read(lambda tx: tx.rows("SELECT kind FROM consents"))
    assert [row["kind"] for row in kinds] == ["processing_adult"]


# -- refusal -----------------------------------------------------------------------------------------------------


async def test_refusal_keeps_the_fact_alone_and_the_same_personal_link_works_again(
    world: World, school: OrganisationId
) -> None:
    code = await world.invitation(school, Role.MENTEE, uses=1)
    anna = await _arrives(world, code)
    await anna.presses("Отказаться")
    assert "Участвовать можно и без бота" in anna.screen
    assert "privacy@school.example" in anna.screen

    assert set(await _traces(world, anna)) <= {"inbox"}
    assert [row for row in (await world.stored())["inbox"] if row[1] is not None] == []
    stored = await world.stored()
    assert stored["people"] == stored["accounts"] == stored["memberships"] == stored["joinings"] == []
    refusal = await world.house.database.read(lambda tx: tx.row("SELECT * FROM refusals"))
    assert refusal is not None
    assert (refusal["organisation_id"], refusal["role"], refusal["kind"]) == (school, "mentee", "processing_adult")

    await anna.starts(code)
    await anna.presses("Да, есть")
    await anna.presses("Согласиться")
    assert "Как Вас зовут?" in anna.screen


async def test_refusal_of_a_second_role_leaves_the_first_one_alone(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await olga.starts(await world.invitation(await world.school("Гимназия № 1"), Role.MENTOR))
    await olga.presses("Отказаться")
    await olga.types("/menu")
    assert "Куратор" in olga.screen
    assert "Гимназия" not in olga.screen


# -- a new version -----------------------------------------------------------------------------------------------


async def test_a_new_version_is_asked_before_anything_else(world: World, school: OrganisationId) -> None:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.presses("Начать")
    _news(world, ConsentKind.ADULT)

    await anna.presses("Учитель")
    assert "Текст согласия изменился" in anna.screen
    assert "Новый пункт." in anna.screen
    assert (await world.stored())["answers"] == []

    await anna.presses("Согласиться")
    assert "Вопрос 1 из 15" in anna.screen
    proofs = await world.house.database.read(lambda tx: tx.rows("SELECT version, withdrawn_at FROM consents"))
    assert [(row["version"], row["withdrawn_at"]) for row in proofs] == [(1, None), (2, None)]


async def test_an_old_button_does_not_agree_to_a_text_nobody_has_seen(world: World, school: OrganisationId) -> None:
    anna = await _arrives(world, await world.invitation(school, Role.MENTEE))
    _news(world, ConsentKind.ADULT)
    await anna.presses("Согласиться")
    assert anna.toast == "Эта кнопка уже не действует"
    assert "Новый пункт." in anna.screen
    assert (await world.stored())["consents"] == []


async def test_refusing_the_new_version_ends_the_participation(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await world.fills_in(anna)
    _news(world, ConsentKind.ADULT)
    await anna.types("/start")
    await anna.presses("Отказаться")
    assert "Участие закончено, ответы удалены." in anna.screen
    assert "Ничего о Вас не сохранено" not in anna.screen

    stored = await world.stored()
    assert stored["answers"] == stored["attempts"] == []
    assert "Анна" not in str(stored["people"])
    assert "consent_withdrawn" in await world.letters()
    await anna.types("/start")
    assert "Программа наставничества" in anna.screen
    await world.delivers()
    assert any("отозва" in message.text for message in olga.messages)


# -- withdrawal --------------------------------------------------------------------------------------------------


async def _withdraws(person: Person) -> None:
    await person.types("/menu")
    await person.presses("Мои данные")
    await person.presses("Отозвать согласие")
    await person.presses("Отозвать согласие")


async def test_withdrawal_takes_answers_and_name_and_keeps_the_proof(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await world.fills_in(anna, typed="Дисциплина на уроке")
    menu_before = anna.last
    await _withdraws(anna)
    assert anna.toast == "Согласие отозвано"

    stored = await world.stored()
    assert stored["answers"] == stored["attempts"] == []
    assert not any(word in str(stored) for word in ("Анна", "Дисциплина на уроке"))
    proofs = await world.house.database.read(lambda tx: tx.rows("SELECT * FROM consents ORDER BY id"))
    assert [row["withdrawn_channel"] for row in proofs] == [None, "telegram"]
    assert proofs[1]["withdrawn_at"] == int(world.clock.now().timestamp())

    await anna.press_data("q.1.mt01", menu_before)
    assert anna.toast == "Эта кнопка уже не действует"
    await world.delivers()
    assert "отозва" in olga.screen


async def test_a_withdrawal_in_the_middle_of_the_questionnaire(world: World, school: OrganisationId) -> None:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.presses("Начать")
    question = anna.last
    await _withdraws(anna)
    await anna.press_data("qc.1.mt01.teacher", question)
    assert anna.toast == "Эта кнопка уже не действует"
    await anna.types("Физика")
    stored = await world.stored()
    assert stored["answers"] == []
    assert "Физика" not in str({**stored, "inbox": []})


async def test_roles_in_another_organisation_stay(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.MENTOR)
    await olga.presses("Начать")
    gymnasium = await world.school("Гимназия № 1")
    await olga.starts(await world.invitation(gymnasium, Role.CURATOR))
    await olga.presses("Согласиться")

    await olga.types("/mydata")
    await olga.presses("Отозвать согласие")
    assert "Школа № 20" in olga.screen
    await olga.presses("Отозвать согласие")

    await olga.types("/menu")
    assert "Гимназия № 1" in olga.screen
    assert "Школа № 20" not in olga.screen
    assert "Ольга" in str((await world.stored())["people"])


async def test_who_has_withdrawn_comes_back_by_a_new_invitation(world: World, school: OrganisationId) -> None:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await _withdraws(anna)
    await anna.starts(await world.invitation(school, Role.MENTEE))
    await anna.presses("Да, есть")
    await anna.presses("Согласиться")
    assert "Как Вас зовут?" in anna.screen
    proofs = await world.house.database.read(lambda tx: tx.rows("SELECT withdrawn_at FROM consents ORDER BY id"))
    assert [row["withdrawn_at"] is None for row in proofs] == [False, True]


# -- an operator that has not introduced itself ------------------------------------------------------------------


async def test_without_the_operators_details_consent_does_not_start(world: World) -> None:
    async def founded() -> OrganisationId:
        return await world.house.database.write(
            lambda tx: organisations.add(
                tx, "Школа без данных", Level.ORGANISATION, None, "Europe/Moscow", world.house.now
            )
        )

    school = await founded()
    anna = world.person("Анна")
    await anna.starts(await world.invitation(school, Role.MENTEE))
    for words in ("ИНН", "адрес", "контакт", "государственн", "/org", "администратор"):
        assert words in anna.screen
    assert "✅ Согласиться" not in anna.labels
    await anna.press_data(packed(Agree(ConsentKind.ADULT, 1, school, "0" * 8)))
    assert anna.toast == "Эта кнопка уже не действует"
    assert (await world.stored())["consents"] == []


async def test_a_state_school_reads_the_warning_first(world: World) -> None:
    school = await world.organisation("Школа № 7", Level.ORGANISATION, state_owned=1, privacy=Privacy.MINIMAL.value)
    anna = world.person("Анна")
    await anna.starts(await world.invitation(school, Role.MENTEE))
    assert "предупреждени" in anna.screen

    await world.house.database.write(
        lambda tx: organisations.acknowledge_warning(tx, school, "person:1", world.house.now)
    )
    await anna.presses("Проверить ещё раз")
    await anna.presses("Да, есть")
    assert "✅ Согласиться" in anna.labels
