"""A city of three schools sends its April reports, and the city its May one: pressed through the real bot."""

import asyncio
import datetime
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.dialogs import report_addresses as to
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.ids import OrganisationId, ReportRoundId, SentReportId
from mentoring.roles import Level, Role
from mentoring.sent_reports import ReportAct, ReportState, SentReport, WrongState
from sandbox.people import Person
from storage import sent_reports
from tests.world import World, opened_world
from usecases.report_rounds import ReportRounds
from usecases.road_map_drafts import Drafts
from usecases.sent_reports import SentReports
from usecases.unit import Operator

APRIL = datetime.datetime(2027, 4, 5, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
"""A Monday."""


@dataclass
class City:
    """A region, a city, three schools: the first two have a curator, the third has nobody yet."""

    world: World
    region: OrganisationId = field(init=False)
    city: OrganisationId = field(init=False)
    schools: list[OrganisationId] = field(init=False)
    raisa: Person = field(init=False)
    """The regional coordinator."""
    olga: Person = field(init=False)
    """The municipal coordinator."""
    irina: Person = field(init=False)
    """The curator of the first school."""
    vera: Person = field(init=False)
    """The curator of the second."""

    async def opens(self) -> "City":
        world = self.world
        self.region = await world.organisation("Край", Level.REGION)
        self.city = await world.organisation("Город", Level.MUNICIPALITY, self.region)
        self.schools = [
            await world.organisation(f"Школа № {number}", Level.ORGANISATION, self.city) for number in (5, 6, 7)
        ]
        self.raisa = await world.member(self.region, Role.REGIONAL_COORDINATOR, "Раиса")
        self.olga = await world.member(self.city, Role.MUNICIPAL_COORDINATOR, "Ольга")
        self.irina = await world.member(self.schools[0], Role.CURATOR, "Ирина")
        self.vera = await world.member(self.schools[1], Role.CURATOR, "Вера")
        return self

    async def collects(self) -> ReportRoundId:
        await self.olga.types("/reports")
        await self.olga.presses("Собрать: апрель 2027")
        await self.olga.presses("Открыть сбор")
        return await self.round("april")

    async def round(self, kind: str) -> ReportRoundId:
        found = await self.world.house.database.read(
            lambda tx: tx.value("SELECT id FROM report_rounds WHERE kind = $1 ORDER BY id DESC LIMIT 1", kind)
        )
        return ReportRoundId(found)

    async def sends(self, person: Person, number: int, found: ReportRoundId) -> SentReportId:
        """As somebody who has just looked at it."""
        place = self.schools[number]
        page = await SentReports(self.world.house).look(person.id, found, place)
        await person.press_data(packed(to.Send(found, place, page.changes)))
        return await self.report(number, found)

    async def accepts(self, report: SentReportId) -> None:
        """As somebody who has just looked at it."""
        await self.olga.press_data(packed(to.Sent(report)))
        changes = await self.world.house.database.read(
            lambda tx: tx.value("SELECT changes FROM sent_reports WHERE id = $1", report)
        )
        await self.olga.press_data(packed(to.Accept(report, changes)))

    async def report(self, number: int, found: ReportRoundId) -> SentReportId:
        return (await self.kept(number, found)).id

    async def kept(self, number: int, found: ReportRoundId) -> SentReport:
        place = self.schools[number]
        kept = await self.world.house.database.read(lambda tx: sent_reports.of_organisation(tx, found, place))
        assert kept is not None
        return kept

    async def mentee(self, number: int, name: str) -> Person:
        return await self.world.member(self.schools[number], Role.MENTEE, name)


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    async with opened_world(tmp_path, APRIL) as world:
        yield await City(world).opens()


def last_letter(person: Person, words: str) -> str:
    found = [one.text for one in person.messages if one.is_from_bot and words in one.text]
    return found[-1] if found else ""


async def test_a_report_goes_up_is_frozen_and_accepted(city: City) -> None:
    await city.mentee(0, "Анна")
    await city.olga.types("/today")
    assert "Пора собрать отчёты: 1" in city.olga.screen
    found = await city.collects()
    assert f"Срок — 30{NBSP}апреля." in city.olga.screen
    assert "отправили 0 из 3" in city.olga.screen
    assert "В боте некому отправить: Школа № 7." in city.olga.screen
    await city.world.delivers()
    assert "Отчёт за апрель 2027." in last_letter(city.irina, "Просят отчёт")
    await city.irina.types("/today")
    await city.irina.presses("Отправить отчёт: 1")
    await city.irina.presses("Апрель 2027 · не отправлен")
    assert "Наставляемые — 1" in city.irina.screen
    assert f"Нет анкеты у 1{NBSP}участника" in city.irina.screen
    await city.irina.presses("Отправить в муниципалитет")
    assert "Пока его не приняли, отчёт можно забрать обратно." in city.irina.screen
    await city.irina.presses("Отправить")
    assert city.irina.toast == "Отчёт отправлен"
    assert "ждёт решения с" in city.irina.screen

    await city.mentee(0, "Юлия")
    await city.irina.press_data(packed(to.Own(found, city.schools[0])))
    assert "Наставляемые — 1" in city.irina.screen
    assert f"Числа на 5{NBSP}апреля 2027{NBSP}г., с тех пор в отчёте не меняются." in city.irina.screen

    await city.world.delivers(hours=24)
    assert "За апрель 2027 отправили 1 из 3." in last_letter(city.olga, "Отчёты пришли")
    await city.olga.press_data(packed(to.Round(found)))
    await city.olga.presses("Ждут решения · 1")
    await city.olga.presses("Школа № 5")
    assert "Наставляемые — 1" in city.olga.screen
    assert "Анна" not in city.olga.screen
    await city.olga.presses("Принять")
    assert city.olga.toast == "Отчёт принят"
    await city.world.delivers()
    assert "Он вошёл в сумму" in last_letter(city.irina, "Отчёт принят")
    await city.irina.types("/today")
    assert "Отправить отчёт" not in city.irina.screen


async def test_a_report_comes_back_and_is_sent_again(city: City) -> None:
    found = await city.collects()
    report = await city.sends(city.irina, 0, found)
    await city.olga.press_data(packed(to.Sent(report)))
    await city.olga.presses("Вернуть с замечанием")
    await city.olga.types("Ой! " * 200)
    assert "Слишком длинно" in city.olga.screen
    await city.olga.types("Позвоните Петровой Анне Ивановне, 8 912 345-67-89")
    assert "Похоже, здесь телефон" in city.olga.screen or "фамилия" in city.olga.screen
    await city.olga.presses("Написать иначе")
    await city.olga.types("Отметьте встречи за апрель")
    assert "⚠️" not in city.olga.screen
    await city.olga.presses("Вернуть")
    assert city.olga.toast == "Отчёт возвращён"
    await city.world.delivers()
    assert "«Отметьте встречи за апрель»" in last_letter(city.irina, "Отчёт возвращён")
    await city.irina.presses("Открыть отчёт")
    assert "Замечание: «Отметьте встречи за апрель»" in city.irina.screen

    await city.mentee(0, "Анна")
    await city.irina.press_data(packed(to.Own(found, city.schools[0])))
    assert "Наставляемые — 1" in city.irina.screen
    await city.irina.presses("Добавить пояснение")
    await city.irina.types("В апреле была неделя карантина")
    assert "Пояснение: В апреле была неделя карантина" in city.irina.screen
    await city.irina.presses("Отправить в муниципалитет")
    await city.irina.presses("Отправить")
    day = f"5{NBSP}апреля"
    assert f"Как шёл: {day} — отправлен, {day} — возвращён, {day} — отправлен." in city.irina.screen
    await city.olga.press_data(packed(to.Sent(report)))
    assert "В апреле была неделя карантина" in city.olga.screen
    assert "Наставляемые — 1" in city.olga.screen
    bodies = await city.world.house.database.read(
        lambda tx: tx.rows("SELECT body FROM sent_report_history WHERE event = 'send' ORDER BY id")
    )
    assert ['"mentees": 0' in row["body"] for row in bodies] == [True, False]


async def test_words_about_people_are_warned_of(city: City) -> None:
    found = await city.collects()
    await city.irina.press_data(packed(to.Note(found, city.schools[0])))
    await city.irina.types("Звоните Смирновой, 8 912 345-67-89")
    assert "⚠️ Похоже, здесь" in city.irina.screen
    await city.irina.presses("Исправить пояснение")
    await city.irina.presses("Убрать пояснение")
    assert "Пояснение:" not in city.irina.screen
    assert "Добавить пояснение" in city.irina.labels


async def test_a_note_that_the_sender_has_not_seen_does_not_go(city: City) -> None:
    deputy = await city.world.member(city.schools[0], Role.DEPUTY_HEAD, "Дарья")
    found, place = await city.collects(), city.schools[0]
    await city.irina.press_data(packed(to.Own(found, place)))
    await city.irina.presses("Отправить в муниципалитет")
    await deputy.press_data(packed(to.Note(found, place)))
    await deputy.types("В апреле был карантин")
    await city.irina.presses("Отправить")
    assert "Пока экран был открыт, всё изменилось." in city.irina.screen
    assert "Пояснение: В апреле был карантин" in city.irina.screen
    assert (await city.kept(0, found)).state is ReportState.NOT_SENT
    await city.irina.presses("Отправить в муниципалитет")
    await city.irina.presses("Отправить")
    body = (await city.kept(0, found)).body
    assert body is not None
    assert body.note == "В апреле был карантин"


async def test_an_old_button_does_not_send_again_what_came_back(city: City) -> None:
    found, place = await city.collects(), city.schools[0]
    report = await city.sends(city.irina, 0, found)
    await city.olga.press_data(packed(to.AskComment(report)))
    await city.olga.types("Отметьте встречи за апрель")
    await city.olga.presses("Вернуть")
    await city.irina.press_data(packed(to.Send(found, place, 0)))
    assert "Пока экран был открыт, всё изменилось." in city.irina.screen
    assert "Замечание: «Отметьте встречи за апрель»" in city.irina.screen
    assert (await city.kept(0, found)).state is ReportState.RETURNED


async def test_a_colleagues_note_is_not_written_over_unseen(city: City) -> None:
    deputy = await city.world.member(city.schools[0], Role.DEPUTY_HEAD, "Дарья")
    found, place = await city.collects(), city.schools[0]
    for person in (city.irina, deputy):
        await person.press_data(packed(to.Note(found, place)))
    await deputy.types("В апреле был карантин")
    await city.irina.types("Встречи шли по видео")
    assert "Пока Вы писали, отчёт изменили." in city.irina.screen
    assert "Сейчас: В апреле был карантин" in city.irina.screen
    assert (await city.kept(0, found)).note == "В апреле был карантин"
    await city.irina.types("В апреле был карантин, встречи шли по видео")
    assert "Пояснение: В апреле был карантин, встречи шли по видео" in city.irina.screen
    await deputy.presses("Исправить пояснение")
    await city.irina.presses("Исправить пояснение")
    await city.irina.types("Карантина не было")
    await deputy.presses("Убрать пояснение")
    assert "Пока экран был открыт, всё изменилось." in deputy.screen
    assert (await city.kept(0, found)).note == "Карантина не было"


async def test_it_can_be_called_back_until_it_is_accepted(city: City) -> None:
    found = await city.collects()
    report = await city.sends(city.irina, 0, found)
    await city.irina.presses("Забрать обратно")
    assert city.irina.toast == "Отчёт снова у Вас"
    assert "не отправлен, забрали обратно" in city.irina.screen
    await city.accepts(report)
    assert "Отчёт забрали обратно, решать пока нечего." in city.olga.screen
    assert "Наставляемые" not in city.olga.screen
    await city.sends(city.irina, 0, found)
    await city.olga.press_data(packed(to.Round(found)))
    await city.olga.presses("Принять все · 1")
    await city.olga.presses("Принять все")
    assert city.olga.toast == f"1{NBSP}отчёт принят"
    assert "Забрать обратно" not in city.irina.screen
    kept = await city.kept(0, found)
    await city.irina.press_data(packed(to.CallBack(found, city.schools[0], kept.changes)))
    assert "Отчёт уже принят, забрать его нельзя." in city.irina.screen


async def test_what_was_not_looked_at_is_not_accepted(city: City) -> None:
    """The school calls its report back and sends another one while the coordinator looks at the first."""
    found = await city.collects()
    report = await city.sends(city.irina, 0, found)
    await city.olga.press_data(packed(to.Sent(report)))
    await city.irina.presses("Забрать обратно")
    await city.mentee(0, "Анна")
    await city.sends(city.irina, 0, found)
    await city.olga.presses("Принять")
    assert "Пока экран был открыт, всё изменилось." in city.olga.screen
    assert "Наставляемые — 1" in city.olga.screen
    await city.olga.press_data(packed(to.AcceptAll(found, 12345)))
    assert "Пока экран был открыт, всё изменилось." in city.olga.screen
    assert (await city.kept(0, found)).state is ReportState.SENT


async def test_the_sum_is_of_accepted_reports_and_says_who_is_missing(city: City) -> None:
    for name in ("Анна", "Юлия"):
        await city.mentee(0, name)
    await city.mentee(1, "Яна")
    found = await city.collects()
    await city.olga.presses("Сумма и таблица")
    assert "Принятых отчётов пока нет." in city.olga.screen
    first, second = await city.sends(city.irina, 0, found), await city.sends(city.vera, 1, found)
    await city.accepts(first)
    await city.olga.press_data(packed(to.Sum(found)))
    assert f"В сумме 1{NBSP}отчёт из 3, не хватает: Школа № 6 и Школа № 7." in city.olga.screen
    assert "Наставляемые — 2" in city.olga.screen
    await city.olga.presses("Таблица XLSX")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(city.olga.files[-1].data)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["Организация", "Наставляемые"]
    assert [(row[0], row[1], row[-2]) for row in rows[1:]] == [
        ("Школа № 5", 2, "принят"),
        ("Школа № 6", "", "ждёт решения"),
        ("Школа № 7", "", "не прислан"),
        ("Всего по принятым", 2, "в сумме 1 из 3"),
    ]
    await city.accepts(second)
    await city.olga.press_data(packed(to.Sum(found)))
    assert "Наставляемые — 3" in city.olga.screen


async def test_may_is_made_of_what_april_brought(city: City) -> None:
    await city.mentee(0, "Анна")
    april = await city.collects()
    await city.sends(city.irina, 0, april)
    city.world.clock.set(APRIL.replace(month=5, day=11))
    await city.raisa.types("/reports")
    await city.raisa.presses("Собрать: май 2027")
    await city.raisa.presses("Открыть сбор")
    may = await city.round("may")
    await city.olga.press_data(packed(to.Own(may, city.city)))
    assert "Пока не принят ни один отчёт снизу" in city.olga.screen
    await city.olga.press_data(packed(to.Send(may, city.city, 0)))
    assert "отправлять нечего" in city.olga.screen
    await city.accepts(await city.report(0, april))
    await city.olga.press_data(packed(to.Own(may, city.city)))
    assert "Школы в этих отчётах: 1 из 3, не хватает 2." in city.olga.screen
    await city.olga.presses("Отправить в регион")
    await city.olga.presses("Отправить")
    await city.olga.press_data(packed(to.SetClosed(april, closed=True, sure=True)))
    assert "Сбор закрыт." in city.olga.screen
    await city.raisa.press_data(packed(to.Round(may)))
    await city.raisa.presses("Принять все · 1")
    await city.raisa.presses("Принять все")
    await city.raisa.presses("Сумма и таблица")
    assert f"В сумме 1{NBSP}отчёт из 1: приняты все." in city.raisa.screen
    assert "Школы в этих отчётах: 1 из 3, не хватает 2." in city.raisa.screen
    assert "Наставляемые — 1" in city.raisa.screen


async def test_whoever_has_not_sent_is_reminded(city: City) -> None:
    found = await city.collects()
    await city.sends(city.vera, 1, found)
    await city.olga.press_data(packed(to.Round(found)))
    await city.olga.presses("Напомнить не отправившим")
    assert city.olga.toast == f"Напоминание получит 1{NBSP}организация"
    await city.olga.presses("Напомнить не отправившим")
    assert city.olga.toast == "Сегодня им уже напомнили"
    await city.world.delivers()
    assert "Отчёт за апрель 2027." in last_letter(city.irina, "Напоминают об отчёте")
    assert last_letter(city.vera, "Напоминают об отчёте") == ""


async def test_the_bot_reminds_before_the_last_day(city: City) -> None:
    """30 April 2027 is a Friday: ten, five and two working days before it, and that day."""
    await city.collects()
    heard = []
    for day in range(6, 31):
        city.world.clock.set(APRIL.replace(day=day, hour=4))
        await city.world.app.daily()
        before = (await city.world.letters()).count("report_waits")
        await city.world.app.daily()
        assert (await city.world.letters()).count("report_waits") == before
        await city.world.delivers(hours=12)
        heard.append((day, before))
    steps = [day for (day, number), (_, last) in zip(heard[1:], heard, strict=False) if number > last]
    assert steps == [16, 23, 28, 30]
    assert "Отчёт за апрель 2027." in last_letter(city.irina, "Отчёт ещё не отправлен")


async def test_what_was_sent_meanwhile_is_not_asked_for(city: City) -> None:
    found = await city.collects()
    await city.sends(city.irina, 0, found)
    await city.world.delivers()
    assert last_letter(city.irina, "Просят отчёт") == ""
    assert last_letter(city.vera, "Просят отчёт") != ""


async def test_a_school_without_a_municipality_keeps_its_numbers(city: City) -> None:
    alone = await city.world.school("Школа № 20")
    curator = await city.world.member(alone, Role.CURATOR, "Нина")
    await curator.types("/reports")
    assert "Муниципалитета над Вами в боте нет" in curator.screen
    await curator.presses("Числа на сегодня, файл")
    assert curator.files[-1].name == "Числа_на_2027-04-05.docx"


async def test_a_report_that_was_sent_is_offered_as_proof(city: City) -> None:
    await Drafts(city.world.house).start_template(Operator(), city.city, "neftekumsk", 2027)
    found = await city.collects()
    await city.irina.press_data(packed(to.Own(found, city.schools[0])))
    assert "Пункт дорожной карты" not in city.irina.labels
    await city.sends(city.irina, 0, found)
    assert "Этим отчётом можно подтвердить пункт дорожной карты: «6.2" in city.irina.screen
    await city.irina.presses("Пункт дорожной карты")
    assert "Проведение внутреннего мониторинга" in city.irina.screen


async def test_nothing_moves_in_a_round_that_is_closed(city: City) -> None:
    found = await city.collects()
    report = await city.sends(city.irina, 0, found)
    await city.olga.press_data(packed(to.Round(found)))
    await city.olga.presses("Закрыть сбор")
    assert "Ещё не отправили: 2." in city.olga.screen
    assert "Ждут Вашего решения: 1." in city.olga.screen
    await city.olga.presses("Закрыть")
    assert city.olga.toast == "Сбор закрыт"
    await city.accepts(report)
    assert "Сбор закрыт: отправить или изменить уже ничего нельзя." in city.olga.screen
    await city.vera.press_data(packed(to.Send(found, city.schools[1], 0)))
    assert "Сбор закрыт" in city.vera.screen
    await city.world.delivers(hours=24)
    assert last_letter(city.vera, "Просят отчёт") == ""
    await city.vera.types("/today")
    assert "Отправить отчёт" not in city.vera.screen
    await city.olga.press_data(packed(to.Round(found)))
    await city.olga.presses("Открыть сбор снова")
    await city.olga.presses("Открыть")
    await city.accepts(report)
    assert city.olga.toast == "Отчёт принят"


# -- two writers -------------------------------------------------------------------------------------------------


async def test_two_presses_open_one_round(city: City) -> None:
    use = ReportRounds(city.world.house)
    await asyncio.gather(*(use.open(city.olga.id, city.city, "april", 2027) for _ in range(2)))
    number = await city.world.house.database.read(lambda tx: tx.value("SELECT count(*) FROM report_rounds"))
    assert number == 1
    assert (await city.world.letters()).count("report_asked") == 2


async def test_two_people_send_one_report(city: City) -> None:
    deputy = await city.world.member(city.schools[0], Role.DEPUTY_HEAD, "Дарья")
    found, use = await city.collects(), SentReports(city.world.house)
    place = city.schools[0]
    ends = await asyncio.gather(
        *(use.send(person.id, found, place, 0) for person in (city.irina, deputy)), return_exceptions=True
    )
    assert sorted(type(end).__name__ for end in ends) == ["OwnPage", "WrongState"]
    sent = await city.world.house.database.read(lambda tx: tx.value("SELECT count(*) FROM sent_report_history"))
    assert sent == 1


async def test_accepting_and_calling_back_at_once(city: City) -> None:
    found = await city.collects()
    report = await city.sends(city.irina, 0, found)
    changes = (await city.kept(0, found)).changes
    ends = await asyncio.gather(
        ReportRounds(city.world.house).accept(city.olga.id, report, changes),
        SentReports(city.world.house).call_back(city.irina.id, found, city.schools[0], changes),
        return_exceptions=True,
    )
    refused = [end for end in ends if isinstance(end, WrongState)]
    assert len(refused) == 1
    state = (await city.kept(0, found)).state
    won = ReportAct.CALL_BACK if refused[0].act is ReportAct.ACCEPT else ReportAct.ACCEPT
    assert state is (ReportState.NOT_SENT if won is ReportAct.CALL_BACK else ReportState.ACCEPTED)
