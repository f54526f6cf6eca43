"""Names, phones and addresses of mail in a plan that somebody brings: left out, or told of where they are only likely.

A plan is read by everybody below its place and outlives those who are named in it.
"""

import re
from dataclasses import dataclass

from mentoring.free_text import Concern, concerns, without_contacts
from mentoring.free_text_surnames import holds_a_surname

_LIKELY = frozenset({Concern.SURNAME, Concern.PHONE, Concern.EMAIL})
_PART = 1000
"""Characters that are looked at together: a cell may be as long as the file."""

_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?"
_TWO_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\b\.?"
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]*(?:ович|евич|ьич|овн|евн|ичн|иничн)[а-яё]{0,2}"
CAPITALS = r"[А-ЯЁ]{3,}(?:-[А-ЯЁ]{3,})?"
_PATRONYMIC_CAPITALS = r"[А-ЯЁ]+(?:ОВИЧ|ЕВИЧ|ЬИЧ|ОВН|ЕВН|ИЧН|ИНИЧН)[А-ЯЁ]{0,2}"
PERSON = re.compile(
    rf"\b{SURNAME}\s+{_INITIALS}(?!\w)|\b{_INITIALS}\s?{SURNAME}\b"
    rf"|\b{CAPITALS}\s+{_TWO_INITIALS}(?!\w)|\b{_TWO_INITIALS}\s?{CAPITALS}\b"
    rf"|\b(?:{SURNAME}\s+|{CAPITALS}\s+)?{SURNAME}\s+{_PATRONYMIC}\b(?:\s+{SURNAME}\b)?"
    rf"|\b(?:{CAPITALS}\s+)?{CAPITALS}\s+{_PATRONYMIC_CAPITALS}\b(?:\s+{CAPITALS}\b)?"
)

_SURE = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\b|[А-ЯЁа-яё]{3,}\s+[А-ЯЁа-яё]", re.IGNORECASE)
"""Two initials, or more than one whole word: «А. Основы» is a section."""

_IN_HONOUR = re.compile(r"(?:\bим\.?|\bимени|\bпамяти|\bул\.?|\bулиц\w+)\s*$", re.IGNORECASE)
_LEFT_ALONE = (
    re.compile(r"\(\s*(?:(?:отв|исп|тел)\w*)?[\s.:,–—-]*\)", re.IGNORECASE),
    re.compile(r"[,;]?\s*\b(?:(?:подготовил|составил|исполнил)[аи]?|отв\.|исп\.|тел\.)[\s,;:–—-]*$", re.IGNORECASE),
)
"""What introduced the person: «(отв. )», «подготовила»."""


@dataclass(frozen=True, slots=True)
class Bare:
    """``less``: something was left out; ``likely``: what is left may still name somebody."""

    text: str
    less: bool
    likely: bool


def bare(text: str) -> Bare:
    """The words of a plan without persons."""
    without = PERSON.sub(lambda found: found[0] if _is_no_person(text, found) else " ", text)
    without, _ = without_contacts(without)
    if without == text:
        return Bare(text, less=False, likely=likely(text))
    for pattern in _LEFT_ALONE:
        without = pattern.sub("", without)
    tidy = re.sub(r"\s+([,;.)])", r"\1", " ".join(without.split())).strip(" ,;:–—-")
    return Bare(tidy, less=True, likely=likely(tidy))


@dataclass(frozen=True, slots=True)
class Warned:
    """``less``: something typed was left out; ``seen``: what is kept may still be no matter of others."""

    less: bool
    seen: frozenset[Concern]


def warned(typed: str) -> Warned:
    """Of words that somebody writes into a road map: nothing is refused, the writer is told."""
    found = [bare(" ".join(line.split())) for line in typed.splitlines()]
    return Warned(any(one.less for one in found), frozenset().union(*(concerns(one.text) for one in found)))


def likely(text: str) -> bool:
    """Whether somebody seems to be named."""
    parts = (text[at : at + _PART] for at in range(0, len(text), _PART))
    return any(concerns(part) & _LIKELY for part in parts)


def _is_no_person(text: str, found: re.Match[str]) -> bool:
    """«СОШ им. А. С. Пушкина»; «А. Основы»."""
    honoured = _IN_HONOUR.search(text[max(0, found.start() - 20) : found.start()])
    return honoured is not None or _SURE.search(found[0]) is None or not holds_a_surname(found[0])
