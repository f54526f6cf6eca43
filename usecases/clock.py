"""Time comes in as an argument; use cases get it from here."""

import datetime
from typing import Protocol


class Clock(Protocol):
    """The real clock, or the manual one of the demo and of tests."""

    def now(self) -> datetime.datetime:
        """An aware time in UTC."""
        ...
