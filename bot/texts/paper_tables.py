"""Tables on paper in words: columns, cells, the sheet of sums, the name of the file."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from bot.texts import pair_papers, pairs, people, words
from bot.texts import report as report_words
from documents.long_tables import Part, Rows, Sheet, WideColumn
from documents.tables import Cell
from mentoring.consent import Channel, ConsentKind
from mentoring.pairs import MentoringKind
from mentoring.paper_tables import BankRow, Begun, ConsentRow, PairRow, PaperTable, Participant
from mentoring.report import Report

T = TypeVar("T")


class Ending(StrEnum):
    """Of the file, and with it its format."""

    XLSX = "xlsx"
    CSV = "csv"


NAMES: dict[PaperTable, str] = {
    PaperTable.MENTEES: "Банк наставляемых",
    PaperTable.MENTORS: "Банк наставников",
    PaperTable.PAIRS: "Реестр пар и групп",
    PaperTable.CONSENTS: "Журнал согласий",
    PaperTable.MUNICIPAL: "Таблица по школам",
}

SHEETS: dict[PaperTable, str] = {PaperTable.MENTEES: "Наставляемые", PaperTable.MENTORS: "Наставники"}
SUMS = "Сводка"


def file_name(begun: Begun, ending: Ending) -> str:
    """«Банк_наставляемых_2026-11-21.xlsx»."""
    return f"{NAMES[begun.table].replace(' ', '_')}_{begun.on:%Y-%m-%d}.{ending}"


def _head(begun: Begun) -> str:
    return f"{NAMES[begun.table]}. {begun.organisation.name}, на {words.numeric(begun.on)}"


def _listed(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


# -- banks -------------------------------------------------------------------------------------------------------


def _bank_columns(table: PaperTable) -> tuple[WideColumn, ...]:
    mentees = table is PaperTable.MENTEES
    return (
        WideColumn("number", "№", 5),
        WideColumn("code", "Код", 8),
        WideColumn("name", "ФИО", 22),
        WideColumn("post", "Должность или класс", 14),
        WideColumn("subjects", "Предмет", 14),
        WideColumn("experience", "Стаж, лет", 7),
        WideColumn("category", "Категория", 13),
        WideColumn("topics", "Запросы" if mentees else "Компетенции", 26),
        WideColumn("forms", "Форма", 13),
        WideColumn("kinds", "Вид", 13),
        WideColumn("finished", "Дата анкеты", 11),
        WideColumn("state", "Статус", 16),
        WideColumn("consent", "Согласие, №", 9),
        WideColumn("consent_date", "Согласие, дата", 11),
        WideColumn("note", "Примечание", 16),
    )


async def bank(begun: Begun, found: AsyncIterator[tuple[BankRow, ...]]) -> AsyncIterator[Part]:
    """The people, then how many there are of each kind."""
    mentees = begun.table is PaperTable.MENTEES
    yield Sheet(SHEETS[begun.table], _bank_columns(begun.table), _head(begun))
    sums, number = _Sums(mentees), 0
    async for part in found:
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(part, number + 1):  # noqa: B020 - goes on counting
            rows.append((number, *_bank_cells(row, mentees)))
            sums.add(row)
        yield tuple(rows)
    yield Sheet(SUMS, SUM_COLUMNS, _head(begun))
    yield sums.rows()


def _bank_cells(row: BankRow, mentees: bool) -> tuple[Cell, ...]:
    consent = row.consent
    return (
        row.code,
        str(row.name) if row.name else None,
        people.post_words(row.post),
        _listed(row.subjects),
        row.experience,
        row.category,
        _listed(row.topics),
        _listed(row.forms),
        _listed(row.kinds),
        row.finished,
        "; ".join(_state(row, mentees)),
        consent.number if consent else None,
        consent.date if consent else None,
        _note(row),
    )


def _state(row: BankRow, mentees: bool) -> tuple[str, ...]:
    if row.pairs:
        return tuple(
            f"пара{f' № {pair.number}' if pair.number is not None else ''}: {pairs.STATES[pair.state]}"
            for pair in row.pairs
        )
    if not mentees:
        return ("без пары",)
    return ("ждёт наставника" if row.looking else "новый наставник не нужен",)


def _note(row: BankRow) -> str | None:
    """The parent's paper of a pupil, the places of a mentor; the rest is for the school to write."""
    notes = []
    if row.consent and row.consent.paper:
        notes.append(f"согласие родителя {words.paper(row.consent.paper)}")
    if row.places is not None:
        notes.append(f"мест: {row.places}, занято пар: {len(row.pairs)}")
    return _listed(notes)


SUM_COLUMNS = (
    WideColumn("part", "Раздел", 20),
    WideColumn("what", "Показатель", 44),
    WideColumn("number", "Сколько", 10),
)


class _Sums:
    """Counts while rows go by."""

    def __init__(self, mentees: bool) -> None:
        self._mentees = mentees
        self._all = 0
        self._by: dict[str, Counter[str]] = {}

    def add(self, row: BankRow) -> None:
        self._all += 1
        waiting = _state(row, self._mentees)
        self._count("Кто", ["ученик" if row.pupil else "взрослый"])
        self._count("Статус", ["в паре"] if row.pairs else waiting)
        self._count("Категория", [row.category] if row.category else [])
        self._count("Запросы" if self._mentees else "Компетенции", row.topics)
        self._count("Форма", row.forms)
        self._count("Вид", row.kinds)

    def _count(self, part: str, found: Iterable[str]) -> None:
        self._by.setdefault(part, Counter()).update(set(found))

    def rows(self) -> Rows:
        """The most frequent first."""
        return (
            ("Всего", "человек", self._all),
            *(
                (part, what, number)
                for part, counts in self._by.items()
                for what, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            ),
        )


# -- pairs -------------------------------------------------------------------------------------------------------

PAIR_COLUMNS = (
    WideColumn("number", "№ пары", 7),
    WideColumn("order_number", "Приказ, №", 10),
    WideColumn("order_date", "Приказ, дата", 11),
    WideColumn("mentor", "Наставник", 24),
    WideColumn("mentees", "Наставляемые", 30),
    WideColumn("form", "Форма", 16),
    WideColumn("kind", "Вид", 16),
    WideColumn("until", "Срок до", 11),
    WideColumn("closed", "Завершена", 11),
    WideColumn("state", "Статус", 18),
    WideColumn("done", "Мероприятия", 13),
    WideColumn("last_meeting", "Последняя встреча", 12),
)


async def register(begun: Begun, found: AsyncIterator[tuple[PairRow, ...]]) -> AsyncIterator[Part]:
    async for part in _one_sheet(begun, PAIR_COLUMNS, _pair_cells, found):
        yield part


def _pair_cells(row: PairRow) -> tuple[Cell, ...]:
    return (
        row.number,
        row.order.number if row.order else None,
        row.order.date if row.order else None,
        _called(row.mentor),
        _listed(_called(one) for one in row.mentees),
        pair_papers.form(row.pupil_leads, row.pupils_learn),
        _kind(row),
        row.until,
        row.closed,
        pairs.STATES[row.state],
        None if row.events is None else f"{row.done} из {row.events}",
        row.last_meeting,
    )


def _called(one: Participant) -> str:
    return f"{one.name}, {one.code}" if one.name else one.code


def _kind(row: PairRow) -> str:
    said = pairs.KINDS[row.kind]
    if len(row.mentees) < 2:
        return said
    return "В группе" if row.kind is MentoringKind.TRADITIONAL else f"{said} в группе"


# -- consents ----------------------------------------------------------------------------------------------------

CONSENT_COLUMNS = (
    WideColumn("number", "№", 7),
    WideColumn("code", "Код", 9),
    WideColumn("kind", "Вид", 44),
    WideColumn("version", "Версия", 8),
    WideColumn("given", "Дата", 11),
    WideColumn("channel", "Как дано", 26),
    WideColumn("withdrawn", "Отозвано", 11),
    WideColumn("withdrawn_channel", "Как отозвано", 22),
)

KINDS: dict[ConsentKind, str] = {
    ConsentKind.ADULT: "обработка данных, участник от 18 лет",
    ConsentKind.PUPIL: "обработка данных, ученик",
    ConsentKind.PARENT: "обработка данных ученика, родитель",
    ConsentKind.PUBLICATION: "публикация",
    ConsentKind.MENTORING_WORK: "работа наставника",
    ConsentKind.REGIONAL_BANK: "региональный банк",
}

CHANNELS = {Channel.TELEGRAM: "в чате", Channel.PAPER: "на бумаге"}
DELETED = "данные удалены"
MISTAKEN = "отметка снята: ошибка"


async def journal(begun: Begun, found: AsyncIterator[tuple[ConsentRow, ...]]) -> AsyncIterator[Part]:
    async for part in _one_sheet(begun, CONSENT_COLUMNS, _consent_cells, found):
        yield part


def _consent_cells(row: ConsentRow) -> tuple[Cell, ...]:
    paper = f", {words.paper(row.paper)}" if row.paper else ""
    withdrawn = CHANNELS[row.withdrawn_channel] if row.withdrawn_channel else None
    return (
        row.number,
        row.code or DELETED,
        KINDS[row.kind],
        row.version,
        row.given,
        f"{CHANNELS[row.channel]}{paper}",
        row.withdrawn,
        MISTAKEN if row.mistaken else withdrawn,
    )


async def _one_sheet(
    begun: Begun,
    columns: tuple[WideColumn, ...],
    cells: Callable[[T], tuple[Cell, ...]],
    found: AsyncIterator[tuple[T, ...]],
) -> AsyncIterator[Part]:
    yield Sheet(NAMES[begun.table], columns, _head(begun))
    async for part in found:
        yield tuple(cells(row) for row in part)


# -- schools -----------------------------------------------------------------------------------------------------

FIRST_WIDTH, OTHER_WIDTH = 40, 13


async def municipal(begun: Begun, found: Report) -> AsyncIterator[Part]:
    """A row a school, without names: the same that ``report stats`` has."""
    columns = tuple(
        WideColumn(heading, heading, OTHER_WIDTH if index else FIRST_WIDTH)
        for index, heading in enumerate(report_words.HEADINGS)
    )
    yield Sheet(NAMES[begun.table], columns, _head(begun))
    yield report_words.table(found)
