"""Results of a survey sent to many, from answers given through the ordinary screens."""

import pytest

from mentoring.access import Forbidden
from mentoring.campaign_results import Results, Why
from mentoring.campaigns import Audience, Secrecy
from mentoring.ids import AttemptId, CampaignId, OrganisationId
from mentoring.organisations import Privacy
from mentoring.questionnaire import Value
from mentoring.roles import Level, Role
from mentoring.standing import CampaignOffered, QuestionAsked, ReviewShown
from storage import campaigns, organisations
from storage.database import Transaction
from tests.usecases.school import CURATOR, DEPUTY, MENTOR, PSYCHOLOGIST, School
from usecases.campaign_answering import CampaignAnswering
from usecases.campaign_results import CampaignResults
from usecases.exporting import Exporting, Subject
from usecases.unit import Operator

ANONYMOUS, CONFIDENTIAL = Secrecy.ANONYMOUS, Secrecy.CONFIDENTIAL
MEMBERS = range(300, 320)
COORDINATOR = 700


async def sent(
    school: School, secrecy: Secrecy, role: Role, form: str, place: OrganisationId | None = None
) -> CampaignId:
    async def unit(tx: Transaction) -> CampaignId:
        now = school.house.now
        audience = Audience(frozenset({role}))
        added = await campaigns.add(tx, place or school.id, "Опрос", secrecy, audience, now=now, actor="cli")
        draft = await campaigns.one(tx, added)
        assert draft is not None
        pinned = (form, school.house.content.forms[form].questionnaire.version)
        await campaigns.mark_open(tx, draft, pinned, now=now, closes_at=now + 10**6)
        await campaigns.invite(tx, draft, letter_at=now, consents_since=0, year_began=0)
        return added

    return await school.house.database.write(unit)


async def answers(school: School, who: int, campaign: CampaignId, **given: Value) -> None:
    attempt = await CampaignAnswering(school.house).begin(who, campaign)
    at = await school.questionnaires.review(who, AttemptId(int(attempt)))  # type: ignore[arg-type]
    while isinstance(at, QuestionAsked):
        at = await school._answer(who, at, given)
    assert isinstance(at, ReviewShown)
    await school.questionnaires.send(who, at.attempt)


async def results(school: School, who: int, campaign: CampaignId) -> Results:
    return await CampaignResults(school.house).results(who, campaign, 0)


async def closed(school: School, campaign: CampaignId) -> None:
    async def unit(tx: Transaction) -> None:
        found = await campaigns.one(tx, campaign)
        assert found is not None
        await campaigns.mark_closed(tx, found, now=school.house.now)

    await school.house.database.write(unit)


async def say_names(school: School) -> None:
    await school.house.database.write(lambda tx: organisations.change(tx, school.id, "privacy", Privacy.NAMES.value))


async def group_of(school: School, number: int) -> list[int]:
    members = list(MEMBERS)[:number]
    for member in members:
        await school.joins(member, Role.WORKING_GROUP)
    return members


async def test_numbers_come_with_the_fifth_answer(school: School) -> None:
    members = await group_of(school, 6)
    campaign = await sent(school, CONFIDENTIAL, Role.WORKING_GROUP, "satisfaction_wg")
    for number, member in enumerate(members[:5]):
        found = await results(school, CURATOR, campaign)
        assert (found.why, found.questions, found.index) == (Why.FEW, (), None), number
        await answers(school, member, campaign, sw01=str(6 + number))
    found = await results(school, CURATOR, campaign)
    assert found.why is None
    overall = found.questions[0]
    assert (overall.question.id, overall.mean, overall.content.part) == ("sw01", 8.0, 4)
    assert (found.response.part, found.response.whole) == (5, 6)
    # The other five scales are answered with 5: each person's index is (6 + number + 25) / 6.
    assert found.index is not None
    assert found.index.value == pytest.approx(33 / 6, abs=0.01)
    assert found.index.content_share.part == 0


async def test_anonymous_ones_open_when_they_close(school: School) -> None:
    await say_names(school)
    members = await group_of(school, 6)
    campaign = await sent(school, ANONYMOUS, Role.WORKING_GROUP, "satisfaction_wg")
    for number, member in enumerate(members):
        await answers(school, member, campaign, sw08=f"{['яблоко', 'ежи', 'арбуз'][number % 3]} {number}")
        assert (await results(school, CURATOR, campaign)).why is Why.OPEN
    await closed(school, campaign)
    found = await results(school, CURATOR, campaign)
    assert found.why is None
    (strong,) = (one for one in found.questions if one.question.id == "sw08")
    assert strong.words == ("арбуз 2", "арбуз 5", "ежи 1", "ежи 4", "яблоко 0", "яблоко 3")


async def test_closing_does_not_open_four(school: School) -> None:
    members = await group_of(school, 4)
    campaign = await sent(school, ANONYMOUS, Role.WORKING_GROUP, "satisfaction_wg")
    for member in members:
        await answers(school, member, campaign)
    await closed(school, campaign)
    found = await results(school, CURATOR, campaign)
    assert (found.why, found.questions) == (Why.FEW, ())


async def test_only_who_leads_it_sees_them(school: School) -> None:
    await school.joins(MENTOR, Role.MENTOR)
    await school.joins(DEPUTY, Role.DEPUTY_HEAD)
    campaign = await sent(school, CONFIDENTIAL, Role.WORKING_GROUP, "satisfaction_wg")
    assert (await results(school, DEPUTY, campaign)).why is Why.FEW
    with pytest.raises(Forbidden):
        await results(school, MENTOR, campaign)


async def test_what_pupils_type_is_the_psychologists_and_stays_out_of_the_messenger(school: School) -> None:
    await school.joins(PSYCHOLOGIST, Role.COORDINATOR)
    pupils = list(MEMBERS)[:5]
    for one in pupils:
        await school.joins_as_pupil(one)
    for secrecy in Secrecy:
        campaign = await sent(school, secrecy, Role.MENTEE, "satisfaction_mentee")
        for one in pupils:
            await answers(school, one, campaign, sm13="Больше игр")
        await closed(school, campaign)
        curator = await results(school, CURATOR, campaign)
        assert {one.question.id for one in curator.questions}.isdisjoint({"sm12", "sm13"})
        assert curator.questions[0].answered == 5
        psychologist = await results(school, PSYCHOLOGIST, campaign)
        (typed,) = (one for one in psychologist.questions if one.question.id == "sm13")
        assert typed.words == ("Больше игр",) * 5
        assert not psychologist.says_words, "the school is in minimal"


async def test_whoever_leaves_takes_confidential_answers_along(school: School) -> None:
    members = await group_of(school, 6)
    campaign = await sent(school, CONFIDENTIAL, Role.WORKING_GROUP, "satisfaction_wg")
    for member in members:
        await answers(school, member, campaign, sw01="10")
    await school.joining.withdraw(members[0], await school.place(members[0]))
    found = await results(school, CURATOR, campaign)
    assert (found.senders.total, found.questions[0].answered) == (5, 5)
    await school.joining.withdraw(members[1], await school.place(members[1]))
    assert (await results(school, CURATOR, campaign)).why is Why.FEW


async def test_a_municipality_sees_sums_and_no_place_with_few(school: School) -> None:
    city = await school.founded("Город", Level.MUNICIPALITY)
    await school.joins(COORDINATOR, Role.MUNICIPAL_COORDINATOR, city)
    schools = [await school.founded(f"Школа № {number}", parent=city) for number in (1, 2, 3)]
    members = iter(range(800, 900))
    asked = [(place, next(members)) for place, number in zip(schools, (8, 6, 3), strict=True) for _ in range(number)]
    for place, member in asked:
        await school.joins(member, Role.WORKING_GROUP, place)
    campaign = await sent(school, CONFIDENTIAL, Role.WORKING_GROUP, "satisfaction_wg", city)
    for place, member in asked[:-1]:
        await answers(school, member, campaign, sw01="10" if place == schools[0] else "4")
    assert (await results(school, COORDINATOR, campaign)).places == (), "by place when it is closed"
    await closed(school, campaign)
    found = await results(school, COORDINATOR, campaign)
    assert found.senders.total == 16
    assert [(one.name, one.told) for one in found.places] == [
        ("Школа № 1", True),
        ("Школа № 2", False),
        ("Школа № 3", False),
    ], "six less than the sum would give away the two of the third"
    assert found.places[0].index is not None
    assert found.places[0].index.value == pytest.approx(35 / 6, abs=0.01)
    with pytest.raises(Forbidden):
        await results(school, CURATOR, campaign)


async def test_a_draft_of_an_anonymous_one_is_in_no_table(school: School) -> None:
    (member,) = await group_of(school, 1)
    for secrecy, rows in ((ANONYMOUS, 0), (CONFIDENTIAL, 1)):
        campaign = await sent(school, secrecy, Role.WORKING_GROUP, "satisfaction_wg")
        attempt = await CampaignAnswering(school.house).begin(member, campaign)
        await school.questionnaires.choose(member, AttemptId(int(attempt)), "sw01", "9")  # type: ignore[arg-type]
        table = await Exporting(school.house).table(Operator(), school.id, Subject.ANSWERS, private=True)
        assert len(table.rows) == rows


async def test_a_table_tells_what_the_page_tells_and_words_without_names(school: School) -> None:
    members = await group_of(school, 5)
    campaign = await sent(school, ANONYMOUS, Role.WORKING_GROUP, "satisfaction_wg")
    for member in members:
        await answers(school, member, campaign, sw01="9", sw08="Дружно")
        table = await Exporting(school.house).table(Operator(), school.id, Subject.SURVEYS)
        assert table.rows == (), "open, or too few"
    await closed(school, campaign)
    table = await Exporting(school.house).table(Operator(), school.id, Subject.SURVEYS)
    head = (campaign, "Опрос", 5, 5)
    assert [row for row in table.rows if row[4] == "sw01"] == [(*head, "sw01", "Оценка в целом", 9, 5)]
    assert [row[6:] for row in table.rows if row[4] == "sw08"] == [("Дружно", None)] * 5


async def test_growing_up_opens_nothing_that_was_promised(school: School) -> None:
    pupils = list(MEMBERS)[:6]
    for one in pupils:
        await school.joins_as_pupil(one)
        await school.fills(one)
    campaign = await sent(school, CONFIDENTIAL, Role.MENTEE, "satisfaction_mentee")
    for one in pupils:
        await answers(school, one, campaign, sm13="Больше игр")
    await school.house.database.write(lambda tx: tx.run("UPDATE people SET adult = 1 WHERE adult = 0"))
    found = await results(school, CURATOR, campaign)
    assert (found.senders.adults, found.senders.pupils) == (0, 6)
    assert "sm13" not in {one.question.id for one in found.questions}


async def test_a_lone_pupil_is_not_known_by_the_sheet(school: School) -> None:
    """All sheets say the same, so what anybody has typed is the psychologist's."""
    await say_names(school)
    await school.joins(PSYCHOLOGIST, Role.COORDINATOR)
    adults = list(MEMBERS)[:5]
    for member in adults:
        await school.joins(member, Role.MENTEE)
    await school.joins_as_pupil(350)
    campaign = await sent(school, ANONYMOUS, Role.MENTEE, "monitor_after_mentee")
    offered = await CampaignAnswering(school.house).offered(adults[0], campaign)
    assert isinstance(offered, CampaignOffered)
    assert offered.among_pupils
    for member in (*adults, 350):
        await answers(school, member, campaign, am09="Поддержка")
    marks = await school.house.database.read(
        lambda tx: tx.rows("SELECT DISTINCT pupil FROM campaign_sheets WHERE campaign_id = $1", campaign)
    )
    assert [row["pupil"] for row in marks] == [1]
    await closed(school, campaign)
    seen = [one.words for one in (await results(school, CURATOR, campaign)).questions if one.question.id == "am09"]
    assert seen == []
    (read,) = (one for one in (await results(school, PSYCHOLOGIST, campaign)).questions if one.question.id == "am09")
    assert read.words == ("Поддержка",) * 6
