"""The plan-order of courses (Neftekumsk 3.1): what the mentors of each school want to learn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mentoring.bank import Filled
from mentoring.organisations import Organisation


class Course(StrEnum):
    """Told by two answers: whether support by courses is wanted (mr14), whether there was any training yet (mr08)."""

    FIRST = "first"
    FURTHER = "further"
    UNTRAINED = "untrained"


WANTED = "course"
FIELDS = frozenset({"support_needed", "trained"})


def course(mentor: Filled, *, trained: bool) -> Course | None:
    """``trained``: the registry knows of a training; the mentor's own answer counts as well."""
    wants = any(WANTED in _codes(mentor, question.id) for question in mentor.questions("support_needed"))
    known = trained or any(mentor.answers[question.id] is True for question in mentor.questions("trained"))
    if wants:
        return Course.FURTHER if known else Course.FIRST
    return None if known else Course.UNTRAINED


def _codes(mentor: Filled, question: str) -> tuple[str, ...]:
    value = mentor.answers[question]
    return tuple(str(item).partition(":")[0] for item in value) if isinstance(value, tuple) else (str(value),)


@dataclass(frozen=True, slots=True)
class CourseLine:
    """``who`` are names or codes, told at school alone."""

    school: str
    municipality: str | None
    course: Course
    number: int
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseOrder:
    place: Organisation
    lines: tuple[CourseLine, ...]

    @property
    def totals(self) -> Counter[Course]:
        totals: Counter[Course] = Counter()
        for line in self.lines:
            totals[line.course] += line.number
        return totals

    def schools(self, wanted: Course) -> int:
        return len({(line.municipality, line.school) for line in self.lines if line.course is wanted})


def lines_of(
    school: str, municipality: str | None, wishes: Iterable[tuple[Course, str]], *, names: bool
) -> tuple[CourseLine, ...]:
    """One line for each course that anybody wants; with ``names`` it tells who."""
    found: dict[Course, list[str]] = {}
    for wanted, who in wishes:
        found.setdefault(wanted, []).append(who)
    return tuple(
        CourseLine(school, municipality, one, len(found[one]), tuple(found[one]) if names else ())
        for one in Course
        if one in found
    )
