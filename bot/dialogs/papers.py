"""Parents' consents on paper: who waits, noting that one has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.screens import Address, Button, Html, Screen, address, bold, column, grid, lines, markup, paged, turning
from bot.texts import people, roles, words
from mentoring.ids import ConsentId, MembershipId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.papers import NumberAsked, PaperCase, PaperList, PaperMark, PaperProblem, Representative


@address("pp")
@dataclass(frozen=True, slots=True)
class Papers(Address):
    """Who waits, and whose paper was noted today."""

    organisation: OrganisationId
    page: int = 0


@address("pc")
@dataclass(frozen=True, slots=True)
class Case(Address):
    membership: MembershipId


@address("pw")
@dataclass(frozen=True, slots=True)
class Note(Address):
    """«Отметить получение»: who has signed?"""

    membership: MembershipId


@address("pn")
@dataclass(frozen=True, slots=True)
class SignedBy(Address):
    """Number and date are typed next."""

    membership: MembershipId
    representative: Representative


@address("pu")
@dataclass(frozen=True, slots=True)
class TakeBack(Address):
    """«Снять отметку», of this very note."""

    membership: MembershipId
    consent: ConsentId


@address("pf")
@dataclass(frozen=True, slots=True)
class Blank(Address):
    """«Бланк файлом»."""

    membership: MembershipId


MENU = Button("Меню", Open("menu"))


@address("pa")
@dataclass(frozen=True, slots=True)
class Adult(Address):
    """The age was told by a slip; only ``sure`` changes it."""

    membership: MembershipId
    sure: bool


def pick_papers(organisations: Sequence[Organisation]) -> Screen:
    """For a bearer of roles in several organisations."""
    buttons = [Button(people.fitting(organisation.name), Papers(organisation.id)) for organisation in organisations]
    return Screen(bold("Чьи бумаги открыть?"), column([*buttons[:7], MENU]))


def paper_list(papers: PaperList, page: int = 0) -> Screen:
    """Those who wait stand first, the longest waiting on top."""
    if not papers.waiting and not papers.received:
        return Screen(
            lines(
                bold("Согласия родителей"),
                papers.organisation.name,
                "",
                "Бумаг никто не ждёт.",
                "Когда ученик откроет приглашение, он появится здесь.",
            ),
            ((MENU,),),
        )
    cases = (*papers.waiting, *papers.received)
    part = paged(len(cases), page)
    here = cases[part.first : part.last]
    waiting = words.counted(len(papers.waiting), "ученик", "ученика", "учеников")
    return Screen(
        lines(
            bold("Согласия родителей"),
            papers.organisation.name,
            "",
            f"Ждут бумаги: {waiting}.",
            "",
            *(_line(case) for case in here),
        ),
        (
            *grid([Button(f"{'✓ ' if case.mark else ''}{_who(case)}", Case(case.membership)) for case in here], 2),
            *turning(part, lambda to: Papers(papers.organisation.id, to)),
            (MENU,),
        ),
    )


def _line(case: PaperCase) -> Html:
    if case.mark is not None:
        return markup("✓ {who} — получено сегодня, {paper}", who=bold(_who(case)), paper=_paper(case.mark))
    about = [roles.NAMES[case.role], case.school_class, _waits(case)]
    return markup("{who} · {about}", who=bold(_who(case)), about=" · ".join(part for part in about if part))


def _waits(case: PaperCase) -> str:
    return f"ждёт {people.days(case.days)}" if case.days else "ждёт с сегодняшнего дня"


def _who(case: PaperCase) -> str:
    return people.called(case.code, case.name)


def _paper(mark: PaperMark) -> str:
    return words.paper(mark.paper)


def paper_case(case: PaperCase, note: str | None = None) -> Screen:
    """``note`` is said first, such as that somebody else was quicker."""
    back = Button("Назад", Papers(case.organisation.id))
    head = [note, "" if note else None, markup("{who}, {role}", who=bold(_who(case)), role=roles.NAMES[case.role])]
    if case.mark is None:
        return Screen(
            lines(
                *head,
                f"Согласия родителя нет, {_waits(case)}.",
                "",
                "Получите подписанный бланк, присвойте ему номер и отметьте получение. "
                "Паспорт и адрес остаются на бумаге: в бот их не вносят.",
            ),
            (
                (Button("Отметить получение", Note(case.membership)),),
                (Button("Бланк файлом", Blank(case.membership)),),
                (Button("Участнику есть 18 лет", Adult(case.membership, sure=False)),),
                (back, MENU),
            ),
        )
    undo = Button("Снять отметку", TakeBack(case.membership, case.mark.consent))
    return Screen(
        lines(
            *head,
            markup("✓ Согласие родителя получено: {paper}.", paper=_paper(case.mark)),
            f"Подпись: {people.REPRESENTATIVES[case.mark.representative]}.",
            "",
            "Ученик получит сообщение и сможет продолжить.",
            "Если это ошибка, отметку можно снять сегодня." if case.may_be_undone else None,
        ),
        (((undo,), (back, MENU)) if case.may_be_undone else ((back, MENU),)),
    )


def adult_asked(case: PaperCase) -> Screen:
    """Said once more, because a paper of the parents will not be asked for any longer."""
    return Screen(
        lines(
            markup("{who}: кнопка «Ещё нет» нажата по ошибке?", who=bold(_who(case))),
            "",
            "Если человеку есть 18 лет, бумага родителей не нужна: дальше он даёт согласие сам. "
            "Кто это подтвердил, останется в журнале.",
        ),
        (
            (Button("Да, есть 18 лет", Adult(case.membership, sure=True)),),
            (Button("Назад", Case(case.membership)),),
        ),
    )


def who_signed(case: PaperCase) -> Screen:
    buttons = [
        Button(people.REPRESENTATIVES[who].capitalize(), SignedBy(case.membership, who)) for who in Representative
    ]
    return Screen(
        lines(markup("{who}: кто подписал согласие?", who=bold(_who(case)))),
        (*grid(buttons, 2), (Button("Назад", Case(case.membership)),)),
    )


PROBLEMS: dict[PaperProblem, str] = {
    PaperProblem.NO_NUMBER: "Не вижу номера. Если его нет, напишите «б/н».",
    PaperProblem.SEVERAL_NUMBERS: "Здесь несколько номеров. Нужен один: номер и его дата.",
    PaperProblem.NO_DATE: "Не вижу даты: нужны день, месяц и год.",
    PaperProblem.NOT_A_DATE: "Такого дня в календаре нет. Проверьте дату.",
    PaperProblem.IN_THE_FUTURE: "Эта дата ещё не наступила. Проверьте её.",
    PaperProblem.TOO_OLD: "Бумаге больше года. Проверьте год.",
    PaperProblem.ENDED: "Бумага прошлого учебного года действовала до 31 августа. Нужна новая.",
}


def number_asked(asked: NumberAsked, problem: PaperProblem | None = None) -> Screen:
    """``problem``: why the last words did not fit."""
    return Screen(
        lines(
            PROBLEMS[problem] if problem else None,
            "" if problem else None,
            markup("{who}: номер и дата согласия", who=bold(_who(asked.case))),
            f"Подпись: {people.REPRESENTATIVES[asked.representative]}.",
            "",
            "Напишите сообщением, например: 12 от 05.09.2026",
        ),
        ((Button("Назад", Note(asked.case.membership)),),),
    )


AGE_PROVEN = "Возраст здесь не изменить: согласие этого человека уже дано как согласие ученика."
ALREADY_NOTED = "Эту бумагу уже отметили."
TAKEN_BACK = "Отметка снята: ученик снова ждёт бумаги."
