"""Answers about a pair and who may read which of them: the promise stands on the screen before the first question."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mentoring.bank import Told, promised_to, told, without_own_words
from mentoring.ids import SurveyId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Partner
from mentoring.pair_surveys import Moment
from mentoring.pairs import Pair
from mentoring.questionnaire import Answers, Question, Questionnaire, Value
from mentoring.roles import Role

READER = frozenset({Role.CURATOR})
"""Whom surveys of a pair name on their first screen; a question may name others."""

IN_TRUST = frozenset({Moment.VERDICT})
"""That it was asked already tells that its side has spoken after the trial."""


def shown(
    form: Questionnaire, given: Answers, readers: frozenset[Role], *, pupil: bool
) -> Iterator[tuple[Question, Value]]:
    """The answers these readers were promised to; what a pupil has typed for «Другое» is the psychologist's."""
    psychologist = Role.COORDINATOR in readers
    for question in form.questions:
        if question.id not in given:
            continue
        value = given[question.id]
        plain = without_own_words(question, value) if pupil else value
        if psychologist and plain != value:
            yield question, value
        elif _reads(question, readers, pupil=pupil):
            yield question, plain


def _reads(question: Question, readers: frozenset[Role], *, pupil: bool) -> bool:
    promised = promised_to(question, pupil=pupil)
    if not promised and question.private:
        return False
    return bool((promised or READER) & readers)


def as_told(answers: Iterator[tuple[Question, Value]], *, words: bool) -> tuple[Told, ...]:
    """``words``: whether what was typed may pass through the messenger."""
    return tuple(told(question, value, words=words) for question, value in answers)


@dataclass(frozen=True, slots=True)
class AskedSurvey:
    """One survey of a pair as its curator sees it. ``open``: an answer still counts. ``readable``: it has answers for
    this reader."""

    id: SurveyId
    title: str
    who: Partner
    mentor: bool
    asked: datetime.date
    answered: datetime.date | None
    open: bool
    readable: bool


@dataclass(frozen=True, slots=True)
class AskedOfPair:
    """What was asked about a pair, the newest first."""

    organisation: Organisation
    pair: Pair
    surveys: tuple[AskedSurvey, ...]
    page: int


@dataclass(frozen=True, slots=True)
class ReadSurvey:
    """The answers of one side, limited to what this reader may read.

    ``known``: what the side was not asked, because the pair's card tells it already.
    """

    pair: Pair
    survey: AskedSurvey
    answers: tuple[Told, ...]
    known: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyedPair:
    pair: Pair
    mentor: Partner
    mentees: tuple[Partner, ...]
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class SurveyedPairs:
    """Pairs of an organisation that were asked something, the last asked first."""

    organisation: Organisation
    pairs: tuple[SurveyedPair, ...]
    page: int


@dataclass(frozen=True, slots=True)
class MySurvey:
    """A survey that a person has answered; ``on`` is the local day."""

    id: SurveyId
    title: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class MySurveys:
    """One's own answers about pairs, the newest first."""

    organisation: Organisation
    surveys: tuple[MySurvey, ...]
    page: int
    pupil: bool
