"""Every form about a pair keeps what its first screen promises: who reads which answer, for adults and for pupils."""

import pytest

from config import pair_surveys as file
from config import questionnaires
from mentoring.questionnaire import Kind, Question, Questionnaire, Value
from mentoring.roles import Role
from mentoring.survey_answers import shown

FORMS = {name: form.value() for name, form in questionnaires.load().items()}
ASKED = sorted(
    {asked.form for rule in file.load(FORMS).values() for asked in (*rule.mentor, *rule.mentee)},
)
CURATOR, PSYCHOLOGIST, DEPUTY = Role.CURATOR, Role.COORDINATOR, Role.DEPUTY_HEAD
SECRET = "Тайные слова"

VALUES: dict[Kind, Value] = {
    Kind.SCALE: 7,
    Kind.NUMBER: 7,
    Kind.TEXT: SECRET,
    Kind.DATE: "2026-09-07",
    Kind.YES_NO: True,
}


def given(form: Questionnaire) -> dict[str, Value]:
    """Everything answered, «Другое» with words of one's own wherever it may be."""
    return {question.id: _value(question) for question in form.questions}


def _value(question: Question) -> Value:
    own = next((f"{option.code}:{SECRET}" for option in question.options if option.other), None)
    if question.kind is Kind.SINGLE:
        return own or question.options[0].code
    if question.kind is Kind.MULTI:
        return (question.options[0].code, *([own] if own else []))
    return VALUES[question.kind]


def read(form: str, *readers: Role, pupil: bool) -> dict[str, Value]:
    found = shown(FORMS[form], given(FORMS[form]), frozenset(readers), pupil=pupil)
    return {question.id: value for question, value in found}


@pytest.mark.parametrize("form", ASKED)
def test_an_adult_s_answers_are_the_curator_s_and_nobody_else_s(form: str) -> None:
    assert "куратор" in FORMS[form].intro
    assert read(form, CURATOR, pupil=False) == given(FORMS[form])
    assert read(form, PSYCHOLOGIST, pupil=False) == {}
    named = {question.id for question in FORMS[form].questions if DEPUTY in question.readers}
    assert set(read(form, DEPUTY, pupil=False)) == named
    assert read(form, pupil=False) == {}


@pytest.mark.parametrize("form", ASKED)
def test_what_a_pupil_types_is_the_psychologist_s_unless_the_question_names_its_reader(form: str) -> None:
    named = {question.id for question in FORMS[form].questions if CURATOR in question.readers}
    curators, psychologists = read(form, CURATOR, pupil=True), read(form, PSYCHOLOGIST, pupil=True)
    assert not any(SECRET in str(value) for question, value in curators.items() if question not in named)
    assert all(SECRET in str(value) for value in psychologists.values())
    typed = {question: value for question, value in given(FORMS[form]).items() if SECRET in str(value)}
    assert typed.keys() == {*psychologists, *(typed.keys() & named)}, "no word is lost to everybody"
    assert set(given(FORMS[form])) == {*curators, *psychologists}


def test_the_deputy_head_reads_the_one_answer_that_was_promised() -> None:
    assert read("satisfaction_mentor", DEPUTY, pupil=False) == {"sr08": True}
    assert read("satisfaction_mentor", DEPUTY, pupil=True) == {"sr08": True}
