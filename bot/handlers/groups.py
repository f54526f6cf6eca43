"""Groups: gathered by the curator, joined later by whoever is asked."""

from collections.abc import Awaitable

from bot.dialogs import groups, pairs
from bot.handlers.pair_acts import acted
from bot.routes import Call, Reply, Routes
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard
from mentoring.pair_moves import Impossible, Lack
from usecases.choosing import Choosing, MentorFull
from usecases.grouping import Grouping
from usecases.pairing import Pairing


class GroupHandlers:
    def __init__(self, use: Grouping, choosing: Choosing, pairing: Pairing) -> None:
        self._use = use
        self._choosing = choosing
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(groups.Gather, self.gather)
        routes.press(groups.Around, self.around)
        routes.press(groups.Start, self.start)
        routes.press(groups.Members, self.members)
        routes.press(groups.Add, self.add)
        routes.press(groups.Drop, self.drop)
        routes.press(groups.Kinds, self.kinds)
        routes.press(groups.ChooseKind, self.choose_kind)
        routes.press(groups.Invite, self.invite)
        routes.press(groups.Recall, self.recall)
        routes.press(groups.Invitation, self.invitation)
        routes.press(groups.Join, self.join)
        routes.press(groups.Refuse, self.refuse)

    async def gather(self, call: Call, pressed: groups.Gather) -> Reply:
        return Reply(groups.mentors(await self._use.mentors(call.user_id, pressed.organisation, pressed.page)))

    async def around(self, call: Call, pressed: groups.Around) -> Reply:
        found = self._use.first_candidates(call.user_id, pressed.organisation, pressed.mentor, pressed.page)
        return Reply(groups.members(await found))

    async def start(self, call: Call, pressed: groups.Start) -> Reply:
        try:
            drafted = await self._choosing.propose(call.user_id, pressed.organisation, pressed.mentee, pressed.mentor)
        except MentorFull:
            return Reply(toast=pairs.MENTOR_FULL, alert=True)
        return await self._picking(call, drafted.pair.id, 0)

    async def members(self, call: Call, pressed: groups.Members) -> Reply:
        return await self._picking(call, pressed.pair, pressed.page)

    async def add(self, call: Call, pressed: groups.Add) -> Reply:
        return await self._picked(call, pressed, self._use.add(call.user_id, pressed.pair, pressed.mentee))

    async def drop(self, call: Call, pressed: groups.Drop) -> Reply:
        return await self._picked(call, pressed, self._use.drop(call.user_id, pressed.pair, pressed.mentee))

    async def kinds(self, call: Call, pressed: groups.Kinds) -> Reply:
        return Reply(groups.kinds(await self._use.draft(call.user_id, pressed.pair)))

    async def choose_kind(self, call: Call, pressed: groups.ChooseKind) -> Reply:
        act = self._use.change_kind(call.user_id, pressed.pair, pressed.kind)
        return await acted(self._pairing, call, pressed.pair, act)

    async def invite(self, call: Call, pressed: groups.Invite) -> Reply:
        try:
            act = self._use.invite(call.user_id, pressed.pair, pressed.mentee)
            return await acted(self._pairing, call, pressed.pair, act, "Приглашение отправлено")
        except MentorFull:
            return await self._picking(call, pressed.pair, 0, groups.GROUP_FULL)

    async def recall(self, call: Call, pressed: groups.Recall) -> Reply:
        act = self._use.recall(call.user_id, pressed.pair, pressed.mentee)
        return await acted(self._pairing, call, pressed.pair, act, "Приглашение отозвано")

    async def invitation(self, call: Call, pressed: groups.Invitation) -> Reply:
        return Reply(groups.invitation(await self._use.invitation(call.user_id, pressed.pair)))

    async def join(self, call: Call, pressed: groups.Join) -> Reply:
        return Reply(pairs.card(await self._use.join(call.user_id, pressed.pair)))

    async def refuse(self, call: Call, pressed: groups.Refuse) -> Reply:
        pupil = await self._use.refuse(call.user_id, pressed.pair)
        return Reply(groups.refused_invitation(pupil=pupil))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _picked(self, call: Call, pressed: groups.Add | groups.Drop, act: Awaitable[PairCard]) -> Reply:
        """Back to the choice with what was changed; a full group and the last one are said in words."""
        try:
            await act
        except MentorFull:
            return await self._picking(call, pressed.pair, pressed.page, groups.GROUP_FULL)
        except Impossible as refusal:
            said = {Lack.GROUP_FULL: groups.GROUP_FULL, Lack.LAST_MEMBER: groups.LAST_MEMBER}
            if refusal.lack not in said:
                return Reply(
                    pairs.card(await self._pairing.card(call.user_id, pressed.pair)), toast=pairs.refused(refusal)
                )
            return await self._picking(call, pressed.pair, pressed.page, said[refusal.lack])
        return await self._picking(call, pressed.pair, pressed.page)

    async def _picking(self, call: Call, pair: PairId, page: int, told: str | None = None) -> Reply:
        found = await self._use.candidates(call.user_id, pair, page)
        return Reply(groups.members(found), toast=told, alert=told is not None)
