"""What draft orders say, block by block, and the words about them in the chat."""

import datetime

from bot.texts import pair_papers as paper_words
from bot.texts import people, words
from documents.paper import Block, Corner, Grid, Head, NewPage, Signature, Text
from mentoring.name_forms import Case, NameForm
from mentoring.orders import Change, Named, OrderDraft, OrderKind, OrderLine, OrderWords, school_year
from mentoring.pair_moves import Event
from mentoring.pairs import PairState

LABELS: dict[OrderKind, str] = {
    OrderKind.ASSIGN: "Закрепление пар",
    OrderKind.CHANGE: "Изменения в парах",
    OrderKind.COMPLETE: "Завершение пар",
}

FILES: dict[OrderKind, str] = {
    OrderKind.ASSIGN: "Приказ_о_парах",
    OrderKind.CHANGE: "Приказ_об_изменениях_в_парах",
    OrderKind.COMPLETE: "Приказ_о_завершении_пар",
}

CASES: dict[Case, str] = {
    Case.DATIVE: "кому (дательный)",
    Case.ACCUSATIVE: "кого (винительный)",
    Case.INSTRUMENTAL: "за кем (творительный)",
}

PLANS_WITHIN = 30
"""Days that mentors have for the programmes, as the draft proposes; the clerk corrects it."""

NOT_TO_BE_PUBLISHED = (
    "Не для публикации: в приложении есть персональные данные несовершеннолетних, на сайте его не размещают."
)


def file_name(draft: OrderDraft) -> str:
    """«Приказ_о_парах_2026-11-28.docx»."""
    return f"{FILES[draft.kind]}_{draft.today:%Y-%m-%d}.docx"


def blocks(draft: OrderDraft, said: OrderWords) -> list[Block]:
    """Names stand declined in the points, in the nominative in the annex."""
    told = _told(draft)
    title = said.title.format(**told)
    points = list(said.points)
    if said.single is not None and _single(draft):
        points[0] = said.single
        told |= {"mentees": _forms(draft, Case.INSTRUMENTAL), "mentor": _forms(draft, Case.ACCUSATIVE)}
    return [
        Text(draft.organisation.name, centred=True),
        Head("ПРИКАЗ"),
        Text(f"{paper_words.DATE_BLANK}{words.NBSP * 8}№{words.NBSP}______", centred=True),
        Head(title),
        Text(said.basis.format(**told), indented=True),
        Text("ПРИКАЗЫВАЮ:"),
        *(Text(f"{number}. {point.format(**told)}", indented=True) for number, point in enumerate(points, 1)),
        Signature("Руководитель", paper_words.BLANK),
        Text("С приказом ознакомлены:"),
        *(Signature(who, paper_words.DATE_BLANK) for who in _acquainted(draft)),
        NewPage(),
        Corner(("Приложение", "к приказу от ____________", f"№{words.NBSP}______")),
        *([Text(NOT_TO_BE_PUBLISHED)] if draft.names_minors else []),
        Head(title),
        _annex(draft),
    ]


def _single(draft: OrderDraft) -> bool:
    """Whether the order names one pair in its first point."""
    return any(form.case is Case.ACCUSATIVE for form in draft.forms)


def _told(draft: OrderDraft) -> dict[str, str]:
    plans = min(draft.today + datetime.timedelta(days=PLANS_WITHIN), draft.last_day)
    curator = next((form for form in draft.forms if form.case is Case.DATIVE), None)
    return {
        "year": school_year(draft.last_day),
        "start": words.day_and_year(draft.today),
        "end": words.day_and_year(draft.last_day),
        "plans": words.day_and_year(plans),
        "curator": (curator.short or _undeclined(curator)) if curator else paper_words.FILL_IN,
    }


def _forms(draft: OrderDraft, case: Case) -> str:
    return words.listed(form.form or _undeclined(form) for form in draft.forms if form.case is case)


def _undeclined(form: NameForm) -> str:
    """Honest about what the bot cannot know."""
    return f"[{CASES[form.case]}: {form.name}]"


def _acquainted(draft: OrderDraft) -> list[str]:
    """Employees sign; of pupils the parents know by their own paper."""
    everybody = [one for line in draft.lines for one in (line.mentor, *line.mentees) if not one.pupil]
    return list(dict.fromkeys(people.short_name(one.name) for one in everybody if one.name)) or [paper_words.BLANK]


def who(named: Named) -> str:
    name = str(named.name) if named.name else f"{paper_words.FILL_IN} (код {named.code})"
    post = people.post_words(named.post)
    return f"{name}, {words.inside(post)}" if post else name


def _number(line: OrderLine) -> str:
    return str(line.pair.number) if line.pair.number is not None else ""


def _annex(draft: OrderDraft) -> Grid:
    drawn = {OrderKind.ASSIGN: _assigned, OrderKind.CHANGE: _changed, OrderKind.COMPLETE: _completed}
    return drawn[draft.kind](draft)


def _sides(line: OrderLine) -> tuple[str, str, str]:
    return _number(line), "\n".join(who(one) for one in line.mentees), who(line.mentor)


def _assigned(draft: OrderDraft) -> Grid:
    rows = [(*_sides(line), _form(line), _kind(line), _until(draft, line)) for line in draft.lines]
    head = ("№ пары", "Наставляемый", "Наставник", "Форма", "Вид", "Срок до")
    return Grid(head, tuple(rows), (1.7, 3.7, 3.7, 2.6, 2.9, 2.4))


def _changed(draft: OrderDraft) -> Grid:
    rows = [(*_sides(line), _changes(line), _until(draft, line)) for line in draft.lines]
    head = ("№ пары", "Наставляемый", "Наставник", "Изменение", "Срок до")
    return Grid(head, tuple(rows), (1.7, 4.2, 4.2, 4.5, 2.4))


def _completed(draft: OrderDraft) -> Grid:
    rows = [(*_sides(line), _order(line), _end(line)) for line in draft.lines]
    return Grid(("№ пары", "Наставляемый", "Наставник", "Приказ", "Завершение"), tuple(rows), (1.7, 4.4, 4.4, 2.6, 3.9))


def _form(line: OrderLine) -> str:
    return paper_words.form(line.mentor.pupil, line.mentees[0].pupil)


def _kind(line: OrderLine) -> str:
    group = ", группа" if len(line.mentees) > 1 else ""
    return f"{paper_words.SHORT_KINDS[line.pair.kind]}{group}"


def _until(draft: OrderDraft, line: OrderLine) -> str:
    return words.numeric(line.pair.period_end or draft.last_day)


def _changes(line: OrderLine) -> str:
    return "; ".join(_change(line, one) for one in line.changes) or "изменён состав"


def _change(line: OrderLine, change: Change) -> str:
    on = f"с {words.numeric(change.on)}"
    name = change.who.name if change.who else None
    short = f" {people.short_name(name)}" if name else ""
    match change.event:
        case Event.REPLACE_MENTOR:
            return f"{on} новый наставник" + (f" (прежде{short})" if short else "")
        case Event.EXTEND:
            return f"срок продлён до {words.numeric(line.pair.period_end)}" if line.pair.period_end else "срок продлён"
        case Event.JOIN:
            return f"{on} в группу входит{short or ' ещё один наставляемый'}"
    return f"{on} из группы выходит{short or ' один наставляемый'}"


def _order(line: OrderLine) -> str:
    order = line.pair.order
    return f"№{words.NBSP}{order.number} от {words.numeric(order.date)}" if order else ""


def _end(line: OrderLine) -> str:
    """When, how, and how much was done; reasons are nobody's but the curator's."""
    how = "по итогам программы" if line.pair.state is PairState.COMPLETED else "досрочно"
    held = words.counted(line.held, "встреча", "встречи", "встреч")
    events = f", мероприятий {line.done} из {line.counted}" if line.counted else ""
    return f"{words.numeric(line.pair.since)}, {how}; {held}{events}"
