"""The outbox: letters written with the act that causes them, claimed by a tick, followed to their fate.

``due_at`` is when a letter was meant to come and never changes; ``try_at`` is when it is taken up next, in the end
when it met its fate.
"""

import json
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring.ids import LetterId, PersonId
from mentoring.letters import CLASS_OF, Fate, Letter, LetterClass, LetterKind
from mentoring.wishes import Hour, due_for
from storage import wishes
from storage.database import Row, Transaction
from storage.people import TELEGRAM
from storage.times import stored

OPEN = (Fate.QUEUED.value, Fate.RETRY.value)

_OPEN = f"fate IN ({', '.join(repr(fate) for fate in OPEN)})"
"""Written out: a partial index is used only for what the database sees in the statement itself, not in its values."""

_SENT_DIGEST = f"class = '{LetterClass.DIGEST.value}' AND fate = '{Fate.SENT.value}'"

_CLAIMED = "id, person_id, kind, facts, due_at, attempts, tried_since, lease_until, dedupe_key"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter taken for sending until its lease ends; ``tried_since`` is when the first try failed."""

    id: LetterId
    person: PersonId
    kind: LetterKind
    facts: Mapping[str, int]
    due_at: int
    attempts: int
    tried_since: int | None
    lease_until: int
    dedupe_key: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Where letters to a person go; ``unreachable`` until the person writes again."""

    external_id: int
    unreachable: bool
    pupil: bool


async def add(transaction: Transaction, letter: Letter) -> bool:
    """False when a letter under this key was written before. It is due at the reader's own hour and by their clock."""
    return await _put(transaction, letter, await wishes.clock_of(transaction, letter.person))


async def waits(transaction: Transaction, key: str) -> bool:
    """Whether the letter under this key has still to go."""
    return bool(
        await transaction.value(
            "SELECT count(*) FROM letters WHERE dedupe_key = $1 AND fate = $2", key, Fate.QUEUED.value
        )
    )


async def add_all(transaction: Transaction, written: Iterable[Letter]) -> None:
    """The same for many at once: each reader's hour is asked for once."""
    clocks: dict[PersonId, Clock] = {}
    for letter in written:
        if letter.person not in clocks:
            clocks[letter.person] = await wishes.clock_of(transaction, letter.person)
        await _put(transaction, letter, clocks[letter.person])


Clock = tuple[Hour | None, zoneinfo.ZoneInfo | None]


async def _put(transaction: Transaction, letter: Letter, clock: Clock) -> bool:
    due = due_for(letter, *clock)
    return bool(
        await transaction.run(
            "INSERT INTO letters (person_id, kind, class, facts, dedupe_key, due_at, try_at, fate, pair_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8) ON CONFLICT (dedupe_key) DO NOTHING",
            letter.person,
            letter.kind.value,
            CLASS_OF[letter.kind].value,
            json.dumps(dict(letter.facts)),
            letter.dedupe_key,
            stored(due),
            Fate.QUEUED.value,
            letter.facts.get("pair"),
        )
    )


async def known(transaction: Transaction, keys: Sequence[str]) -> frozenset[str]:
    """Those of the dedupe keys under which a letter was written."""
    marks = ", ".join(f"${number}" for number in range(1, len(keys) + 1))
    rows = await transaction.rows(f"SELECT dedupe_key FROM letters WHERE dedupe_key IN ({marks})", *keys)
    return frozenset(row["dedupe_key"] for row in rows)


async def is_due(transaction: Transaction, now: int) -> bool:
    """Whether there is anything to claim: a tick that finds nothing must not cost a write."""
    return bool(
        await transaction.value(
            f"SELECT count(*) FROM (SELECT 1 FROM letters WHERE {_OPEN} AND try_at <= $1 "
            "AND (lease_until IS NULL OR lease_until <= $1) LIMIT 1) AS due",
            now,
        )
    )


async def claim(transaction: Transaction, now: int, lease_until: int, most: int) -> list[Claimed]:
    """Take what is due and not in anybody's hands, one person's letters side by side."""
    rows = await transaction.rows(
        "UPDATE letters SET lease_until = $2, attempts = attempts + 1 WHERE id IN ("
        f"SELECT id FROM letters WHERE {_OPEN} AND try_at <= $1 "
        "AND (lease_until IS NULL OR lease_until <= $1) ORDER BY try_at, person_id, id LIMIT $3) "
        f"RETURNING {_CLAIMED}",
        now,
        lease_until,
        most,
    )
    return _in_order(rows)


async def claim_digests(
    transaction: Transaction, now: int, lease_until: int, people: Sequence[PersonId]
) -> list[Claimed]:
    """Take the due digests of these people too, so that what is read together is claimed together.

    Also what was put off to a later hour: whoever gets a digest before it would have it put off again.
    """
    marks = ", ".join(f"${number}" for number in range(4, 4 + len(people)))
    rows = await transaction.rows(
        f"UPDATE letters SET lease_until = $2, attempts = attempts + 1 WHERE {_OPEN} "
        f"AND (try_at <= $1 OR (fate = '{Fate.QUEUED.value}' AND due_at <= $1)) "
        f"AND (lease_until IS NULL OR lease_until <= $1) AND class = $3 AND person_id IN ({marks}) "
        f"RETURNING {_CLAIMED}",
        now,
        lease_until,
        LetterClass.DIGEST.value,
        *people,
    )
    return _in_order(rows)


def _in_order(rows: list[Row]) -> list[Claimed]:
    return sorted((_as_claimed(row) for row in rows), key=lambda letter: (letter.due_at, letter.person, letter.id))


def _as_claimed(row: Row) -> Claimed:
    return Claimed(
        LetterId(row["id"]),
        PersonId(row["person_id"]),
        LetterKind(row["kind"]),
        json.loads(row["facts"]),
        row["due_at"],
        row["attempts"],
        row["tried_since"],
        row["lease_until"] or 0,
        row["dedupe_key"],
    )


async def settle(
    transaction: Transaction,
    letter: LetterId,
    fate: Fate,
    *,
    now: int,
    reason: str | None = None,
    message_id: int | None = None,
) -> None:
    """The letter's last fate. What was sent stays sent, whatever another hand says later."""
    await transaction.run(
        "UPDATE letters SET fate = $2, reason = $3, lease_until = NULL, sent_at = $4, message_id = $5, try_at = $9 "
        "WHERE id = $1 AND (fate IN ($6, $7) OR ($2 = $8 AND fate <> $8))",
        letter,
        fate.value,
        reason,
        now if fate is Fate.SENT else None,
        message_id,
        *OPEN,
        Fate.SENT.value,
        now,
    )


async def retry(transaction: Transaction, letter: LetterId, at: int, reason: str, *, now: int) -> None:
    """The try failed; the next one comes at ``at``."""
    await transaction.run(
        "UPDATE letters SET fate = $2, reason = $3, lease_until = NULL, try_at = $4, "
        "tried_since = coalesce(tried_since, $5) WHERE id = $1 AND fate IN ($6, $7)",
        letter,
        Fate.RETRY.value,
        reason,
        at,
        now,
        *OPEN,
    )


async def postpone(transaction: Transaction, letter: LetterId, until: int) -> None:
    """Not now, though nothing failed: this was no try, and what failed before does not hold it back any more."""
    await transaction.run(
        "UPDATE letters SET fate = $3, lease_until = NULL, try_at = $2, attempts = attempts - 1 WHERE id = $1 "
        "AND fate IN ($3, $4)",
        letter,
        until,
        *OPEN,
    )


async def reader(transaction: Transaction, person: PersonId) -> Reader | None:
    """The account letters to a person go to, a reachable one if there is any; None without an account."""
    row = await transaction.row(
        "SELECT a.external_id, a.unreachable_since, p.adult FROM accounts a JOIN people p ON p.id = a.person_id "
        "WHERE a.person_id = $1 AND a.messenger = $2 ORDER BY a.unreachable_since IS NOT NULL, a.id LIMIT 1",
        person,
        TELEGRAM,
    )
    if row is None:
        return None
    return Reader(row["external_id"], row["unreachable_since"] is not None, row["adult"] == 0)


async def matters(transaction: Transaction, external_id: int, message_id: int) -> int:
    """About how many pairs and other things a message speaks; none when it is no letter."""
    return int(
        await transaction.value(
            "SELECT count(DISTINCT coalesce(l.pair_id, -l.id)) FROM letters l JOIN accounts a "
            "ON a.person_id = l.person_id WHERE a.external_id = $1 AND a.messenger = $2 AND l.message_id = $3",
            external_id,
            TELEGRAM,
            message_id,
        )
    )


async def last_digest(transaction: Transaction, person: PersonId) -> int | None:
    """When the person got a digest last."""
    found = await transaction.value(
        f"SELECT max(sent_at) FROM letters WHERE person_id = $1 AND {_SENT_DIGEST}",
        person,
    )
    return None if found is None else int(found)


async def last_news(transaction: Transaction, person: PersonId, pair: int) -> int | None:
    """When the person got news of this pair last."""
    found = await transaction.value(
        "SELECT max(sent_at) FROM letters WHERE person_id = $1 AND pair_id = $2 AND class = $3",
        person,
        pair,
        LetterClass.NEWS.value,
    )
    return None if found is None else int(found)


async def next_due(transaction: Transaction) -> int | None:
    """When the next letter can be claimed: what is in somebody's hands is free when the lease is over."""
    found = [
        await transaction.value(
            f"SELECT try_at FROM letters WHERE {_OPEN} AND lease_until IS NULL ORDER BY try_at LIMIT 1"
        ),
        await transaction.value(
            "SELECT min(CASE WHEN lease_until > try_at THEN lease_until ELSE try_at END) FROM letters "
            f"WHERE {_OPEN} AND lease_until IS NOT NULL"
        ),
    ]
    return min((int(moment) for moment in found if moment is not None), default=None)


async def counts(transaction: Transaction, now: int) -> dict[str, int]:
    row = await transaction.row(
        "SELECT count(*) FILTER (WHERE try_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)) AS due, "
        "count(*) FILTER (WHERE lease_until > $1) AS in_flight, count(*) FILTER (WHERE fate = $2) AS retry "
        f"FROM letters WHERE {_OPEN}",
        now,
        Fate.RETRY.value,
    )
    return {} if row is None else {name: row[name] for name in ("due", "in_flight", "retry")}


async def drop_open_of(transaction: Transaction, person: PersonId, reason: str) -> list[Claimed]:
    """What is dropped may still concern whoever takes the place."""
    rows = await transaction.rows(
        f"UPDATE letters SET fate = $2, reason = $3 WHERE person_id = $1 AND fate IN ($4, $5) RETURNING {_CLAIMED}",
        person,
        Fate.DROPPED.value,
        reason,
        *OPEN,
    )
    return _in_order(rows)
