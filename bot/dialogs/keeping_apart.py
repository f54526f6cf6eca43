"""«Не предлагать»: mentors whom the curator keeps away from a mentee, and whose superior somebody is."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Suggest
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup
from bot.texts import pairs as words_of
from bot.texts import people
from mentoring.ids import MembershipId, OrganisationId
from mentoring.pair_cards import ApartAsked, ApartList
from mentoring.searching import Apart

MENU = Button("Меню", Open("menu"))


@address("ka")
@dataclass(frozen=True, slots=True)
class AskApart(Address):
    """«Не предлагать»: why?"""

    organisation: OrganisationId
    mentee: MembershipId
    mentor: MembershipId


@address("kb")
@dataclass(frozen=True, slots=True)
class KeepApart(Address):
    """``apart`` False brings them together again."""

    organisation: OrganisationId
    mentee: MembershipId
    mentor: MembershipId
    why: Apart
    apart: bool


@address("kc")
@dataclass(frozen=True, slots=True)
class AllApart(Address):
    """Who is kept away from this mentee."""

    organisation: OrganisationId
    mentee: MembershipId


def asked(found: ApartAsked) -> Screen:
    here, mentee = found.organisation.id, found.mentee.partner.membership
    mentor = found.mentor.membership

    def keep(why: Apart) -> KeepApart:
        return KeepApart(here, mentee, mentor, why, apart=True)

    superior = [Button("Это руководитель наставляемого", keep(Apart.SUPERIOR))]
    about = "Отметка «руководитель» учитывается, если в анкете отмечено «Не мой руководитель»."
    return Screen(
        lines(
            bold("Не предлагать?"),
            "",
            markup("Наставник: {who}", who=words_of.called(found.mentor)),
            markup("Наставляемый: {who}", who=words_of.called(found.mentee.partner)),
            "",
            "Увидят это только те, кто подбирает пары. Решение можно отменить.",
            None if found.pupil else about,
        ),
        (
            (Button("Не предлагать этого наставника", keep(Apart.BY_HAND)),),
            *column([] if found.pupil else superior),
            (Button("Назад", Suggest(here, mentee)), MENU),
        ),
    )


def listed(found: ApartList) -> Screen:
    here, mentee = found.organisation.id, found.mentee.partner.membership
    body = [_line(words_of.called(mentor), why) for mentor, why in found.mentors]
    buttons = [
        Button(
            people.fitting(f"{_UNDO[why]}: {words_of.surname(mentor)}"),
            KeepApart(here, mentee, mentor.membership, why, apart=False),
        )
        for mentor, why in found.mentors[:7]
    ]
    return Screen(
        lines(
            bold("Кого не предлагаем"),
            markup("Наставляемый: {who}", who=words_of.called(found.mentee.partner)),
            "",
            *(body or [Html("Таких наставников нет.")]),
        ),
        (*column(buttons), (Button("К подбору", Suggest(here, mentee)), MENU)),
    )


_WHY = {Apart.BY_HAND: "решение куратора", Apart.SUPERIOR: "руководитель наставляемого"}
_UNDO = {Apart.BY_HAND: "Вернуть", Apart.SUPERIOR: "Не руководитель"}


def _line(who: str, why: Apart) -> Html:
    return markup("• {who} — {why}", who=bold(who), why=_WHY[why])
