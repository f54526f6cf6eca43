"""From an invitation to a consent, a name and a place in the programme."""

import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from mentoring import consent, names
from mentoring.consent import Channel, ConsentKind, Step
from mentoring.ids import MembershipId, PersonId
from mentoring.letters import LetterKind
from mentoring.names import Gender
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind, Caller, Membership
from mentoring.roles import PARTICIPANTS, MembershipState, Role
from mentoring.standing import (
    AgeAsked,
    ConsentAsked,
    DetailsMissing,
    MinorsRefused,
    NameAsked,
    NameShown,
    PaperAwaited,
    Refusal,
    ShownText,
    Standing,
    awaits,
)
from storage import audit, consents, facts, invitations, people
from storage.database import Transaction
from storage.idle import STRANGER
from storage.invitations import Invitation
from usecases import leaving, road
from usecases.caring import tell_carers
from usecases.unit import House, NotKnown, StaleButton

GUESSES = 5
GUESS_WINDOW = 15 * 60
"""After five wrong codes within a quarter of an hour the door stays shut until the quarter is over."""

CODE_SHAPE = re.compile(r"[a-z0-9]{12}")
"""Words of another shape are no guess at a code."""

FIRST_CODE = "first_administrator_code"


class CodeUnknown(Exception):
    """No such code, or it is used up, expired or revoked: which of them is nobody's business."""


class InvitationUsed(CodeUnknown):
    """Somebody else has come in by it; told only to those who had opened it in time, and so know what it was."""


class PupilsLink(Exception):
    """A child's personal link in the hands of an adult: by it the adult would become a pupil."""


class TooManyGuesses(Exception):
    """The account has tried too many wrong codes."""


class AlreadyMember(Exception):
    """The person already holds this role here."""


def new_code() -> str:
    """A code that is hard to guess and easy to copy: 60 bits, no letters that look alike."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(alphabet) for _ in range(12))


class Joining:
    def __init__(self, house: House, admin_ids: frozenset[int] = frozenset()) -> None:
        self._house = house
        self._admin_ids = admin_ids

    # -- where things stand ------------------------------------------------------------------------------------

    async def stand(self, external_id: int) -> Standing:
        """Where the person is now; what is awaited from the keyboard follows it."""
        found = await self._house.database.read(lambda tx: road.load(tx, self._house, external_id))
        standing = road.stand(found, self._house)
        other_words = found.caller is not None and found.caller.awaited != awaits(standing)
        if other_words or road.may_be_admitted(found):
            return await self._house.database.write(lambda tx: self._standing(tx, external_id))
        return standing

    async def look(self, external_id: int) -> Standing:
        """Where the person is now, without asking for anything."""
        return road.stand(
            await self._house.database.read(lambda tx: road.load(tx, self._house, external_id)), self._house
        )

    async def roles(self, external_id: int) -> tuple[Role, ...]:
        """The roles that the person holds already, whatever else is still to be done."""
        caller = await self._house.database.read(lambda tx: people.caller(tx, external_id))
        return () if caller is None else tuple(grant.role for grant in caller.grants)

    async def put_off(self, external_id: int) -> None:
        """Nothing typed is awaited any more; what was answered stays."""

        async def unit(transaction: Transaction) -> None:
            caller = await people.caller(transaction, external_id)
            if caller is not None and caller.awaited is not None:
                await people.expect(transaction, caller.account, None)

        await self._house.database.write(unit)

    async def text_asked(self, external_id: int, shown: ShownText) -> ConsentAsked:
        """The text that is being asked, for sending it as a file. Raises StaleButton."""
        return self._asked(await self.look(external_id), shown)

    async def paper_blank(self, external_id: int) -> ConsentAsked:
        """The parent's paper with blanks, for a pupil who waits for it. Raises StaleButton."""
        standing = await self.look(external_id)
        if not isinstance(standing, PaperAwaited):
            raise StaleButton
        membership, here = standing.membership, standing.organisation
        return road.ask_consent(self._house, here, membership.role, membership.code, ConsentKind.PARENT, again=False)

    async def _act(self, external_id: int, save: Callable[[Transaction, road.Facts], Awaitable[None]]) -> Standing:
        """One act of a known caller: load, save what ``save`` decides, and stand where that leads.

        All of it in one writing unit: another device comes either before it or after it.
        """

        async def unit(transaction: Transaction) -> Standing:
            before = await road.load(transaction, self._house, external_id)
            if before.caller is None:
                raise NotKnown
            await save(transaction, before)
            return await self._standing(transaction, external_id)

        return await self._house.database.write(unit)

    # -- invitations -------------------------------------------------------------------------------------------

    async def recognise_administrator(self, external_id: int) -> bool:
        """Make those whom ``ADMIN_IDS`` names administrators at their first word. True when it happened now."""
        if external_id not in self._admin_ids:
            return False

        async def unit(transaction: Transaction) -> bool:
            caller = await people.caller(transaction, external_id)
            if caller is not None and caller.administrator:
                return False
            await self._make_administrator(transaction, external_id, caller)
            return True

        known = await self._house.database.read(lambda tx: people.caller(tx, external_id))
        if known is not None and known.administrator:
            return False
        return await self._house.database.write(unit)

    async def _make_administrator(self, transaction: Transaction, external_id: int, caller: Caller | None) -> None:
        now = self._house.now
        if caller is None:
            person = await people.add_person(transaction, now)
            await people.add_account(transaction, external_id, person, now)
        else:
            person = caller.person.id
        await people.make_administrator(transaction, person, now)
        await audit.note(transaction, now, f"person:{person}", "became_administrator")

    async def first_code(self) -> str | None:
        """A one-time code for the first administrator, anew at each start until it is used; None if there is one."""
        code = new_code()

        async def unit(transaction: Transaction) -> str | None:
            if await people.has_administrator(transaction):
                return None
            await facts.put(transaction, FIRST_CODE, hashlib.sha256(code.encode()).hexdigest())
            return code

        return None if self._admin_ids else await self._house.database.write(unit)

    async def ask_code(self, external_id: int) -> None:
        """«У меня есть код»: the next typed words are a code. A stranger leaves no trace until then."""

        async def unit(transaction: Transaction) -> None:
            caller = await people.caller(transaction, external_id)
            if caller is not None:
                await people.expect(transaction, caller.account, Awaited(AwaitedKind.CODE))

        await self._house.database.write(unit)

    async def open_invitation(self, external_id: int, code: str) -> Standing:
        """Follow a deep link. Raises CodeUnknown, PupilsLink, TooManyGuesses, AlreadyMember."""
        now, code = self._house.now, code.strip().lower()
        if not CODE_SHAPE.fullmatch(code):
            raise CodeUnknown

        async def unit(transaction: Transaction) -> Standing | None:
            if await invitations.wrong_codes(transaction, external_id, now - GUESS_WINDOW) >= GUESSES:
                raise TooManyGuesses
            if await self._is_first_code(transaction, code):
                await self._make_administrator(transaction, external_id, await people.caller(transaction, external_id))
                return await self._standing(transaction, external_id)
            invitation = await invitations.by_code(transaction, code)
            if invitation is None or not invitation.valid(now):
                await invitations.add_wrong_code(transaction, external_id, now)
                # Whose guess it was stands in `wrong_codes` until the daily round: strangers have agreed to nothing.
                await audit.note(transaction, now, STRANGER, "wrong_code")
                return None
            await self._begin(transaction, external_id, invitation)
            return await self._standing(transaction, external_id)

        standing = await self._house.database.write(unit)
        if standing is None:
            raise CodeUnknown
        return standing

    async def _is_first_code(self, transaction: Transaction, code: str) -> bool:
        kept = await facts.get(transaction, FIRST_CODE)
        if kept is None or not secrets.compare_digest(kept, hashlib.sha256(code.encode()).hexdigest()):
            return False
        return await facts.drop(transaction, FIRST_CODE)

    async def _begin(self, transaction: Transaction, external_id: int, invitation: Invitation) -> None:
        now = self._house.now
        caller = await people.caller(transaction, external_id)
        if caller is None:
            person = await people.add_person(transaction, now)
            account = await people.add_account(transaction, external_id, person, now)
        else:
            held = {(m.organisation, m.role) for m in caller.memberships}
            if (invitation.organisation, invitation.role) in held:
                raise AlreadyMember
            account = caller.account
            open_one = await invitations.joining(transaction, account)
            if open_one is not None and open_one.invitation.id == invitation.id:
                return
        listed = await self._listed(transaction, invitation)
        code = await self._code(transaction, caller, invitation, listed)
        await invitations.start_joining(transaction, account, invitation, code, now)
        before = await road.load(transaction, self._house, external_id)
        assert before.joining is not None  # noqa: S101 - it has just begun
        if road.recorded_adult(before.caller, before.joining[0]) is False:
            await self._admit_pupil(transaction, before)

    @staticmethod
    def _refuse_pupils_link(before: road.Facts) -> None:
        """A pupil's link from the school's list is that child's own. Raises PupilsLink for whoever is an adult."""
        assert before.caller is not None  # noqa: S101 - the caller has looked
        assert before.joining is not None  # noqa: S101 - the caller has looked
        staff = before.caller.administrator or not all(held.participates for held in before.caller.memberships)
        if before.joining[0].listed_pupil and (staff or before.caller.person.adult):
            raise PupilsLink

    @staticmethod
    async def _code(
        transaction: Transaction, caller: Caller | None, invitation: Invitation, listed: Membership | None
    ) -> str:
        """Who comes back keeps the code of the first time; the school's list brings its own."""
        former = None
        if caller is not None:
            former = await people.former_code(transaction, caller.person.id, invitation.organisation, invitation.role)
        if former is not None or listed is None:
            return former or await invitations.next_code(transaction, invitation.organisation)
        return listed.code

    @staticmethod
    async def _listed(transaction: Transaction, invitation: Invitation) -> Membership | None:
        """The staff-list membership that a personal invitation carries. Raises CodeUnknown once it has been taken."""
        if invitation.membership is None:
            return None
        waiting = await people.waits(transaction, invitation.membership)
        if waiting is None:
            raise CodeUnknown
        return waiting

    async def _standing(self, transaction: Transaction, external_id: int) -> Standing:
        found = await road.load(transaction, self._house, external_id)
        if road.may_be_admitted(found):
            found = await self._admitted_after_all(transaction, external_id, found)
        standing = road.stand(found, self._house)
        if found.caller is not None:
            await people.expect(transaction, found.caller.account, awaits(standing))
        return standing

    async def _admitted_after_all(self, transaction: Transaction, external_id: int, before: road.Facts) -> road.Facts:
        """The organisation takes pupils by now; an invitation that has run out meanwhile is put away."""
        try:
            await self._admit_pupil(transaction, before)
        except (CodeUnknown, PupilsLink):
            await self._give_up(transaction, external_id)
        return await road.load(transaction, self._house, external_id)

    # -- age and consent ---------------------------------------------------------------------------------------

    async def tell_age(self, external_id: int, adult: bool) -> Standing:
        """«Вам есть 18 лет?» A pupil is entered at once and waits for the parent's paper.

        Raises StaleButton when the age is not asked, CodeUnknown when somebody was quicker.
        """

        async def save(transaction: Transaction, before: road.Facts) -> None:
            if before.caller is None or not self._age_may_be_told(before):
                raise StaleButton
            await invitations.set_age(transaction, before.caller.account, adult)
            if not adult:
                await self._admit_pupil(transaction, before)

        return await self._enters(external_id, save)

    def _age_may_be_told(self, before: road.Facts) -> bool:
        """While it is asked, and once more while nothing came of the first answer: a slip can be put right.

        What is recorded already, here or on the school's list, is not for the person to change.
        """
        if before.joining is None or road.recorded_adult(before.caller, before.joining[0]) is not None:
            return False
        if isinstance(road.stand(before, self._house), AgeAsked | MinorsRefused):
            return True
        return before.joining[0].invitation.role in PARTICIPANTS

    async def _admit_pupil(self, transaction: Transaction, before: road.Facts) -> None:
        """Enter somebody under 18, where that is possible: the parent's paper comes next, if it is not there yet.

        Raises CodeUnknown when there is nothing left of the invitation, PupilsLink.
        """
        self._refuse_pupils_link(before)
        caller, joined = before.caller, before.joining
        assert caller is not None  # noqa: S101 - the callers have looked
        assert joined is not None  # noqa: S101 - the callers have looked
        joining, organisation = joined
        if not organisation.minors or joining.invitation.role not in PARTICIPANTS:
            return
        membership = await self._enter(transaction, caller, replace(joining, adult=False))
        await people.set_adult(transaction, membership.person, adult=False)
        given = await consents.of(transaction, membership.person, organisation.id)
        current = self._house.content.consents[ConsentKind.PUPIL].version
        step = consent.next_step(False, given, current, self._house.consents_since(organisation))
        if step is Step.NONE:
            await people.move_membership(transaction, membership, MembershipState.CONSENTED)
        elif step is Step.WAIT_FOR_PAPER:
            await tell_carers(transaction, self._house, organisation, LetterKind.PAPER_AWAITED, membership)

    async def _enters(self, external_id: int, save: Callable[[Transaction, road.Facts], Awaitable[None]]) -> Standing:
        """An act that uses an invitation up. Raises CodeUnknown when there is nothing left of it."""
        try:
            return await self._act(external_id, save)
        except CodeUnknown:
            await self._house.database.write(lambda tx: self._give_up(tx, external_id))
            raise

    @staticmethod
    async def _give_up(transaction: Transaction, external_id: int) -> None:
        """The invitation leads nowhere any more: it must not stand in the way of anything else."""
        caller = await people.caller(transaction, external_id)
        if caller is None:
            return
        await invitations.end_joining(transaction, caller.account)
        if not await people.needed(transaction, caller.person.id):
            await people.forget(transaction, caller.person.id)

    async def put_aside(self, external_id: int) -> Standing:
        """«Не сейчас»: nothing is kept of an invitation that leads nowhere yet; it stays valid. Raises StaleButton."""

        async def unit(transaction: Transaction) -> Standing:
            before = await road.load(transaction, self._house, external_id)
            at = road.stand(before, self._house)
            if before.joining is None or not isinstance(at, AgeAsked | MinorsRefused | DetailsMissing):
                raise StaleButton
            await self._give_up(transaction, external_id)
            return await self._standing(transaction, external_id)

        return await self._house.database.write(unit)

    async def agree(self, external_id: int, shown: ShownText, message_id: int | None) -> Standing:
        """The person's own word; one covers every role in the organisation.

        Raises StaleButton when another text, or none, is to be agreed to by now, CodeUnknown when somebody was quicker.
        """

        async def save(transaction: Transaction, before: road.Facts) -> None:
            asked = self._asked(road.stand(before, self._house), shown)
            caller = before.caller
            assert caller is not None  # noqa: S101 - _asked has looked
            if before.joining is not None:
                entered = await self._enter(transaction, caller, before.joining[0])
                if not await people.note_adult(transaction, entered.person):
                    raise StaleButton
                covered, person = [entered], entered.person
            else:
                here = asked.organisation.id
                covered = [held for held in caller.memberships if held.organisation == here]
                person = caller.person.id
            for membership in covered:
                if membership.state in {MembershipState.INVITED, MembershipState.CONSENT_PENDING}:
                    await people.move_membership(transaction, membership, MembershipState.CONSENTED)
            await self._prove(transaction, asked, person, message_id)

        return await self._enters(external_id, save)

    @staticmethod
    def _asked(standing: Standing, shown: ShownText) -> ConsentAsked:
        """The consent that stands to be asked right now. Raises StaleButton when it is not the one that was shown."""
        if not isinstance(standing, ConsentAsked) or standing.shown != shown:
            raise StaleButton
        return standing

    async def _prove(
        self, transaction: Transaction, asked: ConsentAsked, person: PersonId, message_id: int | None
    ) -> None:
        sha256 = consent.fingerprint(asked.filled)
        await consents.keep_text(transaction, sha256, asked.kind, asked.text.version, asked.filled)
        await consents.add(
            transaction,
            person,
            asked.organisation.id,
            asked.kind,
            asked.text.version,
            sha256,
            given_at=self._house.now,
            zone=asked.organisation.tz,
            channel=Channel.TELEGRAM,
            message_id=message_id,
        )

    async def _enter(self, transaction: Transaction, caller: Caller, joining: invitations.Joining) -> Membership:
        """Use the invitation up and enter its bearer. Raises InvitationUsed, CodeUnknown when nothing is left of it."""
        invitation = joining.invitation
        if not await invitations.use(transaction, invitation.id, self._house.now):
            raise CodeUnknown if invitation.uses_left else InvitationUsed
        listed = await self._listed(transaction, invitation)
        await invitations.end_joining(transaction, caller.account)
        pending = MembershipState.CONSENT_PENDING
        if listed is None:
            return await people.add_membership(
                transaction,
                caller.person.id,
                invitation.organisation,
                invitation.role,
                pending,
                joining.code,
                self._house.now,
            )
        taken = await self._unite(transaction, caller, listed)
        await people.move_membership(transaction, taken, pending)
        return replace(taken, state=pending)

    async def _unite(self, transaction: Transaction, caller: Caller, listed: Membership) -> Membership:
        """Join the account that came with the person of the staff list."""
        if not await people.needed(transaction, caller.person.id):
            await people.move_account(transaction, caller.account, listed.person)
            await people.forget(transaction, caller.person.id)
            return listed
        on_list = await people.person(transaction, listed.person)
        taken = await self._take(transaction, caller, listed)
        if on_list is not None and on_list.name is not None and caller.person.name is None:
            await people.set_name(transaction, caller.person.id, on_list.name, on_list.gender, confirmed=True)
        if on_list is not None:
            own = caller.person
            post = own.position or on_list.position, own.school_class or on_list.school_class
            await people.set_post(transaction, own.id, *post)
        await people.forget(transaction, listed.person)
        return taken

    async def _take(self, transaction: Transaction, caller: Caller, listed: Membership) -> Membership:
        """The place of the list goes to the caller, or the caller's own former one is taken up again."""
        person, here, role = caller.person.id, listed.organisation, listed.role
        former = await people.former_code(transaction, person, here, role)
        if former is None:
            await people.hand_over(transaction, listed, person)
            return replace(listed, person=person)
        now = self._house.now
        again = await people.add_membership(transaction, person, here, role, listed.state, former, now)
        await invitations.repoint(transaction, listed.id, again.id)
        return again

    async def refuse(self, external_id: int, shown: ShownText) -> Refusal:
        """Keep nothing but the fact; whoever had agreed before leaves. Raises StaleButton."""

        async def unit(transaction: Transaction) -> Refusal:
            before = await road.load(transaction, self._house, external_id)
            asked = self._asked(road.stand(before, self._house), shown)
            await self._forget_refuser(transaction, before, asked)
            return Refusal(asked.organisation, shown.kind is ConsentKind.PUPIL, asked.again)

        return await self._house.database.write(unit)

    async def _forget_refuser(self, transaction: Transaction, before: road.Facts, asked: ConsentAsked) -> None:
        caller = before.caller
        assert caller is not None  # noqa: S101 - a consent is asked of somebody
        now = self._house.now
        if before.joining is not None:
            invitation = before.joining[0].invitation
            await invitations.add_refusal(transaction, invitation, asked.kind, asked.text.version, now)
            await self._give_up(transaction, caller.external_id)
            return
        membership = next(m for m in caller.memberships if m.code == asked.code)
        await leaving.leave(
            transaction, self._house, caller, membership, asked.organisation, LetterKind.CONSENT_WITHDRAWN
        )
        elsewhere = any(held.organisation != asked.organisation.id for held in caller.memberships)
        agreed = asked.again or await people.has_agreed(transaction, caller.person.id)
        if not (agreed or elsewhere or caller.administrator):
            # A pupil who never agreed: the parent's paper stays as a proof, the way to the account does not.
            await people.drop_accounts(transaction, caller.person.id)

    # -- withdrawal --------------------------------------------------------------------------------------------

    async def withdraw(self, external_id: int, membership_id: MembershipId) -> Organisation:
        """Processing stops at once: answers and name go now, the sealed proof of consent stays. Raises StaleButton."""

        async def unit(transaction: Transaction) -> Organisation:
            before = await road.load(transaction, self._house, external_id)
            place = next((p for p in before.places if p.membership.id == membership_id), None)
            if before.caller is None or place is None:
                raise StaleButton
            caller, here = before.caller, place.organisation
            await leaving.leave(transaction, self._house, caller, place.membership, here, LetterKind.CONSENT_WITHDRAWN)
            await people.expect(transaction, caller.account, None)
            return here

        return await self._house.database.write(unit)

    # -- name --------------------------------------------------------------------------------------------------

    async def give_name(self, external_id: int, typed: str) -> Standing:
        """Raises NameRefused, and StaleButton when no name is asked for."""
        name = names.parse(typed)

        async def save(transaction: Transaction, before: road.Facts) -> None:
            if not isinstance(road.stand(before, self._house), NameAsked) or before.caller is None:
                raise StaleButton
            await people.set_name(transaction, before.caller.person.id, name, names.gender_of(name.patronymic))

        return await self._act(external_id, save)

    async def confirm_name(self, external_id: int, gender: Gender) -> Standing:
        """The name as shown is right, and so is the gender. Raises StaleButton."""

        async def save(transaction: Transaction, before: road.Facts) -> None:
            person = self._shown(before)
            await people.set_gender(transaction, person, gender)
            await people.confirm_name(transaction, person)

        return await self._act(external_id, save)

    async def choose_gender(self, external_id: int, gender: Gender) -> Standing:
        """Raises StaleButton."""

        async def save(transaction: Transaction, before: road.Facts) -> None:
            await people.set_gender(transaction, self._shown(before), gender)

        return await self._act(external_id, save)

    async def correct_name(self, external_id: int) -> Standing:
        """Type the name once more. Raises StaleButton."""

        async def save(transaction: Transaction, before: road.Facts) -> None:
            await people.drop_name(transaction, self._shown(before))

        return await self._act(external_id, save)

    def _shown(self, before: road.Facts) -> PersonId:
        if not isinstance(road.stand(before, self._house), NameShown) or before.caller is None:
            raise StaleButton
        return before.caller.person.id
