"""«Мои данные»: one's own, all of it, and nobody else's."""

import datetime

import pytest

from mentoring.bank import Side
from mentoring.consent import Channel, ConsentKind, fingerprint
from mentoring.ids import ConsentId
from mentoring.my_data import FormState
from mentoring.organisations import Privacy
from mentoring.roles import Role
from storage import organisations
from storage.database import Along, Transaction, along
from tests.usecases.school import CURATOR, MENTOR, STRANGER, School
from usecases.unit import NotKnown, StaleButton

ANNA, PUPIL = 11, 13


async def test_a_teacher_is_told_everything_that_is_kept(school: School) -> None:
    await school.house.database.write(lambda tx: organisations.change(tx, school.id, "privacy", Privacy.NAMES.value))
    await school.joins(ANNA, Role.MENTEE, name="Иванова Анна Олеговна")
    await school.fills(ANNA)

    data = await school.my_data.look(ANNA)

    assert str(data.name) == "Иванова Анна Олеговна"
    assert data.adult is True
    assert data.position == "Учитель"
    (place,) = data.places
    (held,) = place.roles
    assert held.role is Role.MENTEE
    assert held.form is not None
    assert (held.form.state, held.form.on) == (FormState.FINISHED, datetime.date(2026, 9, 7))
    (given,) = place.consents
    assert (given.kind, given.channel, given.active) == (ConsentKind.ADULT, Channel.TELEGRAM, True)
    assert place.readers is not None
    assert set(place.readers.everything) == {Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR}
    assert place.readers.only == (("Пожелания о коллегах", (Role.CURATOR,)),)


async def test_in_minimal_the_own_name_does_not_travel_either(school: School) -> None:
    code = await school.listed("Щукина Вера Павловна", Role.MENTEE)
    await school.joining.open_invitation(ANNA, code)
    at = await school.joining.tell_age(ANNA, adult=True)
    await school.joining.agree(ANNA, at.shown, 1)  # type: ignore[union-attr]
    data = await school.my_data.look(ANNA)
    assert data.name is None
    assert data.name_kept
    assert "Щукина" not in repr(data)


async def test_before_the_consent_a_listed_name_does_not_travel_anywhere(school: School) -> None:
    await school.house.database.write(lambda tx: organisations.change(tx, school.id, "privacy", Privacy.NAMES.value))
    code = await school.listed("Щукина Вера Павловна", Role.MENTEE)
    await school.joining.open_invitation(ANNA, code)
    assert "Щукина" not in repr(await school.my_data.look(ANNA))

    at = await school.joining.tell_age(ANNA, adult=True)
    await school.joining.agree(ANNA, at.shown, 1)  # type: ignore[union-attr]
    assert str((await school.my_data.look(ANNA)).name) == "Щукина Вера Павловна"


async def test_looking_leaves_the_mark_of_the_update_to_what_acts(school: School) -> None:
    await school.bank.ask_search(CURATOR, school.id, Side.MENTEES)
    written: list[str] = []

    async def mark(_: Transaction) -> None:
        written.append("mark")

    kept = along.set(Along(mark, lambda: None))
    try:
        await school.my_data.look(CURATOR)
        assert written == []
        await school.joining.withdraw(CURATOR, await school.place(CURATOR))
        assert written == ["mark"]
    finally:
        along.reset(kept)


async def test_a_begun_questionnaire_is_told_with_its_progress(school: School) -> None:
    await school.joins(ANNA, Role.MENTEE)
    place = await school.place(ANNA)
    (held,) = (await school.my_data.look(ANNA)).places[0].roles
    assert held.form is not None
    assert held.form.state is FormState.NOT_BEGUN
    at = await school.questionnaires.begin(ANNA, place)
    await school.questionnaires.choose(ANNA, at.attempt, "mt01", "teacher")  # type: ignore[union-attr]
    (held,) = (await school.my_data.look(ANNA)).places[0].roles
    assert held.form is not None
    assert (held.form.state, held.form.answered) == (FormState.BEGUN, 1)


async def test_the_text_is_read_again_word_for_word(school: School) -> None:
    await school.joins(ANNA, Role.MENTEE)
    (given,) = (await school.my_data.look(ANNA)).places[0].consents

    read = await school.my_data.consent(ANNA, given.id)

    sha256 = await school.house.database.read(
        lambda tx: tx.value("SELECT sha256 FROM consents WHERE id = $1", given.id)
    )
    assert fingerprint(read.text) == sha256


async def test_a_pupil_reads_the_own_text_and_the_parent_s(school: School) -> None:
    await school.joins_as_pupil(PUPIL)
    data = await school.my_data.look(PUPIL)
    assert data.pupil
    assert [given.kind for given in data.places[0].consents] == [ConsentKind.PARENT, ConsentKind.PUPIL]
    paper = data.places[0].consents[0]
    assert paper.on == datetime.date(2026, 9, 5), "the date on the paper, not the day it was noted"
    assert paper.paper is not None
    assert (await school.my_data.consent(PUPIL, paper.id)).consent == paper
    parent = await school.my_data.consent(PUPIL, data.places[0].consents[0].id)
    assert parent.text.startswith("СОГЛАСИЕ ЗАКОННОГО ПРЕДСТАВИТЕЛЯ")


async def test_another_s_text_and_place_are_nobody_s(school: School) -> None:
    await school.joins(ANNA, Role.MENTEE)
    await school.joins(MENTOR, Role.MENTOR)
    (given,) = (await school.my_data.look(ANNA)).places[0].consents
    for who in (MENTOR, CURATOR):
        with pytest.raises(StaleButton):
            await school.my_data.consent(who, given.id)
        with pytest.raises(StaleButton):
            await school.my_data.ask_withdrawal(who, await school.place(ANNA))
    await school.fills(ANNA)
    assert (await school.my_data.answers(ANNA, await school.place(ANNA))).answers
    for who, whose in ((MENTOR, ANNA), (CURATOR, ANNA), (MENTOR, MENTOR)):
        with pytest.raises(StaleButton):
            await school.my_data.answers(who, await school.place(whose))
    with pytest.raises(StaleButton):
        await school.my_data.consent(ANNA, ConsentId(999))
    with pytest.raises(NotKnown):
        await school.my_data.look(STRANGER)


async def test_a_withdrawal_is_announced_with_all_roles_it_ends(school: School) -> None:
    other = await school.founded("Школа № 2")
    await school.joins(ANNA, Role.MENTEE)
    await school.joins(ANNA, Role.MENTOR)
    asked = await school.my_data.ask_withdrawal(ANNA, await school.place(ANNA))
    assert set(asked.roles) == {Role.MENTEE, Role.MENTOR}
    assert not asked.elsewhere

    first = await school.place(ANNA)
    await school.joins(ANNA, Role.MENTEE, other)
    assert (await school.my_data.ask_withdrawal(ANNA, first)).elsewhere


async def test_after_a_withdrawal_nothing_but_the_proof_is_left(school: School) -> None:
    place = await school.joins(ANNA, Role.MENTEE)
    await school.fills(ANNA)
    await school.joining.withdraw(ANNA, place)
    data = await school.my_data.look(ANNA)
    (left,) = data.places
    assert left.roles == ()
    assert left.readers is None
    assert [given.active for given in left.consents] == [False]
    assert not left.may_withdraw
    assert data.name is None
    assert not data.name_kept
    with pytest.raises(StaleButton):
        await school.my_data.ask_withdrawal(ANNA, place)
