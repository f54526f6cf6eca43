"""Who is late with a road map, and who there has to hear of it."""

from dataclasses import dataclass

from mentoring.ids import OrganisationId, PersonId, RoadMapId, RoadMapTaskId
from mentoring.local_days import LocalDays
from mentoring.road_maps import numbered
from mentoring.roles import Level, MembershipState, Role
from storage.database import Transaction
from storage.road_map_tasks import COUNTED, LAST_DAY, late
from storage.statement_parts import below


@dataclass(frozen=True, slots=True)
class LateTask:
    """``owner`` is the role that the road map names, ``level`` that of the organisation."""

    task: RoadMapTaskId
    organisation: OrganisationId
    title: str
    owner: Role
    level: Level


async def tasks(
    transaction: Transaction, road_map: RoadMapId, place: OrganisationId, days: LocalDays
) -> list[LateTask]:
    """Of a place and everything under it, the latest first."""
    rows = await transaction.rows(
        f"{below(1)}SELECT t.id, t.organisation_id, i.number, i.text, i.owner, o.level FROM road_map_tasks t "
        "JOIN below ON below.id = t.organisation_id JOIN organisations o ON o.id = below.id "
        "JOIN road_map_items i ON i.id = t.item_id "
        f"WHERE t.road_map_id = $2 AND {late(days)} AND {COUNTED} ORDER BY {LAST_DAY}, t.id",
        place,
        road_map,
    )
    return [
        LateTask(
            RoadMapTaskId(row["id"]),
            OrganisationId(row["organisation_id"]),
            numbered(row["number"], row["text"]),
            Role(row["owner"]),
            Level(row["level"]),
        )
        for row in rows
    ]


async def bearers(transaction: Transaction, place: OrganisationId) -> dict[OrganisationId, dict[Role, list[PersonId]]]:
    """Who holds which role in a place and everywhere under it, and has agreed to take part."""
    rows = await transaction.rows(
        f"{below(1)}SELECT m.organisation_id, m.role, m.person_id FROM memberships m "
        "JOIN below ON below.id = m.organisation_id WHERE m.ended_at IS NULL AND m.state IN ($2, $3) "
        "AND m.role NOT IN ($4, $5) ORDER BY m.person_id",
        place,
        MembershipState.CONSENTED.value,
        MembershipState.IN_BANK.value,
        Role.MENTOR.value,
        Role.MENTEE.value,
    )
    found: dict[OrganisationId, dict[Role, list[PersonId]]] = {}
    for row in rows:
        held = found.setdefault(OrganisationId(row["organisation_id"]), {})
        held.setdefault(Role(row["role"]), []).append(PersonId(row["person_id"]))
    return found
