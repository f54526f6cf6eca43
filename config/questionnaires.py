"""``config/questionnaires/*.yaml`` → frozen questionnaires. Nothing about a question is written in Python."""

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from config.files import CONFIG, LATEST_VERSION, Place, Strict, read
from mentoring import own_surveys
from mentoring.own_surveys import OwnQuestion, Questions
from mentoring.questionnaire import Condition, Kind, Option, Question, Questionnaire
from mentoring.roles import Role

LABEL_LIMIT = 30
TEXT_LIMIT = 400
ID_PATTERN = r"^[a-z][a-z0-9_]{1,23}$"
CODE_PATTERN = r"^[a-z0-9_]{1,16}$"


class OptionFile(Strict):
    code: str = Field(pattern=CODE_PATTERN)
    label: str = Field(min_length=1, max_length=LABEL_LIMIT)
    label_pupil: str | None = Field(default=None, min_length=1, max_length=LABEL_LIMIT)
    other: bool = False
    exclusive: bool = False


class QuestionFile(Strict):
    id: str = Field(pattern=r"^[a-z]{1,4}[0-9]{2}$")
    type: Literal["single", "multi", "scale", "text", "number", "date", "yes_no"]
    short: str = Field(min_length=1, max_length=24)
    text: str = Field(min_length=1, max_length=TEXT_LIMIT)
    text_pupil: str | None = Field(default=None, min_length=1, max_length=TEXT_LIMIT)
    hint: str | None = Field(default=None, max_length=TEXT_LIMIT)
    hint_pupil: str | None = Field(default=None, max_length=TEXT_LIMIT)
    field: str = Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)+$")
    required: bool
    options: list[OptionFile] = Field(default_factory=list)
    min: int | None = None
    max: int | None = None
    min_len: int | None = None
    max_len: int | None = None
    default: int | None = None
    show_if: str | None = Field(default=None, pattern=r"^[a-z]{1,4}[0-9]{2}=[a-z0-9_]+$")
    private: bool = False
    readers: list[Literal["curator", "coordinator", "deputy_head"]] = Field(default_factory=list)
    signal_at_most: int | None = None
    wellbeing: bool = False
    ends_on_no: bool = False
    # Read by reports, surveys and the editors of the file; the engine passes them by.
    note: str | None = None
    pair_key: str | None = None
    csi: bool = False
    nps: bool = False
    swot: Literal["S", "W", "O", "T"] | None = None
    forwardable: bool = False

    def value(self) -> Question:
        condition = Condition(*self.show_if.split("=", 1)) if self.show_if else None
        return Question(
            id=self.id,
            kind=Kind(self.type),
            text=self.text,
            short=self.short,
            field=self.field,
            required=self.required,
            text_pupil=self.text_pupil,
            hint=self.hint,
            hint_pupil=self.hint_pupil,
            options=tuple(Option(o.code, o.label, o.label_pupil, o.other, o.exclusive) for o in self.options),
            minimum=self.min,
            maximum=self.max,
            shortest=self.min_len or 1,
            longest=self.max_len or 1000,
            default=self.default,
            show_if=condition,
            private=self.private,
            readers=frozenset(Role(reader) for reader in self.readers),
            signal_at_most=self.signal_at_most,
            wellbeing=self.wellbeing,
            ends_on_no=self.ends_on_no,
            csi=self.csi,
            nps=self.nps,
            pair_key=self.pair_key,
            swot=self.swot,
        )


class QuestionnaireFile(Strict):
    id: str = Field(pattern=ID_PATTERN)
    version: int = Field(ge=1, le=LATEST_VERSION)
    title: str
    audience: str
    address: Literal["adult", "pupil", "both"]
    when: str
    intro: str
    intro_pupil: str | None = None
    pair_with: str | None = None
    anonymous_rollup: bool | None = None
    note: str | None = None
    questions: list[QuestionFile] = Field(min_length=1)

    def value(self) -> Questionnaire:
        questions = tuple(question.value() for question in self.questions)
        intro, for_pupils = self.intro.strip(), self.address == "pupil"
        return Questionnaire(self.id, self.version, self.title, questions, intro, self.intro_pupil, for_pupils)

    @property
    def body(self) -> str:
        """The form as it is pinned: canonical JSON, from which it can be read again."""
        return json.dumps(self.model_dump(exclude_defaults=True), ensure_ascii=False, sort_keys=True)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()


def _problem(form: QuestionnaireFile) -> tuple[Place, str] | None:
    seen: dict[str, QuestionFile] = {}
    shorts: set[str] = set()
    for index, question in enumerate(form.questions):
        at: Place = ("questions", index)
        if question.id in seen:
            return (*at, "id"), f"вопрос {question.id} повторён"
        if question.short in shorts:
            return (*at, "short"), f"краткое имя «{question.short}» повторено"
        if question.show_if and question.show_if.split("=")[0] not in seen:
            return (*at, "show_if"), "show_if указывает на вопрос, который стоит не раньше"
        if problem := _options_problem(question):
            return (*at, "options"), problem
        seen[question.id] = question
        shorts.add(question.short)
    return None


def _options_problem(question: QuestionFile) -> str | None:
    codes = [option.code for option in question.options]
    if len(codes) != len(set(codes)):
        return f"{question.id}: код варианта повторён"
    if (question.type in {"single", "multi"}) != bool(codes):
        return f"{question.id}: варианты нужны вопросам single и multi и только им"
    if question.type in {"scale", "number"} and (question.min is None or question.max is None):
        return f"{question.id}: числу нужны min и max"
    return None


def load(folder: Path = CONFIG / "questionnaires") -> dict[str, QuestionnaireFile]:
    """All forms by id. Raises ContentRefused with file and line."""
    forms = {}
    for path in sorted(folder.glob("*.yaml")):
        form = read(path, QuestionnaireFile, lambda form, stem=path.stem: _named(form, stem) or _problem(form))  # type: ignore[misc]
        forms[form.id] = form
    return forms


def _named(form: QuestionnaireFile, stem: str) -> tuple[Place, str] | None:
    return None if form.id == stem else (("id",), f"файл называется {stem}, а анкета — {form.id}")


def pinned(body: str) -> Questionnaire:
    """Read a form back as it was pinned to an attempt."""
    return QuestionnaireFile.model_validate_json(body).value()


OF_OWN_SCALE = "1 — совсем нет, 10 — полностью"
"""What the ends of a scale mean, as in the built-in forms."""


def own(form: str, title: str, questions: Questions) -> QuestionnaireFile:
    """A survey that a curator has made in the chat, as if it stood in a file; its one version is the first."""
    shorts = own_surveys.shorts(questions)
    asked = [
        _own_question(number, question, short)
        for number, (question, short) in enumerate(zip(questions, shorts, strict=True), 1)
    ]
    return QuestionnaireFile(
        id=form, version=1, title=title, audience="own", address="both", when="campaign", intro="", questions=asked
    )


def _own_question(number: int, question: OwnQuestion, short: str) -> QuestionFile:
    bounds: dict[Kind, dict[str, Any]] = {
        Kind.SCALE: {"min": own_surveys.SCALE[0], "max": own_surveys.SCALE[-1], "hint": OF_OWN_SCALE},
        Kind.NUMBER: {"min": 0, "max": question.most},
        Kind.TEXT: {"max_len": own_surveys.LONGEST_ANSWER},
    }
    return QuestionFile.model_validate(
        {
            "id": question.id,
            "type": question.kind.value,
            "short": short,
            "text": question.text,
            "field": f"{own_surveys.FIELD}q{number}",
            "required": question.required,
            "wellbeing": question.of_wellbeing,
            "options": [
                {"code": f"o{place}", "label": option, "other": own_surveys.asks_for_words(option)}
                for place, option in enumerate(question.shown_options, 1)
            ],
            **bounds.get(question.kind, {}),
        }
    )
