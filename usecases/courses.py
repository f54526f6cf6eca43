"""The plan-order of courses, for one school with names and for a place in numbers."""

from mentoring import courses as rules
from mentoring.access import Action
from mentoring.bank import Side
from mentoring.courses import CourseLine, CourseOrder
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.roles import Level
from storage import registry
from storage.database import Transaction
from storage.schools import SCHOOLS
from usecases import road, shelves
from usecases.looking import may_name
from usecases.unit import House, allowed


class Courses:
    def __init__(self, house: House) -> None:
        self._house = house

    async def order(self, external_id: int, place: OrganisationId) -> CourseOrder:
        """Every school is read by itself, so that nobody waits for a whole region. Raises Forbidden."""
        here, schools = await self._house.database.read(lambda tx: self._schools(tx, external_id, place))
        names = here.level is Level.ORGANISATION
        lines: list[CourseLine] = []
        for school, municipality in schools:
            lines += await self._house.database.read(
                lambda tx, school=school, municipality=municipality: self._lines(  # type: ignore[misc]
                    tx, school, municipality, names=names
                )
            )
        return CourseOrder(here, tuple(lines))

    async def _schools(
        self, transaction: Transaction, external_id: int, place: OrganisationId
    ) -> tuple[Organisation, list[tuple[OrganisationId, str | None]]]:
        """Who sees a school's bank learns there who it is; who compares schools learns how many."""
        held = await allowed(transaction, external_id, Action.SEE_REGISTERS, place)
        school = held.organisation.level is Level.ORGANISATION
        await allowed(transaction, external_id, Action.SEE_BANK if school else Action.COMPARE_SCHOOLS, place)
        rows = await transaction.rows(SCHOOLS, place)
        return held.organisation, [(OrganisationId(row["id"]), row["municipality"]) for row in rows]

    async def _lines(
        self, transaction: Transaction, school: OrganisationId, municipality: str | None, *, names: bool
    ) -> tuple[CourseLine, ...]:
        here = await road.organisation(transaction, school)
        records = await registry.of_organisation(transaction, school)
        trained = {one for one, kept in records.items() if kept.record.trained_on is not None}
        wishes = []
        mentors = await shelves.everybody(transaction, self._house, here, Side.MENTORS, frozenset(), rules.FIELDS)
        for mentor in mentors:
            wanted = rules.course(mentor, trained=mentor.membership.id in trained)
            if mentor.person.adult is True and wanted is not None:
                named = mentor.person.name is not None and may_name(here, mentor.membership)
                wishes.append((wanted, str(mentor.person.name) if named else mentor.membership.code))
        return rules.lines_of(here.name, municipality, wishes, names=names)
