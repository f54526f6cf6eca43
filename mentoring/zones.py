"""By whose clocks a meeting of a pair is told: in remote mentoring each side lives by its own (methodology 3.2)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

Clock = datetime.tzinfo | None
"""The zone that somebody has chosen to live by; None: the organisation's."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The reader's own, and those of the other sides: of nobody where the reader is that side."""

    own: Clock = None
    mentor: tuple[Clock, ...] = ()
    mentees: tuple[Clock, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalTimes:
    """One moment by several clocks; of the other sides only what differs from the reader's, the earliest first."""

    own: datetime.datetime
    mentor: tuple[datetime.datetime, ...]
    mentees: tuple[datetime.datetime, ...]

    @property
    def differ(self) -> bool:
        return bool(self.mentor or self.mentees)


def by_clock(moment: datetime.datetime, clock: Clock) -> datetime.datetime:
    """``moment`` comes in the organisation's zone."""
    return moment if clock is None else moment.astimezone(clock)


def local_times(moment: datetime.datetime, zones: Zones) -> LocalTimes:
    own = by_clock(moment, zones.own)
    mentor, mentees = ([by_clock(moment, clock) for clock in side] for side in (zones.mentor, zones.mentees))
    return LocalTimes(own, _beside(own, mentor), _beside(own, mentees))


def _beside(own: datetime.datetime, others: Iterable[datetime.datetime]) -> tuple[datetime.datetime, ...]:
    """Each time once; nothing where all of these clocks show the same as one's own."""
    shown = {_face(other): other for other in others}
    return () if shown.keys() <= {_face(own)} else tuple(shown[face] for face in sorted(shown))


def _face(moment: datetime.datetime) -> datetime.datetime:
    """What hands and calendar show: two zones may show the same."""
    return moment.replace(tzinfo=None)


BY_ONE_CLOCK = Zones()
