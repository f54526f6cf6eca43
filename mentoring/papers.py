"""The parent's consent on paper: what is noted about it (152-ФЗ, ст. 9 ч. 6; domain report, 4.2)."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from mentoring.consent import school_year_start
from mentoring.ids import ConsentId, MembershipId
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.roles import Role


class Representative(StrEnum):
    """Who signed for the child."""

    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    TRUSTEE = "trustee"


class PaperProblem(StrEnum):
    NO_NUMBER = "no_number"
    SEVERAL_NUMBERS = "several_numbers"
    NO_DATE = "no_date"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    ENDED = "ended"


class PaperRefused(Exception):
    def __init__(self, problem: PaperProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """How the paper is found in the school's folder: «№ 12 от 05.09.2026»."""

    number: str
    date: datetime.date


OLDEST = datetime.timedelta(days=366)

_MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DIGITS = re.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})\b(?:\s*г(?:ода|\.)?)?")
_WORDS = re.compile(r"\b(?P<day>\d{1,2})\s+(?P<month>[а-яё]+)\s+(?P<year>\d{4})\b(?:\s*г(?:ода|\.)?)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?=.*\d)[0-9A-Za-zА-Яа-яЁё/.\-]{1,20}|б/н", re.IGNORECASE)
_SIGN = re.compile(r"№|\bN[oо]?\b", re.IGNORECASE)
_TORN = re.compile(r"(?<=\d)\s*([/-])\s*(?=\w)")
_ONLY_WORDS = re.compile(r"[^\W\d_]{4,}|пр|от|о|об|по|и|на|за|в|с", re.IGNORECASE)
"""«Приказ», «Протокол педсовета», «Пр.»; «12 ОД» and «12 а» are numbers."""


def read_paper(typed: str, today: datetime.date) -> PaperNumber:
    """Read «12 от 05.09.2026», «№ 12, 05.09.2026», «б/н от 5 сентября 2026 г.». Raises PaperRefused."""
    date, rest = dated(typed)
    if date > today:
        raise PaperRefused(PaperProblem.IN_THE_FUTURE)
    if today - date > OLDEST:
        raise PaperRefused(PaperProblem.TOO_OLD)
    if date < school_year_start(today):
        raise PaperRefused(PaperProblem.ENDED)
    return PaperNumber(numbered(rest), date)


def read_number(typed: str, today: datetime.date) -> PaperNumber:
    """The same of any year: a local act stays in force. Raises PaperRefused."""
    date, rest = dated(typed)
    if date > today:
        raise PaperRefused(PaperProblem.IN_THE_FUTURE)
    return PaperNumber(numbered(rest), date)


def dated(typed: str) -> tuple[datetime.date, str]:
    """The date that stands last, and what is left without it. Raises PaperRefused."""
    text = " ".join(typed.split())
    found = _last(_WORDS, text) or _last(_DIGITS, text)
    if found is None:
        raise PaperRefused(PaperProblem.NO_DATE)
    return _date(found), f"{text[: found.start()]} {text[found.end() :]}"


def numbered(rest: str) -> str:
    """The number of a paper, without «№», «от» and what kind of paper it is. Raises PaperRefused."""
    before, *signed = _SIGN.split(rest)
    if sum(re.search(r"\d", part) is not None for part in signed) > 1:
        raise PaperRefused(PaperProblem.SEVERAL_NUMBERS)
    # «Приказ МБОУ СОШ 5 № 12»: where there is a sign, the number stands after it.
    words = _number_words(" ".join(signed)) or _number_words(before)
    if sum(word[0].isdigit() for word in words) > 1:
        raise PaperRefused(PaperProblem.SEVERAL_NUMBERS)
    number = "".join(words)
    if not _NUMBER.fullmatch(number):
        raise PaperRefused(PaperProblem.NO_NUMBER)
    return number


def _number_words(text: str) -> list[str]:
    """«12/3-а» is one, «12 ОД» two."""
    parted = re.split(r"[\s,;:«»\"()]+", _TORN.sub(r"\1", text))
    bare = (word.strip(".-–—") for word in parted)
    return [word for word in bare if word and not _ONLY_WORDS.fullmatch(word)]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A date stands last: «12-34-56 от 05.09.2026»."""
    return next(iter(reversed(list(pattern.finditer(text)))), None)


def _date(found: re.Match[str]) -> datetime.date:
    month, year = found["month"], int(found["year"])
    number = int(month) if month.isdecimal() else _month(month)
    try:
        return datetime.date(year + 2000 if year < 100 else year, number, int(found["day"]))
    except ValueError as error:
        raise PaperRefused(PaperProblem.NOT_A_DATE) from error


def _month(word: str) -> int:
    """0, which no date has, for a word that is no month."""
    return next((number for number, start in enumerate(_MONTHS, 1) if re.match(start, word, re.IGNORECASE)), 0)


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A paper that somebody has noted as received; ``on`` is the local day of the note."""

    consent: ConsentId
    paper: PaperNumber
    representative: Representative
    on: datetime.date


@dataclass(frozen=True, slots=True)
class PaperCase:
    """A pupil and the parent's paper; ``name`` is None where names may not pass, ``mark`` while none has come."""

    organisation: Organisation
    membership: MembershipId
    code: str
    role: Role
    name: FullName | None
    school_class: str | None
    since: datetime.date
    today: datetime.date
    mark: PaperMark | None = None

    @property
    def may_be_undone(self) -> bool:
        """A slip is put right on the day it was made; later only a withdrawal ends a consent."""
        return self.mark is not None and self.mark.on == self.today

    @property
    def days(self) -> int:
        return max(0, (self.today - self.since).days)


@dataclass(frozen=True, slots=True)
class PaperList:
    """Who waits, the longest first, and whose paper was noted today."""

    organisation: Organisation
    waiting: tuple[PaperCase, ...]
    received: tuple[PaperCase, ...]


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """Number and date of the paper are awaited from the keyboard."""

    case: PaperCase
    representative: Representative
