"""Surveys sent to many, for whoever answers: what is promised before the first question, thanks after the last."""

from dataclasses import dataclass

from bot.dialogs import self_check
from bot.dialogs.bank import Banks
from bot.dialogs.joining import HELPLINE
from bot.dialogs.menu import Open
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, lines, markup
from bot.texts import roles, words
from mentoring.ids import CampaignId
from mentoring.notices import UnnamedDanger
from mentoring.self_check import Checked, is_self_check
from mentoring.standing import CampaignAnswered, CampaignOffered, CampaignOver


@address("cb")
@dataclass(frozen=True, slots=True)
class BeginCampaign(Address):
    """«Начать», under what is promised."""

    campaign: CampaignId


MENU = Button("Меню", Open("menu"))

CLOSED = "Опрос закрыт"
ANSWERED = "Ответы уже отправлены"
NO_DRAFT = "Черновика этих ответов больше нет"


def offered(shown: CampaignOffered) -> Screen:
    """Who reads the answers, and what becomes of them, stands before the first of them."""
    campaign = shown.campaign
    number = words.counted(shown.questions, "вопрос", "вопроса", "вопросов")
    until = f" Ответы ждём до {words.day(shown.until)}." if shown.until else ""
    return Screen(
        lines(
            bold(campaign.title),
            markup("<i>{name}</i>", name=shown.organisation.name),
            "",
            *(_anonymous(shown) if campaign.anonymous else _confidential(shown)),
            "",
            f"Всего {number}.{until} Отвечать можно по частям.",
            _discretion(shown),
        ),
        column([Button("Продолжить" if shown.begun else "Начать", BeginCampaign(campaign.id)), MENU]),
    )


def _confidential(shown: CampaignOffered) -> list[str | Html]:
    if shown.campaign.form is not None and is_self_check(shown.campaign.form[0]):
        return _scored(shown)
    yours = "за тобой" if shown.pupil else "за Вами"
    return [
        bold("Кто увидит ответы"),
        f"{_see(shown, 'Результаты видит', 'Результаты видят')}. Там только суммы{_and_words(shown)} без имён.",
        *([_own_words(shown)] if shown.pupil else []),
        "Если в самом вопросе назван читатель, ответ увидит только он.",
        f"В базе ответы записаны {yours}: перечитать их можно в разделе «Мои данные».",
    ]


def _scored(shown: CampaignOffered) -> list[str | Html]:
    return [
        bold("Кто увидит ответы"),
        "Ответы по условиям видите только Вы. Сразу после отправки бот покажет балл и с чего начать.",
        f"{_see(shown, 'Общий балл видит', 'Общий балл видят')}. Он же войдёт в аналитическую справку.",
        "В базе ответы записаны за Вами: перечитать их можно в разделе «Мои данные».",
    ]


def _see(shown: CampaignOffered, one: str, several: str) -> str:
    who = words.listed(roles.NAMES[role] for role in shown.readers)
    return f"{one if len(shown.readers) == 1 else several}: {who}"


def _and_words(shown: CampaignOffered) -> str:
    return "" if shown.pupil else " и слова"


def _own_words(shown: CampaignOffered) -> str:
    if shown.psychologist:
        return "Слова, которые ты напишешь, читает только педагог-психолог, и тоже без имени."
    return "Слова, которые ты напишешь, в результаты не попадут."


def _anonymous(shown: CampaignOffered) -> list[str | Html]:
    you, your = ("ты", "твоего") if shown.pupil else ("Вы", "Вашего")
    answer = "отвечаешь" if shown.pupil else "отвечаете"
    told: list[str | Html] = [
        bold("Опрос анонимный: кто как ответил, не узнает никто"),
        f"• Пока {you} {answer}, бот хранит черновик, чтобы можно было прерваться. Его никто не читает.",
        f"• После «Отправить» ответы отрываются от {your} имени. Остаётся только отметка, что ответ есть.",
        "• Отозвать или исправить их потом нельзя: бот уже не знает, чьи они.",
        f"• {_see(shown, 'Результаты увидит', 'Результаты увидят')}. "
        "Это будет, когда опрос закроется, и только если ответов не меньше пяти.",
    ]
    if shown.pupil:
        told += ["", *_trouble(shown)]
    elif shown.among_pupils:
        told += ["", _among_pupils(shown)]
    return told


def _among_pupils(shown: CampaignOffered) -> str:
    read = "прочтёт только педагог-психолог" if shown.psychologist else "в результаты не попадут"
    return f"Спросили и учеников, поэтому слова, которые напишут в этом опросе, {read}."


def _trouble(shown: CampaignOffered) -> list[str]:
    """A child must know beforehand what nobody will be able to do for them here, and what will be done."""
    heard = (
        "Если написать, что случилась беда, бот сразу покажет телефон доверия. "
        "Педагог-психолог узнает, что кому-то нужна помощь, но не узнает кому."
    )
    named = "Чтобы помогли именно тебе, нажми в меню «🆘 Нужна помощь»."
    return [_own_words(shown), heard, named]


def _discretion(shown: CampaignOffered) -> str:
    plea = "Не пиши" if shown.pupil else "Не пишите"
    own = ""
    if shown.campaign.anonymous:
        own = " и того, по чему тебя узнают" if shown.pupil else " и того, по чему Вас узнают"
    return f"{plea} фамилий, диагнозов, телефонов{own}."


def over(shown: CampaignOver) -> Screen:
    """Politely: whoever comes late has done nothing wrong."""
    if shown.answered:
        head, tail = ANSWERED, "Спасибо! Второй раз отвечать не нужно."
    else:
        head, tail = CLOSED, "Ответы больше не собираем. Спасибо за внимание, будут и другие опросы."
    if shown.check is None:
        return Screen(lines(bold(head), shown.title, "", tail), ((MENU,),))
    return Screen(lines(bold(head), shown.title, "", *self_check.own(shown.check)), _ways(shown.check))


def _ways(check: Checked) -> Rows:
    return (*self_check.ways(check), (MENU,))


def sent_before() -> Screen:
    """Of anonymous answers: they have left nothing that would tell which survey it was."""
    told = "Если «Отправить» уже нажато, ответы отправлены, второй раз отвечать не нужно."
    return Screen(lines(bold("Спасибо!"), "", told, f"{NO_DRAFT}."), ((MENU,),))


def answered(shown: CampaignAnswered) -> Screen:
    """What is left of anonymous answers is said, and where their words still are."""
    told: list[str | Html] = []
    if shown.check is not None and not shown.anonymous:
        text = lines(bold("Спасибо, ответы отправлены"), "", *self_check.own(shown.check))
        return Screen(text, _ways(shown.check))
    if shown.anonymous:
        you = "тобой" if shown.pupil else "Вами"
        told = [
            f"С {you} они больше не связаны: осталась только отметка, что ответ есть.",
            "Написанное сообщением осталось в переписке с ботом: эти сообщения можно удалить.",
        ]
    help_now = ["", HELPLINE] if shown.lonely else []
    return Screen(lines(bold("Спасибо, ответы отправлены"), "" if told else None, *told, *help_now), ((MENU,),))


# -- a letter --------------------------------------------------------------------------------------------------------


def danger_letter(notice: UnnamedDanger) -> tuple[Html, Button]:
    """Somebody needs help; the survey has promised that nobody learns who."""
    text = lines(
        bold("🆘 Тревожные слова в анонимном опросе"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        markup(
            "В опросе «{survey}» кто-то из учеников пишет о травле, насилии или вреде себе. "
            "Кто именно, бот не скажет: опрос анонимный.",
            survey=notice.survey,
        ),
        "Номер телефона доверия бот уже показал.",
        "",
        "Поговорите, пожалуйста, сегодня с ребятами: к кому можно прийти и куда позвонить. "
        "Об опросе лучше не упоминать.",
    )
    return text, Button("Банк участников", Banks(notice.organisation))
