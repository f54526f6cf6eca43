"""What charts are drawn from: numbers of an organisation with everything below it."""

import datetime

from mentoring import access, pairs_by_month
from mentoring.access import Action
from mentoring.calendar import DAY
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.consent import school_year_start
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.pairs_by_month import PairsByMonth
from mentoring.question_means import QuestionMeans, means, scales
from mentoring.roles import Role
from mentoring.statistics import Joined
from storage import charts, reports
from storage import statistics as counts
from storage.database import Transaction
from usecases import road
from usecases.pair_acts import midnight_after
from usecases.reporting import SATISFACTION, asked_of
from usecases.unit import By, House, allowed, caller_of


class Charts:
    """Everything here raises Forbidden."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def place(self, by: By, organisation: OrganisationId) -> Organisation:
        """Whose charts are offered."""

        async def unit(transaction: Transaction) -> Organisation:
            return (await allowed(transaction, by, Action.SEE_STATISTICS, organisation)).organisation

        return await self._house.database.read(unit)

    async def joined(self, by: By, organisation: OrganisationId) -> Joined:
        async def unit(transaction: Transaction) -> Joined:
            here = (await allowed(transaction, by, Action.SEE_STATISTICS, organisation)).organisation
            funnels = await counts.funnels(transaction, here.id, self._house.consents_since(here))
            return Joined(here, self._today(here), funnels)

        return await self._house.database.read(unit)

    async def pairs(self, by: By, organisation: OrganisationId) -> PairsByMonth:
        """By the months of this school year."""

        async def unit(transaction: Transaction) -> PairsByMonth:
            here = (await allowed(transaction, by, Action.SEE_STATISTICS, organisation)).organisation
            days = pairs_by_month.last_days(self._today(here))
            moves = await charts.moves(transaction, here.id, [midnight_after(self._house, day, here) for day in days])
            return PairsByMonth(here, days, pairs_by_month.stages(moves, len(days)))

        return await self._house.database.read(unit)

    async def satisfaction(self, by: By, organisation: OrganisationId, role: Role) -> QuestionMeans:
        """Question by question, of this school year, each person once by the latest answer."""

        async def unit(transaction: Transaction) -> QuestionMeans:
            here = (await allowed(transaction, by, Action.SEE_STATISTICS, organisation)).organisation
            today, name = self._today(here), SATISFACTION[role]
            since = midnight_after(self._house, school_year_start(today) - DAY, here)
            term = charts.Term(name, since, midnight_after(self._house, today, here))
            form = self._house.content.forms[name].questionnaire
            ids = [question.id for question in scales(form)]
            answered, sums = await charts.scales(transaction, here.id, term, ids)
            invited = await reports.invited(transaction, await asked_of(transaction, here, today), [name])
            asked = sum(forms.get(name, 0) for forms in invited.values())
            hidden = name in await few_beside(transaction, by, here, today)
            return QuestionMeans(here, role, today, asked, answered, means(form, sums), hidden)

        return await self._house.database.read(unit)

    def _today(self, organisation: Organisation) -> datetime.date:
        return self._house.local_time(organisation).date()


async def few_beside(
    transaction: Transaction, by: By, here: Organisation, day: datetime.date, since: datetime.date | None = None
) -> frozenset[str]:
    """Surveys to which a place beside this one, or beside one above it, has too few answers: whoever sees the sum of
    all of them could take the others away from it."""
    few: set[str] = set()
    forms = sorted(SATISFACTION.values())
    for depth in range(len(here.path) - 1, 0, -1):
        if not await sees(transaction, by, Action.SEE_STATISTICS, here.path[:depth]):
            break
        above = await road.organisation(transaction, here.path[depth - 1])
        answered = await reports.answered(transaction, await asked_of(transaction, above, day, since), forms)
        few.update(form for people in answered.values() for form, number in people.items() if number < FEWEST_ANSWERS)
    return frozenset(few)


async def sees(transaction: Transaction, by: By, action: Action, path: tuple[OrganisationId, ...]) -> bool:
    if not isinstance(by, int):
        return True
    return access.may((await caller_of(transaction, by)).grants, action, path)
