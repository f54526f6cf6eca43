"""«Вопрос куратору» and «Нужна помощь»: what about is chosen by a button, the rest is said in person."""

from dataclasses import dataclass

from bot.dialogs.help_addresses import Danger
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, More
from bot.dialogs.pair_changes import Extend
from bot.dialogs.replacing import Replace
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup
from bot.texts import pairs as pair_words
from bot.texts import roles, words
from mentoring.help_requests import QUESTIONS, HelpState, Topic
from mentoring.ids import HelpRequestId, PairId
from mentoring.letters import LetterKind
from mentoring.notices import HelpNews
from mentoring.pair_cards import PairCard
from mentoring.pairs import PairState


@address("hq")
@dataclass(frozen=True, slots=True)
class Ask(Address):
    """Without a topic: what about?"""

    pair: PairId
    topic: Topic | None = None


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
    Topic.CALL: "Другое: перезвоните мне",
    Topic.VISIT: "Другое: подойду лично",
    Topic.DANGER: "Нужна помощь",
}

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


# -- for whoever answers ---------------------------------------------------------------------------------------------


def request(news: HelpNews) -> Screen:
    """One question and what can be done about it."""
    state = {
        HelpState.OPEN: "Ждёт ответа.",
        HelpState.TAKEN: "Взято в работу.",
        HelpState.DONE: "Решено.",
    }[news.request.state]
    return Screen(lines(*_about(news), "", state), (*column(buttons_of(news)), (Button("Меню", Open("menu")),)))


def _about(news: HelpNews) -> list[Html | str]:
    head = "🆘 Ученик просит о помощи" if news.request.urgent else f"Вопрос: {words.inside(TOPICS[news.request.topic])}"
    pair = pair_words.title(news.pair) if news.pair else None
    return [
        bold(head),
        markup("<i>{name}</i>", name=news.organisation_name),
        "",
        *([pair] if pair else []),
        _who(news),
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
    if news.pair is not None and not news.pair.closed:
        found += _remedies(news, news.pair.id)
    return found


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


def _plea(news: HelpNews) -> list[str]:
    match news.kind:
        case LetterKind.CALL_FOR_HELP:
            return ["", "Свяжитесь, пожалуйста, прямо сейчас. Подробностей бот не знает."]
        case LetterKind.CALL_UNSEEN:
            return ["", "Прошло 15 минут, сообщение пока никто не взял. Свяжитесь, пожалуйста, прямо сейчас."]
        case LetterKind.HELP_UNANSWERED:
            return ["", "Вопрос ждёт ответа уже три рабочих дня."]
    return []


def _answered(news: HelpNews) -> tuple[Html, tuple[Button, ...]]:
    done = news.request.state is HelpState.DONE
    text = "Куратор отметил вопрос решённым." if done else "Куратор взял вопрос в работу."
    head = "Вопрос решён" if done else "Вопрос в работе"
    where = Button("Открыть карточку пары", Card(news.pair.id)) if news.pair else Button("Мои пары", Open("pairs"))
    topic = f"Вопрос: {words.inside(TOPICS[news.request.topic])}."
    return lines(bold(head), markup("<i>{name}</i>", name=news.organisation_name), "", topic, text), (where,)


ANSWERED_ALREADY = "На этот вопрос уже ответили."
