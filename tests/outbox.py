"""The outbox as a test sees it, and a post that carries its letters through the sandbox."""

from typing import Any

from bot.post import Post
from bot.telegram.courier import Courier
from bot.telegram.pace import Pace
from mentoring.ids import PersonId
from mentoring.letters import Letter, LetterKind
from sandbox.people import Person
from storage import letters
from storage.database import Transaction
from tests.world import World
from usecases.posting import Posting

Json = dict[str, Any]


def courier(world: World) -> Courier:
    """Without a pace to speak of: what is paced is tested where the pace is."""
    return Courier(world.app.bot, Pace(per_second=10_000, chat_gap=0.0))


def post(world: World) -> Post:
    return Post(Posting(world.house), courier(world).send)


async def outbox(world: World, kind: LetterKind | None = None) -> list[Json]:
    """All letters, oldest first, as rows."""

    async def unit(transaction: Transaction) -> list[Json]:
        rows: list[Any] = await transaction.rows("SELECT * FROM letters ORDER BY id")
        return [dict(row) for row in rows if kind is None or row["kind"] == kind.value]

    return await world.house.database.read(unit)


async def fates(world: World, kind: LetterKind | None = None) -> list[tuple[str, str | None]]:
    return [(letter["fate"], letter["reason"]) for letter in await outbox(world, kind)]


async def write(world: World, *written: Letter) -> None:
    async def unit(transaction: Transaction) -> None:
        for letter in written:
            await letters.add(transaction, letter)

    await world.house.database.write(unit)


async def person_id(world: World, person: Person) -> PersonId:
    async def unit(transaction: Transaction) -> PersonId:
        found = await transaction.value("SELECT person_id FROM accounts WHERE external_id = $1", person.id)
        return PersonId(found)

    return await world.house.database.read(unit)


def letters_in(person: Person, words: str) -> int:
    """How many messages of the bot say these words."""
    return sum(words in message.text for message in person.messages if message.is_from_bot)
