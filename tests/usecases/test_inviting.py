"""Invitations are made, counted, shown again and taken back."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentoring.access import Forbidden
from mentoring.ids import InvitationId
from mentoring.invitations import InvitationState, Kind, LimitsRefused, RoleNotHere, link
from mentoring.roles import Level, Role
from storage import invitations
from tests.installation import Installation, opened_installation
from usecases.inviting import Inviting, drawn_code
from usecases.unit import Operator, StaleButton

CURATOR, DEPUTY, MENTOR, OTHER_CURATOR = 11, 12, 13, 14


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Installation]:
    async with opened_installation(tmp_path) as installation:
        yield installation


async def test_a_personal_invitation_is_for_one_and_lasts_thirty_days(here: Installation) -> None:
    school = await here.founded()

    card = await Inviting(here.house).personal(Operator(), school, Role.MENTOR)

    assert (card.kind, card.state, card.uses, card.uses_left) == (Kind.PERSONAL, InvitationState.OPEN, 0, 1)
    assert card.until == here.clock.now() + datetime.timedelta(days=30)
    assert link("nastavnik_bot", card.code) == f"https://t.me/nastavnik_bot?start={card.code}"


async def test_each_role_invites_to_what_the_table_says(here: Installation) -> None:
    use, school = Inviting(here.house), await here.founded()
    admin = await here.administrator()
    await here.member(school, Role.CURATOR, CURATOR)
    await here.member(school, Role.DEPUTY_HEAD, DEPUTY)
    await here.member(school, Role.MENTOR, MENTOR)

    staff = {Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR, Role.WORKING_GROUP}
    assert set((await use.inviter(admin, school)).roles) == staff
    assert set((await use.inviter(CURATOR, school)).roles) == {Role.MENTOR, Role.MENTEE}
    assert set((await use.inviter(DEPUTY, school)).roles) == staff | {Role.MENTOR, Role.MENTEE}
    for act in (
        use.inviters(MENTOR),
        use.personal(CURATOR, school, Role.CURATOR),
        use.poster(MENTOR, school, Role.MENTEE, 10, 7),
        use.personal(admin, school, Role.MENTEE),
        use.valid(MENTOR, school),
        use.organisation_for(CURATOR, school, Role.DEPUTY_HEAD),
    ):
        with pytest.raises(Forbidden):
            await act


async def test_a_role_of_another_level_is_not_invited_to(here: Installation) -> None:
    region = await here.founded("Область", Level.REGION)

    with pytest.raises(RoleNotHere):
        await Inviting(here.house).personal(Operator(), region, Role.MENTOR)
    with pytest.raises(RoleNotHere):
        await Inviting(here.house).personal(Operator(), region, Role.ADMINISTRATOR)


@pytest.mark.parametrize(("uses", "days"), [(0, 30), (1001, 30), (10, 0), (10, 366)])
async def test_limits_are_kept(here: Installation, uses: int, days: int) -> None:
    school = await here.founded()

    with pytest.raises(LimitsRefused):
        await Inviting(here.house).poster(Operator(), school, Role.MENTOR, uses, days)


async def test_two_taps_on_one_button_make_one_invitation(here: Installation) -> None:
    use, school = Inviting(here.house), await here.founded()
    code = drawn_code()

    first, second = await asyncio.gather(
        use.poster(Operator(), school, Role.MENTOR, 30, 90, code),
        use.poster(Operator(), school, Role.MENTOR, 30, 90, code),
    )

    assert first.id == second.id
    assert len(await use.valid(Operator(), school)) == 1


@pytest.mark.parametrize("forged", ["", "short", "OOOOOOOOOOOO", "a" * 13])
async def test_a_code_that_no_button_carries_is_refused(here: Installation, forged: str) -> None:
    school = await here.founded()

    with pytest.raises(StaleButton):
        await Inviting(here.house).personal(Operator(), school, Role.MENTOR, code=forged)


async def test_a_code_of_another_school_gives_nothing_away(here: Installation) -> None:
    use = Inviting(here.house)
    one, other = await here.founded("Школа № 1"), await here.founded("Школа № 2")
    card = await use.personal(Operator(), one, Role.MENTOR)

    with pytest.raises(StaleButton):
        await use.personal(Operator(), other, Role.MENTOR, code=card.code)


async def test_another_curator_of_the_school_sees_the_link_again_and_another_school_does_not(
    here: Installation,
) -> None:
    use = Inviting(here.house)
    school, elsewhere = await here.founded("Школа № 1"), await here.founded("Школа № 2")
    await here.member(school, Role.CURATOR, CURATOR)
    await here.member(elsewhere, Role.CURATOR, OTHER_CURATOR)
    made = await use.poster(Operator(), school, Role.MENTEE, 30, 90)

    assert (await use.card(CURATOR, made.id)).code == made.code
    for act in (use.card(OTHER_CURATOR, made.id), use.revoke(OTHER_CURATOR, made.id)):
        with pytest.raises(Forbidden):
            await act
    with pytest.raises(StaleButton):
        await use.card(CURATOR, InvitationId(999))


async def test_the_list_holds_only_what_still_lets_somebody_in(here: Installation) -> None:
    use, school = Inviting(here.house), await here.founded()
    used = await use.personal(Operator(), school, Role.MENTOR)
    short = await use.poster(Operator(), school, Role.MENTOR, 10, 7)
    revoked = await use.personal(Operator(), school, Role.MENTEE)
    long = await use.poster(Operator(), school, Role.MENTEE, 10, 90)
    await here.house.database.write(lambda tx: invitations.use(tx, used.id, here.house.now))
    await here.house.database.write(lambda tx: invitations.use(tx, long.id, here.house.now))
    await use.revoke(Operator(), revoked.id)

    here.clock.set(here.clock.now() + datetime.timedelta(days=8))

    assert [(card.id, card.uses, card.uses_left) for card in await use.valid(Operator(), school)] == [(long.id, 1, 9)]
    states = [(await use.card(Operator(), card.id)).state for card in (used, short, revoked)]
    assert states == [InvitationState.USED_UP, InvitationState.EXPIRED, InvitationState.REVOKED]


async def test_two_revocations_are_one(here: Installation) -> None:
    use, school = Inviting(here.house), await here.founded()
    card = await use.personal(Operator(), school, Role.MENTOR)

    both = await asyncio.gather(use.revoke(Operator(), card.id), use.revoke(Operator(), card.id))

    assert {one.state for one in both} == {InvitationState.REVOKED}
    assert [line for line in await here.audited() if "revoked" in line] == ["cli revoked_invitation"]


async def test_the_name_of_the_bot_is_kept_for_links(here: Installation) -> None:
    use = Inviting(here.house)
    assert await use.username() is None

    await use.remember_username("nastavnik_bot")
    await use.remember_username("nastavnik_bot")

    assert await use.username() == "nastavnik_bot"
