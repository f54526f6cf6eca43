"""Where a caller stands: everything it depends on is read in one trip, the decision is pure."""

import datetime
from dataclasses import dataclass, replace

from mentoring import consent, questionnaire
from mentoring.campaigns import Campaign
from mentoring.consent import Consent, ConsentKind, Step
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation, missing
from mentoring.people import Caller, Membership
from mentoring.roles import PARTICIPANTS, MembershipState, Role
from mentoring.standing import (
    AgeAsked,
    AtHome,
    ConsentAsked,
    DetailsMissing,
    FormOffered,
    MinorsRefused,
    NameAsked,
    NameShown,
    PaperAwaited,
    QuestionAsked,
    ReviewShown,
    Standing,
    Stranger,
)
from storage import attempts, campaigns, consents, invitations, organisations, people
from storage.attempts import Attempt
from storage.database import Transaction
from storage.invitations import Joining
from usecases.looking import local_day
from usecases.unit import House


@dataclass(frozen=True, slots=True)
class Place:
    """One membership with all that decides about its next step."""

    membership: Membership
    organisation: Organisation
    consents: tuple[Consent, ...]
    attempt: Attempt | None
    form: questionnaire.Questionnaire | None


@dataclass(frozen=True, slots=True)
class Facts:
    caller: Caller | None
    joining: tuple[Joining, Organisation] | None
    places: tuple[Place, ...]
    surveys: tuple[Campaign, ...] = ()


async def load(transaction: Transaction, house: House, external_id: int) -> Facts:
    caller = await people.caller(transaction, external_id)
    if caller is None:
        return Facts(None, None, ())
    joining = await invitations.joining(transaction, caller.account)
    places = [await _place(transaction, house, membership) for membership in caller.memberships]
    if joining is None:
        held = [membership.id for membership in caller.memberships]
        return Facts(caller, None, tuple(places), tuple(await campaigns.waiting_of(transaction, held, house.now)))
    return Facts(caller, (joining, await organisation(transaction, joining.invitation.organisation)), tuple(places))


async def organisation(transaction: Transaction, organisation_id: OrganisationId) -> Organisation:
    """An organisation that a foreign key leads to."""
    found = await organisations.one(transaction, organisation_id)
    assert found is not None  # noqa: S101 - organisations are never deleted
    return found


async def _place(transaction: Transaction, house: House, membership: Membership) -> Place:
    attempt = await attempts.latest(transaction, membership.id)
    return Place(
        membership,
        await organisation(transaction, membership.organisation),
        tuple(await consents.of(transaction, membership.person, membership.organisation)),
        attempt,
        None if attempt is None else await house.content.form(transaction, attempt.form),
    )


def stand(facts: Facts, house: House) -> Standing:
    """What is to be done next; AtHome when nothing is left."""
    if facts.caller is None:
        return Stranger()
    if facts.joining is not None:
        return _joining(facts.caller, *facts.joining, house)
    for place in facts.places:
        step = _consent_step(facts.caller, place, house) or _name_step(facts.caller, place)
        step = step or _form_step(facts.caller, place, house)
        if step is not None:
            return step
    roles = tuple(grant.role for grant in facts.caller.grants)
    holds = tuple((place.membership, place.organisation.name) for place in facts.places)
    if not roles:
        return Stranger()
    surveys = tuple((campaign.id, campaign.title) for campaign in facts.surveys)
    return AtHome(roles, holds, facts.caller.person.adult is False, surveys)


def _joining(caller: Caller, joining: Joining, organisation: Organisation, house: House) -> Standing:
    role = joining.invitation.role
    if details := missing(organisation):
        return DetailsMissing(organisation, role, details, joining=True)
    recorded = recorded_adult(caller, joining)
    adult = joining.adult if recorded is None else recorded
    if adult is None and role in PARTICIPANTS:
        return AgeAsked(organisation, role, joining.code)
    if adult is False:
        # Where minors take part, whoever is entered has no joining any more: see `may_be_admitted`.
        return MinorsRefused(organisation, role, told=recorded is None)
    asked = ask_consent(house, organisation, role, joining.code, ConsentKind.ADULT, again=False)
    return replace(asked, age_told=recorded is None and role in PARTICIPANTS)


def may_be_admitted(facts: Facts) -> bool:
    """A pupil who was turned away, where pupils take part by now: to be entered, and never asked as an adult."""
    if facts.caller is None or facts.joining is None:
        return False
    joining, organisation = facts.joining
    recorded = recorded_adult(facts.caller, joining)
    pupil = (joining.adult if recorded is None else recorded) is False
    return pupil and bool(organisation.minors) and joining.invitation.role in PARTICIPANTS


def recorded_adult(caller: Caller | None, joining: Joining) -> bool | None:
    """What is known of the age apart from this joining: the school's list of pupils outranks a person's own word."""
    if joining.listed_pupil:
        return False
    return None if caller is None else caller.person.adult


def ask_consent(
    house: House, organisation: Organisation, role: Role, code: str, kind: ConsentKind, *, again: bool
) -> ConsentAsked:
    text = house.content.consents[kind]
    filled = text.filled(
        organisation,
        participant=f"участник программы, код {code}",
        until=f"{consent.school_year_end(house.local_time(organisation).date()):%d.%m.%Y}",
        processor=house.content.processor,
    )
    return ConsentAsked(organisation, role, code, kind, text, filled, again)


def _consent_step(caller: Caller, place: Place, house: House) -> Standing | None:
    adult = caller.person.adult is not False
    kind = consent.own_kind(adult)
    since = house.consents_since(place.organisation)
    step = consent.next_step(adult, place.consents, house.content.consents[kind].version, since)
    if step is Step.NONE:
        return None
    if details := missing(place.organisation):
        return DetailsMissing(place.organisation, place.membership.role, details)
    if step is Step.WAIT_FOR_PAPER:
        listed = caller.person.school_class is not None
        ended = _ended(place, ConsentKind.PARENT)
        return PaperAwaited(place.organisation, place.membership, listed=listed, ended=ended)
    again = step in {Step.AGREE_AGAIN, Step.RENEW}
    asked = ask_consent(house, place.organisation, place.membership.role, place.membership.code, kind, again=again)
    return replace(asked, ended=_ended(place, kind)) if step is Step.RENEW else asked


def _ended(place: Place, kind: ConsentKind) -> datetime.date | None:
    """The last day of the latest consent of this kind that was not withdrawn."""
    given = [one.given_at for one in place.consents if one.kind is kind and one.withdrawn_at is None]
    return consent.school_year_end(local_day(max(given), place.organisation)) if given else None


def _name_step(caller: Caller, place: Place) -> Standing | None:
    person = caller.person
    if not place.organisation.says_names or person.name_confirmed:
        return None
    pupil = person.adult is False
    if person.name is None:
        return NameAsked(pupil)
    return NameShown(person.name, person.gender, pupil)


def _form_step(caller: Caller, place: Place, house: House) -> Standing | None:
    membership = place.membership
    if not membership.participates or membership.state is not MembershipState.CONSENTED:
        return None
    pupil = caller.person.adult is False
    if place.attempt is None or place.form is None or place.attempt.finished:
        return FormOffered(membership, house.content.joining_form(membership.role, adult=not pupil), pupil)
    return in_attempt(place.attempt, place.form, pupil=pupil, echo=place.organisation.says_names)


def in_attempt(
    attempt: Attempt, form: questionnaire.Questionnaire, *, pupil: bool, echo: bool, after: str | None = None
) -> QuestionAsked | ReviewShown:
    """The question to be asked now, or the review when all are answered."""
    following = questionnaire.next_open(form, attempt.answers, after)
    if following is None:
        return ReviewShown(attempt.id, form, attempt.answers, pupil, echo)
    return at_question(attempt, form, following, pupil=pupil, echo=echo)


def at_question(
    attempt: Attempt,
    form: questionnaire.Questionnaire,
    question: str,
    *,
    pupil: bool,
    echo: bool,
    other: str | None = None,
) -> QuestionAsked:
    """Raises UnknownQuestion when the question is hidden."""
    place = questionnaire.place(form, attempt.answers, question)
    value = attempt.answers.get(question)
    marks = attempt.marks.get(question, value if isinstance(value, tuple) else ())
    return QuestionAsked(attempt.id, form, place, question in attempt.answers, value, marks, pupil, other, echo)
