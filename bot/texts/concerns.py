"""What free words hold that does not belong in a messenger."""

from collections.abc import Iterable

from bot.texts import words
from mentoring.free_text import Concern

CONCERNS: dict[Concern, str] = {
    Concern.PHONE: "телефон",
    Concern.EMAIL: "адрес почты",
    Concern.SURNAME: "фамилия",
    Concern.DIAGNOSIS: "сведения о здоровье",
    Concern.ADDRESS: "адрес",
}


def listed(found: Iterable[Concern]) -> str:
    """«адрес почты и телефон»."""
    return words.listed(CONCERNS[item] for item in sorted(found, key=lambda item: item.value))
