"""What somebody who waits for a mentor may ask for."""

from dataclasses import dataclass

from bot.dialogs.joining import HELPLINE
from bot.dialogs.menu import Open
from bot.screens import Address, Button, Screen, address, bold, lines
from mentoring.ids import MembershipId
from mentoring.searching import TalkAsked


@address("sp")
@dataclass(frozen=True, slots=True)
class AskTalk(Address):
    """«Поговорить с психологом»."""

    membership: MembershipId


def talk_asked(asked: TalkAsked) -> Screen:
    """Who has got the letter, and that nothing else is to be done."""
    who = "Педагог-психолог" if asked.by_psychologist else "Куратор"
    told = f"{who} знает о просьбе и договорится с Вами о разговоре лично."
    if asked.pupil:
        told = f"{who} знает о просьбе и договорится с тобой о разговоре лично."
    help_now = ["", HELPLINE] if asked.pupil else []
    return Screen(lines(bold("Просьба передана"), "", told, *help_now), ((Button("Меню", Open("menu")),),))
