"""People are invited, come in, and a link is taken back."""

import asyncio

from bot.dialogs import invitations as pages
from bot.screens import packed
from mentoring.ids import InvitationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from tests.world import World


def link_on(screen: str) -> str:
    return next(word for word in screen.split() if word.startswith("https://t.me/"))


async def test_a_curator_invites_one_mentor_by_a_link_that_works_once(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)

    await curator.types("/invite")
    assert curator.labels[:2] == ["Наставляемый", "Наставник"]
    await curator.presses("Наставник")
    await curator.presses("Личное")
    link = link_on(curator.screen)

    assert "Сработает один раз, до 7 октября 2026 г." in curator.screen.replace("\N{NO-BREAK SPACE}", " ")
    assert len(curator.files) == 1

    anna, boris = world.person("Анна"), world.person("Борис")
    await anna.opens(link)
    await boris.opens(link)
    await asyncio.gather(anna.presses("Да, есть"), boris.presses("Да, есть"))
    await asyncio.gather(anna.presses("Согласиться"), boris.presses("Согласиться"))

    entered = [person for person in (anna, boris) if "Как Вас зовут?" in person.screen]
    assert len(entered) == 1


async def test_a_poster_counts_who_came_and_closes_when_it_is_revoked(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await curator.types("/invite")
    await curator.presses("Наставляемый")
    await curator.presses("Для плаката")
    await curator.presses("До 30 человек")
    await curator.presses("90 дней")
    link = link_on(curator.screen)
    assert "Осталось мест: 30" in curator.screen

    anna = world.person("Анна")
    await anna.opens(link)
    await anna.presses("Да, есть")
    await anna.presses("Согласиться")

    await curator.presses("Все приглашения")
    await curator.presses("Наставляемый: 1 из 30 до 6 дек")
    assert "Уже пришли: 1" in curator.screen
    await curator.presses("Показать ссылку и QR-код")
    assert link_on(curator.screen) == link

    await curator.presses("Все приглашения")
    await curator.presses("Наставляемый: 1 из 30 до 6 дек")
    await curator.presses("Отозвать")
    await curator.presses_twice("Да, отозвать")
    assert "Приглашение отозвано" in curator.screen

    boris = world.person("Борис")
    await boris.opens(link)
    assert "Вам есть 18 лет?" not in boris.screen


async def test_a_double_tap_makes_one_invitation(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await curator.types("/invite")
    await curator.presses("Наставник")

    await curator.presses_twice("Личное")
    await curator.presses("Все приглашения")

    assert [label for label in curator.labels if "личное" in label] == ["Наставник, личное, до 7 окт"]


async def test_two_curators_revoke_the_same_link_at_once(world: World) -> None:
    school = await world.school()
    first, second = await world.member(school, Role.CURATOR, "Ольга"), await world.member(school, Role.CURATOR, "Вера")
    await first.types("/invite")
    await first.presses("Наставник")
    await first.presses("Личное")
    for curator in (first, second):
        await curator.types("/invite")
        await curator.press_data(packed(pages.ShowInvitations(school)))
        await curator.presses("Наставник, личное, до 7 окт")
        await curator.presses("Отозвать")

    await asyncio.gather(first.presses("Да, отозвать"), second.presses("Да, отозвать"))

    assert all("Приглашение отозвано" in curator.screen for curator in (first, second))


async def test_a_listed_person_is_called_by_the_code_where_names_may_not_pass(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    curator = await world.member(school, Role.CURATOR)
    await curator.types("/invite")

    await curator.presses("Наставник")
    await curator.presses("Личное")

    assert "Смирнова" not in "".join(message.text or "" for message in curator.messages)


async def test_with_several_schools_the_school_is_chosen_first(world: World) -> None:
    await world.school("Школа № 1")
    await world.school("Школа № 2")
    admin = world.administrator()
    await admin.starts()

    await admin.types("/invite")
    await admin.presses("Школа № 2")

    assert "Куратор" in admin.labels
    assert "Наставник" not in admin.labels


async def test_an_administrator_without_a_school_is_led_to_create_one(world: World) -> None:
    admin = world.administrator()
    await admin.starts()

    await admin.types("/invite")

    assert "сначала создайте организацию" in admin.screen
    await admin.presses("Организации")
    assert "Пока нет ни одной" in admin.screen


async def test_forged_buttons_invite_nobody(world: World) -> None:
    own, other = await world.school("Школа № 1"), await world.school("Школа № 2")
    curator = await world.member(own, Role.CURATOR)
    code = "abcdefghjkmn"
    before = await world.house.database.read(lambda tx: tx.value("SELECT count(*) FROM invitations"))

    for to in (
        pages.InviteInto(other),
        pages.ChooseKind(own, Role.CURATOR),
        pages.ChooseKind(own, Role.ADMINISTRATOR),
        pages.ChooseUses(other, Role.MENTOR),
        pages.ChooseDays(other, Role.MENTOR, 10),
        pages.MakePersonal(own, Role.DEPUTY_HEAD, code),
        pages.MakePersonal(other, Role.MENTOR, code),
        pages.MakePoster(other, Role.MENTOR, 10, 7, code),
        pages.ShowInvitations(other),
    ):
        await curator.press_data(packed(to))
        assert "недоступно" in (curator.toast or "") + curator.screen, to
    for stale in (
        pages.MakePersonal(own, Role.MENTOR, "weak"),
        pages.MakePoster(own, Role.MENTOR, 100_000, 7, code),
        pages.ShowLink(InvitationId(999)),
        pages.Revoke(InvitationId(999)),
    ):
        await curator.press_data(packed(stale))
        assert "не действует" in (curator.toast or "") + curator.screen, stale

    after = await world.house.database.read(lambda tx: tx.value("SELECT count(*) FROM invitations"))
    assert after == before
