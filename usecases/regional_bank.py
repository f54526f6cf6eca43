"""The regional bank: papers and numbers marked at school, rows that leave it for the region."""

from mentoring import bank as banks
from mentoring import consent as consents_rules
from mentoring import regional_bank as rules
from mentoring.access import Action, may
from mentoring.bank import Filled, Side
from mentoring.consent import Channel, ConsentKind
from mentoring.ids import MembershipId, OrganisationId, PersonId
from mentoring.organisations import Organisation
from mentoring.papers import PaperNumber, read_paper
from mentoring.people import Awaited, AwaitedKind, Caller, Membership, Person
from mentoring.regional_bank import (
    BankPerson,
    BankPersonCard,
    BankRow,
    Chosen,
    Mark,
    PaperAct,
    RegionalBank,
    SchoolsPart,
)
from mentoring.standing import ConsentAsked
from storage import audit, consents, people
from storage import regional_bank as kept
from storage.bank import Standing
from storage.database import Transaction
from storage.schools import SCHOOLS
from usecases import road, shelves
from usecases.looking import look, may_name
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

FIELDS = frozenset({*banks.TOPIC_FIELDS, "subjects", "experience_years", "position"})

MARK = Action.MARK_PAPER_CONSENT


class RegionalBanks:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- at school ---------------------------------------------------------------------------------------------

    async def school(self, external_id: int, organisation: OrganisationId, chosen: Chosen) -> SchoolsPart:
        """The adults of both banks. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> SchoolsPart:
            here = (await allowed(transaction, external_id, Action.SEE_BANK, organisation)).organisation
            marks = await self._marks(transaction, here)
            found = [
                self._person(here, one.membership, one.person, marks.get(one.person.id, Mark()))
                for side in Side
                for one in await shelves.standing(transaction, self._house, here, side)
                if _adult(one)
            ]
            return SchoolsPart(here, tuple(found), chosen)

        return await look(self._house, external_id, unit)

    async def card(self, external_id: int, membership: MembershipId) -> BankPersonCard:
        """Raises Forbidden, and StaleButton for a child or somebody who is in no bank any more."""

        async def unit(transaction: Transaction, caller: Caller) -> BankPersonCard:
            held, member, person = await self._adult(transaction, external_id, Action.SEE_BANK, membership)
            return await self._card(transaction, held.organisation, member, person, caller)

        return await look(self._house, external_id, unit)

    async def blank(self, external_id: int, membership: MembershipId) -> ConsentAsked:
        """The form to be signed. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> ConsentAsked:
            held, member, _ = await self._adult(transaction, external_id, MARK, membership)
            return self._text(held.organisation, member)

        return await self._house.database.read(unit)

    async def ask_paper(self, external_id: int, membership: MembershipId, act: PaperAct) -> BankPersonCard:
        """Number and date are typed next. Raises Forbidden, StaleButton when it is so already."""

        async def unit(transaction: Transaction) -> BankPersonCard:
            held, member, person = await self._adult(transaction, external_id, MARK, membership)
            caller = await caller_of(transaction, external_id)
            found = await self._card(transaction, held.organisation, member, person, caller)
            _demand(found.person.mark, act)
            awaited = Awaited(AwaitedKind.BANK_PAPER, (str(membership), act.value))
            await people.expect(transaction, caller.account, awaited)
            return found

        return await self._house.database.write(unit)

    async def mark(self, external_id: int, membership: MembershipId, act: PaperAct, typed: str) -> BankPersonCard:
        """The paper lies in the folder. Raises Forbidden, PaperRefused, StaleButton when somebody was quicker."""

        async def unit(transaction: Transaction) -> BankPersonCard:
            held, member, person = await self._adult(transaction, external_id, MARK, membership)
            here = held.organisation
            paper = read_paper(typed, self._house.local_time(here).date())
            await kept.hold(transaction, person.id)
            before = (await self._marks(transaction, here)).get(person.id, Mark())
            _demand(before, act)
            if act is PaperAct.GIVE:
                await self._keep(transaction, held, member, paper)
            else:
                await kept.withdraw(transaction, person.id, here.id, paper, self._house.now)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            done = "bank_consent_noted" if act is PaperAct.GIVE else "bank_consent_withdrawn"
            await audit.note(transaction, self._house.now, held.actor, done, here.id, f"membership:{membership}")
            return await self._card(transaction, here, member, person, caller)

        return await retried(lambda: self._house.database.write(unit))

    async def ask_external_id(self, external_id: int, membership: MembershipId) -> BankPersonCard:
        """The number in another bank is typed next. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> BankPersonCard:
            held, member, person = await self._adult(transaction, external_id, MARK, membership)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.EXTERNAL_ID, (str(membership),)))
            return await self._card(transaction, held.organisation, member, person, caller)

        return await self._house.database.write(unit)

    async def set_external_id(self, external_id: int, membership: MembershipId, typed: str | None) -> BankPersonCard:
        """None takes it away. Raises Forbidden, StaleButton, ExternalIdRefused."""
        number = None if typed is None else rules.read_external_id(typed)

        async def unit(transaction: Transaction) -> BankPersonCard:
            held, member, person = await self._adult(transaction, external_id, MARK, membership)
            await kept.set_external_id(transaction, person.id, number)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            here = held.organisation
            await audit.note(
                transaction, self._house.now, held.actor, "external_id_set", here.id, f"membership:{membership}"
            )
            return await self._card(transaction, here, member, person, caller)

        return await self._house.database.write(unit)

    # -- for the region ----------------------------------------------------------------------------------------

    async def region(self, external_id: int, region: OrganisationId) -> RegionalBank:
        """Every school is read by itself, so that nobody waits for a whole region. Raises Forbidden."""
        here, schools = await self._house.database.read(lambda tx: self._schools(tx, external_id, region))
        rows: list[BankRow] = []
        pupils = 0
        for school, municipality in schools:
            part, children = await self._house.database.read(
                lambda tx, school=school, municipality=municipality: self._rows(tx, school, municipality)  # type: ignore[misc]
            )
            rows += part
            pupils += children
        told, hidden = rules.unrecognisable(rows)
        return RegionalBank(here, told, pupils, hidden)

    async def export(self, external_id: int, region: OrganisationId) -> RegionalBank:
        """The same, with a note that it has left. Raises Forbidden."""
        found = await self.region(external_id, region)

        async def unit(transaction: Transaction) -> None:
            held = await allowed(transaction, external_id, Action.SEE_REGIONAL_BANK, region)
            details = f"rows: {len(found.rows)}, by name: {found.named}"
            await audit.note(
                transaction, self._house.now, held.actor, "exported_regional_bank", region, details=details
            )

        await self._house.database.write(unit)
        return found

    async def _schools(
        self, transaction: Transaction, external_id: int, region: OrganisationId
    ) -> tuple[Organisation, list[tuple[OrganisationId, str | None]]]:
        held = await allowed(transaction, external_id, Action.SEE_REGIONAL_BANK, region)
        rows = await transaction.rows(SCHOOLS, region)
        return held.organisation, [(OrganisationId(row["id"]), row["municipality"]) for row in rows]

    async def _rows(
        self, transaction: Transaction, school: OrganisationId, municipality: str | None
    ) -> tuple[list[BankRow], int]:
        """Of one school, and how many children stand in its banks."""
        here = await road.organisation(transaction, school)
        marks = await self._marks(transaction, here)
        rows, pupils = [], 0
        for side in Side:
            for filled in await shelves.everybody(transaction, self._house, here, side, frozenset(), FIELDS):
                if filled.person.adult is True:
                    rows.append(self._row(here, municipality, filled, marks.get(filled.person.id, Mark())))
                else:
                    pupils += 1
        return rows, pupils

    def _row(self, here: Organisation, municipality: str | None, filled: Filled, mark: Mark) -> BankRow:
        named = mark.paper is not None and may_name(here, filled.membership) and filled.person.name is not None
        years = next((filled.answers[one.id] for one in filled.questions("experience_years")), None)
        typed = " ".join(str(filled.answers[one.id]) for one in filled.questions("subjects"))
        return BankRow(
            municipality,
            filled.membership.code,
            filled.membership.role,
            next(iter(filled.labels("position", words=False)), None),
            rules.subjects(typed, self._house.content.registers.subjects),
            rules.band(years) if isinstance(years, int) else None,
            filled.labels(*banks.TOPIC_FIELDS, words=False),
            mark.external_id is not None,
            filled.person.name if named else None,
            mark.external_id if named else None,
            here.name if named else None,
        )

    # -- inside ------------------------------------------------------------------------------------------------

    async def _adult(
        self, transaction: Transaction, external_id: int, action: Action, membership: MembershipId
    ) -> tuple[Allowed, Membership, Person]:
        member = await people.membership(transaction, membership)
        here = OrganisationId(0) if member is None else member.organisation
        held = await allowed(transaction, external_id, action, here)
        assert member is not None  # noqa: S101 - nobody is allowed anything in an organisation that is none
        side = next((side for side in Side if side.role is member.role), None)
        if side is None:
            raise StaleButton
        standing = await shelves.standing(transaction, self._house, held.organisation, side, [membership])
        if not standing or not _adult(standing[0]):
            raise StaleButton
        return held, member, standing[0].person

    async def _card(
        self, transaction: Transaction, here: Organisation, member: Membership, person: Person, caller: Caller
    ) -> BankPersonCard:
        mark = (await self._marks(transaction, here)).get(person.id, Mark())
        return BankPersonCard(here, self._person(here, member, person, mark), may(caller.grants, MARK, here.path))

    async def _marks(self, transaction: Transaction, here: Organisation) -> dict[PersonId, Mark]:
        return await kept.marks(transaction, here.id, self._house.consents_since(here))

    def _person(self, here: Organisation, member: Membership, person: Person, mark: Mark) -> BankPerson:
        name = person.name if may_name(here, member) else None
        return BankPerson(member.id, member.code, name, member.role, mark)

    def _text(self, here: Organisation, member: Membership) -> ConsentAsked:
        return road.ask_consent(self._house, here, member.role, member.code, ConsentKind.REGIONAL_BANK, again=False)

    async def _keep(self, transaction: Transaction, held: Allowed, member: Membership, paper: PaperNumber) -> None:
        here = held.organisation
        asked = self._text(here, member)
        sha256 = consents_rules.fingerprint(asked.filled)
        await consents.keep_text(transaction, sha256, asked.kind, asked.text.version, asked.filled)
        await consents.add(
            transaction,
            member.person,
            here.id,
            asked.kind,
            asked.text.version,
            sha256,
            given_at=self._house.now,
            zone=here.tz,
            channel=Channel.PAPER,
            paper={"number": paper.number, "date": paper.date.isoformat()},
            marked_by=held.person,
        )


def _adult(one: Standing) -> bool:
    return one.person.adult is True


def _demand(mark: Mark, act: PaperAct) -> None:
    """Raises StaleButton when it has been marked so already."""
    if (mark.paper is None) is not (act is PaperAct.GIVE):
        raise StaleButton
