"""Pure rules of the banks: who reads what, places, what is withheld."""

import dataclasses
import datetime

import pytest

from mentoring import bank
from mentoring.bank import Filled, Side, View
from mentoring.ids import MembershipId, OrganisationId, PersonId
from mentoring.people import Membership, Person
from mentoring.questionnaire import Kind, Option, Question, Questionnaire, Value
from mentoring.roles import MembershipState, Role

CAPACITY = Question("mr11", Kind.NUMBER, "Сколько?", "Места", "mentor.capacity", required=True)
HELP = Question(
    "mr05",
    Kind.MULTI,
    "В чём?",
    "Помощь",
    "mentor.competences",
    required=True,
    options=(Option("lesson", "Урок"), Option("other", "Другое", other=True)),
)
FORM = Questionnaire("mentor_teacher", 1, "Анкета", (HELP, CAPACITY))


def mentor(number: int, answers: dict[str, Value]) -> Filled:
    place = Membership(
        MembershipId(number),
        PersonId(number),
        OrganisationId(1),
        Role.MENTOR,
        MembershipState.IN_BANK,
        f"1-{number}",
    )
    return Filled(place, Person(PersonId(number)), FORM, answers, datetime.date(2026, 9, 7))


@pytest.mark.parametrize(("value", "places"), [(0, 0), (3, 3), ("1", 1), ("group", bank.GROUP_SIZE)])
def test_places_are_read_from_numbers_and_from_words(value: Value, places: int) -> None:
    assert mentor(1, {"mr11": value}).places == places


def test_with_places_leaves_out_who_has_none() -> None:
    people = [mentor(1, {"mr11": 0}), mentor(2, {"mr11": 2}), mentor(3, {})]
    shown = bank.chosen(people, View(Side.MENTORS, places=True), None)
    assert [filled.membership.code for filled in shown] == ["1-2"]


def test_words_of_other_are_one_topic_under_the_option_s_own_label() -> None:
    people = [mentor(1, {"mr05": ("other:шахматы",)}), mentor(2, {"mr05": ("lesson", "other:хор")})]
    assert [(topic.label, count) for topic, count in bank.topics_of(people)] == [("Другое", 2), ("Урок", 1)]


@pytest.mark.parametrize(
    ("private", "readers", "as_curator", "as_nobody"),
    [
        (False, set(), True, True),
        (True, {Role.CURATOR}, True, False),
        (False, {Role.COORDINATOR}, False, False),
        (True, set(), False, False),
    ],
)
def test_a_question_with_readers_is_read_by_them_alone(
    private: bool, readers: set[Role], as_curator: bool, as_nobody: bool
) -> None:
    question = dataclasses.replace(HELP, private=private, readers=frozenset(readers))
    assert bank.reads(question, frozenset({Role.CURATOR})) is as_curator
    assert bank.reads(question, frozenset()) is as_nobody


def test_only_typed_words_are_withheld() -> None:
    typed = dataclasses.replace(HELP, kind=Kind.TEXT, options=())
    assert bank.told(HELP, ("lesson", "other:хор"), words=False) == bank.Told(HELP, ("lesson", "other"), 3)
    assert bank.told(HELP, ("lesson",), words=False) == bank.Told(HELP, ("lesson",))
    assert bank.told(CAPACITY, 3, words=False) == bank.Told(CAPACITY, 3)
    assert bank.told(typed, "сорок", words=False) == bank.Told(typed, None, 5)
    assert bank.told(typed, "сорок", words=True) == bank.Told(typed, "сорок")
