"""Registers, stages and the passport of a road map."""

import datetime
from dataclasses import replace

from bot.dialogs import courses, letters, local_acts, passports, regional_bank, registers, stages
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from config import road_maps as road_map_files
from config import stages as stage_files
from mentoring.access import Action
from mentoring.courses import Course, CourseLine, CourseOrder
from mentoring.curators import CuratorAsked, CuratorBase, CuratorLine, CuratorsWord
from mentoring.deadlines import Period
from mentoring.ids import MembershipId, OrganisationId, RoadMapId
from mentoring.local_acts import Act, ActLine, ActProblem, ActsBelow, ActsMissing, ActsOf, LocalAct
from mentoring.names import FullName
from mentoring.notices import Notice
from mentoring.papers import PaperNumber, PaperProblem
from mentoring.passport_views import PassportView
from mentoring.passports import Part, PassportProblem
from mentoring.regional_bank import (
    Band,
    BankPerson,
    BankPersonCard,
    BankRow,
    Chosen,
    Mark,
    PaperAct,
    RegionalBank,
    SchoolsPart,
)
from mentoring.registers import RegistersHere
from mentoring.road_maps import MapState, RoadMap
from mentoring.roles import Level, Role
from mentoring.stages import Code, Count, StagesBelow, StagesOf, counted, now

_TODAY = datetime.date(2027, 4, 28)
_LAST = datetime.date(2027, 5, 10)
_CITY = replace(
    NAMED, id=OrganisationId(2), path=(OrganisationId(2),), level=Level.MUNICIPALITY, name="Примерск, город"
)
_REGION = replace(_CITY, id=OrganisationId(1), path=(OrganisationId(1),), level=Level.REGION, name="Примерский край")
_MARIA = FullName("Римская-Корсакова", "Мария", "Ивановна")
_MEMBER = MembershipId(31)

# -- local acts and curators -------------------------------------------------------------------------------------

_ACTS = {
    Act.REGULATION: LocalAct(
        Act.REGULATION, "12-од", datetime.date(2026, 9, 5), "https://school.example/nastavnik.pdf"
    ),
    Act.ORDER: LocalAct(Act.ORDER, link="https://school.example/prikaz.pdf"),
}
_LINES = (
    ActLine(OrganisationId(6), "Школа № 6", "Примерск", {}),
    ActLine(NAMED.id, NAMED.name, "Примерск", _ACTS),
    ActLine(OrganisationId(7), "Школа № 7", "Примерск", {act: LocalAct(act, "1", _TODAY) for act in Act}),
)
_BELOW = ActsBelow(_CITY, _TODAY, _LINES)
_WORD = CuratorsWord(NAMED, _MEMBER, "3-31", _MARIA, "Учитель", 2027, _LAST, waits=True)
_CURATORS = CuratorBase(
    _CITY,
    _TODAY,
    (
        CuratorLine("Школа № 6", "Примерск", "school6@example.org", _MEMBER, "6-2", _MARIA, "Учитель", waits=True),
        CuratorLine("Школа № 7", "Примерск", None),
        CuratorLine(
            NAMED.name,
            "Примерск",
            "кабинет 12",
            MembershipId(32),
            "3-4",
            None,
            None,
            datetime.date(2026, 9, 7),
            datetime.date(2027, 4, 21),
        ),
    ),
    _LAST,
)
_COORDINATOR = frozenset({Action.SEE_CURATORS, Action.COMPARE_SCHOOLS})

# -- stages and the passport -------------------------------------------------------------------------------------

_STAGES = stage_files.load()
_COUNTS = {
    **dict.fromkeys((Code.REGULATION, Code.ROAD_MAP, Code.ORDER, Code.CURATOR), Count(1, 1)),
    Code.MENTEE_CONSENTS: Count(12, 12),
    Code.MENTEE_FORMS: Count(9, 12),
    Code.MENTOR_CONSENTS: Count(6, 6),
    Code.MENTOR_FORMS: Count(6, 6),
    Code.REGISTRY: Count(4, 6),
    Code.ORDERS: Count(2, 3),
}
_NOW = now(_STAGES, _COUNTS, {1: Count(3, 3), 2: Count(1, 2)})
_OF = StagesOf(NAMED, _NOW, own=True)
_SCHOOLS = {OrganisationId(number): _NOW for number in (3, 4, 5)}

_TEMPLATES = road_map_files.load()
_MAP = RoadMap(
    RoadMapId(7),
    NAMED.id,
    _TEMPLATES["usolye7"].title,
    "usolye7",
    Period(datetime.date(2026, 6, 1), datetime.date(2029, 12, 31)),
    MapState.ACTIVE,
)
_PASSPORT = _TEMPLATES["usolye7"].passport
_VIEW = PassportView(_MAP, NAMED, None if _PASSPORT is None else _PASSPORT.moved(5), may_lead=True)

# -- the regional bank and courses -------------------------------------------------------------------------------

_PEOPLE = (
    BankPerson(_MEMBER, "3-31", _MARIA, Role.MENTOR, Mark(PaperNumber("7", datetime.date(2026, 9, 5)), "НБ-0042")),
    BankPerson(MembershipId(32), "3-32", FullName("Ким", "Павел", None), Role.MENTEE, Mark()),
)
_SCHOOL = SchoolsPart(NAMED, _PEOPLE, Chosen.ALL)
_ROW = BankRow("Примерск", "3-31", Role.MENTOR, "Учитель", ("Математика",), Band.UP_TO_10, ("Дисциплина",))
_ORDERED = (
    CourseLine(NAMED.name, "Примерск", Course.FIRST, 2, (str(_MARIA), "3-32")),
    CourseLine(NAMED.name, "Примерск", Course.UNTRAINED, 1, ("Ким Павел",)),
)


def _card(person: BankPerson, here: object = NAMED) -> BankPersonCard:
    return BankPersonCard(CODED if here is CODED else NAMED, person, may_mark=True)


def _letter(title: str, notice: Notice) -> Example:
    return Example(f"Письмо: {title}", letters.letter([notice]), letters.letter)


EXAMPLES: list[Example] = [
    Example(
        "Реестры школы",
        registers.home(RegistersHere(NAMED, frozenset({Action.SEE_BANK}), _ACTS, _WORD)),
        registers.home,
    ),
    Example("Реестры муниципалитета", registers.home(RegistersHere(_CITY, _COORDINATOR)), registers.home),
    Example(
        "Реестры региона",
        registers.home(RegistersHere(_REGION, frozenset({Action.COMPARE_SCHOOLS, Action.SEE_REGIONAL_BANK}))),
        registers.home,
    ),
    Example("Локальные акты школы", local_acts.acts(ActsOf(NAMED, _ACTS, may_note=True)), local_acts.acts),
    Example(
        "Локальный акт: номер и дата", local_acts.act_asked(ActsOf(NAMED, _ACTS), Act.REGULATION), local_acts.act_asked
    ),
    Example(
        "Локальный акт: нет даты",
        local_acts.act_asked(ActsOf(NAMED, {}), Act.ROAD_MAP, PaperProblem.NO_DATE),
        local_acts.act_asked,
    ),
    Example(
        "Локальный акт: длинная ссылка",
        local_acts.act_asked(ActsOf(NAMED, {}), Act.ORDER, ActProblem.LONG_LINK),
        local_acts.act_asked,
    ),
    Example("Локальные акты школ", local_acts.below(_BELOW), local_acts.below),
    Example("Локальные акты школ: напомнили", local_acts.below(replace(_BELOW, written=2)), local_acts.below),
    Example("Локальные акты школ: школ нет", local_acts.below(ActsBelow(_CITY, _TODAY, ())), local_acts.below),
    Example("Кураторы школ", registers.curators(_CURATORS), registers.curators),
    Example("Куратор подтверждает", registers.word(_WORD), registers.word),
    Example("Куратор: подтверждено", registers.word(replace(_WORD, confirmed=_TODAY, waits=False)), registers.word),
    Example("Куратор: срок прошёл", registers.word(replace(_WORD, late=True)), registers.word),
    Example("Куратор пришёл после срока", registers.word(replace(_WORD, name=None, waits=False)), registers.word),
    _letter("куратору — локальные акты внесены не все", ActsMissing(NAMED.id, NAMED.name, (Act.ROAD_MAP, Act.ORDER))),
    _letter("куратору — всё ещё куратор?", CuratorAsked(NAMED.id, NAMED.name, _MEMBER, 2027, _LAST, again=False)),
    _letter(
        "куратору — всё ещё куратор, второй раз", CuratorAsked(NAMED.id, NAMED.name, _MEMBER, 2027, _LAST, again=True)
    ),
    Example("Семь этапов", stages.overview(_OF), stages.overview),
    Example("Этап: чего не хватает", stages.stage(_OF, 2), stages.stage),
    Example("Этап впереди", stages.stage(_OF, 6), stages.stage),
    Example("Этап для рабочей группы", stages.stage(replace(_OF, own=False), 4), stages.stage),
    Example(
        "Этапы школ муниципалитета",
        stages.below(StagesBelow(_CITY, _STAGES, 3, counted(_STAGES, _SCHOOLS))),
        stages.below,
    ),
    Example("Паспорт программы", passports.passport(_VIEW), passports.passport),
    Example("Паспорта нет", passports.passport(replace(_VIEW, passport=None)), passports.passport),
    Example("Паспорт: задачи", passports.part(_VIEW, Part.TASKS), passports.part),
    Example("Паспорт: исправить риски", passports.part_asked(_VIEW, Part.RISKS), passports.part_asked),
    Example(
        "Паспорт: слишком много строк",
        passports.part_asked(_VIEW, Part.RESULTS, PassportProblem.MANY_LINES),
        passports.part_asked,
    ),
    Example("Паспорт: показатели", passports.indicators(_VIEW), passports.indicators),
    Example("Паспорт: цели по годам", passports.targets_asked(_VIEW, 0), passports.targets_asked),
    Example(
        "Паспорт: цели не прочитаны",
        passports.targets_asked(_VIEW, 4, PassportProblem.NOT_TARGETS),
        passports.targets_asked,
    ),
    Example("Региональный банк: школа", regional_bank.school(_SCHOOL), regional_bank.school),
    Example(
        "Региональный банк: никого",
        regional_bank.school(SchoolsPart(NAMED, (), Chosen.CONSENTED)),
        regional_bank.school,
    ),
    Example("Региональный банк: по имени", regional_bank.card(_card(_PEOPLE[0])), regional_bank.card),
    Example("Региональный банк: без имени", regional_bank.card(_card(_PEOPLE[1])), regional_bank.card),
    Example(
        "Региональный банк: режим кодов",
        regional_bank.card(_card(replace(_PEOPLE[0], name=None), CODED)),
        regional_bank.card,
    ),
    Example(
        "Региональный банк: номер согласия",
        regional_bank.paper_asked(_card(_PEOPLE[1]), PaperAct.GIVE),
        regional_bank.paper_asked,
    ),
    Example(
        "Региональный банк: отзыв, нет номера",
        regional_bank.paper_asked(_card(_PEOPLE[0]), PaperAct.WITHDRAW, PaperProblem.NO_NUMBER),
        regional_bank.paper_asked,
    ),
    Example(
        "Региональный банк: номер в другом банке",
        regional_bank.external_id_asked(_card(_PEOPLE[1]), regional_bank.EXTERNAL_ID_REFUSED),
        regional_bank.external_id_asked,
    ),
    Example(
        "Региональный банк: регион",
        regional_bank.region(RegionalBank(_REGION, (_ROW,) * 6, 14, 3)),
        regional_bank.region,
    ),
    Example("План-заказ курсов", courses.courses(CourseOrder(_CITY, _ORDERED)), courses.courses),
    Example("Заявки на курсы школы", courses.courses(CourseOrder(NAMED, _ORDERED)), courses.courses),
    Example("Заявок на курсы нет", courses.courses(CourseOrder(NAMED, ())), courses.courses),
]
