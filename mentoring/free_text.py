"""What a free answer had better not hold: the warning of 152-ФЗ before a message stays in the chat.

The answer is never refused: the person is warned and offered to write it anew. Two mistakes are possible, and
both are measured on labelled sentences (``scripts/free_text_report.py``): a miss, and a warning about nothing.
"""

import enum
import re

from mentoring.free_text_surnames import holds_a_surname


class Concern(enum.Enum):
    """What draws the warning."""

    PHONE = "phone"
    EMAIL = "email"
    SURNAME = "surname"
    DIAGNOSIS = "diagnosis"
    ADDRESS = "address"


def concerns(text: str) -> frozenset[Concern]:
    """Everything in the text a person should think about again; empty for ordinary school language."""
    plain = text.replace("ё", "е").replace("Ё", "Е")
    addresses = _addresses(plain)
    found = {
        Concern.PHONE: _has_phone(plain),
        Concern.EMAIL: _EMAIL.search(plain) is not None,
        Concern.ADDRESS: bool(addresses),
        Concern.DIAGNOSIS: _has_diagnosis(plain),
        Concern.SURNAME: holds_a_surname(_without(plain, addresses)),
    }
    return frozenset(concern for concern, present in found.items() if present)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these spans blanked, so that positions and sentence starts stay."""
    for start, end in spans:
        text = text[:start] + "," * (end - start) + text[end:]
    return text


# Phones. A full number is grouped from its end, so that dates, «задачи 8–905» and sums are not taken for one.

_GAP = r"[\s.()\-–—]{0,3}"
_NOT_IN_NUMBER = r"(?<![\d/№])(?<!\d[-–.])"
_FULL_PHONE = re.compile(
    _NOT_IN_NUMBER
    + rf"(?:(?:\+\s?7|8|7){_GAP}(?:\d{{3}}{_GAP}\d{{3}}|\d{{4}}{_GAP}\d{{2}}|\d{{5}}{_GAP}\d)|9\d{{2}}{_GAP}\d{{3}})"
    + rf"{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)"
)
_SHORT_PHONE = re.compile(
    r"\b(?:тел(?:ефон\w*)?|тлф|т|моб(?:ильн\w+)?|сот(?:ов\w+)?|звон\w+|позвон\w+|номер)\b[^\d\n]{0,12}"
    r"(?<!\d)\d{1,3}[\s-]\d{2}[\s-]\d{2}(?!\d)",
    re.IGNORECASE,
)
_SPELLED_PHONE = re.compile(r"\b(?:восемь|плюс\s+семь)[\s,-]+девять(?:сот|\s)", re.IGNORECASE)


def _has_phone(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_FULL_PHONE, _SHORT_PHONE, _SPELLED_PHONE))


_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\.\s?[a-zа-я]{2,}"
    r"|(?<![\w.+-])[a-z0-9][\w.+-]{0,63}\s?\(?\s?(?:собак[аи]|\bat\b)\s?\)?\s?[\w-]{1,63}\s?(?:\.|(?:точка|dot)\s)\s?[a-zа-я]{2,}"
    r"|\bсобак[аи]\s+(?:mail|gmail|yandex|ya|bk|list|inbox|rambler|мейл|майл|яндекс|гмейл|рамблер)\b",
    re.IGNORECASE,
)


_PLAIN_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def without_contacts(text: str) -> tuple[str, bool]:
    """The text without phones and addresses of mail, and whether there were any."""
    bare = _PLAIN_EMAIL.sub(" ", _FULL_PHONE.sub(" ", text))
    return bare, bare != text


# Diagnoses. The status words (ОВЗ, ЗПР…) are also the language of courses and programmes: there they need a child.

_STATUS = re.compile(
    r"\b(?:овз|зпр|тнр|нода|зрр|онр|сдвг|дцп|умственн\w+ отстал\w+"
    r"|задержк\w+ (?:психич|речев|развит)\w+"
    r"|аутизм\w*|аутист\w*|аутичн\w+|инвалид\w*|дисграфи\w+|дислекси\w+|дискалькули\w+|логоневроз\w*)\b",
    re.IGNORECASE,
)
_RAS_IN_CAPITALS = re.compile(r"\bРАС\b")  # in lower case it is «рас» or «раз» mistyped
_ILLNESS = re.compile(
    r"\b(?:вич(?:-\w+)?|спид(?:ом|а)|эпилепси\w+|шизофрени\w+|диабет\w*|астм[аыуеой]+|депресси[яиюей]+|анорекси\w+"
    r"|паническ\w+ атак\w*|булими\w+|онкологи\w+|лейкоз\w*|туберкулез\w*|гепатит\w*|невроз\w*|энурез\w*|заика\w+"
    r"|нервн\w+ тик\w*|синдром\w* (?:даун|аспергер|туретт|дефицит)\w*|биполярн\w+|наркоман\w*|алкоголи[кзч]\w*"
    r"|суицид\w*|порок\w* сердца|психиатр\w*|нарколог\w*|психоневролог\w*|диагноз(?:а|ом|у)?|слабовидящ\w+"
    r"|слабослышащ\w+|глухонем\w+)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:курс\w*|программ\w*|вебинар\w*|семинар\w*|методик\w*|литератур\w*|образе?ц\w*|квалификаци\w*|инклюзи\w*"
    r"|работ\w* с детьми|обучени\w* детей|лекци\w*|стать\w*|документ\w*|аооп"
    r"|(?:дет(?:и|ей|ям|ьми|ях)|обучающи\w+|учащи\w+|школьник\w+|ученик(?:и|ов|ам|ами)) со?)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:мальчик\w*|девочк\w*|ребен\w+|ученик(?:а|у|ом|е)?|учениц\w+|сын\w*|доч(?:ь|ери|ка|ку|ки|кой)|дво[еи]\w*|трое"
    r"|одн(?:ого|а|ой|у))\b|\b\d{1,2}\s?«?[а-д]\b",
    re.IGNORECASE,
)


def _has_diagnosis(text: str) -> bool:
    if _ILLNESS.search(text):
        return True
    for sentence in re.split(r"[.!?\n]+\s", text):
        if not _STATUS.search(sentence) and not _RAS_IN_CAPITALS.search(sentence):
            continue
        if not _GENERAL.search(sentence) or _SOMEBODY.search(sentence):
            return True
    return False


# Addresses. A street alone is a walk; a street with a house, or a place after «живу», is somebody's home.

_STREET = (
    r"\b(?:ул(?:\.|иц\w+)?|пр(?:\.|оспект\w*|-?к?т\.?|оезд\w*)|пер(?:\.|еул\w+)|б(?:ульвар\w*|-р)|ш(?:\.|оссе)"
    r"|наб(?:\.|ережн\w+)|мкр\w*\.?|м-н\.?|микрорайон\w*|площад\w+|пл\.)\s*"
)
_NOT_A_DATE = (
    r"(?!\d|[:.]\d|\s*(?:янв|февр|март|апр|ма[яй]\b|июн|июл|авг|сент|окт|нояб|дек|час|мин|урок|класс|человек|раз"
    r"|ученик|год))"
)
_HOUSE = rf",?\s*(?:д(?:ом)?\b\.?\s*)?(?:№\s*)?\d{{1,3}}{_NOT_A_DATE}"
_HOMES = (
    re.compile(rf"{_STREET}[«\"]?[\w-]+(?:\s[\w-]+){{0,2}}?[»\"]?{_HOUSE}", re.IGNORECASE),
    re.compile(
        r"(?:\b(?:д|дом|корп|корпус)\b\.?\s*\d{1,3}\w?\s*,?|\b\d{1,3}\w?\s*,)\s*кв(?:артира)?\b\.?\s*\d",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:[Жж]ив[уеё]\w*|[Пп]рожива\w+|[Пп]ере(?:ехал|езжа)\w*|[Пп]рописан\w*|[Аа]дрес\w*:?)\b[^.!?\n]{0,25}?"
        rf"\b[А-Я][\w-]+(?:\s[\w-]+)?{_HOUSE}"
    ),
)


def _addresses(text: str) -> list[tuple[int, int]]:
    return [match.span() for pattern in _HOMES for match in pattern.finditer(text)]
