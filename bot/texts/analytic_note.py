"""The analytic note and the report for the pedagogical council: a value → blocks of a paper.

Business Russian without bureaucratese. What a person must think of stands as «[впишите]».
"""

from collections.abc import Iterable, Sequence

from bot.texts import before_after, charts, indicators, known_charts, pair_papers, people, report, roles, words
from bot.texts.pairs import KINDS
from bot.texts.pairs import STAGES as STAGE_NAMES
from bot.texts.report import FEW, NO_DATA
from bot.texts.road_maps import VERDICTS
from bot.texts.swot import SIDES
from documents.paper import Block, Chapter, Fact, Grid, Head, NewPage, Picture, Signature, Text
from mentoring.analytic_note import Audience, Item, NoteReport, PairKind, RoadMapPart
from mentoring.before_after import STAGES
from mentoring.charts import Chart
from mentoring.consent import school_year_start
from mentoring.indicators import Fact as Counted
from mentoring.indicators import IndicatorsAt
from mentoring.orders import school_year
from mentoring.pair_cards import Stage
from mentoring.report import Report, Satisfaction, Share
from mentoring.road_map_report import Verdict
from mentoring.roles import Level, Role
from mentoring.swot import Side

FILL_IN, FILL_IN_POST, FILL_IN_NAME = "[впишите]", "[впишите должность]", "[впишите фамилию]"
NOTE, COUNCIL = "Аналитическая справка", "Отчёт для педсовета"

WITHOUT_WORDS = (
    "В этой копии нет строк SWOT: в этой школе бот не передаёт через чат слова людей. "
    "Справку со строками делает команда «python -m bot report note» на сервере."
)
"""In ``minimal``."""

AUDIENCES: dict[Audience, str] = {
    Audience.MENTEES: "Наставляемые",
    Audience.MENTORS: "Наставники",
    Audience.WORKING_GROUP: "Рабочая группа",
}


def file_name(title: str, found: NoteReport) -> str:
    """«Аналитическая_справка_2027-05-31.docx»."""
    return f"{title.replace(' ', '_')}_{found.on:%Y-%m-%d}.docx"


def year(found: NoteReport) -> str:
    """«2026/27»."""
    return school_year(found.on)


def note(found: NoteReport) -> list[Block]:
    """All twelve parts, then the tables of the places below."""
    return [
        Head("АНАЛИТИЧЕСКАЯ СПРАВКА"),
        Text(f"о программе наставничества в {year(found)}{words.NBSP}учебном году", centred=True),
        Text(found.organisation.name, centred=True),
        *_about(found),
        *_methods(found),
        *_participants(found),
        *_indicators(found),
        *_road_maps(found),
        *_process(found),
        *_changes(found),
        *_satisfaction(found),
        *_swot(found),
        *_to_think_of(),
        *_signed(found),
        *_below(found),
    ]


# -- 1 and 2 ---------------------------------------------------------------------------------------------------------


def _about(found: NoteReport) -> list[Block]:
    first = words.day_and_year(school_year_start(found.on))
    return [
        Chapter("1. Общие сведения"),
        Fact("Период", f"с {first} по {words.day_and_year(found.on)}"),
        Fact("Кто подготовил", _author(found)),
        Fact("Основание", _basis(found)),
    ]


def _author(found: NoteReport) -> str:
    role = found.prepared_by
    return f"{FILL_IN_POST if role is None else roles.NAMES[role]}, {_signer(found)}"


def _signer(found: NoteReport) -> str:
    name = found.signed_by
    return pair_papers.signed(name) if name and name.surname else FILL_IN_NAME


def _basis(found: NoteReport) -> str:
    return "; ".join(("приказ [впишите номер и дату]", *(words.inside(_named(one)) for one in found.road_maps)))


def _named(one: RoadMapPart) -> str:
    """Most plans say in their title what they are."""
    return one.title if one.title.lower().startswith("дорожная карта") else f"Дорожная карта «{one.title}»"


def _methods(found: NoteReport) -> list[Block]:
    return [
        Chapter("2. Цель и методы"),
        Text(
            "Цель — понять, как идёт работа наставнических пар, что она изменила и что стоит поправить.", indented=True
        ),
        Text("Методы — анкеты участников и данные учёта: пары, встречи, планы, дорожная карта.", indented=True),
        *_response(found),
    ]


def _response(found: NoteReport) -> list[Block]:
    if not found.asked:
        return [Text("Анкет в этом учебном году ещё не было.", indented=True)]
    share = report.share(Share(found.answered, found.invited))
    rows = [(one.title, str(one.asked), str(one.answered), _per_cent(one.response)) for one in found.asked]
    return [
        Text(f"Ответов на готовые анкеты — {share}.", indented=True),
        Grid(("Анкета", "Спросили", "Ответили", "Доля"), tuple(rows), (8, 3, 3, 3)),
    ]


def _per_cent(share: Share) -> str:
    return NO_DATA if share.value is None else f"{report.decimal(share.value)}{words.NBSP}%"


# -- 3 ---------------------------------------------------------------------------------------------------------------


def _participants(found: NoteReport) -> list[Block]:
    return [
        Chapter("3. Участники"),
        *_scope(found),
        _dynamics(found),
        *_stages(found.report),
        *_kinds(found.kinds),
    ]


def _scope(found: NoteReport) -> list[Block]:
    if found.organisation.level is Level.ORGANISATION:
        return []
    return [Text("Числа — суммы по всем организациям. Кто участвует в двух ролях, посчитан в каждой.", indented=True)]


def _counted(one: Report) -> tuple[tuple[str, int], ...]:
    found = one.people
    return (
        ("Наставляемые", found.mentees),
        ("из них с анкетой в банке", found.mentees_in_bank),
        ("из них ждут наставника", found.waiting),
        ("Наставники", found.mentors),
        ("из них с анкетой в банке", found.mentors_in_bank),
        ("Пары и группы сейчас", one.pairs_open),
        ("Закрытые пары и группы за всё время", one.stages.get(Stage.CLOSED, 0)),
        ("Встречи с начала месяца", one.meetings),
    )


def _dynamics(found: NoteReport) -> Grid:
    """Beside the numbers of the same day a year before, where there was a programme already."""
    now = _counted(found.report)
    head = ("Что считаем", f"На {words.numeric(found.on)}", "Год назад")
    before = [NO_DATA] * len(now) if found.earlier is None else [str(number) for _, number in _counted(found.earlier)]
    rows = tuple((label, str(number), past) for (label, number), past in zip(now, before, strict=True))
    return Grid(head, rows, (9, 4, 4))


def _stages(one: Report) -> list[Block]:
    rows = [(STAGE_NAMES[stage], str(one.stages[stage])) for stage in Stage if one.stages.get(stage)]
    if not rows:
        return []
    return [Text("На какой ступени пары и группы:"), Grid(("Ступень", "Пар и групп"), tuple(rows), (13, 4))]


def _kinds(kinds: Sequence[PairKind]) -> list[Block]:
    if not kinds:
        return [Text("Пар и групп с приказом в этом учебном году не было.", indented=True)]
    rows = [
        (
            pair_papers.form(one.mentor_pupil, one.mentee_pupil),
            words.inside(KINDS[one.kind]),
            "группа" if one.group else "пара",
            str(one.number),
        )
        for one in kinds
    ]
    return [
        Text("С приказом в этом учебном году работали:"),
        Grid(("Форма", "Вид", "Пара или группа", "Сколько"), tuple(rows), (6, 5, 4, 3)),
    ]


# -- 4 ---------------------------------------------------------------------------------------------------------------


def _indicators(found: NoteReport) -> list[Block]:
    """By calendar year, as the passport has its targets."""
    shown = found.indicators
    title = f"4. Показатели: {indicators.year(shown.year)}"
    if not shown.facts:
        return [Chapter(title), Text(NO_DATA, indented=True)]
    head = ("Показатель", "Цель", "Факт", "Отклонение")
    return [
        Chapter(title),
        Grid(head, tuple(_indicator(one) for one in shown.facts), (8, 2.6, 4.4, 3)),
        *(Text(line) for line in _of_answers(shown)),
        Text("Отклонение — в процентных пунктах от цели."),
        _picture(known_charts.of_indicators(shown)),
    ]


def _indicator(one: Counted) -> tuple[str, str, str, str]:
    plan = indicators.NO_TARGET if one.target is None else indicators.per_cent(one.target)
    return one.indicator.name, plan, indicators.fact(one), _deviation(one)


def _deviation(one: Counted) -> str:
    return "—" if one.deviation is None else before_after.signed(one.deviation)


def _of_answers(shown: IndicatorsAt) -> list[str]:
    """How many have answered stands beside what is told of them."""
    told = ((one.indicator.short, indicators.answers(one)) for one in shown.facts)
    return [f"{name}. {said}" for name, said in told if said is not None]


# -- 5 ---------------------------------------------------------------------------------------------------------------


def _road_maps(found: NoteReport) -> list[Block]:
    told = [block for one in found.road_maps for block in _road_map(one)]
    return [Chapter("5. Дорожная карта"), *(told or [Text("Начатой дорожной карты нет.", indented=True)])]


def _road_map(one: RoadMapPart) -> list[Block]:
    whose = "Наша часть. " if one.above else ""
    counts = "; ".join(f"{VERDICTS[verdict]} — {one.totals[verdict]}" for verdict in Verdict)
    on = words.day_and_year(one.on)
    told = Text(f"{whose}{_named(one)}. На {on}: всего пунктов — {one.whole}; {counts}.", indented=True)
    if not one.items:
        return [told]
    rows = [_item(item) for verdict in (Verdict.LATE, Verdict.NOT_NEEDED) for item in one.of(verdict)]
    left = sum(one.totals[verdict] for verdict in (Verdict.LATE, Verdict.NOT_NEEDED)) - len(rows)
    more = [Text(f"И ещё {_items(left)}: полностью — в отчёте об исполнении дорожной карты.")] if left else []
    head = ("№", "Мероприятие", "Срок", "Что с ним", "Причина")
    return [told, Grid(head, tuple(rows), (1.5, 7, 2.5, 2.7, 3.5)), *more]


def _items(number: int) -> str:
    return words.counted(number, "пункт", "пункта", "пунктов")


def _item(item: Item) -> tuple[str, ...]:
    due = words.numeric(item.due) if item.due else "не задан"
    return item.number, item.text, due, VERDICTS[item.verdict], item.reason or FILL_IN


# -- 6 to 8 ----------------------------------------------------------------------------------------------------------


def _process(found: NoteReport) -> list[Block]:
    went = found.process
    mean = NO_DATA if went.mean_days is None else report.decimal(went.mean_days)
    rows = [
        ("Рабочих дней от приказа до первой встречи, в среднем", mean),
        ("По скольким парам и группам это посчитано", str(went.first_meetings)),
        ("Неудачные пробы, из всех проб", report.share(went.trials)),
        ("Пар и групп завершено досрочно", str(went.ended_early)),
        *_self_check(found),
        ("Ждут наставника", str(found.report.people.waiting)),
        ("Пар и групп, у которых вышел срок шага", NO_DATA if found.report.late is None else str(found.report.late)),
    ]
    return [
        Chapter("6. Как шла работа"),
        Grid(("Что считаем", "Значение"), tuple(rows), (12, 5)),
        *_exits(found),
    ]


def _self_check(found: NoteReport) -> list[tuple[str, str]]:
    """The score alone: how it is called is the authors' own word, and has no place in a paper."""
    score = found.self_check
    if not score.answered:
        return [("Самопроверка условий, баллы куратора", NO_DATA)]
    label = f"Самопроверка условий, баллы из {score.most}"
    if not found.tells_self_check:
        return [(label, FEW)]
    if score.answered == 1:
        return [(label, report.decimal(score.mean))]
    answers = words.counted(score.answered, "ответ", "ответа", "ответов")
    return [(f"{label}, в среднем", f"{report.decimal(score.mean)}; {answers}")]


def _exits(found: NoteReport) -> list[Block]:
    exits = found.report.exits
    if not exits.asked:
        return []
    told = [Text("Почему завершали раньше срока, по ответам участников:")]
    if not found.report.tells_reasons:
        return [*told, Text(FEW if exits.answered else NO_DATA)]
    reasons = sorted(exits.reasons.items(), key=lambda reason: (-reason[1], reason[0]))
    return [*told, Grid(("Причина", "Ответов"), tuple((name, str(number)) for name, number in reasons), (13, 4))]


def _changes(found: NoteReport) -> list[Block]:
    return [
        Chapter("7. До и после"),
        Text(
            "Сравниваем ответы одного и того же человека до начала работы и по её итогам, по шкале от 1 до 10.",
            indented=True,
        ),
        *(block for role in STAGES for block in _changes_of(found, role)),
    ]


def _changes_of(found: NoteReport, role: Role) -> list[Block]:
    changes, name = found.changes, people.PLURAL[role]
    if (why := before_after.why_none(changes, role)) is not None:
        return [Text(f"{name}: {why}.", indented=True)]
    rows = [
        (
            line.label,
            report.decimal(line.change.mean_before),
            report.decimal(line.change.mean_after),
            before_after.signed(line.change.mean_difference),
            report.share(line.change.growth),
        )
        for line in changes.told(role)
    ]
    return [
        Text(f"{name}: {before_after.pairs_of_answers(changes.people(role))}."),
        Grid(("Вопрос", "До", "После", "Изменение", "Выросло у"), tuple(rows), (6, 2, 2, 2.8, 4.2)),
        _picture(known_charts.of_changes(changes, role)),
    ]


def _picture(chart: Chart) -> Picture:
    return Picture(chart, ". ".join((chart.head.title, *charts.as_text(chart))))


def _satisfaction(found: NoteReport) -> list[Block]:
    rows = [(AUDIENCES[audience], *_content(found.satisfaction(audience))) for audience in Audience]
    return [
        Chapter("8. Удовлетворённость участников"),
        Grid(("Кто отвечал", "Средняя из 10", "С оценкой от 7, из всех", "Ответили"), tuple(rows), (4, 3.5, 5, 4.5)),
        Text("Кто не ответил, остаётся в знаменателе. Меньше пяти ответов не показываем."),
    ]


def _content(one: Satisfaction) -> tuple[str, str, str]:
    if one.hidden:
        return FEW, FEW, FEW
    if not one.told:
        return NO_DATA, NO_DATA, report.share(one.response)
    return report.decimal(one.index), report.share(one.content_share), report.share(one.response)


# -- 9 to 12 ---------------------------------------------------------------------------------------------------------


def _swot(found: NoteReport) -> list[Block]:
    if found.swot is None:
        return [Chapter("9. SWOT"), *_quarters(dict.fromkeys(Side, FILL_IN))]
    if not found.words:
        return [Chapter("9. SWOT"), Text(WITHOUT_WORDS, indented=True), *_quarters(dict.fromkeys(Side, FILL_IN))]
    return [Chapter("9. SWOT"), *_quarters({side: _lines(found, side) for side in Side})]


def _lines(found: NoteReport, side: Side) -> str:
    told = [f"— {line.words}" for line in found.swot or () if line.side is side]
    return "\n".join(told) or FILL_IN


def _quarters(cells: dict[Side, str]) -> list[Block]:
    """Four squares, as a SWOT is drawn."""
    return [
        Grid((SIDES[one], SIDES[other]), ((cells[one], cells[other]),), (1, 1))
        for one, other in ((Side.STRENGTHS, Side.WEAKNESSES), (Side.OPPORTUNITIES, Side.THREATS))
    ]


def _to_think_of() -> list[Block]:
    return [
        Chapter("10. Лучшие практики"),
        Text(FILL_IN, indented=True),
        Chapter("11. Выводы"),
        Text(FILL_IN, indented=True),
        Chapter("12. Предложения"),
        Grid(("Предложение", "Срок", "Кто отвечает"), ((FILL_IN,) * 3,) * 2, (9, 3, 5)),
    ]


def _signed(found: NoteReport) -> list[Block]:
    role = found.prepared_by
    who = FILL_IN_POST if role is None else roles.NAMES[role].capitalize()
    return [Signature(who, _signer(found))]


def _below(found: NoteReport) -> list[Block]:
    """Places one level down, in two tables that fit the page."""
    if not found.report.below:
        return []
    heads, rows = report.HEADINGS, report.table(found.report)
    return [
        NewPage(),
        Head("Приложение. По организациям"),
        *(_columns(heads, rows, places, widths) for places, widths in ANNEX),
    ]


ANNEX: tuple[tuple[tuple[int, ...], tuple[float, ...]], ...] = (
    ((0, 1, 2, 3, 4, 5), (4, 3, 2.7, 2.6, 2.2, 2.5)),
    ((0, 6, 7, 8, 9), (5.2, 2.6, 2.6, 3.1, 3.1)),
)
"""Which columns of the table of places stand together, and how wide they are."""


def _columns(
    heads: Sequence[str], rows: Iterable[Sequence[str | int]], places: Sequence[int], widths: tuple[float, ...]
) -> Grid:
    told = tuple(tuple(str(row[place]) for place in places) for row in rows)
    return Grid(tuple(heads[place] for place in places), told, widths)


# -- the report for the pedagogical council --------------------------------------------------------------------------


def council(found: NoteReport) -> list[Block]:
    """What was done, the numbers, what has changed, what mattered: a page or two."""
    return [
        Head("ОТЧЁТ О НАСТАВНИЧЕСТВЕ"),
        Text(f"для педагогического совета, {year(found)}{words.NBSP}учебный год", centred=True),
        Text(found.organisation.name, centred=True),
        Chapter("Что сделано"),
        *(Text(sentence, indented=True) for sentence in _done(found)),
        Chapter(f"Числа на {words.day_and_year(found.on)}"),
        Grid(("Что считаем", "Значение"), tuple(_key_numbers(found)), (10, 7)),
        *_council_indicators(found),
        Chapter("Что изменилось"),
        *_council_changes(found),
        Chapter("Что оказалось важным"),
        *_council_swot(found),
        Chapter("Предложения"),
        Grid(("Предложение", "Срок", "Кто отвечает"), ((FILL_IN,) * 3,) * 2, (9, 3, 5)),
        *_signed(found),
    ]


def _done(found: NoteReport) -> list[str]:
    counted = found.report.people
    mentees = words.counted(counted.mentees, "наставляемый", "наставляемых", "наставляемых")
    mentors = words.counted(counted.mentors, "наставник", "наставника", "наставников")
    told = [f"В программе {mentees} и {mentors}."]
    pairs, groups = (sum(one.number for one in found.kinds if one.group is group) for group in (False, True))
    if pairs or groups:
        parts = [words.counted(pairs, "пара", "пары", "пар")] if pairs else []
        parts += [words.counted(groups, "группа", "группы", "групп")] if groups else []
        told.append(f"С приказом в этом учебном году: {words.listed(parts)}.")
    for one in found.road_maps:
        done = f"выполнено {one.totals[Verdict.DONE]} из {one.whole}"
        late = f", просрочено {one.totals[Verdict.LATE]}" if one.totals[Verdict.LATE] else ""
        told.append(f"{_named(one)}: {done}{late}.")
    return told


def _key_numbers(found: NoteReport) -> list[tuple[str, str]]:
    one = found.report
    mean = found.process.mean_days
    return [
        ("Пары и группы сейчас", str(one.pairs_open)),
        ("Встречи с начала месяца", str(one.meetings)),
        ("Ждут наставника", str(one.people.waiting)),
        ("Рабочих дней от приказа до первой встречи, в среднем", NO_DATA if mean is None else report.decimal(mean)),
        ("Неудачные пробы, из всех проб", report.share(found.process.trials)),
        ("Пар и групп завершено досрочно", str(found.process.ended_early)),
        *(
            (f"Оценка программы из 10: {AUDIENCES[one_of].lower()}", _index(found.satisfaction(one_of)))
            for one_of in Audience
        ),
    ]


def _index(one: Satisfaction) -> str:
    if one.hidden:
        return FEW
    if not one.told:
        return NO_DATA
    return f"{report.decimal(one.index)}; ответили {report.share(one.response)}"


def _council_indicators(found: NoteReport) -> list[Block]:
    shown = found.indicators
    if not shown.facts:
        return []
    rows = tuple((name, plan, fact) for name, plan, fact, _ in map(_indicator, shown.facts))
    year_of = indicators.year(shown.year)
    return [Text(f"Показатели, {year_of}:"), Grid(("Показатель", "Цель", "Факт"), rows, (9, 3, 5))]


def _council_changes(found: NoteReport) -> list[Block]:
    told: list[Block] = []
    for role in STAGES:
        why = before_after.why_none(found.changes, role)
        if why is not None:
            told.append(Text(f"{people.PLURAL[role]}: {why}.", indented=True))
            continue
        told.append(Text(f"{people.PLURAL[role]}, до и после:"))
        told += [Text(f"— {line.label}: {before_after.change(line.change)}.") for line in found.changes.told(role)]
    return told


def _council_swot(found: NoteReport) -> list[Block]:
    shown: list[Block] = [
        block
        for side in (Side.STRENGTHS, Side.WEAKNESSES)
        for block in (Text(f"{SIDES[side]}:"), *(Text(line) for line in _lines(found, side).split("\n")))
        if found.words and found.swot
    ]
    return shown or [Text(FILL_IN, indented=True)]
