"""Neftekumsk, 2022 to 2024: the district's plan of 27 items, with a school that does well, one that is late, and one
without a curator.
"""

from pathlib import Path

import pytest

from mentoring.roles import Level, Role
from tests.stories.plain_ladder import (
    DAY,
    IGNORED,
    closes_on,
    counted,
    dated,
    day,
    expectations,
    given,
    not_needed,
    proven,
    schedule,
)
from tests.stories.road_map_people import Participants
from tests.stories.road_map_period import Founded, RunningMap, Script, begun, dates_hold

REGION, DISTRICT = "Степной край", "Степной округ"
FIRST, SECOND, THIRD = "Школа № 1", "Школа № 2", "Школа № 3"

PLACES = (
    Founded(REGION, Level.REGION, (Role.REGIONAL_COORDINATOR,)),
    Founded(DISTRICT, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,), above=REGION),
    Founded(FIRST, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), above=DISTRICT),
    Founded(SECOND, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD), above=DISTRICT),
    Founded(THIRD, Level.ORGANISATION, (Role.DEPUTY_HEAD,), above=DISTRICT),
)

SCRIPT: Script = {
    "neft-1.1": proven(-14),
    "neft-1.2": proven(-7),
    # 30 April 2022 is a Saturday: the eve and the last day are one and the same Friday.
    "neft-1.3": proven(0),
    "neft-1.4": {FIRST: proven(-3), SECOND: proven(3), THIRD: proven(0)},
    "neft-1.5": {FIRST: proven(0), THIRD: not_needed("2022-04-20", "Куратора назначит округ")},
    "neft-1.6": {FIRST: proven(-1), SECOND: proven(1), THIRD: proven(-7)},
    # 3 November 2024 is a Sunday, the Saturday before it is a working one.
    "neft-2.1": schedule(
        "2022-04-04",
        ("2022-05-20", proven(0)),
        ("2022-10-14", proven(-7)),
        ("2023-04-14", proven(1)),
        ("2024-11-03", proven(0)),
    ),
    "neft-2.2": counted("2024-12-31"),
    # The plan is approved in June; the last month before the end of September begins on 30 August.
    "neft-2.3": {FIRST: counted("2022-08-30"), SECOND: proven(0), THIRD: not_needed("2022-06-20", "Нет пар")},
    # Two schools of three have a curator: closed on the last day, a day off that was moved.
    "neft-2.4": counted("2022-05-10"),
    "neft-2.5": {FIRST: given("2022-04-20", "2022-06-10", "2023-01-20", "2024-03-05"), THIRD: given("2022-09-16")},
    "neft-3.1": schedule("2022-04-04", ("2022-09-20", proven(-3))),
    # Nobody names a day for 3.2; the coordinator shows at last what there was.
    "neft-3.2": proven("2022-12-05"),
    # 15 May 2022 is a Sunday; from then on every May; nobody new comes to the first in 2023.
    "neft-4.1": {
        FIRST: (counted("2022-05-06"), counted("2023-05-31"), proven(1)),
        SECOND: (proven(-1), IGNORED, proven(0)),
        THIRD: proven(-7),
    },
    "neft-4.2": {
        FIRST: (counted("2022-05-06"), counted("2023-05-31"), proven(0)),
        SECOND: (proven(0), proven(-7), proven(-3)),
        THIRD: proven(-14),
    },
    "neft-4.3": schedule("2022-04-04", ("2022-11-11", proven(0)), ("2023-11-10", proven(-3))),
    "neft-4.4": {
        FIRST: (counted("2022-06-02"), counted("2023-01-01"), dated("2024-02-05", "2024-10-01", proven(0))),
        SECOND: (proven(0), dated("2023-02-06", "2023-09-15", proven(-3)), IGNORED),
        THIRD: (not_needed("2022-04-20", "Наставников пока нет"), proven(0), proven(-14)),
    },
    "neft-4.5": counted("2024-12-31"),
    "neft-5.1": {
        FIRST: given("2022-05-12", "2022-07-01"),
        SECOND: given("2022-12-20"),
        THIRD: given("2024-12-20"),
    },
    "neft-5.2": (proven(0), proven(-3), proven(3)),
    "neft-5.3": (proven(-7), proven(0), proven(-1)),
    # On 31 December nobody works: on the 30th, the 29th and the 28th.
    "neft-5.4": (proven(0), proven(0), proven(0)),
    "neft-5.5": (
        dated("2022-04-04", "2022-12-01", proven(-1)),
        proven("2023-12-05"),
        not_needed("2024-06-03", "Сайт закрыт"),
    ),
    "neft-6.1": {FIRST: counted("2022-12-31"), SECOND: proven(0), THIRD: proven(1)},
    "neft-6.2a": {
        FIRST: (proven(-3), counted("2023-04-30"), proven(-1)),
        SECOND: (proven(1), proven(0), proven(-7)),
        THIRD: proven(0),
    },
    "neft-6.2b": (proven(0), counted("2023-05-31"), proven(1)),
    "neft-6.3": (proven(-1), proven(0), IGNORED),
}


def live(district: RunningMap) -> None:
    """Two people of the first school work as a pair for a year."""
    people: list[Participants] = []

    async def join() -> None:
        people.append(await Participants.join(district.world, district.ids[FIRST]))

    district.happens("2022-05-05", join)
    district.happens("2022-06-01", lambda: people[0].work())
    district.happens("2022-06-01", lambda: people[0].consult())
    district.happens("2022-09-05", lambda: people[0].agree_again())
    district.happens("2022-11-10", lambda: people[0].answer())
    district.happens("2023-07-03", lambda: people[0].complete())


@pytest.mark.slow
async def test_the_whole_period(tmp_path: Path) -> None:
    plans, closes = expectations("neftekumsk"), closes_on(day("2024-12-31"))
    dates_hold(plans)
    leader = Role.MUNICIPAL_COORDINATOR, DISTRICT
    async with begun(tmp_path, "neftekumsk", "2022-04-01", *PLACES, leader=leader) as district:
        duties = district.duties(plans, SCRIPT, until=closes - DAY)
        district.plays(duties)
        live(district)
        await district.closes(closes)
        district.compare_letters(duties)
        await district.compare_tasks(duties, closes)
        await district.compare_report(duties, closes)
        await district.compare_paper(duties, closes)
