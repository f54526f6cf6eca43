"""What papers about a pair say, block by block: programme, mentor's report, certificate."""

from collections.abc import Callable, Sequence

from bot.texts import meetings as meeting_words
from bot.texts import pairs as pair_words
from bot.texts import people, words
from bot.texts import plans as plan_words
from documents.paper import Block, Corner, Fact, Grid, Head, NewPage, Signature, Text
from mentoring.ids import MembershipId
from mentoring.meetings import Where
from mentoring.names import FullName
from mentoring.orders import school_year
from mentoring.pair_cards import PairCard, Partner, Reader
from mentoring.pair_papers import HeldMeeting, PairPaper, PaperKind, PaperWords
from mentoring.pairs import MeetingKind, MentoringKind, Pair
from mentoring.plans import EventState, Plan, PlanEvent

BLANK = "____________"
HAND = "____"
FILL_IN = "[впишите]"
DATE_BLANK = f"«____»{words.NBSP}__________{words.NBSP}20__{words.NBSP}г."

LABELS: dict[PaperKind, str] = {
    PaperKind.PROGRAMME: "Программа пары",
    PaperKind.REPORT: "Отчёт наставника",
    PaperKind.CERTIFICATE: "Справка о завершении",
}

KINDS: dict[MentoringKind, str] = {
    MentoringKind.TRADITIONAL: "традиционное наставничество (один на один)",
    MentoringKind.SHORT_TERM: "краткосрочное наставничество",
    MentoringKind.REVERSE: "реверсивное наставничество",
    MentoringKind.REMOTE: "дистанционное наставничество",
}

SHORT_KINDS: dict[MentoringKind, str] = {
    MentoringKind.TRADITIONAL: "традиционное",
    MentoringKind.SHORT_TERM: "краткосрочное",
    MentoringKind.REVERSE: "реверсивное",
    MentoringKind.REMOTE: "дистанционное",
}

PLACES: dict[Where, str] = {Where.SCHOOL: "очно", Where.ONLINE: "дистанционно", Where.ELSEWHERE: "по договорённости"}


def label(pair: Pair, kind: PaperKind) -> str:
    """«Программа пары», «Программа группы»."""
    return pair_words.of_group(pair, LABELS[kind])


def file_name(paper: PairPaper) -> str:
    """«Программа_пары_12_2026-11-28.docx»."""
    number = paper.pair.number or paper.pair.id
    return f"{label(paper.pair, paper.kind).replace(' ', '_')}_{number}_{paper.today:%Y-%m-%d}.docx"


def title(paper: PairPaper) -> str:
    return f"{label(paper.pair, paper.kind)}, {words.inside(pair_words.title(paper.pair))}"


def blocks(paper: PairPaper, said: PaperWords) -> list[Block]:
    drawn: dict[PaperKind, Callable[[], list[Block]]] = {
        PaperKind.PROGRAMME: lambda: _programme(paper, said),
        PaperKind.REPORT: lambda: _report(paper),
        PaperKind.CERTIFICATE: lambda: _certificates(paper),
    }
    return drawn[paper.kind]()


def form(mentor_is_pupil: bool, mentee_is_pupil: bool) -> str:
    """Forms of Р-145 as far as it is known who takes part."""
    named = {True: "обучающийся", False: "педагог"}
    return f"{named[mentor_is_pupil]} — {named[mentee_is_pupil]}"


def kind(shown: PairCard) -> str:
    if len(shown.mentees) < 2:
        return KINDS[shown.pair.kind]
    if shown.pair.kind is MentoringKind.TRADITIONAL:
        return "наставничество в группе"
    return f"{KINDS[shown.pair.kind]} в группе"


def _who(partner: Partner) -> str:
    """With position or class; what of the name may not pass has a place to be written by hand."""
    post = people.post_words(partner.post)
    return f"{_name(partner)}, {words.inside(post)}" if post else _name(partner)


def _name(partner: Partner) -> str:
    if partner.name is None:
        return f"{BLANK} (код {partner.code})"
    return str(partner.name) if partner.name.surname else f"{BLANK} {partner.name.polite}"


def signed(name: FullName | None) -> str:
    """«А. О. Коваленко»: as a signature is spelled out."""
    if name is None or not name.surname:
        return BLANK
    initials = [f"{part[0]}." for part in (name.name, name.patronymic) if part]
    return words.NBSP.join([*initials, name.surname])


def _term(paper: PairPaper) -> str:
    begins = words.day_and_year(paper.begins) if paper.begins else DATE_BLANK
    return f"с {begins} по {words.day_and_year(paper.ends)}"


def _approval() -> Corner:
    return Corner(("УТВЕРЖДАЮ", "Руководитель", f"{BLANK} {BLANK}", DATE_BLANK))


def _sides(shown: PairCard) -> list[Block]:
    return [Fact("Наставник", _who(shown.mentor)), *(Fact("Наставляемый", _who(one)) for one in shown.mentees)]


def _signatures(paper: PairPaper) -> list[Block]:
    shown = paper.card
    return [
        Signature("Наставник", signed(shown.mentor.name)),
        *(Signature("Наставляемый", signed(one.name)) for one in shown.mentees),
        Signature("Куратор", signed(paper.curator)),
    ]


# -- the programme ---------------------------------------------------------------------------------------------------


def _programme(paper: PairPaper, said: PaperWords) -> list[Block]:
    shown = paper.card
    assert shown.plan is not None  # noqa: S101 - offered with a plan alone
    requests = "; ".join(dict.fromkeys(words.inside(topic) for one in shown.mentees for topic in one.topics))
    year = f"{school_year(paper.ends)}{words.NBSP}учебный год"
    return [
        _approval(),
        Text(shown.organisation.name, centred=True),
        Head("Персонализированная программа наставничества"),
        Text(f"(индивидуальный план), {words.inside(pair_words.title(paper.pair))}, {year}", centred=True),
        *_sides(shown),
        Fact("Форма и вид", f"{form(shown.mentor.pupil, shown.mentees[0].pupil)}, {kind(shown)}"),
        Fact("Срок", _term(paper)),
        Fact("Запрос", requests or FILL_IN),
        Fact("Цель", _goal(shown)),
        *_own_goals(shown),
        Fact("Ожидаемый результат", _result(shown)),
        _steps(paper, shown.plan, said),
        *_signatures(paper),
    ]


def _goal(shown: PairCard, member: MembershipId | None = None) -> str:
    """The common one, or what this side has worked towards."""
    code = shown.plan.goal if shown.plan else None
    if shown.plan and member is not None:
        code = shown.plan.goal_of(member)
    said = shown.words.goals.get(code) if shown.words and code else None
    return words.inside(said) if said else FILL_IN


def _own_goals(shown: PairCard) -> list[Block]:
    """Of single members of a group; a member's copy names no other's."""
    goals = shown.plan.own_goals if shown.plan else {}
    named = [one for one in shown.mentees if one.membership in goals]
    if shown.reader is Reader.MENTEE:
        named = [one for one in named if one.membership == shown.side]
    return [Fact(f"Своя цель, {_name(one)}", plan_words.goal(goals[one.membership], shown.words)) for one in named]


def _result(shown: PairCard) -> str:
    code = shown.plan.result if shown.plan else None
    said = shown.words.results.get(code) if shown.words and code else None
    return words.inside(said) if said else FILL_IN


def _steps(paper: PairPaper, plan: Plan, said: PaperWords) -> Grid:
    before = (MeetingKind.ACQUAINTANCE, MeetingKind.TRIAL, MeetingKind.PLANNING)
    events = [event for event in plan.events if event.state is not EventState.CANCELLED]
    rows = [
        *(_stage(paper, stage, said) for stage in before),
        *(_event(paper, event) for event in events),
        _stage(paper, MeetingKind.FINAL, said),
    ]
    return Grid(
        ("№", "Мероприятие", "Форма проведения", "Срок", "Ожидаемый результат", "Отметка"),
        tuple((str(number), *row) for number, row in enumerate(rows, 1)),
        (0.8, 3.7, 3.0, 2.6, 4.1, 2.8),
    )


def _stage(paper: PairPaper, stage: MeetingKind, said: PaperWords) -> tuple[str, ...]:
    held = [one for one in paper.held if one.kind is stage]
    where = PLACES[held[-1].where] if held and held[-1].where else ""
    mark = f"состоялась {words.numeric(held[-1].on)}" if held else ""
    until = f"до {words.numeric(paper.ends)}" if stage is MeetingKind.FINAL else ""
    name = meeting_words.KINDS[stage]
    return (
        f"{name[0].upper()}{name[1:]}",
        where,
        words.numeric(held[-1].on) if held else until,
        said.stages[stage],
        mark,
    )


def _event(paper: PairPaper, event: PlanEvent) -> tuple[str, ...]:
    month = f"{plan_words.month(event.month).lower()} {event.month.year}{words.NBSP}г."
    done = paper.done.get(event.id)
    mark = f"выполнено {words.numeric(done)}" if done and event.state is EventState.DONE else ""
    return plan_words.event_label(event.kind, paper.card.words), HAND, month, HAND, mark


# -- the mentor's report ---------------------------------------------------------------------------------------------


def _report(paper: PairPaper) -> list[Block]:
    """Of presses alone: dates, kinds, what was done. What a side has said in trust is not in it."""
    shown = paper.card
    events = shown.plan.events if shown.plan else ()
    done = [event for event in events if event.state is EventState.DONE]
    worked: list[Block] = [Head("Мероприятия плана"), _events(paper, done)] if done else []
    return [
        Text(shown.organisation.name, centred=True),
        Head("Отчёт наставника"),
        Text(f"{pair_words.title(paper.pair)}, {school_year(paper.ends)}{words.NBSP}учебный год", centred=True),
        *_sides(shown),
        Fact("Срок", _term(paper)),
        Fact("Цель", _goal(shown)),
        *_own_goals(shown),
        Fact("Ожидаемый результат", _result(shown)),
        Fact("Проведено", _totals(paper)),
        Head("Встречи"),
        _meetings(paper.held),
        *worked,
        Text(f"Составлено по отметкам в боте {words.day_and_year(paper.today)}"),
        Signature("Наставник", signed(shown.mentor.name)),
        Signature("Заместитель руководителя", BLANK),
    ]


def _totals(paper: PairPaper) -> str:
    """«5 встреч, мероприятий плана — 4 из 5»."""
    held = words.counted(len(paper.held), "встреча", "встречи", "встреч")
    plan = paper.card.plan
    return f"{held}, мероприятий плана — {plan.done} из {plan.counted}" if plan else held


def _meetings(held: Sequence[HeldMeeting]) -> Grid:
    rows = [
        (str(number), words.numeric(one.on), meeting_words.KINDS[one.kind], PLACES[one.where] if one.where else "")
        for number, one in enumerate(held, 1)
    ]
    return Grid(("№", "Дата", "Встреча", "Форма проведения"), tuple(rows), (1, 3, 8, 5))


def _events(paper: PairPaper, done: Sequence[PlanEvent]) -> Grid:
    rows = []
    for number, event in enumerate(done, 1):
        on = paper.done.get(event.id)
        rows.append(
            (str(number), words.numeric(on) if on else "", plan_words.event_label(event.kind, paper.card.words))
        )
    return Grid(("№", "Отмечено", "Мероприятие"), tuple(rows), (1, 3, 13))


# -- certificates ----------------------------------------------------------------------------------------------------


def _certificates(paper: PairPaper) -> list[Block]:
    """One's own for a side, all for the staff, a page each."""
    shown = paper.card
    sides = [("наставник", shown.mentor), *(("наставляемый", one) for one in shown.mentees)]
    if shown.reader is not Reader.CURATOR:
        sides = [(role, one) for role, one in sides if one.membership == shown.side]
    found: list[Block] = []
    for role, partner in sides:
        found += [NewPage()] if found else []
        found += _certificate(paper, role, partner)
    return found


def _certificate(paper: PairPaper, role: str, partner: Partner) -> list[Block]:
    """The name stands in the nominative, so that nothing can be declined wrongly."""
    return [
        Text(paper.card.organisation.name, centred=True),
        Head("СПРАВКА"),
        Text("об участии в программе наставничества", centred=True),
        Fact("Выдана", _who(partner)),
        Fact("Участие", f"{role}, {words.inside(pair_words.title(paper.pair))}"),
        Fact("Учебный год", school_year(paper.ends)),
        Fact("Срок работы", _term(paper)),
        *_basis(paper),
        Fact("Проведено", _totals(paper)),
        Fact("Цель", _goal(paper.card, partner.membership)),
        Fact("Результат", _result(paper.card)),
        Text(f"{label(paper.pair, PaperKind.PROGRAMME)} выполнена, работа завершена."),
        Signature("Руководитель", BLANK),
        Text(f"М. П.{words.NBSP * 8}{DATE_BLANK}"),
    ]


def _basis(paper: PairPaper) -> list[Block]:
    order = paper.pair.order
    return [Fact("Основание", f"приказ от {words.numeric(order.date)} №{words.NBSP}{order.number}")] if order else []
