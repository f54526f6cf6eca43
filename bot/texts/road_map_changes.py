"""The words of changing a road map: its parts, kinds of evidence, what was not understood."""

import datetime

from bot.texts import concerns, words
from bot.texts.road_maps import acting
from mentoring.calendar import Calendar
from mentoring.deadline_phrases import Assumption, Doubt
from mentoring.deadlines import Occasion, OccasionKind, remind_by
from mentoring.road_map_changes import ChangeRefused, Fault, Part
from mentoring.road_map_names import warned
from mentoring.road_maps import EvidenceKind, Item

PARTS: dict[Part, str] = {
    Part.TEXT: "Формулировка",
    Part.RESULT: "Результат",
    Part.RESPONSIBLE: "Ответственный",
    Part.DEADLINE: "Срок",
    Part.OWNER: "Кто делает",
    Part.EVIDENCE: "Подтверждение",
}

ASKED: dict[Part, str] = {
    Part.TEXT: "Напишите, что нужно сделать.",
    Part.RESULT: "Напишите, что должно получиться: «Приказ», «План занятий».",
    Part.RESPONSIBLE: "Напишите, кто отвечает, по должности: «Заместитель директора». Без фамилий.",
}

EVIDENCE: dict[EvidenceKind, str] = {
    EvidenceKind.ORDER: "приказ",
    EvidenceKind.PROTOCOL: "протокол",
    EvidenceKind.AGREEMENT: "соглашение",
    EvidenceKind.LINK: "ссылка",
    EvidenceKind.LINKS: "ссылки",
    EvidenceKind.FILE: "файл",
    EvidenceKind.FILES: "файлы",
    EvidenceKind.ATTENDANCE: "список участников",
    EvidenceKind.CHECKLIST: "перечень бумаг",
    EvidenceKind.APPLICATIONS: "заявки",
    EvidenceKind.DATES_BY_CLASS: "даты по классам",
    EvidenceKind.LIST: "список в таблице",
    EvidenceKind.CARDS: "карточки в таблице",
    EvidenceKind.INDICATORS: "показатели файлом",
    EvidenceKind.POLL: "опрос",
    EvidenceKind.DRAFT: "справка",
    EvidenceKind.LETTERS: "письма и грамоты",
    EvidenceKind.AUTO: "данные бота",
    EvidenceKind.AUTO_COUNTER: "числа бота",
}

FAULTS: dict[Fault, str] = {
    Fault.EMPTY: "Здесь нужны слова.",
    Fault.ONLY_NAMES: "Здесь только имя или телефон. Напишите без них.",
    Fault.TOO_LONG: "Это слишком длинно.",
    Fault.DAY_OUTSIDE: "Этот день вне срока плана.",
    Fault.NAMES: "Здесь фамилия, телефон или почта. Напишите без них.",
}

ASSUMED: dict[Assumption, str] = {
    Assumption.YEAR_OF_THE_PLAN: "Год не назван: взят год плана.",
    Assumption.EVERY_YEAR: "Год не назван, а план на несколько лет: взят каждый год.",
    Assumption.SCHOOL_YEAR: "Учебный год взят с сентября по май.",
    Assumption.LAST_DAY: "Дней несколько: сроком взят последний.",
    Assumption.BY_THE_ITEM: "Срок дополнен по словам самого пункта.",
    Assumption.OUTSIDE_THE_PLAN: "Этот срок вне дней плана.",
}

DOUBTS: dict[Doubt, str] = {
    Doubt.WORDS: "Срок не понят: напишите день, месяц, квартал или год.",
    Doubt.VAGUE: "Это можно понять по-разному.",
    Doubt.NO_SUCH_DAY: "Такого дня в календаре нет.",
    Doubt.BACKWARDS: "Конец раньше начала.",
    Doubt.NO_YEAR: "Не хватает года.",
    Doubt.NOT_IN_THE_PLAN: "В план этот срок не попадает.",
}

REASON_AGAIN = "Чтобы назвать причину иначе, нажмите «Вернуть в работу», потом снова «Не требуется»."
LEFT_AGAIN = "Чтобы назвать причину иначе, верните организацию в карту и выведите снова."
PART_AGAIN = "Исправьте кнопками ниже."
RENAMED = "Название изменено."
NAME_LIKELY = "Похоже на фамилию. Если это человек, напишите без неё: название видят все, у кого есть эта карта."

TOO_MANY = "Столько месяцев сразу не записать: выберите «Ежемесячно»."


def fault(refused: ChangeRefused) -> str:
    limit = "" if refused.limit is None else f" Уложитесь в {words.counted(refused.limit, 'знак', 'знака', 'знаков')}."
    return FAULTS[refused.fault] + limit


def about_people(typed: str, again: str) -> str | None:
    """What to say of people in words that others read; ``again`` is how to write it anew."""
    found = warned(typed)
    if not found.less and not found.seen:
        return None
    left_out = "Имена и телефоны не записаны: дорожную карту читают многие." if found.less else None
    seen = f"⚠️ Похоже, здесь {concerns.listed(found.seen)}, в дорожной карте этого не нужно. {again}"
    return " ".join(filter(None, (left_out, seen if found.seen else None, "Своё сообщение удалите из переписки.")))


def one_day(first: datetime.date, last: datetime.date) -> str:
    return f"Нужен один день с {words.numeric(first)} по {words.numeric(last)}."


def added(item: Item, typed: str) -> str:
    """What was taken for granted, and what the typed words say of people."""
    granted = (
        f"Пункт добавлен: срок не задан, отвечает {acting(item.owner)}, подтверждение — {EVIDENCE[item.evidence]}. "
        "Исправьте кнопками."
    )
    return " ".join(filter(None, (granted, about_people(typed, PART_AGAIN))))


def occasion(one: Occasion, days: Calendar, today: datetime.date, *, fans: bool) -> str:
    """«до 15 мая 2027 г., напомним до пт 14 мая»: the deadline stays where it was written."""
    if one.kind is OccasionKind.AS_NEEDED:
        return "по мере необходимости"
    if one.kind is OccasionKind.UNDATED:
        until = "" if one.limit is None else f", не позже {words.day_and_year(one.limit)}"
        return f"день {'назначит каждая организация' if fans else 'назначите Вы'}{until}"
    if one.kind is OccasionKind.ONGOING or one.due is None:
        return "постоянно" if one.limit is None else f"весь срок, до {words.day_and_year(one.limit)}"
    told = f"до {words.day_and_year(one.due)}"
    if one.due < today:
        return f"{told} — уже прошёл"
    before = remind_by(one.due, days)
    if before == one.due:
        return told
    return f"{told}, напомним до {words.WEEKDAYS[before.weekday()]} {words.day(before)}"
