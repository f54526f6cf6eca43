"""Plans of pairs: each version with its events."""

import datetime
from dataclasses import dataclass, replace

from mentoring.ids import MembershipId, PairId, PlanEventId, PlanId
from mentoring.plans import EventState, Plan, PlanEvent, PlanState, ReturnReason
from storage.database import Row, Transaction
from storage.people import Moved


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan as it was read; ``changes`` tells at saving whether somebody was quicker."""

    plan: Plan
    changes: int


async def latest(transaction: Transaction, pair: PairId) -> Kept | None:
    """The version that is worked by; before one is approved, the newest."""
    row = await transaction.row(
        "SELECT * FROM plans WHERE pair_id = $1 AND state <> $2 ORDER BY state = $3 DESC, version DESC LIMIT 1",
        pair,
        PlanState.REPLACED.value,
        PlanState.APPROVED.value,
    )
    return None if row is None else await _kept(transaction, row)


async def newest(transaction: Transaction, pair: PairId) -> Kept | None:
    """The last version there is, in force or not."""
    row = await transaction.row("SELECT * FROM plans WHERE pair_id = $1 ORDER BY version DESC LIMIT 1", pair)
    return None if row is None else await _kept(transaction, row)


async def in_force(transaction: Transaction, pair: PairId) -> list[Plan]:
    """The versions that were or are worked by, the oldest first."""
    rows = await transaction.rows(
        "SELECT * FROM plans WHERE pair_id = $1 AND state IN ($2, $3) ORDER BY version",
        pair,
        PlanState.REPLACED.value,
        PlanState.APPROVED.value,
    )
    return [(await _kept(transaction, row)).plan for row in rows]


async def replace_all(transaction: Transaction, pair: PairId) -> None:
    """Another mentor makes another plan; what there was stays readable."""
    await transaction.run(
        "UPDATE plans SET state = $2, changes = changes + 1 WHERE pair_id = $1", pair, PlanState.REPLACED.value
    )


async def put_in_force(transaction: Transaction, new: Kept, old: Kept) -> None:
    """The new version is worked by. What has been done by the old one is done, whatever the new one forgot.

    Raises Moved when somebody was quicker.
    """
    await save(transaction, old, replace(old.plan, state=PlanState.REPLACED))
    await save(transaction, new, replace(new.plan, state=PlanState.APPROVED))
    await transaction.run(
        "UPDATE plan_events SET state = (SELECT o.state FROM plan_events o WHERE o.id = plan_events.copy_of), "
        "marked_at = (SELECT o.marked_at FROM plan_events o WHERE o.id = plan_events.copy_of) "
        "WHERE plan_id = $1 AND copy_of IN (SELECT id FROM plan_events WHERE plan_id = $2)",
        new.plan.id,
        old.plan.id,
    )
    await transaction.run(
        "INSERT INTO plan_events (plan_id, kind, month, state, marked_at, copy_of) "
        "SELECT $1, o.kind, o.month, o.state, o.marked_at, o.id FROM plan_events o WHERE o.plan_id = $2 "
        "AND o.state = $3 AND o.id NOT IN (SELECT copy_of FROM plan_events WHERE plan_id = $1 AND copy_of IS NOT NULL)",
        new.plan.id,
        old.plan.id,
        EventState.DONE.value,
    )


async def one(transaction: Transaction, plan: PlanId) -> Kept | None:
    row = await transaction.row("SELECT * FROM plans WHERE id = $1", plan)
    return None if row is None else await _kept(transaction, row)


async def draft(
    transaction: Transaction, pair: PairId, now: int, after: Plan | None = None, worked: Plan | None = None
) -> PlanId:
    """A new version, with what stood in the one before; ``worked`` is the one in force that it is to change.

    Raises Moved when somebody else has begun it.
    """
    plan = await transaction.value(
        "INSERT INTO plans (pair_id, version, state, goal, result, created_at) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT DO NOTHING RETURNING id",
        pair,
        after.version + 1 if after else 1,
        PlanState.DRAFT.value,
        after.goal if after else None,
        after.result if after else None,
        now,
    )
    if plan is None:
        raise Moved
    marks = {event.id: event.state for event in worked.events} if worked else {}
    for event in after.events if after else ():
        origin = event.id if event.id in marks else event.copy_of
        state = marks.get(origin, EventState.PLANNED) if origin is not None else EventState.PLANNED
        await _copy_event(transaction, PlanId(plan), event, state, origin if origin in marks else None)
    for member, goal in after.own_goals.items() if after else ():
        await set_own_goal(transaction, PlanId(plan), member, goal)
    return PlanId(plan)


async def _copy_event(
    transaction: Transaction, plan: PlanId, event: PlanEvent, state: EventState, copy_of: PlanEventId | None
) -> None:
    await transaction.run(
        "INSERT INTO plan_events (plan_id, kind, month, state, copy_of) VALUES ($1, $2, $3, $4, $5)",
        plan,
        event.kind,
        event.month.isoformat(),
        state.value,
        copy_of,
    )


async def save(transaction: Transaction, before: Kept, after: Plan) -> None:
    """Raises Moved when somebody was quicker."""
    changed = await transaction.run(
        "UPDATE plans SET state = $3, goal = $4, result = $5, returned = $6, changes = changes + 1 "
        "WHERE id = $1 AND changes = $2",
        after.id,
        before.changes,
        after.state.value,
        after.goal,
        after.result,
        after.returned.value if after.returned else None,
    )
    if not changed:
        raise Moved


async def discard(transaction: Transaction, draft: Kept) -> None:
    """Raises Moved when it was handed in, or changed, meanwhile."""
    await transaction.run("DELETE FROM plan_goals WHERE plan_id = $1", draft.plan.id)
    await transaction.run("DELETE FROM plan_events WHERE plan_id = $1", draft.plan.id)
    if not await transaction.run("DELETE FROM plans WHERE id = $1 AND changes = $2", draft.plan.id, draft.changes):
        raise Moved


async def set_own_goal(transaction: Transaction, plan: PlanId, member: MembershipId, goal: str | None) -> None:
    """None: the common goal is this member's too."""
    if goal is None:
        await transaction.run("DELETE FROM plan_goals WHERE plan_id = $1 AND membership_id = $2", plan, member)
        return
    await transaction.run(
        "INSERT INTO plan_goals (plan_id, membership_id, goal) VALUES ($1, $2, $3) "
        "ON CONFLICT (plan_id, membership_id) DO UPDATE SET goal = $3",
        plan,
        member,
        goal,
    )


async def forget_goals(transaction: Transaction, member: MembershipId) -> None:
    """They came from the answers of somebody who takes the consent back."""
    await transaction.run("DELETE FROM plan_goals WHERE membership_id = $1", member)


async def add_event(transaction: Transaction, plan: PlanId, kind: str, month: datetime.date) -> None:
    await transaction.run(
        "INSERT INTO plan_events (plan_id, kind, month, state) VALUES ($1, $2, $3, $4)",
        plan,
        kind,
        month.isoformat(),
        EventState.PLANNED.value,
    )


async def drop_event(transaction: Transaction, plan: PlanId, event: PlanEventId) -> None:
    """What has been done stays."""
    await transaction.run(
        "DELETE FROM plan_events WHERE id = $1 AND plan_id = $2 AND state <> $3", event, plan, EventState.DONE.value
    )


async def mark_event(transaction: Transaction, plan: PlanId, event: PlanEventId, state: EventState, now: int) -> None:
    await transaction.run(
        "UPDATE plan_events SET state = $3, marked_at = $4 WHERE id = $1 AND plan_id = $2",
        event,
        plan,
        state.value,
        now,
    )


async def marked_at(transaction: Transaction, plan: PlanId) -> dict[PlanEventId, int]:
    """When its events were marked as done, in seconds, UTC."""
    rows = await transaction.rows(
        "SELECT id, marked_at FROM plan_events WHERE plan_id = $1 AND state = $2 AND marked_at IS NOT NULL",
        plan,
        EventState.DONE.value,
    )
    return {PlanEventId(row["id"]): row["marked_at"] for row in rows}


async def _kept(transaction: Transaction, row: Row) -> Kept:
    events = await transaction.rows(
        "SELECT e.id, e.kind, e.month, e.copy_of, o.state AS told, e.state FROM plan_events e "
        "LEFT JOIN plan_events o ON o.id = e.copy_of WHERE e.plan_id = $1 ORDER BY e.month, e.id",
        row["id"],
    )
    ahead = PlanState(row["state"]) in NOT_IN_FORCE_YET
    goals = await transaction.rows(
        "SELECT membership_id, goal FROM plan_goals WHERE plan_id = $1 ORDER BY membership_id", row["id"]
    )
    plan = Plan(
        PlanId(row["id"]),
        PairId(row["pair_id"]),
        row["version"],
        PlanState(row["state"]),
        row["goal"],
        row["result"],
        tuple(_as_event(event, ahead=ahead) for event in events),
        ReturnReason(row["returned"]) if row["returned"] else None,
        {MembershipId(own["membership_id"]): own["goal"] for own in goals},
    )
    return Kept(plan, row["changes"])


NOT_IN_FORCE_YET = frozenset({PlanState.DRAFT, PlanState.SUBMITTED, PlanState.AGREED})


def _as_event(row: Row, *, ahead: bool) -> PlanEvent:
    """Of a version that is not in force yet each event stands where the one stands that it was copied from."""
    month = datetime.date.fromisoformat(row["month"])
    copy_of = None if row["copy_of"] is None else PlanEventId(row["copy_of"])
    state = (row["told"] if ahead else None) or row["state"]
    return PlanEvent(PlanEventId(row["id"]), row["kind"], month, EventState(state), copy_of)
