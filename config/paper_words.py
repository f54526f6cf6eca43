"""``config/paper_words.yaml`` → the words of programmes and orders."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.orders import OrderKind, OrderWords
from mentoring.pair_papers import PaperWords
from mentoring.pairs import MeetingKind

Words = Annotated[str, Field(min_length=3, max_length=600)]
KNOWN = frozenset({"year", "start", "end", "plans", "curator"})
DECLINED = frozenset({"mentees", "mentor"})
"""Who is named in an order on one pair alone."""

_NAMED = re.compile(r"\{([^{}]*)\}?|\}")


class StagesFile(Strict):
    acquaintance: Words
    trial: Words
    planning: Words
    final: Words


class OrderFile(Strict):
    title: Words
    basis: Words
    points: list[Words] = Field(min_length=1, max_length=12)
    single: Words | None = None


class OrdersFile(Strict):
    assign: OrderFile
    change: OrderFile
    complete: OrderFile


class PaperFile(Strict):
    stages: StagesFile
    orders: OrdersFile


def _problem(file: PaperFile) -> tuple[Place, str] | None:
    for kind in OrderKind:
        for where, text, known in _texts(getattr(file.orders, kind.value)):
            for found in _NAMED.finditer(text):
                if not found[0].endswith("}") or found[1] not in known:
                    return ("orders", kind.value, *where), f"такого слова в скобках нет: {found[0]}"
    return None


def _texts(order: OrderFile) -> Iterator[tuple[Place, str, frozenset[str]]]:
    yield ("title",), order.title, KNOWN
    yield ("basis",), order.basis, KNOWN
    yield ("single",), order.single or "", KNOWN | DECLINED
    for number, point in enumerate(order.points):
        yield ("points", number), point, KNOWN


def load(path: Path = CONFIG / "paper_words.yaml") -> PaperWords:
    """Raises ContentRefused with file and line."""
    file = read(path, PaperFile, _problem)
    stages = {MeetingKind(name): words for name, words in file.stages.model_dump().items()}
    orders = {}
    for kind in OrderKind:
        order = getattr(file.orders, kind.value)
        orders[kind] = OrderWords(order.title, order.basis, tuple(order.points), order.single)
    return PaperWords(stages, orders)
