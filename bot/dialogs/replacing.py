"""Another mentor for a pair: whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import More
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup, paged, turning
from bot.texts import pairs as words_of
from bot.texts import people
from mentoring.ids import MembershipId, PairId
from mentoring.pair_cards import PairCard, Suggested


@address("zr")
@dataclass(frozen=True, slots=True)
class Replace(Address):
    """Mentors who could take over."""

    pair: PairId
    page: int = 0


@address("zc")
@dataclass(frozen=True, slots=True)
class Choose(Address):
    """This one; ``sure``: after the word on what follows."""

    pair: PairId
    mentor: MembershipId
    sure: bool = False


def mentors(shown: PairCard, found: Sequence[Suggested], page: int) -> Screen:
    """The best first, each with what speaks for them."""
    part = paged(len(found), page, 5)
    numbered = list(enumerate(found[part.first : part.last], part.first + 1))
    body = [_line(number, one) for number, one in numbered]
    nobody = Html("Свободных наставников, которые подошли бы, сейчас нет.")
    buttons = [
        Button(
            people.fitting(f"{number}. {words_of.called(one.partner)}"), Choose(shown.pair.id, one.partner.membership)
        )
        for number, one in numbered
    ]
    back = (Button("Назад", More(shown.pair.id)), Button("Меню", Open("menu")))
    return Screen(
        lines(bold(f"{words_of.title(shown.pair)}: другой наставник"), "", *(body or [nobody])),
        (*column(buttons), *turning(part, lambda to: Replace(shown.pair.id, to)), back),
    )


def _line(number: int, one: Suggested) -> Html:
    reasons = ", ".join(words_of.because(reason) for reason in one.reasons)
    return markup("{number}. {who}: {reasons}", number=number, who=bold(words_of.called(one.partner)), reasons=reasons)


def sure(shown: PairCard, one: Suggested) -> Screen:
    """What follows, before anybody hears of it."""
    text = lines(
        bold(f"{words_of.title(shown.pair)}: другой наставник"),
        "",
        markup("Предложить: {who}", who=bold(words_of.called(one.partner))),
        "",
        "Новому наставнику и наставляемым придёт предложение: пара продолжится, когда согласятся все.",
        "Прежний наставник узнает только, что работа с парой завершена. Потом нужен новый приказ.",
    )
    go = Button("Предложить", Choose(shown.pair.id, one.partner.membership, sure=True))
    return Screen(text, ((go,), (Button("Назад", Replace(shown.pair.id)),)))


NOBODY_ELSE = "У этого наставника уже нет свободного места. Выберите другого."
