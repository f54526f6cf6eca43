"""«Документы»: the papers of a pair that its reader may have as files."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.orders import OrderOfPair
from bot.dialogs.pair_addresses import Card
from bot.screens import Address, Button, Rows, Screen, address, bold, column, lines
from bot.texts import pair_papers as words_of
from bot.texts import pairs as pair_words
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pair_papers import PaperKind, offered

MENU = Button("Меню", Open("menu"))


@address("df")
@dataclass(frozen=True, slots=True)
class PairPapers(Address):
    """Which papers there are."""

    pair: PairId


@address("dg")
@dataclass(frozen=True, slots=True)
class SendPaper(Address):
    pair: PairId
    kind: PaperKind


ABOUT: dict[PaperKind, str] = {
    PaperKind.PROGRAMME: "Программа пары — цель, мероприятия и сроки, место для подписей.",
    PaperKind.REPORT: "Отчёт наставника — встречи и мероприятия по отметкам в боте.",
    PaperKind.CERTIFICATE: "Справка о завершении — срок, встречи и результат.",
}


NOT_YET = "Документы появятся, когда будет готов план."


def buttons(shown: PairCard) -> Rows:
    """A row of the card, where there is a paper."""
    there = offered(shown) or Event.ENTER_ORDER in shown.open_to
    return column([Button("Документы", PairPapers(shown.pair.id))] if there else [])


def papers(shown: PairCard, *, order: bool = False) -> Screen:
    """``order``: the pair waits for an order that this reader may draft."""
    kinds = offered(shown)
    said = [pair_words.of_group(shown.pair, ABOUT[kind]) for kind in kinds] or ([] if order else [NOT_YET])
    said += ["Проект приказа — на подпись руководителю."] if order else []
    text = lines(bold(f"{pair_words.title(shown.pair)}: документы"), "", *said, *_by_hand(shown))
    files = [Button(words_of.label(shown.pair, kind), SendPaper(shown.pair.id, kind)) for kind in kinds]
    files += [Button("Проект приказа", OrderOfPair(shown.pair.id))] if order else []
    return Screen(text, (*column(files), (Button("Назад", Card(shown.pair.id)), MENU)))


def _by_hand(shown: PairCard) -> list[str]:
    """What the bot leaves to people."""
    if shown.organisation.says_names:
        return []
    said = "Вместо имён — коды и место, чтобы вписать имя от руки."
    return ["", said if shown.reader is Reader.CURATOR else f"{said} Бот имён не передаёт."]
