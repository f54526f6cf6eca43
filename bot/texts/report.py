"""A report in words: the same lines for the chat, the workbook and the document."""

from bot.texts import pairs, people, words
from mentoring.pair_cards import Stage
from mentoring.report import Report, Satisfaction, Section, Share
from mentoring.roles import Role

NO_DATA = "нет данных"
FEW = "меньше пяти ответов"
ONLY_IN_SUM = "только в сумме"

MONTHS = (
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
)


def sections(report: Report) -> tuple[Section, ...]:
    return (
        Section("Люди", _people(report)),
        Section("Пары", _pairs(report)),
        *(
            Section(f"Итоговый опрос: {people.PLURAL[role].lower()}", satisfaction(found))
            for role, found in report.satisfaction.items()
        ),
        *exits(report),
    )


def _people(report: Report) -> tuple[tuple[str, int | str], ...]:
    found = report.people
    return (
        ("Наставляемые", found.mentees),
        ("из них в банке", found.mentees_in_bank),
        ("ждут наставника", found.waiting),
        ("Наставники", found.mentors),
        ("из них в банке", found.mentors_in_bank),
    )


def _pairs(report: Report) -> tuple[tuple[str, int | str], ...]:
    stages = [(pairs.STAGES[stage], report.stages[stage]) for stage in Stage if stage in report.stages]
    return (
        *stages,
        ("Срок шага вышел", NO_DATA if report.late is None else report.late),
        (f"Встреч в {MONTHS[report.on.month - 1]}", report.meetings),
    )


def exits(report: Report) -> tuple[Section, ...]:
    """Why people have gone before the time; nothing while nobody has."""
    found = report.exits
    if not found.asked:
        return ()
    response = ("Ответили", share(found.response))
    if found.answered and not report.tells_reasons:
        rows: tuple[tuple[str, int | str], ...] = (("Причины", FEW),)
    else:
        rows = (response, *sorted(found.reasons.items(), key=lambda reason: (-reason[1], reason[0])))
    return (Section("Завершили раньше срока", rows),)


def satisfaction(found: Satisfaction) -> tuple[tuple[str, int | str], ...]:
    """Nothing but «few» below five answers."""
    if found.hidden:
        return (("Оценка", FEW),)
    if not found.told:
        return (("Оценка", NO_DATA), ("Ответили", share(found.response)))
    return (
        ("Средняя оценка из 10", decimal(found.index)),
        ("С оценкой от 7, из всех", share(found.content_share)),
        ("Ответили", share(found.response)),
    )


def share(counted: Share) -> str:
    """«9 из 12, 75 %»; nothing to divide by is no data, not zero."""
    if counted.value is None:
        return NO_DATA
    return f"{counted.part} из {counted.whole}, {decimal(counted.value)}{words.NBSP}%"


def decimal(number: float | None) -> str:
    """«8,4», «75»."""
    return NO_DATA if number is None else f"{number:g}".replace(".", ",")


HEADINGS = (
    "Организация",
    "Наставляемые",
    "Наставники",
    "Ждут наставника",
    "Пары сейчас",
    "Закрытые пары",
    "Срок шага вышел",
    "Встречи за месяц",
    "Оценка наставляемых",
    "Оценка наставников",
)


def table(report: Report) -> tuple[tuple[str | int, ...], ...]:
    """A row for each place one level down, then their sum. Without places only the organisation's own row."""
    return (*(_row(one, one.organisation.name, report) for one in report.below), _row(report, _sum_name(report), None))


def _sum_name(report: Report) -> str:
    return "Всего" if report.below else report.organisation.name


def _row(one: Report, name: str, parent: Report | None) -> tuple[str | int, ...]:
    found = one.people
    return (
        name,
        found.mentees,
        found.mentors,
        found.waiting,
        one.pairs_open,
        one.stages.get(Stage.CLOSED, 0),
        NO_DATA if one.late is None else one.late,
        one.meetings,
        *(index(one, role, parent) for role in (Role.MENTEE, Role.MENTOR)),
    )


def index(one: Report, role: Role, parent: Report | None) -> str:
    found = one.satisfaction[role]
    if found.hidden or (parent is not None and found.told and parent.hides_below(role)):
        return FEW if found.hidden else ONLY_IN_SUM
    return decimal(found.index)
