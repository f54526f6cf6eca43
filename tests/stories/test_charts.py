"""Charts: a press, a picture with its numbers in words, sums without names above."""

from bot.dialogs import chart_addresses as to
from bot.dialogs import charts as pages
from bot.routes import Reply
from bot.screens import packed
from bot.telegram.show import Show
from mentoring.charts import Bar, Bars, Head, Number, Part
from mentoring.roles import Level, Role
from sandbox.files import FileKind
from sandbox.people import small_picture
from tests.usecases.school import School
from tests.world import World


async def test_a_curator_gets_a_picture_with_its_numbers_below(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await School(world.house, world.clock).fills(anna.id)

    await olga.types("/stats")
    await olga.presses("Графики")
    await olga.presses("Воронка приглашений")

    (picture,) = olga.files
    assert picture.kind is FileKind.PHOTO
    assert picture.data.startswith(b"\x89PNG")
    assert "Школа № 20" in olga.screen
    for line in ("Приглашены — 1", "Открыли приглашение — 1", "Участвуют — 1", "Закончили анкету — 1"):
        assert line in olga.screen
    assert "Анна" not in olga.screen

    await olga.presses("Другие графики")
    assert "те же числа" in olga.screen
    await olga.presses("Назад")
    assert "Присоединились — 1" in olga.screen


async def test_the_region_sees_sums(world: World) -> None:
    region = await world.organisation("Примерский край", Level.REGION)
    city = await world.organisation("Город", Level.MUNICIPALITY, region)
    for number in (1, 2):
        school = await world.organisation(f"Школа № {number}", Level.ORGANISATION, city)
        await world.member(school, Role.MENTOR, "Юлия")
    irina = await world.member(region, Role.REGIONAL_COORDINATOR, "Ирина")

    await irina.types("/stats")
    await irina.presses("Графики")
    assert "Сумма по всем организациям ниже" in irina.screen
    await irina.presses("Воронка приглашений")
    assert len(irina.files) == 1
    assert "Наставники:\nПриглашены — 2" in irina.screen
    assert "Юлия" not in irina.screen


async def test_where_there_is_nothing_to_draw_it_is_said(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    await olga.types("/stats")
    for label, why in (
        ("Воронка приглашений", "пока не приглашали"),
        ("Пары по месяцам", "открытых пар пока не было"),
        ("Оценки наставляемых", "Ответов в этом учебном году ещё нет"),
        ("Оценки наставников", "Ответов в этом учебном году ещё нет"),
        ("Показатели и цели", "Пока ни один показатель не посчитать"),
        ("До и после: наставляемые", "На оба этапа пока никто не ответил"),
        ("До и после: наставники", "На оба этапа пока никто не ответил"),
    ):
        await olga.presses("Графики" if "Графики" in olga.labels else "Другие графики")
        await olga.presses(label)
        assert why in olga.screen
    assert olga.files == []


async def test_a_mentor_and_another_school_get_none(world: World) -> None:
    school, other = await world.school(), await world.school("Школа № 2")
    for person in (
        await world.member(school, Role.MENTOR, "Юлия"),
        await world.member(other, Role.CURATOR, "Вера"),
    ):
        for address in (to.Charts(school), *(to.Draw(school, what) for what in to.Drawing)):
            await person.press_data(packed(address))
            assert person.toast == "Это действие Вам недоступно"
        assert person.files == []


async def test_words_too_many_for_a_caption_come_below_the_picture(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    bars = tuple(Bar(f"Вопрос номер {number} об участии в программе", Number(8.5, "8,5")) for number in range(30))
    chart = Bars(Head("Оценки", ("Школа № 20",)), (Part(None, bars),))
    screen = pages.chart(school, chart, small_picture())
    show = Show(world.app.bot, world.house.database, world.app.deletions)

    await show.reply(olga.id, Reply(screen), None)
    photo, words = olga.messages[-2:]
    assert photo.file is not None
    assert (photo.file.kind, photo.text, photo.buttons) == (FileKind.PHOTO, "Оценки", [])
    assert "Вопрос номер 29 об участии в программе — 8,5" in words.text
    assert olga.labels == ["Другие графики", "Меню"]
    await world.restarts()
    await olga.presses("Другие графики")
    assert olga.messages[-1].message_id == words.message_id, "the text is the screen, and turns into the next one"
    assert "Воронка приглашений" in olga.labels
