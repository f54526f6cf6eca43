"""The curator's side: both banks of an organisation, a search in them, the card of a person."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from mentoring import bank
from mentoring.access import Action, may
from mentoring.bank import Card, Filled, GivenConsent, Listing, Overview, Side, TopicChoice, View
from mentoring.consent import own_kind
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.roles import Role
from storage import attempts, consents, owed_deletions, people, reaching, regional_bank
from storage import bank as kept
from storage.database import Transaction
from storage.owed_deletions import Owed
from usecases import reminding, shelves
from usecases.looking import local_day, look, own_places
from usecases.unit import House, StaleButton, allowed, caller_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks into a bank, and as which readers of answers."""

    caller: Caller
    organisation: Organisation
    today: datetime.date
    roles: frozenset[Role]


class Bank:
    def __init__(self, house: House) -> None:
        self._house = house

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Where the caller may see a bank. Raises Forbidden when nowhere."""
        return await look(self._house, external_id, lambda tx, caller: own_places(tx, caller, Action.SEE_BANK))

    async def overview(self, external_id: int, organisation: OrganisationId) -> Overview:
        """How many stand in either bank, are to be called, may be reminded of their questionnaire. Raises Forbidden."""

        async def unit(transaction: Transaction, reader: Reader) -> Overview:
            counts = await kept.counts(transaction, organisation, self._house.consents_since(reader.organisation))
            unreached = await reaching.how_many(transaction, organisation)
            here, stopped = reader.organisation, 0
            if may(reader.caller.grants, reminding.RIGHT, here.path):
                stopped = await reminding.how_many(transaction, self._house, here)
            return Overview(here, {side: counts.get(side.role, 0) for side in Side}, unreached, stopped)

        return await self._look(external_id, organisation, unit)

    async def page(self, external_id: int, organisation: OrganisationId, view: View) -> Listing:
        """Raises Forbidden, and StaleButton for a search that is another's or forgotten."""
        return await self._look(external_id, organisation, lambda tx, reader: self._listing(tx, reader, view))

    async def topics(self, external_id: int, organisation: OrganisationId, view: View) -> TopicChoice:
        """What the bank can be filtered by. Raises Forbidden."""

        async def unit(transaction: Transaction, reader: Reader) -> TopicChoice:
            everybody = await self._everybody(transaction, reader, view.side)
            return TopicChoice(reader.organisation, view, bank.topics_of(everybody))

        return await self._look(external_id, organisation, unit)

    async def card(self, external_id: int, organisation: OrganisationId, view: View, membership: MembershipId) -> Card:
        """Raises Forbidden, and StaleButton for somebody who does not stand in this bank."""

        async def unit(transaction: Transaction, reader: Reader) -> Card:
            places = await shelves.standing(transaction, self._house, reader.organisation, view.side)
            place = next((place for place in places if place.membership.id == membership), None)
            attempt = await attempts.one(transaction, place.attempt) if place else None
            if place is None or attempt is None:
                raise StaleButton
            form = await self._house.content.form(transaction, place.form)
            filled = shelves.readable(place, reader.organisation, form, attempt.answers, reader.roles)
            consent = await self._consent(transaction, reader, filled)
            found = bank.card(filled, reader.organisation, view, reader.today, consent)
            return replace(found, external_id=await regional_bank.external_id(transaction, filled.person.id))

        return await self._look(external_id, organisation, unit)

    async def ask_search(
        self, external_id: int, organisation: OrganisationId, side: Side, message: int | None = None
    ) -> Organisation:
        """The next typed words are looked for in this bank. Raises Forbidden.

        ``message`` held words that did not fit; see :meth:`search`.
        """

        async def unit(transaction: Transaction) -> Organisation:
            caller = await caller_of(transaction, external_id)
            reader = await self._reader(transaction, external_id, caller, organisation)
            awaited = Awaited(AwaitedKind.SEARCH, (str(organisation), side.value))
            await people.expect(transaction, reader.caller.account, awaited)
            await self._owe_deletion(transaction, reader, message)
            return reader.organisation

        return await self._house.database.write(unit)

    async def search(
        self, external_id: int, organisation: OrganisationId, side: Side, typed: str, message: int | None = None
    ) -> Listing:
        """Keep the words as a row, so that they fit into buttons; more may follow. Raises Forbidden, SearchRefused.

        In ``minimal`` the ``message`` that held them is to be deleted, whatever becomes of the answer.
        """
        words = bank.search_words(typed)

        async def unit(transaction: Transaction) -> Listing:
            caller = await caller_of(transaction, external_id)
            reader = await self._reader(transaction, external_id, caller, organisation)
            account = reader.caller.account
            search = await kept.keep_search(transaction, account, words, self._house.now)
            # Whoever looks for somebody often needs a second word: it is awaited at once.
            await people.expect(transaction, account, Awaited(AwaitedKind.SEARCH, (str(organisation), side.value)))
            await self._owe_deletion(transaction, reader, message)
            found = await self._listing(transaction, reader, View(side, search=search))
            return replace(found, listening=True)

        return await self._house.database.write(unit)

    async def _owe_deletion(self, transaction: Transaction, reader: Reader, message: int | None) -> None:
        """A surname may not stay in the chat of a ``minimal`` organisation."""
        if message is not None and not reader.organisation.says_names:
            owed = Owed(reader.caller.external_id, message)
            await owed_deletions.owe(transaction, owed, self._house.now)

    # -- reading -----------------------------------------------------------------------------------------------

    async def _look(
        self,
        external_id: int,
        organisation: OrganisationId,
        unit: Callable[[Transaction, Reader], Awaitable[T]],
    ) -> T:
        async def read(transaction: Transaction, caller: Caller) -> T:
            return await unit(transaction, await self._reader(transaction, external_id, caller, organisation))

        return await look(self._house, external_id, read)

    async def _reader(
        self, transaction: Transaction, external_id: int, caller: Caller, organisation: OrganisationId
    ) -> Reader:
        held = await allowed(transaction, external_id, Action.SEE_BANK, organisation)
        roles = bank.reading_as(caller.grants, held.organisation.path)
        today = self._house.local_time(held.organisation).date()
        return Reader(caller, held.organisation, today, roles)

    async def _listing(self, transaction: Transaction, reader: Reader, view: View) -> Listing:
        words = None
        if view.search is not None:
            words = await kept.search(transaction, reader.caller.account, view.search)
            if words is None:
                raise StaleButton
        everybody = await self._everybody(transaction, reader, view.side)
        shown = bank.chosen(everybody, view, words)
        topic = next((topic.label for topic, _ in bank.topics_of(everybody) if topic.key == view.topic), None)
        return Listing(
            reader.organisation,
            view,
            tuple(bank.entry(filled, reader.organisation, reader.today) for filled in shown),
            len(everybody),
            topic,
            words if reader.organisation.says_names else None,
        )

    async def _everybody(self, transaction: Transaction, reader: Reader, side: Side) -> list[Filled]:
        return await shelves.everybody(transaction, self._house, reader.organisation, side, reader.roles)

    async def _consent(self, transaction: Transaction, reader: Reader, filled: Filled) -> GivenConsent | None:
        since = self._house.consents_since(reader.organisation)
        kind = own_kind(filled.person.adult is not False)
        given = await consents.of(transaction, filled.person.id, reader.organisation.id)
        active = [one for one in given if one.kind is kind and one.holds(since)]
        if not active:
            return None
        return GivenConsent(active[-1].version, local_day(active[-1].given_at, reader.organisation))
