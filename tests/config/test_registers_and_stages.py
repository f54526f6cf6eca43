"""What a methodologist may get wrong in the files of registers and stages is named with its line."""

import datetime
from pathlib import Path

import pytest

from config import registers, road_maps, stages
from config.files import CONFIG, ContentRefused
from mentoring.access import level_of
from mentoring.curators import Yearly, waits
from mentoring.road_maps import EvidenceKind, all_items
from mentoring.roles import Level

LOADERS = {"registers.yaml": registers.load, "stages.yaml": stages.load}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "problem"),
    [
        ("registers.yaml", 'ask_from: "04-20"', 'ask_from: "02-30"', r"registers.yaml:\d+: такого дня нет"),
        ("registers.yaml", 'ask_again: "05-04"', 'ask_again: "05-24"', r"registers.yaml:\d+: сначала ask_from"),
        ("stages.yaml", "after: [2, 4]", "after: [2, 6]", r"stages.yaml:\d+: этап может ждать только тех"),
        ("stages.yaml", "number: 3", "number: 2", r"stages.yaml:\d+: этап 2 уже есть"),
        (
            "registers.yaml",
            "order: [bel-2.2",
            "order: [us-1.6, bel-2.2",
            r"registers.yaml:\d+: пункт us-1.6 назван дважды",
        ),
        ("registers.yaml", "  other: [", "  others: [", r"registers.yaml:\d+: "),
        (
            "stages.yaml",
            "приказа для пар — {left}",
            "приказа для пар — {rest}",
            r"stages.yaml:\d+: подстановки \{rest\} нет",
        ),
        ("stages.yaml", "code: curator", "code: director", r"stages.yaml:\d+: "),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, name: str, right: str, wrong: str, problem: str) -> None:
    written = (CONFIG / name).read_text("utf-8")
    assert right in written
    path = tmp_path / name
    path.write_text(written.replace(right, wrong, 1), "utf-8")
    with pytest.raises(ContentRefused, match=problem):
        LOADERS[name](path)


ASKED_OF = {"neft-1.5", "t01"}
"""Orders that may be one act or another: whoever proves them says it."""


def test_each_order_of_a_school_is_an_act_or_known_to_be_none_or_asked_of() -> None:
    orders = {
        item.uid
        for template in road_maps.load().values()
        for item in all_items(template)
        if item.evidence is EvidenceKind.ORDER and level_of(item.owner) is Level.ORGANISATION
    }
    assert orders == registers.load().acts.keys() | ASKED_OF
    assert not registers.load().acts.keys() & ASKED_OF


YEARLY = Yearly()


@pytest.mark.parametrize(
    ("today", "year", "letter"),
    [
        ((2027, 4, 19), 2026, None),
        ((2027, 4, 20), 2027, 1),
        ((2027, 5, 3), 2027, 1),
        ((2027, 5, 4), 2027, 2),
        ((2027, 5, 10), 2027, 2),
        ((2027, 5, 11), 2027, None),
        ((2027, 12, 31), 2027, None),
        ((2028, 1, 1), 2027, None),
    ],
)
def test_each_day_belongs_to_one_yearly_word(today: tuple[int, int, int], year: int, letter: int | None) -> None:
    day = datetime.date(*today)
    assert (YEARLY.year(day), YEARLY.asking(day)) == (year, letter)


def test_whoever_came_after_the_last_day_has_told_so_by_coming() -> None:
    may, june, next_spring = datetime.date(2027, 5, 10), datetime.date(2027, 6, 1), datetime.date(2028, 4, 20)
    assert waits(YEARLY, may, None, june)
    assert not waits(YEARLY, june, None, june)
    assert waits(YEARLY, june, None, next_spring)
    assert waits(YEARLY, may, 2027, next_spring)
    assert not waits(YEARLY, may, 2028, next_spring)
