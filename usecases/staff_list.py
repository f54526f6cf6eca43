"""Bringing in a list of people: names come from the school's own file, never through the messenger."""

from collections.abc import Sequence

from mentoring import staff_list
from mentoring.access import Action, invites
from mentoring.ids import OrganisationId
from mentoring.invitations import PERSONAL_DAYS
from mentoring.names import gender_of
from mentoring.organisations import Organisation
from mentoring.people import Membership
from mentoring.roles import ROLES_OF_LEVEL, MembershipState
from mentoring.staff_list import BroughtIn, Entry, Listed, Problem, ProblemKind
from storage import audit, invitations, people
from storage import staff_list as stored
from storage.database import Transaction
from storage.staff_list import OnList
from usecases.inviting import DAY
from usecases.joining import new_code
from usecases.rights import rights_of
from usecases.unit import By, House, allowed


class StaffList:
    def __init__(self, house: House) -> None:
        self._house = house

    async def bring_in(
        self, by: By, organisation_id: OrganisationId, rows: Sequence[Sequence[str]], *, dry_run: bool = False
    ) -> BroughtIn:
        """Enter everyone who can be read, each with a code and a personal invitation, in one transaction.

        Who is on the list already is not entered twice; who has not come and has no valid invitation any more
        gets a new one. Raises Forbidden, NotKnown, HeadingsMissing.
        """

        async def unit(transaction: Transaction) -> BroughtIn:
            organisation, entries, problems = await self._read(transaction, by, organisation_id, rows)
            known = {
                staff_list.key(one.name, one.role, one.school_class): one
                for one in await stored.listed(transaction, organisation_id, self._house.now)
            }
            same = {entry.row: staff_list.same_person(entry, entries, known) for entry in entries}
            there = {row: known[key] for row, key in same.items() if key is not None}
            kept = [entry for entry in entries if entry.row in there and not there[entry.row].waits_in_vain]
            problems += [Problem(entry.row, entry.heading, ProblemKind.ALREADY_LISTED) for entry in kept]
            taken = [entry for entry in entries if entry not in kept]
            if dry_run:
                return _result([Listed(entry.row, entry.role) for entry in taken], problems)
            actor = (await rights_of(transaction, by)).actor
            listed = [
                await self._invite(transaction, organisation, entry, there.get(entry.row), actor) for entry in taken
            ]
            if listed:
                details = f"people: {len(listed)}"
                now = self._house.now
                await audit.note(transaction, now, actor, "imported_people", organisation_id, details=details)
            return _result(listed, problems)

        if dry_run:
            return await self._house.database.read(unit)
        return await self._house.database.write(unit)

    @staticmethod
    async def _read(
        transaction: Transaction, by: By, organisation_id: OrganisationId, rows: Sequence[Sequence[str]]
    ) -> tuple[Organisation, list[Entry], list[Problem]]:
        organisation = (await allowed(transaction, by, Action.SEE_ORGANISATION, organisation_id)).organisation
        roles = ROLES_OF_LEVEL[organisation.level]
        entries, problems = staff_list.read(rows, roles, minors=bool(organisation.minors))
        for role in {entry.role for entry in entries}:
            await allowed(transaction, by, invites(role), organisation_id)
        return organisation, entries, problems

    async def _invite(
        self, transaction: Transaction, organisation: Organisation, entry: Entry, known: OnList | None, actor: str
    ) -> Listed:
        """A personal invitation that carries the person of the list, entered now unless known."""
        now = self._house.now
        if known is None:
            membership = await self._enter(transaction, organisation, entry)
            carried, code = membership.id, membership.code
        else:
            carried, code = known.membership, known.code
            await invitations.revoke_of(transaction, carried, now)
        secret = new_code()
        invitation = await invitations.add(
            transaction,
            secret,
            organisation.id,
            entry.role,
            personal=True,
            uses=1,
            expires_at=now + PERSONAL_DAYS * DAY,
            created_by=actor,
            now=now,
            membership=carried,
        )
        return Listed(entry.row, entry.role, code, invitation, secret)

    async def _enter(self, transaction: Transaction, organisation: Organisation, entry: Entry) -> Membership:
        now = self._house.now
        person = await people.add_person(transaction, now)
        await people.set_name(transaction, person, entry.name, gender_of(entry.name.patronymic), confirmed=True)
        await people.set_adult(transaction, person, adult=entry.school_class is None)
        await people.set_post(transaction, person, entry.position, entry.school_class)
        code = await invitations.next_code(transaction, organisation.id)
        state = MembershipState.INVITED
        return await people.add_membership(transaction, person, organisation.id, entry.role, state, code, now)


def _result(listed: list[Listed], problems: list[Problem]) -> BroughtIn:
    return BroughtIn(tuple(listed), tuple(sorted(problems, key=lambda problem: problem.row)))
