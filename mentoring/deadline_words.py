"""The words of a deadline: a cell of a real plan → tokens of a known kind.

Cells come out of Word, Excel and scanners: hard spaces, broken lines, dashes of every length, Latin letters among
Cyrillic ones. All that ends here; :mod:`mentoring.deadline_grammar` sees clean words only.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum, auto


class Doubt(StrEnum):
    """Why a deadline is left to a person.

    WORDS: some are not known here. VAGUE: all are, but they may mean two things. NO_SUCH_DAY: 31 June. BACKWARDS: the
    end comes before the beginning. NO_YEAR: the plan does not tell it either. NOT_IN_THE_PLAN: a month without a year
    that the plan does not have.
    """

    WORDS = auto()
    VAGUE = auto()
    NO_SUCH_DAY = auto()
    BACKWARDS = auto()
    NO_YEAR = auto()
    NOT_IN_THE_PLAN = auto()


class NotUnderstood(Exception):
    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt


class Kind(StrEnum):
    """What a token is. SOME_YEAR is «года» without a number, SCHOOL_YEAR without a value «учебного года»; WITHIN is
    «в», DURING «в течение»; MARK is a comma and its like; OTHER is what the vocabulary does not know."""

    MONTH = auto()
    YEAR = auto()
    SCHOOL_YEAR = auto()
    SOME_YEAR = auto()
    NUMBER = auto()
    ROMAN = auto()
    ORDINAL = auto()
    QUARTER = auto()

    UNTIL = auto()
    END = auto()
    FROM = auto()
    TO = auto()
    WITHIN = auto()
    DURING = auto()

    EVERY_YEAR = auto()
    TIMES_A_YEAR = auto()
    QUARTERLY = auto()
    MONTHLY = auto()
    CONTINUOUS = auto()
    WHOLE_PERIOD = auto()
    AS_NEEDED = auto()
    ON_SCHEDULE = auto()
    NONE = auto()

    THEN = auto()
    BY = auto()

    YEAR_WORD = auto()
    MONTH_WORD = auto()
    SCHOOL = auto()
    DASH = auto()
    MARK = auto()
    COLON = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` in one spelling; ``start`` and ``end`` are its place in the cell as written."""

    kind: Kind
    text: str
    start: int
    end: int
    value: int = 0


# -- the vocabulary ----------------------------------------------------------------------------------------------

_MONTH_FORMS = (
    "январь января январе январю январем янв",
    "февраль февраля феврале февралю февралем фев февр",
    "март марта марте марту мартом мар",
    "апрель апреля апреле апрелю апрелем апр",
    "май мая мае маю маем",
    "июнь июня июне июню июнем",
    "июль июля июле июлю июлем",
    "август августа августе августу августом авг",
    "сентябрь сентября сентябре сентябрю сентябрем сен сент",
    "октябрь октября октябре октябрю октябрем окт",
    "ноябрь ноября ноябре ноябрю ноябрем ноя нояб",
    "декабрь декабря декабре декабрю декабрем дек",
)
MONTHS = tuple(forms.split()[0] for forms in _MONTH_FORMS)
MONTHS_OF = tuple(forms.split()[1] for forms in _MONTH_FORMS)
"""«Апрель» and «апреля», in lower case."""

_ORDINAL_FORMS = (
    "первый первого первом",
    "второй второго втором",
    "третий третьего третьем",
    "четвертый четвертого четвертом",
)

_PHRASES: tuple[tuple[Kind, int, str], ...] = (
    (Kind.UNTIL, 0, "до; не позднее; не позже; к; в срок до; срок до; в срок не позднее; в срок к"),
    (Kind.END, 0, "конец; конца; концу; конце"),
    (Kind.FROM, 0, "с; со; начиная с; в период с; период с; в срок с"),
    (Kind.TO, 0, "по"),
    (Kind.WITHIN, 0, "в; во"),
    (Kind.DURING, 0, "в течени*; в течени* всего; в теч; на протяжении; на протяжении всего; весь"),
    (Kind.THEN, 0, "далее; и далее; в дальнейшем; затем; впоследствии"),
    (Kind.BY, 0, "согласно; в соответствии с; в соответствии со; в сроки"),
    (Kind.EVERY_YEAR, 0, "ежегодно; каждый год; каждого года"),
    (Kind.EVERY_YEAR, 0, "раз в год; 1 раз в год; один раз в год; не реже 1 раза в год; не реже одного раза в год"),
    (Kind.TIMES_A_YEAR, 2, "2 раза в год; два раза в год; дважды в год"),
    (Kind.TIMES_A_YEAR, 3, "3 раза в год; три раза в год; трижды в год"),
    (Kind.TIMES_A_YEAR, 4, "4 раза в год; четыре раза в год"),
    (Kind.QUARTERLY, 0, "ежеквартально; каждый квартал; раз в квартал; 1 раз в квартал; один раз в квартал"),
    (Kind.QUARTERLY, 0, "не реже 1 раза в квартал; не реже одного раза в квартал"),
    (Kind.MONTHLY, 0, "ежемесячно; каждый месяц; раз в месяц; 1 раз в месяц; один раз в месяц"),
    (Kind.MONTHLY, 0, "не реже 1 раза в месяц; не реже одного раза в месяц"),
    (Kind.CONTINUOUS, 0, "постоянно; систематически; регулярно; непрерывно; на постоянной основе"),
    (Kind.CONTINUOUS, 0, "в постоянном режиме; на систематической основе; на регулярной основе"),
    (Kind.WHOLE_PERIOD, 0, "в течени* всего период*; в течени* период*; весь период; на протяжении всего период*"),
    (Kind.WHOLE_PERIOD, 0, "в течени* всего срока; весь срок; на весь период; на весь срок; в период реализации"),
    (Kind.WHOLE_PERIOD, 0, "в течени* реализации; в течени* срока; на протяжении реализации"),
    (Kind.AS_NEEDED, 0, "по мере необходимости; при необходимости; по необходимости; в случае необходимости"),
    (Kind.AS_NEEDED, 0, "по запрос*; по заявк*; по требованию; по обращени*; по мере обращени*; по мере запрос*"),
    (Kind.AS_NEEDED, 0, "по мере поступления; по мере поступления запрос*; по мере поступления заяв*"),
    (Kind.AS_NEEDED, 0, "по мере поступления обращени*"),
    (Kind.ON_SCHEDULE, 0, "в установленные сроки; в установленный срок; в указанные сроки"),
    (Kind.NONE, 0, "нет; срок не задан; срок не указан; срок не установлен; сроки не указаны; без срока; не указан"),
    (Kind.NONE, 0, "пусто в документе; столбца сроков нет"),
    (Kind.QUARTER, 0, "квартал; квартала; квартале; кварталу; кварталы; кварталов; кварталах; кв; квар"),
    (Kind.YEAR_WORD, 0, "г; гг; год; года; году; годы; годов; годах; годам; календарного года; календарный год"),
    (Kind.MONTH_WORD, 0, "месяц; месяца; месяце; месяцы; мес"),
    (Kind.SCHOOL, 0, "учебный; учебного; учебном; учебные; учебных; уч; учеб"),
    (Kind.MARK, 0, "и"),
    *((Kind.MONTH, number, forms.replace(" ", "; ")) for number, forms in enumerate(_MONTH_FORMS, 1)),
    *((Kind.ORDINAL, number, forms.replace(" ", "; ")) for number, forms in enumerate(_ORDINAL_FORMS, 1)),
)
"""Kind, value, the ways to say it; ``*`` stands for any ending. The longest way that fits wins."""

_OF_THE_PERIOD = (
    *("период", "срок", "реализаци", "действи", "внедрени", "программ", "проект", "план", "дорожн", "карт", "целев"),
    *("модел", "систем", "наставничеств", "муниципальн", "региональн", "школьн", "настоящ", "данн", "мероприяти"),
    *("педагог", "работник", "персонализ"),
)
"""What may follow «в течение всего периода» and adds nothing: «реализации целевой модели наставничества»."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ROMAN_SPELT = str.maketrans({"і": "i", "l": "i", "п": "ii", "ш": "iii", "у": "v"})  # as scanners see them


def _ways() -> dict[str, list[tuple[tuple[str, ...], Kind, int]]]:
    """All ways by the first letter, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Kind, int]]] = {}
    for kind, value, phrases in _PHRASES:
        for phrase in phrases.split("; "):
            found.setdefault(phrase[0], []).append((tuple(phrase.split()), kind, value))
    return {letter: sorted(ways, key=lambda way: -len(way[0])) for letter, ways in found.items()}


_WAYS = _ways()


# -- letters -----------------------------------------------------------------------------------------------------

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LATIN = "ABCEHIKMOPRTXYabcegikmnoprtuxy"
_LOOKS = str.maketrans(_LATIN, "АВСЕНИКМОРРТХУаьседикмпоргтиху")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_INVISIBLE}])*")


def repaired(text: str) -> str:
    """Latin letters inside Cyrillic words as the Cyrillic ones they look like: «СКIRO» is «СКИРО»."""
    visible = _visible(text)
    return _WORD.sub(lambda word: _in_cyrillic(word[0]) if _CYRILLIC.search(word[0]) else word[0], visible)


def _visible(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, _INVISIBLE)))


def _in_cyrillic(word: str) -> str:
    return word.translate(_LOOKS)


def _plain(word: str) -> str:
    """Lower case, «ё» as «е», one alphabet; a Latin word stays one unless every letter looks Cyrillic."""
    word = unicodedata.normalize("NFC", _visible(word))
    if _CYRILLIC.search(word) or set(word) <= set(_LATIN):
        word = _in_cyrillic(word)
    return word.lower().replace("ё", "е").replace("і", "и")


# -- lexemes -----------------------------------------------------------------------------------------------------

_GAP = rf"[\s{_INVISIBLE}]*"
_LEXEME = re.compile(
    rf"""
      (?P<iso>\d{{4}}-\d\d-\d\d(?:{_GAP}T?00:00:00)?(?!\d))
    | (?P<date>\d{{1,2}}{_GAP}(?P<sign>[./-]){_GAP}\d{{1,2}}{_GAP}(?P=sign){_GAP}(?:\d{{4}}|\d{{2}})(?!\d))
    | (?P<school>\d{{4}}{_GAP}/{_GAP}(?:\d{{4}}|\d{{2}})(?!\d))
    | (?P<month_year>\d{{2}}\.\d{{4}}(?!\d))
    | (?P<day_month>\d{{1,2}}\.\d{{2}}(?![\d.]\d|\d))
    | (?P<number>\d+(?:[оo]+\d+)*(?:[оo](?![^\W\d_]))?)(?:-?(?:ый|ой|ого|его|ом|ем|ий|го|й|м|е)(?![^\W\d_]))?
    | (?P<word>план\w{{0,3}}-график\w{{0,3}}|{_WORD.pattern})
    | (?P<dash>[-‐‑‒–—―−]+)
    | (?P<colon>:)
    | (?P<mark>[,;/()&+•])
    | (?P<space>[\s._…{_INVISIBLE}]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_SIGNS = {"dash": Kind.DASH, "colon": Kind.COLON, "mark": Kind.MARK, "other": Kind.OTHER}


def tokens(text: str) -> list[Token]:
    """«До 29 апреля 2022 г.» → UNTIL, NUMBER 29, MONTH 4, YEAR 2022. Words that are not known are OTHER."""
    return _joined(_known([lexeme for found in _LEXEME.finditer(text) for lexeme in _lexemes(found)]))


def _lexemes(found: re.Match[str]) -> Iterator[Token]:
    """A date in figures is several tokens, a space none."""
    group = found.lastgroup or "other"
    if group == "number":
        yield _number(found["number"], *found.span())
    elif group == "word":
        yield _word(found[0], *found.span())
    elif group in _SIGNS:
        yield Token(_SIGNS[group], found[0].lower(), *found.span())
    elif group != "space":
        values = _in_figures(group, [int(number) for number in re.findall(r"\d+", found[0])])
        yield from (Token(kind, found[0].lower(), *found.span(), value) for kind, value in values)


def _in_figures(group: str, numbers: list[int]) -> list[tuple[Kind, int]]:
    match group, numbers:
        case "iso", [year, month, day, *_]:
            return [(Kind.NUMBER, day), (Kind.MONTH, month), (Kind.YEAR, year)]
        case "date", [day, month, year]:
            return [(Kind.NUMBER, day), (Kind.MONTH, month), (Kind.YEAR, _full(year))]
        case "month_year", [month, year]:
            return [(Kind.MONTH, month), (Kind.YEAR, year)]
        case "day_month", [day, month]:
            return [(Kind.NUMBER, day), (Kind.MONTH, month)]
        case "school", [year, second] if second in _second_years(year):
            return [(Kind.SCHOOL_YEAR, year)]
    return [(Kind.OTHER, 0)]


def _number(text: str, start: int, end: int) -> Token:
    """A year has four digits. «2О22» with a letter is one too: scanners do that."""
    digits = re.sub(r"[оo]", "0", text.lower())
    if not digits.isascii() or len(digits) not in {1, 2, 4}:
        return Token(Kind.OTHER, digits, start, end)
    kind = Kind.YEAR if digits[:2] in {"19", "20", "21"} and len(digits) == 4 else Kind.NUMBER
    return Token(kind, digits, start, end, int(digits))


def _word(text: str, start: int, end: int) -> Token:
    spelt = text.lower().translate(_ROMAN_SPELT)
    if spelt in _ROMAN:
        return Token(Kind.ROMAN, spelt, start, end, _ROMAN[spelt])
    return Token(Kind.OTHER, _plain(text), start, end)


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year


# -- words together ----------------------------------------------------------------------------------------------


def _known(lexemes: list[Token]) -> Iterator[Token]:
    """Words by the vocabulary: several may be one token."""
    at = 0
    while at < len(lexemes):
        taken, token = _longest(lexemes, at)
        at += taken
        if token.kind is Kind.WHOLE_PERIOD:
            while at < len(lexemes) and lexemes[at].text.startswith(_OF_THE_PERIOD):
                at += 1
        yield token


def _longest(lexemes: list[Token], at: int) -> tuple[int, Token]:
    first = lexemes[at]
    for words, kind, value in _WAYS.get(first.text[0], ()):
        run = lexemes[at : at + len(words)]
        if len(run) == len(words) and all(_fits(one.text, word) for one, word in zip(run, words, strict=True)):
            return len(run), Token(kind, " ".join(one.text for one in run), first.start, run[-1].end, value)
    return 1, first


def _fits(text: str, word: str) -> bool:
    return text.startswith(word[:-1]) if word.endswith("*") else text == word


def _joined(known: Iterator[Token]) -> list[Token]:
    """Years with their «г.», school years in all their spellings, «май месяц»."""
    found: list[Token] = []
    for token in known:
        match [*(one.kind for one in found[-3:]), token.kind]:
            case [*_, Kind.YEAR | Kind.SCHOOL_YEAR, Kind.YEAR_WORD] | [*_, Kind.SCHOOL_YEAR, Kind.SCHOOL]:
                found[-1] = replace(found[-1], end=token.end)
            case [*_, Kind.MONTH, Kind.MONTH_WORD]:
                found[-1] = replace(found[-1], end=token.end)
            case [*_, Kind.MONTH, Kind.NUMBER, Kind.YEAR_WORD]:
                found[-1] = replace(found[-1], kind=Kind.YEAR, value=_full(found[-1].value))
            case [Kind.YEAR, Kind.DASH, Kind.YEAR | Kind.NUMBER, Kind.SCHOOL] if _follow(found[-3], found[-1]):
                found[-3:] = [replace(found[-3], kind=Kind.SCHOOL_YEAR, end=token.end)]
            case [*_, Kind.SCHOOL, Kind.YEAR_WORD]:
                found[-1] = replace(found[-1], kind=Kind.SCHOOL_YEAR, end=token.end)
            case [*_, Kind.YEAR_WORD]:
                found.append(replace(token, kind=Kind.SOME_YEAR))
            case _:
                found.append(token)
    return found


def _follow(first: Token, second: Token) -> bool:
    return second.value in _second_years(first.value)


def _second_years(first: int) -> tuple[int, int]:
    """Of «2026/2027» and «2026/27»."""
    return first + 1, (first + 1) % 100
