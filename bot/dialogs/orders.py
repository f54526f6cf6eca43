"""«Приказы»: drafts for the head to sign, the forms of names in them, the number afterwards."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup
from bot.texts import orders as words_of
from bot.texts import pairs as pair_words
from bot.texts import people, words
from mentoring.ids import OrderDraftId, OrganisationId, PairId, PersonId
from mentoring.name_forms import Case, NameForm
from mentoring.names import Gender
from mentoring.orders import Named, OrderDraft, OrderEntered, OrderKind, OrderLine, OrdersHome

MENU = Button("Меню", Open("menu"))
PAIRS = (Button("Все пары", Open("pairs")), MENU)
MOST_LINES = 15
"""Pairs named on the page; the file names them all."""


@address("dh")
@dataclass(frozen=True, slots=True)
class Orders(Address):
    organisation: OrganisationId


@address("do")
@dataclass(frozen=True, slots=True)
class DraftOrder(Address):
    """For all pairs that wait for such an order."""

    organisation: OrganisationId
    kind: OrderKind


@address("dq")
@dataclass(frozen=True, slots=True)
class OrderOfPair(Address):
    """For this pair alone."""

    pair: PairId


@address("dd")
@dataclass(frozen=True, slots=True)
class Drafted(Address):
    draft: OrderDraftId


@address("dp")
@dataclass(frozen=True, slots=True)
class SendOrder(Address):
    """«Скачать проект»."""

    draft: OrderDraftId


@address("dm")
@dataclass(frozen=True, slots=True)
class Forms(Address):
    """«Проверить имена»."""

    draft: OrderDraftId


@address("dr")
@dataclass(frozen=True, slots=True)
class CorrectForm(Address):
    """The form is typed next."""

    draft: OrderDraftId
    person: PersonId
    case: Case


@address("ds")
@dataclass(frozen=True, slots=True)
class TellGender(Address):
    draft: OrderDraftId
    person: PersonId
    gender: Gender


@address("dn")
@dataclass(frozen=True, slots=True)
class EnterForAll(Address):
    """``papers``: the written consents are there, the number is typed next."""

    draft: OrderDraftId
    papers: bool = False


def home(found: OrdersHome) -> Screen:
    kinds = [kind for kind in OrderKind if found.waiting[kind]]
    buttons = [
        Button(f"{words_of.LABELS[kind]} · {found.waiting[kind]}", DraftOrder(found.organisation.id, kind))
        for kind in kinds
    ]
    said = "Бот составит проект, руководитель подпишет, номер и дату внесите потом сюда."
    if not kinds:
        said = "Сейчас ни одна пара не ждёт приказа."
    return Screen(lines(bold("Приказы о парах"), found.organisation.name, "", said), (*column(buttons), PAIRS))


def nothing() -> str:
    return "Эти пары приказа уже не ждут."


def drafted(draft: OrderDraft) -> Screen:
    says = draft.organisation.says_names
    more = len(draft.lines) - MOST_LINES
    body: list[Html | str | None] = [
        bold(f"Приказ: {words_of.LABELS[draft.kind].lower()}"),
        draft.organisation.name,
        "",
        *(_line(line) for line in draft.lines[:MOST_LINES]),
        f"И ещё {words.counted(more, 'пара', 'пары', 'пар')}." if more > 0 else None,
        "",
        *(_about_names(draft) if says else BY_COMMAND_LINE),
    ]
    pairs = words.counted(len(draft.lines), "пары", "пар", "пар")
    buttons = [
        *([Button("Скачать проект приказа", SendOrder(draft.id))] if says else []),
        *([Button("Проверить имена", Forms(draft.id))] if draft.forms and says else []),
        Button(f"Внести приказ для {pairs}", EnterForAll(draft.id)),
    ]
    back = Button("Назад", Orders(draft.organisation.id))
    return Screen(lines(*body), (*column(buttons), (back, MENU)))


BY_COMMAND_LINE = (
    "Имена через мессенджер не передаются. Проект с именами составит тот, кто ведёт сервер: команда order draft.",
)


def _about_names(draft: OrderDraft) -> list[str]:
    said = []
    if any(form.form is None for form in draft.forms):
        said.append("⚠️ По одному из имён не видно пола, без него не просклонять. Нажмите «Проверить имена».")
    if draft.names_minors:
        said.append("В приложении есть ученики: на сайте его не публикуют.")
    return said or [_declined(draft)]


def _declined(draft: OrderDraft) -> str:
    """An order on one pair names it in its points, any other only the curator; the annex is in the nominative."""
    if not draft.forms:
        return "В приложении имена стоят в именительном падеже: проверьте их до печати."
    who = "Имя куратора просклонено" if all(one.case is Case.DATIVE for one in draft.forms) else "Имена просклонены"
    return f"{who}, в приложении имена — в именительном падеже. Проверьте их до печати."


def _line(line: OrderLine) -> Html:
    mentees = ", ".join(_short(one) for one in line.mentees)
    return markup("{title}: {mentor} → {mentees}", title=_title(line), mentor=_short(line.mentor), mentees=mentees)


def _title(line: OrderLine) -> str:
    return pair_words.title(line.pair)


def _short(named: Named) -> str:
    return people.called(named.code, named.name)


def forms(draft: OrderDraft) -> Screen:
    body: list[Html | str | None] = [
        bold("Имена в приказе"),
        "",
        *(_form(form) for form in draft.forms),
        "",
        "Если форма неверна, нажмите на неё и напишите правильную: бот её запомнит.",
    ]
    buttons: list[Button] = []
    for form in draft.forms:
        surname = form.name.surname
        if form.gender is None and form.form is None:
            named = people.fitting(f"{surname} {form.name.name}", 28)
            buttons.append(Button(f"{named}: женщина", TellGender(draft.id, form.person, Gender.FEMALE)))
            buttons.append(Button(f"{named}: мужчина", TellGender(draft.id, form.person, Gender.MALE)))
        label = people.fitting(f"Исправить: {form.short or surname}", 34)
        buttons.append(Button(label, CorrectForm(draft.id, form.person, form.case)))
    return Screen(lines(*body), (*column(buttons[:9]), (Button("Назад", Drafted(draft.id)), MENU)))


def _form(form: NameForm) -> Html:
    said = form.form or f"{form.name} — не просклонено"
    tail = " (исправлено)" if form.corrected else ""
    return markup("{case}: {form}{tail}", case=words_of.CASES[form.case].capitalize(), form=bold(said), tail=tail)


def form_asked(draft: OrderDraft, form: NameForm, *, refused: bool = False) -> Screen:
    text = lines(
        "Это не похоже на форму того же имени: нужны фамилия, имя и отчество, если оно есть." if refused else None,
        "" if refused else None,
        bold(str(form.name)),
        "",
        f"Напишите имя целиком, {words_of.CASES[form.case]}.",
        markup("Сейчас: {form}", form=form.form) if form.form else None,
    )
    return Screen(text, ((Button("Назад", Forms(draft.id)),),))


def consents_asked(draft: OrderDraft) -> Screen:
    """Before the order: the bot cannot replace the written consents."""
    text = lines(
        bold(f"Приказ: {words_of.LABELS[draft.kind].lower()}"),
        "",
        "Письменные согласия работников на наставническую работу (ст. 351.8 ТК РФ) уже в папке? Бот их не заменяет.",
    )
    return Screen(
        text,
        (
            (Button("Да, согласия есть", EnterForAll(draft.id, papers=True)),),
            (Button("Назад", Drafted(draft.id)),),
        ),
    )


def number_asked(draft: OrderDraft, problem: str | None = None) -> Screen:
    pairs = words.counted(len(draft.lines), "пары", "пар", "пар")
    text = lines(
        problem,
        "" if problem else None,
        bold(f"Приказ: {words_of.LABELS[draft.kind].lower()}"),
        "",
        f"Напишите номер и дату подписанного приказа, например: 12-од от 15.09.2026. Он будет внесён для {pairs}.",
    )
    return Screen(text, ((Button("Назад", Drafted(draft.id)),),))


def entered(done: OrderEntered) -> Screen:
    pairs = words.counted(done.pairs, "пары", "пар", "пар")
    late = words.counted(done.late, "пары", "пар", "пар")
    text = lines(
        bold(f"Приказ №{words.NBSP}{done.order.number} от {words.numeric(done.order.date)}"),
        done.organisation.name,
        "",
        f"Внесён для {pairs}." if done.pairs else "Ни для одной пары не внесён.",
        f"Пропущено: для {late} он уже внесён или положение изменилось." if done.late else None,
    )
    return Screen(text, ((Button("Приказы", Orders(done.organisation.id)), MENU),))
