"""Plurals, dates and lists as people say them (conventions 5.3)."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from mentoring.organisation_details import Zone
from mentoring.papers import PaperNumber

NBSP = "\N{NO-BREAK SPACE}"

MONTH_NAMES = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


def plural(number: float | Decimal, one: str, few: str, many: str) -> str:
    """The form that goes with the number; fractions take the second: «2,5 балла»."""
    if number != int(number):
        return few
    last, tens = abs(int(number)) % 10, abs(int(number)) % 100
    if last == 1 and tens != 11:
        return one
    if 2 <= last <= 4 and not 12 <= tens <= 14:
        return few
    return many


def counted(number: float | Decimal, one: str, few: str, many: str) -> str:
    """«21 анкета», with the number kept on the word's line."""
    written = str(number).replace(".", ",")
    return f"{written}{NBSP}{plural(number, one, few, many)}"


def day(moment: datetime.date) -> str:
    """«5 сентября»."""
    return f"{moment.day}{NBSP}{MONTHS[moment.month - 1]}"


def short_day(moment: datetime.date) -> str:
    """«5 сен», where a button has no room for more."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]}"


def day_and_year(moment: datetime.date) -> str:
    """«5 сентября 2026 г.»."""
    return f"{day(moment)} {moment.year}{NBSP}г."


def stopped(sentence: str) -> str:
    """With its full stop, unless «г.» has ended it already."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def day_and_time(moment: datetime.datetime) -> str:
    """«сб, 21 ноября, 15:00», in the zone of the moment."""
    return f"{WEEKDAYS[moment.weekday()]}, {day(moment)}, {moment:%H:%M}"


def numeric(moment: datetime.date) -> str:
    """«05.09.2026»."""
    return f"{moment:%d.%m.%Y}"


def zone(name: str, zones: Iterable[Zone]) -> str:
    """«Екатеринбург +2»; a zone that has left the file since is called by its own name."""
    return next((one.label for one in zones if one.name == name), name)


def paper(written: PaperNumber, on: str | None = None) -> str:
    """«№ 12 от 05.09.2026», and «б/н от 05.09.2026» where there is no number; ``on`` is the date said otherwise."""
    sign = "" if written.number.lower() == "б/н" else f"№{NBSP}"
    return f"{sign}{written.number} от {on or numeric(written.date)}"


def listed(parts: Iterable[str], conjunction: str = "и") -> str:
    """«ИНН, адрес и контакт»."""
    *head, last = list(parts) or [""]
    return f"{', '.join(head)} {conjunction} {last}" if head else last


_ONE_LETTER = frozenset({"В ", "И ", "К ", "О ", "С ", "У "})


def inside(label: str) -> str:
    """A label in the middle of a sentence: «дисциплина и мотивация», «в школе», but «ФГОС и рабочие программы»."""
    word = label[1:2].islower() or label[:2] in _ONE_LETTER
    return label[:1].lower() + label[1:] if word else label
