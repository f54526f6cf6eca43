"""``config/indicators.yaml`` → which indicators there are, and which numbers people type for them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.indicators import ALL_OF, OF_ANSWERS, Answering, Count, Indicator, IndicatorRules, Number
from mentoring.questionnaire import Questionnaire
from mentoring.roles import Role

MOST = 8
"""So many fit on one screen."""

Key = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,23}$")]
Short = Annotated[str, Field(min_length=3, max_length=26)]
YearKey = Annotated[str, Field(pattern=r"^20\d\d$")]
PerCent = Annotated[float, Field(ge=0, le=100)]
Forms = Mapping[str, Questionnaire]


class NumberFile(Strict):
    key: Key
    short: Short
    words: Annotated[str, Field(min_length=3, max_length=80)]
    hint: Annotated[str, Field(max_length=120)] = ""
    known: Annotated[Count, Field(strict=False)] | None = None

    def value(self) -> Number:
        return Number(self.key, self.short, self.words, self.hint, self.known)


class IndicatorFile(Strict):
    key: Key
    name: Annotated[str, Field(min_length=3, max_length=200)]
    short: Short
    numerator: Key
    denominator: Key
    threshold: Annotated[float, Field(ge=1, le=10)] | None = None
    targets: dict[YearKey, PerCent] = Field(default_factory=dict)

    def value(self) -> Indicator:
        parts = (_part(self.numerator), _part(self.denominator))
        targets = {int(year): value for year, value in self.targets.items()}
        return Indicator(self.key, self.name, self.short, *parts, self.threshold, targets)


class AnsweringFile(Strict):
    form: Key
    question: str
    option: str


class SurveysFile(Strict):
    mentee: Key
    mentor: Key


class IndicatorsFile(Strict):
    numbers: list[NumberFile] = Field(max_length=MOST)
    indicators: list[IndicatorFile] = Field(min_length=1, max_length=MOST)
    young: AnsweringFile
    partner: AnsweringFile
    surveys: SurveysFile
    typed_by: int = Field(ge=1, le=12)


def _part(code: str) -> Count | str:
    return Count(code) if code in set(Count) else code


def _problem(file: IndicatorsFile, forms: Forms) -> tuple[Place, str] | None:
    return _of_numbers(file) or _of_indicators(file) or _idle(file) or _of_forms(file, forms)


def _of_numbers(file: IndicatorsFile) -> tuple[Place, str] | None:
    seen: set[str] = set()
    for index, one in enumerate(file.numbers):
        if one.key in seen:
            return ("numbers", index, "key"), f"число {one.key} повторено"
        if one.key in set(Count):
            return ("numbers", index, "key"), f"{one.key} программа считает сама: назовите число иначе"
        seen.add(one.key)
    return None


def _idle(file: IndicatorsFile) -> tuple[Place, str] | None:
    """Nobody is asked for a number that nothing is made of."""
    used = {code for one in file.indicators for code in (one.numerator, one.denominator)}
    for index, one in enumerate(file.numbers):
        if one.key not in used:
            return ("numbers", index, "key"), f"число {one.key} не нужно ни одному показателю"
    return None


def _of_indicators(file: IndicatorsFile) -> tuple[Place, str] | None:
    known, seen = {one.key for one in file.numbers} | set(Count), set[str]()
    for index, one in enumerate(file.indicators):
        at: Place = ("indicators", index)
        if one.key in seen:
            return (*at, "key"), f"показатель {one.key} повторён"
        seen.add(one.key)
        for name in ("numerator", "denominator"):
            if (code := getattr(one, name)) not in known:
                return (*at, name), f"кода {code} нет: ни среди numbers, ни среди того, что считает программа"
        if (problem := _of_parts(one)) is not None:
            return (*at, problem[0]), problem[1]
    return None


def _of_parts(one: IndicatorFile) -> tuple[str, str] | None:
    numerator, denominator = _part(one.numerator), _part(one.denominator)
    if numerator == denominator:
        return "denominator", "числитель и знаменатель — одно и то же"
    if denominator in OF_ANSWERS:
        return "denominator", "делить на тех, кто доволен, нельзя: молчащие выпадут из счёта"
    role = OF_ANSWERS.get(numerator) if isinstance(numerator, Count) else None
    if role is not None and denominator is not ALL_OF[role]:
        return "denominator", f"довольных делят на всех участников года: {ALL_OF[role]}"
    if (role is None) is not (one.threshold is None):
        return "threshold", "threshold нужен там и только там, где числитель — content_…"
    return None


def _of_forms(file: IndicatorsFile, forms: Forms) -> tuple[Place, str] | None:
    for name in ("young", "partner"):
        found: AnsweringFile = getattr(file, name)
        if found.form not in forms:
            return (name, "form"), f"анкеты {found.form} нет в config/questionnaires"
        question = next((one for one in forms[found.form].questions if one.id == found.question), None)
        if question is None:
            return (name, "question"), f"вопроса {found.question} в анкете {found.form} нет"
        if question.option(found.option) is None:
            return (name, "option"), f"варианта {found.option} в вопросе {found.question} нет"
    for name in ("mentee", "mentor"):
        form = getattr(file.surveys, name)
        if form not in forms:
            return ("surveys", name), f"анкеты {form} нет в config/questionnaires"
        if not any(question.csi for question in forms[form].questions):
            return ("surveys", name), f"в анкете {form} ни один вопрос не помечен csi"
    return None


def load(forms: Forms, path: Path = CONFIG / "indicators.yaml") -> IndicatorRules:
    """Raises ContentRefused with file and line."""
    file = read(path, IndicatorsFile, lambda found: _problem(found, forms))
    return IndicatorRules(
        {one.key: one.value() for one in file.numbers},
        tuple(one.value() for one in file.indicators),
        Answering(file.young.form, file.young.question, file.young.option),
        Answering(file.partner.form, file.partner.question, file.partner.option),
        {Role.MENTEE: file.surveys.mentee, Role.MENTOR: file.surveys.mentor},
        file.typed_by,
    )
