"""The words of road maps: how an item stands, by when, who does it."""

import datetime
import re

from bot.texts import labels, roles, words
from mentoring.deadlines import OccasionKind
from mentoring.road_map_ladder import ACTS_FOR
from mentoring.road_map_report import Verdict
from mentoring.road_maps import EvidenceKind, Item, RoadMap, Standing, Task, TaskState, numbered
from mentoring.roles import Role

MARKS: dict[Standing, str] = {
    Standing.DONE: "✅",
    Standing.LATE: "🔴",
    Standing.SOON: "⏳",
    Standing.RUNNING: "▫️",
    Standing.AHEAD: "▫️",
    Standing.NO_DATE: "❔",
    Standing.NOT_NEEDED: "➖",
    Standing.LEFT: "➖",
}

STANDINGS: dict[Standing, str] = {
    Standing.DONE: "выполнено",
    Standing.LATE: "просрочено",
    Standing.SOON: "скоро срок",
    Standing.RUNNING: "в работе",
    Standing.AHEAD: "впереди",
    Standing.NO_DATE: "срок не задан",
    Standing.NOT_NEEDED: "не требуется",
    Standing.LEFT: "вышли из карты",
}

VERDICTS: dict[Verdict, str] = {
    Verdict.DONE: "выполнено",
    Verdict.IN_WORK: "в работе",
    Verdict.LATE: "просрочено",
    Verdict.NOT_NEEDED: "не требуется",
}

EVIDENCE: dict[EvidenceKind, str] = {
    EvidenceKind.ORDER: "номер и дата приказа",
    EvidenceKind.PROTOCOL: "номер и дата протокола",
    EvidenceKind.AGREEMENT: "номер и дата соглашения",
    EvidenceKind.LINK: "ссылка",
    EvidenceKind.LINKS: "ссылки",
    EvidenceKind.FILE: "файл",
    EvidenceKind.FILES: "файлы",
    EvidenceKind.ATTENDANCE: "список участников",
    EvidenceKind.CHECKLIST: "перечень документов",
    EvidenceKind.APPLICATIONS: "заявки",
    EvidenceKind.DATES_BY_CLASS: "даты по классам",
    EvidenceKind.LIST: "список XLSX",
    EvidenceKind.CARDS: "карточки XLSX",
    EvidenceKind.INDICATORS: "файл с показателями",
    EvidenceKind.POLL: "опрос",
    EvidenceKind.DRAFT: "справка или отчёт",
    EvidenceKind.LETTERS: "благодарности",
    EvidenceKind.AUTO: "данные бота",
    EvidenceKind.AUTO_COUNTER: "счётчик бота",
}
"""What our own tables call the kinds, so that they come back the same."""

KINDS: dict[str, EvidenceKind] = {words.casefold(): kind for kind, words in EVIDENCE.items()}

NO_DATE = "срок не задан"

CELL = 500
"""Letters that a card shows of one cell of a plan."""


def years(road_map: RoadMap) -> str:
    """«2026/27: Дорожная карта наставничества»: how one plan is told from that of another year."""
    first, last = road_map.period.first, road_map.period.last
    if last is None or last.year - first.year > 1:
        when = f"с {first.year}"
    else:
        when = str(first.year) if last.year == first.year else f"{first.year}/{last.year % 100:02}"
    return f"{when}: {road_map.title}"


def acting(owner: Role) -> str:
    """Whom the bot asks: for mentors their curator."""
    return roles.NAMES[ACTS_FOR.get(owner, owner)]


def items(number: int) -> str:
    return words.counted(number, "пункт", "пункта", "пунктов")


def title(item: Item, limit: int = 200) -> str:
    """«1.4 Приказ о внедрении наставничества»."""
    return labels.shortened(numbered(item.number, item.text), limit)


def written(cell: str) -> str:
    """What stands in a plan that came as a file may be as long as a page."""
    return labels.shortened(cell, CELL)


_MONTHS = "|".join((*words.MONTHS, *map(str.lower, words.MONTH_NAMES)))
_TOGETHER = re.compile(rf"(?<=\d) (?=(?:{_MONTHS}|г\.|год|год[ау])(?!\w))|(?<=[IV\d]) (?=квартал)", re.IGNORECASE)
"""What must not be parted at the end of a line: «29 апреля», «2026 г.», «III квартал»."""


def deadline(cell: str) -> str:
    """A deadline of a plan on a screen; what is kept and exported is the cell as it was written."""
    return _TOGETHER.sub(words.NBSP, written(cell or NO_DATE))


def deadline_set(cell: str) -> str:
    """The same behind «Срок:», which needs not say its own name again."""
    return "не задан" if cell.casefold() in {"", NO_DATE} else deadline(cell)


def by_when(task: Task, today: datetime.date) -> str:
    """«до 29 апреля», with the year when it is another one; «срок не задан»."""
    if task.kind is OccasionKind.AS_NEEDED:
        return "по мере необходимости"
    if task.due is None and task.kind is OccasionKind.UNDATED:
        return NO_DATE
    day = task.last_day
    if day is None:
        return "постоянно"
    return f"до {until(day, today)}"


def until(day: datetime.date, today: datetime.date) -> str:
    return words.day(day) if day.year == today.year else words.day_and_year(day)


def days_left(number: int) -> str:
    """«осталось 10 дней», «остался 21 день»; of the last one «это завтра»."""
    if number == 1:
        return "это завтра"
    verb = words.plural(number, "остался", "осталось", "осталось")
    return f"{verb} {words.counted(number, 'день', 'дня', 'дней')}"


def closed(task: Task) -> str:
    """How a task that is not open any more ended."""
    on = "" if task.closed_on is None else f" {words.numeric(task.closed_on)}"
    if task.state is TaskState.DONE:
        return f"выполнено{on}"
    # At the end of a road map what may be needed has not been; nobody had to give a reason.
    reason = task.reason or ("не понадобилось" if task.kind is OccasionKind.AS_NEEDED else None)
    return f"не требуется: {words.inside(reason)}" if reason else "не требуется"
