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
        "Отчётов участники не пишут.",
    ),
    (
        "Это обязательно?",
        "Нет. Участие добровольное, отказаться или выйти можно в любой день. "
        "Это не повлияет ни на работу, ни на учёбу.",
    ),
    (
        "Кто увидит мои ответы?",
        "Куратор, педагог-психолог и заместитель директора той организации, которая пригласила. Если ответ читает "
        "только один из них, это сказано в анкете. Напарник узнаёт лишь то, что нужно для работы вдвоём.",
    ),
    (
        "Можно ли без Telegram?",
        "Да, через куратора: анкету можно заполнить на бумаге, а о встречах напомнит он.",
    ),
    (
        "Как попасть в программу?",
        "По приглашению: это ссылка или QR-код от куратора. Если есть только код, поможет кнопка «У меня есть код».",
    ),
)


def about(*, at_home: bool = False, midway: bool = False) -> Screen:
    """``at_home``: the reader takes part already; ``midway``: is just being asked something, and must find back."""
    text = lines(
        bold("Программа наставничества"),
        "",
        "Бот помогает наставнику и наставляемому найти друг друга, а школе — обойтись без лишних бумаг.",
        "",
        "Участвуют педагоги и ученики, которых пригласила школа. До согласия бот ни о чём не спрашивает, "
        "кроме возраста.",
    )
    buttons = [Button("Вопросы и ответы", Questions())]
    if at_home or midway:
        buttons.append(Button("Меню" if at_home else "Назад", Stand()))
    else:
        buttons.append(Button("У меня есть код", EnterCode()))
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
        quoted("Код нужно прислать сообщением. Это 12 латинских букв и цифр в конце ссылки-приглашения."),
        column([Button("Назад", About())]),
    )


def code_unknown() -> Screen:
    return Screen(
        lines(
            bold("Приглашение не подошло"),
            "",
            "Возможно, в коде опечатка, срок приглашения вышел или его уже использовали. Новое можно взять у куратора.",
        ),
        column([Button("О программе", About())]),
    )


def invitation_used() -> Screen:
    """For somebody who had it open while another account came in by it."""
    return Screen(
        lines(
            bold("Приглашение уже использовано"),
            "",
            "Оно на одного человека, и по нему уже вступили с другой учётной записи. Новое можно взять у куратора.",
        ),
        column([Button("О программе", About())]),
    )


def pupils_link() -> Screen:
    return Screen(
        lines(
            bold("Это личная ссылка ученика"),
            "",
            "По ней входит только тот ученик, для которого она выписана, поэтому она осталась неиспользованной. "
            "Для взрослых есть своё приглашение, его даст куратор.",
        ),
        column([Button("О программе", About()), Button("Продолжить", Stand())]),
    )


def too_many_guesses() -> Screen:
    return Screen(
        lines(
            bold("Слишком много попыток"),
            "",
            "Следующая — через четверть часа. Верный код можно взять у куратора.",
        ),
        column([Button("О программе", About())]),
    )


def private_chat_only() -> Html:
    """Said in a group before leaving it."""
    return quoted("Я работаю только в личной переписке, чтобы ответов никто не увидел. Напишите мне лично.")
