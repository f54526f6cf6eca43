"""Surveys of one's own: how a curator's questions are written down, question by question, and when they may be sent."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from mentoring.campaign_leading import DraftShown
from mentoring.free_text import Concern, concerns
from mentoring.own_survey_topics import Topic, topics
from mentoring.questionnaire import Kind, Questionnaire
from mentoring.roles import PARTICIPANTS, Level
from mentoring.standing import CampaignOffered

MOST_QUESTIONS = 10
FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
TITLE_LIMIT, QUESTION_LIMIT, OPTION_LIMIT = 60, 200, 30
"""Letters that fit a phone: a title stands in a list, an option on a button."""

SHORT_LIMIT = 24
"""Of what stands for a question where its answers are looked through."""

FIELD = "own."
"""With which the field of a question of one's own begins."""

KINDS = (Kind.SCALE, Kind.SINGLE, Kind.MULTI, Kind.YES_NO, Kind.TEXT, Kind.NUMBER)
OF_OPTIONS = frozenset({Kind.SINGLE, Kind.MULTI})

SCALE = range(1, 11)
LARGEST = (10, 100, 1000)
"""Up to which a number may be asked for, from 0; the last where nobody has chosen."""

LONGEST_ANSWER = 500

SEAL_LENGTH = 6
"""Hex digits of a fingerprint: enough to tell that somebody has changed it, few enough for a button."""

OTHER = frozenset({"другое", "другой вариант", "свой вариант", "свой ответ", "иное"})
"""Options behind which people write words of their own."""


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    FEW_OPTIONS = "few_options"
    MANY_OPTIONS = "many_options"
    LONG_OPTION = "long_option"
    OPTION_TWICE = "option_twice"
    MANY_QUESTIONS = "many_questions"


class WordsRefused(Exception):
    """What was typed cannot be taken; ``limit`` is a number of letters, ``words`` the part it is about.

    Of options too few: how they would read apart, where they seem to stand between commas in one line.
    """

    def __init__(self, fault: Fault, *, limit: int | None = None, words: str | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.limit = limit
        self.words = words


class DraftChanged(Exception):
    """Somebody else has changed meanwhile what this was about: nothing is written over it."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """``options`` and ``most`` (of a number) stay when the kind is changed to one without, and come back with it."""

    id: str
    kind: Kind
    text: str
    options: tuple[str, ...] = ()
    required: bool = True
    most: int = LARGEST[-1]

    @property
    def lacks_options(self) -> bool:
        return self.kind in OF_OPTIONS and len(self.options) < FEWEST_OPTIONS

    @property
    def shown_options(self) -> tuple[str, ...]:
        return self.options if self.kind in OF_OPTIONS else ()

    @property
    def of_wellbeing(self) -> bool:
        """What a pupil answers to it is the psychologist's."""
        return Topic.WELLBEING in doubt(self.text, *self.shown_options).asked

    @property
    def seal(self) -> str:
        """Of what was typed: a button about these words is not one about others."""
        return sealed(self.text, *self.options)


Questions = tuple[OwnQuestion, ...]


def sealed(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:SEAL_LENGTH]


# -- what is typed ---------------------------------------------------------------------------------------------------


def titled(typed: str) -> str:
    """What the survey is called. Raises WordsRefused."""
    return _line(typed, TITLE_LIMIT)


def worded(typed: str) -> str:
    """A question. Raises WordsRefused."""
    return _line(typed, QUESTION_LIMIT)


def _line(typed: str, limit: int) -> str:
    words = " ".join(typed.split())
    if not any(letter.isalpha() for letter in words):
        raise WordsRefused(Fault.EMPTY)
    if len(words) < 3:
        raise WordsRefused(Fault.TOO_SHORT)
    if len(words) > limit:
        raise WordsRefused(Fault.TOO_LONG, limit=limit)
    return words


_BULLET = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)])\s+")


def options_of(typed: str) -> tuple[str, ...]:
    """Options one a line, with or without bullets; in a single line they may stand between «;». Raises WordsRefused."""
    rows = typed.splitlines()
    if len(rows) == 1:
        rows = rows[0].split(";")
    options = _options(rows)
    if len(options) < FEWEST_OPTIONS:
        parts = _options(options[0].split(",")) if options else ()
        apart = "\n".join(parts) if len(parts) >= FEWEST_OPTIONS else None
        raise WordsRefused(Fault.FEW_OPTIONS, limit=FEWEST_OPTIONS, words=apart)
    if len(options) > MOST_OPTIONS:
        raise WordsRefused(Fault.MANY_OPTIONS, limit=MOST_OPTIONS)
    seen: set[str] = set()
    for option in options:
        if len(option) > OPTION_LIMIT:
            raise WordsRefused(Fault.LONG_OPTION, limit=OPTION_LIMIT, words=option)
        if option.casefold() in seen:
            raise WordsRefused(Fault.OPTION_TWICE, words=option)
        seen.add(option.casefold())
    return options


def _options(rows: Sequence[str]) -> tuple[str, ...]:
    found = [" ".join(_BULLET.sub("", row.strip()).split()) for row in rows]
    return tuple(option for option in found if any(letter.isalnum() for letter in option))


def asks_for_words(option: str) -> bool:
    """«Другое»: whoever chooses it writes the rest."""
    return option.casefold().rstrip(" .:…") in OTHER


# -- changing a draft ------------------------------------------------------------------------------------------------


def fresh_id(changes: int) -> str:
    """An id that no other question of this draft has or has had: ``changes`` of the draft only grows."""
    hundreds, rest = divmod(changes, 100)
    tens, ones = divmod(hundreds, 26)
    return f"q{chr(ord('a') + tens % 26)}{chr(ord('a') + ones)}{rest:02d}"


def position(questions: Questions, question_id: str) -> int:
    """Raises DraftChanged for one that is not there any more."""
    for index, question in enumerate(questions):
        if question.id == question_id:
            return index
    raise DraftChanged


def demand_room(questions: Questions) -> None:
    """For one more. Raises WordsRefused when there are ten already."""
    if len(questions) >= MOST_QUESTIONS:
        raise WordsRefused(Fault.MANY_QUESTIONS, limit=MOST_QUESTIONS)


def added(questions: Questions, question_id: str, kind: Kind, text: str) -> Questions:
    """Own words are asked for, never demanded. Raises WordsRefused when there are ten already."""
    demand_room(questions)
    return (*questions, OwnQuestion(question_id, kind, text, required=kind is not Kind.TEXT))


def as_kind(question: OwnQuestion, kind: Kind) -> OwnQuestion:
    """Own words are never demanded, by a question that was of another kind before neither."""
    return replace(question, kind=kind, required=question.required and kind is not Kind.TEXT)


def changed(
    questions: Questions, question_id: str, change: Callable[[OwnQuestion], OwnQuestion], seal: str | None = None
) -> Questions:
    """``seal``: of the words that were seen. Raises DraftChanged when they are others now."""
    index = position(questions, question_id)
    before = questions[index]
    if seal is not None and before.seal != seal:
        raise DraftChanged
    return (*questions[:index], change(before), *questions[index + 1 :])


def moved(questions: Questions, question_id: str, to: int) -> Questions:
    """To the ``to``-th place from 0, or the nearest one there is. Raises DraftChanged."""
    index = position(questions, question_id)
    rest = (*questions[:index], *questions[index + 1 :])
    to = min(max(to, 0), len(rest))
    return (*rest[:to], questions[index], *rest[to:])


def without(questions: Questions, question_id: str, seal: str) -> Questions:
    """A second press finds nothing to do. Raises DraftChanged when the words are others by now."""
    if all(question.id != question_id for question in questions):
        return questions
    index = position(questions, question_id)
    if questions[index].seal != seal:
        raise DraftChanged
    return (*questions[:index], *questions[index + 1 :])


def copied(questions: Questions) -> Questions:
    """For a new draft: ids of their own, the same each time, so that an untouched copy is known again."""
    return tuple(replace(question, id=f"qc{number:02d}") for number, question in enumerate(questions))


def shorts(questions: Questions) -> tuple[str, ...]:
    """What stands for each where answers are looked through: its beginning, its end where several begin alike."""
    beginnings = [_beginning(question.text) for question in questions]
    found: list[str] = []
    for question, beginning in zip(questions, beginnings, strict=True):
        short = alike = beginning if beginnings.count(beginning) == 1 else _end(question.text)
        number = 2
        while short in found:
            short, number = f"{alike[: SHORT_LIMIT - 3]} {number}", number + 1
        found.append(short)
    return tuple(found)


def _beginning(text: str) -> str:
    if len(text) <= SHORT_LIMIT:
        return text
    cut = text[: SHORT_LIMIT - 1].rstrip()
    whole = cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > SHORT_LIMIT // 2 else cut).rstrip(' ,;:–—-')}…"


def _end(text: str) -> str:
    if len(text) <= SHORT_LIMIT:
        return text
    cut = text[-(SHORT_LIMIT - 1) :].lstrip()
    whole = cut.partition(" ")[2]
    return f"…{whole if len(whole) > SHORT_LIMIT // 2 else cut}"


# -- how it is kept --------------------------------------------------------------------------------------------------


def written(questions: Questions) -> list[dict[str, Any]]:
    return [
        {
            "id": question.id,
            "kind": question.kind.value,
            "text": question.text,
            "options": list(question.options),
            "required": question.required,
            "most": question.most,
        }
        for question in questions
    ]


def read(kept: Sequence[Mapping[str, Any]]) -> Questions:
    """What :func:`written` wrote, also before it knew of ``most``."""
    return tuple(
        OwnQuestion(
            one["id"],
            Kind(one["kind"]),
            one["text"],
            tuple(one["options"]),
            one["required"],
            one.get("most", LARGEST[-1]),
        )
        for one in kept
    )


# -- a draft as it is seen -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Doubt:
    """What had better not be asked, or not be written: nothing is refused, whoever writes it is told."""

    seen: frozenset[Concern]
    asked: frozenset[Topic]

    def __bool__(self) -> bool:
        return bool(self.seen or self.asked)


def doubt(*words: str) -> Doubt:
    return Doubt(frozenset().union(*map(concerns, words)), frozenset().union(*map(topics, words)))


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A survey of one's own before it is sent."""

    shown: DraftShown
    questions: Questions

    @property
    def full(self) -> bool:
        return len(self.questions) >= MOST_QUESTIONS

    @property
    def unfinished(self) -> tuple[int, ...]:
        """Numbers of the questions that have no options yet."""
        return tuple(number for number, question in enumerate(self.questions, 1) if question.lacks_options)

    @property
    def ready(self) -> bool:
        return bool(self.questions) and not self.unfinished and self.shown.people > 0

    @property
    def doubtful(self) -> tuple[int, ...]:
        """Numbers of the questions that had better be written otherwise."""
        found = (doubt(question.text, *question.shown_options) for question in self.questions)
        return tuple(number for number, one in enumerate(found, 1) if one.seen or one.asked - {Topic.WELLBEING})

    @property
    def of_wellbeing(self) -> tuple[int, ...]:
        """Numbers of the questions that are the psychologist's to ask of pupils."""
        return tuple(number for number, question in enumerate(self.questions, 1) if question.of_wellbeing)

    @property
    def of_pupils(self) -> bool:
        """Whether pupils may be among those who are asked: mentors may be pupils too, where a school has any at all."""
        here = self.shown.organisation
        may_be_there = here.minors or here.level is not Level.ORGANISATION
        return may_be_there and bool(self.shown.campaign.audience.roles & PARTICIPANTS)

    @property
    def seal(self) -> str:
        """Of all that is sent: whoever confirms has seen this and nothing else."""
        campaign = self.shown.campaign
        audience = campaign.audience
        whom = (sorted(audience.roles), sorted(audience.places), sorted(audience.stages), audience.pair)
        return sealed(campaign.title, campaign.secrecy, *whom, written(self.questions))

    def question(self, question_id: str) -> OwnQuestion:
        """Raises DraftChanged for one that is not there any more."""
        return self.questions[position(self.questions, question_id)]


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a participant would see, before anything is sent."""

    draft: OwnDraft
    form: Questionnaire
    offered: CampaignOffered
