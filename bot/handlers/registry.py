"""«Реестр наставников»: lists, nomination, the order, training, removal."""

from bot.dialogs import registry
from bot.dialogs import registry_addresses as to
from bot.routes import Call, Reply, Routes
from bot.screens import Address
from mentoring.access import Forbidden
from mentoring.ids import MembershipId, OrganisationId
from mentoring.papers import PaperRefused
from mentoring.people import AwaitedKind
from usecases.registry import Registry
from usecases.unit import StaleButton


class RegistryHandlers:
    def __init__(self, use: Registry) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(to.Registry, self.overview)
        routes.press(to.Shelved, self.listed)
        routes.press(to.Entry, self.card)
        routes.press(to.Nominate, self.nominate)
        routes.press(to.NominateAll, self.nominate_all)
        routes.press(to.Approve, self.ask_order)
        routes.press(to.TrainingDay, self.training_day)
        routes.press(to.MarkTrained, self.mark_trained)
        routes.press(to.Remove, self.remove)
        routes.text(AwaitedKind.REGISTRY_ORDER, self.approve)
        routes.instead.append(self.instead)

    async def overview(self, call: Call, pressed: to.Registry) -> Reply:
        return Reply(registry.overview(await self._use.overview(call.user_id, pressed.organisation)))

    async def listed(self, call: Call, pressed: to.Shelved) -> Reply:
        found = await self._use.page(call.user_id, pressed.organisation, pressed.shelf, pressed.page)
        return Reply(registry.listing(found))

    async def card(self, call: Call, pressed: to.Entry) -> Reply:
        return Reply(registry.card(await self._use.card(call.user_id, pressed.membership)))

    async def nominate(self, call: Call, pressed: to.Nominate) -> Reply:
        return Reply(registry.card(await self._use.nominate(call.user_id, pressed.membership)))

    async def nominate_all(self, call: Call, pressed: to.NominateAll) -> Reply:
        return Reply(registry.listing(await self._use.nominate_all(call.user_id, pressed.organisation)))

    async def ask_order(self, call: Call, pressed: to.Approve) -> Reply:
        asked = await self._use.ask_order(call.user_id, pressed.organisation, pressed.membership)
        return Reply(registry.order_asked(asked))

    async def approve(self, call: Call) -> Reply:
        organisation, change = OrganisationId(int(call.awaited_of[0])), int(call.awaited_of[1])
        membership = MembershipId(int(call.awaited_of[2])) if call.awaited_of[2] else None
        try:
            found = await self._use.approve(call.user_id, organisation, change, membership, call.text)
        except PaperRefused as unread:
            asked = await self._use.ask_order(call.user_id, organisation, membership)
            return Reply(registry.order_asked(asked, unread.problem))
        return Reply(registry.listing(found))

    async def instead(self, call: Call, pressed: Address) -> Reply | None:
        """To an old button of the registry: where the mentor stands in it, or how many do, and what is possible now."""
        try:
            match pressed:
                case to.Approve(organisation=organisation, membership=None):
                    overview = await self._use.overview(call.user_id, organisation)
                    return Reply(registry.overview(overview), toast=registry.NOBODY_NOMINATED, below=True)
                case to.Approve() | to.Nominate() | to.TrainingDay() | to.MarkTrained() | to.Remove():
                    assert pressed.membership is not None  # noqa: S101 - the case above
                    found = await self._use.card(call.user_id, pressed.membership)
                    return Reply(registry.card(found), toast=registry.instead(found), below=True)
        except (StaleButton, Forbidden):
            pass
        return None

    async def training_day(self, call: Call, pressed: to.TrainingDay) -> Reply:
        found = await self._use.card(call.user_id, pressed.membership)
        try:
            return Reply(registry.training_day(found, pressed.month))
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged

    async def mark_trained(self, call: Call, pressed: to.MarkTrained) -> Reply:
        try:
            day = pressed.date
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged
        return Reply(registry.card(await self._use.mark_trained(call.user_id, pressed.membership, day)))

    async def remove(self, call: Call, pressed: to.Remove) -> Reply:
        if pressed.reason is None:
            return Reply(registry.why_remove(await self._use.card(call.user_id, pressed.membership)))
        return Reply(registry.card(await self._use.remove(call.user_id, pressed.membership, pressed.reason)))
