"""Tables on paper: who may have one, and its rows, read a part at a time so that nobody waits for the database."""

import datetime
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from mentoring import paper_tables
from mentoring.access import Action
from mentoring.bank import Side
from mentoring.consent import Channel, ConsentKind, own_kind
from mentoring.ids import MembershipId, OrganisationId, PairId, PersonId
from mentoring.organisations import Organisation
from mentoring.pairs import Pair
from mentoring.paper_tables import (
    SIDES,
    WITH_NAMES,
    BankRow,
    Begun,
    ConsentRow,
    NamesStay,
    NotKeptHere,
    NumberedConsent,
    PairRow,
    PaperTable,
    Participant,
)
from mentoring.papers import PaperNumber
from mentoring.people import Caller
from mentoring.roles import Role
from storage import audit, pairs, statistics
from storage import bank as banks
from storage import paper_tables as kept
from storage.database import Row, Transaction
from storage.papers import MISTAKE
from storage.people import as_membership, as_name
from usecases import shelves
from usecases.looking import AGREED, local_day, look, own_places
from usecases.unit import By, House, Operator, allowed

T = TypeVar("T")

PART = 100
"""Rows that are read at a time: the database is free for everybody else in between."""

NOBODY: frozenset[Role] = frozenset()
"""To whom a paper is read: it goes from hand to hand, and nothing was promised to whoever holds it."""


class PaperTables:
    """A long table is not one moment: who leaves while it is read is left out, if their turn has not come yet."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Whose papers the caller may have. Raises Forbidden when nobody's."""
        return await look(self._house, external_id, lambda tx, caller: own_places(tx, caller, Action.DRAW_PAPERS))

    async def place(self, external_id: int, organisation: OrganisationId) -> Organisation:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> Organisation:
            return (await allowed(transaction, external_id, Action.DRAW_PAPERS, organisation)).organisation

        return await look(self._house, external_id, unit)

    async def begin(self, by: By, organisation: OrganisationId, table: PaperTable, *, codes: bool = False) -> Begun:
        """``codes``: with codes instead of names. Whoever takes a paper about people is noted.

        Raises Forbidden, NotKeptHere, and NamesStay for names that may not pass through the messenger.
        """

        async def unit(transaction: Transaction) -> Begun:
            held = await allowed(transaction, by, Action.DRAW_PAPERS, organisation)
            here = held.organisation
            if table not in paper_tables.kept_at(here.level):
                raise NotKeptHere(here)
            named = table in WITH_NAMES and not codes
            if named and isinstance(by, int) and not here.says_names:
                raise NamesStay(here)
            rows = await self._how_many(transaction, here, table)
            if table is not PaperTable.MUNICIPAL:
                way, whom = "cli" if isinstance(by, Operator) else "chat", "names" if named else "codes"
                action = f"paper_{table.name.lower()}"
                details = f"purpose: paper table, {way}, {whom}"
                await audit.note(transaction, self._house.now, held.actor, action, here.id, details=details)
            return Begun(table, here, self._house.local_time(here).date(), named, rows)

        return await self._house.database.write(unit)

    async def _how_many(self, transaction: Transaction, here: Organisation, table: PaperTable) -> int:
        if table in SIDES:
            counts = await banks.counts(transaction, here.id, self._house.consents_since(here))
            return counts.get(SIDES[table].role, 0)
        if table is PaperTable.PAIRS:
            return await kept.formed(transaction, here.id)
        if table is PaperTable.CONSENTS:
            return await kept.consents(transaction, here.id)
        return len(await statistics.children(transaction, here.id))

    # -- rows --------------------------------------------------------------------------------------------------

    def bank(self, begun: Begun) -> AsyncIterator[tuple[BankRow, ...]]:
        """In the order in which people came in, so that everybody keeps their number from one paper to the next."""
        return self._parts(begun, self._bank_part)

    def pairs(self, begun: Begun) -> AsyncIterator[tuple[PairRow, ...]]:
        """Pairs and groups, closed ones too, in the order in which they were made."""
        return self._parts(begun, self._pairs_part)

    def consents(self, begun: Begun) -> AsyncIterator[tuple[ConsentRow, ...]]:
        """All that were given, also those withdrawn since."""
        return self._parts(begun, self._consents_part)

    async def _parts(
        self, begun: Begun, part: Callable[[Begun, int, Transaction], Awaitable[tuple[int, tuple[T, ...]]]]
    ) -> AsyncIterator[tuple[T, ...]]:
        """``part`` reads the rows after an id, and tells the last id that it has read."""
        last = 0
        while True:
            last, rows = await self._house.database.read(partial(part, begun, last))
            if not rows:
                return
            yield rows

    async def _bank_part(self, begun: Begun, last: int, transaction: Transaction) -> tuple[int, tuple[BankRow, ...]]:
        here, side = begun.organisation, SIDES[begun.table]
        places = await shelves.standing_after(transaction, self._house, here, side, MembershipId(last), PART)
        if not places:
            return last, ()
        members = [place.membership.id for place in places]
        fields = paper_tables.FIELDS
        filled = await shelves.filled(transaction, self._house, here, side, places, NOBODY, fields, members)
        given = await self._consents(transaction, here, [place.person.id for place in places])
        open_pairs = await kept.open_pairs(transaction, members)
        settled = await kept.not_looking(transaction, members) if side is Side.MENTEES else frozenset()
        return members[-1], tuple(
            paper_tables.bank_row(
                one,
                open_pairs.get(one.membership.id, ()),
                _numbered(given.get(one.person.id, ()), here, adult=one.person.adult is not False),
                looking=one.membership.id not in settled,
                named=begun.named,
            )
            for one in filled
        )

    async def _consents(
        self, transaction: Transaction, here: Organisation, whose: Sequence[PersonId]
    ) -> Mapping[PersonId, Sequence[Row]]:
        """Those that hold."""
        since = self._house.consents_since(here)
        found: dict[PersonId, list[Row]] = {}
        for row in await kept.consents_of(transaction, here.id, whose):
            if row["given_at"] >= since:
                found.setdefault(PersonId(row["person_id"]), []).append(row)
        return found

    async def _pairs_part(self, begun: Begun, last: int, transaction: Transaction) -> tuple[int, tuple[PairRow, ...]]:
        here = begun.organisation
        ids = await kept.formed_after(transaction, here.id, PairId(last), PART)
        if not ids:
            return last, ()
        found = sorted((one.pair for one in await pairs.some(transaction, ids)), key=lambda pair: pair.id)
        sides = [side.membership for pair in found for side in (pair.mentor, *pair.mentees)]
        rows = await kept.participants(transaction, sides)
        who = {side: _participant(row, named=begun.named) for side, row in rows.items()}
        done, met = await kept.done(transaction, ids), await kept.last_meetings(transaction, ids)
        return ids[-1], tuple(
            _pair(pair, who, done.get(pair.id, 0), local_day(met[pair.id], here) if pair.id in met else None)
            for pair in found
        )

    async def _consents_part(
        self, begun: Begun, last: int, transaction: Transaction
    ) -> tuple[int, tuple[ConsentRow, ...]]:
        here = begun.organisation
        rows = await kept.consents_after(transaction, here.id, last, PART)
        return (rows[-1]["id"] if rows else last), tuple(_consent(row, here) for row in rows)


def _numbered(rows: Sequence[Row], here: Organisation, *, adult: bool) -> NumberedConsent | None:
    own = [row for row in rows if row["kind"] == own_kind(adult)]
    papers = [row for row in rows if row["kind"] == ConsentKind.PARENT and not adult]
    if not own:
        return None
    return NumberedConsent(own[-1]["id"], local_day(own[-1]["given_at"], here), _paper(papers[-1]) if papers else None)


def _paper(row: Row) -> PaperNumber | None:
    if row["paper_number"] is None:
        return None
    return PaperNumber(row["paper_number"], datetime.date.fromisoformat(row["paper_date"]))


def _participant(row: Row, *, named: bool) -> Participant:
    """Whoever has not agreed, or does so no more, is a code."""
    member = as_membership(row)
    return Participant(member.code, as_name(row) if named and member.state in AGREED else None)


def _pair(
    pair: Pair, who: Mapping[MembershipId, Participant], done: int, last_meeting: datetime.date | None
) -> PairRow:
    mentees = pair.members or pair.mentees
    return PairRow(
        pair.number,
        pair.order,
        who[pair.mentor.membership],
        tuple(who[side.membership] for side in mentees),
        pair.mentor.pupil,
        any(side.pupil for side in mentees),
        pair.kind,
        pair.state,
        pair.ends_on or pair.period_end,
        pair.since if pair.closed else None,
        done,
        pair.events,
        last_meeting,
    )


def _consent(row: Row, here: Organisation) -> ConsentRow:
    withdrawn = row["withdrawn_at"]
    return ConsentRow(
        row["id"],
        row["code"],
        ConsentKind(row["kind"]),
        row["version"],
        local_day(row["given_at"], here),
        Channel(row["channel"]),
        _paper(row),
        None if withdrawn is None else local_day(withdrawn, here),
        Channel(row["withdrawn_channel"]) if row["withdrawn_channel"] else None,
        row["withdrawn_reason"] == MISTAKE,
    )
