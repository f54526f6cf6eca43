"""«Мои данные» of a teacher, a pupil, a curator and somebody who has left."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from bot.dialogs import my_data as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, LONG, NAMED
from config import consents, questionnaires
from mentoring.consent import Channel, ConsentKind
from mentoring.ids import CampaignId, ConsentId, MembershipId, SurveyId
from mentoring.my_data import (
    AboutMe,
    ConsentRead,
    FormState,
    MyAnswers,
    MyCampaign,
    MyCampaigns,
    MyConsent,
    MyForm,
    MyPlace,
    MyRole,
    WithdrawalAsked,
    readers_of,
)
from mentoring.names import FullName
from mentoring.organisation_details import Zone
from mentoring.organisations import Organisation
from mentoring.papers import PaperNumber
from mentoring.questionnaire import Kind, Question, Value
from mentoring.roles import Role
from mentoring.survey_answers import MySurvey, MySurveys

_FORMS = {name: file.value() for name, file in questionnaires.load().items()}
_DAY = datetime.date(2026, 9, 7)

_own = MyConsent(ConsentId(4), ConsentKind.ADULT, 1, _DAY, Channel.TELEGRAM, active=True)
_signed = PaperNumber("12", datetime.date(2026, 9, 5))
_parents = MyConsent(ConsentId(5), ConsentKind.PARENT, 1, _signed.date, Channel.PAPER, active=True, paper=_signed)
_pupils = replace(_own, id=ConsentId(6), kind=ConsentKind.PUPIL)


def _place(here: Organisation, *held: MyRole, form: str | None, given: tuple[MyConsent, ...]) -> MyPlace:
    return MyPlace(here, held, given, readers_of(_FORMS[form]) if form else None)


def _text(given: MyConsent, pupil: bool = False) -> ConsentRead:
    text = consents.load()[given.kind].filled(NAMED, "участник программы, код 3-17", "31.08.2027", None)
    return ConsentRead(given, NAMED, text, pupil)


_mentee = MyRole(MembershipId(17), Role.MENTEE, "3-17", MyForm(FormState.FINISHED, _DAY, 15, 15))
_mentor = MyRole(MembershipId(18), Role.MENTOR, "3-18", MyForm(FormState.BEGUN, _DAY, 3, 15))
_fresh = replace(_mentee, form=MyForm(FormState.NOT_BEGUN))
_curator = MyRole(MembershipId(19), Role.CURATOR, "3-19", None)
_teacher = AboutMe(
    FullName("Иванова", "Анна", "Олеговна"),
    True,
    True,
    "Учитель",
    None,
    (_place(NAMED, _mentee, _mentor, form="mentee_teacher", given=(_own,)),),
)
_pupil = AboutMe(
    None, False, False, None, None, (_place(CODED, _fresh, form="mentee_pupil", given=(_parents, _pupils)),)
)
_two = replace(_teacher, places=(*_teacher.places, _place(LONG, _curator, form=None, given=(_own,))))
_left = AboutMe(None, False, None, None, None, ())
_ended = replace(_left, places=(_place(NAMED, form=None, given=(replace(_own, active=False),)),))
_pupil_ended = replace(
    _pupil,
    places=(_place(CODED, form=None, given=(replace(_parents, active=False), replace(_pupils, active=False))),),
)


def _answers(form: str, here: Organisation, *, pupil: bool = False) -> MyAnswers:
    answered = tuple((question, _VALUES[question.kind](question)) for question in _FORMS[form].questions)
    return MyAnswers(here, _FORMS[form].title, _DAY, answered, here.says_names, pupil)


_VALUES: dict[Kind, Callable[[Question], Value]] = {
    Kind.SINGLE: lambda question: question.options[0].code,
    Kind.MULTI: lambda question: tuple(option.code for option in question.options[:2]),
    Kind.SCALE: lambda question: question.maximum,
    Kind.NUMBER: lambda question: question.maximum,
    Kind.TEXT: lambda _: "Хочу спокойно вести урок и успевать проверить тетради",
    Kind.DATE: lambda _: "2026-09-07",
    Kind.YES_NO: lambda _: True,
}

_ZONE = Zone("Екатеринбург +2", "Asia/Yekaterinburg")
_asked = WithdrawalAsked(NAMED, MembershipId(17), (Role.MENTEE, Role.MENTOR), elsewhere=False, pupil=False)

_to_many = MyCampaigns(
    NAMED,
    (
        MyCampaign(CampaignId(8), _FORMS["satisfaction_mentee"].title, _DAY),
        MyCampaign(CampaignId(9), "Как живётся в нашей школе", None),
    ),
    0,
    pupil=False,
)
_surveyed = MySurveys(
    NAMED,
    tuple(
        MySurvey(SurveyId(number), _FORMS[form].title, _DAY)
        for number, form in enumerate(("satisfaction_mentee", "meeting_pulse", "trial_check", "monitor_before_mentee"))
    ),
    0,
    pupil=False,
)

EXAMPLES: list[Example] = [
    Example("Педагог в двух ролях", dialog.about_me(_teacher), dialog.about_me),
    Example(
        "Есть ответы о паре",
        dialog.about_me(replace(_teacher, places=(replace(_teacher.places[0], surveys=4),))),
        dialog.about_me,
    ),
    Example("Свой часовой пояс", dialog.about_me(replace(_teacher, zone=_ZONE)), dialog.about_me),
    Example("В режиме minimal", dialog.about_me(replace(_teacher, name=None, position=None)), dialog.about_me),
    Example("Ученик", dialog.about_me(_pupil), dialog.about_me),
    Example("Две организации, вторая страница", dialog.about_me(_two, 1), dialog.about_me),
    Example(
        "Согласие больше не действует",
        dialog.about_me(
            replace(
                _teacher,
                places=(_place(NAMED, _fresh, form="mentee_teacher", given=(replace(_own, active=False),)),),
            )
        ),
        dialog.about_me,
    ),
    Example("Приглашение открыто, согласия ещё нет", dialog.about_me(_left), dialog.about_me),
    Example("После отзыва", dialog.about_me(_ended), dialog.about_me),
    Example("После отзыва, ученик", dialog.about_me(_pupil_ended), dialog.about_me),
    *(
        Example(f"Мои ответы: {title}", dialog.my_answers(read, membership=MembershipId(17)), dialog.my_answers)
        for title, read in (
            ("педагог", _answers("mentee_teacher", NAMED)),
            ("в режиме minimal", _answers("mentee_teacher", CODED)),
            ("ученик", _answers("mentee_pupil", CODED, pupil=True)),
        )
    ),
    Example("Мои ответы о паре", dialog.my_surveys(_surveyed), dialog.my_surveys),
    Example("Мои ответы о паре, ученик", dialog.my_surveys(replace(_surveyed, pupil=True)), dialog.my_surveys),
    Example(
        "Мой ответ на опрос",
        dialog.my_survey(_answers("trial_check", NAMED), survey=SurveyId(1)),
        dialog.my_survey,
    ),
    Example("Мои ответы в опросах", dialog.my_campaigns(_to_many), dialog.my_campaigns),
    Example(
        "Мой ответ в опросе",
        dialog.my_campaign(_answers("satisfaction_mentee", NAMED), campaign=CampaignId(8)),
        dialog.my_campaign,
    ),
    Example("Администратор", dialog.about_me(replace(_left, administrator=True)), dialog.about_me),
    Example("Ничего не хранится", dialog.nothing_kept(), dialog.nothing_kept),
    Example("Текст согласия", dialog.consent_text(_text(_own)), dialog.consent_text),
    Example("Текст согласия родителя", dialog.consent_text(_text(_parents, pupil=True)), dialog.consent_text),
    Example("Текст согласия родителя, дальше", dialog.consent_text(_text(_parents), 1), dialog.consent_text),
    Example("Отозвать: что произойдёт", dialog.withdrawal_asked(_asked), dialog.withdrawal_asked),
    Example(
        "Отозвать: куратор, есть другая школа",
        dialog.withdrawal_asked(replace(_asked, roles=(Role.CURATOR,), elsewhere=True)),
        dialog.withdrawal_asked,
    ),
    Example(
        "Отозвать: есть анонимные ответы",
        dialog.withdrawal_asked(replace(_asked, unnamed=True)),
        dialog.withdrawal_asked,
    ),
    Example("Отозвать: ученик", dialog.withdrawal_asked(replace(_asked, pupil=True)), dialog.withdrawal_asked),
    Example("Отозвано", dialog.withdrawn(NAMED, pupil=False), dialog.withdrawn),
    Example("Отозвано учеником", dialog.withdrawn(NAMED, pupil=True), dialog.withdrawn),
]
