"""A mentor and a mentee whose way through the chat brings about what items of a road map count."""

import datetime

from bot.texts.words import NBSP
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.road_map_period import RunningMap


class Pair:
    """From the invitation to the survey at the end, each step on an evening of its own."""

    def __init__(self, running: RunningMap, school: str) -> None:
        self.world = running.world
        self.zone = running.zones[school]
        self.school = running.ids[school]
        self.curator = running.people[Role.CURATOR, school]
        self.mentor: Person
        self.mentee: Person

    def through_the_year(self, running: RunningMap) -> None:
        """From September 2026 to April, each step in its time."""
        for on, act in (
            ("2026-09-21", self.joins),
            ("2026-10-13", self.enters_the_registry),
            ("2026-10-20", self.is_ordered),
            ("2026-10-21", self.answers),
            ("2026-10-22", self.agrees_on_tomorrow),
            ("2026-10-23", self.has_met),
            ("2026-10-28", self.agrees_on_tomorrow),
            ("2026-10-29", self.has_met),
            ("2026-10-30", self.suits),
            ("2026-11-05", self.agrees_on_tomorrow),
            ("2026-11-06", self.has_met),
            ("2026-11-12", self.plans),
            ("2027-04-14", self.marks_the_events),
            ("2027-04-15", self.agrees_on_tomorrow),
            ("2027-04-16", self.has_met),
            ("2027-04-20", self.answers),
        ):
            running.happens(on, act)

    # -- step by step --------------------------------------------------------------------------------------------

    async def joins(self) -> None:
        """Both stand in the bank; a second mentor has agreed and never fills in the questionnaire."""
        self.mentor = await self.world.member(self.school, Role.MENTOR, "Мария")
        await self.world.fills_in(self.mentor, **{"Сколько наставляемых": "1"})
        self.mentee = await self.world.member(self.school, Role.MENTEE, "Дарья")
        await self.world.fills_in(self.mentee)
        await self.world.member(self.school, Role.MENTOR, "Пётр")

    async def enters_the_registry(self) -> None:
        await self._curator("/bank", "Реестр наставников", "В банке, не выдвинуты · 1", None)
        await self.curator.presses("Выдвинуть в реестр")
        await self.curator.presses("Утвердить приказом")
        await self.curator.types(f"90-од от {self._today}")

    async def is_ordered(self) -> None:
        """Proposed, accepted by both, fixed by an order."""
        await self._curator("/pairs", "Подобрать пару · 1", None)
        await self.curator.presses(next(label for label in self.curator.labels if label.startswith("1. ")))
        await self.curator.presses("Отправить предложение")
        for person in (self.mentor, self.mentee):
            await person.types("/pairs")
            await person.presses("Принять")
        await self._curator("/pairs", "Ждут приказа · 1", None)
        await self.curator.presses("Внести приказ")
        await self.curator.presses("Да, согласия есть")
        await self.curator.types(f"91-од от {self._today}")

    async def agrees_on_tomorrow(self) -> None:
        await self.mentor.types("/pairs")
        await self.mentor.presses("Назначить встречу")
        await self.mentor.presses("Выбрать день")
        tomorrow = f", {(self._now + datetime.timedelta(days=1)).day}{NBSP}"
        await self.mentor.presses(next(label for label in self.mentor.labels if tomorrow in label))
        await self.mentor.presses("15:00")
        await self.mentor.presses("Предложить")
        await self.mentee.types("/pairs")
        await self.mentee.presses(next(label for label in self.mentee.labels if label.endswith("15:00")))

    async def has_met(self) -> None:
        for person in (self.mentor, self.mentee):
            await person.presses("Состоялась")

    async def suits(self) -> None:
        for person in (self.mentor, self.mentee):
            await person.types("/pairs")
            await person.presses("Подходит")

    async def plans(self) -> None:
        """Four events for April; agreed by the mentee, approved by the curator."""
        mentor = self.mentor
        await mentor.types("/pairs")
        await mentor.presses("Составить план")
        await mentor.presses("Цель")
        await mentor.presses(mentor.labels[0])
        await mentor.presses("Результат")
        await mentor.presses("Готовая разработка")
        for number in range(4):
            await mentor.presses("Добавить мероприятие")
            await mentor.presses(mentor.labels[number])
            await mentor.presses("Апрель")
        await mentor.presses("Отправить план")
        await self.mentee.types("/pairs")
        await self.mentee.presses("Принять план")
        await self._curator("/pairs", "План · 1", None)
        await self.curator.presses("Утвердить план")

    async def marks_the_events(self) -> None:
        await self.mentor.types("/pairs")
        for number in (1, 2, 3, 4):
            await self.mentor.presses("Отметить мероприятие")
            await self.mentor.presses(f"{number}. Сделано")

    async def answers(self) -> None:
        """Whatever each of them is asked."""
        for person in (self.mentor, self.mentee):
            await person.types("/pairs")
            while "Ответить на вопросы" in person.labels:
                await person.presses("Ответить на вопросы")
                await self.world.fills_in(person)
                await person.types("/pairs")

    @property
    def _now(self) -> datetime.datetime:
        return self.world.clock.now().astimezone(self.zone)

    @property
    def _today(self) -> str:
        return f"{self._now:%d.%m.%Y}"

    async def _curator(self, command: str, *labels: str | None) -> None:
        """``None`` is the first of a list."""
        await self.curator.types(command)
        for label in labels:
            await self.curator.presses(label or self.curator.labels[0])
