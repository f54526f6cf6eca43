"""Counts behind the stages of the programme, for every school of a place at once. Nobody is selected by name."""

import datetime

from mentoring.consent import ConsentKind
from mentoring.deadlines import OccasionKind
from mentoring.ids import OrganisationId
from mentoring.local_acts import Act
from mentoring.pair_surveys import Moment
from mentoring.pairs import PairState
from mentoring.registry import RegistryState
from mentoring.road_maps import MapState, TaskState
from mentoring.roles import MembershipState, Role
from mentoring.stages import Code, Count
from storage.database import Transaction
from storage.statement_parts import below, listed, sum_if

Found = dict[OrganisationId, dict[Code, Count]]


_AGREED = listed([MembershipState.CONSENTED, MembershipState.IN_BANK])
_NOT_PAIRS = listed(
    [
        PairState.PROPOSED,
        PairState.AWAITING_ACCEPTANCE,
        PairState.DECLINED,
        PairState.TRIAL_FAILED,
        PairState.TERMINATED,
    ]
)
_AFTER_WORK = [PairState.SURVEYS, PairState.COMPLETED]
_PLANNED = [PairState.WORKING, PairState.FINAL_MEETING, *_AFTER_WORK]


async def conditions(transaction: Transaction, place: OrganisationId, *, since: int, now: int) -> Found:
    """By school what is done of what; ``since`` is when this school year began, in seconds, UTC."""
    found: Found = {}
    for part in (
        await _papers(transaction, place),
        await _people(transaction, place, since),
        await _registry(transaction, place),
        await _pairs(transaction, place, since),
        await _surveys(transaction, place, since, now),
    ):
        for school, counts in part.items():
            found.setdefault(school, {}).update(counts)
    return found


async def _papers(transaction: Transaction, place: OrganisationId) -> Found:
    def noted(act: Act) -> str:
        return f"EXISTS (SELECT 1 FROM local_acts l WHERE l.organisation_id = o.id AND l.act = '{act}')"

    rows = await transaction.rows(
        f"{below(1)}SELECT o.id, {noted(Act.REGULATION)} AS regulation, {noted(Act.ORDER)} AS ordered, "
        f"({noted(Act.ROAD_MAP)} OR EXISTS (SELECT 1 FROM road_maps r WHERE r.organisation_id = o.id "
        f"AND r.state = '{MapState.ACTIVE}')) AS road_map, "
        f"EXISTS (SELECT 1 FROM memberships m WHERE m.organisation_id = o.id AND m.role = '{Role.CURATOR}' "
        f"AND m.ended_at IS NULL AND m.state IN ({_AGREED})) AS curator "
        "FROM organisations o JOIN below ON below.id = o.id WHERE o.level = 'organisation'",
        place,
    )
    return {
        OrganisationId(row["id"]): {
            Code.REGULATION: Count(int(row["regulation"]), 1),
            Code.ORDER: Count(int(row["ordered"]), 1),
            Code.ROAD_MAP: Count(int(row["road_map"]), 1),
            Code.CURATOR: Count(int(row["curator"]), 1),
        }
        for row in rows
    }


_PEOPLE = {
    Role.MENTEE: (Code.MENTEE_CONSENTS, Code.MENTEE_FORMS),
    Role.MENTOR: (Code.MENTOR_CONSENTS, Code.MENTOR_FORMS),
}


async def _people(transaction: Transaction, place: OrganisationId, since: int) -> Found:
    agreed = (
        f"m.state IN ({_AGREED}) AND EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id "
        "AND c.organisation_id = m.organisation_id AND c.withdrawn_at IS NULL AND c.given_at >= $2 "
        f"AND c.kind IN ({listed([ConsentKind.ADULT, ConsentKind.PUPIL])}))"
    )
    rows = await transaction.rows(
        f"{below(1)}SELECT m.organisation_id, m.role, count(*) AS number, {sum_if(agreed)} AS agreed, "
        + sum_if(f"m.state = '{MembershipState.IN_BANK}'")
        + " AS filled FROM memberships m JOIN below ON below.id = m.organisation_id "
        f"WHERE m.role IN ({listed(list(_PEOPLE))}) AND m.ended_at IS NULL GROUP BY m.organisation_id, m.role",
        place,
        since,
    )
    found: Found = {}
    for row in rows:
        consents, forms = _PEOPLE[Role(row["role"])]
        counts = found.setdefault(OrganisationId(row["organisation_id"]), {})
        counts[consents] = Count(row["agreed"], row["number"])
        counts[forms] = Count(row["filled"], row["number"])
    return found


async def _registry(transaction: Transaction, place: OrganisationId) -> Found:
    approved = f"r.state = '{RegistryState.APPROVED}'"
    rows = await transaction.rows(
        f"{below(1)}SELECT r.organisation_id, count(*) AS number, {sum_if(approved)} AS approved, "
        + sum_if(f"{approved} AND r.trained_on IS NOT NULL")
        + " AS trained FROM mentor_registry r JOIN below ON below.id = r.organisation_id "
        f"WHERE r.state <> '{RegistryState.REMOVED}' GROUP BY r.organisation_id",
        place,
    )
    return {
        OrganisationId(row["organisation_id"]): {
            Code.REGISTRY: Count(row["approved"], row["number"]),
            Code.TRAINING: Count(row["trained"], row["approved"]),
        }
        for row in rows
    }


async def _pairs(transaction: Transaction, place: OrganisationId, since: int) -> Found:
    """Pairs of this school year on which both sides have agreed; a paused one stands where it was paused."""
    rows = await transaction.rows(
        f"{below(1)}SELECT organisation_id, count(*) AS number, {sum_if('order_number IS NOT NULL')} AS ordered, "
        f"{sum_if(f'stand IN ({listed(_PLANNED)})')} AS planned, "
        f"{sum_if(f'stand IN ({listed(_AFTER_WORK)})')} AS over, "
        + sum_if(f"stand = '{PairState.COMPLETED}'")
        + f" AS completed FROM (SELECT p.organisation_id, p.order_number, CASE WHEN p.state = '{PairState.PAUSED}' "
        "THEN p.paused_from ELSE p.state END AS stand FROM pairs p JOIN below ON below.id = p.organisation_id "
        f"WHERE p.state NOT IN ({_NOT_PAIRS}) AND (p.state <> '{PairState.COMPLETED}' OR p.since >= $2)) AS each_one "
        "GROUP BY organisation_id",
        place,
        since,
    )
    return {
        OrganisationId(row["organisation_id"]): {
            Code.ORDERS: Count(row["ordered"], row["number"]),
            Code.PLANS: Count(row["planned"], row["number"]),
            Code.FINALS: Count(row["over"], row["number"]),
            Code.COMPLETED: Count(row["completed"], row["number"]),
        }
        for row in rows
    }


async def _surveys(transaction: Transaction, place: OrganisationId, since: int, now: int) -> Found:
    """Of the end of the work: answered, or open no more."""
    rows = await transaction.rows(
        f"{below(1)}SELECT p.organisation_id, count(*) AS number, "
        f"{sum_if('s.answered_at IS NOT NULL OR s.closes_at <= $3')} AS over "
        "FROM pair_surveys s JOIN pairs p ON p.id = s.pair_id JOIN below ON below.id = p.organisation_id "
        f"WHERE s.moment = '{Moment.FINAL}' AND s.opened_at >= $2 GROUP BY p.organisation_id",
        place,
        since,
        now,
    )
    return {OrganisationId(row["organisation_id"]): {Code.SURVEYS: Count(row["over"], row["number"])} for row in rows}


async def tasks(
    transaction: Transaction, place: OrganisationId, first: datetime.date, last: datetime.date
) -> dict[OrganisationId, dict[int, Count]]:
    """Items of active road maps by school and stage: those of these days, and older ones that are still open.

    An item of stage «2+3» counts in both; what is done all the year round ends no stage.
    """
    rows = await transaction.rows(
        f"{below(1)}SELECT t.organisation_id, i.stage, count(*) AS number, "
        + sum_if(f"t.state <> '{TaskState.OPEN}'")
        + " AS closed FROM road_map_tasks t JOIN below ON below.id = t.organisation_id "
        "JOIN road_map_items i ON i.id = t.item_id JOIN road_maps r ON r.id = t.road_map_id "
        f"WHERE r.state = '{MapState.ACTIVE}' AND t.state <> '{TaskState.LEFT}' AND i.removed = 0 AND i.stage <> '' "
        f"AND t.kind IN ({listed([OccasionKind.DATED, OccasionKind.UNDATED])}) "
        "AND coalesce(t.due_on, t.limit_on) <= $3 "
        f"AND (t.state = '{TaskState.OPEN}' OR coalesce(t.due_on, t.limit_on) >= $2) "
        "GROUP BY t.organisation_id, i.stage",
        place,
        first.isoformat(),
        last.isoformat(),
    )
    found: dict[OrganisationId, dict[int, Count]] = {}
    for row in rows:
        counts = found.setdefault(OrganisationId(row["organisation_id"]), {})
        for number in (int(part) for part in row["stage"].split("+") if part.isdecimal()):
            before = counts.get(number, Count())
            counts[number] = Count(before.done + row["closed"], before.all + row["number"])
    return found
