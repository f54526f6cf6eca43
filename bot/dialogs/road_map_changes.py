"""«Изменить»: an item of a road map, part by part; its deadline by buttons or in words."""

import datetime
from collections.abc import Sequence

from bot.dialogs import days
from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as to
from bot.dialogs.deadline_codes import code_of, deadline_of
from bot.dialogs.menu import Open
from bot.dialogs.road_map_file_addresses import FINDINGS, Unsettled
from bot.screens import (
    PAGE,
    Address,
    Button,
    Html,
    Rows,
    Screen,
    bold,
    column,
    grid,
    italic,
    lines,
    markup,
    noted,
    packed,
    paged,
    turning,
)
from bot.texts import labels, roles, words
from bot.texts import road_map_changes as said
from bot.texts import road_maps as words_of
from mentoring.deadline_phrases import Understood, phrase
from mentoring.deadlines import (
    NONE,
    Annual,
    AnnualMonth,
    AsNeeded,
    BySchedule,
    Deadline,
    Month,
    Monthly,
    Quarterly,
    Quarters,
    Until,
    When,
    WholePeriod,
    Year,
    YearMonth,
    YearQuarter,
)
from mentoring.ids import RoadMapItemId
from mentoring.road_map_changes import TITLE_LIMIT, TYPED, ItemEdit, Part, TitleEdit, owners
from mentoring.road_map_history import Of
from mentoring.road_maps import OWN_NUMBERS, EvidenceKind, fans_out
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

COMING = 6
"""Occasions that are told one by one."""

OPEN_END = 5
"""Years to choose from in a plan without an end."""

NO_NAMES = "Без фамилий: причина останется в истории."


def item(found: ItemEdit, note: str | None = None) -> Screen:
    """What it says, when it is due, and what may be changed."""
    of, part = found.item.item, found.item.id
    text = lines(
        bold(words_of.title(of)),
        italic(words_of.written(of.section)) if of.section else None,
        "",
        *_facts(found),
        *_coming(found),
    )
    return noted(
        Screen(
            text,
            (
                (Button("Срок", to.PickDeadline(part)), Button("Формулировка", to.AskPart(part, Part.TEXT))),
                (
                    Button("Результат", to.AskPart(part, Part.RESULT)),
                    Button("Ответственный", to.AskPart(part, Part.RESPONSIBLE)),
                ),
                (Button("Кто делает", to.PickOwner(part)), Button("Подтверждение", to.PickEvidence(part))),
                *_whether(found),
                (
                    Button("➕ Пункт ниже", to.AddItem(part)),
                    Button("История", to.ShowHistory(Of.ITEM, part)),
                    Button("К разделу", maps.SectionOf(found.road_map.id, None, part)),
                ),
                *_still_left(found),
                (Button("К дорожной карте", maps.Home(found.road_map.id)), MENU),
            ),
        ),
        note,
    )


def _still_left(found: ItemEdit) -> Rows:
    """Back to where one came from, to the same page: what was not understood of a file, what is past already."""
    road_map, to_settle, past = found.road_map.id, found.to_settle, found.past
    buttons = []
    if to_settle.number:
        to_page = Unsettled(road_map, to_settle.before // FINDINGS)
        buttons.append(Button(f"Что осталось решить · {to_settle.number}", to_page))
    if past.number:
        buttons.append(Button(f"Срок уже прошёл · {past.number}", to.PastItems(road_map, past.before // PAGE)))
    return column(buttons)


def _facts(found: ItemEdit) -> list[Html | None]:
    of = found.item.item
    facts = [
        (said.PARTS[Part.DEADLINE], words_of.deadline_set(of.deadline_raw)),
        (said.PARTS[Part.RESPONSIBLE], words_of.written(of.responsible)),
        (said.PARTS[Part.OWNER], words_of.acting(of.owner)),
        (said.PARTS[Part.RESULT], words_of.written(of.result)),
        (said.PARTS[Part.EVIDENCE], said.EVIDENCE[of.evidence]),
    ]
    told: list[Html | None] = [markup("{name}: {value}", name=name, value=value) for name, value in facts if value]
    if found.item.waived is not None:
        told.append(markup("<b>Не требуется</b>: {reason}", reason=words.inside(found.item.waived)))
    return told


def _coming(found: ItemEdit) -> list[str]:
    """When it is to be done, where the words of the plan do not say it themselves."""
    if found.item.waived is not None:
        return []
    over = [one for one in found.coming if one.due is not None and one.due < found.today]
    coming = found.coming if len(found.coming) == 1 else found.coming[len(over) :]
    fans = fans_out(found.item.item, found.place.level)
    told = [f"• {said.occasion(one, found.days, found.today, fans=fans)}" for one in coming[:COMING]]
    if len(found.coming) > 1 and over:
        told.insert(0, f"• уже прошло: {words.counted(len(over), 'раз', 'раза', 'раз')}")
    left = len(coming) - COMING
    more = [f"и ещё {words.counted(left, 'раз', 'раза', 'раз')}"] if left > 0 else []
    return ["", "Делать:", *told, *more] if told else ["", "На срок плана ни один день не приходится."]


def _whether(found: ItemEdit) -> Rows:
    part = found.item.id
    if found.item.waived is not None:
        need = Button("Вернуть в работу", to.NeedItem(part))
    else:
        need = Button("Не требуется", to.AskWaive(part))
    return ((need, Button("Убрать из плана", to.RemoveItem(part))),) if found.draft else ((need,),)


def _back(part: RoadMapItemId) -> tuple[Button, ...]:
    return (Button("Назад", to.EditItem(part)), MENU)


# -- the road map itself -------------------------------------------------------------------------------------------


def title_asked(found: TitleEdit, note: str | None = None) -> Screen:
    return noted(
        Screen(
            lines(
                bold("Название"),
                "",
                markup("Сейчас: {now}", now=found.road_map.title),
                "Напишите новое. Пункты и сроки останутся прежними.",
                f"До {TITLE_LIMIT} знаков, без фамилий: название видят все, у кого есть эта карта.",
            ),
            ((Button("Назад", maps.Home(found.road_map.id)), MENU),),
        ),
        note,
    )


# -- in words ----------------------------------------------------------------------------------------------------


def asked(found: ItemEdit, part: Part, note: str | None = None) -> Screen:
    now = {Part.TEXT: found.item.item.text, Part.RESULT: found.item.item.result}.get(part, found.item.item.responsible)
    return noted(
        Screen(
            lines(
                bold(said.PARTS[part]),
                "",
                markup("Сейчас: {now}", now=words_of.written(now)) if now else None,
                said.ASKED[part],
                f"До {TYPED[part]} знаков.",
            ),
            (_back(found.item.id),),
        ),
        note,
    )


def new_asked(found: ItemEdit, note: str | None = None) -> Screen:
    return noted(
        Screen(
            lines(
                bold("Новый пункт"),
                "",
                markup("Встанет после пункта «{title}».", title=words_of.title(found.item.item, 120)),
                said.ASKED[Part.TEXT],
                "Срок, ответственного и подтверждение выберете следом.",
            ),
            (_back(found.item.id),),
        ),
        note,
    )


def waive_asked(found: ItemEdit, note: str | None = None) -> Screen:
    """For everybody who has to do it."""
    buttons = [Button(told, to.WaiveItem(found.item.id, code)) for code, told in found.reasons.items()]
    return noted(
        Screen(
            lines(
                bold("Почему пункт не требуется?"),
                words_of.title(found.item.item),
                "",
                "Выполненное останется, открытое закроется у всех.",
                f"Выберите причину или напишите её. {NO_NAMES}",
            ),
            (*column(buttons), _back(found.item.id)),
        ),
        note,
    )


def remove_asked(found: ItemEdit) -> Screen:
    return Screen(
        lines(bold("Убрать пункт из черновика?"), "", words_of.title(found.item.item)),
        ((Button("Убрать", to.RemoveItem(found.item.id, sure=True)),), _back(found.item.id)),
    )


# -- by buttons --------------------------------------------------------------------------------------------------


def owner_asked(found: ItemEdit) -> Screen:
    buttons = [
        Button(roles.NAMES[role].capitalize(), to.SetOwner(found.item.id, role)) for role in owners(found.place.level)
    ]
    return Screen(
        lines(
            bold("Кто делает?"),
            words_of.title(found.item.item),
            "",
            "Этой роли бот напоминает и у неё спрашивает подтверждение.",
            None if found.place.level is Level.ORGANISATION else "Если выбрать роль школы, пункт сделает каждая школа.",
        ),
        (*column(buttons), _back(found.item.id)),
    )


def evidence_asked(found: ItemEdit, page: int = 0) -> Screen:
    """What the bot counts itself is not chosen: it needs a counter."""
    kinds = [kind for kind in EvidenceKind if kind not in OWN_NUMBERS]
    part = paged(len(kinds), page, 12)
    buttons = [
        Button(labels.shortened(said.EVIDENCE[kind].capitalize(), 26), to.SetEvidence(found.item.id, kind))
        for kind in kinds[part.first : part.last]
    ]
    return Screen(
        lines(bold("Чем подтвердить?"), words_of.title(found.item.item)),
        (
            *grid(buttons, 2),
            *turning(part, lambda at: to.PickEvidence(found.item.id, at)),
            _back(found.item.id),
        ),
    )


def deadline_asked(found: ItemEdit, note: str | None = None) -> Screen:
    """By buttons, or in words."""
    part = found.item.id
    ways = [
        Button("К дню", to.PickDeadline(part, to.How.DAY)),
        Button("К месяцу", to.PickDeadline(part, to.How.MONTH)),
        Button("К кварталу", to.PickDeadline(part, to.How.QUARTER)),
        Button("В течение года", to.PickDeadline(part, to.How.YEAR)),
        Button("Ежегодно в…", to.PickDeadline(part, to.How.ANNUAL)),
        _set(part, "Ежемесячно", Monthly()),
        _set(part, "Ежеквартально", Quarterly()),
        _set(part, "Весь срок плана", WholePeriod()),
        _set(part, "По графику", BySchedule()),
        _set(part, "По необходимости", AsNeeded()),
        _set(part, "Срок не задан", NONE.when),
    ]
    return noted(
        Screen(
            lines(
                bold("Срок"),
                words_of.title(found.item.item),
                "",
                markup("Сейчас: {now}", now=words_of.deadline(found.item.item.deadline_raw)),
                f"Выберите или напишите словами: «ежегодно до 15{words.NBSP}мая», «апрель–декабрь 2027{words.NBSP}г.».",
            ),
            (*grid(ways, 2), _back(part)),
        ),
        note,
    )


def _set(part: RoadMapItemId, label: str, when: When) -> Button:
    return Button(label, to.SetDeadline(part, code_of(Deadline(when))))


def understood_so(found: ItemEdit, understood: Understood) -> Screen:
    """How the typed words were understood, before anything is changed."""
    part, code = found.item.id, code_of(understood.deadline)
    told = words_of.deadline(phrase(deadline_of(code)))
    return Screen(
        lines(
            bold("Понято так"),
            words_of.title(found.item.item),
            "",
            markup("<b>{told}</b>", told=told),
            None if understood.assumed is None else said.ASSUMED[understood.assumed],
            "Верно?",
        ),
        (
            (
                Button("Верно", to.SetDeadline(part, code)),
                Button("Нет, иначе", to.PickDeadline(part)),
            ),
            _back(part),
        ),
    )


def fits(part: RoadMapItemId, deadline: Deadline) -> bool:
    """Whether a button can carry it."""
    try:
        packed(to.SetDeadline(part, code_of(deadline)))
    except ValueError:
        return False
    return True


def deadline_picked(found: ItemEdit, how: to.How, at: int) -> Screen:
    """One of the grids: days of a month, months, quarters, years."""
    names = {
        to.How.DAY: "К какому дню?",
        to.How.MONTH: "К концу какого месяца?",
        to.How.QUARTER: "К концу какого квартала?",
        to.How.YEAR: "В течение какого года?",
        to.How.ANNUAL: "В каком месяце каждый год?",
    }
    rows = {
        to.How.DAY: _days,
        to.How.MONTH: _months,
        to.How.QUARTER: _quarters,
        to.How.YEAR: _years,
        to.How.ANNUAL: _annual,
    }[how](found, at)
    return Screen(
        lines(
            bold(names[how]),
            words_of.title(found.item.item),
            *(["", f"{days.title(_shown_month(found, at))}. Нажмите на день."] if how is to.How.DAY else []),
        ),
        (*rows, (Button("Назад", to.PickDeadline(found.item.id)), MENU)),
    )


def _span(found: ItemEdit) -> tuple[datetime.date, datetime.date]:
    """The days of the plan."""
    period = found.road_map.period
    return period.first, period.last or datetime.date(max(period.first, found.today).year + OPEN_END, 12, 31)


def _shown_month(found: ItemEdit, month: int) -> int:
    first, last = _span(found)
    shown = month or days.month_of(min(max(found.today, first), last))
    return min(max(shown, days.month_of(first)), days.month_of(last))


def _days(found: ItemEdit, month: int) -> Rows:
    first, last = _span(found)
    shown, part = _shown_month(found, month), found.item.id

    def pick(day: datetime.date) -> Address:
        return to.SetDeadline(part, code_of(Deadline(Until(day))))

    rows: Rows = days.month_rows(shown, first, last, pick, lambda at: to.PickDeadline(part, to.How.DAY, at))
    return rows


def _shown_year(found: ItemEdit, year: int) -> int:
    first, last = _span(found)
    return min(max(year or found.today.year, first.year), last.year)


def _turned(found: ItemEdit, how: to.How, year: int) -> Rows:
    first, last = _span(found)
    buttons = [
        Button(label, to.PickDeadline(found.item.id, how, at))
        for label, at in ((f"‹ {year - 1}", year - 1), (f"{year + 1} ›", year + 1))
        if first.year <= at <= last.year
    ]
    return (tuple(buttons),) if buttons else ()


def _months(found: ItemEdit, at: int) -> Rows:
    year = _shown_year(found, at)
    buttons = [
        _set(found.item.id, f"{name} {year}", Month(YearMonth(year, number)))
        for number, name in enumerate(words.MONTH_NAMES, 1)
    ]
    return (*grid(buttons, 3), *_turned(found, to.How.MONTH, year))


def _quarters(found: ItemEdit, at: int) -> Rows:
    year = _shown_year(found, at)
    buttons = [
        _set(found.item.id, f"{roman} квартал {year}", Quarters((YearQuarter(year, number),)))
        for number, roman in enumerate(("I", "II", "III", "IV"), 1)
    ]
    return (*grid(buttons, 2), *_turned(found, to.How.QUARTER, year))


def _years(found: ItemEdit, _: int) -> Rows:
    first, last = _span(found)
    years: Sequence[int] = range(first.year, last.year + 1)
    return grid([_set(found.item.id, str(year), Year(year)) for year in years[:12]], 3)


def _annual(found: ItemEdit, _: int) -> Rows:
    buttons = [_set(found.item.id, name, AnnualMonth(number)) for number, name in enumerate(words.MONTH_NAMES, 1)]
    return (*grid(buttons, 3), (_set(found.item.id, "Месяц не важен", Annual()),))
