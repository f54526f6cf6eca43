"""What came back from a survey sent to many: sums that name nobody, each reader only what was promised to them.

Five people stand behind every number. Words are without names and in the order of the alphabet, not of their coming.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentoring import bank, questionnaire
from mentoring.access import TABLE, Action, level_of
from mentoring.campaigns import FEWEST_ANSWERS, Campaign, Progress
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.questionnaire import Kind, Question, Questionnaire, Value
from mentoring.report import CONTENT, Share
from mentoring.roles import Level, Role
from mentoring.self_check import Checked, Score

PSYCHOLOGIST = Role.COORDINATOR
"""Whose what pupils type is."""

PROMOTERS, CRITICS = 9, 6
"""Of «Посоветуете ли…», 0 to 10: from here on they would, up to here they would not (NPS)."""


def readers_at(level: Level) -> tuple[Role, ...]:
    """Who sees the results of a survey that an organisation of this level has sent: read off the table of rights."""
    return tuple(role for role in TABLE if Action.LEAD_SURVEYS in TABLE[role] and level_of(role) is level)


class Why(StrEnum):
    """Why the answers are not told."""

    OPEN = "open"
    """Anonymous and still open: whoever looked before and after one answer would know it."""
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pupils, or how many adults, have answered a question with this very value.

    ``apart``: they are or were in a pair with the reader, who does not read their words; they count all the same.
    """

    question: str
    pupil: bool
    value: Value
    number: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Senders:
    """How many have sent their answers; fewer than have answered once somebody has left."""

    adults: int = 0
    pupils: int = 0

    @property
    def total(self) -> int:
        return self.adults + self.pupils

    def hides(self, *, adults: bool, pupils: bool) -> bool:
        """Whether a reader of only one of the two kinds would look at too few of them."""
        part = (self.adults if adults else 0) + (self.pupils if pupils else 0)
        return part < FEWEST_ANSWERS


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to one question, as far as a reader may know them.

    ``numbers`` and ``options`` count values and codes («yes» and «no» too); ``words`` are what was typed, ``typed``
    how many have typed something. ``told``: five stand behind the numbers.
    """

    question: Question
    answered: int
    numbers: Mapping[int, int] = field(default_factory=dict)
    options: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    typed: int = 0
    told: bool = True

    @property
    def mean(self) -> float | None:
        """To a tenth."""
        total = sum(number * times for number, times in self.numbers.items())
        return round(total / self.answered, 1) if self.numbers and self.answered else None

    @property
    def content(self) -> Share:
        """How many were content: seven and more of ten."""
        return Share(self._between(CONTENT, 10), self.answered)

    @property
    def nps(self) -> int | None:
        """Promoters less critics, in per cent of those who have answered."""
        if not self.answered:
            return None
        return round(100 * (self._between(PROMOTERS, 10) - self._between(0, CRITICS)) / self.answered)

    def _between(self, least: float, most: float) -> int:
        return sum(times for number, times in self.numbers.items() if least <= number <= most)


@dataclass(frozen=True, slots=True)
class Index:
    """Of satisfaction: over the people who have answered its questions. ``total`` sums the means of each."""

    answered: int
    total: float
    content: int

    def __add__(self, other: "Index") -> "Index":
        return Index(self.answered + other.answered, self.total + other.total, self.content + other.content)

    @property
    def value(self) -> float | None:
        return round(self.total / self.answered, 2) if self.answered >= FEWEST_ANSWERS else None

    @property
    def content_share(self) -> Share:
        return Share(self.content, self.answered)


@dataclass(frozen=True, slots=True)
class PlaceCounted:
    """One place a level below; ``index`` where the form measures satisfaction and the place of an answer is known."""

    id: OrganisationId
    name: str
    asked: int
    answered: int
    told: bool
    index: Index | None = None

    @property
    def response(self) -> Share:
        return Share(self.answered, self.asked)


@dataclass(frozen=True, slots=True)
class Results:
    """One survey for one reader. ``why`` the answers are not told, if they are not; then there are no ``questions``.

    ``open``: more answers may come. ``says_words``: what was typed may pass through the messenger. Places stand in the
    order of their names: nobody is ranked. Of a self-check there is only the ``score``, and one's ``own`` sheet.
    """

    campaign: Campaign
    organisation: Organisation
    title: str
    progress: Progress
    senders: Senders
    open: bool
    why: Why | None
    index: Index | None
    questions: tuple[Counted, ...]
    places: tuple[PlaceCounted, ...]
    says_words: bool
    page: int
    score: Score | None = None
    own: Checked | None = None

    @property
    def response(self) -> Share:
        return Share(self.progress.answered, self.progress.asked)


def why_not(campaign: Campaign, senders: Senders, now: int) -> Why | None:
    """None when the answers may be told."""
    if campaign.anonymous and campaign.is_open(now):
        return Why.OPEN
    return Why.FEW if senders.total < FEWEST_ANSWERS else None


def counted(
    form: Questionnaire, tallies: Iterable[Tally], readers: frozenset[Role], senders: Senders
) -> tuple[Counted, ...]:
    """What these readers may know, question by question; one that is promised to others is not even mentioned."""
    by_question: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_question.setdefault(tally.question, []).append(tally)
    found = []
    for question in form.questions:
        adults = senders.adults > 0 and bank.reads(question, readers)
        pupils = senders.pupils > 0 and _reads_of_pupils(question, readers)
        if not adults and not pupils:
            continue
        if senders.hides(adults=adults, pupils=pupils):
            found.append(Counted(question, 0, told=False))
            continue
        given = [one for one in by_question.get(question.id, ()) if (pupils if one.pupil else adults)]
        found.append(_question(question, given, psychologist=PSYCHOLOGIST in readers, senders=senders))
    return tuple(found)


def _reads_of_pupils(question: Question, readers: frozenset[Role]) -> bool:
    """How a pupil feels is the psychologist's, whoever else may read the question."""
    if question.signal_at_most is not None and PSYCHOLOGIST not in readers:
        return False
    return bank.reads(question, readers, pupil=True)


def _question(question: Question, given: list[Tally], *, psychologist: bool, senders: Senders) -> Counted:
    answers = [one for one in given if one.value is not None]
    answered = sum(one.number for one in answers)
    if question.kind in {Kind.TEXT, Kind.DATE}:
        # Everybody who was asked may have written it; of those a condition has picked there may be too few.
        told = question.show_if is None or answered >= FEWEST_ANSWERS
        read = [one for one in answers if told and not one.apart]
        words = tuple(str(one.value) for one in read for _ in range(one.number))
        return Counted(question, answered, words=_mixed(words), typed=answered, told=told)
    if answered < FEWEST_ANSWERS:
        return Counted(question, answered, told=False)
    if question.kind in {Kind.SCALE, Kind.NUMBER}:
        return Counted(question, answered, numbers=_numbers(answers))
    own = [one for one in answers if _may_be_read(one, psychologist=psychologist, senders=senders)]
    words = tuple(text for one in own for text in _own_words(question, one.value) for _ in range(one.number))
    return Counted(question, answered, options=_options(question, answers), words=_mixed(words), typed=len(words))


def _mixed(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda text: (text.casefold(), text)))


def _numbers(answers: Iterable[Tally]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for one in answers:
        number = int(str(one.value))
        found[number] = found.get(number, 0) + one.number
    return found


def _options(question: Question, answers: Iterable[Tally]) -> Mapping[str, int]:
    found = dict.fromkeys(_codes(question), 0)
    for one in answers:
        for item in _items(one.value):
            code, _ = questionnaire.code_and_words(item)
            found[code] = found.get(code, 0) + one.number
    return found


def _codes(question: Question) -> tuple[str, ...]:
    return ("yes", "no") if question.kind is Kind.YES_NO else tuple(option.code for option in question.options)


def _items(value: Value) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return value if isinstance(value, tuple) else (str(value),)


def _may_be_read(tally: Tally, *, psychologist: bool, senders: Senders) -> bool:
    """What was typed for «Другое»: a pupil's is the psychologist's; of two or three adults it would name them."""
    if tally.apart:
        return False
    if psychologist:
        return True
    return not tally.pupil and not senders.hides(adults=True, pupils=False)


def _own_words(question: Question, value: Value) -> Iterable[str]:
    if question.options:
        for item in _items(value):
            _, words = questionnaire.code_and_words(item)
            if words is not None:
                yield words


def told_apart(answered: Mapping[OrganisationId, int]) -> frozenset[OrganisationId]:
    """The places whose own numbers may stand beside the sum of all.

    Not those with too few answers; and where the sum less the others would give these few away, the next smallest
    keeps them company (docs/decisions/0011, 0020).
    """
    told = {place for place, number in answered.items() if number >= FEWEST_ANSWERS}
    left = sum(number for place, number in answered.items() if place not in told)
    for place in sorted(told, key=lambda one: (answered[one], one)):
        if left == 0 or left >= FEWEST_ANSWERS:
            break
        told.discard(place)
        left += answered[place]
    return frozenset(told)
