"""Road maps and their items."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from mentoring import deadlines
from mentoring.deadlines import Period
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.passports import IndicatorTargets, Passport
from mentoring.road_maps import EvidenceKind, Item, MapItem, MapState, RoadMap
from mentoring.roles import Role
from storage.database import Row, Transaction
from storage.people import Moved

# -- days and values ---------------------------------------------------------------------------------------------


def day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def known_day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def stored_day(found: datetime.date | None) -> str | None:
    return None if found is None else found.isoformat()


def _stored_passport(passport: Passport | None) -> str | None:
    return None if passport is None else json.dumps(asdict(passport), ensure_ascii=False)


def _passport(text: str | None) -> Passport | None:
    if text is None:
        return None
    kept: dict[str, Any] = json.loads(text)
    indicators = tuple(
        IndicatorTargets(one["key"], one["name"], {int(year): value for year, value in one["targets"].items()})
        for one in kept["indicators"]
    )
    return Passport(
        kept["goal"],
        tuple(kept["tasks"]),
        indicators,
        tuple(kept["results"]),
        kept["term"],
        tuple(kept["risks"]),
        tuple(kept["roles"]),
    )


# -- road maps ---------------------------------------------------------------------------------------------------


def as_road_map(row: Row) -> RoadMap:
    return RoadMap(
        RoadMapId(row["id"]),
        OrganisationId(row["organisation_id"]),
        row["title"],
        row["template"],
        Period(known_day(row["first_day"]), day(row["last_day"])),
        MapState(row["state"]),
        day(row["planned_until"]),
        _passport(row["passport"]),
    )


async def add(
    transaction: Transaction,
    organisation: OrganisationId,
    title: str,
    template: str | None,
    period: Period,
    passport: Passport | None,
    *,
    by: str,
    now: int,
    state: MapState = MapState.DRAFT,
) -> RoadMapId:
    """Raises Moved when there is a draft already and this is to be another."""
    found = await transaction.value(
        "INSERT INTO road_maps "
        "(organisation_id, title, template, first_day, last_day, passport, created_by, created_at, state, started_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id",
        organisation,
        title,
        template,
        stored_day(period.first),
        stored_day(period.last),
        _stored_passport(passport),
        by,
        now,
        state.value,
        None if state is MapState.DRAFT else now,
    )
    if found is None:
        raise Moved
    return RoadMapId(found)


async def one(transaction: Transaction, road_map: RoadMapId) -> RoadMap | None:
    row = await transaction.row("SELECT * FROM road_maps WHERE id = $1", road_map)
    return None if row is None else as_road_map(row)


async def of_organisation(transaction: Transaction, organisation: OrganisationId) -> list[RoadMap]:
    """The newest first."""
    rows = await transaction.rows("SELECT * FROM road_maps WHERE organisation_id = $1 ORDER BY id DESC", organisation)
    return [as_road_map(row) for row in rows]


async def draft_of(transaction: Transaction, organisation: OrganisationId) -> RoadMap | None:
    row = await transaction.row("SELECT * FROM road_maps WHERE organisation_id = $1 AND state = 'draft'", organisation)
    return None if row is None else as_road_map(row)


async def start(transaction: Transaction, road_map: RoadMapId, now: int) -> None:
    """Raises Moved when it is no draft any more."""
    if not await transaction.run(
        "UPDATE road_maps SET state = 'active', started_at = $2 WHERE id = $1 AND state = 'draft'", road_map, now
    ):
        raise Moved


async def drop_draft(transaction: Transaction, road_map: RoadMapId) -> None:
    """Raises Moved when it is no draft any more."""
    if not await transaction.run("DELETE FROM road_maps WHERE id = $1 AND state = 'draft'", road_map):
        raise Moved


async def move(transaction: Transaction, before: RoadMap, title: str, period: Period) -> None:
    """A draft to other days. Raises Moved when it is no draft any more, or is called otherwise meanwhile."""
    if not await transaction.run(
        "UPDATE road_maps SET title = $2, first_day = $3, last_day = $4, changes = changes + 1 "
        "WHERE id = $1 AND state = 'draft' AND title = $5",
        before.id,
        title,
        stored_day(period.first),
        stored_day(period.last),
        before.title,
    ):
        raise Moved


async def rename(transaction: Transaction, before: RoadMap, title: str) -> None:
    """Raises Moved when it is over, or is called otherwise meanwhile."""
    if not await transaction.run(
        "UPDATE road_maps SET title = $2, changes = changes + 1 WHERE id = $1 AND title = $3 AND state <> 'closed'",
        before.id,
        title,
        before.title,
    ):
        raise Moved


async def set_planned_until(transaction: Transaction, road_map: RoadMapId, until: datetime.date, act_at: int) -> None:
    """``act_at``: when time itself does something with it next."""
    await transaction.run(
        "UPDATE road_maps SET planned_until = $2, act_at = $3 WHERE id = $1", road_map, stored_day(until), act_at
    )


async def due(transaction: Transaction, now: int) -> list[RoadMapId]:
    """Those that time does something with now."""
    rows = await transaction.rows("SELECT id FROM road_maps WHERE act_at <= $1 ORDER BY act_at, id", now)
    return [RoadMapId(row["id"]) for row in rows]


async def next_due(transaction: Transaction) -> int | None:
    found = await transaction.value("SELECT min(act_at) FROM road_maps WHERE act_at IS NOT NULL")
    return None if found is None else int(found)


async def stand_still(transaction: Transaction, road_map: RoadMapId) -> None:
    """Time does nothing with it any more."""
    await transaction.run("UPDATE road_maps SET act_at = NULL WHERE id = $1", road_map)


async def close(transaction: Transaction, road_map: RoadMapId) -> None:
    """It is over and only read from now on."""
    await transaction.run("UPDATE road_maps SET state = 'closed', act_at = NULL WHERE id = $1", road_map)


async def passport(transaction: Transaction, road_map: RoadMapId) -> tuple[Passport | None, int]:
    """With the number of changes so far, which :func:`set_passport` wants to know."""
    row = await transaction.row("SELECT passport, changes FROM road_maps WHERE id = $1", road_map)
    return (None, 0) if row is None else (_passport(row["passport"]), row["changes"])


async def set_passport(transaction: Transaction, road_map: RoadMapId, passport: Passport, changes: int) -> None:
    """Raises Moved when the road map was changed meanwhile."""
    if not await transaction.run(
        "UPDATE road_maps SET passport = $2, changes = changes + 1 WHERE id = $1 AND changes = $3",
        road_map,
        _stored_passport(passport),
        changes,
    ):
        raise Moved


async def active_over(transaction: Transaction, path: Iterable[OrganisationId]) -> list[RoadMap]:
    """The active road maps of the places on a path."""
    found: list[RoadMap] = []
    for place in path:
        rows = await transaction.rows(
            "SELECT * FROM road_maps WHERE organisation_id = $1 AND state = 'active' ORDER BY id", place
        )
        found += map(as_road_map, rows)
    return found


# -- items -------------------------------------------------------------------------------------------------------

_ITEM = (
    "i.id, i.road_map_id, i.position, i.uid, i.number, i.section, i.text, i.deadline_raw, i.deadline, i.owner, "
    "i.evidence, i.responsible, i.result, i.stage, i.note, i.counter, i.checklist, i.waived, i.removed, i.changes"
)


def as_item(row: Row) -> MapItem:
    item = Item(
        row["uid"],
        row["number"],
        row["section"],
        row["text"],
        row["deadline_raw"],
        deadlines.read(json.loads(row["deadline"])),
        Role(row["owner"]),
        EvidenceKind(row["evidence"]),
        row["responsible"],
        row["result"],
        row["stage"],
        row["note"],
        row["counter"],
        tuple(json.loads(row["checklist"])),
    )
    return MapItem(
        RoadMapItemId(row["id"]),
        RoadMapId(row["road_map_id"]),
        item,
        row["position"],
        row["changes"],
        row["waived"],
        bool(row["removed"]),
    )


def _columns(item: Item) -> dict[str, object]:
    return {
        "uid": item.uid,
        "number": item.number,
        "section": item.section,
        "text": item.text,
        "deadline_raw": item.deadline_raw,
        "deadline": json.dumps(deadlines.written(item.deadline), ensure_ascii=False),
        "owner": item.owner.value,
        "evidence": item.evidence.value,
        "responsible": item.responsible,
        "result": item.result,
        "stage": item.stage,
        "note": item.note,
        "counter": item.counter,
        "checklist": json.dumps(item.checklist, ensure_ascii=False),
    }


async def add_item(transaction: Transaction, road_map: RoadMapId, position: int, item: Item) -> RoadMapItemId:
    """Raises Moved when the road map has an item of that ``uid`` already."""
    columns = _columns(item)
    names = ", ".join(columns)
    places = ", ".join(f"${number}" for number in range(3, 3 + len(columns)))
    found = await transaction.value(
        f"INSERT INTO road_map_items (road_map_id, position, {names}) VALUES ($1, $2, {places}) "
        "ON CONFLICT DO NOTHING RETURNING id",
        road_map,
        position,
        *columns.values(),
    )
    if found is None:
        raise Moved
    return RoadMapItemId(found)


async def items(transaction: Transaction, road_map: RoadMapId) -> list[MapItem]:
    """In the order of the plan, without those that were taken out."""
    rows = await transaction.rows(
        f"SELECT {_ITEM} FROM road_map_items i WHERE i.road_map_id = $1 AND i.removed = 0 ORDER BY i.position, i.id",
        road_map,
    )
    return [as_item(row) for row in rows]


async def item(transaction: Transaction, item_id: RoadMapItemId) -> MapItem | None:
    row = await transaction.row(f"SELECT {_ITEM} FROM road_map_items i WHERE i.id = $1", item_id)
    return None if row is None else as_item(row)


async def items_by_id(transaction: Transaction, ids: Iterable[RoadMapItemId]) -> dict[RoadMapItemId, MapItem]:
    """Those that were taken out too."""
    numbers = ", ".join(str(int(number)) for number in ids) or "0"
    rows = await transaction.rows(f"SELECT {_ITEM} FROM road_map_items i WHERE i.id IN ({numbers})")
    return {found.id: found for found in map(as_item, rows)}


async def change_item(transaction: Transaction, before: MapItem, after: Item, waived: str | None) -> None:
    """Raises Moved when somebody else has changed it meanwhile."""
    columns = {**_columns(after), "waived": waived}
    told = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, 3))
    if not await transaction.run(
        f"UPDATE road_map_items SET {told}, changes = changes + 1 WHERE id = $1 AND changes = $2 AND removed = 0",
        before.id,
        before.changes,
        *columns.values(),
    ):
        raise Moved


async def make_room(transaction: Transaction, after: MapItem) -> int:
    """The position right behind an item; those that follow move on by one."""
    await transaction.run(
        "UPDATE road_map_items SET position = position + 1 WHERE road_map_id = $1 AND position > $2",
        after.road_map,
        after.position,
    )
    return after.position + 1


async def uids(transaction: Transaction, road_map: RoadMapId) -> list[str]:
    """Also of items that were taken out."""
    rows = await transaction.rows("SELECT uid FROM road_map_items WHERE road_map_id = $1", road_map)
    return [row["uid"] for row in rows]


async def remove_item(transaction: Transaction, before: MapItem) -> None:
    """Raises Moved when somebody else has changed it meanwhile."""
    if not await transaction.run(
        "UPDATE road_map_items SET removed = 1, changes = changes + 1 WHERE id = $1 AND changes = $2 AND removed = 0",
        before.id,
        before.changes,
    ):
        raise Moved


# -- history -----------------------------------------------------------------------------------------------------


async def note(
    transaction: Transaction,
    road_map: RoadMapId,
    act: str,
    *,
    by: str,
    now: int,
    item: int | None = None,
    task: int | None = None,
    organisation: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """A line of the history; ``by`` is «person:12», «cli» or «clock»."""
    await transaction.run(
        "INSERT INTO road_map_history (road_map_id, item_id, task_id, organisation_id, at, actor, act, details) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        road_map,
        item,
        task,
        organisation,
        now,
        by,
        act,
        json.dumps(details or {}, ensure_ascii=False),
    )
