"""What charts are drawn from: numbers of an organisation with everything below it."""

import datetime

from mentoring import pairs_by_month
from mentoring.access import Action
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.pairs_by_month import PairsByMonth
from mentoring.question_means import QuestionMeans, means, scales
from mentoring.roles import Role
from mentoring.statistics import Joined
from storage import charts, reports
from storage import statistics as counts
from storage.database import Transaction
from usecases.few_answers import few_beside
from usecases.looking import midnight_after, school_year_to
from usecases.reporting import SATISFACTION, asked_of
from usecases.unit import By, House, allowed


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
            moves = await charts.moves(transaction, here.id, [midnight_after(day, here) for day in days])
            return PairsByMonth(here, days, pairs_by_month.stages(moves, len(days)))

        return await self._house.database.read(unit)

    async def satisfaction(self, by: By, organisation: OrganisationId, role: Role) -> QuestionMeans:
        """Question by question, of this school year, each person once by the latest answer."""

        async def unit(transaction: Transaction) -> QuestionMeans:
            here = (await allowed(transaction, by, Action.SEE_STATISTICS, organisation)).organisation
            today, name = self._today(here), SATISFACTION[role]
            term = charts.Term(name, *school_year_to(today, here))
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
