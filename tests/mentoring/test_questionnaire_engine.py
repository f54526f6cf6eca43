"""The questionnaire engine by itself: any form, any order of answers, corrections and skips."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mentoring import questionnaire
from mentoring.questionnaire import (
    AnswerRefused,
    Condition,
    Kind,
    Option,
    Question,
    Questionnaire,
    Refusal,
    UnknownQuestion,
    Value,
)

calmly = settings(max_examples=60, deadline=None, derandomize=True, database=None)

CODES = ("a", "b", "c", "d", "e")
WORDS = ("да", "Свой вариант", "о", "", "   ", "!!!", "5", "-2", "15.05.2027", "x" * 31)


# -- forms of every kind -----------------------------------------------------------------------------------------


@some.composite
def questions(
    draw: some.DrawFn, number: int = 0, before: tuple[Question, ...] = (), kinds: tuple[Kind, ...] = tuple(Kind)
) -> Question:
    kind = draw(some.sampled_from(kinds))
    options = draw(_options(kind)) if kind in {Kind.SINGLE, Kind.MULTI} else ()
    least, most = draw(_limits(kind, len(options)))
    return Question(
        id=f"q{number:02}",
        kind=kind,
        text="Вопрос?",
        short=f"Вопрос {number}",
        field=f"form.q{number}",
        required=draw(some.booleans()),
        options=options,
        minimum=least,
        maximum=most,
        shortest=draw(some.integers(1, 3)),
        longest=30,
        show_if=draw(some.none() | _conditions(before)) if before else None,
    )


def _options(kind: Kind) -> some.SearchStrategy[tuple[Option, ...]]:
    def dressed(codes: list[str], other: bool, exclusive: bool) -> tuple[Option, ...]:
        last, first = len(codes) - 1, 0
        return tuple(
            Option(code, code.upper(), other=other and at == last, exclusive=exclusive and at == first)
            for at, code in enumerate(codes)
        )

    codes = some.lists(some.sampled_from(CODES), min_size=2, unique=True)
    return some.builds(dressed, codes, some.booleans(), some.booleans() if kind is Kind.MULTI else some.just(False))


@some.composite
def _limits(draw: some.DrawFn, kind: Kind, options: int) -> tuple[int | None, int | None]:
    if kind is Kind.MULTI:
        least = draw(some.none() | some.integers(0, 2))
        return least, draw(some.none() | some.integers(least or 1, options))
    if kind in {Kind.SCALE, Kind.NUMBER}:
        least = draw(some.integers(-3, 3))
        return least, least + draw(some.integers(0, 20))
    return None, None


@some.composite
def _conditions(draw: some.DrawFn, before: tuple[Question, ...]) -> Condition:
    on = draw(some.sampled_from(before))
    values = {Kind.YES_NO: ["yes", "no"], Kind.SCALE: ["0", "1"], Kind.NUMBER: ["0", "1"]}
    codes = [option.code for option in on.options] or values.get(on.kind, ["да"])
    return Condition(on.id, draw(some.sampled_from(codes)))


@some.composite
def forms(draw: some.DrawFn) -> Questionnaire:
    asked: tuple[Question, ...] = ()
    for number in range(draw(some.integers(1, 7))):
        asked = (*asked, draw(questions(number, asked)))
    return Questionnaire("form", 1, "Анкета", asked)


multis = questions(kinds=(Kind.MULTI,))


# -- somebody who fills one in -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """What somebody tries on one of the questions; most of it does not fit most questions."""

    question: int
    how: str
    code: str
    words: str

    def on(self, form: Questionnaire) -> Question:
        return form.questions[self.question % len(form.questions)]


acts = some.builds(
    Act,
    some.integers(0, 6),
    some.sampled_from(("choose", "mark", "unmark", "confirm", "skip", "type", "other")),
    some.sampled_from((*CODES, "yes", "no", "0", "1", "-1", "17", "zzz")),
    some.sampled_from(WORDS),
)


@dataclass
class Filling:
    """What a caller of the engine keeps: the answers and the marks that are not confirmed yet."""

    form: Questionnaire
    answers: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def does(self, act: Act) -> bool:
        """False when the engine refused; nothing is changed then."""
        asked = act.on(self.form)
        before = dict(self.answers), dict(self.marks)
        try:
            questionnaire.place(self.form, self.answers, asked.id)
            self._do(act, asked)
        except (AnswerRefused, UnknownQuestion):
            assert (self.answers, self.marks) == before
            return False
        return True

    def _do(self, act: Act, asked: Question) -> None:
        marks = self.marks.get(asked.id, ())
        match act.how:
            case "choose":
                self.answers[asked.id] = questionnaire.choose(asked, act.code)
            case "mark" | "unmark":
                self.marks[asked.id] = questionnaire.mark(asked, marks, act.code, act.how == "mark")
            case "confirm":
                self.answers[asked.id] = questionnaire.confirm(asked, marks)
            case "skip":
                questionnaire.skip(asked)
                self.answers[asked.id] = None
            case "type":
                self.answers[asked.id] = questionnaire.typed(asked, act.words)
            case "other":
                self._own_words(asked, questionnaire.typed_other(asked, act.code, act.words))

    def _own_words(self, asked: Question, item: str) -> None:
        if asked.kind is Kind.MULTI:
            self.marks[asked.id] = questionnaire.mark(asked, self.marks.get(asked.id, ()), item, on=True)
        else:
            self.answers[asked.id] = item


def is_asked(form: Questionnaire, answers: dict[str, Value], question: Question) -> bool:
    """Visibility told once more, question by question and from the question upwards."""
    condition = question.show_if
    if condition is None:
        return True
    if not is_asked(form, answers, form.question(condition.question)):
        return False
    value = answers.get(condition.question)
    if value is True or value is False:
        return condition.value == {True: "yes", False: "no"}[value]
    given = value if isinstance(value, tuple) else () if value is None else (str(value),)
    return condition.value in given


@calmly
@given(forms(), some.lists(acts, max_size=40))
def test_kept_is_what_was_confirmed_last_of_what_is_asked(form: Questionnaire, tried: list[Act]) -> None:
    filling = Filling(form)
    for act in tried:
        filling.does(act)

        kept = questionnaire.kept(form, filling.answers)

        asked = [question.id for question in form.questions if is_asked(form, filling.answers, question)]
        assert kept == {name: filling.answers[name] for name in asked if name in filling.answers}


@calmly
@given(forms(), some.lists(acts, max_size=40))
def test_the_places_of_a_form_are_counted_without_gaps(form: Questionnaire, tried: list[Act]) -> None:
    filling = Filling(form)
    for act in tried:
        filling.does(act)

        shown = [question.id for question in questionnaire.visible(form, filling.answers)]
        places = [questionnaire.place(form, filling.answers, name) for name in shown]

        assert [place.question.id for place in places] == shown
        assert [place.number for place in places] == list(range(1, len(shown) + 1))
        assert {place.total for place in places} == {len(shown)}
        assert [place.previous for place in places] == [None, *shown[:-1]]


@calmly
@given(forms(), some.lists(acts, max_size=40), some.integers(0, 6))
def test_what_is_asked_next_is_open_and_asked(form: Questionnaire, tried: list[Act], after: int) -> None:
    filling = Filling(form)
    for act in tried:
        filling.does(act)
    shown = [question.id for question in questionnaire.visible(form, filling.answers)]
    open_ones = [name for name in shown if name not in filling.answers]
    here = form.questions[after % len(form.questions)].id

    following = questionnaire.next_open(form, filling.answers, here)

    behind = [name for name in open_ones if here in shown and shown.index(name) > shown.index(here)]
    assert following == next(iter(behind or open_ones), None)


@calmly
@given(forms(), some.lists(acts, max_size=20))
def test_answering_what_is_asked_next_comes_to_an_end(form: Questionnaire, tried: list[Act]) -> None:
    filling = Filling(form)
    for act in tried:
        filling.does(act)

    steps = 0
    while (following := questionnaire.next_open(form, filling.answers)) is not None:
        filling.answers[following] = None
        steps += 1

    assert steps <= len(form.questions)
    kept = questionnaire.kept(form, filling.answers)
    assert kept.keys() == {question.id for question in questionnaire.visible(form, filling.answers)}


@calmly
@given(forms())
def test_a_hidden_question_has_no_place(form: Questionnaire) -> None:
    hidden = [question for question in form.questions if question.show_if is not None]
    for question in hidden:
        with pytest.raises(UnknownQuestion):
            questionnaire.place(form, {}, question.id)
    with pytest.raises(UnknownQuestion):
        form.question("zz99")


@calmly
@given(forms(), some.lists(acts, max_size=30))
def test_every_stored_value_fits_its_question(form: Questionnaire, tried: list[Act]) -> None:
    filling = Filling(form)
    for act in tried:
        filling.does(act)
    for name, value in filling.answers.items():
        assert fits(form.question(name), value), (name, value)


def fits(question: Question, value: Value) -> bool:
    if value is None:
        return not question.required
    if isinstance(value, tuple):
        return _marks_fit(question, value)
    if isinstance(value, bool):
        return question.kind is Kind.YES_NO
    if isinstance(value, int):
        assert question.minimum is not None
        assert question.maximum is not None
        return question.kind in {Kind.SCALE, Kind.NUMBER} and question.minimum <= value <= question.maximum
    if question.kind is Kind.SINGLE:
        return _item_fits(question, value)
    if question.kind is Kind.TEXT:
        return question.shortest <= len(value) <= question.longest
    return question.kind is Kind.DATE and value == "2027-05-15"


def _marks_fit(question: Question, marks: tuple[str, ...]) -> bool:
    least = int(question.required) if question.minimum is None else question.minimum
    most = len(question.options) if question.maximum is None else question.maximum
    return question.kind is Kind.MULTI and least <= len(marks) <= most and all(_item_fits(question, m) for m in marks)


def _item_fits(question: Question, item: str) -> bool:
    code, words = questionnaire.code_and_words(item)
    option = question.option(code)
    return option is not None and option.other is (words is not None)


# -- marks -------------------------------------------------------------------------------------------------------

ticks = some.lists(some.tuples(some.sampled_from((*CODES, "e:свой", "c:слова", "zzz")), some.booleans()), max_size=15)


def marked(question: Question, wanted: list[tuple[str, bool]]) -> tuple[str, ...]:
    """All that the engine takes of it, one after the other."""
    marks: tuple[str, ...] = ()
    for item, on in wanted:
        try:
            marks = questionnaire.mark(question, marks, item, on)
        except AnswerRefused:
            continue
    return marks


@calmly
@given(multis, ticks)
def test_marks_stand_in_the_order_of_the_form_and_only_once(question: Question, wanted: list[tuple[str, bool]]) -> None:
    marks = marked(question, wanted)
    codes = [questionnaire.code_and_words(mark)[0] for mark in marks]
    assert codes == [option.code for option in question.options if option.code in codes]
    assert question.maximum is None or len(marks) <= question.maximum


@calmly
@given(multis, ticks)
def test_what_excludes_the_others_stands_alone(question: Question, wanted: list[tuple[str, bool]]) -> None:
    marks = marked(question, wanted)
    alone = {option.code for option in question.options if option.exclusive}
    assert len(marks) <= 1 or not alone & set(marks)


@calmly
@given(multis, ticks, some.sampled_from((*CODES, "e:свой")), some.booleans())
def test_a_tick_delivered_twice_changes_nothing(
    question: Question, wanted: list[tuple[str, bool]], item: str, on: bool
) -> None:
    once = marked(question, [*wanted, (item, on)])
    assert marked(question, [*wanted, (item, on), (item, on)]) == once


@calmly
@given(multis, ticks)
def test_too_few_marks_are_no_answer(question: Question, wanted: list[tuple[str, bool]]) -> None:
    marks = marked(question, wanted)
    least = int(question.required) if question.minimum is None else question.minimum
    if len(marks) >= least:
        assert questionnaire.confirm(question, marks) == marks
        return
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.confirm(question, marks)
    assert refused.value.refusal is Refusal.TOO_FEW


def test_own_words_take_the_place_of_the_words_before() -> None:
    question = _question(Kind.MULTI, options=(Option("a", "А"), Option("o", "Другое", other=True)), maximum=2)
    marks = marked(question, [("a", True), ("o:первые слова", True), ("o:вторые слова", True)])
    assert marks == ("a", "o:вторые слова")
    assert questionnaire.mark(question, marks, "o", on=False) == ("a",)


def test_one_mark_too_many_is_refused_and_the_others_stay() -> None:
    question = _question(Kind.MULTI, options=tuple(Option(code, code) for code in CODES), maximum=2)
    assert marked(question, [("a", True), ("b", True), ("c", True)]) == ("a", "b")
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.mark(question, ("a", "b"), "c", on=True)
    assert refused.value.refusal is Refusal.TOO_MANY


# -- typed answers -----------------------------------------------------------------------------------------------


def _question(kind: Kind, **rest: object) -> Question:
    fields: dict[str, object] = {"text": "Вопрос?", "short": "Вопрос", "field": "f.q", "required": True, **rest}
    return Question("q01", kind, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("15.05.2027", "2027-05-15"),
        ("5.5.2027", "2027-05-05"),
        ("15.05.27", "2027-05-15"),
        ("15/05/2027", "2027-05-15"),
        ("15-05-2027", "2027-05-15"),
        ("15 05 2027", "2027-05-15"),
        ("2027-05-15", "2027-05-15"),
        ("  15.05.2027  ", "2027-05-15"),
        ("15.05.2027 г.", "2027-05-15"),
        ("15.05.2027г", "2027-05-15"),
        ("29.02.2028", "2028-02-29"),
        ("15 мая 2027", "2027-05-15"),
        ("1 Сентября 2026 года", "2026-09-01"),
        ("5 марта 2027 г.", "2027-03-05"),
    ],
)
def test_a_date_is_understood(text: str, stored: str) -> None:
    assert questionnaire.typed(_question(Kind.DATE), text) == stored


@pytest.mark.parametrize(
    "text",
    [
        "15.05.0027",
        "15.05.2927",
        "15 мартобря 2027",
        "29.02.2027",
        "31.04.2027",
        "15.13.2027",
        "05.2027",
        "2027",
        "завтра",
        "",
        ".",
        "г.",
        "15.05.",
        "1" * 5000,
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.typed(_question(Kind.DATE), text)
    assert refused.value.refusal is Refusal.NOT_A_DATE


@pytest.mark.parametrize(("text", "stored"), [("0", 0), ("60", 60), (" 7 ", 7), ("007", 7), ("-5", -5), ("-0", 0)])
def test_a_number_is_understood(text: str, stored: int) -> None:
    assert questionnaire.typed(_question(Kind.NUMBER, minimum=-5, maximum=60), text) == stored


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("61", Refusal.OUT_OF_RANGE),
        ("-6", Refusal.OUT_OF_RANGE),
        ("999999999", Refusal.OUT_OF_RANGE),
        ("1" * 10, Refusal.NOT_A_NUMBER),
        ("9" * 5000, Refusal.NOT_A_NUMBER),
        ("пять", Refusal.NOT_A_NUMBER),
        ("5,5", Refusal.NOT_A_NUMBER),
        ("5.0", Refusal.NOT_A_NUMBER),
        ("1 000", Refusal.NOT_A_NUMBER),
        ("+5", Refusal.NOT_A_NUMBER),
        ("--5", Refusal.NOT_A_NUMBER),
        ("٣", Refusal.NOT_A_NUMBER),
        ("²", Refusal.NOT_A_NUMBER),
        ("", Refusal.NOT_A_NUMBER),
    ],
)
def test_what_is_no_fitting_number_is_refused(text: str, refusal: Refusal) -> None:
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.typed(_question(Kind.NUMBER, minimum=-5, maximum=60), text)
    assert refused.value.refusal is refusal


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", Refusal.TOO_SHORT),
        (" \n\t ", Refusal.TOO_SHORT),
        ("да", Refusal.TOO_SHORT),
        ("?!…—", Refusal.TOO_SHORT),
        ("🙂🙂🙂🙂", Refusal.TOO_SHORT),
        ("x" * 11, Refusal.TOO_LONG),
        ("x" * 5000, Refusal.TOO_LONG),
    ],
)
def test_a_text_that_does_not_fit_is_refused(text: str, refusal: Refusal) -> None:
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.typed(_question(Kind.TEXT, shortest=3, longest=10), text)
    assert refused.value.refusal is refusal


def test_a_text_keeps_its_lines_and_loses_the_space_around() -> None:
    assert questionnaire.typed(_question(Kind.TEXT, longest=20), "  первая\nвторая \n") == "первая\nвторая"


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.MULTI, Kind.YES_NO])
def test_other_words_are_no_answer_where_a_button_is_pressed(kind: Kind) -> None:
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.typed(_question(kind, options=(Option("a", "А"),)), "не знаю")
    assert refused.value.refusal is Refusal.NOT_TYPED


def test_who_would_rather_type_than_press_is_understood() -> None:
    options = (Option("a", "Учитель"), Option("b", "Другая", other=True))
    assert questionnaire.typed(_question(Kind.SINGLE, options=options), "учитель.") == "a"
    assert questionnaire.typed(_question(Kind.YES_NO), "Да!") is True
    assert questionnaire.typed(_question(Kind.YES_NO), "нет") is False
    with pytest.raises(AnswerRefused):
        questionnaire.typed(_question(Kind.SINGLE, options=options), "Другая")


@pytest.mark.parametrize("text", ["9", "9 класс", "9Б", "9 «Б»", "9 лет"])
def test_a_number_may_bring_a_word_along(text: str) -> None:
    assert questionnaire.typed(_question(Kind.NUMBER, minimum=1, maximum=11), text) == 9


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Kind.SINGLE, "zzz"),
        (Kind.SINGLE, "o"),
        (Kind.MULTI, "a"),
        (Kind.YES_NO, "maybe"),
        (Kind.SCALE, "много"),
        (Kind.SCALE, ""),
        (Kind.TEXT, "a"),
        (Kind.DATE, "15.05.2027"),
    ],
)
def test_a_forged_choice_is_refused(kind: Kind, code: str) -> None:
    options = (Option("a", "А"), Option("o", "Другое", other=True))
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.choose(_question(kind, options=options, minimum=1, maximum=10), code)
    assert refused.value.refusal is Refusal.NOT_AN_OPTION


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MULTI])
def test_nothing_is_confirmed_where_nothing_is_marked(kind: Kind) -> None:
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.confirm(_question(kind, required=False, options=(Option("a", "А"),)), ())
    assert refused.value.refusal is Refusal.NOT_AN_OPTION


def test_a_number_off_the_buttons_is_refused() -> None:
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.choose(_question(Kind.SCALE, minimum=1, maximum=10), "11")
    assert refused.value.refusal is Refusal.OUT_OF_RANGE


@pytest.mark.parametrize(("words", "stored"), [("ещё", "o:ещё"), (" два  слова ", "o:два  слова"), ("a:b", "o:a:b")])
def test_own_words_are_stored_with_the_code_they_stand_for(words: str, stored: str) -> None:
    question = _question(Kind.SINGLE, options=(Option("o", "Другое", other=True),))
    item = questionnaire.typed_other(question, "o", words)
    assert item == stored
    assert questionnaire.code_and_words(item) == ("o", words.strip())


def test_what_must_be_answered_cannot_be_skipped() -> None:
    questionnaire.skip(_question(Kind.TEXT, required=False))
    with pytest.raises(AnswerRefused) as refused:
        questionnaire.skip(_question(Kind.TEXT))
    assert refused.value.refusal is Refusal.REQUIRED


# -- what answers call for ---------------------------------------------------------------------------------------


def test_a_low_answer_calls_for_help_only_while_it_counts() -> None:
    low = _question(Kind.SCALE, minimum=1, maximum=10, signal_at_most=3)
    form = Questionnaire("form", 1, "Анкета", (low,))
    assert questionnaire.calls_for_help(form, {"q01": 3})
    assert not questionnaire.calls_for_help(form, {"q01": 4})
    assert not questionnaire.calls_for_help(form, {"q01": None})
    assert not questionnaire.calls_for_help(form, {})


def test_only_a_no_to_ones_own_will_ends_it() -> None:
    form = Questionnaire("form", 1, "Анкета", (_question(Kind.YES_NO, ends_on_no=True),))
    assert questionnaire.unwilling(form, {"q01": False})
    assert not questionnaire.unwilling(form, {"q01": True})
    assert not questionnaire.unwilling(form, {})
