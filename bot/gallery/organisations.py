"""Organisations: the tree, the card, the details, the warning."""

from dataclasses import replace

from bot.dialogs import organisations as pages
from bot.gallery import Example
from mentoring.ids import OrganisationId
from mentoring.organisation_details import Fault, Field, OrganisationCard, OrganisationShelf, Zone
from mentoring.organisations import Organisation, Privacy
from mentoring.roles import Level, Role

_ZONES = (
    Zone("Калининград −1", "Europe/Kaliningrad"),
    Zone("Москва", "Europe/Moscow"),
    Zone("Самара +1", "Europe/Samara"),
    Zone("Екатеринбург +2", "Asia/Yekaterinburg"),
    Zone("Омск +3", "Asia/Omsk"),
    Zone("Новосибирск +4", "Asia/Novosibirsk"),
    Zone("Красноярск +4", "Asia/Krasnoyarsk"),
    Zone("Иркутск +5", "Asia/Irkutsk"),
    Zone("Чита +6", "Asia/Chita"),
    Zone("Якутск +6", "Asia/Yakutsk"),
    Zone("Владивосток +7", "Asia/Vladivostok"),
    Zone("Магадан +8", "Asia/Magadan"),
    Zone("Сахалин +8", "Asia/Sakhalin"),
    Zone("Камчатка +9", "Asia/Kamchatka"),
)


def _organisation(number: int, name: str, level: Level, *above: int) -> Organisation:
    path = tuple(OrganisationId(one) for one in (*above, number))
    return Organisation(
        OrganisationId(number),
        path,
        level,
        name,
        inn=None,
        address=None,
        contact=None,
        tz="Asia/Irkutsk",
        week=5,
        state_owned=None,
        privacy=Privacy.MINIMAL,
        minors=None,
        warned=False,
    )


REGION = _organisation(1, "Примерская область", Level.REGION)
TOWN = _organisation(2, "Примерский муниципальный округ", Level.MUNICIPALITY, 1)
NEW = _organisation(3, "МБОУ «Средняя общеобразовательная школа № 20 г. Примерска»", Level.ORGANISATION, 1, 2)
STATE = replace(
    NEW,
    inn="1234567894",
    address="665000, Примерская область, г. Примерск, ул. Школьная, д. 20",
    contact="school20@example.ru, 8 (395) 000-00-00",
    state_owned=True,
    minors=True,
    week=6,
)
READY = replace(STATE, warned=True)

_STAFF = (Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR, Role.WORKING_GROUP)


def _card(one: Organisation, *, may_edit: bool = True, inside: int = 0) -> OrganisationCard:
    parents = ("Примерская область", "Примерский муниципальный округ")[: len(one.path) - 1]
    return OrganisationCard(one, parents, inside, may_edit, may_create=may_edit, invites=_STAFF if may_edit else ())


def _shelf(title: str, shelf: OrganisationShelf, page: int = 0) -> Example:
    return Example(f"Организации: {title}", pages.shelf(shelf, page), pages.shelf)


def _shown(title: str, card: OrganisationCard) -> Example:
    return Example(f"Организация: {title}", pages.card(card, _ZONES), pages.card)


def _typed(title: str, one: Organisation, field: Field, fault: Fault | None = None) -> Example:
    return Example(f"Организация: {title}", pages.detail_asked(one, field, fault), pages.detail_asked)


def _pressed(title: str, one: Organisation, field: Field, *, new: bool = False) -> Example:
    return Example(f"Организация: {title}", pages.choice_asked(one, field, _ZONES, new=new), pages.choice_asked)


def _schools() -> tuple[tuple[Organisation, int], ...]:
    found = [replace(READY, id=OrganisationId(n), name=f"МБОУ «Средняя школа № {n}»") for n in range(10, 24)]
    return tuple((one, 0) for one in found)


EXAMPLES: list[Example] = [
    _shelf("пока нет ни одной, администратору", OrganisationShelf(None, (), may_create=True)),
    _shelf("пока нет ни одной, остальным", OrganisationShelf(None, (), may_create=False)),
    _shelf("верх дерева", OrganisationShelf(None, ((REGION, 15), (NEW, 0)), may_create=True)),
    _shelf("внутри округа, вторая страница", OrganisationShelf(TOWN, _schools(), may_create=True), 1),
    _shelf("внутри пусто", OrganisationShelf(REGION, (), may_create=True)),
    Example("Организации: что создаём", pages.level_asked(None), pages.level_asked),
    Example("Организации: что создаём внутри региона", pages.level_asked(REGION), pages.level_asked),
    Example("Организации: куда входит", pages.parent_asked(Level.ORGANISATION, [REGION, TOWN], 0), pages.parent_asked),
    Example("Организации: название", pages.name_asked(Level.ORGANISATION, TOWN), pages.name_asked),
    Example(
        "Организации: название слишком короткое", pages.name_asked(Level.REGION, None, Fault.EMPTY), pages.name_asked
    ),
    _pressed("только что создана, часовой пояс", NEW, Field.TZ, new=True),
    _shown("почти ничего не заполнено", _card(NEW)),
    _shown("осталось прочитать предупреждение", _card(STATE)),
    _shown("всё заполнено", _card(READY)),
    _shown("муниципалитет", _card(replace(TOWN, tz="Europe/Moscow"), inside=14)),
    _shown("глазами координатора, только смотреть", _card(NEW, may_edit=False)),
    _typed("ИНН", NEW, Field.INN),
    _typed("ИНН не сошёлся", NEW, Field.INN, Fault.INN_CONTROL),
    _typed("адрес уже есть", STATE, Field.ADDRESS),
    _typed("контакт без почты и телефона", NEW, Field.CONTACT, Fault.CONTACT_UNREACHABLE),
    _typed("новое название", STATE, Field.NAME),
    _pressed("рабочая неделя", NEW, Field.WEEK),
    _pressed("чья", NEW, Field.STATE_OWNED),
    _pressed("ученики", NEW, Field.MINORS),
    _pressed("имена в переписке, государственная школа", STATE, Field.PRIVACY),
    Example("Организация: предупреждение", pages.warning(STATE), pages.warning),
]
