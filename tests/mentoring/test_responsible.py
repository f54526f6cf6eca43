"""«Ответственный» → who acts. The five real plans say how often the words are enough."""

import pytest

from config import road_maps
from mentoring.evidence_words import evidence_of
from mentoring.responsible import owner_of, without_persons
from mentoring.road_maps import OWN_NUMBERS, EvidenceKind
from mentoring.roles import Level, Role

REGION, MUNICIPALITY, SCHOOL = Level.REGION, Level.MUNICIPALITY, Level.ORGANISATION


@pytest.mark.parametrize(
    ("cell", "level", "role"),
    [
        ("заместитель директора по УВР (куратор программы)", SCHOOL, Role.DEPUTY_HEAD),
        ("Зам. директора по УВР", SCHOOL, Role.DEPUTY_HEAD),
        ("Директор школы", SCHOOL, Role.DEPUTY_HEAD),
        ("Администрация", SCHOOL, Role.DEPUTY_HEAD),
        ("Кураторы", SCHOOL, Role.CURATOR),
        ("педагог-психолог (координатор программы)", SCHOOL, Role.COORDINATOR),
        ("координатор", SCHOOL, Role.COORDINATOR),
        ("координатор", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
        ("координатор", REGION, Role.REGIONAL_COORDINATOR),
        ("Рабочая группа", SCHOOL, Role.WORKING_GROUP),
        ("наставники", SCHOOL, Role.MENTOR),
        ("наставник, куратор", SCHOOL, Role.CURATOR),
        ("ИМО", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
        ("ОО АНГО", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
        ("Управление образования администрации", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
        ("муниципальный орган управления образованием (ОО АНГО)", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
        ("МОУО", REGION, Role.MUNICIPAL_COORDINATOR),
        ("ОО", MUNICIPALITY, Role.CURATOR),
        ("ИМО, ОО", MUNICIPALITY, Role.CURATOR),
        ("кураторы ОО", MUNICIPALITY, Role.CURATOR),
        ("региональное министерство (МОиН ПК), региональный координатор (ИРО ПК)", REGION, Role.REGIONAL_COORDINATOR),
        ("БелИРО", REGION, Role.REGIONAL_COORDINATOR),
        ("методист", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
    ],
)
def test_the_words_tell_who_acts(cell: str, level: Level, role: Role) -> None:
    found = owner_of(cell, level)

    assert (found.role, found.clear, found.text) == (role, True, cell)


@pytest.mark.parametrize(
    ("cell", "level", "role"),
    [
        ("", SCHOOL, Role.CURATOR),
        ("бухгалтер", SCHOOL, Role.CURATOR),
        ("Управление образования", SCHOOL, Role.CURATOR),
        ("министерство", MUNICIPALITY, Role.MUNICIPAL_COORDINATOR),
        ("все", REGION, Role.REGIONAL_COORDINATOR),
    ],
)
def test_where_the_words_tell_nobody_of_this_place_its_leader_is_a_guess(cell: str, level: Level, role: Role) -> None:
    assert (owner_of(cell, level).role, owner_of(cell, level).clear) == (role, False)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Иванова И.И.", ""),
        ("И. И. Иванова", ""),
        ("Иванова Анна Олеговна", ""),
        ("Иванова И.И., куратор", "куратор"),
        ("Куратор Иванова-Петрова А. О.; Ким П.С.", "Куратор"),
        ("заместитель директора (Иванова И.И.)", "заместитель директора"),
        ("Петрова, Сидоров", ""),
        ("ИВАНОВА М.П.", ""),
        ("куратор Петрова", "куратор"),
        ("Управление образования Белгорода", "Управление образования Белгорода"),
        ("Школа наставника", "Школа наставника"),
        ("ИМО, ОО", "ИМО, ОО"),
        ("Управление образования г. Белгорода", "Управление образования г. Белгорода"),
    ],
)
def test_persons_are_left_out_and_offices_stay(cell: str, kept: str) -> None:
    assert without_persons(cell) == (kept, kept != cell)


@pytest.mark.parametrize(
    ("result", "item", "kind"),
    [
        ("Приказ ОО", "", EvidenceKind.ORDER),
        ("Протокол", "Педсовет", EvidenceKind.PROTOCOL),
        ("Заключены соглашения", "", EvidenceKind.AGREEMENT),
        ("Размещение материалов на сайте", "", EvidenceKind.LINKS),
        ("Листы регистрации", "", EvidenceKind.ATTENDANCE),
        ("", "Проведение семинара", EvidenceKind.ATTENDANCE),
        ("Аналитическая справка", "", EvidenceKind.DRAFT),
        ("", "Конкурс «Лучший наставник»", EvidenceKind.APPLICATIONS),
        ("", "Иное", EvidenceKind.FILE),
    ],
)
def test_the_result_tells_what_proves_it(result: str, item: str, kind: EvidenceKind) -> None:
    assert evidence_of(result, item) is kind


def test_for_the_five_plans_the_words_are_enough_as_often_as_they_were() -> None:
    """What the bot's own numbers prove, no words tell. A rule that makes it worse fails here."""
    plans = [plan for plan in road_maps.load().values() if plan.id != "school_year"]
    items = [(plan.level, item) for plan in plans for item in plan.items]
    told = [item for _, item in items if item.evidence not in OWN_NUMBERS]

    assert sum(evidence_of(item.result, item.text) is item.evidence for item in told) >= 55
    assert sum(owner_of(item.responsible, level).role is item.owner for level, item in items) >= 78
