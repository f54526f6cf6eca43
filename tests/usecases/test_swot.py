"""Whose words may be picked for a SWOT, and what two who press at once leave behind."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from mentoring.access import Forbidden
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisations import Privacy
from mentoring.questionnaire import Value
from mentoring.report import Share
from mentoring.roles import Level, Role
from mentoring.swot import Side
from storage import campaigns, organisations
from storage.database import Database, Transaction
from tests.usecases.answered import answers, sheets
from tests.usecases.school import CURATOR, DEPUTY, MENTOR, School
from usecases.analytic_note import AnalyticNotes
from usecases.campaign_results import CampaignResults
from usecases.swot import ChangedMeanwhile, Swots
from usecases.unit import Operator, StaleButton

AFTER = "monitor_after_mentee"
TEXTS = ("Открытые уроки", "Поддержка", "Разбор уроков", "Свой план", "Терпение")


@pytest_asyncio.fixture
async def other(school: School, tmp_path: Path) -> AsyncIterator[Swots]:
    """Another copy of the programme on the same file."""
    database = Database(tmp_path / "school.db")
    await database.open()
    try:
        yield Swots(replace(school.house, database=database))
    finally:
        await database.close()


async def says(school: School, membership: MembershipId, text: str | None, place: OrganisationId | None = None) -> None:
    await answers(school.house, place or school.id, membership, AFTER, {"am09": text, "am10": None})


async def five(school: School, texts: tuple[str, ...] = TEXTS) -> list[MembershipId]:
    members = [await school.joins(who, Role.MENTEE) for who in range(301, 301 + len(texts))]
    for membership, text in zip(members, texts, strict=True):
        await says(school, membership, text)
    return members


async def listed(school: School, who: int = CURATOR, side: Side = Side.STRENGTHS) -> list[str]:
    return [said.words for _, said in (await Swots(school.house).look(who, school.id)).said(side)]


async def paired(school: School, mentor: MembershipId, mentee: MembershipId) -> None:
    """They were in a pair once."""

    async def unit(tx: Transaction) -> None:
        made = await tx.value(
            "INSERT INTO pairs (organisation_id, kind, state, since, since_day, waits_since, created_at) "
            "VALUES ($1, 'traditional', 'completed', 0, '2026-09-01', '2026-09-01', 0) RETURNING id",
            school.id,
        )
        for membership, is_mentor in ((mentor, 1), (mentee, 0)):
            await tx.run(
                "INSERT INTO pair_sides (pair_id, membership_id, mentor) VALUES ($1, $2, $3)",
                made,
                membership,
                is_mentor,
            )

    await school.house.database.write(unit)


async def test_what_pupils_type_is_nowhere(school: School) -> None:
    await five(school)
    pupil = await school.joins_as_pupil(401)
    await says(school, pupil, "Со мной дружат")
    assert await listed(school) == sorted(TEXTS)
    assert "Со мной дружат" not in repr(await Swots(school.house).look(Operator(), school.id))


async def test_four_adults_among_pupils_are_too_few(school: School) -> None:
    await five(school, TEXTS[:4])
    for who in range(401, 404):
        await says(school, await school.joins_as_pupil(who), "Дружба")
    assert await listed(school) == []
    (source,) = (await Swots(school.house).look(CURATOR, school.id)).sources_of(Side.STRENGTHS)
    assert source.few


async def test_a_curator_who_is_a_mentor_too_does_not_read_the_own_mentee(school: School) -> None:
    """Nor can the own mentee's words be taken by a button that is forged or old."""
    members = await five(school)
    await school.joins(CURATOR, Role.MENTOR)
    curator_s_own = await school.place(CURATOR)

    whole = await Swots(school.house).look(CURATOR, school.id)
    (key,) = [said.key for _, said in whole.said(Side.STRENGTHS) if said.words == TEXTS[0]]
    await paired(school, curator_s_own, members[0])
    assert await listed(school) == sorted(TEXTS[1:])
    with pytest.raises(StaleButton):
        await Swots(school.house).take(CURATOR, school.id, key)


async def test_nor_in_the_results_of_the_survey_itself(school: School) -> None:
    """Somebody who is both mentor and mentee is asked once, in whichever role."""
    members = await five(school)
    curator_s_own = await school.joins(CURATOR, Role.MENTEE)
    mentor_as_well = await school.joins(301, Role.MENTOR)
    (campaign,) = await school.house.database.read(lambda tx: campaigns.of_organisation(tx, school.id))
    assert mentor_as_well != members[0]

    async def read() -> list[str]:
        found = await CampaignResults(school.house).results(CURATOR, campaign.id, 0)
        return [words for one in found.questions if one.question.id == "am09" for words in one.words]

    assert await read() == sorted(TEXTS)
    await paired(school, mentor_as_well, curator_s_own)
    assert await read() == sorted(TEXTS[1:])


async def test_a_campaign_of_the_municipality_is_the_municipality_s_to_read(school: School) -> None:
    city = await school.founded("Город", Level.MUNICIPALITY)
    members = [await school.joins(who, Role.MENTEE) for who in range(301, 306)]
    for membership, text in zip(members, TEXTS, strict=True):
        await says(school, membership, text, city)
    assert await listed(school) == []


async def test_an_anonymous_survey_is_gathered_when_it_is_over(school: School) -> None:
    given = [{"sw08": text} for text in TEXTS]
    await sheets(school.house, school.id, "satisfaction_wg", given, closed=False)  # type: ignore[arg-type]
    assert await listed(school) == []
    school.later(days=31)
    assert await listed(school) == sorted(TEXTS)


async def test_a_second_anonymous_survey_does_not_give_away_a_first_with_one_answer(school: School) -> None:
    scales: dict[str, Value] = {f"sw0{number}": 9 for number in range(1, 7)}
    alone: dict[str, Value] = {**dict.fromkeys(scales, 2), "sw08": "Куратор всех замучил", "sw07": ("docs",)}
    await sheets(school.house, school.id, "satisfaction_wg", [alone])
    notes = AnalyticNotes(school.house)
    assert (await notes.note(CURATOR, school.id)).working_group.hidden
    school.later(days=20)
    for number in (4, 6):
        many: list[dict[str, Value]] = [
            {**scales, "sw08": f"Всё хорошо {'абвгде'[one]}", "sw07": ("time",)} for one in range(number)
        ]
        await sheets(school.house, school.id, "satisfaction_wg", many)
        school.later(days=1)
    assert not any("замучил" in words for words in await listed(school, side=Side.STRENGTHS))
    (risk,) = [said for _, said in (await Swots(school.house).look(CURATOR, school.id)).said(Side.THREATS)]
    assert risk.chosen == Share(6, 6)
    found = (await notes.note(CURATOR, school.id)).working_group
    assert (found.answered, found.content, found.index) == (6, 6, 9.0)


async def test_last_year_s_words_and_lines_are_last_year_s(school: School) -> None:
    await five(school)
    use = Swots(school.house)
    await use.add(CURATOR, school.id, Side.STRENGTHS, "Дружный коллектив")
    school.later(days=365)
    found = await use.look(Operator(), school.id)
    assert found.lines == ()
    assert found.sources == ()


async def test_two_who_take_the_same_answer_leave_one_line(school: School, other: Swots) -> None:
    await five(school)
    use = Swots(school.house)
    (_, said) = (await use.look(CURATOR, school.id)).said(Side.STRENGTHS)[0]
    await asyncio.gather(use.take(Operator(), school.id, said.key), other.take(Operator(), school.id, said.key))
    assert [line.words for line in (await use.look(CURATOR, school.id)).lines] == [said.words]


async def test_of_two_who_change_a_line_one_is_told(school: School, other: Swots) -> None:
    use = Swots(school.house)
    (line,) = (await use.add(CURATOR, school.id, Side.THREATS, "Мало времени")).lines
    results = await asyncio.gather(
        use.change(CURATOR, line.id, line.changes, "Мало времени у наставников"),
        other.change(CURATOR, line.id, line.changes, "Мало времени у всех"),
        other.remove(CURATOR, line.id, line.changes),
        return_exceptions=True,
    )
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 2
    rows = await school.house.database.read(lambda tx: tx.rows("SELECT changes FROM swot_lines"))
    assert [row["changes"] for row in rows] == [1]


async def test_whoever_may_not_edit_is_refused_everywhere(school: School) -> None:
    await school.joins(MENTOR, Role.MENTOR)
    await school.joins(DEPUTY, Role.DEPUTY_HEAD)
    use = Swots(school.house)
    (line,) = (await use.add(DEPUTY, school.id, Side.THREATS, "Мало времени")).lines
    for act in (
        use.look(MENTOR, school.id),
        use.line(MENTOR, line.id),
        use.take(MENTOR, school.id, "0" * 12),
        use.add(MENTOR, school.id, Side.THREATS, "Слова"),
        use.change(MENTOR, line.id, 0, "Слова"),
        use.remove(MENTOR, line.id, 0),
    ):
        with pytest.raises(Forbidden):
            await act
    assert (await use.look(CURATOR, school.id)).lines == (line,)


async def test_in_minimal_typed_words_are_taken_at_the_command_line_alone(school: School) -> None:
    assert (await school.house.database.read(lambda tx: organisations.one(tx, school.id))).privacy is Privacy.MINIMAL  # type: ignore[union-attr]
    await five(school)
    use = Swots(school.house)
    (_, said) = (await use.look(CURATOR, school.id)).said(Side.STRENGTHS)[0]
    with pytest.raises(StaleButton):
        await use.take(CURATOR, school.id, said.key)
    await use.take(Operator(), school.id, said.key)
    assert [line.words for line in (await use.look(Operator(), school.id)).lines] == [said.words]
