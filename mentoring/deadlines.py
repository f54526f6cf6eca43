"""When an item of a road map is due: the deadline of a plan in its normal form (road-map schema, domain report 1).

A deadline is kept as written; this is what it means. Days are those of whoever has to do the item: a deadline ends at
23:59 of its day, by the organisation's own clock.
"""

import calendar as months_of_a_year
import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import Any

from mentoring.calendar import DAY, Calendar

MONTHS_OF_QUARTER = 3

FAR = 10
"""Years after which nobody looks for the first occasion any more."""

WITHIN = datetime.timedelta(days=31)
"""«До 15 мая» says nothing of a beginning: it is work of the last month, as «май» would be."""


class NotADeadline(Exception):
    """The value is no normal form; the text names what is wrong with it, for whoever edits the data."""


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    year: int
    month: int

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, months_of_a_year.monthrange(self.year, self.month)[1])

    def moved(self, years: int) -> "YearMonth":
        return YearMonth(self.year + years, self.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def of(cls, day: datetime.date) -> "YearMonth":
        return cls(day.year, day.month)


@dataclass(frozen=True, slots=True, order=True)
class YearQuarter:
    """``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> YearMonth:
        return YearMonth(self.year, MONTHS_OF_QUARTER * (self.number - 1) + 1)

    @property
    def last(self) -> YearMonth:
        return YearMonth(self.year, MONTHS_OF_QUARTER * self.number)

    def moved(self, years: int) -> "YearQuarter":
        return YearQuarter(self.year + years, self.number)

    def __str__(self) -> str:
        return f"{self.year:04}Q{self.number}"


@dataclass(frozen=True, slots=True)
class Month:
    """«Апрель 2022 г.»: done by the end of the month."""

    month: YearMonth


@dataclass(frozen=True, slots=True)
class Months:
    """«Март Июнь Октябрь»: once in each of them."""

    months: tuple[YearMonth, ...]


@dataclass(frozen=True, slots=True)
class Until:
    """«До 29 апреля 2022 г.», that day included."""

    day: datetime.date


@dataclass(frozen=True, slots=True)
class AnnualMonth:
    """«Ежегодно, май»: in that month of every year of the plan."""

    month: int


@dataclass(frozen=True, slots=True)
class AnnualMonths:
    """«2 раза в год (май, декабрь)»: once in each of these months of every year; usual in other plans."""

    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnnualUntil:
    """«Ежегодно до 15 мая»: not in the five seeds, usual in other plans."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class AnnualRange:
    """«Ежегодно, сентябрь–октябрь»: by the end of the last month; one that is earlier than the first is next year's."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Annual:
    """«Ежегодно»: every year, the month is not said. ``first`` and ``last`` are years; None is the plan's own."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Quarters:
    """«III–IV квартал 2022 г.»: one or several in a row, done by the end of the last."""

    quarters: tuple[YearQuarter, ...]


@dataclass(frozen=True, slots=True)
class Quarterly:
    """«Ежеквартально»."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """«Ежемесячно»."""


@dataclass(frozen=True, slots=True)
class Range:
    """«Апрель–декабрь 2022 г.»: done by the end of the last month."""

    first: YearMonth
    last: YearMonth


@dataclass(frozen=True, slots=True)
class Year:
    """«В течение 2022 года»."""

    year: int


@dataclass(frozen=True, slots=True)
class WholePeriod:
    """«В течение всего периода»; without months of its own the period is the plan's."""

    first: YearMonth | None = None
    last: YearMonth | None = None


@dataclass(frozen=True, slots=True)
class From:
    """«С октября 2021 г.»: an activity that is open from then on."""

    month: YearMonth


@dataclass(frozen=True, slots=True)
class Continuous:
    """«Постоянно»."""


@dataclass(frozen=True, slots=True)
class BySchedule:
    """«По отдельному графику»: the days come from another plan, ``of`` names it."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class ByProgramme:
    """«В соответствии со сроками реализации программ наставничества»: the days come from each pair's programme."""

    of: str = ""


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """«По запросу», «при необходимости»: whenever somebody asks for it, so it cannot be late."""


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """The document has none: «срок не задан», the organisation sets it."""


When = (
    Month
    | Months
    | Until
    | AnnualMonth
    | AnnualMonths
    | AnnualUntil
    | AnnualRange
    | Annual
    | Quarters
    | Quarterly
    | Monthly
    | Range
    | Year
    | WholePeriod
    | From
    | Continuous
    | BySchedule
    | ByProgramme
    | AsNeeded
    | NoDeadline
)


class Onwards(StrEnum):
    """What follows the first date, where it is no date itself."""

    AS_NEEDED = auto()
    WHOLE_PERIOD = auto()


Then = Onwards | AnnualMonth | AnnualUntil | AnnualRange | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """``then``: «Октябрь 2021 г. Далее – по мере необходимости»."""

    when: When
    then: Then = None


NONE = Deadline(NoDeadline())


@dataclass(frozen=True, slots=True)
class Period:
    """The days a plan is for; ``last`` is None for a plan without an end, such as a region's «с 2022 г.»."""

    first: datetime.date
    last: datetime.date | None = None

    def years(self, until: datetime.date) -> range:
        return range(self.first.year, min(self.last or until, until).year + 1)

    def moved(self, years: int) -> "Period":
        return Period(_moved_day(self.first, years), None if self.last is None else _moved_day(self.last, years))


# -- the normal form as data -------------------------------------------------------------------------------------


def read(norm: Mapping[str, Any]) -> Deadline:
    """``{"month": "2022-04"}`` and its like (``norm`` of the road-map schema). Raises NotADeadline."""
    then = _read_then(norm["then"]) if "then" in norm else None
    kinds = [key for key in norm if key != "then"]
    if len(kinds) != 1:
        raise NotADeadline(f"срок должен называть ровно один вид, а не {', '.join(kinds) or 'ничего'}")
    try:
        return Deadline(_READ[kinds[0]](norm[kinds[0]]), then)
    except KeyError as error:
        raise NotADeadline(f"вида срока «{kinds[0]}» нет") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise NotADeadline(f"{kinds[0]}: не читается «{norm[kinds[0]]}»") from error


def _read_then(value: Any) -> Then:
    if isinstance(value, Mapping):
        found = read(value).when
        if isinstance(found, AnnualMonth | AnnualUntil | AnnualRange):
            return found
    elif value in set(Onwards):
        return Onwards(value)
    raise NotADeadline(f"then: не читается «{value}»")


def _month(text: str) -> YearMonth:
    year, month = str(text).split("-")
    found = YearMonth(int(year), int(month))
    found.first_day  # noqa: B018 - raises ValueError for a month that is none
    return found


def _quarter(text: str) -> YearQuarter:
    year, number = str(text).split("Q")
    if number not in {"1", "2", "3", "4"}:
        raise ValueError(text)
    return YearQuarter(int(year), int(number))


def _number_of_month(value: Any) -> int:
    if isinstance(value, bool) or int(value) not in range(1, 13):
        raise ValueError(value)
    return int(value)


def _annual_until(text: str) -> AnnualUntil:
    month, day = (int(part) for part in str(text).split("-"))
    datetime.date(2024, month, day)  # a leap year: 29 February is a day
    return AnnualUntil(month, day)


def _annual(value: Any) -> Annual:
    return Annual() if value is True else Annual(value.get("from"), value.get("to"))


def _whole_period(value: Any) -> WholePeriod:
    return WholePeriod() if value is True else WholePeriod(*(None if part is None else _month(part) for part in value))


def _flat(kind: type[Any]) -> Any:
    def of(value: Any) -> Any:
        if value is not True:
            raise ValueError(value)
        return kind()

    return of


_READ: dict[str, Any] = {
    "month": lambda value: Month(_month(value)),
    "months": lambda value: Months(tuple(map(_month, value))),
    "until": lambda value: Until(datetime.date.fromisoformat(str(value))),
    "annual_month": lambda value: AnnualMonth(_number_of_month(value)),
    "annual_months": lambda value: AnnualMonths(tuple(map(_number_of_month, value))),
    "annual_until": _annual_until,
    "annual_range": lambda value: AnnualRange(*map(_number_of_month, value)),
    "annual": _annual,
    "quarter": lambda value: Quarters((_quarter(value),)),
    "quarters": lambda value: Quarters(tuple(map(_quarter, value))),
    "quarterly": _flat(Quarterly),
    "monthly": _flat(Monthly),
    "range": lambda value: Range(*map(_month, value)),
    "year": lambda value: Year(int(value)),
    "whole_period": _whole_period,
    "from": lambda value: From(_month(value)),
    "continuous": _flat(Continuous),
    "by_schedule": lambda value: BySchedule("" if value is True else str(value)),
    "by_programme": lambda value: ByProgramme("" if value is True else str(value)),
    "as_needed": _flat(AsNeeded),
    "none": _flat(NoDeadline),
}


def written(deadline: Deadline) -> dict[str, Any]:
    """The opposite of :func:`read`, ready for JSON."""
    norm = _written_when(deadline.when)
    if isinstance(deadline.then, Onwards):
        norm["then"] = deadline.then.value
    elif deadline.then is not None:
        norm["then"] = _written_when(deadline.then)
    return norm


def _written_when(when: When) -> dict[str, Any]:  # noqa: C901 - one line a kind
    match when:
        case Month(month):
            return {"month": str(month)}
        case Months(found):
            return {"months": [str(month) for month in found]}
        case Until(day):
            return {"until": day.isoformat()}
        case AnnualMonth(number):
            return {"annual_month": number}
        case AnnualMonths(numbers):
            return {"annual_months": [*numbers]}
        case AnnualUntil(number, day_of_month):
            return {"annual_until": f"{number:02}-{day_of_month:02}"}
        case AnnualRange(first_number, last_number):
            return {"annual_range": [first_number, last_number]}
        case Annual(first_year, last_year):
            said = {"from": first_year, "to": last_year}
            return {"annual": {key: year for key, year in said.items() if year is not None} or True}
        case Quarters((only,)):
            return {"quarter": str(only)}
        case Quarters(several):
            return {"quarters": [str(quarter) for quarter in several]}
        case Range(first, last):
            return {"range": [str(first), str(last)]}
        case Year(year):
            return {"year": year}
        case WholePeriod(None, None):
            return {"whole_period": True}
        case WholePeriod(since, until):
            return {"whole_period": [None if part is None else str(part) for part in (since, until)]}
        case From(month):
            return {"from": str(month)}
        case BySchedule(of):
            return {"by_schedule": of or True}
        case ByProgramme(of):
            return {"by_programme": of or True}
        case _:
            return {_FLAT[type(when)]: True}


_FLAT: dict[type[Any], str] = {
    Quarterly: "quarterly",
    Monthly: "monthly",
    Continuous: "continuous",
    AsNeeded: "as_needed",
    NoDeadline: "none",
}


# -- another year ------------------------------------------------------------------------------------------------


def moved(deadline: Deadline, years: int) -> Deadline:
    """The same deadline so many years later: templates were written for years that are over."""
    return replace(deadline, when=_moved(deadline.when, years))


def _moved(when: When, years: int) -> When:
    match when:
        case Month(month):
            return Month(month.moved(years))
        case Months(found):
            return Months(tuple(month.moved(years) for month in found))
        case Until(day):
            return Until(_moved_day(day, years))
        case Annual(first_year, last_year):
            return Annual(*(None if year is None else year + years for year in (first_year, last_year)))
        case Quarters(several):
            return Quarters(tuple(quarter.moved(years) for quarter in several))
        case Range(first, last):
            return Range(first.moved(years), last.moved(years))
        case Year(year):
            return Year(year + years)
        case WholePeriod(since, until):
            return WholePeriod(*(None if part is None else part.moved(years) for part in (since, until)))
        case From(month):
            return From(month.moved(years))
        case _:
            return when


def _moved_day(day: datetime.date, years: int) -> datetime.date:
    """29 February of a leap year becomes the 28th of another."""
    last = YearMonth(day.year + years, day.month).last_day
    return last.replace(day=min(day.day, last.day))


# -- occasions ---------------------------------------------------------------------------------------------------


class OccasionKind(StrEnum):
    """What may be asked of an occasion.

    DATED is done once by its day. UNDATED has no day yet: somebody has to name it. ONGOING is looked at month by
    month and ends with the plan. AS_NEEDED cannot be late.
    """

    DATED = auto()
    UNDATED = auto()
    ONGOING = auto()
    AS_NEEDED = auto()


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that an item is to be done. ``number`` stays the same when the deadline is moved.

    ``due`` is None while no day is known; ``limit`` is the last day there can be then, None in a plan without an end.
    """

    number: int
    kind: OccasionKind
    starts: datetime.date
    due: datetime.date | None
    limit: datetime.date | None

    @property
    def last_day(self) -> datetime.date | None:
        return self.due or self.limit


def occasions(deadline: Deadline, period: Period, until: datetime.date) -> tuple[Occasion, ...]:
    """All occasions of an item in the period; those of a plan without an end up to the year of ``until``.

    Where that year has none yet, the first that comes after it: «ежегодно, май» of a plan that begins in September.
    """
    found = _occasions(deadline, period, until)
    if found or period.last is not None:
        return found
    later = (_occasions(deadline, period, datetime.date(until.year + years, 12, 31)) for years in range(1, FAR))
    return next((first[:1] for first in later if first), ())


def _occasions(deadline: Deadline, period: Period, until: datetime.date) -> tuple[Occasion, ...]:
    spans = [*_spans(deadline.when, period, until)]
    if deadline.then is None:
        return tuple(_numbered(spans))
    if isinstance(deadline.then, Onwards):
        kind = OccasionKind.AS_NEEDED if deadline.then is Onwards.AS_NEEDED else OccasionKind.ONGOING
        begun = spans[-1].last_day if spans else period.first
        if isinstance(deadline.when, From):
            return tuple(_numbered([replace(one, kind=kind) for one in spans]))
        return tuple(_numbered([*spans, Occasion(0, kind, (begun or period.first) + DAY, None, period.last)]))
    since = max((one.last_day or period.first for one in spans), default=period.first)
    later = [one for one in _spans(deadline.then, period, until) if one.due is not None and one.due.year > since.year]
    return tuple(_numbered([*spans, *later]))


def _numbered(found: Iterable[Occasion]) -> Iterator[Occasion]:
    return (replace(one, number=number) for number, one in enumerate(found, 1))


def _dated(starts: datetime.date, due: datetime.date) -> Occasion:
    return Occasion(0, OccasionKind.DATED, min(starts, due), due, due)


def _spans(when: When, period: Period, until: datetime.date) -> Iterator[Occasion]:  # noqa: C901 - one line a kind
    first, years = period.first, period.years(until)
    match when:
        case Month(month):
            yield _dated(month.first_day, month.last_day)
        case Months(found):
            yield from (_dated(month.first_day, month.last_day) for month in found)
        case Until(day):
            yield _dated(max(first, day - WITHIN), day)
        case Quarters(several):
            yield _dated(several[0].first.first_day, several[-1].last.last_day)
        case Range(since, last):
            yield _dated(since.first_day, last.last_day)
        case Year(year):
            yield _dated(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        case AnnualMonth() | AnnualMonths() | AnnualUntil() | AnnualRange() | Monthly() | Quarterly():
            # Those that are over before the plan begins, or would come after its end, are none of its own.
            yield from (one for one in _repeated(when, years) if _within(one.last_day, period))
        case Annual(first_year, last_year):
            for year in years:
                if (first_year or year) <= year <= (last_year or year):
                    starts = max(datetime.date(year, 1, 1), first)
                    last_of_year = min(datetime.date(year, 12, 31), period.last or datetime.date.max)
                    yield Occasion(0, OccasionKind.UNDATED, starts, None, last_of_year)
        case WholePeriod(began, ends):
            starts = began.first_day if began else first
            yield Occasion(0, OccasionKind.ONGOING, starts, None, ends.last_day if ends else period.last)
        case From(month):
            yield Occasion(0, OccasionKind.ONGOING, month.first_day, None, period.last)
        case Continuous() | ByProgramme():
            yield Occasion(0, OccasionKind.ONGOING, first, None, period.last)
        case AsNeeded():
            yield Occasion(0, OccasionKind.AS_NEEDED, first, None, period.last)
        case BySchedule() | NoDeadline():
            yield Occasion(0, OccasionKind.UNDATED, first, None, period.last)


def _within(day: datetime.date | None, period: Period) -> bool:
    return day is not None and period.first <= day <= (period.last or day)


def _repeated(when: When, years: range) -> Iterator[Occasion]:
    for year in years:
        match when:
            case AnnualMonth(number):
                month = YearMonth(year, number)
                yield _dated(month.first_day, month.last_day)
            case AnnualMonths(numbers):
                months = [YearMonth(year, number) for number in numbers]
                yield from (_dated(month.first_day, month.last_day) for month in months)
            case AnnualUntil(number, day_of_month):
                last = YearMonth(year, number).last_day
                due = last.replace(day=min(day_of_month, last.day))
                yield _dated(due - WITHIN, due)
            case AnnualRange(first_number, last_number):
                ends = YearMonth(year + (last_number < first_number), last_number)
                yield _dated(YearMonth(year, first_number).first_day, ends.last_day)
            case Monthly():
                yield from (_dated(YearMonth(year, n).first_day, YearMonth(year, n).last_day) for n in range(1, 13))
            case Quarterly():
                found = [YearQuarter(year, number) for number in range(1, 5)]
                yield from (_dated(one.first.first_day, one.last.last_day) for one in found)


def remind_by(day: datetime.date, days: Calendar) -> datetime.date:
    """The last working day that is not later: the deadline itself stays where it was written."""
    while not days.works(day):
        day -= DAY
    return day
