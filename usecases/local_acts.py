"""Local acts: noted by the organisation, looked at from above, asked for where there are gaps."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from mentoring import letters
from mentoring import local_acts as rules
from mentoring.access import Action, may
from mentoring.ids import OrganisationId
from mentoring.letters import LetterKind
from mentoring.local_acts import Act, ActsBelow, ActsOf, LocalAct
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.road_maps import Piece
from mentoring.roles import Level, Role
from storage import audit, evidence, people
from storage import letters as outbox
from storage import local_acts as kept
from storage.database import Transaction
from usecases import road
from usecases.looking import look
from usecases.unit import House, allowed, caller_of

NOTE, SEE, COMPARE = Action.PROVE_ITEMS, Action.SEE_REGISTERS, Action.COMPARE_SCHOOLS

READERS = (Role.CURATOR, Role.DEPUTY_HEAD)
"""Who is reminded of gaps."""


async def note(
    transaction: Transaction,
    organisation: OrganisationId,
    act: Act,
    number: str | None,
    day: datetime.date | None,
    link: str | None,
    *,
    by: str,
    now: int,
) -> None:
    """The organisation has this act."""
    await kept.keep(transaction, organisation, LocalAct(act, number, day, link), by=by, now=now)


async def note_proven(transaction: Transaction, place: Organisation, piece: Piece, *, by: str, now: int) -> None:
    """A proof that is a local act of a school stands in its register too."""
    act = rules.act_of(piece)
    if act is None or place.level is not Level.ORGANISATION:
        return
    noted = (await kept.of(transaction, place.id)).get(act)
    await kept.keep(transaction, place.id, rules.with_proof(act, noted, piece), by=by, now=now)


async def take_back(transaction: Transaction, place: Organisation, piece: Piece, *, by: str, now: int) -> None:
    """A proof was a slip, and is withdrawn already: the register has what other proofs of the act say, or nothing."""
    act = rules.act_of(piece)
    noted = None if act is None else (await kept.of(transaction, place.id)).get(act)
    if act is None or noted is None or place.level is not Level.ORGANISATION:
        return
    left = [one for one in await evidence.labelled(transaction, place.id) if rules.act_of(one) is act]
    after = rules.without_proof(noted, piece, left)
    if after is None:
        await kept.drop(transaction, place.id, act, by=by, now=now)
    else:
        await kept.keep(transaction, place.id, after, by=by, now=now)


class LocalActs:
    def __init__(self, house: House) -> None:
        self._house = house

    async def here(self, external_id: int, organisation: OrganisationId) -> ActsOf:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> ActsOf:
            held = await allowed(transaction, external_id, SEE, organisation)
            may_note = may(caller.grants, NOTE, held.organisation.path)
            return ActsOf(held.organisation, await kept.of(transaction, organisation), may_note)

        return await look(self._house, external_id, unit)

    async def ask(self, external_id: int, organisation: OrganisationId, act: Act) -> ActsOf:
        """Number, day and link are typed next. Raises Forbidden."""

        async def unit(transaction: Transaction) -> ActsOf:
            held = await allowed(transaction, external_id, NOTE, organisation)
            caller = await caller_of(transaction, external_id)
            awaited = Awaited(AwaitedKind.LOCAL_ACT, (str(organisation), act.value))
            await people.expect(transaction, caller.account, awaited)
            return ActsOf(held.organisation, await kept.of(transaction, organisation), may_note=True)

        return await self._house.database.write(unit)

    async def tell(self, external_id: int, organisation: OrganisationId, act: Act, typed: str) -> ActsOf:
        """Raises Forbidden, ActRefused, PaperRefused."""

        async def unit(transaction: Transaction) -> ActsOf:
            held = await allowed(transaction, external_id, NOTE, organisation)
            found = rules.read(act, typed, self._house.local_time(held.organisation).date())
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            told = (found.number, found.day, found.link)
            await note(transaction, organisation, act, *told, by=held.actor, now=self._house.now)
            return ActsOf(held.organisation, await kept.of(transaction, organisation), may_note=True)

        return await self._house.database.write(unit)

    async def take_away(self, external_id: int, organisation: OrganisationId, act: Act) -> ActsOf:
        """Noted by mistake, or not in force any more. Raises Forbidden."""

        async def unit(transaction: Transaction) -> ActsOf:
            held = await allowed(transaction, external_id, NOTE, organisation)
            await kept.drop(transaction, organisation, act, by=held.actor, now=self._house.now)
            return ActsOf(held.organisation, await kept.of(transaction, organisation), may_note=True)

        return await self._house.database.write(unit)

    async def below(self, external_id: int, place: OrganisationId) -> ActsBelow:
        """All schools of a place. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> ActsBelow:
            held = await allowed(transaction, external_id, COMPARE, place)
            return await self._below(transaction, held.organisation)

        return await look(self._house, external_id, unit)

    async def remind(self, external_id: int, place: OrganisationId, day: datetime.date) -> ActsBelow:
        """Write to every school with gaps, once a day each however many ask. Raises Forbidden.

        ``day`` is when the table was seen; a button of an earlier day only shows today's table.
        """

        async def unit(transaction: Transaction) -> ActsBelow:
            held = await allowed(transaction, external_id, COMPARE, place)
            found = await self._below(transaction, held.organisation)
            if day != found.today:
                return found
            gaps = [line.organisation for line in found.lines if rules.missing(line.acts)]
            written = await self._ask_for(transaction, gaps)
            if written:
                subject = f"organisations:{written}"
                await audit.note(transaction, self._house.now, held.actor, "acts_reminded", place, subject)
            return replace(found, written=written)

        return await self._house.database.write(unit)

    async def _ask_for(self, transaction: Transaction, gaps: Iterable[OrganisationId]) -> int:
        written = 0
        for organisation in gaps:
            here = await road.organisation(transaction, organisation)
            now = self._house.local_time(here)
            key = f"{organisation}:{now:%Y-%m-%d}"
            told = [
                await outbox.add(
                    transaction,
                    letters.news(person, LetterKind.ACTS_MISSING, key, now, organisation=organisation),
                )
                for person in await people.holders(transaction, organisation, READERS)
            ]
            written += any(told)
        return written

    async def _below(self, transaction: Transaction, place: Organisation) -> ActsBelow:
        lines = await kept.of_schools(transaction, place.id)
        return ActsBelow(place, self._house.local_time(place).date(), rules.in_order(lines))
