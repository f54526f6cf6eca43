"""/invite: whom, personally or by a poster, the link with its picture, and the invitations that are out."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.dialogs.menu import Open
from bot.screens import (
    Address,
    Button,
    Html,
    Picture,
    Screen,
    address,
    bold,
    column,
    grid,
    lines,
    markup,
    paged,
    turning,
)
from bot.texts import labels, roles
from bot.texts.invitations import STATES, WHOM
from bot.texts.organisations import what_is_missing
from bot.texts.words import NBSP, counted, day_and_year, short_day
from mentoring.ids import InvitationId, OrganisationId
from mentoring.invitations import (
    PERSONAL_DAYS,
    POSTER_DAYS,
    POSTER_USES,
    InvitationCard,
    InvitationState,
    Inviter,
    Kind,
)
from mentoring.organisations import Organisation, missing
from mentoring.roles import Role

LABEL = 30


@address("ivl")
@dataclass(frozen=True, slots=True)
class ChooseOrganisation(Address):
    page: int = 0


@address("iv")
@dataclass(frozen=True, slots=True)
class InviteInto(Address):
    organisation: OrganisationId


@address("ivk")
@dataclass(frozen=True, slots=True)
class ChooseKind(Address):
    organisation: OrganisationId
    role: Role


@address("ivm")
@dataclass(frozen=True, slots=True)
class MakePersonal(Address):
    """``code`` was drawn with the button: two taps make one invitation."""

    organisation: OrganisationId
    role: Role
    code: str


@address("ivu")
@dataclass(frozen=True, slots=True)
class ChooseUses(Address):
    organisation: OrganisationId
    role: Role


@address("ivd")
@dataclass(frozen=True, slots=True)
class ChooseDays(Address):
    organisation: OrganisationId
    role: Role
    uses: int


@address("ivo")
@dataclass(frozen=True, slots=True)
class MakePoster(Address):
    organisation: OrganisationId
    role: Role
    uses: int
    days: int
    code: str


@address("ivs")
@dataclass(frozen=True, slots=True)
class ShowInvitations(Address):
    organisation: OrganisationId
    page: int = 0


@address("ivc")
@dataclass(frozen=True, slots=True)
class ShowInvitation(Address):
    invitation: InvitationId


@address("ivq")
@dataclass(frozen=True, slots=True)
class ShowLink(Address):
    invitation: InvitationId


@address("ivr")
@dataclass(frozen=True, slots=True)
class AskRevoke(Address):
    invitation: InvitationId


@address("ivx")
@dataclass(frozen=True, slots=True)
class Revoke(Address):
    invitation: InvitationId


# -- whom and how ----------------------------------------------------------------------------------------------------


def organisation_asked(inviters: Sequence[Inviter], page: int) -> Screen:
    if not inviters:
        return Screen(
            lines(
                bold("Приглашения"),
                "",
                "Приглашать пока некуда: сначала создайте организацию командой /org.",
            ),
            column([Button("Организации", Open("org")), Button("Меню", Open("menu"))]),
        )
    part = paged(len(inviters), page)
    here = [inviter.organisation for inviter in inviters[part.first : part.last]]
    return Screen(
        lines(bold("Приглашения"), "", "Куда приглашаете?"),
        column([Button(labels.organisation(one.name, LABEL), InviteInto(one.id)) for one in here])
        + turning(part, ChooseOrganisation)
        + ((Button("Меню", Open("menu")),),),
    )


def role_asked(inviter: Inviter, open_ones: int) -> Screen:
    one = inviter.organisation
    buttons = [Button(roles.NAMES[role].capitalize(), ChooseKind(one.id, role)) for role in inviter.roles]
    return Screen(
        lines(bold("Кого приглашаете?"), markup("{name}", name=one.name), *_not_ready(one)),
        (
            *grid(buttons, 2 if len(buttons) > 4 else 1),
            (Button(f"Действующие приглашения: {open_ones}", ShowInvitations(one.id)),),
            (Button("Назад", ChooseOrganisation()), Button("Меню", Open("menu"))),
        ),
    )


def _not_ready(one: Organisation) -> list[object]:
    """An invitation may be out before, but nobody gets past the consent step."""
    sentence = what_is_missing(missing(one))
    if not sentence:
        return []
    return ["", f"⚠️ Согласия пока не собираются. {sentence} Дополнить можно командой /org."]


def kind_asked(organisation: Organisation, role: Role, code: str) -> Screen:
    return Screen(
        lines(
            bold(f"Приглашаем {WHOM[role]}"),
            markup("{name}", name=organisation.name),
            "",
            markup(
                "<b>Личное</b> — одному человеку: ссылка сработает один раз, {days}.",
                days=_for_days(PERSONAL_DAYS),
            ),
            "",
            markup("<b>Для плаката</b> — одна ссылка и QR-код на всех: в учительскую, в рассылку, на собрание."),
        ),
        (
            (Button("Личное", MakePersonal(organisation.id, role, code)),),
            (Button("Для плаката", ChooseUses(organisation.id, role)),),
            (Button("Назад", InviteInto(organisation.id)),),
        ),
    )


def _for_days(days: int) -> str:
    return f"действует {counted(days, 'день', 'дня', 'дней')}"


def uses_asked(organisation: Organisation, role: Role) -> Screen:
    buttons = [
        Button(f"До {_on_button(uses, 'человека', 'человек', 'человек')}", ChooseDays(organisation.id, role, uses))
        for uses in POSTER_USES
    ]
    return Screen(
        lines(
            bold("На сколько человек?"),
            markup("{name}", name=organisation.name),
            "",
            "Когда придёт столько людей, ссылка перестанет работать.",
        ),
        (*grid(buttons, 2), (Button("Назад", ChooseKind(organisation.id, role)),)),
    )


def _on_button(number: int, one: str, few: str, many: str) -> str:
    """With a plain space: a label is never broken between lines."""
    return counted(number, one, few, many).replace(NBSP, " ")


def days_asked(organisation: Organisation, role: Role, uses: int, code: str) -> Screen:
    buttons = [
        Button(_on_button(days, "день", "дня", "дней"), MakePoster(organisation.id, role, uses, days, code))
        for days in POSTER_DAYS
    ]
    return Screen(
        lines(
            bold("На какой срок?"),
            markup("{name}", name=organisation.name),
            "",
            "Отозвать приглашение можно в любой день.",
        ),
        (tuple(buttons), (Button("Назад", ChooseUses(organisation.id, role)),)),
    )


# -- the link --------------------------------------------------------------------------------------------------------


def link_shown(card: InvitationCard, link: str, picture: bytes) -> Screen:
    """The text is a picture's caption: short, and the link is copied with a tap."""
    alone = card.kind is Kind.PERSONAL
    how = "Перешлите ссылку одному человеку." if alone else "Распечатайте QR-код или разошлите ссылку."
    return Screen(
        lines(
            bold(f"Приглашаем {WHOM[card.role]}"),
            markup("{name}", name=card.organisation.name),
            "",
            markup("<code>{link}</code>", link=link),
            "",
            how,
            _limits(card),
        ),
        (
            (Button("Переслать ссылку", _share(link)),),
            (
                Button("Ещё приглашение", InviteInto(card.organisation.id)),
                Button("Все приглашения", ShowInvitations(card.organisation.id)),
            ),
            (Button("Меню", Open("menu")),),
        ),
        Picture(f"Приглашение_{card.code}.png", picture),
    )


def _share(link: str) -> str:
    return f"https://t.me/share/url?url={quote(link, safe='')}"


def _limits(card: InvitationCard) -> Html:
    until = day_and_year(card.until)
    if card.kind is Kind.PERSONAL:
        whose = f"Для человека с кодом {card.of}, один раз" if card.of else "Сработает один раз"
        return markup("{whose}, до {until}", whose=whose, until=until)
    return markup("Осталось мест: {left}, до {until}", left=card.uses_left, until=until)


# -- what is out -----------------------------------------------------------------------------------------------------


def invitations(organisation: Organisation, cards: Sequence[InvitationCard], page: int) -> Screen:
    part = paged(len(cards), page)
    here = cards[part.first : part.last]
    text = "Откройте, чтобы показать ссылку ещё раз или отозвать." if cards else "Действующих приглашений нет."
    return Screen(
        lines(bold("Действующие приглашения"), markup("{name}", name=organisation.name), "", text),
        column([Button(_entry(one), ShowInvitation(one.id)) for one in here])
        + turning(part, lambda number: ShowInvitations(organisation.id, number))
        + ((Button("Назад", InviteInto(organisation.id)), Button("Меню", Open("menu"))),),
    )


def _entry(card: InvitationCard) -> str:
    """Two personal invitations into one role are told apart by their codes or end dates."""
    role, until = roles.NAMES[card.role].capitalize(), f"до {short_day(card.until)}"
    if card.kind is Kind.PERSONAL:
        told = f", {card.of or 'личное'}"
    else:
        told = f": {card.uses} из {card.uses + card.uses_left}"
    tail = f"{told}, {until}" if len(f"{role}{told}, {until}") <= LABEL else f"{told} {until}"
    return labels.shortened(role, LABEL - len(tail)) + tail


def invitation(card: InvitationCard) -> Screen:
    back = Button("Назад", ShowInvitations(card.organisation.id))
    rows: tuple[tuple[Button, ...], ...] = ((back,),)
    if card.state is InvitationState.OPEN:
        rows = (
            (Button("Показать ссылку и QR-код", ShowLink(card.id)),),
            (Button("Отозвать", AskRevoke(card.id)), back),
        )
    return Screen(
        lines(
            bold(f"Приглашаем {WHOM[card.role]}"),
            markup("{name}", name=card.organisation.name),
            "",
            markup("Приглашение {state}", state=STATES[card.state]),
            markup("Вид: {kind}", kind=_kind(card)),
            _until(card),
            markup("Уже пришли: {uses}", uses=card.uses),
        ),
        rows,
    )


def _kind(card: InvitationCard) -> str:
    if card.kind is Kind.PERSONAL:
        return f"личное, для кода {card.of}" if card.of else "личное, для одного человека"
    total = card.uses + card.uses_left
    return f"для плаката, до {counted(total, 'человека', 'человек', 'человек')}"


def _until(card: InvitationCard) -> Html | None:
    words = {InvitationState.OPEN: "Действует до", InvitationState.EXPIRED: "Действовало до"}.get(card.state)
    return None if words is None else markup("{words} {until}", words=words, until=day_and_year(card.until))


def revoke_asked(card: InvitationCard) -> Screen:
    return Screen(
        lines(
            bold("Отозвать приглашение?"),
            markup("{role}, {name}", role=roles.NAMES[card.role].capitalize(), name=card.organisation.name),
            "",
            "Ссылка и QR-код перестанут работать. Те, кто уже пришёл, останутся.",
        ),
        (
            (Button("Да, отозвать", Revoke(card.id)),),
            (Button("Не отзывать", ShowInvitation(card.id)),),
        ),
    )
