"""A teacher joins the programme: from an invitation to the bank."""

from mentoring.roles import Role
from tests.world import World


async def test_a_young_teacher_joins_and_fills_in_the_questionnaire(world: World) -> None:
    school = await world.school()
    anna = world.person("Анна")

    await anna.starts(await world.invitation(school, Role.MENTEE))
    assert "Вам есть 18 лет?" in anna.screen

    await anna.presses("Да, есть")
    assert "СОГЛАСИЕ" in anna.screen

    await anna.presses("Согласиться")
    assert "Как Вас зовут?" in anna.screen

    await anna.types("иванова анна олеговна")
    assert "Фамилия: Иванова" in anna.screen
    assert "Пол: женский" in anna.screen

    await anna.presses("Верно")
    await anna.presses("Начать")
    assert "Вопрос 1 из 15" in anna.screen

    await anna.presses("Учитель")
    assert "Вопрос 2 из 15" in anna.screen
    await anna.types("Физика")
    await anna.types("2")
    await anna.presses("Молодой специалист, до 3 лет")
    await anna.presses("Общение с родителями")
    await anna.presses("Классное руководство")
    await anna.presses("Готово")
    await anna.types("Не получается удержать внимание класса")
    await anna.presses("Пропустить")
    await anna.presses("6")
    await anna.presses("Доверяю выбор куратору")
    await anna.presses("Один на один, весь год")
    await anna.presses("Готово")
    await anna.presses("Не принципиально")
    await anna.presses("Готово")
    await anna.presses("Пропустить")
    await anna.presses("До уроков")
    await anna.presses("Готово")
    await anna.presses("Очно")
    assert "Вопрос 15 из 15" in anna.screen
    await anna.presses("Да")
    assert "Проверьте ответы" in anna.screen

    await anna.presses("Дальше ›")
    await anna.presses("✎ 8. Уверенность в работе")
    await anna.presses("9")
    assert "Ответы 7–12 из 15" in anna.screen, "where the corrected answer stands"
    assert "8. Уверенность в работе: 9" in anna.screen
    await anna.presses("✎ 8. Уверенность в работе")
    await anna.presses("Оставить так")
    assert "Ответы 7–12 из 15" in anna.screen

    await anna.presses("Отправить")
    assert "анкета отправлена" in anna.screen
