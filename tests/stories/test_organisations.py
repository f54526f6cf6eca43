"""An administrator brings a school to the point where people may be asked for their consent."""

import asyncio

from bot.dialogs import organisations as pages
from bot.screens import Address, packed
from mentoring.ids import OrganisationId
from mentoring.organisation_details import Field
from mentoring.organisations import Organisation, Privacy
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import organisations
from tests.world import World


async def stored(world: World, number: int = 1) -> Organisation:
    found = await world.house.database.read(lambda tx: organisations.one(tx, OrganisationId(number)))
    assert found is not None
    return found


async def presses_address(person: Person, to: Address) -> None:
    """What a forged client may send."""
    await person.press_data(packed(to))


async def test_a_school_is_created_and_completed_step_by_step(world: World) -> None:
    admin = world.administrator()
    await admin.starts()

    await admin.types("/org")
    assert "Пока нет ни одной" in admin.screen

    await admin.presses("➕ Создать")
    await admin.presses("Организация")
    assert "Как называется эта организация?" in admin.screen
    await admin.types("МБОУ «Школа № 20 г. Примерска»")

    assert "Создано: МБОУ «Школа № 20 г. Примерска»" in admin.screen
    await admin.presses("Иркутск +5")
    assert "Не заполнено: ИНН, адрес, контакт для вопросов о данных, государственная она или нет" in admin.screen

    await admin.presses("Заполнить дальше")
    await admin.types("7707083894")
    assert "Контрольная цифра ИНН не сошлась" in admin.screen
    await admin.types("1234567894")
    await admin.presses("Заполнить дальше")
    await admin.types("г. Примерск, ул. Школьная, д. 1")
    await admin.presses("Заполнить дальше")
    await admin.types("school20@example.ru")
    await admin.presses("Заполнить дальше")
    await admin.presses("Нет, негосударственная")
    await admin.presses("Заполнить дальше")
    await admin.presses("Да, участвуют")

    assert "Всё нужное заполнено" in admin.screen
    school = await stored(world)
    assert (school.tz, school.inn, school.state_owned, school.minors) == ("Asia/Irkutsk", "1234567894", False, True)


async def test_a_state_school_reads_the_warning_and_stays_with_codes(world: World) -> None:
    admin = world.administrator()
    await admin.starts()
    await admin.types("/org")
    await admin.presses("Создать")
    await admin.presses("Организация")
    await admin.types("Школа № 20")
    await admin.presses("Назад")

    await admin.presses("Имена в переписке")
    await admin.presses("Фамилия, имя и отчество")
    assert "Сначала отметьте, государственная это организация или нет" in admin.screen
    await admin.presses("Да")
    assert "149-ФЗ" in admin.screen
    assert len(admin.screen) <= 1500

    await admin.presses("Назад")
    assert (await stored(world)).state_owned is None, "a look at the warning changes nothing"
    await admin.presses("Чья организация")
    await admin.presses("Да")

    await admin.presses("Понимаю, продолжить")
    assert "Предупреждение о Telegram: прочитано" in admin.screen
    school = await stored(world)
    assert (school.warned, school.privacy) == (True, Privacy.MINIMAL)


async def test_a_region_holds_municipalities_and_schools(world: World) -> None:
    admin = world.administrator()
    await admin.starts()
    await admin.types("/org")
    for level, name in (("Регион", "Примерская область"), ("Муниципалитет", "Город Примерск")):
        await admin.presses("Создать")
        await admin.presses(level)
        if "Куда входит" in admin.screen:
            await admin.presses("Примерская область")
        await admin.types(name)
        await admin.presses("Назад")
        await admin.presses("Назад")

    await admin.types("/org")
    await admin.presses("Примерская область · 1")
    await admin.presses("Внутри: 1")
    await admin.presses("Город Примерск")
    await admin.presses("Внутри: 0")
    await admin.presses("Создать")
    assert "Муниципалитет" not in admin.labels
    await admin.presses("Организация")
    await admin.types("Школа № 1")

    assert (await stored(world, 3)).path == (1, 2, 3)


async def test_a_curator_goes_straight_to_the_own_school(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)

    await curator.types("/org")

    assert "Школа № 20" in curator.screen
    await curator.presses("Рабочая неделя")
    await curator.presses("Шестидневная")
    assert "Рабочая неделя: шестидневная" in curator.screen


async def test_a_mentor_runs_no_organisation(world: World) -> None:
    school = await world.school()
    mentor = await world.member(school, Role.MENTOR)

    await mentor.types("/org")

    assert "Это действие Вам недоступно" in mentor.screen


async def test_another_command_ends_the_asking(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await curator.types("/org")
    await curator.presses("Название")
    await curator.types("/org")

    await curator.types("Школа, которую никто не переименовывал")

    assert (await stored(world)).name == "Школа № 20"


async def test_an_awaited_name_survives_a_restart_and_old_buttons_still_lead(world: World) -> None:
    admin = world.administrator()
    await admin.starts()
    await admin.types("/org")
    old = admin.last
    await admin.presses("Создать")
    await admin.presses("Организация")

    await world.restarts()
    await admin.types("Школа № 20")
    assert (await stored(world)).name == "Школа № 20"

    await admin.types("/org")
    await admin.press_data(packed(pages.NewOrganisation(None)), old)
    assert "Что создаём?" in admin.screen


async def test_forged_buttons_change_nothing_of_another_school(world: World) -> None:
    own, other = await world.school("Школа № 1"), await world.school("Школа № 2")
    curator = await world.member(own, Role.CURATOR)
    before = await stored(world, other)

    for to in (
        pages.ShowOrganisation(other),
        pages.EditDetail(other, Field.NAME),
        pages.EditDetail(other, Field.WEEK),
        pages.SetWeek(other, 6),
        pages.SetZone(other, "Asia/Irkutsk"),
        pages.SetState(other, state_owned=True),
        pages.SetMinors(other, take_part=False),
        pages.SetPrivacy(other, Privacy.MINIMAL),
        pages.ShowWarning(other),
        pages.Acknowledge(other),
        pages.OpenShelf(other),
        pages.NewOrganisation(None),
        pages.ChooseParent(Level.ORGANISATION),
        pages.NameOrganisation(Level.ORGANISATION, None),
        pages.NameOrganisation(Level.ORGANISATION, OrganisationId(99)),
    ):
        await presses_address(curator, to)
        assert "недоступно" in (curator.toast or "") + curator.screen, to

    await curator.types("Захваченная школа")
    assert await stored(world, other) == before


async def test_forged_values_are_only_stale(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)

    for to in (pages.SetWeek(school, 9), pages.SetZone(school, "Mars/Base")):
        await presses_address(curator, to)
        assert "не действует" in (curator.toast or "") + curator.screen, to

    assert (await stored(world)).week == 5


async def test_a_double_tap_on_a_choice_changes_it_once(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await curator.types("/org")
    await curator.presses("Рабочая неделя")

    await curator.presses_twice("Шестидневная")

    changes = "SELECT count(*) FROM audit WHERE details = 'week=6'"
    assert await world.house.database.read(lambda tx: tx.value(changes)) == 1


async def test_two_curators_press_at_once_and_both_are_answered(world: World) -> None:
    school = await world.school()
    first, second = await world.member(school, Role.CURATOR, "Ольга"), await world.member(school, Role.CURATOR, "Вера")
    for curator in (first, second):
        await curator.types("/org")
        await curator.presses("Рабочая неделя")

    await asyncio.gather(first.presses("Шестидневная"), second.presses("Пятидневная"))

    assert all("Рабочая неделя:" in curator.screen for curator in (first, second))
