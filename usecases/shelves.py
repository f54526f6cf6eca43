"""The banks as use cases read them: everybody of one side, limited to what the reader may read."""

from collections.abc import Mapping, Sequence

from mentoring import bank
from mentoring.bank import Filled, Side
from mentoring.ids import MembershipId
from mentoring.organisations import Organisation
from mentoring.questionnaire import Questionnaire, Value
from mentoring.roles import Role
from storage import bank as kept
from storage.bank import Standing
from storage.database import Transaction
from usecases.content import JOINING_FORMS
from usecases.looking import local_day
from usecases.unit import House


async def standing(
    transaction: Transaction,
    house: House,
    organisation: Organisation,
    side: Side,
    only: Sequence[MembershipId] | None = None,
) -> list[Standing]:
    """Who stands in one bank, the longest waiting first."""
    forms = [JOINING_FORMS[side.role, adult] for adult in (True, False)]
    since = house.consents_since(organisation)
    return await kept.standing(transaction, organisation.id, side.role, forms, since, only)


async def standing_after(
    transaction: Transaction, house: House, organisation: Organisation, side: Side, after: MembershipId, most: int
) -> list[Standing]:
    """The next of one bank, in the order in which they came in."""
    forms = [JOINING_FORMS[side.role, adult] for adult in (True, False)]
    since = house.consents_since(organisation)
    return await kept.standing_after(transaction, organisation.id, side.role, forms, since, after, most)


async def unpaired(transaction: Transaction, house: House, organisation: Organisation) -> int:
    """How many mentees wait for a pair: as many as :func:`usecases.choosing.unpaired` finds."""
    forms = [JOINING_FORMS[Role.MENTEE, adult] for adult in (True, False)]
    return await kept.unpaired(transaction, organisation.id, forms, house.consents_since(organisation))


async def everybody(
    transaction: Transaction,
    house: House,
    organisation: Organisation,
    side: Side,
    readers: frozenset[Role],
    fields: frozenset[str] = bank.LISTED_FIELDS,
    only: Sequence[MembershipId] | None = None,
) -> list[Filled]:
    """One bank, or ``only`` these of it, with the answers to these fields, in three statements."""
    places = await standing(transaction, house, organisation, side, only)
    return await filled(transaction, house, organisation, side, places, readers, fields, only)


async def filled(
    transaction: Transaction,
    house: House,
    organisation: Organisation,
    side: Side,
    places: Sequence[Standing],
    readers: frozenset[Role],
    fields: frozenset[str],
    only: Sequence[MembershipId] | None,
) -> list[Filled]:
    """Those who stand there with their answers; ``only`` narrows what is read of the answers."""
    forms = {place.form: await house.content.form(transaction, place.form) for place in places}
    needed = {q.id for form in forms.values() for q in form.questions if bank.field_of(q) in fields}
    answers = await kept.answers(transaction, organisation.id, side.role, needed, only)
    return [
        readable(place, organisation, forms[place.form], answers.get(place.attempt, {}), readers) for place in places
    ]


def readable(
    place: Standing,
    organisation: Organisation,
    form: Questionnaire,
    answers: Mapping[str, Value],
    readers: frozenset[Role],
) -> Filled:
    """What these readers may read; the rest is left out before anything looks at it, search and filters too."""
    pupil = bank.of_a_pupil(form, place.person.adult)
    given = [question for question in form.questions if question.id in answers]
    left = {q.id: answers[q.id] for q in given if bank.reads(q, readers, pupil=pupil)}
    if pupil and Role.COORDINATOR not in readers:
        left = {q.id: bank.without_own_words(q, left[q.id]) for q in given if q.id in left}
    return Filled(place.membership, place.person, form, left, local_day(place.finished_at, organisation))
