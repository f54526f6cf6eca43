"""«Мои данные»: what is kept, who reads it, the own answers, the consent given, and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.questionnaire import value_words
from bot.leaves import leaves
from bot.screens import (
    Address,
    Button,
    Html,
    Screen,
    address,
    bold,
    column,
    italic,
    lines,
    markup,
    paged,
    quoted,
    turning,
)
from bot.texts import people, roles, words
from mentoring.consent import Channel, ConsentKind
from mentoring.ids import CampaignId, ConsentId, MembershipId, OrganisationId, SurveyId
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
)
from mentoring.organisations import Organisation
from mentoring.questionnaire import Question, Value
from mentoring.roles import PARTICIPANTS
from mentoring.survey_answers import MySurveys

SHOWN_CONSENTS = 4
"""The latest ones; older texts were taken back or replaced."""


@address("md")
@dataclass(frozen=True, slots=True)
class Data(Address):
    """One organisation a page."""

    page: int = 0


@address("mc")
@dataclass(frozen=True, slots=True)
class Text(Address):
    """The text of a consent, read again."""

    consent: ConsentId
    leaf: int = 0


@address("mf")
@dataclass(frozen=True, slots=True)
class TextFile(Address):
    """The same text as a file."""

    consent: ConsentId


@address("ma")
@dataclass(frozen=True, slots=True)
class Answers(Address):
    """«Мои ответы»: the questionnaire that was sent in this role."""

    membership: MembershipId
    leaf: int = 0


@address("mg")
@dataclass(frozen=True, slots=True)
class Surveys(Address):
    """«Мои ответы о паре»: the surveys that were answered in one organisation."""

    organisation: OrganisationId
    page: int = 0


@address("mh")
@dataclass(frozen=True, slots=True)
class Survey(Address):
    """One of them, read again."""

    survey: SurveyId
    leaf: int = 0


@address("mk")
@dataclass(frozen=True, slots=True)
class Campaigns(Address):
    """«Мои ответы в опросах»: the surveys sent to many that were answered in one organisation."""

    organisation: OrganisationId
    page: int = 0


@address("ml")
@dataclass(frozen=True, slots=True)
class Campaign(Address):
    """One of them, read again."""

    campaign: CampaignId
    leaf: int = 0


@address("mw")
@dataclass(frozen=True, slots=True)
class AskWithdrawal(Address):
    """«Отозвать согласие»: what will happen is told first."""

    membership: MembershipId


@address("mx")
@dataclass(frozen=True, slots=True)
class Withdraw(Address):
    """It is really meant."""

    membership: MembershipId


MENU = Button("Меню", Open("menu"))

DOCUMENTS: dict[ConsentKind, str] = {
    ConsentKind.ADULT: "Согласие на обработку данных",
    ConsentKind.PUPIL: "Согласие на обработку данных",
    ConsentKind.PARENT: "Согласие родителя",
    ConsentKind.PUBLICATION: "Согласие на публикацию",
    ConsentKind.MENTORING_WORK: "Согласие на наставническую работу",
    ConsentKind.REGIONAL_BANK: "Согласие на региональный банк",
}

LABELS: dict[ConsentKind, str] = {
    ConsentKind.ADULT: "Моё согласие",
    ConsentKind.PUPIL: "Моё согласие",
    ConsentKind.PARENT: "Согласие родителя",
    ConsentKind.PUBLICATION: "На публикацию",
    ConsentKind.MENTORING_WORK: "На наставническую работу",
    ConsentKind.REGIONAL_BANK: "На региональный банк",
}


def nothing_kept() -> Screen:
    """For an account that leads to nobody.

    A refusal is kept without the account, so whether there was one, and from whom, is not known here.
    """
    return Screen(
        lines(
            bold("Мои данные"),
            "",
            "Ни имени, ни ответов нет.",
            "Если был отказ, осталось лишь то, что назвал экран «Отказ принят»: без имени и без учётной записи.",
            "",
            "Данные появляются только после согласия.",
        ),
        ((MENU,),),
    )


def about_me(data: AboutMe, page: int = 0) -> Screen:
    part = paged(len(data.places), page, 1)
    place = data.places[part.page] if data.places else None
    here = _place(place, pupil=data.pupil) if place else ["", _no_place(data)]
    text = [bold("Мои данные"), "", *_person(data), *here, "", _account(data)]
    return Screen(lines(*text), (*_buttons(place), *turning(part, Data), (MENU,)))


def _no_place(data: AboutMe) -> str:
    if data.administrator:
        return "Ваша роль — администратор. Анкет и согласий за Вами не записано."
    return "Согласия нет, поэтому больше ничего не записано."


def _person(data: AboutMe) -> list[Html]:
    about: list[Html] = []
    if data.name is not None:
        about.append(markup("Имя: {name}", name=data.name))
    elif data.name_kept:
        coded = not all(place.organisation.says_names for place in data.places)
        why = "через мессенджер оно не передаётся" if coded else "до согласия бот его не называет"
        about.append(markup("Имя записано в базе организации, {why}.", why=why))
    else:
        about.append(Html("Имя не записано."))
    if data.position:
        about.append(markup("Должность: {position}", position=data.position))
    if data.external_id:
        about.append(markup("Номер в другом региональном банке: {number}", number=data.external_id))
    if data.school_class:
        about.append(markup("Класс: {grade}", grade=data.school_class))
    if data.adult is not None:
        about.append(Html("Возраст: 18 лет или больше" if data.adult else "Возраст: младше 18 лет"))
    if data.zone is not None:
        about.append(markup("Часовой пояс: {zone}, напарник видит время встреч и по нему", zone=data.zone.label))
    return about


def _account(data: AboutMe) -> str:
    """Who has not told the age yet may be a pupil, and is not spoken to at all."""
    whose = "" if data.adult is None else "твоей " if data.pupil else "Вашей "
    return f"Ещё хранится номер {whose}учётной записи в мессенджере: по нему бот узнаёт, кому отвечать."


def _place(place: MyPlace, *, pupil: bool) -> list[Html | str]:
    return [
        "",
        bold(place.organisation.name),
        *(_role(held) for held in place.roles),
        *(() if place.roles else ("Участие закончено, ответов нет.",)),
        *(_consent(given) for given in _latest(place)),
        *(() if place.roles else ("Запись о согласии хранится три года после его окончания, как доказательство.",)),
        *_readers(place, pupil=pupil),
    ]


def _latest(place: MyPlace) -> tuple[MyConsent, ...]:
    return place.consents[-SHOWN_CONSENTS:]


def _role(held: MyRole) -> Html:
    line = markup("{role}, код {code}", role=roles.NAMES[held.role].capitalize(), code=held.code)
    return line if held.form is None else markup("{line}. {form}", line=line, form=_form(held.form))


def _form(form: MyForm) -> str:
    on = words.day(form.on) if form.on else ""
    return {
        FormState.NOT_BEGUN: "Анкета не начата.",
        FormState.BEGUN: f"Анкета начата {on}: ответов {form.answered} из {form.questions}.",
        FormState.FINISHED: f"Анкета отправлена {on}.",
    }[form.state]


def _consent(given: MyConsent) -> Html:
    return markup(
        "{document}: {given}, версия {version}, {channel}{ended}",
        document=DOCUMENTS[given.kind],
        given=_given(given),
        version=given.version,
        channel="на бумаге" if given.channel is Channel.PAPER else "кнопкой в боте",
        ended=_ended(given),
    )


def _ended(given: MyConsent) -> str:
    if not given.active:
        return " — больше не действует"
    return f" — срок кончился {words.day_and_year(given.ended)}" if given.ended else ""


def _given(given: MyConsent) -> str:
    """«5 сентября 2026 г.», of a paper «№ 12 от 5 сентября 2026 г.»."""
    on = words.day_and_year(given.on)
    return words.paper(given.paper, on) if given.paper else on


def _readers(place: MyPlace, *, pupil: bool) -> list[Html | str]:
    readers = place.readers
    if readers is None:
        return []
    everybody = words.listed(roles.NAMES[role] for role in readers.everything)
    told: list[Html | str] = ["", f"{'Твои' if pupil else 'Ваши'} ответы могут читать: {everybody}."]
    by_readers: dict[str, list[str]] = {}
    for question, allowed in readers.only:
        names = words.listed(roles.NAMES[role] for role in allowed) or "никто"
        by_readers.setdefault(names, []).append(f"«{question}»")
    told += [
        markup("{questions} — только {names}.", questions=", ".join(questions), names=names)
        for names, questions in by_readers.items()
    ]
    told.append(_told_to_the_partner(place.organisation, pupil=pupil))
    return told


def _told_to_the_partner(organisation: Organisation, *, pupil: bool) -> str:
    """The same as the consent says; a pupil's subject is typed, so it stays with the psychologist."""
    what = "класс и направления помощи" if pupil else "должность, предмет и направления запроса или помощи"
    return f"Напарник узнает только {'имя, отчество, ' if organisation.says_names else ''}{what}."


def _buttons(place: MyPlace | None) -> tuple[tuple[Button, ...], ...]:
    if place is None:
        return ()
    texts = ((Button(f"{LABELS[given.kind]} · {given.on:%d.%m}", Text(given.id)),) for given in _latest(place))
    buttons = *_answers_buttons(place), *_survey_buttons(place), *texts
    if not place.may_withdraw:
        return buttons
    return (*buttons, (Button("Отозвать согласие", AskWithdrawal(place.roles[0].membership)),))


def _answers_buttons(place: MyPlace) -> list[tuple[Button, ...]]:
    sent = [held for held in place.roles if held.form is not None and held.form.state is FormState.FINISHED]
    if len(sent) == 1:
        return [(Button("Мои ответы", Answers(sent[0].membership)),)]
    return [(Button(f"Мои ответы: {roles.NAMES[held.role]}", Answers(held.membership)),) for held in sent]


def _survey_buttons(place: MyPlace) -> tuple[tuple[Button, ...], ...]:
    here = place.organisation.id
    about_pairs = Button(f"Мои ответы о паре · {place.surveys}", Surveys(here)) if place.surveys else None
    to_many = Button(f"Мои ответы в опросах · {place.campaigns}", Campaigns(here)) if place.campaigns else None
    return tuple((button,) for button in (about_pairs, to_many) if button is not None)


def my_answers(read: MyAnswers, leaf: int = 0, *, membership: MembershipId) -> Screen:
    """The questionnaire as it was sent; in ``minimal`` typed words are only counted."""
    return _read_again(read, leaf, lambda to: Answers(membership, to), Data())


def my_surveys(found: MySurveys) -> Screen:
    """What was answered about pairs, the latest on top, and who may read it."""
    part = paged(len(found.surveys), found.page)
    here = found.surveys[part.first : part.last]
    return Screen(
        lines(bold("Мои ответы о паре"), found.organisation.name, "", *_survey_readers(pupil=found.pupil)),
        (
            *column([Button(people.fitting(f"{one.on:%d.%m} · {one.title}"), Survey(one.id)) for one in here]),
            *turning(part, lambda to: Surveys(found.organisation.id, to)),
            (Button("Назад", Data()), MENU),
        ),
    )


def _survey_readers(*, pupil: bool) -> list[str]:
    """The same as the surveys say before their first question."""
    if pupil:
        return [
            "Твои слова читает педагог-психолог, остальное — куратор, если в самом вопросе не назван кто-то другой.",
            "Напарник твоих ответов не видит.",
        ]
    return [
        "Ваши ответы читает куратор, если в самом вопросе не назван кто-то другой.",
        "Напарник Ваших ответов не видит.",
    ]


def my_campaigns(found: MyCampaigns) -> Screen:
    """Those that can be read again have a button; of anonymous ones only that they were answered."""
    part = paged(len(found.campaigns), found.page)
    here = found.campaigns[part.first : part.last]
    lines_ = [markup("• {title} — {answer}", title=one.title, answer=_sent(one)) for one in here]
    buttons = [Button(people.fitting(one.title), Campaign(one.id)) for one in here if one.on is not None]
    return Screen(
        lines(bold("Мои ответы в опросах"), found.organisation.name, "", *lines_),
        (
            *column(buttons),
            *turning(part, lambda to: Campaigns(found.organisation.id, to)),
            (Button("Назад", Data()), MENU),
        ),
    )


def _sent(one: MyCampaign) -> str:
    return f"ответ от {words.day(one.on)}" if one.on else "ответы отправлены без имени, их здесь нет"


def my_campaign(read: MyAnswers, leaf: int = 0, *, campaign: CampaignId) -> Screen:
    """One of them as it was sent."""
    return _read_again(read, leaf, lambda to: Campaign(campaign, to), Campaigns(read.organisation.id))


def my_survey(read: MyAnswers, leaf: int = 0, *, survey: SurveyId) -> Screen:
    """One of them as it was sent."""
    return _read_again(read, leaf, lambda to: Survey(survey, to), Surveys(read.organisation.id))


def _read_again(read: MyAnswers, leaf: int, at: Callable[[int], Address], back: Address) -> Screen:
    cut = leaves([_answer(question, value, read) for question, value in read.answers])
    part = paged(len(cut), leaf, 1)
    body: list[Html | str] = [line for block in cut[part.page] for line in ("", block)]
    note = (
        "",
        "Написанное своими словами через мессенджер не передаётся. Прочесть его можно в организации: "
        "контакт назван в тексте согласия.",
    )
    return Screen(
        lines(
            bold("Мои ответы"),
            read.organisation.name,
            markup("{title}, {day}", title=italic(read.title), day=words.day_and_year(read.on)),
            *body,
            *(note if read.withheld else ()),
        ),
        (*turning(part, at), (Button("Назад", back), MENU)),
    )


def _answer(question: Question, value: Value, read: MyAnswers) -> Html:
    return lines(italic(question.short), value_words(question, value, pupil=read.pupil, echo=read.words))


def consent_text(read: ConsentRead, leaf: int = 0) -> Screen:
    """Word for word what was agreed to."""
    cut = leaves([quoted(paragraph) for paragraph in read.text.split("\n\n")])
    part = paged(len(cut), leaf, 1)
    given = read.consent
    body: list[Html | str] = [line for paragraph in cut[part.page] for line in (paragraph, "")]
    return Screen(
        lines(*body, _given_text(given)),
        (
            *turning(part, lambda to: Text(given.id, to)),
            (Button("Прислать файлом", TextFile(given.id)),),
            (Button("Назад", Data()), MENU),
        ),
    )


def _given_text(given: MyConsent) -> Html:
    what = "Бумага" if given.paper else "Дано"
    return markup("{what} {given}, версия {version}.", what=what, given=_given(given), version=given.version)


def withdrawal_asked(asked: WithdrawalAsked) -> Screen:
    """Says exactly what happens; nothing has happened yet."""
    told = _what_ends_for_pupil(asked) if asked.pupil else _what_ends(asked)
    return Screen(
        lines(bold("Отозвать согласие?"), asked.organisation.name, "", *told),
        (
            (Button("Отозвать согласие", Withdraw(asked.membership)),),
            (Button("Отмена", Data()),),
        ),
    )


UNNAMED = "— ответы анонимных опросов остаются: чьи они, бот не знает;"


def _what_ends(asked: WithdrawalAsked) -> list[str]:
    held = words.listed(roles.NAMES[role] for role in asked.roles)
    answers = "— Ваши анкеты и ответы удаляются;" if PARTICIPANTS.intersection(asked.roles) else None
    name = (
        "— имя и должность остаются: их использует другая Ваша организация;"
        if asked.elsewhere
        else "— имя и должность удаляются;"
    )
    told = [
        f"Это закончит участие. Роли в организации: {held}.",
        "",
        "Что произойдёт сразу:",
        answers,
        UNNAMED if asked.unnamed else None,
        name,
        "— напоминания прекращаются;",
        "— куратор узнаёт только, что согласие отозвано, причину никто не спрашивает.",
        "",
        "Останется запись, что согласие было и когда отозвано: три года, как доказательство.",
        "",
        "Вернуться можно по новому приглашению.",
    ]
    return [line for line in told if line is not None]


def _what_ends_for_pupil(asked: WithdrawalAsked) -> list[str]:
    name = (
        "— имя и класс останутся: они нужны другой твоей организации;"
        if asked.elsewhere
        else "— твои имя и класс удалятся;"
    )
    return [
        "Ты больше не будешь участвовать в программе.",
        "",
        "Что произойдёт сразу:",
        "— твои анкеты и ответы удалятся;",
        *([UNNAMED] if asked.unnamed else []),
        name,
        "— бот перестанет тебе напоминать;",
        "— куратор узнает только, что ты больше не участвуешь, причину никто не спросит.",
        "",
        "Останется запись, что согласие было и когда отозвано: три года, как доказательство.",
        "",
        "Захочешь вернуться — попроси новое приглашение. Родителям нужно будет подписать согласие ещё раз.",
    ]


def withdrawn(organisation: Organisation, *, pupil: bool) -> Screen:
    """It is done."""
    again = "Захочешь вернуться — попроси новое приглашение." if pupil else "Вернуться можно по новому приглашению."
    told = "Участие закончено, ответы удалены. Запись о согласии хранится ещё три года."
    return Screen(lines(bold("Согласие отозвано"), organisation.name, "", told, again), ((MENU,),))
