"""Surveys about a pair: before the first question, thanks, the card, letters."""

import datetime
from dataclasses import replace

from bot.dialogs import letters, pairs
from bot.dialogs import surveys as dialog
from bot.gallery import Example
from bot.gallery.pairs import assigned_card
from config import questionnaires
from mentoring.ids import SurveyId
from mentoring.notices import SurveysAsked
from mentoring.pair_cards import Reader
from mentoring.pairs import PairState
from mentoring.standing import SurveyAnswered, SurveyOffered

_FORMS = {name: file.value() for name, file in questionnaires.load().items()}
_PAIR = assigned_card(Reader.MENTEE, PairState.SURVEYS).pair.id
_UNTIL = datetime.date(2027, 5, 28)
_ASKED = {
    "monitor_before_mentee": "ожидания до начала",
    "trial_check": "после пробы",
    "meeting_pulse": "после мероприятия",
    "satisfaction_mentee": "итоги",
    "monitor_after_mentee": "что изменилось",
    "early_end": "после досрочного завершения или выхода",
}


def _offered(form: str, *, pupil: bool, begun: bool = False, waiting: int = 1) -> SurveyOffered:
    return SurveyOffered(SurveyId(15), _PAIR, _FORMS[form], waiting, _UNTIL, begun, pupil)


def _letter(title: str, asked: SurveysAsked) -> Example:
    return Example(f"Письмо: {title}", letters.letter([asked]), letters.letter)


_TITLES = (_FORMS["satisfaction_mentee"].title, _FORMS["monitor_after_mentee"].title)
_INVITED = SurveysAsked(_PAIR, "МБОУ «Школа № 20 г. Примерска»", _TITLES, _UNTIL, pupil=False, again=False)
_side = replace(assigned_card(Reader.MENTEE, PairState.SURVEYS), surveys=2)
_staff = replace(assigned_card(Reader.CURATOR, PairState.SURVEYS), responses=(1, 4))

EXAMPLES: list[Example] = [
    *(
        Example(
            f"Опрос, {title}, {'ученик' if pupil else 'педагог'}",
            dialog.offered(_offered(form, pupil=pupil)),
            dialog.offered,
        )
        for form, title in _ASKED.items()
        for pupil in (False, True)
    ),
    Example(
        "Опрос начат, за ним ещё один",
        dialog.offered(_offered("satisfaction_mentee", pupil=False, begun=True, waiting=2)),
        dialog.offered,
    ),
    Example("Спасибо", dialog.answered(SurveyAnswered(_PAIR, 0, pupil=False)), dialog.answered),
    Example("Спасибо, ждёт ещё один опрос", dialog.answered(SurveyAnswered(_PAIR, 1, pupil=False)), dialog.answered),
    Example("Спасибо ученику, ждёт ещё один", dialog.answered(SurveyAnswered(_PAIR, 1, pupil=True)), dialog.answered),
    Example(
        "Спасибо тому, кто уже не в группе",
        dialog.answered(SurveyAnswered(_PAIR, 0, pupil=False, in_pair=False)),
        dialog.answered,
    ),
    Example("Карточка стороны: есть вопросы", pairs.card(_side), pairs.card),
    Example("Карточка куратора: сколько ответов", pairs.card(_staff), pairs.card),
    _letter("стороне — опросы по итогам", _INVITED),
    _letter("стороне — напоминание", replace(_INVITED, again=True)),
    _letter("стороне — последнее напоминание", replace(_INVITED, again=True, last=True)),
    _letter("ученику — напоминание", replace(_INVITED, again=True, pupil=True, until=None)),
]
