"""What somebody who is asked to come into a group is written."""

from bot.dialogs.groups import Invitation
from bot.dialogs.menu import Open
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import words
from mentoring.notices import GroupInvitation


def words_of_letter(news: GroupInvitation) -> Html:
    where = markup("<i>{name}</i>", name=news.organisation_name)
    if news.until is None:
        return lines(bold("Приглашение в группу закрыто"), where, "", "Куратор подберёт другой вариант.")
    head = "🤝 Тебя приглашают в группу" if news.pupil else "🤝 Вас приглашают в группу"
    plea = "Посмотри и реши, подходит ли." if news.pupil else "Посмотрите и решите, подходит ли."
    return lines(bold(head), where, "", f"{plea} Срок — {words.day(news.until)}.")


def button_of(news: GroupInvitation) -> Button:
    if news.until is None:
        return Button("Мои пары", Open("pairs"))
    return Button("Посмотреть и ответить", Invitation(news.pair))
