"""«Составить свой»: a short survey made in the chat, question by question, and sent."""

from bot.dialogs import campaign_leading_addresses as leading
from bot.dialogs import own_survey_addresses as to
from bot.dialogs.campaign_addresses import CampaignCard, Campaigns
from bot.dialogs.campaign_drafts import AS_COUNTED, kept_back, no_results, open_until, people_asked
from bot.dialogs.menu import Open
from bot.screens import (
    Address,
    Button,
    Html,
    Rows,
    Screen,
    bold,
    column,
    italic,
    lines,
    markup,
    noted,
    paged,
    turning,
)
from bot.texts import campaigns as campaign_words
from bot.texts import labels, words
from bot.texts import own_surveys as said
from mentoring import own_surveys as rules
from mentoring.campaigns import FEWEST_ANSWERS, Secrecy
from mentoring.free_text import concerns
from mentoring.organisations import Organisation
from mentoring.own_surveys import Doubt, OwnDraft, OwnQuestion
from mentoring.questionnaire import Kind
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

PAGE = 4
IN_BRIEF = 60

TITLE = f"До {rules.TITLE_LIMIT} знаков. Название увидят все, кому придёт опрос."


def _letters(limit: int) -> str:
    return words.counted(limit, "знака", "знаков", "знаков")


# -- the draft -------------------------------------------------------------------------------------------------------


def title_asked(here: Organisation, note: str | None = None) -> Screen:
    """Of a new survey."""
    text = lines(
        bold("Свой опрос"),
        here.name,
        "",
        f"Короткий опрос, до {rules.MOST_QUESTIONS} вопросов: Вы пишете вопросы, смотрите, как их увидит участник, "
        "и отправляете.",
        "",
        "Как он называется? Пришлите название сообщением, например «Как прошёл семинар».",
        italic(TITLE),
    )
    return noted(Screen(text, ((Button("Назад", Campaigns(here.id)), MENU),)), note)


def new_title_asked(own: OwnDraft, note: str | None = None) -> Screen:
    text = lines(
        bold("Название опроса"),
        markup("Сейчас: {title}", title=own.shown.campaign.title),
        "",
        "Пришлите новое название сообщением.",
        italic(TITLE),
    )
    return noted(Screen(text, (_back(own),)), note)


def draft(own: OwnDraft, note: str | None = None) -> Screen:
    """The whole of it: what is asked, whom, until when, what is promised, and what is missing."""
    shown = own.shown
    campaign = shown.campaign
    text = lines(
        bold(campaign.title),
        shown.organisation.name,
        "",
        "Черновик, никому не отправлен.",
        "",
        *(_in_brief(number, question) for number, question in enumerate(own.questions, 1)),
        *([] if own.questions else [f"Вопросов пока нет. Можно до {rules.MOST_QUESTIONS}."]),
        "",
        *people_asked(shown),
        open_until(shown.until, shown.reminders),
        AS_COUNTED if campaign.audience.roles else None,
        campaign_words.SECRECY[campaign.secrecy],
        *_of_pupils(own),
        kept_back() if 0 < shown.people < FEWEST_ANSWERS else None,
        *_warnings(own),
        *_missing(own),
    )
    return noted(Screen(text, (*_draft_rows(own), _all(own))), note)


def _in_brief(number: int, question: OwnQuestion) -> Html:
    return markup(
        "{number}. {text} — {how}", number=number, text=labels.shortened(question.text, IN_BRIEF), how=_how(question)
    )


def _how(question: OwnQuestion) -> Html:
    kind = said.KINDS[question.kind]
    if question.kind is Kind.NUMBER:
        kind = f"{kind} от 0 до {question.most}"
    how = kind if question.required else f"{kind}, можно пропустить"
    return italic(f"{how}, ⚠️ нет вариантов" if question.lacks_options else how)


def _warnings(own: OwnDraft) -> list[str]:
    told = said.doubt(Doubt(concerns(own.shown.campaign.title), frozenset()))
    if own.doubtful:
        told.append(f"⚠️ Посмотрите ещё раз {said.numbers(own.doubtful)}: похоже, там лишние сведения о людях.")
    if own.of_wellbeing:
        told.append(said.wellbeing(own.of_wellbeing, school=_of_school(own)))
    return told


def _of_school(own: OwnDraft) -> bool:
    """Where a psychologist reads what pupils have answered."""
    return own.shown.organisation.level is Level.ORGANISATION


def _missing(own: OwnDraft) -> list[str]:
    """What is to be done before it can be sent."""
    left = []
    if not own.questions:
        left.append("добавить вопрос")
    if own.unfinished:
        left.append(f"написать варианты ({said.numbers(own.unfinished)})")
    if not own.shown.people:
        left.append("выбрать, кого спросить")
    return ["", f"Чтобы отправить, осталось {words.listed(left)}."] if left else []


def _draft_rows(own: OwnDraft) -> Rows:
    campaign, rows = own.shown.campaign.id, []
    if own.ready:
        rows.append((Button(f"Отправить · {campaign_words.asked(own.shown.people)}", to.SureToSend(campaign)),))
    if own.questions:
        rows.append((Button(f"Вопросы · {len(own.questions)}", to.Questions(campaign)),))
        rows.append((Button("Посмотреть как участник", to.Preview(campaign)),))
    else:
        rows.append((Button("Добавить вопрос", to.Kinds(campaign)),))
    return (
        *rows,
        (Button("Кого спросить", leading.Whom(campaign)), Button("Последний день", leading.Days(campaign))),
        (Button("Название", to.AskTitle(campaign)), Button("Кто узнает ответы", to.Promise(campaign))),
        (Button("Удалить черновик", to.SureToDrop(campaign)),),
    )


def _all(own: OwnDraft) -> tuple[Button, ...]:
    return (Button("Все опросы", Campaigns(own.shown.organisation.id)), MENU)


def _back(own: OwnDraft, back: Address | None = None) -> tuple[Button, ...]:
    return (Button("Назад", back or CampaignCard(own.shown.campaign.id)), MENU)


def promise(own: OwnDraft) -> Screen:
    """Anonymous or not, with what it means for those who answer and for those who read."""
    campaign = own.shown.campaign
    text = lines(
        bold("Кто узнает ответы"),
        campaign.title,
        "",
        bold("Анонимно"),
        "Кто как ответил, не узнает никто, и Вы тоже: после отправки ответ отрывается от имени. Отозвать его нельзя. "
        f"Результаты будут, когда опрос закроется, если ответов не меньше {FEWEST_ANSWERS}.",
        "",
        bold("В отчёте без имён"),
        f"Ответ остаётся записан за человеком, он может его перечитать. Вам видны только суммы и слова без имён, "
        f"от {FEWEST_ANSWERS} ответов.",
        *_of_pupils(own),
        "",
        "Об этом участник прочтёт до первого вопроса. После отправки обещание изменить нельзя.",
    )
    buttons = [
        Button(
            f"✓ {said.SECRECY[one]}" if one is campaign.secrecy else said.SECRECY[one],
            to.SetPromise(campaign.id, one),
        )
        for one in (Secrecy.ANONYMOUS, Secrecy.CONFIDENTIAL)
    ]
    return Screen(text, (*column(buttons), _back(own)))


def _of_pupils(own: OwnDraft) -> list[str]:
    if not own.of_pupils:
        return []
    read = "прочтёт только педагог-психолог" if _of_school(own) else "в результаты не попадут"
    told = f"Слова, которые напишут ученики, {read}."
    if own.shown.campaign.anonymous:
        told = f"Если среди тех, кого спросим, есть ученики, слова всех, кто ответит, {read}."
    return ["", told]


def sure_to_drop(own: OwnDraft) -> Screen:
    campaign = own.shown.campaign
    number = words.counted(len(own.questions), "вопрос", "вопроса", "вопросов")
    what = f"В нём {number}. Вернуть его будет нельзя." if own.questions else "Вопросов в нём ещё нет."
    return Screen(
        lines(bold("Удалить черновик?"), campaign.title, "", what),
        ((Button("Да, удалить", to.Drop(campaign.id, own.seal)),), _back(own)),
    )


def sure_to_send(own: OwnDraft) -> Screen:
    """All that cannot be changed afterwards."""
    shown = own.shown
    campaign, number = shown.campaign, shown.people
    get = words.plural(number, "получит", "получат", "получат")
    number_of_questions = words.counted(len(own.questions), "вопрос", "вопроса", "вопросов")
    text = lines(
        bold("Отправить опрос?"),
        campaign.title,
        "",
        markup(
            "Письмо {get} {number}: {whom}.",
            get=get,
            number=campaign_words.asked(number),
            whom=campaign_words.roles(campaign.audience.roles),
        ),
        *campaign_words.narrowing(campaign.audience, shown.places, shown.pair),
        f"Спросим: {number_of_questions}. Ответы ждём до {words.day(shown.until)}.",
        campaign_words.SECRECY[campaign.secrecy],
        no_results(number) if number < FEWEST_ANSWERS else None,
        *_warnings(own),
        "Изменить вопросы и отозвать письма потом нельзя. Закрыть опрос раньше можно в любой день.",
    )
    press = to.Send(campaign.id, shown.until.toordinal(), own.seal)
    return Screen(text, ((Button("Да, отправить", press),), _back(own)))


# -- its questions ---------------------------------------------------------------------------------------------------


def questions(own: OwnDraft, page: int = 0, note: str | None = None) -> Screen:
    campaign = own.shown.campaign.id
    part = paged(len(own.questions), page, PAGE)
    here = list(enumerate(own.questions, 1))[part.first : part.last]
    shorts = rules.shorts(own.questions)
    text = lines(
        bold("Вопросы"),
        own.shown.campaign.title,
        *(line for number, question in here for line in ("", *_in_full(f"{number}. ", question))),
        *([] if here else ["", f"Вопросов пока нет. Можно до {rules.MOST_QUESTIONS}."]),
        *(["", said.FULL] if own.full else []),
    )
    buttons = [Button(f"✎ {number}. {shorts[number - 1]}", to.Question(campaign, one.id)) for number, one in here]
    rows = (
        *column(buttons),
        *turning(part, lambda turned: to.Questions(campaign, turned)),
        *(() if own.full else ((Button("Добавить вопрос", to.Kinds(campaign)),),)),
        (Button("К опросу", CampaignCard(campaign)), MENU),
    )
    return noted(Screen(text, rows), note)


def _in_full(head: str, question: OwnQuestion) -> list[Html]:
    told = [markup("{head}<b>{text}</b>", head=head, text=question.text), _how(question)]
    if question.shown_options:
        told.append(markup("{options}", options=" · ".join(question.shown_options)))
    return told


def question(own: OwnDraft, question_id: str, note: str | None = None) -> Screen:
    """One question and what may be done with it."""
    found = own.question(question_id)
    place = rules.position(own.questions, question_id)
    told = said.doubt(rules.doubt(found.text, *found.shown_options), school=_of_school(own))
    text = lines(
        markup("Вопрос {number} из {total}", number=place + 1, total=len(own.questions)),
        "",
        bold(found.text),
        _how(found),
        *(markup("• {option}{own}", option=one, own=_own_words(one)) for one in found.shown_options),
        *(["", *told] if told else []),
    )
    return noted(Screen(text, (*_question_rows(own, found, place), _question_ends(own, place))), note)


def _own_words(option: str) -> str:
    return " (попросим написать словами)" if rules.asks_for_words(option) else ""


def _question_rows(own: OwnDraft, found: OwnQuestion, place: int) -> Rows:
    campaign = own.shown.campaign.id
    change = [Button("Изменить слова", to.AskWords(campaign, found.id))]
    if found.kind in rules.OF_OPTIONS:
        label = "Изменить варианты" if found.options else "Написать варианты"
        change.append(Button(label, to.AskOptions(campaign, found.id)))
    demand = Button(
        "Разрешить пропуск" if found.required else "Сделать обязательным",
        to.Demand(campaign, found.id, not found.required),
    )
    moves = []
    if place > 0:
        moves.append(Button("↑ Выше", to.Move(campaign, found.id, place - 1)))
    if place < len(own.questions) - 1:
        moves.append(Button("↓ Ниже", to.Move(campaign, found.id, place + 1)))
    return (
        *(() if own.full else ((Button("Ещё вопрос", to.Kinds(campaign)),),)),
        tuple(change),
        (Button("Вид ответа", to.Kinds(campaign, found.id)), demand),
        *_limits(own, found),
        *((tuple(moves),) if moves else ()),
        (Button("Убрать", to.Remove(campaign, found.id, found.seal)),),
    )


def _limits(own: OwnDraft, found: OwnQuestion) -> Rows:
    if found.kind is not Kind.NUMBER:
        return ()
    campaign = own.shown.campaign.id
    return (
        tuple(
            Button(f"✓ 0–{most}" if most == found.most else f"0–{most}", to.Limit(campaign, found.id, most))
            for most in rules.LARGEST
        ),
    )


def _question_ends(own: OwnDraft, place: int) -> tuple[Button, ...]:
    campaign = own.shown.campaign.id
    return (Button("К вопросам", to.Questions(campaign, place // PAGE)), Button("К опросу", CampaignCard(campaign)))


def kinds(own: OwnDraft, question_id: str | None = None) -> Screen:
    """How the question is to be answered."""
    campaign = own.shown.campaign.id
    asked = None if question_id is None else own.question(question_id)
    text = lines(
        bold("Новый вопрос" if asked is None else "Вид ответа"),
        own.shown.campaign.title if asked is None else asked.text,
        "",
        "Как на него отвечать?",
        *(markup("• <b>{kind}</b> — {told}", kind=said.KINDS[kind], told=_KIND_TOLD[kind]) for kind in rules.KINDS),
    )
    buttons = [
        Button(
            _kind_label(kind, asked),
            to.AddQuestion(campaign, kind) if asked is None else to.SetKind(campaign, asked.id, kind),
        )
        for kind in rules.KINDS
    ]
    back = to.Questions(campaign) if asked is None else to.Question(campaign, asked.id)
    return Screen(text, (*column(buttons), _back(own, back)))


def _kind_label(kind: Kind, asked: OwnQuestion | None) -> str:
    label = f"{said.KINDS[kind][:1].upper()}{said.KINDS[kind][1:]}"
    return f"✓ {label}" if asked is not None and asked.kind is kind else label


_KIND_TOLD: dict[Kind, str] = {
    Kind.SCALE: "насколько, по десятибалльной шкале",
    Kind.SINGLE: f"из {rules.FEWEST_OPTIONS}–{rules.MOST_OPTIONS} Ваших вариантов",
    Kind.MULTI: "отмечают всё, что подходит",
    Kind.YES_NO: "две кнопки",
    Kind.TEXT: f"пишут сообщением, до {_letters(rules.LONGEST_ANSWER)}",
    Kind.NUMBER: "от 0 до 10, 100 или 1000",
}


def words_asked(own: OwnDraft, kind: Kind, note: str | None = None) -> Screen:
    """Of a new question."""
    campaign = own.shown.campaign.id
    text = lines(
        bold(f"Вопрос {len(own.questions) + 1}: {said.KINDS[kind]}"),
        own.shown.campaign.title,
        "",
        "Напишите вопрос сообщением.",
        italic(f"До {_letters(rules.QUESTION_LIMIT)}. Без фамилий; о здоровье и документах не спрашиваем."),
    )
    return noted(Screen(text, (_back(own, to.Kinds(campaign)),)), note)


def new_words_asked(own: OwnDraft, question_id: str, note: str | None = None) -> Screen:
    found = own.question(question_id)
    text = lines(
        bold("Слова вопроса"),
        markup("Сейчас: {text}", text=found.text),
        "",
        "Пришлите вопрос заново сообщением.",
        italic(f"До {_letters(rules.QUESTION_LIMIT)}."),
    )
    return noted(Screen(text, (_back(own, to.Question(own.shown.campaign.id, question_id)),)), note)


def options_asked(own: OwnDraft, question_id: str, note: str | None = None) -> Screen:
    found = own.question(question_id)
    text = lines(
        bold("Варианты ответа"),
        found.text,
        "",
        "Пришлите варианты одним сообщением, каждый с новой строки:",
        italic("Всё понятно\nПонятно не всё\nДругое"),
        "",
        f"От {rules.FEWEST_OPTIONS} до {rules.MOST_OPTIONS} вариантов, каждый до {_letters(rules.OPTION_LIMIT)}. "
        "Кто выберет «Другое», напишет свой вариант словами.",
        *(["", "Сейчас записано:", *found.options] if found.options else []),
    )
    return noted(Screen(text, (_back(own, to.Question(own.shown.campaign.id, question_id)),)), note)
