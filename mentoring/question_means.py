"""What was answered to each scale of a survey, on the average."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.organisations import Organisation
from mentoring.questionnaire import Question, Questionnaire
from mentoring.roles import Role


@dataclass(frozen=True, slots=True)
class Sum:
    """What so many answers to one scale come to."""

    answered: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class QuestionMean:
    """``answered`` to this one question: a form may have got it later. ``mean`` is None below five answers."""

    short: str
    answered: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class QuestionMeans:
    """Of one role in a school year. ``few_beside``: a neighbour has so few answers that a sum would give them away."""

    organisation: Organisation
    role: Role
    on: datetime.date
    asked: int
    answered: int
    questions: tuple[QuestionMean, ...]
    few_beside: bool = False

    @property
    def hidden(self) -> bool:
        return 0 < self.answered < FEWEST_ANSWERS

    @property
    def told(self) -> bool:
        return self.answered >= FEWEST_ANSWERS and not self.few_beside


def scales(form: Questionnaire) -> tuple[Question, ...]:
    """The questions of the index of satisfaction, in the order of the form as it is asked today."""
    return tuple(question for question in form.questions if question.csi)


def means(form: Questionnaire, answered: Mapping[str, Sum]) -> tuple[QuestionMean, ...]:
    found = []
    for question in scales(form):
        given = answered.get(question.id, Sum())
        told = given.answered >= FEWEST_ANSWERS
        found.append(
            QuestionMean(question.short, given.answered, round(given.total / given.answered, 2) if told else None)
        )
    return tuple(found)
