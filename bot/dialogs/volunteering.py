"""«Хочу быть наставником»: into the registry by one's own wish."""

from bot.dialogs.menu import Open
from bot.dialogs.registry_addresses import Volunteer
from bot.screens import Button, Screen, bold, lines
from mentoring.registry import VolunteerAsked

MENU = Button("Меню", Open("menu"))


def asked(found: VolunteerAsked) -> Screen:
    """What it means, before anything is done."""
    only = "Пары предлагают только им." if found.required else None
    return Screen(
        lines(
            bold("Реестр наставников"),
            found.organisation.name,
            "",
            "В реестре — те, кого утвердили наставниками по приказу.",
            only,
            "Если нажать «Да, хочу», куратор получит письмо и подготовит приказ.",
        ),
        ((Button("Да, хочу", Volunteer(found.membership, sure=True)),), (MENU,)),
    )


def done(found: VolunteerAsked) -> Screen:
    return Screen(
        lines(
            bold("Спасибо за готовность помогать"),
            found.organisation.name,
            "",
            "Куратор получит письмо. Когда приказ подпишут и внесут, сюда придёт ответ.",
        ),
        ((MENU,),),
    )
