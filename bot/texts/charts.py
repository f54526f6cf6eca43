"""Charts in words: what stands in the picture, and the same numbers as lines for whoever does not see it."""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.texts import pairs, people, words
from bot.texts.report import NO_DATA
from mentoring.charts import Bar, Bars, BeforeAfter, Change, Chart, Head, Layer, Number, Part, Stacked
from mentoring.organisations import Organisation
from mentoring.pair_cards import Stage
from mentoring.pairs_by_month import PairsByMonth
from mentoring.question_means import QuestionMeans
from mentoring.roles import Level, Role
from mentoring.statistics import Funnel, Joined

BEST = 10.0
"""The best answer to a scale."""

SUM = "сумма по всем организациям ниже"

NOBODY = "Ни наставников, ни наставляемых пока не приглашали."
NO_PAIRS = "В этом учебном году открытых пар пока не было."

LAYERS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("Согласие и приказ", (Stage.OFFERED, Stage.ORDER)),
    ("Знакомство и проба", (Stage.ACQUAINTANCE, Stage.TRIAL)),
    (pairs.STAGES[Stage.PLAN], (Stage.PLAN,)),
    (pairs.STAGES[Stage.WORK], (Stage.WORK,)),
    (pairs.STAGES[Stage.FINAL], (Stage.FINAL,)),
    (pairs.STAGES[Stage.PAUSE], (Stage.PAUSE,)),
)
"""No more of them than can be told apart in grey print. Pairs that are closed are left out."""


# -- what is drawn ---------------------------------------------------------------------------------------------------


def joined(found: Joined) -> Bars:
    """From the invitation to the questionnaire, mentees and mentors apart."""
    parts = [_steps(role, found.funnels[role]) for role in (Role.MENTEE, Role.MENTOR) if role in found.funnels]
    note = "Кто участвует в двух ролях, посчитан в каждой." if len(parts) > 1 else None
    return Bars(Head("Воронка приглашений", (*_place(found.organisation), _on(found.on)), note), tuple(parts))


def _steps(role: Role, funnel: Funnel) -> Part:
    steps = (
        ("Приглашены", funnel.invited),
        ("Открыли приглашение", funnel.opened),
        ("Участвуют", funnel.agreed),
        ("Начали анкету", funnel.began),
        ("Закончили анкету", funnel.finished),
    )
    return Part(people.PLURAL[role], tuple(Bar(label, _count(number)) for label, number in steps))


def pairs_by_month(found: PairsByMonth) -> Stacked:
    """How many pairs stood where at the end of each month; a stage where nobody ever stood is left out."""
    layers = [
        Layer(label, tuple(sum(month.get(stage, 0) for stage in together) for month in found.stages))
        for label, together in LAYERS
    ]
    first, last = found.days[0].year, found.days[-1]
    year = first if found.days[0].month >= 9 else first - 1
    return Stacked(
        Head(
            "Пары по месяцам",
            (*_place(found.organisation), f"{year}/{year + 1} учебный год, {_on(last)}"),
            "На конец каждого месяца. Закрытые пары не считаются.",
        ),
        tuple(words.MONTH_NAMES[day.month - 1] for day in found.days),
        tuple(layer for layer in layers if any(layer.numbers)),
    )


def satisfaction(found: QuestionMeans) -> Bars:
    """The mean answer to each question; nothing where that would tell of too few."""
    told = [Bar(one.short, _measured(one.mean)) for one in (found.questions if found.told else ())]
    return Bars(
        Head(
            f"Оценки: {people.PLURAL[found.role].lower()}",
            (*_place(found.organisation), _on(found.on), f"{_answers(found.answered)} из {found.asked}"),
            "Средняя оценка от 1 до 10.",
        ),
        (Part(None, tuple(told)),),
        BEST,
    )


def why_untold(found: QuestionMeans) -> str:
    """Of a chart without numbers."""
    if not found.answered:
        return "Ответов в этом учебном году ещё нет."
    if found.hidden:
        return "Ответили меньше пяти человек: средние оценки выдали бы, кто что ответил."
    return "В соседней организации ответили меньше пяти человек: оценки видны только вместе, уровнем выше."


@dataclass(frozen=True, slots=True)
class PlanAndFact:
    """One indicator; ``unit`` is written after its numbers («%»). None: there is no number, or no target."""

    label: str
    fact: float | None
    target: float | None
    unit: str = ""


def indicators(organisation: Organisation, period: str, found: Iterable[PlanAndFact]) -> Bars:
    """Each on a scale of its own, for they are not of one kind."""
    return Bars(
        Head("Показатели и цели", (*_place(organisation), period)), (Part(None, tuple(map(_indicator, found))),)
    )


def _indicator(found: PlanAndFact) -> Bar:
    target = None if found.target is None else _measured(found.target, found.unit)
    return Bar(found.label, _measured(found.fact, found.unit), target, _top(found))


def _top(found: PlanAndFact) -> float:
    """Shares end at 100 %; what has no target has nothing to be measured by, and so no bar."""
    if found.unit == "%":
        return 100.0
    largest = 0.0 if found.target is None else max(found.fact or 0.0, found.target)
    return largest or math.inf


@dataclass(frozen=True, slots=True)
class Compared:
    """Means of the answers of the same people to one question before and after; ``people`` have answered both."""

    label: str
    before: float | None
    after: float | None
    people: int


def before_after(
    organisation: Organisation, title: str, period: str, found: Sequence[Compared], top: float = BEST
) -> BeforeAfter:
    """``title`` says whose answers they are."""
    return BeforeAfter(
        Head(title, (*_place(organisation), period), "Средние ответы тех, кто ответил оба раза."),
        tuple(Change(one.label, _measured(one.before), _measured(one.after), _difference(one)) for one in found),
        top,
    )


def _difference(one: Compared) -> str:
    if one.before is None or one.after is None:
        return NO_DATA
    change = round(one.after - one.before, 2)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    counted = words.counted(one.people, "человек", "человека", "человек")
    # No comma: «0, 5 человек» reads as a half.
    return f"{sign}{written(abs(change))} · {counted}"


def _place(here: Organisation) -> tuple[str, ...]:
    return (here.name,) if here.level is Level.ORGANISATION else (here.name, SUM)


def _on(day: datetime.date) -> str:
    return f"на {words.day_and_year(day)}"


def _answers(number: int) -> str:
    return words.counted(number, "ответ", "ответа", "ответов")


def _count(number: int) -> Number:
    return Number(float(number), written(number))


def written(number: float) -> str:
    """«8,4», «12 345», to a hundredth, never torn apart."""
    digits = f"{number:,.2f}".rstrip("0").rstrip(".")
    return digits.replace(",", words.NBSP).replace(".", ",")


def _measured(value: float | None, unit: str = "") -> Number:
    if value is None:
        return Number(None, NO_DATA)
    return Number(value, f"{written(value)}{words.NBSP}{unit}" if unit else written(value))


# -- what is said ----------------------------------------------------------------------------------------------------


def as_text(chart: Chart) -> tuple[str, ...]:
    """The numbers of a picture, line by line; an empty one parts what does not belong together."""
    match chart:
        case Bars():
            found = [line for part in chart.parts for line in _part(part)]
            found = found[1:] if found[:1] == [""] else found
        case Stacked():
            found = [_row(chart, row) for row in range(len(chart.rows))]
        case BeforeAfter():
            found = [_change(one) for one in chart.changes]
    return tuple(found)


def _part(part: Part) -> list[str]:
    bars = [_bar(bar) for bar in part.bars]
    return bars if part.title is None else ["", f"{part.title}:", *bars]


def _bar(bar: Bar) -> str:
    said = f"{bar.label} — {bar.number.told}"
    return said if bar.target is None else f"{said}, цель {bar.target.told}"


def _row(chart: Stacked, row: int) -> str:
    counted = [
        f"{words.inside(layer.label)} {written(layer.numbers[row])}" for layer in chart.layers if layer.numbers[row]
    ]
    together = f"{chart.rows[row]} — {written(chart.totals[row])}"
    return f"{together}: {', '.join(counted)}" if counted else together


def _change(one: Change) -> str:
    if one.before.value is None or one.after.value is None:
        return f"{one.label} — {NO_DATA}"
    return f"{one.label} — до {one.before.told}, после {one.after.told} ({one.told})"
