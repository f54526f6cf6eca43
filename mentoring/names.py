"""A person's name: read from what was typed, written back properly."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class FullName:
    """``surname`` is empty where only the name and the patronymic may be told."""

    surname: str
    name: str
    patronymic: str | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    @property
    def polite(self) -> str:
        """«Анна Олеговна»: how an adult is addressed."""
        return " ".join(part for part in (self.name, self.patronymic) if part)

    @property
    def without_surname(self) -> "FullName":
        return replace(self, surname="")


_PATRONYMIC = re.compile(r"(?:ович|евич|овна|евна|ична|[- ](?:оглы|кызы))$")


def patronymic_stands_first(name: FullName) -> bool:
    """«Анна Олеговна Иванова»: whoever writes the name before the surname has a patronymic where the name should be."""
    return _PATRONYMIC.search(name.name.lower()) is not None


class NameRefused(Exception):
    """What was typed does not look like a surname and a name."""


_PART = re.compile(r"[А-ЯЁа-яё]+(?:[-’'][А-ЯЁа-яё]+)*\.?")
_SIGNS = str.maketrans(dict.fromkeys("\N{NON-BREAKING HYPHEN}\N{HYPHEN}–—", "-") | dict.fromkeys("ʼ‘`'", "’"))
_TAILS = {"оглы", "кызы", "гызы", "улы", "уулу"}
_LONGEST = 100


def parse(typed: str) -> FullName:
    """Read «Иванова Анна Олеговна»; the patronymic may be absent. Raises NameRefused."""
    words = one_spelling(typed).split()
    if len(typed) > _LONGEST or not 2 <= len(words) <= 4:
        raise NameRefused
    if not all(_PART.fullmatch(word) for word in words) or any(word.endswith(".") for word in words):
        raise NameRefused
    if len(words) == 4 and words[3].lower().rpartition("-")[2] not in _TAILS:
        raise NameRefused
    written = [capital(word) for word in words]
    return FullName(written[0], written[1], " ".join(written[2:]) or None)


def one_spelling(text: str) -> str:
    """One sign for what looks the same: «й» of a Mac is «и» and a breve, Word writes hyphens of its own."""
    return unicodedata.normalize("NFC", text).translate(_SIGNS)


def capital(word: str) -> str:
    """«ИВАНОВА» and «иванова» as «Иванова»; both halves of a double name, but not «оглы»."""
    parts = re.split(r"([-’'])", word.lower())
    return "".join(part if part in _TAILS else part.capitalize() for part in parts)


def has_tail(patronymic: str) -> bool:
    """«Рашид кызы», «Али-оглы»: such a patronymic is the same in every case."""
    return re.split(r"[- ]", patronymic.lower())[-1] in _TAILS


def gender_of(patronymic: str | None) -> Gender | None:
    """Guess by the patronymic; None where it does not tell."""
    ending = (patronymic or "").lower()
    if ending.endswith(("вна", "чна", "шна", "кызы", "гызы")):
        return Gender.FEMALE
    if ending.endswith(("вич", "ич", "оглы", "улы", "уулу")):
        return Gender.MALE
    return None


def search_key(*parts: str | None) -> str:
    """What two typed letters are looked for in: lower case, «ё» as «е», hyphens and apostrophes of one kind."""
    return one_spelling(" ".join(part for part in parts if part)).lower().replace("ё", "е")
