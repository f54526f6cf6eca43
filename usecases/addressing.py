"""Letters to staff go to those who hold the role when they are sent, whoever held it when they were written."""

from mentoring.ids import PairId, PersonId
from mentoring.letters import Letter
from mentoring.organisations import Organisation
from mentoring.pairs import Pair, Party
from storage import letters as outbox
from storage import pairs
from storage.database import Transaction
from storage.letters import Claimed
from storage.times import aware
from usecases import road
from usecases.pair_acts import readers_of
from usecases.stairs import above
from usecases.unit import House

GONE = frozenset({"reader_left_the_role", "reader_gone", "no_account"})
"""Why a letter about a pair did not find its reader."""


async def address_anew(transaction: Transaction, house: House, letter: Claimed, reason: str) -> None:
    """Whoever holds the role now gets what its former bearer did not; who had a letter of this key gets no other."""
    if reason not in GONE or "pair" not in letter.facts or "side" in letter.facts:
        return
    kept = await pairs.one(transaction, PairId(letter.facts["pair"]))
    if kept is None:
        return
    organisation = await road.organisation(transaction, kept.pair.organisation)
    told = list(Party)[letter.facts.get("told", list(Party).index(Party.CURATOR))]
    due = aware(letter.due_at).astimezone(house.local_time(organisation).tzinfo)
    key = letter.dedupe_key.rpartition(":")[0]
    for person in await _holders(transaction, organisation, kept.pair, told):
        await outbox.add(transaction, Letter(person, letter.kind, f"{key}:{person}", due, letter.facts))


async def _holders(
    transaction: Transaction, organisation: Organisation, pair: Pair, told: Party
) -> tuple[PersonId, ...]:
    if told is Party.MUNICIPAL_COORDINATOR:
        return await above(transaction, organisation)
    return (await readers_of(transaction, organisation.id, pair)).looking_after(told)
