"""An installation without a messenger: a database of its own, a clock that stands, people put straight into it."""

import contextlib
import datetime
from collections.abc import AsyncIterator
from pathlib import Path

from bot.clock import ManualClock
from config import calendar, programme, questionnaires
from mentoring.ids import OrganisationId, PersonId
from mentoring.roles import Level, MembershipState, Role
from storage import invitations, people, schema
from storage.database import Database, Row, Transaction
from tests.empty_file import lay_out
from usecases.content import Content
from usecases.organisations import Organisations
from usecases.unit import House, Operator

MORNING = datetime.datetime(2026, 9, 7, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
ADMINISTRATOR = 900_001
VALID_INN = "1234567894"


class Installation:
    def __init__(self, database: Database) -> None:
        self.clock = ManualClock(MORNING)
        self.house = House(
            database, self.clock, Content({}, {}, questionnaires.pinned, calendar.load(), programme.load())
        )

    async def administrator(self, external_id: int = ADMINISTRATOR) -> int:
        async def unit(transaction: Transaction) -> None:
            await people.make_administrator(transaction, await self._person(transaction, external_id), self.house.now)

        await self.house.database.write(unit)
        return external_id

    async def member(self, organisation: OrganisationId, role: Role, external_id: int) -> int:
        """Somebody who holds the role and has agreed."""

        async def unit(transaction: Transaction) -> None:
            person = await self._person(transaction, external_id)
            code = await invitations.next_code(transaction, organisation)
            state = MembershipState.CONSENTED
            await people.add_membership(transaction, person, organisation, role, state, code, self.house.now)

        await self.house.database.write(unit)
        return external_id

    async def _person(self, transaction: Transaction, external_id: int) -> PersonId:
        person = await people.add_person(transaction, self.house.now)
        await people.add_account(transaction, external_id, person, self.house.now)
        return person

    async def founded(
        self, name: str = "Школа № 20", level: Level = Level.ORGANISATION, parent: OrganisationId | None = None
    ) -> OrganisationId:
        return (await Organisations(self.house).create(Operator(), level, name, parent)).id

    async def audited(self) -> list[str]:
        """Who did what, in order."""

        async def unit(transaction: Transaction) -> list[Row]:
            return await transaction.rows("SELECT actor, action, details FROM audit ORDER BY id")

        rows = await self.house.database.read(unit)
        return [" ".join(part for part in (row["actor"], row["action"], row["details"]) if part) for row in rows]


@contextlib.asynccontextmanager
async def opened_installation(folder: Path) -> AsyncIterator[Installation]:
    await lay_out(folder / "school.db")
    database = Database(folder / "school.db")
    await database.open()
    try:
        await schema.migrate(database)
        yield Installation(database)
    finally:
        await database.close()
