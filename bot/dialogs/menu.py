"""The menu by role, help, and what was put off."""

from dataclasses import dataclass

from bot.dialogs.about import About
from bot.dialogs.campaign_addresses import AnswerCampaign
from bot.dialogs.help_addresses import Danger
from bot.dialogs.registry_addresses import Volunteer
from bot.dialogs.stand import Stand
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, grid, lines, markup
from bot.texts import people, roles
from mentoring.access import TABLE, Action
from mentoring.ids import MembershipId
from mentoring.roles import PARTICIPANTS, MembershipState, Role
from mentoring.standing import (
    AtHome,
    ConsentAsked,
    DetailsMissing,
    FormOffered,
    NameAsked,
    NameShown,
    PaperAwaited,
    QuestionAsked,
    ReviewShown,
    Standing,
    Stranger,
    of_pupil,
)


@address("mn")
@dataclass(frozen=True, slots=True)
class Open(Address):
    """The same as typing the command."""

    command: str


COMMANDS: dict[str, str] = {
    "menu": "Меню",
    "today": "Что сегодня",
    "roadmap": "Дорожная карта",
    "pairs": "Пары",
    "bank": "Банк участников",
    "invite": "Пригласить",
    "papers": "Согласия родителей",
    "surveys": "Опросы",
    "stats": "Статистика",
    "reports": "Отчёты",
    "documents": "Документы",
    "org": "Организации",
    "when": "Когда писать",
    "mydata": "Мои данные",
    "help": "Помощь",
    "cancel": "Отложить начатое",
}
"""In the order of the menu; ``papers`` is for those who look after pupils."""

NEEDS: dict[str, tuple[Action, ...]] = {
    "today": (Action.PROVE_ITEMS,),
    "roadmap": (Action.SEE_ROAD_MAPS,),
    "pairs": (Action.SEE_PAIRS,),
    "bank": (Action.SEE_BANK,),
    "invite": (Action.INVITE_PARTICIPANTS, Action.INVITE_STAFF),
    "papers": (Action.MARK_PAPER_CONSENT,),
    "surveys": (Action.LEAD_SURVEYS,),
    "stats": (Action.SEE_STATISTICS,),
    "documents": (Action.DRAW_PAPERS,),
    "org": (Action.SEE_ORGANISATION,),
    "reports": (Action.SEND_REPORTS, Action.COLLECT_REPORTS),
}

OWN = frozenset({"pairs"})
"""What a participant sees of their own, whatever rights the same command gives to others."""


OF_EVERYBODY = frozenset({"when", "mydata", "help"})
"""Two in a row below the work of the day: the menu of a curator must not fill the whole screen."""


def commands_for(held: tuple[Role, ...]) -> tuple[str, ...]:
    """The commands that mean something to a bearer of these roles."""
    allowed = {action for role in held for action in TABLE[role]}
    own = OWN if PARTICIPANTS.intersection(held) else frozenset()
    return tuple(n for n in COMMANDS if not NEEDS.get(n) or n in own or allowed.intersection(NEEDS[n]))


def commands_at(at: Standing, held: tuple[Role, ...] = ()) -> tuple[str, ...]:
    """The commands of somebody who stands there; ``mydata`` is for those about whom there is something.

    ``held``: the roles of somebody who has begun something else besides.
    """
    held = at.roles if isinstance(at, AtHome) else held
    alone = isinstance(at, Stranger) or (isinstance(at, AtHome) and not at.holds)
    return tuple(name for name in commands_for(held) if not (alone and name in {"mydata", "when"}))


MOST_ALONE = 6
"""Buttons of the work that have a row each; more of them stand two in a row, or the screen has to be scrolled."""


HALF_ROW = COMMANDS | {"papers": "Согласия"}
"""Words that fit half a row of a telephone, where those of the list of commands are cut."""


MOST_SURVEYS = 3
"""Those that close first; the others come up when these are answered."""


def menu(home: AtHome, volunteer: MembershipId | None = None) -> Screen:
    """``volunteer``: the mentor who may ask to be entered into the registry."""
    names = [name for name in commands_at(home) if name not in {"menu", "cancel"}]
    asked_of = [name for name in names if name not in OF_EVERYBODY]
    half = len(asked_of) + (volunteer is not None) > MOST_ALONE
    work = [Button((HALF_ROW if half else COMMANDS)[name], Open(name)) for name in asked_of]
    if volunteer is not None:
        work.append(Button("Хочу быть наставником", Volunteer(volunteer)))
    own = [Button(COMMANDS[name], Open(name)) for name in names if name in OF_EVERYBODY]
    ways = grid(work, 2) if half else column(work)
    asked = column([Button(survey(title), AnswerCampaign(one)) for one, title in home.surveys[:MOST_SURVEYS]])
    rows = (*asked, *ways, *grid([*own, Button("О программе", About())], 2), *_help_for(pupil=home.pupil))
    return Screen(lines(bold("Меню"), "", *_told(home)), rows)


def survey(title: str) -> str:
    return people.fitting(title if title.startswith("Опрос") else f"Опрос: {title}", 36)


def _help_for(*, pupil: bool) -> Rows:
    """Where a child in trouble turns, one press from everywhere."""
    return ((Button("🆘 Нужна помощь", Danger()),),) if pupil else ()


def _told(home: AtHome) -> list[Html]:
    if not home.holds:
        return [markup("Ваша роль — {role}.", role=roles.NAMES[Role.ADMINISTRATOR])]
    return [
        _place(membership.role, membership.state, membership.code, name, pupil=home.pupil)
        for membership, name in home.holds
    ]


READ = "Анкета у куратора, всё о паре — в разделе «Пары»."
READ_OF_A_PUPIL = (
    "Анкета отправлена: твои слова читает педагог-психолог, выбранные ответы — куратор. Всё о паре — в разделе «Пары»."
)


def _place(role: Role, state: MembershipState, code: str, organisation: str, *, pupil: bool) -> Html:
    line = markup("<b>{role}</b>, {organisation}", role=roles.NAMES[role].capitalize(), organisation=organisation)
    if role not in PARTICIPANTS:
        return line
    if state is not MembershipState.IN_BANK:
        return line
    return lines(line, markup("Код {code}. {read}", code=code, read=READ_OF_A_PUPIL if pupil else READ))


def paused(at: Standing, held: tuple[Role, ...] = ()) -> Screen:
    """The menu of somebody who is in the middle of something: nothing is lost, one button leads back.

    The roles ``held`` already go on meanwhile, and a consent can be taken back at any time.
    """
    names = [name for name in commands_for(held) if name in NEEDS]
    if held or _has_agreed(at):
        names.append("mydata")
    half = len(names) > MOST_ALONE
    buttons = [Button((HALF_ROW if half else COMMANDS)[name], Open(name)) for name in names]
    ways = grid(buttons, 2) if half else column(buttons)
    last = (Button("О программе", About()), Button("Помощь", Open("help")))
    rows = ((Button("Продолжить", Stand()),), *ways, last, *_help_for(pupil=of_pupil(at)))
    return Screen(lines(bold("Меню"), "", _unfinished(at)), rows)


def _has_agreed(at: Standing) -> bool:
    if isinstance(at, ConsentAsked):
        return at.again
    return isinstance(at, FormOffered | QuestionAsked | ReviewShown | NameAsked | NameShown | PaperAwaited)


def _unfinished(at: Standing) -> str:
    match at:
        case QuestionAsked():
            return f"Не закончено: анкета, вопрос {at.place.number} из {at.place.total}. Ответы сохранены."
        case ReviewShown():
            return "Анкета заполнена, осталось проверить её и отправить. Ответы сохранены."
        case FormOffered():
            return "Осталось заполнить анкету. Она ещё не начата."
        case NameAsked() | NameShown():
            return "Не закончено: осталось назвать имя."
        case PaperAwaited():
            return "Не закончено: ждём бумагу от родителей."
        case DetailsMissing():
            return "Не закончено: ждём сведений об организации."
        case _:
            return "Не закончено: вступление в программу."


def help_page(names: tuple[str, ...], held: tuple[Role, ...] = (), *, pupil: bool = False) -> Screen:
    """``names`` of the commands that are open to the reader, who ``held`` these roles."""
    commands = [f"/{name} — {COMMANDS[name].lower()}" for name in names]
    return Screen(
        lines(
            bold("Помощь"),
            "",
            "Почти всё делается кнопками под сообщениями. Печатать нужно, только когда бот об этом просит.",
            "",
            "Ответы сохраняются сразу: можно закрыть телефон и вернуться через неделю.",
            "",
            *commands,
            *_whom_to_ask(held),
        ),
        (*_help_for(pupil=pupil), *column([Button("Меню", Open("menu")), Button("О программе", About())])),
    )


def _whom_to_ask(held: tuple[Role, ...]) -> list[str]:
    """Nobody is sent to themselves."""
    asked = {"о программе — к куратору": Role.CURATOR, "о работе бота — к администратору": Role.ADMINISTRATOR}
    others = [whom for whom, role in asked.items() if role not in held]
    return ["", f"Вопросы {', '.join(others)}."] if others else []
