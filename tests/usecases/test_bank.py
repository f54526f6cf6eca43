"""The curator looks into the banks; everybody else sees what the table of rights leaves them."""

import pytest

from mentoring.access import Forbidden
from mentoring.bank import SearchRefused, Side, View
from mentoring.ids import MembershipId, SearchId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from storage import organisations
from tests.usecases.school import (
    CURATOR,
    DEPUTY,
    MENTOR,
    OTHER_CURATOR,
    PSYCHOLOGIST,
    STRANGER,
    School,
)
from usecases.unit import NotKnown, StaleButton

ANNA, BORIS, PUPIL = 11, 12, 13
MENTEES, MENTORS = View(Side.MENTEES), View(Side.MENTORS)


async def with_names(school: School) -> None:
    await school.house.database.write(lambda tx: organisations.change(tx, school.id, "privacy", Privacy.NAMES.value))


async def test_a_finished_questionnaire_stands_in_the_bank_with_its_requests(school: School) -> None:
    await school.joins(ANNA, Role.MENTEE)
    assert (await school.bank.page(CURATOR, school.id, MENTEES)).total == 0
    await school.fills(ANNA, {"mt05": ("manage", "parents")})
    school.later(days=5)

    shown = await school.bank.page(CURATOR, school.id, MENTEES)

    (anna,) = shown.entries
    assert anna.topics == ("Дисциплина и мотивация класса", "Общение с родителями")
    assert anna.days == 5
    assert anna.post.position == "Учитель"
    assert anna.places is None
    assert (await school.bank.overview(CURATOR, school.id)).counts == {Side.MENTEES: 1, Side.MENTORS: 0}


async def test_who_waits_longest_stands_first(school: School) -> None:
    for who in (ANNA, BORIS):
        await school.joins(who, Role.MENTEE)
    await school.fills(BORIS)
    school.later(days=1)
    await school.fills(ANNA)

    shown = await school.bank.page(CURATOR, school.id, MENTEES)

    assert [entry.days for entry in shown.entries] == [1, 0]
    assert shown.entries[0].membership == await school.place(BORIS)


async def test_minimal_shows_codes_and_names_mode_shows_names(school: School) -> None:
    await with_names(school)
    await school.joins(ANNA, Role.MENTEE, name="Иванова Анна Олеговна")
    await school.fills(ANNA)
    (named,) = (await school.bank.page(CURATOR, school.id, MENTEES)).entries
    assert str(named.name) == "Иванова Анна Олеговна"

    await school.house.database.write(lambda tx: organisations.change(tx, school.id, "privacy", "minimal"))
    (coded,) = (await school.bank.page(CURATOR, school.id, MENTEES)).entries
    assert coded.name is None
    assert coded.code == named.code


async def test_search_finds_by_two_letters_whatever_the_case_and_the_yo(school: School) -> None:
    await with_names(school)
    await school.joins(ANNA, Role.MENTEE, name="Воробьёва Анна Олеговна")
    await school.joins(BORIS, Role.MENTEE, name="Ким Борис Ильич")
    await school.fills(ANNA, {"mt02": "Физика, 7–9 классы"})
    await school.fills(BORIS, {"mt01": "primary", "mt02": "Математика"})
    code = (await school.bank.page(CURATOR, school.id, MENTEES)).entries[1].code

    async def found(typed: str) -> list[str]:
        shown = await school.bank.search(CURATOR, school.id, Side.MENTEES, typed)
        return [entry.name.surname for entry in shown.entries if entry.name]

    assert await found("ВОРОБЬЕВ") == ["Воробьёва"]
    assert await found("ки") == ["Ким"]
    assert await found("физ") == ["Воробьёва"]
    assert await found("начальных") == ["Ким"]
    assert await found(code) == ["Ким"]
    assert await found("анна физика") == ["Воробьёва"]
    assert await found("анна математика") == []


async def test_in_minimal_a_surname_is_found_but_answered_with_a_code(school: School) -> None:
    code = await school.listed("Щукина Вера Павловна", Role.MENTEE)
    await school.joining.open_invitation(ANNA, code)
    await school.joining.tell_age(ANNA, adult=True)
    at = await school.joining.stand(ANNA)
    await school.joining.agree(ANNA, at.shown, 1)  # type: ignore[union-attr]
    await school.fills(ANNA)

    shown = await school.bank.search(CURATOR, school.id, Side.MENTEES, "щук")

    assert [(entry.name, entry.code) for entry in shown.entries] == [(None, f"{school.id}-2")]
    assert shown.words is None


async def test_one_letter_tells_nothing(school: School) -> None:
    await school.bank.ask_search(CURATOR, school.id, Side.MENTEES)
    with pytest.raises(SearchRefused):
        await school.bank.search(CURATOR, school.id, Side.MENTEES, " ы ")
    assert await school.awaited(CURATOR) == f"search:{school.id}:e"


async def test_looking_on_ends_the_typing(school: School) -> None:
    await school.bank.ask_search(CURATOR, school.id, Side.MENTEES)
    await school.bank.overview(CURATOR, school.id)
    assert await school.awaited(CURATOR) is None


async def test_a_kept_search_serves_its_owner_only(school: School) -> None:
    await school.joins(DEPUTY, Role.DEPUTY_HEAD)
    shown = await school.bank.search(CURATOR, school.id, Side.MENTEES, "иван")
    again = View(Side.MENTEES, search=shown.view.search)
    assert (await school.bank.page(CURATOR, school.id, again)).view == again
    for who, view in ((DEPUTY, again), (CURATOR, View(Side.MENTEES, search=SearchId(999)))):
        with pytest.raises(StaleButton):
            await school.bank.page(who, school.id, view)


async def test_a_search_is_forgotten_after_a_month(school: School) -> None:
    old = await school.bank.search(CURATOR, school.id, Side.MENTEES, "иван")
    school.later(days=31)
    await school.bank.search(CURATOR, school.id, Side.MENTEES, "петр")
    with pytest.raises(StaleButton):
        await school.bank.page(CURATOR, school.id, old.view)


async def test_filters_by_request_and_by_free_places(school: School) -> None:
    for who, places in ((ANNA, 0), (BORIS, 2)):
        await school.joins(who, Role.MENTOR)
        await school.fills(who, {"mr05": ("lesson",) if places else ("manage",), "mr11": str(max(places, 1))})

    choice = await school.bank.topics(CURATOR, school.id, MENTORS)
    assert {topic.key for topic, _ in choice.topics} == {"mr05_lesson", "mr05_manage"}

    lesson = await school.bank.page(CURATOR, school.id, View(Side.MENTORS, topic="mr05_lesson"))
    assert [entry.places for entry in lesson.entries] == [2]
    assert lesson.topic == "Подготовка и ведение урока"
    assert len((await school.bank.page(CURATOR, school.id, View(Side.MENTORS, places=True))).entries) == 2
    assert not (await school.bank.page(CURATOR, school.id, View(Side.MENTORS, topic="zz99_forged"))).entries


async def test_a_private_answer_is_read_by_the_curator_alone(school: School) -> None:
    await with_names(school)
    await school.joins(DEPUTY, Role.DEPUTY_HEAD)
    await school.joins(PSYCHOLOGIST, Role.COORDINATOR)
    await school.joins(ANNA, Role.MENTEE)
    await school.fills(ANNA, {"mt12": "не хочу с завучем"})
    place = await school.place(ANNA)

    async def questions(who: int) -> set[str]:
        return {told.question.id for told in (await school.bank.card(who, school.id, MENTEES, place)).answers}

    assert await questions(CURATOR) - await questions(DEPUTY) == {"mt12"}
    assert await questions(PSYCHOLOGIST) == await questions(DEPUTY)


async def test_a_pupil_s_words_are_read_and_searched_by_the_psychologist_alone(school: School) -> None:
    await with_names(school)
    await school.joins(PSYCHOLOGIST, Role.COORDINATOR)
    pupil = await school.joins_as_pupil(PUPIL)
    await school.named(PUPIL, await school.joining.stand(PUPIL), "Ким Саша Ильич")
    await school.fills(PUPIL, {"mp02": ("study",), "mp04": "геометрия"})

    by_curator = await school.bank.card(CURATOR, school.id, MENTEES, pupil)
    by_psychologist = await school.bank.card(PSYCHOLOGIST, school.id, MENTEES, pupil)

    assert not {"mp03", "mp04", "mp09", "mp10", "mp11"} & {told.question.id for told in by_curator.answers}
    assert {"mp03", "mp04", "mp09", "mp10"} <= {told.question.id for told in by_psychologist.answers}
    assert not (await school.bank.search(CURATOR, school.id, Side.MENTEES, "геометр")).entries
    assert len((await school.bank.search(PSYCHOLOGIST, school.id, Side.MENTEES, "геометр")).entries) == 1


async def test_in_minimal_typed_words_are_counted_and_not_sent(school: School) -> None:
    await school.joins(ANNA, Role.MENTEE)
    await school.fills(ANNA, {"mt01": "other:Тьютор Иванова", "mt06": "Петров из 7Б срывает уроки"})

    card = await school.bank.card(CURATOR, school.id, MENTEES, await school.place(ANNA))

    told = {told.question.id: (told.value, told.withheld) for told in card.answers}
    assert told["mt06"] == (None, len("Петров из 7Б срывает уроки"))
    assert told["mt01"] == ("other", len("Тьютор Иванова"))
    assert "Иванова" not in repr(card)
    assert "Петров" not in repr(card)


async def test_only_those_who_see_the_bank_of_this_school_come_in(school: School) -> None:
    other = await school.founded("Школа № 2")
    await school.joins(OTHER_CURATOR, Role.CURATOR, other)
    await school.joins(MENTOR, Role.MENTOR)
    await school.fills(MENTOR)
    place = await school.place(MENTOR)

    for who in (OTHER_CURATOR, MENTOR):
        for attempt in (
            school.bank.page(who, school.id, MENTORS),
            school.bank.overview(who, school.id),
            school.bank.topics(who, school.id, MENTORS),
            school.bank.card(who, school.id, MENTORS, place),
            school.bank.ask_search(who, school.id, Side.MENTORS),
            school.bank.search(who, school.id, Side.MENTORS, "иван"),
        ):
            with pytest.raises(Forbidden):
                await attempt
    with pytest.raises(NotKnown):
        await school.bank.page(STRANGER, school.id, MENTORS)
    with pytest.raises(Forbidden):
        await school.bank.places(MENTOR)
    assert [place.id for place in await school.bank.places(OTHER_CURATOR)] == [other]


async def test_an_administrator_sees_no_bank(school: School) -> None:
    code = await school.joining.first_code()
    assert code is not None
    await school.joining.open_invitation(STRANGER, code)
    with pytest.raises(Forbidden):
        await school.bank.page(STRANGER, school.id, MENTORS)


async def test_an_id_of_another_school_under_one_s_own_opens_nothing(school: School) -> None:
    other = await school.founded("Школа № 2")
    await school.joins(OTHER_CURATOR, Role.CURATOR, other)
    await school.joins(ANNA, Role.MENTEE)
    await school.fills(ANNA)
    for membership in (await school.place(ANNA), MembershipId(999)):
        with pytest.raises(StaleButton):
            await school.bank.card(OTHER_CURATOR, other, MENTEES, membership)
    with pytest.raises(StaleButton):
        await school.bank.card(CURATOR, school.id, MENTORS, await school.place(ANNA))


async def test_whoever_withdrew_is_gone_from_the_bank(school: School) -> None:
    place = await school.joins(ANNA, Role.MENTEE)
    await school.fills(ANNA)
    await school.joining.withdraw(ANNA, place)
    assert (await school.bank.page(CURATOR, school.id, MENTEES)).total == 0
    assert (await school.bank.overview(CURATOR, school.id)).counts[Side.MENTEES] == 0
    with pytest.raises(StaleButton):
        await school.bank.card(CURATOR, school.id, MENTEES, place)


async def test_a_pupil_is_shown_only_while_the_parent_s_paper_holds(school: School) -> None:
    pupil = await school.joins_as_pupil(PUPIL)
    await school.fills(PUPIL)
    assert (await school.bank.page(CURATOR, school.id, MENTEES)).total == 1
    case = await school.papers.case(CURATOR, pupil)
    assert case.mark is not None

    await school.papers.take_back(CURATOR, pupil, case.mark.consent)

    assert (await school.bank.page(CURATOR, school.id, MENTEES)).total == 0
