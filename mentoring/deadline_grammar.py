"""What the dates of a phrase say, word for word: tokens → :class:`Said`. What it means in a plan comes afterwards.

    said    = often? moments? often?
    often   = «ежегодно» | «2 раза в год»
    moments = «до» ended                        «до 29 апреля», «до конца мая»
            | «с» point («по» | dash) point     «с мая по сентябрь 2022»
            | «с» point | «по» point            «с октября 2021 г.»
            | ended dash ended                  «апрель–декабрь 2022»
            | ended (mark? ended)*              «март, июнь, октябрь»
    ended   = «конец года» | «конец»? point
    point   = «в течение года» | («в» | «в течение»)? (day month | month | number «квартал» | year) year?

A number without a unit takes that of the next point, a point without a year the year of the next one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from mentoring.deadline_words import Doubt, Kind, NotUnderstood, Token

SCHOOL_YEAR_BEGINS, SCHOOL_YEAR_ENDS = 9, 5
"""Months: from September to May (conventions 5.1)."""


YEARS = range(1900, 2200)
"""Of plans; anything else is no year but a slip of the pen."""


class Unit(StrEnum):
    NUMBER = auto()
    DAY = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()
    SCHOOL_YEAR = auto()


class Link(StrEnum):
    """How several points go together; UP_TO is an end without a beginning."""

    ONE = auto()
    LIST = auto()
    RANGE = auto()
    FROM = auto()
    UP_TO = auto()


@dataclass(frozen=True, slots=True)
class Point:
    """``number`` is that of the unit, ``month`` of a day only; ``year`` is None where it is not said.

    ``school_year`` is the first year of the school year that was said instead.
    """

    unit: Unit
    number: int = 0
    month: int = 0
    year: int | None = None
    school_year: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """``every_year``: «ежегодно»; ``times`` is how often a year, where that is said instead."""

    points: tuple[Point, ...]
    link: Link = Link.ONE
    every_year: bool = False
    times: int | None = None


def said(words: Sequence[Token]) -> Said:
    """Raises NotUnderstood where the words are no dates, or dates that cannot be."""
    reader = _Reader(words)
    often = reader.often()
    points, link = reader.moments() if not reader.over and not reader.next_is(*_OFTEN) else ([], Link.ONE)
    often = often or reader.often()
    if not reader.over or not (points or often):
        raise NotUnderstood(Doubt.WORDS)
    filled = _filled(points, link)
    times = often.value or None if often else None
    return Said(filled, link, often is not None, times)


_OFTEN = (Kind.EVERY_YEAR, Kind.TIMES_A_YEAR)
_BETWEEN = (Kind.MARK, Kind.DASH, Kind.COLON)


class _Reader:
    """The tokens from left to right; each method takes what it names and leaves the rest."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._words = words
        self._at = 0

    @property
    def over(self) -> bool:
        return self._at == len(self._words)

    def next_is(self, *kinds: Kind) -> bool:
        return not self.over and self._words[self._at].kind in kinds

    def take(self, *kinds: Kind) -> Token | None:
        if not self.next_is(*kinds):
            return None
        self._at += 1
        return self._words[self._at - 1]

    def pass_over(self, *kinds: Kind) -> None:
        while self.take(*kinds):
            pass

    def often(self) -> Token | None:
        """«Ежегодно, …», «… (ежегодно)»."""
        before = self._at
        self.pass_over(*_BETWEEN)
        found = self.take(*_OFTEN)
        if found:
            self.pass_over(*_BETWEEN)
        else:
            self._at = before
        return found

    def moments(self) -> tuple[list[Point], Link]:
        if self.take(Kind.UNTIL):
            return [self._until()], Link.ONE
        if self.take(Kind.FROM):
            return self._since()
        if self.take(Kind.TO):
            return [self.ended()], Link.UP_TO
        first = self.ended()
        if self.take(Kind.DASH):
            return [first, self.ended()], Link.RANGE
        return self._list(first)

    def _until(self) -> Point:
        """«До мая» may mean with May or without it; «до конца мая» and «до 15 мая» do not."""
        to_its_end = self.next_is(Kind.END)
        point = self.ended()
        if point.unit is not Unit.DAY and not to_its_end:
            raise NotUnderstood(Doubt.VAGUE)
        return point

    def _since(self) -> tuple[list[Point], Link]:
        first = self.point()
        if self.take(Kind.TO, Kind.DASH):
            return [first, self.ended()], Link.RANGE
        if self.take(Kind.UNTIL):
            return [first, self._until()], Link.RANGE
        return [first], Link.FROM

    def _list(self, first: Point) -> tuple[list[Point], Link]:
        points = [first]
        while self._another_follows():
            points.append(self.ended())
        return points, Link.LIST if len(points) > 1 else Link.ONE

    def _another_follows(self) -> bool:
        """Takes the marks before it: «март, июнь», «март и июнь», «март июнь»."""
        before = self._at
        self.pass_over(Kind.MARK)
        if self.over or self.next_is(*_BETWEEN, *_OFTEN):
            self._at = before
            return False
        return True

    def ended(self) -> Point:
        """«Конец мая» is May: a deadline is the end of what it names. «Конец года» is December."""
        self.pass_over(Kind.WITHIN)
        if self.take(Kind.END) and self.take(Kind.SOME_YEAR):
            return Point(Unit.MONTH, 12)
        return self.point()

    def point(self) -> Point:
        if self.take(Kind.DURING) and self.take(Kind.SOME_YEAR):
            return Point(Unit.YEAR)
        self.pass_over(Kind.WITHIN)
        if month := self.take(Kind.MONTH):
            return self._with_year(Point(Unit.MONTH, _month(month)))
        if year := self.take(Kind.YEAR):
            return Point(Unit.YEAR, year=year.value)
        if year := self.take(Kind.SCHOOL_YEAR):
            return Point(Unit.SCHOOL_YEAR, year=year.value or None)
        return self._numbered()

    def _numbered(self) -> Point:
        """«15 мая 2022», «III квартал 2022», or the 10 of «с 10 по 20 мая»."""
        number = self.take(Kind.NUMBER, Kind.ROMAN, Kind.ORDINAL)
        if number is None:
            raise NotUnderstood(Doubt.WORDS)
        if self.take(Kind.QUARTER):
            return self._with_year(_quarter(number.value))
        if number.kind is Kind.NUMBER and (month := self.take(Kind.MONTH)):
            return self._with_year(Point(Unit.DAY, number.value, _month(month)))
        return Point(Unit.NUMBER, number.value)

    def _with_year(self, point: Point) -> Point:
        """«Апрель 2022», «апрель, 2022», «в апреле в 2022 году», «май 2026/2027 учебного года»."""
        before = self._at
        self.pass_over(Kind.MARK, Kind.WITHIN)
        if year := self.take(Kind.YEAR):
            return replace(point, year=year.value)
        if (year := self.take(Kind.SCHOOL_YEAR)) and year.value:
            return _in_school_year(point, year.value)
        self._at = before
        return point


def _month(token: Token) -> int:
    if token.value not in range(1, 13):
        raise NotUnderstood(Doubt.NO_SUCH_DAY)
    return token.value


def _quarter(number: int) -> Point:
    if number not in range(1, 5):
        raise NotUnderstood(Doubt.NO_SUCH_DAY)
    return Point(Unit.QUARTER, number)


def _in_school_year(point: Point, year: int) -> Point:
    """«Май 2026/2027 учебного года» is May 2027; of a month in summer nobody can tell."""
    month = point.number if point.unit is Unit.MONTH else point.month
    if SCHOOL_YEAR_ENDS < month < SCHOOL_YEAR_BEGINS or point.unit is Unit.QUARTER:
        raise NotUnderstood(Doubt.VAGUE)
    return replace(point, year=year + (month <= SCHOOL_YEAR_ENDS), school_year=year)


def _filled(points: Sequence[Point], link: Link) -> tuple[Point, ...]:
    """Every point with its unit and year, as far as the phrase says them."""
    found: list[Point] = []
    for point in reversed(points):
        found.insert(0, _like(point, found[0]) if found else point)
    if link is Link.RANGE and found[0].year is not None and found[-1].year is None:
        found[-1] = replace(found[-1], year=found[0].year)  # «сентябрь 2022 – декабрь»
    if any(one.unit is Unit.NUMBER for one in found):
        raise NotUnderstood(Doubt.WORDS)
    if link is Link.LIST and len(set(found)) < len(found):
        raise NotUnderstood(Doubt.VAGUE)  # «май, май»
    if len({one.unit for one in found}) > 1 or len({one.year is None for one in found}) > 1:
        raise NotUnderstood(Doubt.VAGUE)
    for one in found:
        _check_day(one)
    return tuple(found)


def _like(point: Point, following: Point) -> Point:
    if point.unit is Unit.NUMBER and following.unit is Unit.DAY:
        point = Point(Unit.DAY, point.number, following.month)
    elif point.unit is Unit.NUMBER and following.unit is Unit.QUARTER:
        point = _quarter(point.number)
    if point.year is not None:
        return point
    if following.school_year is not None:
        return _in_school_year(point, following.school_year)
    return replace(point, year=following.year)


def _check_day(point: Point) -> None:
    if point.year is not None and point.year not in YEARS:
        raise NotUnderstood(Doubt.NO_SUCH_DAY)
    if point.unit is Unit.DAY:
        try:
            datetime.date(point.year or 2024, point.month, point.number)  # a leap year: 29 February may be meant
        except ValueError as error:
            raise NotUnderstood(Doubt.NO_SUCH_DAY) from error
