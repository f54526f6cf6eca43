"""What is behind the numbers of /stats: people, pairs and meetings of a school, the places of a level above."""

from bot.dialogs.bank import Person
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, Unpaired
from bot.dialogs.pairs import Listed
from bot.dialogs.statistics_addresses import Behind, Lists, Within
from bot.screens import Address, Button, Html, Rows, Screen, bold, column, grid, lines, markup, paged, turning
from bot.texts import labels, meetings, people, report, words
from bot.texts import pairs as pair_words
from bot.texts import roles as role_words
from bot.texts import statistics as said
from mentoring import statistics as rules
from mentoring.bank import Side
from mentoring.organisations import Organisation
from mentoring.pair_cards import PairLine
from mentoring.roles import Level, Role
from mentoring.statistics import (
    HeldMeeting,
    Key,
    MeetingsBehind,
    NumbersBehind,
    PairsBehind,
    PeopleBehind,
    Period,
    Someone,
    Statistics,
    What,
)

MENU = Button("Меню", Open("menu"))
NUMBERS = 12
"""Buttons of numbers on a page, two a row."""

PAGE = 5
"""With turning pages and the ways on a screen keeps to eight rows."""

LABEL = 36


def lists(found: Statistics, page: int = 0) -> Screen:
    """Each number that may be opened, as a button."""
    keys = list(found.lists)
    part = paged(len(keys), page, NUMBERS)
    buttons = [Button(_label(found, key), _to(found, key)) for key in keys[part.first : part.last]]
    here, period = found.organisation, found.period
    return Screen(
        lines(bold("Что открыть?"), here.name, said.as_of(found), *_why_few(found)),
        (
            *grid(buttons, 2),
            *turning(part, lambda to: Lists(here.id, period, to)),
            (Button("Назад", Within(here.id, period)), MENU),
        ),
    )


def _why_few(found: Statistics) -> list[str]:
    if found.sight.schools or found.sight.people:
        return []
    return ["", "Списки людей и пар открывают те, кто ведёт их в школе. Вам видны числа."]


def _label(found: Statistics, key: Key) -> str:
    number = found.lists[key]
    name = said.name(found, key)
    if number is None:
        return name
    return f"{name} · {number}"


def _to(found: Statistics, key: Key) -> Address:
    """The list there is already for today's numbers, or a page of its own."""
    here = found.organisation
    if found.period is Period.TODAY and here.level is Level.ORGANISATION:
        if key.stage is not None:
            return Listed(here.id, key.stage)
        if key.what is What.WAITING and found.forms_pairs:
            return Unpaired(here.id)
    return Behind(here.id, found.period, key.what, key.stage)


def behind(found: rules.Behind, page: int = 0) -> Screen:
    match found:
        case PeopleBehind():
            return people_behind(found, page)
        case PairsBehind():
            return pairs_behind(found, page)
        case MeetingsBehind():
            return meetings_behind(found, page)
        case NumbersBehind(key=Key(what=What.SATISFACTION)):
            return satisfaction(found, page)
        case NumbersBehind(key=Key(what=What.EXITS)):
            return exits(found)
        case NumbersBehind():
            return places(found, page)


def _head(found: Statistics, key: Key, total: int | None) -> list[Html | str]:
    return [bold(f"{said.name(found, key)}: {said.number(total)}"), found.organisation.name, said.as_of(found)]


def _around(found: Statistics) -> Rows:
    here = found.organisation.id
    return ((Button("Другие списки", Lists(here, found.period)), Button("Числа", Within(here, found.period)), MENU),)


def _pages(found: Statistics, key: Key, total: int, page: int) -> tuple[slice, Rows]:
    part = paged(total, page, PAGE)
    here, period = found.organisation.id, found.period
    return slice(part.first, part.last), turning(part, lambda to: Behind(here, period, key.what, key.stage, to))


# -- a school --------------------------------------------------------------------------------------------------------


def people_behind(found: PeopleBehind, page: int = 0) -> Screen:
    numbers, total = found.numbers, len(found.people) + found.unnamed
    shown, turn = _pages(numbers, found.key, len(found.people), page)
    here = found.people[shown]
    return Screen(
        lines(
            *_head(numbers, found.key, total),
            "",
            *(_someone(one) for one in here),
            _unnamed(found.unnamed),
            None if total else said.EMPTY[found.key.what],
        ),
        (*column([_card(numbers, one) for one in here if one.card]), *turn, *_around(numbers)),
    )


def _someone(one: Someone) -> Html:
    return markup("• {who}, {role}", who=people.called(one.code, one.name), role=role_words.NAMES[one.role])


def _unnamed(number: int) -> str | None:
    if not number:
        return None
    return f"Ещё читают согласие: {number}. Имени и кода у них пока нет."


def _card(numbers: Statistics, one: Someone) -> Button:
    side = Side.MENTEES if one.role is Role.MENTEE else Side.MENTORS
    return Button(
        people.fitting(people.called(one.code, one.name), LABEL), Person(numbers.organisation.id, one.membership, side)
    )


def pairs_behind(found: PairsBehind, page: int = 0) -> Screen:
    numbers = found.numbers
    shown, turn = _pages(numbers, found.key, len(found.lines), page)
    here = found.lines[shown]
    return Screen(
        lines(
            *_head(numbers, found.key, len(found.lines)),
            "",
            *(_pair(found, line) for line in here),
            None if here else said.EMPTY[found.key.what],
        ),
        (
            *column(
                [Button(pair_words.label(line.pair, line.mentor, line.mentees), Card(line.pair.id)) for line in here]
            ),
            *turn,
            *_around(numbers),
        ),
    )


def _pair(found: PairsBehind, line: PairLine) -> Html:
    name = pair_words.label(line.pair, line.mentor, line.mentees)
    if found.key.what is not What.LATE or line.deadline is None:
        return markup("• {name}", name=name)
    return markup("• {name}: {late}", name=name, late=said.late((found.today - line.deadline).days))


def meetings_behind(found: MeetingsBehind, page: int = 0) -> Screen:
    numbers = found.numbers
    shown, turn = _pages(numbers, found.key, len(found.meetings), page)
    here = found.meetings[shown]
    cards = dict.fromkeys((pair_words.title(one.pair), one.pair.id) for one in here)
    return Screen(
        lines(
            *_head(numbers, found.key, len(found.meetings)),
            "",
            *(_meeting(one) for one in here),
            *(("", "День — когда стало известно, что встреча прошла.") if here else [said.EMPTY[found.key.what]]),
        ),
        (*column([Button(title, Card(pair)) for title, pair in cards]), *turn, *_around(numbers)),
    )


def _meeting(one: HeldMeeting) -> str:
    kind = "встреча" if one.kind is None else meetings.KINDS[one.kind]
    return f"• {words.day(one.on)} — {pair_words.title(one.pair)}, {kind}"


# -- levels above ----------------------------------------------------------------------------------------------------


def places(found: NumbersBehind, page: int = 0) -> Screen:
    """One number in each place a level down, by name: nobody is ranked."""
    numbers, key = found.numbers, found.key
    below = [(one.organisation, said.number(rules.counted(one).get(key, 0))) for one in numbers.report.below]
    return _places(found, below, rules.counted(numbers.report).get(key, 0), page)


def _places(found: NumbersBehind, below: list[tuple[Organisation, str]], total: int | None, page: int) -> Screen:
    numbers = found.numbers
    shown, turn = _pages(numbers, found.key, len(below), page)
    return Screen(
        lines(
            *_head(numbers, found.key, total),
            "",
            *(markup("• {name} — <b>{number}</b>", name=one.name, number=number) for one, number in below[shown]),
            None if below else "Организаций ниже пока нет.",
        ),
        (
            *column(
                [
                    Button(labels.organisation(one.name, LABEL), Within(one.id, numbers.period))
                    for one, _ in below[shown]
                ]
            ),
            *turn,
            *_around(numbers),
        ),
    )


# -- answers ---------------------------------------------------------------------------------------------------------


def satisfaction(found: NumbersBehind, page: int = 0) -> Screen:
    """Of the place itself by roles; below it each place, where the reader may compare them."""
    numbers = found.numbers
    below = numbers.report.below if numbers.sight.schools else ()
    shown, turn = _pages(numbers, found.key, len(below), page)
    roles = numbers.report.satisfaction
    return Screen(
        lines(
            bold("Итоговый опрос"),
            numbers.organisation.name,
            said.as_of(numbers),
            *(line for role in roles for line in _role(numbers, role)),
            *(("", bold("По организациям: наставляемые и наставники")) if below else ()),
            *(
                markup("• {name} — {marks}", name=one.organisation.name, marks=said.marks(one, numbers.report))
                for one in below[shown]
            ),
            "",
            "Пока ответов меньше пяти, оценки не показываем. Кто ответил, а кто нет, здесь не видно.",
        ),
        (
            *column(
                [
                    Button(
                        labels.organisation(one.organisation.name, LABEL), Within(one.organisation.id, numbers.period)
                    )
                    for one in below[shown]
                ]
            ),
            *turn,
            *_around(numbers),
        ),
    )


def _role(numbers: Statistics, role: Role) -> list[Html | str]:
    told = said.detailed(numbers, role)
    return ["", bold(people.PLURAL[role]), *(f"{label} — {value}" for label, value in told)]


def exits(found: NumbersBehind) -> Screen:
    """Why people have gone before the time."""
    numbers = found.numbers
    told = [row for part in report.exits(numbers.report) for row in part.rows]
    return Screen(
        lines(
            *_head(numbers, found.key, numbers.report.exits.asked),
            "",
            *(f"{label} — {value}" for label, value in told),
            None if told else "Раньше срока никто не завершал.",
        ),
        _around(numbers),
    )
