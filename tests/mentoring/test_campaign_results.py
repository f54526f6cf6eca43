"""What may be told of a survey: five behind every number, each reader only what was promised, nobody by subtraction."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.access import TABLE, Action
from mentoring.campaign_results import Counted, Index, Senders, Tally, counted, readers_at, told_apart
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.ids import OrganisationId
from mentoring.questionnaire import Condition, Kind, Option, Question, Questionnaire, Value
from mentoring.roles import Level, Role

CURATOR, PSYCHOLOGIST, NOBODY = frozenset({Role.CURATOR}), frozenset({Role.COORDINATOR}), frozenset[Role]()
TEN = Question("a", Kind.SCALE, "", "", "", required=True, minimum=1, maximum=10, csi=True)
WORDS = Question("t", Kind.TEXT, "", "", "", required=False)
OPTIONS = (Option("x", "Икс"), Option("o", "Другое", other=True))


def told(question: Question, readers: frozenset[Role], senders: Senders, *tallies: Tally) -> Counted | None:
    form = Questionnaire("f", 1, "", (question,))
    return next(iter(counted(form, tallies, readers, senders)), None)


def adult(value: Value, number: int = 1, question: str = "a") -> Tally:
    return Tally(question, False, value, number)


def pupil(value: Value, number: int = 1, question: str = "a") -> Tally:
    return Tally(question, True, value, number)


def test_a_scale_by_hand() -> None:
    found = told(TEN, CURATOR, Senders(6), adult(10, 2), adult(8, 3), adult(3))
    assert found is not None
    assert (found.mean, found.answered) == (7.8, 6)  # (20 + 24 + 3) / 6
    assert (found.content.part, found.content.whole) == (5, 6)
    assert found.nps == 17  # 2 of 6 less 1 of 6


def test_a_question_answered_by_four_is_not_told() -> None:
    found = told(TEN, CURATOR, Senders(9), adult(10, 4), adult(None, 5))
    assert found is not None
    assert not found.told
    assert found.numbers == {}


def test_words_are_sorted_and_repeated_as_often_as_they_came() -> None:
    found = told(WORDS, CURATOR, Senders(5), *(adult(text, n, "t") for text, n in (("яблоки", 1), ("Всё", 2))))
    assert found is not None
    assert found.words == ("Всё", "Всё", "яблоки")


def test_words_to_which_a_condition_has_led_few_are_kept_back() -> None:
    asked_few = Question("t", Kind.TEXT, "", "", "", required=False, show_if=Condition("a", "1"))
    found = told(asked_few, CURATOR, Senders(9), adult("Плохо", 2, "t"))
    assert found is not None
    assert (found.told, found.words) == (False, ())


@pytest.mark.parametrize(("readers", "seen"), [(CURATOR, None), (NOBODY, None), (PSYCHOLOGIST, ("Страшно",))])
def test_what_pupils_type_is_the_psychologists(readers: frozenset[Role], seen: tuple[str, ...] | None) -> None:
    found = told(WORDS, readers, Senders(0, 6), pupil("Страшно", 1, "t"))
    assert (found and found.words) == seen


def test_the_words_of_two_adults_among_pupils_would_name_them() -> None:
    tallies = (adult("Мы", 2, "t"), pupil("Страшно", 5, "t"))
    few = told(WORDS, CURATOR, Senders(2, 5), *tallies)
    assert few is not None
    assert (few.told, few.words) == (False, ())
    many = told(WORDS, CURATOR, Senders(5, 5), adult("Мы", 5, "t"), pupil("Страшно", 5, "t"))
    assert many is not None
    assert set(many.words) == {"Мы"}


@pytest.mark.parametrize("readers", [CURATOR, PSYCHOLOGIST])
def test_words_of_a_partner_are_left_out_but_counted(readers: frozenset[Role]) -> None:
    partner = Tally("t", pupil=False, value="Вы опаздываете", number=1, apart=True)
    found = told(WORDS, readers, Senders(5), partner, adult("Всё хорошо", 4, "t"))
    assert found is not None
    assert (found.typed, found.words) == (5, ("Всё хорошо",) * 4)
    choice = Question("a", Kind.MULTI, "", "", "", required=True, options=OPTIONS)
    other = Tally("a", pupil=False, value=("x", "o:Вы опаздываете"), number=1, apart=True)
    found = told(choice, readers, Senders(5), other, adult(("x", "o:план"), 4))
    assert found is not None
    assert (found.options, found.words) == ({"x": 5, "o": 5}, ("план",) * 4)


def test_how_a_pupil_feels_is_the_psychologists() -> None:
    feels = Question("a", Kind.SCALE, "", "", "", required=True, minimum=1, maximum=10, signal_at_most=3)
    assert told(feels, CURATOR, Senders(0, 7), pupil(2, 7)) is None
    mixed = told(feels, CURATOR, Senders(5, 7), pupil(2, 7), adult(9, 5))
    assert mixed is not None
    assert mixed.numbers == {9: 5}
    psychologist = told(feels, PSYCHOLOGIST, Senders(0, 7), pupil(2, 7))
    assert psychologist is not None
    assert psychologist.numbers == {2: 7}


def test_a_promise_to_one_reader_holds() -> None:
    for_deputy = Question(
        "a", Kind.YES_NO, "", "", "", required=True, readers=frozenset({Role.DEPUTY_HEAD}), private=True
    )
    assert told(for_deputy, CURATOR, Senders(9), adult(True, 9)) is None
    assert told(for_deputy, frozenset({Role.DEPUTY_HEAD}), Senders(9), adult(True, 9)) is not None


def test_other_of_a_pupil_is_counted_for_all_and_read_by_one() -> None:
    question = Question("a", Kind.MULTI, "", "", "", required=True, options=OPTIONS)
    tallies = (pupil(("x", "o:мой вариант"), 2), pupil(("x",), 4))
    plain = told(question, CURATOR, Senders(0, 6), *tallies)
    assert plain is not None
    assert (plain.options, plain.words) == ({"x": 6, "o": 2}, ())
    read = told(question, PSYCHOLOGIST, Senders(0, 6), *tallies)
    assert read is not None
    assert read.words == ("мой вариант",) * 2


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_place_with_few_answers_can_be_worked_out(numbers: list[int]) -> None:
    answered = {OrganisationId(place): number for place, number in enumerate(numbers)}
    shown = told_apart(answered)
    assert all(answered[place] >= FEWEST_ANSWERS for place in shown)
    left = sum(numbers) - sum(answered[place] for place in shown)
    assert left == 0 or left >= FEWEST_ANSWERS or not shown


@given(st.lists(st.integers(FEWEST_ANSWERS, 40), max_size=8))
def test_where_all_have_enough_all_are_told(numbers: list[int]) -> None:
    assert len(told_apart({OrganisationId(place): number for place, number in enumerate(numbers)})) == len(numbers)


def test_an_index_of_four_is_none() -> None:
    assert Index(4, 40.0, 4).value is None
    assert Index(5, 40.0, 4).value == 8.0
    assert Index(4, 32.0, 4) + Index(1, 8.0, 1) == Index(5, 40.0, 5)


def test_readers_are_those_who_may_open_the_page() -> None:
    found = set(itertools.chain.from_iterable(readers_at(level) for level in Level))
    assert found == {role for role in TABLE if Action.LEAD_SURVEYS in TABLE[role]}
    assert readers_at(Level.MUNICIPALITY) == (Role.MUNICIPAL_COORDINATOR,)
