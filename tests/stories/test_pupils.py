"""A pupil: the parent's paper first, then the own word, and «ты» all the way."""

import io
import re

import docx
import pytest

from bot.dialogs.joining import Agree
from bot.screens import packed
from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World
from usecases.exporting import Exporting, Subject
from usecases.unit import Operator

ADULT_ADDRESS = re.compile(r"\b[Вв](ы|ас|ам|ами|аш\w*)\b|\b\w+(ите|йте|ьте)(сь)?\b")
"""«Вы» in any case, and the plural imperative: «нажмите», «попробуйте», «проверьте»."""

HELPLINE = "8‑800‑2000‑122"
"""With hyphens that do not break at the end of a line."""

OWN_WORDS = "Не знаю, подберите"
"""An option: what the pupil says to the school."""


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def vera(world: World, school: OrganisationId) -> Person:
    """The psychologist."""
    return await world.member(school, Role.COORDINATOR, "Вера")


@pytest.fixture
async def olga(world: World, school: OrganisationId) -> Person:
    return await world.member(school, Role.CURATOR)


async def _comes(world: World, school: OrganisationId, role: Role = Role.MENTEE) -> Person:
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(school, role))
    await sasha.presses("Ещё нет")
    return sasha


async def _brings_paper(vera: Person) -> None:
    await vera.types("/papers")
    await vera.presses(next(label for label in vera.labels if re.search(r"\d-\d", label)))
    await vera.presses("Отметить получение")
    await vera.presses("Мать")
    await vera.types("№ 12 от 05.09.2026")
    assert "получено" in vera.screen


async def _agrees(sasha: Person) -> None:
    await sasha.types("/start")
    await sasha.presses("Согласиться")
    if "зовут" in sasha.screen:
        await sasha.types("Петров Саша Олегович")
        await sasha.presses("Верно")


def _said_to(world: World, person: Person) -> list[str]:
    """Every text, label and toast of the bot to this person, whatever was edited away since."""
    queries = {key for key, query in world.telegram.queries.items() if query.person_id == person.id}
    said = []
    for call in world.telegram.calls:
        if call.params.get("chat_id") == person.id or call.params.get("callback_query_id") in queries:
            said += [str(call.params.get(name) or "") for name in ("text", "caption")]
            rows = (call.params.get("reply_markup") or {}).get("inline_keyboard", [])
            said += [button["text"] for row in rows for button in row]
    return said


def _assert_only_thou(world: World, sasha: Person) -> None:
    """The page that asks for the age cannot know yet whom it asks."""
    said = [text for text in _said_to(world, sasha) if "Вам есть 18 лет?" not in text and text != OWN_WORDS]
    assert len(said) > 5
    assert [(found.group(), text) for text in said if (found := ADULT_ADDRESS.search(text))] == []


async def test_paper_then_own_word_then_the_questionnaire(world: World, vera: Person, school: OrganisationId) -> None:
    sasha = await _comes(world, school)
    assert "Сначала согласие родителей" in sasha.screen
    await sasha.presses("Прислать бланк")
    blank = sasha.files[-1]
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(blank.data)).paragraphs)
    assert "СОГЛАСИЕ ЗАКОННОГО ПРЕДСТАВИТЕЛЯ" in words
    assert "____" in words

    await sasha.types("/start")
    await sasha.presses("Проверить")
    assert "✅ Согласиться" not in sasha.labels
    await sasha.press_data(packed(Agree(ConsentKind.PUPIL, 1, school, "0" * 8)))
    assert sasha.toast == "Эта кнопка уже не действует"

    await _brings_paper(vera)
    await world.delivers()
    assert "соглас" in sasha.screen.lower()
    await _agrees(sasha)
    await world.fills_in(sasha, **{"спокойно в школе": "8"})
    assert "анкета отправлена" in sasha.screen
    await sasha.presses("Меню")
    assert "Наставляемый" in sasha.screen
    assert "твои слова читает педагог-психолог" in sasha.screen

    proofs = await world.house.database.read(lambda tx: tx.rows("SELECT * FROM consents WHERE person_id > 1"))
    parent, own = proofs
    assert (parent["kind"], parent["channel"], parent["representative"]) == ("processing_parent", "paper", "mother")
    assert (parent["paper_number"], parent["paper_date"], parent["marked_by"]) == ("12", "2026-09-05", 1)
    assert (own["kind"], own["channel"]) == ("processing_pupil", "telegram")
    _assert_only_thou(world, sasha)


async def test_everything_else_a_pupil_can_see_says_thou(world: World, vera: Person, school: OrganisationId) -> None:
    sasha = await _comes(world, school, Role.MENTOR)
    for words in ("/menu", "/help", "/cancel", "/mydata", "/bank", "что-то", "/start zzzzzzzzzzzz"):
        await sasha.types(words)
    await sasha.sends_sticker()
    await sasha.press_data("nonsense")
    await sasha.press_data("bk.1")
    assert sasha.toast == "Это действие тебе недоступно"
    await _brings_paper(vera)
    await world.delivers()
    await sasha.types("/start")
    await sasha.presses("Прислать файлом")
    await _agrees(sasha)
    await sasha.presses("Начать")
    await world.delivers(hours=24 * 10)
    for data in ("ab", "aq", *(f"aq.{number}" for number in range(6)), "ac", "mn.menu", "mn.mydata", "st"):
        await sasha.press_data(data)
    await world.fills_in(sasha, typed="Мой телефон: 8 913 123-45-67")
    await sasha.types("/menu")
    await sasha.types("/mydata")
    for label in ("Отозвать согласие", "Отозвать согласие"):
        await sasha.presses(label)
    _assert_only_thou(world, sasha)


async def test_answers_that_do_not_fit_are_refused_with_thou(
    world: World, vera: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await sasha.presses("Начать")
    await sasha.types("девятый")
    await sasha.presses("9")
    await sasha.presses("Готово")
    assert sasha.toast is not None
    for label in sasha.labels[:4]:
        await sasha.presses(label)
    await sasha.types("словами")
    await sasha.presses("Готово")
    await sasha.types("да")
    await sasha.types("очень длинно " * 100)
    _assert_only_thou(world, sasha)


@pytest.mark.parametrize(("wellbeing", "told"), [("3", 1), ("4", 0)])
async def test_a_low_wellbeing_is_told_to_the_psychologist_alone(
    world: World, vera: Person, olga: Person, school: OrganisationId, wellbeing: str, told: int
) -> None:
    mentor = await world.member(school, Role.MENTOR, "Марина")
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await world.fills_in(sasha, **{"спокойно в школе": wellbeing})

    letters = await world.house.database.read(
        lambda tx: tx.rows("SELECT person_id FROM letters WHERE kind = 'wellbeing_low'")
    )
    assert [row["person_id"] for row in letters] == [1] * told
    before = len(olga.messages), len(mentor.messages)
    await world.delivers()
    assert not any("плох" in message.text or "самочувств" in message.text for message in olga.messages)
    assert len(mentor.messages) == before[1]


async def test_the_curator_reads_neither_words_nor_wellbeing(
    world: World, vera: Person, olga: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await world.fills_in(sasha, typed="Не понимаю дроби", **{"спокойно в школе": "2"})
    code = await world.house.database.read(lambda tx: tx.value("SELECT code FROM memberships WHERE role = 'mentee'"))
    for reader in (olga, vera):
        await reader.types("/bank")
        await reader.presses(next(label for label in reader.labels if "аставляемые" in label))
        await reader.presses(next(label for label in reader.labels if "Петров" in label or code in label))
        await reader.presses(next(label for label in reader.labels if "нкет" in label or "ответ" in label.lower()))
    assert not any("дроби" in text for text in _said_to(world, olga))
    assert any("дроби" in text for text in _said_to(world, vera))


async def test_no_to_the_own_will_keeps_nothing(
    world: World, vera: Person, olga: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await world.fills_in(sasha, typed="Родители заставили", **{"твоё собственное желание": "Нет"})
    assert "Спасибо за честный ответ" in sasha.screen
    stored = await world.stored()
    assert stored["answers"] == stored["attempts"] == []
    assert not any(word in str(stored) for word in ("Петров", "Родители заставили"))
    active = await world.house.database.read(
        lambda tx: tx.value("SELECT count(*) FROM consents WHERE person_id > 2 AND withdrawn_at IS NULL")
    )
    assert active == 0
    assert "bank_grew" not in await world.letters()
    await world.delivers()
    assert not any("заставили" in text for reader in (olga, vera) for text in _said_to(world, reader))
    _assert_only_thou(world, sasha)


async def test_a_pupil_who_says_no_to_the_text_leaves_no_account(
    world: World, vera: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await sasha.types("/start")
    await sasha.presses("Отказаться")
    assert "Отказ принят" in sasha.screen
    stored = await world.stored()
    assert not any(str(sasha.id) in str(row) for name, rows in stored.items() if name != "inbox" for row in rows)
    await sasha.types("/start")
    assert "Программа наставничества" in sasha.screen
    _assert_only_thou(world, sasha)

    await sasha.starts(await world.invitation(school, Role.MENTEE))
    await sasha.presses("Ещё нет")
    assert "Сначала согласие родителей" in sasha.screen


async def test_where_no_minors_take_part_nothing_of_them_is_kept(world: World) -> None:
    school = await world.school(minors=False)
    sasha = await _comes(world, school)
    assert "Пока только для взрослых" in sasha.screen
    stored = await world.stored()
    assert stored["memberships"] == stored["consents"] == stored["letters"] == []
    await sasha.presses("Мне есть 18 лет")
    assert "✅ Согласиться" in sasha.labels


async def test_a_pupil_takes_a_second_role_under_the_same_papers(
    world: World, vera: Person, school: OrganisationId
) -> None:
    """Never by the consent of an adult."""
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await world.fills_in(sasha, **{"спокойно в школе": "8"})
    await sasha.starts(await world.invitation(school, Role.MENTOR))
    assert "✅ Согласиться" not in sasha.labels
    assert "Анкета" in sasha.screen
    assert "наставник" in sasha.screen
    await world.fills_in(sasha)
    assert "анкета отправлена" in sasha.screen
    _assert_only_thou(world, sasha)


async def test_a_pupil_joins_another_school_by_a_paper_of_its_own(
    world: World, vera: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await sasha.presses("Начать")
    club = await world.school("Технопарк", privacy=Privacy.MINIMAL)
    await sasha.starts(await world.invitation(club, Role.MENTEE))
    await sasha.types("/mydata")
    kinds = await world.house.database.read(lambda tx: tx.rows("SELECT kind FROM consents WHERE person_id > 1"))
    assert "processing_adult" not in [row["kind"] for row in kinds]
    adult = await world.house.database.read(lambda tx: tx.value("SELECT adult FROM people WHERE id > 1"))
    assert adult == 0


async def test_a_pupil_cannot_become_staff(world: World, vera: Person, school: OrganisationId) -> None:
    sasha = await _comes(world, school)
    await sasha.starts(await world.invitation(school, Role.CURATOR))
    assert "Пока только для взрослых" in sasha.screen
    await sasha.press_data("ag.0")
    roles = await world.house.database.read(lambda tx: tx.rows("SELECT role FROM memberships ORDER BY id"))
    assert [row["role"] for row in roles] == ["coordinator", "mentee"]


async def test_words_behind_other_are_read_by_the_psychologist_alone(
    world: World, vera: Person, olga: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await sasha.presses("Начать")
    await sasha.presses("7")
    await sasha.presses("Дальше ›")
    await sasha.presses("Другое")
    await sasha.types("Меня обижают дома")
    await sasha.presses("Готово")
    await world.fills_in(sasha, typed="Не понимаю дроби")

    code = await world.house.database.read(lambda tx: tx.value("SELECT code FROM memberships WHERE role = 'mentee'"))
    for reader in (olga, vera):
        await reader.types("/bank")
        await reader.presses(next(label for label in reader.labels if "аставляемые" in label))
        await reader.presses(next(label for label in reader.labels if "Петров" in label or code in label))
        await reader.presses(next(label for label in reader.labels if "нкет" in label or "ответ" in label.lower()))
    assert not any("обижают" in text for text in _said_to(world, olga))
    assert any("обижают" in text for text in _said_to(world, vera))

    table = await Exporting(world.house).table(Operator(), school, Subject.ANSWERS)
    assert not any(word in str(table) for word in ("обижают", "дроби")), "a file for everybody keeps the promise too"
    table = await Exporting(world.house).table(Operator(), school, Subject.ANSWERS, private=True)
    assert all(word in str(table) for word in ("обижают", "дроби"))


async def test_growing_up_opens_nothing_that_was_promised(
    world: World, vera: Person, olga: Person, school: OrganisationId
) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await sasha.presses("Начать")
    await sasha.presses("7")
    await sasha.presses("Дальше ›")
    await sasha.presses("Другое")
    await sasha.types("Меня обижают дома")
    await sasha.presses("Готово")
    await world.fills_in(sasha, **{"спокойно в школе": "8"})
    # Eighteen by now, and the text for adults has been agreed to.
    await world.house.database.write(lambda tx: tx.run("UPDATE people SET adult = 1 WHERE adult = 0"))
    await sasha.types("/start")
    await sasha.presses("Согласиться")
    for reader in (olga, vera):
        await reader.types("/bank")
        await reader.presses(next(label for label in reader.labels if "аставляемые" in label))
        await reader.presses(next(label for label in reader.labels if "Петров" in label))
        await reader.presses(next(label for label in reader.labels if "нкет" in label or "ответ" in label.lower()))
    assert not any("обижают" in text for text in _said_to(world, olga))
    assert any("обижают" in text for text in _said_to(world, vera))
    table = await Exporting(world.house).table(Operator(), school, Subject.ANSWERS)
    assert "обижают" not in str(table)


@pytest.mark.parametrize("privacy", Privacy)
async def test_who_feels_bad_and_does_not_want_to_take_part_is_heard(world: World, privacy: Privacy) -> None:
    school = await world.school(privacy=privacy)
    vera = await world.member(school, Role.COORDINATOR, "Вера")
    olga = await world.member(school, Role.CURATOR)
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await world.fills_in(sasha, **{"спокойно в школе": "2", "твоё собственное желание": "Нет"})
    assert any(HELPLINE in text for text in _said_to(world, sasha))
    await world.delivers()
    calls = [text for text in _said_to(world, vera) if "Нужно Ваше внимание" in text]
    assert len(calls) == 1
    assert "Поговорите, пожалуйста, сегодня лично" in calls[0]
    assert "<b>1-3</b>" in calls[0]
    assert "№\N{NO-BREAK SPACE}12 от 05.09.2026" in calls[0], (
        "the paper in the folder names the child whose name is erased here"
    )
    assert not any("Нужно Ваше внимание" in text for text in _said_to(world, olga))
    assert (await world.stored())["answers"] == []


async def test_words_of_danger_call_at_once(world: World, vera: Person, olga: Person, school: OrganisationId) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await sasha.presses("Начать")
    await sasha.presses("9")
    await sasha.presses("Подтянуть учёбу по предмету")
    await sasha.presses("Готово")
    await sasha.types("Не понимаю дроби")
    assert "Если тебе плохо" not in sasha.screen
    await sasha.presses("Назад")
    await sasha.types("Меня травят, думаю о суициде")
    assert HELPLINE in sasha.screen
    assert "Вопрос 4 из 12" in sasha.screen, "nothing is held up"
    assert "сведения о здоровье" not in sasha.screen

    await world.delivers()
    calls = [text for text in _said_to(world, vera) if "Тревожные слова ученика" in text]
    assert len(calls) == 1
    assert "Петров" in calls[0]
    assert not any("травят" in text for reader in (vera, olga) for text in _said_to(world, reader))
    assert not any("Тревожные слова" in text for text in _said_to(world, olga))

    await sasha.presses("Назад")
    await sasha.types("Меня бьют")
    await world.delivers()
    assert (await world.letters()).count("danger_heard") == 1, "once a day"
    _assert_only_thou(world, sasha)


async def test_the_words_of_another_option_call_as_well(world: World, vera: Person, school: OrganisationId) -> None:
    sasha = await _comes(world, school)
    await _brings_paper(vera)
    await _agrees(sasha)
    await sasha.presses("Начать")
    await sasha.presses("7")
    await sasha.presses("Дальше ›")
    await sasha.presses("Другое")
    await sasha.types("Отчим бьёт")
    assert HELPLINE in sasha.screen
    assert "danger_heard" in await world.letters()


async def test_a_teacher_who_writes_of_bullying_in_class_calls_nobody(world: World, school: OrganisationId) -> None:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await world.fills_in(anna, typed="В классе травля, как с ней работать?")
    assert not any(HELPLINE in text for text in _said_to(world, anna))
    assert "danger_heard" not in await world.letters()
