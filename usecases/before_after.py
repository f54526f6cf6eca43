"""Before and after: sums of per-person differences between the two stages of the monitoring."""

import datetime

from mentoring import access, before_after
from mentoring.access import Action
from mentoring.before_after import STAGES, BeforeAfter
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.roles import Role
from storage import before_after as counts
from storage.database import Transaction
from usecases.looking import look, school_year_to
from usecases.unit import House, allowed

SEE = Action.SEE_STATISTICS


class BeforesAndAfters:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, organisation: OrganisationId) -> BeforeAfter:
        """Of this school year, until today. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> BeforeAfter:
            place = (await allowed(transaction, external_id, SEE, organisation)).organisation
            today = self._house.local_time(place).date()
            return await changes(transaction, self._house, place, today, caller)

        return await look(self._house, external_id, unit)


async def changes(
    transaction: Transaction, house: House, place: Organisation, on: datetime.date, reader: Caller | None = None
) -> BeforeAfter:
    """As things stood at the end of that local day. What a ``reader`` could tell of neighbours is covered."""
    since, until = school_year_to(on, place)
    forms = [
        (role, await house.content.form(transaction, pinned)) for role, pinned in await counts.versions(transaction)
    ]
    compared = [one for role, form in forms for one in before_after.compared(role, form)]
    found = await counts.changes(transaction, place.id, compared, since=since, until=until) if compared else {}
    # The newest version comes last: it says what the questions are called.
    after = {role: form for role, form in forms if form.id == STAGES[role].after}
    lines = {role: before_after.lines(form, found.get(role, {})) for role, form in after.items()}
    covered = await _covered(transaction, place, reader, since=since, until=until)
    return BeforeAfter(place, on, lines, covered)


async def _covered(
    transaction: Transaction, place: Organisation, reader: Caller | None, *, since: int, until: int
) -> frozenset[Role]:
    """Who sees the sum of a place above could take from it whatever its other places show."""
    found: set[Role] = set()
    for depth in range(len(place.path) - 1, 0, -1):
        above = place.path[:depth]
        if reader is None or not access.may(reader.grants, SEE, above):
            break
        beside = await counts.people_below(transaction, above[-1], since=since, until=until)
        found |= {role for role, people in beside.items() if before_after.give_away(people)}
    return frozenset(found)
