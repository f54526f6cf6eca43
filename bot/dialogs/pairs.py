"""Pairs: the curator's lists and the choice of a mentor, a pair's card for each of its readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs import groups, meetings, pair_changes, pair_more, pair_papers, plan_changes, plans, surveys
from bot.dialogs.help_addresses import Requests
from bot.dialogs.keeping_apart import AllApart, AskApart
from bot.dialogs.menu import Open
from bot.dialogs.orders import Orders
from bot.dialogs.pair_addresses import Card, End, Others, Pairs, PutInstead, Suggest, Unpaired
from bot.screens import (
    Address,
    Button,
    Html,
    Rows,
    Screen,
    address,
    bold,
    column,
    grid,
    lines,
    markup,
    paged,
    turning,
)
from bot.texts import pairs as words_of
from bot.texts import people, words
from bot.texts.meetings import VERDICTS
from bot.texts.order_problems import PROBLEMS
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.pair_cards import (
    DECLINING,
    ENDING,
    DraftedAll,
    PairCard,
    PairLine,
    PairList,
    PairsHome,
    PairsOverview,
    Partner,
    Reader,
    Reason,
    Stage,
    Suggested,
    SuggestedList,
    Waiting,
    WaitingList,
)
from mentoring.pair_moves import Event, Impossible
from mentoring.pairs import MentoringKind, PairState
from mentoring.papers import PaperProblem


@address("pl")
@dataclass(frozen=True, slots=True)
class Listed(Address):
    """A page of the pairs of one stage."""

    organisation: OrganisationId
    stage: Stage
    page: int = 0


@address("pr")
@dataclass(frozen=True, slots=True)
class Propose(Address):
    organisation: OrganisationId
    mentee: MembershipId
    mentor: MembershipId


@address("pj")
@dataclass(frozen=True, slots=True)
class DraftAll(Address):
    """«Подобрать всем»."""

    organisation: OrganisationId


@address("ph")
@dataclass(frozen=True, slots=True)
class SendAll(Address):
    """«Отправить все черновики»; without ``sure``: which ones?"""

    organisation: OrganisationId
    sure: bool = False


@address("px")
@dataclass(frozen=True, slots=True)
class Send(Address):
    pair: PairId


@address("pz")
@dataclass(frozen=True, slots=True)
class Cancel(Address):
    """An offer is taken back at once; of a draft it is asked first, ``draft`` is the yes."""

    pair: PairId
    draft: bool = False


@address("py")
@dataclass(frozen=True, slots=True)
class Accept(Address):
    pair: PairId


@address("pd")
@dataclass(frozen=True, slots=True)
class Decline(Address):
    """Without a reason: why?"""

    pair: PairId
    reason: Reason | None = None


@address("pk")
@dataclass(frozen=True, slots=True)
class EnterOrder(Address):
    """``papers``: the written consents of the employees are there, the number is typed next."""

    pair: PairId
    papers: bool = False


@address("pg")
@dataclass(frozen=True, slots=True)
class Home(Address):
    """/pairs of somebody who has several pairs or places, a page of them."""

    page: int


MENU = Button("Меню", Open("menu"))


# -- where to --------------------------------------------------------------------------------------------------------


def home(found: PairsHome, page: int = 0) -> Screen:
    """Several places to choose from, or nothing yet."""
    asked = [Button("Приглашение в группу", groups.Invitation(pair)) for pair in found.invitations]
    own = [Button(_own_label(card), Card(card.pair.id)) for card in found.own]
    places = [Button(people.fitting(place.name), Pairs(place.id)) for place in found.looked_after]
    if all_of_them := [*asked, *own, *places]:
        part = paged(len(all_of_them), page)
        return Screen(bold("Пары"), (*column(all_of_them[part.first : part.last]), *turning(part, Home), (MENU,)))
    whose = "решать тебе" if found.pupil else "решать Вам"
    text = f"Пару пока подбирают. Когда куратор её предложит, сюда придёт письмо: {whose}."
    return Screen(lines(bold("Пары"), "", text), ((MENU,),))


def _own_label(shown: PairCard) -> str:
    """With whom, for whoever is in several pairs."""
    others = [shown.mentor] if shown.reader is Reader.MENTEE else shown.mentees
    return people.fitting(f"{words_of.title(shown.pair)}: {words_of.briefly(others)}")


def overview(found: PairsOverview) -> Screen:
    total = sum(count for stage, count in found.stages.items() if stage is not Stage.CLOSED)
    late = f"Срок вышел: {words.counted(found.late, 'пара', 'пары', 'пар')}." if found.late else None
    stages = [
        Button(f"{words_of.STAGES[stage]} · {found.stages[stage]}", Listed(found.organisation.id, stage))
        for stage in Stage
        if stage in found.stages
    ]
    choose = Button(f"Подобрать пару · {found.unpaired}", Unpaired(found.organisation.id))
    return Screen(
        lines(
            bold("Пары"),
            found.organisation.name,
            "",
            f"Сейчас: {words.counted(total, 'пара', 'пары', 'пар')}.",
            late,
            _unpaired(found.unpaired),
        ),
        (*(_choosing(found, choose) if found.may_form else ()), *grid(_desk(found), 2), *grid(stages, 2), (MENU,)),
    )


def _unpaired(count: int) -> str | None:
    return f"Без пары: {words.counted(count, 'наставляемый', 'наставляемых', 'наставляемых')}." if count else None


def _desk(found: PairsOverview) -> list[Button]:
    """What waits on the curator's desk besides the pairs themselves."""
    orders = [Button("Приказы", Orders(found.organisation.id))] if found.may_order else []
    asked = [Button(f"Вопросы · {found.asked}", Requests(found.organisation.id))] if found.asked else []
    return [*asked, *orders]


def _choosing(found: PairsOverview, choose: Button) -> Rows:
    gather = Button("Собрать группу", groups.Gather(found.organisation.id))
    return column([choose, gather][: min(found.unpaired, 2)])


def listing(found: PairList) -> Screen:
    part = paged(len(found.lines), found.page)
    here = found.lines[part.first : part.last]
    body = [_line(line) for line in here] or [Html("Здесь сейчас пусто.")]
    return Screen(
        lines(
            bold(words_of.STAGES[found.stage]),
            found.organisation.name,
            "",
            *body,
        ),
        (
            *column(
                [Button(words_of.label(line.pair, line.mentor, line.mentees), Card(line.pair.id)) for line in here]
            ),
            *turning(part, lambda to: Listed(found.organisation.id, found.stage, to)),
            *column(_sending(found)),
            (Button("Назад", Pairs(found.organisation.id)), MENU),
        ),
    )


def _sending(found: PairList) -> list[Button]:
    drafts = sum(line.pair.state is PairState.PROPOSED for line in found.lines)
    if drafts < 2 or not found.may_form:
        return []
    return [Button(f"Отправить все черновики · {drafts}", SendAll(found.organisation.id))]


def send_all_asked(found: PairList) -> Screen:
    """Whom the offers would go to."""
    drafts = [line for line in found.lines if line.pair.state is PairState.PROPOSED]
    named = [markup("• {who}", who=words_of.label(one.pair, one.mentor, one.mentees)) for one in drafts[:MOST_NAMED]]
    more = len(drafts) - len(named)
    offers = words.counted(len(drafts), "предложение", "предложения", "предложений")
    back = Button("Назад", Listed(found.organisation.id, found.stage))
    return Screen(
        lines(
            bold(f"Отправить {offers}?"),
            found.organisation.name,
            "",
            *named,
            f"И ещё {more}." if more else None,
            "",
            "Отменить можно, пока не ответили.",
        ),
        (*column([Button("Отправить", SendAll(found.organisation.id, sure=True))] if drafts else []), (back, MENU)),
    )


MOST_NAMED = 20


def drop_asked(shown: PairCard) -> Screen:
    """Before a draft goes: nobody has heard of it, but it was somebody's work."""
    text = lines(
        bold(f"{words_of.title(shown.pair)}: удалить черновик?"),
        "",
        words_of.label(shown.pair, shown.mentor, shown.mentees),
        "",
        "Никому ничего не придёт. Составить пару заново можно в любой день.",
    )
    drop = Button("Да, удалить", Cancel(shown.pair.id, draft=True))
    return Screen(text, column([drop, Button("Назад", Card(shown.pair.id))]))


def _line(line: PairLine) -> Html:
    until = f"до {words.day(line.deadline)}" if line.deadline else None
    tail = ", ".join(part for part in (words_of.STATES[line.pair.state], until) if part)
    return markup(
        "{mark}{who}: {tail}",
        mark="⚠️ " if line.late else "",
        who=bold(words_of.label(line.pair, line.mentor, line.mentees)),
        tail=tail,
    )


# -- choosing --------------------------------------------------------------------------------------------------------


def unpaired(found: WaitingList) -> Screen:
    """The longest waiting on top."""
    part = paged(len(found.waiting), found.page)
    here = found.waiting[part.first : part.last]
    everybody = Button("Подобрать всем сразу", DraftAll(found.organisation.id))
    if not here:
        text = "Все наставляемые уже в парах, или в банке пока никого."
        return Screen(
            lines(bold("Кому нужна пара"), found.organisation.name, "", text),
            ((Button("Назад", Pairs(found.organisation.id)), MENU),),
        )
    return Screen(
        lines(bold("Кому нужна пара"), found.organisation.name, "", *(_waiting(one) for one in here)),
        (
            *column(
                [Button(_waiting_label(one), Suggest(found.organisation.id, one.partner.membership)) for one in here]
            ),
            *turning(part, lambda to: Unpaired(found.organisation.id, to)),
            *column([everybody] if len(found.waiting) > 1 else []),
            (Button("Назад", Pairs(found.organisation.id)), MENU),
        ),
    )


def drafted_all(found: DraftedAll) -> Screen:
    """Nothing has been sent yet."""
    drafts = words.counted(found.drafted, "черновик", "черновика", "черновиков")
    left = words.counted(found.unserved, "наставляемый", "наставляемых", "наставляемых")
    text = f"Составлено: {drafts}. Никому ничего не отправлено: сначала проверьте."
    if not found.drafted:
        text = "Подходящих наставников со свободным местом не нашлось."
    unserved = f"Без наставника пока: {left}." if found.unserved else None
    check = Button("Проверить черновики", Listed(found.organisation.id, Stage.OFFERED))
    return Screen(
        lines(bold("Подбор для всех"), found.organisation.name, "", text, unserved),
        (*column([check] if found.drafted else []), (Button("Все пары", Pairs(found.organisation.id)), MENU)),
    )


def _waiting(one: Waiting) -> Html:
    about = words_of.about(one.partner)
    again = "прежняя пара не сложилась" if one.returned else None
    lost = words_of.UNREACHED if one.unreached else None
    told = "; ".join(part for part in (again, lost, about) if part)
    return markup("{who}{tail}", who=bold(words_of.called(one.partner)), tail=f" — {told}" if told else "")


def _waiting_label(one: Waiting) -> str:
    days = f"ждёт {people.days(one.days)}" if one.days else "с сегодняшнего дня"
    mark = "❗ " if one.returned else ""
    return people.fitting(f"{mark}{words_of.called(one.partner)} · {days}")


def suggested(found: SuggestedList) -> Screen:
    """Mentors for one mentee, the best first, each with what speaks for them; a draft may be given another."""
    part = paged(len(found.mentors), found.page, 5)
    here = found.mentors[part.first : part.last]
    head = [bold("Кто может помочь"), markup("Наставляемый: {who}", who=_waiting(found.mentee)), ""]
    if not here:
        text = "Свободных наставников нет. Пригласите новых или попросите кого-то взять ещё одного наставляемого."
        if found.registry:
            text = f"{text} Предлагать можно только тех, кто утверждён в реестре."
        return Screen(
            lines(*head, text), ((Button("Пригласить", Open("invite")),), *_apart_row(found), _suggested_back(found))
        )
    numbered = list(enumerate(here, part.first + 1))
    return Screen(
        lines(*head, *(_suggested(number, one) for number, one in numbered), "", "Выберите, кого предложить."),
        (
            *(_choices(found, number, one) for number, one in numbered),
            *turning(part, lambda to: _page(found, to)),
            *_apart_row(found),
            _suggested_back(found),
        ),
    )


def _choices(found: SuggestedList, number: int, one: Suggested) -> tuple[Button, ...]:
    """To propose, or not to be proposed any more."""
    here, mentee, mentor = found.organisation.id, found.mentee.partner.membership, one.partner.membership
    label = people.fitting(f"{number}. {words_of.called(one.partner)}")
    if found.instead_of is not None:
        return (Button(label, PutInstead(found.instead_of, mentor)),)
    return (
        Button(label, Propose(here, mentee, mentor)),
        Button(f"{number}. Не предлагать", AskApart(here, mentee, mentor)),
    )


def _page(found: SuggestedList, page: int) -> Address:
    if found.instead_of is not None:
        return Others(found.instead_of, page)
    return Suggest(found.organisation.id, found.mentee.partner.membership, page)


def _apart_row(found: SuggestedList) -> Rows:
    if not found.apart:
        return ()
    to = AllApart(found.organisation.id, found.mentee.partner.membership)
    return ((Button(f"Кого не предлагаем · {found.apart}", to),),)


def _suggested_back(found: SuggestedList) -> tuple[Button, ...]:
    back = Unpaired(found.organisation.id) if found.instead_of is None else Card(found.instead_of)
    return (Button("Назад", back), MENU)


def _suggested(number: int, one: Suggested) -> Html:
    post = people.post_words(one.partner.post)
    who = ", ".join(part for part in (words_of.called(one.partner), words.inside(post) if post else None) if part)
    reasons = ", ".join(words_of.because(reason) for reason in one.reasons)
    return markup("{number}. {who}: {reasons}", number=number, who=bold(who), reasons=reasons)


# -- the card --------------------------------------------------------------------------------------------------------


def card(shown: PairCard) -> Screen:
    return _staff_card(shown) if shown.reader is Reader.CURATOR else _side_card(shown)


def _staff_card(shown: PairCard) -> Screen:
    pair = shown.pair
    order = f"Приказ № {pair.order.number} от {words.numeric(pair.order.date)}." if pair.order else None
    body: list[Html | str | None] = [
        bold(words_of.title(pair)),
        shown.organisation.name,
        "",
        _said("Наставник", shown.mentor, shown),
        *(_said("Наставляемый", mentee, shown) for mentee in shown.mentees),
        *(markup("Приглашение: {who} — ответа ещё нет", who=bold(words_of.called(one))) for one in shown.invited),
        *_departed(shown),
        f"Вид наставничества: {words_of.KINDS[pair.kind].lower()}.",
        "",
        f"Сейчас: {_now(shown)}{_until(shown)}.",
        words_of.strip(pair, _progress(shown)),
        order,
        f"Причина: {words_of.REASONS[shown.reason].lower()}." if shown.reason else None,
        f"Прошлое предложение этим двоим закрылось {words.day(shown.unanswered)}: ответа не было."
        if shown.unanswered
        else None,
        surveys.responses(shown),
        *plans.told(shown),
        *plan_changes.told(shown),
        *meetings.told(shown),
        *pair_changes.told(shown),
    ]
    acts = (
        *plan_changes.buttons(shown),
        *plans.buttons(shown),
        *meetings.buttons(shown),
        *pair_changes.buttons(shown),
        *_staff_buttons(shown),
        *pair_papers.buttons(shown),
    )
    return Screen(lines(*body), (*acts, _back(shown)))


def _departed(shown: PairCard) -> list[Html]:
    """Who is in it no more, for those who look after the pair."""
    if shown.pair.closed:
        return []
    return [
        markup(
            "Не в составе: {who}{why}",
            who=words_of.called(one.partner),
            why=f" — {words.inside(words_of.REASONS[one.reason])}" if one.reason else "",
        )
        for one in shown.departed
    ]


def _progress(shown: PairCard) -> str | None:
    """«2 из 5» while a pair works."""
    plan = shown.plan
    return f"{plan.done} из {plan.counted}" if plan and shown.pair.state is PairState.WORKING else None


def _said(role: str, partner: Partner, shown: PairCard) -> Html:
    """What somebody is, and, while an offer is open, whether they have answered."""
    answer = None
    if shown.pair.state is PairState.AWAITING_ACCEPTANCE and shown.said is not None:
        answer = "согласие есть" if shown.said.get(partner.membership) else "ответа ещё нет"
    if shown.pair.state is PairState.TRIAL and shown.pair.held and shown.verdicts is not None:
        verdict = shown.verdicts.get(partner.membership)
        answer = VERDICTS[verdict].lower() if verdict else "решения ещё нет"
    about = words_of.about(partner)
    who = markup("{role}: {who}", role=role, who=bold(words_of.called(partner)))
    told = markup("{who} — {about}", who=who, about=about) if about else who
    return markup("{told}\n<i>{answer}</i>", told=told, answer=answer) if answer else told


def _now(shown: PairCard) -> str:
    waits_for_verdicts = shown.pair.state is PairState.TRIAL and shown.pair.held
    return "ждём решения после пробной встречи" if waits_for_verdicts else words_of.STATES[shown.pair.state]


def _until(shown: PairCard) -> str:
    """A draft has a term for whoever may send it; nobody else is asked for anything."""
    if shown.deadline is None or shown.pair.closed:
        return ""
    if shown.pair.state is PairState.PROPOSED:
        return f", отправьте до {words.day(shown.deadline)}" if Event.SEND in shown.open_to else ""
    return f", срок {words.day(shown.deadline)}"


def _staff_buttons(shown: PairCard) -> Rows:
    pair = shown.pair.id
    cancel = "Удалить черновик" if Event.SEND in shown.open_to else "Отменить предложение"
    offered = {
        Event.SEND: Button("Отправить предложение", Send(pair)),
        Event.ENTER_ORDER: Button("Внести приказ", EnterOrder(pair)),
        Event.CANCEL: Button(cancel, Cancel(pair)),
    }
    usual = column([button for event, button in offered.items() if event in shown.open_to])
    if Event.SEND in shown.open_to and not shown.pair.is_group:
        usual = (*usual, (Button("Другой наставник", Others(pair)),))
    return (*usual, *_drafting(shown), *pair_more.door(shown))


def _drafting(shown: PairCard) -> Rows:
    """A draft may still get more mentees, and its kind."""
    pair, found = shown.pair, []
    if Event.ADD_MENTEE in shown.open_to or Event.DROP_MENTEE in shown.open_to:
        label = "Изменить состав группы" if pair.is_group else "Добавить наставляемого"
        found.append(Button(label, groups.Members(pair.id)))
    if Event.CHANGE_KIND in shown.open_to:
        found.append(Button(f"Вид: {words_of.KINDS[pair.kind].lower()}", groups.Kinds(pair.id)))
    return column(found)


def _back(shown: PairCard) -> tuple[Button, ...]:
    return (Button("Все пары", Pairs(shown.organisation.id)), MENU)


def _gone(shown: PairCard) -> Screen:
    """For whoever has just gone: the rest goes on without them, and is not theirs to see."""
    text = "Ответ записан. Куратор подберёт другой вариант."
    return Screen(
        lines(bold("Участие завершено"), markup("<i>{name}</i>", name=shown.organisation.name), "", text),
        (*surveys.buttons(shown), (MENU,)),
    )


def _side_card(shown: PairCard) -> Screen:
    pair = shown.pair
    if shown.gone and not pair.closed:
        return _gone(shown)
    body = [
        bold(_side_title(shown)),
        markup("<i>{name}</i>", name=shown.organisation.name),
        "",
        *_other_side(shown),
        *_apart(_side_words(shown)),
        *plans.told(shown),
        *plan_changes.told(shown),
        *meetings.told(shown),
        *pair_changes.told(shown),
        *(("", words_of.strip(pair, _progress(shown))) if not pair.closed else ()),
    ]
    answers: Rows = ()
    if Event.ACCEPT in shown.open_to:
        answers = ((Button("Принять", Accept(pair.id)), Button("Отклонить", Decline(pair.id))),)
    usual = (
        *plan_changes.buttons(shown),
        *plans.buttons(shown),
        *meetings.buttons(shown),
        *pair_changes.buttons(shown),
    )
    acts = (*answers, *surveys.buttons(shown), *usual, *_staff_buttons(shown), *pair_papers.buttons(shown))
    return Screen(lines(*body), (*acts, (MENU,)))


def _apart(said: Sequence[str]) -> Sequence[str]:
    """With an empty line before it, if there is anything to say."""
    return ["", *said] if said else []


def _side_title(shown: PairCard) -> str:
    if shown.pair.state is not PairState.AWAITING_ACCEPTANCE:
        return words_of.title(shown.pair)
    if shown.reader is Reader.MENTEE:
        return "Тебе предлагают наставника" if shown.pupil else "Вам предложен наставник"
    if shown.pair.is_group:
        return "Тебе предлагают группу" if shown.pupil else "Вам предложена группа"
    return "Тебе предлагают помочь" if shown.pupil else "Вам предложен наставляемый"


def _other_side(shown: PairCard) -> list[Html]:
    if shown.pair.closed:
        return []
    if shown.reader is Reader.MENTEE:
        return [*_partner_lines("Наставник", shown.mentor, "Может помочь"), *_together(shown)]
    return [line for mentee in shown.mentees for line in _partner_lines("Наставляемый", mentee, "Запрос")]


def _together(shown: PairCard) -> list[Html]:
    """The other members: by name once all have agreed, and where names are said at all; never what they ask for."""
    others = [one for one in shown.mentees if one.membership != shown.side]
    if not others:
        return []
    if all(one.name for one in others):
        return [
            markup(
                "Вместе с тобой: {who}" if shown.pupil else "Вместе с Вами: {who}",
                who=words.listed(words_of.called(one) for one in others),
            )
        ]
    return [Html(f"В группе ещё {words.counted(len(others), 'участник', 'участника', 'участников')}.")]


def _partner_lines(role: str, partner: Partner, topics: str) -> list[Html]:
    post = people.post_words(partner.post)
    who = ", ".join(part for part in (_full(partner), words.inside(post) if post else None) if part)
    found = [markup("{role}: {who}", role=role, who=bold(who))]
    if partner.topics:
        found.append(markup("{topics}: {list}.", topics=topics, list=words_of.topics(partner.topics)))
    return found


def _full(partner: Partner) -> str:
    return str(partner.name) if partner.name else f"код {partner.code}"


SAID: dict[PairState, str] = {
    PairState.ACCEPTED: "Все согласны. Куратор оформляет приказ, после него — первая встреча.",
    PairState.DECLINED: "Эта пара не состоялась. Куратор подберёт другой вариант.",
    PairState.TRIAL_FAILED: "Эта пара не состоялась. Куратор подберёт другой вариант.",
    PairState.COMPLETED: "Пара завершена. Спасибо за работу.",
    PairState.TERMINATED: "Пара завершена. Спасибо за работу.",
}


def _side_words(shown: PairCard) -> list[str]:
    pair = shown.pair
    match pair.state:
        case PairState.AWAITING_ACCEPTANCE:
            return _offer_words(shown)
        case PairState.ASSIGNED:
            return [_assigned(shown)]
        case PairState.TRIAL:
            return [] if shown.organisation.says_names else [MET_BY_CURATOR]
        case PairState.PLANNING if pair.held:
            return [] if shown.plan else [f"Встреча-планирование прошла. {_next_plan(shown)}"]
        case PairState.PLANNING:
            text = "Пара продолжает работу. Следующий шаг — встреча-планирование и общий план."
            return [words_of.of_group(pair, text)]
        case PairState.WORKING | PairState.PLAN_APPROVAL:
            return []
        case PairState.SURVEYS:
            return ["Итоговая встреча прошла. Спасибо за работу.", *surveys.told(shown)]
        case PairState.PAUSED if pair.paused_until:
            told = f"Пауза до {words.day(pair.paused_until)}: до этого дня нет ни встреч, ни напоминаний."
            return [told] if Event.RESUME in shown.open_to else [told, pair_changes.asked_sooner(shown)]
    return [words_of.of_group(pair, SAID.get(pair.state, f"Сейчас: {words_of.STATES[pair.state]}."))]


def _next_plan(shown: PairCard) -> str:
    if shown.reader is not Reader.MENTOR:
        return "Теперь план составляет наставник."
    return "Теперь составь план." if shown.pupil else "Теперь составьте план."


def _offer_words(shown: PairCard) -> list[str]:
    if Event.ACCEPT not in shown.open_to:
        return [f"Согласие записано. Ждём ответа {_of_others(shown)}."]
    until = f" Срок ответа — {words.day(shown.deadline)}." if shown.deadline else ""
    plea = "Решать тебе" if shown.pupil else "Решение за Вами"
    name = "Имя откроется, когда согласятся обе стороны." if shown.organisation.says_names else None
    if name and shown.pair.is_group:
        name = "Имена откроются, когда все ответят."
    said = [f"{plea}: отказ ни на что не влияет.", f"Причину увидит только куратор.{until}"]
    return [*said, name] if name else said


def _of_others(shown: PairCard) -> str:
    return "остальных" if shown.pair.is_group else "второй стороны"


def _assigned(shown: PairCard) -> str:
    text = "Пара закреплена приказом. Начните со встречи-знакомства."
    if shown.pupil:
        text = "Пара закреплена приказом. Начни со встречи-знакомства."
    said = [words_of.of_group(shown.pair, text), None if shown.organisation.says_names else MET_BY_CURATOR]
    return " ".join(part for part in (*said, _other_clock(shown)) if part)


def _other_clock(shown: PairCard) -> str | None:
    """Before the first meeting of a remote pair: nobody else can tell that somebody lives by another clock."""
    if shown.pair.kind is not MentoringKind.REMOTE or shown.zones.own is not None:
        return None
    if shown.pupil:
        return "Если живёшь не по времени школы, выбери часовой пояс в «Других действиях»."
    return "Если Вы живёте не по времени школы, выберите часовой пояс в «Других действиях»."


MET_BY_CURATOR = "Кто это и как связаться, скажет куратор."
"""Where names may not pass."""


# -- reasons, the order ----------------------------------------------------------------------------------------------


def why_decline(shown: PairCard) -> Screen:
    plea = "Почему не подходит?" if shown.pupil else "Почему предложение не подходит?"
    buttons = [Button(words_of.REASONS[reason], Decline(shown.pair.id, reason)) for reason in DECLINING]
    text = lines(bold(plea), "", "Ответ увидит только куратор. Другой стороне скажут: подбираем другой вариант.")
    return Screen(text, column([*buttons, Button("Назад", Card(shown.pair.id))]))


def why_end(shown: PairCard) -> Screen:
    buttons = [Button(words_of.REASONS[reason], End(shown.pair.id, reason)) for reason in ENDING]
    text = lines(
        bold(f"{words_of.title(shown.pair)}: завершить досрочно?"),
        "",
        "Обе стороны узнают только, что пара завершена. Если есть приказ, его нужно будет изменить.",
        "",
        "Выберите причину.",
    )
    return Screen(text, column([*buttons, Button("Назад", Card(shown.pair.id))]))


def papers_asked(shown: PairCard) -> Screen:
    """Before the order: the bot cannot replace the written consents."""
    text = lines(
        bold(f"{words_of.title(shown.pair)}: приказ"),
        "",
        "Письменные согласия работников на наставническую работу (ст. 351.8 ТК РФ) уже в папке? Бот их не заменяет.",
    )
    return Screen(
        text,
        (
            (Button("Да, согласия есть", EnterOrder(shown.pair.id, papers=True)),),
            (Button("Назад", Card(shown.pair.id)),),
        ),
    )


def order_asked(shown: PairCard, problem: PaperProblem | None = None) -> Screen:
    text = lines(
        PROBLEMS[problem] if problem else None,
        "" if problem else None,
        bold(f"{words_of.title(shown.pair)}: приказ"),
        "",
        "Напишите номер и дату подписанного приказа, например: 12-од от 15.09.2026",
    )
    return Screen(text, ((Button("Назад", Card(shown.pair.id)),),))


def refused(refusal: Impossible) -> str:
    """What is possible now instead, and what is lacking where that can be said in a word."""
    usual: Sequence[str] = [words_of.POSSIBLE[event] for event in refusal.possible if event in words_of.POSSIBLE]
    if not usual:
        return "Эта пара уже закрыта."
    lack = words_of.LACKS.get(refusal.lack, "Сейчас так нельзя.") if refusal.lack else "Сейчас так нельзя."
    return f"{lack} Можно: {words.listed(usual[:3], 'или')}."


def instead(shown: PairCard) -> str:
    """To whoever has pressed what is over: where the pair stands, and what this reader can do now."""
    if shown.pair.closed:
        return "Эта кнопка уже не действует: пара закрыта."
    usual = [words_of.POSSIBLE[event] for event in Event if event in shown.open_to and event in words_of.POSSIBLE]
    where = f"Эта кнопка уже не действует. Сейчас: {words_of.STATES[shown.pair.state]}."
    return f"{where} Можно: {words.listed(usual[:3], 'или')}." if usual else f"{where} Остаётся подождать."


def sent_all(number: int) -> str:
    return f"Отправлено: {words.counted(number, 'предложение', 'предложения', 'предложений')}"


MENTOR_FULL = "У этого наставника уже нет свободного места. Выберите другого."
