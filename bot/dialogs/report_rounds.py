"""A round of reports as whoever collects them sees it: who has sent, who has not, what they come to."""

from bot.dialogs import report_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.sent_reports import proves, section, to_item
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, noted, paged, progress, turning
from bot.texts import labels, words
from bot.texts import sent_reports as said
from mentoring.free_text import Concern
from mentoring.organisations import Organisation
from mentoring.roles import Level
from mentoring.sent_reports import (
    Line,
    OnePage,
    ReportAct,
    ReportState,
    RoundPage,
    Shelf,
    SumPage,
    ToOpen,
    WordsProblem,
    may_act,
)

MENU = Button("Меню", Open("menu"))

LABEL = 36
PAGE = 6

TODAY_ALREADY = "Сегодня им уже напомнили"

SHELVES: dict[Shelf, str] = {
    Shelf.WAITING: "Ждут решения",
    Shelf.MISSING: "Не отправили",
    Shelf.ACCEPTED: "Приняты",
}


def open_asked(place: Organisation, one: ToOpen) -> Screen:
    """The one question before those below are written to."""
    sure = to.OpenRound(place.id, one.kind.key, one.year, sure=True)
    return Screen(
        lines(
            bold(f"Собрать отчёты за {one.kind.name} {one.year}?"),
            place.name,
            "",
            markup(
                "Бот попросит отчёт у {places}. Срок — {day}",
                places=words.counted(one.places, *_ASKED[one.kind.sender]),
                day=words.day_and_year(one.due),
            ),
            "Кто не отправит, получит напоминания за несколько рабочих дней до срока.",
        ),
        ((Button("Открыть сбор", sure),), (Button("Не сейчас", to.Reports(place.id)), MENU)),
    )


_ASKED: dict[Level, tuple[str, str, str]] = {
    Level.ORGANISATION: ("школы", "школ", "школ"),
    Level.MUNICIPALITY: ("муниципалитета", "муниципалитетов", "муниципалитетов"),
}


def round_page(page: RoundPage, note: str | None = None) -> Screen:
    """How many have sent, and what is to be done about the others."""
    here, number = page.round.id, {shelf: len(page.on(shelf)) for shelf in Shelf}
    lists = [Button(f"{SHELVES[one]} · {number[one]}", to.Shelved(here, one)) for one in Shelf if number[one]]
    screen = Screen(
        lines(
            *_head(page),
            "",
            f"{progress(page.sent, len(page.lines))} отправили {page.sent} из {len(page.lines)}"
            if page.lines
            else "Ниже никого нет.",
            *(f"{SHELVES[one]} — {number[one]}" for one in Shelf if number[one]),
            *_unled(page),
        ),
        (*column([*lists, Button("Сумма и таблица", to.Sum(here)), *_acts(page)]), _back(page)),
    )
    return noted(screen, note)


def _head(page: RoundPage) -> list[Html | str]:
    return [
        bold(said.titles(page.kind, page.round.year)),
        page.place.name,
        said.due(page.round.due, page.today) if page.round.open else "Сбор закрыт.",
    ]


def _unled(page: RoundPage) -> list[str]:
    unled = tuple(line.place.name for line in page.on(Shelf.MISSING) if not line.led)
    if not unled:
        return []
    return ["", f"В боте некому отправить: {said.named(unled)}. Пригласите туда тех, кто ведёт программу."]


def _acts(page: RoundPage) -> list[Button]:
    here = page.round.id
    if not page.round.open:
        return [Button("Открыть сбор снова", to.SetClosed(here, closed=False))]
    found = []
    if waiting := len(page.on(Shelf.WAITING)):
        found.append(Button(f"Принять все · {waiting}", to.AcceptAll(here)))
    if page.on(Shelf.MISSING):
        found.append(Button("Напомнить не отправившим", to.RemindAll(here)))
    return [*found, Button("Закрыть сбор", to.SetClosed(here, closed=True))]


def _back(page: RoundPage) -> tuple[Button, ...]:
    return Button("Отчёты", to.Reports(page.place.id)), MENU


def reminded(organisations: int) -> str:
    """A toast."""
    if not organisations:
        return TODAY_ALREADY
    verb = words.plural(organisations, "получит", "получат", "получат")
    return f"Напоминание {verb} {words.counted(organisations, 'организация', 'организации', 'организаций')}"


def close_asked(page: RoundPage, *, closed: bool) -> Screen:
    here, missing = page.round.id, len(page.on(Shelf.MISSING))
    waiting = len(page.on(Shelf.WAITING))
    told = "После этого отчёты не отправить, не забрать и не принять. Принятые останутся как есть."
    return Screen(
        lines(
            bold("Закрыть сбор?" if closed else "Открыть сбор снова?"),
            said.titles(page.kind, page.round.year),
            "",
            told if closed else "Отчёты снова можно будет отправлять и принимать.",
            f"Ещё не отправили: {missing}." if closed and missing else None,
            f"Ждут Вашего решения: {waiting}." if closed and waiting else None,
        ),
        (
            (Button("Закрыть" if closed else "Открыть", to.SetClosed(here, closed=closed, sure=True)),),
            (Button("Назад", to.Round(here)), MENU),
        ),
    )


def accept_all_asked(page: RoundPage) -> Screen:
    waiting = page.on(Shelf.WAITING)
    return Screen(
        lines(
            bold(f"Принять {words.counted(len(waiting), 'отчёт', 'отчёта', 'отчётов')}?"),
            said.titles(page.kind, page.round.year),
            "",
            f"{said.named(tuple(line.place.name for line in waiting))}.",
            "Принятые войдут в сумму. Если потом найдётся ошибка, отчёт можно вернуть.",
        ),
        (
            (Button("Принять все", to.AcceptAll(page.round.id, page.seal)),),
            (Button("Назад", to.Round(page.round.id)), MENU),
        ),
    )


# -- lists -------------------------------------------------------------------------------------------------------


def shelf(page: RoundPage, which: Shelf, at: int = 0) -> Screen:
    found = page.on(which)
    part = paged(len(found), at, PAGE)
    shown = found[part.first : part.last]
    buttons = [
        Button(labels.organisation(line.place.name, LABEL), to.Sent(line.report.id))
        for line in shown
        if line.report is not None and line.state is not ReportState.NOT_SENT
    ]
    return Screen(
        lines(
            bold(f"{SHELVES[which]}: {len(found)}"),
            said.titles(page.kind, page.round.year),
            "",
            *([_line(line) for line in shown] or [markup("Никого.")]),
        ),
        (
            *column(buttons),
            *turning(part, lambda to_: to.Shelved(page.round.id, which, to_)),
            (Button("Назад", to.Round(page.round.id)), MENU),
        ),
    )


def _line(line: Line) -> Html:
    tail = "" if line.led else ", отправить некому"
    return markup("• {name} — {state}{tail}", name=line.place.name, state=said.STATES[line.state], tail=tail)


# -- the sum -----------------------------------------------------------------------------------------------------


def total(found: SumPage) -> Screen:
    page, body = found.page, found.body
    told: list[Html | str] = ["", *said.in_sum(found)]
    if body is None:
        told = ["", "Принятых отчётов пока нет. Сумма складывается только из них."]
    else:
        told += [*said.without(body), *(row for part in said.sections(body, page.place) for row in section(part))]
    return Screen(
        lines(
            bold("Сумма принятых отчётов"),
            said.titles(page.kind, page.round.year),
            page.place.name,
            *told,
            *proves(found.proves),
        ),
        (
            (Button("Таблица XLSX", to.SumFile(page.round.id)),),
            *([] if found.proves is None else [(to_item(found.proves),)]),
            (Button("Назад", to.Round(page.round.id)), MENU),
        ),
    )


# -- one report --------------------------------------------------------------------------------------------------


def one(page: OnePage, note: str | None = None) -> Screen:
    """The frozen numbers, and the word about them."""
    return noted(
        Screen(
            lines(
                bold(said.title(page.kind, page.round.year)),
                page.place.name,
                markup("Состояние: <b>{state}</b>", state=said.state(page.report, page.history)),
                *_comment(page),
                said.history(page.history),
                *_frozen(page),
            ),
            (*_decisions(page), (Button("Назад", to.Round(page.round.id)), MENU)),
        ),
        note,
    )


def _comment(page: OnePage) -> list[Html]:
    if page.report.state is not ReportState.RETURNED or not page.report.comment:
        return []
    return [markup("Замечание: «{comment}»", comment=page.report.comment)]


def _frozen(page: OnePage) -> list[Html | str]:
    body = page.report.body
    if body is None or page.report.state is ReportState.NOT_SENT:
        return ["", "Сейчас отчёт у тех, кто его готовит. Здесь он появится, когда его отправят."]
    told: list[Html | str] = ["", f"Числа на {words.day_and_year(body.on)}"]
    if body.made_of is not None:
        told += [said.schools(body), *said.without(body)]
    told += [row for part in said.sections(body, page.place) for row in section(part)]
    return [*told, *(["", markup("<b>Пояснение:</b> {note}", note=body.note)] if body.note else [])]


def _decisions(page: OnePage) -> Rows:
    if not page.round.open:
        return ()
    report, found = page.report, []
    if may_act(ReportAct.ACCEPT, report.state):
        found.append(Button("Принять", to.Accept(report.id, report.changes)))
    if may_act(ReportAct.RETURN, report.state):
        found.append(Button("Вернуть с замечанием", to.AskComment(report.id)))
    return column(found)


def comment_asked(page: OnePage, problem: WordsProblem | None = None) -> Screen:
    return Screen(
        lines(
            said.PROBLEMS[problem] if problem else None,
            bold("Что исправить?"),
            said.title(page.kind, page.round.year),
            page.place.name,
            "",
            "Напишите замечание одним сообщением, до пятисот знаков. Его увидят те, кто отправляет отчёт. "
            "Без имён и фамилий.",
        ),
        ((Button("Не возвращать", to.Sent(page.report.id)), MENU),),
    )


def return_asked(page: OnePage, seen: frozenset[Concern] = frozenset()) -> Screen:
    """What was typed, once more, before anybody reads it."""
    report = page.report
    return Screen(
        lines(
            bold("Вернуть отчёт?"),
            said.title(page.kind, page.round.year),
            page.place.name,
            "",
            markup("Замечание: «{comment}»", comment=report.comment),
            said.warned(seen),
        ),
        (
            (Button("Вернуть", to.Return(report.id, report.changes)),),
            (Button("Написать иначе", to.AskComment(report.id)),),
            (Button("Не возвращать", to.Sent(report.id)), MENU),
        ),
    )
