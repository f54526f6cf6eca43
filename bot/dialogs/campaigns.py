"""«Опросы», for those who lead them: the list, and one that was sent. Who is silent is never named."""

import datetime
from collections.abc import Sequence

from bot.dialogs import days
from bot.dialogs.campaign_addresses import AnswerCampaign, CampaignCard, CampaignResults, Campaigns
from bot.dialogs.campaign_leading_addresses import (
    AskAgain,
    CloseEarly,
    Days,
    Group,
    Offered,
    Remind,
    SetDay,
    SureToClose,
)
from bot.dialogs.menu import Open
from bot.dialogs.own_survey_addresses import AskOnceMore, Compose
from bot.screens import Button, Html, Screen, bold, column, italic, lines, markup, paged, progress, turning
from bot.texts import campaigns as said
from bot.texts import labels, words
from mentoring.campaign_leading import CampaignLine, CampaignsHere, CampaignShown
from mentoring.campaigns import CampaignState
from mentoring.organisations import Organisation

MENU = Button("Меню", Open("menu"))

PAGE = 4
LABEL = 27

EXTENDED_BY = datetime.timedelta(days=60)
"""How far ahead a later last day is offered."""

NOBODY_NAMED = (
    "Кто именно не ответил, здесь не видно и не будет: участие добровольное, и торопить людей по именам нельзя."
)

MARKS = {CampaignState.DRAFT: "✏️", CampaignState.OPEN: "🟢", CampaignState.CLOSED: "☑️"}


def places(found: Sequence[Organisation], page: int = 0) -> Screen:
    """Where to, for whoever leads surveys in several places."""
    part = paged(len(found), page)
    buttons = [Button(labels.organisation(one.name, 36), Campaigns(one.id)) for one in found[part.first : part.last]]
    rows = (*column(buttons), *turning(part, lambda to: Campaigns(None, to)))
    return Screen(lines(bold("Опросы"), "", "В каком месте?"), (*rows, (MENU,)))


# -- the list ----------------------------------------------------------------------------------------------------


def here(found: CampaignsHere, page: int = 0) -> Screen:
    """The newest first; what is usual this month comes before them."""
    part = paged(len(found.lines), page, PAGE)
    shown = found.lines[part.first : part.last]
    place = found.organisation.id
    return Screen(
        lines(
            bold("Опросы"),
            found.organisation.name,
            *_usual_words(found),
            *(line for one in shown for line in ("", *_line(one))),
            *([] if shown else ["", *_how_to_begin(found)]),
        ),
        (
            *column(_usual_buttons(found)),
            *column([Button(_label(one), CampaignCard(one.campaign.id)) for one in shown]),
            *turning(part, lambda to: Campaigns(place, to)),
            (Button("Новый опрос", Offered(place)) if found.offers else Button("Составить свой", Compose(place)),),
            (MENU,),
        ),
    )


def _how_to_begin(found: CampaignsHere) -> list[str]:
    ready = "Чтобы спросить готовыми вопросами или своими, нажмите «Новый опрос»."
    return ["Опросов ещё не было.", ready if found.offers else "Вопросы можно написать здесь: «Составить свой»."]


def _usual_words(found: CampaignsHere) -> list[Html | str]:
    if not found.usual:
        return []
    what = words.listed(f"«{one.group}»" for one in found.usual)
    return ["", markup("Обычно {month}: {what}.", month=said.IN_MONTH[found.usual[0].month - 1], what=what)]


def _usual_buttons(found: CampaignsHere) -> list[Button]:
    """One group is led to at once, several are chosen from."""
    if len(found.usual) == 1:
        group = found.usual[0]
        return [Button(f"📌 {group.group}", Group(found.organisation.id, group.key))]
    return [Button(f"📌 Пора спросить · {len(found.usual)}", Offered(found.organisation.id))] if found.usual else []


def _line(one: CampaignLine) -> list[Html]:
    head = markup(
        "{mark} <b>{name}</b>", mark=MARKS[one.campaign.state], name=said.name(one.campaign.title, one.built_in)
    )
    return [head, markup("{told}", told=_told(one))]


def _told(one: CampaignLine) -> str:
    if one.last_day is None:
        return "Черновик, никому не отправлен."
    answered = f"ответили {one.progress.answered} из {one.progress.asked}"
    if one.campaign.state is CampaignState.OPEN:
        return f"Идёт до {words.day(one.last_day)}, {answered}."
    return f"Завершён, {answered}."


def _label(one: CampaignLine) -> str:
    tail = "" if one.last_day is None else f" · {one.progress.answered} из {one.progress.asked}"
    mark = MARKS[one.campaign.state]
    return f"{mark} {said.label(one.campaign.title, one.built_in, LABEL)}{tail}"


# -- one that was sent -------------------------------------------------------------------------------------------


def card(shown: CampaignShown) -> Screen:
    """Numbers only."""
    line, again = shown.line, (shown.line.campaign.occasion or "").count(":") > 1
    numbers = line.progress
    return Screen(
        lines(
            bold(said.name(line.campaign.title, line.built_in)),
            shown.organisation.name,
            "",
            markup("{until}", until=_until(shown)),
            markup("{bar} {told}", bar=progress(numbers.answered, numbers.asked), told=_answered(shown)),
            "",
            markup(
                "Кого спросили: {whom}. Список составлен при открытии, кто пришёл позже, опрос не получает.",
                whom=said.whom(line.campaign.audience, line.built_in, again=again),
            ),
            *(markup("{line}", line=one) for one in said.narrowing(line.campaign.audience)),
            said.promised(line.campaign.secrecy, line.built_in),
            NOBODY_NAMED if shown.open else None,
            *_reminding(shown),
        ),
        (*column(_buttons(shown)), (Button("Все опросы", Campaigns(shown.organisation.id)), MENU)),
    )


def _until(shown: CampaignShown) -> str:
    if shown.open:
        return (
            "Идёт, сегодня последний день."
            if shown.last_day == shown.today
            else f"Идёт до {words.day(shown.last_day)}."
        )
    return "Завершён, ответы больше не принимаются."


def _answered(shown: CampaignShown) -> str:
    """Of an anonymous one not even how many have begun."""
    numbers = shown.line.progress
    told = f"ответили {numbers.answered} из {numbers.asked}"
    if shown.open and numbers.begun and not shown.line.campaign.anonymous:
        return f"{told}, начали и не отправили: {numbers.begun}"
    return told


def _reminding(shown: CampaignShown) -> list[str]:
    if not shown.open:
        return []
    numbers = shown.line.progress
    if numbers.answered >= numbers.asked:
        return ["", "Ответили все, напоминать некому."]
    if shown.coming is not None:
        again = ", напомнить ещё раз можно завтра" if shown.coming.date() == shown.today else ""
        return ["", f"Письма придут {_moment(shown.coming, shown.today)}{again}.", *_planned(shown)]
    if shown.reminded:
        return ["", "На сегодня письмо уже есть, напомнить ещё раз можно завтра.", *_planned(shown)]
    if not shown.to_remind:
        return _planned(shown)
    get = words.plural(shown.to_remind, "получит", "получат", "получат")
    when = _when(shown)
    return ["", f"Напоминание {get} {said.asked(shown.to_remind)}: только те, кто не ответил. {when}", *_planned(shown)]


def _planned(shown: CampaignShown) -> list[str]:
    return [f"Сам бот напомнит {words.listed(map(words.day, shown.planned))}."] if shown.planned else []


def _when(shown: CampaignShown) -> str:
    assert shown.due is not None  # noqa: S101 - it is open
    return f"Письма придут {_moment(shown.due, shown.today)}."


def _moment(due: datetime.datetime, today: datetime.date) -> str:
    day = "сегодня" if due.date() == today else words.day(due.date())
    return f"{day}, около {due:%H:%M} или в час, который человек выбрал сам"


def _buttons(shown: CampaignShown) -> list[Button]:
    campaign = shown.line.campaign
    found = []
    if shown.open:
        if shown.to_remind:
            press = Remind(campaign.id, shown.today.toordinal())
            found.append(Button(f"Напомнить сейчас · {shown.to_remind}", press))
        found += [Button("Продлить", Days(campaign.id)), Button("Закрыть раньше", SureToClose(campaign.id))]
    if shown.answers_too:
        found.append(Button("Ответить", AnswerCampaign(campaign.id)))
    found.append(Button("Результаты", CampaignResults(campaign.id)))
    if campaign.state is CampaignState.CLOSED and shown.line.built_in is not None:
        found.append(Button("Спросить ещё раз", AskAgain(campaign.id)))
    if campaign.own:
        found.append(Button("Спросить снова", AskOnceMore(campaign.id)))
    return found


def later(shown: CampaignShown, month: int | None = None) -> Screen:
    """Until when instead."""
    campaign = shown.line.campaign.id
    first = max(shown.last_day, shown.today) + datetime.timedelta(days=1)
    month = days.month_of(first) if month is None else month
    rows = days.month_rows(
        month,
        first,
        shown.today + EXTENDED_BY,
        lambda day: SetDay(campaign, day.toordinal()),
        lambda to: Days(campaign, to),
    )
    return Screen(
        lines(
            bold("Продлить опрос"),
            said.name(shown.line.campaign.title, shown.line.built_in),
            "",
            f"Сейчас последний день — {words.day(shown.last_day)}. До какого дня ждать ответов?",
            "Кто ещё не ответил, получит письмо с новым сроком.",
            "",
            italic(days.title(min(max(month, days.month_of(first)), days.month_of(shown.today + EXTENDED_BY)))),
        ),
        (*rows, (Button("Назад", CampaignCard(campaign)), MENU)),
    )


def sure_to_close(shown: CampaignShown) -> Screen:
    campaign, numbers = shown.line.campaign, shown.line.progress
    begun = f" Начатое и не отправленное ({numbers.begun}) пропадёт." if numbers.begun else ""
    return Screen(
        lines(
            bold("Закрыть опрос раньше?"),
            said.name(campaign.title, shown.line.built_in),
            "",
            f"Ответили {numbers.answered} из {numbers.asked}. Остальные ответить уже не смогут.{begun}",
            "Открыть его снова будет нельзя.",
        ),
        (
            (Button("Да, закрыть", CloseEarly(campaign.id)),),
            (Button("Назад", CampaignCard(campaign.id)), MENU),
        ),
    )
