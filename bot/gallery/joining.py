"""The way in: about the programme, invitation, consent, name."""

import datetime
from dataclasses import replace

from bot.dialogs import about, joining
from bot.gallery import Example
from config import consents, questionnaires
from mentoring.consent import ConsentKind
from mentoring.ids import MembershipId, OrganisationId, PersonId
from mentoring.names import FullName, Gender
from mentoring.organisations import Detail, Organisation, Privacy
from mentoring.people import Membership
from mentoring.roles import Level, MembershipState, Role
from mentoring.standing import (
    AgeAsked,
    ConsentAsked,
    DetailsMissing,
    FormOffered,
    JoinedBank,
    MinorsRefused,
    NameAsked,
    NameShown,
    PaperAwaited,
    Refusal,
)

SCHOOL = Organisation(
    OrganisationId(3),
    (OrganisationId(3),),
    Level.ORGANISATION,
    "МБОУ «Школа № 20 г. Примерска»",
    "1234567894",
    "г. Примерск, ул. Школьная, д. 20",
    "кабинет 12, privacy@school.example",
    "Europe/Moscow",
    5,
    state_owned=False,
    privacy=Privacy.NAMES,
    minors=True,
    warned=False,
)
PUPIL = Membership(MembershipId(18), PersonId(18), SCHOOL.id, Role.MENTEE, MembershipState.CONSENT_PENDING, "3-18")
TEACHER = Membership(MembershipId(17), PersonId(17), SCHOOL.id, Role.MENTEE, MembershipState.CONSENTED, "3-17")


def _consent(kind: ConsentKind, *, again: bool = False) -> ConsentAsked:
    text = consents.load()[kind]
    until = f"{datetime.date(2027, 8, 31):%d.%m.%Y}"
    filled = text.filled(SCHOOL, "участник программы, код 3-17", until, None)
    return ConsentAsked(SCHOOL, Role.MENTEE, "3-17", kind, text, filled, again)


_forms = questionnaires.load()

EXAMPLES: list[Example] = [
    Example("О программе: первый экран для любого", about.about(), about.about),
    Example("О программе: для участника", about.about(at_home=True), about.about),
    Example("О программе: посреди вступления", about.about(midway=True), about.about),
    Example("Вопросы и ответы", about.questions(), about.questions),
    *(
        Example(f"Ответ: {question}", about.answer(number), about.answer)
        for number, (question, _) in enumerate(about.ANSWERS)
    ),
    Example("Код приглашения словами", about.code_asked(), about.code_asked),
    Example("Код не подошёл", about.code_unknown(), about.code_unknown),
    Example("Приглашение уже использовано", about.invitation_used(), about.invitation_used),
    Example("Взрослый открыл личную ссылку ученика", about.pupils_link(), about.pupils_link),
    Example("Слишком много попыток угадать код", about.too_many_guesses(), about.too_many_guesses),
    Example("Приглашение: возраст", joining.age_asked(AgeAsked(SCHOOL, Role.MENTEE, "3-17")), joining.age_asked),
    Example(
        "Несовершеннолетних не берут",
        joining.minors_refused(MinorsRefused(SCHOOL, Role.MENTEE, told=True)),
        joining.minors_refused,
    ),
    Example(
        "Ученику роль для взрослых",
        joining.minors_refused(MinorsRefused(SCHOOL, Role.CURATOR, told=False)),
        joining.minors_refused,
    ),
    Example(
        "Школа не представилась",
        joining.details_missing(
            DetailsMissing(SCHOOL, Role.MENTEE, (Detail.INN, Detail.ADDRESS, Detail.CONTACT), joining=True)
        ),
        joining.details_missing,
    ),
    Example(
        "Школа не представилась: для участника",
        joining.details_missing(DetailsMissing(SCHOOL, Role.MENTEE, (Detail.INN,))),
        joining.details_missing,
    ),
    Example("Ученик ждёт бумагу", joining.paper_awaited(PaperAwaited(SCHOOL, PUPIL)), joining.paper_awaited),
    Example("Согласие взрослого", joining.consent_asked(_consent(ConsentKind.ADULT)), joining.consent_asked),
    Example(
        "Согласие взрослого: возраст только что назван",
        joining.consent_asked(replace(_consent(ConsentKind.ADULT), age_told=True)),
        joining.consent_asked,
    ),
    Example(
        "Согласие: новая версия", joining.consent_asked(_consent(ConsentKind.ADULT, again=True)), joining.consent_asked
    ),
    Example(
        "Согласие: начался новый учебный год",
        joining.consent_asked(replace(_consent(ConsentKind.ADULT, again=True), ended=datetime.date(2026, 8, 31))),
        joining.consent_asked,
    ),
    Example("Согласие ученика", joining.consent_asked(_consent(ConsentKind.PUPIL)), joining.consent_asked),
    *(
        Example(f"Отказ: {who}, {when}", joining.refused(Refusal(SCHOOL, pupil, left)), joining.refused)
        for who, pupil in (("взрослый", False), ("ученик", True))
        for when, left in (("сразу", False), ("от новой версии", True))
    ),
    Example("Имя взрослого", joining.name_asked(NameAsked(pupil=False)), joining.name_asked),
    Example("Имя ученика", joining.name_asked(NameAsked(pupil=True)), joining.name_asked),
    Example("Имя не разобрано", joining.name_refused(NameAsked(pupil=False)), joining.name_refused),
    Example(
        "Имя показано в ответ",
        joining.name_shown(NameShown(FullName("Ким", "Ольга", "Сергеевна"), Gender.FEMALE, pupil=False)),
        joining.name_shown,
    ),
    Example(
        "Отчество на месте имени",
        joining.name_shown(NameShown(FullName("Анна", "Олеговна", "Иванова"), None, pupil=False)),
        joining.name_shown,
    ),
    Example(
        "Отчество не говорит о поле",
        joining.name_shown(NameShown(FullName("Черных", "Женя"), None, pupil=True)),
        joining.name_shown,
    ),
    *(
        Example(
            f"Перед анкетой: {name}",
            joining.form_offered(FormOffered(TEACHER, _forms[name].value(), pupil)),
            joining.form_offered,
        )
        for name, pupil in (
            ("mentee_teacher", False),
            ("mentor_teacher", False),
            ("mentee_pupil", True),
            ("mentor_pupil", True),
        )
    ),
    *(
        Example(
            f"Анкета отправлена: {role.value}",
            joining.joined_bank(JoinedBank(SCHOOL, role, "3-17", pupil)),
            joining.joined_bank,
        )
        for role, pupil in ((Role.MENTEE, False), (Role.MENTOR, False), (Role.MENTEE, True), (Role.MENTOR, True))
    ),
    Example("Ученик не хочет участвовать", joining.will_respected(), joining.will_respected),
]
