"""The numbers of each counter (``mentoring/counters.py``), for the place and the time of a task."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mentoring.consent import school_year_start
from mentoring.counters import Counted, Counter
from mentoring.organisations import Organisation
from mentoring.registry import RegistryState
from mentoring.road_maps import Task
from mentoring.roles import Role
from storage import counters
from storage.counters import Places
from storage.database import Transaction
from usecases.looking import days_below, local_day, midnight
from usecases.unit import House

MOST_ORDERS = 5
"""Orders named in a proof; a region has hundreds."""

MONITORING, SATISFACTION = "monitor_", "satisfaction_"
"""How the names of the forms begin."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted, for which task, where."""

    transaction: Transaction
    house: House
    place: Organisation
    task: Task
    counter: Counter

    @property
    def today(self) -> datetime.date:
        return self.house.local_time(self.place).date()

    def moment(self, day: datetime.date) -> int:
        """The beginning of that day there, in seconds, UTC."""
        return midnight(day, self.place)

    def day(self, seconds: int | None) -> datetime.date | None:
        return None if seconds is None else local_day(seconds, self.place)

    async def people(self, role: Role) -> Places:
        since = self.house.consents_since(self.place)
        return await counters.places(self.transaction, self.place.id, role, consents_since=since)


async def numbers(asked: Asked) -> Counted:
    return await _COUNTS[asked.counter](asked)


async def _mentees(asked: Asked) -> Counted:
    return _bank(asked, await asked.people(Role.MENTEE))


async def _mentors(asked: Asked) -> Counted:
    return _bank(asked, await asked.people(Role.MENTOR))


def _bank(asked: Asked, found: Places) -> Counted:
    known = {"in_bank": found.in_bank, "filling": found.filling, "pupils": found.pupils}
    return Counted(asked.counter, known, asked.day(found.updated))


async def _banks(asked: Asked) -> Counted:
    mentees, mentors = await asked.people(Role.MENTEE), await asked.people(Role.MENTOR)
    updated = max((at for at in (mentees.updated, mentors.updated) if at is not None), default=None)
    found = {
        "in_bank": mentees.in_bank + mentors.in_bank,
        "mentees": mentees.in_bank,
        "mentors": mentors.in_bank,
        "filling": mentees.filling + mentors.filling,
        "pupils": mentees.pupils + mentors.pupils,
    }
    return Counted(asked.counter, found, asked.day(updated))


async def _mentee_consents(asked: Asked) -> Counted:
    return _consents(asked, await asked.people(Role.MENTEE))


async def _mentor_consents(asked: Asked) -> Counted:
    return _consents(asked, await asked.people(Role.MENTOR))


def _consents(asked: Asked, found: Places) -> Counted:
    return Counted(asked.counter, {"agreed": found.in_bank + found.filling, "waiting": found.waiting})


async def _registry(asked: Asked) -> Counted:
    approved = await counters.registry(asked.transaction, asked.place.id, RegistryState.APPROVED)
    nominated = await counters.registry(asked.transaction, asked.place.id, RegistryState.NOMINATED)
    return Counted(asked.counter, {"approved": approved, "nominated": nominated})


async def _pairs(asked: Asked) -> Counted:
    found = await counters.pairs(asked.transaction, asked.place.id, asked.task.starts)
    waiting = await counters.waiting(asked.transaction, asked.place.id)
    orders = await counters.orders(asked.transaction, asked.place.id, MOST_ORDERS)
    return Counted(asked.counter, {**found, "waiting": waiting["waiting"]}, orders=tuple(orders))


async def _programmes(asked: Asked) -> Counted:
    return Counted(asked.counter, await counters.programmes(asked.transaction, asked.place.id, asked.task.starts))


async def _pair_work(asked: Asked) -> Counted:
    """In the time of the task."""
    since, until = asked.moment(asked.task.starts), asked.house.now + 1
    found = await counters.held(asked.transaction, asked.place.id, since=since, until=until)
    return Counted(asked.counter, {"at_work": await counters.at_work(asked.transaction, asked.place.id), **found})


async def _surveys(asked: Asked) -> Counted:
    """Those of the school year: they open when a pair is ready for them, not when the plan says so."""
    since = asked.moment(min(asked.task.starts, school_year_start(asked.today)))
    forms = SATISFACTION if asked.counter is Counter.SATISFACTION else MONITORING
    found = await counters.surveys(asked.transaction, asked.place.id, forms, since=since, until=asked.house.now + 1)
    return Counted(asked.counter, {**found, "at_work": await counters.at_work(asked.transaction, asked.place.id)})


async def _unmatched(asked: Asked) -> Counted:
    return Counted(asked.counter, await counters.waiting(asked.transaction, asked.place.id))


async def _consultations(asked: Asked) -> Counted:
    since, until = asked.moment(asked.task.starts), asked.house.now + 1
    return Counted(
        asked.counter, await counters.consultations(asked.transaction, asked.place.id, since=since, until=until)
    )


async def _curators(asked: Asked) -> Counted:
    return Counted(asked.counter, await counters.curators(asked.transaction, asked.place.id))


async def _execution(asked: Asked) -> Counted:
    task, days = asked.task, await days_below(asked.transaction, asked.house, asked.place)
    found = await counters.execution(asked.transaction, asked.place.id, task.road_map, task.item, days)
    return Counted(asked.counter, found)


_COUNTS: dict[Counter, Callable[[Asked], Awaitable[Counted]]] = {
    Counter.MENTEE_BANK: _mentees,
    Counter.MENTEE_REQUESTS: _mentees,
    Counter.MENTOR_BANK: _mentors,
    Counter.MENTOR_ANSWERS: _mentors,
    Counter.MENTOR_COMPETENCES: _mentors,
    Counter.BANKS: _banks,
    Counter.MENTEE_CONSENTS: _mentee_consents,
    Counter.MENTOR_CONSENTS: _mentor_consents,
    Counter.REGISTRY: _registry,
    Counter.PAIRS: _pairs,
    Counter.PROGRAMMES: _programmes,
    Counter.PAIR_WORK: _pair_work,
    Counter.MONITORING: _surveys,
    Counter.SATISFACTION: _surveys,
    Counter.UNMATCHED: _unmatched,
    Counter.CONSULTATIONS: _consultations,
    Counter.CURATORS: _curators,
    Counter.EXECUTION: _execution,
}
