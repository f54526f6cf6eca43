"""The funnel: numbers of a school for the school, sums for the levels above, never a person."""

import dataclasses
import datetime

import pytest

from mentoring.access import Forbidden
from mentoring.organisations import Privacy
from mentoring.papers import Representative
from mentoring.roles import Level, Role
from mentoring.standing import ConsentAsked
from mentoring.statistics import Funnel, Period
from storage import invitations
from tests.usecases.school import CURATOR, MENTOR, OTHER_CURATOR, STRANGER, School
from tests.usecases.test_charts import answers
from usecases.unit import NotKnown, Operator


async def mentees(school: School) -> Funnel:
    return (await school.statistics.joined(CURATOR, school.id)).funnels.get(Role.MENTEE, Funnel())


async def test_each_step_of_a_teacher_moves_one_number(school: School) -> None:
    code = await school.invited(Role.MENTEE)
    assert await mentees(school) == Funnel(invited=1)

    at = await school.joining.open_invitation(11, code)
    assert await mentees(school) == Funnel(invited=1, opened=1, deciding=1)

    at = await school.joining.tell_age(11, adult=True)
    assert isinstance(at, ConsentAsked)
    await school.joining.agree(11, at.shown, 1)
    assert await mentees(school) == Funnel(invited=1, opened=1, agreed=1)

    await school.questionnaires.begin(11, await school.place(11))
    assert await mentees(school) == Funnel(invited=1, opened=1, agreed=1, began=1)


async def test_a_finished_questionnaire_is_counted_until_its_author_leaves(school: School) -> None:
    place = await school.joins(11, Role.MENTEE)
    await school.fills(11)
    assert await mentees(school) == Funnel(invited=1, opened=1, agreed=1, began=1, finished=1)
    await school.joining.withdraw(11, place)
    assert await mentees(school) == Funnel(invited=1, opened=1, left=1)


async def test_a_refusal_is_a_number_and_nobody(school: School) -> None:
    await school.opens(11, Role.MENTEE)
    at = await school.joining.tell_age(11, adult=True)
    assert isinstance(at, ConsentAsked)
    await school.joining.refuse(11, at.shown)
    assert await mentees(school) == Funnel(invited=1, opened=1, refused=1)


async def test_whoever_refused_a_personal_link_and_came_back_is_counted_once(school: School) -> None:
    code = await school.invited(Role.MENTEE)
    for again in (Funnel(invited=1, opened=1, refused=1), Funnel(invited=1, opened=1, agreed=1)):
        await school.joining.open_invitation(11, code)
        at = await school.joining.tell_age(11, adult=True)
        assert isinstance(at, ConsentAsked)
        assert await mentees(school) == Funnel(invited=1, opened=1, deciding=1)
        await (school.joining.refuse(11, at.shown) if again.refused else school.joining.agree(11, at.shown, 1))
        assert await mentees(school) == again


async def test_a_personal_link_in_two_accounts_is_one_invitation(school: School) -> None:
    code = await school.invited(Role.MENTEE)
    for who in (11, 12):
        await school.joining.open_invitation(who, code)
    assert await mentees(school) == Funnel(invited=1, opened=1, deciding=1)


async def test_a_pupil_waits_for_the_paper_and_a_pupil_s_no_is_a_refusal(school: School) -> None:
    membership = await school.enters_as_pupil(13)
    assert await mentees(school) == Funnel(invited=1, opened=1, waiting_for_paper=1)

    await school.papers.note(CURATOR, membership, Representative.MOTHER, "12 от 05.09.2026")
    assert await mentees(school) == Funnel(invited=1, opened=1, deciding=1)

    at = await school.joining.stand(13)
    assert isinstance(at, ConsentAsked)
    await school.joining.refuse(13, at.shown)
    assert await mentees(school) == Funnel(invited=1, opened=1, refused=1)


async def test_an_open_invitation_invites_whoever_comes_by_it(school: School) -> None:
    code = await school.invited(Role.MENTEE, uses=50)
    assert await mentees(school) == Funnel()
    for who in (11, 12):
        await school.joining.open_invitation(who, code)
    assert await mentees(school) == Funnel(invited=2, opened=2, deciding=2)


async def test_a_revoked_invitation_that_nobody_followed_invited_nobody(school: School) -> None:
    code = await school.invited(Role.MENTEE)
    found = await school.house.database.read(lambda tx: invitations.by_code(tx, code))
    assert found is not None
    await school.house.database.write(lambda tx: invitations.revoke(tx, found.id, school.house.now))
    assert await mentees(school) == Funnel()


async def test_opened_is_always_the_sum_of_what_came_of_it(school: School) -> None:
    await school.joins(11, Role.MENTEE)
    await school.opens(12, Role.MENTEE)
    await school.enters_as_pupil(13)
    await school.joining.withdraw(11, await school.place(11))
    found = await mentees(school)
    parts = (found.deciding, found.waiting_for_paper, found.agreed, found.refused, found.left)
    assert found.opened == sum(parts) == 3


async def test_the_levels_above_see_sums_and_the_school_sees_itself(school: School) -> None:
    region = await school.founded("Край", Level.REGION)
    city = await school.founded("Город", Level.MUNICIPALITY, region)
    schools = [await school.founded(f"Школа № {n}", parent=city, privacy=Privacy.NAMES) for n in (1, 2)]
    await school.joins(501, Role.REGIONAL_COORDINATOR, region)
    await school.joins(502, Role.MUNICIPAL_COORDINATOR, city)
    for who, where in ((11, schools[0]), (12, schools[1])):
        await school.joins(who, Role.MENTEE, where)
    await school.fills(11)

    for who, where in ((501, region), (501, city), (502, city)):
        numbers = await school.statistics.joined(who, where)
        assert numbers.funnels[Role.MENTEE] == Funnel(invited=2, opened=2, agreed=2, began=1, finished=1)
    below = await school.statistics.look(502, city)
    assert [one.organisation.name for one in below.report.below] == ["Школа № 1", "Школа № 2"]
    assert (await school.statistics.joined(502, schools[1])).funnels[Role.MENTEE].finished == 0
    assert below.above is None
    assert (await school.statistics.look(501, city)).above == region
    with pytest.raises(Forbidden):
        await school.statistics.look(502, region)
    with pytest.raises(Forbidden):
        await school.statistics.look(502, school.id)


async def test_no_name_and_no_code_is_in_the_numbers(school: School) -> None:
    await school.joins(11, Role.MENTEE)
    numbers = await school.statistics.joined(CURATOR, school.id)
    told = dataclasses.asdict(numbers)
    assert f"{school.id}-2" not in repr(told)
    assert all(isinstance(value, int) for funnel in told["funnels"].values() for value in funnel.values())


async def test_strangers_mentors_and_other_schools_see_no_numbers(school: School) -> None:
    other = await school.founded("Школа № 2")
    await school.joins(OTHER_CURATOR, Role.CURATOR, other)
    await school.joins(MENTOR, Role.MENTOR)
    for who in (OTHER_CURATOR, MENTOR):
        with pytest.raises(Forbidden):
            await school.statistics.look(who, school.id)
    with pytest.raises(Forbidden):
        await school.statistics.places(MENTOR)
    with pytest.raises(NotKnown):
        await school.statistics.look(STRANGER, school.id)


async def test_the_administrator_begins_at_the_roots_and_the_operator_sees_all(school: School) -> None:
    code = await school.joining.first_code()
    assert code is not None
    await school.joining.open_invitation(STRANGER, code)
    region = await school.founded("Край", Level.REGION)
    await school.founded("Школа № 3", parent=region)
    assert [place.id for place in await school.statistics.places(STRANGER)] == [region, school.id]
    assert (await school.statistics.joined(Operator(), school.id)).total.agreed == 1


async def test_whoever_sees_the_sum_is_not_told_what_would_give_a_neighbour_away(school: School) -> None:
    city = await school.founded("Город", Level.MUNICIPALITY)
    many, few = [await school.founded(f"Школа № {n}", parent=city, privacy=Privacy.NAMES) for n in (1, 2)]
    await school.joins(502, Role.MUNICIPAL_COORDINATOR, city)
    await school.joins(503, Role.CURATOR, many)
    await answers(school, many, 1, [8] * 5)
    await answers(school, few, 11, [3] * 2)

    seen = await school.statistics.look(502, many)
    assert seen.report.satisfaction[Role.MENTEE].answered == 5
    assert seen.covered == {Role.MENTEE}
    assert (await school.statistics.look(503, many)).covered == frozenset(), "the school itself sees no sum"
    assert (await school.statistics.look(502, city)).covered == frozenset()


async def test_two_kinds_of_year_do_not_tell_apart_who_answered_in_one_of_them(school: School) -> None:
    await answers(school, school.id, 1, [3])
    school.later(days=150)
    await answers(school, school.id, 11, [9] * 6)
    running = (Period.TODAY, Period.SCHOOL_YEAR, Period.CALENDAR_YEAR)
    numbers = [await school.statistics.look(CURATOR, school.id, period) for period in running]
    assert {one.since for one in numbers} == {None, datetime.date(2026, 9, 1), datetime.date(2027, 1, 1)}
    assert [one.report.satisfaction[Role.MENTEE].answered for one in numbers] == [7, 7, 7]
