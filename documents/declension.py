"""Names in the cases that orders need, by the rules of pytrovich; where it errs is known (domain report, 5.4)."""

import functools
import logging
import re
from typing import TYPE_CHECKING

from mentoring import names
from mentoring.name_forms import Case
from mentoring.names import FullName, Gender

if TYPE_CHECKING:
    from pytrovich.detector import PetrovichGenderDetector
    from pytrovich.maker import PetrovichDeclinationMaker

_CYRILLIC = re.compile(r"[А-ЯЁа-яё]+(?:[-’'][А-ЯЁа-яё]+)*")


def declined(name: FullName, case: Case, gender: Gender) -> str:
    """«Ким Ольга Сергеевна» → «Ким Ольгой Сергеевной». What is no Russian word (Latin letters, initials) stays."""
    parts = [_surname(name.surname, case, gender), _part("FIRSTNAME", name.name, case, gender)]
    if name.patronymic:
        same = names.has_tail(name.patronymic)
        parts.append(name.patronymic if same else _part("MIDDLENAME", name.patronymic, case, gender))
    return " ".join(parts)


def gender_told_by(name: FullName) -> Gender | None:
    """By the patronymic, then by the rules; None for «Саша Ким», which only people can tell."""
    told = names.gender_of(name.patronymic)
    if told is not None:
        return told
    found = _detector().detect(firstname=name.name, lastname=name.surname).name  # type: ignore[no-untyped-call]
    return {"FEMALE": Gender.FEMALE, "MALE": Gender.MALE}.get(found)


def _surname(surname: str, case: Case, gender: Gender) -> str:
    form = _part("LASTNAME", surname, case, gender)
    # The library does not write the «ё» of «Воробьём», where the stress always falls on it.
    return f"{form[:-2]}ём" if surname.lower().endswith("ей") and form.endswith("ьем") else form


def _part(part: str, word: str, case: Case, gender: Gender) -> str:
    from pytrovich import enums

    if not _CYRILLIC.fullmatch(word) or len(word) < 2:
        return word
    # «ИВАНОВА» would become «ИВАНОВой».
    written = names.capital(word) if word.isupper() or word.islower() else word
    sex = enums.Gender.FEMALE if gender is Gender.FEMALE else enums.Gender.MALE
    form = _maker().make(enums.NamePart[part], sex, enums.Case[case.name], written)
    return str(form)


@functools.cache
def _maker() -> "PetrovichDeclinationMaker":
    # Its rules are a large file that only orders need.
    _say_no_names()
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


@functools.cache
def _detector() -> "PetrovichGenderDetector":
    _say_no_names()
    from pytrovich.detector import PetrovichGenderDetector

    return PetrovichGenderDetector()


def _say_no_names() -> None:
    """The library writes the names it doubts about into the log."""
    logging.getLogger("pytrovich").setLevel(logging.ERROR)
