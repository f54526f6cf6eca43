"""«Итоги года»: before and after, the SWOT, the papers."""

import datetime
import io
from collections import Counter
from pathlib import Path

import docx
import pytest

from bot.dialogs import meetings
from bot.dialogs import road_map_addresses as maps
from bot.dialogs import year_end_addresses as to
from bot.screens import packed
from mentoring.analytic_note import NoteReport, PairKind, Process
from mentoring.ids import OrganisationId, PairId, RoadMapId
from mentoring.organisations import Privacy
from mentoring.pair_cards import Reason
from mentoring.pairs import MentoringKind, Verdict
from mentoring.report import Share
from mentoring.road_map_report import VERDICTS
from mentoring.road_map_report import Verdict as ReportVerdict
from mentoring.roles import Level, Role
from mentoring.swot import Side
from sandbox.people import Person
from tests.stories.test_command_line import run
from tests.stories.test_meetings import assigned, held
from tests.stories.test_pairs import School as PairSchool
from tests.stories.test_searching import ends_early
from tests.stories.year_end import WORDS, answered_year
from tests.world import World
from usecases.analytic_note import AnalyticNotes
from usecases.road_maps import RoadMaps
from usecases.unit import Operator


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def opens(person: Person, *path: str) -> None:
    await person.types("/stats")
    for label in ("Итоги года", *path):
        await person.presses(label)


# -- before and after ------------------------------------------------------------------------------------------------


async def test_the_curator_sees_what_has_changed_as_sums(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "До и после")
    assert "Уверенность в умениях: было 4,8, стало 6,8: +2; выросло у 5 из 5" in olga.screen
    assert "Всего 5\N{NO-BREAK SPACE}пар ответов" in olga.screen
    assert "Анна" not in olga.screen
    assert "На оба этапа пока никто не ответил" in olga.screen.partition("Наставники")[2]


async def test_what_has_changed_comes_as_a_picture_with_the_same_questions(
    world: World, school: OrganisationId
) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "До и после")
    told = [line.partition(":")[0] for line in olga.screen.splitlines() if "было" in line]
    await olga.types("/stats")
    await olga.presses("Графики")
    await olga.presses("До и после: наставляемые")
    (picture,) = olga.files
    assert picture.data.startswith(b"\x89PNG")
    assert len(told) > 1
    assert all(line in olga.screen for line in told)
    await olga.presses("Другие графики")
    await olga.presses("До и после: наставники")
    assert "На оба этапа пока никто не ответил" in olga.screen


async def test_four_pairs_of_answers_are_not_shown(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school, mentees=4)
    await opens(olga, "До и после")
    assert "Меньше пяти пар ответов" in olga.screen
    assert "было" not in olga.screen


# -- the SWOT --------------------------------------------------------------------------------------------------------


async def test_the_curator_picks_corrects_adds_and_takes_out(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "SWOT", "Сильные стороны", "Взять из ответов")
    shown = olga.screen
    assert all(word in shown for word in WORDS)
    assert shown.index("Открытые") < shown.index("Поддержка") < shown.index("Разбор") < shown.index("Терпение")

    await olga.presses("➕ 1")
    assert "✅ 1. " in olga.screen
    assert "➕ 1" not in olga.labels
    await olga.presses("Назад")
    assert "1. Открытые уроки вдвоём" in olga.screen

    await olga.presses("✏️ Открытые уроки вдвоём")
    await olga.presses("Исправить")
    await olga.types("Открытые уроки, их ведут парой")
    assert "Открытые уроки, их ведут парой" in olga.screen
    await olga.presses("Назад")
    await olga.presses("Взять из ответов")
    assert "✅ 1. Открытые уроки вдвоём" in olga.screen
    await olga.presses("Назад")

    await olga.presses("Добавить своё")
    await olga.types("Хороший психолог Иванова Мария Петровна, 8 900 123-45-67")
    assert "Имена и телефоны не записаны" in olga.screen
    assert "Хороший психолог" in olga.screen
    assert "Иванова" not in olga.screen
    await olga.presses("✏️ Открытые уроки, их ведут парой")
    await olga.presses("Убрать")
    assert "Открытые уроки" not in olga.screen
    assert "1. Хороший психолог" in olga.screen


async def test_options_come_as_counts(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "SWOT", "Риски", "Взять из ответов")
    assert "Нехватка времени — 3 из 5" in olga.screen
    assert "Рисков не видно" not in olga.screen
    await olga.presses("➕ 2")
    await olga.presses("Назад")
    assert "1. Нехватка времени (3 из 5)" in olga.screen


async def test_four_answers_are_not_listed_and_that_is_said(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school, mentees=4)
    await opens(olga, "SWOT", "Сильные стороны", "Взять из ответов")
    assert "Меньше пяти ответов взрослых, поэтому не показаны: «Самое ценное»" in olga.screen
    assert WORDS[0] not in olga.screen


async def test_the_deputy_head_edits_lines_but_reads_no_answers(world: World, school: OrganisationId) -> None:
    """Surveys have promised their words to the curator."""
    deputy = await world.member(school, Role.DEPUTY_HEAD)
    await answered_year(world, school)
    await opens(deputy, "SWOT", "Сильные стороны")
    assert "Взять из ответов" not in deputy.labels
    await deputy.press_data(packed(to.SwotAnswers(school, Side.STRENGTHS)))
    assert all(word not in deputy.screen for word in WORDS)
    await deputy.press_data(packed(to.SwotSide(school, Side.STRENGTHS)))
    await deputy.presses("Добавить своё")
    await deputy.types("Дружный коллектив")
    assert "1. Дружный коллектив" in deputy.screen


async def test_a_colleague_has_changed_the_line_meanwhile(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    deputy = await world.member(school, Role.DEPUTY_HEAD, "Вера")
    await opens(olga, "SWOT", "Возможности", "Добавить своё")
    await olga.types("Связь с колледжем")
    await olga.presses("✏️ Связь с колледжем")
    await olga.presses("Исправить")

    await opens(deputy, "SWOT", "Возможности · 1", "✏️ Связь с колледжем")
    await deputy.presses("Исправить")
    await deputy.types("Связь с двумя колледжами")

    await olga.types("Связь с вузом")
    assert "Коллега успел изменить эту строку" in olga.screen
    assert "Связь с двумя колледжами" in olga.screen
    await olga.presses("Исправить")
    await olga.types("Связь с вузом")
    assert "Связь с вузом" in olga.screen

    await deputy.presses("Убрать")
    assert "Коллега успел изменить эту строку" in deputy.screen
    assert "Связь с вузом" in deputy.screen
    await deputy.presses("Убрать")
    assert "Строк пока нет" in deputy.screen
    await olga.presses("Убрать")
    assert "Строк пока нет" in olga.screen
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT words, removed FROM swot_lines"))
    assert [(row["words"], row["removed"]) for row in rows] == [("Связь с вузом", 1)]


async def test_the_same_answer_pressed_twice_is_one_line(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "SWOT", "Сильные стороны", "Взять из ответов")
    await olga.presses_twice("➕ 2")
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT words FROM swot_lines"))
    assert len(rows) == 1


async def test_in_minimal_no_words_pass_and_the_command_is_named(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "SWOT")
    assert "python -m bot swot" in olga.screen
    await olga.presses("Сильные стороны")
    assert "Добавить своё" not in olga.labels
    await olga.presses("Взять из ответов")
    assert all(word not in olga.screen for word in WORDS)
    await olga.presses("Назад")
    await olga.presses("Назад")
    await olga.presses("Риски")
    await olga.presses("Взять из ответов")
    assert "Нехватка времени — 3 из 5" in olga.screen


# -- papers ----------------------------------------------------------------------------------------------------------


def text_of(person: Person) -> str:
    document = docx.Document(io.BytesIO(person.files[-1].data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_the_note_comes_as_a_file_and_names_only_its_author(world: World, school: OrganisationId) -> None:
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "SWOT", "Сильные стороны", "Взять из ответов", "➕ 1")
    await opens(olga, "Аналитическая справка")
    assert olga.files[-1].name == "Аналитическая_справка_2026-09-07.docx"
    assert any("Готовлю: Аналитическая справка" in message.text for message in olga.messages)
    assert "Итоги года" in olga.screen
    told = text_of(olga)
    for number in range(1, 13):
        assert f"\n{number}. " in told
    author = "О.\N{NO-BREAK SPACE}П.\N{NO-BREAK SPACE}Смирнова"
    assert f"куратор, {author}" in told, "only who has made it, where names may be said"
    assert "— Открытые уроки вдвоём" in told
    assert "Уверенность в умениях" in told
    assert "Анна" not in told
    assert "Смирнова" not in told.replace(author, "")

    await opens(olga, "Отчёт для педсовета")
    assert olga.files[-1].name == "Отчёт_для_педсовета_2026-09-07.docx"
    assert "— Уверенность в умениях: было 4,8, стало 6,8: +2; выросло у 5 из 5." in text_of(olga)


async def test_in_minimal_the_numbers_pass_and_the_words_do_not(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(school, Role.CURATOR)
    await answered_year(world, school)
    await opens(olga, "SWOT", "Риски", "Взять из ответов", "➕ 1")
    await opens(olga, "Аналитическая справка")
    assert "python -m bot report note" in olga.screen
    told = text_of(olga)
    assert "Нехватка времени" not in told
    assert "Уверенность в умениях" in told
    assert "куратор, [впишите фамилию]" in told


async def test_above_a_school_there_are_sums_and_no_swot(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY, None)
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    irina = await world.member(city, Role.MUNICIPAL_COORDINATOR, "Ирина")
    await answered_year(world, school)
    await opens(irina)
    assert "SWOT" not in irina.labels
    await irina.presses("Аналитическая справка")
    told = text_of(irina)
    assert "Приложение. По организациям" in told
    assert "Школа № 5" in told
    assert "Уверенность в умениях" in told

    await irina.press_data(packed(to.Draw(school, to.Wanted.NOTE)))
    assert len(irina.files) == 1, "a paper of a school is drawn by the school"


async def test_notes_of_two_places_lie_beside_each_other(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY, None)
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    command = ("report", "note", "--on", "2026-09-07", "--format", "docx")
    of_school = await run(world, *command, "--org", str(school))
    of_city = await run(world, *command, "--municipality", str(city))
    assert of_school["path"] != of_city["path"]
    assert {Path(one["path"]).name for one in (of_school, of_city)} == {"Аналитическая_справка_2026-09-07.docx"}


async def test_whoever_only_sees_numbers_draws_nothing(world: World, school: OrganisationId) -> None:
    member = await world.member(school, Role.WORKING_GROUP)
    await opens(member)
    assert not any("📄" in label for label in member.labels)
    await member.press_data(packed(to.Draw(school, to.Wanted.NOTE)))
    assert member.files == []


# -- what the note counts --------------------------------------------------------------------------------------------


async def noted(world: World, person: Person, place: OrganisationId) -> NoteReport:
    return await AnalyticNotes(world.house).note(person.id, place)


async def test_the_note_counts_days_to_the_first_meeting_and_failed_trials(world: World) -> None:
    """The order is of Monday, they meet on Tuesday; after the trial they part."""
    school = await PairSchool(world, await world.school()).opens()
    await assigned(school)
    assert (await noted(world, school.curator, school.here)).process == Process()
    await held(school)
    found = await noted(world, school.curator, school.here)
    assert (found.process.mean_days, found.process.first_meetings) == (1.0, 1)
    assert found.process.trials == Share(0, 0)
    assert found.kinds == (PairKind(False, False, MentoringKind.TRADITIONAL, False, 1),)

    await school.curator.press_data(packed(meetings.GiveVerdict(PairId(1), 1, Verdict.NO, Reason.OTHER)))
    found = await noted(world, school.curator, school.here)
    assert found.process.trials == Share(1, 1)
    assert found.kinds[0].number == 1, "it has worked this year"
    world.clock.set(world.clock.now() + datetime.timedelta(days=365))
    later = await AnalyticNotes(world.house).note(Operator(), school.here)
    assert later.kinds == ()
    assert later.process == Process()
    assert later.earlier is not None
    assert later.earlier.on == datetime.date(2026, 9, 8)


async def test_an_early_end_is_counted_once(world: World) -> None:
    school = await PairSchool(world, await world.school()).opens()
    await ends_early(school)
    assert (await noted(world, school.curator, school.here)).process.ended_early == 1


async def test_the_road_map_in_the_note_is_the_one_on_the_screen(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY, None)
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    irina = await world.member(city, Role.MUNICIPAL_COORDINATOR, "Ирина")
    olga = await world.member(school, Role.CURATOR)
    await irina.press_data(packed(maps.Draft(city, "neftekumsk", 2026)))
    await irina.press_data(packed(maps.Start(RoadMapId(1))))
    world.clock.set(world.clock.now() + datetime.timedelta(days=60))
    for person, place in ((irina, city), (olga, school)):
        view = await RoadMaps(world.house).view(person.id, RoadMapId(1), place)
        expected = Counter(VERDICTS[one.standing] for one in view.items)
        (found,) = (await noted(world, person, place)).road_maps
        assert found.totals == {verdict: expected[verdict] for verdict in ReportVerdict}
        assert found.above is (place == school)
        assert expected[ReportVerdict.LATE], "the story says nothing if nothing is late"
        assert len(found.of(ReportVerdict.LATE)) == expected[ReportVerdict.LATE]
