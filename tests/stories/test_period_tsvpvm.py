"""An organisation whose road map names no day at all lives through its school year: each day is its own."""

from pathlib import Path

from mentoring.roles import Level, Role
from tests.stories.plain_ladder import (
    DAY,
    Fate,
    closes_on,
    counted,
    dated,
    day,
    expectations,
    given,
    not_needed,
    proven,
)
from tests.stories.road_map_pair import Pair
from tests.stories.road_map_period import Founded, Script, begun, dates_hold

CITY, CENTRE = "Город", "Центр"

PLACES = (
    Founded(CITY, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,)),
    Founded(CENTRE, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR), above=CITY),
)


def by(to: str, then: Fate) -> Fate:
    """All days are named on the second evening."""
    return dated("2026-09-02", to, then)


SCRIPT: Script = {
    "ts-1a": by("2026-09-15", proven(-3)),
    "ts-1b": by("2026-10-30", counted("2026-10-21")),
    "ts-1c": by("2026-11-30", counted("2026-11-13")),
    "ts-2a": by("2026-10-09", counted("2026-09-22")),
    "ts-2b": by("2026-10-09", counted("2026-09-22")),
    # One mentor never fills in: the last day closes them with what there is.
    "ts-3a": by("2026-10-09", counted("2026-10-09")),
    "ts-3b": by("2026-10-09", counted("2026-10-09")),
    # Nobody names a day, and the numbers are there all the same.
    "ts-4a": counted("2026-10-14"),
    # The municipality has heard of it for weeks.
    "ts-4b": by("2026-11-20", proven("2027-01-22")),
    "ts-4c": by("2026-12-31", proven(3)),
    "ts-5a": by("2026-10-30", counted("2026-10-21")),
    # A mentor enters no proofs: the curator hears.
    "ts-5b": by("2026-11-16", counted("2026-11-13")),
    "ts-5c": not_needed("2026-10-21", "Все наставляемые нашли наставника"),
    "ts-6a": by("2027-05-20", counted("2027-04-21")),
    "ts-6b": by("2027-03-26", proven(0)),
    "ts-6c": by("2027-05-23", proven(1)),
    # 6.г has neither a day nor a proof, ever.
    "ts-7a": given("2026-09-18", "2026-10-16", "2027-01-29", "2027-02-12", "2027-04-16"),
}


async def test_the_whole_period(tmp_path: Path) -> None:
    plans, closes = expectations("tsvpvm"), closes_on(day("2027-08-31"))
    dates_hold(plans)
    leader = (Role.DEPUTY_HEAD, CENTRE)
    async with begun(tmp_path, "tsvpvm", "2026-09-01", *PLACES, leader=leader) as centre:
        Pair(centre, CENTRE).through_the_year(centre)
        duties = centre.duties(plans, SCRIPT, until=closes - DAY)
        assert [duty.uid for duty in duties if duty.ahead.occasion.kind != "undated"] == ["ts-7a"]
        centre.plays(duties)
        centre.looks(
            duties, "2026-09-01", "2026-09-02", "2026-09-15", "2026-10-09", "2026-12-31", "2027-08-31", "2027-09-01"
        )
        await centre.lives(closes)
        centre.compare_letters(duties)
        await centre.compare_tasks(duties, closes)
        await centre.compare_report(duties, closes)
        await centre.compare_paper(duties, closes)
