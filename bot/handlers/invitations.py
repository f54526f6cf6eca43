"""/invite and the invitations that are out."""

from bot.dialogs import invitations as pages
from bot.routes import Call, Reply, Routes
from documents import qr
from mentoring.ids import OrganisationId
from mentoring.invitations import InvitationCard, InvitationState, Inviter, LimitsRefused, link
from mentoring.organisations import Organisation
from mentoring.roles import Role
from usecases.inviting import Inviting, drawn_code
from usecases.unit import StaleButton


class InvitationHandlers:
    def __init__(self, use: Inviting, username: str) -> None:
        self._use = use
        self._username = username

    def register(self, routes: Routes) -> None:
        routes.command("invite", self.invite)
        routes.press(pages.ChooseOrganisation, self.choose_organisation)
        routes.press(pages.InviteInto, self.into)
        routes.press(pages.ChooseKind, self.choose_kind)
        routes.press(pages.MakePersonal, self.make_personal)
        routes.press(pages.ChooseUses, self.choose_uses)
        routes.press(pages.ChooseDays, self.choose_days)
        routes.press(pages.MakePoster, self.make_poster)
        routes.press(pages.ShowInvitations, self.show_all)
        routes.press(pages.ShowInvitation, self.show)
        routes.press(pages.ShowLink, self.show_link)
        routes.press(pages.AskRevoke, self.ask_revoke)
        routes.press(pages.Revoke, self.revoke)

    async def invite(self, call: Call) -> Reply:
        """With one organisation there is nothing to choose."""
        inviters = await self._use.inviters(call.user_id)
        if len(inviters) == 1:
            return await self._roles(call, inviters[0])
        return Reply(pages.organisation_asked(inviters, 0))

    async def choose_organisation(self, call: Call, pressed: pages.ChooseOrganisation) -> Reply:
        return Reply(pages.organisation_asked(await self._use.inviters(call.user_id), pressed.page))

    async def into(self, call: Call, pressed: pages.InviteInto) -> Reply:
        return await self._roles(call, await self._use.inviter(call.user_id, pressed.organisation))

    async def _organisation(self, call: Call, organisation: OrganisationId, role: Role) -> Organisation:
        """Raises Forbidden for a role that the caller may not invite to there."""
        return await self._use.organisation_for(call.user_id, organisation, role)

    async def _roles(self, call: Call, inviter: Inviter) -> Reply:
        open_ones = await self._use.valid(call.user_id, inviter.organisation.id)
        return Reply(pages.role_asked(inviter, len(open_ones)))

    async def choose_kind(self, call: Call, pressed: pages.ChooseKind) -> Reply:
        organisation = await self._organisation(call, pressed.organisation, pressed.role)
        return Reply(pages.kind_asked(organisation, pressed.role, drawn_code()))

    async def make_personal(self, call: Call, pressed: pages.MakePersonal) -> Reply:
        card = await self._use.personal(call.user_id, pressed.organisation, pressed.role, code=pressed.code)
        return self._link(card)

    async def choose_uses(self, call: Call, pressed: pages.ChooseUses) -> Reply:
        organisation = await self._organisation(call, pressed.organisation, pressed.role)
        return Reply(pages.uses_asked(organisation, pressed.role))

    async def choose_days(self, call: Call, pressed: pages.ChooseDays) -> Reply:
        organisation = await self._organisation(call, pressed.organisation, pressed.role)
        return Reply(pages.days_asked(organisation, pressed.role, pressed.uses, drawn_code()))

    async def make_poster(self, call: Call, pressed: pages.MakePoster) -> Reply:
        try:
            card = await self._use.poster(
                call.user_id, pressed.organisation, pressed.role, pressed.uses, pressed.days, pressed.code
            )
        except LimitsRefused as refused:
            raise StaleButton from refused
        return self._link(card)

    def _link(self, card: InvitationCard) -> Reply:
        """A button pressed late may lead to an invitation that is over by now: then its card is shown."""
        if card.state is not InvitationState.OPEN:
            return Reply(pages.invitation(card))
        written = link(self._username, card.code)
        return Reply(pages.link_shown(card, written, qr.png(written)))

    async def show_all(self, call: Call, pressed: pages.ShowInvitations) -> Reply:
        inviter = await self._use.inviter(call.user_id, pressed.organisation)
        cards = await self._use.valid(call.user_id, pressed.organisation)
        return Reply(pages.invitations(inviter.organisation, cards, pressed.page))

    async def show(self, call: Call, pressed: pages.ShowInvitation) -> Reply:
        return Reply(pages.invitation(await self._use.card(call.user_id, pressed.invitation)))

    async def show_link(self, call: Call, pressed: pages.ShowLink) -> Reply:
        return self._link(await self._use.card(call.user_id, pressed.invitation))

    async def ask_revoke(self, call: Call, pressed: pages.AskRevoke) -> Reply:
        card = await self._use.card(call.user_id, pressed.invitation)
        if card.state is not InvitationState.OPEN:
            return Reply(pages.invitation(card))
        return Reply(pages.revoke_asked(card))

    async def revoke(self, call: Call, pressed: pages.Revoke) -> Reply:
        card = await self._use.revoke(call.user_id, pressed.invitation)
        return Reply(pages.invitation(card), toast="Приглашение отозвано")
