"""The table of rights, walked through the real handlers with forged buttons, words and commands.

Everybody presses every address there is, made up with ids of a school that may not be theirs. Who gets through is
what ``mentoring/access.py`` says; the others are told so, see nothing of that school and change nothing.
"""

import datetime
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio

from bot.content import own_form
from bot.dialogs import (
    about,
    asking,
    bank,
    campaign_addresses,
    campaign_answers,
    group_meetings,
    groups,
    invitations,
    joining,
    keeping_apart,
    meetings,
    menu,
    my_data,
    orders,
    organisations,
    pair_history,
    pair_papers,
    pairs,
    papers,
    plan_changes,
    plans,
    questionnaire,
    replacing,
    support,
    survey_answers,
    surveys,
    vacations,
    wishes,
)
from bot.dialogs import campaign_leading_addresses as leading
from bot.dialogs import chart_addresses as drawings
from bot.dialogs import evidence_addresses as proofs
from bot.dialogs import indicator_addresses as indicators
from bot.dialogs import own_survey_addresses as composing
from bot.dialogs import pair_changes as changes
from bot.dialogs import paper_table_addresses as tables
from bot.dialogs import register_addresses as registers
from bot.dialogs import registry_addresses as registry
from bot.dialogs import report_addresses as reports
from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as change
from bot.dialogs import road_map_file_addresses as plans_in
from bot.dialogs import road_map_year_addresses as years
from bot.dialogs import statistics as numbers
from bot.dialogs import statistics_addresses as lists
from bot.dialogs import today_addresses as today
from bot.dialogs import year_end_addresses as year_ends
from bot.dialogs.campaign_addresses import AnswerCampaign, CampaignResults
from bot.dialogs.help_addresses import Ask, Danger, Requests
from bot.dialogs.organisation_addresses import ShowVacations
from bot.dialogs.pair_addresses import Card, End, More, Others, Pairs, PairSurveys, PutInstead, Suggest, Unpaired
from bot.dialogs.reaching_addresses import RemindAll, Stopped, Unreached
from bot.dialogs.stand import Stand
from bot.screens import Address, packed, registered
from mentoring.access import TABLE, Action, Grant, invites, may
from mentoring.bank import Side
from mentoring.campaigns import Secrecy
from mentoring.consent import ConsentKind
from mentoring.help_requests import HelpState, Topic
from mentoring.ids import (
    AttemptId,
    CampaignId,
    ConsentId,
    EvidenceId,
    FindingId,
    HelpRequestId,
    InvitationId,
    MeetingId,
    MembershipId,
    OrderDraftId,
    OrganisationId,
    PairId,
    PersonId,
    PlanEventId,
    PlanId,
    ReportRoundId,
    RoadMapId,
    RoadMapItemId,
    RoadMapTaskId,
    SearchId,
    SentReportId,
    SlotId,
    SurveyId,
    SwotLineId,
)
from mentoring.indicators import YearKind
from mentoring.local_acts import Act
from mentoring.meetings import Outcome, Where
from mentoring.name_forms import Case
from mentoring.names import Gender
from mentoring.orders import OrderKind
from mentoring.organisation_details import Field
from mentoring.organisations import Privacy
from mentoring.own_surveys import OwnDraft, sealed
from mentoring.pair_cards import Reason, Stage
from mentoring.pair_papers import PaperKind
from mentoring.pairs import MeetingKind, MentoringKind, Verdict
from mentoring.paper_tables import PaperTable
from mentoring.papers import Representative
from mentoring.passports import Part as PassportPart
from mentoring.people import Awaited, AwaitedKind
from mentoring.plans import EventState, ReturnReason
from mentoring.questionnaire import Kind
from mentoring.regional_bank import PaperAct
from mentoring.registry import RemovalReason, Shelf
from mentoring.road_map_changes import Part
from mentoring.road_map_history import Of
from mentoring.road_map_past import Way
from mentoring.road_maps import EvidenceKind
from mentoring.roles import PARTICIPANTS, Level, Role
from mentoring.searching import Apart
from mentoring.sent_reports import Shelf as ReportShelf
from mentoring.standing import ConsentAsked
from mentoring.statistics import Period, What
from mentoring.swot import Side as SwotSide
from mentoring.wishes import Hour
from mentoring.wishes import Topic as MutedTopic
from sandbox.people import Person
from storage import sent_reports
from storage.database import Transaction
from tests.stories.campaigns import opened
from tests.world import World, opened_world
from usecases.campaign_drafts import CampaignDrafts
from usecases.campaign_offers import CampaignOffers
from usecases.campaigns import Campaigns
from usecases.joining import Joining
from usecases.own_surveys import OwnSurveys

pytestmark = pytest.mark.asyncio(loop_scope="module")

DENIED = ("Это действие Вам недоступно", "Эта кнопка уже не действует", "Этот вопрос уже закрыт")
NOTHING_FOR_YOU = (
    "Здесь появятся организации, за которые Вы отвечаете. Пока их нет.",
    "Приглашать пока некуда",
    "До согласия бот ни о чём не спрашивает",
)
"""Pages that open for anybody and hold nothing: a list of nothing, «О программе» for a stranger."""

SECRETS = ("Тайнова", "Тайный", "Забытый", "Парная", "Лицей", "Лицейская", "9900000000", "licey@school.example")
"""Names of people and whatever is known about their school."""


# -- who ---------------------------------------------------------------------------------------------------------


@dataclass
class Actor:
    """Somebody who presses what is not meant for them. ``home``: the school's own content is no secret here."""

    title: str
    person: Person
    grants: tuple[Grant, ...] = ()
    home: bool = False

    def may(self, action: Action, path: tuple[OrganisationId, ...]) -> bool:
        return may(self.grants, action, path)

    def __repr__(self) -> str:
        return self.title


@dataclass
class Tree:
    """A region, a municipality and a school."""

    region: OrganisationId
    municipality: OrganisationId
    school: OrganisationId

    def of(self, role: Role) -> OrganisationId:
        places = {Role.REGIONAL_COORDINATOR: self.region, Role.MUNICIPAL_COORDINATOR: self.municipality}
        return places.get(role, self.school)

    @property
    def paths(self) -> dict[OrganisationId, tuple[OrganisationId, ...]]:
        return {
            self.region: (self.region,),
            self.municipality: (self.region, self.municipality),
            self.school: (self.region, self.municipality, self.school),
        }


@dataclass
class Ids:
    """What forged buttons name."""

    standing: MembershipId
    attempt: AttemptId
    consent: ConsentId
    filling: MembershipId
    pupil: MembershipId
    noted_pupil: MembershipId
    paper: ConsentId
    search: SearchId
    invitation: InvitationId
    invitation_code: str
    seal: str
    staff_invitation: InvitationId
    mentor: MembershipId
    second_mentor: MembershipId
    draft: PairId
    offered: PairId
    met: PairId
    planning: PairId
    planned: MembershipId
    plan: PlanId
    event: PlanEventId
    times: MeetingId
    slot: SlotId
    request: HelpRequestId
    survey: SurveyId
    answered: SurveyId
    road_map: RoadMapId
    map_draft: RoadMapId
    map_finding: FindingId
    map_item: RoadMapItemId
    map_task: RoadMapTaskId
    map_listed: RoadMapTaskId
    map_ongoing: RoadMapTaskId
    map_closed: RoadMapTaskId
    map_proof: EvidenceId
    map_file: EvidenceId
    curator: MembershipId
    school_map: RoadMapId
    campaign: CampaignId
    undated_task: RoadMapTaskId
    draft_item: RoadMapItemId
    survey_draft: CampaignId
    survey_open: CampaignId
    survey_over: CampaignId
    swot_line: SwotLineId
    report_round: ReportRoundId
    report: SentReportId
    report_changes: int
    own_draft: OwnDraft
    own_sent: CampaignId


WRITES = re.compile(r"\s*(WITH .*)?(INSERT|UPDATE|DELETE|REPLACE)", re.DOTALL)
NO_MATTER = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) inbox\b|UPDATE accounts SET (awaited|screen_message_id) =")
"""What every press writes: its mark, what is awaited, which message was shown last."""


@dataclass
class Scene:
    world: World
    here: Tree
    there: Tree
    actors: list[Actor] = field(default_factory=list)
    ids: Ids = field(init=False)
    secrets: re.Pattern[str] = field(init=False)
    written: bool = True
    restored: int = 0
    _kept: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def actor(self, title: str) -> Actor:
        return next(actor for actor in self.actors if actor.title == title)

    # -- the database ------------------------------------------------------------------------------------------

    async def remember(self) -> None:
        self._kept = await self.world.stored()
        self.written = False

    async def watch(self) -> None:
        """Hear of every statement that writes: nothing has to be compared where there was none."""
        await self.world.house.database._writer.set_trace_callback(self._heard)

    def _heard(self, statement: str) -> None:
        if WRITES.match(statement) and not NO_MATTER.match(statement):
            self.written = True

    async def changes(self) -> list[str]:
        """Tables whose rows differ from those remembered; what is awaited or was shown last is no matter."""
        if not self.written:
            return []
        now = await self.world.stored()
        return [name for name in now if name != "inbox" and _plain(name, now[name]) != _plain(name, self._kept[name])]

    async def restore(self) -> None:
        if not await self.changes():
            return
        await self._put_back()
        self.written = False
        self.restored += 1

    async def _put_back(self) -> None:
        connection = sqlite3.connect(self.world.settings.database_path, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN IMMEDIATE")
            for name, rows in self._kept.items():
                if name != "inbox":
                    connection.execute(f"DELETE FROM {name}")
                    for row in rows:
                        connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
            connection.execute("COMMIT")
        finally:
            connection.close()

    # -- what came of it ---------------------------------------------------------------------------------------

    def told(self, actor: Actor) -> str:
        """Everything the bot has said to this person since the calls were cleared."""
        queries = {id_ for id_, query in self.world.telegram.queries.items() if query.person_id == actor.person.id}
        mine = [
            call.params
            for call in self.world.telegram.calls
            if call.params.get("chat_id") == actor.person.id or call.params.get("callback_query_id") in queries
        ]
        return " ".join(str(params) for params in mine)

    def opened(self, actor: Actor) -> bool:
        told = self.told(actor)
        assert told, f"{actor} was left without an answer"
        return not any(words in told for words in (*DENIED, *NOTHING_FOR_YOU))


ACCOUNT_COLUMNS = 4
"""id, messenger, external_id, person_id: the rest of an account changes with every screen."""


def _plain(name: str, rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row[:ACCOUNT_COLUMNS] for row in rows] if name == "accounts" else rows


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with opened_world(tmp_path_factory.mktemp("rights")) as world:
        yield await _set(world)


async def _set(world: World) -> Scene:
    told = {"inn": "9900000000", "address": "г. Тихий, ул. Лицейская, д. 5", "contact": "licey@school.example"}
    there_tree = await _tree(world, "Заречье", "Школа № 20")
    here = await _tree(world, "Тихий край", "Лицей «Берёзка»", **told)
    scene = Scene(world, here, there_tree)
    await _cast(scene)
    await _content(scene)
    await scene.watch()
    await scene.remember()
    return scene


async def _tree(world: World, land: str, school: str, **told: object) -> Tree:
    region = await world.organisation(f"{land}, область", Level.REGION)
    municipality = await world.organisation(f"{land}, город", Level.MUNICIPALITY, region)
    return Tree(region, municipality, await world.organisation(school, Level.ORGANISATION, municipality, **told))


async def _cast(scene: Scene) -> None:
    world, here, there = scene.world, scene.here, scene.there
    administrator = world.administrator()
    await administrator.starts()
    scene.actors.append(Actor("administrator", administrator, (Grant(Role.ADMINISTRATOR, None),), home=True))
    for tree, word in ((here, "own"), (there, "other")):
        for role in Role:
            if role is not Role.ADMINISTRATOR:
                place = tree.of(role)
                person = await world.member(place, role)
                scene.actors.append(Actor(f"{word} {role}", person, (Grant(role, place),), home=tree is here))
    former = await world.member(here.school, Role.CURATOR)
    await former.types("/mydata")
    await former.presses("Отозвать согласие")
    await former.presses("Отозвать согласие")
    scene.actors.append(Actor("former curator", former))
    invited = world.person("Ирина")
    await invited.starts(await world.invitation(here.school, Role.CURATOR))
    assert "✅ Согласиться" in invited.labels
    scene.actors.append(Actor("invited curator", invited, home=True))
    stranger = world.person("Никто")
    await stranger.starts()
    scene.actors.append(Actor("stranger", stranger))


async def _content(scene: Scene) -> None:
    """People of the school whom nobody from outside may see."""
    world, school = scene.world, scene.here.school
    stands = await _named(world, school, Role.MENTEE, "Тайнова Елена Игоревна")
    await world.fills_in(stands)
    fills = await _named(world, school, Role.MENTOR, "Тайный Пётр Ильич")
    await fills.presses("Начать")
    pupils = []
    for name in ("Саша", "Забытый"):
        pupil = world.person(name)
        await pupil.starts(await world.invitation(school, Role.MENTEE))
        await pupil.presses("Ещё нет")
        pupils.append(pupil)
    coordinator = scene.actor("own coordinator").person
    waiting, noted = [await _value(world, MEMBERSHIP_OF, pupil.id) for pupil in pupils]
    await coordinator.press_data(packed(papers.SignedBy(noted, Representative.MOTHER)))
    await coordinator.types("№ 12 от 05.09.2026")
    curator = scene.actor("own curator").person
    await curator.press_data(packed(bank.Search(school, Side.MENTEES)))
    await curator.types("тайнова")
    code, staff = await world.invitation(school, Role.MENTEE), await world.invitation(school, Role.CURATOR)
    scene.actors.append(Actor("owner of the attempt", fills, home=True))
    scene.ids = Ids(
        standing=await _value(world, MEMBERSHIP_OF, stands.id),
        attempt=await _value(world, "SELECT max(id) FROM attempts WHERE $1 = $1", 0),
        consent=await _value(world, CONSENT_OF, fills.id),
        filling=await _value(world, MEMBERSHIP_OF, fills.id),
        pupil=waiting,
        noted_pupil=noted,
        paper=await _value(world, "SELECT max(id) FROM consents WHERE kind = $1", ConsentKind.PARENT.value),
        search=await _value(world, "SELECT max(id) FROM searches WHERE $1 = $1", 0),
        invitation=await _value(world, "SELECT id FROM invitations WHERE code = $1", code),
        invitation_code=code,
        seal=await _seal(world, scene.actor("invited curator").person),
        curator=await _value(world, MEMBERSHIP_OF, curator.id),
        staff_invitation=await _value(world, "SELECT id FROM invitations WHERE code = $1", staff),
        **await _pairs(scene),
        **await _road_maps(scene),
        **await _reports(scene),
        school_map=await _school_map(scene),
        **await _campaigns(scene),
        campaign=(await opened(world, school, "satisfaction_wg", Role.WORKING_GROUP, Secrecy.ANONYMOUS)).id,
    )
    codes = [await _value(world, "SELECT code FROM memberships WHERE id = $1", scene.ids.standing)]
    codes += [await _value(world, "SELECT code FROM memberships WHERE id = $1", scene.ids.pupil)]
    hidden = [re.escape(word) for word in (code, *SECRETS)] + [rf"(?<![\d-]){code}(?!\d)" for code in codes]
    scene.secrets = re.compile("|".join(hidden))


async def _school_map(scene: Scene) -> RoadMapId:
    """A road map with a passport, begun by the deputy head."""
    deputy = scene.actor("own deputy_head").person
    await deputy.press_data(packed(maps.Draft(scene.here.school, "usolye7", 2026)))
    await deputy.presses("Начать")
    await deputy.presses("Начать")
    return RoadMapId(await _value(scene.world, "SELECT max(id) FROM road_maps WHERE $1 = $1", 0))


async def _campaigns(scene: Scene) -> dict[str, Any]:
    """A draft, a survey that is open and one that is over."""
    curator, here, house = scene.actor("own curator").person.id, scene.here.school, scene.world.house
    prepare, until = CampaignDrafts(house), scene.world.clock.now().date() + datetime.timedelta(days=20)
    found = {
        name: await CampaignOffers(house).prepare(curator, here, key)
        for name, key in (
            ("survey_draft", "before_mentee"),
            ("survey_open", "curator_selfcheck"),
            ("survey_over", "satisfaction_wg"),
        )
    }
    for name in ("survey_open", "survey_over"):
        await prepare.send(curator, found[name], until)
    await Campaigns(house).close(curator, found["survey_over"])
    return {**found, **await _own_surveys(scene)}


async def _own_surveys(scene: Scene) -> dict[str, Any]:
    """A draft of a survey of one's own, and one that was sent."""
    curator, here, use = (
        scene.actor("own curator").person.id,
        scene.here.school,
        OwnSurveys(scene.world.house, own_form),
    )
    drafts = []
    for title in ("Свой черновик", "Свой опрос"):
        campaign = (await use.begin(curator, here, title)).shown.campaign.id
        await use.add(curator, campaign, Kind.SCALE, "Насколько всё удачно?")
        drafts.append(await CampaignDrafts(scene.world.house).ask_role(curator, campaign, Role.CURATOR, on=True))
    draft, sent = [await use.draft(curator, one.campaign.id) for one in drafts]
    await use.send(curator, sent.shown.campaign.id, sent.shown.until, sent.seal)
    return {"own_draft": draft, "own_sent": sent.shown.campaign.id}


async def _pairs(scene: Scene) -> dict[str, Any]:
    """A mentor with six places: one draft, one pair that both sides are asked about."""
    world, school, curator = scene.world, scene.here.school, scene.actor("own curator").person
    people = {}
    for role, name in ((Role.MENTOR, "Иван"), *((Role.MENTEE, name) for name in ("Анна", "Ольга", "Юлия", "Яна"))):
        people[name] = await _named(world, school, role, f"Парная {name} Ильинична")
        await world.fills_in(people[name], **({"Сколько наставляемых": "6"} if role is Role.MENTOR else {}))
    mentor, *mentees = [await _value(world, MEMBERSHIP_OF, person.id) for person in people.values()]
    made = []
    for mentee in mentees:
        await curator.press_data(packed(pairs.Propose(school, mentee, mentor)))
        made.append(PairId(await _value(world, "SELECT max(id) FROM pairs WHERE $1 = $1", 0)))
    await curator.press_data(packed(pairs.Send(made[1])))
    await curator.press_data(packed(pairs.Send(made[2])))
    for side in (people["Иван"], people["Юлия"]):
        await side.press_data(packed(pairs.Accept(made[2])))
    await curator.press_data(packed(pairs.EnterOrder(made[2], papers=True)))
    await curator.types("12-од от 05.09.2026")
    await people["Иван"].press_data(packed(meetings.Begin(made[2])))
    times = MeetingId(await _value(world, "SELECT max(id) FROM meetings WHERE $1 = $1", 0))
    await _planned(world, people["Иван"], people["Яна"], curator, made[3])
    soon = int(world.clock.now().timestamp()) // 60 + 24 * 60
    await people["Иван"].press_data(packed(meetings.AddTime(times, soon)))
    scene.actors.append(Actor("met mentee", people["Юлия"], home=True))
    scene.actors.append(Actor("planning mentee", people["Яна"], home=True))
    scene.actors.append(Actor("asked mentor", people["Иван"], home=True))
    scene.actors.append(Actor("asked mentee", people["Ольга"], home=True))
    second = await _named(world, school, Role.MENTOR, "Парная Вторая Ильинична")
    await world.fills_in(second)
    await curator.press_data(packed(registry.Nominate(mentor)))
    scene.actors.append(Actor("second mentor", second, home=True))
    slot = SlotId(await _value(world, "SELECT max(id) FROM meeting_slots WHERE $1 = $1", 0))
    await people["Юлия"].press_data(packed(Ask(made[2], Topic.MEETING)))
    return {
        "request": HelpRequestId(await _value(world, "SELECT max(id) FROM help_requests WHERE $1 = $1", 0)),
        "mentor": mentor,
        "second_mentor": await _value(world, MEMBERSHIP_OF, second.id),
        "draft": made[0],
        "offered": made[1],
        "met": made[2],
        "times": times,
        "slot": slot,
        "planning": made[3],
        "planned": mentees[3],
        "survey": SurveyId(await _value(world, MENTEES_SURVEY, made[2])),
        "answered": SurveyId(await _value(world, ANSWERED_SURVEY, made[3])),
        "plan": PlanId(await _value(world, "SELECT max(id) FROM plans WHERE $1 = $1", 0)),
        "event": PlanEventId(await _value(world, "SELECT max(id) FROM plan_events WHERE $1 = $1", 0)),
    }


async def _road_maps(scene: Scene) -> dict[str, Any]:
    """The municipality has begun one, with an item for its school, and drafts another."""
    world, place, leader = scene.world, scene.here.municipality, scene.actor("own municipal_coordinator").person
    await leader.press_data(packed(maps.Draft(place, MAP, world.clock.now().year)))
    begun = RoadMapId(await _value(world, "SELECT max(id) FROM road_maps WHERE $1 = $1", 0))
    await leader.press_data(packed(maps.Start(begun)))
    await leader.press_data(packed(maps.Draft(place, MAP, world.clock.now().year + 1)))
    task = RoadMapTaskId(await _value(world, TASK_OF, scene.here.school))
    undated = RoadMapTaskId(await _value(world, LAST_TASK_OF, scene.here.school))
    item = RoadMapItemId(await _value(world, "SELECT item_id FROM road_map_tasks WHERE id = $1", undated))
    await leader.press_data(packed(change.SetDeadline(item, "s")))
    draft = "SELECT min(id) FROM road_map_items WHERE road_map_id = (SELECT max(id) FROM road_maps WHERE $1 = $1)"
    return {
        "road_map": begun,
        "map_draft": RoadMapId(await _value(world, "SELECT max(id) FROM road_maps WHERE $1 = $1", 0)),
        "map_item": RoadMapItemId(await _value(world, "SELECT item_id FROM road_map_tasks WHERE id = $1", task)),
        "map_task": task,
        "undated_task": undated,
        "draft_item": RoadMapItemId(await _value(world, draft, 0)),
        "map_finding": FindingId(await _found(world, await _value(world, draft, 0))),
        **await _proofs(scene),
        "swot_line": SwotLineId(await _swot_line(world, scene.here.school)),
    }


async def _swot_line(world: World, school: OrganisationId) -> int:
    return int(await world.house.database.write(lambda tx: tx.value(SWOT_LINE, school)))


async def _reports(scene: Scene) -> dict[str, Any]:
    """The municipality has asked for a report, the school has sent it, and a comment is typed but not said."""
    world, here = scene.world, scene.here
    due, now = datetime.date(2026, 10, 30), world.house.now

    async def unit(tx: Transaction) -> ReportRoundId:
        found = await sent_reports.open_round(tx, here.municipality, "october", 2026, due, now=now, by="test")
        assert found is not None
        return found

    found = await world.house.database.write(unit)
    await scene.actor("own curator").person.press_data(packed(reports.Send(found, here.school, 0)))
    report = await _value(world, "SELECT id FROM sent_reports WHERE round_id = $1", found)
    await scene.actor("own municipal_coordinator").person.press_data(packed(reports.AskComment(report)))
    await scene.actor("own municipal_coordinator").person.types("Проверьте числа")
    changes = await _value(world, "SELECT changes FROM sent_reports WHERE id = $1", report)
    return {"report_round": found, "report": SentReportId(report), "report_changes": changes}


async def _found(world: World, item: int) -> int:
    return int(await world.house.database.write(lambda tx: tx.value(FINDING, item)))


async def _proofs(scene: Scene) -> dict[str, Any]:
    """The school has proven an item by a number and a file, and has closed one by hand."""
    world, curator = scene.world, scene.actor("own curator").person
    found = {
        name: RoadMapTaskId(await _value(world, TASK_OF_ITEM, scene.here.school, uid))
        for name, uid in (("map_listed", "neft-1.6"), ("map_ongoing", "neft-2.5"), ("map_closed", "neft-4.5"))
    }
    ordered = RoadMapTaskId(await _value(world, TASK_OF_ITEM, scene.here.school, "neft-1.4"))
    await curator.press_data(packed(proofs.Prove(ordered)))
    await curator.types("№ 12 от 05.09.2026")
    await curator.sends_document("Приказ.pdf", b"%PDF-1.7 order")
    await curator.press_data(packed(proofs.Close(found["map_closed"])))
    return {
        **found,
        "map_proof": EvidenceId(await _value(world, "SELECT max(id) FROM evidence WHERE number = $1", "12")),
        "map_file": EvidenceId(await _value(world, "SELECT max(id) FROM evidence WHERE file_id > $1", 0)),
    }


MAP = "neftekumsk"
FINDING = (
    "INSERT INTO road_map_findings (road_map_id, item_id, line, heading, sheet, finding, value, why) "
    "SELECT road_map_id, id, 8, '№', '', 'number_twice', '2', '' FROM road_map_items WHERE id = $1 RETURNING id"
)
"""As if the draft had come as a file."""

SWOT_LINE = (
    "INSERT INTO swot_lines (organisation_id, year, side, words, at, actor) "
    "VALUES ($1, 2026, 'S', 'Открытые уроки', 0, 'cli') RETURNING id"
)

TASK_OF_ITEM = (
    "SELECT t.id FROM road_map_tasks t JOIN road_map_items i ON i.id = t.item_id "
    "WHERE t.organisation_id = $1 AND i.uid = $2 AND t.state = 'open'"
)
LAST_TASK_OF = (
    "SELECT min(id) FROM road_map_tasks WHERE organisation_id = $1 AND item_id = "
    "(SELECT item_id FROM road_map_tasks WHERE organisation_id = $1 ORDER BY id DESC LIMIT 1)"
)
TASK_OF = "SELECT min(id) FROM road_map_tasks WHERE organisation_id = $1"


async def _planned(world: World, mentor: Person, mentee: Person, curator: Person, pair: PairId) -> None:
    """As far as a whole draft of the plan, and one survey answered."""
    await curator.press_data(packed(pairs.Send(pair)))
    for side in (mentor, mentee):
        await side.press_data(packed(pairs.Accept(pair)))
    await curator.press_data(packed(pairs.EnterOrder(pair, papers=True)))
    await curator.types("13-од от 05.09.2026")
    for kind, trial in ((MeetingKind.ACQUAINTANCE, 0), (MeetingKind.TRIAL, 1)):
        await curator.press_data(packed(meetings.EnterHeld(pair, kind, trial, sure=True)))
    for side in (mentor, mentee):
        await side.press_data(packed(meetings.GiveVerdict(pair, 1, Verdict.YES)))
    await curator.press_data(packed(meetings.EnterHeld(pair, MeetingKind.PLANNING, 1, sure=True)))
    await mentee.press_data(packed(surveys.Answer(pair)))
    await world.fills_in(mentee)
    await mentor.press_data(packed(plans.Begin(pair)))
    await mentor.presses("Цель")
    await mentor.presses(mentor.labels[0])
    await mentor.presses("Результат")
    await mentor.presses(mentor.labels[0])
    await mentor.presses("Добавить мероприятие")
    await mentor.presses(mentor.labels[0])
    await mentor.presses("Октябрь")


MEMBERSHIP_OF = "SELECT m.id FROM memberships m JOIN accounts a USING (person_id) WHERE a.external_id = $1"
MENTEES_SURVEY = "SELECT id FROM pair_surveys WHERE pair_id = $1 AND form = 'monitor_before_mentee'"
ANSWERED_SURVEY = "SELECT id FROM pair_surveys WHERE pair_id = $1 AND answered_at IS NOT NULL"
CONSENT_OF = "SELECT c.id FROM consents c JOIN accounts a USING (person_id) WHERE a.external_id = $1"


async def _value(world: World, sql: str, *values: object) -> Any:
    return await world.house.database.read(lambda tx: tx.value(sql, *values))


async def _seal(world: World, invited: Person) -> str:
    asked = await Joining(world.house).look(invited.id)
    assert isinstance(asked, ConsentAsked)
    return asked.seal


async def _named(world: World, school: OrganisationId, role: Role, name: str) -> Person:
    person = world.person(name.split()[1])
    await person.starts(await world.invitation(school, role))
    await person.presses("Да, есть")
    await person.presses("Согласиться")
    await person.types(name)
    await person.presses("Верно")
    return person


# -- what may be pressed -----------------------------------------------------------------------------------------

Rule = Callable[[Actor], bool]


def anyone(_: Actor) -> bool:
    return True


def only(*titles: str) -> Rule:
    """What one's own state allows: nobody else's buttons work for me, nor mine for them."""
    return lambda actor: actor.title in titles


@dataclass(frozen=True)
class Press:
    to: Address
    rule: Rule


def presses(scene: Scene) -> Iterator[Press]:
    yield from _for_everybody()
    yield from _own(scene)
    yield from _of_bank(scene)
    yield from _of_pairs(scene)
    yield from _of_choosing(scene)
    yield from _of_registry(scene)
    yield from _of_registers(scene)
    yield from _of_groups(scene)
    yield from _of_meetings(scene)
    yield from _of_pair_acts(scene)
    yield from _of_plans(scene)
    yield from _of_surveys(scene)
    yield from _of_papers(scene)
    yield from _of_invitations(scene)
    yield from _of_organisations(scene)
    yield from _of_road_maps(scene)
    yield from _of_today(scene)
    yield from _of_wishes()
    yield from _of_campaigns(scene)
    yield from _of_year_ends(scene)
    yield from _of_indicators(scene)
    yield from _of_reports(scene)
    yield from _of_paper_tables(scene)


def _for_everybody() -> Iterator[Press]:
    yield Press(about.About(), anyone)
    yield Press(about.Questions(), anyone)
    yield Press(about.Questions(2), anyone)
    yield Press(about.EnterCode(), anyone)
    yield Press(menu.Open("menu"), anyone)
    yield Press(Stand(), anyone)
    yield Press(my_data.Data(), anyone)
    yield Press(questionnaire.DeleteMessage(1), anyone)


def _own(scene: Scene) -> Iterator[Press]:
    ids = scene.ids
    invited, owner = only("invited curator"), only("owner of the attempt")
    adult = ConsentKind.ADULT
    for button in (joining.Agree, joining.Refuse, joining.ConsentFile):
        yield Press(button(adult, 1, scene.here.school, ids.seal), invited)
        for place, seal in ((scene.there.school, ids.seal), (scene.here.school, "0" * 8)):
            yield Press(button(adult, 1, place, seal), only())
    yield Press(joining.NotNow(), only())
    yield Press(joining.TellAge(adult=True), only())
    yield Press(joining.TellAge(adult=False), only())
    yield Press(joining.PaperBlank(), only())
    yield Press(joining.NameIsRight(Gender.FEMALE), only())
    yield Press(joining.ChooseGender(Gender.FEMALE), only())
    yield Press(joining.CorrectName(), only())
    yield Press(joining.BeginForm(ids.filling), owner)
    yield Press(my_data.Answers(ids.standing), only())
    yield Press(my_data.Answers(ids.filling), only())
    question = "mr01"
    for to in (
        questionnaire.Ask(ids.attempt, question),
        questionnaire.Choose(ids.attempt, question, "teacher"),
        questionnaire.Mark(ids.attempt, question, "teacher", on=True),
        questionnaire.Confirm(ids.attempt, question),
        questionnaire.Skip(ids.attempt, question),
        questionnaire.Review(ids.attempt),
        questionnaire.Send(ids.attempt),
        my_data.Text(ids.consent),
        my_data.TextFile(ids.consent),
        my_data.AskWithdrawal(ids.filling),
        my_data.Withdraw(ids.filling),
    ):
        yield Press(to, owner)


def _needs(scene: Scene, action: Action, place: OrganisationId) -> Rule:
    path = scene.here.paths[place]
    return lambda actor: actor.may(action, path)


def _of_wishes() -> Iterator[Press]:
    """Everybody of whom anything is known has wishes, their own alone."""
    for to in (wishes.When(), wishes.MyZone(), wishes.PickQuiet(), wishes.Kinds(), wishes.BeQuiet()):
        yield Press(to, known)
    yield Press(wishes.SetHour(Hour.EVENING), known)
    yield Press(wishes.SetMyZone("Asia/Omsk"), known)
    yield Press(wishes.Mute(MutedTopic.BANK, muted=True), known)


def _of_campaigns(scene: Scene) -> Iterator[Press]:
    ids, school, rule = scene.ids, scene.here.school, _needs(scene, Action.LEAD_SURVEYS, scene.here.school)
    day = scene.world.clock.now().date().toordinal()
    yield Press(campaign_addresses.Campaigns(), lambda actor: _opens(actor, "surveys"))
    for place in scene.here.paths:
        leads = _needs(scene, Action.LEAD_SURVEYS, place)
        yield Press(campaign_addresses.Campaigns(place), leads)
        yield Press(leading.Offered(place), leads)
    for campaign in (ids.survey_draft, ids.survey_open, ids.survey_over):
        yield Press(campaign_addresses.CampaignCard(campaign), rule)
    key = "after_mentor"
    for to in (
        leading.Group(school, key),
        leading.GroupDays(school, key),
        leading.SureOfGroup(school, key, day + 10),
        leading.OpenGroup(school, "satisfaction_wg", day + 10),
        leading.Prepare(school, key),
        leading.Days(ids.survey_draft),
        leading.Days(ids.survey_open),
        leading.SetDay(ids.survey_draft, day + 5),
        leading.SetDay(ids.survey_open, day + 30),
        leading.SureOfDraft(ids.survey_draft),
        leading.OpenDraft(ids.survey_draft, day + 10),
        leading.DropDraft(ids.survey_draft),
        leading.Whom(ids.survey_draft),
        leading.RoleAsked(ids.survey_draft, Role.MENTEE, on=False),
        leading.Stages(ids.survey_draft),
        leading.StageAsked(ids.survey_draft, Stage.WORK, on=True),
        leading.Places(ids.survey_draft),
        leading.PairsToAsk(ids.survey_draft),
        leading.PairAsked(ids.survey_draft, ids.met),
        leading.AskEverybody(ids.survey_draft),
        leading.Remind(ids.survey_open, day),
        leading.SureToClose(ids.survey_open),
        leading.CloseEarly(ids.survey_open),
        leading.AskAgain(ids.survey_over),
    ):
        yield Press(to, rule)
    yield Press(leading.PlaceAsked(ids.survey_draft, school, on=True), only())
    yield from _of_own_surveys(scene)


def _of_own_surveys(scene: Scene) -> Iterator[Press]:
    """A draft is theirs who lead surveys there; of what it asks nobody else learns anything."""
    own, rule = scene.ids.own_draft, _needs(scene, Action.LEAD_SURVEYS, scene.here.school)
    campaign, question = own.shown.campaign.id, own.questions[0]
    for place in scene.here.paths:
        yield Press(composing.Compose(place), _needs(scene, Action.LEAD_SURVEYS, place))
    yield Press(composing.AskOnceMore(scene.ids.own_sent), rule)
    for to in (
        composing.AskTitle(campaign),
        composing.Promise(campaign),
        composing.SetPromise(campaign, Secrecy.CONFIDENTIAL),
        composing.Questions(campaign),
        composing.Question(campaign, question.id),
        composing.Kinds(campaign),
        composing.AddQuestion(campaign, Kind.TEXT),
        composing.SetKind(campaign, question.id, Kind.YES_NO),
        composing.AskWords(campaign, question.id),
        composing.AskOptions(campaign, question.id),
        composing.Demand(campaign, question.id, required=False),
        composing.Limit(campaign, question.id, 100),
        composing.Move(campaign, question.id, 0),
        composing.Remove(campaign, question.id, question.seal),
        composing.Preview(campaign),
        composing.SureToSend(campaign),
        composing.Send(campaign, own.shown.until.toordinal(), own.seal),
        composing.SureToDrop(campaign),
        composing.Drop(campaign, own.seal),
    ):
        yield Press(to, rule)


def _of_paper_tables(scene: Scene) -> Iterator[Press]:
    """A place that does not keep a table gives its page instead."""
    for place in scene.here.paths:
        rule = _needs(scene, Action.DRAW_PAPERS, place)
        yield Press(tables.Tables(place), rule)
        for table in PaperTable:
            yield Press(tables.DrawTable(place, table), rule)


def known(actor: Actor) -> bool:
    return actor.title != "stranger"


def _of_bank(scene: Scene) -> Iterator[Press]:
    school, side, ids = scene.here.school, Side.MENTEES, scene.ids
    rule = _needs(scene, Action.SEE_BANK, school)
    yield Press(bank.Banks(school), rule)
    yield Press(bank.Bank(school, side), rule)
    yield Press(bank.Bank(school, side, search=ids.search), only("own curator"))
    yield Press(bank.Person(school, ids.standing, side), rule)
    yield Press(bank.Person(school, ids.standing, side, leaf=0), rule)
    yield Press(bank.Topics(school, side), rule)
    yield Press(bank.Search(school, side), rule)
    yield Press(Unreached(school), rule)
    invites_people = _needs(scene, Action.INVITE_PARTICIPANTS, school)
    yield Press(Stopped(school), invites_people)
    yield Press(RemindAll(school, scene.world.clock.now().date().toordinal()), invites_people)
    for place in scene.here.paths:
        yield Press(numbers.Numbers(place), _needs(scene, Action.SEE_STATISTICS, place))
        yield Press(numbers.Funnels(place), _needs(scene, Action.SEE_STATISTICS, place))
        yield Press(drawings.Charts(place), _needs(scene, Action.SEE_STATISTICS, place))
        yield Press(drawings.Draw(place, drawings.Drawing.MENTEES), _needs(scene, Action.SEE_STATISTICS, place))
        yield from _behind_numbers(scene, place)


def _behind_numbers(scene: Scene, place: OrganisationId) -> Iterator[Press]:
    """Numbers for whoever sees them; people and pairs of a school for its own, its schools for who compares them."""
    sees = _needs(scene, Action.SEE_STATISTICS, place)
    for period in Period:
        yield Press(lists.Within(place, period), sees)
        yield Press(lists.Lists(place, period), sees)
        yield Press(lists.Behind(place, period, What.SATISFACTION), sees)
    yield Press(lists.Behind(place, Period.TODAY, What.EXITS), sees)
    yield Press(lists.Lower(place, Period.TODAY), sees)
    above = place != scene.here.school
    people, pairs_of = (
        _needs(scene, Action.COMPARE_SCHOOLS if above else action, place)
        for action in (Action.SEE_BANK, Action.SEE_PAIRS)
    )
    for what in (What.JOINED, What.AGREED, What.FINISHED, What.WAITING):
        yield Press(lists.Behind(place, Period.TODAY, what), people)
    for what in (What.LATE, What.MEETINGS):
        yield Press(lists.Behind(place, Period.TODAY, what), pairs_of)
    yield Press(lists.Behind(place, Period.SCHOOL_YEAR, What.STAGE, Stage.OFFERED), pairs_of)


def _of_pairs(scene: Scene) -> Iterator[Press]:
    school, ids = scene.here.school, scene.ids
    sees, forms, may_order = (
        _needs(scene, action, school) for action in (Action.SEE_PAIRS, Action.FORM_PAIRS, Action.ENTER_ORDER)
    )
    sides = only("asked mentor", "asked mentee")
    yield Press(pairs.Home(0), lambda actor: _opens(actor, "pairs"))
    yield Press(Pairs(school), sees)
    yield Press(pairs.Listed(school, Stage.OFFERED), sees)
    yield Press(Unpaired(school), forms)
    yield Press(Suggest(school, ids.standing), forms)
    yield Press(pairs.Propose(school, ids.standing, ids.mentor), forms)
    yield Press(pairs.DraftAll(school), forms)
    yield Press(pairs.SendAll(school, sure=True), forms)
    yield Press(Card(ids.draft), sees)
    yield Press(More(ids.draft), sees)
    yield Press(Card(ids.offered), lambda actor: sees(actor) or sides(actor))
    yield Press(pair_papers.PairPapers(ids.draft), sees)
    yield Press(orders.Orders(school), may_order)
    yield Press(orders.DraftOrder(school, OrderKind.ASSIGN), may_order)
    yield Press(orders.OrderOfPair(ids.draft), may_order)
    draft = OrderDraftId(1)
    for to in (
        orders.Drafted(draft),
        orders.SendOrder(draft),
        orders.Forms(draft),
        orders.CorrectForm(draft, PersonId(1), Case.DATIVE),
        orders.TellGender(draft, PersonId(1), Gender.FEMALE),
        orders.EnterForAll(draft),
    ):
        yield Press(to, only())
    yield Press(pair_papers.SendPaper(ids.draft, PaperKind.PROGRAMME), only())
    yield Press(pairs.Send(ids.draft), forms)
    yield Press(pairs.Cancel(ids.offered), forms)
    yield Press(End(ids.offered), forms)
    yield Press(End(ids.offered, Reason.TIME), forms)
    yield Press(pairs.EnterOrder(ids.offered), may_order)
    yield Press(pairs.EnterOrder(ids.draft, papers=True), only())
    yield Press(pairs.Accept(ids.offered), sides)
    yield Press(pairs.Decline(ids.offered), sides)
    yield Press(pairs.Decline(ids.offered, Reason.TIME), sides)


def _of_choosing(scene: Scene) -> Iterator[Press]:
    school, ids = scene.here.school, scene.ids
    forms = _needs(scene, Action.FORM_PAIRS, school)
    yield Press(Others(ids.draft), forms)
    yield Press(PutInstead(ids.draft, ids.second_mentor), forms)
    yield Press(keeping_apart.AskApart(school, ids.standing, ids.mentor), forms)
    yield Press(keeping_apart.KeepApart(school, ids.standing, ids.mentor, Apart.BY_HAND, apart=True), forms)
    yield Press(keeping_apart.AllApart(school, ids.standing), forms)
    yield Press(support.AskTalk(ids.standing), only())


def _of_registry(scene: Scene) -> Iterator[Press]:
    """One mentor is nominated, the other stands in the bank."""
    school, ids = scene.here.school, scene.ids
    sees, nominates, approves = (
        _needs(scene, action, school) for action in (Action.SEE_BANK, Action.NOMINATE_MENTORS, Action.APPROVE_MENTORS)
    )
    today = scene.world.clock.now().date().toordinal()
    yield Press(registry.Volunteer(ids.mentor), only())
    yield Press(registry.Volunteer(ids.second_mentor), only("second mentor"))
    yield Press(registry.Volunteer(ids.second_mentor, sure=True), only("second mentor"))
    yield Press(registry.Registry(school), sees)
    yield Press(registry.Shelved(school, Shelf.NOMINATED), sees)
    yield Press(registry.Entry(ids.mentor), sees)
    yield Press(registry.TrainingDay(ids.mentor), sees)
    yield Press(registry.Remove(ids.mentor), sees)
    yield Press(registry.Nominate(ids.second_mentor), nominates)
    yield Press(registry.NominateAll(school), nominates)
    yield Press(registry.Approve(school, ids.mentor), approves)
    yield Press(registry.MarkTrained(ids.mentor, today), approves)
    yield Press(registry.Remove(ids.mentor, RemovalReason.TIME), approves)


def _of_registers(scene: Scene) -> Iterator[Press]:
    """The mentor stands in the bank; the road map of the school has a passport."""
    here, ids = scene.here, scene.ids
    school, city, region, member = here.school, here.municipality, here.region, ids.mentor
    sees, proves, in_bank, marks, reads, leads = (
        _needs(scene, action, school)
        for action in (
            Action.SEE_REGISTERS,
            Action.PROVE_ITEMS,
            Action.SEE_BANK,
            Action.MARK_PAPER_CONSENT,
            Action.SEE_ROAD_MAPS,
            Action.LEAD_ROAD_MAPS,
        )
    )
    today = scene.world.clock.now().date().toordinal()
    for place in here.paths:
        yield Press(registers.Registers(place), _needs(scene, Action.SEE_REGISTERS, place))
        yield Press(registers.Stages(place), _needs(scene, Action.SEE_ROAD_MAPS, place))
        compares = _needs(scene, Action.COMPARE_SCHOOLS, place)
        yield Press(registers.ActsBelow(place), compares)
        yield Press(registers.ActsFile(place), compares)
        yield Press(registers.RemindOfActs(place, today), compares)
    yield Press(registers.LocalActs(school), sees)
    yield Press(registers.NoteAct(school, Act.ORDER), proves)
    yield Press(registers.TakeActAway(school, Act.ORDER), proves)
    base = _needs(scene, Action.SEE_CURATORS, city)
    yield Press(registers.Curators(city), base)
    yield Press(registers.CuratorsFile(city), base)
    yield Press(registers.CuratorsWord(ids.curator), only("own curator"))
    yield Press(registers.Confirm(ids.curator, 2026), only("own curator"))
    yield Press(registers.SchoolsPart(school), in_bank)
    yield Press(registers.BankPerson(member), in_bank)
    yield Press(registers.BankPaper(member, PaperAct.GIVE), marks)
    yield Press(registers.BankPaper(member, PaperAct.WITHDRAW), only())
    yield Press(registers.BankBlank(member), marks)
    yield Press(registers.ExternalId(member), marks)
    yield Press(registers.ExternalId(member, away=True), marks)
    yield Press(registers.BankPerson(ids.pupil), only())
    whole = _needs(scene, Action.SEE_REGIONAL_BANK, region)
    yield Press(registers.RegionalBank(region), whole)
    yield Press(registers.RegionalBank(region, file=True), whole)
    yield Press(registers.RegionalBank(school), only())
    yield Press(registers.Courses(school), in_bank)
    yield Press(registers.Courses(city), _needs(scene, Action.COMPARE_SCHOOLS, city))
    for to in (
        registers.Passport(ids.school_map),
        registers.PassportPart(ids.school_map, PassportPart.GOAL),
        registers.Targets(ids.school_map),
        registers.PassportFile(ids.school_map),
    ):
        yield Press(to, reads)
    yield Press(registers.PassportPart(ids.school_map, PassportPart.GOAL, edit=True), leads)
    yield Press(registers.Targets(ids.school_map, 0), leads)
    yield Press(registers.BeginPassport(ids.school_map), leads)


def _of_groups(scene: Scene) -> Iterator[Press]:
    """Nobody is asked to come into the pair that has met."""
    school, ids = scene.here.school, scene.ids
    forms = _needs(scene, Action.FORM_PAIRS, school)
    yield Press(groups.Gather(school), forms)
    yield Press(groups.Around(school, ids.mentor), forms)
    yield Press(groups.Start(school, ids.mentor, ids.standing), forms)
    yield Press(groups.Members(ids.draft), forms)
    yield Press(groups.Add(ids.draft, ids.standing), forms)
    yield Press(groups.Drop(ids.draft, ids.standing), forms)
    yield Press(groups.Kinds(ids.draft), forms)
    yield Press(groups.ChooseKind(ids.draft, MentoringKind.REMOTE), forms)
    yield Press(groups.Invite(ids.met, ids.standing), forms)
    yield Press(groups.Recall(ids.met, ids.standing), forms)
    for to in (groups.Invitation, groups.Join, groups.Refuse):
        yield Press(to(ids.met), only())
    # The times are a draft in a pair: there is nothing that a group could answer.
    yield Press(group_meetings.Suits(ids.times, ids.slot, fits=True), only())
    yield Press(group_meetings.Answered(ids.times), only())
    yield Press(group_meetings.Fix(ids.times, ids.slot), only())
    yield Press(group_meetings.WhoWas(ids.times), only())
    yield Press(group_meetings.Note(ids.times, ids.standing, present=True), only())


def _of_meetings(scene: Scene) -> Iterator[Press]:
    """The mentor has begun to choose times, so the draft is the mentor's alone."""
    ids = scene.ids
    forms = _needs(scene, Action.FORM_PAIRS, scene.here.school)
    author, sides = only("asked mentor"), only("asked mentor", "met mentee")
    soon = int(scene.world.clock.now().timestamp()) // 60 + 48 * 60
    yield Press(meetings.Begin(ids.met), sides)
    yield Press(meetings.Draft(ids.times), author)
    yield Press(meetings.PickDay(ids.times), author)
    yield Press(meetings.PickTime(ids.times, scene.world.clock.now().date().toordinal() + 1), author)
    yield Press(meetings.PickLateTime(ids.times, scene.world.clock.now().date().toordinal() + 1), author)
    yield Press(meetings.AddTime(ids.times, soon), author)
    yield Press(meetings.DropTime(ids.times, ids.slot), author)
    yield Press(meetings.ChooseWhere(ids.times, Where.ONLINE), author)
    yield Press(meetings.Offer(ids.times), author)
    yield Press(meetings.Take(ids.times, ids.slot), only())
    yield Press(meetings.CallOff(ids.times, move=True), only())
    yield Press(meetings.CallOff(ids.times, move=True, reason=Reason.TIME), only())
    yield Press(meetings.Tell(ids.times, Outcome.HELD), only())
    yield Press(meetings.Judge(ids.times, Outcome.HELD), only())
    yield Press(meetings.EnterHeld(ids.met, MeetingKind.ACQUAINTANCE, 0), forms)
    yield Press(meetings.EnterHeld(ids.met, MeetingKind.ACQUAINTANCE, 0, sure=True), forms)
    yield Press(meetings.HeldWhen(ids.met, MeetingKind.ACQUAINTANCE, 0), forms)
    today = scene.world.clock.now().date().toordinal()
    yield Press(meetings.HeldOn(ids.met, MeetingKind.ACQUAINTANCE, 0, today), forms)
    yield Press(meetings.WhichEvent(ids.times), only())
    yield Press(meetings.ThisEvent(ids.times, ids.event), only())
    yield Press(meetings.GiveVerdict(ids.draft, 0, Verdict.YES), forms)
    yield Press(meetings.ReadMemo(ids.met), author)
    yield Press(meetings.CalendarFile(ids.times), only())
    yield Press(meetings.AskLink(ids.times), only())
    yield Press(meetings.DropLink(ids.times), only())


def _of_pair_acts(scene: Scene) -> Iterator[Press]:
    """A pair that an order names; its mentor is an employee."""
    ids, school = scene.ids, scene.here.school
    forms, orders = (_needs(scene, action, school) for action in (Action.FORM_PAIRS, Action.ENTER_ORDER))
    sides = only("asked mentor", "met mentee")
    both: Rule = lambda actor: forms(actor) or sides(actor)  # noqa: E731
    month = scene.world.clock.now().year * 12 + scene.world.clock.now().month
    soon = scene.world.clock.now().date().toordinal() + 14
    yield Press(changes.Pause(ids.met), both)
    yield Press(changes.Pause(ids.met, Reason.VACATION), both)
    yield Press(changes.Pause(ids.met, Reason.VACATION, soon), both)
    yield Press(changes.PauseDays(ids.met, Reason.VACATION), both)
    yield Press(changes.PauseDays(ids.met, Reason.VACATION, month), both)
    yield Press(changes.Resume(ids.met), both)
    yield Press(changes.Extend(ids.met), forms)
    yield Press(changes.Extend(ids.met, soon), only())
    yield Press(changes.Quit(ids.met), both)
    yield Press(changes.Quit(ids.met, Reason.TIME), sides)
    yield Press(changes.EndHow(ids.met, Reason.LEAVES, notice=True), forms)
    yield Press(changes.EndHow(ids.met, Reason.LEAVES, notice=False), forms)
    yield Press(changes.TakeBack(ids.met), lambda actor: forms(actor) or actor.title == "asked mentor")
    yield Press(replacing.Replace(ids.met), forms)
    yield Press(replacing.Choose(ids.met, ids.standing, sure=True), forms)
    yield Press(pair_history.History(ids.met), _needs(scene, Action.SEE_PAIRS, school))
    yield Press(plan_changes.Versions(ids.met), only())
    for answer in (plan_changes.Agree, plan_changes.Approve, plan_changes.Reject):
        yield Press(answer(ids.planning, 1), only())
    yield Press(Ask(ids.met), sides)
    yield Press(Ask(ids.met, Topic.PLAN), sides)
    yield Press(Ask(ids.met, Topic.DANGER), only())
    yield Press(asking.Wish(ids.met, Topic.MENTOR), sides)
    yield Press(Danger(), only())
    sees = _needs(scene, Action.SEE_PAIRS, school)
    yield Press(Requests(school), sees)
    yield Press(asking.Request(ids.request), sees)
    yield Press(asking.Answer(ids.request, HelpState.TAKEN), sees)
    yield Press(changes.Another(ids.met, wanted=True), only())
    yield Press(changes.CorrectOrder(ids.met), orders)


def _of_plans(scene: Scene) -> Iterator[Press]:
    """A pair whose plan is being drafted by its mentor."""
    ids, school = scene.ids, scene.here.school
    author = only("asked mentor")
    approves, forms = (_needs(scene, action, school) for action in (Action.APPROVE_PLAN, Action.FORM_PAIRS))
    month = scene.world.clock.now().year * 12 + scene.world.clock.now().month
    yield Press(plans.Begin(ids.planning), author)
    for page in (plans.Draft, plans.Goals, plans.OwnGoals, plans.Results, plans.Kinds):
        yield Press(page(ids.planning), author)
    yield Press(plans.Months(ids.planning, "visit"), author)
    yield Press(plans.ChooseGoal(ids.plan, "manage"), author)
    yield Press(plans.OwnGoal(ids.planning, ids.planned), author)
    yield Press(plans.ChooseOwnGoal(ids.plan, ids.planned, "manage"), author)
    yield Press(plans.ChooseResult(ids.plan, "open"), author)
    yield Press(plans.AddEvent(ids.plan, "visit", month), author)
    yield Press(plans.DropEvent(ids.plan, ids.event), author)
    yield Press(plans.Submit(ids.plan), author)
    yield Press(plans.Discard(ids.plan), only())
    yield Press(plans.Answer(ids.planning, 1, agree=True), only("planning mentee"))
    yield Press(plans.Approve(ids.planning, 1), approves)
    yield Press(plans.SendBack(ids.planning, 1), approves)
    yield Press(plans.SendBack(ids.planning, 1, ReturnReason.GOAL), approves)
    yield Press(plans.Events(ids.planning), only())
    yield Press(plans.Mark(ids.plan, ids.event, EventState.DONE), only())
    yield Press(plans.Finish(ids.planning), forms)


def _of_surveys(scene: Scene) -> Iterator[Press]:
    """What a side was asked is that side's alone: not the partner's, not the curator's."""
    ids = scene.ids
    yield Press(surveys.Answer(ids.met), only("asked mentor", "met mentee"))
    yield Press(surveys.Answer(ids.offered), only("asked mentor", "asked mentee"))
    yield Press(surveys.Begin(ids.survey), only("met mentee"))
    school = scene.here.school
    sees = _needs(scene, Action.SEE_PAIRS, school)
    yield Press(survey_answers.AskedPairs(school), sees)
    yield Press(PairSurveys(ids.planning), sees)
    yield Press(survey_answers.Read(ids.answered), _needs(scene, Action.SEE_CURATOR_ANSWERS, school))
    yield Press(survey_answers.Read(ids.survey), only())
    yield Press(my_data.Surveys(school), only("planning mentee"))
    yield Press(my_data.Survey(ids.answered), only("planning mentee"))
    yield Press(my_data.Survey(ids.survey), only())
    yield from _of_campaign_answers(scene)


def _of_campaign_answers(scene: Scene) -> Iterator[Press]:
    """One sent to the working group; its answers are the answering person's own, its sums for those who lead it."""
    ids, school = scene.ids, scene.here.school
    asked = only("own working_group")
    yield Press(AnswerCampaign(ids.campaign), asked)
    yield Press(campaign_answers.BeginCampaign(ids.campaign), asked)
    yield Press(CampaignResults(ids.campaign), _needs(scene, Action.LEAD_SURVEYS, school))
    yield Press(my_data.Campaigns(school), only())
    yield Press(my_data.Campaign(ids.campaign), only())


def _of_papers(scene: Scene) -> Iterator[Press]:
    ids, rule = scene.ids, _needs(scene, Action.MARK_PAPER_CONSENT, scene.here.school)
    yield Press(papers.Papers(scene.here.school), rule)
    for to in (papers.Case, papers.Note, papers.Blank):
        yield Press(to(ids.pupil), rule)
    yield Press(papers.SignedBy(ids.pupil, Representative.MOTHER), rule)
    yield Press(papers.Adult(ids.pupil, sure=False), rule)
    yield Press(papers.TakeBack(ids.noted_pupil, ids.paper), rule)


def _of_invitations(scene: Scene) -> Iterator[Press]:
    here, ids = scene.here, scene.ids
    participants, staff = Action.INVITE_PARTICIPANTS, Action.INVITE_STAFF
    school = here.paths[here.school]
    yield Press(invitations.ChooseOrganisation(), lambda actor: any(actor.may(a, p) for a, p in _everywhere(scene)))
    either: Rule = lambda actor: actor.may(participants, school) or actor.may(staff, school)  # noqa: E731
    yield Press(invitations.InviteInto(here.school), either)
    yield Press(invitations.ShowInvitations(here.school), either)
    yield Press(invitations.InviteInto(here.region), _needs(scene, staff, here.region))
    roles = [(here.school, Role.MENTEE), (here.school, Role.CURATOR), (here.municipality, Role.MUNICIPAL_COORDINATOR)]
    for number, (place, role) in enumerate(roles):
        rule = _needs(scene, invites(role), place)
        yield Press(invitations.ChooseKind(place, role), rule)
        yield Press(invitations.MakePersonal(place, role, "abcdefghjk" + "mnp"[number] * 2), rule)
        yield Press(invitations.ChooseUses(place, role), rule)
        yield Press(invitations.ChooseDays(place, role, 30), rule)
        yield Press(invitations.MakePoster(place, role, 30, 7, "qrstuvwxyz" + "mnp"[number] * 2), rule)
    for invitation, action in ((ids.invitation, participants), (ids.staff_invitation, staff)):
        rule = _needs(scene, action, here.school)
        for to in (invitations.ShowInvitation, invitations.ShowLink, invitations.AskRevoke, invitations.Revoke):
            yield Press(to(invitation), rule)


def _everywhere(scene: Scene) -> list[tuple[Action, tuple[OrganisationId, ...]]]:
    paths = (*scene.here.paths.values(), *scene.there.paths.values())
    return [(action, path) for action in (Action.INVITE_PARTICIPANTS, Action.INVITE_STAFF) for path in paths]


def _of_organisations(scene: Scene) -> Iterator[Press]:
    here = scene.here
    creates: Rule = lambda actor: actor.may(Action.CREATE_ORGANISATION, ())  # noqa: E731
    sees_any: Rule = lambda actor: any(Action.SEE_ORGANISATION in TABLE[grant.role] for grant in actor.grants)  # noqa: E731
    yield Press(organisations.OpenShelf(None), sees_any)
    yield Press(organisations.NewOrganisation(None), creates)
    yield Press(organisations.ChooseParent(Level.ORGANISATION), creates)
    yield Press(organisations.NameOrganisation(Level.ORGANISATION, None), creates)
    yield Press(organisations.NewOrganisation(here.municipality), creates)
    yield Press(organisations.NameOrganisation(Level.ORGANISATION, here.municipality), creates)
    for place in here.paths:
        sees = _needs(scene, Action.SEE_ORGANISATION, place)
        yield Press(organisations.OpenShelf(place), sees)
        yield Press(organisations.ShowOrganisation(place), sees)
    edits, school = _needs(scene, Action.EDIT_ORGANISATION, here.school), here.school
    for to in (
        organisations.EditDetail(school, Field.NAME),
        organisations.EditDetail(school, Field.TZ),
        organisations.SetZone(school, "Asia/Omsk"),
        organisations.SetWeek(school, 6),
        organisations.SetState(school, state_owned=True),
        organisations.SetMinors(school, take_part=False),
        organisations.SetPrivacy(school, Privacy.MINIMAL),
        organisations.ShowWarning(school),
        organisations.Acknowledge(school),
        ShowVacations(school),
        vacations.PickFirst(school),
        vacations.PickLast(school, 740_000),
        vacations.AddVacation(school, 740_000, 740_005),
        vacations.DropVacation(school, 740_000),
    ):
        yield Press(to, edits)


def _of_road_maps(scene: Scene) -> Iterator[Press]:
    """A school sees its own part of what stands above it, and leads nothing there."""
    here, ids, year = scene.here, scene.ids, scene.world.clock.now().year
    school, place = here.school, here.municipality
    sees, sees_part = (_needs(scene, Action.SEE_ROAD_MAPS, at) for at in (place, school))
    leads = _needs(scene, Action.LEAD_ROAD_MAPS, place)
    for at in here.paths:
        yield Press(maps.RoadMaps(at), _needs(scene, Action.SEE_ROAD_MAPS, at))
        yield Press(maps.Begin(at), _needs(scene, Action.LEAD_ROAD_MAPS, at))
    yield Press(maps.Places(), lambda actor: _opens(actor, "roadmap"))
    for whose, rule in ((None, sees), (school, sees_part)):
        yield Press(maps.Home(ids.road_map, whose), rule)
        yield Press(maps.Section(ids.road_map, whose), rule)
        yield Press(maps.Section(ids.road_map, whose, 0), rule)
        yield Press(maps.SectionOf(ids.road_map, whose, ids.map_item), rule)
        yield Press(maps.ByMonth(ids.road_map, whose), rule)
    yield Press(maps.Home(ids.road_map, scene.there.school), only())
    yield Press(maps.ItemCard(ids.map_item), sees)
    yield Press(maps.TaskCard(ids.map_task), sees_part)
    yield Press(maps.BeginIn(place, MAP), leads)
    yield Press(maps.Draft(place, MAP, year), leads)
    yield Press(maps.Draft(place, MAP, 99999), only())
    yield Press(maps.AskStart(ids.map_draft), leads)
    yield Press(maps.Start(ids.map_draft), leads)
    yield Press(maps.Close(ids.road_map), leads)
    yield Press(maps.Close(ids.road_map, sure=True), leads)
    yield Press(maps.Close(ids.map_draft, sure=True), only())
    yield Press(maps.Discard(ids.map_draft), leads)
    yield Press(maps.Discard(ids.map_draft, sure=True), leads)
    yield Press(maps.Discard(ids.road_map, sure=True), only())
    yield from _of_files(scene, leads)
    yield from _of_changed_items(scene, leads)
    yield from _of_changed_tasks(scene)
    yield from _of_levels(scene)
    yield from _of_evidence(scene)


def _of_files(scene: Scene, leads: Rule) -> Iterator[Press]:
    """Who leads brings a plan in and settles it; who sees a road map may take its files and its year along."""
    ids, here = scene.ids, scene.here
    for place in here.paths:
        yield Press(plans_in.SendFile(place), _needs(scene, Action.LEAD_ROAD_MAPS, place))
        sees = _needs(scene, Action.SEE_ROAD_MAPS, place)
        yield Press(years.ShowYear(place), sees)
        yield Press(years.ShowYear(place, 99999), only())
        yield Press(years.ShowMonth(place, 2026 * 12), sees)
        yield Press(years.YearFile(place, 2026), sees)
    for to in (
        plans_in.PickYear(ids.map_draft),
        plans_in.Unsettled(ids.map_draft),
        plans_in.Notices(ids.map_draft),
        plans_in.OneFinding(ids.map_finding),
        plans_in.KeepAsIs(ids.map_finding),
        plans_in.KeepAll(ids.map_draft),
        plans_in.KeepAll(ids.map_draft, sure=True),
    ):
        yield Press(to, leads)
    yield Press(plans_in.MoveTo(ids.map_draft, 2028), only())
    yield Press(plans_in.Unsettled(ids.road_map), only())
    for whose, at in ((None, here.municipality), (here.school, here.school)):
        sees = _needs(scene, Action.SEE_ROAD_MAPS, at)
        yield Press(plans_in.Files(ids.road_map, whose), sees)
        for wanted in plans_in.Wanted:
            yield Press(plans_in.GetFile(ids.road_map, whose, wanted), sees)
    yield Press(plans_in.GetFile(ids.map_draft, None, plans_in.Wanted.REPORT), only())


def _of_evidence(scene: Scene) -> Iterator[Press]:
    """Whoever sees the item sees what proves it; the school's own people give it and take it back."""
    ids, school = scene.ids, scene.here.school
    sees, proves = (_needs(scene, action, school) for action in (Action.SEE_ROAD_MAPS, Action.PROVE_ITEMS))
    for row, rule in ((None, proves), (0, proves), (99, only())):
        yield Press(proofs.Prove(ids.map_listed, row), rule)
        yield Press(proofs.ByFile(ids.map_listed, row), rule)
    yield Press(proofs.Absent(ids.map_listed, 0), proves)
    yield Press(proofs.Absent(ids.map_listed, 99), only())
    yield Press(proofs.PickDay(ids.map_ongoing), proves)
    yield Press(proofs.PickDay(ids.map_ongoing, -5), only())
    yield Press(proofs.OnDay(ids.map_ongoing, scene.world.clock.now().date().toordinal()), proves)
    yield Press(proofs.OnDay(ids.map_ongoing, -5), only())
    yield Press(proofs.Correct(ids.map_task), proves)
    yield Press(proofs.Withdraw(ids.map_proof), proves)
    yield Press(proofs.AskAct(ids.map_task), proves)
    yield Press(proofs.NameAct(ids.map_proof, Act.ORDER), proves)
    yield Press(proofs.NameAct(EvidenceId(99_999), Act.ORDER), only())
    yield Press(proofs.Close(ids.map_ongoing), proves)
    yield Press(proofs.Reopen(ids.map_closed), proves)
    yield Press(proofs.Files(ids.map_task), sees)
    yield Press(proofs.ShowFile(ids.map_file), proves)
    yield Press(proofs.ShowFile(ids.map_proof), only())


def _of_today(scene: Scene) -> Iterator[Press]:
    yield Press(today.Today(), lambda actor: _opens(actor, "today"))
    for place in scene.here.paths:
        sees = _needs(scene, Action.SEE_ROAD_MAPS, place)
        yield Press(today.Undated(place), _needs(scene, Action.PROVE_ITEMS, place))
        yield Press(today.Behind(place), sees)
        yield Press(today.BehindAt(place), sees)


def _of_changed_items(scene: Scene, leads: Rule) -> Iterator[Press]:
    item = scene.ids.map_item
    for to in (
        change.AskTitle(scene.ids.road_map),
        change.EditItem(item),
        change.AskPart(item, Part.TEXT),
        change.PickDeadline(item),
        *(change.PickDeadline(item, how) for how in change.How),
        change.SetDeadline(item, "l"),
        change.PickOwner(item),
        change.SetOwner(item, Role.CURATOR),
        change.PickEvidence(item),
        change.SetEvidence(item, EvidenceKind.LINK),
        change.AskWaive(item),
        change.WaiveItem(item, "before"),
        change.NeedItem(item),
        change.AddItem(item),
        change.RemoveItem(scene.ids.draft_item),
        change.RemoveItem(scene.ids.draft_item, sure=True),
    ):
        yield Press(to, leads)
    yield Press(change.RemoveItem(item, sure=True), only())
    yield Press(change.SetOwner(item, Role.REGIONAL_COORDINATOR), only())
    yield Press(change.SetDeadline(item, "u999999"), only())
    yield Press(change.PastItems(scene.ids.map_draft), _needs(scene, Action.SEE_ROAD_MAPS, scene.here.municipality))
    yield Press(change.PastItem(scene.ids.draft_item), leads)
    yield Press(change.SettlePast(scene.ids.map_draft, Way.DONE), leads)
    yield Press(change.SettlePast(scene.ids.road_map, Way.DONE), only())


def _of_changed_tasks(scene: Scene) -> Iterator[Press]:
    """The school decides about its own tasks, and about a day only where the plan names none."""
    ids, leads = scene.ids, _needs(scene, Action.LEAD_ROAD_MAPS, scene.here.school)
    today = scene.world.clock.now().date().toordinal()
    yield Press(change.AskWaiveTask(ids.map_ongoing), leads)
    yield Press(change.WaiveTask(ids.map_ongoing, "nobody"), leads)
    yield Press(change.ReopenTask(ids.map_task), only())
    yield Press(change.PickDay(ids.undated_task), leads)
    yield Press(change.PickDay(ids.undated_task, more=True), leads)
    yield Press(change.SetDay(ids.undated_task, today + 7), leads)
    yield Press(change.SetDay(ids.undated_task, today + 7, more=True), leads)
    yield Press(change.PickDay(ids.map_task), only())
    yield Press(change.SetDay(ids.map_task, today + 7), only())
    yield Press(change.SetDay(ids.undated_task, 10**12), only())


def _of_levels(scene: Scene) -> Iterator[Press]:
    here, ids = scene.here, scene.ids
    sees, sees_part = (_needs(scene, Action.SEE_ROAD_MAPS, at) for at in (here.municipality, here.school))
    leads = _needs(scene, Action.LEAD_ROAD_MAPS, here.municipality)
    yield Press(change.ShowHistory(Of.MAP, ids.road_map), sees)
    yield Press(change.ShowHistory(Of.ITEM, ids.map_item), sees)
    yield Press(change.ShowHistory(Of.TASK, ids.map_task), sees_part)
    yield Press(change.ShowLevels(ids.road_map), sees)
    yield Press(change.ShowLevels(ids.road_map, here.school), sees_part)
    yield Press(change.ShowLevels(ids.road_map, scene.there.school), only())
    yield Press(change.ShowOwn(ids.road_map), sees)
    yield Press(change.ShowOwn(ids.road_map, here.school), sees_part)
    yield Press(change.ShowItems(ids.road_map), sees)
    yield Press(change.RemindLate(ids.road_map), leads)
    yield Press(change.AskLeave(ids.road_map, here.school), leads)
    yield Press(change.Leave(ids.road_map, here.school, "closed"), leads)
    yield Press(change.ComeBack(ids.road_map, here.school), leads)
    yield Press(change.Leave(ids.road_map, scene.there.school, "closed"), only())


def _of_year_ends(scene: Scene) -> Iterator[Press]:
    """Sums for whoever sees statistics; papers and the SWOT at home alone."""
    ids, school, city = scene.ids, scene.here.school, scene.here.municipality
    for place in scene.here.paths:
        sees = _needs(scene, Action.SEE_STATISTICS, place)
        yield Press(year_ends.YearEnd(place), sees)
        yield Press(year_ends.Changes(place), sees)
    for place in (school, city):
        yield Press(year_ends.Draw(place, year_ends.Wanted.COUNCIL), _needs(scene, Action.DRAW_PAPERS, place))
    edits = _needs(scene, Action.EDIT_SWOT, school)
    yield Press(year_ends.Swot(school), edits)
    yield Press(year_ends.Swot(city), only())
    yield Press(year_ends.SwotSide(school, SwotSide.STRENGTHS), edits)
    yield Press(year_ends.SwotAnswers(school, SwotSide.THREATS), edits)
    yield Press(year_ends.TakeWords(school, "0123456789ab"), only())
    yield Press(year_ends.AddOwn(school, SwotSide.STRENGTHS), edits)
    yield Press(year_ends.SwotLine(ids.swot_line), edits)
    yield Press(year_ends.EditLine(ids.swot_line), edits)
    yield Press(year_ends.RemoveLine(ids.swot_line, 0), edits)


def _of_indicators(scene: Scene) -> Iterator[Press]:
    """Whoever sees the statistics of a place; only the school types its numbers."""
    year, school, calendar = scene.world.clock.now().year, scene.here.school, YearKind.CALENDAR
    for place in scene.here.paths:
        sees = _needs(scene, Action.SEE_STATISTICS, place)
        yield Press(indicators.Indicators(place), sees)
        yield Press(indicators.Indicators(place, calendar, 1999), only())
        yield Press(indicators.IndicatorBelow(place, 0, calendar, year), sees)
        yield Press(indicators.IndicatorBelow(place, 99, calendar, year), only())
        yield Press(indicators.WithoutNumbers(place, year), sees)
    types = _needs(scene, Action.ENTER_NUMBERS, school)
    yield Press(indicators.TypedNumbers(school, year), types)
    yield Press(indicators.TypedNumbers(school, year + 1), only())
    yield Press(indicators.TypedNumbers(scene.here.municipality, year), only())
    yield Press(indicators.AskNumber(school, "pupils", year), types)
    yield Press(indicators.AskNumber(school, "nothing", year), only())
    yield Press(indicators.KeepNumber(school, "pupils", year, 480, 0), types)
    yield Press(indicators.KeepNumber(school, "pupils", year, -1, 0), only())
    yield Press(indicators.TakeNumberAway(school, "pupils", year, 0), types)


def _of_reports(scene: Scene) -> Iterator[Press]:
    """The school sends, the municipality collects; neither does the other's."""
    here, ids = scene.here, scene.ids
    found, report, changes = ids.report_round, ids.report, ids.report_changes
    sends, collects = _needs(scene, Action.SEND_REPORTS, here.school), _collects(scene)
    yield Press(reports.Reports(), lambda actor: _opens(actor, "reports"))
    yield Press(reports.Reports(here.school), sends)
    yield Press(reports.Reports(here.municipality), collects)
    yield Press(reports.OpenRound(here.municipality, "october", 2026), collects)
    yield Press(reports.OpenRound(here.municipality, "october", 2026, sure=True), collects)
    yield Press(reports.OpenRound(here.municipality, "october", 2031, sure=True), only())
    collecting: tuple[Address, ...] = (
        *(button(found) for button in (reports.Round, reports.Sum, reports.SumFile, reports.RemindAll)),
        *(reports.Shelved(found, shelf) for shelf in ReportShelf),
        reports.AcceptAll(found),
        reports.AcceptAll(found, 1),
        reports.SetClosed(found, closed=True),
        reports.SetClosed(found, closed=True, sure=True),
        reports.Sent(report),
        reports.Accept(report, changes),
        reports.AskComment(report),
        reports.Return(report, changes),
    )
    sending: tuple[Address, ...] = (
        reports.Own(found, here.school),
        reports.Send(found, here.school),
        reports.Send(found, here.school, changes),
        reports.CallBack(found, here.school, changes),
        reports.Note(found, here.school),
        reports.Note(found, here.school, changes),
        reports.OwnFile(here.school),
        reports.OwnFile(here.school, found),
    )
    for buttons, rule in ((collecting, collects), (sending, sends)):
        for to in buttons:
            yield Press(to, rule)
    yield Press(reports.Own(found, here.municipality), only())
    yield Press(reports.Own(found, scene.there.school), only())
    yield Press(reports.OwnFile(here.municipality), only())


def _collects(scene: Scene) -> Rule:
    return _needs(scene, Action.COLLECT_REPORTS, scene.here.municipality)


COMMANDS: dict[str, tuple[Action, ...] | None] = {
    "start": None,
    "menu": None,
    "help": None,
    "cancel": None,
    "mydata": None,
    "when": None,
    "roadmap": (Action.SEE_ROAD_MAPS,),
    "pairs": (Action.SEE_PAIRS,),
    "bank": (Action.SEE_BANK,),
    "papers": (Action.MARK_PAPER_CONSENT,),
    "today": (Action.PROVE_ITEMS,),
    "stats": (Action.SEE_STATISTICS,),
    "org": (Action.SEE_ORGANISATION,),
    "invite": (Action.INVITE_PARTICIPANTS, Action.INVITE_STAFF),
    "surveys": (Action.LEAD_SURVEYS,),
    "reports": (Action.SEND_REPORTS, Action.COLLECT_REPORTS),
    "documents": (Action.DRAW_PAPERS,),
}
"""Any of these actions somewhere opens the command; None is for everybody."""


def _opens(actor: Actor, command: str) -> bool:
    """A participant may look for a pair of their own, and whoever is asked for the survey that waits."""
    participates = any(grant.role in PARTICIPANTS for grant in actor.grants) or actor.title in PAIRED
    asked = command == "surveys" and actor.title in ASKED
    return asked or (command in menu.OWN and participates) or _holds_any(actor, COMMANDS[command])


ASKED = ("own working_group",)
"""Whom the open survey of the scene asks."""

PAIRED = ("asked mentor", "second mentor", "asked mentee", "met mentee", "planning mentee", "owner of the attempt")


def _holds_any(actor: Actor, actions: tuple[Action, ...] | None) -> bool:
    return actions is None or any(action in TABLE[grant.role] for grant in actor.grants for action in actions)


# -- the walk ----------------------------------------------------------------------------------------------------


async def test_every_address_command_and_awaited_text_is_classified(scene: Scene) -> None:
    ours = {address for address in registered() if address.__module__.startswith("bot.dialogs.")}
    assert {type(press.to) for press in presses(scene)} == ours
    assert set(COMMANDS) == {*menu.COMMANDS, "start"}
    assert {of.kind for of, _, _ in awaited_words(scene)} | {AwaitedKind.CODE} == set(AwaitedKind)


async def test_every_role_of_the_table_walks(scene: Scene) -> None:
    held = {grant.role for actor in scene.actors for grant in actor.grants}
    assert held == set(Role) == set(TABLE)


@pytest.mark.slow
async def test_who_may_not_press_sees_nothing_and_changes_nothing(scene: Scene) -> None:
    for press in presses(scene):
        refused = [actor for actor in scene.actors if not press.rule(actor)]
        await _press(scene, refused, press.to)
        await _assert_refused(scene, refused, repr(press.to))


@pytest.mark.slow
async def test_who_may_press_gets_through(scene: Scene) -> None:
    for press in presses(scene):
        for actor in scene.actors:
            if press.rule is not anyone and press.rule(actor):
                await _press(scene, [actor], press.to)
                assert scene.opened(actor), f"{actor} is kept from {press.to}"
                assert "Что-то сломалось" not in scene.told(actor), f"{actor}: {press.to}"
                await scene.restore()
    assert scene.restored > 100, "what is written is not heard of any more"


async def test_what_is_for_everybody_tells_nobody_anything(scene: Scene) -> None:
    for press in presses(scene):
        if press.rule is anyone:
            await _press(scene, scene.actors, press.to)
            for actor in scene.actors:
                _assert_no_secret(scene, actor, repr(press.to))
            assert await scene.changes() == [], press.to


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("way", ["typed", "button"])
async def test_a_command_opens_for_those_who_have_something_there(scene: Scene, command: str, way: str) -> None:
    def act(actor: Actor) -> None:
        if way == "typed":
            actor.person.type_now(f"/{command}")
        else:
            _forge(scene, actor, menu.Open(command))

    await _together(scene, scene.actors, act)
    for actor in scene.actors:
        if COMMANDS[command] is not None:
            assert scene.opened(actor) == _opens(actor, command), f"{actor}: /{command}"
        if not actor.home:
            _assert_no_secret(scene, actor, command)
    assert await scene.changes() == []


def awaited_words(scene: Scene) -> list[tuple[Awaited, str, Rule]]:
    """Words that were asked for while one still had the right, or whose question was forged into the database."""
    ids, school = scene.ids, scene.here.school
    owner, proves = only("owner of the attempt"), _needs(scene, Action.PROVE_ITEMS, school)
    edits_swot = _needs(scene, Action.EDIT_SWOT, school)
    edits, sees = (_needs(scene, action, school) for action in (Action.EDIT_ORGANISATION, Action.SEE_BANK))
    approves = _needs(scene, Action.APPROVE_MENTORS, school)
    types = _needs(scene, Action.ENTER_NUMBERS, school)
    approves, sends = (_needs(scene, action, school) for action in (Action.APPROVE_MENTORS, Action.SEND_REPORTS))
    leads, leads_school = (_needs(scene, Action.LEAD_ROAD_MAPS, at) for at in (scene.here.municipality, school))
    marks, orders = (_needs(scene, action, school) for action in (Action.MARK_PAPER_CONSENT, Action.ENTER_ORDER))
    return [
        (Awaited(AwaitedKind.PROOF, (str(ids.map_ongoing), "", "")), "https://school.example/news", proves),
        (Awaited(AwaitedKind.NAME), "Чужая Имя Отчествовна", only()),
        (Awaited(AwaitedKind.ANSWER, (str(ids.attempt), "mr02")), "Физика", owner),
        (Awaited(AwaitedKind.OTHER, (str(ids.attempt), "mr01", "other")), "Тьютор", owner),
        (Awaited(AwaitedKind.ORGANISATION_NAME, ("organisation", "")), "Новая школа", only("administrator")),
        (Awaited(AwaitedKind.ORGANISATION_DETAIL, (str(school), "name")), "Переименована", edits),
        (Awaited(AwaitedKind.SEARCH, (str(school), Side.MENTEES.value)), "тайнова", sees),
        (Awaited(AwaitedKind.ORDER, (str(ids.offered),)), "12 от 05.09.2026", orders),
        (Awaited(AwaitedKind.ORDER_OF_DRAFT, ("1",)), "12 от 05.09.2026", only()),
        (Awaited(AwaitedKind.NAME_FORM, ("1", "1", "dative")), "Смирновой Марии Павловне", only()),
        (Awaited(AwaitedKind.ORDER_CORRECTION, (str(ids.met),)), "14-од от 05.09.2026", orders),
        (Awaited(AwaitedKind.LOCAL_ACT, (str(school), Act.ORDER.value)), "12 от 05.09.2026", proves),
        (Awaited(AwaitedKind.BANK_PAPER, (str(ids.mentor), PaperAct.GIVE.value)), "12 от 05.09.2026", marks),
        (Awaited(AwaitedKind.EXTERNAL_ID, (str(ids.mentor),)), "НБ-0042", marks),
        (Awaited(AwaitedKind.PASSPORT, (str(ids.school_map), PassportPart.GOAL.value)), "Другая цель", leads_school),
        (Awaited(AwaitedKind.TARGETS, (str(ids.school_map), "0")), "2027: 35", leads_school),
        (Awaited(AwaitedKind.MEETING_LINK, (str(ids.times),)), "https://meet.school.example/1", only()),
        (Awaited(AwaitedKind.REGISTRY_ORDER, (str(school), "99", "")), "12 от 05.09.2026", approves),
        (Awaited(AwaitedKind.ROAD_MAP_FILE, (str(scene.here.municipality), "")), "план", leads),
        (Awaited(AwaitedKind.ROAD_MAP_TITLE, (str(ids.road_map),)), "Другое название", leads),
        (Awaited(AwaitedKind.ROAD_MAP_PART, (str(ids.map_item), "text")), "Новые слова пункта", leads),
        (Awaited(AwaitedKind.ROAD_MAP_ITEM, (str(ids.map_item),)), "Ещё один пункт", leads),
        (Awaited(AwaitedKind.ROAD_MAP_REASON, (str(ids.map_ongoing), "task")), "Сделано раньше", leads_school),
        (Awaited(AwaitedKind.ROAD_MAP_DAY, (str(ids.undated_task), "")), "01.12.2026", leads_school),
        (Awaited(AwaitedKind.REPORT_NOTE, (str(ids.report_round), str(school), "0")), "Был карантин", sends),
        (Awaited(AwaitedKind.REPORT_COMMENT, (str(ids.report),)), "Проверьте встречи", _collects(scene)),
        (Awaited(AwaitedKind.PAPER, (str(ids.pupil), Representative.MOTHER.value)), "12 от 05.09.2026", marks),
        (Awaited(AwaitedKind.SWOT_LINE, ("new", str(school), "S")), "Дружный коллектив", edits_swot),
        (Awaited(AwaitedKind.SWOT_LINE, ("line", str(ids.swot_line), "0")), "Дружный коллектив", edits_swot),
        (Awaited(AwaitedKind.INDICATOR_NUMBER, (str(school), "pupils", "2026", "0")), "480", types),
        *_words_of_own_surveys(scene),
    ]


def _words_of_own_surveys(scene: Scene) -> list[tuple[Awaited, str, Rule]]:
    own, school = scene.ids.own_draft, scene.here.school
    leads, campaign, question = _needs(scene, Action.LEAD_SURVEYS, school), str(own.shown.campaign.id), own.questions[0]
    return [
        (Awaited(AwaitedKind.OWN_SURVEY, (str(school),)), "Ещё один опрос", leads),
        (Awaited(AwaitedKind.OWN_TITLE, (campaign, sealed(own.shown.campaign.title))), "Другое название", leads),
        (Awaited(AwaitedKind.OWN_QUESTION, (campaign, Kind.SCALE.value)), "Что ещё?", leads),
        (Awaited(AwaitedKind.OWN_WORDS, (campaign, question.id, question.seal)), "Как всё прошло?", leads),
        (Awaited(AwaitedKind.OWN_OPTIONS, (campaign, question.id, question.seal)), "Да\nНет", leads),
    ]


@pytest.mark.slow
async def test_typed_words_ask_for_the_right_once_more(scene: Scene) -> None:
    known = [actor for actor in scene.actors if actor.title != "stranger"]
    for awaited, words, rule in awaited_words(scene):
        allowed = [actor for actor in known if rule(actor)]
        refused = [actor for actor in known if not rule(actor)]
        for actors in (refused, *([actor] for actor in allowed)):
            await _expect(scene, awaited)
            await _together(scene, actors, lambda actor, words=words: actor.person.type_now(words))  # type: ignore[misc]
            if actors is refused:
                await _assert_refused(scene, refused, str(awaited))
            else:
                assert scene.opened(actors[0]), f"{actors[0]} is kept from {awaited}"
                await scene.restore()


async def test_ids_of_two_schools_do_not_mix(scene: Scene) -> None:
    """A right at home opens nothing that another school's id leads to."""
    theirs, ids, side = scene.there.school, scene.ids, Side.MENTEES
    for role in (Role.CURATOR, Role.COORDINATOR, Role.DEPUTY_HEAD):
        actor = scene.actor(f"other {role}")
        for to in (
            bank.Person(theirs, ids.standing, side),
            bank.Person(theirs, ids.standing, side, leaf=0),
            bank.Bank(theirs, side, search=ids.search),
            invitations.MakePersonal(theirs, Role.MENTEE, ids.invitation_code),
        ):
            await _press(scene, [actor], to)
            await _assert_refused(scene, [actor], repr(to))


def _forge(scene: Scene, actor: Actor, to: Address) -> None:
    scene.world.telegram.press(actor.person.id, actor.person.last, packed(to))


async def _press(scene: Scene, actors: Iterable[Actor], to: Address) -> None:
    await _together(scene, actors, lambda actor: _forge(scene, actor, to))


async def _together(scene: Scene, actors: Iterable[Actor], act: Callable[[Actor], None]) -> None:
    """Everybody acts at the same moment; what the bot does from here on comes of that."""
    telegram = scene.world.telegram
    telegram.calls.clear()
    telegram.queries.clear()
    for actor in actors:
        act(actor)
    await telegram.settled()


async def _expect(scene: Scene, awaited: Awaited) -> None:
    await scene.world.house.database.write(lambda tx: tx.run("UPDATE accounts SET awaited = $1", str(awaited)))


async def _assert_refused(scene: Scene, actors: Iterable[Actor], what: str) -> None:
    for actor in actors:
        assert not scene.opened(actor), f"{actor} got through to {what}: {scene.told(actor)}"
        _assert_no_secret(scene, actor, what)
    assert await scene.changes() == [], what


OWN_PROOF = (repr(my_data.Data()), "mydata")
"""Whoever has left is still told which school keeps the proof of their consent."""


def _assert_no_secret(scene: Scene, actor: Actor, what: str) -> None:
    """People of the school are hidden from everybody who is refused, the school itself from outsiders."""
    found = scene.secrets.findall(scene.told(actor))
    if actor.home:
        found = [word for word in found if word in {"Тайнова", "Тайный", "Забытый"}]
    if actor.title == "owner of the attempt":
        found = [word for word in found if word != "Тайный"]
    if actor.title == "former curator" and what in OWN_PROOF:
        found = [word for word in found if word != "Лицей"]
    assert found == [], f"{actor} sees {found} by {what}"
