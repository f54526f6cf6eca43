"""A letter's way from the outbox to its fate."""

import asyncio
import datetime
import random
import zoneinfo
from collections.abc import Callable, Iterable

import pytest

from bot.dialogs.letters import letter
from bot.post import IN_FLIGHT, Post
from bot.screens import Screen
from mentoring import letters
from mentoring.delivery import NobodyThere, Outcome, Sent, TryLater
from mentoring.ids import MembershipId, PersonId
from mentoring.letters import Fate, LetterKind
from mentoring.organisations import Privacy
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import people
from storage.database import Transaction
from tests.outbox import courier, fates, letters_in, outbox, person_id, post, write
from tests.world import START, World
from usecases.joining import Joining
from usecases.posting import LEASE, Posting

DAY = datetime.timedelta(days=1)
WEDNESDAY_AT_THREE = START.replace(day=9, hour=15)
"""Two working days after Monday's start: when an unfinished questionnaire is recalled first."""

REMINDER = "Анкета ждёт продолжения"


async def begun(world: World, privacy: Privacy = Privacy.NAMES) -> Person:
    """Anna has opened her questionnaire and answered its first question."""
    anna = await world.member(await world.school(privacy=privacy), Role.MENTEE, "Анна")
    await anna.presses("Начать")
    await anna.presses("Учитель")
    return anna


async def at(world: World, moment: datetime.datetime) -> None:
    world.clock.set(moment)
    await post(world).tick()


async def filled_in(world: World, anna: Person) -> None:
    """The shortest way through the teacher's form."""
    for answer in ("Физика", "2"):
        await anna.types(answer)
    presses = [
        "Молодой специалист, до 3 лет", "Общение с родителями", "Готово",
    ]  # fmt: skip
    for label in presses:
        await anna.presses(label)
    await anna.types("Не получается удержать внимание класса")
    for label in (
        "Пропустить", "6", "Доверяю выбор куратору", "Один на один, весь год", "Готово", "Не принципиально", "Готово",
        "Пропустить", "До уроков", "Готово", "Очно", "Да", "Отправить",
    ):  # fmt: skip
        await anna.presses(label)


# -- facts are asked again ---------------------------------------------------------------------------------------


async def test_an_unfinished_questionnaire_is_recalled_and_goes_on_from_the_letter(world: World) -> None:
    anna = await begun(world)

    await at(world, WEDNESDAY_AT_THREE)

    assert REMINDER in anna.screen
    assert "Ваши ответы сохранены, осталось 14 вопросов." in anna.screen.replace("\N{NO-BREAK SPACE}", " ")
    await anna.presses("Продолжить")
    assert "Вопрос 2 из 15" in anna.screen


async def test_who_has_finished_is_not_reminded(world: World) -> None:
    anna = await begun(world)
    await filled_in(world, anna)

    await at(world, WEDNESDAY_AT_THREE)

    assert letters_in(anna, REMINDER) == 0
    first, second = await fates(world, LetterKind.QUESTIONNAIRE_UNFINISHED)
    assert first == ("dropped", "finished_already")
    assert second == ("queued", None)


async def test_the_curator_hears_once_how_many_came_into_the_bank(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    for name in ("Анна", "Вера"):
        teacher = await world.member(school, Role.MENTEE, name)
        await teacher.presses("Начать")
        await teacher.presses("Учитель")
        await filled_in(world, teacher)

    await at(world, START.replace(hour=15))

    assert letters_in(curator, "Новые анкеты в банке") == 1
    assert "В банке прибавилось: 2\N{NO-BREAK SPACE}наставляемых." in curator.screen


async def test_a_curator_who_has_left_the_role_is_told_nothing(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    reader, about = await person_id(world, curator), await membership_of(world, anna)
    await write(world, letters.news(reader, LetterKind.WELLBEING_LOW, "x", START, membership=about))

    await post(world).tick()

    assert await fates(world, LetterKind.WELLBEING_LOW) == [("dropped", "reader_left_the_role")]


async def membership_of(world: World, person: Person) -> int:
    async def unit(transaction: Transaction) -> int:
        caller = await people.caller(transaction, person.id)
        assert caller is not None
        return caller.memberships[0].id

    return await world.house.database.read(unit)


@pytest.mark.parametrize(("privacy", "named"), [(Privacy.NAMES, True), (Privacy.MINIMAL, False)])
async def test_names_pass_only_where_they_may(world: World, privacy: Privacy, named: bool) -> None:
    school = await world.school(privacy=privacy)
    psychologist = await world.member(school, Role.COORDINATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    reader, about = await person_id(world, psychologist), await membership_of(world, anna)
    await write(world, letters.news(reader, LetterKind.WELLBEING_LOW, "x", START, membership=about))

    await post(world).tick()

    assert "Нужно Ваше внимание" in psychologist.screen
    assert f"код {school}-2" in psychologist.screen
    assert ("Смирнова" in psychologist.screen) is named


async def test_a_pupil_waits_for_the_paper_and_the_carers_hear_of_it(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    pupil = world.person("Даша")
    await pupil.starts(await world.invitation(school, Role.MENTEE))
    await pupil.presses("Ещё нет")

    await post(world).tick()

    assert "Ждём согласие родителей" in curator.screen
    assert "Даша" not in curator.screen


async def test_a_withdrawal_is_told_without_a_name(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await Joining(world.house).withdraw(anna.id, MembershipId(await membership_of(world, anna)))

    await post(world).tick()

    assert "Согласие отозвано" in curator.screen
    assert f"код {school}-2" in curator.screen
    assert "Анна" not in curator.screen
    await curator.presses("Открыть банк")
    assert "Наставляемых: 0" in curator.screen


async def test_who_has_left_is_found_by_the_code_and_the_day_of_this_stay(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    for came, left in ((7, 9), (10, 11)):
        await at(world, START.replace(day=came))
        if came != START.day:
            await anna.starts(await world.invitation(school, Role.MENTEE))
            await anna.presses("Да, есть")
            await anna.presses("Согласиться")
        await at(world, START.replace(day=left))
        await Joining(world.house).withdraw(anna.id, MembershipId(await membership_of(world, anna)))
        await post(world).tick()
        told = curator.screen.replace("\N{NO-BREAK SPACE}", " ")
        assert f"код {school}-2, с {came} сентября" in told
        assert "код стоит в отчёте о загрузке" in told


async def test_who_has_come_back_meanwhile_was_not_lost(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await Joining(world.house).withdraw(anna.id, MembershipId(await membership_of(world, anna)))
    await anna.starts(await world.invitation(school, Role.MENTEE))
    await anna.presses("Да, есть")
    await anna.presses("Согласиться")

    await post(world).tick()

    assert letters_in(curator, "Согласие отозвано") == 0
    assert await fates(world, LetterKind.CONSENT_WITHDRAWN) == [("dropped", "participant_returned")]


async def test_a_letter_to_somebody_without_an_account_is_dropped(world: World) -> None:
    on_list = await world.house.database.write(lambda tx: people.add_person(tx, world.house.now))
    await write(world, letters.news(on_list, LetterKind.PAPER_RECEIVED, "x", START, membership=1))

    await post(world).tick()

    assert await fates(world) == [("dropped", "no_account")]


# -- when a letter may come --------------------------------------------------------------------------------------


async def test_what_was_missed_at_night_comes_at_the_hour_of_letters(world: World) -> None:
    anna = await begun(world)

    await at(world, WEDNESDAY_AT_THREE + datetime.timedelta(hours=12))
    assert letters_in(anna, REMINDER) == 0

    await at(world, WEDNESDAY_AT_THREE + DAY)
    assert letters_in(anna, REMINDER) == 1
    sent = (await outbox(world, LetterKind.QUESTIONNAIRE_UNFINISHED))[0]
    assert sent["attempts"] == 1


async def test_a_digest_that_is_too_old_is_dropped(world: World) -> None:
    anna = await begun(world)

    await at(world, WEDNESDAY_AT_THREE + 5 * DAY)

    assert letters_in(anna, REMINDER) == 0
    assert ("dropped", "too_late") in await fates(world, LetterKind.QUESTIONNAIRE_UNFINISHED)


async def test_fridays_digest_still_comes_on_monday(world: World) -> None:
    anna = await begun(world)
    reader, friday = await person_id(world, anna), START.replace(day=11, hour=15)
    await at(world, WEDNESDAY_AT_THREE)
    await write(world, letters.Letter(reader, LetterKind.QUESTIONNAIRE_UNFINISHED, "x", friday, {"attempt": 1}))

    await at(world, friday + DAY)
    assert letters_in(anna, REMINDER) == 1, "nothing comes on a Saturday"
    await at(world, friday + 3 * DAY)

    assert letters_in(anna, REMINDER) == 2


async def test_digests_of_one_day_come_as_one_message(world: World) -> None:
    """Olga is a curator here and a young teacher there."""
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    teacher = await world.member(school, Role.MENTEE, "Анна")
    await olga.starts(await world.invitation(school, Role.MENTEE))
    await olga.presses("Согласиться")
    await olga.presses("Начать")
    await teacher.presses("Начать")
    await teacher.presses("Учитель")
    world.clock.set(WEDNESDAY_AT_THREE - datetime.timedelta(hours=1))
    await filled_in(world, teacher)

    await at(world, WEDNESDAY_AT_THREE)

    assert REMINDER in olga.screen
    assert "Новые анкеты в банке" in olga.screen
    sent = [letter for letter in await outbox(world) if letter["fate"] == "sent"]
    assert len(sent) == 2
    assert {letter["message_id"] for letter in sent} == {olga.last.message_id}


async def test_a_second_digest_waits_for_the_next_working_day(world: World) -> None:
    anna = await begun(world)
    await at(world, WEDNESDAY_AT_THREE)
    reader = await person_id(world, anna)
    later = WEDNESDAY_AT_THREE + datetime.timedelta(hours=1)
    await write(world, letters.Letter(reader, LetterKind.QUESTIONNAIRE_UNFINISHED, "x", later, {"attempt": 1}))

    await at(world, later)
    assert letters_in(anna, REMINDER) == 1

    await at(world, WEDNESDAY_AT_THREE + DAY)
    assert letters_in(anna, REMINDER) == 2


async def test_what_was_put_off_is_in_the_next_letter_however_early_it_comes(world: World) -> None:
    """A digest at ten each morning must not keep the one of three o'clock away for ever."""
    anna = await begun(world)
    reader, kind = await person_id(world, anna), LetterKind.QUESTIONNAIRE_UNFINISHED
    mornings = [START.replace(day=day, hour=10) for day in (9, 10, 11, 14, 15, 16)]
    await write(world, *(letters.Letter(reader, kind, f"{due}", due, {"attempt": 1}) for due in mornings))

    await walked(world)

    afternoon, *_ = await outbox(world, kind)
    assert datetime.datetime.fromtimestamp(afternoon["due_at"], START.tzinfo) == WEDNESDAY_AT_THREE
    assert datetime.datetime.fromtimestamp(afternoon["sent_at"], START.tzinfo) == mornings[1]


@pytest.mark.parametrize("seed", range(8))
async def test_no_digest_is_lost_to_others_of_its_reader(world: World, seed: int) -> None:
    """Anna is awaited in two places seven hours apart; digests come at all hours, the messenger fails now and then."""
    anna = await begun(world)
    there = await world.organisation("Школа № 7", Level.ORGANISATION, tz="Asia/Vladivostok")
    await anna.starts(await world.invitation(there, Role.CURATOR))
    await anna.presses("Согласиться")
    vera = await world.member(there, Role.MENTEE, "Вера")
    await vera.blocks()
    here = LetterKind.QUESTIONNAIRE_UNFINISHED, START.tzinfo, {"attempt": 1}
    far = LetterKind.PEOPLE_LOST, zoneinfo.ZoneInfo("Asia/Vladivostok"), {"organisation": there}
    reader, chance = await person_id(world, anna), random.Random(seed)
    days = [day for day in range(9, 25) if START.replace(day=day).isoweekday() < 6]
    for number in range(30):
        kind, zone, facts = chance.choice((here, far))
        due = START.replace(day=chance.choice(days), hour=chance.choice((9, 12, 15, 15, 18)), tzinfo=zone)
        await write(world, letters.Letter(reader, kind, f"{number}", due, facts))

    world.telegram.faults.next(chance.randrange(1, 5), 502, methods=["sendMessage"])
    await walked(world)

    found = [letter for letter in await outbox(world) if letter["person_id"] == reader and letter["class"] == "digest"]
    assert {letter["fate"] for letter in found} == {"sent"}
    sent = {letter["message_id"]: letter["sent_at"] for letter in found}
    on = [datetime.datetime.fromtimestamp(at, START.tzinfo).date() for at in sent.values()]
    assert len(on) == len(set(on)), "one a day"
    late = [working_days(letter["due_at"], letter["sent_at"]) for letter in found]
    assert max(late) <= 2, "it has had its turn"


def working_days(due: int, sent: int) -> int:
    """How many working days after its own a letter has come, by the clock of the first school."""
    first, last = (datetime.datetime.fromtimestamp(at, START.tzinfo).date() for at in (due, sent))
    days = [first + number * DAY for number in range(1, (last - first).days + 1)]
    return sum(day.isoweekday() < 6 for day in days)


async def walked(world: World) -> None:
    """From one due moment to the next until there is none."""
    while (due := await Posting(world.house).next_due()) is not None:
        await at(world, max(due, world.clock.now()))


# -- what the messenger answers ----------------------------------------------------------------------------------


async def test_a_reader_who_is_gone_is_marked_and_not_called_again(world: World) -> None:
    anna = await begun(world)
    anna.deletes_account()

    await at(world, WEDNESDAY_AT_THREE)
    calls = len(world.telegram.calls_of("sendMessage"))
    await at(world, WEDNESDAY_AT_THREE + 7 * DAY)

    first, second = await fates(world, LetterKind.QUESTIONNAIRE_UNFINISHED)
    assert first == ("unreachable", "Forbidden: user is deactivated")
    assert second == ("unreachable", "unreachable_before")
    assert len(world.telegram.calls_of("sendMessage")) == calls


async def test_a_passing_trouble_is_tried_again_at_growing_intervals(world: World) -> None:
    anna = await begun(world)
    world.telegram.faults.next(3, 502, methods=["sendMessage"])
    waits = []

    await at(world, WEDNESDAY_AT_THREE)
    while (await fates(world))[0][0] == "retry":
        due = await Posting(world.house).next_due()
        assert due is not None
        waits.append((due - world.clock.now()).total_seconds())
        await at(world, due)

    assert waits == [30, 120, 600]
    assert letters_in(anna, REMINDER) == 1
    sent = (await outbox(world))[0]
    assert (sent["fate"], sent["attempts"], sent["reason"]) == ("sent", 4, None)
    assert sent["due_at"] == int(WEDNESDAY_AT_THREE.timestamp())


async def test_news_is_given_up_after_three_days_of_tries(world: World) -> None:
    school = await world.school()
    psychologist = await world.member(school, Role.COORDINATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    reader, about = await person_id(world, psychologist), await membership_of(world, anna)
    await write(world, letters.news(reader, LetterKind.WELLBEING_LOW, "x", START, membership=about))
    world.telegram.faults.next(1000, 502, methods=["sendMessage"])

    await post(world).tick()
    while (due := await Posting(world.house).next_due()) is not None:
        await at(world, due)

    assert await fates(world) == [("dropped", "given_up: Bad Gateway")]
    assert datetime.timedelta(days=3) <= world.clock.now() - START <= datetime.timedelta(days=4)


async def test_the_wait_that_telegram_asks_for_is_kept(world: World) -> None:
    await begun(world)
    world.telegram.faults.next(1, 429, methods=["sendMessage"], retry_after=77)

    await at(world, WEDNESDAY_AT_THREE)

    due = await Posting(world.house).next_due()
    assert due == WEDNESDAY_AT_THREE + datetime.timedelta(seconds=77)


async def test_a_letter_that_telegram_will_never_take_is_dropped_at_once(world: World) -> None:
    await begun(world)
    world.telegram.faults.next(1, 400, methods=["sendMessage"])

    await at(world, WEDNESDAY_AT_THREE)

    assert (await fates(world))[0] == ("dropped", "Bad Request")


# -- crashes -----------------------------------------------------------------------------------------------------


async def test_a_crash_between_sending_and_settling_repeats_the_letter_and_loses_none(world: World) -> None:
    anna = await begun(world)
    posting = Posting(world.house)
    world.clock.set(WEDNESDAY_AT_THREE)
    (parcel,) = await posting.claim(10)
    checked = await posting.check(parcel)
    carried = courier(world)
    assert isinstance(await carried.send(checked.external_id or 0, letter(checked.notices)), Sent)

    await world.restarts()
    await post(world).tick()
    assert letters_in(anna, REMINDER) == 1, "the lease still holds"

    due = await Posting(world.house).next_due()
    assert due == WEDNESDAY_AT_THREE + datetime.timedelta(seconds=LEASE)
    await at(world, due)
    assert letters_in(anna, REMINDER) == 2
    assert (await fates(world))[0] == ("sent", None)


async def test_an_answer_that_got_lost_repeats_the_letter(world: World) -> None:
    anna = await begun(world)
    world.telegram.faults.lose_reply(1, methods=["sendMessage"])

    await at(world, WEDNESDAY_AT_THREE)
    await at(world, WEDNESDAY_AT_THREE + datetime.timedelta(seconds=30))

    assert letters_in(anna, REMINDER) == 2
    assert (await fates(world))[0] == ("sent", None)


async def test_what_was_sent_stays_sent_whatever_a_slower_hand_says(world: World) -> None:
    await begun(world)
    posting = Posting(world.house)
    world.clock.set(WEDNESDAY_AT_THREE)
    (parcel,) = await posting.claim(10)
    slow = await posting.check(parcel)
    await at(world, WEDNESDAY_AT_THREE + datetime.timedelta(seconds=LEASE))

    await posting.settle(slow, TryLater("timeout"))
    await posting.settle(slow, NobodyThere("blocked"))

    assert (await fates(world))[0] == ("sent", None)


async def test_one_letter_that_fails_keeps_no_other_back(world: World) -> None:
    school = await world.school()
    anna, vera = await world.member(school, Role.MENTEE, "Анна"), await world.member(school, Role.MENTEE, "Вера")
    for teacher in (anna, vera):
        await teacher.presses("Начать")
    carried = courier(world)

    async def fails_for_anna(external_id: int, screen: Screen) -> Outcome:
        if external_id == anna.id:
            raise ZeroDivisionError
        return await carried.send(external_id, screen)

    world.clock.set(WEDNESDAY_AT_THREE)
    await Post(Posting(world.house), fails_for_anna).tick()

    assert letters_in(vera, REMINDER) == 1
    assert ("retry", "fault: ZeroDivisionError") in await fates(world)
    await at(world, WEDNESDAY_AT_THREE + datetime.timedelta(seconds=30))
    assert letters_in(anna, REMINDER) == 1


async def test_closing_gives_back_what_was_not_begun(world: World) -> None:
    await begun(world)
    posting = Posting(world.house)
    world.clock.set(WEDNESDAY_AT_THREE)
    (parcel,) = await posting.claim(10)

    await posting.give_back(parcel)

    (again,) = await posting.claim(10)
    assert [letter.attempts for letter in again.letters] == [1]


async def test_a_closed_post_begins_nothing(world: World) -> None:
    anna = await begun(world)
    world.clock.set(WEDNESDAY_AT_THREE)
    closed = post(world)

    await closed.close()
    await closed.tick()

    assert letters_in(anna, REMINDER) == 0


# -- side by side ------------------------------------------------------------------------------------------------


class Messenger:
    """Takes what is sent, and answers each person only when it is told to."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self._answered: dict[int, asyncio.Event] = {}

    async def send(self, external_id: int, _: Screen) -> Outcome:
        assert external_id not in self._answered, "one letter to one person at a time"
        self.begun.append(external_id)
        answered = self._answered[external_id] = asyncio.Event()
        await answered.wait()
        del self._answered[external_id]
        return Sent(len(self.begun))

    @property
    def in_flight(self) -> list[int]:
        return list(self._answered)

    def answers(self, external_id: int) -> None:
        self._answered[external_id].set()


async def psychologists(world: World, count: int) -> dict[int, PersonId]:
    """So many readers of news, by their Telegram ids."""
    school = await world.school()
    found = [await world.member(school, Role.COORDINATOR, "Вера") for _ in range(count)]
    await world.member(school, Role.MENTEE, "Анна")
    return {one.id: await person_id(world, one) for one in found}


async def told(world: World, readers: Iterable[PersonId], key: str = "x") -> None:
    """News of the one mentee to each of the readers."""
    about = await world.house.database.read(lambda tx: tx.value("SELECT id FROM memberships WHERE role = 'mentee'"))
    news = (letters.news(one, LetterKind.WELLBEING_LOW, key, START, membership=about) for one in readers)
    await write(world, *news)


async def happens(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not check():  # noqa: ASYNC110 - there is nothing to be woken by
            await asyncio.sleep(0.001)


async def test_a_bounded_number_is_in_flight_and_no_hand_stands_idle(world: World) -> None:
    readers = await psychologists(world, IN_FLIGHT + 2)
    await told(world, readers.values())
    messenger = Messenger()
    ticking = asyncio.create_task(Post(Posting(world.house), messenger.send).tick())

    await happens(lambda: len(messenger.in_flight) == IN_FLIGHT)
    await asyncio.sleep(0.05)
    assert len(messenger.begun) == IN_FLIGHT
    for number in range(len(readers)):
        await happens(lambda number=number: len(messenger.begun) >= min(IN_FLIGHT + number, len(readers)))  # type: ignore[misc]
        messenger.answers(messenger.begun[number])

    assert list((await ticking).values()) == [Fate.SENT] * len(readers)


async def test_letters_to_one_person_go_one_after_the_other_and_keep_no_hand_from_others(world: World) -> None:
    readers = await psychologists(world, 2)
    busy, other = readers
    for number in range(IN_FLIGHT + 1):
        await told(world, [readers[busy]], f"busy {number}")
    await told(world, [readers[other]])
    messenger = Messenger()
    ticking = asyncio.create_task(Post(Posting(world.house), messenger.send).tick())

    await happens(lambda: len(messenger.in_flight) == 2)
    messenger.answers(other)
    for number in range(IN_FLIGHT + 1):
        await happens(lambda number=number: messenger.begun.count(busy) == number + 1)  # type: ignore[misc]
        messenger.answers(busy)

    await ticking
    sent = [letter["dedupe_key"] for letter in sorted(await outbox(world), key=lambda letter: letter["message_id"])]
    assert [key for key in sent if "busy" in key] == sorted(key for key in sent if "busy" in key)


async def test_a_call_that_hangs_keeps_nobody_from_what_becomes_due_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.post.LOOK_AGAIN", 0.01)
    readers = await psychologists(world, 2)
    hangs, other = readers
    await told(world, [readers[hangs]])
    messenger = Messenger()
    ticking = asyncio.create_task(Post(Posting(world.house), messenger.send).tick())
    await happens(lambda: messenger.in_flight == [hangs])

    await told(world, [readers[other]])
    await happens(lambda: messenger.in_flight == [hangs, other])

    messenger.answers(other)
    messenger.answers(hangs)
    await ticking
    assert await fates(world) == [("sent", None)] * 2
