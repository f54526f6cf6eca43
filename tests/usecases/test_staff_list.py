"""A school's list is brought in, again and by two at once."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentoring.access import Forbidden
from mentoring.organisation_details import Field
from mentoring.roles import Role
from mentoring.staff_list import BroughtIn, HeadingsMissing, ProblemKind
from tests.installation import Installation, opened_installation
from usecases.exporting import Exporting, Subject
from usecases.inviting import Inviting
from usecases.organisations import Organisations
from usecases.staff_list import StaffList
from usecases.unit import Operator

ROWS = [
    ["ФИО", "Роль"],
    ["Иванова Анна Олеговна", "наставник"],
    ["Сидоров Пётр Ильич", "наставляемый"],
]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Installation]:
    async with opened_installation(tmp_path) as installation:
        yield installation


def kinds(found: BroughtIn) -> list[ProblemKind]:
    return [problem.kind for problem in found.problems]


async def test_two_imports_at_once_enter_everybody_once(here: Installation) -> None:
    use, school = StaffList(here.house), await here.founded()

    both = await asyncio.gather(use.bring_in(Operator(), school, ROWS), use.bring_in(Operator(), school, ROWS))

    assert sorted(len(found.listed) for found in both) == [0, 2]
    assert len((await Exporting(here.house).table(Operator(), school, Subject.PEOPLE)).rows) == 2


async def test_who_has_not_come_in_time_gets_a_new_invitation_and_keeps_the_code(here: Installation) -> None:
    use, school = StaffList(here.house), await here.founded()
    first = (await use.bring_in(Operator(), school, ROWS)).listed
    assert kinds(await use.bring_in(Operator(), school, ROWS)) == [ProblemKind.ALREADY_LISTED] * 2

    revoked = first[0].invitation
    assert revoked is not None
    await Inviting(here.house).revoke(Operator(), revoked)
    renewed = await use.bring_in(Operator(), school, ROWS)
    here.clock.set(here.clock.now() + datetime.timedelta(days=29, hours=23))
    waiting = await use.bring_in(Operator(), school, ROWS)
    here.clock.set(here.clock.now() + datetime.timedelta(hours=1))
    late = await use.bring_in(Operator(), school, ROWS)

    assert [(one.row, one.code) for one in renewed.listed] == [(2, first[0].code)]
    assert renewed.listed[0].invitation_code != first[0].invitation_code
    assert waiting.listed == ()
    assert [one.code for one in late.listed] == [one.code for one in first]
    assert len((await Exporting(here.house).table(Operator(), school, Subject.PEOPLE)).rows) == 2


async def test_who_brings_the_list_may_invite_to_its_roles(here: Installation) -> None:
    use, school = StaffList(here.house), await here.founded()
    curator = await here.member(school, Role.CURATOR, 11)

    assert len((await use.bring_in(curator, school, ROWS)).listed) == 2
    with pytest.raises(Forbidden):
        await use.bring_in(curator, school, [["ФИО", "Роль"], ["Ким Ольга", "заместитель директора"]])


async def test_a_table_that_cannot_be_read_writes_nothing(here: Installation) -> None:
    use, school = StaffList(here.house), await here.founded()

    with pytest.raises(HeadingsMissing):
        await use.bring_in(Operator(), school, [["Имя", "Телефон"], ["Анна", "1"]])

    assert await here.audited() == ["cli created_organisation organisation"]


async def test_namesakes_of_two_classes_are_two_people(here: Installation) -> None:
    use, school = StaffList(here.house), await here.founded()
    await Organisations(here.house).change(Operator(), school, Field.MINORS, True)
    heading, first = ["ФИО", "Роль", "Класс"], ["Иванова Анна Олеговна", "наставляемый", "9Б"]
    second, teacher = [*first[:2], "7А"], [*first[:2], ""]
    assert len((await use.bring_in(Operator(), school, [heading, first])).listed) == 1

    found = await use.bring_in(Operator(), school, [heading, first, second, teacher, [*first[:2], "7 а"]])
    assert [one.row for one in found.listed] == [3, 4]
    assert kinds(found) == [ProblemKind.ALREADY_LISTED, ProblemKind.TWICE_IN_FILE]


async def test_a_pupil_of_the_next_class_is_nobody_new(here: Installation) -> None:
    use, school = StaffList(here.house), await here.founded()
    await Organisations(here.house).change(Operator(), school, Field.MINORS, True)
    heading, row = ["ФИО", "Роль", "Класс"], ["Иванова Анна Олеговна", "наставляемый"]
    await use.bring_in(Operator(), school, [heading, [*row, "9Б"]])
    assert kinds(await use.bring_in(Operator(), school, [heading, [*row, "10Б"]])) == [ProblemKind.ALREADY_LISTED]
