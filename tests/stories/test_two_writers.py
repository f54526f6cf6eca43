"""Two writers at once, on two doors to one file: as two copies of the programme, or two devices, would be.

Every use case of joining and questionnaires that reads and then writes has its race here.
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.clock import ManualClock
from bot.content import load_content
from config.settings import Settings
from mentoring.ids import AttemptId, MembershipId
from mentoring.names import Gender
from mentoring.organisations import Privacy
from mentoring.people import Caller
from mentoring.roles import MembershipState, Role
from mentoring.standing import (
    AgeAsked,
    ConsentAsked,
    FormOffered,
    JoinedBank,
    NameAsked,
    NameShown,
    QuestionAsked,
    ReviewShown,
    ShownText,
    Standing,
    Stranger,
)
from storage import attempts, people, schema
from storage.attempts import Attempt
from storage.database import Database, Row, Transaction
from tests.usecases.school import MORNING, School
from usecases.content import Content
from usecases.joining import CodeUnknown, InvitationUsed, Joining, TooManyGuesses
from usecases.unit import House, NotKnown, StaleButton

ANNA, BORIS, ADMINISTRATOR = 7_000_000_001, 7_000_000_002, 7_000_000_003

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TwoCopies:
    """The same school through two doors; each has its own connections and its own queue."""

    one: School
    other: School

    async def rows(self, sql: str, *values: object) -> list[Row]:
        async def unit(transaction: Transaction) -> list[Row]:
            return await transaction.rows(sql, *values)

        return await self.one.house.database.read(unit)

    async def count(self, table: str, condition: str = "1 = 1") -> int:
        return int((await self.rows(f"SELECT count(*) AS number FROM {table} WHERE {condition}"))[0]["number"])

    async def attempt(self, attempt: AttemptId) -> Attempt | None:
        return await self.one.house.database.read(lambda tx: attempts.one(tx, attempt))

    async def caller(self, who: int) -> Caller | None:
        return await self.one.house.database.read(lambda tx: people.caller(tx, who))

    async def states(self, who: int) -> list[MembershipState]:
        caller = await self.caller(who)
        assert caller is not None
        return [membership.state for membership in caller.memberships]


@functools.cache
def content() -> Content:
    """Read once; what a copy remembers of it is its own."""
    return load_content(Settings(_env_file=None))  # type: ignore[call-arg]


@pytest.fixture
async def copies(tmp_path: Path) -> AsyncIterator[TwoCopies]:
    databases = [Database(tmp_path / "school.db") for _ in range(2)]
    opened: list[School] = []
    clock = ManualClock(MORNING)
    try:
        for database in databases:
            await database.open()
            await schema.migrate(database)
            await content().pin(database)
            opened.append(School(House(database, clock, replace(content(), _pinned={})), clock))
        one, other = opened
        one.id = other.id = await one.founded(privacy=Privacy.NAMES)
        yield TwoCopies(one, other)
    finally:
        for database in databases[: len(opened) + 1]:
            await database.close()


async def at_once(*acts: Awaitable[T]) -> list[T | BaseException]:
    return await asyncio.gather(*acts, return_exceptions=True)


def kinds(outcomes: list[Any]) -> list[type]:
    """What became of the acts, in no order: who is first is nobody's business."""
    return sorted((type(outcome) for outcome in outcomes), key=lambda kind: kind.__name__)


# -- invitations ----------------------------------------------------------------------------------------------------


async def test_of_two_people_on_one_personal_invitation_one_comes_in(copies: TwoCopies) -> None:
    code = await copies.one.invited(Role.CURATOR)
    for who, school in ((ANNA, copies.one), (BORIS, copies.other)):
        assert isinstance(await school.joining.open_invitation(who, code), ConsentAsked)
    annas, boris = [await _shown(copies, who) for who in (ANNA, BORIS)]

    outcomes = await at_once(
        copies.one.joining.agree(ANNA, annas, 1),
        copies.other.joining.agree(BORIS, boris, 1),
    )

    assert kinds(outcomes) == [InvitationUsed, NameAsked]
    assert await copies.count("memberships") == 1
    assert await copies.count("consents") == 1
    assert (await copies.rows("SELECT uses_left, uses FROM invitations"))[0]["uses"] == 1


async def test_of_two_people_on_one_listed_place_one_gets_it(copies: TwoCopies) -> None:
    code = await copies.one.listed("Орлова Нина Павловна", Role.CURATOR)
    await at_once(copies.one.joining.open_invitation(ANNA, code), copies.other.joining.open_invitation(BORIS, code))
    annas, boris = [await _shown(copies, who) for who in (ANNA, BORIS)]

    outcomes = await at_once(
        copies.one.joining.agree(ANNA, annas, 1),
        copies.other.joining.agree(BORIS, boris, 1),
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert [type(error) for error in refused] == [InvitationUsed]
    assert await copies.count("memberships") == 1
    assert await copies.count("people", "surname = 'Орлова'") == 1


async def test_one_person_who_opens_an_invitation_twice_is_entered_once(copies: TwoCopies) -> None:
    code = await copies.one.invited(Role.MENTEE, uses=10)

    outcomes = await at_once(
        *(school.joining.open_invitation(ANNA, code) for school in (copies.one, copies.other) for _ in range(2))
    )

    assert kinds(outcomes) == [AgeAsked] * 4
    assert [await copies.count(table) for table in ("people", "accounts", "joinings")] == [1, 1, 1]


async def test_two_invitations_at_once_leave_one_of_them_open(copies: TwoCopies) -> None:
    codes = [await copies.one.invited(role, uses=10) for role in (Role.MENTEE, Role.MENTOR)]

    await at_once(
        copies.one.joining.open_invitation(ANNA, codes[0]), copies.other.joining.open_invitation(ANNA, codes[1])
    )

    assert [await copies.count(table) for table in ("people", "accounts", "joinings")] == [1, 1, 1]
    called = await copies.rows("SELECT code FROM joinings")
    assert called[0]["code"] == f"{copies.one.id}-2", "each invitation has given a number of its own"


async def test_guesses_are_counted_on_every_copy(copies: TwoCopies) -> None:
    guesses = [
        school.joining.open_invitation(ANNA, f"guess{number:07}")
        for school in (copies.one, copies.other)
        for number in range(5)
    ]
    outcomes = await at_once(*guesses)
    assert kinds(outcomes) == [CodeUnknown] * 5 + [TooManyGuesses] * 5
    assert await copies.count("wrong_codes") == 5


async def test_the_first_code_makes_one_administrator(copies: TwoCopies) -> None:
    code = await copies.one.joining.first_code()
    assert code is not None

    outcomes = await at_once(
        copies.one.joining.open_invitation(ANNA, code), copies.other.joining.open_invitation(BORIS, code)
    )

    assert sum(isinstance(outcome, CodeUnknown) for outcome in outcomes) == 1
    assert await copies.count("administrators") == 1


async def test_an_administrator_recognised_twice_is_one_person(copies: TwoCopies) -> None:
    known = frozenset({ADMINISTRATOR})
    joinings = [Joining(school.house, known) for school in (copies.one, copies.other)]

    outcomes = await at_once(*(joining.recognise_administrator(ADMINISTRATOR) for joining in joinings * 2))

    assert sorted(outcome is True for outcome in outcomes) == [False, False, False, True]
    assert [await copies.count(table) for table in ("people", "accounts", "administrators")] == [1, 1, 1]


# -- age, consent, name ---------------------------------------------------------------------------------------------


async def _shown(copies: TwoCopies, who: int) -> ShownText:
    asked = await copies.one.joining.look(who)
    assert isinstance(asked, ConsentAsked)
    return asked.shown


async def _at_the_age(copies: TwoCopies) -> None:
    assert isinstance(await copies.one.opens(ANNA, Role.MENTEE), AgeAsked)


async def _at_the_consent(copies: TwoCopies) -> ShownText:
    await _at_the_age(copies)
    asked = await copies.one.joining.tell_age(ANNA, adult=True)
    assert isinstance(asked, ConsentAsked)
    return asked.shown


async def test_agreeing_twice_is_one_consent(copies: TwoCopies) -> None:
    shown = await _at_the_consent(copies)

    outcomes = await at_once(*(school.joining.agree(ANNA, shown, 1) for school in (copies.one, copies.other) * 2))

    assert kinds(outcomes) == [NameAsked, StaleButton, StaleButton, StaleButton]
    assert [await copies.count(table) for table in ("memberships", "consents")] == [1, 1]
    assert await copies.states(ANNA) == [MembershipState.CONSENTED]


async def test_agreeing_and_refusing_at_once_is_one_of_them(copies: TwoCopies) -> None:
    shown = await _at_the_consent(copies)

    outcomes = await at_once(
        copies.one.joining.agree(ANNA, shown, 1),
        copies.other.joining.refuse(ANNA, shown),
    )

    agreed = not isinstance(outcomes[0], BaseException)
    assert isinstance(outcomes[1], BaseException) is agreed
    assert [await copies.count(table) for table in ("consents", "memberships", "accounts")] == [int(agreed)] * 3
    assert await copies.count("refusals") == int(not agreed)


async def test_both_ages_at_once_are_one_of_them(copies: TwoCopies) -> None:
    await _at_the_age(copies)

    await at_once(copies.one.joining.tell_age(ANNA, adult=True), copies.other.joining.tell_age(ANNA, adult=False))

    waiting_for_paper = await copies.count("memberships", "state = 'consent_pending'")
    assert await copies.count("joinings") + waiting_for_paper == 1
    pupils = await copies.count("people", "adult = 0")
    assert pupils == waiting_for_paper


async def test_a_pupil_who_says_so_twice_is_entered_once(copies: TwoCopies) -> None:
    await _at_the_age(copies)

    await at_once(*(school.joining.tell_age(ANNA, adult=False) for school in (copies.one, copies.other)))

    assert await copies.count("memberships") == 1
    assert await copies.states(ANNA) == [MembershipState.CONSENT_PENDING]


async def test_two_names_at_once_are_one_of_them_as_a_whole(copies: TwoCopies) -> None:
    shown = await _at_the_consent(copies)
    await copies.one.joining.agree(ANNA, shown, 1)

    await at_once(
        copies.one.joining.give_name(ANNA, "Смирнова Анна Олеговна"),
        copies.other.joining.give_name(ANNA, "Котов Иван Петрович"),
    )

    columns = ("surname", "name", "patronymic", "gender")
    known = (await copies.rows(f"SELECT {', '.join(columns)} FROM people"))[0]
    assert tuple(known[column] for column in columns) in {
        ("Смирнова", "Анна", "Олеговна", "female"),
        ("Котов", "Иван", "Петрович", "male"),
    }


async def test_confirming_a_name_while_it_is_given_up_is_one_of_them(copies: TwoCopies) -> None:
    shown = await _at_the_consent(copies)
    await copies.one.joining.agree(ANNA, shown, 1)
    assert isinstance(await copies.one.joining.give_name(ANNA, "Смирнова Анна Олеговна"), NameShown)

    await at_once(copies.one.joining.confirm_name(ANNA, Gender.FEMALE), copies.other.joining.correct_name(ANNA))

    columns = ("surname", "gender", "name_confirmed")
    known = (await copies.rows(f"SELECT {', '.join(columns)} FROM people"))[0]
    assert tuple(known[column] for column in columns) in {("Смирнова", "female", 1), (None, None, 0)}


# -- questionnaires -------------------------------------------------------------------------------------------------


async def _offered(copies: TwoCopies) -> MembershipId:
    """Anna has come in and may begin."""
    membership = await copies.one.joins(ANNA, Role.MENTEE)
    assert isinstance(await copies.one.joining.look(ANNA), FormOffered)
    return membership


async def _begun(copies: TwoCopies) -> tuple[MembershipId, AttemptId]:
    membership = await _offered(copies)
    begun = await copies.one.questionnaires.begin(ANNA, membership)
    assert isinstance(begun, QuestionAsked)
    return membership, begun.attempt


async def _at_the_review(copies: TwoCopies) -> tuple[MembershipId, AttemptId]:
    membership, attempt = await _begun(copies)
    at: Standing = await copies.one.joining.look(ANNA)
    while isinstance(at, QuestionAsked):
        at = await copies.one._answer(ANNA, at, {})
    assert isinstance(at, ReviewShown)
    return membership, attempt


async def test_beginning_twice_is_one_attempt(copies: TwoCopies) -> None:
    membership = await _offered(copies)

    outcomes = await at_once(
        *(school.questionnaires.begin(ANNA, membership) for school in (copies.one, copies.other) * 3)
    )

    assert kinds(outcomes) == [QuestionAsked] * 6
    assert await copies.count("attempts") == 1
    assert await copies.count("letters", "kind LIKE 'questionnaire%'") == await copies.count(
        "(SELECT DISTINCT dedupe_key FROM letters WHERE kind LIKE 'questionnaire%')"
    )


async def test_marks_from_two_devices_are_all_kept(copies: TwoCopies) -> None:
    _, attempt = await _begun(copies)

    await at_once(
        copies.one.questionnaires.mark(ANNA, attempt, "mt05", "lesson", on=True),
        copies.other.questionnaires.mark(ANNA, attempt, "mt05", "parents", on=True),
        copies.one.questionnaires.mark(ANNA, attempt, "mt05", "exams", on=True),
        copies.other.questionnaires.mark(ANNA, attempt, "mt05", "stress", on=True),
    )

    kept = await copies.attempt(attempt)
    assert kept is not None
    assert kept.marks == {"mt05": ("lesson", "parents", "exams", "stress")}


async def test_answers_to_two_questions_are_both_kept(copies: TwoCopies) -> None:
    _, attempt = await _begun(copies)

    await at_once(
        copies.one.questionnaires.choose(ANNA, attempt, "mt01", "psy"),
        copies.other.questionnaires.choose(ANNA, attempt, "mt08", "7"),
        copies.one.questionnaires.type_answer(ANNA, attempt, "mt03", "12"),
        copies.other.questionnaires.skip(ANNA, attempt, "mt07"),
    )

    kept = await copies.attempt(attempt)
    assert kept is not None
    assert kept.answers == {"mt01": "psy", "mt08": 7, "mt03": 12, "mt07": None}
    assert kept.changes == 4


async def test_two_answers_to_one_question_are_one_of_them(copies: TwoCopies) -> None:
    _, attempt = await _begun(copies)

    outcomes = await at_once(
        copies.one.questionnaires.choose(ANNA, attempt, "mt01", "psy"),
        copies.other.questionnaires.choose(ANNA, attempt, "mt01", "head"),
    )

    assert kinds(outcomes) == [QuestionAsked] * 2
    kept = await copies.attempt(attempt)
    assert kept is not None
    assert kept.answers["mt01"] in {"psy", "head"}
    assert kept.changes == 2


async def test_marking_while_it_is_confirmed_loses_no_mark(copies: TwoCopies) -> None:
    _, attempt = await _begun(copies)
    await copies.one.questionnaires.mark(ANNA, attempt, "mt05", "lesson", on=True)

    await at_once(
        copies.one.questionnaires.confirm(ANNA, attempt, "mt05"),
        copies.other.questionnaires.mark(ANNA, attempt, "mt05", "parents", on=True),
    )

    kept = await copies.attempt(attempt)
    assert kept is not None
    both = ("lesson", "parents")
    assert (kept.answers, kept.marks) in [({"mt05": both}, {}), ({"mt05": ("lesson",)}, {"mt05": both})]


async def test_sending_twice_enters_the_bank_once(copies: TwoCopies) -> None:
    await copies.one.joins(BORIS, Role.CURATOR, name="Коваленко Вера Павловна")
    _, attempt = await _at_the_review(copies)

    outcomes = await at_once(*(school.questionnaires.send(ANNA, attempt) for school in (copies.one, copies.other) * 2))

    assert kinds(outcomes) == [JoinedBank, StaleButton, StaleButton, StaleButton]
    assert await copies.states(ANNA) == [MembershipState.IN_BANK]
    kept = await copies.attempt(attempt)
    assert kept is not None
    assert kept.finished


async def test_correcting_while_it_is_sent_changes_nothing_that_is_sent(copies: TwoCopies) -> None:
    _, attempt = await _at_the_review(copies)

    outcomes = await at_once(
        copies.one.questionnaires.send(ANNA, attempt), copies.other.questionnaires.choose(ANNA, attempt, "mt08", "10")
    )

    kept = await copies.attempt(attempt)
    assert kept is not None
    assert kept.finished
    corrected = not isinstance(outcomes[1], BaseException)
    assert kept.answers["mt08"] == (10 if corrected else 5)


# -- leaving --------------------------------------------------------------------------------------------------------


async def test_withdrawing_while_answering_leaves_nothing(copies: TwoCopies) -> None:
    membership, attempt = await _begun(copies)

    outcomes = await at_once(
        copies.one.joining.withdraw(ANNA, membership),
        *(copies.other.questionnaires.choose(ANNA, attempt, "mt08", str(number)) for number in range(1, 5)),
    )

    assert not isinstance(outcomes[0], BaseException)
    assert {type(error) for error in outcomes[1:] if isinstance(error, BaseException)} <= {StaleButton, NotKnown}
    assert [await copies.count(table) for table in ("answers", "attempts")] == [0, 0]
    assert await copies.count("consents", "withdrawn_at IS NULL") == 0
    assert await copies.count("memberships", "ended_at IS NULL") == 0
    caller = await copies.caller(ANNA)
    assert caller is not None
    assert caller.awaited is None


async def test_beginning_while_withdrawing_begins_nothing(copies: TwoCopies) -> None:
    membership = await _offered(copies)

    await at_once(copies.one.joining.withdraw(ANNA, membership), copies.other.questionnaires.begin(ANNA, membership))

    assert await copies.count("attempts") == 0
    assert await copies.count("letters", "kind LIKE 'questionnaire%' AND fate = 'queued'") == 0


async def test_looking_back_while_withdrawing_awaits_nothing_typed(copies: TwoCopies) -> None:
    membership, attempt = await _begun(copies)

    await at_once(
        copies.one.joining.withdraw(ANNA, membership), copies.other.questionnaires.show(ANNA, attempt, "mt02")
    )

    caller = await copies.caller(ANNA)
    assert caller is not None
    assert caller.awaited is None


async def test_withdrawing_while_sending_leaves_nothing_in_the_bank(copies: TwoCopies) -> None:
    membership, attempt = await _at_the_review(copies)

    await at_once(copies.one.questionnaires.send(ANNA, attempt), copies.other.joining.withdraw(ANNA, membership))

    assert await copies.count("answers") == 0
    assert await copies.count("memberships", "ended_at IS NULL") == 0
    assert isinstance(await copies.one.joining.look(ANNA), Stranger)


async def test_withdrawing_twice_is_one_withdrawal(copies: TwoCopies) -> None:
    membership, _ = await _begun(copies)

    outcomes = await at_once(*(school.joining.withdraw(ANNA, membership) for school in (copies.one, copies.other) * 2))

    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) == 1
    assert {type(error) for error in outcomes if isinstance(error, BaseException)} == {StaleButton}
    assert await copies.count("audit", "action = 'consent_withdrawn'") == 1


async def test_withdrawing_while_coming_in_a_second_role_ends_or_keeps_both(copies: TwoCopies) -> None:
    membership = await _offered(copies)
    await copies.one.opens(ANNA, Role.MENTOR)
    shown = await _shown(copies, ANNA)

    await at_once(
        copies.one.joining.withdraw(ANNA, membership),
        copies.other.joining.agree(ANNA, shown, 1),
    )

    active = await copies.count("memberships", "ended_at IS NULL")
    consents = await copies.count("consents", "withdrawn_at IS NULL")
    assert (active > 0) == (consents > 0), "nobody takes part without a consent, nobody's consent outlives them"
