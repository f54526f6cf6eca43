"""The parent's paper: noted once, by those who may, and taken back on the same day."""

import asyncio
import datetime

import pytest

from mentoring.access import Forbidden
from mentoring.consent import ConsentKind
from mentoring.ids import ConsentId, MembershipId
from mentoring.papers import PaperNumber, PaperProblem, PaperRefused, Representative
from mentoring.roles import Role
from mentoring.standing import ConsentAsked, PaperAwaited
from storage import organisations
from storage.database import Row
from tests.usecases.school import CURATOR, DEPUTY, MENTOR, OTHER_CURATOR, PSYCHOLOGIST, STRANGER, School
from usecases.papers import AlreadyNoted
from usecases.unit import NotKnown, StaleButton

PUPIL, SECOND = 13, 14
MOTHER, FATHER = Representative.MOTHER, Representative.FATHER
TYPED = "12 от 05.09.2026"


async def proofs(school: School) -> list[Row]:
    """The parents' consents, the oldest first."""
    return await school.house.database.read(
        lambda tx: tx.rows("SELECT * FROM consents WHERE kind = $1 ORDER BY id", ConsentKind.PARENT.value)
    )


async def letters(school: School, kind: str) -> list[Row]:
    return await school.house.database.read(
        lambda tx: tx.rows("SELECT * FROM letters WHERE kind = $1 ORDER BY id", kind)
    )


async def test_who_waits_longest_stands_first_and_says_since_when(school: School) -> None:
    first = await school.enters_as_pupil(PUPIL)
    school.later(days=3)
    second = await school.enters_as_pupil(SECOND, Role.MENTOR)

    found = await school.papers.waiting(CURATOR, school.id)

    assert [(case.membership, case.role, case.days) for case in found.waiting] == [
        (first, Role.MENTEE, 3),
        (second, Role.MENTOR, 0),
    ]
    assert found.received == ()


async def test_a_noted_paper_lets_the_pupil_go_on_and_tells_so(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    await school.papers.ask_number(CURATOR, membership, MOTHER)
    assert await school.awaited(CURATOR) == f"paper:{membership}:mother"

    case = await school.papers.note(CURATOR, membership, MOTHER, TYPED)

    assert case.mark is not None
    assert case.mark.paper == PaperNumber("12", datetime.date(2026, 9, 5))
    assert case.mark.representative is MOTHER
    assert await school.awaited(CURATOR) is None
    assert isinstance(await school.joining.stand(PUPIL), ConsentAsked)
    (letter,) = await letters(school, "paper_received")
    assert letter["fate"] == "queued"
    assert (await school.papers.waiting(CURATOR, school.id)).received == (case,)


async def test_the_proof_holds_what_the_law_lists(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    asked = await school.papers.blank(CURATOR, membership)
    await school.papers.note(CURATOR, membership, FATHER, "№ 7/3-а, 1.9.26")

    (proof,) = await proofs(school)

    told = {name: proof[name] for name in ("version", "channel", "representative", "paper_number", "paper_date")}
    assert told == {
        "version": asked.text.version,
        "channel": "paper",
        "representative": "father",
        "paper_number": "7/3-а",
        "paper_date": "2026-09-01",
    }
    assert proof["marked_by"] is not None
    assert proof["zone"] == "Europe/Moscow"
    kept = await school.house.database.read(
        lambda tx: tx.value("SELECT body FROM consent_texts WHERE sha256 = $1", proof["sha256"])
    )
    assert kept == asked.filled
    assert "код" in kept


async def test_words_that_are_no_number_and_date_change_nothing(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    await school.papers.ask_number(CURATOR, membership, MOTHER)
    with pytest.raises(PaperRefused) as refused:
        await school.papers.note(CURATOR, membership, MOTHER, "подписала")
    assert refused.value.problem is PaperProblem.NO_DATE
    assert await school.awaited(CURATOR) == f"paper:{membership}:mother"
    assert await proofs(school) == []


async def test_two_who_note_the_same_paper_at_once_leave_one_proof(school: School) -> None:
    await school.joins(PSYCHOLOGIST, Role.COORDINATOR)
    membership = await school.enters_as_pupil(PUPIL)

    done = await asyncio.gather(
        school.papers.note(CURATOR, membership, MOTHER, TYPED),
        school.papers.note(PSYCHOLOGIST, membership, FATHER, "13 от 06.09.2026"),
        return_exceptions=True,
    )

    (late,) = [result for result in done if isinstance(result, AlreadyNoted)]
    (proof,) = await proofs(school)
    assert late.case.mark is not None
    assert late.case.mark.paper.number == proof["paper_number"]
    assert len(await letters(school, "paper_received")) == 1


async def test_one_paper_serves_both_roles_of_a_pupil(school: School) -> None:
    membership = await school.joins_as_pupil(PUPIL)
    await school.opens(PUPIL, Role.MENTOR)
    assert (await school.papers.waiting(CURATOR, school.id)).waiting == ()
    with pytest.raises(AlreadyNoted):
        await school.papers.ask_number(CURATOR, await school.place(PUPIL), MOTHER)
    assert membership != await school.place(PUPIL)


async def test_a_slip_is_taken_back_on_the_same_day_and_the_pupil_waits_again(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    case = await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    assert case.mark is not None
    assert case.may_be_undone

    undone = await school.papers.take_back(CURATOR, membership, case.mark.consent)

    assert undone.mark is None
    assert isinstance(await school.joining.stand(PUPIL), PaperAwaited)
    (proof,) = await proofs(school)
    assert (proof["withdrawn_channel"], proof["withdrawn_reason"]) == ("paper", "marked_by_mistake")
    (letter,) = await letters(school, "paper_received")
    assert letter["fate"] == "dropped"

    again = await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    assert again.mark is not None
    assert len(await proofs(school)) == 2
    assert len(await letters(school, "paper_received")) == 2


async def test_a_pupil_who_has_agreed_meanwhile_is_stopped_by_a_slip_and_goes_on_after_it(school: School) -> None:
    membership = await school.joins_as_pupil(PUPIL)
    case = await school.papers.case(CURATOR, membership)
    assert case.mark is not None
    before = await school.joining.stand(PUPIL)

    await school.papers.take_back(CURATOR, membership, case.mark.consent)
    assert isinstance(await school.joining.stand(PUPIL), PaperAwaited)
    assert [case.membership for case in (await school.papers.waiting(CURATOR, school.id)).waiting] == [membership]

    await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    assert await school.joining.stand(PUPIL) == before


async def test_a_second_press_on_the_undoing_changes_nothing(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    first = await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    assert first.mark is not None
    await school.papers.take_back(CURATOR, membership, first.mark.consent)
    with pytest.raises(StaleButton):
        await school.papers.take_back(CURATOR, membership, first.mark.consent)

    await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    with pytest.raises(StaleButton):
        await school.papers.take_back(CURATOR, membership, first.mark.consent)
    assert (await school.papers.case(CURATOR, membership)).mark is not None


async def test_the_next_day_a_mark_stays(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    case = await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    assert case.mark is not None
    # 10:00 in Moscow; its day is over in fourteen hours, though not yet in UTC.
    school.later(hours=14)
    assert not (await school.papers.case(CURATOR, membership)).may_be_undone
    with pytest.raises(StaleButton):
        await school.papers.take_back(CURATOR, membership, case.mark.consent)
    assert (await school.papers.waiting(CURATOR, school.id)).received == ()


async def test_only_those_who_look_after_pupils_of_this_school_may(school: School) -> None:
    other = await school.founded("Школа № 2")
    await school.joins(OTHER_CURATOR, Role.CURATOR, other)
    await school.joins(MENTOR, Role.MENTOR)
    membership = await school.enters_as_pupil(PUPIL)

    for who in (OTHER_CURATOR, MENTOR, PUPIL):
        for attempt in (
            school.papers.waiting(who, school.id),
            school.papers.case(who, membership),
            school.papers.blank(who, membership),
            school.papers.ask_number(who, membership, MOTHER),
            school.papers.note(who, membership, MOTHER, TYPED),
            school.papers.take_back(who, membership, ConsentId(1)),
        ):
            with pytest.raises(Forbidden):
                await attempt
    with pytest.raises(NotKnown):
        await school.papers.note(STRANGER, membership, MOTHER, TYPED)
    with pytest.raises(Forbidden):
        await school.papers.places(MENTOR)
    assert await proofs(school) == []


async def test_nobody_s_id_answers_like_a_foreign_one(school: School) -> None:
    for membership in (MembershipId(999), await school.place(CURATOR)):
        with pytest.raises(Forbidden):
            await school.papers.case(CURATOR, membership)


@pytest.mark.parametrize("role", [Role.DEPUTY_HEAD, Role.COORDINATOR])
async def test_the_deputy_head_and_the_psychologist_may_too(school: School, role: Role) -> None:
    await school.joins(DEPUTY, role)
    membership = await school.enters_as_pupil(PUPIL)
    assert (await school.papers.note(DEPUTY, membership, MOTHER, TYPED)).mark is not None


async def test_names_are_told_only_where_they_may_pass(school: School) -> None:
    code = await school.listed("Щукин Саша Ильич", Role.MENTEE)
    await school.joining.open_invitation(PUPIL, code)
    await school.joining.tell_age(PUPIL, adult=False)

    (case,) = (await school.papers.waiting(CURATOR, school.id)).waiting
    assert case.name is None

    await school.house.database.write(lambda tx: organisations.change(tx, school.id, "privacy", "names"))
    (case,) = (await school.papers.waiting(CURATOR, school.id)).waiting
    assert (case.name, case.school_class) == (None, None), "nobody has agreed to anything yet"

    noted = await school.papers.note(CURATOR, case.membership, MOTHER, TYPED)
    assert noted.name is None
    at = await school.joining.look(PUPIL)
    assert isinstance(at, ConsentAsked)
    await school.joining.agree(PUPIL, at.shown, 1)
    assert str((await school.papers.case(CURATOR, case.membership)).name) == "Щукин Саша Ильич"


async def test_every_note_leaves_a_line_in_the_audit(school: School) -> None:
    membership = await school.enters_as_pupil(PUPIL)
    case = await school.papers.note(CURATOR, membership, MOTHER, TYPED)
    assert case.mark is not None
    await school.papers.take_back(CURATOR, membership, case.mark.consent)
    rows = await school.house.database.read(
        lambda tx: tx.rows("SELECT action, subject FROM audit WHERE action LIKE 'paper%' ORDER BY id")
    )
    assert [(row["action"], row["subject"]) for row in rows] == [
        ("paper_noted", f"membership:{membership}"),
        ("paper_mark_taken_back", f"membership:{membership}"),
    ]
