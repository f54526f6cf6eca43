"""Answers about pairs as their readers see them."""

import datetime
from dataclasses import replace

from bot.dialogs import survey_answers as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from bot.gallery.pairs import MARIA, OLGA, assigned_card, coded
from config import questionnaires
from mentoring.ids import SurveyId
from mentoring.pair_cards import Partner, Reader
from mentoring.pairs import PairState
from mentoring.questionnaire import Value
from mentoring.roles import Role
from mentoring.survey_answers import (
    AskedOfPair,
    AskedSurvey,
    ReadSurvey,
    SurveyedPair,
    SurveyedPairs,
    as_told,
    shown,
)

_FORMS = {name: file.value() for name, file in questionnaires.load().items()}
_PAIR = assigned_card(Reader.CURATOR, PairState.WORKING).pair
_MONDAY = datetime.date(2026, 9, 14)
_CURATOR = frozenset({Role.CURATOR})


def _asked(number: int, form: str, who: Partner, answered: bool | None, *, readable: bool = True) -> AskedSurvey:
    """``answered`` is None while an answer is waited for."""
    day = _MONDAY if answered else None
    title = _FORMS[form].title
    return AskedSurvey(
        SurveyId(number), title, who, who is MARIA, _MONDAY, day, answered is None, readable and day is not None
    )


_LIST = AskedOfPair(
    NAMED,
    _PAIR,
    (
        _asked(4, "trial_check", OLGA, answered=True),
        _asked(3, "trial_check", MARIA, answered=None),
        _asked(2, "monitor_before_mentee", OLGA, answered=False),
        _asked(1, "monitor_before_mentor", MARIA, answered=True),
    ),
    0,
)
_SEALED = replace(_LIST, surveys=tuple(replace(one, readable=False) for one in _LIST.surveys))
_LONG = replace(_LIST, surveys=_LIST.surveys * 5)

_GIVEN: dict[str, Value] = {"tc01": True, "tc02": 8, "tc03": 6, "tc04": "no", "tc05": "Хочется заниматься физикой"}


def _read(*, words: bool) -> ReadSurvey:
    told = as_told(shown(_FORMS["trial_check"], _GIVEN, _CURATOR, pupil=False), words=words)
    survey = _LIST.surveys[0]
    return ReadSurvey(_PAIR, survey if words else replace(survey, who=coded(OLGA)), told)


_PAIRS = SurveyedPairs(
    NAMED, tuple(SurveyedPair(replace(_PAIR, number=12 + n), MARIA, (OLGA,), 8, 8 - n) for n in range(8)), 0
)

EXAMPLES: list[Example] = [
    Example("Опросы пар", dialog.asked_pairs(_PAIRS), dialog.asked_pairs),
    Example("Опросов ещё не было", dialog.asked_pairs(SurveyedPairs(CODED, (), 0)), dialog.asked_pairs),
    Example("Опросы пары", dialog.asked_of_pair(_LIST), dialog.asked_of_pair),
    Example("Опросы пары, вторая страница", dialog.asked_of_pair(replace(_LONG, page=1)), dialog.asked_of_pair),
    Example("Опросы пары: не этому читателю", dialog.asked_of_pair(_SEALED), dialog.asked_of_pair),
    Example("Об этой паре ещё не спрашивали", dialog.asked_of_pair(replace(_LIST, surveys=())), dialog.asked_of_pair),
    Example("Ответы о паре", dialog.answers(_read(words=True)), dialog.answers),
    Example("Ответы о паре в режиме minimal", dialog.answers(_read(words=False)), dialog.answers),
]
