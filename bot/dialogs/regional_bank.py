"""The regional bank: whom a school's papers let stand in it by name, and what the region sees."""

from bot.dialogs import register_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.papers import PROBLEMS
from bot.screens import Button, Html, Rows, Screen, bold, column, grid, lines, markup, paged, turning
from bot.texts import people, roles, words
from bot.texts import registers as said
from mentoring.papers import PaperProblem
from mentoring.regional_bank import (
    FEWEST_ROWS,
    ID_LIMIT,
    BankPerson,
    BankPersonCard,
    Chosen,
    PaperAct,
    RegionalBank,
    SchoolsPart,
)
from mentoring.roles import Role

MENU = Button("Меню", Open("menu"))

EXTERNAL_ID_REFUSED = f"Номер — от одного до {ID_LIMIT} знаков."


def school(found: SchoolsPart, page: int = 0) -> Screen:
    here, shown = found.organisation.id, found.shown
    part = paged(len(shown), page)
    return Screen(
        lines(
            bold("Региональный банк"),
            found.organisation.name,
            "",
            "В регион уходят строки без имён. По имени — только те, чьё бумажное согласие отмечено.",
            "Ученики в банк не входят, регион видит только их число.",
            "",
            *[_line(one) for one in shown[part.first : part.last]] or [Html("Здесь пока никого.")],
        ),
        (
            *grid([_label(one) for one in shown[part.first : part.last]], 2),
            *turning(part, lambda number: to.SchoolsPart(here, found.chosen, number)),
            tuple(_choices(found)),
            (Button("Назад", to.Registers(here)), MENU),
        ),
    )


def _choices(found: SchoolsPart) -> list[Button]:
    counts = {
        Chosen.ALL: ("Все", len(found.people)),
        Chosen.CONSENTED: ("С согласием", found.consented),
        Chosen.ELSEWHERE: ("С номером", found.elsewhere),
    }
    here = found.organisation.id
    return [
        Button(f"{'• ' if one is found.chosen else ''}{label} {number}", to.SchoolsPart(here, one))
        for one, (label, number) in counts.items()
    ]


def _label(one: BankPerson) -> Button:
    mark = "✅ " if one.mark.paper else ""
    return Button(f"{mark}{people.called(one.code, one.name)}", to.BankPerson(one.membership))


def _line(one: BankPerson) -> Html:
    told = [roles.NAMES[one.role], "по имени" if one.mark.paper else "без имени"]
    if one.mark.external_id:
        told.append(f"№ {one.mark.external_id}")
    return markup("{who} · {told}", who=bold(people.called(one.code, one.name)), told=" · ".join(told))


def card(found: BankPersonCard) -> Screen:
    one, here = found.person, found.organisation
    paper = one.mark.paper
    consent = f"отмечено, {words.paper(paper)}" if paper else "нет, строка будет без имени"
    names = here.says_names
    return Screen(
        lines(
            markup("{who} — {role}", who=bold(people.called(one.code, one.name)), role=roles.NAMES[one.role]),
            here.name,
            "",
            f"Согласие на региональный банк: {consent}.",
            None if names else "Организация ведёт программу с кодами: имя в регион не уходит и с согласием.",
            f"Номер в другом региональном банке: {one.mark.external_id or 'нет'}.",
        ),
        (
            *(column(_marks(one)) if found.may_mark else ()),
            (Button("Назад", to.SchoolsPart(here.id)), MENU),
        ),
    )


def _marks(one: BankPerson) -> list[Button]:
    member = one.membership
    if one.mark.paper:
        buttons = [Button("Согласие отозвано", to.BankPaper(member, PaperAct.WITHDRAW))]
    else:
        buttons = [
            Button("Бланк согласия", to.BankBlank(member)),
            Button("Согласие принесли", to.BankPaper(member, PaperAct.GIVE)),
        ]
    buttons.append(Button("Номер в другом банке", to.ExternalId(member)))
    if one.mark.external_id:
        buttons.append(Button("Убрать номер", to.ExternalId(member, away=True)))
    return buttons


def paper_asked(found: BankPersonCard, act: PaperAct, problem: PaperProblem | None = None) -> Screen:
    one = found.person
    what = "согласия" if act is PaperAct.GIVE else "отзыва согласия"
    return Screen(
        lines(
            PROBLEMS[problem] if problem else None,
            markup("{who}: номер и дата {what}", who=bold(people.called(one.code, one.name)), what=what),
            "",
            "Бумага остаётся в папке школы, здесь только её номер и дата.",
            "Например: 12 от 05.09.2026. Номера нет — «б/н от 05.09.2026».",
        ),
        ((Button("Назад", to.BankPerson(one.membership)), MENU),),
    )


def external_id_asked(found: BankPersonCard, problem: str | None = None) -> Screen:
    one = found.person
    return Screen(
        lines(
            problem,
            markup("{who}: номер в другом региональном банке", who=bold(people.called(one.code, one.name))),
            "",
            "Напишите номер так, как он стоит в том банке.",
        ),
        ((Button("Назад", to.BankPerson(one.membership)), MENU),),
    )


def region(found: RegionalBank) -> Screen:
    """Numbers alone; the rows are in the table."""
    here = found.region
    file: Rows = ((Button("Таблица XLSX", to.RegionalBank(here.id, file=True)),),) if found.rows else ()
    counts = {role: sum(row.role is role for row in found.rows) for role in (Role.MENTOR, Role.MENTEE)}
    return Screen(
        lines(
            bold("Региональный банк"),
            here.name,
            "",
            f"Наставники: {counts[Role.MENTOR]}",
            f"Наставляемые: {counts[Role.MENTEE]}",
            f"По имени, с бумажным согласием: {found.named}",
            f"С номером в другом региональном банке: {found.elsewhere}",
            f"Ученики (только число): {found.pupils}" if found.pupils else None,
            f"Не показаны, чтобы их не узнали: {said.people(found.hidden)}" if found.hidden else None,
            "",
            "В строках нет слов, которые люди написали сами: только варианты ответов, предмет и промежуток стажа.",
            f"Где безымянных строк меньше {FEWEST_ROWS}, они собраны вместе, без кода, предмета и муниципалитета.",
        ),
        (*file, (Button("Назад", to.Registers(here.id)), MENU)),
    )
