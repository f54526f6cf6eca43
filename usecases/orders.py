"""Orders on pairs: drafts for the head to sign, forms of names, numbers entered after signing."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from documents.declension import declined, gender_told_by
from mentoring import orders as rules
from mentoring import pair_moves
from mentoring.access import Action, Forbidden
from mentoring.bank import Filled, Post, post
from mentoring.ids import MembershipId, OrderDraftId, OrganisationId, PairId, PersonId
from mentoring.name_forms import Case, NameForm, read_form
from mentoring.names import Gender
from mentoring.orders import (
    Change,
    Named,
    OrderDraft,
    OrderEntered,
    OrderKind,
    OrderLine,
    OrdersHome,
    Step,
)
from mentoring.organisations import Organisation
from mentoring.pair_moves import Event, Impossible
from mentoring.pairs import Order, Pair
from mentoring.papers import read_paper
from mentoring.people import Awaited, AwaitedKind
from mentoring.roles import Role
from storage import audit, pairs, people, plans
from storage import orders as kept_orders
from storage.database import Transaction
from storage.pairs import Kept
from usecases.looking import local_day
from usecases.pair_acts import carry_out
from usecases.pair_papers import held_meetings
from usecases.pair_views import in_banks
from usecases.unit import Allowed, By, House, StaleButton, allowed, caller_of, retried

T = TypeVar("T")


class NothingToOrder(Exception):
    """No pair waits for an order of this kind."""


class NamesMayNotPass(Exception):
    """In ``minimal`` names do not travel through the messenger: the command line does it."""


class Orders:
    def __init__(self, house: House) -> None:
        self._house = house

    async def home(self, external_id: int, organisation: OrganisationId) -> OrdersHome:
        """How many pairs wait for which order. Raises Forbidden."""

        async def unit(transaction: Transaction) -> OrdersHome:
            held = await self._permitted(transaction, external_id, organisation)
            waiting = await self._waiting(transaction, held.organisation)
            counts = {kind: sum(one is kind for one in waiting.values()) for kind in OrderKind}
            return OrdersHome(held.organisation, counts)

        return await self._written(external_id, unit)

    async def draft(
        self, by: By, organisation: OrganisationId, kind: OrderKind, pair: PairId | None = None
    ) -> OrderDraft:
        """A draft for all pairs that wait for such an order, or for one of them. Raises Forbidden, NothingToOrder."""

        async def unit(transaction: Transaction) -> OrderDraft:
            held = await self._permitted(transaction, by, organisation)
            waiting = await self._waiting(transaction, held.organisation)
            wanted = sorted(one for one, asked in waiting.items() if asked is kind and pair in {None, one})
            if not wanted:
                raise NothingToOrder
            covered = {one: len(await pairs.history(transaction, one)) for one in wanted}
            draft = await kept_orders.keep_draft(transaction, organisation, kind, covered, self._house.now)
            return await self._drafted(transaction, by, held, draft, kind, wanted)

        return await self._written(by, unit)

    async def draft_of_pair(self, external_id: int, pair: PairId) -> OrderDraft:
        """The order this pair waits for. Raises StaleButton, Forbidden, NothingToOrder."""

        async def unit(transaction: Transaction) -> tuple[OrganisationId, OrderKind]:
            kept = await pairs.one(transaction, pair)
            if kept is None:
                raise StaleButton
            held = await self._permitted(transaction, external_id, kept.pair.organisation)
            kind = (await self._waiting(transaction, held.organisation)).get(pair)
            if kind is None:
                raise NothingToOrder
            return held.organisation.id, kind

        organisation, kind = await self._house.database.read(unit)
        return await self.draft(external_id, organisation, kind, pair)

    async def may_be_drafted(self, external_id: int, pair: PairId) -> bool:
        """Whether the pair waits for an order, and the caller is one who may draft it."""

        async def unit(transaction: Transaction) -> bool:
            kept = await pairs.one(transaction, pair)
            if kept is None:
                return False
            try:
                held = await self._permitted(transaction, external_id, kept.pair.organisation)
            except Forbidden:
                return False
            return pair in await self._waiting(transaction, held.organisation)

        return await self._house.database.read(unit)

    async def look(self, external_id: int, draft: OrderDraftId) -> OrderDraft:
        """What was drafted, as its pairs stand now. Raises Forbidden, StaleButton, NothingToOrder."""

        async def unit(transaction: Transaction) -> OrderDraft:
            return await self._look(transaction, external_id, draft)

        return await self._written(external_id, unit)

    async def paper(self, by: By, draft: OrderDraftId) -> OrderDraft:
        """The draft to be printed. Raises NamesMayNotPass for whoever is in the chat of a ``minimal`` organisation."""

        async def unit(transaction: Transaction) -> OrderDraft:
            found = await self._look(transaction, by, draft)
            self._demand_names(by, found.organisation)
            held = await self._permitted(transaction, by, found.organisation.id)
            await audit.note(
                transaction, self._house.now, held.actor, "order_drafted", held.organisation.id, f"order_draft:{draft}"
            )
            return found

        return await self._house.database.write(unit)

    # -- forms of names ------------------------------------------------------------------------------------------

    async def ask_form(self, external_id: int, draft: OrderDraftId, person: PersonId, case: Case) -> OrderDraft:
        """A form is typed next. Raises NamesMayNotPass, StaleButton, Forbidden."""

        async def unit(transaction: Transaction) -> OrderDraft:
            found = await self._look(transaction, external_id, draft)
            self._demand_names(external_id, found.organisation)
            if form_of(found, person, case) is None:
                raise StaleButton
            caller = await caller_of(transaction, external_id)
            of = (str(draft), str(person), case.value)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.NAME_FORM, of))
            return found

        return await self._house.database.write(unit)

    async def give_form(
        self, external_id: int, draft: OrderDraftId, person: PersonId, case: Case, typed: str
    ) -> OrderDraft:
        """Raises NameRefused, NamesMayNotPass, StaleButton, Forbidden."""

        async def unit(transaction: Transaction) -> OrderDraft:
            found = await self._look(transaction, external_id, draft)
            self._demand_names(external_id, found.organisation)
            form = form_of(found, person, case)
            if form is None:
                raise StaleButton
            await kept_orders.correct(transaction, person, case, read_form(typed, form.name))
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            return await self._look(transaction, external_id, draft)

        return await self._house.database.write(unit)

    async def tell_gender(self, external_id: int, draft: OrderDraftId, person: PersonId, gender: Gender) -> OrderDraft:
        """By whose name it cannot be told. Raises StaleButton where it is known, Forbidden."""

        async def unit(transaction: Transaction) -> OrderDraft:
            found = await self._look(transaction, external_id, draft)
            if not any(form.person == person and form.gender is None for form in found.forms):
                raise StaleButton
            await people.set_gender(transaction, person, gender)
            return await self._look(transaction, external_id, draft)

        return await self._house.database.write(unit)

    async def correct(self, by: By, organisation: OrganisationId, person: PersonId, case: Case, typed: str) -> NameForm:
        """By the command line, where there is no draft to look at.

        Raises Forbidden, NameRefused, StaleButton for somebody who has no place there.
        """

        async def unit(transaction: Transaction) -> NameForm:
            held = await self._permitted(transaction, by, organisation)
            found = await people.person(transaction, person)
            here = {one.organisation for one in await people.memberships(transaction, person)}
            if found is None or found.name is None or held.organisation.id not in here:
                raise StaleButton
            form = read_form(typed, found.name)
            await kept_orders.correct(transaction, person, case, form)
            return NameForm(person, found.name, case, form, found.gender, corrected=True)

        return await self._house.database.write(unit)

    # -- after signing ---------------------------------------------------------------------------------------------

    async def ask_number(self, external_id: int, draft: OrderDraftId) -> OrderDraft:
        """Number and date are typed next. Raises Forbidden, StaleButton, NothingToOrder."""

        async def unit(transaction: Transaction) -> OrderDraft:
            found = await self._look(transaction, external_id, draft)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ORDER_OF_DRAFT, (str(draft),)))
            return found

        return await self._house.database.write(unit)

    async def enter(self, external_id: int, draft: OrderDraftId, typed: str) -> OrderEntered:
        """«12-од от 15.09.2026» for every pair of the draft that still waits for it.

        Raises PaperRefused, Forbidden, StaleButton.
        """

        async def unit(transaction: Transaction) -> OrderEntered:
            held, kind, covered = await self._kept(transaction, external_id, draft)
            paper = read_paper(typed, self._house.local_time(held.organisation).date())
            order = Order(paper.number, paper.date)
            waiting = await self._waiting(transaction, held.organisation)
            done = 0
            for pair, steps in sorted(covered.items()):
                if waiting.get(pair) is kind:
                    done += await self._entered(transaction, held, pair, kind, steps, order)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            await audit.note(
                transaction, self._house.now, held.actor, "order_entered", held.organisation.id, f"order_draft:{draft}"
            )
            return OrderEntered(held.organisation, kind, order, done, len(covered) - done)

        return await retried(lambda: self._house.database.write(unit))

    async def _entered(
        self, transaction: Transaction, held: Allowed, pair: PairId, kind: OrderKind, steps: int, order: Order
    ) -> bool:
        """False for a pair for which it cannot be: somebody of it has left, or it has moved on. Raises Moved."""
        kept = await pairs.one(transaction, pair)
        if kept is None:
            return False
        programme = self._house.content.programme(held.organisation.id)
        if kind is not OrderKind.COMPLETE and Event.ENTER_ORDER in pair_moves.possible(kept.pair, programme):
            return await self._entered_by_machine(transaction, held, kept, order)
        return await kept_orders.enter(transaction, pair, kind, steps, order, self._house.now)

    async def _entered_by_machine(self, transaction: Transaction, held: Allowed, kept: Kept, order: Order) -> bool:
        sides = [side.membership for side in kept.pair.sides]
        banks = await in_banks(transaction, self._house, held.organisation, sides)
        if any(side not in banks for side in sides):
            return False
        number = await pairs.next_number(transaction, held.organisation.id)
        act = pair_moves.EnterOrder(order, number, papers=True)
        try:
            await carry_out(transaction, self._house, kept, act, actor=held.actor)
        except Impossible:
            return False
        return True

    # -- what is behind --------------------------------------------------------------------------------------------

    async def _written(self, by: By, unit: Callable[[Transaction], Awaitable[T]]) -> T:
        """Whoever looks on is no longer typing anything."""

        async def whole(transaction: Transaction) -> T:
            found = await unit(transaction)
            if isinstance(by, int):
                caller = await caller_of(transaction, by)
                await people.expect(transaction, caller.account, None)
            return found

        return await self._house.database.write(whole)

    @staticmethod
    async def _permitted(transaction: Transaction, by: By, organisation: OrganisationId) -> Allowed:
        return await allowed(transaction, by, Action.ENTER_ORDER, organisation)

    @staticmethod
    def _demand_names(by: By, organisation: Organisation) -> None:
        if isinstance(by, int) and not organisation.says_names:
            raise NamesMayNotPass

    async def _kept(
        self, transaction: Transaction, by: By, draft: OrderDraftId
    ) -> tuple[Allowed, OrderKind, dict[PairId, int]]:
        found = await kept_orders.draft_of(transaction, draft)
        if found is None:
            raise StaleButton
        held = await self._permitted(transaction, by, found[0])
        return held, found[1], await kept_orders.covered_by(transaction, draft)

    async def _look(self, transaction: Transaction, by: By, draft: OrderDraftId) -> OrderDraft:
        held, kind, covered = await self._kept(transaction, by, draft)
        waiting = await self._waiting(transaction, held.organisation)
        wanted = [pair for pair in sorted(covered) if waiting.get(pair) is kind]
        if not wanted:
            raise NothingToOrder
        return await self._drafted(transaction, by, held, draft, kind, wanted)

    async def _waiting(self, transaction: Transaction, organisation: Organisation) -> dict[PairId, OrderKind]:
        programme = self._house.content.programme(organisation.id)
        histories = await pairs.histories(transaction, organisation.id)
        entered = await kept_orders.entered(transaction, organisation.id)
        found = {}
        for kept in await pairs.of_organisation(transaction, organisation.id):
            pair = kept.pair
            kind = rules.asks_for(
                pair,
                _steps(histories.get(pair.id, []), organisation),
                programme,
                changed=entered.get((pair.id, OrderKind.CHANGE), 0),
                completed=(pair.id, OrderKind.COMPLETE) in entered,
            )
            if kind is not None:
                found[pair.id] = kind
        return found

    async def _drafted(
        self,
        transaction: Transaction,
        by: By,
        held: Allowed,
        draft: OrderDraftId,
        kind: OrderKind,
        wanted: Sequence[PairId],
    ) -> OrderDraft:
        organisation = held.organisation
        named = not isinstance(by, int) or organisation.says_names
        today = self._house.local_time(organisation).date()
        entered = await kept_orders.entered(transaction, organisation.id)
        lines = []
        for pair in wanted:
            kept = await pairs.one(transaction, pair)
            assert kept is not None  # noqa: S101 - pairs are never deleted
            changed = entered.get((pair, OrderKind.CHANGE), 0)
            lines.append(await self._line(transaction, organisation, kept.pair, changed, named=named))
        forms = await self._forms(transaction, held, kind, lines) if named else ()
        programme = self._house.content.programme(organisation.id)
        return OrderDraft(
            draft, kind, organisation, today, rules.last_day(programme, today), tuple(lines), tuple(forms)
        )

    async def _line(
        self, transaction: Transaction, organisation: Organisation, pair: Pair, changed: int, *, named: bool
    ) -> OrderLine:
        history = _steps(await pairs.history(transaction, pair.id), organisation)
        steps = rules.not_ordered(history, changed)
        former = [MembershipId(one) for one in await kept_orders.former_mentors(transaction, pair.id)]
        moved = [step.membership for step in steps if step.membership is not None]
        everybody = [pair.mentor.membership, *(side.membership for side in pair.mentees), *moved, *former]
        banks = await in_banks(transaction, self._house, organisation, everybody)
        known = {one: await _named(transaction, banks, one, named=named) for one in dict.fromkeys(everybody)}
        before = known[former[0]] if len(former) == 1 else None
        changes = tuple(
            Change(
                Event(step.event),
                step.on,
                before if step.event == Event.REPLACE_MENTOR else known.get(step.membership or MembershipId(0)),
            )
            for step in steps
        )
        plan = await plans.latest(transaction, pair.id)
        return OrderLine(
            pair,
            known[pair.mentor.membership],
            tuple(known[side.membership] for side in pair.members or pair.mentees),
            changes,
            len(await held_meetings(transaction, pair, organisation)),
            plan.plan.done if plan else 0,
            plan.plan.counted if plan else 0,
        )

    async def _forms(
        self, transaction: Transaction, held: Allowed, kind: OrderKind, lines: Sequence[OrderLine]
    ) -> list[NameForm]:
        """The curator's; in an order on one pair also those of the pair."""
        wanted = [(person, Case.DATIVE) for person in await self._curator(transaction, held)]
        if len(lines) == 1 and kind is not OrderKind.COMPLETE:
            line = lines[0]
            if kind is OrderKind.ASSIGN or any(one.event is Event.REPLACE_MENTOR for one in line.changes):
                wanted += [(one.person, Case.INSTRUMENTAL) for one in line.mentees if one.name]
                wanted += [(line.mentor.person, Case.ACCUSATIVE)] if line.mentor.name else []
        found = [await _form(transaction, person, case) for person, case in wanted]
        return [form for form in found if form is not None]

    @staticmethod
    async def _curator(transaction: Transaction, held: Allowed) -> list[PersonId]:
        """Who drafts the order, if it is a curator; else the first of them."""
        curators = await people.holders(transaction, held.organisation.id, (Role.CURATOR,))
        return [held.person] if held.person in curators else curators[:1]


def form_of(draft: OrderDraft, person: PersonId, case: Case) -> NameForm | None:
    return next((form for form in draft.forms if (form.person, form.case) == (person, case)), None)


async def _form(transaction: Transaction, person: PersonId, case: Case) -> NameForm | None:
    """What has been typed, else what the rules say, if the gender is known."""
    found = await people.person(transaction, person)
    if found is None or found.name is None:
        return None
    gender = found.gender or gender_told_by(found.name)
    typed = (await kept_orders.corrections(transaction, person)).get((person, case))
    form = typed or (declined(found.name, case, gender) if gender else None)
    return NameForm(person, found.name, case, form, gender, corrected=typed is not None)


async def _named(
    transaction: Transaction, banks: Mapping[MembershipId, Filled], membership: MembershipId, *, named: bool
) -> Named:
    """Of somebody who has left, and where names may not be said, the code alone."""
    filled = banks.get(membership)
    if filled is not None:
        adult = filled.person.adult is not False
        name = filled.person.name if named else None
        return Named(
            filled.person.id, filled.membership.code, name, post(filled, words=named and adult), pupil=not adult
        )
    held = await people.membership(transaction, membership)
    assert held is not None  # noqa: S101 - a foreign key leads to it
    return Named(held.person, held.code, None, Post(), pupil=False)


def _steps(history: Sequence[pairs.Entry], organisation: Organisation) -> list[Step]:
    return [Step(entry.event, local_day(entry.at, organisation), entry.membership) for entry in history]
