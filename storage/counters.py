"""Counts for items of road maps, over an organisation and everything below it. No statement here selects a person.

``since`` and ``until`` are moments in seconds, UTC; ``until`` itself is not counted any more.
"""

import datetime
from dataclasses import dataclass

from mentoring.consent import ConsentKind
from mentoring.help_requests import QUESTIONS, HelpState
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.local_days import LocalDays
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, UNDER_WAY, Order, PairState
from mentoring.plans import PlanState
from mentoring.registry import RegistryState
from mentoring.road_maps import TaskState
from mentoring.roles import Level, MembershipState, Role
from storage.asked_surveys import asked_of
from storage.database import Transaction
from storage.road_map_tasks import COUNTED, late
from storage.road_maps import known_day, stored_day
from storage.statement_parts import below, listed

_CONSENTS = listed({ConsentKind.ADULT.value, ConsentKind.PUPIL.value})
_AHEAD = listed(state.value for state in (PairState.ACCEPTED, PairState.ASSIGNED, PairState.TRIAL))
_WITH_PLAN = listed(
    state.value
    for state in (
        PairState.PLANNING,
        PairState.PLAN_APPROVAL,
        PairState.WORKING,
        PairState.FINAL_MEETING,
        PairState.SURVEYS,
        PairState.COMPLETED,
    )
)
_UNDER_WAY = listed(state.value for state in UNDER_WAY | {PairState.PAUSED})
_FORMED = listed(
    state.value for state in PairState if state not in CLOSED | {PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE}
)
_HERE = "organisation_id IN (SELECT id FROM below)"


@dataclass(frozen=True, slots=True)
class Places:
    """People in one role: in the bank, still with their questionnaire, without a consent that holds.

    Whoever is in two schools is one person, and stands where they have come furthest. ``pupils`` are those of the last
    who are under age: their parents' paper or their own word is still to come. ``updated`` is when the last of them all
    sent a questionnaire, in seconds, UTC.
    """

    in_bank: int = 0
    filling: int = 0
    waiting: int = 0
    pupils: int = 0
    updated: int | None = None


async def places(transaction: Transaction, organisation: OrganisationId, role: Role, *, consents_since: int) -> Places:
    row = await transaction.row(
        f"{below(1)}SELECT coalesce(sum(CASE WHEN way = 3 THEN 1 ELSE 0 END), 0) AS in_bank, "
        "coalesce(sum(CASE WHEN way = 2 THEN 1 ELSE 0 END), 0) AS filling, "
        "coalesce(sum(CASE WHEN way = 0 THEN 1 ELSE 0 END), 0) AS waiting, "
        "coalesce(sum(CASE WHEN way = 0 THEN minor ELSE 0 END), 0) AS pupils, max(sent) AS updated "
        "FROM (SELECT person_id, minor, max(CASE WHEN NOT holds THEN 0 WHEN state = $4 THEN 3 WHEN state = $5 THEN 2 "
        "ELSE 1 END) AS way, max(CASE WHEN holds THEN sent END) AS sent "
        "FROM (SELECT m.person_id, m.state, CASE WHEN p.adult = 0 THEN 1 ELSE 0 END AS minor, "
        "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id AND c.organisation_id = m.organisation_id "
        f"AND c.kind IN ({_CONSENTS}) AND c.withdrawn_at IS NULL AND c.given_at >= $3) AS holds, "
        "(SELECT max(a.finished_at) FROM attempts a WHERE a.membership_id = m.id AND a.of_survey = 0) AS sent "
        f"FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.{_HERE} AND m.role = $2 "
        "AND m.ended_at IS NULL AND m.state <> $6) AS memberships_there GROUP BY person_id, minor) AS each_one",
        organisation,
        role.value,
        consents_since,
        MembershipState.IN_BANK.value,
        MembershipState.CONSENTED.value,
        MembershipState.LEFT.value,
    )
    assert row is not None  # noqa: S101 - a sum is always there
    return Places(row["in_bank"], row["filling"], row["waiting"], row["pupils"], row["updated"])


async def registry(transaction: Transaction, organisation: OrganisationId, state: RegistryState) -> int:
    return int(
        await transaction.value(
            f"{below(1)}SELECT count(*) FROM mentor_registry WHERE {_HERE} AND state = $2", organisation, state.value
        )
    )


async def pairs(transaction: Transaction, organisation: OrganisationId, since: datetime.date) -> dict[str, int]:
    """Those that both sides have agreed to: at work now, or completed since that day."""
    row = await transaction.row(
        f"{below(1)}SELECT count(*) AS pairs, "
        "coalesce(sum(CASE WHEN order_number IS NOT NULL THEN 1 ELSE 0 END), 0) AS ordered "
        f"FROM pairs WHERE {_HERE} AND (state IN ({_FORMED}) OR (state = $2 AND since_day >= $3))",
        organisation,
        PairState.COMPLETED.value,
        stored_day(since),
    )
    assert row is not None  # noqa: S101 - a count is always there
    return {"pairs": row["pairs"], "ordered": row["ordered"]}


async def orders(transaction: Transaction, organisation: OrganisationId, most: int) -> list[Order]:
    """The latest orders on the pairs there are."""
    rows = await transaction.rows(
        f"{below(1)}SELECT DISTINCT order_number, order_date FROM pairs WHERE {_HERE} AND state IN ({_FORMED}) "
        "AND order_number IS NOT NULL ORDER BY order_date DESC, order_number LIMIT $2",
        organisation,
        most,
    )
    return [Order(row["order_number"], known_day(row["order_date"])) for row in rows]


async def waiting(transaction: Transaction, organisation: OrganisationId) -> dict[str, int]:
    """Mentees in no pair that both sides have agreed to, and those of them whose pair has fallen through.

    Whoever has said that they need no other mentor does not wait.
    """
    row = await transaction.row(
        f"{below(1)}SELECT count(*) AS waiting, coalesce(sum(w.returned), 0) AS returned FROM waiting_mentees w "
        f"WHERE w.{_HERE} AND NOT EXISTS (SELECT 1 FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
        f"WHERE s.membership_id = w.membership_id AND s.mentor = 0 "
        f"AND ((s.gone = 0 AND p.state IN ({_FORMED})) OR s.another = 0))",
        organisation,
    )
    assert row is not None  # noqa: S101 - a count is always there
    return {"waiting": row["waiting"], "returned": row["returned"]}


async def programmes(transaction: Transaction, organisation: OrganisationId, since: datetime.date) -> dict[str, int]:
    """Pairs that need a plan, those whose plan is approved, and those that will need one."""
    row = await transaction.row(
        f"{below(1)}SELECT coalesce(sum(CASE WHEN state IN ({_WITH_PLAN}) THEN 1 ELSE 0 END), 0) AS needing, "
        f"coalesce(sum(CASE WHEN state IN ({_WITH_PLAN}) AND planned THEN 1 ELSE 0 END), 0) AS approved, "
        f"coalesce(sum(CASE WHEN state IN ({_AHEAD}) THEN 1 ELSE 0 END), 0) AS ahead FROM (SELECT p.state, "
        "EXISTS (SELECT 1 FROM plans l WHERE l.pair_id = p.id AND l.state = $2) AS planned "
        f"FROM pairs p WHERE p.{_HERE} AND (p.state <> $3 OR p.since_day >= $4)) AS each_one",
        organisation,
        PlanState.APPROVED.value,
        PairState.COMPLETED.value,
        stored_day(since),
    )
    assert row is not None  # noqa: S101 - a sum is always there
    return {"approved": row["approved"], "needing": row["needing"], "ahead": row["ahead"]}


async def at_work(transaction: Transaction, organisation: OrganisationId) -> int:
    return int(
        await transaction.value(
            f"{below(1)}SELECT count(*) FROM pairs WHERE {_HERE} AND state IN ({_UNDER_WAY})", organisation
        )
    )


async def held(transaction: Transaction, organisation: OrganisationId, *, since: int, until: int) -> dict[str, int]:
    """Meetings held and pairs completed in that time."""
    row = await transaction.row(
        f"{below(1)}SELECT coalesce(sum(CASE WHEN h.event = $4 THEN 1 ELSE 0 END), 0) AS meetings, "
        "coalesce(sum(CASE WHEN h.to_state = $5 AND h.from_state <> $5 THEN 1 ELSE 0 END), 0) AS completed "
        "FROM pair_history h JOIN pairs p ON p.id = h.pair_id "
        f"WHERE p.{_HERE} AND h.at >= $2 AND h.at < $3",
        organisation,
        since,
        until,
        Event.HOLD.value,
        PairState.COMPLETED.value,
    )
    assert row is not None  # noqa: S101 - a sum is always there
    return {"meetings": row["meetings"], "completed": row["completed"]}


async def surveys(
    transaction: Transaction, organisation: OrganisationId, forms: str, *, since: int, until: int
) -> dict[str, int]:
    """How many were asked and have answered; ``forms`` is the beginning of their names."""
    row = await transaction.row(
        f"{below(1)}, {asked_of('below')} SELECT count(*) AS asked, coalesce(sum(s.answered), 0) AS answered "
        "FROM asked s WHERE s.form LIKE $4 "
        "AND s.opened_at >= $2 AND s.opened_at < $3",
        organisation,
        since,
        until,
        f"{forms}%",
    )
    assert row is not None  # noqa: S101 - a count is always there
    return {"asked": row["asked"], "answered": row["answered"]}


async def consultations(
    transaction: Transaction, organisation: OrganisationId, *, since: int, until: int
) -> dict[str, int]:
    """Questions that people have put through the bot in that time, and those of them that are answered."""
    topics = listed(topic.value for topic in QUESTIONS)
    row = await transaction.row(
        f"{below(1)}SELECT count(*) AS asked, coalesce(sum(CASE WHEN state = $4 THEN 1 ELSE 0 END), 0) AS answered "
        f"FROM help_requests WHERE {_HERE} AND topic IN ({topics}) AND at >= $2 AND at < $3",
        organisation,
        since,
        until,
        HelpState.DONE.value,
    )
    assert row is not None  # noqa: S101 - a count is always there
    return {"asked": row["asked"], "answered": row["answered"]}


async def curators(transaction: Transaction, organisation: OrganisationId) -> dict[str, int]:
    """Schools, and those of them where somebody is curator."""
    row = await transaction.row(
        f"{below(1)}SELECT count(*) AS organisations, "
        "coalesce(sum(CASE WHEN led THEN 1 ELSE 0 END), 0) AS with_curator FROM ("
        "SELECT EXISTS (SELECT 1 FROM memberships m WHERE m.organisation_id = o.id AND m.role = $3 "
        "AND m.ended_at IS NULL AND m.state IN ($4, $5)) AS led "
        "FROM organisations o JOIN below ON below.id = o.id WHERE o.level = $2) AS each_one",
        organisation,
        Level.ORGANISATION.value,
        Role.CURATOR.value,
        MembershipState.CONSENTED.value,
        MembershipState.IN_BANK.value,
    )
    assert row is not None  # noqa: S101 - a count is always there
    return {"organisations": row["organisations"], "with_curator": row["with_curator"]}


async def execution(
    transaction: Transaction,
    organisation: OrganisationId,
    road_map: RoadMapId,
    but: RoadMapItemId,
    days: LocalDays,
) -> dict[str, int]:
    """Tasks of the road map there, without those of the item that asks: as on the screen of levels."""
    row = await transaction.row(
        f"{below(1)}SELECT count(*) AS tasks, coalesce(sum(CASE WHEN t.state = $3 THEN 1 ELSE 0 END), 0) AS done, "
        f"coalesce(sum(CASE WHEN {late(days)} THEN 1 ELSE 0 END), 0) AS late FROM road_map_tasks t "
        f"WHERE t.{_HERE} AND t.road_map_id = $2 AND t.item_id <> $5 AND t.state IN ($3, $4) AND {COUNTED}",
        organisation,
        road_map,
        TaskState.DONE.value,
        TaskState.OPEN.value,
        but,
    )
    assert row is not None  # noqa: S101 - a count is always there
    return {"tasks": row["tasks"], "done": row["done"], "late": row["late"]}


# -- who has something to count ------------------------------------------------------------------------------------

_DUE = (
    "FROM road_map_tasks t JOIN road_map_items i ON i.id = t.item_id JOIN road_maps m ON m.id = t.road_map_id "
    "WHERE i.counter IS NOT NULL AND i.removed = 0 AND i.waived IS NULL AND t.state = $1 AND t.starts_on <= $2 "
    "AND m.state = 'active' "
)


async def due(transaction: Transaction, today: datetime.date) -> list[OrganisationId]:
    """Organisations with open tasks of active road maps that the bot counts and that have begun."""
    rows = await transaction.rows(
        f"SELECT DISTINCT t.organisation_id {_DUE}ORDER BY t.organisation_id", TaskState.OPEN.value, stored_day(today)
    )
    return [OrganisationId(row["organisation_id"]) for row in rows]


async def due_there(
    transaction: Transaction, organisation: OrganisationId, today: datetime.date
) -> list[RoadMapTaskId]:
    """These tasks of one organisation."""
    rows = await transaction.rows(
        f"SELECT t.id {_DUE}AND t.organisation_id = $3 ORDER BY t.id",
        TaskState.OPEN.value,
        stored_day(today),
        organisation,
    )
    return [RoadMapTaskId(row["id"]) for row in rows]
