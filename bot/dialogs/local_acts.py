"""Local acts: what a school has, and the table of all schools for the coordinator."""

from bot.dialogs import register_addresses as to
from bot.dialogs.menu import Open
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, paged, turning
from bot.texts import labels, words
from bot.texts import registers as said
from bot.texts.order_problems import PROBLEMS
from mentoring.local_acts import Act, ActLine, ActProblem, ActsBelow, ActsOf, LocalAct, missing
from mentoring.papers import PaperProblem

MENU = Button("Меню", Open("menu"))


def acts(found: ActsOf) -> Screen:
    here = found.organisation.id
    buttons = [Button(_label(found, act), to.NoteAct(here, act)) for act in Act] if found.may_note else []
    return Screen(
        lines(
            bold("Локальные акты"),
            found.organisation.name,
            "",
            *(_line(act, found.acts.get(act)) for act in Act),
            "",
            "Нажмите на документ, чтобы внести или исправить номер и дату." if found.may_note else None,
        ),
        (*column(buttons), (Button("Назад", to.Registers(here)), MENU)),
    )


def _label(found: ActsOf, act: Act) -> str:
    return f"{'✅' if act in found.acts else '➕'} {said.ACTS[act]}"


def _line(act: Act, kept: LocalAct | None) -> Html:
    if kept is None:
        return markup("▫️ {name}: не внесено", name=said.ACTS[act])
    link = markup(' (<a href="{link}">открыть</a>)', link=kept.link.replace('"', "%22")) if kept.link else Html("")
    return markup("✅ {name}: {told}{link}", name=said.ACTS[act], told=said.act(kept), link=link)


def act_asked(found: ActsOf, act: Act, problem: PaperProblem | ActProblem | None = None) -> Screen:
    kept = found.acts.get(act)
    here = found.organisation.id
    away: Rows = ((Button("Убрать запись", to.TakeActAway(here, act)),),) if kept is not None else ()
    return Screen(
        lines(
            _problem(problem),
            bold(said.ACTS[act]),
            markup("Сейчас: {told}.", told=said.act(kept)) if kept else None,
            "",
            "Напишите номер, дату и, если документ на сайте, ссылку.",
            "Например: 12-од от 05.09.2026 https://school.example/doc",
            "Номера нет — напишите «б/н от 05.09.2026». Можно прислать одну ссылку.",
        ),
        (*away, (Button("Назад", to.LocalActs(here)), MENU)),
    )


def _problem(problem: PaperProblem | ActProblem | None) -> str | None:
    if problem is None:
        return None
    if isinstance(problem, ActProblem):
        return said.ACT_PROBLEMS[problem]
    return PROBLEMS[problem].replace("приказа", "документа")


def below(found: ActsBelow, page: int = 0) -> Screen:
    part = paged(len(found.lines), page, 8)
    place = found.place.id
    return Screen(
        lines(
            bold("Локальные акты школ"),
            found.place.name,
            "",
            *_counts(found),
            *(_school(line) for line in found.lines[part.first : part.last]),
        ),
        (
            *turning(part, lambda number: to.ActsBelow(place, number)),
            *_remind(found),
            *(((Button("Таблица XLSX", to.ActsFile(place)),),) if found.lines else ()),
            (Button("Назад", to.Registers(place)), MENU),
        ),
    )


def _counts(found: ActsBelow) -> list[str]:
    if not found.lines:
        return ["Школ пока нет."]
    total = len(found.lines)
    told = [f"Все три документа внесены: {total - found.gaps} из {total}."]
    if found.written is not None:
        get = words.plural(found.written, "получит", "получат", "получат")
        told.append(
            f"✅ Напоминание {get} {said.schools(found.written)}."
            if found.written
            else "Сегодня напоминание уже отправлено всем, кто его получает."
        )
    return [*told, ""]


def _school(line: ActLine) -> Html:
    gaps = missing(line.acts)
    name = labels.shortened(line.name, 100)
    if not gaps:
        return markup("✅ {name}", name=name)
    return markup(
        "▫️ {name}: нет — {gaps}",
        name=name,
        gaps=words.listed(words.inside(said.SHORT_ACTS[act]) for act in gaps),
    )


def _remind(found: ActsBelow) -> Rows:
    if not found.gaps or found.written is not None:
        return ()
    press = to.RemindOfActs(found.place.id, found.today.toordinal())
    return ((Button(f"Напомнить школам с пробелами · {found.gaps}", press),),)
