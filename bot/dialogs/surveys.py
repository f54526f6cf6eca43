"""Surveys about a pair: what they are for and who reads them, thanks afterwards, letters that ask."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, lines, markup
from bot.texts import words
from mentoring.ids import PairId, SurveyId
from mentoring.notices import SurveysAsked
from mentoring.pair_cards import PairCard
from mentoring.pairs import PairState
from mentoring.standing import SurveyAnswered, SurveyOffered


@address("sa")
@dataclass(frozen=True, slots=True)
class Answer(Address):
    """«Ответить на вопросы»: the first survey about this pair that waits."""

    pair: PairId


@address("sb")
@dataclass(frozen=True, slots=True)
class Begin(Address):
    survey: SurveyId


MENU = Button("Меню", Open("menu"))

NOTHING_WAITS = "Все ответы уже отправлены, или срок вышел"


def offered(shown: SurveyOffered) -> Screen:
    """Before the first question: what it is about and who reads the answers, in the form's own words."""
    form = shown.form
    intro = form.intro_pupil if shown.pupil and form.intro_pupil else form.intro
    until = f"Ответы ждём до {words.day(shown.until)}." if shown.until else None
    more = f"Потом будет ещё {_surveys(shown.waiting - 1)}." if shown.waiting > 1 else None
    tail = "Не пиши" if shown.pupil else "Не пишите"
    return Screen(
        lines(
            bold(form.title),
            "",
            intro,
            "",
            *(part for part in (until, more) if part),
            f"Отвечать можно по частям. {tail} фамилии других людей, диагнозы, телефоны и адреса.",
        ),
        column([Button("Продолжить" if shown.begun else "Начать", Begin(shown.survey)), _card(shown.pair)]),
    )


def _surveys(number: int) -> str:
    return words.counted(number, "опрос", "опроса", "опросов")


def _card(pair: PairId) -> Button:
    return Button("Карточка пары", Card(pair))


def answered(shown: SurveyAnswered) -> Screen:
    more = None
    if shown.left:
        plea = "Ответь сейчас или позже" if shown.pupil else "Ответьте сейчас или позже"
        more = f"Ещё ждёт {_surveys(shown.left)}. {plea}."
    buttons = [Button("Ответить дальше", Answer(shown.pair))] if shown.left else []
    buttons.append(_card(shown.pair) if shown.in_pair else MENU)
    return Screen(lines(bold("Спасибо, ответы отправлены"), "" if more else None, more), column(buttons))


# -- on the card -----------------------------------------------------------------------------------------------------


def told(shown: PairCard) -> list[str]:
    """What is left to do when the work is over."""
    return ["Осталось рассказать, как всё прошло."] if shown.surveys else []


def buttons(shown: PairCard) -> Rows:
    return ((Button("Ответить на вопросы", Answer(shown.pair.id)),),) if shown.surveys else ()


def responses(shown: PairCard) -> str | None:
    """Numbers only: who has not answered is not told."""
    if shown.responses is None or shown.pair.state not in {PairState.SURVEYS, PairState.COMPLETED}:
        return None
    answered_, asked = shown.responses
    return f"Опросы по итогам: ответы есть на {answered_} из {asked}."


# -- letters ---------------------------------------------------------------------------------------------------------


def letter_words(notice: SurveysAsked, which: Html | None = None) -> Html:
    """``which``: what tells the pair from the reader's others."""
    head = "📝 Вопросы ждут ответа" if notice.again else "📝 Несколько вопросов о паре"
    until = f"Ответы ждём до {words.day(notice.until)}." if notice.until else None
    plea = "Ответь, если ещё есть минута." if notice.pupil else "Ответьте, если есть минута."
    titles = (markup("• {title}", title=title) for title in notice.titles)
    end = "Больше напоминать не будем." if notice.last else None
    where = markup("<i>{name}</i>", name=notice.organisation_name)
    return lines(bold(head), where, "", which, *titles, "", until or plea, end)


def letter_button(notice: SurveysAsked, label: str = "Ответить") -> Button:
    return Button(label, Answer(notice.pair))
