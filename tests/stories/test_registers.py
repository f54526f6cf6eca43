"""Registers of the road maps: local acts of schools and the yearly word of their curators."""

import asyncio
import datetime
import io

import pytest
from python_calamine import CalamineWorkbook

from bot.dialogs import register_addresses as to
from bot.screens import packed
from mentoring.ids import MembershipId, OrganisationId
from mentoring.letters import LetterKind
from mentoring.local_acts import Act
from mentoring.organisations import Privacy
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import people
from tests.outbox import fates, letters_in
from tests.world import World
from usecases.local_acts import LocalActs, note


class City:
    """A municipal coordinator and two schools, each with a curator."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.id: OrganisationId
        self.schools: list[OrganisationId] = []
        self.olga: Person
        self.curators: list[Person] = []

    async def opens(self, privacy: Privacy = Privacy.NAMES) -> "City":
        self.id = await self.world.organisation("Город", Level.MUNICIPALITY)
        self.olga = await self.world.member(self.id, Role.MUNICIPAL_COORDINATOR, "Ольга")
        for number, name in ((5, "Вера"), (6, "Нина")):
            school = await self.world.organisation(
                f"Школа № {number}", Level.ORGANISATION, self.id, privacy=privacy.value
            )
            self.schools.append(school)
            self.curators.append(await self.world.member(school, Role.CURATOR, name))
        return self

    async def comes_to(self, person: Person, register: str) -> None:
        await person.types("/roadmap")
        await person.presses("Реестры")
        await person.presses(next(label for label in person.labels if label.startswith(register)))


@pytest.fixture
async def city(world: World) -> City:
    return await City(world).opens()


def sheet(person: Person) -> list[list[object]]:
    """The rows of the workbook that came last."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(person.files[-1].data))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


async def person_membership(world: World, person: Person) -> list[MembershipId]:
    caller = await world.house.database.read(lambda tx: people.caller(tx, person.id))
    assert caller is not None
    return [held.id for held in caller.memberships]


async def day(world: World, date: datetime.date, hour: int = 16) -> None:
    """The clock stands on that local day; the nightly round has been, letters go."""
    zone = world.clock.now().astimezone(datetime.timezone(datetime.timedelta(hours=3))).tzinfo
    world.clock.set(datetime.datetime.combine(date, datetime.time(4), zone))
    await world.app.daily()
    world.clock.set(datetime.datetime.combine(date, datetime.time(hour), zone))
    await world.app.post.tick()


# -- local acts --------------------------------------------------------------------------------------------------


async def test_a_curator_notes_the_acts_and_the_coordinator_sees_the_gaps(city: City) -> None:
    vera = city.curators[0]
    await city.comes_to(vera, "Локальные акты · 0 из 3")
    await vera.presses("Положение о наставничестве")
    await vera.types("12-од")
    assert "Не видно даты документа." in vera.screen
    await vera.types("12-од от 05.09.2024 https://school.example/doc?a=1")
    assert "✅ Положение о наставничестве: №\N{NO-BREAK SPACE}12-од от 05.09.2024, ссылка есть" in vera.screen
    await vera.presses("Приказ о внедрении")
    await vera.types("https://school.example/order")
    assert "✅ Приказ о внедрении: ссылка есть" in vera.screen

    await city.comes_to(city.olga, "Локальные акты школ")
    assert "Все три документа внесены: 0 из 2." in city.olga.screen
    assert "Школа № 5: нет — дорожная карта" in city.olga.screen
    assert "Школа № 6: нет — положение, дорожная карта и приказ" in city.olga.screen
    await city.olga.presses("Таблица XLSX")
    assert sheet(city.olga)[1][:6] == [
        "Город",
        "Школа № 5",
        "да",
        "12-од",
        datetime.date(2024, 9, 5),
        "https://school.example/doc?a=1",
    ]

    await vera.presses("Приказ о внедрении")
    await vera.presses("Убрать запись")
    assert "▫️ Приказ о внедрении: не внесено" in vera.screen
    history = [row[2] for row in (await city.world.stored())["local_act_history"]]
    assert history == [Act.REGULATION, Act.ORDER, Act.ORDER]


async def test_several_schools_are_reminded_in_the_plural(city: City) -> None:
    await city.comes_to(city.olga, "Локальные акты школ")
    await city.olga.presses("Напомнить школам с пробелами · 2")
    assert "Напоминание получат 2\N{NO-BREAK SPACE}школы" in city.olga.screen


async def test_schools_with_gaps_are_reminded_once_a_day(world: World, city: City) -> None:
    vera, nina = city.curators
    for act in Act:
        await vera.press_data(packed(to.NoteAct(city.schools[0], act)))
        await vera.types("1 от 01.09.2026")
    await city.comes_to(city.olga, "Локальные акты школ")
    await city.olga.presses("Напомнить школам с пробелами · 1")
    assert "Напоминание получит 1\N{NO-BREAK SPACE}школа" in city.olga.screen
    again = packed(to.RemindOfActs(city.id, world.clock.now().date().toordinal()))
    await city.olga.press_data(again)
    assert "Сегодня напоминание уже отправлено" in city.olga.screen

    await world.delivers()
    assert letters_in(nina, "Локальные акты внесены не все") == 1
    assert letters_in(vera, "Локальные акты внесены не все") == 0
    await nina.presses("Внести")
    assert "Дорожная карта: не внесено" in nina.screen

    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    await city.olga.press_data(again)
    assert len(await fates(world, LetterKind.ACTS_MISSING)) == 1, "a button of yesterday only shows the table"
    assert "Напомнить школам с пробелами · 1" in city.olga.labels


async def test_a_reminder_is_dropped_when_the_gap_is_closed_meanwhile(world: World, city: City) -> None:
    world.clock.set(world.clock.now().replace(hour=19))
    await city.olga.press_data(packed(to.RemindOfActs(city.id, world.clock.now().date().toordinal())))
    for school, person in zip(city.schools, city.curators, strict=True):
        for act in Act:
            await person.press_data(packed(to.NoteAct(school, act)))
            await person.types("1 от 01.09.2026")
    await world.delivers(hours=11)
    assert await fates(world, LetterKind.ACTS_MISSING) == [("dropped", "acts_are_noted")] * 2


async def test_two_who_remind_at_once_write_one_letter(world: World, city: City) -> None:
    second = await world.member(city.id, Role.MUNICIPAL_COORDINATOR, "Анна")
    today = world.clock.now().date()
    acts = LocalActs(world.house)
    await asyncio.gather(*(acts.remind(person.id, city.id, today) for person in (city.olga, second)))
    assert len(await fates(world, LetterKind.ACTS_MISSING)) == 2, "one for each of the two schools"


async def test_an_act_proven_in_a_road_map_is_noted_once(world: World, city: City) -> None:
    """The screen and the proof of an item may come at the same moment: the same paper is one line of history."""
    school, today = city.schools[0], world.clock.now().date()

    async def proven() -> None:
        await world.house.database.write(
            lambda tx: note(tx, school, Act.ORDER, "12", today, None, by="person:1", now=world.house.now)
        )

    await asyncio.gather(*(proven() for _ in range(4)))
    stored = await world.stored()
    assert len(stored["local_acts"]) == len(stored["local_act_history"]) == 1


# -- curators ----------------------------------------------------------------------------------------------------


async def test_curators_confirm_once_a_year_and_the_silent_are_seen(world: World, city: City) -> None:
    vera, nina = city.curators
    await world.organisation("Школа № 7", Level.ORGANISATION, city.id)
    await day(world, datetime.date(2027, 4, 19))
    assert letters_in(vera, "Вы всё ещё куратор?") == 0
    await day(world, datetime.date(2027, 4, 20))
    await day(world, datetime.date(2027, 4, 21))
    assert letters_in(vera, "Вы всё ещё куратор?") == 1
    await vera.presses("Подтвердить")
    assert vera.toast == "Подтверждено"
    assert "✅ Подтверждено 21.04.2027." in vera.screen

    await day(world, datetime.date(2027, 5, 4))
    await day(world, datetime.date(2027, 5, 5))
    assert letters_in(vera, "Вы всё ещё куратор?") == 1
    assert letters_in(nina, "Вы всё ещё куратор?") == 2
    assert "второе и последнее письмо" in nina.screen
    await day(world, datetime.date(2027, 5, 12))
    assert letters_in(nina, "Вы всё ещё куратор?") == 2

    await city.comes_to(city.olga, "Кураторы школ")
    assert "Всего: 2\N{NO-BREAK SPACE}куратора." in city.olga.screen
    assert "Не подтвердили: 1. Крайний день — 10\N{NO-BREAK SPACE}мая 2027" in city.olga.screen
    assert "Без куратора: 1\N{NO-BREAK SPACE}школа." in city.olga.screen
    assert city.olga.screen.index("Школа № 6") < city.olga.screen.index("Школа № 5"), "the silent come first"
    await city.olga.presses("Таблица XLSX")
    rows = sheet(city.olga)
    assert [row[1] for row in rows] == ["Школа", "Школа № 6", "Школа № 7", "Школа № 5"]
    assert rows[1][2] == "Смирнова Нина Павловна"
    assert rows[2][7] == "куратора нет"
    assert rows[3][6] == datetime.date(2027, 4, 21)


async def test_a_letter_that_waits_over_the_night_is_dropped_when_the_word_is_given(world: World, city: City) -> None:
    vera, nina = city.curators
    await day(world, datetime.date(2027, 4, 20), hour=12)
    for person, school in zip(city.curators, city.schools, strict=True):
        await person.press_data(packed(to.Registers(school)))
        await person.presses("Подтвердить: я куратор")
        await person.presses("Подтвердить")
    await day(world, datetime.date(2027, 4, 21))
    assert letters_in(vera, "Вы всё ещё куратор?") == letters_in(nina, "Вы всё ещё куратор?") == 0
    assert await fates(world, LetterKind.CURATOR_ASKED) == [("dropped", "confirmed_already")] * 2


async def test_nobody_confirms_for_another_and_a_button_of_last_year_is_over(world: World, city: City) -> None:
    vera, nina = city.curators
    await day(world, datetime.date(2027, 4, 20))
    membership = (await person_membership(world, vera))[0]
    await nina.press_data(packed(to.Confirm(membership, 2027)))
    await vera.press_data(packed(to.Confirm(membership, 2026)))
    assert (await world.stored())["curator_confirmations"] == []
    await vera.press_data(packed(to.Confirm(membership, 2027)))
    assert len((await world.stored())["curator_confirmations"]) == 1


async def test_a_double_press_confirms_once(world: World, city: City) -> None:
    vera = city.curators[0]
    await day(world, datetime.date(2027, 4, 20))
    await vera.presses_twice("Подтвердить")
    assert len((await world.stored())["curator_confirmations"]) == 1


async def test_in_minimal_curators_are_codes(world: World) -> None:
    city = await City(world).opens(Privacy.MINIMAL)
    await city.comes_to(city.olga, "Кураторы школ")
    assert "Смирнова" not in city.olga.screen
    await city.olga.presses("Таблица XLSX")
    assert not any("Смирнова" in str(cell) for row in sheet(city.olga) for cell in row)
