"""Deadlines on days when nobody works, and by whose clock a day ends."""

import contextlib
import datetime
import zoneinfo
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentoring.deadlines import Period
from mentoring.letters import LetterKind
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import organisations
from tests.outbox import outbox
from tests.stories.road_map_story import by, item, started, walks
from tests.world import World, opened_world

IRKUTSK = zoneinfo.ZoneInfo("Asia/Irkutsk")
FOUR_YEARS = Period(datetime.date(2021, 6, 1), datetime.date(2024, 12, 31))


@contextlib.asynccontextmanager
async def school(folder: Path, morning: str, due: str, *, week: int = 5) -> AsyncIterator[tuple[World, Person, Person]]:
    """A school by Irkutsk's clock in a district by Moscow's: its curator, who has one item, and the district's."""
    start = datetime.datetime.fromisoformat(f"{morning}T09:00").replace(tzinfo=IRKUTSK)
    async with opened_world(folder, start) as world:
        district = await world.organisation("Район", Level.MUNICIPALITY)
        place = await world.organisation("Школа № 20", Level.ORGANISATION, district, tz="Asia/Irkutsk")
        await world.house.database.write(lambda tx: organisations.change(tx, place, "week", week))
        curator = await world.member(place, Role.CURATOR, "Вера")
        above = await world.member(district, Role.MUNICIPAL_COORDINATOR, "Инна")
        await started(world, place, item("1", by(due)), period=FOUR_YEARS)
        yield world, curator, above


async def days_of(world: World, kind: LetterKind) -> list[str]:
    sent = [letter["sent_at"] for letter in await outbox(world, kind) if letter["fate"] == "sent"]
    return [datetime.datetime.fromtimestamp(at, IRKUTSK).date().isoformat() for at in sent]


@pytest.mark.parametrize(
    ("due", "week", "ahead"),
    [
        # A Sunday: by the Friday before.
        ("2021-10-31", 5, ["2021-10-15", "2021-10-22", "2021-10-28", "2021-10-29"]),
        # Where people work on Saturdays the last chance is the 30th.
        ("2021-10-31", 6, ["2021-10-16", "2021-10-23", "2021-10-28", "2021-10-30"]),
        # A day off that was moved from 3 January.
        ("2021-12-31", 5, ["2021-12-17", "2021-12-24", "2021-12-28", "2021-12-30"]),
        ("2021-12-31", 6, ["2021-12-17", "2021-12-24", "2021-12-28", "2021-12-30"]),
        # A day off that was moved, after a Saturday on which everybody works.
        ("2022-03-07", 5, ["2022-02-21", "2022-02-28", "2022-03-04", "2022-03-05"]),
    ],
)
async def test_a_day_on_which_nobody_works_is_told_of_before(
    tmp_path: Path, due: str, week: int, ahead: list[str]
) -> None:
    day = datetime.date.fromisoformat(due)
    async with school(tmp_path, f"{day - datetime.timedelta(days=20)}", due, week=week) as (world, _, _):
        await walks(world, f"{day + datetime.timedelta(days=2)}")
        assert await days_of(world, LetterKind.ITEM_DUE) == ahead


@pytest.mark.parametrize(
    ("due", "week", "late", "above"),
    [
        # 4 and 5 November are days off; in a week of six days the Saturday counts.
        ("2021-10-31", 5, ["2021-11-01", "2021-11-03"], "2021-11-11"),
        ("2021-10-31", 6, ["2021-11-01", "2021-11-03"], "2021-11-10"),
        # The New Year holidays last to the 9th.
        ("2021-12-31", 5, ["2022-01-10", "2022-01-12"], "2022-01-18"),
        ("2021-12-31", 6, ["2022-01-10", "2022-01-12"], "2022-01-17"),
    ],
)
async def test_only_working_days_count_afterwards(
    tmp_path: Path, due: str, week: int, late: list[str], above: str
) -> None:
    async with school(tmp_path, due, due, week=week) as (world, _, _):
        await walks(world, above)
        assert sorted(set(await days_of(world, LetterKind.ITEM_LATE))) == late
        assert await days_of(world, LetterKind.ITEMS_LATE_BELOW) == [above]


async def test_a_deadline_ends_at_the_schools_own_midnight_for_those_above_too(tmp_path: Path) -> None:
    async with school(tmp_path, "2021-12-29", "2021-12-31") as (world, curator, above):
        minute, midnight = datetime.timedelta(minutes=1), datetime.datetime(2022, 1, 1, tzinfo=IRKUTSK)
        for now, at_school, in_the_district in (
            (midnight - minute, "До конца недели", "Сегодня спокойно"),
            # In Moscow it is seven in the evening of the 31st still.
            (midnight + minute, "Просрочено", "просрочено у 1"),
        ):
            world.clock.set(now)
            await curator.types("/today")
            assert at_school in curator.screen
            await above.types("/today")
            assert in_the_district in above.screen
