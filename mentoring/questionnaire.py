"""Questionnaires: frozen forms, and the one engine that leads any of them.

An answer is given question by question in any order; what counts is what was confirmed last. ``show_if``
hides a question while another answer is not the one it names; hidden questions are neither asked nor kept.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoring.roles import Role

Value = str | int | bool | tuple[str, ...] | None
"""A code, typed text, ISO date, number, yes/no, marked codes — or None for a question that was skipped."""

OTHER_TEXT_LIMIT = 100
TEXT_LIMIT = 1000


class Kind(StrEnum):
    SINGLE = "single"
    MULTI = "multi"
    SCALE = "scale"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: str
    label_pupil: str | None = None
    other: bool = False
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """``show_if``: the question is asked while ``question`` is answered with ``value``."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    kind: Kind
    text: str
    short: str
    field: str
    required: bool
    text_pupil: str | None = None
    hint: str | None = None
    hint_pupil: str | None = None
    options: tuple[Option, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    shortest: int = 1
    longest: int = TEXT_LIMIT
    default: int | None = None
    show_if: Condition | None = None
    private: bool = False
    readers: frozenset[Role] = frozenset()
    signal_at_most: int | None = None
    wellbeing: bool = False
    """How a pupil is: whatever pupils answer is the psychologist's."""
    ends_on_no: bool = False
    csi: bool = False
    nps: bool = False
    pair_key: str | None = None
    """The question of the other stage of the monitoring that asks the same has the same key."""
    swot: str | None = None
    """S, W, O or T: on which side of a SWOT the answers may stand."""

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    @property
    def typed(self) -> bool:
        """Whether the answer is typed, not pressed."""
        return self.kind in {Kind.TEXT, Kind.DATE} or (self.kind is Kind.NUMBER and self.choices is None)

    @property
    def choices(self) -> range | None:
        """The numbers that fit on buttons; None when there are too many of them to press."""
        if self.kind not in {Kind.SCALE, Kind.NUMBER} or self.minimum is None or self.maximum is None:
            return None
        numbers = range(self.minimum, self.maximum + 1)
        return numbers if len(numbers) <= 12 else None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """``for_pupils``: pupils alone are given this form. ``known``: questions answered beforehand, so not asked."""

    id: str
    version: int
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    intro_pupil: str | None = None
    for_pupils: bool = False
    known: frozenset[str] = frozenset()

    def question(self, question_id: str) -> Question:
        """Raises UnknownQuestion."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownQuestion(question_id)


class Refusal(StrEnum):
    """Why an answer cannot be taken."""

    NOT_AN_OPTION = "not_an_option"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    REQUIRED = "required"
    NOT_TYPED = "not_typed"


class AnswerRefused(Exception):
    """``danger``: a pupil speaks of danger in the words that were refused, and was heard."""

    def __init__(self, refusal: Refusal, question: Question) -> None:
        super().__init__(f"{question.id}: {refusal.value}")
        self.refusal = refusal
        self.question = question
        self.danger = False


class UnknownQuestion(Exception):
    """The form has no such question, or it is hidden by the answers so far."""


Answers = Mapping[str, Value]


def visible(form: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """The questions that the answers so far leave to be asked, in their order."""
    return tuple(question for question in _answerable(form, answers) if question.id not in form.known)


def _answerable(form: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """Those that are asked, and those whose answers were known beforehand."""
    shown: dict[str, Question] = {}
    for question in form.questions:
        condition = question.show_if
        if condition is None or (condition.question in shown and _holds(condition, answers)):
            shown[question.id] = question
    return tuple(shown.values())


def _holds(condition: Condition, answers: Answers) -> bool:
    value = answers.get(condition.question)
    if isinstance(value, bool):
        return condition.value == ("yes" if value else "no")
    if isinstance(value, tuple):
        return condition.value in value
    return value is not None and str(value) == condition.value


@dataclass(frozen=True, slots=True)
class Place:
    """A question and where it stands: number ``number`` of ``total`` visible ones."""

    question: Question
    number: int
    total: int
    previous: str | None


def place(form: Questionnaire, answers: Answers, question_id: str) -> Place:
    """Raises UnknownQuestion when the question is not visible."""
    shown = visible(form, answers)
    for index, question in enumerate(shown):
        if question.id == question_id:
            before = shown[index - 1].id if index else None
            return Place(question, index + 1, len(shown), before)
    raise UnknownQuestion(question_id)


def next_open(form: Questionnaire, answers: Answers, after: str | None = None) -> str | None:
    """The question to ask now: the first open one behind ``after``, else the first open one, else None."""
    shown = [question.id for question in visible(form, answers)]
    open_ones = [question_id for question_id in shown if question_id not in answers]
    if after in shown:
        behind = shown[shown.index(after) + 1 :]
        open_ones = [question_id for question_id in behind if question_id not in answers] or open_ones
    return open_ones[0] if open_ones else None


def kept(form: Questionnaire, answers: Answers) -> dict[str, Value]:
    """The answers without those to questions that are hidden in the end."""
    return {question.id: answers[question.id] for question in _answerable(form, answers) if question.id in answers}


def choose(question: Question, code: str) -> Value:
    """The value that a press on an option, a number or yes/no means. Raises AnswerRefused."""
    if question.kind is Kind.SINGLE and (option := question.option(code)) and not option.other:
        return code
    if question.kind is Kind.YES_NO and code in {"yes", "no"}:
        return code == "yes"
    if question.kind in {Kind.SCALE, Kind.NUMBER} and code.removeprefix("-").isdecimal():
        return number(question, int(code))
    raise AnswerRefused(Refusal.NOT_AN_OPTION, question)


def mark(question: Question, marked: tuple[str, ...], item: str, on: bool) -> tuple[str, ...]:
    """The marks after one more is set or taken away, in the form's order. Raises AnswerRefused.

    ``item`` is a code, or what :func:`typed_other` made of «Другое» and the words typed for it.
    """
    code, words = code_and_words(item)
    option = question.option(code)
    if question.kind is not Kind.MULTI or option is None or (on and option.other and words is None):
        raise AnswerRefused(Refusal.NOT_AN_OPTION, question)
    wanted = [kept for kept in marked if question.option(_code(kept)) and _code(kept) != code]
    if on:
        alone = {item.code for item in question.options if item.exclusive}
        wanted = [] if option.exclusive else [kept for kept in wanted if _code(kept) not in alone]
        wanted.append(item)
    if question.maximum is not None and len(wanted) > question.maximum:
        raise AnswerRefused(Refusal.TOO_MANY, question)
    order = [option.code for option in question.options]
    return tuple(sorted(wanted, key=lambda kept: order.index(_code(kept))))


def confirm(question: Question, marked: tuple[str, ...]) -> tuple[str, ...]:
    """The marks as an answer. Raises AnswerRefused when there are too few of them, or nothing is marked here at all."""
    if question.kind is not Kind.MULTI:
        raise AnswerRefused(Refusal.NOT_AN_OPTION, question)
    least = question.minimum if question.minimum is not None else int(question.required)
    if len(marked) < least:
        raise AnswerRefused(Refusal.TOO_FEW, question)
    return marked


def number(question: Question, value: int) -> int:
    """Raises AnswerRefused."""
    below = question.minimum is not None and value < question.minimum
    above = question.maximum is not None and value > question.maximum
    if below or above:
        raise AnswerRefused(Refusal.OUT_OF_RANGE, question)
    return value


def typed(question: Question, text: str) -> Value:
    """The value of a typed answer. Raises AnswerRefused."""
    text = " ".join(text.split()) if question.kind is not Kind.TEXT else text.strip()
    if question.kind is Kind.TEXT:
        if len(text) > question.longest:
            raise AnswerRefused(Refusal.TOO_LONG, question)
        if len(text) < question.shortest or not any(letter.isalnum() for letter in text):
            raise AnswerRefused(Refusal.TOO_SHORT, question)
        return text
    if question.kind in {Kind.NUMBER, Kind.SCALE}:
        found = _NUMBER.fullmatch(text)
        if found is None:
            raise AnswerRefused(Refusal.NOT_A_NUMBER, question)
        return number(question, int(found[1]))
    if question.kind is Kind.DATE:
        return _date(question, text)
    return _typed_choice(question, text)


def _typed_choice(question: Question, text: str) -> Value:
    """«да», or the label of an option, by somebody who would rather type than press."""
    said = text.lower().rstrip(".! ")
    if question.kind is Kind.YES_NO and said in {"да", "нет"}:
        return said == "да"
    for option in question.options:
        if question.kind is Kind.SINGLE and not option.other and said in _labels(option):
            return option.code
    raise AnswerRefused(Refusal.NOT_TYPED, question)


def _labels(option: Option) -> set[str]:
    return {label.lower() for label in (option.label, option.label_pupil) if label is not None}


_MONTHS = (
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
)
_DATE = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[а-я]+)\.?[\s./-]+(\d{4}|\d{2})(?:\s*г(?:ода|\.)?)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


_NUMBER = re.compile(r"(-?[0-9]{1,9})(?:\s*[«»\"]?[^\W\d]{1,10}[«»\"]?\.?)?")
"""A number, maybe with one word behind it: «5 лет», «9 класс», «9Б»."""


def _date(question: Question, text: str) -> str:
    """«15.05.2027», «15 мая 2027 г.», «2027-05-15»; of two digits a year of this century."""
    text = text.lower()
    if iso := _ISO_DATE.fullmatch(text):
        year, month, day = iso.groups()
    elif written := _DATE.fullmatch(text):
        day, month, year = written.groups()
        month = _month(month)
    else:
        raise AnswerRefused(Refusal.NOT_A_DATE, question)
    try:
        found = datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError as error:
        raise AnswerRefused(Refusal.NOT_A_DATE, question) from error
    if not 1900 <= found.year <= 2100:
        raise AnswerRefused(Refusal.NOT_A_DATE, question)
    return found.isoformat()


def _month(written: str) -> str:
    """«мая», «сент» → its number; what is no month stays as it is."""
    for number, names in enumerate(_MONTHS, 1):
        if len(written) >= 3 and any(name.startswith(written) for name in names):
            return str(number)
    return written


def typed_other(question: Question, code: str, text: str) -> str:
    """What is stored for «Другое: напишите»: the option's code and the words. Raises AnswerRefused."""
    option = question.option(code)
    if option is None or not option.other:
        raise AnswerRefused(Refusal.NOT_AN_OPTION, question)
    words = typed(replace(question, kind=Kind.TEXT, shortest=2, longest=OTHER_TEXT_LIMIT), text)
    return f"{code}:{words}"


def skip(question: Question) -> None:
    """Raises AnswerRefused when the question must be answered."""
    if question.required:
        raise AnswerRefused(Refusal.REQUIRED, question)


def calls_for_help(form: Questionnaire, answers: Answers) -> bool:
    """Whether an answer is so low that the psychologist should hear of it, quietly (``signal_at_most``)."""
    given = kept(form, answers)
    return any(
        isinstance(value := given.get(question.id), int)
        and not isinstance(value, bool)
        and question.signal_at_most is not None
        and value <= question.signal_at_most
        for question in form.questions
    )


def unwilling(form: Questionnaire, answers: Answers) -> bool:
    """Whether «нет» to the question about one's own will ends the application (``ends_on_no``)."""
    return any(question.ends_on_no and answers.get(question.id) is False for question in form.questions)


def _code(item: str) -> str:
    return item.partition(":")[0]


def code_and_words(item: str) -> tuple[str, str | None]:
    """Take apart what was stored for an option: its code, and the words of «Другое», if any were typed."""
    code, colon, words = item.partition(":")
    return code, words if colon else None
