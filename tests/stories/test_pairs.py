"""A pair from the curator's choice to the order, and all the ways in which it does not come to be."""

import datetime

import pytest

from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.world import START, World

AFTERNOON = START.replace(hour=16)


class School:
    """A curator, a mentor and a mentee who stand in the bank."""

    def __init__(self, world: World, here: OrganisationId) -> None:
        self.world = world
        self.here = here
        self.curator: Person
        self.mentor: Person
        self.mentee: Person

    async def opens(self) -> "School":
        self.curator = await self.world.member(self.here, Role.CURATOR, "Вера")
        self.mentor = await self.joins(Role.MENTOR, "Мария")
        self.mentee = await self.joins(Role.MENTEE, "Анна")
        return self

    async def joins(self, role: Role, name: str) -> Person:
        person = await self.world.member(self.here, role, name)
        # A letter to oneself is not what these stories are about.
        answers = {"Сколько наставляемых": "1"} if role is Role.MENTOR else {}
        await self.world.fills_in(person, **answers)
        return person

    async def drafts(self) -> None:
        await self.curator.types("/pairs")
        await self.curator.presses("Подобрать пару · 1")
        await self.curator.presses(self.curator.labels[0])
        await self.curator.presses(next(label for label in self.curator.labels if label.startswith("1. ")))

    async def offers(self) -> None:
        await self.drafts()
        await self.curator.presses("Отправить предложение")
        await self.world.delivers()

    async def agrees(self) -> None:
        """Both say yes."""
        await self.offers()
        for person in (self.mentor, self.mentee):
            await person.presses("Посмотреть и ответить")
            await person.presses("Принять")
        await self.world.delivers()


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def days_pass(world: World, days: int) -> None:
    """Visit each day at the same hour, as the tick would."""
    for _ in range(days):
        world.clock.set(world.clock.now() + datetime.timedelta(days=1))
        await world.app.post.tick()


async def test_a_pair_is_chosen_offered_accepted_and_fixed_by_an_order(world: World, school: School) -> None:
    await school.drafts()
    assert "Новая пара" in school.curator.screen
    assert "черновик, никому не отправлен" in school.curator.screen
    assert "Добавить наставляемого" not in school.curator.labels, "the mentor has one place alone"
    await school.curator.presses("Отправить предложение")
    assert "ответа ещё нет" in school.curator.screen

    await world.delivers()
    assert "Вам предложена пара" in school.mentee.screen
    await school.mentee.presses("Посмотреть и ответить")
    assert "Вам предложен наставник" in school.mentee.screen
    assert "Смирнова" not in school.mentee.screen, "names are told when both have agreed"
    await school.mentee.presses("Принять")
    assert "Ждём ответа второй стороны" in school.mentee.screen

    await school.mentor.types("/pairs")
    await school.mentor.presses("Принять")
    assert "Куратор оформляет приказ" in school.mentor.screen
    await world.delivers()
    assert "Пара ждёт приказа" in school.curator.screen

    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Внести приказ")
    assert "351.8" in school.curator.screen
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 07.09.2026")
    assert "Пара №\N{NO-BREAK SPACE}1" in school.curator.screen
    assert "Приказ № 12-од от 07.09.2026" in school.curator.screen

    await world.delivers()
    assert "Пара закреплена приказом" in school.mentee.screen
    await school.mentee.presses("Открыть карточку пары")
    assert "Наставник: Мария Павловна, учитель" in school.mentee.screen
    assert "Смирнова" not in school.mentee.screen, "the consents promise name and patronymic alone"


async def test_in_minimal_a_pair_speaks_in_codes(world: World) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await school.agrees()
    await school.mentee.types("/pairs")
    assert "Наставник: код " in school.mentee.screen
    for person in (school.curator, school.mentor, school.mentee):
        assert "Мария" not in "".join(message.text for message in person.messages if message.is_from_bot)


async def test_a_refusal_is_private_and_the_mentee_waits_again(world: World, school: School) -> None:
    await school.offers()
    await school.mentor.presses("Посмотреть и ответить")
    await school.mentor.presses("Отклонить")
    await school.mentor.presses("Не хватает времени")
    assert "подберёт другой вариант" in school.mentor.screen

    await world.delivers()
    assert "Пара не состоялась" in school.mentee.screen
    assert "времени" not in school.mentee.screen
    assert "Причина — в карточке" in school.curator.screen
    await school.curator.presses("Открыть карточку пары")
    assert "Причина: не хватает времени" in school.curator.screen
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    await school.curator.presses(school.curator.labels[0])
    assert "Свободных наставников нет" in school.curator.screen, "whoever has refused is not suggested again"


async def test_silence_is_recalled_the_day_before_and_then_ends_the_offer(world: World, school: School) -> None:
    await school.offers()
    await school.mentor.presses("Посмотреть и ответить")
    await school.mentor.presses("Принять")
    # Monday; three working days end on Thursday. The word comes on Wednesday, and only to who is silent.
    world.clock.set(AFTERNOON)
    await days_pass(world, 2)
    assert "Нужен ответ" in school.mentee.screen
    assert "Согласие записано" in school.mentor.screen

    await days_pass(world, 2)
    assert "Пара не состоялась" in school.mentee.screen
    assert "Срок ответа вышел" in school.curator.screen
    await school.mentee.types("/pairs")
    assert "подбирают" in school.mentee.screen


async def test_an_order_that_does_not_come_is_told_to_the_deputy_head(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ольга")
    await school.agrees()
    world.clock.set(AFTERNOON)
    await days_pass(world, 20)
    assert "Пара задержалась" in deputy.screen
    assert "Пара ждёт" in "".join(message.text for message in school.curator.messages)
    await deputy.presses("Открыть карточку пары")
    await deputy.presses("Внести приказ")
    await deputy.presses("Да, согласия есть")
    await deputy.types("без номера")
    assert "Не видно даты приказа" in deputy.screen
    await deputy.types("№ 7 от 14.09.2026")
    assert "Пара №" in deputy.screen
    sent = len(await world.letters())
    await days_pass(world, 3)
    assert len(await world.letters()) == sent, "it stops the moment the thing is done"


async def test_a_double_press_offers_once_and_says_what_is_possible_now(world: World, school: School) -> None:
    await school.drafts()
    await school.curator.presses_twice("Отправить предложение")
    assert "ответа ещё нет" in school.curator.screen
    assert school.curator.toast == "Сейчас так нельзя. Можно: дождаться ответа сторон или отменить предложение."
    await world.delivers()
    assert (await world.letters()).count("pair_offered") == 2


async def test_withdrawn_consent_ends_the_pair_at_once(world: World, school: School) -> None:
    await school.agrees()
    await school.mentee.types("/mydata")
    await school.mentee.presses("Отозвать согласие")
    await school.mentee.presses(next(label for label in school.mentee.labels if "тозвать" in label))
    await world.delivers()
    assert "Пара завершена" in school.mentor.screen
    await school.curator.types("/pairs")
    await school.curator.presses("Закрыты · 1")
    assert "завершена досрочно" in school.curator.screen


async def test_drafts_for_the_whole_school_are_looked_at_before_they_go(world: World, school: School) -> None:
    await school.joins(Role.MENTOR, "Павел")
    for name in ("Ольга", "Елена"):
        await school.joins(Role.MENTEE, name)
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 3")
    await school.curator.presses("Подобрать всем сразу")
    assert "Составлено: 2\N{NO-BREAK SPACE}черновика" in school.curator.screen
    assert "Без наставника пока: 1\N{NO-BREAK SPACE}наставляемый" in school.curator.screen
    await world.delivers()
    assert "pair_offered" not in await world.letters()

    await school.curator.presses("Проверить черновики")
    await school.curator.presses("Отправить все черновики · 2")
    assert "Отправить 2\N{NO-BREAK SPACE}предложения?" in school.curator.screen
    assert school.curator.screen.count("•") == 2
    await world.delivers()
    assert "pair_offered" not in await world.letters()
    await school.curator.presses("Отправить")
    assert "ждём ответа" in school.curator.screen
    await world.delivers()
    assert (await world.letters()).count("pair_offered") == 4
