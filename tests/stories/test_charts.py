"""Charts: a press, a picture with its numbers in words, sums without names above."""

from bot.dialogs import chart_addresses as to
from bot.screens import packed
from mentoring.roles import Level, Role
from sandbox.files import FileKind
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
    assert "Наставляемые — 1" in olga.screen


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
