"""A road map is changed: items before the start and after it, tasks in one place, all with history."""

import datetime
from dataclasses import replace

import pytest

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as to
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.deadlines import BySchedule, Deadline, YearMonth
from mentoring.road_map_changes import OWN_NUMBERS_FROM
from mentoring.road_maps import TaskState
from mentoring.roles import Role
from storage import road_map_tasks, road_maps
from tests.stories.road_map_story import City, by, item, opens, started
from tests.world import World
from usecases.road_map_drafts import Drafts
from usecases.road_map_planning import replan
from usecases.road_map_tasks import RoadMapTasks
from usecases.unit import Operator


@pytest.fixture
async def city(world: World) -> City:
    return await City(world).opens()


# -- before the start --------------------------------------------------------------------------------------------


async def test_what_is_past_already_is_moved_or_waived_before_the_start(city: City) -> None:
    await city.drafts()
    olga = city.olga
    assert f"Срок уже прошёл у 12{NBSP}пунктов: перенесите их" in olga.screen
    await olga.presses(next(label for label in olga.labels if label.startswith("Срок уже прошёл")))
    await opens(olga, "1.4 Разработка")
    assert f"— 29{NBSP}апреля" in olga.screen
    await olga.presses("Изменить пункт")
    assert f"до 29{NBSP}апреля 2026{NBSP}г. — уже прошёл" in olga.screen
    await olga.presses("Срок")
    await olga.types("До 15 ноября 2026 г.")
    assert "Понято так" in olga.screen
    assert f"До 15{NBSP}ноября 2026{NBSP}г." in olga.screen
    await olga.presses("Верно")
    assert await city.value("SELECT count(*) FROM road_map_items WHERE deadline_raw = 'До 15 ноября 2026 г.'") == 1
    # 15 November 2026 is a Sunday.
    assert f"до 15{NBSP}ноября 2026{NBSP}г., напомним до пт 13{NBSP}ноября" in olga.screen
    await olga.presses("К дорожной карте")
    await olga.presses("По месяцам")
    await opens(olga, "Ноябрь")
    assert f"до 15{NBSP}ноября, напомним до пт 13{NBSP}ноября" in olga.screen
    await opens(olga, "1.4 Разработка")
    await olga.presses("Изменить")
    await olga.presses("Не требуется")
    await olga.presses("Сделано раньше")
    assert "Не требуется: сделано раньше" in olga.screen
    await olga.presses("Вернуть в работу")
    await olga.presses("К дорожной карте")
    await olga.presses("Начать")
    await olga.presses("Начать")
    assert (await city.task("1.4", city.schools[0])).due == datetime.date(2026, 11, 15)


async def test_from_an_item_one_comes_back_to_the_page_of_what_is_past(city: City) -> None:
    await city.drafts()
    olga = city.olga
    await opens(olga, "Срок уже прошёл")
    first = olga.labels[0]
    await olga.presses("Дальше ›")
    second, third = olga.labels[:2]
    await olga.presses(second)
    await olga.presses("Изменить пункт")
    await olga.presses("Срок")
    await olga.presses("Ежемесячно")
    assert olga.toast == "Изменено"
    await opens(olga, "Срок уже прошёл · ")
    assert olga.labels[0] != first, "not the first page"
    assert third in olga.labels


async def test_an_item_is_added_and_another_taken_out(city: City) -> None:
    await city.drafts()
    olga, item = city.olga, await city.item("1.4")
    await olga.press_data(packed(to.EditItem(item)))
    await olga.presses("➕ Пункт ниже")
    await olga.types("Провести день наставника")
    assert "Пункт добавлен: срок не задан, отвечает муниципальный координатор, подтверждение — файл." in olga.screen
    await olga.presses("Кто делает")
    await olga.presses("Куратор")
    await olga.presses("Срок")
    await olga.presses("К месяцу")
    await olga.presses("Октябрь 2026")
    assert f"Срок: Октябрь 2026{NBSP}г." in olga.screen
    await olga.press_data(packed(to.RemoveItem(item)))
    await olga.presses("Убрать")
    assert olga.toast == "Пункт убран"
    await olga.presses("Начать")
    await olga.presses("Начать")
    texts = [
        one.item.text for one in await city.world.house.database.read(lambda tx: road_maps.items(tx, city.road_map))
    ]
    assert "Провести день наставника" in texts
    await olga.presses("История")
    assert "муниципальный координатор\nДобавлен пункт" in olga.screen
    assert "Пункт убран: «" in olga.screen


async def test_words_that_are_no_deadline_change_nothing(city: City) -> None:
    await city.drafts()
    await city.olga.press_data(packed(to.PickDeadline(await city.item("1.4"))))
    await city.olga.types("когда рак на горе свистнет")
    assert "Срок не понят: " in city.olga.screen
    await city.olga.types("май")
    assert "план на несколько лет: взят каждый год" in city.olga.screen
    assert await city.value("SELECT count(*) FROM road_map_history WHERE act = 'item_changed'") == 0


async def test_each_part_is_told_in_words_or_picked(city: City) -> None:
    await city.starts()
    olga, item = city.olga, await city.item("1.4")
    await olga.press_data(packed(to.EditItem(item)))
    await olga.presses("Результат")
    await olga.types("Приказ школы")
    await olga.presses("Ответственный")
    await olga.types("x" * 301)
    assert "Это слишком длинно. Уложитесь в 300" in olga.screen
    await olga.types("Заместитель директора")
    await olga.presses("Подтверждение")
    await olga.presses("Ссылка")
    assert "Результат: Приказ школы" in olga.screen
    assert "Ответственный: Заместитель директора" in olga.screen
    assert "Подтверждение: ссылка" in olga.screen
    await olga.presses("История")
    assert "Подтверждение: было приказ, стало ссылка" in olga.screen


async def test_a_road_map_is_called_otherwise_before_the_start_and_after_it(city: City) -> None:
    await city.drafts()
    olga = city.olga
    await olga.presses("Название")
    assert "Сейчас: " in olga.screen
    await olga.types("  Наставничество\nв Городе ")
    assert olga.screen.startswith("Название изменено.\n\nНаставничество в Городе")
    await olga.presses("Начать")
    await olga.presses("Начать")
    await olga.presses("Название")
    for refused, why in (("Я" * 301, "слишком длинно"), ("План Ивановой М. П.", "фамилия, телефон или почта")):
        await olga.types(refused)
        assert why in olga.screen
    await olga.types("Школы города — наставникам")
    await olga.presses("История")
    assert "Название: было «Наставничество в Городе», стало «Школы города — наставникам»" in olga.screen
    await city.irina.types("/roadmap")
    assert "Город: Школы города — наставникам" in city.irina.screen


async def test_what_only_looks_like_a_name_is_taken_with_a_word(city: City) -> None:
    await city.drafts()
    await city.olga.presses("Название")
    await city.olga.types("Дорожная карта куратора Сидорова")
    assert "Похоже на фамилию" in city.olga.screen
    assert await city.value("SELECT count(*) FROM road_maps WHERE title LIKE '%Сидорова'") == 1


async def test_a_road_map_that_is_over_keeps_its_name(city: City) -> None:
    await city.starts()
    await city.olga.presses("Название")
    await Drafts(city.world.house).close(Operator(), city.road_map)
    await city.olga.types("Другое название")
    assert await city.value("SELECT count(*) FROM road_maps WHERE title = 'Другое название'") == 0
    await city.olga.press_data(packed(maps.Home(city.road_map)))
    assert "Название" not in city.olga.labels


# -- after the start ---------------------------------------------------------------------------------------------


async def test_a_changed_deadline_moves_what_is_open_and_leaves_what_is_done(city: City) -> None:
    await city.starts()
    done, still = city.schools
    await city.closes(await city.task("1.4", done))
    await city.olga.press_data(packed(to.PickDeadline(await city.item("1.4"), to.How.QUARTER, 2026)))
    await city.olga.presses("IV квартал 2026")
    assert (await city.task("1.4", done)).state is TaskState.DONE
    moved = await city.task("1.4", still)
    assert moved.due == datetime.date(2026, 12, 31)
    assert moved.changes > 0


async def test_what_was_over_before_the_change_is_given_to_nobody(city: City) -> None:
    await city.starts()
    await city.olga.press_data(packed(to.PickDeadline(await city.item("1.4"))))
    await city.olga.presses("Ежемесячно")
    days = [one.due for one in await city.tasks("1.4", city.schools[0])]
    # The first occasion was there before and moves; the months between it and now come to nobody.
    assert days[:2] == [YearMonth(2026, 4).last_day, YearMonth(2026, 9).last_day]


async def test_an_item_of_another_owner_goes_to_others(city: City) -> None:
    await city.starts()
    await city.olga.press_data(packed(to.SetOwner(await city.item("1.4"), Role.MUNICIPAL_COORDINATOR)))
    assert [one.state for one in await city.tasks("1.4", city.schools[0])] == [TaskState.LEFT]
    assert (await city.task("1.4", city.here)).state is TaskState.OPEN
    await city.olga.press_data(packed(to.SetOwner(await city.item("1.4"), Role.CURATOR)))
    assert (await city.task("1.4", city.schools[0])).state is TaskState.OPEN
    assert [one.state for one in await city.tasks("1.4", city.here)] == [TaskState.LEFT]


async def test_a_waived_item_is_nobodys_and_comes_back(city: City) -> None:
    await city.starts()
    item = await city.item("1.4")
    await city.olga.press_data(packed(to.AskWaive(item)))
    await city.olga.types("Приказ издан округом")
    assert "Не требуется: приказ издан округом" in city.olga.screen
    assert {one.state for one in await city.tasks("1.4")} == {TaskState.LEFT}
    await city.olga.press_data(packed(to.NeedItem(item)))
    assert {one.state for one in await city.tasks("1.4")} == {TaskState.OPEN}


# -- one place ---------------------------------------------------------------------------------------------------


async def test_a_school_says_that_something_is_not_needed_and_takes_it_back(city: City) -> None:
    await city.starts()
    task = await city.task("1.4", city.schools[0])
    irina = city.irina
    await irina.press_data(packed(maps.TaskCard(task.id)))
    assert "Срок задан выше: Город. Перенести его может муниципальный координатор." in irina.screen
    assert "Изменить пункт" not in irina.labels
    await irina.presses("Не требуется")
    await irina.presses("Нет таких участников")
    assert "не требуется: нет таких участников" in irina.screen
    await irina.presses("Вернуть в работу")
    assert "просрочено" in irina.screen
    await irina.presses("История")
    assert "заместитель директора\nСнова в работе" in irina.screen
    assert "заместитель директора\nНе требуется: нет таких участников" in irina.screen
    assert "Смирнова" not in irina.screen


async def test_where_the_plan_names_no_day_the_school_does(city: City) -> None:
    await city.starts()
    item, irina = await city.item("1.4"), city.irina
    await city.olga.press_data(packed(to.SetDeadline(item, "s")))
    task = await city.task("1.4", city.schools[0])
    await irina.press_data(packed(maps.TaskCard(task.id)))
    assert "срок не задан" in irina.screen
    await irina.presses("Назначить день")
    await irina.presses("Октябрь ›")
    await irina.presses("14")
    assert f"до 14{NBSP}октября" in irina.screen
    await irina.presses("Другой день")
    await irina.presses("17")
    assert f"скоро срок, до 17{NBSP}сентября" in irina.screen
    await irina.presses("➕ Добавить дату")
    await irina.presses("30")
    await irina.presses("➕ Добавить дату")
    await irina.presses("30")
    days = [datetime.date(2026, 9, 17), datetime.date(2026, 9, 30)]
    assert sorted(one.due for one in await city.tasks("1.4", city.schools[0]) if one.due) == days
    await irina.presses("История")
    assert f"День перенесён: было 14{NBSP}октября 2026{NBSP}г., стало 17{NBSP}сентября" in irina.screen
    assert f"Добавлена дата: 30{NBSP}сентября" in irina.screen

    # Another wording of the same lack of a day leaves the days of the school as they are.
    await city.olga.press_data(packed(to.SetDeadline(item, "0")))
    assert sorted(one.due for one in await city.tasks("1.4", city.schools[0]) if one.due) == days
    await city.olga.press_data(packed(to.SetDeadline(item, "m2612")))
    assert [one.due for one in await city.tasks("1.4", city.schools[0]) if one.state is TaskState.OPEN] == [
        datetime.date(2026, 12, 31)
    ]


async def test_a_day_from_above_is_not_moved_by_a_forged_button(city: City) -> None:
    await city.starts()
    task = await city.task("1.4", city.schools[0])
    await city.irina.press_data(packed(to.SetDay(task.id, datetime.date(2026, 12, 1).toordinal())))
    assert city.irina.toast == "Эта кнопка уже не действует. Вот как есть сейчас"
    assert (await city.task("1.4", city.schools[0])).due == task.due


async def test_a_day_may_be_typed_and_one_that_is_not_allowed_says_what_is(world: World) -> None:
    school = await world.school()
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await started(world, school, item("1", Deadline(BySchedule())))
    await irina.types("/roadmap")
    for beginning in ("План", "По месяцам", "Без срока", "1 Издать приказ"):
        await opens(irina, beginning)
    await irina.presses("Назначить день")
    await irina.types("20.10.2037")
    assert irina.screen.startswith("Нужен один день с ")
    await irina.types("до 20 октября 2026")
    assert f"до 20{NBSP}октября" in irina.screen


async def test_days_of_its_own_come_back_when_the_deadline_does(world: World) -> None:
    school = await world.school()
    by_schedule = item("1", Deadline(BySchedule()))
    road_map = await started(world, school, by_schedule)
    (kept,) = await world.house.database.read(lambda tx: road_maps.items(tx, road_map))
    (task,) = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    for day in (10, 20):
        await RoadMapTasks(world.house).add_day(Operator(), task.id, datetime.date(2026, 10, day))
    plan = await world.house.database.read(lambda tx: road_maps.one(tx, road_map))
    assert plan is not None
    for deadline in (by("2026-12-01"), by_schedule.deadline):
        changed = replace(kept, item=replace(by_schedule, deadline=deadline))
        await world.house.database.write(lambda tx, changed=changed: replan(tx, world.house, plan, changed))  # type: ignore[misc]
    tasks = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    own = [one for one in tasks if one.number >= OWN_NUMBERS_FROM]
    assert [(one.state, one.due and one.due.day) for one in own] == [(TaskState.OPEN, 10), (TaskState.OPEN, 20)]
