"""School No 20 of Usolye-7 lives through its road map, from June 2021 to the end of 2024, by the clock of Irkutsk."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.texts.words import NBSP
from mentoring.roles import Level, Role
from tests.stories.plain_ladder import (
    DAY,
    Duty,
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
from tests.stories.road_map_period import Founded, RunningMap, Script, begun, dates_hold

DISTRICT, SCHOOL = "Район", "Школа № 20"
IRKUTSK = "Asia/Irkutsk"

PLACES = (
    Founded(DISTRICT, Level.MUNICIPALITY, (Role.MUNICIPAL_COORDINATOR,), IRKUTSK),
    Founded(SCHOOL, Level.ORGANISATION, (Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR), IRKUTSK, DISTRICT),
)

NEWS = tuple(f"{year}-{month:02}-20" for year in (2021, 2022, 2023, 2024) for month in range(1, 13))[5:]
"""A page on the site every month from June 2021 on."""

SCRIPT: Script = {
    "us-1.1": proven(-7),
    "us-1.2": proven(-14),
    "us-1.3": proven(-3),
    # The end of October is a Sunday: Friday the 29th is the last chance.
    "us-1.4": proven(0),
    "us-1.5": given("2021-10-08", "2022-03-01"),
    # The municipality has heard of it already.
    "us-1.6": proven("2021-10-20"),
    "us-1.7": proven(1),
    "us-2.8": counted("2021-10-06"),
    "us-2.9": counted("2021-10-06"),
    "us-2.10": counted("2021-10-06"),
    # One mentor never fills in: the last day closes them with what there is.
    "us-3.11": counted("2021-10-31"),
    "us-3.12": counted("2021-10-31"),
    "us-3.13": counted("2021-10-06"),
    "us-4.14": counted("2021-11-04"),
    "us-4.15": proven(-1),
    # «Далее – по мере необходимости»: the training is over, no other was needed.
    "us-4.16": (proven(0), given()),
    "us-4.17": proven("2022-01-20"),
    # «Ноябрь–декабрь»: the order is of November, the last month begins on the 30th.
    "us-5.18": counted("2021-11-30"),
    "us-5.19": proven(3),
    "us-5.20": counted("2021-12-08"),
    # «Далее – в течение всего периода»: first the pair at work, then three years of it.
    "us-6.19": (counted("2021-12-31"), counted("2024-12-31")),
    # Nobody ever says anything of 6.20 and 6.24.
    "us-6.21": not_needed("2021-12-20", "Меры есть в программе, отдельный акт не нужен"),
    "us-6.22": given(*NEWS),
    "us-6.23": given("2022-05-27", "2023-05-26"),
    # «Ежегодно», the month is the school's own; in the last year nobody names one.
    "us-7.25": (
        not_needed("2021-06-15", "В 2021 году пары только начали работать"),
        dated("2022-04-12", "2022-05-24", counted("2022-04-26")),
        proven("2023-12-20"),
        given(),
    ),
    "us-7.26": (
        not_needed("2021-06-15", "В 2021 году пары только начали работать"),
        dated("2022-04-12", "2022-05-31", proven(-1)),
        dated("2023-04-12", "2023-05-31", proven(0)),
        dated("2024-04-10", "2024-05-31", proven("2024-06-20")),
    ),
    # «Срок не задан»: the school sets it.
    "us-7.27": dated("2022-04-12", "2022-05-31", proven(-3)),
}


def comes_about(school: RunningMap, pair: Pair) -> None:
    """What the bot counts."""
    for on, act in (
        ("2021-10-05", pair.joins),
        ("2021-11-03", pair.enters_the_registry),
        ("2021-11-12", pair.is_ordered),
        ("2021-11-16", pair.agrees_on_tomorrow),
        ("2021-11-17", pair.has_met),
        ("2021-11-23", pair.agrees_on_tomorrow),
        ("2021-11-24", pair.has_met),
        ("2021-11-25", pair.suits),
        ("2021-12-01", pair.agrees_on_tomorrow),
        ("2021-12-02", pair.has_met),
        ("2021-12-07", pair.plans),
        ("2022-04-18", pair.marks_the_events),
        ("2022-04-19", pair.agrees_on_tomorrow),
        ("2022-04-20", pair.has_met),
        ("2022-04-25", pair.answers),
    ):
        school.happens(on, act)


async def counts(school: RunningMap, duties: Sequence[Duty], uid: str, number: int, numbers: str) -> None:
    """The card is closed with these numbers."""
    person = await school.opens(next(one for one in duties if (one.uid, one.number) == (uid, number)))
    assert "✅ выполнено" in person.screen, uid
    assert numbers in person.screen, (uid, person.screen)


@pytest.mark.slow
async def test_the_whole_period(tmp_path: Path) -> None:
    plans, closes = expectations("usolye7"), closes_on(day("2024-12-31"))
    dates_hold(plans)
    leader = (Role.DEPUTY_HEAD, SCHOOL)
    async with begun(tmp_path, "usolye7", "2021-06-01", *PLACES, leader=leader) as school:
        comes_about(school, Pair(school, SCHOOL))
        duties = school.duties(plans, SCRIPT, until=closes - DAY)
        school.plays(duties)
        # The eve of each day on which something begins, and that day.
        school.looks(duties, "2021-07-31", "2021-08-01", "2021-08-31", "2021-09-01", "2021-09-30", "2021-10-01")
        school.looks(duties, "2021-10-31", "2021-11-01", "2021-11-30", "2021-12-01", "2021-12-31", "2022-01-01")
        school.looks(duties, "2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")
        await school.lives(day("2021-12-31"))
        for uid, numbers in (
            ("us-2.8", "в банке наставляемых — 1"),
            ("us-2.9", "запросы наставляемых — 1"),
            ("us-2.10", "согласия наставляемых — 1"),
            ("us-3.11", "в банке наставников — 1, ещё заполняют анкету — 1"),
            ("us-3.13", "согласия наставников — 2"),
            ("us-4.14", "утверждено в реестре — 1"),
            ("us-5.18", f"приказ №{NBSP}91-од от 12.11.2021"),
            ("us-5.20", "утверждённые планы — 1"),
            ("us-6.19", "пары в работе — 1"),
        ):
            await counts(school, duties, uid, 1, numbers)
        await school.lives(closes)
        await counts(school, duties, "us-6.19", 2, "завершённые пары — 1")
        await counts(school, duties, "us-7.25", 2, "ответы об удовлетворённости — 2")
        school.compare_letters(duties)
        await school.compare_tasks(duties, closes)
        view = await school.compare_report(duties, closes)
        await school.compare_paper(duties, closes)
        twice = [
            (one.item.item.uid, one.item.item.number) for one in view.items if one.item.item.number in {"19", "20"}
        ]
        assert twice == [("us-5.19", "19"), ("us-5.20", "20"), ("us-6.19", "19"), ("us-6.20", "20")]
