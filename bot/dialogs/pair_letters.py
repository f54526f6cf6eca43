"""What letters about pairs say: short, because their button leads to the card, which tells the rest."""

from collections.abc import Callable

from bot.dialogs.pairs import Card
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import pairs as words_of
from bot.texts import words
from mentoring.letters import LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Reader


def words_of_letter(news: PairNews) -> Html:
    """A letter to the staff names the pair; a side knows its own."""
    shown, head = news.card, HEADS[news.kind]
    if shown.pupil and news.kind is LetterKind.PAIR_OFFERED:
        head = "🤝 Тебе предложена пара"
    said = SAID[news.kind](shown)
    return lines(bold(head), markup("<i>{name}</i>", name=shown.organisation.name), "", _which(shown), said)


def button_of(news: PairNews) -> Button:
    asks = news.kind in {LetterKind.PAIR_OFFERED, LetterKind.PAIR_WAITS} and news.card.reader is not Reader.CURATOR
    label = "Посмотреть и ответить" if asks else "Открыть карточку пары"
    return Button(label, Card(news.card.pair.id))


def _which(shown: PairCard) -> Html | None:
    if shown.reader is not Reader.CURATOR:
        return None
    mentees = ", ".join(words_of.called(mentee) for mentee in shown.mentees)
    return markup(
        "{title}: {mentor} → {mentees}",
        title=words_of.title(shown.pair),
        mentor=words_of.called(shown.mentor),
        mentees=mentees,
    )


def _until(shown: PairCard) -> str:
    return f"Срок — {words.day(shown.deadline)}." if shown.deadline else ""


def _offered(shown: PairCard) -> str:
    return f"{'Посмотри и реши' if shown.pupil else 'Посмотрите и решите'}, подходит ли. {_until(shown)}".strip()


def _waits(shown: PairCard) -> str:
    if shown.reader is Reader.CURATOR:
        return f"Приказа ещё нет. {_until(shown)}".strip()
    return f"Нужен ответ: подходит пара или нет. {_until(shown)} Потом предложение закроется."


HEADS: dict[LetterKind, str] = {
    LetterKind.PAIR_OFFERED: "🤝 Вам предложена пара",
    LetterKind.PAIR_WAITS: "🤝 Пара ждёт",
    LetterKind.PAIR_AGREED: "🤝 Все согласны",
    LetterKind.PAIR_ASSIGNED: "🤝 Пара закреплена приказом",
    LetterKind.PAIR_OFF: "Пара не состоялась",
    LetterKind.PAIR_ENDED: "Пара завершена",
    LetterKind.PAIR_DECLINED: "Пара не состоялась",
    LetterKind.PAIR_LAPSED: "Пара не состоялась",
    LetterKind.PAIR_LATE: "🔔 Пара задержалась",
    LetterKind.ORDER_AWAITED: "🤝 Пара ждёт приказа",
}

SAID: dict[LetterKind, Callable[[PairCard], str]] = {
    LetterKind.PAIR_OFFERED: _offered,
    LetterKind.PAIR_WAITS: _waits,
    LetterKind.PAIR_AGREED: lambda _: "Куратор оформляет приказ, после него — первая встреча.",
    LetterKind.PAIR_ASSIGNED: lambda shown: f"Дальше — встреча-знакомство. {_until(shown)}".strip(),
    LetterKind.PAIR_OFF: lambda _: "Куратор подбирает другой вариант.",
    LetterKind.PAIR_ENDED: lambda _: "Спасибо за работу. По всем вопросам — к куратору.",
    LetterKind.PAIR_DECLINED: lambda _: "Причина — в карточке. Наставляемый снова ждёт пару.",
    LetterKind.PAIR_LAPSED: lambda _: (
        "Срок ответа вышел, предложение закрыто. Его можно повторить или выбрать другую пару."
    ),
    LetterKind.PAIR_LATE: lambda shown: f"Сейчас: {words_of.STATES[shown.pair.state]}. Срок вышел.",
    LetterKind.ORDER_AWAITED: lambda shown: (
        f"Обе стороны согласны. Внесите номер и дату приказа. {_until(shown)}".strip()
    ),
}
