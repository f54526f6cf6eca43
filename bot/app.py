"""The composition root: settings → storage → use cases → handlers; the only file that knows all rooms."""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, LinkPreviewOptions

from bot.clock import ManualClock, RealClock
from bot.content import load_content, own_form
from bot.control import Control, listening
from bot.dialogs.menu import COMMANDS
from bot.handlers.asking import AskingHandlers
from bot.handlers.bank import BankHandlers
from bot.handlers.campaign_answers import CampaignAnswerHandlers
from bot.handlers.campaign_results import CampaignResultHandlers
from bot.handlers.campaigns import CampaignHandlers
from bot.handlers.charts import ChartHandlers
from bot.handlers.evidence import EvidenceHandlers
from bot.handlers.group_meetings import GroupMeetingHandlers
from bot.handlers.groups import GroupHandlers
from bot.handlers.indicators import IndicatorHandlers
from bot.handlers.invitations import InvitationHandlers
from bot.handlers.joining import JoiningHandlers
from bot.handlers.keeping_apart import KeepingApartHandlers
from bot.handlers.meetings import MeetingHandlers
from bot.handlers.menu import MenuHandlers
from bot.handlers.my_data import MyDataHandlers
from bot.handlers.orders import OrderHandlers
from bot.handlers.organisations import OrganisationHandlers
from bot.handlers.own_surveys import OwnSurveyHandlers
from bot.handlers.pair_changes import PairChangeHandlers
from bot.handlers.pair_more import PairMoreHandlers
from bot.handlers.pair_papers import PairPaperHandlers
from bot.handlers.pairs import PairHandlers
from bot.handlers.paper_tables import PaperTableHandlers
from bot.handlers.papers import PapersHandlers
from bot.handlers.passports import PassportHandlers
from bot.handlers.plan_changes import PlanChangeHandlers
from bot.handlers.plans import PlanHandlers
from bot.handlers.questionnaire import QuestionnaireHandlers
from bot.handlers.reaching import ReachingHandlers
from bot.handlers.regional_bank import RegionalBankHandlers
from bot.handlers.registers import RegisterHandlers
from bot.handlers.registry import RegistryHandlers
from bot.handlers.reminding import RemindingHandlers
from bot.handlers.replacing import ReplacingHandlers
from bot.handlers.road_map_changes import RoadMapChangeHandlers
from bot.handlers.road_map_drafts import RoadMapDraftHandlers
from bot.handlers.road_map_files import RoadMapFileHandlers
from bot.handlers.road_map_levels import RoadMapLevelHandlers
from bot.handlers.road_map_past import RoadMapPastHandlers
from bot.handlers.road_map_years import RoadMapYearHandlers
from bot.handlers.road_maps import RoadMapHandlers
from bot.handlers.sent_reports import ReportRoundHandlers, SentReportHandlers
from bot.handlers.stages import StageHandlers
from bot.handlers.statistics import StatisticsHandlers
from bot.handlers.support import SupportHandlers
from bot.handlers.survey_answers import SurveyAnswerHandlers
from bot.handlers.surveys import SurveyHandlers
from bot.handlers.today import TodayHandlers
from bot.handlers.vacations import VacationHandlers
from bot.handlers.volunteering import VolunteeringHandlers
from bot.handlers.wishes import WishHandlers
from bot.handlers.year_end import YearEndHandlers
from bot.housekeeping import DailyRound, daily_round
from bot.post import Post
from bot.routes import Routes
from bot.schedule import scheduled
from bot.telegram.conversation import Conversation
from bot.telegram.courier import Courier
from bot.telegram.deletions import Deletions
from bot.telegram.door import UPDATES, Door
from bot.telegram.incoming import Incoming
from bot.telegram.overtaking import Overtaking
from bot.telegram.pace import Pace
from bot.telegram.polling import RawUpdates
from bot.telegram.reception import Reception
from bot.telegram.show import Show
from bot.telegram.webhook import webhook
from config.settings import Settings
from storage import schema
from storage.database import Database
from storage.file_folder import FileFolder
from usecases.analytic_note import AnalyticNotes
from usecases.asking import Asking
from usecases.bank import Bank
from usecases.before_after import BeforesAndAfters
from usecases.campaign_answering import CampaignAnswering
from usecases.campaign_drafts import CampaignDrafts
from usecases.campaign_offers import CampaignOffers
from usecases.campaign_results import CampaignResults
from usecases.campaigns import Campaigns
from usecases.charts import Charts
from usecases.choosing import Choosing
from usecases.clock import Clock
from usecases.content import Content
from usecases.counting import Counting
from usecases.courses import Courses
from usecases.curators import Curators
from usecases.event_meetings import EventMeetings
from usecases.group_meetings import GroupMeetings
from usecases.grouping import Grouping
from usecases.housekeeping import Housekeeping
from usecases.indicators import Indicators
from usecases.inviting import Inviting
from usecases.joining import Joining
from usecases.keeping_apart import KeepingApart
from usecases.local_acts import LocalActs
from usecases.meeting_links import MeetingLinks
from usecases.meetings import Meetings
from usecases.my_data import MyData
from usecases.orders import Orders
from usecases.organisations import Organisations
from usecases.own_surveys import OwnSurveys
from usecases.pair_changes import PairChanges
from usecases.pair_history import PairHistories
from usecases.pair_papers import PairPapers
from usecases.pairing import Pairing
from usecases.paper_tables import PaperTables
from usecases.papers import Papers
from usecases.passports import Passports
from usecases.plan_changes import PlanChanges
from usecases.planning import Planning
from usecases.posting import Posting
from usecases.proving import Proving
from usecases.questionnaires import Questionnaires
from usecases.reaching import Reaching
from usecases.regional_bank import RegionalBanks
from usecases.registers import Registers
from usecases.registry import Registry
from usecases.reminding import Reminding
from usecases.replacing import Replacing
from usecases.report_rounds import ReportRounds
from usecases.reporting import Reporting
from usecases.road_map_changes import RoadMapChanges
from usecases.road_map_drafts import Drafts
from usecases.road_map_files import RoadMapFiles
from usecases.road_map_history import RoadMapHistories
from usecases.road_map_levels import RoadMapLevels
from usecases.road_map_naming import RoadMapNaming
from usecases.road_map_past import PastItems
from usecases.road_map_reports import RoadMapReports
from usecases.road_map_settling import Settling
from usecases.road_map_tasks import RoadMapTasks
from usecases.road_map_years import RoadMapYears
from usecases.road_maps import RoadMaps
from usecases.search_again import Support
from usecases.sent_reports import SentReports
from usecases.stages import Stages
from usecases.statistics import Statistics
from usecases.survey_answers import SurveyAnswers
from usecases.surveying import Surveys
from usecases.swot import Swots
from usecases.today import Todays
from usecases.unit import House
from usecases.vacations import Vacations
from usecases.volunteering import Volunteering
from usecases.wishing import Wishing

log = structlog.get_logger()

POLL_SECONDS = 25

REPLY_SECONDS = 15
"""How long one call may hang before it is tried again."""

WAIT_FOR_TELEGRAM = 5
"""Seconds between the tries while Telegram is out of reach at the start."""

EVIDENCE = "evidence"
"""The folder of files that prove something, within the data folder."""

EVERYBODY = ("menu", "help", "cancel")
"""The commands of a chat whose roles are not known yet."""


class StartRefused(Exception):
    """The bot cannot start; the text is one clear line for the operator."""


@dataclass(frozen=True, slots=True)
class App:
    """A bot that is ready to serve; who opened it closes it."""

    bot: Bot
    house: House
    reception: Reception
    deletions: Deletions
    post: Post
    posting: Posting
    daily: DailyRound
    username: str

    async def tidy(self) -> None:
        """Write marks that wait for a companion, and serve what a lost connection has left."""
        await self.reception.take_up()
        await self.deletions.take_up()

    async def poll(self) -> None:
        """Take updates for ever; the offset moves only when a batch is safe, and nothing ends the loop but a stop."""
        offset = None
        while True:
            try:
                ask = RawUpdates(offset=offset, timeout=POLL_SECONDS, allowed_updates=UPDATES)
                updates = await self.bot(ask, request_timeout=POLL_SECONDS + REPLY_SECONDS)
                if updates:
                    await self.reception.take(updates)
                    offset = updates[-1]["update_id"] + 1
            except TelegramConflictError:
                log.error("another_copy_is_polling")
                await asyncio.sleep(5)
            except (TelegramAPIError, ClientDecodeError) as error:
                log.warning("polling_failed", error=type(error).__name__)
                await asyncio.sleep(1)
            except Exception:
                log.exception("updates_not_taken")
                await asyncio.sleep(1)


def clock_of(settings: Settings) -> RealClock | ManualClock:
    return RealClock() if settings.starts_at is None else ManualClock(settings.starts_at)


@contextlib.asynccontextmanager
async def opened(
    settings: Settings, clock: Clock, session: BaseSession | None = None, content: Content | None = None
) -> AsyncIterator[App]:
    """Open everything in order and close it in reverse. ``content`` that was read before is not read again.

    Raises StartRefused, DatabaseRefused, ContentRefused.
    """
    if settings.bot_token is None:
        raise StartRefused("не задан BOT_TOKEN: получите токен у @BotFather; без токена попробуйте «make demo»")
    async with contextlib.AsyncExitStack() as stack:
        database = Database(settings.database_path)
        await database.open()
        stack.push_async_callback(database.close)
        await schema.migrate(database)
        content = content or load_content(settings)
        await content.pin(database)
        bot, pace = _bot(settings, session), _pace(clock)
        bot.session.middleware(Overtaking(pace))
        stack.push_async_callback(bot.session.close)
        username = await _introduced(bot)
        await bot.set_my_commands([BotCommand(command=name, description=COMMANDS[name]) for name in EVERYBODY])
        house = House(database, clock, content)
        await Inviting(house).remember_username(username)
        deletions = Deletions(bot, database, clock.now)
        reception = _reception(bot, house, settings, username, deletions)
        stack.push_async_callback(reception.close)
        await reception.open()
        posting = Posting(house)
        post = Post(posting, Courier(bot, pace).send)
        stack.push_async_callback(post.close)
        yield App(bot, house, reception, deletions, post, posting, _swept_daily(house, settings), username)


def _swept_daily(house: House, settings: Settings) -> DailyRound:
    return daily_round(Housekeeping(house), Counting(house), _proving(house, settings))


def _proving(house: House, settings: Settings) -> Proving:
    return Proving(house, FileFolder(settings.data_dir / EVIDENCE))


def _pace(clock: Clock) -> Pace:
    """Under a manual clock a year passes in a minute, and nobody's phone rings."""
    return Pace() if isinstance(clock, RealClock) else Pace(1000, chat_gap=0.0)


def _bot(settings: Settings, session: BaseSession | None) -> Bot:
    assert settings.bot_token is not None  # noqa: S101 - looked at by the caller
    if session is None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_url), timeout=REPLY_SECONDS)
    quiet = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=quiet)


async def _introduced(bot: Bot) -> str:
    """The bot's own name. Waits as long as Telegram is out of reach; raises StartRefused when it says no."""
    while True:
        try:
            me = await bot.get_me()
        except TelegramUnauthorizedError as error:
            raise StartRefused("BOT_TOKEN: Telegram его не признаёт; проверьте токен у @BotFather") from error
        except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
            # The error's own text may hold the address, and the address holds the token.
            log.warning("Telegram не отвечает, пробую снова", error=type(error).__name__)
            await asyncio.sleep(WAIT_FOR_TELEGRAM)
        except TelegramAPIError as error:
            raise StartRefused(f"Telegram отвечает отказом ({type(error).__name__}): проверьте настройки") from error
        else:
            return me.username or ""


def _reception(bot: Bot, house: House, settings: Settings, username: str, deletions: Deletions) -> Reception:
    joining = Joining(house, settings.admin_ids)
    routes = Routes()
    for handlers in (
        JoiningHandlers(joining),
        QuestionnaireHandlers(Questionnaires(house), joining),
        MenuHandlers(joining, Volunteering(house)),
        BankHandlers(Bank(house)),
        ReachingHandlers(Reaching(house)),
        RemindingHandlers(Reminding(house)),
        PairHandlers(Pairing(house), Choosing(house)),
        PairMoreHandlers(Pairing(house), PairHistories(house)),
        ReplacingHandlers(Replacing(house), Pairing(house)),
        PlanChangeHandlers(PlanChanges(house), Pairing(house)),
        AskingHandlers(Asking(house)),
        PairChangeHandlers(PairChanges(house), Pairing(house)),
        RegistryHandlers(Registry(house)),
        VolunteeringHandlers(Volunteering(house)),
        KeepingApartHandlers(KeepingApart(house)),
        SupportHandlers(Support(house)),
        GroupHandlers(Grouping(house), Choosing(house), Pairing(house)),
        MeetingHandlers(
            Meetings(house),
            EventMeetings(house),
            GroupMeetings(house, Meetings(house)),
            MeetingLinks(house, Meetings(house)),
            Pairing(house),
        ),
        GroupMeetingHandlers(GroupMeetings(house, Meetings(house))),
        PlanHandlers(Planning(house), Pairing(house)),
        SurveyAnswerHandlers(SurveyAnswers(house)),
        SurveyHandlers(Surveys(house), Questionnaires(house), Pairing(house)),
        PairPaperHandlers(PairPapers(house), Orders(house), house.content.paper_words),
        OrderHandlers(Orders(house), house.content.paper_words),
        PapersHandlers(Papers(house)),
        TodayHandlers(Todays(house), joining),
        RoadMapHandlers(RoadMaps(house)),
        RoadMapDraftHandlers(Drafts(house), RoadMaps(house), RoadMapFiles(house), Settling(house)),
        RoadMapFileHandlers(RoadMaps(house), RoadMapReports(house)),
        RoadMapYearHandlers(RoadMapYears(house)),
        EvidenceHandlers(_proving(house, settings), RoadMaps(house)),
        PassportHandlers(Passports(house)),
        RegionalBankHandlers(RegionalBanks(house), Courses(house)),
        RegisterHandlers(Registers(house), LocalActs(house), Curators(house)),
        StageHandlers(Stages(house)),
        RoadMapPastHandlers(PastItems(house), RoadMapChanges(house), RoadMaps(house)),
        RoadMapChangeHandlers(
            RoadMapNaming(house),
            RoadMapChanges(house),
            RoadMapTasks(house),
            RoadMapLevels(house),
            RoadMaps(house),
            Settling(house),
            house.content.road_map_reasons,
        ),
        RoadMapLevelHandlers(
            RoadMapLevels(house), RoadMapHistories(house), RoadMaps(house), house.content.road_map_reasons
        ),
        CampaignHandlers(
            Campaigns(house), CampaignOffers(house), CampaignDrafts(house), OwnSurveys(house, own_form), joining
        ),
        OwnSurveyHandlers(OwnSurveys(house, own_form)),
        StatisticsHandlers(Statistics(house)),
        ChartHandlers(Charts(house), Indicators(house), BeforesAndAfters(house)),
        SentReportHandlers(SentReports(house), ReportRounds(house)),
        ReportRoundHandlers(ReportRounds(house)),
        MyDataHandlers(MyData(house), joining),
        WishHandlers(Wishing(house)),
        VacationHandlers(Vacations(house)),
        OrganisationHandlers(Organisations(house), house.content.zones),
        InvitationHandlers(Inviting(house), username),
        CampaignAnswerHandlers(CampaignAnswering(house), Questionnaires(house)),
        CampaignResultHandlers(CampaignResults(house)),
        YearEndHandlers(BeforesAndAfters(house), Swots(house), AnalyticNotes(house)),
        IndicatorHandlers(Indicators(house)),
        PaperTableHandlers(PaperTables(house), Reporting(house)),
    ):
        handlers.register(routes)
    reaching = Reaching(house)
    conversation = Conversation(routes, house.database, joining, reaching, house.clock.now, Incoming(bot).of)
    door = Door(bot, reaching, conversation, Show(bot, house.database, deletions))
    return Reception(bot, door.dispatcher(), house.database, house.clock.now, door.again)


@contextlib.asynccontextmanager
async def serving(app: App, settings: Settings) -> AsyncIterator[None]:
    """Take updates, send letters and move the clock in the background, until left."""
    clock = app.house.clock
    async with contextlib.AsyncExitStack() as stack:
        ready = await stack.enter_async_context(_updates(app, settings))
        by_itself = isinstance(clock, RealClock)
        scheduler = scheduled(app.post, app.daily if by_itself else None, app.tidy)
        scheduler.start()
        stack.callback(scheduler.shutdown, wait=False)
        # Before the scheduler goes: it would cancel letters that are on their way, and they would come twice.
        stack.push_async_callback(app.post.close)
        if settings.control_listen is not None:
            assert isinstance(clock, RealClock | ManualClock)  # noqa: S101 - there are no others
            control = Control(clock, app.post, app.posting, ready, app.daily)
            await stack.enter_async_context(listening(control, settings.control_listen))
        yield


@contextlib.asynccontextmanager
async def _updates(app: App, settings: Settings) -> AsyncIterator[Callable[[], bool]]:
    """By webhook where one is set, else by long polling; tells whether they are being taken."""
    if settings.webhook_url is not None:
        assert settings.webhook_secret is not None  # noqa: S101 - settings are checked together
        secret = settings.webhook_secret.get_secret_value()
        async with webhook(app.bot, app.reception, settings.webhook_url, secret, settings.http_listen):
            yield lambda: True
        return
    await app.bot.delete_webhook()
    polling = asyncio.create_task(app.poll())
    try:
        yield lambda: not polling.done()
    finally:
        await _ended(polling)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stopping = asyncio.Event()
    async with opened(settings, clock_of(settings)) as app, serving(app, settings):
        # Only now: while Telegram is waited for, a signal ends the process at once, and nothing is half done.
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stopping.set)
        gc.collect()
        gc.freeze()
        log.info("ready", username=app.username)
        await _tell_first_code(app, settings)
        await stopping.wait()


async def _tell_first_code(app: App, settings: Settings) -> None:
    """Without ``ADMIN_IDS`` and without an administrator yet: a one-time code, shown here and nowhere else."""
    code = await Joining(app.house, settings.admin_ids).first_code()
    if code is not None:
        link = f"https://t.me/{app.username}?start={code}"
        sys.stderr.write(f"Администратора ещё нет. Откройте один раз: {link}\n")
