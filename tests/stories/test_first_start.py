"""The first start: nobody is an administrator yet."""

from tests.world import World
from usecases.joining import Joining


async def test_the_one_time_code_makes_one_administrator(world: World) -> None:
    code = await Joining(world.house).first_code()
    assert code is not None

    igor, oleg = world.person("Игорь"), world.person("Олег")
    await igor.starts(code)
    await igor.types("/org")
    assert "Создать" in " ".join(igor.labels)

    await oleg.starts(code)
    assert "не подошло" in oleg.screen
    assert await Joining(world.house).first_code() is None, "there is an administrator now"


async def test_an_unused_code_dies_with_the_next_start(world: World) -> None:
    first = await Joining(world.house).first_code()
    second = await Joining(world.house).first_code()
    assert first is not None
    assert second is not None
    assert first != second

    igor = world.person("Игорь")
    await igor.starts(first)
    assert "не подошло" in igor.screen
    await igor.starts(second)
    await igor.types("/org")
    assert "Создать" in " ".join(igor.labels)


async def test_who_is_named_in_the_settings_is_an_administrator_at_the_first_word(world: World) -> None:
    admin = world.administrator()
    await admin.starts()
    assert "Вы — администратор" in admin.screen
    assert await Joining(world.house, world.settings.admin_ids).first_code() is None
