"""Parents' consents on paper: noting that one has come, and putting a slip right."""

from mentoring import consent, letters
from mentoring import papers as rules
from mentoring.access import Action, Forbidden
from mentoring.consent import Channel, ConsentKind
from mentoring.ids import ConsentId, MembershipId, OrganisationId
from mentoring.letters import Letter, LetterKind
from mentoring.organisations import Organisation
from mentoring.papers import NumberAsked, PaperCase, PaperList, PaperMark, PaperNumber, Representative
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.standing import ConsentAsked
from storage import audit, consents, people
from storage import letters as outbox
from storage import papers as folder
from storage.database import Transaction
from storage.papers import Minor
from usecases import road
from usecases.looking import local_day, look, may_name, own_places
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried


class AlreadyNoted(Exception):
    """Somebody has noted this pupil's paper; ``case`` tells which."""

    def __init__(self, case: PaperCase) -> None:
        super().__init__(case.code)
        self.case = case


class AgeProven(Exception):
    """Somewhere a consent holds that only a pupil's parents, or a pupil, can have given."""

    def __init__(self, case: PaperCase) -> None:
        super().__init__(case.code)
        self.case = case


class Papers:
    def __init__(self, house: House) -> None:
        self._house = house

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Where the caller may note papers. Raises Forbidden when nowhere."""
        action = Action.MARK_PAPER_CONSENT
        return await look(self._house, external_id, lambda tx, caller: own_places(tx, caller, action))

    async def waiting(self, external_id: int, organisation_id: OrganisationId) -> PaperList:
        """Who waits for the parent's paper and whose came today. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> PaperList:
            held = await allowed(transaction, external_id, Action.MARK_PAPER_CONSENT, organisation_id)
            morning = self._house.local_time(held.organisation).replace(hour=0, minute=0, second=0, microsecond=0)
            found = await folder.minors(
                transaction, organisation_id, int(morning.timestamp()), self._house.consents_since(held.organisation)
            )
            cases = [self._case(minor, held.organisation) for minor in found]
            return PaperList(
                held.organisation,
                tuple(case for case in cases if case.mark is None),
                tuple(case for case in cases if case.mark is not None),
            )

        return await look(self._house, external_id, unit)

    async def case(self, external_id: int, membership: MembershipId) -> PaperCase:
        """Raises Forbidden for another school's pupil and for nobody's id."""

        async def unit(transaction: Transaction, _: Caller) -> PaperCase:
            minor, held = await self._minor(transaction, external_id, membership)
            return self._case(minor, held.organisation)

        return await look(self._house, external_id, unit)

    async def blank(self, external_id: int, membership: MembershipId) -> ConsentAsked:
        """The text of the form that the parent signs, filled in for this pupil. Raises Forbidden."""

        async def unit(transaction: Transaction) -> ConsentAsked:
            minor, held = await self._minor(transaction, external_id, membership)
            return self._text(minor, held.organisation)

        return await self._house.database.read(unit)

    async def ask_number(
        self, external_id: int, membership: MembershipId, representative: Representative
    ) -> NumberAsked:
        """Number and date are to be typed next. Raises Forbidden, AlreadyNoted."""

        async def unit(transaction: Transaction) -> NumberAsked:
            minor, held = await self._minor(transaction, external_id, membership)
            self._open(minor, held.organisation)
            caller = await caller_of(transaction, external_id)
            awaited = Awaited(AwaitedKind.PAPER, (str(membership), representative.value))
            await people.expect(transaction, caller.account, awaited)
            return NumberAsked(self._case(minor, held.organisation), representative)

        return await self._house.database.write(unit)

    async def note(
        self, external_id: int, membership: MembershipId, representative: Representative, typed: str
    ) -> PaperCase:
        """The paper lies in the folder: the pupil may agree now. Raises Forbidden, PaperRefused, AlreadyNoted."""

        async def once() -> PaperCase:
            async def unit(transaction: Transaction) -> PaperCase:
                minor, held = await self._minor(transaction, external_id, membership)
                today = self._house.local_time(held.organisation).date()
                paper = rules.read_paper(typed, today)
                await folder.hold(transaction, minor.person.id)
                minor, _ = await self._minor(transaction, external_id, membership)
                self._open(minor, held.organisation)
                caller = await caller_of(transaction, external_id)
                await people.expect(transaction, caller.account, None)
                return await self._save(transaction, minor, held, representative, paper)

            return await self._house.database.write(unit)

        return await retried(once)

    async def take_back(self, external_id: int, membership: MembershipId, consent_id: ConsentId) -> PaperCase:
        """«Отметка ошибочна»: on the same day only. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> PaperCase:
            minor, held = await self._minor(transaction, external_id, membership)
            case = self._case(minor, held.organisation)
            if case.mark is None or case.mark.consent != consent_id or not case.may_be_undone:
                raise StaleButton
            if not await folder.take_back(transaction, consent_id, self._house.now):
                raise StaleButton
            news = self._news(minor, held.organisation, consent_id)
            await folder.drop_letter(transaction, news.dedupe_key)
            await self._audit(transaction, held, "paper_mark_taken_back", minor)
            after, _ = await self._minor(transaction, external_id, membership)
            return self._case(after, held.organisation)

        return await self._house.database.write(unit)

    async def declare_adult(self, external_id: int, membership: MembershipId) -> OrganisationId:
        """The age was told by a slip: no paper is needed, the person's own consent is asked next.

        Not for a pupil of the staff list, and not against the papers of any organisation: the age mark is one for
        all of them. Raises Forbidden, StaleButton, AgeProven.
        """

        async def unit(transaction: Transaction) -> OrganisationId:
            minor, held = await self._minor(transaction, external_id, membership)
            if minor.noted is not None or minor.person.school_class is not None:
                raise StaleButton
            since = self._house.consents_since(held.organisation)
            if await folder.pupil_by_consent(transaction, minor.person.id, since):
                raise AgeProven(self._case(minor, held.organisation))
            await people.set_adult(transaction, minor.person.id, adult=True)
            await self._audit(transaction, held, "declared_adult", minor)
            return held.organisation.id

        return await self._house.database.write(unit)

    # -- reading -----------------------------------------------------------------------------------------------

    async def _minor(
        self, transaction: Transaction, external_id: int, membership: MembershipId
    ) -> tuple[Minor, Allowed]:
        """Raises Forbidden, also when the id is nobody's: a guess learns nothing from the answer."""
        minor = await folder.minor(transaction, membership)
        here = OrganisationId(0) if minor is None else minor.membership.organisation
        held = await allowed(transaction, external_id, Action.MARK_PAPER_CONSENT, here)
        if minor is None:
            raise Forbidden(Action.MARK_PAPER_CONSENT)
        return minor.still(self._house.consents_since(held.organisation)), held

    def _open(self, minor: Minor, organisation: Organisation) -> None:
        """Raises AlreadyNoted."""
        if minor.noted is not None:
            raise AlreadyNoted(self._case(minor, organisation))

    def _case(self, minor: Minor, organisation: Organisation) -> PaperCase:
        mark, noted = None, minor.noted
        if noted is not None:
            mark = PaperMark(noted.consent, noted.paper, noted.representative, local_day(noted.at, organisation))
        names = may_name(organisation, minor.membership)
        return PaperCase(
            organisation,
            minor.membership.id,
            minor.membership.code,
            minor.membership.role,
            minor.person.name if names else None,
            minor.person.school_class if names else None,
            local_day(minor.since, organisation),
            self._house.local_time(organisation).date(),
            mark,
        )

    def _text(self, minor: Minor, organisation: Organisation) -> ConsentAsked:
        membership = minor.membership
        return road.ask_consent(
            self._house, organisation, membership.role, membership.code, ConsentKind.PARENT, again=False
        )

    # -- writing -----------------------------------------------------------------------------------------------

    async def _save(
        self,
        transaction: Transaction,
        minor: Minor,
        held: Allowed,
        representative: Representative,
        paper: PaperNumber,
    ) -> PaperCase:
        asked, organisation = self._text(minor, held.organisation), held.organisation
        sha256 = consent.fingerprint(asked.filled)
        await consents.keep_text(transaction, sha256, asked.kind, asked.text.version, asked.filled)
        await consents.add(
            transaction,
            minor.person.id,
            organisation.id,
            asked.kind,
            asked.text.version,
            sha256,
            given_at=self._house.now,
            zone=organisation.tz,
            channel=Channel.PAPER,
            paper={
                "number": paper.number,
                "date": paper.date.isoformat(),
                "representative": representative.value,
            },
            marked_by=held.person,
        )
        after = await folder.minor(transaction, minor.membership.id)
        assert after is not None  # noqa: S101 - the same row was read a statement ago
        assert after.noted is not None  # noqa: S101 - it has just been written
        await outbox.add(transaction, self._news(minor, organisation, after.noted.consent))
        await self._audit(transaction, held, "paper_noted", minor)
        return self._case(after, organisation)

    def _news(self, minor: Minor, organisation: Organisation, consent_id: ConsentId) -> Letter:
        now = self._house.local_time(organisation)
        kind = LetterKind.PAPER_RECEIVED
        return letters.news(minor.person.id, kind, str(consent_id), now, membership=minor.membership.id)

    async def _audit(self, transaction: Transaction, held: Allowed, action: str, minor: Minor) -> None:
        subject = f"membership:{minor.membership.id}"
        await audit.note(transaction, self._house.now, held.actor, action, held.organisation.id, subject)
