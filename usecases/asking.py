"""Questions of the sides to the curator, and a child's call for help: asked by a button, taken up, closed."""

from mentoring import help_letters, help_requests, letters
from mentoring.access import Action
from mentoring.danger import speaks_of_danger
from mentoring.help_cards import OpenRequests
from mentoring.help_requests import QUESTIONS, HelpRequest, HelpState, Topic
from mentoring.ids import HelpRequestId, OrganisationId, PairId
from mentoring.letters import LetterKind
from mentoring.notices import HelpNews
from mentoring.pair_cards import PairCard
from mentoring.people import Caller, Membership
from storage import audit, people
from storage import help_requests as kept_requests
from storage import letters as outbox
from storage.database import Transaction
from storage.help_requests import Kept
from usecases import alarms, help_views, road
from usecases.looking import look
from usecases.pair_acts import readers_of
from usecases.pair_views import Seen, card, seen
from usecases.unit import House, StaleButton, allowed, caller_of, retried

ASKED_OF_A_PAIR = frozenset({*QUESTIONS, Topic.TRIAL, Topic.MENTOR, Topic.EXTEND})


class Asking:
    def __init__(self, house: House) -> None:
        self._house = house

    async def about(self, external_id: int, pair: PairId) -> PairCard:
        """Before a topic is chosen. Raises StaleButton for anybody but a side of an open pair."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            return await card(transaction, self._house, await self._side(transaction, caller, pair))

        return await look(self._house, external_id, unit)

    async def ask(self, external_id: int, pair: PairId, topic: Topic) -> PairCard:
        """The curator gets a letter; the same question twice is one. Raises StaleButton."""
        if topic not in ASKED_OF_A_PAIR:
            raise StaleButton

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await self._side(transaction, caller, pair)
            assert held.side is not None  # noqa: S101 - only a side comes this far
            here, now = held.organisation.id, self._house.now
            kept, new = await kept_requests.ask(transaction, here, held.side, pair, topic, now)
            if new:
                await self._tell_staff(transaction, held, kept.request)
                subject = f"help:{kept.request.id}"
                await audit.note(transaction, now, f"person:{caller.person.id}", f"asked_{topic}", here, subject)
            return await card(transaction, self._house, held)

        return await self._house.database.write(unit)

    async def call_for_help(self, external_id: int) -> None:
        """A pupil's call: adults who can help hear of it at once, whatever the hour. Raises StaleButton for adults."""

        async def unit(transaction: Transaction) -> None:
            places = _places_of_a_pupil(await caller_of(transaction, external_id))
            if not places:
                raise StaleButton
            for here, held in places.items():
                await alarms.child_calls(transaction, self._house, await road.organisation(transaction, here), held)

        await self._house.database.write(unit)

    async def overhear(self, external_id: int, text: str) -> bool:
        """Whether these words, typed where nothing was asked, are a pupil's and speak of danger; raises the alarm."""
        if not speaks_of_danger(text):
            return False

        async def unit(transaction: Transaction) -> bool:
            places = _places_of_a_pupil(await caller_of(transaction, external_id))
            for here, held in places.items():
                await alarms.danger_heard(transaction, self._house, await road.organisation(transaction, here), held)
            return bool(places)

        return await self._house.database.write(unit)

    async def requests(self, external_id: int, organisation: OrganisationId, page: int) -> OpenRequests:
        """What is not closed yet and was told to the caller. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> OpenRequests:
            held = await allowed(transaction, external_id, Action.SEE_PAIRS, organisation)
            found = await help_views.waiting(transaction, self._house, held.organisation, caller)
            return OpenRequests(held.organisation, found, page)

        return await look(self._house, external_id, unit)

    async def request(self, external_id: int, request: HelpRequestId) -> HelpNews:
        """A request as those who answer it see it. Raises StaleButton for anybody else."""

        async def unit(transaction: Transaction, caller: Caller) -> HelpNews:
            kept = await self._answerer(transaction, caller, request)
            return await help_views.news(transaction, LetterKind.HELP_ASKED, kept.request)

        return await look(self._house, external_id, unit)

    async def answer(self, external_id: int, request: HelpRequestId, state: HelpState) -> HelpNews:
        """«Взято в работу» or «Решено»; whoever asked is told. Raises StaleButton, HelpClosed."""

        async def unit(transaction: Transaction) -> HelpNews:
            caller = await caller_of(transaction, external_id)
            kept = await self._answerer(transaction, caller, request)
            after = help_requests.moved(kept.request, state)
            now = self._house.now
            await kept_requests.save(transaction, kept, after, caller.person.id, now)
            await self._tell_asker(transaction, after)
            actor = f"person:{caller.person.id}"
            await audit.note(transaction, now, actor, f"help_{state}", after.organisation, f"help:{request}")
            shown = await help_views.news(transaction, LetterKind.HELP_ASKED, after)
            if shown.left and after.state is HelpState.DONE:
                await kept_requests.forget(transaction, after.membership)
            return shown

        return await retried(lambda: self._house.database.write(unit))

    # -- inside ------------------------------------------------------------------------------------------------

    @staticmethod
    async def _side(transaction: Transaction, caller: Caller, pair: PairId) -> Seen:
        held = await seen(transaction, caller, pair)
        if held.side is None or held.pair.closed:
            raise StaleButton
        return held

    @staticmethod
    async def _answerer(transaction: Transaction, caller: Caller, request: HelpRequestId) -> Kept:
        kept = await kept_requests.one(transaction, request)
        if kept is None:
            raise StaleButton
        await help_views.demand_answerer(transaction, caller, kept.request)
        return kept

    async def _tell_staff(self, transaction: Transaction, held: Seen, request: HelpRequest) -> None:
        readers = await readers_of(transaction, held.organisation.id, held.pair)
        now = self._house.local_time(held.organisation)
        days = self._house.content.calendars(held.organisation)
        for letter in help_letters.of_question(request, held.pair.id, readers, now, days):
            await outbox.add(transaction, letter)

    async def _tell_asker(self, transaction: Transaction, request: HelpRequest) -> None:
        if not request.asked:
            return  # an adult speaks to the child in person; a letter about what was written would only frighten
        if request.urgent and request.state is HelpState.DONE:
            return  # «Тебя услышали» was said when somebody took it up; twice it would only puzzle a child
        held = await people.membership(transaction, request.membership)
        if held is None or not held.active:
            return
        organisation = await road.organisation(transaction, request.organisation)
        now, key = self._house.local_time(organisation), f"{request.id}:{request.state}"
        if request.urgent:
            letter = letters.alarm(held.person, LetterKind.CALL_SEEN, key, now, request=request.id)
        else:
            letter = letters.news(held.person, LetterKind.HELP_ANSWERED, key, now, request=request.id)
        await outbox.add(transaction, letter)


def _places_of_a_pupil(caller: Caller) -> dict[OrganisationId, Membership]:
    """Where a pupil takes part; nowhere for an adult."""
    if caller.person.adult is not False:
        return {}
    return {held.organisation: held for held in caller.memberships if held.active and held.participates}
