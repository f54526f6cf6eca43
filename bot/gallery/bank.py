"""Both banks: a small school, a big one, an empty one; cards for different readers."""

import datetime
from dataclasses import replace

from bot.dialogs import bank as dialog
from bot.gallery import Example
from bot.gallery.joining import SCHOOL
from config import questionnaires
from mentoring import bank
from mentoring.bank import Card, Entry, Filled, GivenConsent, Listing, Overview, Post, Side, Topic, TopicChoice, View
from mentoring.ids import MembershipId, PersonId, SearchId
from mentoring.names import FullName, Gender
from mentoring.organisations import Organisation, Privacy
from mentoring.people import Membership, Person
from mentoring.questionnaire import Value
from mentoring.roles import MembershipState, Role

TODAY = datetime.date(2026, 9, 21)
NAMED = replace(SCHOOL, privacy=Privacy.NAMES)
CODED = replace(SCHOOL, privacy=Privacy.MINIMAL)
LONG = replace(
    NAMED,
    name="Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 17 "
    "с углублённым изучением отдельных предметов»",
)
MENTEES, MENTORS = View(Side.MENTEES), View(Side.MENTORS)

_FORMS = {name: file.value() for name, file in questionnaires.load().items()}

_TEACHER: dict[str, Value] = {
    "mt01": "other:Тьютор",
    "mt02": "Физика, 7–9 классы",
    "mt03": 2,
    "mt04": "young",
    "mt05": ("manage", "parents", "assess"),
    "mt06": "Не успеваю опросить класс за урок",
    "mt07": "Даю открытый урок без волнения",
    "mt08": 6,
    "mt09": "any",
    "mt10": ("classic", "situational"),
    "mt11": ("subject", "nosuper"),
    "mt12": "Хотелось бы с кем-нибудь из кабинета физики",
    "mt13": ("gap", "after"),
    "mt14": "mixed",
    "mt15": True,
}
_PUPIL: dict[str, Value] = {
    "mp01": 7,
    "mp02": ("study", "talk"),
    "mp03": "Хочу подтянуть геометрию",
    "mp08": ("after",),
    "mp09": 4,
    "mp12": True,
}


def _filled(form: str, answers: dict[str, Value], readers: frozenset[Role], number: int = 17) -> Filled:
    pupil = form.endswith("pupil")
    role = Role.MENTEE if form.startswith("mentee") else Role.MENTOR
    place = Membership(MembershipId(number), PersonId(number), SCHOOL.id, role, MembershipState.IN_BANK, f"3-{number}")
    name = FullName("Салтыкова-Щедрина", "Анна", "Олеговна")
    person = Person(PersonId(number), name, Gender.FEMALE, adult=not pupil, position=None if pupil else "Тьютор")
    readable = {q.id: answers[q.id] for q in _FORMS[form].questions if q.id in answers and bank.reads(q, readers)}
    return Filled(place, person, _FORMS[form], readable, datetime.date(2026, 9, 7))


def _card(form: str, answers: dict[str, Value], here: Organisation, *readers: Role) -> Card:
    consent = GivenConsent(1, datetime.date(2026, 9, 5))
    side = Side.MENTEES if form.startswith("mentee") else Side.MENTORS
    return bank.card(_filled(form, answers, frozenset(readers)), here, View(side), TODAY, consent)


def _entries(names: bool, count: int, mentors: bool = False) -> tuple[Entry, ...]:
    people = (
        ("Иванова", "Анна", "Олеговна", "Учитель", ("Дисциплина и мотивация класса", "Общение с родителями")),
        ("Ким", "Борис", "Ильич", "Учитель начальных классов", ("ФГОС и рабочие программы",)),
        ("Салтыкова-Щедрина", "Маргарита", "Константиновна", "Педагог допобразования", ("Конкурсы и публикации",)),
        ("Али-оглы", "Рашид", None, None, ("Нагрузка и уверенность в себе", "Аттестация и портфолио")),
    )
    found = []
    for number in range(count):
        surname, name, patronymic, position, topics = people[number % len(people)]
        found.append(
            Entry(
                MembershipId(number + 1),
                f"3-{number + 5}",
                FullName(surname, name, patronymic) if names else None,
                Post(position, None if position else "7"),
                topics,
                1 + number % 3 if mentors else None,
                21 - number,
            )
        )
    return tuple(found)


_many = Listing(CODED, MENTEES, _entries(names=False, count=14), 14)
_named = Listing(NAMED, MENTEES, _entries(names=True, count=6), 6)
_mentors = Listing(NAMED, replace(MENTORS, places=True), _entries(names=True, count=4, mentors=True), 9)
_by_topic = Listing(
    CODED, replace(MENTEES, topic="mt05_manage"), _entries(names=False, count=2), 14, "Дисциплина и мотивация класса"
)
_found = Listing(NAMED, replace(MENTEES, search=SearchId(5)), _entries(names=True, count=1), 14, None, "ива")
_found_coded = Listing(CODED, replace(MENTEES, search=SearchId(5)), _entries(names=False, count=1), 14)
_nothing = Listing(NAMED, replace(MENTEES, search=SearchId(5)), (), 14, None, "щукин")
_topics = TopicChoice(
    CODED,
    MENTEES,
    tuple(
        (Topic(f"mt05_{option.code}", option.label), 9 - number)
        for number, option in enumerate(_FORMS["mentee_teacher"].question("mt05").options[:9])
    ),
)
_curator = (Role.CURATOR,)

EXAMPLES: list[Example] = [
    Example("Выбор организации", dialog.pick_bank((NAMED, LONG)), dialog.pick_bank),
    Example("Два банка", dialog.overview(Overview(NAMED, {Side.MENTEES: 14, Side.MENTORS: 3})), dialog.overview),
    Example(
        "Два банка: кому позвонить и кому напомнить",
        dialog.overview(Overview(NAMED, {Side.MENTEES: 14, Side.MENTORS: 3}, unreached=2, stopped=7)),
        dialog.overview,
    ),
    Example("Два пустых банка", dialog.overview(Overview(LONG, {Side.MENTEES: 0, Side.MENTORS: 1})), dialog.overview),
    Example("Список, режим minimal, 14 человек", dialog.listing(_many), dialog.listing),
    Example(
        "Список, последняя страница", dialog.listing(replace(_many, view=replace(MENTEES, page=2))), dialog.listing
    ),
    Example("Список с именами", dialog.listing(_named), dialog.listing),
    Example("Наставники с местами", dialog.listing(_mentors), dialog.listing),
    Example("Отбор по направлению", dialog.listing(_by_topic), dialog.listing),
    Example("Найдено", dialog.listing(_found), dialog.listing),
    Example("Найдено, режим minimal: слова не повторяются", dialog.listing(_found_coded), dialog.listing),
    Example("Найдено: можно искать дальше", dialog.listing(replace(_found, listening=True)), dialog.listing),
    Example("Ничего не нашлось", dialog.listing(replace(_nothing, listening=True)), dialog.listing),
    Example("Ничего не нашлось: список открыт снова", dialog.listing(_nothing), dialog.listing),
    Example("Пустой банк: с чего начать", dialog.listing(Listing(NAMED, MENTEES, (), 0)), dialog.listing),
    Example("Направления", dialog.topics(_topics), dialog.topics),
    Example("Направления, вторая страница", dialog.topics(_topics, 1), dialog.topics),
    Example("Направлений ещё нет", dialog.topics(replace(_topics, topics=())), dialog.topics),
    Example("Поиск", dialog.search_asked(NAMED, Side.MENTEES), dialog.search_asked),
    Example("Поиск, режим minimal", dialog.search_asked(CODED, Side.MENTORS), dialog.search_asked),
    Example(
        "Поиск: слишком коротко",
        dialog.search_asked(NAMED, Side.MENTEES, dialog.SEARCH_REFUSED),
        dialog.search_asked,
    ),
    Example("Карточка педагога", dialog.card(_card("mentee_teacher", _TEACHER, NAMED, *_curator)), dialog.card),
    Example(
        "Карточка педагога, режим minimal",
        dialog.card(_card("mentee_teacher", _TEACHER, CODED, *_curator)),
        dialog.card,
    ),
    Example("Карточка ученика", dialog.card(_card("mentee_pupil", _PUPIL, CODED, *_curator)), dialog.card),
    Example(
        "Карточка без действующего согласия",
        dialog.card(replace(_card("mentee_pupil", _PUPIL, CODED), consent=None)),
        dialog.card,
    ),
    Example("Ответы для куратора", dialog.answers(_card("mentee_teacher", _TEACHER, NAMED, *_curator)), dialog.answers),
    Example(
        "Ответы для заместителя: личных нет",
        dialog.answers(_card("mentee_teacher", _TEACHER, NAMED, Role.DEPUTY_HEAD)),
        dialog.answers,
    ),
    Example(
        "Ответы, режим minimal: слова остаются на сервере",
        dialog.answers(_card("mentee_teacher", _TEACHER, CODED, *_curator)),
        dialog.answers,
    ),
    Example(
        "Ответы ученика для психолога",
        dialog.answers(_card("mentee_pupil", _PUPIL, NAMED, Role.COORDINATOR)),
        dialog.answers,
    ),
    Example(
        "Ответов для этого читателя нет",
        dialog.answers(replace(_card("mentee_pupil", _PUPIL, CODED), answers=())),
        dialog.answers,
    ),
]
