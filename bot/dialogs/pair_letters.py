"""What letters about pairs say: short, because their button leads to the card, which tells the rest."""

from collections.abc import Callable, Sequence

from bot.dialogs import meetings, pair_changes, pair_papers
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card
from bot.dialogs.plans import Events
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import meetings as meeting_words
from bot.texts import pairs as words_of
from bot.texts import people, words
from bot.texts import plans as plan_words
from bot.texts.words import counted
from mentoring.letters import LetterKind
from mentoring.meetings import MeetingState
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Partner, Reader
from mentoring.pairs import PairState, Party, PlanChange
from mentoring.plans import EventState
from mentoring.zones import by_clock


def words_of_letter(news: PairNews, *, among_others: bool = False) -> Html:
    """A letter to the staff names the pair; a side knows its own, if there is but one."""
    return lines(_opening(news, among_others=among_others), *_link(news))


def _opening(news: PairNews, *, among_others: bool) -> Html:
    shown = news.card
    return lines(
        bold(_head(news)),
        markup("<i>{name}</i>", name=shown.organisation.name),
        "",
        which(shown, news.among_others or among_others),
        _said(news),
    )


def _head(news: PairNews) -> str:
    shown, head = news.card, HEADS[news.kind]
    if shown.pupil and news.kind is LetterKind.PAIR_OFFERED:
        head = "🤝 Тебе предложена пара"
    if news.kind is LetterKind.MEETING_TOMORROW:
        head = f"📅 {_how_soon(shown)} встреча"
    return words_of.of_group(shown.pair, head)


def _said(news: PairNews) -> str:
    said = _off(news) if news.kind is LetterKind.MEETING_OFF else SAID[news.kind](news.card)
    return words_of.of_group(news.card.pair, said)


def _link(news: PairNews) -> list[Html]:
    """Where to go, in every letter that says when."""
    return meetings.link(news.card) if news.kind in LINKED else []


LINKED = {
    LetterKind.MEETING_AGREED,
    LetterKind.MEETING_LINK,
    LetterKind.MEETING_TOMORROW,
    LetterKind.MEETING_SOON,
}

LISTED = {
    LetterKind.PAIR_WAITS: "🤝 Ждут",
    LetterKind.PAIR_LATE: "🔔 Задержались",
    LetterKind.PAIR_QUIET: "🔔 Давно молчат",
    LetterKind.CHANGE_WAITS: "📝 Изменение плана ждёт ответа",
    LetterKind.CHANGE_LATE: "🔔 Изменение плана без ответа",
    LetterKind.EVENT_LATE: "🔔 Мероприятие не отмечено",
    LetterKind.MEETING_UNSETTLED: "🔔 О встрече нужно Ваше слово",
}
"""Of several such pairs a curator gets one line each."""

MOST_LINES = 10

LONGEST_LABEL = 30
"""Characters of a button's label that a phone shows."""


def list_of(news: Sequence[PairNews]) -> Html:
    """Several pairs with one and the same trouble."""
    first = news[0]
    told = [_line(one) for one in news[:MOST_LINES]]
    more = len(news) - len(told)
    return lines(
        bold(f"{LISTED[first.kind]}: {counted(len(news), 'пара', 'пары', 'пар')}"),
        markup("<i>{name}</i>", name=first.card.organisation.name),
        "",
        *told,
        f"И ещё {more}." if more else None,
    )


def _line(news: PairNews) -> Html:
    """Where the pair stands, if that is what it is about."""
    shown = news.card
    if news.kind not in {LetterKind.PAIR_WAITS, LetterKind.PAIR_LATE, LetterKind.PAIR_QUIET}:
        return markup("• {which}", which=which(shown))
    state = f"{words_of.STATES[shown.pair.state]}. {_until(shown)}".strip()
    return markup("• {which}: {state}", which=which(shown), state=state)


def words_together(news: Sequence[PairNews], *, among_others: bool = False) -> Html:
    """Several news of one pair, in the order in which things happened."""
    first, *later = news
    told = [lines("", bold(_head(one)), _said(one)) for one in later]
    links = dict.fromkeys(link for one in news for link in _link(one))
    return lines(_opening(first, among_others=among_others), *told, *links)


def buttons_of(news: PairNews) -> tuple[Button, ...]:
    """What the letter asks for can be done in it; the card is one press away."""
    shown = news.card
    if news.kind is LetterKind.MENTOR_REPLACED:
        return (Button("Мои пары", Open("pairs")),)
    if news.kind is LetterKind.PAIR_ENDED and (asked := pair_changes.another_buttons(shown)):
        return (*(button for row in asked for button in row),)
    if news.kind is LetterKind.EVENT_ASKED:
        return (*(button for row in meetings.which(shown) for button in row), _card(news))
    if news.kind is LetterKind.EVENT_WAITS and not news.among_others:
        return (Button("Отметить мероприятие", Events(shown.pair.id)), _card(news))
    at_once = meetings.buttons(shown) if news.kind in ANSWERED_HERE else ()
    if news.kind is LetterKind.PAIR_COMPLETED:
        at_once = pair_papers.buttons(shown)
    return (*(button for row in at_once for button in row), _card(news))


def _card(news: PairNews) -> Button:
    shown = news.card
    asks = news.kind in ASKING and shown.reader is not Reader.CURATOR
    if news.among_others and not shown.gone:
        return button_among_others(news)
    label = words_of.of_group(shown.pair, "Открыть карточку пары")
    return Button("Посмотреть и ответить" if asks and news.kind not in ANSWERED_HERE else label, Card(shown.pair.id))


def button_among_others(news: PairNews) -> Button:
    """«№ 12 Ким: ответить»: in a letter about several pairs each has one button, which says whose it is."""
    shown = news.card
    if shown.reader is Reader.CURATOR:
        label = words_of.label(shown.pair, shown.mentor, shown.mentees)
        return Button(people.fitting(label, LONGEST_LABEL), Card(shown.pair.id))
    return Button(label_of(shown, "ответить" if news.kind in ASKING else "открыть"), Card(shown.pair.id))


def label_of(shown: PairCard, verb: str) -> str:
    """A long name is cut, what the button does is not."""
    name = people.fitting(words_of.short(shown.pair, _others(shown)), LONGEST_LABEL - len(verb) - 2)
    return f"{name}: {verb}"


def _others(shown: PairCard) -> Sequence[Partner]:
    """The other side."""
    return shown.mentees if shown.reader is Reader.MENTOR else (shown.mentor,)


def which(shown: PairCard, among_others: bool = False) -> Html | None:
    """Which pair it is; a side that is not in it any more is not told who is."""
    title = words_of.title(shown.pair)
    if shown.reader is Reader.CURATOR:
        sides = f"{words_of.called(shown.mentor)} → {_called(shown.mentees)}"
    elif among_others and not shown.gone:
        sides = _called(_others(shown))
    else:
        return None
    return markup("{title}: {sides}", title=title, sides=sides)


def _called(partners: Sequence[Partner]) -> str:
    return words_of.called(partners[0]) if len(partners) == 1 else words_of.briefly(partners)


def _until(shown: PairCard) -> str:
    if shown.deadline is None:
        return ""
    over = 0 if shown.now is None else (shown.now.date() - shown.deadline).days
    if over > 0:
        return f"Срок вышел {words.day(shown.deadline)}, {people.days(over)} назад."
    return f"Срок — {words.day(shown.deadline)}."


def _ended(shown: PairCard) -> str:
    asked = pair_changes.another_buttons(shown)
    return f"Спасибо за работу. {pair_changes.asked_for_another(shown) if asked else 'По всем вопросам — к куратору.'}"


def _paused(shown: PairCard) -> str:
    return f"Пауза до {words.day(shown.pair.paused_until)}." if shown.pair.paused_until else ""


RESUMED = {
    None: "Пауза закончилась в свой день",
    Party.CURATOR: "Пауза закончилась раньше, по решению куратора",
    Party.MENTOR: "Пауза закончилась раньше, по решению наставника",
    Party.MENTEES: "Пауза закончилась раньше, по решению наставляемого",
}


def _resumed(shown: PairCard) -> str:
    return f"{RESUMED[shown.acted]}. Сроки сдвинуты на её длину. {_until(shown)}".strip()


def _offered(shown: PairCard) -> str:
    return f"{'Посмотри и реши' if shown.pupil else 'Посмотрите и решите'}, подходит ли. {_until(shown)}".strip()


def _how_are_you(shown: PairCard) -> str:
    if _waits_for_the_mentor(shown):
        plea = "скажи" if shown.pupil else "скажите"
        return f"Давно не было вестей от вашей группы. Всё в порядке? Если что-то мешает, {plea} об этом куратору."
    if shown.pupil:
        return "Давно не было вестей от вашей пары. Всё в порядке? Назначь встречу или скажи куратору, что мешает."
    return "Давно не было вестей от вашей пары. Всё в порядке? Назначьте встречу или скажите куратору, что мешает."


def _waits(shown: PairCard) -> str:
    if shown.pair.state is PairState.PROPOSED:
        return f"Черновик пары никому не отправлен. {_until(shown)}".strip()
    if shown.pair.state is PairState.PLAN_APPROVAL:
        return f"План ещё не утверждён. {_until(shown)}".strip()
    if shown.reader is Reader.CURATOR:
        return f"Приказа ещё нет. {_until(shown)}".strip()
    if shown.pair.state is PairState.WORKING and shown.plan is not None:
        return f"План подходит к концу, сделано {shown.plan.done} из {shown.plan.counted}. {_until(shown)}".strip()
    if shown.pair.state is PairState.PLANNING and shown.awaited is None:
        return f"План ещё не готов. {_until(shown)}".strip()
    if shown.pair.state is PairState.AWAITING_ACCEPTANCE:
        return f"Нужен ответ: подходит пара или нет. {_until(shown)} Потом предложение закроется."
    if shown.awaited is not None:
        return f"{meetings.not_yet(shown, shown.awaited)} {_until(shown)}".strip()
    return f"Нужно решение после пробной встречи. {_until(shown)}".strip()


def _when(shown: PairCard) -> str:
    """The time, the place and what for; of several times only that there are some."""
    meeting = shown.meeting
    if meeting is None:
        return ""
    if meeting.at is None:
        return f"{meeting_words.name_and_place(meeting)}."
    return f"{meeting_words.KINDS[meeting.kind].capitalize()}: {meeting_words.time_and_place(shown, meeting)}."


def _how_soon(shown: PairCard) -> str:
    """By the reader's own clock; the day before may be Friday, and the meeting on Monday."""
    meeting = shown.meeting
    if meeting is None or meeting.at is None:
        return "Скоро"
    days = (by_clock(meeting.at, shown.zones.own).date() - shown.own_now.date()).days
    return {0: "Сегодня", 1: "Завтра"}.get(days, "Скоро")


def _off(news: PairNews) -> str:
    """Which time it was: meanwhile another may have been chosen."""
    shown, off = news.card, news.about
    time = "Предложенное время"
    if off is not None and off.at is not None:
        time = meeting_words.both_times(shown, off.at)
    if shown.meeting is not None and shown.meeting.state is not MeetingState.DRAFT:
        return f"{time} снято."
    if shown.pair.is_group:
        new = "Наставник предложит новое." if _waits_for_the_mentor(shown) else "Можно предложить новое."
        return f"{time} снято. {new}"
    return f"{time} снято: оно не подходит другой стороне. Можно предложить новое."


def _choose(shown: PairCard) -> str:
    """The times themselves stand on the buttons; where the clocks differ, by all of them in lines below."""
    plea = (
        "Выбери удобное время или предложи другое." if shown.pupil else "Выберите удобное время или предложите другое."
    )
    if shown.pair.is_group:
        plea = f"{'Отметь' if shown.pupil else 'Отметьте'}, какое время подходит."
    times = meeting_words.slots(shown, shown.meeting) if shown.meeting else []
    return "\n".join((f"{_when(shown)} {plea}", *times))


def _waits_for_the_mentor(shown: PairCard) -> bool:
    """In a group the mentor offers times, a member says what suits."""
    return shown.pair.is_group and shown.reader is Reader.MENTEE


def _trial_again(shown: PairCard) -> str:
    left = "Время предложит наставник." if _waits_for_the_mentor(shown) else "Осталось договориться о времени."
    return f"{left} {_until(shown)}".strip()


def _plan_approved(shown: PairCard) -> str:
    if _waits_for_the_mentor(shown):
        return "Дальше — работа по плану. Время встреч предложит наставник."
    return "Дальше — работа по плану. О встречах можно договориться в карточке."


def _ask_verdict(shown: PairCard) -> str:
    plea = "Скажи" if shown.pupil else "Скажите"
    return f"{plea}, подходите ли вы друг другу. Ответ увидит только куратор. {_until(shown)}".strip()


def _composition(shown: PairCard) -> str:
    return f"Сейчас в составе: {words.counted(len(shown.mentees), 'наставляемый', 'наставляемых', 'наставляемых')}."


def _change_waits(shown: PairCard) -> str:
    if shown.reader is Reader.CURATOR:
        return "Меняется цель или число мероприятий, решение за Вами. Пока всё идёт по прежней версии."
    plea = "Посмотри новую версию и реши." if shown.pupil else "Посмотрите новую версию и решите."
    return f"{plea} Пока всё идёт по прежней."


def _change_late(shown: PairCard) -> str:
    if shown.pair.change is PlanChange.AGREED:
        return "Решения пока нет, работа идёт по прежней версии. Утвердить изменение или отклонить можно в карточке."
    return "Согласия наставляемого пока нет, работа идёт по прежней версии. Спросите, что мешает, или оставьте её."


def _event_waits(shown: PairCard) -> str:
    if shown.pupil:
        return f"{_events_undone(shown)} Прошло — отметь; не получается — перенеси: «Изменить план»."
    return f"{_events_undone(shown)} Прошло — отметьте; не получается — перенесите: «Изменить план»."


def _events_undone(shown: PairCard) -> str:
    """«По плану на сентябрь: посещение урока наставника.»"""
    plan = shown.plan
    month = plan.first_open_month if plan else None
    if plan is None or month is None:
        return ""
    undone = [one for one in plan.events if one.state is EventState.PLANNED and one.month == month]
    named = "; ".join(plan_words.event(one.kind, shown.words) for one in undone)
    return f"По плану на {words.inside(plan_words.month(month))}: {named}."


def _staff_order(shown: PairCard) -> str:
    return "Не забудьте дополнить приказ. " if shown.reader is Reader.CURATOR and shown.pair.order else ""


ASKING = {
    LetterKind.PAIR_OFFERED,
    LetterKind.PAIR_WAITS,
    LetterKind.VERDICT_ASKED,
    LetterKind.PLAN_SUBMITTED,
    LetterKind.PLAN_TO_APPROVE,
    LetterKind.CHANGE_WAITS,
    LetterKind.EVENT_WAITS,
    LetterKind.MEETING_OFFERED,
    LetterKind.MEETING_ASKED,
}

ANSWERED_HERE = {
    LetterKind.MEETING_OFFERED,
    LetterKind.MEETING_LAPSED,
    LetterKind.MEETING_ASKED,
    LetterKind.MEETING_DISPUTED,
    LetterKind.MEETING_UNSETTLED,
}

HEADS: dict[LetterKind, str] = {
    LetterKind.PAIR_OFFERED: "🤝 Вам предложена пара",
    LetterKind.PAIR_WAITS: "🤝 Пара ждёт",
    LetterKind.PAIR_AGREED: "🤝 Все согласны",
    LetterKind.PAIR_ASSIGNED: "🤝 Пара закреплена приказом",
    LetterKind.PAIR_OFF: "Пара не состоялась",
    LetterKind.PAIR_ENDED: "Пара завершена",
    LetterKind.PAIR_COMPLETED: "🤝 Пара завершена",
    LetterKind.PAIR_DECLINED: "Пара не состоялась",
    LetterKind.PAIR_LAPSED: "Пара не состоялась",
    LetterKind.PAIR_LATE: "🔔 Пара задержалась",
    LetterKind.PAIR_CHECK: "🤝 Как дела?",
    LetterKind.PAIR_QUIET: "🔔 Пара давно молчит",
    LetterKind.PAIR_BROKEN: "Пара распалась",
    LetterKind.ORDER_AWAITED: "🤝 Пара ждёт приказа",
    LetterKind.VERDICT_ASKED: "🤝 Как прошла пробная встреча?",
    LetterKind.TRIAL_AGAIN: "🤝 Ещё одна пробная встреча",
    LetterKind.PAIR_SUITS: "🤝 Пара продолжает работу",
    LetterKind.PLAN_SUBMITTED: "📝 План готов",
    LetterKind.PLAN_TO_APPROVE: "📝 План ждёт утверждения",
    LetterKind.PLAN_RETURNED: "📝 План вернулся",
    LetterKind.PLAN_APPROVED: "📝 План утверждён",
    LetterKind.WORK_DONE: "🤝 Пора подводить итог",
    LetterKind.MEETING_OFFERED: "📅 Предложено время встречи",
    LetterKind.MEETING_AGREED: "📅 Время встречи выбрано",
    LetterKind.MEETING_LAPSED: "📅 Предложенное время прошло",
    LetterKind.MEETING_LINK: "📅 Есть ссылка на встречу",
    LetterKind.MEETING_OFF: "📅 Время встречи снято",
    LetterKind.MEETING_TOMORROW: "📅 Скоро встреча",
    LetterKind.MEETING_SOON: "🔔 Встреча через час",
    LetterKind.MEETING_ASKED: "📅 Состоялась ли встреча?",
    LetterKind.MEETING_DISPUTED: "🔔 Ответы о встрече разошлись",
    LetterKind.MEETING_UNSETTLED: "🔔 О встрече нужно Ваше слово",
    LetterKind.MEETING_MOVED_OFTEN: "🔁 Встречу переносят не первый раз",
    LetterKind.EVENT_ASKED: "📌 Какое это было мероприятие",
    LetterKind.PAIR_PAUSED: "⏸ Пара на паузе",
    LetterKind.PAIR_RESUMED: "▶️ Работа продолжается",
    LetterKind.PAIR_EXTENDED: "🤝 Работа продлена",
    LetterKind.NOTICE_GIVEN: "Работа пары закончится",
    LetterKind.NOTICE_TAKEN_BACK: "🤝 Работа продолжается",
    LetterKind.PAIR_LEFT: "Пара завершена раньше срока",
    LetterKind.MENTOR_REPLACED: "Работа с парой завершена",
    LetterKind.LOOKING_AGAIN: "🤝 Нужен другой наставник",
    LetterKind.NOT_LOOKING: "Другой наставник пока не нужен",
    LetterKind.CHANGE_PROPOSED: "📝 Предложено изменить план",
    LetterKind.CHANGE_TO_APPROVE: "📝 Изменение плана ждёт утверждения",
    LetterKind.CHANGE_WAITS: "📝 Изменение плана ждёт ответа",
    LetterKind.CHANGE_LATE: "🔔 Изменение плана без ответа",
    LetterKind.EVENT_WAITS: "📝 Мероприятие ещё не отмечено",
    LetterKind.EVENT_LATE: "🔔 Мероприятие не отмечено",
    LetterKind.CHANGE_DONE: "📝 План изменён",
    LetterKind.CHANGE_OFF: "📝 План остаётся прежним",
    LetterKind.MEMBER_JOINED: "🤝 В группе пополнение",
    LetterKind.MEMBER_OUT: "Состав группы изменился",
    LetterKind.GROUP_CHANGED: "Состав группы изменился",
    LetterKind.INVITATION_OVER: "Приглашение в группу закрыто",
}

SAID: dict[LetterKind, Callable[[PairCard], str]] = {
    LetterKind.PAIR_OFFERED: _offered,
    LetterKind.PAIR_WAITS: _waits,
    LetterKind.PAIR_AGREED: lambda _: "Куратор оформляет приказ, после него — первая встреча.",
    LetterKind.PAIR_ASSIGNED: lambda shown: f"Дальше — встреча-знакомство. {_until(shown)}".strip(),
    LetterKind.PAIR_OFF: lambda _: "Куратор подбирает другой вариант.",
    LetterKind.PAIR_ENDED: _ended,
    LetterKind.PAIR_COMPLETED: lambda _: "Спасибо за работу. Справка о завершении — под кнопкой «Документы».",
    LetterKind.PAIR_DECLINED: lambda _: "Причина — в карточке. Наставляемый снова ждёт пару.",
    LetterKind.PAIR_LAPSED: lambda _: (
        "Срок ответа вышел, предложение закрыто. Его можно повторить или выбрать другую пару."
    ),
    LetterKind.VERDICT_ASKED: _ask_verdict,
    LetterKind.TRIAL_AGAIN: _trial_again,
    LetterKind.PAIR_SUITS: lambda _: "Следующий шаг — встреча-планирование и общий план.",
    LetterKind.PAIR_BROKEN: lambda _: "Один из участников вышел из программы. Оставшемуся нужна другая пара.",
    LetterKind.PLAN_SUBMITTED: lambda shown: "Посмотри, всё ли так." if shown.pupil else "Посмотрите, всё ли так.",
    LetterKind.PLAN_TO_APPROVE: lambda shown: (
        f"Наставник и {'наставляемые' if shown.pair.is_group else 'наставляемый'} согласны. {_until(shown)}".strip()
    ),
    LetterKind.PLAN_RETURNED: lambda _: "Его нужно обсудить и поправить, остальное сохранилось.",
    LetterKind.PLAN_APPROVED: _plan_approved,
    LetterKind.WORK_DONE: lambda shown: f"Осталась итоговая встреча. {_until(shown)}".strip(),
    LetterKind.MEETING_OFFERED: _choose,
    LetterKind.MEETING_AGREED: _when,
    LetterKind.MEETING_LAPSED: lambda shown: (
        f"{_when(shown)} Время никто не выбрал. {'Предложи' if shown.pupil else 'Предложите'} другое."
    ),
    LetterKind.MEETING_LINK: _when,
    LetterKind.MEETING_TOMORROW: _when,
    LetterKind.MEETING_SOON: _when,
    LetterKind.MEETING_ASKED: lambda shown: f"{_when(shown)} Хватит одного нажатия.",
    LetterKind.MEETING_DISPUTED: lambda _: "Стороны отвечают о встрече по-разному. Уточните и отметьте.",
    LetterKind.MEETING_UNSETTLED: lambda _: "Ответы о встрече по-прежнему расходятся. Уточните и отметьте.",
    LetterKind.MEETING_MOVED_OFTEN: lambda _: "Встречу перенесли уже три раза. Спросите, что мешает.",
    LetterKind.EVENT_ASKED: lambda shown: (
        "Хватит одного нажатия: мероприятие отметится само." if shown.untied else "Спасибо, ответ уже есть."
    ),
    LetterKind.PAIR_PAUSED: lambda shown: f"{_paused(shown)} До этого дня нет ни встреч, ни напоминаний.",
    LetterKind.PAIR_RESUMED: _resumed,
    LetterKind.PAIR_EXTENDED: lambda shown: f"Время на мероприятия ещё есть. {_until(shown)}".strip(),
    LetterKind.NOTICE_GIVEN: lambda shown: (
        f"Последний день — {words.day(shown.pair.ends_on)}. Спасибо за работу." if shown.pair.ends_on else ""
    ),
    LetterKind.NOTICE_TAKEN_BACK: lambda _: "Пара не завершается, всё идёт по плану.",
    LetterKind.PAIR_LEFT: lambda _: "Причина — в карточке. Если есть приказ, его нужно изменить.",
    LetterKind.MENTOR_REPLACED: lambda _: "Наставляемого ведёт другой наставник. Спасибо за работу и помощь.",
    LetterKind.LOOKING_AGAIN: lambda _: "Наставляемый ждёт в начале очереди, прежнего наставника бот не предложит.",
    LetterKind.NOT_LOOKING: lambda _: "Наставляемый вышел из очереди. Вернуться можно в любой день кнопкой в письме.",
    LetterKind.CHANGE_PROPOSED: lambda shown: (
        "Посмотри новую версию и реши. Пока всё идёт по прежней."
        if shown.pupil
        else "Посмотрите новую версию и решите. Пока всё идёт по прежней."
    ),
    LetterKind.CHANGE_TO_APPROVE: lambda _: "Меняется цель или число мероприятий. Наставляемый согласен.",
    LetterKind.CHANGE_WAITS: _change_waits,
    LetterKind.CHANGE_LATE: _change_late,
    LetterKind.EVENT_WAITS: _event_waits,
    LetterKind.EVENT_LATE: lambda shown: (
        f"{_events_undone(shown)} Наставнику бот уже напомнил. Спросите, что мешает: план можно изменить."
    ),
    LetterKind.CHANGE_DONE: lambda shown: f"Теперь работа идёт по новой версии. {_until(shown)}".strip(),
    LetterKind.CHANGE_OFF: lambda _: "Изменение не принято, работа идёт по прежней версии.",
    LetterKind.MEMBER_JOINED: lambda shown: f"{_staff_order(shown)}{_composition(shown)}",
    LetterKind.MEMBER_OUT: lambda shown: (
        f"{_composition(shown)} Причина, если она названа, — в карточке. Может понадобиться другой наставник."
    ),
    LetterKind.GROUP_CHANGED: lambda shown: f"{_composition(shown)} Работа продолжается.",
    LetterKind.INVITATION_OVER: lambda _: "Отказ или нет ответа в срок. Место снова свободно.",
    LetterKind.PAIR_LATE: lambda shown: f"Сейчас: {words_of.STATES[shown.pair.state]}. {_until(shown)}",
    LetterKind.PAIR_CHECK: _how_are_you,
    LetterKind.PAIR_QUIET: lambda _: "Больше месяца нет ни встреч, ни отметок. Стоит спросить, что мешает.",
    LetterKind.ORDER_AWAITED: lambda shown: (
        f"Обе стороны согласны. Внесите номер и дату приказа. {_until(shown)}".strip()
    ),
}
