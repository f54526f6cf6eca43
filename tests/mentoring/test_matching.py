"""Which mentors are suggested to a mentee, in which order and for which reasons."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from config import questionnaires
from mentoring.bank import Filled
from mentoring.ids import MembershipId, OrganisationId, PersonId
from mentoring.matching import (
    CommonTimes,
    FitsAge,
    FitsForm,
    FitsKind,
    FreePlaces,
    Offer,
    SameFormat,
    SameSubject,
    SharedRequests,
    Suggestion,
    Unanswered,
    Unreached,
    Wish,
    offer_of,
    shared_requests,
    subject_stems,
    suggest,
    wish_of,
)
from mentoring.people import Membership, Person
from mentoring.questionnaire import Value
from mentoring.rating import Ratings
from mentoring.roles import MembershipState, Role

calmly = settings(max_examples=60, deadline=None, derandomize=True, database=None)

ANNA = Wish(
    MembershipId(1),
    PersonId(1),
    requests=frozenset({"parents", "manage", "lesson", "exams"}),
    subjects="Алгебра, 7–9 классы",
    forms=frozenset({"teacher_teacher"}),
    kinds=frozenset({"classic", "short"}),
    slots=frozenset({"after", "gap"}),
    meeting_format="offline",
    same_subject=True,
)
SASHA = Wish(MembershipId(2), PersonId(2), frozenset({"study"}), grade=7, pupil=True)


def mentor(number: int = 50, **gives: Any) -> Offer:
    """Somebody who helps Anna with parents, unless something else is said."""
    return replace(Offer(MembershipId(number), PersonId(number), competences=frozenset({"parents"})), **gives)


def order(wish: Wish, *offers: Offer) -> list[int]:
    return [suggestion.mentor for suggestion in suggest(wish, offers)]


def only(wish: Wish, offer: Offer) -> Suggestion:
    (suggestion,) = suggest(wish, [offer])
    return suggestion


# -- reasons and points ------------------------------------------------------------------------------------------


def test_reasons_are_told_one_after_another_and_their_points_add_up() -> None:
    vera = mentor(
        competences=frozenset({"parents", "manage", "exams", "attest"}),
        subjects="математика и физика",
        forms=frozenset({"teacher_teacher", "teacher_pupil"}),
        kinds=frozenset({"classic"}),
        slots=frozenset({"after", "gap", "evening"}),
        meeting_format="mixed",
        places=2,
    )
    suggestion = only(ANNA, vera)
    assert suggestion.reasons == (
        SharedRequests(3, 4),
        SameSubject(),
        CommonTimes(2),
        SameFormat(),
        FitsForm(),
        FitsKind(),
        FreePlaces(2),
    )
    assert suggestion.score == 37 + 15 + 15 + 10 + 5 + 5
    assert suggestion.suitable


def test_nothing_in_common_is_no_reason_and_not_suitable() -> None:
    suggestion = only(ANNA, mentor(competences=frozenset({"attest"}), meeting_format="online"))
    assert suggestion == Suggestion(MembershipId(50), 0, (FreePlaces(1),), suitable=False)


def test_a_subject_that_was_not_asked_for_counts_less() -> None:
    physicist = mentor(subjects="физика, алгебра")
    asked, not_asked = only(ANNA, physicist), only(replace(ANNA, same_subject=False), physicist)
    assert SameSubject() in asked.reasons
    assert SameSubject() in not_asked.reasons
    assert asked.score - not_asked.score == 10


def test_own_words_on_both_sides_are_no_shared_request() -> None:
    own_words = replace(ANNA, requests=frozenset({"other"}))
    suggestion = only(own_words, mentor(competences=frozenset({"other"})))
    assert suggestion.reasons == (FreePlaces(1),)
    assert suggestion.suitable, "only a person can tell, so nobody is left out"


@pytest.mark.parametrize(
    ("asked", "offered", "fits"),
    [("offline", "offline", True), ("offline", "mixed", True), ("mixed", "online", True), ("offline", "online", False)],
)
def test_by_turns_fits_every_format(asked: str, offered: str, fits: bool) -> None:
    suggestion = only(replace(ANNA, meeting_format=asked), mentor(meeting_format=offered))
    assert (SameFormat() in suggestion.reasons) is fits


def test_whoever_leaves_the_choice_to_the_curator_has_no_wish() -> None:
    trusting = replace(ANNA, forms=frozenset({"any"}), kinds=frozenset({"any"}))
    suggestion = only(trusting, mentor(forms=frozenset({"head_teacher"}), kinds=frozenset({"classic"})))
    assert not {FitsForm(), FitsKind()} & set(suggestion.reasons)


@pytest.mark.parametrize(
    ("grade", "helps", "fits"),
    [
        (9, "younger", True),
        (7, "younger", False),
        (6, "peer", True),
        (10, "peer", False),
        (7, "any", True),
        (6, "any", False),
    ],
)
def test_a_pupil_is_helped_by_one_who_is_older_or_as_old(grade: int, helps: str, fits: bool) -> None:
    suggestion = only(SASHA, mentor(pupil=True, grade=grade, helps=helps))
    assert (FitsAge() in suggestion.reasons) is fits


def test_a_pupil_and_a_teacher_mean_the_same_by_different_codes() -> None:
    olympian = replace(SASHA, requests=frozenset({"olymp", "adapt", "career"}))
    teacher = mentor(competences=frozenset({"gifted", "adapt", "lesson"}))
    assert shared_requests(olympian, teacher) == {"olymp", "adapt"}
    assert not shared_requests(olympian, replace(teacher, pupil=True)) - {"adapt"}
    assert only(replace(SASHA, requests=frozenset({"career"})), teacher).suitable, "codes cannot tell"


# -- who is left out ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "offer"),
    [
        pytest.param(ANNA, mentor(person=ANNA.person), id="the same person"),
        pytest.param(replace(ANNA, excluded=frozenset({MembershipId(50)})), mentor(), id="a trial has failed"),
        pytest.param(ANNA, mentor(places=0), id="no place is left"),
        pytest.param(replace(ANNA, not_superior=True), mentor(superior=True), id="not my superior"),
        pytest.param(ANNA, mentor(pupil=True), id="a pupil for a teacher"),
        pytest.param(SASHA, mentor(forms=frozenset({"teacher_teacher", "social"})), id="not ready for pupils"),
        pytest.param(ANNA, mentor(forms=frozenset({"teacher_pupil"})), id="ready for pupils only"),
    ],
)
def test_who_may_not_lead_is_not_suggested(wish: Wish, offer: Offer) -> None:
    assert order(wish, offer, mentor(51)) == [51]


@pytest.mark.parametrize(
    ("wish", "offer"),
    [
        pytest.param(ANNA, mentor(superior=True), id="a superior, nobody minds"),
        pytest.param(SASHA, mentor(pupil=True), id="a pupil for a pupil"),
        pytest.param(SASHA, mentor(forms=frozenset({"teacher_teacher", "teacher_pupil"})), id="ready for both"),
        pytest.param(SASHA, mentor(forms=frozenset({"employer_student"})), id="a form that tells nothing of age"),
        pytest.param(SASHA, mentor(), id="forms were not asked"),
    ],
)
def test_who_may_lead_is_suggested(wish: Wish, offer: Offer) -> None:
    assert order(wish, offer) == [50]


# -- the order ---------------------------------------------------------------------------------------------------


def test_equals_are_ordered_by_free_places_and_then_by_id() -> None:
    assert order(ANNA, mentor(52), mentor(53, places=2), mentor(51)) == [53, 51, 52]


def test_who_helps_with_nothing_stands_behind_whoever_helps_a_little() -> None:
    idle = mentor(51, competences=frozenset(), slots=ANNA.slots, meeting_format="offline", kinds=ANNA.kinds)
    helpful = mentor(52)
    assert only(ANNA, idle).score > only(ANNA, helpful).score
    assert order(ANNA, idle, helpful) == [52, 51]


def test_whoever_has_left_an_offer_unanswered_stands_behind_all_others_who_suit() -> None:
    silent = mentor(51, slots=ANNA.slots, meeting_format="offline")
    other, idle = mentor(52), mentor(53, competences=frozenset())
    anna = replace(ANNA, unanswered={MembershipId(51): datetime.date(2026, 11, 12)})
    assert order(ANNA, silent, other, idle) == [51, 52, 53]
    assert order(anna, silent, other, idle) == [52, 51, 53]
    assert only(anna, silent).reasons[-1] == Unanswered(datetime.date(2026, 11, 12))
    assert only(anna, silent).score == only(ANNA, silent).score


def test_whom_letters_do_not_reach_stands_behind_everybody() -> None:
    lost, other, idle = mentor(51, slots=ANNA.slots, unreached=True), mentor(52), mentor(53, competences=frozenset())
    assert order(ANNA, lost, other, idle) == [52, 53, 51]
    assert only(ANNA, lost).reasons[-1] == Unreached()
    assert only(ANNA, lost).score == only(ANNA, replace(lost, unreached=False)).score


codes = some.frozensets(some.sampled_from(("parents", "manage", "after", "classic", "other", "any")))


@some.composite
def offers(draw: some.DrawFn) -> tuple[Offer, ...]:
    numbers = draw(some.lists(some.integers(1, 30), max_size=12, unique=True))
    return tuple(
        draw(
            some.builds(
                Offer,
                some.just(MembershipId(number)),
                some.just(PersonId(number)),
                competences=codes,
                slots=codes,
                kinds=codes,
                subjects=some.sampled_from((None, "Физика", "Алгебра")),
                places=some.integers(0, 2),
                pupil=some.booleans(),
            )
        )
        for number in numbers
    )


@calmly
@given(some.data(), offers(), codes, some.booleans())
def test_the_order_does_not_depend_on_the_order_of_the_bank(
    data: some.DataObject, bank: tuple[Offer, ...], requests: frozenset[str], pupil: bool
) -> None:
    wish = replace(ANNA, requests=requests, pupil=pupil)
    suggested = suggest(wish, bank)
    assert suggest(wish, data.draw(some.permutations(bank))) == suggested
    ranks = [(suggestion.suitable, suggestion.score) for suggestion in suggested]
    assert ranks == sorted(ranks, reverse=True)
    assert all(0 <= suggestion.score <= 100 for suggestion in suggested)


# -- subjects in own words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Математика, 5–7 классы", "Учитель математики"),
        ("Химия", "уроки химии и биологии"),
        ("геометрия", "Алгебра"),
        ("Начальные классы, 2 «Б»", "учитель начальных классов"),
        ("ИЗО, черчение", "изо"),
        ("Физкультура", "физическая культура"),
    ],
)
def test_the_same_subject_is_known_in_other_words(one: str, other: str) -> None:
    assert subject_stems(one) & subject_stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Русский язык, 5 класс", "английский язык, 5 класс"),
        ("География", "геометрия"),
        ("Физика", "физическая культура"),
        ("Мировая художественная культура", "физическая культура"),
        ("5–7 классы", "7–9 классы"),
        ("Физика", None),
    ],
)
def test_words_beside_the_subject_do_not_make_it_the_same(one: str, other: str | None) -> None:
    assert not subject_stems(one) & subject_stems(other)


# -- from the questionnaires -------------------------------------------------------------------------------------

FORMS = questionnaires.load()


def filled(form: str, answers: dict[str, Value], adult: bool = True, school_class: str | None = None) -> Filled:
    role = Role.MENTOR if form.startswith("mentor") else Role.MENTEE
    place = Membership(MembershipId(7), PersonId(70), OrganisationId(1), role, MembershipState.IN_BANK, "1-7")
    person = Person(PersonId(70), adult=adult, school_class=school_class)
    return Filled(place, person, FORMS[form].value(), answers, datetime.date(2026, 9, 7))


def test_a_teacher_s_wish_is_read_from_the_questionnaire() -> None:
    answers: dict[str, Value] = {
        "mt02": "Физика, 7–11 классы",
        "mt05": ("parents", "manage"),
        "mt09": "any",
        "mt10": ("classic", "short"),
        "mt11": ("subject", "nosuper"),
        "mt12": "Только не с Кузьмой Ильичом",
        "mt13": ("after",),
        "mt14": "mixed",
    }
    wish = wish_of(filled("mentee_teacher", answers), excluded=[MembershipId(50)])
    assert wish == Wish(
        MembershipId(7),
        PersonId(70),
        requests=frozenset({"parents", "manage"}),
        subjects="Физика, 7–11 классы",
        forms=frozenset({"any"}),
        kinds=frozenset({"classic", "short"}),
        slots=frozenset({"after"}),
        meeting_format="mixed",
        excluded=frozenset({MembershipId(50)}),
        not_superior=True,
        same_subject=True,
    )


def test_a_pupil_s_wish_knows_the_grade_and_not_the_words_behind_other() -> None:
    answers: dict[str, Value] = {"mp01": 7, "mp02": ("study", "other:шахматы"), "mp05": "pupil_pupil", "mp06": "any"}
    wish = wish_of(filled("mentee_pupil", answers, adult=False))
    assert (wish.pupil, wish.grade, wish.same_subject) == (True, 7, True)
    assert wish.requests == {"study", "other"}
    assert wish.forms == {"pupil_pupil"}
    assert wish.kinds == {"any"}
    assert wish.meeting_format is None


def test_a_teacher_s_offer_is_read_from_the_questionnaire() -> None:
    answers: dict[str, Value] = {
        "mr01": "head",
        "mr02": "Физика",
        "mr05": ("parents", "attest"),
        "mr09": ("teacher_teacher", "teacher_pupil"),
        "mr10": ("classic",),
        "mr11": 3,
        "mr12": ("after", "gap"),
        "mr13": "offline",
    }
    offer = offer_of(filled("mentor_teacher", answers), taken=1)
    assert offer == Offer(
        MembershipId(7),
        PersonId(70),
        competences=frozenset({"parents", "attest"}),
        subjects="Физика",
        forms=frozenset({"teacher_teacher", "teacher_pupil"}),
        kinds=frozenset({"classic"}),
        slots=frozenset({"after", "gap"}),
        meeting_format="offline",
        places=2,
        superior=True,
    )


@pytest.mark.parametrize(("capacity", "taken", "places"), [("1", 0, 1), ("group", 2, 3), ("2", 4, 0), (None, 0, 0)])
def test_taken_places_are_not_offered_again(capacity: str | None, taken: int, places: int) -> None:
    assert offer_of(filled("mentor_pupil", {"mq06": capacity}, adult=False), taken).places == places


def test_a_pupil_mentor_leads_pupils_and_the_class_may_come_from_the_staff_list() -> None:
    offer = offer_of(filled("mentor_pupil", {"mq05": "younger"}, adult=False, school_class="10 «А»"))
    assert (offer.pupil, offer.grade, offer.helps) == (True, 10, "younger")
    assert offer.forms == {"pupil_pupil"}


@settings(calmly, max_examples=300)
@given(
    some.builds(
        Wish,
        some.just(MembershipId(100)),
        some.sampled_from([PersonId(100), PersonId(5)]),
        requests=some.frozensets(some.sampled_from(("study", "olymp", "parents", "other", "exams")), max_size=4),
        subjects=some.sampled_from((None, "Физика", "Алгебра")),
        forms=some.frozensets(some.sampled_from(("teacher_teacher", "teacher_pupil", "any"))),
        slots=some.frozensets(some.sampled_from(("after", "gap"))),
        kinds=some.frozensets(some.sampled_from(("classic", "short"))),
        meeting_format=some.sampled_from((None, "offline", "online", "mixed")),
        grade=some.sampled_from((None, 7, 9)),
        pupil=some.booleans(),
        excluded=some.frozensets(some.sampled_from([MembershipId(1), MembershipId(2)])),
        not_superior=some.booleans(),
        superiors=some.frozensets(some.sampled_from([MembershipId(3), MembershipId(4)])),
        same_subject=some.booleans(),
    ),
    some.lists(
        some.builds(
            Offer,
            some.integers(1, 6).map(MembershipId),
            some.integers(1, 6).map(PersonId),
            competences=some.frozensets(some.sampled_from(("study", "gifted", "parents", "other", "exams"))),
            subjects=some.sampled_from((None, "физика, 7 класс", "Геометрия")),
            forms=some.frozensets(some.sampled_from(("teacher_teacher", "teacher_pupil", "social"))),
            slots=some.frozensets(some.sampled_from(("after", "gap"))),
            kinds=some.frozensets(some.sampled_from(("classic", "short"))),
            meeting_format=some.sampled_from((None, "offline", "online", "mixed")),
            places=some.integers(0, 2),
            pupil=some.booleans(),
            grade=some.sampled_from((None, 7, 8, 9)),
            superior=some.booleans(),
            helps=some.sampled_from((None, "younger", "peer", "any")),
        ),
        max_size=6,
        unique_by=lambda offer: offer.membership,
    ),
)
def test_numbers_for_a_whole_school_are_those_that_are_explained(wish: Wish, bank: list[Offer]) -> None:
    explained = {one.mentor: one.score for one in suggest(wish, bank) if one.suitable}
    assert Ratings(bank).of(wish) == explained


def test_a_marked_superior_is_a_hard_stop_only_where_it_was_asked_for() -> None:
    boss = frozenset({MembershipId(50)})
    assert order(replace(ANNA, superiors=boss), mentor()) == [50]
    assert order(replace(ANNA, superiors=boss, not_superior=True), mentor()) == []
