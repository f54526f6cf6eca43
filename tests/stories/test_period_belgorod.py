"""Belgorod, 2022: the city's plan with the point of its order, from the order to its close."""

from pathlib import Path

from mentoring.roles import Level, Role
from tests.stories.plain_ladder import expectations, given, proven
from tests.stories.road_map_period import Founded, Script, begun, dates_hold

REGION, CITY, FIRST, SECOND = "Область", "Белый город", "Школа № 1", "Школа № 2"

PLACES = (
    Founded(REGION, Level.REGION, (Role.REGIONAL_COORDINATOR,)),
    Founded(CITY, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,), above=REGION),
    Founded(FIRST, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), above=CITY),
    Founded(SECOND, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), above=CITY),
)

SCRIPT: Script = {
    "bel-1.1": (proven(-3), proven(0), proven(3)),
    "bel-1.2": given("2022-03-22", "2022-05-20", "2022-09-14"),
    "bel-2.2": {FIRST: proven(0), SECOND: proven(7)},
}


async def test_the_whole_period(tmp_path: Path) -> None:
    plans = expectations("belgorod")
    dates_hold(plans)
    async with begun(tmp_path, "belgorod", "2022-03-03", *PLACES, leader=(Role.MUNICIPAL_COORDINATOR, CITY)) as city:
        duties = city.duties(plans, SCRIPT, "2023-02-10")
        city.plays(duties)
        await city.lives("2023-02-10")
        city.compare_letters(duties)
        await city.compare_tasks(duties, "2023-02-10")
        await city.compare_report(duties, "2023-02-10")
