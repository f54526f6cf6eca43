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

_TERMS = ("срокам", "сроками", "срок", "реализации", "проведения")
"""«Со сроками реализации программ»: words between the preposition and the paper that name nothing."""

_DULL = ("отдельн", "утвержденн", "утверждаем", "дополнительн", "установленн", "специальн", "особ", "собственн")
"""Adjectives that do not tell one plan from another."""

_ENDINGS = (("годовому", "годовой"), ("годовым", "годовой"), ("ному", "ный"), ("скому", "ский"))
_INSTRUMENTAL = (("ным", "ный"), ("ским", "ский"))
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
    at, adjectives = 1, []
    while at < len(words) and words[at].text not in _NOUN_OF:
        adjectives.append(words[at].text)
        at += 1
    if at == len(words):
        return None
    noun, rest = _NOUN_OF[words[at].text], words[at + 1 :]
    name = _name(rest, text)
    if _is_of_pairs(noun, adjectives, rest):
        return ByProgramme(name if Kind.COLON in {one.kind for one in rest} else "")
    if rest and rest[0].kind is Kind.COLON:
        return BySchedule(name)
    told = [*_nominative(adjectives), noun, *([name] if name else [])]
    return BySchedule(" ".join(told) if len(told) > 1 else "")


def _begins(word: Token) -> bool:
    return word.kind is Kind.BY or (word.kind is Kind.TO and word.text == "по")


def _nominative(adjectives: Sequence[str]) -> list[str]:
    """«Годовому» → «годовой»; those that tell nothing are left out. Raises NotUnderstood for other words."""
    told = [word for word in adjectives if not word.startswith(_DULL) and word not in _TERMS]
    return [_one_nominative(word) for word in told]


def _one_nominative(word: str) -> str:
    for ending, nominative in (*_ENDINGS, *_INSTRUMENTAL):
        if word.endswith(ending):
            return word.removesuffix(ending) + nominative
    raise NotUnderstood(Doubt.WORDS)


def _is_of_pairs(noun: str, adjectives: Sequence[str], rest: Sequence[Token]) -> bool:
    """«Программы наставничества», «индивидуальный план»: each pair has its own days."""
    if any(word.startswith(_OF_PAIRS) for word in adjectives):
        return noun.startswith(("план", "программ"))
    return noun.startswith("программ") and bool(rest) and rest[0].text.startswith("наставни")


def _name(rest: Sequence[Token], text: str) -> str:
    colon = next((at for at, one in enumerate(rest) if one.kind is Kind.COLON), None)
    if colon is not None:
        rest = rest[colon + 1 :]
    if not rest:
        return ""
    written = text[rest[0].start : rest[-1].end]
    if colon is not None and written.startswith("«") and written.endswith("»") and len(written) > 1:
        return " ".join(written[1:-1].split())
    if any(one.kind in _DATES for one in rest):
        raise NotUnderstood(Doubt.VAGUE)
    return repaired(" ".join(written.split()))


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
