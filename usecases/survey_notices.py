"""Letters about surveys, read again before they go: only those who have not answered are written to."""

from mentoring.ids import SurveyId
from mentoring.letters import LetterKind
from mentoring.notices import SurveysAsked
from mentoring.pair_cards import PairCard
from mentoring.pairs import Pair
from mentoring.roles import MembershipState
from storage import letters, pairs, people, surveys
from storage.database import Transaction
from storage.letters import Claimed
from usecases import pair_surveys, road
from usecases.holding import Held, NotTrueAnyMore
from usecases.pair_views import card, seen
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
        await _card(transaction, house, letter, kept.pair) if kept.pair.side(held.id) else None,
        await pairs.in_another(transaction, person.id, survey.pair),
        last="last" in letter.facts,
    )
    return Held(notice, organisation)


async def _card(transaction: Transaction, house: House, letter: Claimed, pair: Pair) -> PairCard | None:
    """Which pair it is, as one of its sides may know it."""
    account = await letters.reader(transaction, letter.person)
    caller = None if account is None else await people.caller(transaction, account.external_id)
    return None if caller is None else await card(transaction, house, await seen(transaction, caller, pair.id))
