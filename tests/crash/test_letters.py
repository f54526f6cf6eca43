"""``kill -9`` while letters go out: none is lost, and no more come twice than were in hand."""

import asyncio
import datetime
import os
import random
import sys
from dataclasses import dataclass

import pytest

from bot.post import IN_FLIGHT
from mentoring import letters
from mentoring.letters import LetterKind
from mentoring.roles import MembershipState, Role
from sandbox.chats import Membership
from sandbox.people import Person
from storage import letters as outbox
from storage import people
from storage.database import Transaction
from tests.crash.stage import Stage, until
from tests.usecases.school import MORNING
from usecases.posting import LEASE

pytestmark = pytest.mark.slow

LETTERS = 300
LATENCY = 0.2

KILLS = int(os.environ.get("CRASH_KILLS", "3"))
SEED = int(os.environ.get("CRASH_SEED", "20"))

PAST_THE_LEASE = datetime.timedelta(seconds=LEASE + 1)


@dataclass(frozen=True, slots=True)
class Toll:
    """What the kills have cost."""

    kills: int
    letters: int
    lost: int
    repeated: int

    def __str__(self) -> str:
        cells = {"kill -9": self.kills, "letters": self.letters, "lost": self.lost, "repeated": self.repeated}
        return "\n".join((" | ".join(cells), " | ".join(f"{cells[name]:{len(name)}}" for name in cells)))


def psychologist(stage: Stage, number: int) -> Person:
    """Somebody who has met the bot; nothing of that is left to be served."""
    person = stage.telegram.person(f"Вера {number}")
    person.chat.membership = Membership.MEMBER
    return person


async def written(stage: Stage, readers: list[Person]) -> None:
    """News of one pupil to each of the readers, due at once."""
    now = int(MORNING.timestamp())
    local = MORNING.astimezone(datetime.timezone(datetime.timedelta(hours=3)))

    async def unit(transaction: Transaction) -> None:
        pupil = await people.add_person(transaction, now)
        about = await people.add_membership(
            transaction, pupil, stage.school, Role.MENTEE, MembershipState.CONSENT_PENDING, "C-0", now
        )
        for number, reader in enumerate(readers, 1):
            person = await people.add_person(transaction, now)
            await people.add_account(transaction, reader.id, person, now)
            await people.add_membership(
                transaction, person, stage.school, Role.COORDINATOR, MembershipState.CONSENTED, f"C-{number}", now
            )
            news = letters.news(person, LetterKind.WELLBEING_LOW, "x", local, membership=about.id)
            await outbox.add(transaction, news)

    await stage.writes(unit)


async def test_no_letter_is_lost_by_kills_at_random_moments(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(SEED)
    readers = [psychologist(stage, number) for number in range(LETTERS)]
    await written(stage, readers)
    stage.telegram.latency = LATENCY

    def came() -> list[int]:
        return [sum(message.is_from_bot for message in reader.messages) for reader in readers]

    clock = MORNING
    await stage.starts(f"manual:{clock.isoformat()}")
    for _ in range(KILLS):
        before = sum(came())
        await until(lambda before=before: sum(came()) > before, 30)  # type: ignore[misc]
        await asyncio.sleep(chance.uniform(0.0, 0.8 * LETTERS / (KILLS + 1) * LATENCY / IN_FLIGHT))
        await stage.is_killed()
        assert sum(came()) < LETTERS, "killed too late to prove anything"
        # What was in somebody's hands is left alone until the lease is over.
        clock += PAST_THE_LEASE
        await stage.starts(f"manual:{clock.isoformat()}")
    await until(lambda: min(came()) > 0, 60)
    assert await stage.is_asked_to_stop(within=10) == 0

    toll = Toll(stage.kills, LETTERS, came().count(0), sum(came()) - LETTERS)
    with capsys.disabled():
        sys.stdout.write(f"\n{toll}\n")
    assert toll.lost == 0
    assert toll.repeated <= IN_FLIGHT * KILLS
    assert max(came()) <= 1 + KILLS
    assert await stage.count("letters", "fate = 'sent'") == LETTERS
    assert "Traceback" not in stage.log
