"""``minimal``: names live in the database and in documents of the operator, never in the chat."""

import asyncio
import datetime

import pytest

from bot.telegram import patience
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World
from usecases.staff_list import StaffList
from usecases.unit import Operator

SECRETS = ("Берёзкин", "Ростислав", "Аристархович", "телефонный разговор", "8 913 123-45-67", "Тьюторство")
"""Surname, name and patronymic of the list; whatever the person types or is called in the messenger."""

LIST = (
    ("ФИО", "Роль", "Должность", "Класс"),
    ("Берёзкин Ростислав Аристархович", "наставляемый", "учитель труда", ""),
    ("Берёзкин Ростислав Ростиславович", "наставляемый", "", "9Б"),
)


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school(privacy=Privacy.MINIMAL)


@pytest.fixture
async def olga(world: World, school: OrganisationId) -> Person:
    return await world.member(school, Role.CURATOR)


async def _invited(world: World, school: OrganisationId) -> list[str]:
    """Codes of the personal invitations that `people import` makes."""
    brought = await StaffList(world.house).bring_in(Operator(), school, LIST)
    return [one.invitation_code or "" for one in brought.listed]


async def _joins(world: World, code: str) -> Person:
    person = world.person("Ростислав", "Берёзкин")
    await person.starts(code)
    await person.presses("Да, есть")
    await person.presses("Согласиться")
    assert "зовут" not in person.screen
    return person


async def _fills_in(world: World, person: Person) -> None:
    """Type, go back, look at what is written, read the review, send."""
    await person.presses("Начать")
    await person.presses("Другая должность")
    await person.types("Тьюторство")
    await person.presses("Назад")
    assert "Сейчас записано: ответ из 10" in person.screen
    await person.presses("Оставить так")
    await person.types("телефонный разговор")
    await person.presses("Назад")
    assert "Сейчас записано: ответ из 19" in person.screen
    await person.types("телефонный разговор, 8 913 123-45-67")
    await world.fills_in(person, typed="телефонный разговор")
    assert "анкета отправлена" in person.screen


async def _curator_looks(olga: Person) -> None:
    """Both banks, the list, a search by surname, the card with its answers, the papers."""
    await olga.types("/bank")
    await olga.presses(next(label for label in olga.labels if "аставляемые" in label))
    assert "1-2" in olga.screen + " ".join(olga.labels)
    await olga.presses(next(label for label in olga.labels if "1-2" in label))
    for label in [label for label in olga.labels if "нкет" in label or "ответ" in label.lower()]:
        await olga.presses(label)
    for command in ("/stats", "/papers", "/invite", "/org", "/mydata"):
        await olga.types(command)


def _leaks(world: World) -> list[str]:
    """What the bot has sent to any chat that it should not have; what people typed themselves is not its word."""
    sent = [call.params for call in world.telegram.calls if call.method != "getUpdates"]
    assert len(sent) > 10
    return [secret for secret in SECRETS for params in sent if secret in str(params)]


async def test_a_person_of_the_staff_list_joins_under_a_code(
    world: World, school: OrganisationId, olga: Person
) -> None:
    code, _ = await _invited(world, school)
    person = await _joins(world, code)
    await _fills_in(world, person)
    assert "1-2" in person.screen
    for words in ("/menu", "/mydata", "/start", "/help"):
        await person.types(words)
    await world.delivers(hours=24)
    await _curator_looks(olga)
    assert _leaks(world) == []

    name = await world.house.database.read(
        lambda tx: tx.value(
            "SELECT p.surname FROM people p JOIN memberships m ON m.person_id = p.id WHERE code = '1-2'"
        )
    )
    assert name == "Берёзкин"


async def test_a_person_nobody_listed_has_no_name_at_all(world: World, school: OrganisationId, olga: Person) -> None:
    person = await _joins(world, await world.invitation(school, Role.MENTEE))
    await _fills_in(world, person)
    await world.delivers(hours=24)
    await _curator_looks(olga)
    assert _leaks(world) == []
    names = await world.house.database.read(lambda tx: tx.rows("SELECT surname, name FROM people"))
    assert all(row["surname"] is None and row["name"] is None for row in names)


async def _asks_to_search(world: World, school: OrganisationId, olga: Person) -> None:
    code, _ = await _invited(world, school)
    await world.fills_in(await _joins(world, code))
    await olga.types("/bank")
    await olga.presses(next(label for label in olga.labels if "аставляемые" in label))
    await olga.presses(next(label for label in olga.labels if "айти" in label or "оиск" in label))


async def test_a_search_by_surname_answers_with_codes_and_the_words_go(
    world: World, school: OrganisationId, olga: Person
) -> None:
    await _asks_to_search(world, school, olga)
    await olga.types("берёз")
    assert "1-2" in olga.screen + " ".join(olga.labels)
    assert [message.text for message in olga.deleted] == ["берёз"]
    assert _leaks(world) == []


@pytest.mark.parametrize("words", ["б", "Берёзкин Ростислав " * 5], ids=["too short", "too long"])
async def test_words_that_are_no_search_go_too(world: World, school: OrganisationId, olga: Person, words: str) -> None:
    await _asks_to_search(world, school, olga)
    await olga.types(words)
    assert [message.text for message in olga.deleted] == [words.strip()]
    assert (await world.stored())["owed_deletions"] == []


@pytest.mark.parametrize("words", ["берёз", "б"], ids=["found", "refused"])
@pytest.mark.parametrize("status", [502, 429])
async def test_words_that_could_not_be_deleted_go_later(
    world: World, school: OrganisationId, olga: Person, status: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0,))
    await _asks_to_search(world, school, olga)
    world.telegram.faults.next(2, status=status, methods=["deleteMessage"], retry_after=60)
    await olga.types(words)
    assert "удалится позже" in olga.screen
    assert olga.deleted == []
    world.telegram.faults.clear()
    await world.app.tidy()
    assert [message.text for message in olga.deleted] == [words]
    assert (await world.stored())["owed_deletions"] == []


async def test_words_whose_answer_was_cut_off_by_a_crash_go_at_the_next_start(
    world: World, school: OrganisationId, olga: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0,))
    await _asks_to_search(world, school, olga)
    world.telegram.faults.hang(1, seconds=1, methods=["deleteMessage"])
    olga.type_now("берёз")
    await asyncio.sleep(0.3)
    world.telegram.faults.clear()
    await world.house.database.flush()
    assert len((await world.stored())["owed_deletions"]) == 1
    await world.app.deletions.take_up()
    assert [message.text for message in olga.deleted] == ["берёз"]


async def test_words_that_telegram_keeps_for_ever_are_told_of(
    world: World, school: OrganisationId, olga: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.0,))
    await _asks_to_search(world, school, olga)
    world.telegram.faults.next(2, status=502, methods=["deleteMessage"])
    await olga.types("берёз")
    world.clock.set(world.clock.now() + datetime.timedelta(hours=49))
    await world.app.tidy()
    assert "осталось в чате" in olga.messages[-1].text
    assert (await world.stored())["owed_deletions"] == []
    await world.app.tidy()
    assert sum("осталось в чате" in message.text for message in olga.messages) == 1


async def test_a_listed_pupil_is_a_pupil_without_being_asked(
    world: World, school: OrganisationId, olga: Person
) -> None:
    """Whose class the school has written down is no adult because a button says so."""
    _, code = await _invited(world, school)
    sasha = world.person("Ростислав", "Берёзкин")
    await sasha.starts(code)
    assert "Сначала согласие родителей" in sasha.screen
    assert "1-3" in sasha.screen
    await sasha.press_data("ag.1")
    assert sasha.toast == "Эта кнопка уже не действует"
    await sasha.presses("Прислать бланк")
    assert sasha.files[-1].name == "Согласие_родителя_1-3.docx"
    await world.delivers()
    assert "1-3" in olga.screen
    await olga.types("/papers")
    await olga.presses(next(label for label in olga.labels if "1-3" in label))
    assert _leaks(world) == []


async def test_withdrawal_of_a_listed_person_tells_the_code_alone(
    world: World, school: OrganisationId, olga: Person
) -> None:
    code, _ = await _invited(world, school)
    person = await _joins(world, code)
    await person.types("/mydata")
    await person.presses("Отозвать согласие")
    await person.presses("Отозвать согласие")
    await world.delivers()
    assert "1-2" in olga.screen
    assert _leaks(world) == []
    people = (await world.stored())["people"]
    assert "Аристархович" not in str(people)
