"""Registers → tables that are saved and printed."""

from bot.texts import registers as said
from bot.texts import roles
from documents.tables import Cell, Column, Table
from mentoring.courses import CourseLine, CourseOrder
from mentoring.curators import CuratorBase, CuratorLine
from mentoring.local_acts import Act, ActLine, ActsBelow
from mentoring.regional_bank import BankRow, RegionalBank
from mentoring.roles import Level

_PLACE = (Column("municipality", "Муниципалитет"), Column("school", "Школа"))


def acts(found: ActsBelow) -> Table:
    columns = [*_PLACE]
    for act in Act:
        name = said.SHORT_ACTS[act]
        columns += [
            Column(f"{act}_there", f"{name}: есть"),
            Column(f"{act}_number", f"{name}: №"),
            Column(f"{act}_day", f"{name}: дата"),
            Column(f"{act}_link", f"{name}: ссылка"),
        ]
    return Table("Локальные акты", tuple(columns), tuple(_acts(line) for line in found.lines))


def _acts(line: ActLine) -> tuple[Cell, ...]:
    cells: list[Cell] = [line.municipality, line.name]
    for act in Act:
        kept = line.acts.get(act)
        cells += ["нет", None, None, None] if kept is None else ["да", kept.number, kept.day, kept.link]
    return tuple(cells)


def curators(base: CuratorBase) -> Table:
    columns = (
        *_PLACE,
        Column("curator", "Куратор"),
        Column("position", "Должность"),
        Column("contact", "Контакт школы"),
        Column("since", "В базе с"),
        Column("confirmed", "Подтверждено"),
        Column("state", "Состояние"),
    )
    return Table("Кураторы", columns, tuple(_curator(line) for line in base.lines))


def _curator(line: CuratorLine) -> tuple[Cell, ...]:
    who = str(line.name) if line.name else line.code or None
    return (
        line.municipality,
        line.school,
        who,
        line.position,
        line.contact,
        line.since,
        line.confirmed,
        said.confirmed(line),
    )


def courses(order: CourseOrder) -> Table:
    """A school learns who it is, everybody above it how many."""
    columns = [*_PLACE, Column("course", "Обучение"), Column("people", "Человек")]
    school = order.place.level is Level.ORGANISATION
    if school:
        columns.append(Column("who", "Кто"))
    return Table("План-заказ курсов", tuple(columns), tuple(_course(line, school=school) for line in order.lines))


def _course(line: CourseLine, *, school: bool) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = (line.municipality, line.school, said.COURSES[line.course], line.number)
    return (*cells, "; ".join(line.who)) if school else cells


def regional_bank(bank: RegionalBank) -> Table:
    columns = (
        Column("municipality", "Муниципалитет"),
        Column("code", "Код"),
        Column("name", "Фамилия, имя, отчество"),
        Column("school", "Школа"),
        Column("role", "Роль"),
        Column("position", "Должность"),
        Column("subjects", "Предмет"),
        Column("experience", "Стаж, лет"),
        Column("topics", "Запросы или направления помощи"),
        Column("elsewhere", "В другом региональном банке"),
        Column("external_id", "№ в нём"),
    )
    return Table("Региональный банк", columns, tuple(_row(row) for row in bank.rows))


def _row(row: BankRow) -> tuple[Cell, ...]:
    return (
        row.municipality or "другие муниципалитеты",
        row.code,
        str(row.name) if row.name else None,
        row.school,
        roles.NAMES[row.role],
        row.position,
        row.subjects,
        row.band.value if row.band else None,
        "; ".join(row.topics),
        "да" if row.elsewhere else None,
        row.external_id,
    )
