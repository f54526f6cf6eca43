"""``config/pair_surveys.yaml`` → which survey is asked of whom and when."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.pair_surveys import Moment, MomentRule, PairSurveys, SurveyForm
from mentoring.questionnaire import AnswerRefused, Question, Questionnaire, choose

Days = Annotated[int, Field(ge=1, le=60)]
QuestionId = Annotated[str, Field(pattern=r"^[a-z]{1,4}[0-9]{2}$")]

VERDICTS = ("yes", "again", "no")


class FormFile(Strict):
    form: str
    known: dict[QuestionId, str] = Field(default_factory=dict)
    leave_out: list[QuestionId] = Field(default_factory=list)
    verdict: QuestionId | None = None

    def value(self) -> SurveyForm:
        return SurveyForm(self.form, self.known, frozenset(self.leave_out), self.verdict)


class MomentFile(Strict):
    mentor: list[FormFile]
    mentee: list[FormFile]
    closes_after: Days | None = None
    remind_after: list[Days] = Field(max_length=3)
    once_a_month: bool = False

    def value(self) -> MomentRule:
        mentor, mentee = (tuple(form.value() for form in side) for side in (self.mentor, self.mentee))
        return MomentRule(mentor, mentee, self.closes_after, tuple(self.remind_after), self.once_a_month)


class Moments(Strict):
    accepted: MomentFile | None = None
    verdict: MomentFile | None = None
    event_held: MomentFile | None = None
    final: MomentFile | None = None
    ended_early: MomentFile | None = None
    left_group: MomentFile | None = None


class PairSurveysFile(Strict):
    moments: Moments


Forms = Mapping[str, Questionnaire]


def _rules(file: PairSurveysFile) -> Iterator[tuple[Moment, MomentFile]]:
    for moment in Moment:
        rule: MomentFile | None = getattr(file.moments, moment.value)
        if rule is not None:
            yield moment, rule


def _problem(file: PairSurveysFile, forms: Forms) -> tuple[Place, str] | None:
    for moment, rule in _rules(file):
        at: Place = ("moments", moment.value)
        if (rule.closes_after is None) is not (moment is Moment.FINAL):
            return (*at, "closes_after"), "closes_after нужен всем, кроме final: у него срок в config/programme.yaml"
        if rule.closes_after is not None and any(day >= rule.closes_after for day in rule.remind_after):
            return (*at, "remind_after"), "напоминание позже срока ответа"
        for side in ("mentor", "mentee"):
            for index, asked in enumerate(getattr(rule, side)):
                if what := _form_problem(asked, moment, forms):
                    return (*at, side, index), what
    return None


def _form_problem(asked: FormFile, moment: Moment, forms: Forms) -> str | None:
    form = forms.get(asked.form)
    if form is None:
        return f"такой анкеты нет: {asked.form}"
    questions = {question.id: question for question in form.questions}
    if unknown := sorted({*asked.known, *asked.leave_out, *filter(None, [asked.verdict])} - set(questions)):
        return f"в анкете {asked.form} нет вопроса {unknown[0]}"
    if asked.verdict is not None and moment is not Moment.VERDICT:
        return "verdict бывает только у решения после пробы"
    told = [*asked.known.items(), *((asked.verdict, code) for code in VERDICTS if asked.verdict)]
    for question, code in told:
        if not _fits(questions[question], code):
            return f"ответ {code} не подходит к вопросу {question}"
    if set(asked.leave_out) >= set(questions):
        return "не остаётся ни одного вопроса"
    return None


def _fits(question: Question, code: str) -> bool:
    try:
        choose(question, code)
    except AnswerRefused:
        return False
    return True


def load(forms: Forms, path: Path = CONFIG / "pair_surveys.yaml") -> PairSurveys:
    """Raises ContentRefused with file and line."""
    file = read(path, PairSurveysFile, lambda file: _problem(file, forms))
    return {moment: rule.value() for moment, rule in _rules(file)}
