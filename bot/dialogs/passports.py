"""The passport of a road map: shown, corrected part by part, targets typed by year."""

from bot.dialogs import register_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import Home
from bot.screens import Button, Html, Rows, Screen, bold, column, grid, lines, markup
from bot.texts import labels
from bot.texts import passports as said
from mentoring.ids import RoadMapId
from mentoring.passport_views import PassportView
from mentoring.passports import LISTS, IndicatorTargets, Part, Passport, PassportProblem, words_of

MENU = Button("Меню", Open("menu"))

LABEL = 36
LINE = 110
"""Of each line so much on the first page; the parts have theirs in full."""


def passport(view: PassportView) -> Screen:
    if view.passport is None:
        return _none_yet(view)
    here = view.road_map.id
    parts = [Button(said.PARTS[part], to.PassportPart(here, part)) for part in Part]
    return Screen(
        lines(
            bold("Паспорт программы"),
            view.owner.name,
            labels.shortened(view.road_map.title, 160),
            *(line for part in Part for line in _told(view.passport, part)),
            "",
            *_indicators(view.passport),
        ),
        (
            *grid([*parts, Button("Показатели", to.Targets(here))], 2),
            (Button("Файл DOCX", to.PassportFile(here)),),
            _back(here),
        ),
    )


def _told(passport: Passport, part: Part) -> list[Html | str]:
    found = words_of(passport, part)
    if part in LISTS and len(found) > 1:
        return ["", bold(said.LONG_PARTS[part]), *(f"• {labels.shortened(line, LINE)}" for line in found)]
    told = labels.shortened(found[0], 2 * LINE)
    return ["", markup("<b>{name}:</b> {words}", name=said.LONG_PARTS[part], words=told)]


def _indicators(passport: Passport) -> list[Html]:
    """How many there are; each with its targets is a page of its own."""
    without = sum(not one.targets for one in passport.indicators)
    tail = f", без целей — {without}" if without else ""
    return [markup("<b>Показатели:</b> {number}{tail}", number=len(passport.indicators), tail=tail)]


def _back(here: RoadMapId) -> tuple[Button, ...]:
    return Button("К дорожной карте", Home(here)), MENU


def _none_yet(view: PassportView) -> Screen:
    here = view.road_map.id
    begin: Rows = ((Button("Начать с образца", to.BeginPassport(here)),),) if view.may_lead else ()
    return Screen(
        lines(
            bold("Паспорт программы"),
            view.owner.name,
            "",
            "У этой дорожной карты паспорта ещё нет.",
            "В паспорте — цель, задачи, показатели с целями по годам, результаты, срок и риски."
            if view.may_lead
            else None,
        ),
        (*begin, _back(here)),
    )


def part(view: PassportView, which: Part) -> Screen:
    """One part in full. Raises ValueError where there is no passport."""
    found = words_of(_demand(view), which)
    here = view.road_map.id
    edit: Rows = ((Button("Исправить", to.PassportPart(here, which, edit=True)),),) if view.may_lead else ()
    body = [f"{number}. {line}" for number, line in enumerate(found, 1)] if which in LISTS else list(found)
    return Screen(lines(bold(said.LONG_PARTS[which]), "", *body), (*edit, (Button("Паспорт", to.Passport(here)), MENU)))


def part_asked(view: PassportView, which: Part, problem: PassportProblem | None = None) -> Screen:
    found = words_of(_demand(view), which)
    how = "Каждая строка сообщения — отдельный пункт, до восьми." if which in LISTS else "Напишите одним сообщением."
    return Screen(
        lines(
            said.PROBLEMS[problem] if problem else None,
            bold(said.LONG_PARTS[which]),
            "",
            "Сейчас:",
            *found,
            "",
            f"{how} Новые слова заменят прежние.",
        ),
        ((Button("Назад", to.PassportPart(view.road_map.id, which)), MENU),),
    )


def indicators(view: PassportView) -> Screen:
    found = _demand(view).indicators
    here = view.road_map.id
    buttons = [
        Button(labels.shortened(f"{number}. {view.short.get(one.key, one.name)}", LABEL), to.Targets(here, number - 1))
        for number, one in enumerate(found, 1)
    ]
    return Screen(
        lines(
            bold("Показатели"),
            "Цели по годам, в процентах.",
            *(line for number, one in enumerate(found, 1) for line in _indicator(number, one)),
        ),
        (
            *(column(buttons[:7]) if view.may_lead else ()),
            (Button("Паспорт", to.Passport(here)), MENU),
        ),
    )


def _indicator(number: int, one: IndicatorTargets) -> list[Html | str]:
    targets = markup("<b>{targets}</b>", targets=said.targets(one))
    return ["", f"{number}. {labels.shortened(one.name, 200)}", targets]


def targets_asked(view: PassportView, indicator: int, problem: PassportProblem | None = None) -> Screen:
    one = _demand(view).indicators[indicator]
    years = view.years
    return Screen(
        lines(
            said.PROBLEMS[problem] if problem else None,
            bold(one.name),
            "",
            f"Сейчас: {said.targets(one)}",
            f"Годы карты: {', '.join(map(str, years))}",
            "",
            f"Напишите цели в процентах: «{years[0]}: 30, {years[-1]}: 45,5»."
            if len(years) > 1
            else f"Напишите цель в процентах: «{years[0]}: 30».",
            f"Убрать цель — «{years[0]}: нет». Годы, которых нет в сообщении, останутся как есть.",
        ),
        ((Button("Назад", to.Targets(view.road_map.id)), MENU),),
    )


def _demand(view: PassportView) -> Passport:
    if view.passport is None:
        raise ValueError(view.road_map.id)
    return view.passport
