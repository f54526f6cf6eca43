"""Both banks of an organisation: lists, filters, search, the card of a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogs.answers import told_words, withheld_note
from bot.dialogs.menu import Open
from bot.dialogs.reaching_addresses import Stopped, Unreached
from bot.dialogs.register_addresses import BankPerson
from bot.dialogs.registry_addresses import Registry
from bot.leaves import leaves
from bot.screens import (
    Address,
    Button,
    Html,
    Rows,
    Screen,
    Slice,
    address,
    bold,
    column,
    grid,
    italic,
    lines,
    markup,
    paged,
    turning,
)
from bot.texts import people, roles, words
from mentoring.bank import Card, Entry, Listing, Overview, Side, TopicChoice, View
from mentoring.ids import MembershipId, OrganisationId, SearchId
from mentoring.organisations import Organisation

TITLES = {Side.MENTEES: "Наставляемые", Side.MENTORS: "Наставники"}


@address("bk")
@dataclass(frozen=True, slots=True)
class Banks(Address):
    """Which of the two banks?"""

    organisation: OrganisationId


@address("b")
@dataclass(frozen=True, slots=True)
class Bank(Address):
    """A page of one bank under its filters."""

    organisation: OrganisationId
    side: Side
    page: int = 0
    topic: str | None = None
    places: bool = False
    search: SearchId | None = None

    @property
    def view(self) -> View:
        return View(self.side, self.page, self.topic, self.places, self.search)


@address("bc")
@dataclass(frozen=True, slots=True)
class Person(Address):
    """A card, opened from a page of a bank; ``leaf`` opens the answers."""

    organisation: OrganisationId
    membership: MembershipId
    side: Side
    page: int = 0
    topic: str | None = None
    places: bool = False
    search: SearchId | None = None
    leaf: int | None = None

    @property
    def view(self) -> View:
        return View(self.side, self.page, self.topic, self.places, self.search)


@address("bt")
@dataclass(frozen=True, slots=True)
class Topics(Address):
    """What to filter by; ``list_page`` turns the list of topics."""

    organisation: OrganisationId
    side: Side
    topic: str | None = None
    places: bool = False
    search: SearchId | None = None
    list_page: int = 0

    @property
    def view(self) -> View:
        return View(self.side, 0, self.topic, self.places, self.search)


@address("bs")
@dataclass(frozen=True, slots=True)
class Search(Address):
    """«Найти»: the next typed words are looked for."""

    organisation: OrganisationId
    side: Side


MENU = Button("Меню", Open("menu"))


def _bank(organisation: Organisation, view: View) -> Bank:
    return Bank(organisation.id, view.side, view.page, view.topic, view.places, view.search)


def pick_bank(organisations: Sequence[Organisation]) -> Screen:
    """For a bearer of roles in several organisations."""
    buttons = [Button(people.fitting(organisation.name), Banks(organisation.id)) for organisation in organisations]
    return Screen(bold("Чей банк открыть?"), column([*buttons[:7], MENU]))


def overview(banks: Overview) -> Screen:
    mentees, mentors = banks.counts[Side.MENTEES], banks.counts[Side.MENTORS]
    return Screen(
        lines(
            bold("Банк участников"),
            banks.organisation.name,
            "",
            f"Наставляемых: {mentees}",
            f"Наставников: {mentors}",
        ),
        column(
            [
                *(Button(f"{TITLES[side]} · {banks.counts[side]}", Bank(banks.organisation.id, side)) for side in Side),
                Button("Реестр наставников", Registry(banks.organisation.id)),
                *_not_heard_of(banks),
                MENU,
            ]
        ),
    )


def _not_heard_of(banks: Overview) -> list[Button]:
    """Those who have stopped half-way, and those who do not hear the bot at all."""
    here, buttons = banks.organisation.id, []
    if banks.stopped:
        buttons.append(Button(f"Напомнить об анкете · {banks.stopped}", Stopped(here)))
    if banks.unreached:
        buttons.append(Button(f"Не доходят письма · {banks.unreached}", Unreached(here)))
    return buttons


# -- the list ----------------------------------------------------------------------------------------------------


def listing(shown: Listing) -> Screen:
    if not shown.total:
        return _nobody_yet(shown)
    part = paged(len(shown.entries), shown.view.page)
    here = shown.entries[part.first : part.last]
    numbered = list(enumerate(here, part.first + 1))
    body = [_line(number, entry, shown.view.side) for number, entry in numbered]
    if not body:
        other = "напишите иначе" if shown.listening else "нажмите «Найти» и напишите иначе"
        body = [Html(f"Никого не нашлось. Снимите отбор или {other}.")]
    elif shown.listening:
        body += [Html(""), italic("Можно сразу написать другое слово.")]
    return Screen(
        lines(_head(shown, part), *_conditions(shown), "", *body),
        (*_people(shown, numbered), *_turning(shown, part), *_tools(shown)),
    )


def _nobody_yet(shown: Listing) -> Screen:
    whom = "наставляемым" if shown.view.side is Side.MENTEES else "наставникам"
    return Screen(
        lines(
            bold(TITLES[shown.view.side]),
            shown.organisation.name,
            "",
            "Здесь пока никого.",
            "",
            f"Начните с приглашения: отправьте {whom} ссылку или повесьте плакат с QR-кодом. "
            "Когда человек заполнит анкету, он появится в этом списке.",
        ),
        (
            (Button("Пригласить", Open("invite")),),
            (_other_bank(shown), MENU),
        ),
    )


def _head(shown: Listing, part: Slice) -> Html:
    total = len(shown.entries)
    if not total:
        return bold(TITLES[shown.view.side])
    where = f"{part.first + 1}–{part.last} из {total}" if part.pages > 1 else f"{total}"
    return markup("{title}, {where}", title=bold(TITLES[shown.view.side]), where=where)


def _conditions(shown: Listing) -> list[Html]:
    """What the list is narrowed to; in ``minimal`` the words searched for are not sent back."""
    found = []
    if shown.view.topic is not None:
        found.append(markup("Направление: {topic}", topic=shown.topic or "—"))
    if shown.view.places:
        found.append(Html("Только те, у кого есть места"))
    if shown.view.search is not None:
        found.append(markup("Поиск: «{words}»", words=shown.words) if shown.words else Html("Найдено по запросу"))
    return found


def _line(number: int, entry: Entry, side: Side) -> Html:
    told = [people.post_words(entry.post), _days(entry, side)]
    if entry.places is not None:
        told.append(_places(entry.places))
    return lines(
        markup(
            "{number}. {who} · {told}",
            number=number,
            who=bold(people.called(entry.code, entry.name)),
            told=" · ".join(part for part in told if part),
        ),
        italic(people.fitting("; ".join(entry.topics), 140)) if entry.topics else None,
    )


def _days(entry: Entry, side: Side) -> str:
    if not entry.days:
        return "сегодня"
    return f"{'ждёт' if side is Side.MENTEES else 'в банке'} {people.days(entry.days)}"


def _places(places: int) -> str:
    return words.counted(places, "место", "места", "мест") if places else "мест нет"


def _people(shown: Listing, numbered: Sequence[tuple[int, Entry]]) -> Rows:
    view = shown.view
    return grid(
        [
            Button(
                f"{number} · {people.called(entry.code, entry.name)}",
                Person(
                    shown.organisation.id,
                    entry.membership,
                    view.side,
                    view.page,
                    view.topic,
                    view.places,
                    view.search,
                ),
            )
            for number, entry in numbered
        ],
        2,
    )


def _turning(shown: Listing, part: Slice) -> Rows:
    return turning(part, lambda page: _bank(shown.organisation, replace(shown.view, page=page)))


def _tools(shown: Listing) -> Rows:
    view, here = shown.view, shown.organisation
    tools = [
        Button("По направлению", Topics(here.id, view.side, view.topic, view.places, view.search)),
        Button("🔎 Найти", Search(here.id, view.side)),
    ]
    if view.side is Side.MENTORS:
        label = "Все" if view.places else "С местами"
        tools.append(Button(label, _bank(here, replace(view, page=0, places=not view.places))))
    narrowed = view.topic is not None or view.search is not None
    reset: Rows = ((Button("Показать всех", Bank(here.id, view.side)),),) if narrowed else ()
    return (*grid(tools, 2), *reset, (_other_bank(shown), MENU))


def _other_bank(shown: Listing) -> Button:
    other = shown.view.side.opposite
    return Button(TITLES[other], Bank(shown.organisation.id, other))


# -- filters and search ------------------------------------------------------------------------------------------


def topics(choice: TopicChoice, page: int = 0) -> Screen:
    """What people ask for or offer, the most frequent first."""
    view, here = choice.view, choice.organisation
    back = Button("Назад", _bank(here, view))
    if not choice.topics:
        return Screen(lines(bold("Направление"), "", "Выбирать пока не из чего: анкет ещё нет."), ((back,),))
    part = paged(len(choice.topics), page)
    buttons = [
        Button(f"{topic.label} · {count}", _bank(here, replace(view, page=0, topic=topic.key)))
        for topic, count in choice.topics[part.first : part.last]
    ]
    what = "О чём просят" if view.side is Side.MENTEES else "В чём готовы помочь"
    return Screen(
        lines(bold("Направление"), f"{what}: рядом — сколько человек."),
        (
            *column(buttons),
            *turning(part, lambda to: Topics(here.id, view.side, view.topic, view.places, view.search, to)),
            (back,),
        ),
    )


def search_asked(organisation: Organisation, side: Side, note: str | None = None) -> Screen:
    whom = "наставляемых" if side is Side.MENTEES else "наставников"
    kept = None if organisation.says_names else "Само сообщение бот сразу удалит: в нём может быть фамилия."
    return Screen(
        lines(
            note,
            "" if note else None,
            bold(f"Поиск среди {whom}"),
            "",
            "Напишите две буквы или больше: фамилию, имя, код, должность или предмет.",
            kept,
        ),
        ((Button("Назад", Bank(organisation.id, side)),),),
    )


SEARCH_REFUSED = "Нужно от двух букв до шестидесяти."


# -- the card ----------------------------------------------------------------------------------------------------


def card(person: Card) -> Screen:
    entry = person.entry
    here, view = person.organisation, person.view
    answers = Person(here.id, entry.membership, view.side, view.page, view.topic, view.places, view.search, leaf=0)
    return Screen(
        lines(
            markup("{who} — {role}", who=bold(people.called(entry.code, entry.name)), role=roles.NAMES[view.side.role]),
            markup("Полное имя: {name}", name=entry.name) if entry.name else None,
            markup("Код: {code}", code=entry.code) if entry.name else None,
            _post(person),
            "",
            _told("Запросы" if view.side is Side.MENTEES else "Может помочь", entry.topics),
            markup("Места: {places}", places=_places(entry.places)) if entry.places is not None else None,
            _told("Форма", person.forms),
            _told("Вид работы", person.kinds),
            _told("Удобное время", person.slots),
            _told("Встречи", person.meeting),
            "",
            markup("Анкета: {day}, {wait}", day=words.day_and_year(person.finished), wait=_days(entry, view.side)),
            _consent(person),
            f"Номер в другом региональном банке: {person.external_id}" if person.external_id else None,
        ),
        (
            (Button("Ответы анкеты", answers),),
            *(() if person.pupil else ((Button("Региональный банк", BankPerson(entry.membership)),),)),
            (Button("Назад", _bank(here, view)), MENU),
        ),
    )


def _post(person: Card) -> Html:
    post = person.entry.post
    if person.pupil:
        return markup("Класс: {grade}", grade=post.grade or "не указан")
    return markup("Должность: {position}", position=post.position or "не указана")


def _told(label: str, values: tuple[str, ...]) -> Html | None:
    return markup("{label}: {values}", label=label, values="; ".join(values)) if values else None


def _consent(person: Card) -> Html:
    given = person.consent
    if given is None:
        return Html("Согласие: нет действующего")
    return markup("Согласие: {day}, версия текста {version}", day=words.day_and_year(given.date), version=given.version)


def answers(person: Card, leaf: int = 0) -> Screen:
    """Only what this reader may read; a question for other readers is not even mentioned."""
    cut = leaves([told_words(told) for told in person.answers])
    part = paged(len(cut), leaf, 1)
    entry, view = person.entry, person.view

    def at(number: int | None) -> Person:
        return Person(
            person.organisation.id,
            entry.membership,
            view.side,
            view.page,
            view.topic,
            view.places,
            view.search,
            number,
        )

    body: list[Html | str] = [line for block in cut[part.page] for line in ("", block)]
    return Screen(
        lines(
            markup("{who}: ответы анкеты", who=bold(people.called(entry.code, entry.name))),
            *(body or ["", "Открытых Вам ответов нет."]),
            *withheld_note(person.answers),
        ),
        (*turning(part, at), (Button("Назад", at(None)), MENU)),
    )
