"""«Напомнить об анкете»: who has stopped where, who hears of it, and what has been done."""

from bot.dialogs import reaching_addresses as to
from bot.dialogs.bank import MENU, Banks
from bot.screens import Button, Html, Rows, Screen, bold, lines, markup, paged, turning
from bot.texts import people, roles, words
from mentoring.reminding import LeftOut, Place, Reminder

PAGE = 8

LEFT_OUT = {
    LeftOut.TODAY: "сегодня уже напомнили",
    LeftOut.AT_IT: "отвечает сейчас",
    LeftOut.UNREACHED: "письма не доходят",
    LeftOut.WISHED: "просит не писать",
}


def reminder(shown: Reminder, page: int = 0) -> Screen:
    """The same page before the press and after it."""
    here = shown.organisation
    part = paged(len(shown.places), page, PAGE)
    return Screen(
        lines(
            bold("Напомнить об анкете"),
            here.name,
            "",
            *_said(shown),
            "" if shown.places else None,
            *(_line(number, one) for number, one in enumerate(shown.places[part.first : part.last], part.first + 1)),
        ),
        (
            *_remind(shown),
            *turning(part, lambda at: to.Stopped(here.id, at)),
            (Button("Назад", Banks(here.id)), MENU),
        ),
    )


def _said(shown: Reminder) -> list[str]:
    if not shown.places:
        return ["Незаконченных анкет нет."]
    said = []
    if shown.written:
        said.append(f"✅ Напоминание {_get(shown.written)}.")
    elif shown.to_remind:
        said.append(f"Письмо с кнопкой «Продолжить» {_get(shown.to_remind)}.")
        if shown.to_remind < len(shown.places):
            said.append("Остальные — нет: почему, сказано в строке.")
    else:
        said.append("Напоминать сегодня некому.")
    if shown.due is not None and (shown.written or shown.to_remind):
        said.append(f"Сейчас не время для писем, они придут в {shown.due:%H:%M}.")
    return said


def _get(number: int) -> str:
    """«получит 1 человек», «получат 2 человека»."""
    verb = words.plural(number, "получит", "получат", "получат")
    return f"{verb} {words.counted(number, 'человек', 'человека', 'человек')}"


def _line(number: int, one: Place) -> Html:
    return markup(
        "{number}. {who} · {role} · {answered} из {total}{why}",
        number=number,
        who=bold(people.called(one.code, one.name)),
        role=roles.NAMES[one.role],
        answered=one.answered,
        total=one.total,
        why="" if one.left_out is None else f" · {LEFT_OUT[one.left_out]}",
    )


def _remind(shown: Reminder) -> Rows:
    if not shown.to_remind:
        return ()
    press = to.RemindAll(shown.organisation.id, shown.today.toordinal())
    return ((Button(f"Напомнить всем · {shown.to_remind}", press),),)
