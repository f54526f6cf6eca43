"""Which local acts an organisation has, and what was noted of them when."""

import datetime

from mentoring.ids import OrganisationId
from mentoring.local_acts import Act, ActLine, LocalAct
from storage.database import Row, Transaction
from storage.schools import SCHOOLS
from storage.statement_parts import below


def _as_act(row: Row) -> LocalAct:
    day = None if row["day"] is None else datetime.date.fromisoformat(row["day"])
    return LocalAct(Act(row["act"]), row["number"], day, row["link"])


async def of(transaction: Transaction, organisation: OrganisationId) -> dict[Act, LocalAct]:
    rows = await transaction.rows("SELECT * FROM local_acts WHERE organisation_id = $1", organisation)
    return {found.act: found for found in map(_as_act, rows)}


async def of_schools(transaction: Transaction, place: OrganisationId) -> list[ActLine]:
    """Every school below, with what it has."""
    rows = await transaction.rows(
        f"{below(1)}SELECT l.* FROM local_acts l JOIN below ON below.id = l.organisation_id", place
    )
    acts: dict[int, dict[Act, LocalAct]] = {}
    for row in rows:
        found = _as_act(row)
        acts.setdefault(row["organisation_id"], {})[found.act] = found
    schools = await transaction.rows(SCHOOLS, place)
    return [
        ActLine(OrganisationId(row["id"]), row["name"], row["municipality"], acts.get(row["id"], {})) for row in schools
    ]


async def keep(transaction: Transaction, organisation: OrganisationId, act: LocalAct, *, by: str, now: int) -> None:
    """The latest note counts, whoever made it; each stands in the history. The same again is no news."""
    values = (act.number, None if act.day is None else act.day.isoformat(), act.link)
    changed = await transaction.run(
        "INSERT INTO local_acts (organisation_id, act, number, day, link) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (organisation_id, act) DO UPDATE SET number = $3, day = $4, link = $5 "
        "WHERE coalesce(local_acts.number, '') <> coalesce($3, '') OR coalesce(local_acts.day, '') <> coalesce($4, '') "
        "OR coalesce(local_acts.link, '') <> coalesce($5, '')",
        organisation,
        act.act.value,
        *values,
    )
    if changed:
        await _remember(transaction, organisation, act, by=by, now=now)


async def drop(transaction: Transaction, organisation: OrganisationId, act: Act, *, by: str, now: int) -> None:
    if await transaction.run("DELETE FROM local_acts WHERE organisation_id = $1 AND act = $2", organisation, act.value):
        await _remember(transaction, organisation, LocalAct(act), by=by, now=now)


async def _remember(
    transaction: Transaction, organisation: OrganisationId, act: LocalAct, *, by: str, now: int
) -> None:
    await transaction.run(
        "INSERT INTO local_act_history (organisation_id, act, number, day, link, at, actor) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        organisation,
        act.act.value,
        act.number,
        None if act.day is None else act.day.isoformat(),
        act.link,
        now,
        by,
    )
