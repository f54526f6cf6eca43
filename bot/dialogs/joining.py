"""From an invitation to a consent and a name."""

from dataclasses import dataclass

from bot.dialogs.about import About
from bot.dialogs.stand import Stand
from bot.screens import Address, Button, Screen, address, bold, column, italic, lines, markup, quoted
from bot.texts import roles, words
from mentoring.consent import ConsentKind
from mentoring.ids import MembershipId, OrganisationId
from mentoring.names import FullName, Gender, patronymic_stands_first
from mentoring.organisations import Detail
from mentoring.roles import PARTICIPANTS, Role
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
    ShownText,
)


@address("ag")
@dataclass(frozen=True, slots=True)
class TellAge(Address):
    adult: bool


@address("nn")
@dataclass(frozen=True, slots=True)
class NotNow(Address):
    """Put the invitation aside: it stays valid, whatever else there is goes on."""


@dataclass(frozen=True, slots=True)
class OfText(Address):
    """A button below a text of consent names exactly that text: no other one can be meant."""

    kind: ConsentKind
    version: int
    organisation: OrganisationId
    seal: str

    @property
    def shown(self) -> ShownText:
        return ShownText(self.kind, self.version, self.organisation, self.seal)


@address("cy")
@dataclass(frozen=True, slots=True)
class Agree(OfText):
    """«Согласиться»."""


@address("cn")
@dataclass(frozen=True, slots=True)
class Refuse(OfText):
    """«Отказаться»."""


@address("cf")
@dataclass(frozen=True, slots=True)
class ConsentFile(OfText):
    """The text that is being asked, as a file."""


@address("pb")
@dataclass(frozen=True, slots=True)
class PaperBlank(Address):
    """The parent's paper, with blanks."""


@address("ng")
@dataclass(frozen=True, slots=True)
class NameIsRight(Address):
    gender: Gender


@address("nc")
@dataclass(frozen=True, slots=True)
class ChooseGender(Address):
    """Only that: the name is shown once more, so that a slip is seen before it counts."""

    gender: Gender


@address("nx")
@dataclass(frozen=True, slots=True)
class CorrectName(Address):
    """Type the name once more."""


@address("qb")
@dataclass(frozen=True, slots=True)
class BeginForm(Address):
    membership: MembershipId


DETAILS: dict[Detail, str] = {
    Detail.INN: "ИНН",
    Detail.ADDRESS: "адреса",
    Detail.CONTACT: "контакта для вопросов о данных",
    Detail.STATE_OWNED: "ответа, государственная ли она",
    Detail.WARNING: "отметки, что предупреждение о Telegram прочитано",
}


HELPLINE = (
    "Если тебе плохо или страшно: педагог-психолог рядом, а по телефону 8‑800‑2000‑122 ответят бесплатно и без имени."
)
"""The children's helpline; said wherever a pupil may have written of trouble."""


def age_asked(asked: AgeAsked) -> Screen:
    return Screen(
        lines(
            markup("<b>{name}</b> приглашает Вас в программу наставничества.", name=asked.organisation.name),
            "",
            markup("Ваша роль — {role}.", role=roles.NAMES[asked.role]),
            "",
            "Вам есть 18 лет?",
        ),
        (
            (Button("Да, есть", TellAge(adult=True)), Button("Ещё нет", TellAge(adult=False))),
            (Button("Не сейчас", NotNow()), Button("О программе", About())),
        ),
    )


def minors_refused(refused: MinorsRefused) -> Screen:
    where = "в программе" if refused.role in PARTICIPANTS else "в этой роли"
    correction = [Button("Мне есть 18 лет", TellAge(adult=True))] if refused.told else []
    return Screen(
        lines(
            bold("Пока только для взрослых"),
            "",
            markup("{name}: {where} участвуют с 18 лет.", name=refused.organisation.name, where=where),
            *(("", "Если это ошибка, нажми «Мне есть 18 лет».") if refused.told else ()),
        ),
        column([*correction, Button("Не сейчас", NotNow()), Button("О программе", About())]),
    )


def details_missing(missing: DetailsMissing) -> Screen:
    """The operator must introduce itself before it may ask for consent."""
    names = words.listed(DETAILS[detail] for detail in missing.details)
    aside = [Button("Не сейчас", NotNow())] if missing.joining else []
    return Screen(
        lines(
            bold("Чуть позже"),
            "",
            markup("{name}: сведения об организации ещё не заполнены.", name=missing.organisation.name),
            markup("Не хватает: {what}.", what=names),
            "",
            "Без них бот не вправе просить о согласии. Их вносит куратор, заместитель директора "
            "или администратор командой /org. Приглашение не пропадёт.",
        ),
        column([Button("Проверить ещё раз", Stand()), *aside, Button("О программе", About())]),
    )


def paper_awaited(awaited: PaperAwaited) -> Screen:
    """For a pupil, so «ты»."""
    return Screen(
        lines(
            bold("Сначала согласие родителей"),
            "",
            f"Прежняя бумага действовала до {words.day_and_year(awaited.ended)}" if awaited.ended else None,
            "" if awaited.ended else None,
            "Тебе нет 18 лет, поэтому сначала бумагу подписывает мама, папа или опекун.",
            "",
            "1. Возьми бланк: кнопкой ниже или у куратора.",
            "2. Пусть его заполнят и подпишут дома. Паспорт сюда не присылай.",
            "3. Отдай бумагу педагогу-психологу или куратору.",
            "",
            markup(
                "Твой код — <b>{code}</b>, назови его. Как только бумагу отметят, я напишу.",
                code=awaited.membership.code,
            ),
            *(() if awaited.listed else ("", "Если тебе уже есть 18, скажи куратору: он исправит.")),
        ),
        column([Button("📄 Прислать бланк", PaperBlank()), Button("Проверить", Stand())]),
    )


def consent_asked(asked: ConsentAsked) -> Screen:
    """A document of its own: nothing but the text and the answer to it."""
    kind, version, here, seal = asked.kind, asked.text.version, asked.organisation.id, asked.seal
    again = _again(asked) if asked.again else None
    summary = [quoted(f"— {line}") for line in asked.text.summary]
    slip = ((Button("Мне нет 18 лет", TellAge(adult=False)),),) if asked.age_told else ()
    return Screen(
        lines(again, "" if again else None, italic("Коротко:"), *summary, "", asked.filled),
        (
            (Button("✅ Согласиться", Agree(kind, version, here, seal)),),
            (Button("Отказаться", Refuse(kind, version, here, seal)),),
            (Button("📄 Прислать файлом", ConsentFile(kind, version, here, seal)),),
            *slip,
        ),
    )


def _again(asked: ConsentAsked) -> str:
    pupil = asked.kind is ConsentKind.PUPIL
    if asked.ended is None:
        return f"Текст согласия изменился. {'Прочитай' if pupil else 'Прочитайте'} его, пожалуйста, ещё раз."
    plea = "Если хочешь продолжать, дай новое." if pupil else "Чтобы продолжить, нужно новое."
    return f"Прежнее согласие действовало до {words.day_and_year(asked.ended)} {plea}"


def refused(refusal: Refusal) -> Screen:
    """What is kept and what is not; the way without the bot is named."""
    head, tail = _refused_by_pupil(refusal) if refusal.pupil else _refused_by_adult(refusal)
    contact = refusal.organisation.contact
    questions = markup("Вопросы о данных: {contact}.", contact=contact) if contact else None
    return Screen(lines(bold("Отказ принят"), "", head, "", tail, questions), column([Button("О программе", About())]))


def _refused_by_adult(refusal: Refusal) -> tuple[str, str]:
    without = "Участвовать можно и без бота: скажите об этом куратору."
    if not refusal.left:
        kept = "Хорошо. Ни имени, ни ответов не осталось, записан только сам отказ."
        return kept, f"{without} Передумаете — откройте приглашение снова."
    ended = "Участие закончено, ответы удалены. Осталась запись, что согласие было и когда закончилось."
    return ended, f"{without} Вернуться можно по новому приглашению."


def _refused_by_pupil(refusal: Refusal) -> tuple[str, str]:
    tail = "Участвовать можно и без бота: скажи об этом куратору. Передумаешь — попроси новое приглашение."
    if not refusal.left:
        return "Хорошо. О тебе ничего не сохранено, осталась только запись о бумаге родителей.", tail
    return "Участие закончено, ответы удалены. Осталась запись, что согласие было и когда закончилось.", tail


def name_asked(asked: NameAsked) -> Screen:
    if asked.pupil:
        words_ = ("Как тебя зовут?", "Напиши фамилию, имя и отчество. Отчества нет — напиши без него.")
    else:
        words_ = ("Как Вас зовут?", "Напишите фамилию, имя и отчество. Отчества нет — напишите без него.")
    return Screen(lines(bold(words_[0]), "", words_[1], "", italic("Например: Иванова Анна Олеговна")))


def name_refused(asked: NameAsked) -> Screen:
    """What was typed does not look like a name."""
    plea = "Напиши" if asked.pupil else "Напишите"
    return Screen(
        lines(
            "Не получилось разобрать. Нужны фамилия и имя русскими буквами, полностью, без точек и цифр.",
            "",
            italic(f"{plea} так: Иванова Анна Олеговна"),
        )
    )


def name_shown(shown: NameShown) -> Screen:
    name: FullName = shown.name
    text = [
        bold("Проверь, всё ли верно" if shown.pupil else "Проверьте, всё ли верно"),
        "",
        markup("Фамилия: {part}", part=name.surname),
        markup("Имя: {part}", part=name.name),
        markup("Отчество: {part}", part=name.patronymic or "нет"),
    ]
    if patronymic_stands_first(name):
        look = "Исправь" if shown.pupil else "Исправьте"
        text += ["", f"⚠️ На месте имени стоит отчество. {look}: сначала фамилия, потом имя и отчество."]
    correct = Button("Исправить", CorrectName())
    if shown.gender is None:
        text += ["", "Пол нужен, чтобы правильно склонять имя в документах."]
        genders = (Button("Женский", ChooseGender(Gender.FEMALE)), Button("Мужской", ChooseGender(Gender.MALE)))
        return Screen(lines(*text), (genders, (correct,)))
    female = shown.gender is Gender.FEMALE
    text.append(markup("Пол: {gender}", gender="женский" if female else "мужской"))
    other = Gender.MALE if female else Gender.FEMALE
    return Screen(
        lines(*text),
        (
            (Button("✅ Верно", NameIsRight(shown.gender)), correct),
            (Button("Пол мужской" if female else "Пол женский", ChooseGender(other)),),
        ),
    )


def form_offered(offered: FormOffered) -> Screen:
    form = offered.form
    intro = form.intro_pupil if offered.pupil and form.intro_pupil else form.intro
    if offered.pupil:
        tail = (
            "Отвечать можно по частям: всё сохраняется сразу. Не пиши фамилии других людей, диагнозы, телефоны "
            "и адреса."
        )
    else:
        tail = (
            "Отвечать можно по частям: каждый ответ сохраняется сразу. Не пишите фамилии детей, диагнозы, "
            "телефоны и адреса: сообщения идут через мессенджер."
        )
    return Screen(
        lines(bold(form.title), "", intro, "", tail),
        column([Button("Начать", BeginForm(offered.membership.id))]),
    )


def joined_bank(joined: JoinedBank) -> Screen:
    """What happens next and when: the worst feeling is silence after the questionnaire."""
    mentee = joined.role is Role.MENTEE
    if joined.pupil:
        who = "наставника для тебя" if mentee else "того, кому нужна твоя помощь"
        text = (
            "Спасибо, анкета отправлена",
            f"{'Ты в списке: ищут' if mentee else 'Теперь ищут'} {who}. Обычно это занимает до двух недель. "
            "Когда пара найдётся, тебе скажут, и решать будешь ты.",
            "Твой код",
        )
    else:
        who = "наставника" if mentee else "наставляемого"
        text = (
            "Спасибо, анкета отправлена",
            f"{'Вы в списке: куратор' if mentee else 'Куратор'} подбирает Вам {who}. Обычно это занимает до двух "
            "недель. Когда пара найдётся, Вам сообщат, и решать будете Вы.",
            "Ваш код",
        )
    return Screen(
        lines(
            bold(text[0]),
            "",
            text[1],
            "",
            markup("{label} в программе — <b>{code}</b>.", label=text[2], code=joined.code),
        ),
        column([Button("Меню", Stand())]),
    )


def will_respected() -> Screen:
    """For a pupil who does not want to take part."""
    return Screen(
        lines(
            bold("Спасибо за честный ответ"),
            "",
            "Ответы удалены, участвовать не нужно. Никто не будет тебя уговаривать.",
            "",
            HELPLINE,
            "",
            "Если захочешь вернуться, попроси у педагога-психолога новое приглашение.",
        ),
        column([Button("О программе", About())]),
    )
