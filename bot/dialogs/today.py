"""«Что сегодня»: one screen for every leading role, each line with its button."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.dialogs.campaign_addresses import AnswerCampaign, Campaigns
from bot.dialogs.campaign_leading_addresses import Offered
from bot.dialogs.help_addresses import Requests
from bot.dialogs.indicator_addresses import Indicators
from bot.dialogs.menu import COMMANDS, MOST_SURVEYS, Open, survey
from bot.dialogs.pair_addresses import Pairs, Unpaired
from bot.dialogs.pairs import Listed
from bot.dialogs.papers import Papers
from bot.dialogs.reaching_addresses import Stopped, Unreached
from bot.dialogs.registry_addresses import Shelved
from bot.dialogs.report_addresses import Reports
from bot.dialogs.road_map_addresses import TaskCard
from bot.dialogs.road_map_letters import place_line
from bot.dialogs.today_addresses import Behind, BehindAt, Today, Undated
from bot.screens import Address, Button, Html, Screen, bold, column, italic, lines, markup, paged, turning
from bot.texts import labels, words
from bot.texts import road_maps as said
from bot.texts.words import counted
from mentoring import today as values
from mentoring.ids import CampaignId, OrganisationId, RoadMapItemId
from mentoring.pair_cards import Stage
from mentoring.registry import Shelf
from mentoring.road_map_views import Duty
from mentoring.roles import Level
from mentoring.today import Matter, Nearing, TodayAt, Waiting

MENU = Button("Меню", Open("menu"))

LABEL = 36
TITLE = 48
"""With whose it is and by when a line stays within ninety letters."""

PAGE = 6
"""With the row that turns pages and the menu a screen has eight rows."""

Surveys = Sequence[tuple[CampaignId, str]]

QUIET = "Сегодня спокойно: ничего не просрочено, до конца недели сроков нет."


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list and its button; ``place`` and ``head`` stand above the first row they belong to."""

    place: str
    head: str
    line: Html
    button: Button


def today(places: Sequence[TodayAt], page: int = 0, surveys: Surveys = ()) -> Screen:
    """``surveys``: those that the reader is asked in."""
    rows = [*map(_asked, surveys[:MOST_SURVEYS]), *(row for place in places for row in _rows(place))]
    part = paged(len(rows), page, PAGE)
    shown = rows[part.first : part.last]
    several = len(places) > 1
    date = places[0].today
    head = markup(
        "<b>{name}</b>, {day}", name=COMMANDS["today"], day=f"{words.WEEKDAYS[date.weekday()]}, {words.day(date)}"
    )
    where = [] if several else [places[0].place.name]
    return Screen(
        lines(head, *where, *(_told(shown, several=several) if rows else ("", QUIET))),
        (
            *column([row.button for row in shown]),
            *turning(part, Today),
            (Button("Дорожная карта", Open("roadmap")), MENU),
        ),
    )


def _asked(survey_: tuple[CampaignId, str]) -> _Row:
    found, title = survey_
    return _Row(
        "", "Ждёт Вашего ответа", markup("• {title}", title=title), Button(survey(title), AnswerCampaign(found))
    )


def _told(shown: Sequence[_Row], *, several: bool) -> list[Html | str]:
    told: list[Html | str] = []
    place = head = ""
    for row in shown:
        if several and row.place != place:
            told += ["", italic(row.place)]
            head = ""
        if row.head != head:
            told += ["", bold(row.head)]
        place, head = row.place, row.head
        told.append(row.line)
    return told


def _rows(at: TodayAt) -> list[_Row]:
    name, today_ = at.place.name, at.today
    again = _again([*at.late, *(one.duty for one in at.week)])
    rows = [_late(name, duty, today_, again, _whose(at, duty)) for duty in at.late]
    if at.behind:
        line = f"По организациям: просрочено у {len(at.behind)}"
        rows.append(_Row(name, "Просрочено", markup("🔴 {line}", line=line), Button(f"🔴 {line}", Behind(at.place.id))))
    rows += [_waits(name, at.place.id, one) for one in at.waiting]
    rows += [_nearing(name, one, today_, again, _whose(at, one.duty)) for one in at.week]
    return [*rows, *([_undated(at)] if at.undated else [])]


def _again(duties: Sequence[Duty]) -> frozenset[RoadMapItemId]:
    """Items with several days here, month after month: their buttons tell the day."""
    times = Counter(duty.task.item for duty in duties)
    return frozenset(item for item, number in times.items() if number > 1)


PLANS = {Level.REGION: "план региона", Level.MUNICIPALITY: "план округа"}
"""Whose the item is, where it is not the place's own."""


def _whose(at: TodayAt, duty: Duty) -> str:
    above = at.above.get(duty.task.road_map)
    return "" if above is None else PLANS.get(above, "")


def _late(place: str, duty: Duty, today_: datetime.date, again: frozenset[RoadMapItemId], whose: str = "") -> _Row:
    assert duty.task.last_day is not None  # noqa: S101 - without a day nothing is late
    when = f"срок был {said.until(duty.task.last_day, today_)}"
    return _Row(place, "Просрочено", _line("🔴", duty, whose, when), _card("🔴", duty, again))


def _nearing(place: str, one: Nearing, today_: datetime.date, again: frozenset[RoadMapItemId], whose: str = "") -> _Row:
    last = one.duty.task.last_day
    assert last is not None  # noqa: S101 - it is due this week
    when = "сегодня" if last == today_ else f"до {said.until(last, today_)}"
    if one.by < last:
        by = "сегодня" if one.by == today_ else words.day(one.by)
        when += f", последний рабочий день — {by}"
    return _Row(place, "До конца недели", _line("⏳", one.duty, whose, when), _card("⏳", one.duty, again))


def _line(mark: str, duty: Duty, *told: str) -> Html:
    """«⏳ 2 Семинар — план округа, до 13 сентября»."""
    title, more = said.title(duty.item, TITLE), ", ".join(filter(None, told))
    if not more:
        return markup("{mark} {title}", mark=mark, title=title)
    return markup("{mark} {title} — <i>{more}</i>", mark=mark, title=title, more=more)


def _card(mark: str, duty: Duty, again: frozenset[RoadMapItemId] = frozenset()) -> Button:
    day = duty.task.last_day
    tail = f" · {words.numeric(day)}" if day is not None and duty.task.item in again else ""
    return Button(f"{mark} {said.title(duty.item, LABEL - 2 - len(tail))}{tail}", TaskCard(duty.task.id))


def _undated(at: TodayAt) -> _Row:
    line = f"Без срока: {said.items(len(at.undated))}"
    button = Button(f"❔ {line}", Undated(at.place.id))
    return _Row(at.place.name, _without_day(at), markup("❔ {line}", line=line), button)


def _without_day(at: TodayAt) -> str:
    return "Нужно назначить день" if at.names_days else "День ещё не назначен"


OTHERS_NAME = "День назначает куратор или заместитель директора. Если уже сделано, откройте пункт и подтвердите."


WORDS: dict[Matter, Callable[[int], str]] = {
    Matter.QUESTIONS: lambda n: f"Вопросы без ответа: {n}",
    Matter.PAIRS_LATE: lambda n: f"Пары задержались: {n}",
    Matter.PLANS: lambda n: f"Планы на утверждении: {n}",
    Matter.ORDERS: lambda n: f"Пары ждут приказа: {n}",
    Matter.DRAFTS: lambda n: f"Черновики пар: {n}",
    Matter.UNPAIRED: lambda n: f"Ждут наставника: {n}",
    Matter.REGISTRY: lambda n: f"Реестр, ждут приказа: {n}",
    Matter.PAPERS: lambda n: f"Согласия родителей: ждём {n}",
    Matter.UNREACHED: lambda n: f"Не доходят письма: {counted(n, 'человек', 'человека', 'человек')}",
    Matter.UNFINISHED: lambda n: f"Не закончили анкету: {n}",
    Matter.SURVEYS_USUAL: lambda n: f"Пора открыть опрос: {n}",
    Matter.SURVEYS_SILENT: lambda n: f"Мало ответов на опрос: {n}",
    Matter.NUMBERS: lambda n: f"Числа показателей: ввести {n}",
    Matter.REPORTS_TO_SEND: lambda n: f"Отправить отчёт: {n}",
    Matter.REPORTS_TO_DECIDE: lambda n: f"Отчёты ждут решения: {n}",
    Matter.ROUNDS_TO_OPEN: lambda n: f"Пора собрать отчёты: {n}",
}

LEADS_TO: dict[Matter, Callable[[OrganisationId], Address]] = {
    Matter.QUESTIONS: Requests,
    Matter.PAIRS_LATE: Pairs,
    Matter.PLANS: lambda place: Listed(place, Stage.PLAN),
    Matter.ORDERS: lambda place: Listed(place, Stage.ORDER),
    Matter.DRAFTS: lambda place: Listed(place, Stage.OFFERED),
    Matter.UNPAIRED: Unpaired,
    Matter.REGISTRY: lambda place: Shelved(place, Shelf.NOMINATED),
    Matter.PAPERS: Papers,
    Matter.UNREACHED: Unreached,
    Matter.UNFINISHED: Stopped,
    Matter.SURVEYS_USUAL: Offered,
    Matter.SURVEYS_SILENT: Campaigns,
    Matter.NUMBERS: Indicators,
    Matter.REPORTS_TO_SEND: Reports,
    Matter.REPORTS_TO_DECIDE: Reports,
    Matter.ROUNDS_TO_OPEN: Reports,
}


def _waits(place: str, organisation: OrganisationId, one: Waiting) -> _Row:
    line = WORDS[one.matter](one.number)
    return _Row(place, "Ждёт решения", markup("• {line}", line=line), Button(line, LEADS_TO[one.matter](organisation)))


def undated(at: TodayAt, page: int = 0) -> Screen:
    """One place's items without a day."""
    rows = [_Row(at.place.name, "", _line("❔", duty, _whose(at, duty)), _card("❔", duty)) for duty in at.undated]
    part = paged(len(rows), page, PAGE)
    shown = rows[part.first : part.last]
    told = [row.line for row in shown] or [markup("Пунктов без срока больше нет.")]
    return Screen(
        lines(bold(_without_day(at)), at.place.name, "", *told, *_who_names(at)),
        (
            *column([row.button for row in shown]),
            *turning(part, lambda to: Undated(at.place.id, to)),
            _back(),
        ),
    )


def _who_names(at: TodayAt) -> list[str]:
    """For whoever has to do it and cannot say by when."""
    return [] if at.names_days or not at.undated else ["", OTHERS_NAME]


# -- who is late below -------------------------------------------------------------------------------------------


def behind(found: values.Behind, page: int = 0) -> Screen:
    part = paged(len(found.late), page, PAGE)
    shown = found.late[part.first : part.last]
    told = [place_line(one) for one in shown] or [markup("Просроченного нет ни у кого.")]
    buttons = [Button(_place_label(one.name, one.tasks), BehindAt(one.organisation)) for one in shown]
    return Screen(
        lines(bold("Кто просрочил"), found.place.name, "", *told),
        (*column(buttons), *turning(part, lambda to: Behind(found.place.id, to)), _back()),
    )


def _place_label(name: str, tasks: int) -> str:
    tail = f" · {tasks}"
    return labels.organisation(name, LABEL - len(tail)) + tail


def behind_at(found: values.BehindAt, page: int = 0) -> Screen:
    again = _again(found.duties)
    rows = [_late(found.place.name, duty, found.today, again) for duty in found.duties]
    part = paged(len(rows), page, PAGE)
    shown = rows[part.first : part.last]
    return Screen(
        lines(
            bold("Просрочено"),
            found.place.name,
            "",
            *([row.line for row in shown] or [markup("Просроченного больше нет.")]),
        ),
        (
            *column([row.button for row in shown]),
            *turning(part, lambda to: BehindAt(found.place.id, to)),
            _back(),
        ),
    )


def _back() -> tuple[Button, ...]:
    return Button(COMMANDS["today"], Open("today")), MENU
