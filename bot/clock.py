"""The only place where the real time is read."""

import datetime


class RealClock:
    zone: datetime.tzinfo = datetime.UTC

    def now(self) -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)


class TimeBackwards(Exception):
    """The clock was asked to go back."""


class ManualClock:
    """Stands still until it is set: for the demo, for a year in a minute, for tests."""

    def __init__(self, start: datetime.datetime) -> None:
        """Raises ValueError for a time without a zone."""
        self.zone = _zone(start)
        self._now = start.astimezone(datetime.UTC)

    def now(self) -> datetime.datetime:
        return self._now

    def set(self, moment: datetime.datetime, *, backwards: bool = False) -> None:
        """Raises TimeBackwards unless told that going back is meant, ValueError for a time without a zone."""
        _zone(moment)
        if moment < self._now and not backwards:
            raise TimeBackwards
        self._now = moment.astimezone(datetime.UTC)


def _zone(moment: datetime.datetime) -> datetime.tzinfo:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone says nothing")
    return moment.tzinfo
