"""The Russian phrases of deadlines ↔ their normal form (:mod:`mentoring.deadlines`).

Nothing is guessed silently: what is taken for granted is named (:class:`Assumption`) and shown to a person, what is
not sure raises :class:`NotUnderstood` and is settled by one. What :func:`phrase` writes is read back as the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mentoring.deadline_grammar import Link, Unit, said
from mentoring.deadline_meaning import Assumption, Meaning, days_of, meaning, overlaps
from mentoring.deadline_schedules import scheduled, wordings
from mentoring.deadline_words import MONTHS, MONTHS_OF, Doubt, Kind, NotUnderstood, Token, tokens
from mentoring.deadlines import (
    Annual,
    AnnualMonth,
    AnnualMonths,
    AnnualRange,
    AnnualUntil,
    AsNeeded,
    ByProgramme,
    BySchedule,
    Continuous,
    Deadline,
    From,
    Month,
    Monthly,
    Months,
    NoDeadline,
    Onwards,
    Period,
    Quarterly,
    Quarters,
    Range,
    Then,
    Until,
    When,
    WholePeriod,
    Year,
    YearMonth,
    YearQuarter,
)

__all__ = ["Assumption", "Doubt", "NotUnderstood", "Understood", "phrase", "understood"]


@dataclass(frozen=True, slots=True)
class Understood:
    deadline: Deadline
    assumed: Assumption | None = None


def understood(text: str, period: Period | None = None, item: str = "") -> Understood:
    """What a cell of the column «Срок» means. Raises NotUnderstood.

    ``period`` is the plan's, for months without a year; ``item`` are the words of the item itself, which sometimes
    complete the deadline.
    """
    words = tokens(text)
    if all(one.kind is Kind.DASH for one in words):
        words = [Token(Kind.NONE, "", 0, 0)]
    head, tail = _parted(_trimmed(words))
    first = _head(head, text, period)
    found = Understood(Deadline(first.when, _then(tail, first.when) if tail else None), first.assumed)
    return _by_the_item(_warned(found, period), item)


_AROUND = frozenset({Kind.MARK, Kind.DASH, Kind.COLON})


def _trimmed(words: Sequence[Token]) -> Sequence[Token]:
    """Without marks around: «(май)», «— ежегодно»."""
    named = [at for at, one in enumerate(words) if one.kind not in _AROUND]
    return words[named[0] : named[-1] + 1] if named else ()


def _parted(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What is due first, and what follows: «Октябрь 2021 г. | далее – по мере необходимости»."""
    kinds = [one.kind for one in words]
    if Kind.THEN not in kinds:
        goes_on = kinds[:1] == [Kind.FROM] and kinds[-1] is Kind.AS_NEEDED and not _ENDS & set(kinds)
        return (_trimmed(words[:-1]), words[-1:]) if goes_on else (words, ())
    at = len(kinds) - 1 - kinds[::-1].index(Kind.THEN)
    if Kind.OTHER in kinds[at:]:  # inside the name of a paper
        return words, ()
    tail = _trimmed(words[at + 1 :])
    if not tail:
        raise NotUnderstood(Doubt.WORDS)
    return _trimmed(words[:at]), tail


_ENDS = frozenset({Kind.TO, Kind.DASH, Kind.UNTIL})
"""What makes «с мая» a range: «с мая по июнь по мере необходимости» says two things."""


# -- what is due first -------------------------------------------------------------------------------------------

_PLAIN: dict[Kind, When] = {
    Kind.MONTHLY: Monthly(),
    Kind.QUARTERLY: Quarterly(),
    Kind.AS_NEEDED: AsNeeded(),
    Kind.NONE: NoDeadline(),
}
_ALWAYS = frozenset({Kind.CONTINUOUS, Kind.WHOLE_PERIOD})


def _head(words: Sequence[Token], text: str, period: Period | None) -> Meaning:
    if not words:
        raise NotUnderstood(Doubt.WORDS)
    if by_paper := scheduled(words, text):
        return Meaning(by_paper)
    first, last = words[0].kind, words[-1].kind
    if len(words) == 1 and first in _PLAIN:
        return Meaning(_PLAIN[first])
    if {one.kind for one in words} <= _ALWAYS | {Kind.MARK}:  # «постоянно, в течение всего периода» says it twice
        return Meaning(WholePeriod() if Kind.WHOLE_PERIOD in {first, last} else Continuous())
    if first is Kind.WHOLE_PERIOD:
        return Meaning(_whole_period(words[1:]))
    if first is Kind.FROM and last in _ALWAYS:
        return _open(meaning(said(_trimmed(words[:-1])), period))
    return meaning(said(words), period)


def _open(found: Meaning) -> Meaning:
    """«С октября 2021 г. постоянно» has no end; «с мая по июнь постоянно» says two things."""
    if not isinstance(found.when, From):
        raise NotUnderstood(Doubt.VAGUE)
    return found


def _whole_period(words: Sequence[Token]) -> WholePeriod:
    """«В течение всего периода с апреля 2022 г. по декабрь 2024 г.»"""
    bounds = said(words)
    if bounds.points and bounds.points[0].unit is Unit.MONTH and not bounds.every_year:
        months = [YearMonth(point.year, point.number) for point in bounds.points if point.year is not None]
        match bounds.link, months:
            case Link.FROM, [first]:
                return WholePeriod(first)
            case Link.UP_TO, [last]:
                return WholePeriod(None, last)
            case Link.RANGE, [first, last] if first <= last:
                return WholePeriod(first, last)
    raise NotUnderstood(Doubt.VAGUE)


# -- what follows ------------------------------------------------------------------------------------------------


def _then(words: Sequence[Token], when: When) -> Then:
    match [one.kind for one in words]:
        case [Kind.AS_NEEDED]:
            return Onwards.AS_NEEDED
        case [Kind.WHOLE_PERIOD | Kind.CONTINUOUS]:
            return Onwards.WHOLE_PERIOD
        case [Kind.EVERY_YEAR]:
            return _the_same_every_year(when)
    found = said(words)
    follows = meaning(found, None).when if found.every_year else None
    if isinstance(follows, AnnualMonth | AnnualUntil | AnnualRange):
        return follows
    raise NotUnderstood(Doubt.VAGUE)


def _the_same_every_year(when: When) -> Then:
    """«Май 2022, далее ежегодно»."""
    match when:
        case Month(month):
            return AnnualMonth(month.month)
        case Until(day):
            return AnnualUntil(day.month, day.day)
        case Range(first, last):
            return AnnualRange(first.month, last.month)
        case Quarters(quarters):
            return AnnualRange(quarters[0].first.month, quarters[-1].last.month)
    raise NotUnderstood(Doubt.VAGUE)


# -- the plan and the item ---------------------------------------------------------------------------------------


def _warned(found: Understood, period: Period | None) -> Understood:
    if period is None or all(overlaps(*days, period) for days in days_of(found.deadline.when)):
        return found
    return replace(found, assumed=Assumption.OUTSIDE_THE_PLAN)


_RENEWED = r"\b(?:обновл|пополн|актуализ|уточн)\w*"
_RENEWED_YEARLY = re.compile(rf"{_RENEWED}[^.;]{{0,40}}\bежегодно\b|\bежегодн\w+\s+{_RENEWED}", re.IGNORECASE)
_ON_ALL_STAGES = re.compile(r"\bна всех этапах\b", re.IGNORECASE)


def _by_the_item(found: Understood, item: str) -> Understood:
    """«Формирование базы (обновление ежегодно)» goes on after its first day, in the month of that day.

    An item without a deadline that is done «на всех этапах» is done all the time.
    """
    match found.deadline:
        case Deadline(Until() | Month() as when, None) if _RENEWED_YEARLY.search(item):
            month = when.day.month if isinstance(when, Until) else when.month.month
            return Understood(Deadline(when, AnnualMonth(month)), Assumption.BY_THE_ITEM)
        case Deadline(NoDeadline(), None) if _ON_ALL_STAGES.search(item):
            return Understood(Deadline(Continuous()), Assumption.BY_THE_ITEM)
    return found


# -- writing -----------------------------------------------------------------------------------------------------


def phrase(deadline: Deadline) -> str:
    """The phrase of the exporter: ``understood(phrase(deadline)).deadline == deadline``.

    Only a deadline that no plan can have, such as a range that ends before it begins, is not read back.
    """
    texts = [*_wordings(deadline)]
    return next((text for text in texts if _says(text, deadline)), texts[-1])


def _says(text: str, deadline: Deadline) -> bool:
    try:
        return understood(text).deadline == deadline
    except NotUnderstood:
        return False


def _wordings(deadline: Deadline) -> Iterator[str]:
    """The most natural first. There are several for names of papers only, some of which read like dates."""
    when, then = deadline.when, deadline.then
    heads = wordings(when) if isinstance(when, BySchedule | ByProgramme) else [_worded(when)]
    for head in heads:
        yield head if then is None else f"{head}, далее – {_worded_then(then)}"


def _worded(when: When) -> str:  # noqa: C901 - one line a kind
    match when:
        case Month(month):
            return _month(month).capitalize()
        case Months(months):
            return _list(months).capitalize()
        case Until(day):
            return f"До {day.day} {MONTHS_OF[day.month - 1]} {day.year} г."
        case AnnualMonth() | AnnualMonths() | AnnualUntil() | AnnualRange() | Annual():
            return _yearly(when)
        case Quarters(quarters):
            return _quarters(quarters)
        case Range(first, last):
            return _range(first, last).capitalize()
        case Year(year):
            return f"В течение {year} года"
        case WholePeriod(since, until):
            return f"В течение всего периода{_since(since)}{_until(until)}"
        case From(month):
            return _since(month).strip().capitalize()
        case Quarterly():
            return "Ежеквартально"
        case Monthly():
            return "Ежемесячно"
        case Continuous():
            return "Постоянно"
        case AsNeeded():
            return "По мере необходимости"
    return "Срок не задан"


def _worded_then(then: Onwards | AnnualMonth | AnnualUntil | AnnualRange) -> str:
    if then is Onwards.AS_NEEDED:
        return "по мере необходимости"
    if then is Onwards.WHOLE_PERIOD:
        return "в течение всего периода"
    return _yearly(then).lower()


def _yearly(when: When) -> str:
    match when:
        case AnnualMonth(month):
            return f"Ежегодно, {MONTHS[month - 1]}"
        case AnnualMonths(months):
            return f"Ежегодно: {', '.join(MONTHS[month - 1] for month in months)}"
        case AnnualUntil(month, day):
            return f"Ежегодно до {day} {MONTHS_OF[month - 1]}"
        case AnnualRange(first, last):
            return f"Ежегодно, {MONTHS[first - 1]}–{MONTHS[last - 1]}"
        case Annual(int(since), int(until)):
            return f"Ежегодно с {since} по {until} г."
        case Annual(int(since), None):
            return f"Ежегодно с {since} г."
        case Annual(None, int(until)):
            return f"Ежегодно по {until} г."
    return "Ежегодно"


def _month(month: YearMonth) -> str:
    return f"{MONTHS[month.month - 1]} {month.year} г."


def _list(months: Sequence[YearMonth]) -> str:
    """«Март, июнь, октябрь 2022 г.»: the year once if it is one."""
    if len({month.year for month in months}) > 1:
        return ", ".join(map(_month, months))
    return ", ".join([*(MONTHS[month.month - 1] for month in months[:-1]), _month(months[-1])])


def _range(first: YearMonth, last: YearMonth) -> str:
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]}–{_month(last)}"
    return f"{_month(first)} – {_month(last)}"


_ROMAN = ("I", "II", "III", "IV")


def _quarters(quarters: Sequence[YearQuarter]) -> str:
    first, last = quarters[0], quarters[-1]
    if first == last:
        return f"{_ROMAN[first.number - 1]} квартал {first.year} г."
    if first.year == last.year:
        return f"{_ROMAN[first.number - 1]}–{_ROMAN[last.number - 1]} кварталы {last.year} г."
    return f"{_ROMAN[first.number - 1]} квартал {first.year} г. – {_ROMAN[last.number - 1]} квартал {last.year} г."


def _since(month: YearMonth | None) -> str:
    return f" с {MONTHS_OF[month.month - 1]} {month.year} г." if month else ""


def _until(month: YearMonth | None) -> str:
    return f" по {_month(month)}" if month else ""
