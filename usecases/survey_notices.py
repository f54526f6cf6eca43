"""Letters about surveys, read again before they go: only those who have not answered are written to."""

from mentoring.ids import SurveyId
from mentoring.letters import LetterKind
from mentoring.notices import SurveysAsked
from mentoring.roles import MembershipState
from storage import people, surveys
from storage.database import Transaction
from storage.letters import Claimed
from usecases import pair_surveys, road
from usecases.holding import Held, NotTrueAnyMore
from usecases.unit import House


async def hold(transaction: Transaction, house: House, letter: Claimed) -> Held:
    """Raises NotTrueAnyMore."""
    survey = await surveys.one(transaction, SurveyId(letter.facts["survey"]))
    if survey is None:
        raise NotTrueAnyMore("survey_gone")
    if survey.answered_at is not None:
        raise NotTrueAnyMore("answered_already")
    kept = await pair_surveys.pair_of(transaction, survey)
    if not survey.is_open(kept.pair, house.now):
        raise NotTrueAnyMore("survey_closed")
    held = await people.membership(transaction, survey.membership)
    person = await people.person(transaction, letter.person)
    if held is None or person is None or held.person != person.id or held.state is not MembershipState.IN_BANK:
        raise NotTrueAnyMore("reader_gone")
    organisation = await road.organisation(transaction, held.organisation)
    if not await pair_surveys.may_be_asked(transaction, house, person, organisation):
        raise NotTrueAnyMore("consent_ended")
    found = await pair_surveys.open_of(transaction, house, kept.pair, survey.membership)
    notice = SurveysAsked(
        survey.pair,
        organisation.name,
        tuple(house.content.forms[one.form].questionnaire.title for one in found),
        pair_surveys.last_day(house, organisation, kept.pair, survey),
        person.adult is False,
        letter.kind is LetterKind.SURVEY_WAITS,
    )
    return Held(notice, organisation)
