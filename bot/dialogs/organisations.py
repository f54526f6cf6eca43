"""/org: the tree of organisations, one organisation's card, its details and the warning."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.invitations import InviteInto
from bot.dialogs.menu import Open
from bot.dialogs.organisation_addresses import ShowVacations
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, grid, italic, lines, markup, paged
from bot.screens import turning as turning_rows
from bot.texts import labels, words
from bot.texts.organisations import ACCUSATIVE, FAULTS, FIELDS, LEVELS, PRIVACY, THIS, WARNING, what_is_missing
from mentoring.ids import OrganisationId
from mentoring.organisation_details import (
    Fault,
    Field,
    OrganisationCard,
    OrganisationShelf,
    Zone,
    levels_under,
    open_steps,
)
from mentoring.organisations import Detail, Organisation, Privacy
from mentoring.roles import Level

LABEL = 30


@address("ogl")
@dataclass(frozen=True, slots=True)
class OpenShelf(Address):
    """What stands directly under ``above``; the top of the tree without it."""

    above: OrganisationId | None
    page: int = 0


@address("og")
@dataclass(frozen=True, slots=True)
class ShowOrganisation(Address):
    organisation: OrganisationId


@address("ogn")
@dataclass(frozen=True, slots=True)
class NewOrganisation(Address):
    above: OrganisationId | None


@address("ogp")
@dataclass(frozen=True, slots=True)
class ChooseParent(Address):
    level: Level
    page: int = 0


@address("oga")
@dataclass(frozen=True, slots=True)
class NameOrganisation(Address):
    level: Level
    above: OrganisationId | None


@address("oge")
@dataclass(frozen=True, slots=True)
class EditDetail(Address):
    organisation: OrganisationId
    field: Field


@address("ogz")
@dataclass(frozen=True, slots=True)
class SetZone(Address):
    organisation: OrganisationId
    name: str


@address("ogw")
@dataclass(frozen=True, slots=True)
class SetWeek(Address):
    organisation: OrganisationId
    days: int


@address("ogs")
@dataclass(frozen=True, slots=True)
class SetState(Address):
    organisation: OrganisationId
    state_owned: bool


@address("ogm")
@dataclass(frozen=True, slots=True)
class SetMinors(Address):
    organisation: OrganisationId
    take_part: bool


@address("ogv")
@dataclass(frozen=True, slots=True)
class SetPrivacy(Address):
    organisation: OrganisationId
    privacy: Privacy


@address("ogq")
@dataclass(frozen=True, slots=True)
class ShowWarning(Address):
    organisation: OrganisationId


@address("ogk")
@dataclass(frozen=True, slots=True)
class Acknowledge(Address):
    organisation: OrganisationId


# -- the tree --------------------------------------------------------------------------------------------------------


def shelf(shown: OrganisationShelf, page: int) -> Screen:
    if not shown.entries and shown.above is None:
        return _nothing_yet(may_create=shown.may_create)
    above = None if shown.above is None else shown.above.id
    part = paged(len(shown.entries), page)
    here = shown.entries[part.first : part.last]
    buttons = [Button(_entry(one, inside), ShowOrganisation(one.id)) for one, inside in here]
    rows = column(buttons) + turning_rows(part, lambda number: OpenShelf(above, number))
    return Screen(_shelf_text(shown), (*rows, _shelf_end(shown)))


def _shelf_text(shown: OrganisationShelf) -> Html:
    if shown.above is None:
        return lines(bold("Организации"), "", "Откройте, чтобы посмотреть или дополнить.", _marks(shown))
    inside = "Организации:" if shown.entries else "Внутри пока пусто."
    return lines(bold(shown.above.name), LEVELS[shown.above.level].capitalize(), "", inside, _marks(shown))


def _marks(shown: OrganisationShelf) -> str | None:
    return "⚠️ — заполнено не всё." if any(open_steps(one) for one, _ in shown.entries) else None


def _shelf_end(shown: OrganisationShelf) -> tuple[Button, ...]:
    above = shown.above
    back = Button("Меню", Open("menu")) if above is None else Button("Назад", ShowOrganisation(above.id))
    if not shown.may_create or (above is not None and not levels_under(above.level)):
        return (back,)
    return (Button("➕ Создать", NewOrganisation(None if above is None else above.id)), back)


def _entry(one: Organisation, inside: int) -> str:
    tail = f" · {inside}" if inside else ""
    mark = "" if not open_steps(one) else "⚠️ "
    return mark + labels.organisation(one.name, LABEL - len(tail) - len(mark)) + tail


def _nothing_yet(*, may_create: bool) -> Screen:
    if not may_create:
        text = "Здесь появятся организации, за которые Вы отвечаете. Пока их нет."
        return Screen(lines(bold("Организации"), "", text), column([Button("Меню", Open("menu"))]))
    return Screen(
        lines(
            bold("Организации"),
            "",
            "Пока нет ни одной. Начните со своей школы: её достаточно, регион и муниципалитет можно не создавать.",
            "",
            "Порядок такой: название, ИНН, адрес, контакт. Потом — приглашения.",
        ),
        column([Button("➕ Создать", NewOrganisation(None)), Button("Меню", Open("menu"))]),
    )


# -- one organisation ------------------------------------------------------------------------------------------------


def card(shown: OrganisationCard, zones: Sequence[Zone]) -> Screen:
    one = shown.organisation
    return Screen(
        lines(
            bold(one.name),
            " › ".join((*shown.parents, LEVELS[one.level])) if shown.parents else LEVELS[one.level].capitalize(),
            "",
            *_details(one, zones),
            "",
            _what_is_missing(one, may_edit=shown.may_edit),
        ),
        _card_rows(shown),
    )


def _details(one: Organisation, zones: Sequence[Zone]) -> list[Html]:
    told: list[tuple[str, str]] = [
        ("ИНН", one.inn or "не указан"),
        ("Адрес", one.address or "не указан"),
        ("Контакт для вопросов о данных", one.contact or "не указан"),
        ("Часовой пояс", words.zone(one.tz, zones)),
        ("Рабочая неделя", _week(one.week)),
        (FIELDS[Field.STATE_OWNED], _owner(one.state_owned)),
    ]
    if one.state_owned:
        told.append(("Предупреждение о Telegram", "прочитано" if one.warned else "не прочитано"))
    if one.level is Level.ORGANISATION:
        told.append(("Ученики", _pupils(one.minors)))
    told.append(("Имена в переписке", PRIVACY[one.privacy]))
    return [markup("{label}: {value}", label=label, value=value) for label, value in told]


def _week(days: int) -> str:
    return "пятидневная" if days == 5 else "шестидневная"


def _owner(state_owned: bool | None) -> str:
    if state_owned is None:
        return "не указано"
    return "государственная или муниципальная" if state_owned else "негосударственная"


def _pupils(minors: bool | None) -> str:
    if minors is None:
        return "не указано"
    return "участвуют" if minors else "не участвуют"


def _what_is_missing(one: Organisation, *, may_edit: bool) -> str:
    steps = open_steps(one)
    sentence = what_is_missing(step for step in steps if isinstance(step, Detail))
    if not sentence:
        return "Осталось отметить, участвуют ли ученики." if steps else "Всё нужное заполнено, можно приглашать."
    told = f"⚠️ Согласия пока не собираются. {sentence}"
    if may_edit:
        return told
    school = one.level is Level.ORGANISATION
    who = "администратор, куратор или заместитель директора" if school else "администратор"
    return f"{told} Это может сделать {who}."


def _card_rows(shown: OrganisationCard) -> Rows:
    one = shown.organisation
    rows: Rows = ()
    if shown.may_edit:
        if steps := open_steps(one):
            rows += ((Button("✏️ Заполнить дальше", step_address(one.id, steps[0])),),)
        fields = [field for field in Field if field is not Field.MINORS or one.level is Level.ORGANISATION]
        rows += grid([Button(FIELDS[field], EditDetail(one.id, field)) for field in fields], 2)
    ways = []
    if shown.may_edit and one.level is Level.ORGANISATION:
        ways.append(Button("Каникулы", ShowVacations(one.id)))
    if one.level is not Level.ORGANISATION:
        ways.append(Button(f"Внутри: {shown.inside}", OpenShelf(one.id)))
    if shown.invites:
        ways.append(Button("Пригласить", InviteInto(one.id)))
    back = Button("Назад", OpenShelf(one.path[-2] if len(shown.parents) else None))
    return rows + ((tuple(ways),) if ways else ()) + ((back,),)


def step_address(organisation: OrganisationId, step: Detail | Field) -> Address:
    """Where what is missing is told."""
    if step is Detail.WARNING:
        return ShowWarning(organisation)
    return EditDetail(organisation, Field(step.value))


# -- a new one -------------------------------------------------------------------------------------------------------


def level_asked(above: Organisation | None) -> Screen:
    levels = levels_under(None if above is None else above.level)
    buttons = [Button(LEVELS[level].capitalize(), _after_level(level, above)) for level in levels]
    where = None if above is None else markup("Будет внутри: {name}.", name=above.name)
    return Screen(
        lines(
            bold("Что создаём?"),
            "",
            "Организация — это школа, центр, колледж. Регион и муниципалитет нужны, только если там есть "
            "свои координаторы.",
            where,
        ),
        column([*buttons, Button("Назад", OpenShelf(None if above is None else above.id))]),
    )


def _after_level(level: Level, above: Organisation | None) -> Address:
    if above is not None or level is Level.REGION:
        return NameOrganisation(level, None if above is None else above.id)
    return ChooseParent(level)


def parent_asked(level: Level, parents: Sequence[Organisation], page: int) -> Screen:
    part = paged(len(parents), page, 5)
    here = parents[part.first : part.last]
    buttons = [Button(labels.organisation(one.name, LABEL), NameOrganisation(level, one.id)) for one in here]
    rows = column(buttons) + turning_rows(part, lambda number: ChooseParent(level, number))
    alone = Button("Никуда не входит", NameOrganisation(level, None))
    return Screen(
        lines(bold(f"Куда входит {THIS[level]}?"), "", f"Создаём {ACCUSATIVE[level]}."),
        (*rows, (alone,), (Button("Назад", NewOrganisation(None)),)),
    )


def name_asked(level: Level, above: Organisation | None, fault: Fault | None = None) -> Screen:
    where = None if above is None else markup("Входит в: {name}.", name=above.name)
    example = {
        Level.REGION: "Иркутская область",
        Level.MUNICIPALITY: "Усольский район",
        Level.ORGANISATION: "МБОУ «Средняя школа № 20 г. Примерска»",
    }[level]
    return Screen(
        lines(
            _fault(fault),
            bold(f"Как называется {THIS[level]}?"),
            "",
            "Напишите название полностью, как в документах: его увидят в согласии.",
            where,
            "",
            markup("<i>Например: {example}</i>", example=example),
        ),
        column([Button("Назад", NewOrganisation(None if above is None else above.id))]),
    )


# -- details ---------------------------------------------------------------------------------------------------------

_PROMPTS: dict[Field, tuple[str, str]] = {
    Field.NAME: ("Напишите название полностью, как в документах.", "МБОУ «Средняя школа № 20 г. Примерска»"),
    Field.INN: ("Напишите ИНН организации, 10 цифр.", "1234567894"),
    Field.ADDRESS: (
        "Напишите почтовый адрес организации. Он нужен в тексте согласия.",
        "г. Примерск, ул. Школьная, д. 1",
    ),
    Field.CONTACT: (
        "Куда обращаться с вопросами о персональных данных? Почта или телефон организации, без фамилий.",
        "school20@example.ru, 8 (495) 000-00-00",
    ),
}


def detail_asked(organisation: Organisation, field: Field, fault: Fault | None = None) -> Screen:
    """A detail that is typed; ``fault`` tells kindly what was wrong with what was typed before."""
    prompt, example = _PROMPTS[field]
    now = getattr(organisation, field.value)
    return Screen(
        lines(
            _fault(fault),
            bold(FIELDS[field]),
            markup("{name}", name=organisation.name) if field is not Field.NAME else None,
            "",
            prompt,
            markup("Сейчас: {now}", now=now) if now else None,
            "",
            markup("<i>Например: {example}</i>", example=example),
        ),
        column([Button("Назад", ShowOrganisation(organisation.id))]),
    )


def _fault(fault: Fault | None) -> Html | None:
    return None if fault is None else lines(markup("❗ {what}", what=FAULTS[fault]), "")


def choice_asked(organisation: Organisation, field: Field, zones: Sequence[Zone], *, new: bool = False) -> Screen:
    """A detail that is pressed; ``new``: the organisation has just been created."""
    choices = {
        Field.TZ: lambda: _zone_asked(organisation, zones, new=new),
        Field.WEEK: lambda: _week_asked(organisation),
        Field.STATE_OWNED: lambda: _state_asked(organisation),
        Field.MINORS: lambda: _minors_asked(organisation),
        Field.PRIVACY: lambda: _privacy_asked(organisation),
    }
    return choices[field]()


def _chosen(label: str, *, now: bool) -> str:
    return f"✅ {label}" if now else label


def _back(organisation: Organisation) -> tuple[Button, ...]:
    return (Button("Назад", ShowOrganisation(organisation.id)),)


def _zone_asked(one: Organisation, zones: Sequence[Zone], *, new: bool) -> Screen:
    buttons = [Button(_chosen(zone.label, now=zone.name == one.tz), SetZone(one.id, zone.name)) for zone in zones]
    head = markup("Создано: <b>{name}</b>", name=one.name) if new else bold(FIELDS[Field.TZ])
    return Screen(
        lines(
            head,
            "",
            "По какому времени живёт организация? По нему приходят напоминания и считаются сроки.",
            "",
            italic("Число — разница с Москвой."),
        ),
        (*grid(buttons, 2), _back(one)),
    )


def _week_asked(one: Organisation) -> Screen:
    five = Button(_chosen("Пятидневная", now=one.week == 5), SetWeek(one.id, 5))
    six = Button(_chosen("Шестидневная", now=one.week == 6), SetWeek(one.id, 6))
    return Screen(
        lines(bold(FIELDS[Field.WEEK]), "", "Сколько дней в неделю учатся? По этому считаются рабочие дни в сроках."),
        ((five,), (six,), _back(one)),
    )


def _state_asked(one: Organisation) -> Screen:
    state = Button(_chosen("Да", now=one.state_owned is True), SetState(one.id, state_owned=True))
    private = Button(
        _chosen("Нет, негосударственная", now=one.state_owned is False), SetState(one.id, state_owned=False)
    )
    return Screen(
        lines(
            bold("Она государственная или муниципальная?"),
            "",
            "Для государственных и муниципальных закон строже: сначала покажем, что важно знать.",
        ),
        ((state,), (private,), _back(one)),
    )


def _minors_asked(one: Organisation) -> Screen:
    yes = Button(_chosen("Да, участвуют", now=one.minors is True), SetMinors(one.id, take_part=True))
    no = Button(_chosen("Нет, только взрослые", now=one.minors is False), SetMinors(one.id, take_part=False))
    return Screen(
        lines(
            bold("Участвуют ли ученики до 18 лет?"),
            "",
            "За них сначала подписывают бумагу родители. Бланк даёт бот, а получение отмечает "
            "педагог-психолог или куратор.",
        ),
        ((yes,), (no,), _back(one)),
    )


def _privacy_asked(one: Organisation) -> Screen:
    minimal = Button(_chosen("Только коды", now=not one.says_names), SetPrivacy(one.id, Privacy.MINIMAL))
    names = Button(_chosen("Фамилия, имя и отчество", now=one.says_names), SetPrivacy(one.id, Privacy.NAMES))
    codes, full = bold("Только коды."), bold("Фамилия, имя и отчество.")
    advice = "Государственной или муниципальной организации подходят только коды." if one.state_owned else None
    return Screen(
        lines(
            bold(FIELDS[Field.PRIVACY]),
            "",
            markup("{mode} В чате — «код 3-17». Фамилии остаются на сервере организации.", mode=codes),
            "",
            markup("{mode} Человек пишет их сам после согласия, и они проходят через Telegram.", mode=full),
            "",
            advice,
        ),
        ((minimal,), (names,), _back(one)),
    )


def warning(organisation: Organisation) -> Screen:
    """What a state or municipal school has to know, on one phone screen."""
    points = [markup("{number}. {point}", number=number, point=point) for number, point in enumerate(WARNING, 1)]
    return Screen(
        lines(
            bold("Прежде чем начинать"),
            markup("{name}", name=organisation.name),
            "",
            *[part for point in points for part in (point, "")],
            "Кто и когда это прочитал, записывается.",
        ),
        (
            (Button("Понимаю, продолжить", Acknowledge(organisation.id)),),
            _back(organisation),
        ),
    )
