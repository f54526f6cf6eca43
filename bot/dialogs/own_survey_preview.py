"""«Посмотреть как участник»: the very screens of whoever answers, with buttons that only turn their pages."""

from dataclasses import replace

from bot.dialogs import campaign_answers, questionnaire
from bot.dialogs import own_survey_addresses as to
from bot.dialogs.campaign_addresses import CampaignCard
from bot.screens import Button, Rows, Screen, bold, lines
from mentoring.ids import AttemptId
from mentoring.own_surveys import Previewed
from mentoring.questionnaire import Question, place
from mentoring.standing import QuestionAsked

NOT_KEPT = "👁 Так увидит участник. Ответы не сохраняются."

NO_ATTEMPT = AttemptId(0)


def preview(found: Previewed, at: int, marks: int = 0) -> Screen:
    """``at`` 0 is what is promised first; behind the last question is the end. ``marks``: a bit for each option."""
    total = len(found.form.questions)
    at = min(max(at, 0), total + 1)
    if at == 0:
        screen = campaign_answers.offered(found.offered)
        rows: Rows = ((Button("Начать", _step(found, 1)),), *_whose_eyes(found))
    elif at <= total:
        asked = _asked(found, found.form.questions[at - 1], marks)
        screen = questionnaire.question_asked(asked)
        rows = _turned(found, screen.rows, at, marks)
        if asked.place.question.typed:
            rows = ((Button("Дальше", _step(found, at + 1)),), *rows)
    else:
        screen = _end(found)
        rows = ((Button("Назад", _step(found, total)),),)
    leave = Button("Закончить просмотр", CampaignCard(found.draft.shown.campaign.id))
    return replace(screen, text=lines(NOT_KEPT, "", screen.text), rows=(*rows, (leave,)))


def _asked(found: Previewed, question: Question, marks: int) -> QuestionAsked:
    marked = tuple(option.code for bit, option in enumerate(question.options) if marks >> bit & 1)
    here = place(found.form, {}, question.id)
    return QuestionAsked(NO_ATTEMPT, found.form, here, False, None, marked, found.offered.pupil)


def _turned(found: Previewed, rows: Rows, at: int, marks: int) -> Rows:
    """The same buttons; what would answer leads on."""
    return tuple(tuple(Button(one.label, _leads(found, one, at, marks)) for one in row) for row in rows)


def _leads(found: Previewed, button: Button, at: int, marks: int) -> to.Preview:
    match button.to:
        case questionnaire.Mark(code=code, on=on):
            options = found.form.questions[at - 1].options
            bit = 1 << next(place for place, option in enumerate(options) if option.code == code)
            return _step(found, at, marks | bit if on else marks & ~bit)
        case questionnaire.Ask():
            return _step(found, at - 1)
        case _:
            return _step(found, at + 1)


def _step(found: Previewed, at: int, marks: int = 0) -> to.Preview:
    return to.Preview(found.draft.shown.campaign.id, at, marks, found.offered.pupil)


def _whose_eyes(found: Previewed) -> Rows:
    """Pupils are promised more, and with «ты»."""
    if not found.draft.of_pupils:
        return ()
    pupil = found.offered.pupil
    label = "Глазами взрослого" if pupil else "Глазами ученика"
    return ((Button(label, to.Preview(found.draft.shown.campaign.id, pupil=not pupil)),),)


def _end(found: Previewed) -> Screen:
    tail = " С этой минуты ответы ни с кем не связаны." if found.offered.campaign.anonymous else ""
    return Screen(
        lines(
            bold("Вопросы закончились"),
            found.form.title,
            "",
            f"Дальше участник проверяет свои ответы на одном экране и нажимает «Отправить».{tail}",
        )
    )
