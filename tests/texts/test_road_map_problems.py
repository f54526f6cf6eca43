"""Whatever may be wrong in a plan is said in Russian."""

import pytest

from bot.texts.road_map_problems import UNREADABLE, problem
from documents.far_cells import Unreadable
from mentoring.deadline_phrases import Assumption, Doubt
from mentoring.road_map_findings import Finding, Problem
from mentoring.road_map_headings import Column
from mentoring.roles import Role


@pytest.mark.parametrize("finding", sorted(set(Finding) - {Finding.COLUMN_ABSENT}))
def test_every_finding_has_its_words(finding: Finding) -> None:
    why = Assumption.LAST_DAY if finding is Finding.DEADLINE_ASSUMED else Doubt.WORDS

    said = problem(Problem(3, "Срок", finding, "май", why, Role.CURATOR, "таблица 2"))

    assert said.startswith("таблица 2: ")
    assert "{" not in said


@pytest.mark.parametrize("why", [*Doubt, *Assumption])
def test_every_doubt_and_every_assumption_has_its_words(why: Doubt | Assumption) -> None:
    finding = Finding.DEADLINE_UNKNOWN if isinstance(why, Doubt) else Finding.DEADLINE_ASSUMED

    said = problem(Problem(3, "Срок", finding, "май", why))

    before, _, after = said.partition(": ")
    assert before == "срок «май»"
    assert after[0].isalpha()


def test_a_deadline_known_by_its_item_alone_is_said_to_be_absent() -> None:
    found = Problem(3, "Срок", Finding.DEADLINE_ASSUMED, "", Assumption.BY_THE_ITEM)

    assert problem(found) == "срок не указан: понят по словам мероприятия"


@pytest.mark.parametrize("column", [Column.DEADLINE, Column.RESPONSIBLE])
def test_a_column_that_is_not_there_is_told_once(column: Column) -> None:
    assert "нет" in problem(Problem(1, "", Finding.COLUMN_ABSENT, column, role=Role.CURATOR))


def test_every_unreadable_file_has_its_words() -> None:
    assert set(UNREADABLE) == set(Unreadable)
