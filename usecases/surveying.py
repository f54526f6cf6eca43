"""Answering a survey of a pair: begun and continued by its button, sent once, counted for the pair."""

from dataclasses import dataclass

from mentoring import pair_moves, questionnaire
from mentoring.ids import AttemptId, MembershipId, PairId, SurveyId
from mentoring.pair_surveys import Moment, Survey
from mentoring.people import Caller
from mentoring.questionnaire import Questionnaire
from mentoring.standing import SurveyAnswered, SurveyOffered
from storage import attempts, pairs, surveys
from storage.attempts import Attempt
from storage.database import Transaction
from usecases import pair_surveys, road
from usecases.pair_acts import carry_out
from usecases.unit import House, StaleButton, caller_of, retried


@dataclass(frozen=True, slots=True)
class AskedAboutPair:
    """A survey that still counts, and the form as its person is asked it."""

    survey: Survey
    form: Questionnaire


async def asked_in(
    transaction: Transaction, house: House, attempt: Attempt, form: Questionnaire
) -> AskedAboutPair | None:
    """The survey of a pair behind an attempt; None for any other. Raises StaleButton when its time is over."""
    survey = await surveys.of_attempt(transaction, attempt.id)
    if survey is None:
        return None
    kept = await pair_surveys.pair_of(transaction, survey)
    if not survey.is_open(kept.pair, house.now):
        raise StaleButton
    return AskedAboutPair(survey, pair_surveys.form_of(house, kept.pair, survey, form))


async def finish(
    transaction: Transaction, house: House, caller: Caller, asked: AskedAboutPair, attempt: Attempt, kept: set[str]
) -> SurveyAnswered:
    """The answers are sent; the last ones about the end of a pair are its side's word. Raises Moved, StaleButton."""
    survey = asked.survey
    await attempts.finish(transaction, attempt, kept, house.now)
    await surveys.answer(transaction, survey.id, house.now)
    pair = await pair_surveys.pair_of(transaction, survey)
    left = await pair_surveys.open_of(transaction, house, pair.pair, survey.membership)
    if survey.moment is Moment.FINAL and not any(one.moment is Moment.FINAL for one in left):
        act, actor = pair_moves.AnswerSurvey(survey.membership), f"person:{caller.person.id}"
        try:
            await carry_out(transaction, house, pair, act, actor=actor, by=survey.membership)
        except pair_moves.Impossible as error:
            raise StaleButton from error
    in_pair = pair.pair.side(survey.membership) is not None
    return SurveyAnswered(survey.pair, len(left), caller.person.adult is False, in_pair)


class Surveys:
    def __init__(self, house: House) -> None:
        self._house = house

    async def next(self, external_id: int, pair: PairId) -> SurveyOffered | None:
        """The first survey about this pair that the caller has still to answer. Raises StaleButton, NotKnown."""

        async def unit(transaction: Transaction) -> SurveyOffered | None:
            caller = await caller_of(transaction, external_id)
            found = await pairs.one(transaction, pair)
            sides = () if found is None else (found.pair.mentor, *found.pair.mentees)
            side = next((s.membership for s in sides if caller.membership(s.membership) is not None), None)
            if found is None or side is None:
                raise StaleButton
            waiting = await pair_surveys.open_of(transaction, self._house, found.pair, side)
            if not waiting:
                return None
            return await self._offered(transaction, caller, waiting[0], len(waiting))

        return await self._house.database.read(unit)

    async def _offered(self, transaction: Transaction, caller: Caller, survey: Survey, waiting: int) -> SurveyOffered:
        kept = await pair_surveys.pair_of(transaction, survey)
        organisation = await road.organisation(transaction, kept.pair.organisation)
        form = await self._form(transaction, survey)
        shown = pair_surveys.form_of(self._house, kept.pair, survey, form)
        last = pair_surveys.last_day(self._house, organisation, kept.pair, survey)
        pupil = caller.person.adult is False
        return SurveyOffered(survey.id, survey.pair, shown, waiting, last, survey.attempt is not None, pupil)

    async def _form(self, transaction: Transaction, survey: Survey) -> Questionnaire:
        """As it was when the answers began, else today's."""
        attempt = None if survey.attempt is None else await attempts.one(transaction, survey.attempt)
        if attempt is not None:
            return await self._house.content.form(transaction, attempt.form)
        return self._house.content.forms[survey.form].questionnaire

    async def begin(self, external_id: int, survey_id: SurveyId) -> AttemptId:
        """Begin the answers, or find those that were begun, on whatever device.

        Raises StaleButton when it is another's, answered or over.
        """

        async def unit(transaction: Transaction) -> AttemptId:
            caller = await caller_of(transaction, external_id)
            survey = await surveys.one(transaction, survey_id)
            if survey is None or caller.membership(survey.membership) is None:
                raise StaleButton
            kept = await pair_surveys.pair_of(transaction, survey)
            organisation = await road.organisation(transaction, kept.pair.organisation)
            agreed = await pair_surveys.may_be_asked(transaction, self._house, caller.person, organisation)
            if not agreed or not survey.is_open(kept.pair, self._house.now):
                raise StaleButton
            return survey.attempt or await self._started(transaction, survey, survey.membership)

        return await retried(lambda: self._house.database.write(unit))

    async def _started(self, transaction: Transaction, survey: Survey, membership: MembershipId) -> AttemptId:
        form = self._house.content.forms[survey.form].questionnaire
        attempt = await attempts.start(
            transaction, membership, (form.id, form.version), self._house.now, of_survey=True
        )
        for question, code in survey.known.items():
            value = questionnaire.choose(form.question(question), code)
            await attempts.save(transaction, attempt, question, value, self._house.now)
        await surveys.begin(transaction, survey.id, attempt)
        return attempt
