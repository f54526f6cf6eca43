"""Before a survey is sent: what may be asked, whom, until when; asked once more before letters go."""

import datetime
from collections.abc import Callable, Sequence

from bot.dialogs import campaign_leading_addresses as to
from bot.dialogs import days
from bot.dialogs.campaign_addresses import CampaignCard, Campaigns
from bot.dialogs.menu import Open
from bot.dialogs.own_survey_addresses import Compose
from bot.screens import Address, Button, Html, Rows, Screen, bold, column, grid, italic, lines, markup, paged, turning
from bot.texts import campaigns as said
from bot.texts import labels, people, words
from bot.texts import pairs as pair_words
from mentoring import campaign_leading as values
from mentoring.calendar import DAY
from mentoring.campaign_leading import DraftShown, FormHere, GroupHere, GroupOffered
from mentoring.campaigns import FEWEST_ANSWERS, BuiltIn, Secrecy
from mentoring.ids import OrganisationId
from mentoring.pair_cards import Stage
from mentoring.self_check import is_self_check

MENU = Button("Меню", Open("menu"))

AHEAD = datetime.timedelta(days=60)
"""How far ahead the last day is offered."""

PLACES = 5
PAIRS = 6

STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)

AS_COUNTED = "Список составим при открытии: кто придёт позже, этот опрос не получит."


# -- built-in ones -----------------------------------------------------------------------------------------------


def offered(found: values.Offered) -> Screen:
    here = found.organisation
    return Screen(
        lines(bold("Новый опрос"), here.name, *(line for one in found.groups for line in ("", *_offer(one)))),
        (
            *column([Button(one.first.group, to.Group(here.id, one.first.key)) for one in found.groups]),
            (Button("Составить свой", Compose(here.id)),),
            (Button("Назад", Campaigns(here.id)), MENU),
        ),
    )


def _offer(one: GroupOffered) -> list[Html]:
    when = f"Обычно {said.IN_MONTH[one.first.month - 1]}"
    forms = words.counted(one.forms, "анкета", "анкеты", "анкет")
    state = "в этом учебном году ещё не открывали"
    if one.opened == one.forms:
        state = f"в этом учебном году уже {words.plural(one.forms, 'открыта', 'открыты', 'открыты')}"
    elif one.opened:
        state = f"в этом учебном году открыто {one.opened} из {one.forms}"
    return [bold(one.first.group), markup("{when}, {forms}; {state}.", when=when, forms=forms, state=state)]


def group(found: GroupHere) -> Screen:
    """Whom each form asks and how many, before anything is sent."""
    here, key, until = found.organisation.id, found.first.key, found.until.toordinal()
    return Screen(
        lines(
            bold(found.first.group),
            found.organisation.name,
            "",
            *(_form(form) for form in found.forms),
            "",
            *_how(found),
        ),
        (
            *column(_group_buttons(found, to.SureOfGroup(here, key, until))),
            (Button("Назад", to.Offered(here)), MENU),
        ),
    )


def _form(form: FormHere) -> Html:
    who = bold(said.roles(form.built_in.roles).capitalize())
    if form.opened:
        return markup("• {who} — в этом году уже спросили", who=who)
    if not form.people:
        return markup("• {who} — сейчас спросить некого: {why}", who=who, why=_why_nobody(form.built_in))
    tail = ", круг сужен" if form.narrowed else ""
    tail += ", анонимно" if form.built_in.secrecy is Secrecy.ANONYMOUS else ""
    return markup("• {who} — {asked}{tail}", who=who, asked=said.asked(form.people), tail=tail)


def _why_nobody(built_in: BuiltIn) -> str:
    pair = " и пары этого учебного года" if built_in.pairs_only else ""
    answered = " или все уже ответили" if built_in.skips_answered else ""
    return f"ни у кого нет согласия{pair}{answered}"


def _how(found: GroupHere) -> list[str]:
    if not found.to_open:
        return [*_asked_already(found.asked), "Открывать сейчас нечего.", *_once_more(found)]
    asked = [form.built_in for form in found.to_open]
    told = []
    if any(one.pairs_only for one in asked):
        told.append("Из участников спросим тех, у кого в этом учебном году была пара и кто ещё не отвечал.")
    told += [*_asked_already(found.asked), open_until(found.until, found.reminders), AS_COUNTED]
    if any(_too_few(form.people, form.built_in) for form in found.to_open):
        told.append(kept_back())
    told += [said.SCORED] if any(is_self_check(one.form) for one in asked) else []
    return [*told, *_once_more(found)]


def _once_more(found: GroupHere) -> list[str]:
    asked = any(form.opened for form in found.forms)
    return ["«Спросить ещё раз» стоит в карточке опроса, когда он завершён."] if asked else []


def _asked_already(number: int) -> list[str]:
    """Those who have the same questions about their pair before them."""
    if not number:
        return []
    whom = words.counted(number, "человека", "человек", "человек")
    return [
        f"Ещё у {whom} эти вопросы уже открыты: их задаёт пара. "
        "Второй раз не спросим, их ответы войдут в ту же статистику."
    ]


def _too_few(number: int, built_in: BuiltIn | None) -> bool:
    """A self-check tells the score of however few."""
    return number < FEWEST_ANSWERS and not (built_in is not None and is_self_check(built_in.form))


def kept_back() -> str:
    return f"Пока ответов меньше {FEWEST_ANSWERS}, результаты не показываются: по ним можно узнать человека."


def no_results(number: int) -> str:
    """Before letters go to so few that nothing would come back."""
    return f"Спросим {said.those_asked(number)}: результатов не будет, они видны с пяти ответов."


def _too_few_words(form: FormHere, *, alone: bool) -> str:
    """Each form has results of its own, so each is told of by whom it asks."""
    if alone:
        return no_results(form.people)
    whom = said.roles(form.built_in.roles).capitalize()
    return f"{whom} — {said.asked(form.people)}: результатов не будет, они видны с пяти ответов."


def open_until(last: datetime.date, reminders: Sequence[datetime.date]) -> str:
    told = f"Последний день — {words.day(last)}."
    if not reminders:
        return f"{told} Напоминать не будем."
    return f"{told} Кто не ответит, получит напоминание {words.listed(map(words.day, reminders))}."


def _group_buttons(found: GroupHere, press: Address) -> list[Button]:
    here, key = found.organisation.id, found.first.key
    asked = [
        Button(f"Уже спросили: {said.roles(form.built_in.roles)}", CampaignCard(form.campaign.id))
        for form in found.forms
        if form.opened and form.campaign is not None
    ]
    if not found.to_open:
        return asked
    buttons = [
        Button(f"Открыть · {said.asked(found.people)}", press),
        Button("Другой последний день", to.GroupDays(here, key)),
    ]
    alone = len(found.to_open) == 1
    for form in found.to_open:
        label = "Кого спросить" if alone else f"Отдельно: {said.roles(form.built_in.roles)}"
        buttons.append(Button(label, to.Prepare(here, form.built_in.key)))
    return [*buttons, *asked]


def group_days(found: GroupHere, month: int | None = None) -> Screen:
    here, key = found.organisation.id, found.first.key
    return _days(
        found.first.group,
        found.today,
        month,
        lambda day: to.Group(here, key, day),
        lambda turned: to.GroupDays(here, key, turned),
        to.Group(here, key),
    )


def draft_days(shown: DraftShown, month: int | None = None) -> Screen:
    campaign = shown.campaign.id
    return _days(
        said.name(shown.campaign.title, shown.built_in),
        shown.today,
        month,
        lambda day: to.SetDay(campaign, day),
        lambda turned: to.Days(campaign, turned),
        CampaignCard(campaign),
    )


def _days(
    name: str,
    today: datetime.date,
    month: int | None,
    pick: Callable[[int], Address],
    turn: Callable[[int], Address],
    back: Address,
) -> Screen:
    first, last = today + DAY, today + AHEAD
    month = min(max(days.month_of(first) if month is None else month, days.month_of(first)), days.month_of(last))
    rows = days.month_rows(month, first, last, lambda day: pick(day.toordinal()), turn)
    return Screen(
        lines(bold("Последний день опроса"), name, "", "До какого дня ждать ответов?", "", italic(days.title(month))),
        (*rows, (Button("Назад", back), MENU)),
    )


def sure_of_group(found: GroupHere) -> Screen:
    here, key, until = found.organisation.id, found.first.key, found.until.toordinal()
    whom = words.listed(said.roles(form.built_in.roles) for form in found.to_open)
    return _sure(
        found.first.group,
        whom,
        found.people,
        found.until,
        to.OpenGroup(here, key, until),
        to.Group(here, key, until),
        [
            _too_few_words(form, alone=len(found.to_open) == 1)
            for form in found.to_open
            if _too_few(form.people, form.built_in)
        ],
    )


def sure_of_draft(shown: DraftShown) -> Screen:
    campaign, until = shown.campaign.id, shown.until.toordinal()
    return _sure(
        said.name(shown.campaign.title, shown.built_in),
        said.roles(shown.campaign.audience.roles),
        shown.people,
        shown.until,
        to.OpenDraft(campaign, until),
        CampaignCard(campaign),
        [no_results(shown.people)] if _too_few(shown.people, shown.built_in) else [],
    )


def _sure(
    name: str, whom: str, number: int, until: datetime.date, press: Address, back: Address, few: Sequence[str]
) -> Screen:
    get = words.plural(number, "получит", "получат", "получат")
    return Screen(
        lines(
            bold("Открыть опрос?"),
            name,
            "",
            markup("Письмо {get} {number}: {whom}.", get=get, number=said.asked(number), whom=whom),
            f"Ответы ждём до {words.day(until)}.",
            *few,
            "Отозвать письма нельзя. Закрыть опрос раньше можно в любой день.",
        ),
        ((Button("Да, открыть", press),), (Button("Назад", back), MENU)),
    )


# -- a draft -----------------------------------------------------------------------------------------------------


def draft(shown: DraftShown, note: str | None = None) -> Screen:
    """One survey that is not sent yet."""
    campaign = shown.campaign
    return Screen(
        lines(
            *([note, ""] if note else []),
            bold(said.name(campaign.title, shown.built_in)),
            shown.organisation.name,
            "",
            "Черновик, никому не отправлен.",
            *people_asked(shown),
            open_until(shown.until, shown.reminders),
            AS_COUNTED,
            said.promised(campaign.secrecy, shown.built_in),
            kept_back() if shown.people and _too_few(shown.people, shown.built_in) else None,
        ),
        (*column(_draft_buttons(shown)), (Button("Все опросы", Campaigns(shown.organisation.id)), MENU)),
    )


def people_asked(shown: DraftShown) -> list[Html]:
    audience, again = shown.campaign.audience, (shown.campaign.occasion or "").count(":") > 1
    whom = said.whom(audience, shown.built_in, again=again)
    number = said.asked(shown.people) if shown.people else "сейчас некого"
    if not audience.roles:
        return [Html("Кого спросить, ещё не выбрано.")]
    return [
        markup("Кого спросим: {whom} — <b>{number}</b>.", whom=whom, number=number),
        *(markup("{line}", line=line) for line in said.narrowing(audience, shown.places, shown.pair)),
        *map(Html, _asked_already(shown.asked)),
    ]


def _draft_buttons(shown: DraftShown) -> list[Button]:
    campaign = shown.campaign.id
    buttons = []
    if shown.people and shown.built_in is not None:
        buttons.append(Button(f"Открыть · {said.asked(shown.people)}", to.SureOfDraft(campaign)))
    return [
        *buttons,
        Button("Кого спросить", to.Whom(campaign)),
        Button("Другой последний день", to.Days(campaign)),
        Button("Удалить черновик", to.DropDraft(campaign)),
    ]


def whom(shown: DraftShown) -> Screen:
    """Roles at once, everything else on a page of its own."""
    campaign, audience = shown.campaign.id, shown.campaign.audience
    roles = shown.fitting if len(shown.fitting) > 1 else ()
    ticks = [
        Button(
            _tick(people.SHORT[role], on=role in audience.roles),
            to.RoleAsked(campaign, role, role not in audience.roles),
        )
        for role in roles
    ]
    ways = []
    if shown.places:
        ways.append(Button("Организации", to.Places(campaign)))
    if shown.of_pairs:
        ways.append(Button("Этапы пар", to.Stages(campaign)))
        if shown.pairs:
            ways.append(Button("Одна пара", to.PairsToAsk(campaign)))
    if values.narrowed(audience):
        ways.append(Button("Не сужать", to.AskEverybody(campaign)))
    return _narrowing("Кого спросить", shown, (*grid(ticks, 2), *grid(ways, 2)), CampaignCard(campaign))


def _narrowing(head: str, shown: DraftShown, rows: Rows, back: Address) -> Screen:
    return Screen(
        lines(bold(head), said.name(shown.campaign.title, shown.built_in), "", *people_asked(shown)),
        (*rows, (Button("Назад" if isinstance(back, to.Whom) else "Готово", back), MENU)),
    )


def _tick(label: str, *, on: bool) -> str:
    return f"{'☑' if on else '☐'} {label}"


def stages(shown: DraftShown) -> Screen:
    campaign, chosen = shown.campaign.id, shown.campaign.audience.stages
    buttons = [
        Button(_tick(pair_words.STAGES[stage], on=stage in chosen), to.StageAsked(campaign, stage, stage not in chosen))
        for stage in STAGES
    ]
    return _narrowing("На каком этапе пара", shown, grid(buttons, 2), to.Whom(campaign))


def places(shown: DraftShown, page: int = 0) -> Screen:
    campaign, chosen = shown.campaign.id, shown.campaign.audience.places
    there: Sequence[tuple[OrganisationId, str]] = list(shown.places.items())
    part = paged(len(there), page, PLACES)
    buttons = [
        Button(
            _tick(labels.organisation(name, 34), on=place in chosen),
            to.PlaceAsked(campaign, place, place not in chosen, part.page),
        )
        for place, name in there[part.first : part.last]
    ]
    rows = (*column(buttons), *turning(part, lambda turned: to.Places(campaign, turned)))
    return _narrowing("В каких организациях", shown, rows, to.Whom(campaign))


def pairs(found: values.PairsToAsk, page: int = 0) -> Screen:
    campaign = found.draft.campaign.id
    part = paged(len(found.pairs), page, PAIRS)
    buttons = [
        Button(pair_words.label(one.pair, one.mentor, one.mentees), to.PairAsked(campaign, one.pair.id))
        for one in found.pairs[part.first : part.last]
    ]
    rows = (*column(buttons), *turning(part, lambda turned: to.PairsToAsk(campaign, turned)))
    head = "Какую пару спросить" if found.pairs else "Открытых пар сейчас нет"
    return _narrowing(head, found.draft, rows, to.Whom(campaign))
