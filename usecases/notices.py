"""Letters are written when something happens and read later: whether what they say still holds, and for this reader."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace

from mentoring import consent, questionnaire
from mentoring.consent import Step
from mentoring.help_requests import ALARMED
from mentoring.ids import AttemptId, CampaignId, MembershipId, OrganisationId
from mentoring.letters import LetterKind
from mentoring.notices import (
    BankGrew,
    PaperReceived,
    ParticipantNews,
    PeopleLost,
    QuestionnaireUnfinished,
    UnnamedDanger,
)
from mentoring.organisations import Organisation
from mentoring.people import Membership, Person
from mentoring.registry import RegistryState
from mentoring.roles import MembershipState, Role
from storage import attempts, bank_growth, campaigns, consents, people, reaching, registry
from storage.database import Transaction
from storage.letters import Claimed
from usecases import (
    campaign_notices,
    group_notices,
    help_notices,
    pair_notices,
    register_notices,
    report_notices,
    road,
    road_map_notices,
    road_map_urging,
    search_notices,
    survey_notices,
)
from usecases.caring import CARERS
from usecases.holding import Held, NotTrueAnyMore
from usecases.looking import local_day
from usecases.reaching import CALLERS
from usecases.unit import House

AGREED = frozenset({MembershipState.CONSENTED, MembershipState.IN_BANK})


async def hold(transaction: Transaction, house: House, letter: Claimed) -> Held:
    """Raises NotTrueAnyMore."""
    return await _HOLDS[letter.kind](transaction, house, letter)


async def _participant(transaction: Transaction, letter: Claimed) -> tuple[Membership, Person, Organisation]:
    membership = await people.membership(transaction, MembershipId(letter.facts["membership"]))
    person = None if membership is None else await people.person(transaction, membership.person)
    if membership is None or person is None:
        raise NotTrueAnyMore("participant_gone")
    return membership, person, await road.organisation(transaction, membership.organisation)


async def _demand_reader(
    transaction: Transaction, letter: Claimed, organisation: OrganisationId, roles: tuple[Role, ...]
) -> None:
    if letter.person not in await people.holders(transaction, organisation, roles):
        raise NotTrueAnyMore("reader_left_the_role")


async def _step(transaction: Transaction, house: House, person: Person, organisation: Organisation) -> Step:
    adult = person.adult is not False
    given = await consents.of(transaction, person.id, organisation.id)
    current = house.content.consents[consent.own_kind(adult)].version
    return consent.next_step(adult, given, current, house.consents_since(organisation))


def _news(letter: Claimed, membership: Membership, person: Person, organisation: Organisation) -> ParticipantNews:
    names_pass = organisation.says_names and membership.state in AGREED
    return ParticipantNews(
        letter.kind,
        organisation.id,
        organisation.name,
        membership.id,
        membership.code,
        membership.role,
        person.name if names_pass else None,
    )


async def _paper_awaited(transaction: Transaction, house: House, letter: Claimed) -> Held:
    membership, person, organisation = await _participant(transaction, letter)
    await _demand_reader(transaction, letter, organisation.id, CARERS)
    if not membership.active:
        raise NotTrueAnyMore("participant_left")
    if await _step(transaction, house, person, organisation) is not Step.WAIT_FOR_PAPER:
        raise NotTrueAnyMore("paper_received")
    return Held(_news(letter, membership, person, organisation), organisation)


async def _paper_received(transaction: Transaction, house: House, letter: Claimed) -> Held:
    membership, person, organisation = await _participant(transaction, letter)
    if not membership.active or membership.person != letter.person:
        raise NotTrueAnyMore("participant_left")
    if await _step(transaction, house, person, organisation) not in {Step.AGREE, Step.AGREE_AGAIN, Step.RENEW}:
        raise NotTrueAnyMore("agreed_already")
    return Held(PaperReceived(organisation.name), organisation)


async def _somebody_left(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    membership, person, organisation = await _participant(transaction, letter)
    await _demand_reader(transaction, letter, organisation.id, CARERS)
    if membership.active:
        raise NotTrueAnyMore("participant_returned")
    news = _news(letter, membership, person, organisation)
    return Held(replace(news, since=await _agreed_on(transaction, membership, organisation)), organisation)


async def _agreed_on(
    transaction: Transaction, membership: Membership, organisation: Organisation
) -> datetime.date | None:
    """When the participation that has just ended began; None when nothing was ever agreed to."""
    given = await consents.of(transaction, membership.person, organisation.id)
    ended = [(one.withdrawn_at, one.given_at) for one in given if one.withdrawn_at is not None]
    if not ended:
        return None
    # Leaving ends all of them at one moment; what ended earlier belongs to an earlier stay.
    last = max(at for at, _ in ended)
    return local_day(min(since for at, since in ended if at == last), organisation)


async def _wellbeing_low(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    membership, person, organisation = await _participant(transaction, letter)
    await _demand_reader(transaction, letter, organisation.id, (Role.COORDINATOR,))
    # A child who does not take part, or has left since, needs the talk no less.
    news = _news(letter, membership, person, organisation)
    paper = await consents.paper_of(transaction, membership.person, organisation.id) if news.name is None else None
    return Held(replace(news, paper=paper, in_bank=membership.state is MembershipState.IN_BANK), organisation)


async def _talk_asked(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    membership, person, organisation = await _participant(transaction, letter)
    await _demand_reader(transaction, letter, organisation.id, CARERS)
    if not membership.active:
        raise NotTrueAnyMore("participant_left")
    return Held(_news(letter, membership, person, organisation), organisation)


async def _mentor_volunteers(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    membership, person, organisation = await _participant(transaction, letter)
    await _demand_reader(transaction, letter, organisation.id, (Role.CURATOR,))
    kept = await registry.one(transaction, membership.id)
    if kept is None or kept.record.state is not RegistryState.NOMINATED:
        raise NotTrueAnyMore("not_nominated_any_more")
    return Held(_news(letter, membership, person, organisation), organisation)


async def _questionnaire_unfinished(transaction: Transaction, house: House, letter: Claimed) -> Held:
    attempt = await attempts.one(transaction, AttemptId(letter.facts["attempt"]))
    membership = None if attempt is None else await people.membership(transaction, attempt.membership)
    person = await people.person(transaction, letter.person)
    if attempt is None or membership is None or person is None or membership.person != letter.person:
        raise NotTrueAnyMore("attempt_gone")
    if attempt.finished:
        raise NotTrueAnyMore("finished_already")
    organisation = await road.organisation(transaction, membership.organisation)
    # A new version of the text is shown first when the person comes; without any consent nothing may be reminded of.
    without = {Step.WAIT_FOR_PAPER, Step.RENEW}
    if not membership.active or await _step(transaction, house, person, organisation) in without:
        raise NotTrueAnyMore("consent_ended")
    form = await house.content.form(transaction, attempt.form)
    shown = questionnaire.visible(form, attempt.answers)
    answered = sum(question.id in attempt.answers for question in shown)
    pupil, asked_for = person.adult is False, letter.kind is LetterKind.QUESTIONNAIRE_REMINDED
    notice = QuestionnaireUnfinished(attempt.id, form.title, answered, len(shown), pupil, asked_for)
    return Held(notice, organisation)


async def _bank_grew(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    await _demand_reader(transaction, letter, organisation.id, (Role.CURATOR,))
    # Each letter counts up to the moment it was due: what came later has a letter of its own.
    came = await bank_growth.between(transaction, organisation.id, letter.facts["since"], letter.due_at)
    if not any(came.values()):
        raise NotTrueAnyMore("nobody_is_left_of_them")
    return Held(BankGrew(organisation.id, organisation.name, came[Role.MENTEE], came[Role.MENTOR]), organisation)


async def _people_lost(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    await _demand_reader(transaction, letter, organisation.id, CALLERS)
    lost = await reaching.how_many(transaction, organisation.id)
    if not lost:
        raise NotTrueAnyMore("all_are_reached_again")
    return Held(PeopleLost(organisation.id, organisation.name, lost), organisation)


async def _danger_unnamed(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    await _demand_reader(transaction, letter, organisation.id, ALARMED)
    campaign = await campaigns.one(transaction, CampaignId(letter.facts["campaign"]))
    assert campaign is not None  # noqa: S101 - one that was sent is never deleted
    return Held(UnnamedDanger(organisation.id, organisation.name, campaign.title), organisation)


_HOLDS: dict[LetterKind, Callable[[Transaction, House, Claimed], Awaitable[Held]]] = {
    LetterKind.PAPER_AWAITED: _paper_awaited,
    LetterKind.PAPER_RECEIVED: _paper_received,
    LetterKind.QUESTIONNAIRE_UNFINISHED: _questionnaire_unfinished,
    LetterKind.QUESTIONNAIRE_REMINDED: _questionnaire_unfinished,
    LetterKind.BANK_GREW: _bank_grew,
    LetterKind.PEOPLE_LOST: _people_lost,
    LetterKind.CONSENT_WITHDRAWN: _somebody_left,
    LetterKind.UNWILLING: _somebody_left,
    LetterKind.WELLBEING_LOW: _wellbeing_low,
    LetterKind.TALK_ASKED: _talk_asked,
    LetterKind.MENTOR_VOLUNTEERS: _mentor_volunteers,
    **search_notices.HOLDS,
    **dict.fromkeys(pair_notices.HOLDS_IN, pair_notices.hold),
    **dict.fromkeys(help_notices.STATES, help_notices.hold),
    LetterKind.SURVEY_ASKED: survey_notices.hold,
    LetterKind.SURVEY_WAITS: survey_notices.hold,
    **dict.fromkeys(group_notices.KINDS, group_notices.hold),
    **road_map_notices.HOLDS,
    **register_notices.HOLDS,
    LetterKind.ROAD_MAP_URGED: road_map_urging.urged,
    **campaign_notices.HOLDS,
    LetterKind.DANGER_UNNAMED: _danger_unnamed,
    **report_notices.HOLDS,
}
