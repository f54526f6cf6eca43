"""A report of one's own that goes upward: looked at, explained, sent, called back."""

from collections.abc import Sequence

from bot.dialogs import report_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import TaskCard
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, paged, turning
from bot.texts import people, road_maps, words
from bot.texts import sent_reports as said
from mentoring.free_text import Concern
from mentoring.organisations import Organisation
from mentoring.report import Section
from mentoring.road_map_views import Duty
from mentoring.roles import Level
from mentoring.sent_reports import (
    Collected,
    Home,
    Mine,
    OwnPage,
    ReportAct,
    ReportState,
    ToOpen,
    may_act,
)

MENU = Button("Меню", Open("menu"))

PAGE = 5
TITLE = 80


def pick_place(places: Sequence[Organisation], page: int = 0) -> Screen:
    """For somebody who sends or collects in several places."""
    part = paged(len(places), page)
    buttons = [Button(people.fitting(one.name), to.Reports(one.id)) for one in places[part.first : part.last]]
    turn = turning(part, lambda at: to.Reports(None, at))
    return Screen(bold("Чьи отчёты открыть?"), (*column(buttons), *turn, (MENU,)))


def home(found: Home, page: int = 0) -> Screen:
    """What this place was asked for, and what it collects itself."""
    rows = [
        *(_to_open(found, one) for one in found.to_open),
        *(_mine(found, one) for one in found.mine),
        *(_collected(one) for one in found.collected),
    ]
    part = paged(len(rows), page, PAGE)
    own = [Button("Числа на сегодня, файл", to.OwnFile(found.place.id))] if _counts_itself(found) else []
    return Screen(
        lines(bold("Отчёты"), found.place.name, "", *_told(found)),
        (
            *column(rows[part.first : part.last]),
            *turning(part, lambda at: to.Reports(found.place.id, at)),
            *column(own),
            (MENU,),
        ),
    )


def _counts_itself(found: Home) -> bool:
    return found.sends and found.place.level is Level.ORGANISATION


def _told(found: Home) -> list[str]:
    told = []
    if found.collects:
        told += _downward(found)
    if found.sends:
        # Where nobody stands above, that is the least of it.
        told += [*([""] if told else []), _upward(found)]
    return told


def _upward(found: Home) -> str:
    if found.above is None:
        who = "Муниципалитета" if found.place.level is Level.ORGANISATION else "Региона"
        tail = " Числа можно сохранить себе файлом." if _counts_itself(found) else ""
        return f"{who} над Вами в боте нет, отправлять отчёт некому.{tail}"
    collects = f"Отчёты собирает {found.above.name}."
    if not found.mine:
        return f"{collects} Пока их не просили; когда попросят, придёт письмо."
    waited = sum(one.waits for one in found.mine)
    return f"{collects} {f'Надо отправить: {waited}.' if waited else 'Сейчас отправлять нечего.'}"


def _downward(found: Home) -> list[str]:
    told = [f"Пора попросить: {said.titles(one.kind, one.year).lower()}." for one in found.to_open]
    if not told and found.next is not None:
        next_ = words.stopped(words.day_and_year(found.next))
        told = [f"Сейчас собирать нечего: у каждого отчёта свой месяц. Следующий сбор можно открыть с {next_}"]
    waiting = sum(one.waiting for one in found.collected if one.round.open)
    return [*told, *([f"Ждут Вашего решения: {waiting}."] if waiting else [])]


def _to_open(found: Home, one: ToOpen) -> Button:
    return Button(f"Собрать: {one.kind.name} {one.year}", to.OpenRound(found.place.id, one.kind.key, one.year))


def _mine(found: Home, one: Mine) -> Button:
    label = f"{one.kind.name.capitalize()} {one.round.year} · {said.STATES[one.state]}"
    return Button(label, to.Own(one.round.id, found.place.id))


def _collected(one: Collected) -> Button:
    tail = f"{one.sent} из {one.places}" if one.round.open else "закрыт"
    return Button(f"Сбор: {one.kind.name} {one.round.year} · {tail}", to.Round(one.round.id))


# -- one's own report --------------------------------------------------------------------------------------------


def own(page: OwnPage, note: str | None = None) -> Screen:
    """The numbers as they would be sent, or as they were."""
    return Screen(
        lines(
            *([note, ""] if note else []),
            bold(said.title(page.kind, page.round.year)),
            page.place.name,
            *_standing(page),
            *_gaps(page),
            *_numbers(page),
            *_note(page),
            *proves(page.proves),
        ),
        (*column(_acts(page)), _back(page)),
    )


def proves(duty: Duty | None) -> list[Html | str]:
    """That it may serve as the proof of an item."""
    if duty is None:
        return []
    told = "Этим отчётом можно подтвердить пункт дорожной карты: «{title}». Скачайте файл и пришлите его к пункту."
    return ["", markup(told, title=road_maps.title(duty.item, TITLE))]


def _standing(page: OwnPage) -> list[Html | str | None]:
    comment = page.report.comment if page.report and page.state is ReportState.RETURNED else None
    return [
        said.due(page.round.due, page.today) if page.round.open else said.CLOSED,
        markup("Состояние: <b>{state}</b>", state=said.state(page.report, page.history)),
        markup("Замечание: «{comment}»", comment=comment) if comment else None,
        said.history(page.history),
    ]


def _numbers(page: OwnPage) -> list[Html | str]:
    body = page.body
    if body is None:
        return ["", said.NOTHING_TO_SEND]
    day = words.day_and_year(body.on)
    told = f"Числа на {day}, с тех пор в отчёте не меняются." if page.frozen else f"Числа на {day}"
    sum_: list[str] = []
    if body.made_of is not None:
        sum_ = [said.schools(body), *said.without(body)]
        sum_ += [f"Нет в сумме: {said.named(page.missing)}."] if page.missing else []
    return ["", told, *sum_, *(line for part in said.sections(body, page.place) for line in section(part))]


def section(part: Section) -> list[Html | str]:
    return ["", bold(part.title), *(f"{label} — {value}" for label, value in part.rows)]


def _gaps(page: OwnPage) -> list[Html | str]:
    if page.frozen or not page.gaps:
        return []
    return ["", bold("Проверьте перед отправкой"), *(f"• {said.gap(one, n)}" for one, n in page.gaps.items())]


def _note(page: OwnPage) -> list[Html | str]:
    note = page.body.note if page.frozen and page.body else page.note
    return ["", markup("<b>Пояснение:</b> {note}", note=note)] if note else []


def _acts(page: OwnPage) -> list[Button]:
    here, place = page.round.id, page.place.id
    found = []
    if page.round.open and may_act(ReportAct.SEND, page.state):
        if page.body is not None:
            found.append(Button(f"Отправить {said.UP[page.above.level]}", to.Send(here, place)))
        found.append(Button("Исправить пояснение" if page.note else "Добавить пояснение", to.Note(here, place)))
    if page.round.open and page.report is not None and may_act(ReportAct.CALL_BACK, page.state):
        found.append(Button("Забрать обратно", to.CallBack(here, place, page.report.changes)))
    if page.body is not None:
        found.append(Button("Файл DOCX", to.OwnFile(place, here)))
    return found if page.proves is None else [*found, to_item(page.proves)]


def to_item(duty: Duty) -> Button:
    return Button("Пункт дорожной карты", TaskCard(duty.task.id))


def _back(page: OwnPage) -> tuple[Button, ...]:
    return Button("Отчёты", to.Reports(page.place.id)), MENU


def send_asked(page: OwnPage) -> Screen:
    """The one question before it goes."""
    here, place = page.round.id, page.place.id
    return Screen(
        lines(
            bold(f"Отправить {said.UP[page.above.level]}?"),
            said.title(page.kind, page.round.year),
            page.place.name,
            "",
            "Числа уйдут такими, какие они в эту минуту, и больше в отчёте не изменятся.",
            "Имён в отчёте нет. Пока его не приняли, отчёт можно забрать обратно.",
            *_gaps(page),
            *_note(page),
        ),
        ((Button("Отправить", to.Send(here, place, page.changes)),), (Button("Не сейчас", to.Own(here, place)), MENU)),
    )


def note_asked(page: OwnPage, problem: str | None = None) -> Screen:
    here, place = page.round.id, page.place.id
    drop: Rows = ((Button("Убрать пояснение", to.Note(here, place, page.changes)),),) if page.note else ()
    return Screen(
        lines(
            problem,
            bold("Пояснение к отчёту"),
            said.title(page.kind, page.round.year),
            *([markup("Сейчас: {note}", note=page.note)] if page.note else []),
            "",
            "Напишите одним сообщением, до пятисот знаков: чего не видно по числам. Без имён и фамилий.",
        ),
        (*drop, (Button("Назад", to.Own(here, place)), MENU)),
    )


def note_taken(page: OwnPage, seen: frozenset[Concern]) -> Screen:
    """What was typed stands in the report now, with a warning where it speaks of people."""
    return own(page, said.warned(seen))
