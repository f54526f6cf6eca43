"""What is wrong in a list of people, for who brought it."""

from bot.texts.words import listed
from documents.sheets import Unreadable
from mentoring.staff_list import HEADING_WITHIN, Column, HeadingsMissing, Problem, ProblemKind

PROBLEMS: dict[ProblemKind, str] = {
    ProblemKind.NAME_UNREADABLE: "нужны фамилия и имя русскими буквами, полностью, без инициалов",
    ProblemKind.ROLE_MISSING: "роль не указана",
    ProblemKind.ROLE_UNKNOWN: "роли «{value}» нет; бывают наставник, наставляемый, куратор, заместитель директора, "
    "педагог-психолог, член рабочей группы",
    ProblemKind.ROLE_NOT_HERE: "роли «{value}» у этой организации не бывает",
    ProblemKind.CLASS_OF_STAFF: "класс указывают у учеников: наставников и наставляемых",
    ProblemKind.PUPILS_NOT_HERE: "класс «{value}» означает ученика, а в организации отмечено, что ученики не участвуют",
    ProblemKind.TWICE_IN_FILE: "этот человек в этой роли уже есть в файле выше",
    ProblemKind.ALREADY_LISTED: "этот человек в этой роли уже есть в списке организации",
}

UNREADABLE: dict[Unreadable, str] = {
    Unreadable.TOO_LARGE: "файл больше 10 МБ: оставьте в нём только список людей",
    Unreadable.EMPTY: "в файле нет ни одной заполненной строки",
    Unreadable.NOT_A_SHEET: "файл не читается: нужна таблица XLSX или CSV",
    Unreadable.FAR_CELL: "лист слишком велик, далеко от списка что-то записано ({where}): сотрите лишнее",
    Unreadable.OPEN_QUOTE: "строка {where}: кавычка открыта и не закрыта, следующие строки попали в ту же ячейку",
    Unreadable.LOCKED: "файл закрыт паролем: снимите пароль и сохраните заново",
    Unreadable.OLD_DOCUMENT: "это документ Word, а нужна таблица XLSX или CSV",
    Unreadable.NO_TABLE: "в документе нет таблицы",
}

_COLUMNS: dict[Column, str] = {
    Column.FULL_NAME: "«ФИО» (или «Фамилия» и «Имя»)",
    Column.ROLE: "«Роль»",
}


def problem(found: Problem) -> str:
    """Never says the name: what is printed may be kept in a log."""
    return PROBLEMS[found.kind].format(value=found.value)


def headings_missing(missing: HeadingsMissing) -> str:
    columns = listed(_COLUMNS[column] for column in missing.columns)
    return f"в первых {HEADING_WITHIN} строках не нашлось столбцов: {columns}"
