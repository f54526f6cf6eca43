"""/surveys: «Опросы», for those who lead them."""

import datetime
from dataclasses import replace

from bot.dialogs import campaign_drafts as drafts
from bot.dialogs import campaign_leading_addresses as to
from bot.dialogs import campaigns as pages
from bot.dialogs import own_surveys
from bot.dialogs.campaign_addresses import CampaignCard
from bot.dialogs.campaign_addresses import Campaigns as OpenCampaigns
from bot.routes import Call, Reply, Routes
from bot.screens import Screen, noted
from mentoring.access import Forbidden
from mentoring.campaign_leading import CampaignShown
from mentoring.ids import CampaignId, OrganisationId
from mentoring.standing import AtHome
from usecases.campaign_drafts import CampaignDrafts
from usecases.campaign_offers import CampaignOffers
from usecases.campaign_opening import DayRefused, NobodyToAsk
from usecases.campaigns import RIGHT, Campaigns
from usecases.joining import Joining
from usecases.own_surveys import OwnSurveys
from usecases.unit import StaleButton

DAY_IS_OVER = "Этот день уже не подходит, выберите другой."
NOBODY = "Сейчас спросить некого: никто из них ещё не дал согласия."
OPENED = "Опрос открыт, письма придут сегодня или в ближайший рабочий день."
"""To a second press too: it wrote no more letters, and whoever pressed twice has opened it."""

YOURS, PUPILS = "Ваш опрос — кнопкой ниже.", "Твой опрос — кнопкой ниже."
"""To whoever leads none and is asked in one."""


class CampaignHandlers:
    def __init__(
        self, use: Campaigns, offers: CampaignOffers, prepare: CampaignDrafts, own: OwnSurveys, joining: Joining
    ) -> None:
        self._use = use
        self._joining = joining
        self._routes: Routes
        self._offers = offers
        self._drafts = prepare
        self._own_ones = own

    def register(self, routes: Routes) -> None:
        self._routes = routes
        routes.command("surveys", self.open)
        routes.press(OpenCampaigns, self.list)
        routes.press(CampaignCard, self.card)
        routes.press(to.Offered, self.offered)
        routes.press(to.Group, self.group)
        routes.press(to.GroupDays, self.group_days)
        routes.press(to.SureOfGroup, self.sure_of_group)
        routes.press(to.OpenGroup, self.open_group)
        routes.press(to.Prepare, self.prepare)
        routes.press(to.Days, self.days)
        routes.press(to.SetDay, self.set_day)
        routes.press(to.SureOfDraft, self.sure_of_draft)
        routes.press(to.OpenDraft, self.open_draft)
        routes.press(to.DropDraft, self.drop)
        routes.press(to.Whom, self.whom)
        routes.press(to.RoleAsked, self.role)
        routes.press(to.Stages, self.stages)
        routes.press(to.StageAsked, self.stage)
        routes.press(to.Places, self.places)
        routes.press(to.PlaceAsked, self.place)
        routes.press(to.PairsToAsk, self.pairs)
        routes.press(to.PairAsked, self.pair)
        routes.press(to.AskEverybody, self.everybody)
        routes.press(to.Remind, self.remind)
        routes.press(to.SureToClose, self.sure_to_close)
        routes.press(to.CloseEarly, self.close)
        routes.press(to.AskAgain, self.ask_again)

    # -- the list ----------------------------------------------------------------------------------------------------

    async def open(self, call: Call, page: int = 0) -> Reply:
        try:
            places = await self._use.places(call.user_id)
        except Forbidden:
            return await self._own(call)
        if len(places) > 1:
            return Reply(pages.places(places, page))
        return Reply(await self._list(call, places[0].id))

    async def _own(self, call: Call) -> Reply:
        """The menu, where the surveys of somebody who leads none stand. Raises Forbidden when none waits."""
        at = await self._joining.look(call.user_id)
        if not isinstance(at, AtHome) or not at.surveys:
            raise Forbidden(RIGHT)
        reply: Reply = await self._routes.commands["menu"](call)
        return replace(reply, screen=reply.screen and noted(reply.screen, PUPILS if at.pupil else YOURS))

    async def list(self, call: Call, pressed: OpenCampaigns) -> Reply:
        if pressed.organisation is None:
            return await self.open(call, pressed.page)
        return Reply(await self._list(call, pressed.organisation, pressed.page))

    async def _list(self, call: Call, organisation: OrganisationId, page: int = 0) -> Screen:
        return pages.here(await self._use.here(call.user_id, organisation), page)

    async def card(self, call: Call, pressed: CampaignCard) -> Reply:
        return Reply(await self._card(call, pressed.campaign))

    async def _card(self, call: Call, campaign: CampaignId) -> Screen:
        shown = await self._use.one(call.user_id, campaign)
        if shown is not None:
            return pages.card(shown)
        drafted = await self._drafts.draft(call.user_id, campaign)
        if drafted.campaign.own:
            return own_surveys.draft(await self._own_ones.draft(call.user_id, campaign))
        return drafts.draft(drafted)

    # -- built-in ones -----------------------------------------------------------------------------------------------

    async def offered(self, call: Call, pressed: to.Offered) -> Reply:
        return Reply(drafts.offered(await self._offers.offered(call.user_id, pressed.organisation)))

    async def group(self, call: Call, pressed: to.Group) -> Reply:
        until = None if pressed.until is None else _day(pressed.until)
        return Reply(drafts.group(await self._offers.group(call.user_id, pressed.organisation, pressed.key, until)))

    async def group_days(self, call: Call, pressed: to.GroupDays) -> Reply:
        found = await self._offers.group(call.user_id, pressed.organisation, pressed.key)
        return Reply(drafts.group_days(found, pressed.month))

    async def sure_of_group(self, call: Call, pressed: to.SureOfGroup) -> Reply:
        until = _day(pressed.until)
        found = await self._offers.group(call.user_id, pressed.organisation, pressed.key, until)
        return Reply(drafts.sure_of_group(found) if found.to_open else drafts.group(found))

    async def open_group(self, call: Call, pressed: to.OpenGroup) -> Reply:
        try:
            asked = await self._offers.open_group(call.user_id, pressed.organisation, pressed.key, _day(pressed.until))
        except DayRefused:
            found = await self._offers.group(call.user_id, pressed.organisation, pressed.key)
            return Reply(noted(drafts.group(found), DAY_IS_OVER))
        return Reply(
            noted(
                await self._list(call, pressed.organisation),
                OPENED if asked or await self._opened(call, pressed) else NOBODY,
            )
        )

    async def _opened(self, call: Call, pressed: to.OpenGroup) -> bool:
        """Whether there was nothing left to open because it is open."""
        found = await self._offers.group(call.user_id, pressed.organisation, pressed.key)
        return any(form.opened for form in found.forms)

    async def prepare(self, call: Call, pressed: to.Prepare) -> Reply:
        return Reply(
            await self._card(call, await self._offers.prepare(call.user_id, pressed.organisation, pressed.key))
        )

    # -- a draft -----------------------------------------------------------------------------------------------------

    async def days(self, call: Call, pressed: to.Days) -> Reply:
        shown = await self._use.one(call.user_id, pressed.campaign)
        if shown is None:
            return Reply(drafts.draft_days(await self._drafts.draft(call.user_id, pressed.campaign), pressed.month))
        if not shown.open:
            raise StaleButton
        return Reply(pages.later(shown, pressed.month))

    async def set_day(self, call: Call, pressed: to.SetDay) -> Reply:
        day = _day(pressed.day)
        try:
            if await self._use.one(call.user_id, pressed.campaign) is None:
                await self._drafts.set_day(call.user_id, pressed.campaign, day)
                return Reply(await self._card(call, pressed.campaign))
            return Reply(pages.card(await self._use.extend(call.user_id, pressed.campaign, day)), toast="Опрос продлён")
        except DayRefused:
            return Reply(noted(await self._card(call, pressed.campaign), DAY_IS_OVER))

    async def sure_of_draft(self, call: Call, pressed: to.SureOfDraft) -> Reply:
        shown = await self._drafts.draft(call.user_id, pressed.campaign)
        return Reply(drafts.sure_of_draft(shown) if shown.people else drafts.draft(shown))

    async def open_draft(self, call: Call, pressed: to.OpenDraft) -> Reply:
        try:
            await self._drafts.send(call.user_id, pressed.campaign, _day(pressed.until))
        except (DayRefused, NobodyToAsk) as refused:
            note = DAY_IS_OVER if isinstance(refused, DayRefused) else NOBODY
            return Reply(noted(await self._card(call, pressed.campaign), note))
        return Reply(noted(await self._card(call, pressed.campaign), OPENED))

    async def drop(self, call: Call, pressed: to.DropDraft) -> Reply:
        organisation = await self._drafts.drop(call.user_id, pressed.campaign)
        return Reply(await self._list(call, organisation), toast="Черновик удалён")

    async def whom(self, call: Call, pressed: to.Whom) -> Reply:
        return Reply(drafts.whom(await self._drafts.draft(call.user_id, pressed.campaign)))

    async def role(self, call: Call, pressed: to.RoleAsked) -> Reply:
        found = await self._drafts.ask_role(call.user_id, pressed.campaign, pressed.role, on=pressed.on)
        return Reply(drafts.whom(found))

    async def stages(self, call: Call, pressed: to.Stages) -> Reply:
        return Reply(drafts.stages(await self._drafts.draft(call.user_id, pressed.campaign)))

    async def stage(self, call: Call, pressed: to.StageAsked) -> Reply:
        found = await self._drafts.ask_stage(call.user_id, pressed.campaign, pressed.stage, on=pressed.on)
        return Reply(drafts.stages(found))

    async def places(self, call: Call, pressed: to.Places) -> Reply:
        return Reply(drafts.places(await self._drafts.draft(call.user_id, pressed.campaign), pressed.page))

    async def place(self, call: Call, pressed: to.PlaceAsked) -> Reply:
        found = await self._drafts.ask_place(call.user_id, pressed.campaign, pressed.place, on=pressed.on)
        return Reply(drafts.places(found, pressed.page))

    async def pairs(self, call: Call, pressed: to.PairsToAsk) -> Reply:
        return Reply(drafts.pairs(await self._drafts.pairs(call.user_id, pressed.campaign), pressed.page))

    async def pair(self, call: Call, pressed: to.PairAsked) -> Reply:
        return Reply(drafts.whom(await self._drafts.ask_pair(call.user_id, pressed.campaign, pressed.pair)))

    async def everybody(self, call: Call, pressed: to.AskEverybody) -> Reply:
        return Reply(drafts.whom(await self._drafts.ask_everybody(call.user_id, pressed.campaign)))

    # -- one that was sent -------------------------------------------------------------------------------------------

    async def remind(self, call: Call, pressed: to.Remind) -> Reply:
        shown = await self._use.remind(call.user_id, pressed.campaign, _day(pressed.day))
        return Reply(pages.card(shown), toast="Напомним тем, кто не ответил" if shown.reminded else None)

    async def sure_to_close(self, call: Call, pressed: to.SureToClose) -> Reply:
        return Reply(pages.sure_to_close(await self._open(call, pressed.campaign)))

    async def close(self, call: Call, pressed: to.CloseEarly) -> Reply:
        return Reply(pages.card(await self._use.close(call.user_id, pressed.campaign)), toast="Опрос закрыт")

    async def ask_again(self, call: Call, pressed: to.AskAgain) -> Reply:
        return Reply(await self._card(call, await self._offers.ask_again(call.user_id, pressed.campaign)))

    async def _open(self, call: Call, campaign: CampaignId) -> CampaignShown:
        """Raises StaleButton for one that is not open."""
        shown = await self._use.one(call.user_id, campaign)
        if shown is None or not shown.open:
            raise StaleButton
        return shown


def _day(ordinal: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    try:
        return datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise StaleButton from error
