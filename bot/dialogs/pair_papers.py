"""«Документы»: the papers of a pair that its reader may have as files."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card
from bot.screens import Address, Button, Rows, Screen, address, bold, column, lines
from bot.texts import pair_papers as words_of
from bot.texts import pairs as pair_words
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard, Reader
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


def buttons(shown: PairCard) -> Rows:
    """A row of the card, where there is a paper."""
    return column([Button("Документы", PairPapers(shown.pair.id))] if offered(shown) else [])


def papers(shown: PairCard) -> Screen:
    kinds = offered(shown)
    said = [ABOUT[kind] for kind in kinds] or ["Документы появятся, когда будет готов план."]
    text = lines(bold(f"{pair_words.title(shown.pair)}: документы"), "", *said, *_by_hand(shown))
    files = [Button(words_of.LABELS[kind], SendPaper(shown.pair.id, kind)) for kind in kinds]
    return Screen(text, (*column(files), (Button("Назад", Card(shown.pair.id)), MENU)))


def _by_hand(shown: PairCard) -> list[str]:
    """What the bot leaves to people."""
    if shown.organisation.says_names:
        return []
    said = "Вместо имён — коды и место, чтобы вписать имя от руки."
    return ["", said if shown.reader is Reader.CURATOR else f"{said} Бот имён не передаёт."]
