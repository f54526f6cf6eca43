"""Surnames in free text. A word's shape is a hint; what stands around it decides.

«Иванов Петя», «Петров И. С.», «мама Коваленко», «у Сидоровой» are people at hand; «урок по Пушкину», «закон
Ньютона», «Иваново» are lessons. Typed in lower case, a surname is believed only beside a first name, a class
or a word like «ученик».
"""

import re
from dataclasses import dataclass

from mentoring.free_text_words import (
    ALSO_COMMON_NOUNS,
    FIGURES,
    FIRST_NAMES,
    LOOK_ALIKES,
    ORDINALS,
    PLACES,
    SURNAMES_WITHOUT_ENDING,
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    plain: str
    opens: bool
    """Whether a sentence begins here, so that the capital letter says nothing."""
    gap: str
    """What stands between this word and the next."""

    @property
    def capital(self) -> bool:
        rest = self.text[1:].replace("-", "")
        return self.text[0].isupper() and (self.text.istitle() or (rest.isupper() and len(rest) > 4))

    @property
    def is_first_name(self) -> bool:
        return self.capital and _base_name(self.plain) in FIRST_NAMES

    @property
    def is_first_name_in_any_case(self) -> bool:
        return _base_name(self.plain) in FIRST_NAMES and (self.capital or self.plain not in ALSO_COMMON_NOUNS)

    @property
    def is_patronymic(self) -> bool:
        return self.capital and _PATRONYMIC.fullmatch(self.plain) is not None


_WORD = re.compile(r"[А-Яа-я]+(?:-[А-Яа-я]+)*")
_QUOTED = re.compile(r"«[^«»]{3,}»|\"[^\"]{3,}\"")
_PATRONYMIC = re.compile(r".{2,}(?:[оеь]вич|[иь]ич|[оеь]вн|ичн|иничн)(?:а|у|е|ем|ы|ой|ей)?")
_DIMINUTIVE = re.compile(r"(?<=...)(?:очк|ечк|юшк|ушк|еньк|оньк|к)(?:а|у|е|и|ой)$")

_PLAIN_SHAPE = re.compile(r".{2,}(?:[ое]в|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми)?")
_SOUTHERN_SHAPE = re.compile(
    r".{2,}(?:енко|(?:чук|щук|рук|дюк|нюк|сюк|люк)(?:а|у|ом|е|и)?|дзе|швили|янц?(?:а|у|ом|е)?)"
)
_ADJECTIVE_SHAPE = re.compile(r".{2,}(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)")
_PLURAL_SHAPE = re.compile(r".{3,}[ыи]х")
_ALSO_AN_ADJECTIVE = re.compile(r".+(?:ов|ев|ин)(?:ой|ым|ых|ыми)")

_ROLE = re.compile(
    r"(?:учени[кц]|воспитанни[кц]|одноклассни[кц]|мальчик|девочк|студент|мам|пап|мат(?:ь|ери)|отец|отц|бабушк|дедушк|брат|сестр"
    r"|сын|доч|родител|семь|учител|преподавател|педагог|завуч|директор|психолог|физрук|трудовик|тренер|вожат|коллег|руководител"
    r"|классн|куратор|наставни[кц]|наставляем|сосед|друг|подруг|опекун|тетя|дядя|химичк|математичк|русичк|англичанк)\w*"
)
_SUBJECT = re.compile(
    r"(?:математик|физик|истори|обществ|хими|биологи|русск|родн|английск|литератур|географи|информатик|музык|росси|начальн)"
    r"\w*"
)
_CHILD_OR_TEACHER = re.compile(
    r"(?:ученик|ученица|одноклассни[кц]а?|мальчик|девочка|учитель|завуч|физрук|студент|студентка)"
)
_TAUGHT = re.compile(
    r"(?:закон|теорем|формул|правил|таблиц|опыт|учебник|задачник|сборник|методик|стих|роман|рассказ|повест|сказк|басн|пьес|поэм"
    r"|лирик|проз|творчеств|биографи|картин|музык|опер|улиц|проспект|площад|бульвар|век|эпох|памятник|музе|театр|парк"
    r"|институт|собак|рефлекс|герои|героев|образ|портрет)\w*|имени|им|читаем|читали|изучаем|проходим|уравнени[еяй]|бином|распределени[ея]"
)
_TAUGHT_BY = re.compile(
    r"(?:урок|изложени|сочинени|диктант|математик|алгебр|геометри|физик|работаем|учимся|доклад|реферат|проект|контрольн)\w*"
)
_COMPANION = re.compile(
    r"(?:сидеть|сижу|дружить|дружу|работать|работаю|заниматься|поссор\w+|подрал\w+|дерусь|парте|парту|пару|паре|ладить|встречаться)"
)
_ADJECTIVE_STEM = re.compile(
    r"(?:целев|ключев|группов|цифров|игров|итогов|нов|готов|речев|правов|трудов|делов|типов|базов|годов|массов|кадров|сетев|здоров"
    r"|основ|планов|языков|звуков|часов|мозгов|столов|лучев|волнов|силов|тестов|текстов|баллов|бытов|лесн|един|стран)"
    r"(?:ой|ая|ый|ым|ых|ыми|ую|ого|ому|ое|ые)"
)
_NO_MORE = re.compile(r"(?:мало|много|нет|нужно|надо|достаточно|больше|меньше|было|будет)")
_NOUN_AFTER_ADJECTIVE = re.compile(
    r"(?:област|кра[йея]м?|модел|район|язык|школ|гимнази|лице|федераци|республик|университет|систем|войн|город|кухн)\w*"
)
_INITIALS_BEFORE = re.compile(r"\b([А-Я])\.\s?(?:[А-Я]\.\s?)?$")
_TWO_INITIALS_BEFORE = re.compile(r"\b[А-Я]\.\s?[А-Я]\.\s?$")
_INITIALS_AFTER = re.compile(r"\s([А-Я])\.\s?[А-Я]\b(?!\.?\s?[А-Я][а-я])")
_FROM_CLASS = re.compile(r"\s+(?:из|с)?\s*\d{1,2}\s?-?[«\"]?[А-Яа-я][»\"]?(?![А-Яа-я\d])")
_TOGETHER = " "


def _base_name(plain: str) -> str:
    """«Артёмка», «Настенька» → a form the list of names may hold; other words stay as they are."""
    if plain in FIRST_NAMES:
        return plain
    short = _DIMINUTIVE.sub("", plain)
    return next((short + ending for ending in ("", "а", "я", "ь") if short + ending in FIRST_NAMES), plain)


def _read(text: str) -> tuple[list[_Word], list[re.Match[str]]]:
    found = list(_WORD.finditer(text))
    words = []
    for number, match in enumerate(found):
        before = text[: match.start()].rstrip(' «"(')
        opens = not before or before[-1] in ".!?…\n" or text[: match.start()].rstrip(" ").endswith("\n")
        after = found[number + 1].start() if number + 1 < len(found) else len(text)
        words.append(_Word(match[0], match[0].lower(), opens, text[match.end() : after]))
    return words, found


def holds_a_surname(text: str) -> bool:
    """Whether somebody at hand seems to be called by a surname; «ё» is expected to be written «е»."""
    text = _QUOTED.sub(lambda match: "«" + "," * (len(match[0]) - 2) + "»", text)
    words, found = _read(text)
    return any(_Surname(text, words, found, at).is_one for at in range(len(words)))


@dataclass(frozen=True, slots=True)
class _Surname:
    """A word weighed as a surname, with all that stands around it."""

    text: str
    words: list[_Word]
    found: list[re.Match[str]]
    at: int

    @property
    def is_one(self) -> bool:
        word = self.word
        if word.is_first_name or word.is_patronymic or len(word.plain) < 3:
            return False
        if not word.capital:
            return self._shaped and not self._looks_alike and self._named_in_lower_case
        if self._is_a_namesake:
            return True
        if self._belongs_to_lessons:
            return False
        return self._beside_initials or self._beside_a_name or self._after_a_role or self._stands_alone

    @property
    def word(self) -> _Word:
        return self.words[self.at]

    @property
    def before(self) -> _Word | None:
        """The word before, if nothing but a space or a dash lies between."""
        previous = self.words[self.at - 1] if self.at else None
        return previous if previous and previous.gap.strip() in {"", "—", "–", "-"} else None

    @property
    def after(self) -> _Word | None:
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        return following if following and self.word.gap == _TOGETHER else None

    @property
    def _shaped(self) -> bool:
        last = self.word.plain.rpartition("-")[2]
        return bool(_PLAIN_SHAPE.fullmatch(last) or _SOUTHERN_SHAPE.fullmatch(last)) or last in SURNAMES_WITHOUT_ENDING

    @property
    def _looks_alike(self) -> bool:
        return self.word.plain in LOOK_ALIKES or _ADJECTIVE_STEM.fullmatch(self.word.plain) is not None

    @property
    def _adjective_shaped(self) -> bool:
        last = self.word.plain.rpartition("-")[2]
        return bool(_ADJECTIVE_SHAPE.fullmatch(last) or _PLURAL_SHAPE.fullmatch(last))

    @property
    def _first_letter(self) -> str | None:
        """The first letter of the first name that stands beside, from the name itself or from initials."""
        for neighbour in (self.before, self.after):
            if neighbour and neighbour.is_first_name_in_any_case:
                return neighbour.plain[0]
        if self.before and self.before.is_patronymic and self.at > 1:
            return self.words[self.at - 2].plain[0]
        start, end = self.found[self.at].span()
        initials = _INITIALS_BEFORE.search(self.text[:start]) or _INITIALS_AFTER.match(self.text, end)
        return initials[1].lower() if initials else None

    @property
    def _is_a_namesake(self) -> bool:
        """«Толстой Ваня»: a writer's surname with somebody else's first name."""
        known, letter = FIGURES.get(self.word.plain), self._first_letter
        return known is not None and letter is not None and letter not in known

    @property
    def _belongs_to_lessons(self) -> bool:
        """A writer, a scientist, a hero, a place, a textbook; not when a pupil of that name is meant."""
        if self._right_after_a_role or _FROM_CLASS.match(self.text, self.found[self.at].end()):
            return False
        known, letter = FIGURES.get(self.word.plain), self._first_letter
        if known is not None:
            return True
        if self.word.plain in PLACES or self._is_a_town or self._opens_a_fast:
            return letter is None
        return letter is None and self._taught

    @property
    def _is_a_town(self) -> bool:
        """«из Иванова», «в Бузулукове»."""
        preposition = self.before.plain if self.before else ""
        return preposition in {"из", "под"} or (preposition in {"в", "во"} and self.word.plain.endswith("е"))

    @property
    def _opens_a_fast(self) -> bool:
        """«Петров пост»."""
        return self.word.plain == "петров" and self.after is not None and self.after.plain.startswith("пост")

    @property
    def _taught(self) -> bool:
        """«закон …», «задачники … и …», «урок по …»: names in such places are the subject's own."""
        earlier = [word.plain for word in self.words[max(0, self.at - 3) : self.at]]
        if any(_TAUGHT.fullmatch(plain) for plain in earlier):
            return True
        by = earlier[-1:] in (["по"], ["о"], ["об"], ["про"])
        return by and any(_TAUGHT_BY.fullmatch(plain) for plain in earlier)

    @property
    def _beside_initials(self) -> bool:
        start, end = self.found[self.at].span()
        if _INITIALS_AFTER.match(self.text, end) or _TWO_INITIALS_BEFORE.search(self.text[:start]):
            return True
        return self._shaped and _INITIALS_BEFORE.search(self.text[:start]) is not None

    @property
    def _beside_a_name(self) -> bool:
        before, after = self.before, self.after
        follows = before is not None and before.gap == _TOGETHER and (before.is_first_name or before.is_patronymic)
        if follows and not self.word.opens and not ORDINALS.fullmatch(self.word.plain):
            return True
        if after is None or not after.is_first_name:
            return False
        return (self._shaped and not self._looks_alike) or (self._adjective_shaped and not self.word.opens)

    @property
    def _right_after_a_role(self) -> bool:
        return self.before is not None and _ROLE.fullmatch(self.before.plain) is not None

    @property
    def _after_a_role(self) -> bool:
        if not self._right_after_a_role or self.word.opens or self._qualifies_a_noun:
            return False
        return len(self.word.plain) > 3 and _SUBJECT.fullmatch(self.word.plain) is None

    @property
    def _qualifies_a_noun(self) -> bool:
        """«Пермского края», «Целевой модели»."""
        if not (self._adjective_shaped or _ADJECTIVE_STEM.fullmatch(self.word.plain)):
            return False
        return self.after is not None and _NOUN_AFTER_ADJECTIVE.fullmatch(self.after.plain) is not None

    @property
    def _stands_alone(self) -> bool:
        """Told by its shape and its capital letter only."""
        word = self.word
        if self._looks_alike:
            return False
        if self._adjective_shaped:
            preposition = self.before and self.before.plain in {"у", "с", "со", "к", "ко", "от", "против", "без"}
            return bool(preposition) and not word.opens and not self._qualifies_a_noun
        if not self._shaped:
            return False
        if not word.opens:
            return True
        following = self.words[self.at + 1].plain if self.at + 1 < len(self.words) else ""
        return not (_ALSO_AN_ADJECTIVE.fullmatch(word.plain) or _NO_MORE.fullmatch(following))

    @property
    def _named_in_lower_case(self) -> bool:
        before, after = self.before, self.after
        if any(near and near.is_first_name_in_any_case for near in (before, after)):
            return True
        if _FROM_CLASS.match(self.text, self.found[self.at].end()) and not self.word.plain.endswith("иков"):
            return True
        if before and _CHILD_OR_TEACHER.fullmatch(before.plain):
            return True
        together = before is not None and before.plain in {"с", "со"} and self.at > 1
        return together and _COMPANION.fullmatch(self.words[self.at - 2].plain) is not None
