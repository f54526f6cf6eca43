"""/org: organisations and their details."""

from collections.abc import Sequence

from bot.dialogs import organisations as pages
from bot.routes import Call, Reply, Routes
from bot.screens import Screen, noted
from bot.texts.organisations import FAULTS
from mentoring.ids import OrganisationId
from mentoring.organisation_details import (
    TYPED,
    DetailRefused,
    Fault,
    Field,
    FieldValue,
    OrganisationCard,
    ParentRefused,
    Zone,
)
from mentoring.organisations import Organisation
from mentoring.people import AwaitedKind
from mentoring.roles import Level
from usecases.organisations import Organisations
from usecases.unit import StaleButton


class OrganisationHandlers:
    def __init__(self, use: Organisations, zones: Sequence[Zone]) -> None:
        self._use = use
        self._zones = zones

    def register(self, routes: Routes) -> None:
        routes.command("org", self.org)
        routes.press(pages.OpenShelf, self.shelf)
        routes.press(pages.ShowOrganisation, self.show)
        routes.press(pages.NewOrganisation, self.new)
        routes.press(pages.ChooseParent, self.choose_parent)
        routes.press(pages.NameOrganisation, self.ask_name)
        routes.press(pages.EditDetail, self.edit)
        routes.press(pages.SetZone, self.set_zone)
        routes.press(pages.SetWeek, self.set_week)
        routes.press(pages.SetState, self.set_state)
        routes.press(pages.SetMinors, self.set_minors)
        routes.press(pages.SetPrivacy, self.set_privacy)
        routes.press(pages.ShowWarning, self.warning)
        routes.press(pages.Acknowledge, self.acknowledge)
        routes.text(AwaitedKind.ORGANISATION_NAME, self.name)
        routes.text(AwaitedKind.ORGANISATION_DETAIL, self.detail)

    # -- looking -----------------------------------------------------------------------------------------------

    async def org(self, call: Call) -> Reply:
        """Who is responsible for one organisation is led straight to it."""
        await self._use.stop_asking(call.user_id)
        shelf = await self._use.shelf(call.user_id)
        if len(shelf.entries) == 1 and not shelf.may_create:
            return Reply(await self._card(call, shelf.entries[0][0].id))
        return Reply(pages.shelf(shelf, 0))

    async def shelf(self, call: Call, pressed: pages.OpenShelf) -> Reply:
        return Reply(pages.shelf(await self._use.shelf(call.user_id, pressed.above), pressed.page))

    async def show(self, call: Call, pressed: pages.ShowOrganisation) -> Reply:
        await self._use.stop_asking(call.user_id)
        return Reply(await self._card(call, pressed.organisation))

    async def _card(self, call: Call, organisation: OrganisationId) -> Screen:
        return self._drawn(await self._use.card(call.user_id, organisation))

    def _drawn(self, card: OrganisationCard) -> Screen:
        return pages.card(card, self._zones)

    # -- a new one ---------------------------------------------------------------------------------------------

    async def new(self, call: Call, pressed: pages.NewOrganisation) -> Reply:
        await self._use.stop_asking(call.user_id)
        return Reply(pages.level_asked(await self._use.place_for_new(call.user_id, pressed.above)))

    async def choose_parent(self, call: Call, pressed: pages.ChooseParent) -> Reply:
        """With nothing to stand under the name is asked at once."""
        parents = await self._use.parents(call.user_id, pressed.level)
        if not parents:
            return await self.ask_name(call, pages.NameOrganisation(pressed.level, None))
        return Reply(pages.parent_asked(pressed.level, parents, pressed.page))

    async def ask_name(self, call: Call, pressed: pages.NameOrganisation) -> Reply:
        try:
            above = await self._use.ask_name(call.user_id, pressed.level, pressed.above)
        except ParentRefused as refused:
            raise StaleButton from refused
        return Reply(pages.name_asked(pressed.level, above))

    async def name(self, call: Call) -> Reply:
        level, above = Level(call.awaited_of[0]), call.awaited_of[1]
        parent = OrganisationId(int(above)) if above else None
        try:
            created = await self._use.create(call.user_id, level, call.text, parent)
        except DetailRefused as refused:
            return Reply(pages.name_asked(level, await self._use.ask_name(call.user_id, level, parent), refused.fault))
        return Reply(pages.choice_asked(created, Field.TZ, self._zones, new=True))

    # -- details -----------------------------------------------------------------------------------------------

    async def edit(self, call: Call, pressed: pages.EditDetail) -> Reply:
        if pressed.field in TYPED:
            organisation = await self._use.ask_detail(call.user_id, pressed.organisation, pressed.field)
            return Reply(pages.detail_asked(organisation, pressed.field))
        return Reply(await self._choice(call, pressed.organisation, pressed.field))

    async def _choice(self, call: Call, organisation: OrganisationId, field: Field) -> Screen:
        return pages.choice_asked(await self._editable(call, organisation), field, self._zones)

    async def _editable(self, call: Call, organisation: OrganisationId) -> Organisation:
        await self._use.stop_asking(call.user_id)
        return await self._use.editable(call.user_id, organisation)

    async def detail(self, call: Call) -> Reply:
        organisation, field = OrganisationId(int(call.awaited_of[0])), Field(call.awaited_of[1])
        try:
            return Reply(self._drawn(await self._use.change(call.user_id, organisation, field, call.text)))
        except DetailRefused as refused:
            asked = await self._use.ask_detail(call.user_id, organisation, field)
            return Reply(pages.detail_asked(asked, field, refused.fault))

    async def set_zone(self, call: Call, pressed: pages.SetZone) -> Reply:
        return await self._set(call, pressed.organisation, Field.TZ, pressed.name)

    async def set_week(self, call: Call, pressed: pages.SetWeek) -> Reply:
        return await self._set(call, pressed.organisation, Field.WEEK, pressed.days)

    async def set_minors(self, call: Call, pressed: pages.SetMinors) -> Reply:
        return await self._set(call, pressed.organisation, Field.MINORS, pressed.take_part)

    async def set_privacy(self, call: Call, pressed: pages.SetPrivacy) -> Reply:
        return await self._set(call, pressed.organisation, Field.PRIVACY, pressed.privacy)

    async def set_state(self, call: Call, pressed: pages.SetState) -> Reply:
        """A state school reads the warning first; until «Понимаю» nothing is changed."""
        if pressed.state_owned:
            one = await self._editable(call, pressed.organisation)
            if not one.warned:
                return Reply(pages.warning(one))
        card = await self._use.change(call.user_id, pressed.organisation, Field.STATE_OWNED, pressed.state_owned)
        return Reply(self._drawn(card), toast="Записано")

    async def _set(self, call: Call, organisation: OrganisationId, field: Field, value: FieldValue) -> Reply:
        try:
            card = await self._use.change(call.user_id, organisation, field, value)
        except DetailRefused as refused:
            return Reply(await self._first(call, organisation, refused.fault))
        return Reply(self._drawn(card), toast="Записано")

    async def _first(self, call: Call, organisation: OrganisationId, fault: Fault) -> Screen:
        """What has to be done before this can be chosen. Raises StaleButton where no button of ours led."""
        if fault is Fault.NAMES_BEFORE_STATE:
            return noted(await self._choice(call, organisation, Field.STATE_OWNED), FAULTS[fault])
        if fault is Fault.NAMES_BEFORE_WARNING:
            return noted(pages.warning(await self._editable(call, organisation)), FAULTS[fault])
        raise StaleButton

    async def warning(self, call: Call, pressed: pages.ShowWarning) -> Reply:
        return Reply(pages.warning(await self._editable(call, pressed.organisation)))

    async def acknowledge(self, call: Call, pressed: pages.Acknowledge) -> Reply:
        try:
            card = await self._use.acknowledge_warning(call.user_id, pressed.organisation)
        except DetailRefused as refused:
            raise StaleButton from refused
        return Reply(self._drawn(card), toast="Записано, кто и когда прочитал")
