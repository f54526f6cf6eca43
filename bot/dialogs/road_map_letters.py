"""Letters about items of road maps: what is due, late, without a day, and who is late below."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogs.menu import COMMANDS, Open
from bot.dialogs.road_map_addresses import TaskCard
from bot.dialogs.today_addresses import Behind
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import labels, words
from bot.texts import road_maps as said
from mentoring.deadlines import OccasionKind
from mentoring.letters import LetterKind
from mentoring.notices import ItemsLateBelow, ItemsTold, Notice
from mentoring.road_map_views import Duty, LateAt

TODAY = Button(COMMANDS["today"], Open("today"))

MOST_LINES = 8
MOST_CARDS = 4

LABEL, PLACE = 34, 12

HEADS = {
    LetterKind.ITEM_DUE: "🗓 Дорожная карта: скоро срок",
    LetterKind.ITEM_LATE: "🔴 Дорожная карта: просрочено",
    LetterKind.ITEM_UNDATED: "❔ Дорожная карта: срок не задан",
    LetterKind.ITEM_ASKED: "📎 Дорожная карта: что сделано?",
}

WHAT_TO_DO = {
    LetterKind.ITEM_UNDATED: "Назначьте день, до которого это будет сделано.",
    LetterKind.ITEM_ASKED: "Пришлите подтверждение за прошлый месяц: ссылку, файл или номер документа.",
}

ONLY_IF_NEEDED = "Понадобится — пришлите подтверждение. Не понадобится — ничего делать не нужно, напоминать не буду."


def told(notice: ItemsTold) -> tuple[Html, Button, tuple[Button, ...]]:
    """The words, where they lead first, and where else. The closest stands first."""
    items = sorted(notice.items, key=lambda one: (one.task.last_day or datetime.date.max, one.task.id))
    text = lines(
        bold(HEADS[notice.kind]),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        *(_line(one, notice) for one in items[:MOST_LINES]),
        _and_more(len(items)),
        *_what_to_do(notice),
    )
    if len(items) == 1:
        return text, _card(items[0], notice), (TODAY,)
    return text, TODAY, tuple(_card(one, notice) for one in items[:MOST_CARDS])


def told_apart(notices: Sequence[Notice]) -> list[Notice]:
    """One letter may tell of an item in several organisations, or month after month: then its buttons say of which."""
    told = [notice for notice in notices if isinstance(notice, ItemsTold)]
    by_place = len({notice.organisation for notice in told}) > 1
    times = Counter((notice.organisation, one.task.item) for notice in told for one in notice.items)
    by_day = any(number > 1 for number in times.values())
    return [
        replace(notice, by_place=by_place, by_day=by_day) if isinstance(notice, ItemsTold) else notice
        for notice in notices
    ]


def _card(one: Duty, notice: ItemsTold) -> Button:
    day = one.task.last_day
    tail = f" · {labels.organisation(notice.organisation_name, PLACE)}" if notice.by_place else ""
    if notice.by_day and day is not None:
        tail += f" · {words.short_day(day) if day.year == notice.today.year else f'{day:%d.%m.%y}'}"
    return Button(said.title(one.item, LABEL - len(tail)) + tail, TaskCard(one.task.id))


def _line(one: Duty, notice: ItemsTold) -> Html:
    return markup("• {title}{when}", title=said.title(one.item, 160), when=_when(one, notice))


def _when(one: Duty, notice: ItemsTold) -> str:
    day = one.task.last_day
    if day is None or notice.kind not in {LetterKind.ITEM_DUE, LetterKind.ITEM_LATE}:
        return ""
    if notice.kind is LetterKind.ITEM_LATE:
        return f" — срок был {said.until(day, notice.today)}"
    left = (day - notice.today).days
    if left <= 0:  # where the organisation is it is not over yet
        return " — сегодня последний день"
    return f" — до {said.until(day, notice.today)}, {said.days_left(left)}"


def _and_more(number: int) -> str | None:
    return f"…и ещё {number - MOST_LINES}." if number > MOST_LINES else None


def _what_to_do(notice: ItemsTold) -> list[str]:
    if notice.kind is not LetterKind.ITEM_ASKED:
        return ["", WHAT_TO_DO[notice.kind]] if notice.kind in WHAT_TO_DO else []
    kinds = {one.task.kind for one in notice.items}
    asked = [WHAT_TO_DO[notice.kind]] if kinds - {OccasionKind.AS_NEEDED} else []
    if_needed = [ONLY_IF_NEEDED] if kinds == {OccasionKind.AS_NEEDED} else []
    return ["", *asked, *if_needed]


def late_below(notice: ItemsLateBelow) -> tuple[Html, Button]:
    text = lines(
        bold("🔴 Просрочено в организациях"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        *(place_line(one) for one in notice.places[:MOST_LINES]),
        _and_more(len(notice.places)),
        "",
        "Кому нужна помощь, видно в списке. Такое письмо приходит раз в неделю, пока есть просроченное.",
    )
    return text, Button("Кто просрочил", Behind(notice.organisation))


def place_line(one: LateAt) -> Html:
    return markup("• {name} — {items}", name=one.name, items=said.items(one.tasks))
