"""A deadline in a button reads back as the same deadline."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.dialogs.deadline_codes import CodeUnknown, code_of, deadline_of
from mentoring.deadlines import ByProgramme, BySchedule, Deadline, Onwards
from tests.mentoring.deadline_values import deadlines


def _nameless(deadline: Deadline) -> Deadline:
    if isinstance(deadline.when, BySchedule | ByProgramme):
        return replace(deadline, when=type(deadline.when)())
    return deadline


@given(deadlines)
def test_a_code_reads_back(deadline: Deadline) -> None:
    code = code_of(deadline)
    assert "." not in code
    # A long name of the paper in which the days stand does not fit.
    assert deadline_of(code) in {deadline, _nameless(deadline)}


def test_a_short_name_of_a_paper_is_carried() -> None:
    deadline = Deadline(BySchedule("план СКИРО ПК и ПРО"), Onwards.AS_NEEDED)
    assert deadline_of(code_of(deadline)) == deadline


@pytest.mark.parametrize(
    "code",
    ["", "x", "u", "u26", "u269999", "m2613", "m", "r2601", "Y", "Y99999", "y1", "A13", "0~", "l~l", "m2601~=q26Q9"],
)
def test_a_forged_code_is_none(code: str) -> None:
    with pytest.raises(CodeUnknown):
        deadline_of(code)
