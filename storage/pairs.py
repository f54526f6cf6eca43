"""Pairs and groups, what each side has said, and their history."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId, PairId, PersonId
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, MentoringKind, Order, Pair, PairState, PlanChange, Side, Verdict
from storage.database import Row, Transaction
from storage.people import Moved
from storage.statement_parts import listed
from storage.times import aware


@dataclass(frozen=True, slots=True)
class Kept:
    """A pair as it was read; ``changes`` tells at saving whether somebody was quicker. ``since`` in seconds, UTC.

    ``paused_by`` is the side that asked for the pause the pair is in; None where the staff did.
    """

    pair: Pair
    changes: int
    since: int
    paused_by: MembershipId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``actor`` is «person:5», «cli» or «clock», ``membership`` whose part it was."""

    at: int
    event: str
    before: PairState | None
    after: PairState
    actor: str
    membership: MembershipId | None
    reason: str | None


async def add(
    transaction: Transaction,
    organisation: OrganisationId,
    kind: MentoringKind,
    mentor: MembershipId,
    mentees: Sequence[MembershipId],
    *,
    now: int,
    today: datetime.date,
    actor: str,
) -> PairId:
    """A new proposal. Raises Moved when one of the mentees was given to somebody else meanwhile."""
    pair = PairId(
        await transaction.value(
            "INSERT INTO pairs (organisation_id, kind, state, since, since_day, waits_since, created_at, "
            "ladder_at) VALUES ($1, $2, $3, $4, $5, $5, $4, $4) RETURNING id",
            organisation,
            kind.value,
            PairState.PROPOSED.value,
            now,
            today.isoformat(),
        )
    )
    for membership in (mentor, *mentees):
        added = await transaction.run(
            "INSERT INTO pair_sides (pair_id, membership_id, mentor) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            pair,
            membership,
            int(membership == mentor),
        )
        if not added:
            raise Moved
    await _note(transaction, pair, Entry(now, "propose", None, PairState.PROPOSED, actor, None, None))
    return pair


async def one(transaction: Transaction, pair: PairId) -> Kept | None:
    found = await _kept(transaction, "p.id = $1", pair)
    return found[0] if found else None


async def of_membership(transaction: Transaction, membership: MembershipId) -> list[Kept]:
    """The pairs somebody is in or was in, the newest first."""
    return await _kept(
        transaction, "p.id IN (SELECT pair_id FROM pair_sides WHERE membership_id = $1 AND gone = 0)", membership
    )


async def of_organisation(transaction: Transaction, organisation: OrganisationId) -> list[Kept]:
    """All pairs of an organisation, closed ones too, the newest first."""
    return await _kept(transaction, "p.organisation_id = $1", organisation)


async def some(transaction: Transaction, pairs: Sequence[PairId]) -> list[Kept]:
    """These, the newest first."""
    marks = ", ".join(f"${number}" for number in range(1, len(pairs) + 1))
    return await _kept(transaction, f"p.id IN ({marks})", *pairs)


async def states(transaction: Transaction, organisation: OrganisationId) -> Mapping[PairState, int]:
    """How many pairs of an organisation stand where; a draft that was deleted is none."""
    rows = await transaction.rows(
        f"SELECT state, count(*) AS number FROM pairs p WHERE organisation_id = $1 AND NOT {DROPPED} GROUP BY state",
        organisation,
    )
    return {PairState(row["state"]): row["number"] for row in rows}


DROPPED = (
    f"EXISTS (SELECT 1 FROM pair_history d WHERE d.pair_id = p.id AND d.event = '{Event.CANCEL}' "
    f"AND d.from_state = '{PairState.PROPOSED}')"
)
"""Of a row ``p`` of pairs: a draft that was deleted before anybody heard of it."""


async def dropped(transaction: Transaction, organisation: OrganisationId) -> frozenset[PairId]:
    """The drafts that were deleted."""
    rows = await transaction.rows(f"SELECT p.id FROM pairs p WHERE organisation_id = $1 AND {DROPPED}", organisation)
    return frozenset(PairId(row["id"]) for row in rows)


async def open_of(transaction: Transaction, organisation: OrganisationId) -> list[Pair]:
    """Pairs of an organisation that are not closed."""
    closed = listed(CLOSED)
    found = await _kept(transaction, f"p.organisation_id = $1 AND p.state NOT IN ({closed})", organisation)
    return [kept.pair for kept in found]


async def open_below(transaction: Transaction, organisation: OrganisationId) -> list[Pair]:
    """Pairs that are not closed, of an organisation and everything below it."""
    closed = listed(CLOSED)
    below = (
        "p.organisation_id IN (WITH RECURSIVE below (id) AS (SELECT $1 UNION ALL SELECT o.id FROM organisations o "
        "JOIN below ON o.parent_id = below.id) SELECT id FROM below)"
    )
    found = await _kept(transaction, f"{below} AND p.state NOT IN ({closed})", organisation)
    return [kept.pair for kept in found]


async def due(transaction: Transaction, now: int, most: int) -> list[PairId]:
    """Pairs that time moves on now."""
    rows = await transaction.rows("SELECT id FROM pairs WHERE act_at <= $1 ORDER BY act_at, id LIMIT $2", now, most)
    return [PairId(row["id"]) for row in rows]


async def next_due(transaction: Transaction) -> int | None:
    """When time moves a pair on, or somebody hears that it waits."""
    found = await transaction.value(
        "SELECT min(at) FROM (SELECT min(act_at) AS at FROM pairs WHERE act_at IS NOT NULL "
        "UNION ALL SELECT min(ladder_at) FROM pairs WHERE ladder_at IS NOT NULL) AS found"
    )
    return None if found is None else int(found)


async def on_the_ladder(transaction: Transaction, now: int, most: int) -> list[PairId]:
    """Pairs whose next step of the ladder has come."""
    rows = await transaction.rows(
        "SELECT id FROM pairs WHERE ladder_at <= $1 ORDER BY ladder_at, id LIMIT $2", now, most
    )
    return [PairId(row["id"]) for row in rows]


async def ladder_of(transaction: Transaction, pair: PairId) -> int | None:
    """When its next step comes, in seconds, UTC."""
    found = await transaction.value("SELECT ladder_at FROM pairs WHERE id = $1", pair)
    return None if found is None else int(found)


async def set_ladder_at(transaction: Transaction, pair: PairId, at: int | None) -> None:
    await transaction.run("UPDATE pairs SET ladder_at = $2 WHERE id = $1", pair, at)


async def climb_anew(transaction: Transaction, organisation: OrganisationId, now: int) -> None:
    """The days of the organisation have changed: time looks at all its open pairs again."""
    await transaction.run(
        "UPDATE pairs SET ladder_at = $2, act_at = CASE WHEN act_at IS NULL THEN NULL ELSE $2 END "
        "WHERE organisation_id = $1 AND ladder_at IS NOT NULL",
        organisation,
        now,
    )


async def occupied(transaction: Transaction, organisation: OrganisationId) -> Mapping[MembershipId, int]:
    """How many mentees a mentor has now, and which mentees are in an open pair (1 each)."""
    rows = await transaction.rows(
        "SELECT m.membership_id AS mentor, e.membership_id AS mentee FROM pairs p "
        "JOIN pair_sides m ON m.pair_id = p.id AND m.mentor = 1 AND m.occupied = 1 "
        "JOIN pair_sides e ON e.pair_id = p.id AND e.mentor = 0 AND e.occupied = 1 "
        "WHERE p.organisation_id = $1",
        organisation,
    )
    found: dict[MembershipId, int] = {}
    for row in rows:
        found[MembershipId(row["mentor"])] = found.get(MembershipId(row["mentor"]), 0) + 1
        found[MembershipId(row["mentee"])] = 1
    return found


async def knows_of_pair(transaction: Transaction, mentee: MembershipId) -> bool:
    """Whether somebody is in an open pair that is more than a draft."""
    return bool(
        await transaction.value(
            "SELECT count(*) FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
            "WHERE s.membership_id = $1 AND s.mentor = 0 AND s.occupied = 1 AND p.state <> $2",
            mentee,
            PairState.PROPOSED.value,
        )
    )


async def tried(
    transaction: Transaction, organisation: OrganisationId, since: int
) -> Mapping[MembershipId, frozenset[MembershipId]]:
    """By mentee: mentors with whom a trial has failed, one of the two has declined, or the work ended early or was
    given to somebody else, since then (seconds, UTC).

    An offer that was taken back or was left unanswered keeps nobody apart.
    """
    rows = await transaction.rows(
        "SELECT e.membership_id AS mentee, m.membership_id AS mentor FROM pairs p "
        "JOIN pair_sides e ON e.pair_id = p.id AND e.mentor = 0 JOIN pair_sides m ON m.pair_id = p.id AND m.mentor = 1 "
        "WHERE p.organisation_id = $1 AND p.since >= $5 AND (p.state IN ($2, $6) OR e.verdict = $4 OR m.gone = 1 "
        "OR EXISTS (SELECT 1 FROM pair_history h WHERE h.pair_id = p.id AND h.event IN ($3, $7) "
        "AND h.membership_id IN (e.membership_id, m.membership_id)))",
        organisation,
        PairState.TRIAL_FAILED.value,
        Event.DECLINE.value,
        Verdict.NO.value,
        since,
        PairState.TERMINATED.value,
        Event.REFUSE_INVITATION.value,
    )
    found: dict[MembershipId, set[MembershipId]] = {}
    for row in rows:
        found.setdefault(MembershipId(row["mentee"]), set()).add(MembershipId(row["mentor"]))
    return {mentee: frozenset(mentors) for mentee, mentors in found.items()}


async def unanswered(
    transaction: Transaction, organisation: OrganisationId, since: int
) -> Mapping[MembershipId, Mapping[MembershipId, int]]:
    """By mentee: mentors with whom an offer has lapsed since then because one of the two was silent, and when last
    (seconds, UTC)."""
    rows = await transaction.rows(
        "SELECT e.membership_id AS mentee, m.membership_id AS mentor, max(h.at) AS at FROM pairs p "
        "JOIN pair_history h ON h.pair_id = p.id AND h.event = $2 AND h.at >= $3 "
        "JOIN pair_sides e ON e.pair_id = p.id AND e.mentor = 0 JOIN pair_sides m ON m.pair_id = p.id AND m.mentor = 1 "
        "WHERE p.organisation_id = $1 AND m.gone = 0 AND (e.accepted = 0 OR m.accepted = 0) "
        "GROUP BY e.membership_id, m.membership_id",
        organisation,
        Event.LAPSE.value,
        since,
    )
    found: dict[MembershipId, dict[MembershipId, int]] = {}
    for row in rows:
        found.setdefault(MembershipId(row["mentee"]), {})[MembershipId(row["mentor"])] = row["at"]
    return found


def partners_of(person: str) -> str:
    """The SELECT of the persons who are or were in a pair or a group with this one; ``person`` is its placeholder."""
    return (
        "SELECT them.person_id FROM memberships me JOIN pair_sides mine ON mine.membership_id = me.id "
        "JOIN pair_sides theirs ON theirs.pair_id = mine.pair_id "
        "JOIN memberships them ON them.id = theirs.membership_id "
        f"WHERE me.person_id = {person} AND them.person_id <> {person}"
    )


async def has_been_in(transaction: Transaction, pair: PairId, person: PersonId) -> bool:
    """Whether somebody is a side of the pair, or was one: a mentor who was replaced, a mentee who has left."""
    found = await transaction.value(
        "SELECT count(*) FROM pair_sides s JOIN memberships m ON m.id = s.membership_id "
        "WHERE s.pair_id = $1 AND m.person_id = $2",
        pair,
        person,
    )
    return bool(found)


async def in_another(transaction: Transaction, person: PersonId, pair: PairId) -> bool:
    """Whether somebody is in an open pair besides this one that is more than a draft."""
    found = await transaction.value(
        "SELECT count(*) FROM memberships m JOIN pair_sides s ON s.membership_id = m.id JOIN pairs p "
        "ON p.id = s.pair_id WHERE m.person_id = $1 AND s.occupied = 1 AND p.id <> $2 AND p.state <> $3",
        person,
        pair,
        PairState.PROPOSED.value,
    )
    return bool(found)


async def next_number(transaction: Transaction, organisation: OrganisationId) -> int:
    """The number the next pair gets with its order: «пара 12»."""
    found = await transaction.value("SELECT max(number) FROM pairs WHERE organisation_id = $1", organisation)
    return 1 + int(found or 0)


async def save(
    transaction: Transaction,
    before: Kept,
    after: Pair,
    *,
    event: Event,
    actor: str,
    now: int,
    act_at: int | None,
    membership: MembershipId | None = None,
    reason: str | None = None,
) -> None:
    """Keep the pair after an act, with a line of its history. Raises Moved when somebody was quicker."""
    changed = await transaction.run(
        "UPDATE pairs SET state = $3, since = $4, since_day = $5, waits_since = $6, number = $7, order_number = $8, "
        "order_date = $9, trial = $10, held = $11, events = $12, period_end = $13, paused_from = $14, "
        "paused_until = $15, ends_on = $16, act_at = $17, change = $18, kind = $19, change_since = $20, "
        "changes = changes + 1 WHERE id = $1 AND changes = $2",
        after.id,
        before.changes,
        after.state.value,
        before.since if after.state is before.pair.state else now,
        after.since.isoformat(),
        after.waits_since.isoformat(),
        after.number,
        after.order.number if after.order else None,
        _iso(after.order.date if after.order else None),
        after.trial,
        int(after.held),
        after.events,
        _iso(after.period_end),
        after.paused_from.value if after.paused_from else None,
        _iso(after.paused_until),
        _iso(after.ends_on),
        act_at,
        after.change.value if after.change else None,
        after.kind.value,
        _iso(after.change_since),
    )
    if not changed:
        raise Moved
    await _save_sides(transaction, before.pair, after)
    entry = Entry(now, event.value, before.pair.state, after.state, actor, membership, reason)
    await _note(transaction, after.id, entry)


async def _save_sides(transaction: Transaction, before: Pair, after: Pair) -> None:
    kept = {side.membership for side in (after.mentor, *after.mentees)}
    for former in (before.mentor, *before.mentees):
        if former.membership not in kept:
            await transaction.run(
                "UPDATE pair_sides SET gone = 1, occupied = 0 WHERE pair_id = $1 AND membership_id = $2",
                after.id,
                former.membership,
            )
    for side in (after.mentor, *after.mentees):
        await transaction.run(
            "INSERT INTO pair_sides (pair_id, membership_id, mentor, accepted, verdict, agreed, answered, gone, "
            "occupied, invited_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
            "ON CONFLICT (pair_id, membership_id) DO UPDATE SET mentor = $3, accepted = $4, verdict = $5, agreed = $6, "
            "answered = $7, gone = $8, occupied = $9, invited_on = $10",
            after.id,
            side.membership,
            int(side.membership == after.mentor.membership),
            int(side.accepted),
            side.verdict.value if side.verdict else None,
            int(side.agreed),
            int(side.answered),
            int(side.left),
            int(not side.left and after.state not in CLOSED),
            _iso(side.invited_on),
        )


async def wants_another(transaction: Transaction, pair: PairId) -> Mapping[MembershipId, bool]:
    """What mentees have answered when they were asked whether they need another mentor."""
    rows = await transaction.rows(
        "SELECT membership_id, another FROM pair_sides WHERE pair_id = $1 AND another IS NOT NULL", pair
    )
    return {MembershipId(row["membership_id"]): bool(row["another"]) for row in rows}


async def want_another(transaction: Transaction, membership: MembershipId, *, wanted: bool) -> None:
    """One answer holds for all the pairs somebody has been in: it is about what comes next."""
    await transaction.run(
        "UPDATE pair_sides SET another = $2 WHERE membership_id = $1 AND mentor = 0", membership, int(wanted)
    )


async def not_looking(transaction: Transaction, organisation: OrganisationId) -> frozenset[MembershipId]:
    """Mentees who have said that they need no other mentor."""
    rows = await transaction.rows(
        "SELECT DISTINCT s.membership_id FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
        "WHERE p.organisation_id = $1 AND s.another = 0",
        organisation,
    )
    return frozenset(MembershipId(row["membership_id"]) for row in rows)


async def set_act_at(transaction: Transaction, pair: PairId, act_at: int | None) -> None:
    await transaction.run("UPDATE pairs SET act_at = $2 WHERE id = $1", pair, act_at)


async def history(transaction: Transaction, pair: PairId) -> list[Entry]:
    """What happened, the oldest first."""
    rows = await transaction.rows("SELECT * FROM pair_history WHERE pair_id = $1 ORDER BY id", pair)
    return [_as_entry(row) for row in rows]


async def came_at(transaction: Transaction, pair: PairId) -> dict[MembershipId, datetime.datetime]:
    """When those have come in who were not in the group from the beginning."""
    rows = await transaction.rows(
        "SELECT membership_id, max(at) AS at FROM pair_history WHERE pair_id = $1 AND event = $2 "
        "AND membership_id IS NOT NULL GROUP BY membership_id",
        pair,
        Event.JOIN.value,
    )
    return {MembershipId(row["membership_id"]): aware(row["at"]) for row in rows}


async def histories(transaction: Transaction, organisation: OrganisationId) -> Mapping[PairId, list[Entry]]:
    rows = await transaction.rows(
        "SELECT h.* FROM pair_history h JOIN pairs p ON p.id = h.pair_id WHERE p.organisation_id = $1 ORDER BY h.id",
        organisation,
    )
    found: dict[PairId, list[Entry]] = {}
    for row in rows:
        found.setdefault(PairId(row["pair_id"]), []).append(_as_entry(row))
    return found


async def forget_reasons(transaction: Transaction, membership: MembershipId) -> None:
    """What somebody who leaves has said about others, and in trust."""
    await transaction.run("UPDATE pair_history SET reason = NULL WHERE membership_id = $1", membership)
    await transaction.run("UPDATE pair_sides SET verdict = NULL WHERE membership_id = $1", membership)


async def _note(transaction: Transaction, pair: PairId, entry: Entry) -> None:
    await transaction.run(
        "INSERT INTO pair_history (pair_id, at, event, from_state, to_state, actor, membership_id, reason) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        pair,
        entry.at,
        entry.event,
        entry.before.value if entry.before else None,
        entry.after.value,
        entry.actor,
        entry.membership,
        entry.reason,
    )


def _as_entry(row: Row) -> Entry:
    return Entry(
        row["at"],
        row["event"],
        PairState(row["from_state"]) if row["from_state"] else None,
        PairState(row["to_state"]),
        row["actor"],
        None if row["membership_id"] is None else MembershipId(row["membership_id"]),
        row["reason"],
    )


async def _kept(transaction: Transaction, condition: str, *values: int) -> list[Kept]:
    rows = await transaction.rows(
        f"SELECT p.*, {_PAUSED_BY} AS paused_by FROM pairs p WHERE {condition} ORDER BY p.id DESC", *values
    )
    sides = await transaction.rows(
        "SELECT s.*, h.adult FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
        f"JOIN memberships m ON m.id = s.membership_id JOIN people h ON h.id = m.person_id WHERE {condition} "
        "AND NOT (s.mentor = 1 AND s.gone = 1) ORDER BY s.pair_id, s.membership_id",
        *values,
    )
    by_pair: dict[int, list[Row]] = {}
    for side in sides:
        by_pair.setdefault(side["pair_id"], []).append(side)
    return [_as_kept(row, by_pair[row["id"]]) for row in rows]


_PAUSED_BY = (
    f"CASE WHEN p.state = '{PairState.PAUSED}' THEN (SELECT h.membership_id FROM pair_history h "
    f"WHERE h.pair_id = p.id AND h.event = '{Event.PAUSE}' ORDER BY h.id DESC LIMIT 1) END"
)


def _as_kept(row: Row, sides: list[Row]) -> Kept:
    paused_by = row["paused_by"]
    return Kept(
        _as_pair(row, sides), row["changes"], row["since"], None if paused_by is None else MembershipId(paused_by)
    )


def _as_pair(row: Row, sides: list[Row]) -> Pair:
    return Pair(
        PairId(row["id"]),
        OrganisationId(row["organisation_id"]),
        MentoringKind(row["kind"]),
        PairState(row["state"]),
        datetime.date.fromisoformat(row["since_day"]),
        datetime.date.fromisoformat(row["waits_since"]),
        next(_as_side(side) for side in sides if side["mentor"]),
        tuple(_as_side(side) for side in sides if not side["mentor"]),
        row["number"],
        Order(row["order_number"], datetime.date.fromisoformat(row["order_date"])) if row["order_number"] else None,
        row["trial"],
        bool(row["held"]),
        row["events"],
        _day(row["period_end"]),
        PairState(row["paused_from"]) if row["paused_from"] else None,
        _day(row["paused_until"]),
        _day(row["ends_on"]),
        PlanChange(row["change"]) if row["change"] else None,
        _day(row["change_since"]),
    )


def _as_side(row: Row) -> Side:
    return Side(
        MembershipId(row["membership_id"]),
        bool(row["accepted"]),
        Verdict(row["verdict"]) if row["verdict"] else None,
        bool(row["agreed"]),
        bool(row["answered"]),
        bool(row["gone"]),
        _day(row["invited_on"]),
        row["adult"] == 0,
    )


def _day(written: str | None) -> datetime.date | None:
    return None if written is None else datetime.date.fromisoformat(written)


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
