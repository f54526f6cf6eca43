"""The base of curators: who confirms every year, and what the coordinator sees of it."""

from mentoring import calendar
from mentoring import curators as rules
from mentoring.access import Action
from mentoring.curators import CuratorBase, CuratorLine, CuratorsWord
from mentoring.ids import MembershipId, OrganisationId
from mentoring.letters import Letter, LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Caller, Membership
from mentoring.roles import Role
from storage import curators as kept
from storage import letters as outbox
from storage.curators import Kept
from storage.database import Transaction
from storage.schools import SCHOOLS
from usecases import road
from usecases.looking import AGREED, local_day, look, may_name
from usecases.unit import House, StaleButton, allowed, caller_of


async def ask(transaction: Transaction, house: House) -> int:
    """The yearly question to every curator whose word is missing and whose day has come. Returns how many letters."""
    yearly, written = house.content.registers.curators, 0
    # Nobody's clock is more than a day away from this one.
    if yearly.asking(house.clock.now().date()) is None:
        return 0
    for membership, since in await kept.silent(transaction, yearly.year(house.clock.now().date())):
        here = await road.organisation(transaction, membership.organisation)
        today = house.local_time(here).date()
        number = yearly.asking(today)
        if number is not None and rules.waits(yearly, local_day(since, here), None, today):
            again = number > 1 and await _was_asked(transaction, membership, yearly.year(today))
            written += await outbox.add(transaction, _letter(house, here, membership, number, again=again))
    return written


def _key(membership: Membership, year: int, number: int) -> str:
    return f"{LetterKind.CURATOR_ASKED}:{membership.id}:{year}:{number}"


async def _was_asked(transaction: Transaction, membership: Membership, year: int) -> bool:
    """A bot that was started in May has not written in April."""
    first = _key(membership, year, 1)
    return first in await outbox.known(transaction, [first])


def _letter(house: House, here: Organisation, membership: Membership, number: int, *, again: bool) -> Letter:
    now = house.local_time(here)
    year = house.content.registers.curators.year(now.date())
    return Letter(
        membership.person,
        LetterKind.CURATOR_ASKED,
        _key(membership, year, number),
        calendar.digest_time(now, house.content.calendars(here)),
        {"membership": membership.id, "year": year, "again": int(again)},
    )


class Curators:
    def __init__(self, house: House) -> None:
        self._house = house

    async def base(self, external_id: int, place: OrganisationId) -> CuratorBase:
        """All curators of a municipality by school. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> CuratorBase:
            here = (await allowed(transaction, external_id, Action.SEE_CURATORS, place)).organisation
            today = self._house.local_time(here).date()
            yearly = self._house.content.registers.curators
            found: dict[int, list[Kept]] = {}
            for one in await kept.of_schools(transaction, place):
                found.setdefault(one.membership.organisation, []).append(one)
            lines: list[CuratorLine] = []
            for row in await transaction.rows(SCHOOLS, place):
                school = await road.organisation(transaction, OrganisationId(row["id"]))
                curators = found.get(school.id, [])
                lines += [self._line(one, school, row["municipality"]) for one in curators]
                if not curators:
                    lines.append(CuratorLine(school.name, row["municipality"], school.contact))
            return CuratorBase(here, today, rules.in_order(lines), yearly.last_day(yearly.year(today)))

        return await look(self._house, external_id, unit)

    async def word(self, external_id: int, membership: MembershipId) -> CuratorsWord:
        """What there is to confirm. Raises StaleButton for anybody but the curator."""

        async def unit(transaction: Transaction, caller: Caller) -> CuratorsWord:
            return await self._word(transaction, caller, membership)

        return await look(self._house, external_id, unit)

    async def confirm(self, external_id: int, membership: MembershipId, year: int) -> CuratorsWord:
        """Raises StaleButton, also for a year that is over."""

        async def unit(transaction: Transaction) -> CuratorsWord:
            caller = await caller_of(transaction, external_id)
            found = await self._word(transaction, caller, membership)
            if found.year != year:
                raise StaleButton
            today = self._house.local_time(found.organisation).date()
            await kept.confirm(transaction, membership, year, today)
            return await self._word(transaction, caller, membership)

        return await self._house.database.write(unit)

    async def _word(self, transaction: Transaction, caller: Caller, membership: MembershipId) -> CuratorsWord:
        held = caller.membership(membership)
        if held is None or not _speaks(held):
            raise StaleButton
        return await _word_of(transaction, self._house, caller, held)

    def _line(self, one: Kept, school: Organisation, municipality: str | None) -> CuratorLine:
        """In ``minimal`` the code stands for the name."""
        names = may_name(school, one.membership)
        since = local_day(one.since, school)
        year, day = one.confirmed or (None, None)
        return CuratorLine(
            school.name,
            municipality,
            school.contact,
            one.membership.id,
            one.membership.code,
            one.person.name if names else None,
            one.person.position if names else None,
            since,
            day,
            rules.waits(self._house.content.registers.curators, since, year, self._house.local_time(school).date()),
        )


def _speaks(held: Membership) -> bool:
    return held.role is Role.CURATOR and held.state in AGREED


async def own_word(
    transaction: Transaction, house: House, caller: Caller, organisation: OrganisationId
) -> CuratorsWord | None:
    """The caller's own word in a school whose curator they are."""
    held = [one for one in caller.memberships if _speaks(one) and one.organisation == organisation]
    return await _word_of(transaction, house, caller, held[0]) if held else None


async def _word_of(transaction: Transaction, house: House, caller: Caller, held: Membership) -> CuratorsWord:
    here = await road.organisation(transaction, held.organisation)
    yearly, today = house.content.registers.curators, house.local_time(here).date()
    year, given = yearly.year(today), await kept.confirmed(transaction, held.id)
    since = local_day(await kept.since(transaction, held.id), here)
    names = may_name(here, held)
    return CuratorsWord(
        here,
        held.id,
        held.code,
        caller.person.name if names else None,
        caller.person.position if names else None,
        year,
        yearly.last_day(year),
        given[1] if given and given[0] == year else None,
        rules.waits(yearly, since, given[0] if given else None, today),
        today > yearly.last_day(year),
    )
