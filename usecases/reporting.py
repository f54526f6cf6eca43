"""Where the programme stands on one day, for an organisation with everything below it."""

import datetime
import zoneinfo

from mentoring import pair_cards, report
from mentoring.access import Action, Forbidden
from mentoring.calendar import DAY
from mentoring.consent import school_year_start
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import deadline
from mentoring.questionnaire import Question, Value, code_and_words
from mentoring.report import Exits, Report, Satisfaction
from mentoring.roles import Level, Role
from storage import pairs, reports
from storage import statistics as counts
from storage.database import Transaction
from usecases import road
from usecases.content import JOINING_FORMS
from usecases.unit import By, House, allowed

SATISFACTION = {Role.MENTEE: "satisfaction_mentee", Role.MENTOR: "satisfaction_mentor"}
EXIT, EXIT_REASON = "early_end", "pair.end.reason"


class Reporting:
    def __init__(self, house: House) -> None:
        self._house = house

    async def report(
        self, by: By, organisation: OrganisationId, on: datetime.date | None = None, level: Level | None = None
    ) -> Report:
        """As things stood at the end of that local day, today without one. Raises Forbidden, also at another level."""

        async def unit(transaction: Transaction) -> Report:
            held = await allowed(transaction, by, Action.SEE_STATISTICS, organisation)
            if level is not None and held.organisation.level is not level:
                raise Forbidden(Action.SEE_STATISTICS)
            return await numbers(transaction, self._house, held.organisation, on)

        return await self._house.database.read(unit)


async def numbers(
    transaction: Transaction, house: House, organisation: Organisation, on: datetime.date | None = None
) -> Report:
    """The organisation's numbers, and those of each place one level down."""
    today = house.local_time(organisation).date()
    day = on or today
    below = [
        await _place(transaction, house, await road.organisation(transaction, child), day)
        for child, _ in await counts.children(transaction, organisation.id)
    ]
    return await _place(transaction, house, organisation, day, tuple(below))


async def _place(
    transaction: Transaction, house: House, here: Organisation, day: datetime.date, below: tuple[Report, ...] = ()
) -> Report:
    until, year = _midnight(day + DAY, here), _midnight(school_year_start(day), here)
    forms = sorted(set(JOINING_FORMS.values()))
    people = await reports.people(transaction, here.id, until=until, since=year, forms=forms)
    stages = pair_cards.stages(await reports.states(transaction, here.id, until=until))
    participants = {Role.MENTEE: people.mentees, Role.MENTOR: people.mentors}
    return Report(
        here,
        day,
        people,
        stages,
        await _late(transaction, house, here) if day == house.local_time(here).date() else None,
        await reports.meetings(transaction, here.id, since=_midnight(day.replace(day=1), here), until=until),
        {
            role: await _satisfaction(transaction, house, here, role, participants[role], year, until)
            for role in SATISFACTION
        },
        await _exits(transaction, house, here, year, until),
        below,
    )


async def _satisfaction(
    transaction: Transaction, house: House, here: Organisation, role: Role, participants: int, since: int, until: int
) -> Satisfaction:
    name = SATISFACTION[role]
    indices = []
    for version, given in (await reports.answers(transaction, here.id, name, since=since, until=until)).values():
        form = await house.content.form(transaction, (name, version))
        indices.append(_index([given[question.id] for question in form.questions if question.csi]))
    asked = await reports.asked(transaction, here.id, name, since=since, until=until)
    return report.satisfaction(indices, asked=asked, participants=participants)


async def _exits(transaction: Transaction, house: House, here: Organisation, since: int, until: int) -> Exits:
    """Each person once, by the latest answer."""
    given = await reports.answers(transaction, here.id, EXIT, since=since, until=until)
    reasons: dict[str, int] = {}
    for version, answers in given.values():
        form = await house.content.form(transaction, (EXIT, version))
        for question in form.questions:
            if question.field == EXIT_REASON and (said := _option(question, answers.get(question.id))):
                reasons[said] = reasons.get(said, 0) + 1
    asked = await reports.asked(transaction, here.id, EXIT, since=since, until=until)
    return Exits(asked, len(given), reasons)


def _option(question: Question, value: Value) -> str | None:
    """The words of the button, never those of the person."""
    code, _ = code_and_words(str(value))
    option = question.option(code)
    return option.label if option else None


def _index(values: list[Value]) -> float:
    """The mean of the answers to scales; all of them must be answered."""
    numbers = [value for value in values if isinstance(value, int)]
    return sum(numbers) / len(numbers)


async def _late(transaction: Transaction, house: House, here: Organisation) -> int:
    """Pairs whose term is over today, each by its own organisation's calendar."""
    known: dict[OrganisationId, Organisation] = {}
    found = 0
    for pair in await pairs.open_below(transaction, here.id):
        if pair.organisation not in known:
            known[pair.organisation] = await road.organisation(transaction, pair.organisation)
        own = known[pair.organisation]
        day = deadline(pair, house.content.programme(own.id), house.content.calendars(own))
        found += day is not None and day < house.local_time(own).date()
    return found


def _midnight(day: datetime.date, organisation: Organisation) -> int:
    """The beginning of a local day, in seconds, UTC."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return int(datetime.datetime.combine(day, datetime.time.min, tzinfo=zone).timestamp())
