"""The seven stages: when one runs, when it is done, what it lacks."""

from hypothesis import given
from hypothesis import strategies as st

from config import stages as content
from mentoring.stages import Code, Count, StageNow, StageState, Tasks, now

STAGES = content.load()
ALL_DONE = {code: Count(2, 2) for code in Code}


def states(counts: dict[Code, Count], tasks: Tasks | None = None) -> str:
    return " ".join(one.state[0] for one in now(STAGES, counts, tasks or {}))


def stage(number: int, found: tuple[StageNow, ...]) -> StageNow:
    return next(one for one in found if one.stage.number == number)


def test_there_are_seven_and_every_code_is_asked_for() -> None:
    assert [one.number for one in STAGES] == [1, 2, 3, 4, 5, 6, 7]
    assert {condition.code for one in STAGES for condition in one.exit} == set(Code)


def test_a_school_begins_with_the_first_stage() -> None:
    assert states({}) == "r a a a a a a"


def test_everything_done_is_everything_over() -> None:
    assert states(ALL_DONE) == "d d d d d d d"


def test_mentees_and_mentors_are_gathered_at_the_same_time() -> None:
    papers = {code: Count(1, 1) for code in (Code.REGULATION, Code.ROAD_MAP, Code.ORDER, Code.CURATOR)}
    assert states(papers) == "d r r a a a a"


def test_what_has_begun_runs_whatever_stands_before_it() -> None:
    """Two pairs at work while the order on mentoring is still at the director's."""
    assert states({Code.ORDERS: Count(2, 2), Code.PLANS: Count(1, 2)}) == "r a a a r a a"


def test_two_who_come_late_open_their_stage_again_and_stop_nobody() -> None:
    late = {**ALL_DONE, Code.MENTEE_FORMS: Count(10, 12)}
    assert states(late) == "d r d d d d d"
    (lack,) = stage(2, now(STAGES, late, {})).missing
    assert lack.count.left == 2


def test_an_open_item_of_the_road_map_keeps_its_stage_open() -> None:
    assert states(ALL_DONE, {4: Count(2, 3), 1: Count(5, 5)}) == "d d d r d d d"
    assert states(ALL_DONE, {4: Count(3, 3)}) == "d d d d d d d"


@given(
    counts=st.dictionaries(st.sampled_from(Code), st.builds(Count, st.integers(0, 5), st.integers(0, 5))),
    tasks=st.dictionaries(st.integers(1, 7), st.builds(Count, st.integers(0, 5), st.integers(0, 5))),
)
def test_a_stage_is_done_exactly_when_nothing_is_missing(counts: dict[Code, Count], tasks: dict[int, Count]) -> None:
    found = now(STAGES, counts, tasks)
    for one in found:
        assert (one.state is StageState.DONE) == (not one.missing)
        assert one.state is not StageState.AHEAD or one.waits_for
        assert all(lack.count.left or not lack.count.all for lack in one.missing)
