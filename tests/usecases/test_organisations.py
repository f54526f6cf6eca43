"""Organisations are created, completed and protected from themselves."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentoring.access import Forbidden
from mentoring.ids import OrganisationId
from mentoring.organisation_details import DetailRefused, Fault, Field, FieldValue, ParentRefused, open_steps
from mentoring.organisations import Detail, Organisation, Privacy
from mentoring.people import Awaited, AwaitedKind
from mentoring.roles import Level, Role
from storage import organisations, people
from storage.database import Transaction
from tests.installation import VALID_INN, Installation, opened_installation
from usecases.organisations import Organisations
from usecases.unit import NotKnown, Operator, StaleButton

CURATOR, COORDINATOR, MENTOR, STRANGER = 11, 12, 13, 14


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Installation]:
    async with opened_installation(tmp_path) as installation:
        yield installation


async def test_an_administrator_builds_a_tree_and_sees_it_from_the_top(here: Installation) -> None:
    admin, use = await here.administrator(), Organisations(here.house)
    region = await use.create(admin, Level.REGION, "Примерская область")
    town = await use.create(admin, Level.MUNICIPALITY, "Город Примерск", region.id, {Field.TZ: "Asia/Irkutsk"})
    school = await use.create(admin, Level.ORGANISATION, "Школа № 20", town.id)
    alone = await use.create(admin, Level.ORGANISATION, "Центр «Высота»")

    top = await use.shelf(admin)
    inside = await use.shelf(admin, town.id)

    assert [(one.name, number) for one, number in top.entries] == [("Примерская область", 2), ("Центр «Высота»", 0)]
    assert [one.name for one, _ in inside.entries] == ["Школа № 20"]
    assert school.path == (region.id, town.id, school.id)
    assert school.tz == "Asia/Irkutsk"
    assert alone.tz == "Europe/Moscow"
    assert school.privacy is Privacy.MINIMAL


async def test_levels_stand_only_where_they_belong(here: Installation) -> None:
    use = Organisations(here.house)
    school = await here.founded()
    town = await here.founded("Город", Level.MUNICIPALITY)

    with pytest.raises(ParentRefused):
        await use.create(Operator(), Level.ORGANISATION, "Филиал", school)
    with pytest.raises(ParentRefused):
        await use.create(Operator(), Level.REGION, "Область", town)
    with pytest.raises(Forbidden):
        await use.create(Operator(), Level.ORGANISATION, "Школа", OrganisationId(99))


async def test_each_role_sees_only_its_own_part_of_the_tree(here: Installation) -> None:
    use = Organisations(here.house)
    town = await here.founded("Город", Level.MUNICIPALITY)
    first, second = await here.founded("Школа № 1", parent=town), await here.founded("Школа № 2", parent=town)
    await here.member(first, Role.CURATOR, CURATOR)
    await here.member(town, Role.MUNICIPAL_COORDINATOR, COORDINATOR)
    await here.member(first, Role.MENTOR, MENTOR)

    assert [one.id for one in await use.visible(CURATOR)] == [first]
    assert [one.id for one in await use.visible(COORDINATOR)] == [town, first, second]
    assert (await use.card(CURATOR, first)).may_edit
    assert not (await use.card(COORDINATOR, first)).may_edit
    with pytest.raises(Forbidden):
        await use.visible(MENTOR)
    with pytest.raises(Forbidden):
        await use.card(CURATOR, second)
    with pytest.raises(NotKnown):
        await use.shelf(STRANGER)


@pytest.mark.parametrize("caller", [CURATOR, COORDINATOR, MENTOR])
async def test_nobody_but_an_administrator_creates(here: Installation, caller: int) -> None:
    use = Organisations(here.house)
    town = await here.founded("Город", Level.MUNICIPALITY)
    school = await here.founded("Школа № 1", parent=town)
    await here.member(school, Role.CURATOR, CURATOR)
    await here.member(town, Role.MUNICIPAL_COORDINATOR, COORDINATOR)
    await here.member(school, Role.MENTOR, MENTOR)

    for act in (
        use.create(caller, Level.ORGANISATION, "Своя школа"),
        use.create(caller, Level.ORGANISATION, "Своя школа", town),
        use.ask_name(caller, Level.ORGANISATION, town),
        use.place_for_new(caller, town),
        use.parents(caller, Level.ORGANISATION),
    ):
        with pytest.raises(Forbidden):
            await act


async def test_a_curator_changes_the_own_school_and_no_other(here: Installation) -> None:
    use = Organisations(here.house)
    own, other = await here.founded("Школа № 1"), await here.founded("Школа № 2")
    await here.member(own, Role.CURATOR, CURATOR)

    card = await use.change(CURATOR, own, Field.INN, " ИНН 1234 567 894 ")

    assert card.organisation.inn == VALID_INN
    for act in (
        use.change(CURATOR, other, Field.INN, VALID_INN),
        use.ask_detail(CURATOR, other, Field.INN),
        use.acknowledge_warning(CURATOR, other),
        use.editable(CURATOR, other),
    ):
        with pytest.raises(Forbidden):
            await act


@pytest.mark.parametrize(
    ("field", "given", "fault"),
    [
        (Field.INN, "770708389", Fault.INN_LENGTH),
        (Field.INN, "7707083894", Fault.INN_CONTROL),
        (Field.INN, "семь семь", Fault.INN_NOT_DIGITS),
        (Field.NAME, "№", Fault.EMPTY),
        (Field.NAME, "Ш" * 161, Fault.TOO_LONG),
        (Field.ADDRESS, "12345", Fault.EMPTY),
        (Field.CONTACT, "в учительской", Fault.CONTACT_UNREACHABLE),
        (Field.TZ, "Europe/Saransk", Fault.ZONE_UNKNOWN),
        (Field.TZ, "../../etc/passwd", Fault.ZONE_UNKNOWN),
        (Field.WEEK, 7, Fault.WEEK_UNKNOWN),
    ],
)
async def test_a_wrong_detail_is_refused_with_its_reason(
    here: Installation, field: Field, given: FieldValue, fault: Fault
) -> None:
    school = await here.founded()

    with pytest.raises(DetailRefused) as refused:
        await Organisations(here.house).change(Operator(), school, field, given)

    assert (refused.value.field, refused.value.fault) == (field, fault)


async def test_the_card_names_what_is_missing_until_nothing_is(here: Installation) -> None:
    use, school = Organisations(here.house), await here.founded()
    steps = []
    answers: dict[object, tuple[Field, FieldValue]] = {
        Detail.INN: (Field.INN, VALID_INN),
        Detail.ADDRESS: (Field.ADDRESS, "г. Примерск, ул. Школьная, д. 1"),
        Detail.CONTACT: (Field.CONTACT, "8 (495) 000-00-00"),
        Detail.STATE_OWNED: (Field.STATE_OWNED, True),
        Field.MINORS: (Field.MINORS, False),
    }

    while left := open_steps((await use.card(Operator(), school)).organisation):
        steps.append(left[0])
        if left[0] is Detail.WARNING:
            await use.acknowledge_warning(Operator(), school)
        else:
            await use.change(Operator(), school, *answers[left[0]])

    assert steps == [
        Detail.INN,
        Detail.ADDRESS,
        Detail.CONTACT,
        Detail.STATE_OWNED,
        Detail.WARNING,
        Field.MINORS,
    ]


async def test_names_wait_for_the_warning_in_a_state_school(here: Installation) -> None:
    use, school = Organisations(here.house), await here.founded()

    with pytest.raises(DetailRefused) as before_state:
        await use.change(Operator(), school, Field.PRIVACY, Privacy.NAMES)
    await use.change(Operator(), school, Field.STATE_OWNED, True)
    with pytest.raises(DetailRefused) as before_warning:
        await use.change(Operator(), school, Field.PRIVACY, Privacy.NAMES)
    await use.acknowledge_warning(Operator(), school)
    card = await use.change(Operator(), school, Field.PRIVACY, Privacy.NAMES)

    assert before_state.value.fault is Fault.NAMES_BEFORE_STATE
    assert before_warning.value.fault is Fault.NAMES_BEFORE_WARNING
    assert card.organisation.says_names


async def test_a_school_that_turns_out_to_be_a_state_one_falls_back_to_codes(here: Installation) -> None:
    use, school = Organisations(here.house), await here.founded()
    await use.change(Operator(), school, Field.STATE_OWNED, False)
    await use.change(Operator(), school, Field.PRIVACY, Privacy.NAMES)

    card = await use.change(Operator(), school, Field.STATE_OWNED, True)

    assert card.organisation.privacy is Privacy.MINIMAL
    assert "cli changed_organisation privacy=minimal" in await here.audited()


async def test_a_new_state_school_with_names_is_made_whole_or_not_at_all(here: Installation) -> None:
    use = Organisations(here.house)
    details: dict[Field, FieldValue] = {Field.STATE_OWNED: True, Field.PRIVACY: Privacy.NAMES}

    with pytest.raises(DetailRefused):
        await use.create(Operator(), Level.ORGANISATION, "Школа № 20", details=details)
    assert await use.visible(Operator()) == ()

    made = await use.create(Operator(), Level.ORGANISATION, "Школа № 20", details=details, acknowledged=True)
    assert (made.warned, made.says_names) == (True, True)


async def test_the_first_acknowledgement_is_the_one_that_stays(here: Installation) -> None:
    use, school = Organisations(here.house), await here.founded()
    first, second = await here.administrator(1), await here.administrator(2)
    await asyncio.gather(use.acknowledge_warning(first, school), use.acknowledge_warning(second, school))

    assert [line for line in await here.audited() if "acknowledged" in line] == ["person:1 acknowledged_warning"]
    assert (await use.card(Operator(), school)).organisation.state_owned


async def test_two_administrators_at_once_leave_one_true_state(here: Installation) -> None:
    use, school = Organisations(here.house), await here.founded()
    first, second = await here.administrator(1), await here.administrator(2)
    await use.change(first, school, Field.STATE_OWNED, False)

    await asyncio.gather(
        use.change(first, school, Field.PRIVACY, Privacy.NAMES),
        use.change(second, school, Field.STATE_OWNED, True),
        return_exceptions=True,
    )

    card = await use.card(Operator(), school)
    assert (card.organisation.state_owned, card.organisation.privacy) == (True, Privacy.MINIMAL)


async def test_the_same_value_again_is_no_change(here: Installation) -> None:
    use, school = Organisations(here.house), await here.founded()

    for _ in range(2):
        await use.change(Operator(), school, Field.WEEK, 6)

    assert await here.audited() == ["cli created_organisation organisation", "cli changed_organisation week=6"]


async def test_what_is_typed_next_is_remembered_and_given_up(here: Installation) -> None:
    admin, use, school = await here.administrator(), Organisations(here.house), await here.founded()

    async def awaited() -> Awaited | None:
        caller = await here.house.database.read(lambda tx: people.caller(tx, admin))
        assert caller is not None
        return caller.awaited

    await use.ask_detail(admin, school, Field.INN)
    assert await awaited() == Awaited(AwaitedKind.ORGANISATION_DETAIL, (str(school), "inn"))
    await use.change(admin, school, Field.INN, VALID_INN)
    assert await awaited() is None

    await use.ask_name(admin, Level.ORGANISATION, None)
    assert await awaited() == Awaited(AwaitedKind.ORGANISATION_NAME, ("organisation", ""))
    await use.stop_asking(admin)
    assert await awaited() is None

    with pytest.raises(StaleButton):
        await use.ask_detail(admin, school, Field.WEEK)


async def test_one_is_found_with_its_whole_path_and_all_it_has_told(here: Installation) -> None:
    use = Organisations(here.house)
    region = await use.create(Operator(), Level.REGION, "Примерская область")
    town = await use.create(Operator(), Level.MUNICIPALITY, "Город Примерск", region.id)
    await use.create(Operator(), Level.ORGANISATION, "Школа № 21", town.id)
    school = await use.create(Operator(), Level.ORGANISATION, "Школа № 20", town.id)
    await use.change(Operator(), school.id, Field.STATE_OWNED, value=True)
    await use.acknowledge_warning(Operator(), school.id)

    async def each(transaction: Transaction) -> tuple[list[Organisation], list[Organisation | None]]:
        every = await organisations.every(transaction)
        return every, [await organisations.one(transaction, organisation.id) for organisation in every]

    every, alone = await here.house.database.read(each)

    assert alone == every
    assert {one.path for one in every} >= {(region.id,), (region.id, town.id), (region.id, town.id, school.id)}
    assert await here.house.database.read(lambda tx: organisations.one(tx, OrganisationId(999))) is None


async def test_pasted_control_characters_are_left_out(here: Installation) -> None:
    use = Organisations(here.house)
    school = await use.create(Operator(), Level.ORGANISATION, "Шко\x01ла \x00 №\x0b20")
    card = await use.change(Operator(), school.id, Field.ADDRESS, "г. При\x07мерск,\x1fул. Школьная")

    assert school.name == "Школа № 20"
    assert card.organisation.address == "г. Примерск, ул. Школьная"
