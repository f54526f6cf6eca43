"""What is wrong or was assumed in a plan that somebody brought, row by row."""

from collections.abc import Mapping

from bot.texts import roles
from documents.far_cells import Unreadable
from mentoring.deadline_phrases import Assumption, Doubt
from mentoring.road_map_findings import Finding, Problem
from mentoring.road_map_headings import Column
from mentoring.road_map_table import NotARoadMap

_FINDINGS: Mapping[Finding, str] = {
    Finding.DEADLINE_UNKNOWN: "срок «{value}»: {why}. Пункт оставлен без срока, задайте день",
    Finding.DEADLINE_MISSING: "срок не задан",
    Finding.DEADLINE_ASSUMED: "срок {quoted}: {why}",
    Finding.OWNER_UNKNOWN: "непонятно, чья это роль: «{value}». Пока отвечает {role}",
    Finding.OWNER_MISSING: "ответственный не указан. Пока отвечает {role}",
    Finding.OWNER_CHOSEN: "ответственных несколько: «{value}». Отвечает {role}",
    Finding.OWNER_ACTS_FOR: "наставники и наставляемые в боте пункты не подтверждают. Отвечает {role}",
    Finding.PERSON_DROPPED: "указан человек, а не роль: имя не сохраняем. Пока отвечает {role}, выберите роль",
    Finding.PERSON_LEFT_OUT: "имя не сохраняем, отвечает {role}",
    Finding.PERSON_CUT: "имена, телефоны и почту не сохраняем, они убраны. Проверьте, что осталось",
    Finding.PERSON_LIKELY: "похоже, здесь осталась фамилия, телефон или почта. Проверьте и уберите",
    Finding.NUMBER_TWICE: "номер {value} уже есть выше: оставлены оба пункта",
    Finding.ROW_JOINED: "строка продолжает пункт выше: {of}",
    Finding.ROW_REPEATED: "строка повторяет пункт выше: {of}",
    Finding.ITEM_MISSING: "мероприятие не указано, строка пропущена",
    Finding.SECTION_EMPTY: "под этой строкой нет ни одного пункта, она пропущена",
    Finding.PERIOD_ASSUMED: "в названии нет лет, на которые составлен план: считаем, что это {value}",
    Finding.COLUMN_KEPT: "столбец не разбирается, его текст сохранён в примечании",
    Finding.TABLE_SKIPPED: "у таблицы нет заголовка плана, она пропущена",
}

_DOUBTS: Mapping[str, str] = {
    Doubt.WORDS: "непонятно",
    Doubt.VAGUE: "неясно, какой это день",
    Doubt.NO_SUCH_DAY: "такого дня нет",
    Doubt.BACKWARDS: "конец раньше начала",
    Doubt.NO_YEAR: "не указан год",
    Doubt.NOT_IN_THE_PLAN: "в годах плана нет такого месяца",
}

_ASSUMED: Mapping[str, str] = {
    Assumption.YEAR_OF_THE_PLAN: "год не указан, взят год плана",
    Assumption.EVERY_YEAR: "год не указан, считаем, что это каждый год",
    Assumption.SCHOOL_YEAR: "считаем, что это с сентября по май",
    Assumption.LAST_DAY: "дней несколько, взят последний",
    Assumption.BY_THE_ITEM: "понят по словам мероприятия",
    Assumption.OUTSIDE_THE_PLAN: "проверьте, он вне лет плана",
}

_ABSENT: Mapping[str, str] = {
    Column.DEADLINE: "столбца со сроками нет: срок каждого пункта зададите Вы",
    Column.RESPONSIBLE: "столбца с ответственными нет: за всё пока отвечает {role}",
}

UNREADABLE: Mapping[Unreadable, str] = {
    Unreadable.TOO_LARGE: "файл слишком велик: оставьте в нём только таблицу плана, до 10 МБ",
    Unreadable.EMPTY: "файл пуст: в нём нет ни одной заполненной строки",
    Unreadable.NOT_A_SHEET: "файл не читается: нужна таблица XLSX или CSV либо документ DOCX с таблицей",
    Unreadable.FAR_CELL: "лист слишком велик, далеко от таблицы что-то записано ({where}): сотрите лишнее",
    Unreadable.OPEN_QUOTE: "строка {where}: кавычка открыта и не закрыта, следующие строки попали в ту же ячейку",
    Unreadable.LOCKED: "файл закрыт паролем: снимите пароль и сохраните заново",
    Unreadable.OLD_DOCUMENT: "это документ старого Word: откройте его и сохраните как DOCX",
    Unreadable.NO_TABLE: "в документе нет таблицы: план нужен таблицей",
}


def problem(found: Problem) -> str:
    text = _ABSENT[found.value] if found.finding is Finding.COLUMN_ABSENT else _FINDINGS[found.finding]
    told = {
        "value": found.value,
        "quoted": f"«{found.value}»" if found.value else "не указан",
        "of": f"№ {found.value}" if found.value else "без номера",
        "why": {**_DOUBTS, **_ASSUMED}.get(found.why, ""),
        "role": "" if found.role is None else roles.NAMES[found.role],
    }
    message = text.format(**told)
    return f"{found.sheet}: {message}" if found.sheet else message


def not_a_road_map(error: NotARoadMap) -> str:
    if error.headings:
        return "под заголовком таблицы нет ни одного пункта"
    return (
        "не нашлось заголовка плана: нужны столбцы «Мероприятие» и «Срок», лучше ещё «№», «Ответственный», «Результат»"
    )
