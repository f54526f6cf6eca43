"""Perm krai, from July 2022 on: a region's plan without an end, nearly all of it «ежегодно» without a month."""

from pathlib import Path

import pytest

from mentoring.roles import Level, Role
from tests.stories.plain_ladder import IGNORED, counted, dated, day, expectations, not_needed, proven
from tests.stories.road_map_people import Participants
from tests.stories.road_map_period import Founded, RunningMap, Script, begun, dates_hold

REGION, DISTRICT, FIRST, SECOND = "Камский край", "Камский округ", "Школа № 1", "Школа № 2"
URAL = "Asia/Yekaterinburg"

PLACES = (
    Founded(REGION, Level.REGION, (Role.REGIONAL_COORDINATOR,), URAL),
    Founded(DISTRICT, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,), URAL, above=REGION),
    Founded(FIRST, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), URAL, above=DISTRICT),
    Founded(SECOND, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), "Asia/Irkutsk", above=DISTRICT),
)

SCRIPT: Script = {
    "perm-1.1": proven(-7),
    "perm-1.2": {FIRST: proven(0)},
    "perm-1.3": proven(3),
    # The coordinator of the region names the day each year.
    "perm-2.1": (dated("2022-08-15", "2022-11-30", proven(0)), dated("2023-01-16", "2023-11-30", proven(1))),
    "perm-2.2": (counted("2022-12-31"), proven(0)),
    "perm-2.3": (dated("2022-08-15", "2022-10-14", proven(-3)), proven("2023-03-15")),
    "perm-2.4": (dated("2022-08-15", "2022-12-16", proven(0)), IGNORED),
    # Nobody comes in the second year, and the consents of the first are over: the bank is late.
    "perm-2.5": (counted("2022-10-12"), IGNORED),
    "perm-3.1": (proven("2022-09-05"), dated("2023-01-16", "2023-06-12", proven(0))),
    "perm-3.2": (dated("2022-08-15", "2022-11-18", proven(-14)), dated("2023-01-16", "2023-11-17", proven(-1))),
    "perm-3.3": (proven("2022-11-03"), proven("2023-11-07")),
    "perm-4.1": (dated("2022-08-15", "2022-10-28", proven(1)), dated("2023-01-16", "2023-10-27", proven(0))),
    "perm-4.2": (not_needed("2022-08-16", "Есть федеральные"), proven("2023-05-03")),
    # Nobody asked in the second year.
    "perm-4.3": (counted("2022-12-31"), counted("2023-12-31")),
    "perm-5.1": (dated("2022-08-15", "2022-12-09", proven(-3)), dated("2023-01-16", "2023-12-08", proven(0))),
    "perm-5.2": (counted("2022-12-31"), counted("2023-12-31")),
    "perm-5.3": (proven(0), IGNORED),
}

UNTIL = day("2024-01-31")


def live(region: RunningMap) -> None:
    people: list[Participants] = []

    async def join() -> None:
        people.append(await Participants.join(region.world, region.ids[FIRST]))
        await people[0].consult()

    region.happens("2022-10-11", join)


@pytest.mark.slow
async def test_two_years_and_the_beginning_of_the_third(tmp_path: Path) -> None:
    plans = expectations("perm")
    dates_hold(plans)
    leader = Role.REGIONAL_COORDINATOR, REGION
    async with begun(tmp_path, "perm", "2022-07-25", *PLACES, leader=leader) as region:
        duties = region.duties(plans, SCRIPT, until=UNTIL)
        region.plays(duties)
        live(region)
        await region.lives(day("2022-11-30"))
        assert await region.planned() == 18, "a year at a time, and 1.2 is for two schools"
        await region.lives(day("2022-12-01"))
        assert await region.planned() == 32, "all but those of 2022 alone come again"
        await region.lives(UNTIL)
        region.compare_letters(duties)
        await region.compare_tasks(duties, UNTIL)
        await region.compare_report(duties, UNTIL)
        await region.compare_paper(duties, UNTIL)
