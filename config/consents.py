"""``config/consents/*.yaml`` → texts of consent, each a document of its own."""

import datetime
from pathlib import Path
from string import Formatter
from typing import Literal

from pydantic import Field

from config.files import CONFIG, LATEST_VERSION, Place, Strict, read
from mentoring.consent import ConsentKind, ConsentText

PLACEHOLDERS = frozenset(
    {"organisation", "inn", "address", "contact", "until", "participant", "version", "date", "processor"}
)


class ConsentFile(Strict):
    id: str
    version: int = Field(ge=1, le=LATEST_VERSION)
    date: datetime.date
    title: str
    channel: Literal["chat", "paper"]
    summary: list[str]
    text: str | list[str]
    base: list[str]

    def value(self) -> ConsentText:
        """Paragraphs of a paper are joined by an empty line."""
        text = self.text if isinstance(self.text, str) else "\n\n".join(self.text)
        on_paper = self.channel == "paper"
        kind = ConsentKind(self.id)
        return ConsentText(kind, self.version, self.date, self.title, on_paper, tuple(self.summary), text)


def _problem(file: ConsentFile, stem: str) -> tuple[Place, str] | None:
    if file.id != stem:
        return ("id",), f"файл называется {stem}, а согласие — {file.id}"
    if file.id not in set(ConsentKind):
        return ("id",), f"вида согласия {file.id} нет"
    try:
        used = [found for found in Formatter().parse(file.value().text) if found[1] is not None]
    except ValueError:
        return ("text",), "фигурная скобка открыта и не закрыта, или наоборот"
    for _, name, form, conversion in used:
        if name not in PLACEHOLDERS:
            return ("text",), f"подстановки {{{name}}} нет"
        if form or conversion:
            return ("text",), f"в подстановке {{{name}}} лишнее: нужно одно имя"
    return None


def load(folder: Path = CONFIG / "consents") -> dict[ConsentKind, ConsentText]:
    """All texts by kind. Raises ContentRefused with file and line."""
    texts = {}
    for path in sorted(folder.glob("*.yaml")):
        file = read(path, ConsentFile, lambda file, stem=path.stem: _problem(file, stem))  # type: ignore[misc]
        texts[ConsentKind(file.id)] = file.value()
    return texts
