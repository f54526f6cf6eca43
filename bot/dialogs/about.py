"""«О программе» and questions and answers: for anyone, before any consent."""

from dataclasses import dataclass

from bot.dialogs.stand import Stand
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, quoted


@address("ab")
@dataclass(frozen=True, slots=True)
class About(Address):
    """The first page."""


@address("aq")
@dataclass(frozen=True, slots=True)
class Questions(Address):
    """The list of questions; ``number`` opens one of them."""

    number: int | None = None


@address("ac")
@dataclass(frozen=True, slots=True)
class EnterCode(Address):
    """«У меня есть код»."""


ANSWERS: tuple[tuple[str, str], ...] = (
    (
        "Что такое наставничество?",
        "Опытный человек помогает тому, кто начинает или осваивает новое. Пара встречается несколько раз "
        "за учебный год: знакомство, пробная встреча, план, четыре-пять мероприятий и итоговая встреча.",
    ),
    (
        "Сколько времени это займёт?",
        "Анкета — около пяти минут. Дальше встречи пары: обычно одна-две в месяц, в удобное обоим время. "
        "Отчётов писать не нужно: бот соберёт их из нажатых кнопок.",
    ),
    (
        "Это обязательно?",
        "Нет. Участие добровольное, отказаться или выйти можно в любой день. "
        "Это не повлияет ни на работу, ни на учёбу.",
    ),
    (
        "Кто увидит мои ответы?",
        "Куратор программы в Вашей организации. Ответы, помеченные как личные, читает только тот, кто назван "
        "в самом вопросе. Напарник узнаёт лишь то, что нужно для работы вдвоём.",
    ),
    (
        "Можно ли без Telegram?",
        "Да. Подойдите к куратору: анкету можно заполнить на бумаге, а о встречах Вам напомнит он.",
    ),
    (
        "Как попасть в программу?",
        "По приглашению: откройте ссылку или QR-код от куратора. Если есть только код, нажмите «У меня есть код».",
    ),
)


def about(*, at_home: bool = False) -> Screen:
    """``at_home``: the reader takes part already and came from the menu."""
    text = lines(
        bold("Программа наставничества"),
        "",
        "Этот бот помогает школе вести наставнические пары: найти друг друга, договориться о встречах, "
        "ничего не забыть и не писать лишних бумаг.",
        "",
        "Участвуют учителя и ученики, которых пригласил куратор. До Вашего согласия бот ни о чём не спрашивает.",
    )
    buttons = [Button("Вопросы и ответы", Questions())]
    buttons.append(Button("Меню", Stand()) if at_home else Button("У меня есть код", EnterCode()))
    return Screen(text, column(buttons))


def questions() -> Screen:
    buttons = [Button(question, Questions(number)) for number, (question, _) in enumerate(ANSWERS)]
    return Screen(bold("Вопросы и ответы"), column([*buttons, Button("Назад", About())]))


def answer(number: int) -> Screen:
    """Raises IndexError for a question there is no answer to."""
    question, words = ANSWERS[number]
    return Screen(lines(bold(question), "", words), column([Button("Назад", Questions())]))


def code_asked() -> Screen:
    return Screen(
        quoted("Пришлите код сообщением. Он стоит под QR-кодом приглашения: 12 букв и цифр."),
        column([Button("Назад", About())]),
    )


def code_unknown() -> Screen:
    return Screen(
        lines(
            bold("Приглашение не подошло"),
            "",
            "Возможно, в коде опечатка, срок вышел или им уже воспользовались. Попросите у куратора новое.",
        ),
        column([Button("О программе", About())]),
    )


def too_many_guesses() -> Screen:
    return Screen(
        lines(
            bold("Слишком много попыток"),
            "",
            "Вернитесь через четверть часа. Если кода нет, попросите его у куратора.",
        ),
        column([Button("О программе", About())]),
    )


def private_chat_only() -> Html:
    """Said in a group before leaving it."""
    return quoted("Я работаю только в личной переписке, чтобы ответы никто не увидел. Напишите мне туда.")
