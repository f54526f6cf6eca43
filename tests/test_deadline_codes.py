"""A deadline in a button reads back as the same deadline."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.dialogs.deadline_codes import CodeUnknown, code_of, deadline_of
from mentoring.deadlines import ByProgramme, BySchedule, Deadline
from tests.mentoring.deadline_values import deadlines


def _nameless(deadline: Deadline) -> Deadline:
    """Which paper the days stand in is not carried."""
    if isinstance(deadline.when, BySchedule | ByProgramme):
        return replace(deadline, when=type(deadline.when)())
    return deadline


@given(deadlines)
def test_a_code_reads_back(deadline: Deadline) -> None:
    code = code_of(deadline)
    assert "." not in code
    assert deadline_of(code) == _nameless(deadline)


@pytest.mark.parametrize(
    "code",
    ["", "x", "u", "u26", "u269999", "m2613", "m", "r2601", "Y", "Y99999", "y1", "A13", "0~", "l~l", "m2601~=q26Q9"],
)
def test_a_forged_code_is_none(code: str) -> None:
    with pytest.raises(CodeUnknown):
        deadline_of(code)
