"""A school without a plan of its own lives through the one for a school year, from August to the end of May."""

from pathlib import Path

from mentoring.roles import Level, Role
from tests.stories.plain_ladder import DAY, closes_on, counted, day, expectations, not_needed, proven
from tests.stories.road_map_pair import Pair
from tests.stories.road_map_period import Founded, Script, begun, dates_hold

CITY, SCHOOL = "Город", "Школа № 17"

PLACES = (
    Founded(CITY, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,)),
    Founded(SCHOOL, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR), above=CITY),
)

SCRIPT: Script = {
    "t01": proven(-3),
    # 5 September is a Saturday.
    "t02": proven(0),
    "t03": proven(-14),
    "t04": proven(-1),
    "t05": proven(0),
    "t06": proven(1),
    "t07": proven(3),
    "t08": counted("2026-09-22"),
    "t09": counted("2026-09-30"),
    # One mentor never fills in: the last day closes them with what there is.
    "t10": counted("2026-10-20"),
    "t11": counted("2026-10-14"),
    "t12": proven(0),
    "t13": proven(-7),
    "t14": proven(-3),
    "t15": proven(-1),
    # The order is of October; both begin with the month before their day.
    "t16": counted("2026-11-19"),
    # The municipality has heard of it already.
    "t17": proven("2027-01-20"),
    "t18": counted("2027-05-31"),
    "t19": counted("2026-11-24"),
    # The only pair is through in April, and its work is none the less done.
    "t20": counted("2027-05-31"),
    "t21": proven(0),
    "t22": not_needed("2027-02-10", "Копилка общая с соседней школой"),
    "t23": proven(0),
    "t24": counted("2027-04-21"),
    # 10 May is a day off that was moved.
    "t25": counted("2027-05-10"),
    "t26": counted("2027-05-15"),
    "t27": counted("2027-04-21"),
    # Nobody ever shows 28.
    "t29": proven(0),
    "t30": proven(-1),
}


async def test_the_whole_period(tmp_path: Path) -> None:
    plans, closes = expectations("school_year"), closes_on(day("2027-05-31"))
    dates_hold(plans)
    leader = (Role.DEPUTY_HEAD, SCHOOL)
    async with begun(tmp_path, "school_year", "2026-08-03", *PLACES, leader=leader) as school:
        Pair(school, SCHOOL).through_the_year(school)
        duties = school.duties(plans, SCRIPT, until=closes - DAY)
        assert len(duties) == 30
        school.plays(duties)
        # The eve of each day on which something begins, and that day.
        school.looks(duties, "2026-08-31", "2026-09-01", "2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01")
        school.looks(duties, "2027-03-31", "2027-04-01", "2027-05-31", "2027-06-01")
        await school.lives(closes)
        school.compare_letters(duties)
        await school.compare_tasks(duties, closes)
        await school.compare_report(duties, closes)
        await school.compare_paper(duties, closes)
