"""Proof of an item of a road map: asked for, shown on its card, corrected."""

from bot.dialogs import evidence_addresses as to
from bot.dialogs import past_days
from bot.dialogs.campaign_addresses import Campaigns
from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import TaskCard as Card
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, paged, turning
from bot.texts import counters, labels, registers, words
from bot.texts import evidence as said
from bot.texts import road_maps as words_of
from mentoring import evidence as rules
from mentoring.counters import Counter
from mentoring.evidence import ChecklistRow, Need
from mentoring.ids import EvidenceId
from mentoring.local_acts import Act
from mentoring.road_map_views import TaskCard
from mentoring.road_maps import EvidenceKind, TaskState
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

MOST_PIECES = 5
"""Proofs told on one screen; «Исправить» has them all."""

LABEL = 30

MAY_NAME = frozenset({Need.FILE, Need.WORDS})
"""Proofs that may hold names: lists, photos, words."""

MARKS: dict[bool | None, str] = {True: "✅", False: "➖", None: "▫️"}


# -- on the card -------------------------------------------------------------------------------------------------


def told(found: TaskCard) -> list[Html | str]:
    """What proves the task, or what the bot counts of it, for its card."""
    shown: list[Html | str] = []
    if found.counted is not None:
        shown += ["", counters.now(found.counted, found.today)]
        if found.may_prove and rules.blocked(found.road_map, found.task) is None:
            shown.append(counters.rule(found.counted, found.task, found.today))
    elif found.task.state is TaskState.OPEN and (why := counters.not_counted(found.item.item.counter)):
        shown += ["", why]
    if found.pieces:
        shown += ["", bold("Подтверждение:"), *_pieces(found)]
    if any(given.sealed and given.piece.file is not None for given in found.pieces):
        shown.append(said.SEALED)
    return shown


def rows(found: TaskCard) -> Rows:
    """What may be done with the proof, for the card."""
    files = [given for given in found.pieces if given.piece.file is not None and not given.sealed]
    show = _surveys(found)
    if len(files) == 1:
        show += [Button("Показать файл", to.ShowFile(EvidenceId(files[0].id)))]
    elif files:
        show += [Button(f"Показать файлы: {len(files)}", to.Files(found.task.id))]
    if not found.may_prove or rules.blocked(found.road_map, found.task) is not None:
        return column(show)
    give = Button("Добавить" if found.pieces else "Подтвердить", to.Prove(found.task.id))
    correct = [Button("Исправить", to.Correct(found.task.id))] if found.pieces else []
    return (((give, *correct)), *column(show), *column(_unnamed(found)), *column(_by_hand(found)))


def _surveys(found: TaskCard) -> list[Button]:
    """Where the answers that are counted are asked for."""
    asks = found.counted is not None and found.counted.counter in {Counter.MONITORING, Counter.SATISFACTION}
    if not (asks and found.leads_surveys and found.place.level is Level.ORGANISATION):
        return []
    return [Button("Опросы", Campaigns(found.place.id))]


def _by_hand(found: TaskCard) -> list[Button]:
    if found.may_be_reopened:
        return [Button("Вернуть в работу", to.Reopen(found.task.id))]
    if not found.may_be_closed:
        return []
    return [Button("Закрыть с этими числами" if found.counted else "Закрыть пункт", to.Close(found.task.id))]


def _pieces(found: TaskCard) -> list[Html | str]:
    checked = _checked(found)
    latest = found.pieces[-MOST_PIECES:]
    before = len(found.pieces) - len(latest)
    return [
        *checked,
        *([f"…и ещё {before}"] if before else []),
        *(markup("• {piece}", piece=said.piece(given, found.today)) for given in latest),
    ]


def _checked(found: TaskCard) -> list[str]:
    """«2 из 3»: what is not there yet stays in sight."""
    if not _is_checklist(found):
        return []
    listed = rules.checklist(found.item.item, found.held)
    return [f"Есть {sum(row.there is True for row in listed)} из {len(listed)}."]


def _is_checklist(found: TaskCard) -> bool:
    return found.item.item.evidence is EvidenceKind.CHECKLIST and bool(found.item.item.checklist)


# -- giving ------------------------------------------------------------------------------------------------------


def asked(found: TaskCard, row: int | None = None, note: str | None = None) -> Screen:
    """The next message is a proof. ``note`` is what was wrong with the one before."""
    if row is None and _is_checklist(found):
        return _checklist(found, note)
    if row is not None:
        return _row(found, row, note)
    item = found.item.item
    enough = found.task.state is TaskState.DONE
    return Screen(
        lines(
            bold(words_of.title(item)),
            "",
            *([note, ""] if note else []),
            *([bold("Подтверждение:"), *_pieces(found), ""] if found.pieces else []),
            *_next(found, enough=enough),
        ),
        (
            *column(_unnamed(found)),
            *column(_ways(found)),
            *_ends(found),
        ),
    )


def _unnamed(found: TaskCard) -> list[Button]:
    return [] if found.unnamed is None else [Button("Внести в локальные акты", to.AskAct(found.task.id))]


def _next(found: TaskCard, *, enough: bool) -> list[str]:
    kind = found.item.item.evidence
    if enough:
        return ["Пункт выполнен. Можно прислать ещё или нажать «Готово»."]
    also = said.ALSO.get(kind)
    goes_on = None if rules.closes_itself(found.task) else said.GOES_ON
    names = said.NO_NAMES if MAY_NAME.intersection(rules.form_of(found.item.item).asks) else None
    return [line for line in (said.ASKS[kind], also, names, goes_on) if line]


def _ways(found: TaskCard) -> list[Button]:
    asks = rules.form_of(found.item.item).asks
    ways = []
    if Need.PEOPLE in asks:
        ways.append(Button("Выбрать день", to.PickDay(found.task.id)))
    if Need.FILE in asks:
        ways.append(Button("Прислать файлом", to.ByFile(found.task.id)))
    return ways


def _ends(found: TaskCard) -> Rows:
    if not found.pieces:
        return ((Button("Назад", Card(found.task.id)), MENU),)
    ready = (Button("Готово", Card(found.task.id)), Button("Исправить", to.Correct(found.task.id)))
    return (ready, (MENU,))


def by_file(found: TaskCard, row: int | None = None) -> Screen:
    """The same is awaited: this only says which files there may be."""
    name = words_of.title(found.item.item) if row is None else _paper(found, row).name
    return Screen(
        lines(bold(name), "", said.FILE_ASKED, said.NO_NAMES),
        ((Button("Назад", to.Prove(found.task.id, row)), MENU),),
    )


def day_asked(found: TaskCard, month: int | None = None) -> Screen:
    """On which day was it?"""
    task = found.task.id
    return Screen(
        lines(bold(words_of.title(found.item.item)), "", "В какой день это было?"),
        (
            *past_days.days(
                found.today, month, lambda day: to.OnDay(task, day.toordinal()), lambda of: to.PickDay(task, of)
            ),
            (Button("Назад", to.Prove(task)), MENU),
        ),
    )


def people_asked(found: TaskCard, day: str, note: str | None = None) -> Screen:
    """The day is known; how many there were is typed next."""
    return Screen(
        lines(
            bold(words_of.title(found.item.item)),
            "",
            *([note, ""] if note else []),
            f"{words.stopped(day)} Сколько было участников? Пришлите число.",
        ),
        ((Button("Назад", to.Prove(found.task.id)), MENU),),
    )


def act_asked(found: TaskCard) -> Screen:
    """Which local act is the order? Of a school alone, and never guessed from the words of the item."""
    order = found.unnamed
    if order is None:
        return asked(found)
    names = [Button(registers.ACTS[act], to.NameAct(EvidenceId(order.id), act)) for act in Act]
    return Screen(
        lines(
            bold("Какой это документ?"),
            words_of.title(found.item.item),
            "",
            f"{said.piece(order, found.today)} встанет в «Локальные акты» под этим названием.",
            "Если приказ о другом, нажмите «Назад».",
        ),
        (*column(names), (Button("Назад", to.Prove(found.task.id)), MENU)),
    )


# -- a checklist -------------------------------------------------------------------------------------------------


def _checklist(found: TaskCard, note: str | None) -> Screen:
    listed = rules.checklist(found.item.item, found.held)
    return Screen(
        lines(
            bold(words_of.title(found.item.item)),
            "",
            *([note, ""] if note else []),
            *_pieces(found),
            "",
            said.ALL_THERE if found.task.state is TaskState.DONE else said.ASKS[EvidenceKind.CHECKLIST],
        ),
        (
            *column([Button(_row_label(row), to.Prove(found.task.id, row.number)) for row in listed]),
            *_ends(found),
        ),
    )


def _row_label(row: ChecklistRow) -> str:
    return f"{MARKS[row.there]} {labels.shortened(row.name, LABEL)}"


def _row(found: TaskCard, row: int, note: str | None) -> Screen:
    listed = _paper(found, row)
    absent = [Button("Пока нет", to.Absent(found.task.id, row))] if listed.there is None else []
    return Screen(
        lines(
            bold(listed.name),
            words_of.title(found.item.item),
            "",
            *([note, ""] if note else []),
            "Если бумага есть, пришлите её номер и дату: «№ 12 от 15.09.2026». Или ссылку, или сам файл.",
        ),
        (
            *column([*absent, Button("Прислать файлом", to.ByFile(found.task.id, row))]),
            (Button("Назад", to.Prove(found.task.id)), MENU),
        ),
    )


def _paper(found: TaskCard, row: int) -> ChecklistRow:
    return rules.checklist(found.item.item, found.held)[row]


# -- correcting --------------------------------------------------------------------------------------------------


def correct(found: TaskCard, page: int = 0) -> Screen:
    """Each proof with a button that takes it back."""
    part = paged(len(found.pieces), page)
    shown = found.pieces[part.first : part.last]
    return Screen(
        lines(
            bold(words_of.title(found.item.item)),
            "",
            "Что убрать? Вместо убранного можно сразу прислать верное."
            if found.pieces
            else "Подтверждений нет. Пришлите новое.",
        ),
        (
            *column(
                [
                    Button(f"✖️ {said.short(given, found.today, LABEL)}", to.Withdraw(EvidenceId(given.id)))
                    for given in shown
                ]
            ),
            *turning(part, lambda turned: to.Correct(found.task.id, turned)),
            (Button("Назад", Card(found.task.id)), MENU),
        ),
    )


def files(found: TaskCard, page: int = 0) -> Screen:
    """Which file is to be shown?"""
    held = [given for given in found.pieces if given.piece.file is not None and not given.sealed]
    part = paged(len(held), page)
    return Screen(
        lines(bold(words_of.title(found.item.item)), "", "Какой файл показать?"),
        (
            *column(
                [
                    Button(labels.shortened(given.file or "", LABEL), to.ShowFile(EvidenceId(given.id)))
                    for given in held[part.first : part.last]
                ]
            ),
            *turning(part, lambda turned: to.Files(found.task.id, turned)),
            (Button("Назад", Card(found.task.id)), MENU),
        ),
    )
