"""«Вопрос куратору» and «Нужна помощь»: what about is chosen by a button, the rest is said in person."""

from dataclasses import dataclass

from bot.dialogs.bank import Person
from bot.dialogs.help_addresses import Ask, Danger, Requests
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, More, Pairs
from bot.dialogs.pair_changes import Extend
from bot.dialogs.replacing import Replace
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup, paged, turning
from bot.texts import pairs as pair_words
from bot.texts import people, roles, words
from mentoring.bank import Side
from mentoring.help_cards import OpenRequest, OpenRequests
from mentoring.help_requests import QUESTIONS, HelpState, Topic
from mentoring.ids import HelpRequestId, PairId
from mentoring.letters import LetterKind
from mentoring.notices import HelpNews, QuestionsWait
from mentoring.pair_cards import PairCard
from mentoring.pairs import PairState
from mentoring.roles import MembershipState, Role


@address("hs")
@dataclass(frozen=True, slots=True)
class Wish(Address):
    """A wish that is sent by the next press."""

    pair: PairId
    topic: Topic


@address("hr")
@dataclass(frozen=True, slots=True)
class Request(Address):
    """One question, for whoever answers it."""

    request: HelpRequestId


@address("ht")
@dataclass(frozen=True, slots=True)
class Answer(Address):
    request: HelpRequestId
    state: HelpState


TOPICS: dict[Topic, str] = {
    Topic.MEETING: "Не выходит договориться",
    Topic.PLAN: "Вопрос по плану",
    Topic.TRIAL: "Нужна ещё одна проба",
    Topic.MENTOR: "Нужна замена",
    Topic.EXTEND: "Нужно больше времени",
    Topic.CALL: "Другое — перезвоните мне",
    Topic.VISIT: "Другое — подойду лично",
    Topic.DANGER: "Нужна помощь",
    Topic.HEARD: "Тревожные слова ученика",
}

ALARMS = {Topic.DANGER: "🆘 Ученик просит о помощи", Topic.HEARD: "🆘 Тревожные слова ученика"}
"""How a request is headed for which nobody waits until the morning."""

BY_PAPER = "Согласие родителей: {paper}, в нём есть имя."

CALLED = "Детский телефон доверия: 8‑800‑2000‑122. Бесплатно, без имени, в любое время."
EMERGENCY = "Если опасно прямо сейчас: 112."


def topics(shown: PairCard) -> Screen:
    offered = [*QUESTIONS]
    if shown.pair.state is PairState.TRIAL and not shown.trials_left:
        offered.insert(0, Topic.TRIAL)
    found = [Button(TOPICS[topic], Ask(shown.pair.id, topic)) for topic in offered]
    if shown.pupil:
        found.append(Button("🆘 Нужна помощь", Danger()))
    ask = "О чём вопрос? Куратор получит его сразу, подробности лучше сказать лично."
    return Screen(lines(bold("Вопрос куратору"), "", ask), (*column(found), _back(shown.pair.id)))


def sure(shown: PairCard, topic: Topic) -> Screen:
    """Before a wish goes to the curator that touches the other side."""
    told = "Просьбу увидит только куратор, другая сторона о ней не узнает."
    text = lines(bold(TOPICS[topic]), "", told)
    return Screen(text, ((Button("Отправить куратору", Ask(shown.pair.id, topic)),), _back(shown.pair.id)))


def asked(shown: PairCard) -> Screen:
    when = "Когда он возьмёт вопрос в работу, сюда придёт письмо."
    return Screen(lines(bold("Куратор получит вопрос"), "", when), (_back(shown.pair.id),))


def _back(pair: PairId) -> tuple[Button, ...]:
    return (Button("Назад", More(pair)), Button("Меню", Open("menu")))


def danger() -> Screen:
    """To a child: first whom to call, then what the bot has done."""
    text = lines(
        bold("Помощь рядом"),
        "",
        CALLED,
        EMERGENCY,
        "",
        "Взрослым, которые ведут программу в школе, уже ушло сообщение, что тебе нужна помощь. С тобой свяжутся.",
        "Можно подойти и к любому взрослому, кому ты доверяешь.",
        "",
        "Кнопка нажата случайно? Ничего страшного, просто скажи об этом тому, кто с тобой свяжется.",
    )
    return Screen(text, ((Button("Меню", Open("menu")),),))


def overheard() -> Screen:
    """To a child who has typed words of danger where nothing was asked."""
    text = lines(
        bold("Помощь рядом"),
        "",
        CALLED,
        EMERGENCY,
        "",
        "Похоже, тебе сейчас трудно. Взрослым, которые ведут программу в школе, ушло сообщение, "
        "что с тобой нужно поговорить. Твоих слов в нём нет.",
        "Можно подойти и к любому взрослому, кому ты доверяешь.",
    )
    return Screen(text, ((Button("Меню", Open("menu")),),))


# -- for whoever answers ---------------------------------------------------------------------------------------------


def requests(found: OpenRequests) -> Screen:
    """What is not closed yet, one button each."""
    part = paged(len(found.requests), found.page)
    here = found.requests[part.first : part.last]
    body = [_line(one) for one in here] or [Html("Сейчас вопросов нет.")]
    return Screen(
        lines(bold("Вопросы"), found.organisation.name, "", *body),
        (
            *column([Button(_label(one), Request(one.news.request.id)) for one in here]),
            *turning(part, lambda to: Requests(found.organisation.id, to)),
            (Button("Пары", Pairs(found.organisation.id)), Button("Меню", Open("menu"))),
        ),
    )


def _line(one: OpenRequest) -> Html:
    """«Ким О.: не выходит договориться, в работе»."""
    state = "взято в работу" if one.news.request.state is HelpState.TAKEN else "ждёт ответа"
    topic = words.inside(TOPICS[one.news.request.topic])
    return markup("{who}: {topic}, {state}", who=bold(_called(one)), topic=topic, state=state)


def _label(one: OpenRequest) -> str:
    mark = "🆘 " if one.news.request.urgent else ""
    pair = None if one.news.pair is None else pair_words.title(one.news.pair)
    told = [f"{mark}{_called(one)}", *([pair] if pair else []), words.short_day(one.since)]
    return people.fitting(" · ".join(told))


def _called(one: OpenRequest) -> str:
    return people.called(one.news.code, one.news.name)


def waits_letter(waits: QuestionsWait) -> tuple[Html, Button]:
    """To the curator while a question waits, to the deputy head when it has waited too long."""
    number = len(waits.requests)
    asked = "Один вопрос" if number == 1 else words.counted(number, "вопрос", "вопроса", "вопросов")
    verb = words.plural(number, "ждёт", "ждут", "ждут")
    how_long = "два рабочих дня" if waits.kind is LetterKind.HELP_WAITS else "три рабочих дня"
    text = lines(
        bold("💬 Вопросы без ответа"),
        markup("<i>{name}</i>", name=waits.organisation_name),
        "",
        f"{asked} {verb} ответа уже {how_long}.",
        "Подробности лучше обсудить лично, здесь достаточно отметить, что вопрос взят в работу.",
    )
    if number == 1:
        return text, Button("Открыть вопрос", Request(waits.requests[0]))
    return text, Button(f"Открыть вопросы · {number}", Requests(waits.organisation))


def request(news: HelpNews) -> Screen:
    """One question and what can be done about it."""
    state = {
        HelpState.OPEN: "Ждёт ответа.",
        HelpState.TAKEN: "Взято в работу.",
        HelpState.DONE: "Решено.",
    }[news.request.state]
    heard = None if news.request.asked else HEARD
    back = Button("Все вопросы", Requests(news.request.organisation))
    rows = (*column(buttons_of(news)), (back, Button("Меню", Open("menu"))))
    return Screen(lines(*_about(news), "", heard, state), rows)


def _about(news: HelpNews) -> list[Html | str]:
    head = ALARMS.get(news.request.topic) or f"Вопрос: {words.inside(TOPICS[news.request.topic])}"
    pair = pair_words.title(news.pair) if news.pair else None
    return [
        bold(head),
        markup("<i>{name}</i>", name=news.organisation_name),
        "",
        *([pair] if pair else []),
        _who(news),
        *([] if news.paper is None else [markup(BY_PAPER, paper=words.paper(news.paper))]),
    ]


def _who(news: HelpNews) -> Html:
    role = markup("{role}, код <b>{code}</b>", role=roles.NAMES[news.role], code=news.code)
    return role if news.name is None else markup("{name} ({role})", name=news.name, role=role)


def buttons_of(news: HelpNews) -> list[Button]:
    """What the letter asks for, and the thing itself where there is one."""
    request_id, found = news.request.id, []
    if news.request.state is HelpState.OPEN:
        label = "Вижу, занимаюсь" if news.request.urgent else "Взято в работу"
        found.append(Button(label, Answer(request_id, HelpState.TAKEN)))
    if news.request.state is HelpState.TAKEN or (news.request.state is HelpState.OPEN and not news.request.urgent):
        found.append(Button("Решено", Answer(request_id, HelpState.DONE)))
    if news.request.topic is Topic.HEARD and news.state is MembershipState.IN_BANK:
        found.append(Button("Открыть карточку ученика", _card(news)))
    if news.pair is not None and not news.pair.closed:
        found += _remedies(news, news.pair.id)
    return found


def _card(news: HelpNews) -> Person:
    side = Side.MENTEES if news.role is Role.MENTEE else Side.MENTORS
    return Person(organisation=news.request.organisation, membership=news.request.membership, side=side)


def _remedies(news: HelpNews, pair: PairId) -> list[Button]:
    remedy = {
        Topic.EXTEND: Button("Продлить работу", Extend(pair)),
        Topic.MENTOR: Button("Другой наставник", Replace(pair)),
    }.get(news.request.topic)
    return [*([remedy] if remedy else []), Button("Открыть карточку пары", Card(pair))]


def letter_of(news: HelpNews) -> tuple[Html, tuple[Button, ...]]:
    """What a letter says and where it leads."""
    if news.kind is LetterKind.HELP_ANSWERED:
        return _answered(news)
    if news.kind is LetterKind.CALL_SEEN:
        seen = "Сообщение увидели, взрослый уже занимается. Если страшно ждать — звони:"
        return lines(bold("Тебя услышали"), "", seen, CALLED, EMERGENCY), (Button("🆘 Помощь всё ещё нужна", Danger()),)
    return lines(*_about(news), *_plea(news)), tuple(buttons_of(news))


HEARD = "Ответ или сообщение похоже на слова о травле, насилии или вреде себе. Самих слов в письме нет."
TALK_NOW = "Поговорите, пожалуйста, с учеником лично, не откладывая. Номер телефона доверия бот уже показал."


def _plea(news: HelpNews) -> list[str]:
    match news.kind:
        case LetterKind.CALL_FOR_HELP:
            return ["", "Свяжитесь, пожалуйста, прямо сейчас. Подробностей бот не знает."]
        case LetterKind.CALL_UNSEEN:
            return ["", "Прошло 15 минут, сообщение пока никто не взял. Свяжитесь, пожалуйста, прямо сейчас."]
        case LetterKind.DANGER_HEARD:
            return ["", HEARD, TALK_NOW]
        case LetterKind.DANGER_UNSEEN:
            return ["", HEARD, "Прошло 15 минут, сообщение пока никто не взял.", TALK_NOW]
    return []


def _answered(news: HelpNews) -> tuple[Html, tuple[Button, ...]]:
    done = news.request.state is HelpState.DONE
    text = "Куратор отметил вопрос решённым." if done else "Куратор взял вопрос в работу."
    head = "Вопрос решён" if done else "Вопрос в работе"
    where = Button("Открыть карточку пары", Card(news.pair.id)) if news.pair else Button("Мои пары", Open("pairs"))
    topic = f"Вопрос: {words.inside(TOPICS[news.request.topic])}."
    return lines(bold(head), markup("<i>{name}</i>", name=news.organisation_name), "", topic, text), (where,)


ANSWERED_ALREADY = "На этот вопрос уже ответили."
