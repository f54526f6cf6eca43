"""What the bot counts itself, brought about in the database: pairs at work, answers to surveys, consultations.

How people come to it through the chat is told by other stories; here it only has to be there on its day.
"""

from dataclasses import dataclass

from mentoring.help_requests import HelpState, Topic
from mentoring.ids import OrganisationId
from mentoring.pairs import PairState
from mentoring.plans import PlanState
from mentoring.roles import Role
from sandbox.people import Person
from storage.database import Transaction
from tests.world import World


@dataclass
class Participants:
    """A mentor and a mentee of a school, from their questionnaires on."""

    world: World
    school: OrganisationId
    mentor: Person
    mentee: Person

    @classmethod
    async def join(cls, world: World, school: OrganisationId) -> "Participants":
        mentor = await world.member(school, Role.MENTOR, "Пётр")
        await world.fills_in(mentor)
        mentee = await world.member(school, Role.MENTEE, "Раиса")
        await world.fills_in(mentee)
        return cls(world, school, mentor, mentee)

    async def agree_again(self) -> None:
        """In September consents are over."""
        for person in (self.mentor, self.mentee):
            await person.types("/start")
            await person.presses("Согласиться")

    async def work(self) -> None:
        """A pair with an order and an approved plan."""
        today = f"{self.world.clock.now():%Y-%m-%d}"
        mentor, mentee = await self._membership(Role.MENTOR), await self._membership(Role.MENTEE)

        async def unit(transaction: Transaction) -> None:
            pair = await transaction.value(
                "INSERT INTO pairs (organisation_id, kind, state, since, since_day, waits_since, created_at, number, "
                "order_number, order_date) VALUES ($1, 'pair', $2, $3, $4, $4, $3, 1, '12-од', $4) RETURNING id",
                self.school,
                PairState.WORKING.value,
                self.world.house.now,
                today,
            )
            for membership, is_mentor in ((mentor, 1), (mentee, 0)):
                await transaction.run(
                    "INSERT INTO pair_sides (pair_id, membership_id, mentor, accepted) VALUES ($1, $2, $3, 1)",
                    pair,
                    membership,
                    is_mentor,
                )
            await transaction.run(
                "INSERT INTO plans (pair_id, version, state, created_at) VALUES ($1, 1, $2, $3)",
                pair,
                PlanState.APPROVED.value,
                self.world.house.now,
            )

        await self.world.house.database.write(unit)

    async def answer(self) -> None:
        """The mentee answers the questions after the work of a pair."""
        mentee = await self._membership(Role.MENTEE)
        await self.world.house.database.write(
            lambda tx: tx.run(
                "INSERT INTO pair_surveys "
                "(pair_id, membership_id, form, moment, occasion, known, opened_at, answered_at) "
                "SELECT max(id), $2, 'monitor_mentee', 'before', '', '{}', $3, $3 FROM pairs "
                "WHERE organisation_id = $1",
                self.school,
                mentee,
                self.world.house.now,
            )
        )

    async def complete(self) -> None:
        today = f"{self.world.clock.now():%Y-%m-%d}"
        await self.world.house.database.write(
            lambda tx: tx.run(
                "UPDATE pairs SET state = $2, since_day = $3 WHERE organisation_id = $1",
                self.school,
                PairState.COMPLETED.value,
                today,
            )
        )

    async def consult(self) -> None:
        """The mentor has asked and was answered."""
        mentor = await self._membership(Role.MENTOR)
        await self.world.house.database.write(
            lambda tx: tx.run(
                "INSERT INTO help_requests (organisation_id, membership_id, topic, state, at, closed_at) "
                "VALUES ($1, $2, $3, $4, $5, $5)",
                self.school,
                mentor,
                Topic.PLAN.value,
                HelpState.DONE.value,
                self.world.house.now,
            )
        )

    async def _membership(self, role: Role) -> int:
        return int(
            await self.world.house.database.read(
                lambda tx: tx.value(
                    "SELECT id FROM memberships WHERE organisation_id = $1 AND role = $2", self.school, role.value
                )
            )
        )
