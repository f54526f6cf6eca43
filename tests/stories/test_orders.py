"""Draft orders on pairs: for all at once and for one, names in cases, corrections, numbers, and who may not."""

import asyncio
import datetime
from pathlib import Path

import pytest

from bot.dialogs.orders import DraftOrder, EnterForAll, SendOrder
from bot.screens import packed
from mentoring.ids import OrderDraftId
from mentoring.orders import OrderKind
from mentoring.organisations import Privacy
from mentoring.papers import PaperRefused
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.test_command_line import run
from tests.stories.test_pair_papers import NBSP, completed, last_file, read, working
from tests.stories.test_pairs import School
from tests.world import World
from usecases.orders import Orders


@pytest.fixture
async def school(world: World) -> School:
    """One pair waits for its order."""
    school = await School(world, await world.school()).opens()
    await school.agrees()
    return school


async def opens_draft(curator: Person, label: str = "Закрепление пар · 1") -> None:
    await curator.types("/pairs")
    await curator.presses("Приказы")
    await curator.presses(label)


async def order_of(world: World) -> list[tuple[str | None, int | None]]:
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT order_number, number FROM pairs ORDER BY id"))
    return [(row["order_number"], row["number"]) for row in rows]


async def test_an_order_on_one_pair_declines_its_names(school: School) -> None:
    await opens_draft(school.curator)
    assert f"Внести приказ для 1{NBSP}пары" in "".join(school.curator.labels)
    assert "Имена просклонены, в приложении имена — в именительном падеже" in school.curator.screen
    await school.curator.presses("Скачать проект приказа")
    name, text = last_file(school.curator)
    assert name == "Приказ_о_парах_2026-09-07.docx"
    for said in (
        "Школа № 20",
        "ПРИКАЗ",
        "О закреплении наставнических пар (групп) на 2026/27 учебный год",
        "№ Р-145",
        "1. Закрепить за Смирновой Анной Павловной наставника Смирнову Марию Павловну на срок "
        f"с 7{NBSP}сентября 2026{NBSP}г. по 20{NBSP}мая 2027{NBSP}г. согласно приложению.",
        f"3. Куратору Смирновой{NBSP}В.{NBSP}П. обеспечить сопровождение",
        "Смирнова Мария Павловна, учитель",
        "20.05.2027",
    ):
        assert said in text, said
    assert "{" not in text
    assert "Не для публикации" not in text


async def test_a_corrected_form_is_remembered_and_wins(school: School) -> None:
    await opens_draft(school.curator)
    await school.curator.presses("Проверить имена")
    assert "Смирновой Анной Павловной" in school.curator.screen
    await school.curator.presses(f"Исправить: Смирновой{NBSP}А.{NBSP}П.")
    await school.curator.types("Петровой Анной Павловной")
    assert "не похоже на форму того же имени" in school.curator.screen
    await school.curator.types("смирновою анною павловною")
    assert "Смирновою Анною Павловною (исправлено)" in school.curator.screen
    await opens_draft(school.curator)
    await school.curator.presses("Скачать проект приказа")
    assert "за Смирновою Анною Павловною наставника" in last_file(school.curator)[1]


async def test_where_the_gender_is_not_known_people_are_asked(world: World, school: School) -> None:
    await world.house.database.write(
        lambda tx: tx.run(
            "UPDATE people SET surname = 'Ким', name = 'Саша', patronymic = NULL, gender = NULL WHERE name = 'Анна'"
        )
    )
    await opens_draft(school.curator)
    assert "не видно пола" in school.curator.screen
    await school.curator.presses("Скачать проект приказа")
    assert "за [за кем (творительный): Ким Саша] наставника" in last_file(school.curator)[1]
    await opens_draft(school.curator)
    await school.curator.presses("Проверить имена")
    await school.curator.presses("Ким Саша: женщина")
    assert "Ким Сашей" in school.curator.screen


async def test_one_number_is_entered_for_all_pairs_of_the_draft(world: World, school: School) -> None:
    await opens_draft(school.curator)
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    assert "351.8" in school.curator.screen
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("без даты")
    assert "Не видно даты приказа" in school.curator.screen
    await school.curator.types("12-од от 07.09.2026")
    assert f"Приказ №{NBSP}12-од от 07.09.2026" in school.curator.screen
    assert "Внесён для 1" in school.curator.screen
    assert await order_of(world) == [("12-од", 1)]
    await world.delivers()
    assert "Пара закреплена приказом" in school.mentee.screen
    await school.curator.press_data(packed(EnterForAll(OrderDraftId(1), papers=True)))
    assert await order_of(world) == [("12-од", 1)]


async def test_two_writers_enter_it_once(world: World, school: School) -> None:
    use = Orders(world.house)
    draft = await use.draft(school.curator.id, school.here, OrderKind.ASSIGN)
    done = await asyncio.gather(
        *(use.enter(school.curator.id, draft.id, f"{number}-од от 07.09.2026") for number in (1, 2))
    )
    assert sorted(one.pairs for one in done) == [0, 1]
    assert sorted(one.late for one in done) == [0, 1]


async def test_an_order_on_completion_follows_the_history(world: World) -> None:
    school = await working(world, await School(world, await world.school()).opens())
    await completed(world, school)
    await opens_draft(school.curator, "Завершение пар · 1")
    await school.curator.presses("Скачать проект приказа")
    name, text = last_file(school.curator)
    assert name.startswith("Приказ_о_завершении_пар_2026-")
    assert f"№{NBSP}12-од от 07.09.2026" in text
    assert "по итогам программы" in text
    assert "мероприятий 4 из 4" in text
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    today = world.clock.now().astimezone(datetime.timezone(datetime.timedelta(hours=3)))
    await school.curator.types(f"77 от {today:%d.%m.%Y}")
    assert "Внесён для 1" in school.curator.screen
    await school.curator.presses("Приказы")
    assert "ни одна пара не ждёт приказа" in school.curator.screen


async def test_a_side_and_another_school_get_no_order(world: World, school: School) -> None:
    await opens_draft(school.curator)
    stranger = await world.member(await world.school("Школа № 21"), Role.CURATOR, "Нина")
    for person in (school.mentor, school.mentee, stranger):
        for to in (DraftOrder(school.here, OrderKind.ASSIGN), SendOrder(OrderDraftId(1))):
            await person.press_data(packed(to))
        assert person.files == []


async def test_in_minimal_the_number_is_entered_but_no_name_passes(world: World) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await school.agrees()
    await opens_draft(school.curator)
    assert "Имена через мессенджер не передаются" in school.curator.screen
    assert "Скачать проект приказа" not in school.curator.labels
    await school.curator.press_data(packed(SendOrder(OrderDraftId(1))))
    assert school.curator.files == []
    await opens_draft(school.curator)
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 07.09.2026")
    assert "Внесён для 1" in school.curator.screen


async def test_a_number_of_last_year_is_refused_in_words(world: World, school: School) -> None:
    await opens_draft(school.curator)
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 25.08.2026")
    assert "прошлого учебного года" in school.curator.screen


async def test_corrected_forms_go_with_the_person(world: World, school: School) -> None:
    await opens_draft(school.curator)
    await school.curator.presses("Проверить имена")
    await school.curator.presses(f"Исправить: Смирновой{NBSP}А.{NBSP}П.")
    await school.curator.types("Смирновою Анною Павловною")
    await school.mentee.types("/mydata")
    await school.mentee.presses("Отозвать согласие")
    await school.mentee.presses("Отозвать согласие")
    stored = await world.stored()
    assert stored["name_overrides"] == []
    with pytest.raises(PaperRefused):
        await Orders(world.house).enter(school.curator.id, OrderDraftId(1), "ничего")


async def test_in_minimal_the_order_with_names_is_made_at_the_command_line(world: World, tmp_path: Path) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await school.agrees()
    for name, role in (("Мария", Role.MENTOR), ("Анна", Role.MENTEE)):
        await named(world, role, f"Воробей {name} Ильинична")
    here, out = str(school.here), str(tmp_path / "Приказ.docx")
    rows = (await run(world, "export", "people", "--org", here))["rows"]
    mentee = next(row["person_id"] for row in rows if row["role"] == "mentee")
    form = "Воробьёвой Анной Ильиничной"
    told = ("--org", here, "--person", str(mentee), "--case", "instrumental", "--form", form)
    assert (await run(world, "order", "form", *told))["form"]["corrected"] is True
    answer = await run(world, "order", "draft", "--org", here, "--out", out)
    assert answer["pairs"] == [1]
    assert {one["form"] for one in answer["forms"]} >= {form, "Воробей Марию Ильиничну"}
    text = read(await asyncio.to_thread(Path(out).read_bytes))
    assert f"Закрепить за {form} наставника Воробей Марию Ильиничну" in text
    assert school.curator.files == []


async def named(world: World, role: Role, written: str) -> None:
    """As a list of the staff would have told it."""
    surname, name, patronymic = written.split()
    await world.house.database.write(
        lambda tx: tx.run(
            "UPDATE people SET surname = $2, name = $3, patronymic = $4 WHERE id IN "
            "(SELECT person_id FROM memberships WHERE role = $1)",
            role.value,
            surname,
            name,
            patronymic,
        )
    )
    await world.house.database.flush()
