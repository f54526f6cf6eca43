"""Groups: the curator gathers one, whoever is asked later answers, a draft gets its kind."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, Pairs
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup, paged, turning
from bot.texts import pairs as words_of
from bot.texts import people, words
from mentoring.group_cards import Candidate, Candidates, InvitationCard, MentorList, MentorPlaces
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.pair_cards import PairCard
from mentoring.pairs import MentoringKind, PairState


@address("ga")
@dataclass(frozen=True, slots=True)
class Gather(Address):
    """«Собрать группу»: who leads it?"""

    organisation: OrganisationId
    page: int = 0


@address("gb")
@dataclass(frozen=True, slots=True)
class Around(Address):
    """Mentees for a mentor who has no draft yet."""

    organisation: OrganisationId
    mentor: MembershipId
    page: int = 0


@address("gc")
@dataclass(frozen=True, slots=True)
class Start(Address):
    """The first mentee: the draft begins."""

    organisation: OrganisationId
    mentor: MembershipId
    mentee: MembershipId


@address("gd")
@dataclass(frozen=True, slots=True)
class Members(Address):
    """«Добавить наставляемого»: who is in a draft or a group, and who may come in."""

    pair: PairId
    page: int = 0


@address("ge")
@dataclass(frozen=True, slots=True)
class Add(Address):
    """Into a draft."""

    pair: PairId
    mentee: MembershipId
    page: int = 0


@address("gf")
@dataclass(frozen=True, slots=True)
class Drop(Address):
    """Out of a draft."""

    pair: PairId
    mentee: MembershipId
    page: int = 0


@address("gk")
@dataclass(frozen=True, slots=True)
class Kinds(Address):
    """«Вид: …» of a draft."""

    pair: PairId


@address("gl")
@dataclass(frozen=True, slots=True)
class ChooseKind(Address):
    pair: PairId
    kind: MentoringKind


@address("gi")
@dataclass(frozen=True, slots=True)
class Invite(Address):
    """Into a group that is under way."""

    pair: PairId
    mentee: MembershipId


@address("gr")
@dataclass(frozen=True, slots=True)
class Recall(Address):
    """Take an invitation back."""

    pair: PairId
    mentee: MembershipId


@address("gv")
@dataclass(frozen=True, slots=True)
class Invitation(Address):
    """What somebody who is asked to come in sees."""

    pair: PairId


@address("gy")
@dataclass(frozen=True, slots=True)
class Join(Address):
    pair: PairId


@address("gn")
@dataclass(frozen=True, slots=True)
class Refuse(Address):
    pair: PairId


MENU = Button("Меню", Open("menu"))


# -- gathering -------------------------------------------------------------------------------------------------------


def mentors(found: MentorList) -> Screen:
    """Whoever has room for two or more."""
    part = paged(len(found.mentors), found.page)
    here = found.mentors[part.first : part.last]
    back = (Button("Назад", Pairs(found.organisation.id)), MENU)
    if not here:
        text = "Наставников, у которых свободны хотя бы два места, сейчас нет."
        return Screen(lines(bold("Собрать группу"), found.organisation.name, "", text), (back,))
    buttons = [Button(_mentor_label(one), Around(found.organisation.id, one.partner.membership)) for one in here]
    lost = f"📵 — {words_of.UNREACHED}." if any(one.unreached for one in here) else None
    return Screen(
        lines(bold("Собрать группу"), found.organisation.name, "", "Кто будет вести?", lost),
        (*column(buttons), *turning(part, lambda to: Gather(found.organisation.id, to)), back),
    )


def _mentor_label(one: MentorPlaces) -> str:
    places = words.counted(one.places, "место", "места", "мест")
    return people.fitting(f"{'📵 ' if one.unreached else ''}{words_of.called(one.partner)} · {places}")


def members(found: Candidates) -> Screen:
    """Who is in already stands first; a press says what will be, so a second one changes nothing."""
    part = paged(len(found.people), found.page)
    here = found.people[part.first : part.last]
    drafted = found.card is None or found.card.pair.state is PairState.PROPOSED
    head = "Кто в группе?" if drafted else "Кого пригласить?"
    open_to = found.places > 0
    return Screen(
        lines(
            bold(head),
            found.organisation.name,
            "",
            markup("Наставник: {who}", who=bold(words_of.called(found.mentor))),
            *_already(found),
            f"Можно добавить ещё: {found.places}." if open_to else "Свободных мест больше нет.",
            "" if here else None,
            *(_candidate(one) for one in here),
            None if found.people else "Подходящих наставляемых без пары сейчас нет.",
        ),
        (
            *column([button for one in here if (button := _candidate_button(found, one, part.page, open_to=open_to))]),
            *turning(part, lambda to: _turned(found, to)),
            _members_back(found),
        ),
    )


def _already(found: Candidates) -> list[str]:
    """A draft of one, or a group under way: its members are named, there is nothing to untick."""
    drafted = found.card is not None and found.card.pair.state is PairState.PROPOSED
    if found.card is None or (drafted and any(one.chosen for one in found.people)):
        return []
    return [f"Уже в составе: {words.listed(words_of.called(one) for one in found.card.mentees)}."]


def _candidate(one: Candidate) -> Html:
    told = [*([words_of.UNREACHED] if one.unreached else []), *map(words_of.because, one.reasons[:3])]
    tail = f": {', '.join(told)}" if told else ""
    return markup(
        "{mark}{who}{tail}", mark="✓ " if one.chosen else "", who=bold(words_of.called(one.partner)), tail=tail
    )


def _candidate_button(found: Candidates, one: Candidate, page: int, *, open_to: bool) -> Button | None:
    name, mentee = words_of.called(one.partner), one.partner.membership
    if one.chosen and found.card is not None:
        if found.card.pair.state is not PairState.PROPOSED:
            return Button(people.fitting(f"Отозвать: {name}"), Recall(found.card.pair.id, mentee))
        return Button(people.fitting(f"Убрать: {name}"), Drop(found.card.pair.id, mentee, page))
    if not open_to:
        return None
    if found.card is None:
        return Button(people.fitting(name), Start(found.organisation.id, found.mentor.membership, mentee))
    if found.card.pair.state is PairState.PROPOSED:
        return Button(people.fitting(f"Добавить: {name}"), Add(found.card.pair.id, mentee, page))
    return Button(people.fitting(f"Пригласить: {name}"), Invite(found.card.pair.id, mentee))


def _turned(found: Candidates, page: int) -> Address:
    if found.card is None:
        return Around(found.organisation.id, found.mentor.membership, page)
    return Members(found.card.pair.id, page)


def _members_back(found: Candidates) -> tuple[Button, ...]:
    if found.card is None:
        return Button("Назад", Gather(found.organisation.id)), MENU
    return Button("Готово", Card(found.card.pair.id)), MENU


# -- the part of a draft's card --------------------------------------------------------------------------------------


def kinds(shown: PairCard) -> Screen:
    """How many events a plan has follows from the kind."""
    found = [
        Button(f"✓ {label}" if kind is shown.pair.kind else label, ChooseKind(shown.pair.id, kind))
        for kind, label in words_of.KINDS.items()
    ]
    return Screen(
        lines(
            bold("Вид наставничества"),
            "",
            *(f"{words_of.KINDS[kind]} — {words_of.KIND_MEANS[kind]}." for kind in words_of.KINDS),
        ),
        (*column(found), (Button("Назад", Card(shown.pair.id)), MENU)),
    )


# -- coming in later -------------------------------------------------------------------------------------------------


def invitation(shown: InvitationCard) -> Screen:
    """Before the answer nobody is named, as with any other offer."""
    plea = "Решать тебе" if shown.pupil else "Решение за Вами"
    post = people.post_words(shown.mentor.post)
    who = ", ".join(part for part in (f"код {shown.mentor.code}", words.inside(post) if post else None) if part)
    topics = words_of.topics(shown.mentor.topics)
    names = "Имена откроются после согласия." if shown.organisation.says_names else None
    return Screen(
        lines(
            bold("Тебя приглашают в группу" if shown.pupil else "Вас приглашают в группу"),
            markup("<i>{name}</i>", name=shown.organisation.name),
            "",
            markup("Наставник: {who}", who=bold(who)),
            f"Может помочь: {topics}." if topics else None,
            f"Сейчас в составе: {words.counted(shown.members, 'наставляемый', 'наставляемых', 'наставляемых')}.",
            "",
            f"{plea}: отказ ни на что не влияет.",
            f"Срок ответа — {words.day(shown.until)}.",
            names,
        ),
        ((Button("Принять", Join(shown.pair)), Button("Отклонить", Refuse(shown.pair))), (MENU,)),
    )


def refused_invitation(*, pupil: bool) -> Screen:
    text = "Спасибо за ответ. Куратор подберёт другой вариант."
    more = "Если передумаешь, напиши куратору." if pupil else "Если передумаете, напишите куратору."
    return Screen(lines(bold("Ответ записан"), "", text, more), ((MENU,),))


LAST_MEMBER = "В черновике должен остаться хотя бы один наставляемый. Удалить черновик можно в карточке."
GROUP_FULL = "Мест больше нет: так решено в программе или у наставника заняты все места."
