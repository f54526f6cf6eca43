"""A draft of one's own survey stays one that can be sent, whatever is done to it in whatever order."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import questionnaires
from mentoring import own_surveys as rules
from mentoring.own_surveys import DraftChanged, Fault, OwnQuestion, Questions, WordsRefused
from mentoring.questionnaire import Kind

_LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])
_words = st.text(_LETTERS, min_size=3, max_size=rules.QUESTION_LIMIT).filter(
    lambda text: len(" ".join(text.split())) >= 3 and any(letter.isalpha() for letter in text)
)
_options = st.lists(
    st.text("абвгдежз ", min_size=1, max_size=rules.OPTION_LIMIT).map(str.strip).filter(bool),
    min_size=rules.FEWEST_OPTIONS,
    max_size=rules.MOST_OPTIONS,
    unique=True,
).map(tuple)


@st.composite
def _drafts(draw: st.DrawFn) -> Questions:
    number = draw(st.integers(0, rules.MOST_QUESTIONS))
    return tuple(
        OwnQuestion(
            rules.fresh_id(place),
            draw(st.sampled_from(rules.KINDS)),
            draw(_words),
            draw(_options),
            draw(st.booleans()),
            draw(st.sampled_from(rules.LARGEST)),
        )
        for place in range(number)
    )


# -- what is typed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("Да\nНет", ("Да", "Нет")),
        ("1. Приёмы\n2) Раздатку\n\n- Ничего ", ("Приёмы", "Раздатку", "Ничего")),
        ("утром; днём; вечером", ("утром", "днём", "вечером")),
        ("5 «А»\n5 «Б»", ("5 «А»", "5 «Б»")),
        ("Да; может быть\nНет", ("Да; может быть", "Нет")),
    ],
)
def test_options_are_read_one_a_line(typed: str, options: tuple[str, ...]) -> None:
    assert rules.options_of(typed) == options


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("Да", Fault.FEW_OPTIONS),
        ("\n \n—\n", Fault.FEW_OPTIONS),
        ("\n".join(f"вариант {number}" for number in range(9)), Fault.MANY_OPTIONS),
        (f"Да\n{'ш' * 31}", Fault.LONG_OPTION),
        ("Да\nда ", Fault.OPTION_TWICE),
    ],
)
def test_options_that_do_not_fit_are_refused(typed: str, fault: Fault) -> None:
    with pytest.raises(WordsRefused) as refused:
        rules.options_of(typed)
    assert refused.value.fault is fault


@given(st.text(max_size=400))
def test_whatever_is_typed_is_refused_or_fits(typed: str) -> None:
    try:
        options = rules.options_of(typed)
    except WordsRefused:
        return
    assert rules.FEWEST_OPTIONS <= len(options) <= rules.MOST_OPTIONS
    assert all(0 < len(option) <= rules.OPTION_LIMIT and option == option.strip() for option in options)
    assert len({option.casefold() for option in options}) == len(options)


@pytest.mark.parametrize(
    ("typed", "fault"), [("...", Fault.EMPTY), ("Да", Fault.TOO_SHORT), ("ш" * 201, Fault.TOO_LONG)]
)
def test_words_that_are_no_question_are_refused(typed: str, fault: Fault) -> None:
    with pytest.raises(WordsRefused) as refused:
        rules.worded(typed)
    assert refused.value.fault is fault


def test_a_question_is_one_line() -> None:
    assert rules.worded("  Что\nвозьмёте  в работу? ") == "Что возьмёте в работу?"


# -- changing it -----------------------------------------------------------------------------------------------------


def test_no_id_is_ever_given_twice() -> None:
    ids = [rules.fresh_id(changes) for changes in range(5000)]
    copies = [question.id for question in rules.copied((OwnQuestion("x", Kind.TEXT, "Что?"),) * rules.MOST_QUESTIONS)]
    assert len({*ids, *copies}) == len(ids) + len(copies)
    assert all(re.fullmatch(r"[a-z]{1,4}[0-9]{2}", one) for one in (*ids, *copies))


@given(_drafts(), st.data())
def test_an_act_on_one_question_leaves_the_others_as_they_are(before: Questions, data: st.DataObject) -> None:
    if not before:
        return
    chosen = data.draw(st.sampled_from(before))
    rest = [question for question in before if question is not chosen]
    to = data.draw(st.integers(-3, 13))
    moved = rules.moved(before, chosen.id, to)
    assert moved.index(chosen) == min(max(to, 0), len(before) - 1)
    assert [question for question in moved if question is not chosen] == rest
    assert rules.moved(moved, chosen.id, to) == moved, "a button pressed twice moves it once"
    assert rules.moved(moved, chosen.id, before.index(chosen)) == before
    assert list(rules.without(before, chosen.id, chosen.seal)) == rest
    changed = rules.changed(before, chosen.id, lambda one: replace(one, text="Иначе?"), chosen.seal)
    assert [question for question in changed if question.id != chosen.id] == rest
    assert changed[before.index(chosen)].text == "Иначе?"


@given(_drafts())
def test_words_that_somebody_has_changed_are_not_written_over(before: Questions) -> None:
    if not before:
        return
    seen = before[0]
    now = rules.changed(before, seen.id, lambda one: replace(one, text=f"{one.text} и почему"))
    with pytest.raises(DraftChanged):
        rules.changed(now, seen.id, lambda one: replace(one, text="Моё?"), seen.seal)
    with pytest.raises(DraftChanged):
        rules.without(now, seen.id, seen.seal)
    gone = rules.without(now, seen.id, now[0].seal)
    assert rules.without(gone, seen.id, seen.seal) == gone, "pressed twice, removed once"
    with pytest.raises(DraftChanged):
        rules.changed(gone, seen.id, lambda one: one)


def test_no_more_than_ten() -> None:
    questions: Questions = ()
    for number in range(rules.MOST_QUESTIONS):
        questions = rules.added(questions, rules.fresh_id(number), Kind.SCALE, "Как?")
    with pytest.raises(WordsRefused):
        rules.added(questions, rules.fresh_id(99), Kind.SCALE, "Как?")


def test_own_words_are_asked_for_and_not_demanded() -> None:
    (said, pressed) = rules.added(rules.added((), "qaa00", Kind.TEXT, "Что?"), "qaa01", Kind.SCALE, "Как?")
    assert not said.required
    assert pressed.required


@given(_drafts())
def test_a_copy_asks_the_same(before: Questions) -> None:
    copy = rules.copied(before)
    assert [replace(question, id="") for question in copy] == [replace(question, id="") for question in before]
    assert rules.copied(copy) == copy


# -- the form it becomes ---------------------------------------------------------------------------------------------


@given(_drafts())
def test_what_is_kept_is_read_back(before: Questions) -> None:
    assert rules.read(rules.written(before)) == before


@given(_drafts())
def test_a_form_is_what_a_file_might_hold(before: Questions) -> None:
    """It is read back from its body as the same, and the checks of the files find nothing."""
    if not before:
        return
    form = questionnaires.own("own12", "Как прошёл семинар", before)
    assert questionnaires.pinned(form.body) == form.value()
    assert questionnaires._problem(form) is None
    assert [question.text for question in form.value().questions] == [question.text for question in before]


@given(_drafts())
def test_short_names_tell_questions_apart(before: Questions) -> None:
    shorts = rules.shorts(before)
    assert len(set(shorts)) == len(before)
    assert all(0 < len(short) <= rules.SHORT_LIMIT for short in shorts)


def test_questions_that_begin_alike_are_called_by_their_ends() -> None:
    texts = ("Насколько Вы довольны встречами с наставником?", "Насколько Вы довольны помощью куратора?", "Что ещё?")
    questions = tuple(OwnQuestion(f"q{n:02d}", Kind.SCALE, text) for n, text in enumerate(texts))
    assert rules.shorts(questions) == ("…с наставником?", "…помощью куратора?", "Что ещё?")


def test_other_asks_for_words() -> None:
    form = questionnaires.own("own1", "Опрос", (OwnQuestion("q01", Kind.SINGLE, "Что?", ("Всё", "Другое:")),))
    assert [option.other for option in form.value().questions[0].options] == [False, True]


def test_options_of_another_kind_are_kept_and_not_asked() -> None:
    question = OwnQuestion("q01", Kind.TEXT, "Что?", ("Всё", "Ничего"))
    assert questionnaires.own("own1", "Опрос", (question,)).value().questions[0].options == ()
    assert replace(question, kind=Kind.MULTI).shown_options == ("Всё", "Ничего")


def test_a_draft_from_before_the_choice_asks_up_to_a_thousand() -> None:
    kept = rules.written((OwnQuestion("qaa01", Kind.NUMBER, "Сколько?", most=10),))
    del kept[0]["most"]
    (question,) = rules.read(kept)
    assert question.most == 1000
