"""Meetings of pairs: times on offer, the one agreed, what was told afterwards."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.ids import MeetingId, MembershipId, OrganisationId, PairId, PlanEventId, SlotId
from mentoring.meetings import OVER, Meeting, MeetingState, Outcome, Slot, Where
from mentoring.pairs import MeetingKind
from storage.database import Row, Transaction
from storage.people import Moved
from storage.statement_parts import listed
from storage.times import aware, stored

_OPEN = listed(state for state in MeetingState if state not in OVER)


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting as it was read; ``changes`` tells at saving whether somebody was quicker."""

    meeting: Meeting
    changes: int


async def draft(
    transaction: Transaction, pair: PairId, kind: MeetingKind, by: MembershipId, where: Where, now: int
) -> MeetingId:
    return MeetingId(
        await transaction.value(
            "INSERT INTO meetings (pair_id, kind, state, offered_by, place, created_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            pair,
            kind.value,
            MeetingState.DRAFT.value,
            by,
            where.value,
            now,
        )
    )


async def one(transaction: Transaction, meeting: MeetingId, zone: datetime.tzinfo) -> Kept | None:
    row = await transaction.row("SELECT * FROM meetings WHERE id = $1", meeting)
    return None if row is None else await _kept(transaction, row, zone)


async def pair_of(transaction: Transaction, meeting: MeetingId) -> PairId | None:
    found = await transaction.value("SELECT pair_id FROM meetings WHERE id = $1", meeting)
    return None if found is None else PairId(found)


async def open_of(transaction: Transaction, pair: PairId, zone: datetime.tzinfo) -> list[Kept]:
    """Meetings that are not over, drafts too, the newest first."""
    rows = await transaction.rows(
        f"SELECT * FROM meetings WHERE pair_id = $1 AND state IN ({_OPEN}) ORDER BY id DESC", pair
    )
    return [await _kept(transaction, row, zone) for row in rows]


async def held_of(transaction: Transaction, pair: PairId, zone: datetime.tzinfo) -> list[Meeting]:
    """Meetings that took place as agreed, the oldest first."""
    rows = await transaction.rows(
        "SELECT * FROM meetings WHERE pair_id = $1 AND state = $2 ORDER BY at, id", pair, MeetingState.HELD.value
    )
    return [(await _kept(transaction, row, zone)).meeting for row in rows]


async def add_slot(transaction: Transaction, meeting: MeetingId, at: datetime.datetime) -> None:
    await transaction.run(
        "INSERT INTO meeting_slots (meeting_id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING", meeting, stored(at)
    )


async def drop_slot(transaction: Transaction, meeting: MeetingId, slot: SlotId) -> None:
    await transaction.run("DELETE FROM meeting_slots WHERE id = $1 AND meeting_id = $2", slot, meeting)


async def save(
    transaction: Transaction, before: Kept, after: Meeting, *, act_at: int | None = None, reason: str | None = None
) -> None:
    """Raises Moved when somebody was quicker."""
    changed = await transaction.run(
        "UPDATE meetings SET state = $3, place = $4, at = $5, act_at = $6, reason = coalesce($7, reason), link = $8, "
        "changes = changes + 1 WHERE id = $1 AND changes = $2",
        after.id,
        before.changes,
        after.state.value,
        after.where.value,
        stored(after.at) if after.at else None,
        act_at,
        reason,
        None if after.over else after.link,
    )
    if not changed:
        raise Moved


async def say(
    transaction: Transaction, meeting: MeetingId, membership: MembershipId, outcome: Outcome, now: int
) -> None:
    await transaction.run(
        "INSERT INTO meeting_words (meeting_id, membership_id, outcome, at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (meeting_id, membership_id) DO UPDATE SET outcome = $3, at = $4",
        meeting,
        membership,
        outcome.value,
        now,
    )


async def set_fit(transaction: Transaction, kept: Kept, slot: SlotId, membership: MembershipId, *, fits: bool) -> None:
    """Raises Moved when somebody was quicker."""
    await _touch(transaction, kept)
    if fits:
        await transaction.run(
            "INSERT INTO meeting_fits (meeting_id, slot_id, membership_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            kept.meeting.id,
            slot,
            membership,
        )
    else:
        await transaction.run("DELETE FROM meeting_fits WHERE slot_id = $1 AND membership_id = $2", slot, membership)


async def answer(transaction: Transaction, kept: Kept, membership: MembershipId, now: int) -> None:
    """A member has marked all the times that suit. Raises Moved when somebody was quicker."""
    await _touch(transaction, kept)
    await transaction.run(
        "INSERT INTO meeting_answers (meeting_id, membership_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        kept.meeting.id,
        membership,
        now,
    )


async def forget_fits(transaction: Transaction, pair: PairId, membership: MembershipId) -> None:
    """Which times suit somebody who has left the pair counts no more."""
    for table in ("meeting_fits", "meeting_answers"):
        await transaction.run(
            f"DELETE FROM {table} WHERE membership_id = $2 AND meeting_id IN "
            "(SELECT id FROM meetings WHERE pair_id = $1)",
            pair,
            membership,
        )


async def _touch(transaction: Transaction, kept: Kept) -> None:
    """What time brings stays as it was planned."""
    changed = await transaction.run(
        "UPDATE meetings SET changes = changes + 1 WHERE id = $1 AND changes = $2", kept.meeting.id, kept.changes
    )
    if not changed:
        raise Moved


async def attendance(transaction: Transaction, meeting: MeetingId) -> Mapping[MembershipId, bool]:
    rows = await transaction.rows(
        "SELECT membership_id, present FROM meeting_attendance WHERE meeting_id = $1", meeting
    )
    return {MembershipId(row["membership_id"]): bool(row["present"]) for row in rows}


async def attendances(
    transaction: Transaction, organisation: OrganisationId
) -> Mapping[MeetingId, Mapping[MembershipId, bool]]:
    """Of every meeting of an organisation at which it was noted."""
    rows = await transaction.rows(
        "SELECT a.* FROM meeting_attendance a JOIN meetings m ON m.id = a.meeting_id JOIN pairs p ON p.id = m.pair_id "
        "WHERE p.organisation_id = $1 ORDER BY a.meeting_id, a.membership_id",
        organisation,
    )
    found: dict[MeetingId, dict[MembershipId, bool]] = {}
    for row in rows:
        found.setdefault(MeetingId(row["meeting_id"]), {})[MembershipId(row["membership_id"])] = bool(row["present"])
    return found


async def note_present(
    transaction: Transaction, meeting: MeetingId, membership: MembershipId, now: int, *, present: bool
) -> None:
    await transaction.run(
        "INSERT INTO meeting_attendance (meeting_id, membership_id, present, at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (meeting_id, membership_id) DO UPDATE SET present = $3, at = $4",
        meeting,
        membership,
        int(present),
        now,
    )


async def latest_held(transaction: Transaction, pair: PairId) -> MeetingId | None:
    found = await transaction.value(
        "SELECT max(id) FROM meetings WHERE pair_id = $1 AND state = $2", pair, MeetingState.HELD.value
    )
    return None if found is None else MeetingId(found)


async def close_open(
    transaction: Transaction, pair: PairId, state: MeetingState, *, but: MeetingId | None = None
) -> None:
    """The pair has moved on or has ended: nothing is arranged any more, ``but`` one."""
    await transaction.run(
        f"UPDATE meetings SET state = $2, act_at = NULL, link = NULL, changes = changes + 1 WHERE pair_id = $1 "
        f"AND state IN ({_OPEN}) AND id <> $3",
        pair,
        state.value,
        but or 0,
    )


async def call_off_ahead(transaction: Transaction, pair: PairId, now: int) -> None:
    """The pair stands still: what was being arranged or lies ahead is off; what has been may still be told of."""
    await transaction.run(
        "UPDATE meetings SET state = $2, act_at = NULL, link = NULL, changes = changes + 1 WHERE pair_id = $1 "
        "AND (state IN ($3, $4) OR (state = $5 AND at > $6))",
        pair,
        MeetingState.CANCELLED.value,
        MeetingState.DRAFT.value,
        MeetingState.OFFERED.value,
        MeetingState.AGREED.value,
        now,
    )


async def forget_words(transaction: Transaction, membership: MembershipId) -> None:
    """What somebody who leaves has told, and why meetings of theirs were moved."""
    for table in ("meeting_words", "meeting_fits", "meeting_answers"):
        await transaction.run(f"DELETE FROM {table} WHERE membership_id = $1", membership)
    await transaction.run(
        "UPDATE meetings SET reason = NULL WHERE pair_id IN (SELECT pair_id FROM pair_sides WHERE membership_id = $1)",
        membership,
    )


async def forget_links(transaction: Transaction, before: int) -> None:
    """Of meetings that began before then, though nobody has told how they were."""
    await transaction.run("UPDATE meetings SET link = NULL WHERE link IS NOT NULL AND at < $1", before)


async def enter_held(
    transaction: Transaction,
    pair: PairId,
    kind: MeetingKind,
    by: MembershipId,
    where: Where,
    at: datetime.datetime,
    now: int,
) -> MeetingId:
    """A meeting of the past, as somebody else than its sides has told."""
    meeting = await draft(transaction, pair, kind, by, where, now)
    await transaction.run(
        "UPDATE meetings SET state = $2, at = $3 WHERE id = $1", meeting, MeetingState.HELD.value, stored(at)
    )
    return meeting


async def last_held(transaction: Transaction, pair: PairId, zone: datetime.tzinfo) -> datetime.datetime | None:
    found = await transaction.value(
        "SELECT max(at) FROM meetings WHERE pair_id = $1 AND state = $2", pair, MeetingState.HELD.value
    )
    return None if found is None else aware(found).astimezone(zone)


async def last_with_time(transaction: Transaction, pair: PairId, zone: datetime.tzinfo) -> Meeting | None:
    """The last one for which a time was agreed, whatever has become of it."""
    row = await transaction.row(
        "SELECT * FROM meetings WHERE pair_id = $1 AND at IS NOT NULL AND state <> $2 ORDER BY id DESC LIMIT 1",
        pair,
        MeetingState.REPLACED.value,
    )
    return None if row is None else (await _kept(transaction, row, zone)).meeting


async def moved_since_held(transaction: Transaction, pair: PairId, kind: MeetingKind) -> int:
    """How often a meeting of this kind was moved since the last one was held."""
    return int(
        await transaction.value(
            "SELECT count(*) FROM meetings WHERE pair_id = $1 AND kind = $2 AND state = $3 AND id > coalesce("
            "(SELECT max(id) FROM meetings WHERE pair_id = $1 AND kind = $2 AND state = $4), 0)",
            pair,
            kind.value,
            MeetingState.MOVED.value,
            MeetingState.HELD.value,
        )
    )


async def without_event(transaction: Transaction, pair: PairId, zone: datetime.tzinfo) -> Kept | None:
    """The first meeting about an event of which nobody has said which it was."""
    row = await transaction.row(
        "SELECT * FROM meetings WHERE pair_id = $1 AND kind = $2 AND state = $3 AND plan_event_id IS NULL "
        "ORDER BY at, id LIMIT 1",
        pair,
        MeetingKind.EVENT.value,
        MeetingState.HELD.value,
    )
    return None if row is None else await _kept(transaction, row, zone)


async def is_held(transaction: Transaction, meeting: MeetingId, kind: MeetingKind) -> bool:
    return bool(
        await transaction.value(
            "SELECT count(*) FROM meetings WHERE id = $1 AND kind = $2 AND state = $3",
            meeting,
            kind.value,
            MeetingState.HELD.value,
        )
    )


async def is_untied(transaction: Transaction, meeting: MeetingId) -> bool:
    """Whether nobody has said yet which event it was."""
    return bool(
        await transaction.value("SELECT count(*) FROM meetings WHERE id = $1 AND plan_event_id IS NULL", meeting)
    )


async def tie(transaction: Transaction, meeting: MeetingId, event: PlanEventId | None) -> bool:
    """Which event it was, None for one outside of the plan. False when it was said before."""
    return bool(
        await transaction.run(
            "UPDATE meetings SET plan_event_id = $2, changes = changes + 1 WHERE id = $1 AND plan_event_id IS NULL",
            meeting,
            event or 0,
        )
    )


async def due(transaction: Transaction, now: int, most: int) -> list[MeetingId]:
    rows = await transaction.rows("SELECT id FROM meetings WHERE act_at <= $1 ORDER BY act_at, id LIMIT $2", now, most)
    return [MeetingId(row["id"]) for row in rows]


async def next_due(transaction: Transaction) -> int | None:
    found = await transaction.value("SELECT min(act_at) FROM meetings WHERE act_at IS NOT NULL")
    return None if found is None else int(found)


async def of_organisation(transaction: Transaction, organisation: OrganisationId) -> list[Row]:
    """For the operator's table; drafts are nobody's business yet."""
    return await transaction.rows(
        "SELECT m.*, p.number AS pair_number FROM meetings m JOIN pairs p ON p.id = m.pair_id "
        "WHERE p.organisation_id = $1 AND m.state <> $2 ORDER BY m.id",
        organisation,
        MeetingState.DRAFT.value,
    )


async def _kept(transaction: Transaction, row: Row, zone: datetime.tzinfo) -> Kept:
    slots = await transaction.rows("SELECT id, at FROM meeting_slots WHERE meeting_id = $1 ORDER BY at", row["id"])
    words = await transaction.rows("SELECT membership_id, outcome FROM meeting_words WHERE meeting_id = $1", row["id"])
    said: Mapping[MembershipId, Outcome] = {MembershipId(w["membership_id"]): Outcome(w["outcome"]) for w in words}
    fits: dict[SlotId, frozenset[MembershipId]] = {}
    for fit in await transaction.rows(
        "SELECT slot_id, membership_id FROM meeting_fits WHERE meeting_id = $1", row["id"]
    ):
        slot = SlotId(fit["slot_id"])
        fits[slot] = fits.get(slot, frozenset()) | {MembershipId(fit["membership_id"])}
    done = await transaction.rows("SELECT membership_id FROM meeting_answers WHERE meeting_id = $1", row["id"])
    meeting = Meeting(
        MeetingId(row["id"]),
        PairId(row["pair_id"]),
        MeetingKind(row["kind"]),
        MeetingState(row["state"]),
        MembershipId(row["offered_by"]),
        Where(row["place"]),
        tuple(Slot(SlotId(slot["id"]), aware(slot["at"]).astimezone(zone)) for slot in slots),
        aware(row["at"]).astimezone(zone) if row["at"] is not None else None,
        said,
        fits,
        frozenset(MembershipId(answer["membership_id"]) for answer in done),
        row["link"],
    )
    return Kept(meeting, row["changes"])
