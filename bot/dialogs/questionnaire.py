"""One screen a question kind, not a question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.screens import (
    Address,
    Button,
    Html,
    Rows,
    Screen,
    Slice,
    address,
    bold,
    column,
    grid,
    italic,
    lines,
    markup,
    paged,
    progress,
    turning,
)
from bot.texts import concerns, words
from mentoring import questionnaire
from mentoring.free_text import Concern
from mentoring.ids import AttemptId
from mentoring.questionnaire import Kind, Option, Question, Refusal, Value
from mentoring.standing import QuestionAsked, ReviewShown, Standing

SHORT_LABEL = 14
"""Labels up to this length stand two in a row."""

REVIEW_PAGE = 6

HALF_ROW = 20
"""Longer labels would be cut where two buttons share a row of a phone."""

OPTIONS_PAGE = 8
"""More options than one over this are divided into pages."""


@address("q")
@dataclass(frozen=True, slots=True)
class Ask(Address):
    """Show this question: back, or from the review."""

    attempt: AttemptId
    question: str
    page: int = 0


@address("qc")
@dataclass(frozen=True, slots=True)
class Choose(Address):
    attempt: AttemptId
    question: str
    code: str


@address("qm")
@dataclass(frozen=True, slots=True)
class Mark(Address):
    """``on`` is the resulting state, never «the other one»: a press delivered twice must not untick."""

    attempt: AttemptId
    question: str
    code: str
    on: bool
    page: int = 0


@address("qd")
@dataclass(frozen=True, slots=True)
class Confirm(Address):
    attempt: AttemptId
    question: str


@address("qs")
@dataclass(frozen=True, slots=True)
class Skip(Address):
    attempt: AttemptId
    question: str


@address("qr")
@dataclass(frozen=True, slots=True)
class Review(Address):
    attempt: AttemptId
    page: int = 0


@address("qf")
@dataclass(frozen=True, slots=True)
class Send(Address):
    attempt: AttemptId


@address("qx")
@dataclass(frozen=True, slots=True)
class DeleteMessage(Address):
    """Remove the person's own message that holds what should not pass through a messenger.

    The answer stays; ``question`` of ``attempt`` is where it can be corrected.
    """

    message: int
    attempt: AttemptId | None = None
    question: str | None = None


def question_asked(asked: QuestionAsked, page: int = 0) -> Screen:
    """``page`` turns the options of a question that has many."""
    place, question = asked.place, asked.place.question
    text = question.text_pupil if asked.pupil and question.text_pupil else question.text
    hint = question.hint_pupil if asked.pupil and question.hint_pupil else question.hint
    head = markup(
        "{title}\nВопрос {number} из {total}  {bar}",
        title=italic(asked.form.title),
        number=place.number,
        total=place.total,
        bar=progress(place.number, place.total),
    )
    body = [head, "", bold(text), italic(hint) if hint else None, _where_in_options(asked, page), *_below(asked)]
    return Screen(lines(*body), (*_answers(asked, page), *_steps(asked)))


def _below(asked: QuestionAsked) -> list[Html | str]:
    question = asked.place.question
    if asked.other is not None:
        return ["", "Напиши свой вариант сообщением." if asked.pupil else "Напишите свой вариант сообщением."]
    parts: list[Html | str] = []
    if asked.marks:
        items = value_words(question, asked.marks, pupil=asked.pupil, echo=asked.echo)
        parts += ["", markup("Отмечено: {items}", items=items)]
    if asked.answered and question.kind is not Kind.MULTI:
        value = value_words(question, asked.value, pupil=asked.pupil, echo=asked.echo)
        parts += ["", markup("Сейчас записано: {value}", value=value)]
    if question.typed:
        parts += ["", _typing(question, asked.pupil)]
    return parts


def _typing(question: Question, pupil: bool) -> str:
    plea = "Ответь сообщением" if pupil else "Ответьте сообщением"
    if question.kind is Kind.DATE:
        return f"{plea}: день, месяц и год, например 15.05.2027."
    if question.kind is Kind.NUMBER:
        return f"{plea}: число от {question.minimum} до {question.maximum}."
    return f"{plea}, до {words.counted(question.longest, 'знака', 'знаков', 'знаков')}."


def _answers(asked: QuestionAsked, page: int) -> Rows:
    question = asked.place.question
    if asked.other is not None:
        return ()
    if question.kind is Kind.YES_NO:
        yes, no = (Choose(asked.attempt, question.id, code) for code in ("yes", "no"))
        return ((Button(_ticked("Да", asked.value is True), yes), Button(_ticked("Нет", asked.value is False), no)),)
    if question.kind is Kind.SINGLE:
        return _options(asked, page, lambda option, _: _single(asked, option))
    if question.kind is Kind.MULTI:
        return _options(asked, page, lambda option, here: _multi(asked, option, here))
    if question.choices is not None:
        numbers = [
            Button(_ticked(str(number), asked.value == number), Choose(asked.attempt, question.id, str(number)))
            for number in question.choices
        ]
        return grid(numbers, 6 if len(numbers) > 10 else 5)
    return ()


def _single(asked: QuestionAsked, option: Option) -> Button:
    code = questionnaire.code_and_words(str(asked.value))[0] if isinstance(asked.value, str) else None
    label = _ticked(_label(option, asked.pupil), code == option.code)
    return Button(label, Choose(asked.attempt, asked.place.question.id, option.code))


def _multi(asked: QuestionAsked, option: Option, page: int) -> Button:
    marked = {questionnaire.code_and_words(item)[0] for item in asked.marks}
    on = option.code in marked
    box = "☑" if on else "☐"
    label = f"{box} {_label(option, asked.pupil)}"
    return Button(label, Mark(asked.attempt, asked.place.question.id, option.code, not on, page))


def _part(question: Question, page: int) -> Slice:
    size = OPTIONS_PAGE if len(question.options) > OPTIONS_PAGE + 1 else OPTIONS_PAGE + 1
    return paged(len(question.options), page, size)


def _where_in_options(asked: QuestionAsked, page: int) -> Html | None:
    """Nobody should overlook that there are more options behind «Дальше»."""
    options = asked.place.question.options
    part = _part(asked.place.question, page)
    if part.pages == 1 or asked.other is not None:
        return None
    return italic(f"Варианты {part.first + 1}–{part.last} из {len(options)}")


def _options(asked: QuestionAsked, page: int, button: Callable[[Option, int], Button]) -> Rows:
    """Short labels stand two in a row; many options are turned page by page."""
    question = asked.place.question
    part = _part(question, page)
    buttons = [button(option, part.page) for option in question.options[part.first : part.last]]
    short = all(len(item.label) <= SHORT_LABEL for item in buttons)
    rows = grid(buttons, 2) if short else column(buttons)
    return (*rows, *turning(part, lambda to: Ask(asked.attempt, question.id, to)))


def _label(option: Option, pupil: bool) -> str:
    return option.label_pupil if pupil and option.label_pupil else option.label


def _ticked(label: str, on: bool) -> str:
    return f"✓ {label}" if on else label


def _steps(asked: QuestionAsked) -> Rows:
    question, attempt = asked.place.question, asked.attempt
    rows: list[tuple[Button, ...]] = []
    if asked.other is not None:
        return ((Button("Назад", Ask(attempt, question.id)),),)
    if question.kind is Kind.MULTI:
        rows.append((Button("Готово", Confirm(attempt, question.id)),))
    steps = []
    if asked.place.previous is not None:
        steps.append(Button("Назад", Ask(attempt, asked.place.previous)))
    if not question.required and not asked.answered:
        steps.append(Button("Пропустить", Skip(attempt, question.id)))
    if asked.answered:
        steps.append(Button("Оставить так", Review(attempt, (asked.place.number - 1) // REVIEW_PAGE)))
    if steps:
        rows.append(tuple(steps))
    return tuple(rows)


def value_words(question: Question, value: Value, *, pupil: bool = False, echo: bool = True) -> str:
    """An answer as it is read. Without ``echo`` typed words are only counted."""
    if value is None:
        return "пропущено"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, tuple):
        if not value:
            return "ничего"
        return "; ".join(_item_words(question, item, pupil, echo) for item in value)
    if isinstance(value, int):
        return str(value)
    if question.kind is Kind.SINGLE:
        return _item_words(question, value, pupil, echo)
    if question.kind is Kind.DATE:
        year, month, day = value.split("-")
        return f"{day}.{month}.{year}"
    return value if echo else _hidden(value)


def _item_words(question: Question, item: str, pupil: bool, echo: bool) -> str:
    code, own = questionnaire.code_and_words(item)
    if own is not None:
        return own if echo else _hidden(own)
    option = question.option(code)
    return _label(option, pupil) if option else code


def _hidden(text: str) -> str:
    return f"ответ из {words.counted(len(text), 'знака', 'знаков', 'знаков')}"


def review(shown: ReviewShown, page: int | None = None) -> Screen:
    """All answers, each with a button that leads back to its question; without a page the corrected one's."""
    questions = questionnaire.visible(shown.form, shown.answers)
    if page is None:
        before = [question.id for question in questions]
        page = before.index(shown.corrected) // REVIEW_PAGE if shown.corrected in before else 0
    part = paged(len(questions), page, REVIEW_PAGE)
    here = questions[part.first : part.last]
    plea = "Проверь ответы и отправь их" if shown.pupil else "Проверьте ответы и отправьте их"
    answers = [_review_line(number, question, shown) for number, question in enumerate(here, part.first + 1)]
    fix = [
        Button(f"✎ {number}. {question.short}", Ask(shown.attempt, question.id))
        for number, question in enumerate(here, part.first + 1)
    ]
    where = f"Ответы {part.first + 1}–{part.last} из {len(questions)}"
    warning = ["", FOR_GOOD_OF_PUPIL if shown.pupil else FOR_GOOD] if shown.anonymous else []
    return Screen(
        lines(italic(shown.form.title), bold(plea), "", *answers, "", where, *warning),
        (
            *(grid(fix, 2) if all(len(button.label) <= HALF_ROW for button in fix) else column(fix)),
            *turning(part, lambda to: Review(shown.attempt, to)),
            (Button("✅ Отправить", Send(shown.attempt)),),
        ),
    )


FOR_GOOD = (
    "Опрос анонимный: после «Отправить» ответы отрываются от Вашего имени, исправить или отозвать их будет нельзя."
)
FOR_GOOD_OF_PUPIL = (
    "Опрос анонимный: после «Отправить» ответы отрываются от твоего имени, исправить или отозвать их будет нельзя."
)


def _review_line(number: int, question: Question, shown: ReviewShown) -> Html:
    value = value_words(question, _answer(shown.answers, question), pupil=shown.pupil, echo=shown.echo)
    if len(value) > 160:
        value = value[:157].rstrip() + "…"
    # A question of one's own may be short enough to stand here whole, with its own sign at the end.
    sign = "" if question.short.endswith(("?", "!", "…", ".", ":")) else ":"
    return markup("{number}. {short}{sign} <b>{value}</b>", number=number, short=question.short, sign=sign, value=value)


def _answer(answers: Mapping[str, Value], question: Question) -> Value:
    return answers.get(question.id)


def with_concern(screen: Screen, found: frozenset[Concern], message: int, answered: Ask, pupil: bool) -> Screen:
    """A warning over the next screen, never a refusal: the answer is kept, the message may be deleted."""
    what = concerns.listed(found)
    text = lines(
        markup(
            "⚠️ Похоже, в Вашем сообщении есть {what}." if not pupil else "⚠️ Похоже, в сообщении есть {what}.", what=what
        ),
        "Переписка идёт через мессенджер. Ответ записан; само сообщение лучше удалить, а ответ исправить.",
        "",
        screen.text,
    )
    delete = Button("🗑 Удалить моё сообщение", DeleteMessage(message, answered.attempt, answered.question))
    return replace(screen, text=text, rows=(*screen.rows, (delete,), (_fix(answered),)))


def without_message(screen: Screen, at: Standing, deleted: DeleteMessage) -> Screen:
    """The message is gone, the answer is not: while the form is open, the way to it stands below."""
    if not isinstance(at, QuestionAsked | ReviewShown) or deleted.question is None or at.attempt != deleted.attempt:
        return screen
    note = "Сообщение удалено. Сам ответ в анкете остался."
    answered = Ask(at.attempt, deleted.question)
    return replace(screen, text=lines(note, "", screen.text), rows=(*screen.rows, (_fix(answered),)))


def _fix(answered: Ask) -> Button:
    return Button("✎ Исправить ответ", answered)


NO_SUCH_STEP = "Здесь такой кнопки нет, нужен ответ."
STEP_WORDS = frozenset({"пропустить", "назад", "готово"})


def step_word(typed: str) -> str | None:
    """The label of a step, typed by somebody who would rather write than press."""
    word = typed.strip().rstrip(".!").lower()
    return word if word in STEP_WORDS else None


def step_named(asked: QuestionAsked, word: str) -> Button | None:
    """The button of that name below this question, if it has one."""
    return next((button for row in _steps(asked) for button in row if button.label.lower() == word), None)


def refusal_words(refusal: Refusal, question: Question) -> str:
    """Why an answer was not taken, and what would fit; the same words for pupils and adults."""
    least, most = question.minimum, question.maximum
    enough = words.counted(least or 1, "вариант", "варианта", "вариантов")
    shortest = words.counted(question.shortest, "знак", "знака", "знаков")
    longest = words.counted(question.longest, "знака", "знаков", "знаков")
    texts = {
        Refusal.NOT_AN_OPTION: "Нужен один из вариантов на кнопках.",
        Refusal.NOT_TYPED: "Ответ нужно выбрать кнопкой под вопросом.",
        Refusal.TOO_FEW: f"Нужно отметить хотя бы {enough}.",
        Refusal.TOO_MANY: f"Можно отметить не больше {most or len(question.options)}. Сначала нужно снять лишнее.",
        Refusal.TOO_SHORT: f"Нужно чуть подробнее: хотя бы {shortest}.",
        Refusal.TOO_LONG: f"Слишком длинно: поместится до {longest}.",
        Refusal.NOT_A_NUMBER: f"Нужно одно целое число от {least} до {most}.",
        Refusal.OUT_OF_RANGE: f"Нужно число от {least} до {most}.",
        Refusal.NOT_A_DATE: "Нужна дата вот так: 15.05.2027.",
        Refusal.REQUIRED: "Без ответа на этот вопрос не обойтись.",
    }
    return texts[refusal]
