"""A school whose people join through the real use cases, for tests of what comes after joining."""

import contextlib
import datetime
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import ManualClock
from mentoring.ids import MembershipId, OrganisationId
from mentoring.names import parse
from mentoring.organisations import Privacy
from mentoring.papers import Representative
from mentoring.questionnaire import Kind, Value
from mentoring.roles import Level, MembershipState, Role
from mentoring.standing import (
    AgeAsked,
    ConsentAsked,
    FormOffered,
    NameAsked,
    NameShown,
    PaperAwaited,
    QuestionAsked,
    ReviewShown,
    Standing,
)
from storage import invitations, organisations, people, schema
from storage.database import Database, Transaction
from tests.empty_file import lay_out
from usecases.bank import Bank
from usecases.content import Content
from usecases.joining import Joining, new_code
from usecases.my_data import MyData
from usecases.papers import Papers
from usecases.questionnaires import Questionnaires
from usecases.statistics import Statistics
from usecases.unit import House

MORNING = datetime.datetime(2026, 9, 7, 7, 0, tzinfo=datetime.UTC)
"""A Monday, 10:00 in Moscow."""

CURATOR, PSYCHOLOGIST, DEPUTY, MENTOR, STRANGER, OTHER_CURATOR = 101, 102, 103, 104, 105, 901

NAMES = {CURATOR: "Коваленко Анна Олеговна", PSYCHOLOGIST: "Черных Вера Павловна"}


@dataclass
class School:
    """Everything a test needs to bring people into a place and ask about them."""

    house: House
    clock: ManualClock
    id: OrganisationId = field(init=False)
    joining: Joining = field(init=False)
    questionnaires: Questionnaires = field(init=False)
    bank: Bank = field(init=False)
    papers: Papers = field(init=False)
    my_data: MyData = field(init=False)
    statistics: Statistics = field(init=False)

    def __post_init__(self) -> None:
        self.joining = Joining(self.house)
        self.questionnaires = Questionnaires(self.house)
        self.bank = Bank(self.house)
        self.papers = Papers(self.house)
        self.my_data = MyData(self.house)
        self.statistics = Statistics(self.house)

    async def founded(
        self,
        name: str = "Школа № 17",
        level: Level = Level.ORGANISATION,
        parent: OrganisationId | None = None,
        privacy: Privacy = Privacy.MINIMAL,
    ) -> OrganisationId:
        async def unit(tx: Transaction) -> OrganisationId:
            found = await organisations.add(tx, name, level, parent, "Europe/Moscow", self.house.now)
            details = {"inn": "1234567894", "address": "г. Примерск", "contact": "кабинет 12", "state_owned": 0}
            for column, value in {**details, "privacy": privacy.value, "minors": 1}.items():
                await organisations.change(tx, found, column, value)
            return found

        return await self.house.database.write(unit)

    async def invited(self, role: Role, organisation: OrganisationId | None = None, uses: int = 0) -> str:
        """A code; personal unless it may be used several times."""
        code, here = new_code(), organisation or self.id

        async def unit(tx: Transaction) -> None:
            await invitations.add(
                tx,
                code,
                here,
                role,
                personal=not uses,
                uses=uses or 1,
                expires_at=self.house.now + 10**6,
                created_by="cli",
                now=self.house.now,
            )

        await self.house.database.write(unit)
        return code

    async def opens(self, who: int, role: Role, organisation: OrganisationId | None = None) -> Standing:
        return await self.joining.open_invitation(who, await self.invited(role, organisation))

    async def joins(
        self, who: int, role: Role, organisation: OrganisationId | None = None, name: str = "Петрова Мария Ивановна"
    ) -> MembershipId:
        """An adult comes in, agrees and gives a name where it is asked for."""
        at = await self.opens(who, role, organisation)
        if isinstance(at, AgeAsked):
            at = await self.joining.tell_age(who, adult=True)
        assert isinstance(at, ConsentAsked)
        await self.named(who, await self.joining.agree(who, at.shown, 1), name)
        return await self.place(who)

    async def named(self, who: int, at: Standing, name: str) -> Standing:
        if not isinstance(at, NameAsked):
            return at
        at = await self.joining.give_name(who, name)
        assert isinstance(at, NameShown)
        assert at.gender is not None
        return await self.joining.confirm_name(who, at.gender)

    async def enters_as_pupil(self, who: int, role: Role = Role.MENTEE) -> MembershipId:
        """A pupil says so and waits for the parent's paper."""
        await self.opens(who, role)
        assert isinstance(await self.joining.tell_age(who, adult=False), PaperAwaited)
        return await self.place(who)

    async def joins_as_pupil(self, who: int, role: Role = Role.MENTEE, by: int = CURATOR) -> MembershipId:
        membership = await self.enters_as_pupil(who, role)
        await self.papers.note(by, membership, Representative.MOTHER, f"{membership} от 05.09.2026")
        at = await self.joining.stand(who)
        assert isinstance(at, ConsentAsked)
        await self.joining.agree(who, at.shown, 1)
        return membership

    async def fills(self, who: int, answers: dict[str, Value] | None = None) -> None:
        """Answer every question, with what is given or with the first thing that fits, and send."""
        at = await self.joining.stand(who)
        assert isinstance(at, FormOffered), at
        at = await self.questionnaires.begin(who, at.membership.id)
        while isinstance(at, QuestionAsked):
            at = await self._answer(who, at, answers or {})
        assert isinstance(at, ReviewShown)
        await self.questionnaires.send(who, at.attempt)

    async def _answer(self, who: int, at: QuestionAsked, answers: dict[str, Value]) -> Standing:
        question, use = at.place.question, self.questionnaires
        here = (who, at.attempt, question.id)
        given = answers.get(question.id)
        if given is None and not question.required:
            return await use.skip(*here)
        if question.kind is Kind.MULTI:
            for code in given if isinstance(given, tuple) else (question.options[0].code,):
                await use.mark(*here, code, on=True)
            return await use.confirm(*here)
        if question.kind is Kind.TEXT:
            return (await use.type_answer(*here, str(given or "Не хватает времени"))).standing
        if question.typed:
            return (await use.type_answer(*here, str(given or question.minimum))).standing
        if question.kind is Kind.YES_NO:
            return await use.choose(*here, "no" if given is False else "yes")
        if question.kind is Kind.SINGLE and isinstance(given, str) and ":" in given:
            return (await use.type_other(*here, *given.split(":"))).standing
        return await use.choose(*here, str(given or (question.options[0].code if question.options else 5)))

    async def place(self, who: int) -> MembershipId:
        """The latest place of a person."""
        caller = await self.house.database.read(lambda tx: people.caller(tx, who))
        assert caller is not None
        return caller.memberships[-1].id

    async def awaited(self, who: int) -> str | None:
        caller = await self.house.database.read(lambda tx: people.caller(tx, who))
        assert caller is not None
        return str(caller.awaited) if caller.awaited else None

    async def listed(self, name: str, role: Role) -> str:
        """Somebody of the staff list, with the code of the personal invitation."""

        async def unit(tx: Transaction) -> str:
            person = await people.add_person(tx, self.house.now)
            await people.set_name(tx, person, parse(name), None, confirmed=True)
            called = await invitations.next_code(tx, self.id)
            place = await people.add_membership(
                tx, person, self.id, role, MembershipState.INVITED, called, self.house.now
            )
            code = new_code()
            await invitations.add(
                tx,
                code,
                self.id,
                role,
                personal=True,
                uses=1,
                expires_at=self.house.now + 10**6,
                created_by="cli",
                now=self.house.now,
                membership=place.id,
            )
            return code

        return await self.house.database.write(unit)

    def later(self, **delta: float) -> None:
        self.clock.set(self.clock.now() + datetime.timedelta(**delta))


@contextlib.asynccontextmanager
async def opened_school(folder: Path, content: Content) -> AsyncIterator[School]:
    """A school in ``minimal`` with a curator who has agreed."""
    await lay_out(folder / "school.db")
    database = Database(folder / "school.db")
    await database.open()
    try:
        await schema.migrate(database)
        clock = ManualClock(MORNING)
        await content.pin(database)
        here = School(House(database, clock, content), clock)
        here.id = await here.founded()
        await here.joins(CURATOR, Role.CURATOR, name=NAMES[CURATOR])
        yield here
    finally:
        await database.close()
