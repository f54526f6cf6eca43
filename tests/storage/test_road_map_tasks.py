"""How the database counts tasks is how ``mentoring.road_maps.standing`` tells them."""

import datetime
import itertools
from pathlib import Path

from mentoring.deadlines import NONE, Occasion, OccasionKind, Period
from mentoring.ids import OrganisationId
from mentoring.local_days import everywhere
from mentoring.road_map_views import counted
from mentoring.road_maps import EvidenceKind, Item, TaskState, standing
from mentoring.roles import Level, Role
from storage import organisations, road_map_tasks, road_maps, schema
from storage.database import Database, Transaction

TODAY = datetime.date(2026, 9, 7)
DAYS = [TODAY + datetime.timedelta(days=days) for days in (-20, -1, 0, 1, 14, 15, 200)]


async def test_a_tally_says_of_every_task_what_the_rule_says(tmp_path: Path) -> None:
    database = Database(tmp_path / "school.db")
    await database.open()
    try:
        await schema.migrate(database)
        await database.write(_counted)
    finally:
        await database.close()


async def _counted(tx: Transaction) -> None:
    place = await organisations.add(tx, "Школа", Level.ORGANISATION, None, "Europe/Moscow", 0)
    kept = await road_maps.add(tx, place, "Карта", None, Period(TODAY, None), None, by="cli", now=0)
    cases = itertools.product(OccasionKind, (None, *DAYS), (None, *DAYS), (DAYS[0], DAYS[-1]), TaskState)
    for number, (kind, due, limit, starts, state) in enumerate(cases):
        item = Item(f"i{number}", "", "", "Пункт", "", NONE, Role.CURATOR, EvidenceKind.LINK)
        added = await road_maps.item(tx, await road_maps.add_item(tx, kept, number, item))
        assert added is not None
        await road_map_tasks.plan(tx, added, OrganisationId(place), Occasion(1, kind, starts, due, limit), 0)
        (line,) = await road_map_tasks.of_item(tx, added.id, everywhere(TODAY))
        await road_map_tasks.settle(tx, line.task, state, by="cli", on=None)
    tasks = await road_map_tasks.of_map(tx, kept)
    tallies = await road_map_tasks.tallies(tx, kept, everywhere(TODAY))
    assert len(tasks) > 2000
    for task in tasks:
        if task.state is TaskState.LEFT:
            assert task.item not in tallies
        else:
            assert tallies[task.item].counts == {standing(task, TODAY): 1}, task
            assert tallies[task.item] == counted([task], TODAY), task
