"""The regional bank: rows without names, by name with the paper alone; numbers in other banks; the order of courses."""

import asyncio

import pytest

from bot.dialogs import papers
from bot.dialogs import register_addresses as to
from bot.screens import packed
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisations import Privacy
from mentoring.papers import Representative
from mentoring.regional_bank import PaperAct
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import people
from tests.stories.test_registers import sheet
from tests.world import World
from usecases.exporting import Exporting, Subject
from usecases.regional_bank import RegionalBanks
from usecases.unit import Operator, StaleButton

WORDS = "Математика, веду у Ивановой в 5 классе"


class Land:
    """A region with one city and one school, its curator, and mentors in the bank."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.region: OrganisationId
        self.city: OrganisationId
        self.school: OrganisationId
        self.coordinator: Person
        self.curator: Person
        self.mentors: list[Person] = []

    async def opens(self, privacy: Privacy = Privacy.NAMES, mentors: int = 6) -> "Land":
        world = self.world
        self.region = await world.organisation("Область", Level.REGION)
        self.city = await world.organisation("Город", Level.MUNICIPALITY, self.region)
        self.school = await world.organisation("Школа № 5", Level.ORGANISATION, self.city, privacy=privacy.value)
        self.coordinator = await world.member(self.region, Role.REGIONAL_COORDINATOR, "Раиса")
        self.curator = await world.member(self.school, Role.CURATOR, "Вера")
        for number in range(mentors):
            mentor = await world.member(self.school, Role.MENTOR, f"Анна{'абвгдеж'[number]}")
            await world.fills_in(mentor, WORDS, **{"обучение для наставников": "Нет"})
            self.mentors.append(mentor)
        return self

    async def membership(self, person: Person) -> MembershipId:
        caller = await self.world.house.database.read(lambda tx: people.caller(tx, person.id))
        assert caller is not None
        return caller.memberships[0].id

    async def exports(self) -> list[list[object]]:
        """The rows of the table, without its head."""
        await self.coordinator.types("/roadmap")
        await self.coordinator.presses("Реестры")
        await self.coordinator.presses("Региональный банк")
        assert f"Наставники: {len(self.mentors)}" in self.coordinator.screen
        await self.coordinator.presses("Таблица XLSX")
        return sheet(self.coordinator)[1:]


@pytest.fixture
async def land(world: World) -> Land:
    return await Land(world).opens()


async def test_without_the_paper_a_row_has_no_name_and_no_typed_word(land: Land) -> None:
    rows = await land.exports()
    assert len(rows) == 6
    assert {row[0] for row in rows} == {"Город"}
    assert {row[2] for row in rows} == {""}
    assert {row[3] for row in rows} == {""}, "not even the school"
    assert {row[6] for row in rows} == {"Математика"}
    assert {row[7] for row in rows} == {"4–10"}
    assert not any("Иванов" in str(cell) or "Смирнов" in str(cell) for row in rows for cell in row)
    audit = (await land.world.stored())["audit"]
    assert any("exported_regional_bank" in row for row in audit)


async def test_with_the_paper_the_row_has_a_name_until_it_is_withdrawn(land: Land) -> None:
    curator = land.curator
    await curator.types("/bank")
    await curator.presses("Наставники · 6")
    await curator.presses(curator.labels[0])
    await curator.presses("Региональный банк")
    await curator.presses("Бланк согласия")
    assert curator.files[-1].name.startswith("Согласие_на_региональный_банк_")
    await curator.presses("Согласие принесли")
    await curator.types("без даты")
    assert "Не вижу даты" in curator.screen
    await curator.types("7 от 05.09.2026")
    assert "отмечено, №\N{NO-BREAK SPACE}7 от 05.09.2026" in curator.screen
    await curator.presses("Номер в другом банке")
    await curator.types("НБ-0042")
    assert "Номер в другом региональном банке: НБ-0042." in curator.screen

    named = [row for row in await land.exports() if row[2]]
    assert [row[2] for row in named] == ["Смирнова Аннаа Павловна"]
    assert named[0][3] == "Школа № 5"
    assert named[0][9:] == ["да", "НБ-0042"]
    await land.mentors[0].types("/mydata")
    assert "Согласие на региональный банк" in land.mentors[0].screen

    await curator.presses("Согласие отозвано")
    await curator.types("б/н от 07.09.2026")
    rows = await land.exports()
    assert not any(row[2] for row in rows)
    assert "НБ-0042" not in str(rows), "the number tells who it is"


async def test_a_few_of_a_municipality_are_only_counted(world: World) -> None:
    land = await Land(world).opens(mentors=2)
    await land.coordinator.press_data(packed(to.RegionalBank(land.region)))
    assert "Не показаны, чтобы их не узнали: 2\N{NO-BREAK SPACE}человека" in land.coordinator.screen
    assert "Таблица XLSX" not in land.coordinator.labels


async def test_in_minimal_no_name_leaves_even_with_the_paper(world: World) -> None:
    land = await Land(world).opens(Privacy.MINIMAL)
    member = await land.membership(land.mentors[0])
    await land.curator.press_data(packed(to.BankPaper(member, PaperAct.GIVE)))
    await land.curator.types("7 от 05.09.2026")
    assert "имя в регион не уходит и с согласием" in land.curator.screen
    assert {row[2] for row in await land.exports()} == {""}


async def test_children_are_counted_and_have_no_card_there(world: World, land: Land) -> None:
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(land.school, Role.MENTEE))
    await sasha.presses("Ещё нет")
    member = await land.membership(sasha)
    await land.curator.press_data(packed(papers.SignedBy(member, Representative.MOTHER)))
    await land.curator.types("3 от 05.09.2026")
    await world.delivers()
    await sasha.presses("Продолжить")
    await sasha.presses("Согласиться")
    if "зовут" in sasha.screen:
        await sasha.types("Петров Саша Ильич")
        await sasha.presses("Верно")
    await world.fills_in(sasha, "Хочу научиться")
    await land.curator.press_data(packed(to.BankPerson(member)))
    assert "уже не действует" in (land.curator.toast or "")
    await land.coordinator.press_data(packed(to.RegionalBank(land.region)))
    assert "Ученики (только число): 1" in land.coordinator.screen
    assert "Наставляемые: 0" in land.coordinator.screen


async def test_two_who_mark_at_once_keep_one_consent(world: World, land: Land) -> None:
    second = await world.member(land.school, Role.DEPUTY_HEAD, "Ирина")
    member, use = await land.membership(land.mentors[0]), RegionalBanks(world.house)
    found = await asyncio.gather(
        *(use.mark(one.id, member, PaperAct.GIVE, "7 от 05.09.2026") for one in (land.curator, second)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in found) == ["BankPersonCard", StaleButton.__name__]
    kinds = [row[3] for row in (await world.stored())["consents"]]
    assert kinds.count("regional_bank") == 1


async def test_numbers_of_another_bank_are_found_exported_and_forgotten_with_the_person(
    world: World, land: Land
) -> None:
    mentor, curator = land.mentors[0], land.curator
    member = await land.membership(mentor)
    await curator.press_data(packed(to.ExternalId(member)))
    await curator.types("НБ-0042")
    await curator.press_data(packed(to.SchoolsPart(land.school)))
    await curator.presses("С номером 1")
    assert "№ НБ-0042" in curator.screen
    table = await Exporting(world.house).table(Operator(), land.school, Subject.PEOPLE)
    assert [row[-1] for row in table.rows if row[-1]] == ["НБ-0042"]

    await mentor.types("/mydata")
    assert "Номер в другом региональном банке: НБ-0042" in mentor.screen
    await mentor.presses("Отозвать согласие")
    await mentor.presses("Отозвать согласие")
    assert "НБ-0042" not in str((await world.stored())["people"])


async def test_courses_are_counted_above_and_named_at_school(land: Land) -> None:
    olga = await land.world.member(land.city, Role.MUNICIPAL_COORDINATOR, "Ольга")
    await olga.types("/roadmap")
    await olga.presses("Реестры")
    await olga.presses("План-заказ курсов")
    assert "Первое обучение наставников — 6\N{NO-BREAK SPACE}человек\nв 1\N{NO-BREAK SPACE}школе" in olga.screen
    await olga.presses("Таблица XLSX")
    assert sheet(olga) == [
        ["Муниципалитет", "Школа", "Обучение", "Человек"],
        ["Город", "Школа № 5", "Первое обучение наставников", 6.0],
    ]
    await land.curator.press_data(packed(to.Courses(land.school)))
    assert "Смирнова Аннаа Павловна" in land.curator.screen
    await olga.press_data(packed(to.Courses(land.school)))
    assert "Смирнова" not in olga.screen
