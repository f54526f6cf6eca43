"""Deadlines that another paper gives: «По плану СКИРО», «в соответствии со сроками реализации программ наставничества».

    scheduled = («по» | «согласно» | «в соответствии с» | «в сроки») adjective* noun rest
    rest      = nothing | the words of a name | «:» name | «:» «name in quotes»

A name in quotes is taken as it stands, whatever it holds: that is how the exporter writes names that could be misread.
"""

from collections.abc import Iterator, Sequence

from mentoring.deadline_words import Doubt, Kind, NotUnderstood, Token, repaired
from mentoring.deadlines import ByProgramme, BySchedule

_NOUNS = {
    "план": "плану плана планом",
    "планы": "планам планами планов",
    "график": "графику графика графиком",
    "графики": "графикам графиками графиков",
    "план-график": "плану-графику плана-графика планом-графиком план-графику план-графика план-графиком",
    "программа": "программе программы программой",
    "программы": "программам программами программ",
    "расписание": "расписанию расписания расписанием",
    "циклограмма": "циклограмме циклограммы циклограммой",
    "положение": "положению положения положением",
    "регламент": "регламенту регламента регламентом",
    "приказ": "приказу приказа приказом",
}
_NOUN_OF = {form: noun for noun, forms in _NOUNS.items() for form in forms.split()}

_TERMS = ("срокам", "сроками", "реализации", "проведения")
"""«Со сроками реализации программ»: words between the preposition and the paper that name nothing."""

_DULL = ("отдельн", "утвержденн", "утверждаем", "дополнительн", "установленн", "специальн", "особ", "собственн")
"""Adjectives that do not tell one plan from another."""

_ENDINGS = {"годовому": "годовой", "годовым": "годовой", "ному": "ный", "ным": "ный", "скому": "ский", "ским": "ский"}
_OF_PAIRS = ("индивидуальн", "персонализированн")

_DATES = frozenset(
    {
        Kind.MONTH,
        Kind.QUARTER,
        Kind.EVERY_YEAR,
        Kind.TIMES_A_YEAR,
        Kind.QUARTERLY,
        Kind.MONTHLY,
        Kind.CONTINUOUS,
        Kind.WHOLE_PERIOD,
        Kind.AS_NEEDED,
        Kind.DURING,
        Kind.THEN,
    }
)
"""What a name does not hold: «по плану, сентябрь 2022» says two things, a person decides which counts."""


def scheduled(words: Sequence[Token], text: str) -> BySchedule | ByProgramme | None:
    """None where the words do not begin as a deadline of another paper. Raises NotUnderstood."""
    if [one.kind for one in words] == [Kind.ON_SCHEDULE]:
        return BySchedule()
    if not words or not _begins(words[0]):
        return None
    at = next((at for at, one in enumerate(words) if one.text in _NOUN_OF), None)
    if at is None:
        return None
    adjectives = [one.text for one in words[1:at] if one.text not in _TERMS and not one.text.startswith(_DULL)]
    noun, rest = _NOUN_OF[words[at].text], words[at + 1 :]
    if _is_of_pairs(noun, adjectives, rest):
        return ByProgramme(_after_colon(rest, text) or "")
    if rest and rest[0].kind is Kind.COLON:
        return BySchedule(_after_colon(rest, text) or "")
    told = [*map(_nominative, adjectives), noun, *([_name(rest, text)] if rest else [])]
    return BySchedule(" ".join(told) if len(told) > 1 else "")


def _begins(word: Token) -> bool:
    return word.kind in {Kind.BY, Kind.TO}


def _nominative(adjective: str) -> str:
    """«Годовому» → «годовой». Raises NotUnderstood for other words: «по окончании программы»."""
    for ending, nominative in _ENDINGS.items():
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + nominative
    raise NotUnderstood(Doubt.WORDS)


def _is_of_pairs(noun: str, adjectives: Sequence[str], rest: Sequence[Token]) -> bool:
    """«Программы наставничества», «индивидуальный план»: each pair has its own days."""
    if not noun.startswith(("план", "программ")):
        return False
    if adjectives:
        return all(word.startswith(_OF_PAIRS) for word in adjectives)
    return noun.startswith("программ") and bool(rest) and rest[0].text.startswith("наставни")


def _after_colon(rest: Sequence[Token], text: str) -> str | None:
    """The name after a colon, in quotes or not; None where there is no colon."""
    colon = next((at for at, one in enumerate(rest) if one.kind is Kind.COLON), None)
    _refuse_dates(rest[:colon])
    if colon is None:
        return None
    named = rest[colon + 1 :]
    written = _written(named, text)
    if written.startswith("«") and written.endswith("»"):
        return " ".join(written[1:-1].split())
    return _name(named, text)


def _name(words: Sequence[Token], text: str) -> str:
    _refuse_dates(words)
    return repaired(" ".join(_written(words, text).split()))


def _refuse_dates(words: Sequence[Token]) -> None:
    if any(one.kind in _DATES for one in words):
        raise NotUnderstood(Doubt.VAGUE)


def _written(words: Sequence[Token], text: str) -> str:
    """As it stands in the cell, with the bracket that closes the name."""
    if not words:
        return ""
    written, after = text[words[0].start : words[-1].end], text[words[-1].end :]
    closes = written.count("(") > written.count(")") and after.lstrip().startswith(")")
    return f"{written})" if closes else written


def wordings(when: BySchedule | ByProgramme) -> Iterator[str]:
    """How such a deadline may be written, the most natural first; the last one holds any name."""
    if isinstance(when, ByProgramme):
        opening = "В соответствии со сроками реализации программ наставничества"
    else:
        opening = "По отдельному графику"
        noun, _, rest = when.of.partition(" ")
        if noun in _NOUNS and rest:
            yield f"По {_NOUNS[noun].split()[0]} {rest}"
    yield f"{opening}: {when.of}" if when.of else opening
    yield f"{opening}: «{when.of}»"
