"""The words of reports that are sent upward."""

import datetime

from bot.texts import concerns, labels, people, words
from bot.texts import report as numbers
from documents.long_tables import Part, Sheet, WideColumn
from documents.tables import Cell
from mentoring.free_text import Concern
from mentoring.organisations import Organisation
from mentoring.report import Section
from mentoring.report_bodies import Body, ExtraRow, Gap, share
from mentoring.report_rounds import RoundKind
from mentoring.roles import Level
from mentoring.sent_reports import (
    Line,
    OwnPage,
    ReportAct,
    ReportEvent,
    ReportState,
    SentReport,
    SumPage,
    WordsProblem,
)

UP: dict[Level, str] = {Level.MUNICIPALITY: "в муниципалитет", Level.REGION: "в регион"}

STATES: dict[ReportState, str] = {
    ReportState.NOT_SENT: "не отправлен",
    ReportState.SENT: "ждёт решения",
    ReportState.ACCEPTED: "принят",
    ReportState.RETURNED: "возвращён",
}

EVENTS: dict[ReportAct, str] = {
    ReportAct.SEND: "отправлен",
    ReportAct.CALL_BACK: "забрали обратно",
    ReportAct.ACCEPT: "принят",
    ReportAct.RETURN: "возвращён",
}

WRONG: dict[tuple[ReportAct, ReportState], str] = {
    (ReportAct.SEND, ReportState.SENT): "Отчёт уже отправлен.",
    (ReportAct.SEND, ReportState.ACCEPTED): "Отчёт уже принят.",
    (ReportAct.CALL_BACK, ReportState.NOT_SENT): "Отчёт уже забрали обратно.",
    (ReportAct.CALL_BACK, ReportState.ACCEPTED): "Отчёт уже принят, забрать его нельзя. Попросите вернуть его Вам.",
    (ReportAct.CALL_BACK, ReportState.RETURNED): "Отчёт уже вернули: исправьте и отправьте снова.",
    (ReportAct.ACCEPT, ReportState.NOT_SENT): "Отчёт забрали обратно, решать пока нечего.",
    (ReportAct.ACCEPT, ReportState.ACCEPTED): "Этот отчёт уже принят.",
    (ReportAct.ACCEPT, ReportState.RETURNED): "Этот отчёт уже вернули.",
    (ReportAct.RETURN, ReportState.NOT_SENT): "Отчёт забрали обратно, возвращать нечего.",
    (ReportAct.RETURN, ReportState.RETURNED): "Этот отчёт уже вернули.",
}

CLOSED = "Сбор закрыт: отправить или изменить уже ничего нельзя."
NOTHING_TO_SEND = "Пока не принят ни один отчёт снизу, отправлять нечего."
LOOK_AGAIN = "Пока экран был открыт, всё изменилось. Посмотрите ещё раз."
NOTE_CHANGED = "Пока Вы писали, отчёт изменили. Ваших слов в нём нет: посмотрите, что там сейчас, и пришлите их снова."

PROBLEMS: dict[WordsProblem, str] = {
    WordsProblem.EMPTY: "Пока пусто: напишите хотя бы слово.",
    WordsProblem.TOO_LONG: "Слишком длинно: до пятисот знаков.",
}

MOST_NAMES = 10
"""Names of places in a sentence; a screen holds no more of them."""

MOST_EVENTS = 6


def title(kind: RoundKind, year: int) -> str:
    """«Отчёт за апрель 2027»."""
    return titled(kind.name, year)


def titled(name: str, year: int) -> str:
    return f"Отчёт за {name} {year}"


def titles(kind: RoundKind, year: int) -> str:
    """«Отчёты за апрель 2027»."""
    return f"Отчёты за {kind.name} {year}"


def due(last: datetime.date, today: datetime.date) -> str:
    """«Срок — 30 апреля», with the year where it is another; past it says so."""
    told = words.day(last) if last.year == today.year else words.day_and_year(last)
    return words.stopped(f"Срок был {told}" if last < today else f"Срок — {told}")


def gap(which: Gap, number: int) -> str:
    match which:
        case Gap.NOBODY:
            return "Участников пока нет."
        case Gap.UNFINISHED:
            people_ = words.counted(number, "участника", "участников", "участников")
            return f"Нет анкеты у {people_}: в банке их ещё нет."
        case Gap.NO_MEETINGS:
            pairs = words.counted(number, "пара", "пары", "пар")
            return f"В работе {pairs}, а встреч за этот месяц не отмечено."
        case Gap.LATE:
            return f"Срок вышел у {words.counted(number, 'пары', 'пар', 'пар')}."
        case Gap.SILENT:
            return f"Нет ответов на итоговый опрос: {words.counted(number, 'человек', 'человека', 'человек')}."


def warned(seen: frozenset[Concern]) -> str | None:
    """Said below words that others will read; they are kept as they are."""
    if not seen:
        return None
    return f"⚠️ Похоже, здесь {concerns.listed(seen)}. Имена здесь не нужны: напишите, пожалуйста, иначе."


def event(one: ReportEvent) -> str:
    return f"{words.day(one.on)} — {EVENTS[one.act]}"


def history(events: tuple[ReportEvent, ...]) -> str | None:
    """Said where there is more than the one sending."""
    if len(events) < 2:
        return None
    return f"Как шёл: {', '.join(event(one) for one in events[-MOST_EVENTS:])}."


def named(places: tuple[str, ...]) -> str:
    """«Школа № 5, Школа № 6 и ещё 3»."""
    shown = [labels.shortened(name, 60) for name in places[:MOST_NAMES]]
    rest = len(places) - len(shown)
    return f"{', '.join(shown)} и ещё {rest}" if rest else words.listed(shown)


# -- numbers -----------------------------------------------------------------------------------------------------


def sections(body: Body, place: Organisation) -> tuple[Section, ...]:
    extras = [Section(one.title, tuple((row.label, value(row)) for row in one.rows)) for one in body.extras]
    return (*numbers.sections(body.as_report(place)), *extras)


def value(row: ExtraRow) -> str | int:
    """«9 из 12, 75 %», a number, or that there is none."""
    if row.hidden:
        return numbers.FEW
    if row.part is None:
        return numbers.NO_DATA
    if row.whole is None:
        return numbers.decimal(row.part)
    per_cent = share(row)
    if per_cent is None:
        return numbers.NO_DATA
    told = f"{numbers.decimal(row.part)} из {numbers.decimal(row.whole)}, {numbers.decimal(per_cent)}{words.NBSP}%"
    return told if row.target is None else f"{told} (цель {numbers.decimal(row.target)}{words.NBSP}%)"


def without(body: Body) -> tuple[str, ...]:
    """What is not in a sum: places with too few answers, each alone and together."""
    return tuple(
        f"Опрос, {people.PLURAL[role].lower()}: без {words.counted(few, 'отчёта', 'отчётов', 'отчётов')}, "
        "где меньше пяти ответов."
        for role, few in (body.few or {}).items()
    )


def in_sum(found: SumPage) -> tuple[str, ...]:
    """«В сумме 3 отчёта из 5, не хватает: …»."""
    page, body = found.page, found.body
    accepted = len(page.lines) - len(found.missing)
    told = f"В сумме {words.counted(accepted, 'отчёт', 'отчёта', 'отчётов')} из {len(page.lines)}"
    lines = [f"{told}, не хватает: {named(found.missing)}." if found.missing else f"{told}: приняты все."]
    if body is not None and page.kind.sums is not None:
        lines.append(schools(body))
    return tuple(lines)


def schools(body: Body) -> str:
    """Of a sum of sums."""
    assert body.made_of is not None  # noqa: S101 - a sum of sums has it
    told = f"Школы в этих отчётах: {body.made_of.reports} из {body.made_of.places}"
    return f"{told}, не хватает {body.made_of.missing}." if body.made_of.missing else f"{told}."


# -- files -------------------------------------------------------------------------------------------------------

SHEET = "Отчёты"


PLACE, NUMBER, SHARE = 26, 13, 18
"""Characters wide; the longest word of a heading fits."""


def table(found: SumPage) -> tuple[Part, ...]:
    """One row a place, then the sum of those that were accepted."""
    page = found.page
    extras = {row.key: row.label for body in _bodies(found) for one in body.extras for row in one.rows}
    columns = (
        *(
            WideColumn(f"c{number}", heading, NUMBER if number else PLACE)
            for number, heading in enumerate(numbers.HEADINGS)
        ),
        *(WideColumn(f"x_{key}", label, SHARE) for key, label in extras.items()),
        WideColumn("state", "Отчёт", SHARE),
        WideColumn("on", "Числа на", NUMBER),
    )
    rows = [_row(line, tuple(extras)) for line in page.lines]
    if found.body is not None:
        told = f"в сумме {len(page.lines) - len(found.missing)} из {len(page.lines)}"
        sum_ = _numbers(found.body, page.place, tuple(extras))
        rows.append(("Всего по принятым", *sum_[1:], told, None))
    head = f"{titles(page.kind, page.round.year)}. {page.place.name}, на {words.numeric(page.today)}"
    return Sheet(SHEET, columns, head), tuple(rows)


def _bodies(found: SumPage) -> tuple[Body, ...]:
    return found.page.accepted()


def _row(line: Line, extras: tuple[str, ...]) -> tuple[Cell, ...]:
    """The numbers of what was accepted; of anything else how far it is."""
    report = line.report
    if report is None or report.body is None or report.state is not ReportState.ACCEPTED:
        empty: tuple[Cell, ...] = (None,) * (len(numbers.HEADINGS) - 1 + len(extras))
        return (line.place.name, *empty, TABLE_STATES[line.state], None)
    return (*_numbers(report.body, line.place, extras), TABLE_STATES[line.state], report.body.on)


TABLE_STATES = STATES | {ReportState.NOT_SENT: "не прислан"}


def _numbers(body: Body, place: Organisation, extras: tuple[str, ...]) -> tuple[Cell, ...]:
    (row,) = numbers.table(body.as_report(place))
    known = {found.key: found for one in body.extras for found in one.rows}
    return (*row, *(value(known[key]) if key in known else numbers.NO_DATA for key in extras))


def file_name(kind: RoundKind, year: int, on: datetime.date, ending: str, *, several: bool = False) -> str:
    """«Отчёт_за_апрель_2027_2027-04-21.docx»."""
    named = titles(kind, year) if several else title(kind, year)
    return f"{named.replace(' ', '_')}_{on:%Y-%m-%d}.{ending}"


OWN_TITLE = "Отчёт о программе наставничества"


def under(page: OwnPage) -> tuple[str, ...]:
    """Below the title of the paper."""
    assert page.body is not None  # noqa: S101 - without numbers there is no paper
    return (
        page.place.name,
        f"на {words.day_and_year(page.body.on)}",
        *([] if page.frozen else ["Не отправлен: числа ещё меняются."]),
        *([f"Нет в сумме: {named(page.missing)}."] if page.missing else []),
        *([f"Пояснение: {page.body.note}"] if page.body.note else []),
    )


def state(report: SentReport | None, events: tuple[ReportEvent, ...]) -> str:
    """«ждёт решения с 20 апреля», «возвращён 21 апреля»."""
    if report is None or not events:
        return STATES[ReportState.NOT_SENT]
    day = words.day(events[-1].on)
    if report.state is ReportState.SENT:
        return f"{STATES[report.state]} с {day}"
    if report.state is ReportState.NOT_SENT:
        return f"{STATES[report.state]}, забрали обратно {day}"
    return f"{STATES[report.state]} {day}"
