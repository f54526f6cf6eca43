"""What has happened to a pair, for those who look after it: when, what, by whom and why."""

from mentoring.access import Action, may
from mentoring.ids import PairId, PersonId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Reader, Reason
from mentoring.pair_history import Actor, Happening, PairHistory
from mentoring.pair_moves import Event
from mentoring.people import Caller
from storage import pairs, people
from storage.database import Transaction
from storage.pairs import Entry
from storage.times import aware
from usecases.looking import look, may_name
from usecases.pair_acts import CLOCK
from usecases.pair_views import Seen, card, seen, zone
from usecases.unit import House, StaleButton

IN_TRUST = frozenset({Event.GIVE_VERDICT.value, Event.DECLINE.value})
"""What a side has said in private: only a reader of such answers is told who it was."""


class PairHistories:
    def __init__(self, house: House) -> None:
        self._house = house

    async def history(self, external_id: int, pair: PairId, page: int) -> PairHistory:
        """Raises StaleButton for whoever does not look after the pair."""

        async def unit(transaction: Transaction, caller: Caller) -> PairHistory:
            held = await seen(transaction, caller, pair)
            if held.reader is not Reader.CURATOR:
                raise StaleButton
            trusted = may(caller.grants, Action.SEE_CURATOR_ANSWERS, held.organisation.path)
            entries = await pairs.history(transaction, pair)
            found = [await self._happening(transaction, held, entry, trusted=trusted) for entry in reversed(entries)]
            return PairHistory(await card(transaction, self._house, held), tuple(found), page)

        return await look(self._house, external_id, unit)

    async def _happening(self, transaction: Transaction, held: Seen, entry: Entry, *, trusted: bool) -> Happening:
        hidden = entry.event in IN_TRUST and not trusted
        reason = Reason(entry.reason) if trusted and entry.reason in set(Reason) else None
        actor = None if hidden else await self._actor(transaction, held.organisation, entry)
        return Happening(aware(entry.at).astimezone(zone(held.organisation)), entry.event, actor, reason)

    @staticmethod
    async def _actor(transaction: Transaction, organisation: Organisation, entry: Entry) -> Actor | None:
        """None for what came of itself: a term that was over."""
        if entry.actor == CLOCK:
            return None
        kind, _, number = entry.actor.partition(":")
        if kind != "person":
            return Actor(None, None, None)
        held = await people.memberships(transaction, PersonId(int(number)))
        here = sorted(
            (one for one in held if one.organisation == organisation.id and one.active),
            key=lambda one: one.participates,
        )
        shown = next((one for one in here if one.id == entry.membership), next(iter(here), None))
        if shown is None:
            return Actor(None, None, None)
        person = await people.person(transaction, shown.person)
        return Actor(shown.role, shown.code, person.name if person and may_name(organisation, shown) else None)
