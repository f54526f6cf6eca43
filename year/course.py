"""The course of the year: which day it is, and who presses when."""

import datetime
import random

from year import vacations
from year.calendar import Days
from year.circles import tended
from year.participants import Participant
from year.school import School
from year.stage import Stage

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
STARTS = datetime.datetime(2026, 9, 1, 9, 0, tzinfo=MOSCOW)
ENDS = datetime.date(2027, 8, 31)
COUNTED = datetime.date(2026, 9, 14)
"""By then everybody has come, the pupils' papers too."""

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)

HOURS = ((8, 20), (12, 10), (15, 40), (19, 5))
"""Before lessons, at the long break, after lessons, at home."""


class Course:
    def __init__(self, stage: Stage, school: School, seed: int, until: datetime.date = ENDS) -> None:
        self._stage = stage
        self._school = school
        self._chance = random.Random(f"course:{seed}")
        self._until = until
        self._days = Days.load()
        self._codes: dict[str, str] = {}

    async def runs(self) -> None:
        await self._school.founded()
        await self._everybody_joins()
        day = self._stage.now.date() + DAY
        while day <= self._until:
            await self._passes(day)
            if day == COUNTED:
                await self._school.counted()
            day += DAY

    async def _everybody_joins(self) -> None:
        self._codes = {role: await self._school.invited(role) for role in ("mentor", "mentee")}
        for person in self._school.participants:
            if person.habit.comes is None:
                await self._joins(person)

    async def _joins(self, person: Participant) -> None:
        await self._minute()
        await person.joins(self._codes[person.role])

    async def _minute(self) -> None:
        await self._stage.comes(self._stage.now + MINUTE)

    async def _passes(self, day: datetime.date) -> None:
        for hour, minute in HOURS:
            moment = datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=MOSCOW)
            if moment > self._stage.now:
                await self._stage.comes(moment)
            await self._staff_works(day, hour)
            await self._newcomers(day, hour)
            people = list(self._school.participants)
            self._chance.shuffle(people)
            for person in people:
                if await person.lives(self._stage.now):
                    await self._minute()

    async def _newcomers(self, day: datetime.date, hour: int) -> None:
        for person in self._school.participants:
            if person.habit.comes == day and hour == HOURS[0][0]:
                await self._joins(person)

    async def _staff_works(self, day: datetime.date, hour: int) -> None:
        """Working hours alone; the summer leave is everybody's. A child's call is answered on any day."""
        if not self._days.works(day) or self._days.on_leave(day) or hour == 19:
            if hour != 19 and self._school.psychologist.is_called:
                await self._school.psychologist.works(self._stage.now)
            return
        for one in self._school.staff:
            if await one.works(self._stage.now):
                await self._minute()
        if day.isoweekday() == 1 and hour == 12:
            if day == vacations.ENTERED:
                await vacations.entered(self._school.curator)
            if await tended(self._school.curator, self._school.circles):
                await self._minute()
            await self._school.curator.looks_round(self._stage.now)
            await self._minute()
