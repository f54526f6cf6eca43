"""Where the programme stands on one day, for an organisation with everything below it."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentoring import pair_cards
from mentoring.access import Action, Forbidden
from mentoring.calendar import DAY
from mentoring.consent import school_year_start
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import deadline
from mentoring.pairs import PairState
from mentoring.questionnaire import Question, Value, code_and_words
from mentoring.report import Came, Exits, PeopleCounted, Report, Satisfaction
from mentoring.roles import PARTICIPANTS, Level, Role
from mentoring.statistics import OF_PEOPLE, What
from storage import organisations, reports
from storage.database import Transaction
from storage.local_days import zones_below
from storage.reports import Asked
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
    transaction: Transaction,
    house: House,
    organisation: Organisation,
    on: datetime.date | None = None,
    since: datetime.date | None = None,
    only: What | None = None,
) -> Report:
    """The organisation's numbers, and those of each place one level down, in as many statements whatever lies below.

    With ``since`` people who come and meetings count from that day on; without it people from ever, meetings from the
    first of the month. Surveys count by the school year of the day in any case: two kinds of year would tell apart
    the few who have answered in one of them alone. With ``only`` nothing but what that number is made of is counted,
    the others stay at zero.
    """
    day = on or house.local_time(organisation).date()
    asked = await asked_of(transaction, organisation, day, since)
    below = await organisations.below(transaction, organisation)
    found = await _found(transaction, house, asked, only)
    own = [one for one in below if one.path[:-1] == organisation.path]
    tops = {one.id: one for one in (organisation, *own)}
    is_today = any(house.local_time(one).date() == day for one in tops.values())
    late = await _late(transaction, house, below) if is_today and only in {None, What.LATE} else {}
    each = {top: found.report(house, place, day, [top], late) for top, place in tops.items()}
    lower = tuple(each[one.id] for one in sorted(own, key=lambda one: one.name))
    return replace(found.report(house, organisation, day, list(tops), late), below=lower)


async def asked_of(
    transaction: Transaction, organisation: Organisation, day: datetime.date, since: datetime.date | None = None
) -> Asked:
    """What is counted as of the end of that day."""
    year = school_year_start(day)
    zones = await zones_below(transaction, organisation.id)
    return Asked(organisation.id, day + DAY, year, since, year, since or day.replace(day=1), zones)


@dataclass(frozen=True, slots=True)
class _Found:
    """By place one level down, and by the place itself what is its own."""

    people: Mapping[OrganisationId, Mapping[Role, reports.People]]
    deciding: reports.By
    states: Mapping[OrganisationId, Mapping[PairState, int]]
    meetings: Mapping[OrganisationId, int]
    satisfaction: Mapping[OrganisationId, Mapping[Role, Satisfaction]]
    exits: Mapping[OrganisationId, Exits]

    def report(
        self,
        house: House,
        here: Organisation,
        day: datetime.date,
        tops: list[OrganisationId],
        late: Mapping[OrganisationId, int],
    ) -> Report:
        """The sum of these."""
        states: Counter[PairState] = Counter()
        for top in tops:
            states.update(self.states.get(top, {}))
        people = sum((reports.counted(self.people.get(top, {})) for top in tops), PeopleCounted())
        participants = {Role.MENTEE: people.mentees, Role.MENTOR: people.mentors}
        return Report(
            here,
            day,
            people,
            pair_cards.stages(states),
            sum(late.get(top, 0) for top in tops) if day == house.local_time(here).date() else None,
            sum(self.meetings.get(top, 0) for top in tops),
            {
                role: replace(
                    sum((self.satisfaction.get(top, {}).get(role, Satisfaction()) for top in tops), Satisfaction()),
                    participants=participants[role],
                )
                for role in SATISFACTION
            },
            sum((self.exits.get(top, Exits()) for top in tops), Exits()),
            came={role: sum((self._came(top, role) for top in tops), Came()) for role in sorted(PARTICIPANTS)},
        )

    def _came(self, top: OrganisationId, role: Role) -> Came:
        entered = self.people.get(top, {}).get(role)
        return Came(self.deciding.get(top, {}).get(role, 0)) + (entered.came if entered else Came())


async def _found(transaction: Transaction, house: House, asked: Asked, only: What | None) -> _Found:
    def wanted(*numbers: What) -> bool:
        return only is None or only in numbers

    forms = sorted(set(JOINING_FORMS.values()))
    # The silent are in the denominator of satisfaction.
    people = wanted(*OF_PEOPLE, What.SATISFACTION)
    return _Found(
        await reports.people(transaction, asked, forms) if people else {},
        await reports.deciding(transaction, asked) if wanted(What.JOINED) else {},
        await reports.states(transaction, asked) if wanted(What.STAGE) else {},
        await reports.meetings(transaction, asked) if wanted(What.MEETINGS) else {},
        await satisfaction(transaction, house, asked) if wanted(What.SATISFACTION) else {},
        await _exits(transaction, house, asked) if wanted(What.EXITS) else {},
    )


async def satisfaction(
    transaction: Transaction, house: House, asked: Asked
) -> dict[OrganisationId, dict[Role, Satisfaction]]:
    """By place one level down; how many participants there are is not known here."""
    forms = sorted(SATISFACTION.values())
    scales = {
        pinned: [question.id for question in (await house.content.form(transaction, pinned)).questions if question.csi]
        for pinned in await reports.versions(transaction, forms)
    }
    invited = await reports.invited(transaction, asked, forms)
    answered = await reports.satisfaction(transaction, asked, scales)
    return {
        top: {
            role: Satisfaction(asked=invited.get(top, {}).get(form, 0))
            + answered.get(top, {}).get(form, Satisfaction())
            for role, form in SATISFACTION.items()
        }
        for top in invited.keys() | answered.keys()
    }


async def _exits(transaction: Transaction, house: House, asked: Asked) -> dict[OrganisationId, Exits]:
    """Each person once, by the latest answer."""
    questions: dict[int, Question] = {}
    for form, version in await reports.versions(transaction, [EXIT]):
        for question in (await house.content.form(transaction, (form, version))).questions:
            if question.field == EXIT_REASON:
                questions[version] = question
    invited = await reports.invited(transaction, asked, [EXIT])
    said = await reports.said(transaction, asked, EXIT, {version: one.id for version, one in questions.items()})
    found = {}
    for top in invited.keys() | said.keys():
        reasons: Counter[str] = Counter()
        for one in said.get(top, []):
            if one.version in questions and (label := _option(questions[one.version], one.value)):
                reasons[label] += one.people
        answered = sum(one.people for one in said.get(top, []))
        found[top] = Exits(invited.get(top, {}).get(EXIT, 0), answered, dict(reasons))
    return found


def _option(question: Question, value: Value) -> str | None:
    """The words of the button, never those of the person."""
    code, _ = code_and_words(str(value))
    option = question.option(code)
    return option.label if option else None


async def _late(transaction: Transaction, house: House, below: list[Organisation]) -> dict[OrganisationId, int]:
    """Pairs whose term is over today, each by its own organisation's calendar; ``below`` begins with the place."""
    known = {one.id: one for one in below}
    found: Counter[OrganisationId] = Counter()
    for one in await reports.stands(transaction, below[0].id):
        own = known[one.organisation]
        day = deadline(one.stand, house.content.programme(own.id), house.content.calendars(own))
        if day is not None and day < house.local_time(own).date():
            found[one.top] += one.number
    return found
