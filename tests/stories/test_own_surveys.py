"""«Составить свой»: a curator makes a survey in the chat, looks at it as a participant would, and sends it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialogs.campaign_addresses import CampaignResults
from bot.screens import packed
from mentoring.ids import CampaignId, OrganisationId
from mentoring.roles import Level, Role
from sandbox.people import Person
from tests.stories.campaigns import Opened
from tests.stories.test_campaigns import lives, plain
from tests.stories.test_pupils import _agrees, _brings_paper, _comes
from tests.world import START, World, opened_world


class Room:
    """A school with a curator, a deputy head and a working group of six."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.here: OrganisationId
        self.curator: Person
        self.deputy: Person
        self.group: list[Person] = []

    async def opens(self) -> "Room":
        self.here = await self.world.school()
        self.curator = await self.world.member(self.here, Role.CURATOR, "Вера")
        self.deputy = await self.world.member(self.here, Role.DEPUTY_HEAD, "Галина")
        for name in ("Анна", "Белла", "Дарья", "Елена", "Жанна", "Зоя"):
            self.group.append(await self.world.member(self.here, Role.WORKING_GROUP, name))
        return self

    async def begins(self, title: str = "Как прошёл семинар") -> None:
        vera = self.curator
        await vera.types("/surveys")
        await vera.presses("Новый опрос")
        await vera.presses("Составить свой")
        await vera.types(title)

    async def adds(self, kind: str, text: str, options: str | None = None, by: Person | None = None) -> None:
        """From whatever page has «Добавить вопрос» or «Ещё вопрос» on it."""
        person = by or self.curator
        await person.presses("Ещё вопрос" if "Ещё вопрос" in person.labels else "Добавить вопрос")
        await person.presses(kind)
        await person.types(text)
        if options is not None:
            await person.types(options)

    async def makes_four(self) -> None:
        await self.begins()
        await self.adds("Шкала 1–10", "Насколько полезен был семинар?")
        await self.adds("Один вариант", "Понятно ли, что делать дальше?", "Да\nНе всё\nДругое")
        await self.adds("Несколько вариантов", "Что возьмёте в работу?", "1. Приёмы\n2. Раздатку\n3. Ничего")
        await self.adds("Свой текст", "Чего не хватило?")

    async def chooses_whom(self) -> None:
        """On the card of the draft."""
        await self.curator.presses("Кого спросить")
        await self.curator.presses("Рабочая группа")
        await self.curator.presses("Готово")

    async def sends(self) -> Opened:
        await self.makes_four()
        await self.curator.presses("К опросу")
        await self.chooses_whom()
        await self.curator.presses(next(label for label in self.curator.labels if label.startswith("Отправить")))
        await self.curator.presses("Да, отправить")
        return Opened(self.world, CampaignId(1))

    async def looks_at_results(self) -> str:
        await self.curator.types("/surveys")
        await self.curator.presses(next(label for label in self.curator.labels if "Как прошёл семинар" in label))
        await self.curator.presses("Результаты")
        return plain(self.curator)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened_world(tmp_path, START) as world:
        yield await Room(world).opens()


async def test_made_looked_at_sent_answered_and_counted(room: Room) -> None:
    vera = room.curator
    await room.makes_four()
    await vera.presses("К опросу")
    shown = plain(vera)
    assert "1. Насколько полезен был семинар? — шкала 1–10" in shown
    assert "4. Чего не хватило? — свой текст, можно пропустить" in shown
    assert "осталось выбрать, кого спросить" in shown
    assert not any(label.startswith("Отправить") for label in vera.labels)
    await room.chooses_whom()
    assert "Ответы анонимны" in plain(vera)

    before = await room.world.stored()
    await vera.presses("Посмотреть как участник")
    assert "Ответы не сохраняются" in vera.screen
    assert "кто как ответил, не узнает никто" in vera.screen
    await vera.presses("Начать")
    assert "Вопрос 1 из 4" in vera.screen
    assert "1 — совсем нет, 10 — полностью" in plain(vera)
    await vera.presses("7")
    assert "Вопрос 2 из 4" in vera.screen
    await vera.presses("Не всё")
    await vera.presses("☐ Приёмы")
    await vera.presses("☐ Раздатку")
    await vera.presses("☑ Приёмы")
    assert "Отмечено: Раздатку" in plain(vera)
    await vera.presses("Готово")
    assert "Вопрос 4 из 4" in vera.screen
    await vera.presses("Дальше")
    assert "Вопросы закончились" in vera.screen
    await vera.presses("Закончить просмотр")
    after = await room.world.stored()
    for table in ("answers", "attempts", "campaigns", "campaign_sheets", "campaign_invitees", "questionnaires"):
        assert after[table] == before[table]

    await vera.presses("Отправить · 6\N{NO-BREAK SPACE}человек")
    assert "Письмо получат 6 человек: рабочая группа." in plain(vera)
    assert "Спросим: 4 вопроса." in plain(vera)
    await vera.presses("Да, отправить")
    assert "Опрос открыт" in vera.screen
    await lives(room.world, START.replace(hour=16))
    survey = Opened(room.world, CampaignId(1))
    for person in room.group[:3]:
        assert "Как прошёл семинар" in person.screen
        await survey.answered_by(person, "Кофе", полезен="9", возьмёте="Раздатку")
    assert "Кофе" not in await room.looks_at_results()
    for person in room.group[3:]:
        await survey.answered_by(person, "Времени", полезен="6", возьмёте="Приёмы")
    stored = await room.world.stored()
    assert stored["attempts"] == stored["answers"] == []
    await vera.types("/surveys")
    await vera.presses(next(label for label in vera.labels if "Как прошёл семинар" in label))
    await vera.presses("Закрыть раньше")
    await vera.presses("Да, закрыть")
    found = await room.looks_at_results()
    assert "7,5" in found
    assert "1. Насколько полезен был семинар?" in found
    assert "Кофе" in found


async def test_three_answers_tell_nothing(room: Room) -> None:
    survey = await room.sends()
    for person in room.group[:3]:
        await survey.answered_by(person)
    await survey.closes()
    found = await room.looks_at_results()
    assert "Насколько полезен" not in found
    assert "5" in found


# -- a draft ---------------------------------------------------------------------------------------------------------


async def test_what_does_not_fit_is_asked_again_and_nothing_is_lost(room: Room) -> None:
    vera = room.curator
    await room.begins("ш" * 61)
    assert "Слишком длинно: поместится до 60 знаков" in plain(vera)
    await vera.types("Как прошёл семинар")
    await room.adds("Один вариант", "Понятно ли, что делать?", "Да")
    assert "хотя бы два варианта" in plain(vera)
    await vera.types("Да, Нет, Затрудняюсь")
    assert "Запятая варианты не разделяет" in plain(vera)
    assert "Да\nНет\nЗатрудняюсь" in vera.screen
    await vera.types("Да\nНе всё и не сразу, но в целом понятно")
    assert "не поместится на кнопку" in plain(vera)
    await vera.types("Да\nНе всё")
    assert "Варианты записаны" in vera.screen
    assert "• Не всё" in plain(vera)


async def test_a_question_without_options_holds_the_survey_back(room: Room) -> None:
    vera = room.curator
    await room.begins()
    await room.adds("Один вариант", "Понятно ли, что делать?")
    await vera.types("/surveys")
    await vera.presses(next(label for label in vera.labels if "Как прошёл" in label))
    assert "нет вариантов" in plain(vera)
    await room.chooses_whom()
    assert "осталось написать варианты (вопрос 1)" in plain(vera)
    assert not any(label.startswith("Отправить") for label in vera.labels)
    await vera.presses("Вопросы · 1")
    await vera.presses("✎ 1. Понятно ли, что делать?")
    await vera.presses("Написать варианты")
    await vera.types("Да\nНет")
    await vera.presses("К опросу")
    assert any(label.startswith("Отправить") for label in vera.labels)


async def test_questions_are_changed_moved_and_removed(room: Room) -> None:
    vera = room.curator
    await room.makes_four()
    await vera.presses("↑ Выше")
    assert "Вопрос 3 из 4" in vera.screen
    await vera.presses("Изменить слова")
    await vera.types("Чего не хватило на семинаре?")
    assert "Записано." in vera.screen
    await vera.presses("Сделать обязательным")
    assert "можно пропустить" not in vera.screen
    await vera.presses("Вид ответа")
    await vera.presses("Да или нет")
    await vera.presses("К вопросам")
    assert "3. Чего не хватило на семинаре?\nда или нет" in plain(vera)
    await vera.presses("✎ 1. Насколько полезен был…")
    await vera.presses("Убрать")
    assert "Насколько полезен" not in vera.screen
    assert "2. Чего не хватило на семинаре?" in plain(vera)


async def test_own_words_are_not_demanded_by_a_question_that_was_a_scale(room: Room) -> None:
    await room.begins()
    await room.adds("Шкала 1–10", "Что возьмёте в работу?")
    await room.curator.presses("Вид ответа")
    await room.curator.presses("Свой текст")
    assert "свой текст, можно пропустить" in plain(room.curator).lower()
    assert "Разрешить пропуск" not in room.curator.labels


async def test_ten_questions_are_enough(room: Room) -> None:
    await room.begins()
    for number in range(10):
        await room.adds("Шкала 1–10", f"Насколько удачной была встреча № {number}?")
    assert "Ещё вопрос" not in room.curator.labels
    await room.curator.presses("К вопросам")
    assert "Десять вопросов" in room.curator.screen
    assert "Добавить вопрос" not in room.curator.labels


async def test_what_may_not_be_asked_draws_a_warning_to_the_last(room: Room) -> None:
    vera = room.curator
    await room.begins()
    await room.adds("Свой текст", "Чем Вы болели в этом году?")
    assert "Похоже, вопрос о здоровье" in plain(vera)
    await room.adds("Шкала 1–10", "Насколько Вы больны?")
    assert "Похоже, вопрос о здоровье" in plain(vera)
    await room.adds("Свой текст", "Понравилась ли встреча с Ивановой Марией Петровной?")
    assert "Похоже, здесь фамилия" in plain(vera)
    await room.adds("Да или нет", "Нужна ли ещё встреча?")
    assert "Похоже" not in vera.screen
    await vera.presses("К опросу")
    await room.chooses_whom()
    await vera.presses(next(label for label in vera.labels if label.startswith("Отправить")))
    assert "вопросы 1, 2 и 3" in plain(vera)


async def test_without_names_in_the_report(room: Room) -> None:
    """Confidential: said to whoever answers, and the answer stays theirs to read again."""
    vera, anna = room.curator, room.group[0]
    await room.begins()
    await room.adds("Шкала 1–10", "Насколько полезен был семинар?")
    await vera.presses("К опросу")
    await room.chooses_whom()
    await vera.presses("Кто узнает ответы")
    await vera.presses("В отчёте без имён")
    assert "конфиденциальны" in vera.screen
    await vera.presses("Отправить · 6\N{NO-BREAK SPACE}человек")
    await vera.presses("Да, отправить")
    await Opened(room.world, CampaignId(1)).answered_by(anna, полезен="9")
    stored = await room.world.stored()
    assert len(stored["attempts"]) == 1
    assert stored["campaign_sheets"] == []


async def test_a_pupils_eyes_see_the_pupils_promise(room: Room) -> None:
    vera = room.curator
    await room.begins()
    await room.adds("Свой текст", "Что было самым полезным?")
    await vera.presses("К опросу")
    await vera.presses("Кого спросить")
    await vera.presses("Наставляемые")
    await vera.presses("Готово")
    await vera.presses("Посмотреть как участник")
    assert "Не пишите фамилий" in plain(vera)
    await vera.presses("Глазами ученика")
    assert "Не пиши фамилий" in plain(vera)
    await vera.presses("Начать")
    assert "Ответь сообщением" in vera.screen


async def test_a_pupils_eyes_are_not_offered_where_no_pupil_is_asked(room: Room) -> None:
    vera = room.curator
    await room.begins()
    await room.adds("Свой текст", "Что было самым полезным?")
    await vera.presses("К опросу")
    await room.chooses_whom()
    await vera.presses("Посмотреть как участник")
    assert "Глазами ученика" not in vera.labels


async def test_sending_twice_is_thanked_twice(room: Room) -> None:
    """Nothing of anonymous answers is left that would tell whose draft it was."""
    survey, anna = await room.sends(), room.group[0]
    await survey.all_but_sent_by(anna)
    await anna.presses_twice("✅ Отправить")
    assert "Спасибо" in anna.screen
    assert "не действует" not in anna.screen + (anna.toast or "")


async def test_who_leads_none_is_led_to_the_one_that_waits(room: Room) -> None:
    await room.sends()
    anna = room.group[0]
    await anna.types("/surveys")
    assert "Ваш опрос — кнопкой ниже." in anna.screen
    await anna.presses(next(label for label in anna.labels if label.startswith("Опрос")))
    assert "Как прошёл семинар" in anna.screen


async def test_who_leads_it_and_is_asked_too_answers_from_the_card_and_from_today(room: Room) -> None:
    vera = room.curator
    await room.begins()
    await room.adds("Шкала 1–10", "Насколько полезен был семинар?")
    await vera.presses("К опросу")
    await vera.presses("Кого спросить")
    await vera.presses("☐ Кураторы")
    await vera.presses("Готово")
    await vera.presses("Отправить · 1\N{NO-BREAK SPACE}человек")
    await vera.presses("Да, отправить")
    assert "Ответить" in vera.labels
    await vera.types("/today")
    assert "Ждёт Вашего ответа" in vera.screen
    await vera.presses("Опрос: Как прошёл семинар")
    await vera.presses("Начать")
    await room.world.fills_in(vera, полезен="9")
    await vera.types("/today")
    assert "Ждёт Вашего ответа" not in vera.screen
    await vera.types("/surveys")
    await vera.presses(next(label for label in vera.labels if "Как прошёл" in label))
    assert "Ответить" not in vera.labels
    assert "Ответили все, напоминать некому." in vera.screen
    assert "Сам бот напомнит" not in vera.screen


async def test_a_draft_is_deleted_after_one_question(room: Room) -> None:
    vera = room.curator
    await room.makes_four()
    await vera.presses("К опросу")
    await vera.presses("Удалить черновик")
    assert "В нём 4 вопроса." in plain(vera)
    await vera.presses("Назад")
    assert "Черновик, никому не отправлен." in vera.screen
    await vera.presses("Удалить черновик")
    await vera.presses("Да, удалить")
    assert "Опросов ещё не было" in vera.screen
    assert "нажмите «Новый опрос»" in vera.screen


async def test_asked_again_as_a_draft_of_its_own(room: Room) -> None:
    """However often it is pressed, there is one untouched copy."""
    vera = room.curator
    await room.sends()
    await vera.presses_twice("Спросить снова")
    assert "Черновик, никому не отправлен." in vera.screen
    assert "4. Чего не хватило?" in plain(vera)
    stored = await room.world.stored()
    assert len(stored["campaigns"]) == 2
    await vera.types("/surveys")
    await vera.presses(next(label for label in vera.labels if label.startswith("✏️")))
    await vera.presses("Отправить · 6\N{NO-BREAK SPACE}человек")
    await vera.presses("Да, отправить")
    stored = await room.world.stored()
    assert {row[0] for row in stored["questionnaires"] if str(row[0]).startswith("own")} == {"own1", "own2"}


async def test_a_municipality_asks_its_curators(room: Room) -> None:
    """There are no ready ones for it, so its own is offered at once."""
    world = room.world
    city = await world.organisation("Примерск", Level.MUNICIPALITY)
    nina = await world.member(city, Role.MUNICIPAL_COORDINATOR, "Нина")
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    curator = await world.member(school, Role.CURATOR, "Инна")
    await nina.types("/surveys")
    await nina.presses("Составить свой")
    await nina.types("Какая помощь нужна")
    await room.adds("Число", "Сколько пар Вы ведёте?", by=nina)
    await nina.presses("К опросу")
    await nina.presses("Кого спросить")
    await nina.presses("Кураторы")
    await nina.presses("Готово")
    await nina.presses("Отправить · 1\N{NO-BREAK SPACE}человек")
    assert "Спросим 1 человека: результатов не будет, они видны с пяти ответов." in plain(nina)
    await nina.presses("Да, отправить")
    await Opened(world, CampaignId(1)).begun_by(curator)
    assert "число от 0 до 1000" in curator.screen
    await curator.types("1001")
    assert "от 0 до 1000" in curator.screen
    await curator.types("12")
    assert "1. Сколько пар Вы ведёте? 12" in plain(curator)


async def test_how_large_a_number_may_be_is_chosen(room: Room) -> None:
    vera = room.curator
    await room.begins()
    await room.adds("Число", "Сколько уроков Вы посетили?")
    assert "число от 0 до 1000" in vera.screen
    assert "✓ 0–1000" in vera.labels
    await vera.presses_twice("0–100")
    assert "число от 0 до 100" in vera.screen
    assert "✓ 0–100" in vera.labels
    await vera.presses("0–10")
    await vera.presses("К опросу")
    assert "число от 0 до 10" in vera.screen
    await vera.presses("Посмотреть как участник")
    await vera.presses("Начать")
    assert {"0", "10"} <= set(vera.labels), "so few fit on buttons"


async def test_how_pupils_are_is_the_psychologist_s_whoever_asks(room: Room) -> None:
    psychologist = await room.world.member(room.here, Role.COORDINATOR, "Нина")
    pupils = []
    for _ in range(5):
        pupils.append(await _comes(room.world, room.here))
        await _brings_paper(psychologist)
        await _agrees(pupils[-1])
        await room.world.fills_in(pupils[-1], "Подтянуть математику")
    vera = room.curator
    await room.begins()
    await room.adds("Шкала 1–10", "Насколько полезен был семинар?")
    await room.adds("Да или нет", "Бывает ли тебе страшно в школе?")
    assert "вопрос о самочувствии, страхах или семье" in plain(vera)
    assert "Ответы учеников увидит только он" in plain(vera)
    await vera.presses("К опросу")
    await vera.presses("Кого спросить")
    await vera.presses("Наставляемые")
    await vera.presses("Готово")
    await vera.presses(next(label for label in vera.labels if label.startswith("Отправить")))
    assert "Посмотрите ещё раз вопрос 2" in plain(vera)
    assert "лишние сведения" not in plain(vera)
    await vera.presses("Да, отправить")
    survey = Opened(room.world, CampaignId(1))
    for pupil in pupils:
        await survey.answered_by(pupil)
    await survey.closes()
    shown = await room.looks_at_results()
    assert "Насколько полезен был семинар?" in shown
    assert "страшно" not in shown
    await psychologist.press_data(packed(CampaignResults(survey.id)))
    assert "Бывает ли тебе страшно в школе?" in plain(psychologist)
