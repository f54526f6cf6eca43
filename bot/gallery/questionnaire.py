"""Every question of every form, and the screens around them."""

from collections.abc import Iterator, Mapping

from bot.dialogs import questionnaire as dialog
from bot.gallery import Example
from config import questionnaires
from mentoring import questionnaire
from mentoring.free_text import Concern
from mentoring.ids import AttemptId
from mentoring.questionnaire import Kind, Question, Questionnaire, Value
from mentoring.standing import QuestionAsked, ReviewShown

ATTEMPT = AttemptId(123_456)


def _sample(question: Question) -> Value:
    """Some fitting answer."""
    if question.kind is Kind.SINGLE:
        return question.options[0].code
    if question.kind is Kind.MULTI:
        return tuple(option.code for option in question.options[: question.maximum or 2])
    if question.kind is Kind.YES_NO:
        return True
    if question.kind is Kind.DATE:
        return "2027-05-15"
    if question.kind is Kind.TEXT:
        return ("Слова участника, какими они бывают. " * 20)[: question.longest]
    return question.maximum or 1


def answers_to(form: Questionnaire) -> Mapping[str, Value]:
    """An answer to each question that these answers leave visible."""
    given: dict[str, Value] = {}
    while (open_one := questionnaire.next_open(form, given)) is not None:
        given[open_one] = _sample(form.question(open_one))
    return given


def _asked(form: Questionnaire, question: str, *, answered: bool, pupil: bool) -> QuestionAsked:
    given = answers_to(form) if answered else {}
    if not answered and form.question(question).show_if is not None:
        given = {name: value for name, value in _opening(form, question).items() if name != question}
    place = questionnaire.place(form, given, question)
    value = given.get(question)
    marks = value if isinstance(value, tuple) else ()
    return QuestionAsked(ATTEMPT, form, place, answered, value, marks, pupil)


def _opening(form: Questionnaire, question: str) -> Mapping[str, Value]:
    """The answer that makes a conditional question visible."""
    condition = form.question(question).show_if
    assert condition is not None  # noqa: S101 - the caller has looked
    value: Value = condition.value
    if form.question(condition.question).kind is Kind.YES_NO:
        value = condition.value == "yes"
    return {condition.question: value}


def _examples() -> Iterator[Example]:
    for file in questionnaires.load().values():
        form = file.value()
        for pupil in (False, True):
            if file.address not in {"both", "pupil" if pupil else "adult"}:
                continue
            who = "ученик" if pupil else "взрослый"
            for question in form.questions:
                asked = _asked(form, question.id, answered=False, pupil=pupil)
                pages = 2 if len(question.options) > dialog.OPTIONS_PAGE + 1 else 1
                for page in range(pages):
                    title = f"{form.title}, {question.id}, {who}" + (f", страница {page + 1}" if pages > 1 else "")
                    yield Example(title, dialog.question_asked(asked, page), dialog.question_asked)
            shown = ReviewShown(ATTEMPT, form, answers_to(form), pupil, echo=not pupil)
            yield Example(f"{form.title}: проверка, {who}", dialog.review(shown), dialog.review)
    yield from _around()


def _around() -> Iterator[Example]:
    form = questionnaires.load()["mentee_teacher"].value()
    answered = _asked(form, "mt05", answered=True, pupil=False)
    yield Example("Вопрос с отмеченными вариантами", dialog.question_asked(answered), dialog.question_asked)
    text = _asked(form, "mt06", answered=True, pupil=False)
    yield Example("Вопрос, на который уже ответили", dialog.question_asked(text), dialog.question_asked)
    place = questionnaire.place(form, {}, "mt01")
    other = QuestionAsked(ATTEMPT, form, place, answered=False, value=None, marks=(), pupil=False, other="other")
    yield Example("«Другое»: свой вариант", dialog.question_asked(other), dialog.question_asked)
    for pupil in (False, True):
        of = dialog.Ask(ATTEMPT, text.place.question.id)
        asked = dialog.question_asked(text)
        warned = dialog.with_concern(asked, frozenset(Concern), 123_456_789, of, pupil)
        yield Example("Предупреждение о лишних сведениях", warned, dialog.with_concern)
    deleted = dialog.DeleteMessage(123_456_789, ATTEMPT, text.place.question.id)
    yield Example("Сообщение удалено", dialog.without_message(asked, text, deleted), dialog.without_message)


EXAMPLES: list[Example] = list(_examples())
