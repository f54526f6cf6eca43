"""«Напомнить об анкете»: the curator sees who has stopped where, and reminds them all with one press."""

import datetime
from dataclasses import dataclass, replace

from mentoring import letters, questionnaire, reminding
from mentoring.access import Action
from mentoring.ids import OrganisationId, PersonId
from mentoring.letters import Letter
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.reminding import LeftOut, Place, Reminder, Stopped
from storage import attempts, audit, bank
from storage import letters as outbox
from storage.database import Transaction
from usecases.looking import look, may_name
from usecases.unit import House, allowed

RIGHT = Action.INVITE_PARTICIPANTS
"""Whoever asks people in may ask them to go on."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who has stopped, and the letter they would get today."""

    stopped: Stopped
    letter: Letter
    left_out: LeftOut | None


async def candidates(transaction: Transaction, house: House, organisation: Organisation) -> list[Candidate]:
    """One a person, the longest stopped first."""
    now = house.local_time(organisation)
    found: dict[PersonId, tuple[Stopped, Letter]] = {}
    for one in await bank.stopped(transaction, organisation.id, house.consents_since(organisation)):
        person = one.membership.person
        letter = letters.questionnaire_reminded(person, organisation.id, one.attempt, now)
        found.setdefault(person, (one, letter))
    known = await outbox.known(transaction, [letter.dedupe_key for _, letter in found.values()])
    return [
        Candidate(one, letter, reminding.left_out(one, now, letter.due, reminded=letter.dedupe_key in known))
        for one, letter in found.values()
    ]


async def how_many(transaction: Transaction, house: House, organisation: Organisation) -> int:
    """How many would be reminded now."""
    return sum(one.left_out is None for one in await candidates(transaction, house, organisation))


class Reminding:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, organisation: OrganisationId) -> Reminder:
        """Who would get what. Raises Forbidden."""

        async def read(transaction: Transaction, _: Caller) -> Reminder:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            return await self._reminder(transaction, held.organisation)

        return await look(self._house, external_id, read)

    async def remind(self, external_id: int, organisation: OrganisationId, day: datetime.date) -> Reminder:
        """Write to everybody who is not left out, once a day however many ask.

        ``day`` is when the list was seen; a button of an earlier day only shows today's list. Raises Forbidden.
        """

        async def unit(transaction: Transaction) -> Reminder:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            here, written = held.organisation, 0
            if day == self._house.local_time(here).date():
                for one in await candidates(transaction, self._house, here):
                    written += one.left_out is None and await outbox.add(transaction, one.letter)
            if written:
                act = "questionnaire_reminded"
                await audit.note(transaction, self._house.now, held.actor, act, here.id, f"people:{written}")
            return replace(await self._reminder(transaction, here), written=written)

        return await self._house.database.write(unit)

    async def _reminder(self, transaction: Transaction, organisation: Organisation) -> Reminder:
        now = self._house.local_time(organisation)
        everybody = await candidates(transaction, self._house, organisation)
        answers = await attempts.answers_of(transaction, [one.stopped.attempt for one in everybody])
        places = []
        for one in everybody:
            form = await self._house.content.form(transaction, one.stopped.form)
            given = answers.get(one.stopped.attempt, {})
            shown = questionnaire.visible(form, given)
            name = one.stopped.name if may_name(organisation, one.stopped.membership) else None
            held, answered = one.stopped.membership, sum(question.id in given for question in shown)
            places.append(Place(held.code, name, held.role, answered, len(shown), one.left_out))
        due = next((one.letter.due for one in everybody if one.letter.due > now), None)
        return Reminder(organisation, now.date(), reminding.in_order(places), due)
