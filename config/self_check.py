"""``config/self_check.yaml`` → what a score of the curator's self-check says, and where to improve what is weak."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, ContentRefused, Place, Strict, read
from mentoring.questionnaire import Kind, Questionnaire
from mentoring.self_check import FORM, Band, Remedy, SelfCheckRules

Words = Annotated[str, Field(min_length=3, max_length=120)]


class BandFile(Strict):
    least: int = Field(alias="from", ge=0)
    name: Annotated[str, Field(min_length=3, max_length=20)]
    words: Words


class RemedyFile(Strict):
    command: Annotated[str, Field(pattern=r"^[a-z]{2,20}$")]
    words: Words


class SelfCheckFile(Strict):
    bands: list[BandFile] = Field(min_length=1, max_length=5)
    improve: dict[str, RemedyFile]


def _problem(file: SelfCheckFile, form: Questionnaire) -> tuple[Place, str] | None:
    for index, (upper, lower) in enumerate(zip(file.bands, file.bands[1:], strict=False), 1):
        if lower.least >= upper.least:
            return ("bands", index, "from"), "полосы баллов идут сверху вниз"
    if file.bands[-1].least:
        return ("bands", len(file.bands) - 1, "from"), "последняя полоса начинается с 0"
    fields = {question.field for question in form.questions}
    for name in file.improve:
        if name not in fields:
            return ("improve", name), f"поля {name} в анкете {FORM} нет"
    if fields - file.improve.keys():
        return ("improve",), f"не сказано, где поправить {min(fields - file.improve.keys())}"
    return None


def _demand_points(form: Questionnaire) -> None:
    for question in form.questions:
        if question.kind is not Kind.SINGLE or not all(option.code.isdigit() for option in question.options):
            name = f"config/questionnaires/{FORM}.yaml"
            raise ContentRefused(f"{name}: {question.id}: нужен один вариант, а его код — баллы")


def load(forms: Mapping[str, Questionnaire], path: Path = CONFIG / "self_check.yaml") -> SelfCheckRules:
    """Nothing where there is no such form. Raises ContentRefused with file and line."""
    if FORM not in forms:
        return SelfCheckRules()
    _demand_points(forms[FORM])
    file = read(path, SelfCheckFile, lambda found: _problem(found, forms[FORM]))
    return SelfCheckRules(
        tuple(Band(one.least, one.name, one.words) for one in file.bands),
        {name: Remedy(one.command, one.words) for name, one in file.improve.items()},
    )
