"""Belgorod, 2022: the city's plan with the point of its order, from the order to its close."""

from pathlib import Path

import pytest

from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role
from tests.stories.plain_ladder import (
    DAY,
    closes_on,
    counted,
    day,
    expectations,
    given,
    not_needed,
    proven,
    schedule,
)
from tests.stories.road_map_people import Participants
from tests.stories.road_map_period import Founded, Script, begun, dates_hold
from tests.world import World

REGION, CITY, FIRST, SECOND = "Область", "Белый город", "Школа № 1", "Школа № 2"

PLACES = (
    Founded(REGION, Level.REGION, (Role.REGIONAL_COORDINATOR,)),
    Founded(CITY, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,), above=REGION),
    Founded(FIRST, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), above=CITY),
    Founded(SECOND, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), above=CITY),
)

SCRIPT: Script = {
    # Three times a year: ahead of the day, on the last one, and when the region has heard of it already.
    "bel-1.1": (proven(-3), proven(0), proven(10)),
    "bel-1.2": given("2022-03-22", "2022-05-20", "2022-09-14"),
    "bel-1.3": given("2022-10-03"),
    "bel-2.1": schedule("2022-03-21", ("2022-04-20", proven(0)), ("2022-06-12", proven(-1)), ("2022-11-06", proven(1))),
    # 7 March is a day off that was moved; on the Saturday before it people work.
    "bel-2.2": {FIRST: proven(0), SECOND: proven("2022-03-25")},
    "bel-2.3": proven(-14),
    # Nobody ever says anything of 2.4.
    "bel-2.5": counted("2022-12-31"),
    "bel-2.6": proven("2022-10-05"),
    "bel-2.7": not_needed("2022-10-10", "Семинар перенесли на другой год"),
    "bel-3.1": {FIRST: proven(-7), SECOND: proven(3)},
    # The second school never shows its papers.
    "bel-3.2": {FIRST: proven("2022-08-26")},
    "bel-3.3": proven("2023-01-20"),
    # 30 October is a Sunday.
    "bel-3.4": proven(0),
    "bel-o3.1": proven(1),
}


async def consulted(world: World, school: OrganisationId) -> None:
    await (await Participants.join(world, school)).consult()


@pytest.mark.slow
async def test_the_whole_period(tmp_path: Path) -> None:
    plans, closes = expectations("belgorod"), closes_on(day("2022-12-31"))
    dates_hold(plans)
    async with begun(tmp_path, "belgorod", "2022-03-03", *PLACES, leader=(Role.MUNICIPAL_COORDINATOR, CITY)) as city:
        duties = city.duties(plans, SCRIPT, until=closes - DAY)
        city.plays(duties)
        school = city.ids[FIRST]
        city.happens("2022-09-20", lambda: consulted(city.world, school))
        await city.closes(closes)
        city.compare_letters(duties)
        await city.compare_tasks(duties, closes)
        await city.compare_report(duties, closes)
        await city.compare_paper(duties, closes)
