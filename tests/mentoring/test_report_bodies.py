"""What a report keeps of its numbers, and what a sum of several gives away."""

import datetime
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.pair_cards import Stage
from mentoring.report import Exits, PeopleCounted, Satisfaction
from mentoring.report_bodies import Body, BodyUnknown, Extra, ExtraRow, Gap, MadeOf, gaps, read, share, summed, written
from mentoring.roles import Role

DAY, MONTH = datetime.date(2027, 4, 21), datetime.date(2027, 4, 1)
few = st.integers(0, 12)


@st.composite
def satisfactions(draw: st.DrawFn) -> Satisfaction:
    answered = draw(few)
    asked = answered + draw(few)
    content = draw(st.integers(0, answered))
    total = float(sum(draw(st.lists(st.integers(1, 10), min_size=answered, max_size=answered))))
    return Satisfaction(asked, answered, content, total, asked + draw(few))


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    left = draw(few)
    reasons = {"Нет времени": draw(st.integers(0, left))} if left else {}
    asked = draw(few)
    rows = (
        ExtraRow("content", "Довольны", draw(st.integers(0, asked)), asked + draw(few), answered=asked),
        ExtraRow("pupils", "Школьники", draw(st.none() | few), draw(st.integers(1, 500))),
        ExtraRow("partners", "Партнёры", draw(st.none() | few)),
    )
    return Body(
        DAY,
        MONTH,
        PeopleCounted(*(draw(few) for _ in range(5))),
        draw(st.dictionaries(st.sampled_from(Stage), few)),
        draw(st.none() | few),
        draw(few),
        {Role.MENTEE: draw(satisfactions()), Role.MENTOR: draw(satisfactions())},
        Exits(left + draw(few), left, reasons),
        (Extra("indicators", "Показатели", rows),),
        draw(st.none() | st.just("Был карантин")),
        draw(st.none() | st.builds(MadeOf, few, few)),
    )


@given(bodies())
def test_what_was_sent_is_read_back_the_same(body: Body) -> None:
    assert read(json.loads(json.dumps(written(body)))) == replace(body, few=None)


def test_what_a_newer_program_has_written_is_not_guessed() -> None:
    with pytest.raises(BodyUnknown):
        read({"version": 2})


@given(st.lists(bodies(), min_size=1, max_size=6))
def test_a_sum_adds_numbers(found: list[Body]) -> None:
    total = summed(found, DAY, 9)
    assert total.people.mentees == sum(body.people.mentees for body in found)
    assert total.people.waiting == sum(body.people.waiting for body in found)
    assert total.meetings == sum(body.meetings for body in found)
    for stage in Stage:
        assert total.stages.get(stage, 0) == sum(body.stages.get(stage, 0) for body in found)
    known = all(body.late is not None for body in found)
    assert total.late == (sum(body.late or 0 for body in found) if known else None)
    (indicators,) = total.extras
    told = [row for body in found for row in body.extras[0].rows if row.key == "pupils" and row.part is not None]
    expected = (sum(row.part or 0 for row in told), sum(row.whole or 0 for row in told)) if told else (None, None)
    pupils = next(row for row in indicators.rows if row.key == "pupils")
    assert (pupils.part, pupils.whole) == expected


@given(st.lists(bodies(), min_size=1, max_size=6), st.sampled_from([Role.MENTEE, Role.MENTOR]))
def test_a_sum_gives_away_nobodys_few_answers(found: list[Body], role: Role) -> None:
    """What each place tells of itself is subtracted: fewer than five answers are never left."""
    total = summed(found, DAY, 9)
    told = sum(body.satisfaction[role].answered for body in found if not body.satisfaction[role].hidden)
    left = total.satisfaction[role].answered - told
    assert left == 0 or left >= FEWEST_ANSWERS
    small = [body for body in found if body.satisfaction[role].hidden]
    assert (total.few or {}).get(role, 0) == (0 if left else len(small))
    content = [body.extras[0].rows[0] for body in found]
    shared = (total.extras[0].rows[0].answered or 0) - sum(row.answered or 0 for row in content if not row.hidden)
    assert shared == 0 or shared >= FEWEST_ANSWERS
    gone = total.exits.answered - sum(body.exits.answered for body in found if not body.exits.hidden)
    assert gone == 0 or gone >= FEWEST_ANSWERS


def body(**changes: object) -> Body:
    whole = Body(DAY, MONTH, PeopleCounted(3, 2, 3, 2, 0), {Stage.WORK: 2}, 0, 4, {}, Exits())
    return replace(whole, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        (body(), {}),
        (body(people=PeopleCounted(), stages={}), {Gap.NOBODY: 1}),
        (body(people=PeopleCounted(3, 2, 1, 2, 0)), {Gap.UNFINISHED: 2}),
        (body(meetings=0), {Gap.NO_MEETINGS: 2}),
        (body(late=3), {Gap.LATE: 3}),
        (body(late=None), {}),
        (body(satisfaction={Role.MENTEE: Satisfaction(5, 3, 0, 0, 5)}), {Gap.SILENT: 2}),
    ],
)
def test_what_is_missing(found: Body, missing: dict[Gap, int]) -> None:
    assert gaps(found) == missing


def test_a_sum_of_sums_counts_schools() -> None:
    municipal = [summed([body()], DAY, 3), summed([body(), body()], DAY, 4)]
    assert summed(municipal, DAY, 2).made_of == MadeOf(3, 7)
    assert municipal[0].made_of == MadeOf(1, 3)


@pytest.mark.parametrize(
    ("part", "whole", "value"),
    [(9, 12, 75.0), (1, 3, 33.3), (0, 12, 0.0), (3, 0, None), (None, 12, None), (3, None, None)],
)
def test_nothing_to_divide_by_is_no_data(part: float | None, whole: float | None, value: float | None) -> None:
    assert share(ExtraRow("k", "Доля", part, whole)) == value
