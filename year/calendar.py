"""The checker's own days and hours, copied from the programme's description, not from its code."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

DAY = datetime.timedelta(days=1)
FACTS = Path(__file__).with_name("calendar.json")


@dataclass(frozen=True, slots=True)
class Days:
    """A five-day week with the country's holidays and transfers; pupils have vacations too."""

    non_working: frozenset[datetime.date]
    working_saturdays: frozenset[datetime.date]
    vacations: tuple[tuple[datetime.date, datetime.date], ...] = ()

    @classmethod
    def load(cls) -> "Days":
        years = json.loads(FACTS.read_text()).values()
        days = datetime.date.fromisoformat
        return cls(
            frozenset(days(day) for year in years for day in year["non_working"]),
            frozenset(days(day) for year in years for day in year["working_saturdays"]),
        )

    def of_pupils(self, vacations: Iterable[tuple[datetime.date, datetime.date]]) -> "Days":
        return replace(self, vacations=tuple(vacations))

    def works(self, day: datetime.date) -> bool:
        return day in self.working_saturdays or (day.isoweekday() <= 5 and day not in self.non_working)

    @staticmethod
    def on_leave(day: datetime.date) -> bool:
        """Teachers, from 25 June to 25 August."""
        return (6, 25) <= (day.month, day.day) <= (8, 25)

    def opens(self, day: datetime.date) -> bool:
        """Terms are counted on it, and a digest may come."""
        vacant = any(first <= day <= last for first, last in self.vacations)
        return self.works(day) and not self.on_leave(day) and not vacant

    def working_after(self, day: datetime.date, number: int) -> datetime.date:
        """Terms stand still on closed days, in vacations and while teachers are on leave."""
        while number:
            day += DAY
            number -= self.opens(day)
        return day

    def open_before(self, day: datetime.date) -> datetime.date:
        day -= DAY
        while not self.opens(day):
            day -= DAY
        return day

    def working_before(self, day: datetime.date) -> datetime.date:
        """The last working day before."""
        day -= DAY
        while not self.works(day):
            day -= DAY
        return day
