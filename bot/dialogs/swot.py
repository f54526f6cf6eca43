"""The SWOT: four sides, the answers that lines are picked from, one line."""

import datetime

from bot.dialogs import year_end_addresses as to
from bot.dialogs.menu import Open
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, noted, paged, turning
from bot.texts import labels, words
from bot.texts import swot as said_of
from mentoring.orders import school_year
from mentoring.swot import Line, Said, Side, Source, Swot

MENU = Button("Меню", Open("menu"))

LINES, ANSWERS = 5, 5
"""On one page."""

CUT = 250
"""Characters of an answer or a line in a list."""


def swot(found: Swot) -> Screen:
    here = found.organisation
    buttons = [
        Button(_with_number(said_of.SIDES[side], len(found.of(side))), to.SwotSide(here.id, side)) for side in Side
    ]
    return Screen(
        lines(
            bold("SWOT"),
            here.name,
            f"{school_year(datetime.date(found.year, 9, 1))} учебный год",
            "",
            "Что сильно, что слабо, что поможет и что помешает. Эти строки войдут в аналитическую справку.",
            None if found.says_words else said_of.ELSEWHERE,
        ),
        (*column(buttons), (Button("Назад", to.YearEnd(here.id)), MENU)),
    )


def _with_number(label: str, number: int) -> str:
    return f"{label} · {number}" if number else label


# -- one side --------------------------------------------------------------------------------------------------------


def side(found: Swot, which: Side, page: int = 0, note: str | None = None) -> Screen:
    here, kept = found.organisation.id, found.of(which)
    part = paged(len(kept), page, LINES)
    shown = kept[part.first : part.last] if found.says_words else ()
    return Screen(
        lines(
            note,
            "" if note else None,
            bold(said_of.SIDES[which]),
            "",
            *_kept(found, kept, part.first),
            *([] if found.reads else ["", "Слова из опросов обещаны куратору: из ответов строки выбирает куратор."]),
        ),
        (
            *column([Button(f"✏️ {_short(line.words)}", to.SwotLine(line.id)) for line in shown]),
            *(turning(part, lambda number: to.SwotSide(here, which, number)) if found.says_words else ()),
            *_ways(found, which),
            (Button("Назад", to.Swot(here)), MENU),
        ),
    )


def _kept(found: Swot, kept: tuple[Line, ...], first: int) -> list[Html | str]:
    if not kept:
        return ["Строк пока нет."]
    if not found.says_words:
        return [f"{words.counted(len(kept), 'строка', 'строки', 'строк')}.", said_of.ELSEWHERE]
    page = kept[first : first + LINES]
    return [
        markup("{number}. {words}", number=first + at, words=labels.shortened(one.words, CUT))
        for at, one in enumerate(page, 1)
    ]


def _short(text: str) -> str:
    return labels.shortened(text, 30)


def _ways(found: Swot, which: Side) -> Rows:
    here = found.organisation.id
    picked = [Button("Взять из ответов", to.SwotAnswers(here, which))] if found.reads else []
    own = [Button("Добавить своё", to.AddOwn(here, which))] if found.says_words else []
    buttons = tuple(picked + own)
    return (buttons,) if buttons else ()


# -- answers ---------------------------------------------------------------------------------------------------------


def answers(found: Swot, which: Side, page: int = 0, note: str | None = None) -> Screen:
    here = found.organisation.id
    listed = [one for one in found.said(which) if found.says_words or one[0].question.options]
    part = paged(len(listed), page, ANSWERS)
    shown = listed[part.first : part.last]
    take = tuple(
        Button(f"➕ {number}", to.TakeWords(here, said.key, part.page))
        for number, (_, said) in enumerate(shown, part.first + 1)
        if said.key not in found.taken
    )
    return Screen(
        lines(
            note,
            "" if note else None,
            bold(f"{said_of.SIDES[which]}: из ответов"),
            "Без имён и по алфавиту. «➕» — взять строку в SWOT." if shown else None,
            *_by_question(found, shown, part.first),
            *_not_listed(found, which),
        ),
        (
            *((take,) if take else ()),
            *turning(part, lambda number: to.SwotAnswers(here, which, number)),
            (Button("Назад", to.SwotSide(here, which)), MENU),
        ),
    )


def _by_question(found: Swot, shown: list[tuple[Source, Said]], first: int) -> list[Html | str]:
    told: list[Html | str] = []
    before: Source | None = None
    for number, (source, said) in enumerate(shown, first + 1):
        if source is not before:
            told += ["", bold(source.question.text)]
            before = source
        sign = "✅ " if said.key in found.taken else ""
        told.append(markup("{sign}{number}. {words}", sign=sign, number=number, words=_said(said)))
    return told


def _said(said: Said) -> str:
    if said.chosen is None:
        return labels.shortened(said.words, CUT)
    return f"{said.words} — {said.chosen.part} из {said.chosen.whole}"


def _not_listed(found: Swot, which: Side) -> list[Html | str]:
    """Why there is less than somebody may look for."""
    sources = found.sources_of(which)
    few = [source for source in sources if source.few]
    told: list[Html | str] = []
    if not sources:
        told += ["", "Ответов на эти вопросы пока нет.", said_of.WHERE_FROM]
    if few:
        asked = words.listed(f"«{source.question.short}»" for source in few)
        told += ["", f"Меньше пяти ответов взрослых, поэтому не показаны: {asked}."]
    if not found.says_words and any(not source.question.options and not source.few for source in sources):
        told += ["", said_of.ELSEWHERE]
    return told


# -- one line --------------------------------------------------------------------------------------------------------


def line(found: Swot, one: Line, note: str | None = None) -> Screen:
    here = found.organisation.id
    if not found.says_words:
        return side(found, one.side)
    return Screen(
        lines(note, "" if note else None, bold(said_of.SIDES[one.side]), "", one.words),
        (
            (Button("Исправить", to.EditLine(one.id)), Button("Убрать", to.RemoveLine(one.id, one.changes))),
            (Button("Назад", to.SwotSide(here, one.side)), MENU),
        ),
    )


def words_asked(found: Swot, which: Side, now: str | None = None, problem: str | None = None) -> Screen:
    """``now`` is how the line reads, None for a new one."""
    back = to.SwotSide(found.organisation.id, which)
    return Screen(
        lines(
            problem,
            "" if problem else None,
            bold(said_of.SIDES[which]),
            markup("Сейчас: {now}", now=now) if now else None,
            "",
            "Напишите строку одним сообщением, без имён и фамилий.",
        ),
        ((Button("Назад", back), MENU),),
    )


def gone(found: Swot) -> Screen:
    """A line that a colleague has taken out meanwhile."""
    return noted(swot(found), "Этой строки уже нет: её убрали.")
