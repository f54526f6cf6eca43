"""`order`: draft orders on pairs with names, and the forms of names, where they may not pass through the messenger."""

import argparse

from bot.command_line.exporting import keep
from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused
from bot.texts import orders as words_of
from config import paper_words
from config.settings import Settings
from documents import paper
from mentoring.ids import OrganisationId, PairId, PersonId
from mentoring.name_forms import NameForm
from mentoring.names import NameRefused
from mentoring.orders import OrderDraft
from usecases.orders import NothingToOrder, Orders
from usecases.unit import Operator, StaleButton


async def draft(options: argparse.Namespace, settings: Settings) -> Done:
    """The file is for the operator's eyes alone, as every export."""
    words = paper_words.load()
    async with opened_house(settings) as house:
        use = Orders(house)
        pair = None if options.pair is None else PairId(options.pair)
        try:
            drafted = await use.draft(Operator(), OrganisationId(options.org), options.kind, pair)
            found = await use.paper(Operator(), drafted.id)
        except NothingToOrder:
            raise Refused("nothing_to_order", _nothing(options.pair)) from None
    content = paper.written(words_of.LABELS[found.kind], words_of.blocks(found, words.orders[found.kind]))
    path = options.out or settings.data_dir / "exports" / words_of.file_name(found)
    keep(path, content)
    answer = {
        "path": str(path),
        "kind": found.kind.value,
        "pairs": [line.pair.id for line in found.lines],
        "forms": [_form(form) for form in found.forms],
    }
    return Done(answer, _text(found, str(path)))


async def form(options: argparse.Namespace, settings: Settings) -> Done:
    """Remember a corrected form: it wins over the rules from now on."""
    async with opened_house(settings) as house:
        here, person = OrganisationId(options.org), PersonId(options.person)
        try:
            kept = await Orders(house).correct(Operator(), here, person, options.case, options.form)
        except NameRefused:
            raise Refused("form", "это не форма того же имени: нужны фамилия, имя и отчество, если оно есть") from None
        except StaleButton:
            raise Refused("person_unknown", "такого человека с именем в этой организации нет") from None
    return Done({"form": _form(kept)}, f"Запомнено: {kept.form}")


def _nothing(pair: int | None) -> str:
    return "эта пара такого приказа не ждёт" if pair is not None else "сейчас ни одна пара такого приказа не ждёт"


def _form(kept: NameForm) -> dict[str, object]:
    return {
        "person_id": kept.person,
        "case": kept.case.value,
        "name": str(kept.name),
        "form": kept.form,
        "corrected": kept.corrected,
    }


def _text(found: OrderDraft, path: str) -> str:
    said = [f"Проект приказа: пар {len(found.lines)}, файл {path}"]
    for kept in found.forms:
        shown = kept.form or "пол не виден, впишите в файле или исправьте: order form"
        said.append(f"человек {kept.person}, {words_of.CASES[kept.case]}: {shown}")
    return "\n".join(said)
