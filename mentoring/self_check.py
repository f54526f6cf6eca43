"""The curator's yearly check of conditions: nine of them, 0 to 2 points each.

It is no poll of opinions, so the score of one sheet is told too. What was answered, condition by condition, is told to
whoever has answered and to nobody else; the names of the bands and the ways to improve are data
(``config/self_check.yaml``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mentoring.questionnaire import Question, Questionnaire, Value, code_and_words

FORM = "curator_selfcheck"

WEAKEST = 3
"""So many conditions are told of, the weakest first."""


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from ``least`` up to the next band, and what is said to whoever has one."""

    least: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """Where in the bot a condition is worked on: a command, without the slash, and what to do there."""

    command: str
    words: str


@dataclass(frozen=True, slots=True)
class SelfCheckRules:
    """``bands`` from the best down to the one from 0; ``remedies`` by the field of the question."""

    bands: tuple[Band, ...] = ()
    remedies: Mapping[str, Remedy] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` over ``answered`` sheets, each of which could have ``most``."""

    answered: int
    total: int
    most: int
    bands: tuple[Band, ...] = ()

    @property
    def mean(self) -> float | None:
        """To a tenth."""
        return round(self.total / self.answered, 1) if self.answered else None

    @property
    def band(self) -> Band | None:
        """A mean that has not reached a band yet is in the one below."""
        mean = self.mean
        return None if mean is None else next((band for band in self.bands if mean >= band.least), None)


@dataclass(frozen=True, slots=True)
class Weak:
    """A condition that has not all its points. ``answer``: the label that was chosen."""

    condition: Question
    answer: str
    remedy: Remedy | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One's own sheet; ``weakest`` is empty when every condition has all its points."""

    score: Score
    weakest: tuple[Weak, ...]


def is_self_check(form: str | None) -> bool:
    return form == FORM


def score(form: Questionnaire, values: Iterable[tuple[Value, int]], answered: int, rules: SelfCheckRules) -> Score:
    """Of so many sheets; ``values`` are answers with how often each was given."""
    total = sum(_points(value) * number for value, number in values)
    return Score(answered, total, sum(_most(question) for question in form.questions), rules.bands)


def checked(form: Questionnaire, answers: Mapping[str, Value], rules: SelfCheckRules) -> Checked:
    """Conditions that are equally weak stand in the order of the form."""
    given = [question for question in form.questions if answers.get(question.id) is not None]
    weak = [question for question in given if _points(answers[question.id]) < _most(question)]
    weakest = sorted(weak, key=lambda question: _points(answers[question.id]))[:WEAKEST]
    return Checked(
        score(form, ((answers[question.id], 1) for question in given), 1, rules),
        tuple(_weak(question, answers[question.id], rules) for question in weakest),
    )


def _weak(question: Question, value: Value, rules: SelfCheckRules) -> Weak:
    option = question.option(str(value))
    return Weak(question, option.label if option else str(value), rules.remedies.get(question.field))


def _points(value: Value) -> int:
    """The code of the option is its points."""
    return 0 if value is None else int(code_and_words(str(value))[0])


def _most(question: Question) -> int:
    return max((int(option.code) for option in question.options), default=0)
