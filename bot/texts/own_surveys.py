"""Words about surveys of one's own: how a question is answered, what did not fit, what had better not be asked."""

from bot.texts import concerns, words
from mentoring.campaigns import Secrecy
from mentoring.free_text import Concern
from mentoring.own_survey_topics import Topic
from mentoring.own_surveys import Doubt, Fault, WordsRefused
from mentoring.questionnaire import Kind

KINDS: dict[Kind, str] = {
    Kind.SCALE: "шкала 1–10",
    Kind.SINGLE: "один вариант",
    Kind.MULTI: "несколько вариантов",
    Kind.YES_NO: "да или нет",
    Kind.TEXT: "свой текст",
    Kind.NUMBER: "число",
}

SECRECY: dict[Secrecy, str] = {
    Secrecy.ANONYMOUS: "Анонимно",
    Secrecy.CONFIDENTIAL: "В отчёте без имён",
}

TOPICS: dict[Topic, str] = {
    Topic.HEALTH: "о здоровье",
    Topic.BELIEFS: "о вере, национальности, взглядах или судимости",
    Topic.DOCUMENTS: "о документах",
    Topic.CONTACTS: "о телефоне или адресе",
    Topic.NAMES: "о том, кто отвечает",
    Topic.WELLBEING: "о самочувствии, страхах или семье",
}

CHANGED = "Черновик изменён: его правит кто-то ещё. Вот как он выглядит сейчас, ничего не потеряно."
CHANGED_MEANWHILE = (
    "Черновик изменён, пока Вы писали: эти слова уже поправил кто-то ещё. "
    "Ваши остались в переписке: если нужны они, нажмите «Изменить» и пришлите их ещё раз."
)
SENT = "Опрос уже отправлен"
FULL = "Десять вопросов — больше не поместится: короткий опрос чаще проходят до конца."


def refused(found: WordsRefused) -> str:
    """Why it was not taken, and what would fit."""
    limit = found.limit or 0
    letters = words.counted(limit, "знака", "знаков", "знаков")
    texts = {
        Fault.EMPTY: "Нужны слова.",
        Fault.TOO_SHORT: "Слишком коротко: нужно хотя бы три знака.",
        Fault.TOO_LONG: f"Слишком длинно: поместится до {letters}.",
        Fault.FEW_OPTIONS: _few_options(found.words),
        Fault.MANY_OPTIONS: f"Вариантов слишком много: поместится до {limit}.",
        Fault.LONG_OPTION: f"Вариант «{found.words}» не поместится на кнопку: нужно до {letters}.",
        Fault.OPTION_TWICE: f"Вариант «{found.words}» повторён.",
        Fault.MANY_QUESTIONS: FULL,
    }
    return texts[found.fault]


def _few_options(apart: str | None) -> str:
    """A comma may belong to one option, so it does not part them; as a message with lines it may be sent at once."""
    if apart is None:
        return "Нужно хотя бы два варианта, каждый с новой строки."
    return f"Запятая варианты не разделяет. Если это разные варианты, скопируйте и пришлите так:\n{apart}"


def doubt(found: Doubt, *, school: bool = True) -> list[str]:
    """Warnings, never a refusal. ``school``: a psychologist reads what pupils answer."""
    told = []
    seen = found.seen - {Concern.DIAGNOSIS} if Topic.HEALTH in found.asked else found.seen
    if Topic.WELLBEING in found.asked:
        told.append(
            f"⚠️ Похоже, вопрос {TOPICS[Topic.WELLBEING]}. Об этом с учениками говорит педагог-психолог: "
            f"посоветуйтесь с ним. Ответы учеников {_kept(school=school)}."
        )
    if others := found.asked - {Topic.WELLBEING}:
        about = words.listed(TOPICS[topic] for topic in Topic if topic in others)
        told.append(f"⚠️ Похоже, вопрос {about}. Таких сведений программа не собирает: спросите иначе.")
    if seen:
        told.append(
            f"⚠️ Похоже, здесь {concerns.listed(seen)}. Опрос прочтут все, кому он придёт: лучше без этого. "
            "Своё сообщение удалите из переписки."
        )
    return told


def wellbeing(found: tuple[int, ...], *, school: bool) -> str:
    """Above «Отправить»: what becomes of the answers."""
    return (
        f"⚠️ Посмотрите ещё раз {numbers(found)}: похоже, там {TOPICS[Topic.WELLBEING]}. "
        f"Об этом с учениками говорит педагог-психолог, ответы учеников {_kept(school=school)}."
    )


def _kept(*, school: bool) -> str:
    return "увидит только он" if school else "в результаты не попадут"


def numbers(found: tuple[int, ...]) -> str:
    """«вопрос 2», «вопросы 2, 3 и 5»."""
    return f"{'вопрос' if len(found) == 1 else 'вопросы'} {words.listed(map(str, found))}"
