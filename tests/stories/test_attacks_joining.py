"""Ways into somebody else's place, out of being a pupil, and past the text of a consent: all of them closed."""

import datetime
from typing import cast

import pytest

from bot.dialogs import about, my_data
from bot.dialogs.joining import Agree, NotNow, TellAge
from bot.screens import packed
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisation_details import Field
from mentoring.organisations import Privacy
from mentoring.roles import Role
from mentoring.standing import ConsentAsked
from sandbox.people import Person
from tests.world import World
from usecases.joining import Joining
from usecases.organisations import Organisations
from usecases.staff_list import StaffList
from usecases.unit import Operator

TEACHER = (("ФИО", "Роль", "Должность"), ("Берёзкин Ростислав Аристархович", "наставляемый", "учитель труда"))
PUPIL = (("ФИО", "Роль", "Класс"), ("Берёзкин Ростислав Ростиславович", "наставляемый", "9Б"))
UNKNOWN = "Приглашение не подошло"
OVER = "Эта кнопка уже не действует"


async def _listed(world: World, school: OrganisationId, rows: tuple[tuple[str, ...], ...]) -> str:
    brought = await StaffList(world.house).bring_in(Operator(), school, rows)
    code = brought.listed[0].invitation_code
    assert code is not None
    return code


def _later(world: World, days: int) -> None:
    world.clock.set(world.clock.now() + datetime.timedelta(days=days))


async def _agrees(person: Person) -> None:
    if "Да, есть" in person.labels:
        await person.presses("Да, есть")
    await person.presses("Согласиться")


async def _rows(world: World, sql: str) -> list[tuple[object, ...]]:
    found = await world.house.database.read(lambda tx: tx.rows(sql))
    return [tuple(cast("tuple[object, ...]", row)) for row in found]


async def _withdraws(world: World, person: Person, organisation: OrganisationId) -> None:
    held = await world.house.database.read(
        lambda tx: tx.value(
            "SELECT m.id FROM memberships m JOIN accounts a USING (person_id) "
            "WHERE a.external_id = $1 AND m.organisation_id = $2 AND m.ended_at IS NULL",
            person.id,
            organisation,
        )
    )
    await person.press_data(packed(my_data.Withdraw(MembershipId(held))))


# -- somebody else's place -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "member elsewhere"])
@pytest.mark.parametrize("withdrawn", [False, True], ids=["victim stays", "victim withdrew"])
async def test_an_old_personal_link_takes_nobodys_place(world: World, known: bool, withdrawn: bool) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    old = await _listed(world, school, TEACHER)
    mallory = world.person("Мэллори")
    if known:
        mallory = await world.member(await world.school("Другая", privacy=Privacy.MINIMAL), Role.CURATOR)
    _later(world, 29)
    await mallory.starts(old)
    if "Да, есть" in mallory.labels:
        await mallory.presses("Да, есть")
    assert "✅ Согласиться" in mallory.labels
    _later(world, 2)
    victim = world.person("Ростислав")
    await victim.starts(await _listed(world, school, TEACHER))
    await _agrees(victim)
    if withdrawn:
        await _withdraws(world, victim, school)
    whose = "SELECT m.person_id, m.state, a.external_id FROM memberships m JOIN accounts a USING (person_id) ORDER BY 1"
    before = await _rows(world, whose)

    await mallory.presses("Согласиться")
    assert UNKNOWN in mallory.screen
    assert await _rows(world, whose) == before
    await mallory.starts(old)
    assert "✅ Согласиться" not in mallory.labels


async def test_a_new_link_closes_the_older_ones(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    old = await _listed(world, school, TEACHER)
    _later(world, 31)
    new = await _listed(world, school, TEACHER)
    revoked = await _rows(world, "SELECT code FROM invitations WHERE revoked_at IS NOT NULL")
    assert revoked == [(old,)]
    victim = world.person("Ростислав")
    await victim.starts(new)
    await _agrees(victim)
    assert [row[0] for row in await _rows(world, "SELECT state FROM memberships")] == ["consented"]


async def test_an_invitation_that_ran_out_while_it_was_read_leads_nowhere(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts(await world.invitation(await world.school(), Role.MENTOR))
    await anna.presses("Да, есть")
    _later(world, 31)
    await anna.presses("Согласиться")
    assert UNKNOWN in anna.screen
    stored = await world.stored()
    assert stored["memberships"] == stored["consents"] == stored["people"] == []


# -- a pupil stays a pupil -----------------------------------------------------------------------------------------


async def _adults(world: World) -> list[object]:
    return [row[0] for row in await _rows(world, "SELECT adult FROM people ORDER BY id")]


@pytest.mark.parametrize("role", [Role.MENTEE, Role.CURATOR])
async def test_a_pupil_is_no_adult_anywhere_else(world: World, role: Role) -> None:
    college = await world.school("Колледж", minors=False)
    petya = world.person("Петя")
    await petya.starts(await world.invitation(await world.school(), Role.MENTEE))
    await petya.presses("Ещё нет")
    await petya.starts(await world.invitation(college, role))
    assert "Пока только для взрослых" in petya.screen
    assert "Мне есть 18 лет" not in petya.labels
    await petya.press_data(packed(TellAge(adult=True)))
    assert petya.toast == OVER
    assert await _adults(world) == [0]
    await petya.presses("Не сейчас")
    assert "Сначала согласие родителей" in petya.screen


@pytest.mark.parametrize("role", [Role.MENTEE, Role.MENTOR])
async def test_a_childs_link_makes_no_pupil_of_an_adult(world: World, role: Role) -> None:
    school = await world.school()
    link = await _listed(world, school, PUPIL)
    teacher = await world.member(school if role is Role.MENTOR else await world.school("Другая"), role)
    everybody = "SELECT adult, school_class, surname FROM people ORDER BY id"
    before = await _rows(world, everybody)
    await teacher.starts(link)
    assert "Это личная ссылка ученика" in teacher.screen
    assert await _rows(world, everybody) == before
    await teacher.presses("Продолжить")
    assert "Анкета" in teacher.screen or "Начать" in teacher.labels
    petya = world.person("Петя")
    await petya.starts(link)
    assert "Сначала согласие родителей" in petya.screen


async def test_a_listed_pupil_is_not_asked_where_pupils_take_no_part_any_more(world: World) -> None:
    school = await world.school()
    code = await _listed(world, school, PUPIL)
    await world.house.database.write(lambda tx: tx.run("UPDATE organisations SET minors = 0 WHERE id = $1", school))
    petya = world.person("Петя")
    await petya.starts(code)
    assert petya.labels == ["Не сейчас", "О программе"]


@pytest.mark.parametrize("way", ["told", "recorded"])
async def test_a_pupil_turned_away_is_a_pupil_once_pupils_take_part(world: World, way: str) -> None:
    school = await world.school(minors=False)
    petya = world.person("Петя")
    if way == "recorded":
        await petya.starts(await world.invitation(await world.school("Другая"), Role.MENTEE))
        await petya.presses("Ещё нет")
    await petya.starts(await world.invitation(school, Role.MENTEE))
    if way == "told":
        await petya.presses("Ещё нет")
    assert "Пока только для взрослых" in petya.screen
    await Organisations(world.house).change(Operator(), school, Field.MINORS, True)
    await petya.types("/start")
    assert "Сначала согласие родителей" in petya.screen
    assert "✅ Согласиться" not in petya.labels
    assert await _adults(world) == [0]
    here = f"SELECT state FROM memberships WHERE organisation_id = {int(school)}"
    assert await _rows(world, here) == [("consent_pending",)]


async def test_a_pupil_turned_away_is_not_admitted_by_an_invitation_that_ran_out(world: World) -> None:
    school = await world.school(minors=False)
    petya = world.person("Петя")
    await petya.starts(await world.invitation(school, Role.MENTEE))
    await petya.presses("Ещё нет")
    await Organisations(world.house).change(Operator(), school, Field.MINORS, True)
    _later(world, 31)
    await petya.types("/start")
    assert "✅ Согласиться" not in petya.labels
    stored = await world.stored()
    assert stored["people"] == stored["memberships"] == stored["joinings"] == []


async def test_a_pupils_link_is_not_for_staff(world: World) -> None:
    school = await world.school()
    code = await _listed(world, school, PUPIL)
    curator = await world.member(school, Role.CURATOR)
    await curator.starts(code)
    assert "Это личная ссылка ученика" in curator.screen
    petya = world.person("Петя")
    await petya.starts(code)
    assert "Сначала согласие родителей" in petya.screen


async def test_a_pupil_who_left_and_comes_back_is_a_pupil(world: World) -> None:
    school = await world.school()
    petya = world.person("Петя")
    await petya.starts(await world.invitation(school, Role.MENTEE))
    await petya.presses("Ещё нет")
    await _withdraws(world, petya, school)
    await petya.starts(await world.invitation(school, Role.MENTEE))
    assert "Сначала согласие родителей" in petya.screen
    await petya.press_data(packed(TellAge(adult=True)))
    assert petya.toast == OVER
    assert await _adults(world) == [0]


# -- only the text that was shown ----------------------------------------------------------------------------------


async def _two_outdated(world: World) -> Person:
    """A curator of two schools, both of whose consents are to be given again."""
    anna = await world.member(await world.school("Школа А"), Role.CURATOR)
    await anna.starts(await world.invitation(await world.school("Школа Б"), Role.CURATOR))
    await anna.presses("Согласиться")
    await world.house.database.write(lambda tx: tx.run("UPDATE consents SET version = 0"))
    await anna.types("/start")
    return anna


async def test_a_double_press_agrees_to_one_text(world: World) -> None:
    anna = await _two_outdated(world)
    await anna.presses_twice("Согласиться")
    assert len(await _rows(world, "SELECT id FROM consents WHERE version > 0")) == 1
    assert "Школа Б" in anna.screen


async def test_a_double_press_refuses_one_text(world: World) -> None:
    anna = await _two_outdated(world)
    await anna.presses_twice("Отказаться")
    states = [row[0] for row in await _rows(world, "SELECT state FROM memberships ORDER BY id")]
    assert states == ["left", "consented"]


async def test_an_old_button_agrees_to_no_other_school(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts(await world.invitation(await world.school("Школа А"), Role.CURATOR))
    asked = await Joining(world.house).look(anna.id)
    assert isinstance(asked, ConsentAsked)
    await anna.starts(await world.invitation(await world.school("Школа Б"), Role.CURATOR))
    await anna.press_data(packed(Agree(asked.kind, asked.text.version, asked.organisation.id, asked.seal)))
    assert anna.toast == OVER
    assert (await world.stored())["consents"] == []


@pytest.mark.parametrize("button", ["Согласиться", "Отказаться", "Прислать файлом"])
async def test_details_that_changed_meanwhile_are_shown_first(world: World, button: str) -> None:
    school = await world.school("Школа А")
    anna = world.person("Анна")
    await anna.starts(await world.invitation(school, Role.CURATOR))
    await Organisations(world.house).change(Operator(), school, Field.NAME, "Совсем другая школа")
    await anna.presses(button)
    assert anna.toast == OVER
    stored = await world.stored()
    assert stored["consents"] == stored["refusals"] == []
    assert anna.files == []
    await anna.types("/start")
    assert "Совсем другая школа" in anna.screen
    await anna.presses("Согласиться")
    assert len((await world.stored())["consents"]) == 1


# -- coming back ---------------------------------------------------------------------------------------------------


async def test_who_left_comes_back_by_the_list_under_the_old_code(world: World) -> None:
    school = await world.school()
    anna = await world.member(await world.school("Другая"), Role.MENTOR, "Анна")
    await anna.starts(await world.invitation(school, Role.MENTOR))
    await anna.presses("Согласиться")
    here = f"SELECT id, code, state FROM memberships WHERE organisation_id = {int(school)}"
    ((place, code, _),) = await _rows(world, here)
    await _withdraws(world, anna, school)
    link = await _listed(world, school, (("ФИО", "Роль"), ("Смирнова Анна Павловна", "наставник")))
    await anna.starts(link)
    assert str(code) in anna.screen
    await anna.presses("Согласиться")
    assert "сломалось" not in anna.screen
    assert await _rows(world, here) == [(place, code, "consented")]
    points = await _rows(world, f"SELECT membership_id FROM invitations WHERE code = '{link}'")
    assert points == [(place,)]
    assert len(await _rows(world, "SELECT id FROM people")) == 1


@pytest.mark.parametrize("way", ["refuses", "puts aside", "too late", "takes another's place"])
async def test_a_proof_of_consent_keeps_its_person(world: World, way: str) -> None:
    school = await world.school()
    anna = await world.member(school, Role.MENTOR, "Анна")
    await _withdraws(world, anna, school)
    proven = await _rows(world, "SELECT person_id FROM consents")
    if way == "takes another's place":
        await anna.starts(await _listed(world, school, TEACHER))
        await _agrees(anna)
    else:
        await anna.starts(await world.invitation(school, Role.MENTOR))
    if way == "puts aside":
        await anna.presses("Не сейчас")
    elif way == "refuses":
        await anna.presses("Да, есть")
        await anna.presses("Отказаться")
    elif way == "too late":
        await anna.presses("Да, есть")
        _later(world, 31)
        await anna.presses("Согласиться")
    account = f"SELECT person_id FROM accounts WHERE external_id = {anna.id}"
    assert await _rows(world, account) == proven[:1]
    assert await _rows(world, f"SELECT id FROM people WHERE id = {proven[0][0]}") == proven[:1]


# -- not now -------------------------------------------------------------------------------------------------------


async def test_an_invitation_that_cannot_be_followed_bars_nothing(world: World) -> None:
    anna = await world.member(await world.school("А"), Role.MENTOR)
    await anna.presses("Начать")
    question, other = anna.screen, await world.school("Б")
    await world.house.database.write(lambda tx: tx.run("UPDATE organisations SET inn = NULL WHERE id = $1", other))
    code = await world.invitation(other, Role.MENTOR)
    await anna.starts(code)
    assert "Чуть позже" in anna.screen
    await anna.presses("Не сейчас")
    assert question in anna.screen
    assert (await world.stored())["joinings"] == []
    await anna.starts(code)
    assert "Чуть позже" in anna.screen


async def test_not_now_keeps_nothing_of_a_newcomer(world: World) -> None:
    code = await world.invitation(await world.school(), Role.MENTEE)
    boris = world.person("Борис")
    await boris.starts(code)
    await boris.presses("Не сейчас")
    assert "Приглашение остаётся в силе" in boris.screen
    stored = await world.stored()
    assert stored["people"] == stored["accounts"] == stored["joinings"] == []
    await boris.press_data(packed(NotNow()))
    await boris.starts(code)
    assert "Вам есть 18 лет?" in boris.screen


# -- codes ---------------------------------------------------------------------------------------------------------


async def test_a_code_with_a_capital_letter_fits(world: World) -> None:
    school = await world.school()
    anna = await world.member(school, Role.MENTOR)
    code = await world.invitation(school, Role.CURATOR)
    await anna.press_data(packed(about.EnterCode()))
    await anna.types(code.upper())
    assert "✅ Согласиться" in anna.labels


async def test_whose_wrong_code_it_was_is_not_kept_for_long(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts("aaaabbbbcccc")
    await world.house.database.flush()
    assert "wrong_code" in str((await world.stored())["audit"])
    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    await world.app.daily()
    assert str(anna.id) not in str({name: rows for name, rows in (await world.stored()).items() if name != "inbox"})


async def test_words_that_cannot_be_a_code_are_no_guesses(world: World) -> None:
    anna = world.person("Анна")
    await anna.starts()
    for words in ("привет", "как дела", "1", "2", "3", "4"):
        await anna.types(f"/start {words}")
    assert (await world.stored())["wrong_codes"] == []
    await anna.starts(await world.invitation(await world.school(), Role.CURATOR))
    assert "✅ Согласиться" in anna.labels
