"""Menus by role, help, and what was put off."""

from dataclasses import replace

from bot.dialogs import menu
from bot.dialogs.standing import standing
from bot.gallery import Example
from bot.gallery.joining import SCHOOL, TEACHER
from config import questionnaires
from mentoring.ids import MembershipId
from mentoring.roles import MembershipState, Role
from mentoring.standing import AtHome, FormOffered, PaperAwaited, Stranger


def home(*held: Role, pupil: bool = False) -> AtHome:
    holds = tuple(
        (replace(TEACHER, role=role, state=MembershipState.IN_BANK), SCHOOL.name)
        for role in held
        if role is not Role.ADMINISTRATOR
    )
    return AtHome(held, holds, pupil)


_offered = FormOffered(TEACHER, questionnaires.load()["mentee_teacher"].value(), pupil=False)

EXAMPLES: list[Example] = [
    *(Example(f"Меню: {role.value}", menu.menu(home(role)), menu.menu) for role in Role),
    Example("Меню: можно попроситься в реестр", menu.menu(home(Role.MENTOR), MembershipId(31)), menu.menu),
    Example("Меню ученика", menu.menu(home(Role.MENTEE, pupil=True)), menu.menu),
    Example("Меню: куратор и наставник сразу", menu.menu(home(Role.CURATOR, Role.MENTOR)), menu.menu),
    Example("Меню посреди анкеты", menu.paused(_offered), menu.paused),
    Example("Меню куратора посреди анкеты", menu.paused(_offered, (Role.CURATOR, Role.MENTEE)), menu.paused),
    Example("Меню, пока ждут бумагу", menu.paused(PaperAwaited(SCHOOL, TEACHER)), menu.paused),
    Example("Помощь куратору", menu.help_page(menu.commands_at(home(Role.CURATOR)), (Role.CURATOR,)), menu.help_page),
    Example("Помощь гостю", menu.help_page(menu.commands_at(Stranger())), menu.help_page),
    Example("Где я сейчас", standing(_offered), standing),
]
