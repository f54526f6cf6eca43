"""Which questions draw a warning, and which are ordinary talk of a school."""

import pytest

from mentoring.own_survey_topics import Topic, topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Как Ваше здоровье?", Topic.HEALTH),
        ("К какой группе здоровья Вы относитесь?", Topic.HEALTH),
        ("Есть ли жалобы на здоровье?", Topic.HEALTH),
        ("Чем Вы болели в этом году?", Topic.HEALTH),
        ("Насколько Вы больны?", Topic.HEALTH),
        ("Часто ли болеет ребёнок?", Topic.HEALTH),
        ("Был ли кто-то болен?", Topic.HEALTH),
        ("Какие у Вас хронические заболевания?", Topic.HEALTH),
        ("Есть ли у Вас инвалидность?", Topic.HEALTH),
        ("Поставлены ли прививки?", Topic.HEALTH),
        ("К какой религии Вы себя относите?", Topic.BELIEFS),
        ("Ваша национальность", Topic.BELIEFS),
        ("Каковы Ваши политические взгляды?", Topic.BELIEFS),
        ("Есть ли у Вас судимость?", Topic.BELIEFS),
        ("Серия и номер паспорта", Topic.DOCUMENTS),
        ("Укажите СНИЛС и ИНН", Topic.DOCUMENTS),
        ("Напишите номер телефона", Topic.CONTACTS),
        ("Где Вы живёте?", Topic.CONTACTS),
        ("Ваш домашний адрес", Topic.CONTACTS),
        ("Напишите ФИО", Topic.NAMES),
        ("Какое у тебя настроение?", Topic.WELLBEING),
        ("Бывает ли тебе грустно и страшно в школе?", Topic.WELLBEING),
        ("Боишься ли ты контрольных?", Topic.WELLBEING),
        ("Есть ли травля в классе?", Topic.WELLBEING),
        ("Тебя обижают одноклассники?", Topic.WELLBEING),
        ("Думаешь ли ты о смерти?", Topic.WELLBEING),
        ("Чувствуешь ли ты себя одиноким?", Topic.WELLBEING),
        ("Спокойно ли в твоей семье?", Topic.WELLBEING),
        ("Дома всё хорошо?", Topic.WELLBEING),
        ("Как Вас зовут?", Topic.NAMES),
    ],
)
def test_what_had_better_not_be_asked_is_told(text: str, topic: Topic) -> None:
    assert topic in topics(text)


@pytest.mark.parametrize(
    "text",
    [
        "Насколько полезен был семинар?",
        "Чего хотелось бы больше?",
        "Чего не хватило в работе пары?",
        "Стало ли более понятно, что делать дальше?",
        "Знаете ли Вы паспорт программы наставничества?",
        "Читали ли Вы паспорт проекта?",
        "Знаешь ли ты телефон доверия?",
        "Сколько встреч прошло с наставником?",
        "Удобно ли было место встречи?",
        "Понравилась ли неделя здоровья?",
        "За кого из спикеров Вы рады?",
        "Чувствуете ли Вы поддержку наставника?",
        "Нужен ли Вам билет на экскурсию?",
        "Умеренной ли была нагрузка?",
        "Рассказывали ли родителям о программе?",
        "Работает ли страховка на поездку?",
    ],
)
def test_an_ordinary_question_draws_nothing(text: str) -> None:
    assert topics(text) == frozenset()
