"""The checker's own days and hours, copied from the programme's description, not from its code."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

DAY = datetime.timedelta(days=1)
FACTS = Path(__file__).with_name("calendar.json")


@dataclass(frozen=True, slots=True)
class Days:
    """A five-day week with the country's holidays and transfers."""

    non_working: frozenset[datetime.date]
    working_saturdays: frozenset[datetime.date]

    @classmethod
    def load(cls) -> "Days":
        years = json.loads(FACTS.read_text()).values()
        days = datetime.date.fromisoformat
        return cls(
            frozenset(days(day) for year in years for day in year["non_working"]),
            frozenset(days(day) for year in years for day in year["working_saturdays"]),
        )

    def works(self, day: datetime.date) -> bool:
        return day in self.working_saturdays or (day.isoweekday() <= 5 and day not in self.non_working)

    @staticmethod
    def on_leave(day: datetime.date) -> bool:
        """Teachers, from 25 June to 25 August."""
        return (6, 25) <= (day.month, day.day) <= (8, 25)

    def working_after(self, day: datetime.date, number: int) -> datetime.date:
        """Terms stand still on closed days and while teachers are on leave."""
        while number:
            day += DAY
            number -= self.works(day) and not self.on_leave(day)
        return day

    def working_before(self, day: datetime.date) -> datetime.date:
        """The last working day before."""
        day -= DAY
        while not self.works(day):
            day -= DAY
        return day
