"""A pair's plan by buttons: goal, result, events; the mentee's word, the curator's word, what has been done."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialogs.pair_addresses import Card
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, grid, lines, markup
from bot.texts import pairs as pair_words
from bot.texts import people, words
from bot.texts import plans as words_of
from mentoring.ids import MembershipId, PairId, PlanEventId, PlanId
from mentoring.pair_cards import PairCard, Partner, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import PairState
from mentoring.plans import EventState, Plan, PlanEvent, PlanState, PlanWords, ReturnReason, months_to_offer

ASKED_BACK = (ReturnReason.GOAL, ReturnReason.DATES, ReturnReason.FEW, ReturnReason.MANY, ReturnReason.TALK)


@address("ub")
@dataclass(frozen=True, slots=True)
class Begin(Address):
    """«Составить план»."""

    pair: PairId


@address("ud")
@dataclass(frozen=True, slots=True)
class Draft(Address):
    pair: PairId


@address("ug")
@dataclass(frozen=True, slots=True)
class Goals(Address):
    pair: PairId


@address("uh")
@dataclass(frozen=True, slots=True)
class ChooseGoal(Address):
    plan: PlanId
    goal: str


@address("ul")
@dataclass(frozen=True, slots=True)
class OwnGoals(Address):
    """«Цели участников» of a group."""

    pair: PairId


@address("un")
@dataclass(frozen=True, slots=True)
class OwnGoal(Address):
    """Which goal has this member?"""

    pair: PairId
    member: MembershipId


@address("uo")
@dataclass(frozen=True, slots=True)
class ChooseOwnGoal(Address):
    """Without a goal: the common one."""

    plan: PlanId
    member: MembershipId
    goal: str | None = None


@address("ur")
@dataclass(frozen=True, slots=True)
class Results(Address):
    pair: PairId


@address("ut")
@dataclass(frozen=True, slots=True)
class ChooseResult(Address):
    plan: PlanId
    result: str


@address("ue")
@dataclass(frozen=True, slots=True)
class Kinds(Address):
    """«Добавить мероприятие»."""

    pair: PairId


@address("um")
@dataclass(frozen=True, slots=True)
class Months(Address):
    pair: PairId
    kind: str


@address("ua")
@dataclass(frozen=True, slots=True)
class AddEvent(Address):
    """``month`` counts months since the year 0."""

    plan: PlanId
    kind: str
    month: int

    @property
    def first_day(self) -> datetime.date:
        """Raises ValueError for a forged one."""
        year, month = divmod(self.month, 12)
        return datetime.date(year, month + 1, 1)


@address("ux")
@dataclass(frozen=True, slots=True)
class DropEvent(Address):
    plan: PlanId
    event: PlanEventId


@address("uz")
@dataclass(frozen=True, slots=True)
class Discard(Address):
    """«Отменить изменение»: of a version that was not sent."""

    plan: PlanId


@address("us")
@dataclass(frozen=True, slots=True)
class Submit(Address):
    plan: PlanId


@address("uy")
@dataclass(frozen=True, slots=True)
class Answer(Address):
    """A mentee's word on this very version."""

    pair: PairId
    version: int
    agree: bool


@address("up")
@dataclass(frozen=True, slots=True)
class Approve(Address):
    pair: PairId
    version: int


@address("uq")
@dataclass(frozen=True, slots=True)
class SendBack(Address):
    """Without a reason: what is to be changed?"""

    pair: PairId
    version: int
    reason: ReturnReason | None = None


@address("uw")
@dataclass(frozen=True, slots=True)
class Events(Address):
    """«Отметить мероприятие»: which?"""

    pair: PairId


@address("uk")
@dataclass(frozen=True, slots=True)
class Mark(Address):
    plan: PlanId
    event: PlanEventId
    state: EventState


@address("uf")
@dataclass(frozen=True, slots=True)
class Finish(Address):
    """To the final meeting though fewer events were done."""

    pair: PairId


# -- the part of a pair's card ---------------------------------------------------------------------------------------

SHOWN_IN = frozenset({PairState.PLANNING, PairState.PLAN_APPROVAL, PairState.WORKING, PairState.FINAL_MEETING})


def told(shown: PairCard) -> list[Html | str]:
    """The plan as this reader may see it."""
    plan = shown.plan
    if plan is None or shown.words is None or shown.pair.state not in SHOWN_IN:
        return []
    if plan.state is PlanState.DRAFT:
        return ["", "План начат, но ещё не отправлен."]
    if plan.state is PlanState.RETURNED and shown.pair.events is None:
        back = words_of.RETURNED[plan.returned or ReturnReason.TALK].lower()
        return ["", f"План вернулся: нужно {back}."]
    return ["", *plan_lines(shown, plan, shown.mentees), *_waiting(shown, plan)]


def plan_lines(shown: PairCard, plan: Plan, members: Iterable[Partner]) -> list[Html]:
    """Goals, result and events of one version; of the own goals of ``members`` a mentee sees the one that is theirs."""
    known = shown.words
    assert known is not None  # noqa: S101 - every card has them
    goal = known.goals.get(plan.goal or "", plan.goal or "")
    result = known.results.get(plan.result or "", plan.result or "")
    found = [
        markup("{title}: {goal}.", title=bold("Цель"), goal=words.inside(goal)),
        *_own_goals(shown, plan, members),
        markup("{title}: {result}.", title=bold("Результат"), result=words.inside(result)),
    ]
    return [*found, *(Html(_event_line(event, known)) for event in plan.events)]


def _own_goals(shown: PairCard, plan: Plan, members: Iterable[Partner]) -> list[Html]:
    """Of those who have one; everybody else works towards the common goal."""
    found = {one: plan.own_goals[one.membership] for one in members if one.membership in plan.own_goals}
    if shown.reader is Reader.MENTEE:
        title = bold("Твоя цель" if shown.pupil else "Ваша цель")
        mine = [code for one, code in found.items() if one.membership == shown.side]
        return [markup("{title}: {goal}.", title=title, goal=words_of.goal(code, shown.words)) for code in mine]
    return [
        markup("{who}, своя цель: {goal}.", who=pair_words.called(one), goal=words_of.goal(code, shown.words))
        for one, code in found.items()
    ]


def _event_line(event: PlanEvent, known: PlanWords) -> str:
    return f"{words_of.MARKS[event.state]} {words_of.month(event.month)}: {words_of.event(event.kind, known)}"


def _waiting(shown: PairCard, plan: Plan) -> list[str]:
    match shown.pair.state:
        case PairState.PLANNING:
            return ["", _asked(shown)]
        case PairState.PLAN_APPROVAL:
            return ["", "План ждёт утверждения куратора."]
        case PairState.WORKING:
            return ["", f"Сделано: {plan.done} из {plan.counted}."]
    return []


def _asked(shown: PairCard) -> str:
    """To whoever is awaited it is said that they are."""
    if Event.AGREE_PLAN not in shown.open_to:
        return "План отправлен: ждём согласия."
    return f"План ждёт {'твоего' if shown.pupil else 'Вашего'} согласия."


def buttons(shown: PairCard) -> Rows:
    """What this reader can do with the plan now."""
    pair, plan = shown.pair.id, shown.plan
    rows: list[Button] = []
    if Event.SUBMIT_PLAN in shown.open_to and (shown.pair.held or shown.awaited is None):
        label = "Составить план" if plan is None else "Продолжить план"
        rows.append(Button(label if plan is None or plan.state is PlanState.DRAFT else "Поправить план", Begin(pair)))
    if plan is None:
        return column(rows)
    if Event.AGREE_PLAN in shown.open_to and plan.state is PlanState.SUBMITTED:
        rows += [
            Button("Принять план", Answer(pair, plan.version, agree=True)),
            Button("Обсудить ещё раз", Answer(pair, plan.version, agree=False)),
        ]
    if Event.APPROVE_PLAN in shown.open_to:
        rows += [
            Button("Утвердить план", Approve(pair, plan.version)),
            Button("Вернуть план", SendBack(pair, plan.version)),
        ]
    if shown.pair.state is PairState.WORKING and shown.reader is not Reader.MENTEE:
        rows.append(Button("Отметить мероприятие", Events(pair)))
    if Event.FINISH_WORK in shown.open_to:
        rows.append(Button("К итоговой встрече", Finish(pair)))
    return column(rows)


# -- drafting --------------------------------------------------------------------------------------------------------


def _parts(shown: PairCard) -> tuple[Plan, PlanWords]:
    assert shown.plan is not None  # noqa: S101 - the use case gives it
    assert shown.words is not None  # noqa: S101 - every card has them
    return shown.plan, shown.words


def draft(shown: PairCard) -> Screen:
    """What is chosen so far, and what is missing."""
    plan, known = _parts(shown)
    goal = known.goals.get(plan.goal or "")
    result = known.results.get(plan.result or "")
    body = [
        markup("{title}: {goal}", title=bold("Цель"), goal=words.inside(goal) if goal else "не выбрана"),
        *_own_goals(shown, plan, shown.mentees),
        markup("{title}: {result}", title=bold("Результат"), result=words.inside(result) if result else "не выбран"),
        *(Html(f"{number}. {_event_line(event, known)}") for number, event in enumerate(plan.events, 1)),
    ]
    drops = [
        Button(f"Убрать {number}", DropEvent(plan.id, event.id))
        for number, event in enumerate(plan.events, 1)
        if event.state is not EventState.DONE
    ]
    again = shown.pair.state is PairState.WORKING
    title = "Новая версия плана" if again else "План"
    same = again and shown.change is None
    leave = [Button("Назад", Card(plan.pair)), *([Button("Отменить изменение", Discard(plan.id))] if again else [])]
    return Screen(
        lines(
            bold(f"{title}. {pair_words.title(shown.pair)}"), "", *body, "", UNCHANGED if same else _advice(shown, plan)
        ),
        (
            *column([Button("Отправить план", Submit(plan.id))] if plan.complete and not same else []),
            (Button("Цель", Goals(plan.pair)), Button("Результат", Results(plan.pair))),
            *column([Button("Цели участников", OwnGoals(plan.pair))] if _several_goals(shown) else []),
            *column([Button("Добавить мероприятие", Kinds(plan.pair))] if len(plan.events) < MOST else []),
            *grid(drops, 3),
            tuple(leave),
        ),
    )


def _several_goals(shown: PairCard) -> bool:
    """Also in what is left of a group, while its last member has a goal of their own."""
    plan, _ = _parts(shown)
    return shown.pair.is_group or any(one.membership in plan.own_goals for one in shown.mentees)


UNCHANGED = "Пока всё как в плане, по которому идёт работа."

MOST = 8


def _advice(shown: PairCard, plan: Plan) -> str | None:
    """A gentle word, never a refusal: the curator decides."""
    if shown.usual is None or shown.usual.least <= len(plan.events) <= shown.usual.most:
        return None
    return f"Обычно в плане от {shown.usual.least} до {shown.usual.most} мероприятий, сейчас {len(plan.events)}."


def goals(shown: PairCard) -> Screen:
    """Those that answer the mentee's requests."""
    plan, known = _parts(shown)
    fitting = "Цели подобраны по запросам из анкеты."
    found = [Button(known.goals[code], ChooseGoal(plan.id, code)) for code in known.goals_for(shown.requests)[:8]]
    return Screen(
        lines(bold("К чему придём?"), "", fitting if shown.requests & set(known.goals) else None),
        (*column(found), (Button("Назад", Draft(plan.pair)),)),
    )


def own_goals(shown: PairCard) -> Screen:
    """Who has which goal, and whose is to be chosen."""
    plan, known = _parts(shown)
    named = [(pair_words.called(one), one) for one in shown.mentees]
    told = [markup("• {who}: {goal}", who=who, goal=_goal_or_common(plan, one, known)) for who, one in named]
    found = [Button(people.fitting(who), OwnGoal(plan.pair, one.membership)) for who, one in named]
    plea = "Чью выберешь?" if shown.pupil else "Чью выберете?"
    return Screen(
        lines(bold("Цели участников"), "", *told, "", f"У кого своей цели нет, тот идёт к общей. {plea}"),
        (*column(found), (Button("Назад", Draft(plan.pair)),)),
    )


def _goal_or_common(plan: Plan, one: Partner, known: PlanWords) -> str:
    own = plan.own_goals.get(one.membership)
    return words_of.goal(own, known) if own else "общая цель"


def own_goal(shown: PairCard, member: MembershipId) -> Screen:
    """The same choice as for all."""
    plan, known = _parts(shown)
    partner = next(one for one in shown.mentees if one.membership == member)
    chosen = plan.own_goals.get(member)
    found = [
        Button(f"{'✓ ' if code == chosen else ''}{known.goals[code]}", ChooseOwnGoal(plan.id, member, code))
        for code in known.goals_for(shown.requests)[:8]
    ]
    common = Button(f"{'✓ ' if chosen is None else ''}Общая цель", ChooseOwnGoal(plan.id, member))
    head = f"{pair_words.called(partner)}: к чему придём?"
    return Screen(lines(bold(head)), (*column([*found, common]), (Button("Назад", OwnGoals(plan.pair)),)))


def results(shown: PairCard) -> Screen:
    plan, known = _parts(shown)
    found = [Button(label, ChooseResult(plan.id, code)) for code, label in known.results.items()]
    return Screen(lines(bold("Чем увидим, что получилось?")), (*column(found), (Button("Назад", Draft(plan.pair)),)))


def kinds(shown: PairCard) -> Screen:
    """Those that suit the goal stand first."""
    plan, known = _parts(shown)
    found = [Button(known.events[code].label, Months(plan.pair, code)) for code in known.ideas_for(plan.goal)[:9]]
    return Screen(
        lines(bold("Что сделаем?"), "", "Сверху — то, что лучше всего подходит к цели."),
        (*column(found), (Button("Назад", Draft(plan.pair)),)),
    )


def months(shown: PairCard, kind: str) -> Screen:
    plan, known = _parts(shown)
    assert shown.now is not None  # noqa: S101 - every card tells the time
    found = [
        Button(words_of.month(day), AddEvent(plan.id, kind, day.year * 12 + day.month - 1))
        for day in months_to_offer(shown.now.date())
    ]
    return Screen(
        lines(bold(words_of.event_label(kind, known)), "", "В каком месяце?"),
        (*grid(found, 3), (Button("Назад", Kinds(plan.pair)),)),
    )


def why_back(shown: PairCard) -> Screen:
    plan, _ = _parts(shown)
    found = [Button(words_of.RETURNED[one], SendBack(plan.pair, plan.version, one)) for one in ASKED_BACK]
    return Screen(
        lines(bold("Что нужно изменить?"), "", "Ответ увидит наставник."),
        column([*found, Button("Назад", Card(plan.pair))]),
    )


def events(shown: PairCard) -> Screen:
    """Each event that is open, done or cancelled by one press."""
    plan, known = _parts(shown)
    rows: list[tuple[Button, ...]] = []
    for number, event in enumerate(plan.events, 1):
        if event.state is EventState.PLANNED:
            rows.append(
                (
                    Button(f"{number}. Сделано", Mark(plan.id, event.id, EventState.DONE)),
                    Button(f"{number}. Убрать из плана", Mark(plan.id, event.id, EventState.CANCELLED)),
                )
            )
        else:
            rows.append((Button(f"{number}. Вернуть в план", Mark(plan.id, event.id, EventState.PLANNED)),))
    body = [Html(f"{number}. {_event_line(event, known)}") for number, event in enumerate(plan.events, 1)]
    return Screen(
        lines(bold(f"{pair_words.title(shown.pair)}: мероприятия"), "", *body),
        (*rows, (Button("Назад", Card(plan.pair)),)),
    )
