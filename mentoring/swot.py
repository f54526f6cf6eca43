"""The SWOT of a school year: words from answers without their names, picked and put right by the curator.

Source: methodology 3.4. A question says by ``swot`` on which side its answers may stand. Only what at least five people
have told in one survey is listed; what pupils type is the psychologist's and never stands here.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring import bank, questionnaire, road_map_names, survey_answers
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.ids import CampaignId, SwotLineId
from mentoring.organisations import Organisation
from mentoring.questionnaire import Kind, Question, Value
from mentoring.report import Share
from mentoring.roles import Role

LONGEST = 400
"""Characters of a line: as much as an answer may have."""


class Side(StrEnum):
    """As questions name them."""

    STRENGTHS = "S"
    WEAKNESSES = "W"
    OPPORTUNITIES = "O"
    THREATS = "T"


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    ONLY_NAMES = "only_names"


class WordsRefused(Exception):
    """What was typed cannot be a line."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def told(typed: str) -> str:
    """Words of one line, without persons: the note is read by many. Raises WordsRefused."""
    clean = " ".join(typed.split())
    if not clean:
        raise WordsRefused(Fault.EMPTY)
    if len(clean) > LONGEST:
        raise WordsRefused(Fault.TOO_LONG)
    bare = road_map_names.bare(clean)
    if not bare.text:
        raise WordsRefused(Fault.ONLY_NAMES)
    # A name may have stood first: what is left begins a line all the same.
    return bare.text[:1].upper() + bare.text[1:] if bare.less else bare.text


@dataclass(frozen=True, slots=True)
class Line:
    """``source`` is the key of what it was taken from, None for the curator's own words."""

    id: SwotLineId
    side: Side
    words: str
    source: str | None = None
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to a marked question. ``apart``: of somebody who is or was in a pair with the reader.

    ``campaign``: in which it was given, None for the surveys about pairs.
    """

    form: str
    question: Question
    value: Value
    pupil: bool
    apart: bool = False
    campaign: CampaignId | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Something that may be taken: typed words, or an option with how many have chosen it. ``key`` tells it apart."""

    key: str
    words: str
    chosen: Share | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One question. ``answered``: how many people stand behind what may be listed; ``few``: too few to list it."""

    form: str
    question: Question
    side: Side
    answered: int
    said: tuple[Said, ...] = ()

    @property
    def few(self) -> bool:
        return self.answered < FEWEST_ANSWERS


@dataclass(frozen=True, slots=True)
class Swot:
    """``year``: in which the school year begins. ``reads``: surveys have promised their words to this reader.

    ``says_words``: they may pass through the messenger.
    """

    organisation: Organisation
    year: int
    lines: tuple[Line, ...]
    sources: tuple[Source, ...] = ()
    reads: bool = True
    says_words: bool = True

    def of(self, side: Side) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.side is side)

    def sources_of(self, side: Side) -> tuple[Source, ...]:
        return tuple(source for source in self.sources if source.side is side)

    def said(self, side: Side) -> tuple[tuple[Source, Said], ...]:
        return tuple((source, said) for source in self.sources_of(side) for said in source.said)

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(line.source for line in self.lines if line.source is not None)

    def find(self, key: str) -> tuple[Source, Said] | None:
        return next(((source, said) for source in self.sources for said in source.said if said.key == key), None)


def may_read(question: Question, readers: frozenset[Role]) -> bool:
    """Whether what adults have answered was promised to one of these readers."""
    promised = bank.promised_to(question, pupil=False)
    if not promised and question.private:
        return False
    return bool((promised or survey_answers.READER) & readers)


def sources(given: Iterable[Given], readers: frozenset[Role]) -> tuple[Source, ...]:
    """Question by question, in the order they come; without who said what, in the order of the alphabet."""
    asked: dict[tuple[str, str], list[Given]] = {}
    for one in given:
        if one.value is not None and may_read(one.question, readers):
            asked.setdefault((one.form, one.question.id), []).append(one)
    return tuple(_source(form, answers) for (form, _), answers in asked.items())


def _source(form: str, answers: Sequence[Given]) -> Source:
    question = answers[-1].question
    side = Side(question.swot or "")
    if question.options:
        counted = _enough(answers)
        return Source(form, question, side, len(counted), _options(form, question, counted))
    if question.kind is not Kind.TEXT:
        return Source(form, question, side, 0)
    # Of fewer than five grown-ups among pupils one would know who wrote it: those alone count whose words are listed.
    counted = _enough([one for one in answers if not one.pupil])
    shown = {_nameless(str(one.value)) for one in counted if not one.apart} - {""}
    listed = sorted(shown, key=lambda text: (text.casefold(), text))
    return Source(form, question, side, len(counted), tuple(Said(_key(form, question, text), text) for text in listed))


def _enough(answers: Sequence[Given]) -> list[Given]:
    """Those of surveys with five of them: added to another survey, fewer would be told by the difference of the two."""
    numbers = Counter(one.campaign for one in answers)
    return [one for one in answers if numbers[one.campaign] >= FEWEST_ANSWERS]


def _nameless(typed: str) -> str:
    """Nobody is named in the list either: not who has said it, nor of whom it is said."""
    return road_map_names.bare(" ".join(typed.split())).text


def _options(form: str, question: Question, answers: Sequence[Given]) -> tuple[Said, ...]:
    """Those that anybody has chosen; «ничего из этого» is no side of a SWOT."""
    found: dict[str, int] = {}
    for one in answers:
        items = one.value if isinstance(one.value, tuple) else (str(one.value),)
        for item in items:
            code, _ = questionnaire.code_and_words(item)
            found[code] = found.get(code, 0) + 1
    return tuple(
        Said(_key(form, question, option.code), option.label, Share(found[option.code], len(answers)))
        for option in question.options
        if not option.exclusive and found.get(option.code)
    )


def _key(form: str, question: Question, text: str) -> str:
    """Short enough for a button; from the same words always the same, and from it nobody learns them."""
    return hashlib.sha256(f"{form}\n{question.id}\n{text}".encode()).hexdigest()[:12]


def as_line(said: Said) -> str:
    """As it is taken. Raises WordsRefused."""
    words = told(said.words)
    if said.chosen is None:
        return words
    return f"{words} ({said.chosen.part} из {said.chosen.whole})"
