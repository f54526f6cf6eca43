"""A group from the curator's choice to its end: who comes, who goes, and what each may see and do."""

import pytest

from mentoring.ids import OrganisationId, PairId
from mentoring.roles import Role
from sandbox.people import Person
from storage import pairs
from tests.world import World

NBSP = "\N{NO-BREAK SPACE}"
SURNAMES = {"Анна": "Белова", "Борис": "Воронов", "Вера": "Громова", "Глеб": "Дроздов"}


class Circle:
    """A curator, a mentor with room for several, and mentees who stand in the bank."""

    def __init__(self, world: World, here: OrganisationId) -> None:
        self.world = world
        self.here = here
        self.curator: Person
        self.mentor: Person
        self.people: dict[str, Person] = {}

    async def opens(self, *names: str) -> "Circle":
        self.curator = await self.world.member(self.here, Role.CURATOR, "Ольга")
        self.mentor = await self.joins(Role.MENTOR, "Мария", "Смирнова")
        for name in names or ("Анна", "Борис", "Вера"):
            await self.comes(name)
        return self

    async def comes(self, name: str) -> Person:
        self.people[name] = await self.joins(Role.MENTEE, name, SURNAMES[name])
        return self.people[name]

    async def joins(self, role: Role, name: str, surname: str, **answers: str) -> Person:
        person = self.world.person(name)
        await person.starts(await self.world.invitation(self.here, role))
        await person.presses("Да, есть")
        await person.presses("Согласиться")
        if "Как Вас зовут" in person.screen:
            await person.types(f"{surname} {name}")
            await person.presses("Женский" if "Женский" in person.labels else person.labels[0])
        await self.world.fills_in(person, **({"Сколько наставляемых": "5"} if role is Role.MENTOR else {}), **answers)
        return person

    async def gathers(self, *names: str) -> None:
        curator = self.curator
        await curator.types("/pairs")
        await curator.presses("Собрать группу")
        await curator.presses(curator.labels[0])
        first, *rest = names
        await curator.presses(label_of(curator, SURNAMES[first]))
        for name in rest:
            await curator.presses(label_of(curator, f"Добавить: {SURNAMES[name]}"))
        await curator.presses("Готово")

    async def agrees(self, *names: str) -> None:
        """Offered, accepted by everybody, fixed by an order."""
        await self.gathers(*names)
        await self.curator.presses("Отправить предложение")
        for person in (self.mentor, *(self.people[name] for name in names)):
            await person.types("/pairs")
            await person.presses("Принять")
        await self.order()

    async def order(self) -> None:
        await self.curator.types("/pairs")
        await self.curator.presses("Ждут приказа · 1")
        await self.curator.presses(self.curator.labels[0])
        await self.curator.presses("Внести приказ")
        await self.curator.presses("Да, согласия есть")
        await self.curator.types("12-од от 07.09.2026")
        await self.world.delivers()

    async def pair(self) -> pairs.Kept:
        kept = await self.world.house.database.read(lambda tx: pairs.one(tx, PairId(1)))
        assert kept is not None
        return kept


def label_of(person: Person, part: str) -> str:
    return next(label for label in person.labels if part in label)


@pytest.fixture
async def circle(world: World) -> Circle:
    return await Circle(world, await world.school()).opens()


async def test_a_group_is_gathered_offered_and_goes_on_without_who_declines(world: World, circle: Circle) -> None:
    await circle.gathers("Анна", "Борис", "Вера")
    assert "Новая группа" in circle.curator.screen
    await circle.curator.presses("Изменить состав группы")
    assert "✓ Белова" in circle.curator.screen
    await circle.curator.presses("Готово")
    await circle.curator.presses("Отправить предложение")
    await world.delivers()
    assert "Вам предложена группа" in circle.mentor.screen
    await circle.mentor.presses("Посмотреть и ответить")
    assert "Громова" not in circle.mentor.screen
    await circle.mentor.presses("Принять")
    assert "Ждём ответа остальных" in circle.mentor.screen

    anna, boris, vera = circle.people.values()
    await anna.types("/pairs")
    assert f"В группе ещё 2{NBSP}участника" in anna.screen
    await anna.presses("Принять")
    await vera.types("/pairs")
    await vera.presses("Отклонить")
    await vera.presses("Не хватает времени")
    assert "Участие завершено" in vera.screen
    await world.delivers()
    assert "Состав группы изменился" in circle.curator.screen
    await circle.curator.presses("Открыть карточку группы")
    assert "Не в составе: Громова В. — не хватает времени" in circle.curator.screen.replace(NBSP, " ")

    await boris.types("/pairs")
    await boris.presses("Принять")
    await circle.order()
    assert f"Группа №{NBSP}1" in circle.curator.screen
    await anna.types("/pairs")
    assert "Вместе с Вами: Воронов Б." in anna.screen.replace(NBSP, " ")
    assert "Смирнова" in anna.screen
