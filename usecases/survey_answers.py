"""Reading what was answered about pairs: for those who look after them, each only what was promised to them."""

from collections.abc import Mapping

from mentoring import bank, survey_answers
from mentoring.access import Action, may
from mentoring.bank import Filled
from mentoring.ids import MembershipId, OrganisationId, PairId, SurveyId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Partner
from mentoring.pair_surveys import Survey
from mentoring.people import Caller
from mentoring.questionnaire import Questionnaire, Value
from mentoring.roles import Role
from mentoring.survey_answers import IN_TRUST, AskedOfPair, AskedSurvey, ReadSurvey, SurveyedPair, SurveyedPairs
from storage import attempts, pairs, surveys
from storage.database import Transaction
from storage.pairs import Kept
from usecases import road
from usecases.looking import local_day, look
from usecases.pair_views import in_banks, partners
from usecases.unit import House, StaleButton, allowed


class SurveyAnswers:
    """Whoever is or was a side of a pair reads nothing here of what the other side has said, curator or not."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def pairs(self, external_id: int, organisation: OrganisationId, page: int) -> SurveyedPairs:
        """Which pairs were asked, and how many have answered. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> SurveyedPairs:
            here = (await allowed(transaction, external_id, Action.SEE_PAIRS, organisation)).organisation
            hidden = () if _trusted(caller, here) else IN_TRUST
            found = await surveys.counts(transaction, organisation, caller.person.id, hidden)
            kept = {one.pair.id: one.pair for one in await pairs.of_organisation(transaction, organisation)}
            asked = [kept[pair] for pair in found]
            sides = [side.membership for pair in asked for side in (pair.mentor, *pair.mentees)]
            banks = await in_banks(transaction, self._house, here, sides)
            known = await partners(transaction, here, banks, sides, named=True)
            lines = (
                SurveyedPair(
                    pair,
                    known[pair.mentor.membership],
                    tuple(known[side.membership] for side in pair.members or pair.mentees),
                    *found[pair.id],
                )
                for pair in asked
            )
            return SurveyedPairs(here, tuple(lines), page)

        return await look(self._house, external_id, unit)

    async def of_pair(self, external_id: int, pair: PairId, page: int) -> AskedOfPair:
        """What was asked about a pair, and who has answered. Raises StaleButton for whoever may not look after it."""

        async def unit(transaction: Transaction, caller: Caller) -> AskedOfPair:
            kept, here = await self._seen(transaction, caller, pair)
            found = reversed(await surveys.of_pair(transaction, pair))
            asked = [one for one in found if _trusted(caller, here) or one.moment not in IN_TRUST]
            banks = await in_banks(transaction, self._house, here, [one.membership for one in asked])
            known = await partners(transaction, here, banks, {one.membership for one in asked}, named=True)
            readers = bank.reading_as(caller.grants, here.path)
            lines = [await self._line(transaction, kept, here, one, known, banks, readers) for one in asked]
            return AskedOfPair(here, kept.pair, tuple(lines), page)

        return await look(self._house, external_id, unit)

    async def one(self, external_id: int, survey: SurveyId) -> ReadSurvey:
        """Raises StaleButton when there is nothing in it for this reader."""

        async def unit(transaction: Transaction, caller: Caller) -> ReadSurvey:
            found = await surveys.one(transaction, survey)
            if found is None:
                raise StaleButton
            kept, here = await self._seen(transaction, caller, found.pair)
            banks = await in_banks(transaction, self._house, here, [found.membership])
            readers = bank.reading_as(caller.grants, here.path)
            known = await partners(transaction, here, banks, [found.membership], named=True)
            line = await self._line(transaction, kept, here, found, known, banks, readers)
            if not line.readable:
                raise StaleButton
            form, given = await answers_of(transaction, self._house, found)
            pupil = _of_a_pupil(banks[found.membership])
            open_to = list(survey_answers.shown(form, given, readers, pupil=pupil))
            asked = (one for one in open_to if one[0].id not in found.known)
            told_by_card = (one for one in open_to if one[0].id in found.known)
            words = here.says_names
            return ReadSurvey(
                kept.pair,
                line,
                survey_answers.as_told(asked, words=words),
                survey_answers.as_told(told_by_card, words=words),
            )

        return await look(self._house, external_id, unit)

    @staticmethod
    async def _seen(transaction: Transaction, caller: Caller, pair: PairId) -> tuple[Kept, Organisation]:
        """A pair that the caller looks after from outside. Raises StaleButton."""
        kept = await pairs.one(transaction, pair)
        if kept is None or await pairs.has_been_in(transaction, pair, caller.person.id):
            raise StaleButton
        organisation = await road.organisation(transaction, kept.pair.organisation)
        if not may(caller.grants, Action.SEE_PAIRS, organisation.path):
            raise StaleButton
        return kept, organisation

    async def _line(
        self,
        transaction: Transaction,
        kept: Kept,
        organisation: Organisation,
        survey: Survey,
        known: Mapping[MembershipId, Partner],
        banks: Mapping[MembershipId, Filled],
        readers: frozenset[Role],
    ) -> AskedSurvey:
        """Whose consent has ended is not read either: such people do not stand in the bank."""
        form, given = await answers_of(transaction, self._house, survey)
        filled = banks.get(survey.membership) if survey.answered_at is not None else None
        open_to = survey_answers.shown(form, given, readers, pupil=_of_a_pupil(filled)) if filled else iter(())
        return AskedSurvey(
            survey.id,
            form.title,
            known[survey.membership],
            all(side.membership != survey.membership for side in kept.pair.mentees),
            local_day(survey.opened_at, organisation),
            None if survey.answered_at is None else local_day(survey.answered_at, organisation),
            survey.is_open(kept.pair, self._house.now),
            any(True for _ in open_to),
        )


def _trusted(caller: Caller, organisation: Organisation) -> bool:
    return may(caller.grants, Action.SEE_CURATOR_ANSWERS, organisation.path)


def _of_a_pupil(filled: Filled) -> bool:
    """Surveys have one form for adults and pupils; as whom somebody came in tells the form of the bank."""
    return bank.of_a_pupil(filled.form, filled.person.adult)


async def answers_of(
    transaction: Transaction, house: House, survey: Survey
) -> tuple[Questionnaire, Mapping[str, Value]]:
    """The form as it was answered, with the answers; today's form without any while nobody has begun."""
    attempt = None if survey.attempt is None else await attempts.one(transaction, survey.attempt)
    if attempt is None:
        return house.content.forms[survey.form].questionnaire, {}
    return await house.content.form(transaction, attempt.form), attempt.answers
