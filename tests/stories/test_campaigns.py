"""«Опросы»: a curator sends a survey to many, the silent are reminded, the last day closes it."""

import asyncio
import contextlib
import datetime
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialogs import campaign_leading_addresses as to
from bot.screens import packed
from mentoring.campaigns import Audience, CampaignState, Secrecy
from mentoring.ids import CampaignId, MembershipId, OrganisationId, PairId
from mentoring.letters import LetterKind
from mentoring.pair_surveys import Moment
from mentoring.pairs import PairState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import campaigns, pairs, surveys
from storage.database import Database, Transaction
from tests.outbox import fates, letters_in, outbox
from tests.stories.test_counters import card
from tests.stories.test_evidence import begun
from tests.stories.test_meetings import assigned
from tests.stories.test_pairs import School
from tests.world import START, World, opened_world
from usecases import campaign_clock
from usecases.campaign_offers import CampaignOffers
from usecases.campaigns import Campaigns
from usecases.unit import House, StaleButton

MAY = datetime.datetime(2027, 5, 11, 10, 0, tzinfo=START.tzinfo)
"""A Tuesday: the ten working days of a survey end on 25 May."""

ASKS = "Просьба ответить на вопросы"
WAITS = "Опрос ждёт ответа"
GROUP = "Довольны ли участники"


@pytest.fixture
async def may(tmp_path: Path) -> AsyncIterator[World]:
    async with opened_world(tmp_path, MAY) as world:
        yield world


def plain(person: Person) -> str:
    return person.screen.replace("\N{NO-BREAK SPACE}", " ")


async def lives(world: World, end: datetime.datetime) -> None:
    """Every morning and afternoon on the way is visited, as the tick would."""
    now = world.clock.now().astimezone(end.tzinfo)
    ways = (now.date() + datetime.timedelta(days=day) for day in range((end - now).days + 2))
    visits = (datetime.datetime.combine(day, datetime.time(hour), end.tzinfo) for day in ways for hour in (9, 16))
    for moment in (now, *(visit for visit in visits if now < visit < end), end):
        world.clock.set(moment)
        await world.app.post.tick()


class Room:
    """A school in May with a curator and a working group of ``members``."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.here: OrganisationId
        self.curator: Person
        self.deputy: Person
        self.group: list[Person] = []

    async def opens(self, members: int = 2) -> "Room":
        self.here = await self.world.school()
        self.curator = await self.world.member(self.here, Role.CURATOR, "Вера")
        self.deputy = await self.world.member(self.here, Role.DEPUTY_HEAD, "Галина")
        for name in ("Анна", "Белла", "Дарья", "Елена", "Жанна", "Зоя")[:members]:
            self.group.append(await self.world.member(self.here, Role.WORKING_GROUP, name))
        return self

    async def asks(self, by: Person | None = None) -> None:
        """From the menu to the question before the letters."""
        person = by or self.curator
        await person.types("/surveys")
        await person.presses("Новый опрос")
        await person.presses(GROUP)
        await person.presses(next(label for label in person.labels if label.startswith("Открыть ·")))

    async def sends(self) -> None:
        await self.asks()
        await self.curator.presses("Да, открыть")

    async def card(self) -> str:
        await self.curator.types("/surveys")
        await self.curator.presses(next(label for label in self.curator.labels if "абочая группа" in label))
        return plain(self.curator)

    async def answers(self, number: int, campaign: int = 1) -> None:
        """The first ``number`` of those who were asked have sent their answers."""

        async def unit(tx: Transaction) -> None:
            rows = await tx.rows(
                "SELECT membership_id FROM campaign_invitees WHERE campaign_id = $1 ORDER BY membership_id", campaign
            )
            for row in rows[:number]:
                asked = await campaigns.invitee(tx, CampaignId(campaign), MembershipId(row["membership_id"]))
                assert asked is not None
                await campaigns.answer(tx, asked, None)

        await self.world.house.database.write(unit)

    async def goes_to(self, month: int, day: int, hour: int = 16) -> None:
        await lives(self.world, MAY.replace(month=month, day=day, hour=hour))


@pytest.fixture
async def room(may: World) -> Room:
    return await Room(may).opens()


async def test_from_the_menu_to_the_last_day(may: World, room: Room) -> None:
    await room.curator.types("/surveys")
    assert "Обычно в мае: «Довольны ли участники»" in plain(room.curator)
    await room.curator.presses("📌 Довольны ли участники")
    shown = plain(room.curator)
    assert "Рабочая группа — 2 человека, анонимно" in shown
    assert "Наставляемые — сейчас спросить некого" in shown
    assert "Последний день — 25 мая. Кто не ответит, получит напоминание 14 мая и 20 мая." in shown
    assert "Пока ответов меньше 5" in shown
    await room.curator.presses("Открыть · 2\N{NO-BREAK SPACE}человека")
    assert "Письмо получат 2 человека: рабочая группа." in plain(room.curator)
    assert await may.letters() == []
    await room.curator.presses("Да, открыть")
    assert "Опрос открыт" in room.curator.screen
    assert "Идёт до 25 мая, ответили 0 из 2." in plain(room.curator)

    await room.goes_to(5, 11)
    anna, bella = room.group
    assert letters_in(anna, ASKS) == letters_in(bella, ASKS) == 1
    assert "до 25 мая" in plain(anna)
    await anna.presses("Ответить")
    await may.fills_in(anna)
    await room.goes_to(5, 14)
    assert (letters_in(anna, WAITS), letters_in(bella, WAITS)) == (0, 1)
    assert "Больше напоминать" not in bella.screen
    await room.goes_to(5, 20)
    assert (letters_in(anna, WAITS), letters_in(bella, WAITS)) == (0, 2)
    assert "Больше напоминать не будем" in bella.screen

    await room.goes_to(5, 28)
    assert letters_in(bella, WAITS) == 2
    assert "Опрос закончился" in room.curator.screen
    assert "рабочая группа — ответили 1 из 2" in plain(room.curator)
    assert "Результаты" in room.curator.labels
    assert "Завершён, ответы больше не принимаются." in await room.card()
    await room.curator.presses("Результаты")
    assert "Ответили: 1 из 2" in plain(room.curator)


async def test_nobody_is_named_and_of_an_anonymous_one_not_even_who_has_begun(room: Room) -> None:
    await room.sends()
    shown = await room.card()
    assert "Кто именно не ответил, здесь не видно и не будет" in shown
    assert "начали" not in shown
    assert "Ответы анонимны" in shown
    assert "Смирнова" not in shown


async def test_two_who_press_at_once_open_it_once(may: World, room: Room) -> None:
    other = await _other_copy(may)
    until = datetime.date(2027, 5, 25)
    opened = await asyncio.gather(
        CampaignOffers(may.house).open_group(room.curator.id, room.here, "satisfaction_wg", until),
        CampaignOffers(other).open_group(room.deputy.id, room.here, "satisfaction_wg", until),
    )
    await other.database.close()
    assert sorted(opened) == [0, 2]
    found = await may.house.database.read(lambda tx: campaigns.of_organisation(tx, room.here))
    assert [one.state for one in found] == [CampaignState.OPEN]
    await room.goes_to(5, 11)
    assert len(await outbox(may, LetterKind.CAMPAIGN_ASKED)) == 2


async def test_a_double_press_and_an_old_button_open_nothing_more(may: World, room: Room) -> None:
    await room.asks()
    await room.asks(room.deputy)
    assert "Спросим 2 человек: результатов не будет, они видны с пяти ответов." in plain(room.curator)
    await room.curator.presses_twice("Да, открыть")
    assert "Опрос открыт" in room.curator.screen
    await room.deputy.presses("Да, открыть")
    assert "Опрос открыт" in room.deputy.screen
    await room.goes_to(5, 11)
    assert len(await outbox(may, LetterKind.CAMPAIGN_ASKED)) == 2
    await room.curator.types("/surveys")
    await room.curator.presses("Новый опрос")
    await room.curator.presses(GROUP)
    assert "в этом году уже спросили" in room.curator.screen
    assert "«Спросить ещё раз» стоит в карточке опроса" in room.curator.screen
    await room.curator.presses("Уже спросили: рабочая группа")
    assert "ответили 0 из 2" in plain(room.curator)


async def test_by_hand_once_a_day_and_never_who_was_promised_peace(may: World, room: Room) -> None:
    await room.sends()
    assert "Письма придут сегодня, около 15:00" in await room.card()
    await room.goes_to(5, 11)
    assert "На сегодня письмо уже есть" in await room.card()
    await room.goes_to(5, 13, 12)
    await room.answers(1)
    assert "Напоминание получит 1 человек: только те, кто не ответил. Письма придут сегодня" in await room.card()
    await room.curator.presses_twice("Напомнить сейчас · 1")
    assert "Письма придут сегодня, около 15:00" in plain(room.curator)
    assert "напомнить ещё раз можно завтра" in plain(room.curator)
    await room.deputy.press_data(packed(to.Remind(CampaignId(1), MAY.date().toordinal() + 2)))
    await room.goes_to(5, 13)
    assert [letters_in(person, WAITS) for person in room.group] == [0, 1]
    await room.goes_to(5, 21)
    assert [letters_in(person, WAITS) for person in room.group] == [0, 3]
    await room.card()
    assert not any("Напомнить" in label for label in room.curator.labels), "no more was promised"


async def test_a_later_last_day_is_told_to_the_silent(may: World, room: Room) -> None:
    await room.sends()
    await room.goes_to(5, 21)
    await room.answers(1)
    await room.card()
    await room.curator.presses("Продлить")
    assert "Сейчас последний день — 25 мая" in plain(room.curator)
    await room.curator.presses("31")
    assert "Идёт до 31 мая" in plain(room.curator)
    await room.goes_to(5, 24)
    assert [letters_in(person, "до 31\N{NO-BREAK SPACE}мая") for person in room.group] == [0, 1]
    await room.goes_to(5, 28)
    assert "Идёт до 31 мая" in await room.card()


async def test_a_later_last_day_is_told_the_next_day_where_the_day_has_had_its_letter(may: World, room: Room) -> None:
    await room.sends()
    await room.goes_to(5, 20)
    bella = room.group[1]
    assert "Больше напоминать не будем" in bella.screen
    await room.card()
    await room.curator.presses("Продлить")
    await room.curator.presses("31")
    await room.goes_to(5, 20, hour=18)
    assert letters_in(bella, "до 31\N{NO-BREAK SPACE}мая") == 0, "one letter a day"
    await room.goes_to(5, 21)
    assert letters_in(bella, "до 31\N{NO-BREAK SPACE}мая") == 1
    await room.goes_to(5, 30)
    assert letters_in(bella, "до 31\N{NO-BREAK SPACE}мая") == 1


async def test_closed_early_it_writes_no_more_and_may_be_asked_once_more(may: World, room: Room) -> None:
    await room.sends()
    await room.card()
    await room.curator.presses("Закрыть раньше")
    assert "Ответили 0 из 2. Остальные ответить уже не смогут." in plain(room.curator)
    await room.curator.presses("Да, закрыть")
    await room.goes_to(5, 20)
    assert await may.letters() == [], "and nobody is told of an end by hand"
    await room.card()
    await room.curator.presses("Спросить ещё раз")
    await room.deputy.press_data(packed(to.AskAgain(CampaignId(1))))
    found = await may.house.database.read(lambda tx: campaigns.of_organisation(tx, room.here))
    assert [one.state for one in found] == [CampaignState.DRAFT, CampaignState.CLOSED], "one draft for both"
    await room.curator.presses("Открыть · 2\N{NO-BREAK SPACE}человека")
    await room.curator.presses("Да, открыть")
    assert "Опрос открыт" in room.curator.screen
    await room.deputy.press_data(packed(to.OpenDraft(CampaignId(2), MAY.date().toordinal() + 20)))
    assert "Опрос открыт" in room.deputy.screen
    await room.goes_to(5, 21)
    assert letters_in(room.group[0], ASKS) == 1


async def test_a_letter_that_waits_is_read_again_before_it_goes(may: World) -> None:
    room = await Room(may).opens(3)
    await room.sends()
    await may.app.post.tick()
    assert len(await outbox(may, LetterKind.CAMPAIGN_ASKED)) == 3
    await room.answers(1)
    _, bella, _ = room.group
    await bella.types("/mydata")
    await bella.presses("Отозвать согласие")
    await bella.presses("Отозвать согласие")
    await room.goes_to(5, 11)
    assert [letters_in(person, ASKS) for person in room.group] == [0, 0, 1]
    assert ("dropped", "answered_already") in await fates(may, LetterKind.CAMPAIGN_ASKED)
    may.clock.set(MAY.replace(day=14, hour=9))
    await may.app.post.tick()
    assert len(await outbox(may, LetterKind.CAMPAIGN_WAITS)) == 1
    await room.card()
    await room.curator.presses("Закрыть раньше")
    await room.curator.presses("Да, закрыть")
    await room.goes_to(5, 14)
    assert await fates(may, LetterKind.CAMPAIGN_WAITS) == [("dropped", "survey_closed")]


async def test_who_leaves_hears_no_more(may: World, room: Room) -> None:
    await room.sends()
    await room.goes_to(5, 11)
    anna, bella = room.group
    await anna.types("/mydata")
    await anna.presses("Отозвать согласие")
    await anna.presses("Отозвать согласие")
    await room.goes_to(5, 21)
    assert (letters_in(anna, WAITS), letters_in(bella, WAITS)) == (0, 2)


async def test_who_comes_later_is_not_asked(may: World, room: Room) -> None:
    await room.sends()
    late = await may.member(room.here, Role.WORKING_GROUP, "Ирина")
    await room.goes_to(5, 21)
    assert letters_in(late, ASKS) == letters_in(late, WAITS) == 0


async def test_reminders_may_be_muted(may: World, room: Room) -> None:
    anna = room.group[0]
    await anna.types("/when")
    await anna.presses("Какие письма получать")
    await anna.presses("☑ Напоминания об опросах")
    await room.sends()
    await room.goes_to(5, 21)
    assert (letters_in(anna, ASKS), letters_in(anna, WAITS)) == (1, 0)


async def test_today_tells_what_is_usual_and_where_few_have_answered(may: World, room: Room) -> None:
    await room.curator.types("/today")
    assert "Пора открыть опрос: 1" in room.curator.screen
    await room.curator.presses("Пора открыть опрос: 1")
    assert GROUP in room.curator.labels
    await room.sends()
    await room.curator.types("/today")
    assert "опрос" not in room.curator.screen.lower()
    await room.goes_to(5, 19)
    await room.curator.types("/today")
    await room.curator.presses("Мало ответов на опрос: 1")
    assert "ответили 0 из 2" in plain(room.curator)
    await room.answers(1)
    await room.curator.types("/today")
    assert "опрос" not in room.curator.screen.lower()


async def test_another_last_day(room: Room) -> None:
    await room.curator.types("/surveys")
    await room.curator.presses("Новый опрос")
    await room.curator.presses(GROUP)
    await room.curator.presses("Другой последний день")
    await room.curator.presses("13")
    assert "Последний день — 13 мая. Напоминать не будем." in plain(room.curator)
    await room.curator.presses("Открыть · 2\N{NO-BREAK SPACE}человека")
    assert "Ответы ждём до 13 мая." in plain(room.curator)
    await room.curator.presses("Да, открыть")
    assert "Идёт до 13 мая" in plain(room.curator)


async def test_sides_of_pairs_are_asked_and_one_pair_may_be_chosen(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    lonely = await school.joins(Role.MENTEE, "Ольга")
    curator = school.curator
    await curator.types("/surveys")
    await curator.presses("Новый опрос")
    await curator.presses(GROUP)
    assert "Наставляемые — 1 человек" in plain(curator), "whoever is in no pair is not asked"
    await curator.presses("Отдельно: наставляемые")
    assert "Черновик, никому не отправлен." in curator.screen
    await curator.presses("Кого спросить")
    await curator.presses("Этапы пар")
    await curator.presses("☐ Работа")
    assert "сейчас некого" in curator.screen
    await curator.presses("☑ Работа")
    await curator.presses("Назад")
    await curator.presses("Одна пара")
    await curator.presses(next(label for label in curator.labels if "→" in label))
    assert "Только одна пара: № 1" in plain(curator)
    await curator.presses("Готово")
    await curator.presses("Открыть · 1\N{NO-BREAK SPACE}человек")
    await curator.presses("Да, открыть")
    await lives(world, world.clock.now().astimezone(START.tzinfo) + datetime.timedelta(days=1))
    assert letters_in(school.mentee, ASKS) == 1
    assert letters_in(school.mentor, ASKS) == letters_in(lonely, ASKS) == 0
    await curator.types("/surveys")
    await curator.presses("Новый опрос")
    await curator.presses(GROUP)
    assert "Наставляемые — в этом году уже спросили" in plain(curator)
    await curator.presses("Открыть · 1\N{NO-BREAK SPACE}человек")
    await curator.presses("Да, открыть")
    await lives(world, world.clock.now().astimezone(START.tzinfo) + datetime.timedelta(days=1))
    assert letters_in(school.mentor, ASKS) == 1


async def test_a_municipality_narrows_its_own_survey_to_some_schools(world: World) -> None:
    town = await world.organisation("Примерск", Level.MUNICIPALITY)
    first = await world.organisation("Школа № 1", Level.ORGANISATION, town)
    second = await world.organisation("Школа № 2", Level.ORGANISATION, town)
    coordinator = await world.member(town, Role.MUNICIPAL_COORDINATOR, "Вера")
    for school, name in ((first, "Анна"), (second, "Белла"), (second, "Дарья")):
        await world.member(school, Role.CURATOR, name)

    async def drafted(tx: Transaction) -> CampaignId:
        roles = frozenset({Role.CURATOR, Role.MENTOR})
        return await campaigns.add(
            tx, town, "О семинаре", Secrecy.CONFIDENTIAL, Audience(roles), now=world.house.now, actor="test"
        )

    await world.house.database.write(drafted)
    await coordinator.types("/surveys")
    assert "Новый опрос" not in coordinator.labels, "the built-in ones are of schools"
    await coordinator.presses("✏️ О семинаре")
    assert "наставники и кураторы" in plain(coordinator) or "кураторы и наставники" in plain(coordinator)
    assert "3 человека" in plain(coordinator)
    await coordinator.presses("Кого спросить")
    assert "Одна пара" not in coordinator.labels, "nobody is named above a school"
    await coordinator.presses("Организации")
    await coordinator.presses("☐ Школа № 2")
    assert "2 человека" in plain(coordinator)
    assert "Только здесь: Школа № 2." in plain(coordinator)
    await coordinator.presses("Назад")
    await coordinator.presses("☑ Кураторы")
    assert "сейчас некого" in coordinator.screen


async def test_the_item_of_the_road_map_leads_here_and_counts_what_comes(world: World) -> None:
    school = await world.school()
    irina = await begun(world, school)
    for name in ("Анна", "Белла"):
        await world.member(school, Role.WORKING_GROUP, name)
    await card(world, irina, school, "t27")
    await irina.presses("Опросы")
    await irina.presses("Новый опрос")
    await irina.presses(GROUP)
    await irina.presses("Открыть · 2\N{NO-BREAK SPACE}человека")
    await irina.presses("Да, открыть")

    async def answered(tx: Transaction) -> None:
        asked = (await campaigns.due_letters(tx, world.house.now, 1))[0]
        await campaigns.answer(tx, asked, None)

    await world.house.database.write(answered)
    await card(world, irina, school, "t27")
    assert "ответы об удовлетворённости — 1, всего анкет — 2" in plain(irina)


async def test_two_who_remind_at_once_write_one_letter_each(may: World, room: Room) -> None:
    await room.sends()
    await room.goes_to(5, 13, 12)
    other = await _other_copy(may)
    day = may.clock.now().date()
    await asyncio.gather(
        Campaigns(may.house).remind(room.curator.id, CampaignId(1), day),
        Campaigns(other).remind(room.deputy.id, CampaignId(1), day),
    )
    await other.database.close()
    await room.goes_to(5, 13)
    assert [letters_in(person, WAITS) for person in room.group] == [1, 1]


async def test_a_later_day_and_an_early_end_at_once_leave_it_closed(may: World, room: Room) -> None:
    await room.sends()
    other, later = await _other_copy(may), datetime.date(2027, 5, 31)
    with contextlib.suppress(StaleButton):
        await asyncio.gather(
            Campaigns(may.house).extend(room.curator.id, CampaignId(1), later),
            Campaigns(other).close(room.deputy.id, CampaignId(1)),
        )
    await other.database.close()
    kept = await may.house.database.read(lambda tx: campaigns.one(tx, CampaignId(1)))
    assert kept is not None
    assert kept.state is CampaignState.CLOSED, "whoever closes is heard, before or after"
    await room.goes_to(5, 12)
    assert letters_in(room.group[0], ASKS) == letters_in(room.group[0], WAITS) == 0


async def test_a_bigger_batch_than_one_is_written_in_turn(may: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign_clock, "BATCH", 2)
    monkeypatch.setattr(campaign_clock, "AT_ONCE", 2)
    room = await Room(may).opens(5)
    await room.sends()
    await may.app.post.tick()
    assert len(await outbox(may, LetterKind.CAMPAIGN_ASKED)) == 4, "the post goes on meanwhile"
    await may.app.post.tick()
    await room.goes_to(5, 11)
    assert [letters_in(person, ASKS) for person in room.group] == [1] * 5


async def _other_copy(world: World) -> House:
    """Another copy of the bot at the same database."""
    database = Database(world.settings.database_path)
    await database.open()
    return House(database, world.clock, world.house.content)


async def _group(person: Person, name: str) -> str:
    await person.types("/surveys")
    await person.presses("Новый опрос")
    await person.presses(name)
    return plain(person)


async def test_who_is_asked_the_same_by_their_pair_is_not_asked_twice_at_once(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    shown = await _group(school.curator, "Мониторинг, этап 1")
    assert "Ещё у 2 человек эти вопросы уже открыты" in shown
    assert shown.count("сейчас спросить некого") == 2

    await school.mentee.types("/pairs")
    await school.mentee.presses("Ответить на вопросы")
    await school.mentee.presses("Начать")
    await world.fills_in(school.mentee)
    assert "Ещё у 1 человека эти вопросы уже открыты" in await _group(school.curator, "Мониторинг, этап 1")

    await lives(world, START.replace(month=9, day=25))
    shown = await _group(school.curator, "Мониторинг, этап 1")
    assert "уже открыты" not in shown
    assert "• Наставники — 1 человек" in shown, "the pair has not got an answer in time"
    assert "• Наставляемые — сейчас спросить некого" in shown, "who has answered is not asked again"


async def test_the_database_and_the_rules_agree_on_what_is_still_asked(world: World) -> None:
    """Whatever the moment, wherever the pair stands, inside and outside, in time and too late."""
    school = await School(world, await world.school()).opens()
    await assigned(school)
    seen = set()

    async def unit(tx: Transaction) -> None:
        for moment, state, gone in itertools.product(Moment, PairState, (0, 1)):
            await tx.run("UPDATE pair_surveys SET moment = $1", moment.value)
            await tx.run("UPDATE pairs SET state = $1", state.value)
            await tx.run("UPDATE pair_sides SET gone = $1 WHERE mentor = 0", gone)
            kept = await pairs.one(tx, PairId(1))
            assert kept is not None
            for survey in await surveys.of_pair(tx, kept.pair.id):
                assert survey.closes_at is not None
                for now in (survey.closes_at - 1, survey.closes_at):
                    condition = surveys.awaited("m.id", survey.form, now)
                    found = await tx.value(
                        f"SELECT count(*) FROM memberships m WHERE m.id = $1 AND {condition}", survey.membership
                    )
                    assert bool(found) is survey.is_open(kept.pair, now), (moment, state, gone, now)
                    seen.add(bool(found))

    await world.house.database.write(unit)
    assert seen == {True, False}
